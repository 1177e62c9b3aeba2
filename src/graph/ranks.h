/* SPDX-License-Identifier: Apache-2.0 */
/* From a party's preference to its ranks. */
#ifndef TRUCE_RANKS_H
#define TRUCE_RANKS_H

#include "graph/graph.h"
#include "graph/slices.h"

/* How rounded weights order states otherwise than the weights as written. */
typedef enum truce__clash {
    TRUCE__NO_CLASH,
    TRUCE__TIE_MADE,
    TRUCE__TIE_BROKEN,
    TRUCE__ORDER_TURNED,
    TRUCE__DEGREE_CHANGED
} truce__clash;

/* The weights of the items of a preference as whole numbers. */
typedef struct truce__weights {
    int64_t *of; /* of 10^-scale, so that no sum of them is above INT64_MAX in size; NULL: they do not fit */
    uint32_t scale;
    truce__wide *exact, *rounded; /* as written and as rounded, on one scale; NULL where `of` is all there is */
    truce__wide least_exact[TRUCE__MAX_DEGREE - 1], least_rounded[TRUCE__MAX_DEGREE - 1]; /* thresholds, likewise */
    uint32_t n_least;
    truce__clash clash; /* found while states were ranked */
} truce__weights;

/* If weights differ too much even for 128 bits, or for 64 where there are thresholds, reports it and sets *is_good to
 * false. Free them in any case. */
truce_status truce__weights_make(truce_ctx *ctx, const truce_model *model, const truce__pref *pref,
                                 truce__weights *weights, bool *is_good);
void truce__weights_free(truce_ctx *ctx, truce__weights *weights);
/* The report, where 64 bits are needed. */
truce_status truce__weights_refuse(truce_ctx *ctx, const truce_model *model, const truce__pref *pref, bool *is_good);
/* Reports a clash that was found, and sets *is_good to false. */
truce_status truce__weights_check(truce_ctx *ctx, const truce_model *model, const truce__pref *pref,
                                  const truce__weights *weights, bool *is_good);

/* Cells sorted into classes; classes are numbered from 0. Infeasible cells have any class. */
typedef struct truce__classes {
    uint32_t *of;   /* n_cells */
    uint32_t count;
    int64_t *score; /* of each class: the sum of the weights of its true items; NULL unless there are such that fit */
    truce__wide *exact, *rounded; /* likewise, as written and as rounded; NULL where `score` is all there is */
    const uint8_t *degree; /* of each item, on entry; NULL: not wanted */
    uint8_t *step;  /* with `degree`: of each class from 1, that of the first item on which it differs from the one
                       before */
    struct truce__rank_table *table; /* gets a step for each round; NULL: not wanted */
} truce__classes;

/* Sorts the cells by the truth of `items`, read as a word whose first letter is the first item's truth. Classes are
 * numbered in lexicographic order of these words; only words that occur get a number. With `weights`, which may be
 * NULL, scores are summed too. Any number of items. On entry `classes` is zero except for table and degrees.
 * O(cells x items). */
truce_status truce__classes_refine(truce_ctx *ctx, const truce__space *space, const truce__pref_item *items,
                                   uint32_t n_items, const truce__weights *weights, truce__classes *classes);
/* Scores of `count` classes, all 0, and what the true items add to one: those whose bits are set in `key`, the first
 * item in the highest of `n_items` bits. */
truce_status truce__classes_make_scores(truce_ctx *ctx, const truce__weights *weights, size_t count,
                                        truce__classes *classes);
void truce__classes_add_score(truce__classes *classes, uint32_t class, const truce__weights *weights, uint32_t first,
                              uint64_t key, uint32_t n_items);
/* The truth of one item over a block of cells: whether any of its statements is true. */
truce_status truce__item_block(const truce__space *space, truce__slicer *slicer, uint64_t block,
                               const truce__pref_item *item, uint64_t words[TRUCE__SLICE_WORDS]);
void truce__classes_free(truce_ctx *ctx, truce__classes *classes);
/* Ranks the classes without gaps by their scores, 1 the least. Without scores their own order is the rank. */
truce_status truce__classes_rank(truce_ctx *ctx, const truce__classes *classes, uint32_t *rank, uint32_t *count);
/* Whether rounded scores, if there are any, order the classes as their ranks do, and by the same degrees: if not, the
 * weights clash. O(classes). */
truce_status truce__classes_compare(truce_ctx *ctx, const truce__classes *classes, const uint32_t *rank,
                                    uint32_t count, truce__weights *weights);

/* Ranks all cells by an order or weights of at most TRUCE__KEY_PLANES items; the second function tells how many bytes
 * that takes beside the ranks. */
truce_status truce__ranks_keyed(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                truce__weights *weights, truce__ranks *ranks);
double truce__keying_bytes(uint64_t n_cells, const truce__pref *pref);

/* Ranks all states by a preference, of a party or of anybody else. An empty preference makes one class. The caller
 * frees them with truce__ranks_free(). `ranks->table` is filled if there is one. If a direct ranking or weights
 * are wrong, reports it, sets *is_good to false and makes no ranks. O(cells x items). */
truce_status truce__ranks_of(truce_ctx *ctx, const truce__space *space, const truce__pref *pref, truce__ranks *ranks,
                             bool *is_good);
/* Frees what ranks own, unless they are lent. */
void truce__ranks_free(truce_ctx *ctx, const truce__ranks *ranks);

#endif
