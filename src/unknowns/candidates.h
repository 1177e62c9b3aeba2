/* SPDX-License-Identifier: Apache-2.0 */
/* What a party could want besides: of the vocabulary of insertions, what makes a difference to it. */
#ifndef TRUCE_CANDIDATES_H
#define TRUCE_CANDIDATES_H

#include "graph/graph.h"

/* Items of truce__vocabulary(). Left out is what is true in all states or none, and what is true in the same states
 * as a statement before it, or as one that stands in the party's order already: to have it twice tells no states
 * apart. In `arena`. O(statements x (states / 64 + statements)). */
truce_status truce__candidates_make(truce_ctx *ctx, truce__arena *arena, const truce_graph *graph, uint32_t party,
                                    const truce__pref_item **items, uint32_t *count);

#endif
