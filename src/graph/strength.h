/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How strongly ranks are preferred to each other, where a preference has marks of strength.
 *
 * A preference of rank a to rank b has a degree: 1, or more if it is strong. Degrees are consistent (see
 * model/read_marks.c): the better a or the worse b, the higher the degree. So ranks are all that is needed, and the
 * degrees of all pairs follow from one number a rank.
 *
 *     order, ranking   the degree by which a rank is preferred to the one just below it. Of any two ranks it is the
 *                      highest of those between. For truth vectors that compare lexicographically: the statement that
 *                      decides between two is the most important one that decides between neighbours among them.
 *     weights          the sum of the weights; the differences that make a degree are given
 */
#ifndef TRUCE_STRENGTH_H
#define TRUCE_STRENGTH_H

#include "graph/ranks.h"

typedef struct truce__strength {
    uint8_t *step;  /* of each rank from 2: the degree by which it is preferred to the one below; NULL with weights */
    int64_t *score; /* of each rank, with weights; else NULL */
    int64_t least[TRUCE__MAX_DEGREE - 1]; /* with weights: the difference of degree 2, 3, ...; INT64_MAX: none is */
} truce__strength;

/* Room for `count` ranks, all of which are preferred to the one below by degree 1, or have score 0. `scale` is that
 * of the scores. NULL if the preference has no marks. */
truce_status truce__strength_new(truce_ctx *ctx, const truce__pref *pref, uint32_t count, uint32_t scale,
                                 truce__strength **strength);
void truce__strength_free(truce_ctx *ctx, truce__strength *strength); /* NULL is fine */
/* Of ranks of which some were left out: dense[r] is the new rank of r, 0 where it has none. */
truce_status truce__strength_without(truce_ctx *ctx, const truce__strength *from, uint32_t old_count,
                                     const uint32_t *dense, uint32_t count, truce__strength **strength);

/* The degree of a difference in item `index` of an order: marks hold for all that stands above. O(items). */
uint32_t truce__item_degree(const truce__pref *pref, uint32_t index);

/* The first item, of so many, on which two different keys differ; the first item's truth is their highest bit. */
static inline uint32_t truce__first_difference(uint32_t a, uint32_t b, uint32_t n_items) {
    return n_items - 32 + (uint32_t)__builtin_clz(a ^ b);
}

/* Says how strong the ranks are, of which class c has rank[c], if the preference has marks. `weights` is NULL for an
 * order. */
truce_status truce__classes_strength(truce_ctx *ctx, const truce__pref *pref, const truce__classes *classes,
                                     const uint32_t *rank, const truce__weights *weights, truce__ranks *ranks);
/* The degrees of the items of an order, for truce__free(); NULL if it has no marks, or is none. */
truce_status truce__degrees_of(truce_ctx *ctx, const truce__pref *pref, uint8_t **degrees);

/* The degree by which rank `better` is preferred to `worse`; 0 if it is not. O(ranks between). */
uint32_t truce__degree_between(const truce__ranks *ranks, uint32_t better, uint32_t worse);
/* For degrees from 2 on: the highest rank to which `rank` is preferred by that degree or more; 0 if there is none.
 * O(ranks). */
uint32_t truce__highest_below(const truce__ranks *ranks, uint32_t rank, uint32_t degree);
/* For degrees from 2 on: makes a table, for truce__big_free(), which has for each rank the lowest one that is
 * preferred to it by that degree or more; count + 1 if there is none; 0 for 0. O(ranks). */
truce_status truce__lowest_above(truce_ctx *ctx, const truce__ranks *ranks, uint32_t degree, uint32_t **table);
/* Whether two rankings with equally many ranks prefer each rank to each other by the same degree. O(ranks). */
truce_status truce__are_as_strong(truce_ctx *ctx, const truce__ranks *a, const truce__ranks *b, bool *answer);

#endif
