/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be said of the displacement model without drawing. A party prefers x to s where, of the statements on
 * which the two differ, the one that stands highest is true at x. Places are independent, so a list of m statements
 * needs O(m^2) for the probability of that: the Pr(x > s) of probabilistic preferences
 * (Rego and dos Santos 2015, IEEE Transactions on Systems, Man, and Cybernetics: Systems 45).
 *
 * That a state is stable by Nash's concept hangs on the statements that tell it from the states its party can move
 * to, where some statement favours the move. These alone are enumerated, if they are few: in general the number of
 * the orders in which a state is stable is as hard to count as the covers of a graph's edges.
 */
#ifndef TRUCE_EXACT_H
#define TRUCE_EXACT_H

#include "unknowns/stage.h"

/* The probability that the party prefers state x to state s, both numbers of the graph. Only for an order or no
 * preference, else -1. O(m^2 log m). */
truce_status truce__chance_preferred(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                                     uint32_t party, truce_state x, truce_state s, double *chance);

/* The probability that the state is stable for the party by Nash's concept; -1 where that would take more than `most`
 * steps, or the party has no order. */
truce_status truce__chance_nash(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                                uint32_t party, truce_state s, uint64_t most, double *chance);

#endif
