/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The door of the engine: the only header of this folder that others include. How large spaces are handled (sweeps,
 * fibres, projection, quotients, kernels) stays behind it.
 *
 * The engine keeps one value for each state, of the type of a party's ranks, and changes all of them in passes. Let r
 * be the party's ranks, R(s) its moves from s, and O(t) what the others can reach from t by a legal sequence (no
 * party twice in a row), t itself thrown in. Then
 *
 *     Nash   s is unstable  iff  max over t in R(s) of r(t)                                > r(s)
 *     GMR                        max over t in R(s) of min over O(t) of r                  > r(s)
 *     SMR                        max over t in R(s) of min(r(t), min over O(t) of V)       > r(s)
 *     SEQ, symmetric SEQ         the same with sequences of improvements for O
 *
 * where V(u) is the larger of r(u) and the best rank among R(u). Throwing t itself in is harmless: it could sanction
 * only if r(t) <= r(s), and then t is no improvement; the same holds for s among its own moves. So a concept is a
 * sequence of two kinds of pass, "the best move of the party" and "the worst reply of the others", and one
 * comparison. No set of states is stored, and the cost is linear in states plus moves, where the matrices of the
 * literature (Xu, Hipel, Kilgour and Fang 2018, doi:10.1007/978-3-319-77670-5) take the fifth power of the states.
 *
 *     truce__engine_open(ctx, graph, graph->ranks, false, &engine);
 *     truce__assess(engine, party, TRUCE__REPLIES_ANY);    the values are the party's ranks
 *     truce__worst_reply(engine, TRUCE__REPLIES_ANY);      GMR: a state's worth once the party has moved there
 *     truce__exit_of(engine, cell);                        optional: where the party would go
 *     truce__mark_stable(engine, set);                     the best value over its moves, compared with its ranks
 *     truce__engine_close(engine);
 *
 * Ranks are given apart from the graph, so that one graph can be assessed with several: a party's that is not sure of
 * them, or those of a variant.
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

/* `ranks`: each party's, over the cells of the graph. Both are borrowed. Arrays are made when an assessment first
 * needs them and serve all that follow. With `is_whole` values stand for every cell; else options that make no
 * difference may be left out of the work, and truce__values() and truce__assess_given() are not to be asked for. */
truce_status truce__engine_open(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *ranks, bool is_whole,
                                truce__engine **engine);
void truce__engine_close(truce__engine *engine); /* NULL is fine */

/* Adds what assessments with these kinds of reply, a bit each (1 << truce__replies), take beside graph and ranks. Not
 * while one runs. */
truce_status truce__engine_needs(truce__engine *engine, unsigned kinds, truce__needs *needs);

/* Begins an assessment: the values are the party's ranks. `replies`: the kind that it will ask for,
 * TRUCE__REPLIES_NONE for none. */
truce_status truce__assess(truce__engine *engine, uint32_t party, truce__replies replies);
/* The same with values of the caller's, who writes one for each cell (truce__value_put()) of the type of the party's
 * ranks, 0 where there is no state. */
truce_status truce__assess_given(truce__engine *engine, uint32_t party, void **values);

/* Passes: value(s) = the most over the party's moves from s, and s; value(t) = the least over what the others reach
 * from t, and t; value(t) = the lesser of value(t) and r(t), which is the last pass. */
truce_status truce__best_move(truce__engine *engine);
truce_status truce__worst_reply(truce__engine *engine, truce__replies replies);
void truce__cap_by_ranks(truce__engine *engine);

/* The states from which no move of the party leads to a value above their rank. This uses the values up. */
truce_status truce__mark_stable(truce__engine *engine, truce_set *stable);

/* The lowest cell that is above `cell` for the party by rank and by value and to which it has a move; UINT64_MAX:
 * none. So, where values are what states are worth once the party has moved there, it would leave for that one.
 * O(moves x options). */
uint64_t truce__exit_of(const truce__engine *engine, uint64_t cell);

/* All values, one for each cell; lent until the next pass. */
const void *truce__values(truce__engine *engine);

#endif
