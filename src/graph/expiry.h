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

enum { TRUCE__MOST_EXPIRY_ROUNDS = 4096 };

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

/* ------------------------------------------------------- shared with lapse.c */

/* Combinations of listed states, ascending, with their states. */
typedef struct truce__place {
    uint64_t combination;
    uint32_t cell;
} truce__place;

typedef struct truce__places {
    truce__place *at; /* truce__big_free() */
    uint64_t count;
} truce__places;

/* Fills `places`, to be freed even if the call fails. The space is listed and no plain graph. */
truce_status truce__places_list(truce_ctx *ctx, const truce__space *space, truce__places *places);
/* NULL: the combination belongs to no state. O(log combinations). */
const truce__place *truce__places_find(const truce__places *places, uint64_t combination);

#endif
