/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a chain stands after some time, for several rates of slips at once.
 *
 * Uniformization (chain.h) needs products of a row of probabilities with the matrix of the uniformized chain. The
 * matrix is made of the states that are reached only, in the order of their cells, and lists for each where it is
 * reached from. So each sum has an order of its own, and products can be shared out among threads without a change in
 * any bit. Columns differ only in the chances of causes (chain.h), so that they share one matrix and each entry is
 * read once for all of them. All horizons come from one sequence of products, each with its own weights.
 */
#ifndef TRUCE_TRANSIENT_H
#define TRUCE_TRANSIENT_H

#include "unknowns/chain.h"

enum { TRUCE__COLUMNS = 4 };

typedef struct truce__entry {
    uint32_t from;   /* place of a state */
    uint32_t weight; /* which one */
} truce__entry;

typedef struct truce__weight {
    double by_column[TRUCE__COLUMNS];
    double share;
    truce__cause cause;
} truce__weight;

typedef struct truce__transient {
    truce_ctx *ctx;
    truce__chain chain; /* its slip is that of no column */
    double slips[TRUCE__COLUMNS];
    uint32_t count;     /* states that are reached in some column */
    uint32_t start;     /* the place of the start among them */
    uint64_t *reached;  /* bits over the cells */
    uint32_t *before;   /* by word of these bits: how many are reached below it */
    uint32_t *cells;    /* by place, ascending */
    uint64_t *first;    /* entries of each place, and behind the last */
    truce__entry *entries;
    TRUCE__VEC(truce__weight) weights;
    uint32_t *slots;    /* of a table of weights: number + 1, or 0 */
    uint64_t n_slots;
    uint64_t *stops;    /* bits over the places: where the last column stops */
    size_t n_times;
    double *results;    /* [(time * count + place) * TRUCE__COLUMNS + column] */
    double *stopped;    /* by time: what has come to a stop in the last column */
    truce_status status;
} truce__transient;

/* Finds the states and entries. `chain`: clocks, choices, initiative, and where the last column stops; the slips are
 * those of the columns. Any thread may call it. For truce__transient_free(), also after a failure. TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED. O(entries). */
truce_status truce__transient_make(truce_ctx *ctx, const truce__chain *chain, const double slips[TRUCE__COLUMNS],
                                   uint64_t start, truce__transient *t);
/* Fills `results` and `stopped` for these times, ascending. What the last column brings to a stop is in `stopped` and
 * nowhere in `results`. `is_worth`: whether to use the context's threads; the figures do not hang on it. O(products
 * x entries); the products are truce__transient_terms() at most. */
truce_status truce__transient_run(truce__transient *t, const double *times, size_t count, bool is_worth);
void truce__transient_free(truce__transient *t);

/* The products until that time at most. */
double truce__transient_terms(const truce__clocks *clocks, double time);

/* Bytes that both take, as far as clocks tell: of a state, and of an entry, which there are as many as slips, and
 * some
 * more for choices. */
double truce__transient_needs(const truce__clocks *clocks, size_t n_times);

#endif
