/* SPDX-License-Identifier: Apache-2.0 */
/* The sweep over audience costs in three formats: from which demotion on hands are tied, and what can still be agreed to. */
#include "graph/set.h"
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "render/table.h"

#include <truce/audience.h>

#include <inttypes.h>

enum { STEPS = 20 }; /* steps of a sweep in words: the first of them and the last */

typedef struct view {
    truce__out *out;
    const truce_audience *audience;
    const truce_graph *graph;
    const truce_render_options *options;
    size_t index; /* the entry at hand */
    const truce_audience_cost *cost;
} view;

static const truce__party *party_of(const view *v) {
    return &v->graph->model->parties[v->cost->party];
}

/* The tempted states that the options let through. */
static truce_status choose_rows(const view *v, truce_set **rows) {
    TRY(truce_set_copy(v->out->ctx, v->cost->tempted, rows));
    return v->options->rows ? truce_set_and(*rows, v->options->rows) : TRUCE_OK;
}

/* ------------------------------------------------------------------ json */

static void sweep_json(truce__json *json, const view *v) {
    truce__json_list(json, "sweep", false);
    for (size_t i = 0; i < v->cost->step_count && !truce__out_failed(v->out); i++) {
        const truce_audience_step *step = &v->cost->steps[i];
        truce__json_object(json, NULL, false);
        truce__json_number(json, "demotion", step->demotion);
        truce__json_number(json, "tempted", step->tempted);
        if (v->cost->has_no_deal) truce__json_number(json, "acceptable", step->acceptable);
        if (v->cost->has_no_deal) truce__json_number(json, "agreeable", step->agreeable);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void cost_json(truce__json *json, const view *v, truce__pick *pick) {
    const truce_audience_cost *cost = v->cost;
    truce__json_object(json, NULL, false);
    truce__json_text(json, "party", party_of(v)->id);
    truce__json_text(json, "escalated", cost->escalated);
    truce__json_text(json, "backs_down", cost->backs_down);
    truce__json_number(json, "ranks", cost->rank_count);
    truce__json_number(json, "on_the_line", truce_set_count(cost->on_the_line));
    truce__json_number(json, "tempted", truce_set_count(cost->tempted));
    truce__json_number(json, "ties_hands", cost->ties_hands);
    if (cost->status_quo_is_on_the_line) {
        truce__json_object(json, "status_quo", false);
        truce__json_number(json, "needs", cost->status_quo_needs);
        truce__json_bool(json, "locks", cost->status_quo_locks);
        truce__json_end(json);
    } else {
        truce__json_null(json, "status_quo");
    }
    sweep_json(json, v);
    truce__json_list(json, "table", false);
    for (truce_state state = truce__pick_next(pick); state && !truce__out_failed(v->out); state = truce__pick_next(pick)) {
        truce_state to;
        truce__json_object(json, NULL, false);
        truce__json_state_code(json, "state", v->graph, state);
        truce__json_number(json, "needs", truce_audience_needs(v->audience, v->index, state, &to));
        truce__json_number(json, "to", to);
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_bool(json, "truncated", truce__pick_is_cut(pick));
    truce__json_end(json);
}

/* ------------------------------------------------------------------- csv */

/* One row a step of a sweep. */
static void cost_csv(truce__csv *csv, const view *v) {
    for (size_t i = 0; i < v->cost->step_count && !truce__out_failed(v->out); i++) {
        const truce_audience_step *step = &v->cost->steps[i];
        truce__csv_cell(csv, party_of(v)->id);
        truce__csv_cell(csv, v->cost->backs_down);
        truce__csv_number(csv, step->demotion);
        truce__csv_number(csv, step->tempted);
        if (v->cost->has_no_deal) truce__csv_number(csv, step->acceptable);
        else truce__csv_cell(csv, NULL);
        if (v->cost->has_no_deal) truce__csv_number(csv, step->agreeable);
        else truce__csv_cell(csv, NULL);
        truce__csv_end_row(csv);
    }
}

static void csv_head(truce__csv *csv) {
    static const char *const heads[] = {"party", "backs_down", "demotion", "tempted", "acceptable", "agreeable"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) truce__csv_cell(csv, heads[i]);
    truce__csv_end_row(csv);
}

/* ----------------------------------------------------------------- words */

static void say(const view *v, truce__text *text, uint32_t first, uint32_t rest) {
    if (text->failed) truce__out_note(v->out, TRUCE_E_NOMEM);
    truce__out_prose(v->out, truce__text_bytes(text), first, rest);
    truce__text_clear(text);
}

static const char *ranks(uint64_t count) {
    return count == 1 ? "rank" : "ranks";
}

static void say_entry(const view *v, truce__text *text) {
    const truce_audience_cost *cost = v->cost;
    const char *name = party_of(v)->name;
    uint64_t line = truce_set_count(cost->on_the_line), tempted = truce_set_count(cost->tempted);
    truce__text_printf(text, "%s: has escalated where \"%s\", has backed down where \"%s\".", name, cost->escalated,
                       cost->backs_down);
    say(v, text, 0, 2);
    truce__text_printf(text, "It has escalated and not backed down in %" PRIu64 " of %" PRIu64 " states. ", line,
                       truce_graph_state_count(v->graph));
    if (tempted == 0) truce__text_puts(text, "From none of them is backing down an improvement: its hands are tied without any cost.");
    else
        truce__text_printf(text, "From %" PRIu64 " of them backing down is an improvement. With a demotion by %" PRIu64 " %s of its %" PRIu64
                           " it is one from nowhere: its hands are tied.", tempted, cost->ties_hands, ranks(cost->ties_hands),
                           cost->rank_count);
    say(v, text, 2, 2);
}

static void say_today(const view *v, truce__text *text) {
    const truce_audience_cost *cost = v->cost;
    if (!cost->status_quo) return;
    if (!cost->status_quo_is_on_the_line) truce__text_puts(text, "The status quo is not one of them.");
    else if (cost->status_quo_needs == 0) truce__text_puts(text, "From the status quo backing down is no improvement as it is");
    else
        truce__text_printf(text, "From the status quo backing down stops being an improvement with a demotion by %" PRIu64 " %s",
                           cost->status_quo_needs, ranks(cost->status_quo_needs));
    if (cost->status_quo_is_on_the_line)
        truce__text_puts(text, cost->status_quo_locks ? ", and no other improvement is open to it there: it is locked in."
                                                      : "; other improvements remain open to it there.");
    say(v, text, 2, 2);
}

static void print_step(const view *v, const truce_audience_step *step) {
    truce__out_printf(v->out, "  %8" PRIu64 "  %7" PRIu64, step->demotion, step->tempted);
    if (v->cost->has_no_deal) truce__out_printf(v->out, "  %10" PRIu64 "  %9" PRIu64, step->acceptable, step->agreeable);
    truce__out_puts(v->out, "\n");
}

static void print_sweep(const view *v) {
    size_t count = v->cost->step_count;
    truce__out_puts(v->out, "\n");
    truce__out_style(v->out, TRUCE__BOLD);
    truce__out_puts(v->out, "  Demotion  Tempted");
    if (v->cost->has_no_deal) truce__out_puts(v->out, "  Acceptable  Agreeable");
    truce__out_style(v->out, TRUCE__PLAIN);
    truce__out_puts(v->out, "\n");
    for (size_t i = 0; i < count; i++) {
        if (count > STEPS && i == STEPS - 1) {
            truce__out_printf(v->out, "  %8s  %zu steps more, in --format json\n", "...", count - STEPS);
            i = count - 1;
        }
        print_step(v, &v->cost->steps[i]);
    }
}

enum { NUMBER, CODE, NEEDS, TO, OUTCOMES, COLUMNS };

static void cell(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style) {
    const view *v = ud;
    truce_state state = row->state;
    char code[TRUCE_CODE_SIZE];
    truce_state to;
    uint64_t needs = truce_audience_needs(v->audience, v->index, state, &to);
    (void)style;
    if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(v->graph, state, code));
    else if (column == NEEDS) truce__text_printf(text, "%" PRIu64, needs);
    else if (column == TO) truce__text_printf(text, "%" PRIu64 " %s", to, truce_graph_state_code(v->graph, to, code));
    else truce__state_outcomes(text, v->graph, state);
}

static void print_tempted(view *v, truce__pick *pick) {
    truce__column columns[COLUMNS] = {
        [NUMBER] = {"State", TRUCE__NONE, true, true, false, 0},
        [CODE] = {v->graph->model->is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0},
        [NEEDS] = {"Needs", TRUCE__NONE, true, false, false, 0},
        [TO] = {"Backs down to", TRUCE__NONE, false, false, false, 0},
        [OUTCOMES] = {"Outcomes", TRUCE__NONE, false, false, true, 0},
    };
    truce__table table = {v->out, columns, v->graph->model->n_outcomes ? COLUMNS : COLUMNS - 1, NULL, cell, v, .pick = pick};
    if (truce__pick_count(pick) == 0) return;
    truce__out_puts(v->out, "\n");
    truce__out_prose(v->out, "Where backing down is an improvement, and how many ranks it would have to cost:", 0, 0);
    truce__table_measure(&table);
    truce__table_print(&table);
    truce__frame_cut(v->out, pick);
}

static void cost_words(view *v, truce__pick *pick) {
    truce__text text;
    truce__text_init(&text, v->out->ctx);
    truce__out_puts(v->out, "\n");
    say_entry(v, &text);
    say_today(v, &text);
    print_sweep(v);
    print_tempted(v, pick);
    truce__text_free(&text);
}

/* ------------------------------------------------------------------ all */

static truce_status one(view *v, truce__json *json, truce__csv *csv) {
    truce_set *rows = NULL;
    truce__pick pick = {0};
    truce_render_options options = *v->options;
    truce_status status = choose_rows(v, &rows);
    options.rows = rows;
    if (status == TRUCE_OK) status = truce__pick_init(v->out->ctx, v->graph, NULL, &options, &pick);
    if (status == TRUCE_OK && json) cost_json(json, v, &pick);
    else if (status == TRUCE_OK && csv) cost_csv(csv, v);
    else if (status == TRUCE_OK) cost_words(v, &pick);
    truce__pick_free(v->out->ctx, &pick);
    truce_set_free(rows);
    return status;
}

static void all(view *v, truce__json *json, truce__csv *csv) {
    for (v->index = 0; v->index < v->audience->cost_count && !truce__out_failed(v->out); v->index++) {
        v->cost = &v->audience->costs[v->index];
        truce__out_note(v->out, one(v, json, csv));
    }
}

static void audience_json(view *v) {
    truce__json json;
    truce__json_begin(&json, v->out, "truce.audience.v1");
    truce__json_model(&json, v->graph->model);
    truce__json_definitions(&json, v->graph);
    truce__json_states(&json, v->graph);
    truce__json_list(&json, "audience", true);
    all(v, &json, NULL);
    truce__json_end(&json);
    truce__json_end(&json);
}

static void audience_words(view *v) {
    truce__text text;
    truce__text_init(&text, v->out->ctx);
    truce__frame_head(v->out, v->graph);
    all(v, NULL, NULL);
    truce__out_puts(v->out, "\n");
    truce__text_puts(&text, "Demotion: a state in which the party has backed down counts as so many ranks lower for it. Tempted: "
                            "escalated states from which backing down is then an improvement. Acceptable: states that the party "
                            "ranks at least at its no deal; agreeable: those that all other parties do too.");
    say(v, &text, 0, 2);
    truce__text_free(&text);
}

truce_status truce_render_audience(truce_ctx *ctx, const truce_audience *audience, const truce_render_options *options,
                                   const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    view v = {.out = &out, .audience = audience, .graph = audience->graph, .options = options};
    truce__csv csv = {.out = &out};
    if (options->format == TRUCE_FORMAT_JSON) audience_json(&v);
    else if (options->format == TRUCE_FORMAT_TABLE) audience_words(&v);
    else csv_head(&csv), all(&v, NULL, &csv);
    return truce__out_end(&out);
}
