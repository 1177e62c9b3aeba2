/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/conclusions/outcomes.h"

#include "graph/set.h"

static truce_status visit_one(truce_ctx *ctx, const truce_solution *solution, uint32_t outcome, uint64_t *held,
                              truce_status (*visit)(void *ud, const truce__holding *holding), void *ud) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__holding one = {.outcome = outcome, .held = held};
    truce_set *members = NULL;
    TRY(truce__set_where(ctx, graph, &graph->model->outcomes[outcome].stmt, &members));
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        const truce_set *maybe = truce_solution_maybe_equilibria(solution, slot);
        held[slot] = truce_set_count_both(members, truce_solution_equilibria(solution, slot));
        one.is_held |= held[slot] > 0;
        one.may_be_held |= maybe && truce_set_count_both(members, maybe);
    }
    one.members = members;
    truce_status status = truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : visit(ud, &one);
    truce_set_free(members);
    return status;
}

truce_status truce__outcomes_visit(truce_ctx *ctx, const truce_solution *solution,
                                   truce_status (*visit)(void *ud, const truce__holding *holding), void *ud) {
    uint32_t count = truce_solution_graph(solution)->model->n_outcomes;
    uint64_t *held = truce__calloc(ctx, truce_solution_concept_count(solution), sizeof *held);
    truce_status status = held ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < count && status == TRUCE_OK; k++)
        status = visit_one(ctx, solution, k, held, visit, ud);
    truce__free(ctx, held);
    return status;
}
