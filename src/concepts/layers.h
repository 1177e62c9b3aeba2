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
 * has a word a cell: the pair itself, or the place of a set. The next layer takes O(states) where the party may move
 * to all its own combinations, for then all states of one fibre (the others' options fixed) choose among the same
 * states, each without itself: the best two of the fibre tell L for all of them. Otherwise O(moves).
 */
#ifndef TRUCE_LAYERS_H
#define TRUCE_LAYERS_H

#include "concepts/concepts.h"

enum { TRUCE__PAIRS = 8, TRUCE__CHUNKS = 64 }; /* pairs of a set at most; pieces of a layer that are made apart */

/* The parties that have a move anywhere. */
typedef struct truce__movers {
    uint32_t party[2]; /* the first two, in file order; UINT32_MAX where there are fewer */
    uint32_t count;    /* of all */
} truce__movers;
truce__movers truce__movers_of(const truce_graph *graph);

/* Sets that do not fit a word: for each the number of its pairs, then these. */
typedef TRUCE__VEC(uint64_t) truce__pool;

typedef struct truce__layer {
    uint64_t *words; /* by cell; 0 where there is no state */
    truce__pool pools[TRUCE__CHUNKS];
} truce__layer;

typedef struct truce__layering {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__chosen concept; /* for whom it is done: named where the work reaches a limit */
    truce__movers movers;
    const uint64_t *pairs; /* of each cell, 0 where there is no state: layer 0; NULL: worked out where needed */
} truce__layering;

/* A layer with room for its words, to be closed in any case. */
truce_status truce__layer_open(const truce__layering *l, truce__layer *layer);
void truce__layer_close(const truce__layering *l, truce__layer *layer);

/* Layer 0. */
truce_status truce__layer_first(const truce__layering *l, truce__layer *layer);
/* The layer of mover 0 or 1, from the one below it of the other mover. TRUCE_E_LIMIT where a set would be too
 * large. */
truce_status truce__layer_next(const truce__layering *l, uint32_t mover, const truce__layer *below,
                               truce__layer *layer);
/* What is anticipated at a cell: *count distinct pairs of ranks, ascending, that of mover 0 in the high half. */
const uint64_t *truce__layer_set(const truce__layer *layer, uint64_t cell, uint32_t *count);
truce_verdict truce__layer_verdict(const truce__layering *l, const truce__layer *layer, uint64_t cell);
/* The least that the cell gives the mover, whatever is anticipated there. */
uint32_t truce__layer_secures(const truce__layer *layer, uint32_t mover, uint64_t cell);
uint64_t truce__pair_at(const truce__layering *l, uint64_t cell);
static inline uint32_t truce__pair_rank(uint64_t pair, uint32_t mover) {
    return mover ? (uint32_t)pair : (uint32_t)(pair >> 32);
}
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
