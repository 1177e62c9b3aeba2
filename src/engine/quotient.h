/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What passes run on: the whole graph, or what is left of it without the options that make no difference to the
 * question.
 *
 * A move that sets idle options only leads to a state of the same ranks from which the same can be done. Leaving idle
 * options out maps every state to a reduced one, every move to a move or to standing still, and every move of a
 * reduced state comes from a move of each state that maps to it. Where moves are transitive the bar against moving
 * twice in a row excludes no state (passes.h), so standing still is harmless among the others' replies as it is among
 * the party's own moves: a state has the verdict of its reduced state. Idle is
 *
 *     for Nash, GMR, SMR   what neither the rules nor the party's own statements mention: the others' ranks play no
 *                          part;
 *     for SEQ, SSEQ        what neither the rules nor anybody's statements mention.
 */
#ifndef TRUCE_QUOTIENT_H
#define TRUCE_QUOTIENT_H

#include "graph/reduce.h"
#include "engine/passes.h"

typedef struct truce__quotient {
    truce__solver solver;
    bool is_reduced;
    truce_graph graph; /* this and the rest only if reduced */
    truce_model model; /* parties and options that are left, no statements: */
    truce__party *parties;
    truce__option *options;
    uint64_t *bits;    /* verdicts over reduced cells */
    truce__reduction how;
} truce__quotient;

/* The options that make no difference to a party's verdicts; 0 where none may be left out. */
uint64_t truce__quotient_idle(const truce_graph *graph, uint32_t party, truce__replies replies);

/* Sets the quotient without options `idle`, as yet without arrays; a quotient of zeros can be closed too. */
truce_status truce__quotient_set(truce_ctx *ctx, const truce_graph *graph, uint64_t idle, truce__quotient *quotient);
void truce__quotient_close(truce__quotient *quotient);

/* Adds what its arrays take, for those replies at most. */
void truce__quotient_needs(const truce__quotient *quotient, truce__replies replies, truce__needs *needs);

/* Makes the arrays; ranks for one party, or for all if `party` is TRUCE__NONE. */
truce_status truce__quotient_open(const truce_graph *graph, uint32_t party, truce__quotient *quotient);

/* The place of a cell of the whole in the quotient's arrays. O(options). */
uint64_t truce__quotient_cell(const truce__quotient *quotient, const truce__space *whole, uint64_t cell);

/* truce__pass_mark() into a set of the whole graph. */
truce_status truce__quotient_mark(truce__quotient *quotient, truce_set *set);

#endif
