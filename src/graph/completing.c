/* SPDX-License-Identifier: Apache-2.0 */
#include "graph/completing.h"

#include "graph/variant.h"
#include "model/completions.h"

static size_t count_room(const truce_model *model) {
    size_t room = 0;
    for (uint32_t p = 0; p < model->n_parties; p++) room += truce__completion_room(&model->prefs[p]);
    return room;
}

/* Gives every party its first completion; its ranks are those that the graph has. */
static void settle(truce__completing *all, truce__pref_item *items) {
    const truce_model *model = all->graph->model;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        truce__pref first;
        all->room[p] = items;
        items += truce__completion_room(&model->prefs[p]);
        truce__complete(&model->prefs[p], 0, all->room[p], &first);
        truce__variant_settle(all->variant, p, &first);
    }
}

truce_status truce__completing_init(truce_ctx *ctx, const truce_graph *graph, truce__completing *all) {
    const truce_model *model = graph->model;
    truce__pref_item *items;
    *all = (truce__completing){.ctx = ctx, .graph = graph};
    all->room = truce__calloc(ctx, model->n_parties, sizeof(truce__pref_item *));
    all->numbers = truce__calloc(ctx, model->n_parties, sizeof *all->numbers);
    if (!all->room || !all->numbers) return TRUCE_E_NOMEM;
    TRY(truce__variant_new(ctx, graph, count_room(model), &items, &all->variant));
    settle(all, items);
    return TRUCE_OK;
}

void truce__completing_free(truce__completing *all) {
    if (!all->ctx) return;
    truce_graph_free(all->variant);
    truce__free(all->ctx, all->room);
    truce__free(all->ctx, all->numbers);
    all->ctx = NULL;
}

truce_status truce__completing_take(truce__completing *all, uint32_t party, uint64_t number) {
    truce__pref completion;
    if (number == all->numbers[party]) return TRUCE_OK;
    truce__diags_mark mark = truce__diags_here(all->ctx);
    truce__complete(&all->graph->model->prefs[party], number, all->room[party], &completion);
    all->numbers[party] = number;
    if (number == 0) {
        truce__variant_settle(all->variant, party, &completion);
        return TRUCE_OK;
    }
    truce_status status = truce__variant_prefer(all->variant, party, &completion);
    if (status == TRUCE_OK) truce__diags_forget(all->ctx, mark);
    return status;
}

truce_status truce__completing_next(truce__completing *all, bool *is_over) {
    const truce_model *model = all->graph->model;
    *is_over = false;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        bool is_last = all->numbers[p] + 1 == truce__completion_count(&model->prefs[p]);
        TRY(truce__completing_take(all, p, is_last ? 0 : all->numbers[p] + 1));
        if (!is_last) return TRUCE_OK;
    }
    *is_over = true;
    return TRUCE_OK;
}
