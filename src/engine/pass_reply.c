/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Chooses how the worst replies are found. If every opponent's moves are transitive, nobody gains by moving twice in
 * a row: the rule against it can be forgotten, and sweeps or turns along fibres find the replies. Otherwise, or if
 * these go round too often, each cell is settled once (graph_replies.c).
 */
#include "engine/passes.h"

#include "graph/walk.h"

truce_status truce__pass_reply(truce__solver *solver, truce__replies replies) {
    const truce__space *space = &solver->graph->space;
    bool is_settled = false, can_sweep = space->is_product;
    if (solver->bound) truce__pass_values(solver);
    for (uint32_t party = 0; party < space->model->n_parties && can_sweep; party++)
        can_sweep = !truce__makes_reply(solver, party) || truce__is_transitive(space, party);
    if (can_sweep && replies == TRUCE__REPLIES_ANY) TRY(truce__sweep_replies(solver, &is_settled));
    if (can_sweep && replies == TRUCE__REPLIES_IMPROVING) TRY(truce__fibre_replies(solver, &is_settled));
    return is_settled ? TRUCE_OK : truce__graph_replies(solver, replies);
}
