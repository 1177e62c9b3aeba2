/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of truce_check(). */
#ifndef TRUCE_CHECK_OPTIONAL_H
#define TRUCE_CHECK_OPTIONAL_H

#include "graph/graph.h"

/* Add warnings and errors; TRUCE_OK unless the machine fails. */
/* What lies around the conflict: agreements, homes, time. */
truce_status truce__check_around(truce_ctx *ctx, const truce_graph *graph);
/* Of each rule whether every combination that breaks it breaks another rule too; false where it would take too long
 * to find out. O(rules x combinations) for up to 2^20 combinations. */
truce_status truce__idle_rules(truce_ctx *ctx, const truce_model *model, bool *is_idle);
/* Names that two things share, or that may be plurals. */
truce_status truce__check_names(truce_ctx *ctx, const truce_graph *graph);

#endif
