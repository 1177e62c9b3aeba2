/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One variant of a model, drawn as displacement.h says, as a graph of its own: what the parties prefer in it, and,
 * where options or rules are otherwise, its states and moves.
 */
#ifndef TRUCE_VARY_H
#define TRUCE_VARY_H

#include "unknowns/displacement.h"

typedef struct truce__varied {
    truce_graph *graph;
    bool is_restructured; /* its states or moves are not those of the graph that it was made from */
    truce_graph *whole, *after; /* what it then was made from */
    truce__arena arena;
} truce__varied;

/* taken[unknown * TRUCE__LANES] is the variant's fate. Diagnostics that only the variant deserves stay in the
 * context. For truce__varied_free(), also after a failure. Errors: those of truce_graph_build(). O(states x
 * items). */
truce_status truce__vary(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                         const uint16_t *taken, truce__varied *varied);
void truce__varied_free(truce__varied *varied);

/* The items of a party's preference in a variant, most important first: at most as many as it has; negations in
 * `arena`. `stride`: taken[unknown * stride] is the variant's fate. */
truce_status truce__variant_items(truce_ctx *ctx, truce__arena *arena, const truce__unknowns *unknowns,
                                  uint32_t party, const uint16_t *taken, uint32_t stride, truce__pref_item *items,
                                  uint32_t *count);
/* A statement's negation. */
truce_status truce__negation(truce__arena *arena, const truce__stmt *stmt, truce__stmt *negation);

#endif
