/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What would be concluded without one statement. The model is copied as far as it differs, which is one list of one party, and
 * solved anew in a context of its own: what building the variant has to say about the model has been said before.
 */
#include "graph/graph.h"

#include <truce/conclusions.h>

/* The party's list without one item. */
static bool without(truce__arena *arena, const truce_model *model, uint32_t party, uint32_t statement, truce_model *variant) {
    const truce__pref *pref = &model->prefs[party];
    truce__pref *prefs = truce__arena_alloc(arena, model->n_parties, sizeof *prefs);
    truce__pref_item *items = truce__arena_alloc(arena, pref->n_items, sizeof *items);
    if (!prefs || !items) return false;
    memcpy(prefs, model->prefs, model->n_parties * sizeof *prefs);
    uint32_t count = 0;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (i != statement) items[count++] = pref->items[i];
    prefs[party].items = items;
    prefs[party].n_items = count;
    *variant = *model;
    variant->prefs = prefs;
    return true;
}

static truce_status conclude_anew(truce_ctx *ctx, truce_ctx *own, const truce_model *variant, const truce_solution *solution,
                                  truce_conclusions **conclusions) {
    uint32_t slots = truce_solution_concept_count(solution);
    uint32_t *concepts = truce__calloc(own, slots, sizeof *concepts);
    truce_graph *graph = NULL;
    truce_solution *anew = NULL;
    truce_status status = concepts ? truce_graph_build(own, variant, &graph) : TRUCE_E_NOMEM;
    for (uint32_t slot = 0; status == TRUCE_OK && slot < slots; slot++) concepts[slot] = truce_solution_concept(solution, slot);
    if (status == TRUCE_OK) status = truce_solve(own, graph, concepts, slots, &anew);
    if (status == TRUCE_OK) status = truce_conclude(ctx, anew, conclusions);
    truce_solution_free(anew);
    truce_graph_free(graph);
    truce__free(own, concepts);
    return status;
}

truce_status truce_conclude_without(truce_ctx *ctx, const truce_solution *solution, uint32_t party, uint32_t statement,
                          truce_conclusions **conclusions) {
    const truce_model *model = truce_solution_graph(solution)->model;
    if (truce_solution_graph(solution)->is_after_expiry) return TRUCE_E_USAGE;
    if (party >= model->n_parties || statement >= model->prefs[party].n_items) return TRUCE_E_USAGE;
    truce__pref_kind kind = model->prefs[party].kind;
    if (kind != TRUCE__PREF_ORDER && kind != TRUCE__PREF_WEIGH) return TRUCE_E_USAGE;
    truce_config config = {.allocator = &ctx->allocator, .threads = ctx->threads, .memory = ctx->memory, .scratch = ctx->scratch};
    truce_ctx *own = truce_ctx_new(&config);
    if (!own) return TRUCE_E_NOMEM;
    truce__arena arena;
    truce__arena_init(&arena, own);
    truce_model variant;
    truce_status status = TRUCE_E_NOMEM;
    if (without(&arena, model, party, statement, &variant)) status = conclude_anew(ctx, own, &variant, solution, conclusions);
    truce__arena_free(&arena);
    truce_ctx_free(own);
    return status;
}
