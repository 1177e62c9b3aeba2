/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What layers are of, and what a layer holds for each state: a set of pairs of ranks, in a word. Nearly all sets have
 * one pair, which is the word; of others the word tells the place.
 */
#ifndef TRUCE_LAYER_SETS_H
#define TRUCE_LAYER_SETS_H

#include "concepts/concepts.h"

enum { TRUCE__PAIRS = 8, TRUCE__CHUNKS = 64 }; /* pairs of a set at most; pieces of a layer that are made apart */

/* Sets that do not fit a word: for each the number of its pairs, then these. */
typedef TRUCE__VEC(uint64_t) truce__pool;

typedef struct truce__layer {
    uint64_t *words; /* by cell; 0 where there is no state */
    truce__pool pools[TRUCE__CHUNKS];
} truce__layer;

/* With this bit a word is the place of a set. */
#define TRUCE__WORD_IS_SET (UINT64_C(1) << 63)

/* A pair's rank of mover 0, in the high half, or of mover 1. */
static inline uint32_t truce__pair_rank(uint64_t pair, uint32_t mover) {
    return mover ? (uint32_t)pair : (uint32_t)(pair >> 32);
}

/* The pairs of a word, which is read where it stands: *count distinct ones, ascending. */
const uint64_t *truce__word_pairs(const truce__layer *layer, const uint64_t *word, uint32_t *count);
static inline const uint64_t *truce__layer_set(const truce__layer *layer, uint64_t cell, uint32_t *count) {
    return truce__word_pairs(layer, &layer->words[cell], count);
}

/* Whose layers they are, and of what. */
typedef struct truce__movers {
    uint32_t party[2]; /* the first two, in file order; UINT32_MAX where there are fewer */
    uint32_t count;    /* of all */
} truce__movers;

typedef struct truce__layering {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__chosen concept; /* for whom it is done: named where the work reaches a limit */
    truce__movers movers;
    const uint64_t *pairs; /* of each cell, 0 where there is no state: layer 0; NULL: worked out where needed */
} truce__layering;

static inline uint32_t truce__mover_rank(const truce__layering *l, uint32_t mover, uint64_t cell) {
    uint32_t party = l->movers.party[mover];
    return party == UINT32_MAX ? 1 : truce__rank_at(&l->graph->ranks[party], cell);
}
static inline uint64_t truce__pair_at(const truce__layering *l, uint64_t cell) {
    if (l->pairs) return l->pairs[cell];
    return (uint64_t)truce__mover_rank(l, 0, cell) << 32 | truce__mover_rank(l, 1, cell);
}
/* What decides a verdict: the most that moves secure, and the most that they may bring about. */
static inline truce_verdict truce__layer_decide(uint32_t rank, uint32_t secured, uint32_t possible) {
    return secured > rank ? TRUCE_UNSTABLE : possible > rank ? TRUCE_MAYBE : TRUCE_STABLE;
}

/* Where a chunk's sets are put, and the last of them: neighbours often have the same. */
typedef struct truce__shelf {
    truce_ctx *ctx;
    truce__pool *pool;
    uint64_t chunk, last;
    bool is_over; /* a set was too large */
} truce__shelf;

/* The word of a set; TRUCE_E_LIMIT where it is too large. */
truce_status truce__shelf_put(truce__shelf *shelf, const uint64_t *pairs, uint32_t count, uint64_t *word);

#endif
