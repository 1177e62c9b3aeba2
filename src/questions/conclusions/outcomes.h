/* SPDX-License-Identifier: Apache-2.0 */
/* What holds of each outcome: for all who say it, by numbers or in words. */
#ifndef TRUCE_OUTCOMES_H
#define TRUCE_OUTCOMES_H

#include "graph/graph.h"

#include <truce/conclusions.h>

typedef struct truce__holding {
    uint32_t outcome;
    const truce_set *members; /* the states of the outcome */
    const uint64_t *held;     /* how many of them are equilibria, by the solution's slot */
    bool is_held, may_be_held; /* some are under some concept; of some it is open */
} truce__holding;

/* Visits the outcomes of the model in order; what is visited lives until the visit returns. 64 states at a time: O(
 * outcomes x states x concepts / 64), besides the outcomes' statements. */
truce_status truce__outcomes_visit(truce_ctx *ctx, const truce_solution *solution,
                                   truce_status (*visit)(void *ud, const truce__holding *holding), void *ud);

#endif
