/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The completions of an open model one after the other, as one variant of its graph whose ranks change. A party that
 * takes its first completion borrows the graph's ranks; those of another are made when it is taken, so that going
 * through all combinations, the first party fastest, makes ranks little more than once for each.
 */
#ifndef TRUCE_COMPLETING_H
#define TRUCE_COMPLETING_H

#include "graph/graph.h"

typedef struct truce__completing {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce_graph *variant;    /* its model is not open */
    truce__pref_item **room; /* by party: for the items of its completion */
    uint64_t *numbers;       /* by party: the completion that it has taken */
} truce__completing;

/* Every party takes its first completion. TRUCE_E_USAGE for a shared graph. Owns memory even if it fails. */
truce_status truce__completing_init(truce_ctx *ctx, const truce_graph *graph, truce__completing *all);
void truce__completing_free(truce__completing *all);

/* A party takes a completion. Leaves no warnings: building the graph has told them. O(states x items) if it is
 * another than before. */
truce_status truce__completing_take(truce__completing *all, uint32_t party, uint64_t number);

/* The next combination of all parties' completions; *is_over behind the last, where each party has its first. */
truce_status truce__completing_next(truce__completing *all, bool *is_over);

#endif
