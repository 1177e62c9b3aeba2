/* SPDX-License-Identifier: Apache-2.0 */
/*
 * States in groups: those of the same outcomes, of the same levels of some options, of the same verdicts and pattern,
 * or all of these. What is too large to be drawn state by state is drawn so: a node for each group, an arc for all
 * moves of a party from one to another.
 */
#ifndef TRUCE_GROUPING_H
#define TRUCE_GROUPING_H

#include "graph/set.h"

enum {
    TRUCE__MOST_GROUPS = 255,
    TRUCE__MOST_ALIKE = 12 /* patterns of states that nothing else tells apart; what the others hold is one group */
};

/* By what states are told apart. */
typedef struct truce__group_by {
    bool outcomes;
    const uint32_t *options;
    size_t n_options;
    const truce_set *const *verdicts; /* whether a state is in each of these; NULL entries count for nothing */
    size_t n_verdicts;
    bool patterns; /* then by the first pattern (patterns.h) of those not told apart so far that holds the state */
} truce__group_by;

typedef struct truce__grouping {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint8_t *of;      /* the group of each cell, from 1; 0: of none */
    uint32_t count;   /* groups, in the order of their first states */
    uint64_t *first;  /* the first cell of each group, from 0 */
    uint64_t *states; /* how many each has */
    uint64_t *moves;  /* [party][from][to], from 0: moves between groups ... */
    uint64_t *better; /* ... and those among them that improve for the party */
    uint64_t *levels; /* [group][option]: those that its pattern allows, a bit each; NULL: not by patterns */
    uint8_t *alike;   /* groups that only patterns tell apart have the same number, ... */
    uint8_t *place;   /* ... and from low to high the order in which their patterns were looked at */
} truce__grouping;

/* Groups the states of `among` (NULL: all of them) and counts the moves between them.
 * Errors: TRUCE_E_LIMIT with a diagnostic when there are more than TRUCE__MOST_GROUPS; TRUCE_E_USAGE where ranks are
 * not held, and by patterns of a plain graph; TRUCE_E_NOMEM; TRUCE_E_CANCELLED. Time O(states x (outcomes + options
 * + verdicts) + moves) beside that of truce_patterns_of(); where moves are free, O(states x parties x (groups + log
 * states)) instead of moves. Memory a byte a cell and 16 x groups^2 a thread. */
truce_status truce__grouping_new(truce_ctx *ctx, const truce_graph *graph, const truce_set *among,
                                 const truce__group_by *by, truce__grouping **grouping);
void truce__grouping_free(truce__grouping *grouping);

/* How many states of a set each group has: count[group]. O(states). */
void truce__grouping_count(const truce__grouping *grouping, const truce_set *set, uint64_t *count);

/* The place of a pair of groups, from 0, in `moves` and `better`. */
static inline size_t truce__between(const truce__grouping *g, uint32_t party, uint32_t from, uint32_t to) {
    return ((size_t)party * g->count + from) * g->count + to;
}

#endif
