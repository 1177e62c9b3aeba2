/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a chain ends, and how long it takes to get somewhere. From the start, each component of the graph of
 * transitions is left for good or never (Tarjan 1972, doi:10.1137/0201010). In the order in which the chain passes
 * through them, each component that is left gives an equation for the visits of its states, v (I - P) = f with what
 * flows in. Elimination without subtraction (Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107) solves it
 * up to 2,000 states; it loses no digits however rarely the component is left. Larger ones take Gauss-Seidel sweeps,
 * which also only add. Visits, divided by the rate of the clocks, are times.
 */
#ifndef TRUCE_ABSORB_H
#define TRUCE_ABSORB_H

#include "unknowns/chain.h"

/* A set of states that is never left: one state, or several that all come again and again. */
typedef struct truce__closed {
    size_t first, count; /* of truce__absorption.cells, ascending */
    double probability;  /* of ending there */
} truce__closed;

typedef struct truce__absorption {
    truce_ctx *ctx;
    bool is_known;  /* false: the chain reaches too many states, or a component is too large or did not converge */
    uint64_t reached; /* states that the chain reaches from its start, which is one of them */
    TRUCE__VEC(truce__closed) closed; /* in no order, until truce__absorption_sort() */
    TRUCE__VEC(uint64_t) cells;
    double hit;  /* probability of ever coming to one of the goals */
    double mean; /* time until then, where it is certain (hit is 1) and asked for; else infinite */
} truce__absorption;

enum { TRUCE__MOST_ABSORBING = 1 << 17, TRUCE__QUICKLY_ABSORBING = 200 };

typedef enum truce__effort {
    TRUCE__QUICKLY,     /* components that take more than a moment leave it unknown; no mean time */
    TRUCE__PROBABILITIES,
    TRUCE__TIMES        /* the mean time as well */
} truce__effort;

/* From `start` on. `goals`: bits over the cells in which the chain stops, or NULL. Any thread may call it. For
 * truce__absorption_free(), also after a failure. */
truce_status truce__absorb(truce_ctx *ctx, const truce__chain *chain, uint64_t start, const uint64_t *goals,
                           truce__effort effort, truce__absorption *absorption);
/* The most probable first, then by their lowest cell; cells ascending. */
truce_status truce__absorption_sort(truce__absorption *absorption);
void truce__absorption_free(truce__absorption *absorption);

#endif
