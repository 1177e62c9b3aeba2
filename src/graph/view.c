/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A view is the model with the party's changes, made to the text as those of events are. It has no status quo of its
 * own: today's state is the graph's, if the party sees that state at all. Warnings are not repeated, since the model
 * gave them.
 */
#include "graph/view.h"

#include "document/editor.h"
#include "graph/twins.h"
#include "graph/variant.h"

#include <truce/variant.h>

#include <stdio.h>

const truce__perceives *truce__perceives_of(const truce_model *model, uint32_t party) {
    for (uint32_t i = 0; i < model->n_views; i++)
        if (model->views[i].party == party) return &model->views[i];
    return NULL;
}

/* An error in a change is reported where the change stands in the model's file. */
static truce_status blame_change(truce_ctx *ctx, const truce_model *model, const truce__perceives *view,
                                 size_t change, truce__diags_mark mark) {
    const truce_diag *why = ctx->diags.count > mark.kept ? &ctx->diags.at[mark.kept] : NULL;
    const char *message = why ? why->message : "the change does not fit", *hint = why ? why->hint : NULL;
    truce__diags_forget(ctx, mark);
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, view->changes.locs[change], hint, "the view of '%s': %s",
                    model->parties[view->party].id, message));
    return TRUCE_E_MODEL;
}

/* The document with the changes, without what is no part of a view. */
static truce_status view_document(truce_ctx *ctx, const truce_model *model, const truce__perceives *view,
                                  truce__document *seen) {
    static const char *const others[] = {"perceives", "events", "status_quo"};
    const bool are_there[] = {true, model->n_events > 0, model->has_status_quo};
    size_t count = view->changes.count, made = 0;
    truce__diags_mark mark = truce__diags_here(ctx);
    truce__document document;
    truce_edit *edits = truce__calloc(ctx, count + sizeof others / sizeof *others, sizeof *edits);
    if (!edits) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count; i++) edits[i] = view->changes.at[i];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (are_there[i]) edits[count++] = (truce_edit){.op = TRUCE_EDIT_REMOVE, .path = others[i]};
    truce_status status = truce__model_document(ctx, model, &document);
    if (status == TRUCE_OK) status = truce__document_edited(ctx, &document, edits, count, seen, &made);
    truce__document_free(&document);
    truce__free(ctx, edits);
    bool is_refused = status == TRUCE_E_USAGE || status == TRUCE_E_MODEL;
    return is_refused && made < view->changes.count ? blame_change(ctx, model, view, made, mark) : status;
}

static truce_status name_view(truce_ctx *ctx, const truce_model *model, uint32_t party, truce__text *name) {
    truce__text_init(name, ctx);
    truce__text_printf(name, "%s as seen by %s", model->source.file, model->parties[party].id);
    return name->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

/* How parties behave is no matter of perception, and may have been said of the model alone. */
static truce_status take_behaviour(truce_ctx *ctx, const truce_model *model, truce_model *seen) {
    if (!model->behaviour) return TRUCE_OK;
    uint32_t *concepts = truce__calloc(ctx, model->n_parties, sizeof *concepts);
    if (!concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < model->n_parties; i++) concepts[i] = model->behaviour[i].concept;
    truce_status status = truce_model_behave(seen, concepts);
    truce__free(ctx, concepts);
    return status;
}

static truce_status parse_view(truce_ctx *ctx, const truce_model *model, const truce__perceives *view,
                               truce_model **seen) {
    truce__document document;
    truce__text name;
    truce_status status = name_view(ctx, model, view->party, &name);
    if (status == TRUCE_OK) status = view_document(ctx, model, view, &document);
    if (status == TRUCE_OK) {
        status = truce__parse_document(ctx, &document, name.bytes, seen);
        truce__document_free(&document);
    }
    if (status == TRUCE_OK) status = take_behaviour(ctx, model, *seen);
    truce__text_free(&name);
    return status;
}

/* Today's state, if it exists in the view. */
static truce_status take_status_quo(truce_ctx *ctx, const truce_graph *graph, truce_graph *seen) {
    truce__twins twins;
    seen->space.status_quo = UINT64_MAX;
    if (graph->space.status_quo == UINT64_MAX) return TRUCE_OK;
    truce_status status = truce__twins_init(ctx, graph, seen, &twins);
    if (status == TRUCE_OK) seen->space.status_quo = truce__twin_of(&twins, graph->space.status_quo);
    truce__twins_free(&twins);
    return status;
}

static truce_status make_view(truce_ctx *ctx, const truce_graph *graph, const truce__perceives *view,
                              truce_graph **seen) {
    truce_model *model = NULL;
    truce_graph *made = NULL;
    truce__diags_mark mark = truce__diags_here(ctx);
    truce_status status = parse_view(ctx, graph->model, view, &model);
    if (status == TRUCE_OK) status = truce_variant_of(ctx, graph, model, &made);
    if (status != TRUCE_OK) {
        truce_model_free(model);
        return status;
    }
    made->parsed = model;
    status = take_status_quo(ctx, graph, made);
    if (status == TRUCE_OK) truce__diags_forget(ctx, mark);
    if (status == TRUCE_OK) *seen = made;
    else truce_graph_free(made);
    return status;
}

truce_status truce_variant_seen_by(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce_graph **seen) {
    if (party >= graph->model->n_parties) return TRUCE_E_USAGE;
    if (!truce__graph_has_ranks(graph)) {
        TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, "run it on one process",
                        "what parties misread cannot be solved by several processes"));
        return TRUCE_E_USAGE;
    }
    const truce__perceives *view = truce__perceives_of(graph->model, party);
    if (view) TRY(make_view(ctx, graph, view, seen));
    else TRY(truce__variant_new(ctx, graph, 0, NULL, seen));
    (*seen)->seen_by = graph->model->parties[party].id;
    (*seen)->rules = graph->rules;
    return TRUCE_OK;
}

uint32_t truce_variant_viewer(const truce_graph *graph) {
    return graph->seen_by ? truce_model_party_find(graph->model, graph->seen_by) : UINT32_MAX;
}
