/* SPDX-License-Identifier: Apache-2.0 */
/* Events are edits of the text they stand in. They are made one by one, so that one which does not fit is named. */
#include "model/as_of.h"

#include "document/yaml.h"

#include <truce/timeline.h>

#include <stdio.h>

/* ------------------------------------------------------------ the events asked */

uint32_t truce_model_event_count(const truce_model *model) {
    return model->n_events;
}

const char *truce_model_event_id(const truce_model *model, uint32_t event) {
    return model->events[event].id;
}

const char *truce_model_event_name(const truce_model *model, uint32_t event) {
    return model->events[event].name;
}

const char *truce_model_event_date(const truce_model *model, uint32_t event) {
    return model->events[event].date;
}

/* ------------------------------------------------------------------ editing */

typedef struct editing {
    truce_ctx *ctx;
    const truce_model *model;
    char *text; /* owned */
    size_t length;
} editing;

static truce_status make_edit(editing *e, const truce_edit *edit) {
    char *text;
    size_t length;
    TRY(truce_text_edit(e->ctx, e->text, e->length, e->model->source.file, edit, 1, &text, &length));
    truce__free(e->ctx, e->text);
    e->text = text;
    e->length = length;
    return TRUCE_OK;
}

/* A change of an event; what is wrong with it is said where it stands in the file. */
static truce_status make_change(editing *e, const truce__event *event, uint32_t index) {
    truce__diags_mark mark = truce__diags_here(e->ctx);
    truce_status status = make_edit(e, &event->changes[index]);
    if (status != TRUCE_E_USAGE && status != TRUCE_E_MODEL) return status;
    const truce_diag *why = e->ctx->diags.count > mark.kept ? &e->ctx->diags.at[mark.kept] : NULL;
    const char *message = why ? why->message : "its change does not fit", *hint = why ? why->hint : NULL;
    truce__diags_forget(e->ctx, mark);
    TRY(truce__diag(e->ctx, TRUCE_ERROR, &e->model->source, event->change_locs[index], hint, "event '%s': %s", event->id,
                    message));
    return TRUCE_E_MODEL;
}

static truce_status make_event(editing *e, const truce__event *event) {
    for (uint32_t i = 0; i < event->n_changes; i++) TRY(make_change(e, event, i));
    return TRUCE_OK;
}

/* Takes those events out of the text that have happened, or all. */
static truce_status strike(editing *e, truce__past past) {
    bool is_all = !past.keeps_rest || past.count == e->model->n_events;
    if (is_all) return make_edit(e, &(truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "events"});
    for (uint32_t i = 0; i < past.count; i++) TRY(make_edit(e, &(truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "events.1"}));
    return TRUCE_OK;
}

static truce_status set_date(editing *e, truce__past past) {
    uint32_t last = past.count - 1;
    if (last == past.without && last-- == 0) return TRUCE_OK;
    return make_edit(e, &(truce_edit){.op = TRUCE_EDIT_SET, .path = "date", .value = e->model->events[last].date});
}

static truce_status pass(editing *e, truce__past past) {
    for (uint32_t i = 0; i < past.count; i++)
        if (i != past.without) TRY(make_event(e, &e->model->events[i]));
    if (e->model->n_events && (past.count || !past.keeps_rest)) TRY(strike(e, past));
    return past.count ? set_date(e, past) : TRUCE_OK;
}

truce_status truce__text_after(truce_ctx *ctx, const truce_model *model, truce__past past, char **text, size_t *length) {
    editing e = {.ctx = ctx, .model = model, .length = model->source.length};
    e.text = truce__alloc(ctx, e.length + 1);
    if (!e.text) return TRUCE_E_NOMEM;
    memcpy(e.text, model->source.text, e.length);
    truce_status status = pass(&e, past);
    if (status != TRUCE_OK) {
        truce__free(ctx, e.text);
        return status;
    }
    *text = e.text;
    *length = e.length;
    return TRUCE_OK;
}

/* --------------------------------------------------------------------- when */

static bool is_date(const char *text) {
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    return text[10] == 0;
}

static truce_status unknown_event(truce_ctx *ctx, const truce_model *model, const char *when) {
    TRUCE__VEC(const char *) ids = {0};
    char hint[100] = "an event's id, or a date written YYYY-MM-DD";
    truce__source source = {.file = "--at"};
    TRY(truce__vec_reserve(ctx, &ids, model->n_events));
    for (uint32_t i = 0; i < model->n_events; i++) ids.at[ids.count++] = model->events[i].id;
    const char *nearest = truce__nearest(when, strlen(when), ids.at, ids.count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%.60s'?", nearest);
    truce__vec_free(ctx, &ids);
    TRY(truce__diag(ctx, TRUCE_ERROR, &source, (truce__loc){0}, hint, "there is no event '%.*s'", truce__clip(when, strlen(when)), when));
    return TRUCE_E_USAGE;
}

truce_status truce_model_at(truce_ctx *ctx, const truce_model *model, const char *when, char **text, size_t *length) {
    truce__past past = {.without = TRUCE__NONE, .keeps_rest = true};
    if (is_date(when)) {
        while (past.count < model->n_events && strcmp(model->events[past.count].date, when) <= 0) past.count++;
    } else {
        while (past.count < model->n_events && strcmp(model->events[past.count].id, when) != 0) past.count++;
        if (past.count++ == model->n_events) return unknown_event(ctx, model, when);
    }
    return truce__text_after(ctx, model, past, text, length);
}
