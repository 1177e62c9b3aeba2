/* SPDX-License-Identifier: Apache-2.0 */
/* From a party's preference to its ranks. */
#ifndef TRUCE_RANKS_H
#define TRUCE_RANKS_H

#include "graph/graph.h"
#include "graph/slices.h"

/* Cells sorted into classes; classes are numbered from 0. Infeasible cells have any class. */
typedef struct truce__classes {
    uint32_t *of;   /* n_cells */
    uint32_t count;
    int64_t *score; /* of each class: the sum of the weights of its true items; NULL unless weights were given */
    const uint8_t *degree; /* of each item, on entry; NULL: not wanted */
    uint8_t *step;  /* with `degree`: of each class from 1, that of the first item on which it differs from the one
                       before */
    struct truce__rank_table *table; /* gets a step for each round; NULL: not wanted */
} truce__classes;

/* Sorts the cells by the truth of `items`, read as a word whose first letter is the first item's truth. Classes are
 * numbered in lexicographic order of these words; only words that occur get a number. With `weights`, one an item,
 * scores are summed too. Any number of items. On entry `classes` is zero except for table and degrees. O(cells x
 * items). */
truce_status truce__classes_refine(truce_ctx *ctx, const truce__space *space, const truce__pref_item *items,
                                   uint32_t n_items, const int64_t *weights, truce__classes *classes);
/* The truth of one item over a block of cells: whether any of its statements is true. */
truce_status truce__item_block(const truce__space *space, truce__slicer *slicer, uint64_t block,
                               const truce__pref_item *item, uint64_t words[TRUCE__SLICE_WORDS]);
void truce__classes_free(truce_ctx *ctx, truce__classes *classes);
/* Ranks the classes without gaps by their scores, 1 the least. Without scores their own order is the rank. */
truce_status truce__classes_rank(truce_ctx *ctx, const truce__classes *classes, uint32_t *rank, uint32_t *count);

/* Turns weights into whole numbers of 10^-scale, so that any sum of them is exact and at most INT64_MAX in size. If
 * weights differ too much for that, reports it and sets *is_good to false. */
truce_status truce__weights_scale(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                  int64_t *weights, uint32_t *scale, bool *is_good);

/* Ranks all cells by an order or weights of at most TRUCE__KEY_PLANES items; the second function tells how many bytes
 * that takes beside the ranks. */
truce_status truce__ranks_keyed(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                const int64_t *weights, uint32_t scale, truce__ranks *ranks);
double truce__keying_bytes(uint64_t n_cells, const truce__pref *pref);

/* Ranks all states by a preference, of a party or of anybody else. An empty preference makes one class. The caller
 * frees them with truce__ranks_free(). `ranks->table` is filled if there is one. If a direct ranking or weights
 * are wrong, reports it, sets *is_good to false and makes no ranks. O(cells x items). */
truce_status truce__ranks_of(truce_ctx *ctx, const truce__space *space, const truce__pref *pref, truce__ranks *ranks,
                             bool *is_good);
/* Frees what ranks own, unless they are lent. */
void truce__ranks_free(truce_ctx *ctx, const truce__ranks *ranks);

#endif
