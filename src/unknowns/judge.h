/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a state is stable where parties have their lists in other orders: from the definitions, move by move. It
 * shares no thought with the formulas of stakes.h, so that it can check what was found with them. */
#ifndef TRUCE_JUDGE_H
#define TRUCE_JUDGE_H

#include "concepts/sequences.h"
#include "unknowns/stakes.h"

typedef struct truce__judge {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__sequences replies;
} truce__judge;

void truce__judge_init(truce__judge *judge, truce_ctx *ctx, const truce_graph *graph);
void truce__judge_free(truce__judge *judge);
/* Whether the others can hold the party that has moved from `cell` to `to`, which it prefers: *held is false under
 * Nash, and where all that they can do leaves it better off than in `cell`. O(what the others reach), times the
 * party's moves for SMR. */
truce_status truce__judge_move(truce__judge *judge, const truce__profile *profile, uint32_t party, uint64_t cell,
                               uint64_t to, truce__stake stake, bool *held);
/* O(moves x what the others reach from each), times the party's moves for SMR. */
truce_status truce__judge_party(truce__judge *judge, const truce__profile *profile, uint32_t party, uint64_t cell,
                                truce__stake stake, bool *is_stable);
/* Whether it is so for all parties. */
truce_status truce__judge_all(truce__judge *judge, const truce__profile *profile, uint64_t cell, truce__stake stake,
                              bool *is_stable);

#endif
