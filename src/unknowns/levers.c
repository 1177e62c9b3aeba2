/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A lever is used by making its changes to the text of the model, as those of events and views are made: so whatever
 * an event can change a lever can, and what comes out can be read by anybody. Levers are made in file order,
 * whichever are used, so that a set of levers is one model.
 */
#include "unknowns/levers.h"

#include "document/editor.h"

#include <truce/variant.h>

truce_status truce__levers_edits(truce_ctx *ctx, const truce_model *model, const uint64_t *used,
                                 truce__edit_list *edits) {
    for (uint32_t i = 0; i < model->n_levers; i++)
        for (uint32_t k = 0; truce__bits_get(used, i) && k < model->levers[i].changes.count; k++)
            TRY(truce__vec_push(ctx, edits, model->levers[i].changes.at[k]));
    return TRUCE_OK;
}

/* Where an edit of the list stands: its lever, and its number there. */
static const truce__lever *lever_of(const truce_model *model, const uint64_t *used, size_t edit, size_t *change) {
    for (uint32_t i = 0; i < model->n_levers; i++) {
        const truce__lever *lever = &model->levers[i];
        *change = edit;
        if (!truce__bits_get(used, i)) continue;
        if (edit < lever->changes.count) return lever;
        edit -= lever->changes.count;
    }
    return NULL;
}

/* Says in one error, at `loc`, what was said since the mark. `has_states`: of states, where hints are about lines of
 * a text that nobody sees. */
static truce_status blame(truce_ctx *ctx, const truce_model *model, const truce__lever *lever, truce__loc loc,
                          const char *what, bool has_states, truce__diags_mark mark) {
    const truce_diag *why = NULL;
    for (size_t i = ctx->diags.count; i-- > mark.kept;)
        if (ctx->diags.at[i].severity == TRUCE_ERROR) why = &ctx->diags.at[i];
    const char *message = why ? why->message : "its change does not fit";
    const char *hint = why && !has_states ? why->hint : NULL;
    truce__diags_forget(ctx, mark);
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, loc, hint, "lever '%s'%s: %s", lever->id, what, message));
    return TRUCE_E_MODEL;
}

static truce_status add_strikes(truce_ctx *ctx, const truce_model *model, truce__edit_list *edits) {
    if (model->n_levers)
        TRY(truce__vec_push(ctx, edits, ((truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "levers"})));
    if (!model->n_events) return TRUCE_OK;
    return truce__vec_push(ctx, edits, ((truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "events"}));
}

static truce_status make_text(truce_ctx *ctx, const truce_model *model, const uint64_t *used, const truce_edit *more,
                              size_t n_more, truce__text *text) {
    truce__edit_list edits = {0};
    truce__document document;
    truce__diags_mark mark = truce__diags_here(ctx);
    size_t made = 0, change;
    truce_status status = truce__model_document(ctx, model, &document);
    if (status == TRUCE_OK) status = truce__levers_edits(ctx, model, used, &edits);
    for (size_t i = 0; i < n_more && status == TRUCE_OK; i++) status = truce__vec_push(ctx, &edits, more[i]);
    if (status == TRUCE_OK) status = add_strikes(ctx, model, &edits);
    if (status == TRUCE_OK) status = truce__document_edit(ctx, &document, edits.at, edits.count, text, &made);
    truce__document_free(&document);
    truce__vec_free(ctx, &edits);
    const truce__lever *lever = lever_of(model, used, made, &change);
    bool is_refused = status == TRUCE_E_USAGE || status == TRUCE_E_MODEL;
    return is_refused && lever ? blame(ctx, model, lever, lever->changes.locs[change], "", false, mark) : status;
}

/* The last lever that is used: what is wrong with a model of several is reported there. */
static const truce__lever *last_of(const truce_model *model, const uint64_t *used) {
    for (uint32_t i = model->n_levers; i-- > 0;)
        if (truce__bits_get(used, i)) return &model->levers[i];
    return NULL;
}

static truce_status take_behaviour(truce_ctx *ctx, const truce_model *model, truce_model *changed) {
    bool is_same = model->behaviour && changed->n_parties == model->n_parties;
    if (!is_same) return TRUCE_OK;
    uint32_t *concepts = truce__calloc(ctx, model->n_parties, sizeof *concepts);
    if (!concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < model->n_parties; i++) concepts[i] = model->behaviour[i].concept;
    truce_status status = truce_model_behave(changed, concepts);
    truce__free(ctx, concepts);
    return status;
}

truce_status truce__levers_model(truce_ctx *ctx, const truce_model *model, const uint64_t *used,
                                 const truce_edit *more, size_t n_more, truce_model **changed) {
    const truce__lever *last = last_of(model, used);
    truce__text text;
    *changed = NULL;
    truce__text_init(&text, ctx);
    truce_status status = make_text(ctx, model, used, more, n_more, &text);
    truce__diags_mark mark = truce__diags_here(ctx);
    if (status == TRUCE_OK) {
        status = truce_parse(ctx, text.bytes, text.length, model->source.file, changed);
        if (status == TRUCE_E_MODEL && last)
            status = blame(ctx, model, last, last->loc, " leaves no model", false, mark);
        else if (status == TRUCE_OK) truce__diags_forget(ctx, mark); /* warnings of what the model has too */
    }
    truce__text_free(&text);
    if (status == TRUCE_OK) status = take_behaviour(ctx, model, *changed);
    if (status == TRUCE_OK) return TRUCE_OK;
    truce_model_free(*changed);
    *changed = NULL;
    return status;
}

truce_status truce__levers_graph(truce_ctx *ctx, const truce_graph *graph, const uint64_t *used,
                                 const truce_edit *more, size_t n_more, truce_graph **changed) {
    const truce__lever *last = last_of(graph->model, used);
    truce_model *model;
    TRY(truce__levers_model(ctx, graph->model, used, more, n_more, &model));
    truce__diags_mark mark = truce__diags_here(ctx);
    truce_status status = truce_variant_of(ctx, graph, model, changed);
    if (status != TRUCE_OK) truce_model_free(model);
    if (status == TRUCE_E_MODEL && last)
        return blame(ctx, graph->model, last, last->loc, " leaves no model", true, mark);
    TRY(status);
    truce__diags_forget(ctx, mark);
    (*changed)->parsed = model;
    (*changed)->rules = graph->rules;
    return TRUCE_OK;
}

void truce__lever_with_needs(const truce_model *model, uint32_t lever, uint64_t *used) {
    memset(used, 0, truce__bits_words(model->n_levers) * sizeof *used);
    truce__bits_set(used, lever);
    for (bool is_new = true; is_new;) {
        is_new = false;
        for (uint32_t i = 0; i < model->n_levers; i++) {
            const truce__lever_list *needs = &model->levers[i].needs;
            for (uint32_t k = 0; truce__bits_get(used, i) && k < needs->count; k++) {
                is_new |= !truce__bits_get(used, needs->at[k]);
                truce__bits_set(used, needs->at[k]);
            }
        }
    }
}

truce_status truce__levers_try(truce_ctx *ctx, const truce_graph *graph) {
    const truce_model *model = graph->model;
    size_t words = truce__bits_words(model->n_levers);
    truce_status status = TRUCE_OK;
    if (!model->n_levers) return TRUCE_OK;
    uint64_t *used = truce__calloc(ctx, 2 * words, sizeof *used);
    if (!used) return TRUCE_E_NOMEM;
    uint64_t *wrong = used + words;
    for (uint32_t i = 0; i < model->n_levers && status == TRUCE_OK; i++) {
        truce_graph *changed = NULL;
        bool has_wrong = false;
        truce__progress(ctx, "trying levers", i, model->n_levers);
        truce__lever_with_needs(model, i, used);
        for (size_t w = 0; w < words; w++) has_wrong |= (used[w] & wrong[w]) != 0;
        if (has_wrong) continue; /* it was told of what this one needs */
        status = truce__levers_graph(ctx, graph, used, NULL, 0, &changed);
        truce_graph_free(changed);
        if (status == TRUCE_E_MODEL) truce__bits_set(wrong, i), status = TRUCE_OK; /* others may be wrong too */
    }
    truce__free(ctx, used);
    return status;
}
