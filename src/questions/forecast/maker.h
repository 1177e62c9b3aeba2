/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A forecast while it is made. Each reading of the model, as it is written or a variant of it, has a graph, choices
 * and a chain of its own. Readings are worked on some at a time: variants and choices one after the other, chains
 * side by side. What they give is kept by reading, or added up in their order, so that nothing hangs on threads.
 */
#ifndef TRUCE_MAKER_H
#define TRUCE_MAKER_H

#include <truce/forecast.h>

#include "unknowns/absorb.h"
#include "unknowns/tempo.h"
#include "unknowns/transient.h"
#include "unknowns/vary.h"

enum { WITHOUT, WITH, MORE, UNTIL_AGREEMENT }; /* columns of the chain */

typedef struct maker {
    truce_ctx *ctx;
    truce_forecast *f;
    truce__tempi tempi;
    truce__clocks clocks;
    truce__unknowns unknowns;
    const double *times; /* of horizons */
    double slips[TRUCE__COLUMNS];
    uint64_t **outcomes; /* bits over the cells, by outcome */
    double *states;      /* horizon x cells: sums over the readings */
    uint64_t readings;
    uint64_t *simulated; /* horizon x outcome: runs in which it was so */

    /* What each reading gives, in a row: horizon x outcome for each column but the last, then agreement by horizon,
     * agreement ever, each end. NAN: not known. */
    double *rows;
    size_t width, at_within, at_ever, at_ends;
} maker;

/* One reading. */
typedef struct reading {
    truce__varied varied;
    const truce_graph *graph;
    truce__clocks own_clocks;      /* where its states or moves are others */
    const truce__clocks *clocks;
    uint64_t **own_outcomes, **outcomes;
    uint64_t *agreements;          /* bits over the cells */
    truce__choices choices;
    truce__chain chain;            /* with slips */
    truce__transient transient;
    uint64_t *counts;              /* of the simulation */
    double *row;
    uint64_t number;
    truce_status status;
} reading;

/* Prepares the reading of that number: as it is written, or, if `taken` is given, the variant with these fates (as in
 * vary.h). For truce__reading_free(), also after a failure. */
truce_status truce__reading_prepare(maker *m, uint64_t number, const uint16_t *taken, reading *r);
void truce__reading_free(maker *m, reading *r);

/* Runs the chain and fills the reading's row, all but its ends where there are no variants. Any thread may call it,
 * `is_worth` only the one that called the library. */
truce_status truce__reading_run(const maker *m, reading *r, bool is_worth);
/* Adds what is not in the row. In the order of the readings. */
void truce__reading_collect(maker *m, const reading *r);

/* All readings, after the model as it is written was prepared as `written`. */
truce_status truce__readings_run(maker *m, reading *written);
/* Bytes that one reading takes while it is worked on. */
double truce__reading_needs(const maker *m);

/* Bits over the cells of the graph for all that the forecast counts; for truce__outcomes_free(), also after a
 * failure. */
truce_status truce__outcomes_mark(const maker *m, const truce_graph *graph, uint64_t ***outcomes);
void truce__outcomes_free(const maker *m, uint64_t **outcomes);

static inline uint64_t truce__cells_of(const maker *m) { return m->f->graph->space.n_cells; }

#endif
