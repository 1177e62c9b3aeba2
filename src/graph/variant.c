/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a variant shares is decided by comparing models, not by reading edits. An edit may concern anything, and two
 * models that say the same about states have the same states, however they were made. The space is copied as a
 * struct, but its arrays still belong to the graph; lent ranks are marked as lent. What differs is built as for a
 * graph that shares nothing.
 *
 * The preferences of one party can be replaced without any text: the variant then has a shallow copy of the model, in
 * one block with all preferences and the items of one. Verifying and explaining read the model, so they see the new
 * preference.
 */
#include "graph/variant.h"

#include "graph/expiry.h"
#include "graph/likeness.h"
#include "graph/ranks.h"

/* ---------------------------------------------------------------------- share */

static truce__space borrowed_space(truce_ctx *ctx, const truce_model *model, const truce_graph *graph) {
    truce__space space = graph->space;
    space.ctx = ctx;
    space.model = model;
    return space;
}

static void lend_ranks(const truce_graph *from, uint32_t party, truce_graph *to) {
    to->ranks[party] = from->ranks[party];
    to->ranks[party].is_lent = true;
}

static void lend_expiry(const truce_graph *from, truce_graph *to) {
    to->is_after_expiry = from->is_after_expiry;
    to->is_expiry_lent = true;
    to->expires_into = from->expires_into;
    to->n_expiring = from->n_expiring;
}

/* Makes a graph with only room for ranks. */
static truce_status new_graph(truce_ctx *ctx, const truce_model *model, truce_graph **out) {
    truce_graph *graph = truce__calloc(ctx, 1, sizeof *graph);
    if (!graph) return TRUCE_E_NOMEM;
    *graph = (truce_graph){.ctx = ctx, .model = model, .space = {.ctx = ctx, .model = model}};
    graph->ranks = truce__calloc(ctx, model->n_parties, sizeof *graph->ranks);
    if (!graph->ranks) {
        truce__free(ctx, graph);
        return TRUCE_E_NOMEM;
    }
    *out = graph;
    return TRUCE_OK;
}

/* A copy of the model with preferences of its own and room for items, in one block. */
static truce_model *vary_model(truce_ctx *ctx, const truce_model *model, size_t n_items, truce__pref_item **items) {
    size_t at_prefs = (sizeof *model + 63) / 64 * 64, at_items = at_prefs + model->n_parties * sizeof *model->prefs;
    at_items = (at_items + 63) / 64 * 64;
    char *block = truce__alloc(ctx, at_items + n_items * sizeof **items);
    if (!block) return NULL;
    truce_model *varied = (truce_model *)(void *)block;
    truce__pref *prefs = (truce__pref *)(void *)(block + at_prefs);
    *varied = *model;
    memcpy(prefs, model->prefs, model->n_parties * sizeof *prefs);
    varied->prefs = prefs;
    *items = (truce__pref_item *)(void *)(block + at_items);
    return varied;
}

truce_status truce__variant_new(truce_ctx *ctx, const truce_graph *graph, size_t n_items, truce__pref_item **items,
                                truce_graph **out) {
    truce_graph *variant = NULL;
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    TRY(new_graph(ctx, graph->model, &variant));
    variant->base = graph;
    variant->rules = graph->rules;
    for (uint32_t party = 0; party < graph->model->n_parties; party++) lend_ranks(graph, party, variant);
    lend_expiry(graph, variant);
    if (items) variant->varied = vary_model(ctx, graph->model, n_items, items);
    if (items && !variant->varied) {
        truce_graph_free(variant);
        return TRUCE_E_NOMEM;
    }
    if (items) variant->model = variant->varied;
    variant->space = borrowed_space(ctx, variant->model, graph);
    *out = variant;
    return TRUCE_OK;
}

bool truce_variant_shares_states(const truce_graph *graph) {
    return graph->base != NULL;
}

bool truce_variant_shares_ranks(const truce_graph *graph, uint32_t party) {
    return party < graph->model->n_parties && graph->ranks[party].is_lent;
}

bool truce__variant_has_ranks_of(const truce_graph *variant, const truce_graph *graph, uint32_t party) {
    if (party >= graph->model->n_parties || variant->ranks[party].at != graph->ranks[party].at) return false;
    while (variant && variant != graph) variant = variant->has_other_moves ? NULL : variant->base;
    return variant != NULL;
}

/* --------------------------------------------------------------------- ranks */

/* Replaces ranks by those of the states that the states turn into. */
static truce_status expire(truce_ctx *ctx, const truce_graph *graph, truce__ranks *ranks) {
    truce__ranks plain = *ranks;
    *ranks = (truce__ranks){0};
    truce_status status = truce__expiry_ranks(ctx, graph, &plain, ranks, 1);
    truce__ranks_free(ctx, &plain);
    return status;
}

truce_status truce__rank_by(truce_ctx *ctx, const truce_graph *graph, const truce__pref *pref, truce__ranks *ranks) {
    bool is_good = true;
    *ranks = (truce__ranks){0};
    truce_status status = truce__ranks_of(ctx, &graph->space, pref, ranks, &is_good);
    if (status == TRUCE_OK && !is_good) status = TRUCE_E_MODEL;
    if (status == TRUCE_OK && graph->is_after_expiry) status = expire(ctx, graph, ranks);
    if (status == TRUCE_OK) return TRUCE_OK;
    truce__ranks_free(ctx, ranks);
    *ranks = (truce__ranks){0};
    return status;
}

/* Replaces the preference in the model that the variant owns, and takes the ranks away. */
static truce__ranks *change_pref(truce_graph *variant, uint32_t party, const truce__pref *pref) {
    truce__ranks *ranks = &variant->ranks[party];
    truce__pref *prefs = (truce__pref *)(uintptr_t)variant->varied->prefs; /* its own */
    prefs[party] = *pref;
    truce__ranks_free(variant->ctx, ranks);
    *ranks = (truce__ranks){0};
    return ranks;
}

void truce__variant_settle(truce_graph *variant, uint32_t party, const truce__pref *pref) {
    change_pref(variant, party, pref);
    lend_ranks(variant->base, party, variant);
}

truce_status truce__variant_prefer(truce_graph *variant, uint32_t party, const truce__pref *pref) {
    truce__ranks *ranks = change_pref(variant, party, pref);
    return truce__rank_by(variant->ctx, variant, pref, ranks);
}

uint32_t truce_model_statement_count(const truce_model *model, uint32_t party) {
    const truce__pref *pref = &model->prefs[party];
    return pref->kind == TRUCE__PREF_ORDER || pref->kind == TRUCE__PREF_WEIGH ? pref->n_items : 0;
}

/* Whether each of these statements exists and is named once. */
static bool are_statements(const truce_model *model, uint32_t party, const uint32_t *statements, size_t count) {
    if (party >= model->n_parties || !truce_model_statement_count(model, party)) return false;
    if (count > truce_model_statement_count(model, party)) return false;
    for (size_t i = 0; i < count; i++) {
        if (statements[i] >= truce_model_statement_count(model, party)) return false;
        for (size_t k = 0; k < i; k++)
            if (statements[k] == statements[i]) return false;
    }
    return true;
}

truce_status truce_variant_prefer(truce_ctx *ctx, const truce_graph *graph, uint32_t party,
                                  const uint32_t *statements, size_t count, truce_graph **out) {
    const truce_model *model = graph->model;
    truce__pref_item *items;
    truce_graph *variant = NULL;
    if (!are_statements(model, party, statements, count)) return TRUCE_E_USAGE;
    const truce__pref *whole = &model->prefs[party];
    TRY(truce__variant_new(ctx, graph, count, &items, &variant));
    for (size_t i = 0; i < count; i++) items[i] = whole->items[statements[i]];
    truce__pref pref = {.kind = whole->kind,
                        .items = items,
                        .n_items = (uint32_t)count,
                        .thresholds = whole->thresholds,
                        .n_thresholds = whole->n_thresholds,
                        .is_marked = whole->is_marked,
                        .loc = whole->loc};
    truce_status status = truce__variant_prefer(variant, party, &pref);
    if (status == TRUCE_OK) *out = variant;
    else truce_graph_free(variant);
    return status;
}

/* -------------------------------------------------------------------- expiry */

truce_status truce_graph_after_expiry(truce_ctx *ctx, const truce_graph *graph, truce_graph **out) {
    truce_graph *after = NULL;
    TRY(truce__variant_new(ctx, graph, 0, NULL, &after));
    after->is_expiry_lent = false;
    after->expires_into = NULL;
    truce_status status = truce__expiry_init(ctx, after);
    if (status == TRUCE_OK && after->n_expiring)
        status = truce__expiry_ranks(ctx, after, graph->ranks, after->ranks, graph->model->n_parties);
    if (status == TRUCE_OK) *out = after;
    else truce_graph_free(after);
    return status;
}

/* ------------------------------------------------------------- another model */

/* In a product moves follow from the options; a model with explicit moves has a list. */
static bool space_can_be_lent(const truce_graph *graph, const truce_model *model, const truce__likeness *like) {
    return like->states && (like->moves || (graph->space.is_product && !model->has_moves));
}

static truce_status take_space(truce_ctx *ctx, const truce_graph *graph, const truce__likeness *like,
                               truce_graph *variant) {
    if (!space_can_be_lent(graph, variant->model, like))
        return truce__space_build(ctx, variant->model, TRUCE__SHAPE_ANY, &variant->space);
    variant->base = graph;
    variant->rules = graph->rules;
    variant->has_other_moves = !like->moves;
    variant->space = borrowed_space(ctx, variant->model, graph);
    return like->status_quo ? TRUCE_OK : truce__space_locate_status_quo(ctx, &variant->space);
}

/* Takes over from the graph what the states turn into, or finds it anew. */
static truce_status take_expiry(truce_ctx *ctx, const truce_graph *graph, bool is_same, truce_graph *variant) {
    if (is_same) lend_expiry(graph, variant);
    return is_same || !graph->is_after_expiry ? TRUCE_OK : truce__expiry_init(ctx, variant);
}

static truce_status expire_own(truce_ctx *ctx, truce_graph *variant) {
    for (uint32_t party = 0; variant->is_after_expiry && party < variant->model->n_parties; party++)
        if (!variant->ranks[party].is_lent) TRY(expire(ctx, variant, &variant->ranks[party]));
    return TRUCE_OK;
}

static truce_status make(truce_ctx *ctx, const truce_graph *graph, truce_graph *variant) {
    const truce_model *model = variant->model;
    truce__likeness like;
    truce__likeness_find(graph->model, model, &like);
    TRY(take_space(ctx, graph, &like, variant));
    bool are_cells_same = like.states && variant->space.is_product == graph->space.is_product;
    /* equal preferences give equal ranks */
    bool is_worth_same = are_cells_same && (!graph->is_after_expiry || like.expiries);
    for (uint32_t party = 0; is_worth_same && party < model->n_parties && party < graph->model->n_parties; party++)
        if (truce__likeness_of_prefs(&like, &graph->model->prefs[party], &model->prefs[party]))
            lend_ranks(graph, party, variant);
    bool is_good = !variant->space.is_wrong;
    TRY(truce__graph_rank_missing(ctx, variant, &is_good));
    TRY(take_expiry(ctx, graph, is_worth_same, variant));
    return expire_own(ctx, variant);
}

/* Reports all errors of the model: sharing may have skipped some checks. */
static truce_status report(truce_ctx *ctx, const truce_graph *graph, const truce_model *model) {
    truce_graph *whole = NULL, *after = NULL;
    truce_status status = truce__graph_build(ctx, model, TRUCE__SHAPE_ANY, &whole);
    if (status == TRUCE_OK && graph->is_after_expiry) status = truce_graph_after_expiry(ctx, whole, &after);
    truce_graph_free(after);
    truce_graph_free(whole);
    return status == TRUCE_OK ? TRUCE_E_BUG : status;
}

truce_status truce_variant_of(truce_ctx *ctx, const truce_graph *graph, const truce_model *model, truce_graph **out) {
    truce_graph *variant = NULL;
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce__diags_mark mark = truce__diags_here(ctx);
    size_t first = truce_diags_total(ctx);
    truce_status status = new_graph(ctx, model, &variant);
    if (status == TRUCE_OK) status = make(ctx, graph, variant);
    if (status == TRUCE_OK) {
        truce__diags_sort(ctx, first);
        *out = variant;
        return TRUCE_OK;
    }
    truce_graph_free(variant);
    if (status != TRUCE_E_MODEL) return status;
    truce__diags_forget(ctx, mark);
    return report(ctx, graph, model);
}

/* --------------------------------------------------------------------- edits */

/* A model that was varied without text still has the text of its original, so its own text is written first. */
static truce_status edit_text(truce_ctx *ctx, const truce_graph *graph, const truce_edit *edits, size_t count,
                              char **text, size_t *length) {
    const truce__source *source = &graph->model->source;
    truce__text own;
    if (!graph->varied)
        return truce_text_edit(ctx, source->text, source->length, source->file, edits, count, text, length);
    truce_status status = truce__model_text(ctx, graph->model, &own);
    if (status == TRUCE_OK)
        status = truce_text_edit(ctx, own.bytes, own.length, source->file, edits, count, text, length);
    truce__text_free(&own);
    return status;
}

truce_status truce_variant_edit(truce_ctx *ctx, const truce_graph *graph, const truce_edit *edits, size_t count,
                                truce_graph **variant) {
    char *text = NULL;
    size_t length;
    truce_model *model = NULL;
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    TRY(edit_text(ctx, graph, edits, count, &text, &length));
    truce_status status = truce_parse(ctx, text, length, graph->model->source.file, &model);
    truce__free(ctx, text);
    if (status == TRUCE_OK) status = truce_variant_of(ctx, graph, model, variant);
    if (status == TRUCE_OK) (*variant)->parsed = model;
    else truce_model_free(model);
    return status;
}
