/* SPDX-License-Identifier: Apache-2.0 */
/* A model with some of its levers used. */
#ifndef TRUCE_LEVERS_H
#define TRUCE_LEVERS_H

#include "graph/graph.h"

enum { TRUCE__MOST_LEVERS = 16 }; /* that are tried in all their subsets */

/* Appends the changes of the levers in `used` (a bit each, by number) in file order; they are lent by the model. */
typedef TRUCE__VEC(truce_edit) truce__edit_list;
truce_status truce__levers_edits(truce_ctx *ctx, const truce_model *model, const uint64_t *used,
                                 truce__edit_list *edits);

/* The model's text with those levers used and further edits made after them, and as a model, which the caller frees.
 * Levers and events stay behind: it is one conflict. `name` is the model's in diagnostics. TRUCE_E_MODEL when a
 * change does not fit, reported where the change stands, or what is left is no model, reported at the last of the
 * levers. Time O(text + edits). */
truce_status truce__levers_model(truce_ctx *ctx, const truce_model *model, const uint64_t *used,
                                 const truce_edit *more, size_t n_more, truce_model **changed);

/* The same as a variant of the graph, which is not valued after expiry; it owns its model. */
truce_status truce__levers_graph(truce_ctx *ctx, const truce_graph *graph, const uint64_t *used,
                                 const truce_edit *more, size_t n_more, truce_graph **changed);

/* `used` := a lever and all it needs, and what these need. O(levers x needs). */
void truce__lever_with_needs(const truce_model *model, uint32_t lever, uint64_t *used);

/* Tries every lever with what it needs, as `check` does: adds an error where it does not fit. TRUCE_OK unless the
 * machine fails. O(levers x model). */
truce_status truce__levers_try(truce_ctx *ctx, const truce_graph *graph);

#endif
