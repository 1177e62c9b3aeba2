/* SPDX-License-Identifier: Apache-2.0 */
/* Events as edits of the text they stand in: one list of edits. A diagnostic names the first that does not fit. */
#include "model/as_of.h"
#include "model/reader.h"

#include <truce/timeline.h>

#include <assert.h>
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

/* ----------------------------------------------------------------- as edits */

/* Events as one list of edits. The changes of events come first, then the edits that make the text a model of its
 * day. */
typedef struct edits {
    TRUCE__VEC(truce_edit) at;
    size_t changes; /* at[0, changes) belong to events */
} edits;

static truce_status add_edit(truce_ctx *ctx, edits *e, truce_edit edit) {
    return truce__vec_push(ctx, &e->at, edit);
}

static truce_status add_changes(truce_ctx *ctx, const truce_model *model, truce__past past, edits *e) {
    assert(past.count <= model->n_events);
    for (uint32_t i = 0; i < past.count; i++)
        for (uint32_t k = 0; i != past.without && k < model->events[i].changes.count; k++)
            TRY(add_edit(ctx, e, model->events[i].changes.at[k]));
    e->changes = e->at.count;
    return TRUCE_OK;
}

/* Removes from the text the events that have happened, or all events. */
static truce_status add_strikes(truce_ctx *ctx, const truce_model *model, truce__past past, edits *e) {
    bool is_all = !past.keeps_rest || past.count == model->n_events;
    if (is_all) return add_edit(ctx, e, (truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "events"});
    for (uint32_t i = 0; i < past.count; i++)
        TRY(add_edit(ctx, e, (truce_edit){.op = TRUCE_EDIT_REMOVE, .path = "events.1"}));
    return TRUCE_OK;
}

/* The day of the last event that happened, or NULL. */
static const char *date_of(const truce_model *model, truce__past past) {
    uint32_t count = past.count;
    if (count && count - 1 == past.without) count--;
    return count ? model->events[count - 1].date : NULL;
}

static truce_status add_all(truce_ctx *ctx, const truce_model *model, truce__past past, edits *e) {
    const char *date = date_of(model, past);
    TRY(add_changes(ctx, model, past, e));
    if (model->n_events && (past.count || !past.keeps_rest)) TRY(add_strikes(ctx, model, past, e));
    return date ? add_edit(ctx, e, (truce_edit){.op = TRUCE_EDIT_SET, .path = "date", .value = date}) : TRUCE_OK;
}

/* ----------------------------------------------------------------- as a text */

/* An error in a change is reported where the event stands in the file. */
static truce_status blame_event(truce_ctx *ctx, const truce_model *model, truce__past past, size_t change,
                                truce__diags_mark mark) {
    const truce_diag *why = ctx->diags.count > mark.kept ? &ctx->diags.at[mark.kept] : NULL;
    const char *message = why ? why->message : "its change does not fit", *hint = why ? why->hint : NULL;
    uint32_t i = 0;
    for (; i == past.without || change >= model->events[i].changes.count; i++)
        if (i != past.without) change -= model->events[i].changes.count;
    const truce__event *event = &model->events[i];
    truce__diags_forget(ctx, mark);
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, event->changes.locs[change], hint, "event '%s': %s", event->id,
                    message));
    return TRUCE_E_MODEL;
}

static truce_status make_edits(truce_ctx *ctx, const truce_model *model, truce__past past, const edits *e,
                               truce__text *text) {
    truce__document document;
    truce__diags_mark mark = truce__diags_here(ctx);
    size_t made = 0;
    truce_status status = truce__model_document(ctx, model, &document);
    if (status == TRUCE_OK) status = truce__document_edit(ctx, &document, e->at.at, e->at.count, text, &made);
    truce__document_free(&document);
    bool is_refused = status == TRUCE_E_USAGE || status == TRUCE_E_MODEL;
    return is_refused && made < e->changes ? blame_event(ctx, model, past, made, mark) : status;
}

truce_status truce__text_after(truce_ctx *ctx, const truce_model *model, truce__past past, char **text,
                               size_t *length) {
    edits e = {.changes = 0};
    truce__text after;
    truce__text_init(&after, ctx);
    truce_status status = add_all(ctx, model, past, &e);
    if (status == TRUCE_OK) status = make_edits(ctx, model, past, &e, &after);
    truce__vec_free(ctx, &e.at);
    if (status != TRUCE_OK) {
        truce__text_free(&after);
        return status;
    }
    *text = after.bytes;
    *length = after.length;
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- as a model */

/* Makes all events to the text; the course is usable if the text proves them right. */
static truce_status prove(truce_ctx *ctx, truce__course *course) {
    char *text = NULL;
    size_t length;
    truce__diags_mark mark = truce__diags_here(ctx);
    truce__past all = {.count = course->model->n_events, .without = TRUCE__NONE};
    truce_status status = truce__text_after(ctx, course->model, all, &text, &length);
    truce__free(ctx, text);
    course->is_usable = status == TRUCE_OK;
    bool is_wrong = status == TRUCE_E_MODEL || status == TRUCE_E_USAGE || status == TRUCE_E_LIMIT;
    if (is_wrong) truce__diags_forget(ctx, mark);
    return is_wrong ? TRUCE_OK : status;
}

static truce_status prepare(truce_ctx *ctx, truce__course *course) {
    const truce_model *model = course->model;
    size_t count = 0;
    for (uint32_t i = 0; i < model->n_events; i++) count += model->events[i].changes.count;
    truce__prepared *next = course->changes = truce__arena_alloc(&course->arena, count, sizeof *course->changes);
    if (!next) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < model->n_events; i++)
        for (uint32_t k = 0; k < model->events[i].changes.count; k++)
            TRY(truce__edit_prepare(ctx, &course->arena, &model->source, &model->events[i].changes.at[k], next++));
    return TRUCE_OK;
}

truce_status truce__course_init(truce_ctx *ctx, const truce_model *model, truce__course *course) {
    *course = (truce__course){.ctx = ctx, .model = model};
    truce__arena_init(&course->arena, ctx);
    truce__arena_init(&course->document.nodes, ctx);
    course->editor.ctx = ctx;
    truce__arena_init(&course->editor.arena, ctx);
    course->is_usable = model->n_events == 0;
    if (model->n_events) TRY(prove(ctx, course));
    if (!course->is_usable) return TRUCE_OK;
    TRY(truce__model_document(ctx, model, &course->document));
    TRY(prepare(ctx, course));
    return truce__editor_init(ctx, &course->document, false, &course->editor);
}

void truce__course_free(truce__course *course) {
    if (!course->ctx) return;
    truce__editor_free(&course->editor);
    truce__document_free(&course->document);
    truce__arena_free(&course->arena);
    course->ctx = NULL;
}

/* Makes the events from number `from` on. */
static truce_status make_events(const truce__course *course, truce__past past, uint32_t from, truce__editor *editor) {
    const truce__prepared *changes = course->changes;
    for (uint32_t i = 0; i < past.count; changes += course->model->events[i++].changes.count) {
        size_t made = 0, count = i < from || i == past.without ? 0 : course->model->events[i].changes.count;
        TRY(truce__editor_make_all(editor, changes, count, &made));
        if (made < count || editor->is_broken) return TRUCE_E_MODEL;
    }
    return TRUCE_OK;
}

static truce_status read_after(const truce__course *course, truce__past past, const truce__editor *editor,
                               const char *file, truce_model **after) {
    truce__source source = course->model->source;
    const char *date = date_of(course->model, past);
    source.file = file;
    TRY(truce__model_read(course->ctx, editor->root, &source, after));
    if (date) (*after)->date = date;
    return TRUCE_OK;
}

static truce_status make_apart(const truce__course *course, truce__past past, const char *file, truce_model **after) {
    truce__editor editor;
    truce_status status = truce__editor_init(course->ctx, &course->document, false, &editor);
    if (status == TRUCE_OK) status = make_events(course, past, 0, &editor);
    if (status == TRUCE_OK) status = read_after(course, past, &editor, file, after);
    truce__editor_free(&editor);
    return status;
}

static truce_status make_next(truce__course *course, truce__past past, const char *file, truce_model **after) {
    truce_status status = make_events(course, past, course->count, &course->editor);
    course->count = past.count;
    course->is_usable = status == TRUCE_OK;
    return status == TRUCE_OK ? read_after(course, past, &course->editor, file, after) : status;
}

truce_status truce__course_model(truce__course *course, truce__past past, const char *file, truce_model **after) {
    *after = NULL;
    if (!course->is_usable) return TRUCE_OK;
    truce__diags_mark mark = truce__diags_here(course->ctx);
    bool is_next = past.without == TRUCE__NONE && past.count >= course->count;
    truce_status status = is_next ? make_next(course, past, file, after) : make_apart(course, past, file, after);
    if (status == TRUCE_E_MODEL) truce__diags_forget(course->ctx, mark);
    return status;
}

/* --------------------------------------------------------------------- when */

static truce_status no_such_day(truce_ctx *ctx, const char *when) {
    truce__source source = {.file = "--at"};
    TRY(truce__diag(ctx, TRUCE_ERROR, &source, (truce__loc){0}, "the calendar has no such day", "'%s' is not a date",
                    when));
    return TRUCE_E_USAGE;
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
    TRY(truce__diag(ctx, TRUCE_ERROR, &source, (truce__loc){0}, hint, "there is no event '%.*s'",
                    truce__clip(when, strlen(when)), when));
    return TRUCE_E_USAGE;
}

truce_status truce_model_at(truce_ctx *ctx, const truce_model *model, const char *when, char **text, size_t *length) {
    truce__past past = {.without = TRUCE__NONE, .keeps_rest = true};
    if (truce__looks_like_date(when)) {
        if (!truce__is_date(when)) return no_such_day(ctx, when);
        while (past.count < model->n_events && strcmp(model->events[past.count].date, when) <= 0) past.count++;
    } else {
        while (past.count < model->n_events && strcmp(model->events[past.count].id, when) != 0) past.count++;
        if (past.count++ == model->n_events) return unknown_event(ctx, model, when);
    }
    return truce__text_after(ctx, model, past, text, length);
}
