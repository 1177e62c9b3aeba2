/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What two parties anticipate when they move by turns, with so many moves to come: layers.
 *
 * G_0(i, s) = s. For h >= 1 party i moves from s to the state x from which it likes best what follows, G_{h-1}(j, x),
 * and anticipates that, if it prefers it to s; else it stays, and play ends. It may not pass its turn: a move that
 * leads back is judged by what follows. So s never counts among its own moves, as it may in every other concept.
 *
 * Where the best moves tie, what is anticipated is not unique. Each node of the tree of play may break its ties in a
 * way of its own, so A_h(i, s) is the set of states that can be anticipated:
 *
 *     L = max over x in R_i(s) of min r_i over A_{h-1}(j, x)
 *     A_h(i, s) = {s, if L <= r_i(s)} + {g in some A_{h-1}(j, x) : r_i(g) >= max(L, r_i(s) + 1)}
 *
 * Only the two ranks of a state matter, so a set holds distinct pairs of ranks, and few: nearly always one. A layer
 * has a word a cell: the pair itself, or the place of a set. In a product the next layer takes O(states), with more
 * for one-way options (layer_fibres.h); where moves are listed, O(moves).
 */
#ifndef TRUCE_LAYERS_H
#define TRUCE_LAYERS_H

#include "concepts/layer_sets.h"

/* The parties that have a move anywhere. */
truce__movers truce__movers_of(const truce_graph *graph);

/* A layer with room for its words, to be closed in any case. */
truce_status truce__layer_open(const truce__layering *l, truce__layer *layer);
void truce__layer_close(const truce__layering *l, truce__layer *layer);

/* Adds the memory that making layers of these movers takes beside the layers. */
void truce__layers_needs(const truce_graph *graph, truce__needs *needs);

/* Layer 0. */
truce_status truce__layer_first(const truce__layering *l, truce__layer *layer);
/* The layer of mover 0 or 1, from the one below it of the other mover. TRUCE_E_LIMIT where a set would be too
 * large. */
truce_status truce__layer_next(const truce__layering *l, uint32_t mover, const truce__layer *below,
                               truce__layer *layer);
truce_verdict truce__layer_verdict(const truce__layering *l, const truce__layer *layer, uint64_t cell);
/* The least that the cell gives the mover, whatever is anticipated there. */
uint32_t truce__layer_secures(const truce__layer *layer, uint32_t mover, uint64_t cell);
/* The verdict on a cell in the layer above, from what its moves lead to; *secured: the most that one of them secures,
 * 0 where there is none. O(moves). */
truce_verdict truce__layer_judge(const truce__layering *l, uint32_t mover, const truce__layer *below, uint64_t cell,
                                 uint32_t *secured);
/* The same of all cells: 1 + the verdict in each word. No set is made, so none is too large. */
truce_status truce__layer_judge_all(const truce__layering *l, uint32_t mover, const truce__layer *below,
                                    truce__layer *layer);
/* Two numbers that tell layers apart, by what they hold. */
void truce__layer_print(const truce__layering *l, const truce__layer *layer, uint64_t print[2]);

#endif
