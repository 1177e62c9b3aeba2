/* SPDX-License-Identifier: Apache-2.0 */
/* Shares of n! as exact natural numbers, in digits. */
#ifndef TRUCE_NATURAL_H
#define TRUCE_NATURAL_H

#include "unknowns/inverse.h"

/* `good` of k! orders, for n >= k things of which the others may stand anywhere: total n!, good x n!/k!. With n
 * beyond TRUCE__COUNTED_TOTAL only the share. k is at most 25. O(n digits). */
__extension__ truce_status truce__naturals_of(truce_ctx *ctx, truce__arena *arena, uint64_t n, unsigned __int128 good,
                                              uint32_t k, truce__fraction *fraction);
/* The same for one in `of`: n!/of, where `of` is at most n. */
truce_status truce__naturals_one_in(truce_ctx *ctx, truce__arena *arena, uint64_t n, uint64_t of,
                                    truce__fraction *fraction);

#endif
