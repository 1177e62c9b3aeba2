/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of large arrays (large.c) that is kept for the next use: what base.h does not need to show. */
#ifndef TRUCE_KEPT_H
#define TRUCE_KEPT_H

#include "base/base.h"

/* Of the kept blocks with at least so many bytes the smallest, with *bytes its size, unless it has more than an
 * eighth more; or NULL. */
void *truce__take_kept(truce_ctx *ctx, size_t *bytes);
/* Whether the block is kept, which is no longer counted as held. If not it is the caller's to free. */
bool truce__keep(truce_ctx *ctx, void *base, size_t bytes);
/* Counts bytes as held; what is kept beside them gives way. */
void truce__count_held(truce_ctx *ctx, size_t bytes);

#endif
