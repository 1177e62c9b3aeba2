/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states: bits over cells. set.c makes, reads and frees them; set_algebra.c has the operations on them. */
#ifndef TRUCE_SET_H
#define TRUCE_SET_H

#include "graph/graph.h"

#include <truce/set.h>

struct truce_set {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint64_t *bits; /* 0 for infeasible cells and beyond the last cell */
    uint64_t count;
};

/* Brings `count` up to date after the bits were written. */
truce_status truce__set_recount(truce_set *set);

/* A new set: the states in which a statement of the graph's model is true. O(states x nodes / 64). */
truce_status truce__set_where(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt, truce_set **set);

/* set := all states; set := the states ranked `low` to `high`; set := its members ranked so. The ranks are over the
 * set's graph, of a party or of anybody else. O(states). */
truce_status truce__set_fill(truce_set *set);
truce_status truce__set_ranked(truce_set *set, const truce__ranks *ranks, uint32_t low, uint32_t high);
truce_status truce__set_and_ranked(truce_set *set, const truce__ranks *ranks, uint32_t low, uint32_t high);

/* set := the states whose weight is at least `threshold`: the sum of the weights of all sets that hold the state.
 * O(states x sets). */
typedef struct truce__weighed {
    const truce_set *set;
    truce__wide weight;
} truce__weighed;
truce_status truce__set_weighed(truce_set *set, const truce__weighed *parts, uint32_t n_parts, truce__wide threshold);

/* The states of a set, ascending, as cells: at most `limit` of them (0: all) in a large array to be freed. */
truce_status truce__set_cells(truce_ctx *ctx, const truce_set *set, uint64_t limit, uint64_t **cells, size_t *count);

#endif
