/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops of batch.c: 32 variants at a time, one in each lane of a vector of 16-bit numbers.
 *
 * Variants of one model differ in preferences, and their moves are the same. So every move is walked once for 32
 * variants: what is a number for one variant is 32 numbers side by side, what is a truth is a bit of a word. Nothing
 * here knows of concepts or confidences. lanes_body.h has each loop once; lanes_portable.c, lanes_avx2.c and
 * lanes_avx512.c compile it (docs/decisions/0013-kernels.md), and truce__lanes_best() asks the processor.
 */
#ifndef TRUCE_LANES_H
#define TRUCE_LANES_H

#include <stdbool.h>
#include <stdint.h>

enum { TRUCE__LANES = 32 };

/* A party's moves, by the state they begin in. */
typedef struct truce__lane_moves {
    uint32_t n_states;
    const uint32_t *first; /* of each state, and behind the last */
    const uint32_t *to;
    const uint16_t *group; /* of each move, which share whether it can be made; NULL: all can be made always */
} truce__lane_moves;

/* Arrays of lanes: value of state s in lane l at [s * 32 + l], aligned to 64 bytes. `able`: of each group of moves,
 * in which lanes they can be made. `gains`: of each move, in which lanes it is made and improves for its mover. */
typedef struct truce__lane_kernels {
    const char *name;
    /* Draws of 32 variants from number `first` on, for one unknown: which of the fates with these limits each gets
     * (displacement.h); `again`: from draws of their own, independent of the first ones, or NULL. */
    void (*draw)(uint64_t seed, uint64_t first, uint64_t unknown, const uint64_t *upto, uint32_t n_fates,
                 uint16_t *taken, uint16_t *again);
    /* Keys of `n_classes` classes for an order of at most 16 columns: the sum of the weights of the true columns.
     * `place` of each column: where it stands, UINT16_MAX where it is not held. truth[c]: a bit for each column. */
    void (*order)(const uint16_t *place, uint32_t n_columns, const uint32_t *truth, uint32_t n_classes,
                  uint16_t *keys);
    void (*gains)(const truce__lane_moves *moves, const uint32_t *able, const uint16_t *keys,
                  const uint32_t *class_of, uint32_t *gains);
    /* Each value becomes the least of itself and those that a move leads to; with `gains` only moves that improve.
     * Whether any fell. */
    bool (*fall)(const truce__lane_moves *moves, const uint32_t *able, const uint32_t *gains, uint16_t *values);
    /* `to`: of each state the most of its own key and the keys that a move leads to. */
    void (*rise)(const truce__lane_moves *moves, const uint32_t *able, const uint16_t *keys, const uint32_t *class_of,
                 uint16_t *to);
    void (*spread)(uint32_t n_states, const uint16_t *keys, const uint32_t *class_of, uint16_t *to);
    /* In which lanes some move that improves leads to a value above the key of where it begins. */
    void (*leave)(const truce__lane_moves *moves, const uint32_t *gains, const uint16_t *values, const uint16_t *keys,
                  const uint32_t *class_of, uint32_t *unstable);
    /* In which lanes one is above the other. */
    uint32_t (*above)(const uint16_t *one, const uint16_t *other);
    /* counts[i] grows by the bits of words[i]. */
    void (*tally)(const uint32_t *words, uint64_t n, uint64_t *counts);
    /* Bits that two rows of 1,024 have in common. */
    uint32_t (*common)(const uint32_t *one, const uint32_t *other);
    /* `least` becomes the lesser of itself and `other` in these lanes. */
    void (*lower)(uint16_t *least, const uint16_t *other, uint32_t lanes);
} truce__lane_kernels;

extern const truce__lane_kernels truce__lanes_portable, truce__lanes_avx2, truce__lanes_avx512;

/* The best table of this machine. */
const truce__lane_kernels *truce__lanes_best(void);

#endif
