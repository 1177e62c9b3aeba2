/* SPDX-License-Identifier: Apache-2.0 */
/* A model through its events, in three formats. */
#include "render/flips.h"
#include "render/frame.h"

#include <inttypes.h>

static const char *cause_id(const void *ud, uint32_t cause) {
    return truce_model_event_id(ud, cause);
}

static void name_cause(const void *ud, uint32_t cause, truce__text *text) {
    truce__text_puts(text, truce_model_event_id(ud, cause));
}

static truce__flip_list flips_of(const truce_timeline *t, size_t index) {
    const truce_moment *m = &t->moments[index];
    return (truce__flip_list){.flips = m->flips, .count = m->flip_count, .total = m->flip_total,
                              .before = index ? m[-1].solution : NULL, .after = m->solution, .name = name_cause,
                              .id = cause_id, .ud = t->model};
}

/* ------------------------------------------------------------------- words */

static void moment_head(truce__out *out, const truce_timeline *t, const truce_moment *m) {
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_puts(&text, m->event_count ? m->date : "Before the first event");
    if (!m->event_count && m->date) truce__text_printf(&text, ", %s", m->date);
    for (uint32_t i = 0; i < m->event_count; i++) {
        const truce__event *event = &t->model->events[m->first_event + i];
        truce__text_printf(&text, "%s%s", i ? "; " : ": ", event->name);
        if (strcmp(event->name, event->id) != 0) truce__text_printf(&text, " (%s)", event->id);
    }
    truce__out_puts(out, "\n");
    truce__out_style(out, TRUCE__BOLD);
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_prose(out, text.bytes, 0, 2);
    truce__out_style(out, TRUCE__PLAIN);
    truce__text_free(&text);
}

static void timeline_words(truce__out *out, const truce_timeline *t) {
    truce__out_style(out, TRUCE__BOLD);
    if (*t->model->title) truce__out_prose(out, t->model->title, 0, 0);
    truce__out_style(out, TRUCE__PLAIN);
    if (t->moment_count == 1) truce__out_puts(out, "The model lists no events.\n");
    for (size_t i = 0; i < t->moment_count; i++) {
        moment_head(out, t, &t->moments[i]);
        truce__frame_expiry(out, truce_solution_graph(t->moments[i].solution));
        truce__status_quo_words(out, t->moments[i].solution);
        if (i && truce__equilibria_same(t->moments[i - 1].solution, t->moments[i].solution))
            truce__out_puts(out, "  Equilibria: as many as before, by outcome too.\n");
        else truce__equilibria_words(out, t->moments[i].solution);
        truce__flip_list list = flips_of(t, i);
        if (i) truce__flips_words(out, &list);
    }
}

/* -------------------------------------------------------------------- json */

static void event_json(truce__json *json, const truce_model *model, uint32_t index) {
    truce__json_object(json, NULL, false);
    truce__json_text(json, "id", model->events[index].id);
    truce__json_text(json, "name", model->events[index].name);
    truce__json_text(json, "because", model->events[index].note.because);
    truce__json_end(json);
}

static void moment_json(truce__json *json, const truce_timeline *t, size_t index) {
    const truce_moment *m = &t->moments[index];
    truce__flip_list list = flips_of(t, index);
    truce__json_object(json, NULL, false);
    truce__json_text(json, "date", m->date);
    truce__json_list(json, "events", false);
    for (uint32_t i = 0; i < m->event_count; i++) event_json(json, t->model, m->first_event + i);
    truce__json_end(json);
    truce__status_quo_json(json, m->solution);
    truce__equilibria_json(json, m->solution);
    truce__flips_json(json, &list);
    truce__json_end(json);
}

static void timeline_json(truce__out *out, const truce_timeline *t) {
    truce__json json;
    const truce_solution *first = t->moments[0].solution;
    truce__json_begin(&json, out, "truce.timeline.v1");
    truce__json_model(&json, t->model);
    truce__json_definitions(&json, truce_solution_graph(first));
    truce__json_parties(&json, t->model);
    truce__json_list(&json, "concepts", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(first); slot++)
        truce__json_text(&json, NULL, truce__concept_id(first, slot));
    truce__json_end(&json);
    truce__json_list(&json, "moments", true);
    for (size_t i = 0; i < t->moment_count; i++) moment_json(&json, t, i);
    truce__json_end(&json);
    truce__json_end(&json);
}

/* --------------------------------------------------------------------- all */

static void timeline_csv(truce__out *out, const truce_timeline *t) {
    truce__csv csv = {.out = out};
    truce__flips_csv_head(&csv, "date");
    for (size_t i = 1; i < t->moment_count; i++) {
        truce__flip_list list = flips_of(t, i);
        truce__flips_csv(&csv, &list, t->moments[i].date);
    }
}

truce_status truce_render_timeline(truce_ctx *ctx, const truce_timeline *timeline, const truce_render_options *options,
                                   const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    if (options->format == TRUCE_FORMAT_JSON) timeline_json(&out, timeline);
    else if (options->format == TRUCE_FORMAT_CSV) timeline_csv(&out, timeline);
    else timeline_words(&out, timeline);
    return truce__out_end(&out);
}
