/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One party's moves out of a cell, or into it, one after the other and in ascending order, in either shape of space.
 *
 *     truce__walk walk;
 *     truce__walk_from(&walk, space, party, cell);
 *     for (uint64_t to; truce__walk_next(&walk, &to);) ...
 *
 * A party with many options has millions of moves from one cell, so a walk ends early when the work is cancelled.
 */
#ifndef TRUCE_WALK_H
#define TRUCE_WALK_H

#include "graph/space.h"

typedef struct truce__walk {
    const truce__space *space;
    uint64_t cell; /* where the walk began; never among its results */
    /* product: an odometer over the party's own options */
    uint32_t n_axes;
    uint32_t slow; /* the axis that turns once in 65,536 steps or more: when it does, the walk asks whether to stop */
    uint64_t at;
    bool is_over;
    struct {
        uint64_t stride;
        uint32_t level, low, high;
    } axes[TRUCE__MAX_OPTIONS];
    /* graph: the arcs that are left */
    const uint32_t *next, *end;
} truce__walk;

void truce__walk_from(truce__walk *walk, const truce__space *space, uint32_t party, uint64_t cell);
void truce__walk_into(truce__walk *walk, const truce__space *space, uint32_t party, uint64_t cell);
bool truce__walk_next(truce__walk *walk, uint64_t *cell);

/* The levels an option may be set to from `level` in one move, itself included: from *low to *high. */
void truce__option_reach(const truce__option *option, uint32_t level, uint32_t *low, uint32_t *high);

/* Whether it takes more than one move to reach some of its levels. */
static inline bool truce__is_stepped(const truce__option *option) {
    return option->moves != TRUCE__MOVES_NONE && option->step && option->step + 1 < option->n_levels;
}
/* Whether a party's moves are transitive by construction: two in a row can be made as one. Always false in the graph
 * shape, where it is not checked. */
bool truce__is_transitive(const truce__space *space, uint32_t party);

/* Where a party's moves are transitive, its two-way options span blocks: from each cell of one it can move to every
 * other, and its moves from there lead to the same cells, themselves apart. Neighbouring options make one run. */
typedef struct truce__blocks {
    uint64_t count;
    uint32_t n_runs;
    struct {
        uint64_t stride, end; /* of the first option, and behind the last */
    } runs[TRUCE__MAX_OPTIONS];
} truce__blocks;

void truce__blocks_of(const truce__space *space, uint32_t party, truce__blocks *blocks);
/* The same of all options that the party can move, in whatever way: no move leads out of a fibre. */
void truce__fibres_of(const truce__space *space, uint32_t party, truce__blocks *fibres);
/* The number, below `count`, of the block in which the cell is: what is left of the cell without these options. */
static inline uint64_t truce__block_of(const truce__blocks *blocks, uint64_t cell) {
    for (uint32_t i = blocks->n_runs; i-- > 0;)
        cell = cell / blocks->runs[i].end * blocks->runs[i].stride + cell % blocks->runs[i].stride;
    return cell;
}
/* The first cell of a block. */
static inline uint64_t truce__block_first(const truce__blocks *blocks, uint64_t block) {
    for (uint32_t i = 0; i < blocks->n_runs; i++)
        block = block / blocks->runs[i].stride * blocks->runs[i].end + block % blocks->runs[i].stride;
    return block;
}
/* One of the cells of a block that begins with `first`. */
static inline uint64_t truce__block_cell(const truce__blocks *blocks, uint64_t first, uint64_t place) {
    for (uint32_t i = 0; i < blocks->n_runs; i++) {
        uint64_t width = blocks->runs[i].end / blocks->runs[i].stride;
        first += place % width * blocks->runs[i].stride;
        place /= width;
    }
    return first;
}

#endif
