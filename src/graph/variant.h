/* SPDX-License-Identifier: Apache-2.0 */
/* A graph made from a graph and what differs, of which it owns only that. */
#ifndef TRUCE_VARIANT_H
#define TRUCE_VARIANT_H

#include "graph/graph.h"

#include <truce/variant.h>

/* A variant that shares everything. If `items` is given, it gets a model of its own, whose preferences can be
 * replaced, with room for `n_items` items of a preference at *items. With 0 and NULL it has its graph's model. */
truce_status truce__variant_new(truce_ctx *ctx, const truce_graph *graph, size_t n_items, truce__pref_item **items,
                                truce_graph **variant);
/* Gives a party another preference, in a variant with a model of its own. This may be repeated; the variant owns the
 * last ranks. Items and statements are borrowed. TRUCE_E_MODEL when the preference is wrong. O(states x items). */
truce_status truce__variant_prefer(truce_graph *variant, uint32_t party, const truce__pref *pref);

/* Gives a party a preference of which the ranks are those of the graph it was made from; shares them again. */
void truce__variant_settle(truce_graph *variant, uint32_t party, const truce__pref *pref);

/* Whether a variant shares states, all moves and this party's ranks with `graph`, from which it was made, directly or
 * not. */
bool truce__variant_has_ranks_of(const truce_graph *variant, const truce_graph *graph, uint32_t party);

/* Ranks a graph's states by any preference, of a party or of anybody else; valued after expiry if the graph is.
 * `ranks->at` is the caller's, for truce__big_free(). TRUCE_E_MODEL when the preference is wrong. O(states x
 * items). */
truce_status truce__rank_by(truce_ctx *ctx, const truce_graph *graph, const truce__pref *pref, truce__ranks *ranks);

#endif
