/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What temporary arrangements turn into by themselves, and what states are worth then.
 *
 * A combination expires by `expires:`: the entries are applied in file order, each to what the ones before it have
 * left, and all of them again until a whole round changes nothing. A state turns into the state that its combination
 * becomes; a coalesced one into the state that all of its members become.
 */
#ifndef TRUCE_EXPIRY_H
#define TRUCE_EXPIRY_H

#include "graph/graph.h"

/* Checks that every state comes to rest in a state, and makes what truce__expires_into() needs. Reports the first
 * state that does not with TRUCE_E_MODEL. */
truce_status truce__expiry_init(truce_ctx *ctx, truce_graph *graph);
/* The cell into which a cell turns; itself in a graph that is not valued after expiry. O(1) in the graph shape, else
 * O(nodes of the entries x rounds). */
uint64_t truce__expires_into(const truce_graph *graph, uint64_t cell);

/* Ranks by what the states turn into, dense again, for `count` rankings at once. `to[i].at` is the caller's, for
 * truce__big_free(), also those of a call that fails. O(cells x count). */
truce_status truce__expiry_ranks(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *from, truce__ranks *to,
                                uint32_t count);

#endif
