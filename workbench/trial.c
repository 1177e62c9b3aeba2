/* SPDX-License-Identifier: Apache-2.0 */
#include "trial.h"

#include "bytes.h"
#include "edits.h"

#include <truce/conclusions.h>
#include <truce/deal.h>
#include <truce/variant.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A model with the analysis that its conclusions come from. */
typedef struct study {
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce_conclusions *conclusions;
} study;

__attribute__((format(printf, 3, 4))) static bool refuse(trial *t, unsigned status, const char *format, ...) {
    va_list list;
    va_start(list, format);
    vsnprintf(t->why, sizeof t->why, format, list);
    va_end(list);
    t->status = status;
    return false;
}

/* Refuses with the library's first error. */
static bool refuse_model(trial *t, truce_ctx *ctx, truce_status status, const char *what) {
    t->was_cancelled = status == TRUCE_E_CANCELLED;
    if (t->was_cancelled) return refuse(t, 503, "the work was cancelled");
    for (size_t i = 0; i < truce_diags_total(ctx); i++) {
        const truce_diag *d = truce_diag_at(ctx, i);
        if (d->severity == TRUCE_ERROR) return refuse(t, 422, "%s: %s", what, d->message);
    }
    return refuse(t, status == TRUCE_E_NOMEM ? 500 : 422, "%s: %s", what,
                  status == TRUCE_E_NOMEM ? "out of memory" : "not possible");
}

/* `base`: the study that this is a variant of, or NULL. */
static bool conclude(trial *t, truce_ctx *ctx, const char *text, size_t length, const char *what, const study *base,
                     study *s) {
    truce_status status = truce_parse(ctx, text, length, what, &s->model);
    if (status == TRUCE_OK)
        status = base ? truce_variant_of(ctx, base->graph, s->model, &s->graph)
                      : truce_graph_build(ctx, s->model, &s->graph);
    if (status == TRUCE_OK)
        status = base ? truce_solve_variant(ctx, s->graph, base->solution, &s->solution)
                      : truce_solve(ctx, s->graph, NULL, 0, &s->solution);
    if (status == TRUCE_OK) status = truce_conclude(ctx, s->solution, &s->conclusions);
    return status == TRUCE_OK || refuse_model(t, ctx, status, what);
}

static void study_free(study *s) {
    truce_conclusions_free(s->conclusions);
    truce_solution_free(s->solution);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
}

static bool list_flips(trial *t, const truce_fact_flip *flips, size_t count) {
    t->flips = json_object_new_array();
    for (size_t i = 0; t->flips && i < count; i++) {
        json_object *flip = json_object_new_object();
        add_text(flip, "outcome", flips[i].outcome);
        add_text(flip, "name", flips[i].name);
        add_text(flip, "concept", truce_concept_at(flips[i].concept)->id);
        json_object_object_add(flip, "before", json_object_new_boolean(flips[i].held_before));
        json_object_object_add(flip, "after", json_object_new_boolean(flips[i].holds_after));
        json_object_array_add(t->flips, flip);
    }
    return t->flips || refuse(t, 500, "out of memory");
}

/* ---------------------------------------------------------------- agreement */

/* Whether a state of the zone has the outcome. */
static bool zone_has(const truce_deals *deals, uint32_t which) {
    truce_state state = truce_set_next(deals->zone, 0);
    while (state && !truce_graph_has_outcome(deals->graph, state, which)) state = truce_set_next(deals->zone, state);
    return state != 0;
}

static uint32_t outcome_of(const truce_model *model, const char *id) {
    uint32_t o = 0;
    while (o < truce_model_outcome_count(model) && strcmp(truce_model_outcome_id(model, o), id) != 0) o++;
    return o;
}

static void list_zone(trial *t, const truce_deals *before, const truce_deals *after) {
    const truce_model *one = truce_graph_model(before->graph), *other = truce_graph_model(after->graph);
    for (uint32_t o = 0; o < truce_model_outcome_count(one); o++) {
        uint32_t same = outcome_of(other, truce_model_outcome_id(one, o));
        if (same == truce_model_outcome_count(other)) continue;
        bool is_before = zone_has(before, o), is_after = zone_has(after, same);
        if (is_before == is_after) continue;
        json_object *flip = json_object_new_object();
        add_text(flip, "outcome", truce_model_outcome_id(one, o));
        json_object_object_add(flip, "before", json_object_new_boolean(is_before));
        json_object_object_add(flip, "after", json_object_new_boolean(is_after));
        json_object_array_add(t->zone, flip);
    }
}

/* Compares which outcomes some deal has, before and after. Adds nothing where a model has no reference point for
 * agreements. */
static bool compare_zones(trial *t, truce_ctx *ctx, const truce_graph *before, const truce_graph *after) {
    truce_deals *one = NULL, *other = NULL;
    const truce_deal_options options = {.limit = 1};
    t->zone = json_object_new_array();
    if (!t->zone) return refuse(t, 500, "out of memory");
    truce_status status = truce_deal(ctx, before, &options, &one);
    if (status == TRUCE_OK) status = truce_deal(ctx, after, &options, &other);
    if (status == TRUCE_OK) list_zone(t, one, other);
    truce_deals_free(other);
    truce_deals_free(one);
    bool is_measured = status != TRUCE_E_USAGE && status != TRUCE_E_MODEL;
    return status == TRUCE_OK || !is_measured || refuse_model(t, ctx, status, "agreements");
}

static bool compare(trial *t, truce_ctx *ctx, const model_row *model, const char *text, size_t length) {
    study before = {0}, after = {0};
    truce_fact_flip *flips = NULL;
    size_t count = 0;
    bool is_good = conclude(t, ctx, model->text, model->length, "the model", NULL, &before) &&
                   conclude(t, ctx, text, length, "the changed model", &before, &after);
    if (is_good) {
        truce_status status = truce_conclusions_compare(ctx, before.conclusions, after.conclusions, &flips, &count);
        is_good = status == TRUCE_OK ? list_flips(t, flips, count) : refuse(t, 500, "out of memory");
    }
    is_good = is_good && compare_zones(t, ctx, before.graph, after.graph);
    truce_release(ctx, flips);
    study_free(&after);
    study_free(&before);
    return is_good;
}

/* The edits of a stored change; texts are lent by *list. */
static truce_edit *stored_edits(trial *t, const char *change, json_object **list, size_t *count) {
    response r = {0};
    *list = change ? json_tokener_parse(change) : NULL;
    truce_edit *edits = *list ? read_edits(*list, &r, count) : NULL;
    if (!*list) refuse(t, 422, "this reply proposes no change");
    else if (!edits) refuse(t, 422, "the change that was proposed is no list of edits");
    response_free(&r);
    return edits;
}

static bool save(trial *t, store *s, const model_row *model, const comment_row *comment, const char *text,
                 size_t length) {
    char name[300];
    snprintf(name, sizeof name, "%.*s, as %.*s proposes", whole_part(model->name, 90), model->name,
             whole_part(comment->name, 90), comment->name);
    model_row variant = {.name = name, .title = model->title, .parent = model->id, .text = lend(text),
                         .length = length};
    store_status status = store_model_add(s, &variant);
    t->model = variant.id;
    return status == STORE_OK || refuse(t, 500, "the store: %s", store_error(s));
}

static bool take_up(trial *t, store *s, truce_ctx *ctx, const model_row *model, const comment_row *comment) {
    json_object *list;
    size_t count, length;
    char *text = NULL;
    truce_edit *edits = stored_edits(t, comment->change, &list, &count);
    bool is_good = edits != NULL;
    if (is_good) {
        truce_status status =
            truce_text_edit(ctx, model->text, model->length, "the change", edits, count, &text, &length);
        is_good = status == TRUCE_OK || refuse_model(t, ctx, status, "the change does not fit the model");
    }
    is_good = is_good && compare(t, ctx, model, text, length) && save(t, s, model, comment, text, length);
    truce_release(ctx, text);
    free(edits);
    json_object_put(list);
    return is_good;
}

void trial_run(store *s, int64_t comment_id, const watcher *watch, trial *t) {
    comment_row comment = {0};
    model_row model = {0};
    const truce_config config = {.memory = watch->memory};
    *t = (trial){0};
    store_status status = store_comment(s, comment_id, &comment);
    if (status == STORE_OK) status = store_model(s, comment.model, 0, &model);
    if (status != STORE_OK) {
        refuse(t, status == STORE_NONE ? 404 : 500,
               status == STORE_NONE ? "there is no such reply" : "the store failed");
        comment_row_free(&comment);
        return;
    }
    truce_ctx *ctx = truce_ctx_new(&config);
    if (ctx && watch->attend) watch->attend(watch->ud, ctx);
    if (!ctx) refuse(t, 500, "out of memory");
    else if (take_up(t, s, ctx, &model, &comment)) t->status = 200;
    if (ctx && watch->attend) watch->attend(watch->ud, NULL);
    truce_ctx_free(ctx);
    model_row_free(&model);
    comment_row_free(&comment);
}

void trial_free(trial *t) {
    json_object_put(t->flips);
    json_object_put(t->zone);
    *t = (trial){0};
}
