/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine: every concept as a few passes over one array.
 *
 * Let r be the focal party's rank, R(s) its moves from s, and O(t) what its opponents can reach from t by a legal
 * sequence (no party twice in a row), t itself thrown in. Then
 *
 *     Nash   s is unstable  iff  max over t in R(s) of r(t)                                > r(s)
 *     GMR                        max over t in R(s) of min over O(t) of r                  > r(s)
 *     SMR                        max over t in R(s) of min(r(t), min over O(t) of V)       > r(s)
 *     SEQ, symmetric SEQ         the same with sequences of improvements for O
 *
 * where V(u) is the larger of r(u) and the best rank among R(u). Throwing t itself in is harmless: it could sanction only
 * if r(t) <= r(s), and then t is no improvement; the same holds for s among its own moves. So a concept is a sequence of
 * two kinds of pass, "the best its party can move to" and "the worst the others can reply", and one comparison. No set of
 * states is stored, and the cost is linear in states plus moves, where the matrices of the literature (Xu, Hipel,
 * Kilgour and Fang 2018, doi:10.1007/978-3-319-77670-5) take the fifth power of the states.
 *
 * A concept's file says with these passes what each state is worth to the party once it has moved there; solve.c takes the
 * best of that over its moves and compares.
 */
#ifndef TRUCE_ENGINE_H
#define TRUCE_ENGINE_H

#include "graph/set.h"

typedef enum truce__replies {
    TRUCE__REPLIES_NONE,
    TRUCE__REPLIES_ANY,      /* any moves of the others */
    TRUCE__REPLIES_IMPROVING /* each step improves for its mover on the state just before */
} truce__replies;

typedef struct truce__fibres truce__fibres;

typedef struct truce__solver {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t party;
    const truce__ranks *ranks; /* the focal party's */
    void *values;              /* one per cell, of the ranks' type; 0 on infeasible cells between passes */
    void *fewer;               /* room for values without options they do not depend on; NULL: none are ever left out */
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

/* The passes. */
void truce__take_ranks(truce__solver *solver); /* values = r, without copying yet */
void truce__own_values(truce__solver *solver); /* into `values`, one per cell, if they do not stand there */
truce_status truce__best_move(truce__solver *solver); /* values(s) = max of values over R(s) and s */
truce_status truce__worst_reply(truce__solver *solver, truce__replies replies); /* values(t) = min of values over O(t) */
void truce__cap_by_ranks(truce__solver *solver); /* values = min(values, r), once truce__mark_secured() comes to them */
/* What a concept's assess() has left each state to be worth, of the ranks' type; instead of truce__mark_secured(). Of one cell,
 * by its place in the arrays, as yet without a cap. */
void truce__worths(const truce__solver *solver, void *to);
uint32_t truce__worth_at(const truce__solver *solver, uint64_t place);
/* Bits of the feasible cells from which no move of the party leads to a value above their rank. Uses the values up. */
truce_status truce__mark_secured(truce__solver *solver, uint64_t *bits);

/* Product spaces. */
uint64_t truce__fewer_cells(const truce__space *space); /* how many values without some options there can be; 0: as for NULL */
/* Sweeps the others' axes until nothing changes; *is_settled is false when it gave up because the winding of feasible paths
 * makes settling cheaper. */
truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled);
/* The same with improvements only. */
truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled);
void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres);
uint64_t truce__fibres_bytes(const truce_graph *graph); /* what all parties' fibres take, on this rank */

/* Either shape, intransitive moves too: each cell settled once, worst value first. */
truce_status truce__settle_replies(truce__solver *solver, truce__replies replies);
double truce__settle_bytes(const truce_graph *graph);

/* Whether a party's moves are transitive by construction: two in a row can be made as one. */
bool truce__is_transitive(const truce__space *space, uint32_t party);

/* How often a sweep may go round before settling is at least as cheap: beyond this the rounds have cost more than touching
 * every move once. */
uint64_t truce__max_rounds(const truce__space *space);

/* One entry of the table of concepts. */
typedef struct truce__concept {
    truce_concept info;
    truce__replies replies; /* what may sanction */
    bool has_counter;       /* whether the sanction must also withstand the focal party's counter-moves */
    /* Leaves what each state is worth once the party has moved there; read that with truce__worths(). */
    truce_status (*assess)(truce__solver *solver);
} truce__concept;

extern const truce__concept truce__nash, truce__gmr, truce__smr, truce__seq, truce__sseq;
const truce__concept *truce__concept_at(uint32_t concept);

#endif
