/* SPDX-License-Identifier: Apache-2.0 */
/* The conclusions without one statement: a variant in which one party's list is shorter. */
#include "base/base.h"

#include <truce/conclusions.h>
#include <truce/variant.h>

static truce_status list_others(truce_ctx *ctx, uint32_t statement, uint32_t count, uint32_t **out) {
    uint32_t *others = truce__calloc(ctx, count, sizeof *others), n = 0;
    if (!others) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < count; i++)
        if (i != statement) others[n++] = i;
    *out = others;
    return TRUCE_OK;
}

truce_status truce_conclude_without(truce_ctx *ctx, const truce_solution *solution, uint32_t party,
                                    uint32_t statement, truce_conclusions **conclusions) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_model *model = truce_graph_model(graph);
    uint32_t count = party < truce_model_party_count(model) ? truce_model_statement_count(model, party) : 0,
             *others = NULL;
    truce_graph *variant = NULL;
    truce_solution *without = NULL;
    if (statement >= count) return TRUCE_E_USAGE;
    truce_status status = list_others(ctx, statement, count, &others);
    if (status == TRUCE_OK) status = truce_variant_prefer(ctx, graph, party, others, count - 1, &variant);
    if (status == TRUCE_OK) status = truce_solve_variant(ctx, variant, solution, &without);
    if (status == TRUCE_OK) status = truce_conclude(ctx, without, conclusions);
    truce_solution_free(without);
    truce_graph_free(variant);
    truce__free(ctx, others);
    return status;
}
