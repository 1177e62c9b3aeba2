/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies by improvements only, on product spaces whose opponents' moves are transitive.
 *
 * A party moves within a fibre: the cells that differ in its own options. Its places are numbered by the settings of
 * those options. From each it may go to those that its one-way options allow and that it ranks higher, and wants the
 * least value among them. Comparing all pairs costs the square of the fibre. Instead the places are sorted by rank
 * once, ties marked, for all focal parties and concepts; then one walk down the places from the best carries along
 * the least value among the strictly better ones. Settings of the options that cannot be moved freely are sheets; the
 * walk carries a least value for each sheet, of the places that may be gone to from there. One sheet where all
 * options are free.
 *
 * A walk does little at each place and waits for what it did at the one before. But many fibres are sorted alike:
 * what the others have settled mostly shifts a party's ranks without turning them round. Such fibres make a class,
 * which has its order in common, and are walked side by side, a fibre a lane of a vector.
 *
 *     order of a class:   how many places are infeasible, which come first; then places, lowest rank first, of which
 *                         the highest bit marks the last place of a tie
 *
 * Fibres are handled a window at a time, neighbours that fit a cache together. Where those that share lines of the
 * cache are all of one class, copied lines are a tile whose lanes are fibres. The others become rows first, of which
 * those of one class, wherever they stand in the window, are turned into the lanes of a tile, and back.
 *
 * Improvements compose for one party, so the rule against moving twice in a row changes nothing; parties take turns
 * until none changes a value. Fibres none of whose values changed since their party's last turn are skipped.
 *
 * A party some of whose options are split between processes has its values and ranks transposed (transpose.h).
 */
#ifndef TRUCE_FIBRES_H
#define TRUCE_FIBRES_H

#include "engine/passes.h"
#include "engine/kernels.h"

enum {
    TRUCE__FIBRES_PARALLEL = 1 << 17, /* cells below which one thread is faster */
    TRUCE__LINE = 64,                 /* bytes of a line of the cache, and of a place in a tile */
    TRUCE__STALE_TOGETHER = 16        /* neighbouring fibres that are looked at again together */
};

struct truce__fibres {
    truce__space space; /* over which they run: the graph's, or what this process has of it transposed */
    truce__ranks ranks; /* the party's there */
    bool is_transposed;
    uint64_t inner;    /* stride of the party's first option: from a place to the next, and the neighbouring fibres
                          within a block */
    uint64_t n_places; /* cells of one fibre */
    uint64_t n_fibres;
    uint64_t window; /* fibres in a window, at most: whole blocks, or part of one */
    uint64_t n_windows;
    truce__sheets sheets;
    void *orders;         /* of each class n_places + 1 numbers, of the narrowest type that leaves the highest bit
                             free: */
    uint32_t order_bytes;
    uint32_t *class_of;   /* of each fibre */
    uint16_t *by_class;   /* the fibres of each window, counted from its first, class by class */
    unsigned char *is_stale; /* of so many fibres together: values changed since the party's last turn */
    bool has_turned;         /* whether it had a turn yet; before, all its fibres are stale */
    bool is_binary;          /* inner and n_places are powers of two, these: */
    uint32_t inner_bits, block_bits;
    uint32_t n_idle; /* options of others that make no difference to the ranks: among fibres, their strides and
                        levels */
    uint64_t idle_mask; /* the bits of a fibre's number that are theirs, if all those are powers of two, else 0 */
    struct {
        uint64_t stride, n_levels;
    } idle[TRUCE__MAX_OPTIONS];
};

/* Makes a party's fibres unless they are there, all of them stale. */
truce_status truce__fibres_ready(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **fibres);
/* Bytes of is_stale. */
static inline uint64_t truce__stale_bytes(uint64_t n_fibres) {
    return n_fibres / TRUCE__STALE_TOGETHER + 1;
}

void truce__fibres_all_stale(truce__fibres *fibres);
void truce__fibres_none_stale(truce__fibres *fibres); /* the party has had its turn */

/* Sorts the fibres: orders, class_of, by_class. O(cells) where classes are few, else O(cells log places). */
truce_status truce__fibres_sort(truce_ctx *ctx, truce__fibres *fibres);

/* The order of a class. */
static inline const void *truce__fibres_order(const truce__fibres *fibres, uint32_t class) {
    return (const char *)fibres->orders + class * (fibres->n_places + 1) * fibres->order_bytes;
}

/* ----------------------------------------------------------------- windows */

typedef struct truce__window {
    uint64_t first, width; /* fibres */
} truce__window;

truce__window truce__window_at(const truce__fibres *fibres, uint64_t number);

/* Room for a window's values, each fibre a row. */
typedef struct truce__rows_room {
    void **row; /* where each begins, the first of any 64 bytes of fibres aligned as lines of the cache are */
    uint32_t bytes; /* of a value */
    const truce__kernels *kernels;
} truce__rows_room;

/* How much memory that takes, and the room made in a block of so much. */
size_t truce__rows_room_bytes(const truce__fibres *fibres, uint32_t bytes);
truce__rows_room truce__rows_room_in(void *block, const truce__fibres *fibres, uint32_t bytes);
/* Makes rows of the window's fibres from number `row` on. */
void truce__window_load(const truce__fibres *fibres, truce__window window, uint64_t row, const void *values,
                        const truce__rows_room *room);

/* Part of a window within one block: which rows, and the cell of the first one's first place. */
typedef struct truce__window_part {
    uint64_t row, width, cell;
} truce__window_part;

/* The part that begins at that row. */
truce__window_part truce__window_part_at(const truce__fibres *fibres, truce__window window, uint64_t row);

#endif
