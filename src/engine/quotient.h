/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes run on a quotient: the whole graph, or the graph without the options that make no difference to the
 * question.
 *
 * A move that sets only idle options leads to a state with the same ranks and the same further moves. Leaving idle
 * options out maps every state to a reduced one, and every move to a move or to standing still. Every move of a
 * reduced state comes from a move of each state that maps to it. If moves are transitive, the rule against moving
 * twice in a row excludes no state (engine.h). So standing still is harmless among the others' replies, as it is
 * among the party's own moves: a state has the verdict of its reduced state. Idle are
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
    truce_graph graph; /* this and all below: only if is_reduced */
    truce_model model; /* the parties and the options that are left; no statements: */
    truce__party *parties;
    truce__option *options;
    uint64_t *bits;    /* verdicts over reduced cells */
    truce__reduction how;
} truce__quotient;

/* The options that make no difference to a party's verdicts; 0 where none may be left out. */
uint64_t truce__quotient_idle(const truce_graph *graph, uint32_t party, truce__replies replies);

/* Sets the quotient without the options `idle`. It has no arrays yet. A quotient of zeros can be closed too. */
truce_status truce__quotient_set(truce_ctx *ctx, const truce_graph *graph, uint64_t idle, truce__quotient *quotient);
void truce__quotient_close(truce__quotient *quotient);

/* Adds the memory of its arrays, for assessments with this kind of reply. */
void truce__quotient_needs(const truce__quotient *quotient, truce__replies replies, truce__needs *needs);

/* Makes the arrays, with the ranks of one party, or of all if `party` is TRUCE__NONE. */
truce_status truce__quotient_open(const truce_graph *graph, uint32_t party, truce__quotient *quotient);

/* The place of a cell of the whole in the quotient's arrays. O(options). */
uint64_t truce__quotient_cell(const truce__quotient *quotient, const truce__space *whole, uint64_t cell);

/* truce__pass_mark() and truce__pass_compare() into a set of the whole graph. */
truce_status truce__quotient_mark(truce__quotient *quotient, truce_set *set);
truce_status truce__quotient_compare(truce__quotient *quotient, truce_set *set);

#endif
