/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states: bits over cells. */
#ifndef TRUCE_SET_H
#define TRUCE_SET_H

#include "graph/graph.h"

struct truce_set {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint64_t *bits; /* infeasible cells and what lies beyond the last are 0 */
    uint64_t count; /* of all ranks' members */
    uint32_t index; /* among the sets of a space that is split */
};

/* An empty set; the bits are zero. */
truce_status truce__set_new(truce_ctx *ctx, const truce_graph *graph, truce_set **set);
/* Brings `count` up to date after the bits were written; all ranks together. */
truce_status truce__set_recount(truce_set *set);

/* Another set with the same members. */
truce_status truce__set_copy(truce_ctx *ctx, const truce_set *set, truce_set **copy);
/* Keeps of a set only what is in another one too, or drops what is. */
truce_status truce__set_keep(truce_set *set, const truce_set *other);
truce_status truce__set_drop(truce_set *set, const truce_set *other);

/* The least member behind `state` among the states of this rank, or 0. */
truce_state truce__set_next_here(const truce_set *set, truce_state state);

#endif
