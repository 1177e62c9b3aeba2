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

typedef struct truce__solver {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t party;
    const truce__ranks *ranks; /* the focal party's */
    void *values;              /* one per cell, of the ranks' type; 0 on infeasible cells between passes */
    void *fewer; /* room for values without options they do not depend on; NULL: none are ever left out */
    uint64_t *exists;          /* and for bits over these */
    const void *source;        /* where the values stand now: in either of these, or still in the ranks themselves */
    uint64_t left_out;         /* the options, a bit each, that they stand there without: */
    truce__space fewer_space;  /* if there are any, what the values are over */
    bool is_to_be_capped;      /* the values are min(values, r), which the next pass will see to */
    void *scratch;             /* graph shape: a second array of that kind */
    void *transposed;          /* split spaces: values by some party's fibres, see transpose.h */
    truce__fibres **fibres;    /* of each party, made when first needed */
    void *rooms;               /* for their turns, of so many bytes for each thread */
    size_t room_bytes;
} truce__solver;

/* The values become r, without copying yet; or what the caller writes into `values`. */
void truce__pass_take(truce__solver *solver);
void truce__pass_give(truce__solver *solver);
/* values(s) = max of values over R(s) and s. */
truce_status truce__pass_best(truce__solver *solver);
/* values(t) = min of values over O(t). */
truce_status truce__pass_reply(truce__solver *solver, truce__replies replies);
/* values = min(values, r). The next pass does it. */
void truce__pass_cap(truce__solver *solver);
/* Puts them into `values`, one per cell, if they do not stand there, and capped if they are to be. */
void truce__pass_values(truce__solver *solver);
/* Of one cell, by its place in the arrays, as yet without a cap. */
uint32_t truce__pass_value(const truce__solver *solver, uint64_t place);
/* Bits of the feasible cells from which no move of the party leads to a value above their rank. Uses the values up.
 */
truce_status truce__pass_mark(truce__solver *solver, uint64_t *bits);

/* Product spaces. */
/* The most values that can stand without some options; 0 if no option is ever left out. */
uint64_t truce__fewer_cells(const truce__space *space);
/* Sweeps the others' axes until nothing changes; *is_settled is false when it gave up because the winding of feasible
 * paths makes settling cheaper. */
truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled);
/* The same with improvements only. */
truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled);
void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres);
uint64_t truce__fibres_bytes(const truce_graph *graph); /* what all parties' fibres take, on this process */

/* Either shape, intransitive moves too: each cell settled once, worst value first. */
truce_status truce__graph_replies(truce__solver *solver, truce__replies replies);
double truce__graph_replies_bytes(const truce_graph *graph);

/* How often a sweep may go round before settling is at least as cheap: beyond this the rounds have cost more than
 * touching every move once. */
uint64_t truce__max_rounds(const truce__space *space);

#endif
