/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The passes over one array of values, as the engine's own files see them; engine.h says what they are for. sweep.c
 * has those along the axes of a product, the fibre files those of improving replies in a product, graph_replies.c
 * those of any graph.
 */
#ifndef TRUCE_PASSES_H
#define TRUCE_PASSES_H

#include "engine/engine.h"

typedef struct truce__fibres truce__fibres;

typedef enum truce__bound_kind {
    TRUCE__UNBOUND,
    TRUCE__CAPPED, /* the values are to be lowered to min(values, r), */
    TRUCE__FLOORED /* or raised to max(values, r) */
} truce__bound_kind;

typedef struct truce__solver {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t party;
    const truce__ranks *ranks; /* the focal party's */
    const bool *aside;         /* parties, a flag each, that make no reply although they are not the focal one; NULL:
                                  none */
    void *values;              /* one per cell, of the ranks' type; 0 on infeasible cells between passes */
    void *fewer; /* room for values that leave out options they do not depend on; NULL: no option is ever left out */
    uint64_t *exists;          /* and for bits over these values */
    const void *source;        /* where the values stand now: in `values`, in `fewer`, or still in the ranks */
    uint64_t left_out;         /* the options, a bit each, that are left out there: */
    truce__space fewer_space;  /* the space of the values, if any option is left out */
    truce__bound_kind bound;   /* what the next pass must do first: */
    void *scratch;             /* graph shape: a second array like `values` */
    void *transposed;          /* split spaces: values by some party's fibres, see transpose.h */
    truce__fibres **fibres;    /* of each party, made when first needed */
    void *rooms;               /* for their turns: room_bytes for each thread */
    size_t room_bytes;
} truce__solver;

/* Whether the party's moves count among the replies. */
static inline bool truce__makes_reply(const truce__solver *solver, uint32_t party) {
    return party != solver->party && !(solver->aside && solver->aside[party]);
}

/* The values become r, which is not copied yet; or what the caller writes into `values`. */
void truce__pass_take(truce__solver *solver);
void truce__pass_give(truce__solver *solver);
/* values(s) = max of values over R(s) and s. */
truce_status truce__pass_best(truce__solver *solver);
/* values(t) = min of values over O(t). */
truce_status truce__pass_reply(truce__solver *solver, truce__replies replies);
/* values = min(values, r), or max(values, r). The next pass does it. */
void truce__pass_bound(truce__solver *solver, truce__bound_kind bound);
/* values = min(table[values], r); the table ascends, is at least as great as its argument, and 0 at 0. */
truce_status truce__pass_lift(truce__solver *solver, const uint32_t *table);
/* Brings the values into `values`, one per cell, and bounds them if that is still to do. */
void truce__pass_values(truce__solver *solver);
/* The value of one cell, by its place in the arrays, before any bound that is still to do. */
uint32_t truce__pass_value(const truce__solver *solver, uint64_t place);
/* The sum of all values, those left out once, without a bound that is still to do; over all processes. */
truce_status truce__pass_sum(const truce__solver *solver, uint64_t *sum);
/* Bits of the feasible cells whose values are at most their ranks. The values stay. */
void truce__pass_compare(truce__solver *solver, uint64_t *bits);
/* Bits of the feasible cells from which no move of the party leads to a value above their rank. Uses the values
 * up. */
truce_status truce__pass_mark(truce__solver *solver, uint64_t *bits);

/* Product spaces. */
/* The most values that can stand without some options; 0 if no option is ever left out. */
uint64_t truce__fewer_cells(const truce__space *space);
/* Sweeps the others' axes until nothing changes. *is_settled is false if it gave up: feasible paths wind so much that
 * settling each cell once is cheaper. */
truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled);
/* The same with improvements only. */
truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled);
void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres);
uint64_t truce__fibres_bytes(const truce_graph *graph); /* of all parties' fibres on this process */

/* For either shape and for intransitive moves too: settles each cell once, worst value first. */
truce_status truce__graph_replies(truce__solver *solver, truce__replies replies);
double truce__graph_replies_bytes(const truce_graph *graph);

/* How often a sweep may go round before settling is at least as cheap: beyond this the rounds have cost more than
 * touching every move once. */
uint64_t truce__max_rounds(const truce__space *space);

#endif
