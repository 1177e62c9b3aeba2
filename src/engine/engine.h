/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The door of the engine: the only header of this folder that others include. How large spaces are handled (sweeps,
 * fibres, projection, quotients, kernels) stays behind it.
 *
 * The engine keeps one value for each state, of the type of a party's ranks. Each pass changes all values. Let r be
 * the party's ranks and R(s) its moves from s. O(t) holds t and all that the others can reach from t by a legal
 * sequence, in which no party moves twice in a row. Then
 *
 *     Nash   s is unstable  iff  max over t in R(s) of r(t)                                > r(s)
 *     GMR                        max over t in R(s) of min over O(t) of r                  > r(s)
 *     SMR                        max over t in R(s) of min(r(t), min over O(t) of V)       > r(s)
 *     SEQ, symmetric SEQ         the same with sequences of improvements for O
 *
 * where V(u) is the larger of r(u) and the best rank among R(u). O(t) may hold t: it could sanction only if r(t) <=
 * r(s), and then t is no improvement. For the same reason s may count among its own moves. So a concept is a sequence
 * of two kinds of pass, "the best move of the party" and "the worst reply of the others", and one comparison. Whoever
 * looks further ahead takes these passes again, each bounded by the ranks (concepts/by_values.c). No set of states is
 * stored. The cost is linear in states plus moves; the matrices of the literature (Xu, Hipel, Kilgour and Fang 2018,
 * doi:10.1007/978-3-319-77670-5) cost the fifth power of the states.
 *
 *     truce__engine_open(ctx, graph, graph->ranks, false, &engine);
 *     truce__assess(engine, party, TRUCE__REPLIES_ANY);    the values are the party's ranks
 *     truce__worst_reply(engine, TRUCE__REPLIES_ANY);      GMR: a state's worth once the party has moved there
 *     truce__exit_of(engine, cell);                        optional: where the party would go
 *     truce__mark_stable(engine, set);                     the best value over its moves, compared with its ranks
 *     truce__engine_close(engine);
 *
 * With strength of preference only a loss of a given degree sanctions: s is unstable iff some t in R(s) has r(t) >
 * r(s) and a value U(t) that is no such loss. Let f(u) be the lowest rank that is preferred to u by that degree. U(t)
 * is no such loss iff f(U(t)) > r(s). So the values become min(r(t), f(U(t))), and the comparison is as above. It
 * would be wrong without f: an improvement may be worth less than s and yet be no loss that sanctions.
 *
 * Ranks are given apart from the graph, so that one graph can be assessed with several: those of a variant, or
 * several of a party that is not sure of its own.
 */
#ifndef TRUCE_ENGINE_H
#define TRUCE_ENGINE_H

#include "graph/set.h"

typedef enum truce__replies {
    TRUCE__REPLIES_NONE,
    TRUCE__REPLIES_ANY,      /* any moves of the others */
    TRUCE__REPLIES_IMPROVING /* each step improves for its mover on the state just before */
} truce__replies;

typedef struct truce__engine truce__engine;

/* `ranks`: each party's, over the cells of the graph. Graph and ranks are borrowed. Arrays are made when an
 * assessment first needs them and serve all that follow. With `is_whole` there is a value for every cell. Without it
 * the engine may leave out options that make no difference; do not call truce__values() or truce__assess_given()
 * then. */
truce_status truce__engine_open(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *ranks, bool is_whole,
                                truce__engine **engine);
void truce__engine_close(truce__engine *engine); /* NULL is fine */

/* Adds the memory that assessments take beside graph and ranks. `kinds`: the kinds of reply, a bit each (1 <<
 * truce__replies). Not while an assessment runs. */
truce_status truce__engine_needs(truce__engine *engine, unsigned kinds, truce__needs *needs);

/* Begins an assessment: the values are the party's ranks. `replies`: the kind that it will ask for,
 * TRUCE__REPLIES_NONE for none. */
truce_status truce__assess(truce__engine *engine, uint32_t party, truce__replies replies);
/* The same with values that the caller writes into *values (truce__value_put()): one for each cell, of the type of
 * the party's ranks, 0 where there is no state. */
truce_status truce__assess_given(truce__engine *engine, uint32_t party, void **values);

/* The passes. Best move: value(s) = the most over s and the party's moves from s. Worst reply: value(t) = the least
 * over t and what the others reach from t. Cap: value(t) = the lesser of value(t) and r(t); floor: the greater. */
truce_status truce__best_move(truce__engine *engine);
truce_status truce__worst_reply(truce__engine *engine, truce__replies replies);
void truce__cap_by_ranks(truce__engine *engine);
/* Also a last pass: value(t) becomes the lesser of r(t) and the lowest rank that the party prefers to value(t) by
 * that degree, from 2 on. */
truce_status truce__lift(truce__engine *engine, uint32_t degree);
void truce__floor_by_ranks(truce__engine *engine);

/* A number that differs between the values after two best moves, if one is nowhere above the other and they are not
 * the same. */
truce_status truce__sum(truce__engine *engine, uint64_t *sum);
/* After a best move: fills `stable` as truce__mark_stable() would have done in its place. The values stay. */
truce_status truce__compare(truce__engine *engine, truce_set *stable);

/* Fills `stable` with the states from which no move of the party leads to a value above their rank. Uses the values
 * up. */
truce_status truce__mark_stable(truce__engine *engine, truce_set *stable);

/* The lowest cell that the party can move to whose rank and value both exceed the rank of `cell`; UINT64_MAX if there
 * is none. If values say what states are worth once the party has moved there, it would leave for this cell. O(moves
 * x options). */
uint64_t truce__exit_of(const truce__engine *engine, uint64_t cell);

/* The parties, a flag each, that from now on make no reply, besides the one assessed; NULL: none. The flags are lent
 * until the engine is closed or this is called again. Only of an engine that is whole, over a graph that is not
 * shared, and between assessments. */
void truce__leave_aside(truce__engine *engine, const bool *parties);

/* All values, one for each cell; lent until the next pass. */
const void *truce__values(truce__engine *engine);

/* A process that follows process 0 in building and solving a shared graph (follow.c). Begins as {.ctx = ctx}. */
typedef struct truce__follower {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph; /* the one that is shared */
    truce__engine *engine;
} truce__follower;

struct truce__call; /* graph/processes.h */
/* Obeys one order. A failure here is a failure of all processes. Process 0 reports it and ends the call. */
void truce__follower_obey(truce__follower *f, const struct truce__call *call);
void truce__follower_let_go(truce__follower *f);

#endif
