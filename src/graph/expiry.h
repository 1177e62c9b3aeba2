/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Temporary arrangements: what they turn into by themselves, and how states are valued then.
 *
 * A combination expires by the entries of `expires:`. They are applied in file order, each to the result of those
 * before it. This is repeated until a whole round changes nothing. A state turns into the state of the resulting
 * combination. A coalesced state turns into the state to which the results of all its members belong.
 */
#ifndef TRUCE_EXPIRY_H
#define TRUCE_EXPIRY_H

#include "graph/graph.h"

/* Checks that every state ends in a state, and makes what truce__expires_into() needs. TRUCE_E_MODEL if one does not;
 * a diagnostic reports the first. */
truce_status truce__expiry_init(truce_ctx *ctx, truce_graph *graph);
/* The cell into which a cell turns; itself in a graph that is not valued after expiry. O(1) in the graph shape, else
 * O(nodes of the entries x rounds). */
uint64_t truce__expires_into(const truce_graph *graph, uint64_t cell);

/* Ranks by the states that each state turns into, without gaps, for `count` rankings at once. The caller frees
 * `to[i].at` with truce__big_free(), even if the call fails. O(cells x count). */
truce_status truce__expiry_ranks(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *from, truce__ranks *to,
                                uint32_t count);

#endif
