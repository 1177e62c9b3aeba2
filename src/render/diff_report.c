/* SPDX-License-Identifier: Apache-2.0 */
/* Two models compared, in three formats. */
#include "render/flips.h"
#include "render/frame.h"

#include <inttypes.h>

static const char *const kinds[] = {"changed", "added", "removed", "moved"};

/* A change is called by its path in the model where it can be found. */
static const char *path_of(const truce_change *change) {
    return change->to ? change->to : change->from;
}

static const char *cause_id(const void *ud, uint32_t cause) {
    const truce_difference *d = ud;
    return path_of(&d->changes[cause]);
}

static void name_cause(const void *ud, uint32_t cause, truce__text *text) {
    (void)ud;
    truce__text_printf(text, "change %" PRIu32, cause + 1);
}

static truce__flip_list flips_of(const truce_difference *d) {
    return (truce__flip_list){.flips = d->flips, .count = d->flip_count, .total = d->flip_total, .before = d->before,
                              .after = d->after, .name = name_cause, .id = cause_id, .ud = d};
}

/* ------------------------------------------------------------------- words */

static void add_change(truce__text *text, const truce_change *change, size_t number) {
    truce__text_printf(text, "%zu. %s ", number, path_of(change));
    switch (change->kind) {
    case TRUCE_CHANGED: truce__text_printf(text, "was %s, is %s", change->before, change->after); break;
    case TRUCE_ADDED: truce__text_printf(text, "is new: %s", change->after); break;
    case TRUCE_REMOVED: truce__text_printf(text, "is gone: %s", change->before); break;
    case TRUCE_MOVED: truce__text_printf(text, "has moved, from %s: %s", change->from, change->after); break;
    }
    if (change->is_idle) truce__text_puts(text, " (no verdict depends on it)");
}

static void changes_words(truce__out *out, const truce_difference *d) {
    truce__text text;
    truce__text_init(&text, out->ctx);
    if (d->change_count == 0) truce__out_puts(out, "The models say the same.\n");
    else truce__out_printf(out, "%zu input%s differ%s.\n", d->change_count, d->change_count == 1 ? "" : "s", d->change_count == 1 ? "s" : "");
    for (size_t i = 0; i < d->change_count; i++) {
        truce__text_clear(&text);
        add_change(&text, &d->changes[i], i + 1);
        if (!text.failed) truce__out_prose(out, text.bytes, 2, 5);
    }
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

static void model_words(truce__out *out, const char *which, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_printf(&text, "%s: %s, %" PRIu64 " state%s", which, truce_model_file(graph->model), truce_graph_state_count(graph),
                       truce_graph_state_count(graph) == 1 ? "" : "s");
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_prose(out, text.bytes, 0, 2);
    truce__text_free(&text);
    truce__frame_expiry(out, graph);
    truce__status_quo_words(out, solution);
}

static void diff_words(truce__out *out, const truce_difference *d) {
    model_words(out, "Before", d->before);
    truce__equilibria_words(out, d->before);
    model_words(out, "After", d->after);
    if (truce__equilibria_same(d->before, d->after)) truce__out_puts(out, "  Equilibria: as many as before, by outcome too.\n");
    else truce__equilibria_words(out, d->after);
    truce__out_puts(out, "\n");
    changes_words(out, d);
    truce__out_printf(out, "\n%" PRIu64 " verdict%s flipped", d->flip_total, d->flip_total == 1 ? "" : "s");
    if (d->new_states) truce__out_printf(out, "; %" PRIu64 " state%s new", d->new_states, d->new_states == 1 ? " is" : "s are");
    if (d->lost_states) truce__out_printf(out, "; %" PRIu64 " state%s gone", d->lost_states, d->lost_states == 1 ? " is" : "s are");
    truce__out_puts(out, ".\n");
    truce__flip_list list = flips_of(d);
    if (d->flip_total) truce__flips_words(out, &list);
}

/* -------------------------------------------------------------------- json */

/* In the words of an event. */
static void undo_json(truce__json *json, const truce_edit *undo) {
    static const char *const words[] = {"set", "remove", "insert", "move"};
    truce__json_object(json, "undo", false);
    truce__json_text(json, words[undo->op], undo->path);
    if (undo->value) truce__json_text(json, undo->op == TRUCE_EDIT_SET ? "to" : "value", undo->value);
    if (undo->op == TRUCE_EDIT_MOVE) truce__json_number(json, "to", undo->to);
    truce__json_end(json);
}

static void change_json(truce__json *json, const truce_difference *d, uint32_t index) {
    const truce_change *change = &d->changes[index];
    uint64_t caused = 0;
    for (size_t i = 0; i < d->flip_count; i++)
        for (size_t k = 0; k < d->flips[i].cause_count; k++) caused += d->flips[i].causes[k] == index;
    truce__json_object(json, NULL, false);
    truce__json_text(json, "kind", kinds[change->kind]);
    truce__json_text(json, "from", change->from);
    truce__json_text(json, "to", change->to);
    truce__json_text(json, "before", change->before);
    truce__json_text(json, "after", change->after);
    truce__json_bool(json, "idle", change->is_idle);
    truce__json_bool(json, "undone", change->is_undone);
    truce__json_number(json, "flips", caused);
    undo_json(json, &change->undo);
    truce__json_end(json);
}

static void side_json(truce__json *json, const char *key, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__json_object(json, key, false);
    truce__json_model(json, graph->model);
    truce__status_quo_json(json, solution);
    truce__equilibria_json(json, solution);
    truce__json_end(json);
}

static void diff_json(truce__out *out, const truce_difference *d) {
    truce__json json;
    truce__flip_list list = flips_of(d);
    const truce_graph *graph = truce_solution_graph(d->after);
    truce__json_begin(&json, out, "truce.diff.v1");
    truce__json_model(&json, graph->model);
    truce__json_definitions(&json, graph);
    truce__json_list(&json, "concepts", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(d->after); slot++)
        truce__json_text(&json, NULL, truce__concept_id(d->after, slot));
    truce__json_end(&json);
    side_json(&json, "before", d->before);
    side_json(&json, "after", d->after);
    truce__json_number(&json, "new_states", d->new_states);
    truce__json_number(&json, "lost_states", d->lost_states);
    truce__json_list(&json, "changes", true);
    for (uint32_t i = 0; i < d->change_count; i++) change_json(&json, d, i);
    truce__json_end(&json);
    truce__flips_json(&json, &list);
    truce__json_end(&json);
}

/* --------------------------------------------------------------------- all */

static void diff_csv(truce__out *out, const truce_difference *d) {
    truce__csv csv = {.out = out};
    truce__flip_list list = flips_of(d);
    truce__flips_csv_head(&csv, NULL);
    truce__flips_csv(&csv, &list, NULL);
}

truce_status truce_render_diff(truce_ctx *ctx, const truce_difference *difference, const truce_render_options *options,
                               const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    if (options->format == TRUCE_FORMAT_JSON) diff_json(&out, difference);
    else if (options->format == TRUCE_FORMAT_CSV) diff_csv(&out, difference);
    else diff_words(&out, difference);
    return truce__out_end(&out);
}
