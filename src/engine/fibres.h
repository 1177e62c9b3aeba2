/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies by improvements only, on product spaces whose opponents' moves are transitive.
 *
 * A party moves within a fibre: the cells that differ in its own options. Its places are numbered by the settings of
 * those options. From a place it may go to any place that it ranks higher and that its one-way options allow; wanted
 * is the least value among them. To compare all pairs would cost the square of the fibre. Instead the places are
 * sorted by rank once, with ties marked, for all focal parties and concepts. Then one walk down the places, from the
 * best, carries along the least value among the strictly better ones. A sheet is a setting of the options that cannot
 * be moved freely. The walk carries a least value for each sheet, over the places that it may go to. If all options
 * are free there is one sheet.
 *
 * A walk does little at each place, and each step waits for the one before. But many fibres have the same order,
 * because the others' options mostly shift a party's ranks without reordering them. Fibres with the same order make a
 * class. They are walked side by side, each fibre in a lane of a vector.
 *
 *     order of a class:   how many places are infeasible, which come first; then places, lowest rank first, of which
 *                         the highest bit marks the last place of a tie
 *
 * Fibres are handled a window at a time: neighbours that fit a cache together. If the fibres that share lines of the
 * cache are all of one class, the copied lines are a tile, with a fibre in each lane. The other fibres become rows
 * first. Rows of one class are gathered from the whole window, turned into the lanes of a tile, and back.
 *
 * Two improvements of one party in a row make one improvement, so the rule against moving twice in a row changes
 * nothing. Parties take turns until none changes a value. A fibre is skipped if no value of it has changed since its
 * party's last turn.
 *
 * If some of a party's options are split between processes, its values and ranks are transposed (transpose.h).
 */
#ifndef TRUCE_FIBRES_H
#define TRUCE_FIBRES_H

#include "engine/passes.h"
#include "engine/kernels.h"

enum {
    TRUCE__FIBRES_PARALLEL = 1 << 17, /* cells below which one thread is faster */
    TRUCE__LINE = 64,                 /* bytes of a line of the cache, and of a place in a tile */
    TRUCE__STALE_TOGETHER = 16        /* neighbouring fibres that share a stale flag */
};

struct truce__fibres {
    truce__space space; /* the fibres run over this: the graph's space, or this process's share of it transposed */
    truce__ranks ranks; /* of the party, over that space */
    bool is_transposed;
    uint64_t inner;    /* stride of the party's first option: cells from a place to the next, and fibres side by side
                          in a block */
    uint64_t n_places; /* cells of one fibre */
    uint64_t n_fibres;
    uint64_t window; /* fibres in a window, at most: whole blocks, or part of one */
    uint64_t n_windows;
    truce__sheets sheets;
    void *orders;         /* n_places + 1 numbers for each class, of the narrowest type that leaves the highest bit
                             free: */
    uint32_t order_bytes;
    uint32_t *class_of;   /* of each fibre */
    uint16_t *by_class;   /* the fibres of each window, counted from its first, class by class */
    unsigned char *is_stale; /* of each TRUCE__STALE_TOGETHER fibres: a value has changed since the party's last
                                turn */
    bool has_turned;         /* whether the party had a turn; before the first all its fibres are stale */
    bool is_binary;          /* inner and n_places are powers of two, these: */
    uint32_t inner_bits, block_bits;
    uint32_t n_idle; /* others' options that make no difference to the ranks; `idle` has their strides among fibres
                        and their levels */
    uint64_t idle_mask; /* their bits in a fibre's number, if these strides and levels are powers of two; else 0 */
    struct {
        uint64_t stride, n_levels;
    } idle[TRUCE__MAX_OPTIONS];
};

/* Makes a party's fibres unless they exist, and marks all of them stale. */
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
    void **row; /* where each row begins; every 64 bytes of fibres, a row begins at a line of the cache */
    uint32_t bytes; /* of a value */
    const truce__kernels *kernels;
} truce__rows_room;

/* The bytes that the room takes; makes it in a block of so many. */
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
