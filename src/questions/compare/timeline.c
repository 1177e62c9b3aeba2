/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One model through its events. Each date is solved from the text as it stands then. An event is the cause of a flip
 * when the flip goes away without it, all other events up to the date having happened.
 */
#include "questions/compare/compare.h"

static truce_status solve_text(truce_ctx *ctx, const truce_model *model, truce__past past,
                               const truce_compare_options *options, const char *file, const truce__solved *base,
                               truce__solved *solved) {
    char *text;
    size_t length;
    TRY(truce__text_after(ctx, model, past, &text, &length));
    truce_status status = truce__solved_text(ctx, text, length, file, base, options, solved);
    truce__free(ctx, text);
    return status;
}

static bool is_no_model(truce_status status) {
    return status == TRUCE_E_MODEL || status == TRUCE_E_USAGE;
}

/* From the tree of the model's text, or from the text where only that can tell, or says what is wrong. `file` is NULL
 * where nobody asks what is wrong. */
static truce_status solve_after(truce_ctx *ctx, truce_timeline *t, truce__past past,
                                const truce_compare_options *options, const char *file, const truce__solved *base,
                                truce__solved *solved) {
    truce_model *model;
    truce__diags_mark mark = truce__diags_here(ctx);
    truce_status status = truce__course_model(&t->course, past, file ? file : "left out", &model);
    bool is_untold = status == TRUCE_OK && !model;
    if (status == TRUCE_OK && model) status = truce__solved_adopt(ctx, model, base, options, solved);
    if (!is_untold && !(file && is_no_model(status))) return status;
    truce__diags_forget(ctx, mark);
    truce__solved_free(solved);
    return solve_text(ctx, t->model, past, options, file ? file : "left out", base, solved);
}

/* "well.yaml at 2025-05-12" */
static truce_status name_moment(truce_timeline *t, const truce__moment *now, const char **name) {
    truce__text text;
    truce__text_init(&text, t->arena.ctx);
    truce__text_puts(&text, t->model->source.file);
    if (now->event_count) truce__text_printf(&text, " at %s", now->date);
    return truce__text_keep(&text, &t->arena, name);
}

/* Warnings about the first moment are those of the file itself; later ones repeat them. */
static truce_status solve_moment(truce_ctx *ctx, truce_timeline *t, size_t index,
                                 const truce_compare_options *options) {
    truce__moment *now = &t->moments[index];
    const char *name;
    TRY(name_moment(t, now, &name));
    truce__diags_mark mark = truce__diags_here(ctx);
    truce__past past = {.count = now->first_event + now->event_count, .without = TRUCE__NONE};
    TRY(solve_after(ctx, t, past, options, name, index ? &now[-1].solved : NULL, &now->solved));
    truce__diags_forget(ctx, mark);
    return truce__moment_count(ctx, &t->arena, now);
}

/* Leaves out one event and finds the flips that go away. Where the rest is no model without it, it causes nothing. */
static truce_status leave_out(truce_ctx *ctx, truce_timeline *t, size_t index, uint32_t event,
                              const truce_compare_options *options, truce__causes *causes) {
    const truce__moment *now = &t->moments[index];
    truce__solved variant = {0};
    truce__diags_mark mark = truce__diags_here(ctx);
    truce__past past = {.count = now->first_event + now->event_count, .without = event};
    truce_status status = solve_after(ctx, t, past, options, NULL, &now->solved, &variant);
    if (status == TRUCE_OK)
        status =
            truce__flips_blame(ctx, &t->arena, &now->flips, &now[-1].solved, &now->solved, &variant, event, causes);
    truce__solved_free(&variant);
    if (status == TRUCE_OK || is_no_model(status)) truce__diags_forget(ctx, mark);
    return is_no_model(status) ? TRUCE_OK : status;
}

static truce_status compare_moment(truce_ctx *ctx, truce_timeline *t, size_t index,
                                   const truce_compare_options *options) {
    truce__moment *now = &t->moments[index];
    TRY(truce__flips_find(ctx, &t->arena, &now[-1].solved, &now->solved, options, &now->flips));
    truce__causes *causes = truce__calloc(ctx, now->flips.at.count + 1, sizeof *causes);
    if (!causes) return TRUCE_E_NOMEM;
    truce_status status = TRUCE_OK;
    uint32_t past = now->flips.at.count ? now->first_event + now->event_count : 0;
    for (uint32_t event = 0; event < past && status == TRUCE_OK; event++)
        status = leave_out(ctx, t, index, event, options, causes);
    truce_status kept = truce__flips_settle(ctx, &t->arena, &now->flips, causes);
    truce__free(ctx, causes);
    return status == TRUCE_OK ? kept : status;
}

/* One moment before all events, then one for each date. */
static truce_status lay_out(truce_ctx *ctx, truce_timeline *t) {
    const truce_model *model = t->model;
    t->moments = truce__calloc(ctx, (size_t)model->n_events + 1, sizeof *t->moments);
    if (!t->moments) return TRUCE_E_NOMEM;
    t->moments[0].date = model->date;
    t->count = 1;
    for (uint32_t i = 0; i < model->n_events; i++) {
        truce__moment *last = &t->moments[t->count - 1];
        bool is_same_day = last->event_count && strcmp(last->date, model->events[i].date) == 0;
        if (is_same_day) last->event_count++;
        else
            t->moments[t->count++] =
                (truce__moment){.date = model->events[i].date, .first_event = i, .event_count = 1};
    }
    return TRUCE_OK;
}

truce_status truce_timeline_new(truce_ctx *ctx, const truce_model *model, const truce_compare_options *options,
                                truce_timeline **timeline) {
    static const truce_compare_options usual = {0};
    truce_timeline *t = truce__calloc(ctx, 1, sizeof *t);
    if (!t) return TRUCE_E_NOMEM;
    truce__arena_init(&t->arena, ctx);
    t->model = model;
    if (!options) options = &usual;
    truce_status status = lay_out(ctx, t);
    if (status == TRUCE_OK) status = truce__course_init(ctx, model, &t->course);
    for (size_t i = 0; status == TRUCE_OK && i < t->count; i++) {
        truce__progress(ctx, "following the events", i, t->count);
        status = solve_moment(ctx, t, i, options);
        if (status == TRUCE_OK && i) status = compare_moment(ctx, t, i, options);
    }
    if (status == TRUCE_OK) *timeline = t;
    else truce_timeline_free(ctx, t);
    return status;
}

void truce_timeline_free(truce_ctx *ctx, truce_timeline *t) {
    if (!t) return;
    for (size_t i = t->count; i-- > 0;) /* each is a variant of the one before it */
        truce__moment_free(ctx, &t->moments[i]);
    truce__free(ctx, t->moments);
    truce__course_free(&t->course); /* behind the models: they borrow from it */
    truce__arena_free(&t->arena);
    truce__free(ctx, t);
}
