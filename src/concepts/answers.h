/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the others can do after an improvement, by search from its end: shared by the files that find witnesses.
 *
 * A breadth-first search over pairs (state, last mover) follows the moves that the concept allows the others. The
 * first sanction ends it and gives a shortest sequence of replies. If there is no sanction, the states met are the
 * proof. Whether a reply is a sanction may depend on what follows it: tree.h knows that where the party foresees more
 * than a counter-move.
 */
#ifndef TRUCE_ANSWERS_H
#define TRUCE_ANSWERS_H

#include "base/numbers.h"
#include "concepts/concepts.h"
#include "graph/walk.h"

typedef struct truce__tree truce__tree;

typedef struct truce__visit {
    uint64_t cell;
    size_t parent;   /* SIZE_MAX: the improvement */
    uint64_t escape; /* cell, or UINT64_MAX */
    uint32_t party;
    uint32_t used; /* where each party may move once: who has, a bit each */
} truce__visit;

typedef struct truce__answers {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__replies replies;
    uint32_t party;
    uint64_t start; /* cell */
    uint32_t rank;  /* of the start */
    uint32_t degree;  /* of the loss that sanctions; 0: any end that is no better does */
    uint32_t highest; /* rank that sanctions */
    uint32_t left;  /* half-rounds after the improvement; 0: nobody replies */
    bool lists_all; /* nothing counts as a sanction */
    truce__tree *tree;   /* NULL: nothing is foreseen beyond a counter-move. Else: whether the others can hold ... */
    bool (*holds)(const truce__tree *tree, uint64_t cell, uint32_t left); /* ... the party that has come to a cell */
    truce__numbers seen; /* pairs (cell, party): the party can bring the cell about */
    truce__numbers tried; /* pairs (cell, party) of which the party's moves were tried; behind them pairs of a block
                             and a party, once and twice */
    truce__blocks *blocks; /* by party */
    TRUCE__VEC(truce__visit) visits;
} truce__answers;

truce_status truce__answers_open(const truce__asked *asked, truce__answers *search);
void truce__answers_close(truce__answers *search);
/* From now on improvements from another cell are meant. Not for concepts with strength of preference. */
void truce__answers_begin(truce__answers *search, uint64_t start);

/* Of the party whose verdict it is. */
uint32_t truce__answers_rank(const truce__answers *search, uint64_t cell);
/* What is left after a move of the party and a reply; no end stays no end. */
static inline uint32_t truce__two_less(uint32_t left) {
    return left >= TRUCE__ENDLESS_EVEN - 1 ? left : left < 2 ? 0 : left - 2;
}

/* Looks for a sanction of the improvement to `cell`. If one is found it is the last of the visits. */
truce_status truce__answers_look(truce__answers *search, uint64_t cell, bool *is_found);

#endif
