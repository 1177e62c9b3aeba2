/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states: bits over cells. */
#ifndef TRUCE_SET_H
#define TRUCE_SET_H

#include "prefs/graph.h"

struct truce_set {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint64_t *bits; /* infeasible cells and what lies beyond the last are 0 */
    uint64_t count;
};

/* An empty set; the bits are zero. */
truce_status truce__set_new(truce_ctx *ctx, const truce_graph *graph, truce_set **set);
/* Brings `count` up to date after the bits were written. */
void truce__set_recount(truce_set *set);

#endif
