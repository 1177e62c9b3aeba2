/* SPDX-License-Identifier: Apache-2.0 */
/* The allocations of a whole run are made to fail in turn: parse, build, check, solve, explain, verify, render,
 * write. Each failure must come back as TRUCE_E_NOMEM, free everything, and leave nothing behind. (What libfyaml
 * allocates for itself is not ours to fail.)
 *
 * Of each call stack the first eight fail and the last, with a sanitizer (ten times as slow) the first and the last.
 * Their failures end in the same code as those between. */
#include <truce/comment.h>
#include <truce/deal.h>
#include <truce/forecast.h>
#include <truce/audience.h>
#include <truce/home.h>
#include <truce/language.h>
#include <truce/convert.h>
#include <truce/quotes.h>
#include <truce/result.h>
#include <truce/set.h>
#include <truce/timeline.h>
#include <truce/variant.h>
#include <truce/ripe.h>

#include "harness.h"
#include "sinks.h"
#include "unit/budget.h"

#include <unwind.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

/* In one of the forms, so that all have their turn. */
static truce_status tell_verdict(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness,
                                 const truce_sink *sink) {
    const truce_explanation explanation = {.witnesses = &witness, .count = 1};
    truce_result *result = NULL;
    truce_status status = truce_result_of_explain(ctx, graph, &explanation, NULL, &result);
    uint64_t turn = witness->state + witness->party + witness->concept;
    const truce_form form = {.format = (truce_format)(turn % (TRUCE_FORMAT_MARKDOWN + 1)), .width = 80};
    if (status == TRUCE_OK) status = truce_render(result, &form, sink);
    truce_result_free(result);
    return status;
}

/* The verdicts on one state, under every concept. */
static truce_status explain_state(truce_ctx *ctx, const truce_graph *graph, truce_state state,
                                  const truce_sink *sink) {
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(ctx, graph, &verifier);
    uint32_t parties = truce_model_party_count(truce_graph_model(graph));
    for (uint32_t party = 0; status == TRUCE_OK && party < parties; party++)
        for (uint32_t i = 0; status == TRUCE_OK && i < truce_concept_count(); i++) {
            uint32_t concept = i | truce_concept_find("mr5") >> 8 << 8; /* a tree, where there are such */
            if (!truce_concept_at(concept)) concept = i;
            truce_witness *witness = NULL;
            status = truce_explain(ctx, graph, state, party, concept, 0, &witness);
            if (status == TRUCE_E_USAGE) { /* the model cannot have it */
                status = TRUCE_OK;
                continue;
            }
            if (status == TRUCE_OK) status = truce_verify(verifier, witness);
            if (status == TRUCE_OK) status = tell_verdict(ctx, graph, witness, sink);
            truce_witness_free(ctx, witness);
        }
    truce_verifier_free(verifier);
    return status;
}

/* The forms of the command up to the last one asked for; the result is freed. */
static truce_status write_plain(truce_status made, truce_result *result, truce_format last, const truce_sink *sink) {
    truce_status status = made;
    for (int format = TRUCE_FORMAT_TABLE; status == TRUCE_OK && format <= (int)last; format++)
        status = truce_render(result, &(truce_form){.format = (truce_format)format, .width = 72}, sink);
    truce_result_free(result);
    return status;
}

static truce_status render_all(truce_ctx *ctx, const truce_solution *solution, const truce_sink *sink) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce_status status = TRUCE_OK;
    for (int view = TRUCE_VIEW_STABILITY; status == TRUCE_OK && view <= TRUCE_VIEW_TABLEAU; view++) {
        truce_render_options options = {.view = (truce_view)view, .sort_party = UINT32_MAX, .width = 72};
        truce_result *result = NULL;
        status = truce_result_of_solve(ctx, solution, &options, &result);
        status = write_plain(status, result, TRUCE_FORMAT_CSV, sink);
    }
    truce_result *states = NULL;
    if (status == TRUCE_OK) status = truce_result_of_states(ctx, graph, NULL, &states);
    status = write_plain(status, states, TRUCE_FORMAT_CSV, sink);
    return status;
}

/* Every form, and a walk. */
static truce_status write_forms(truce_ctx *ctx, truce_status made, truce_result *result, const truce_sink *sink) {
    truce_walk *walk = NULL;
    truce_item item;
    truce_status status = made;
    for (int format = TRUCE_FORMAT_TABLE; status == TRUCE_OK && format <= TRUCE_FORMAT_MARKDOWN; format++)
        status = truce_render(result, &(truce_form){.format = (truce_format)format}, sink);
    if (status == TRUCE_OK) status = truce_walk_new(ctx, result, &walk);
    while (walk && truce_walk_step(walk, &item) != TRUCE_WALK_END) {}
    truce_status ended = truce_walk_free(walk);
    truce_result_free(result);
    return status == TRUCE_OK ? ended : status;
}

static truce_status write_states(truce_ctx *ctx, const truce_solution *solution, const truce_sink *sink) {
    truce_render_options moves = {.sort_party = UINT32_MAX, .show_moves = true};
    truce_result *result = NULL;
    truce_status status = truce_result_of_solve(ctx, solution, NULL, &result);
    status = write_forms(ctx, status, result, sink);
    result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_states(ctx, truce_solution_graph(solution), &moves, &result);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_CSV}, sink);
    status = write_forms(ctx, status, result, sink);
    if (status == TRUCE_OK) status = truce_schema(ctx, "solve", sink);
    return status == TRUCE_OK ? truce_schema(ctx, "model", sink) : status;
}

/* Politics at home, with equilibria and without. */
static truce_status ratify(truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                           const truce_sink *sink) {
    truce_ratification *home = NULL;
    truce_status status = truce_ratify(ctx, graph, solution, &home);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_ratify(ctx, home, NULL, &result);
    status = write_plain(status, result, solution ? TRUCE_FORMAT_CSV : TRUCE_FORMAT_TABLE, sink);
    result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_ratify(ctx, home, NULL, &result);
    status = write_forms(ctx, status, result, sink);
    truce_ratification_free(home);
    return status;
}

/* Agreements; where the model declares no reference point, the first state is given as one. */
static truce_status agree(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    static const uint32_t concepts[] = {0, 3};
    truce_deals *deals = NULL;
    truce_deal_options ask = {.no_deal = truce_graph_status_quo(graph) ? 0 : 1,
                              .concepts = concepts,
                              .concept_count = 2};
    truce_set *asked = NULL;
    truce_status status = truce_graph_where(ctx, graph, "true", &asked);
    ask.ask = asked;
    if (status == TRUCE_OK) status = truce_deal(ctx, graph, &ask, &deals);
    truce_set_free(asked);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_deal(ctx, deals, NULL, &result);
    for (int format = TRUCE_FORMAT_TABLE; status == TRUCE_OK && format <= TRUCE_FORMAT_CSV; format++)
        status = truce_render(result, &(truce_form){.format = (truce_format)format, .width = 72}, sink);
    status = write_forms(ctx, status, result, sink);
    truce_deals_free(deals);
    return status;
}

static truce_status sweep_audience(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    truce_audience *audience = NULL;
    truce_status status = truce_audience_sweep(ctx, graph, &audience);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_audience(ctx, audience, NULL, &result);
    for (int format = TRUCE_FORMAT_TABLE; status == TRUCE_OK && format <= TRUCE_FORMAT_CSV; format++)
        status = truce_render(result, &(truce_form){.format = (truce_format)format, .width = 72}, sink);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){TRUCE_FORMAT_CSV, .table = "table"}, sink);
    status = write_forms(ctx, status, result, sink);
    truce_audience_free(audience);
    return status;
}

static truce_status ask_forecast(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    truce_forecast_query query = truce_forecast_usual();
    truce_forecast *forecast = NULL;
    truce_result *result = NULL;
    if (!truce_graph_status_quo(graph)) return TRUCE_OK;
    query.initiative = 0.1;
    query.simulate = 2;
    query.variants = 2;
    truce_status status = truce_forecast_make(ctx, graph, &query, &forecast);
    if (status == TRUCE_OK) status = truce_result_of_forecast(ctx, forecast, NULL, &result);
    status = write_forms(ctx, status, result, sink);
    truce_forecast_free(forecast);
    return status;
}

static truce_status ask_ripe(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    static const uint32_t concepts[] = {3};
    truce_ripe_query query = {.state = 1, .concepts = concepts, .concept_count = 1};
    truce_ripeness *ripeness = NULL;
    truce_status status = truce_ripe(ctx, graph, &query, &ripeness);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_ripe(ctx, ripeness, NULL, &result);
    status = write_plain(status, result, TRUCE_FORMAT_CSV, sink);
    result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_ripe(ctx, ripeness, NULL, &result);
    status = write_forms(ctx, status, result, sink);
    truce_ripeness_free(ripeness);
    return status;
}

/* The same conflict valued after expiry. */
static truce_status run_after(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    truce_graph *after = NULL;
    truce_result *states = NULL;
    truce_status status = truce_graph_after_expiry(ctx, graph, &after);
    if (status == TRUCE_OK) status = explain_state(ctx, after, 1, sink);
    if (status == TRUCE_OK) status = truce_result_of_states(ctx, after, NULL, &states);
    status = write_plain(status, states, TRUCE_FORMAT_TABLE, sink);
    if (status == TRUCE_OK) status = ratify(ctx, after, NULL, sink);
    truce_graph_free(after);
    return status;
}

/* A variant by its list of statements, and that one edited; sets of states from both. */
static truce_status vary(truce_ctx *ctx, const truce_graph *graph) {
    static const uint32_t first = 0;
    static const truce_edit title = {.op = TRUCE_EDIT_SET, .path = "title", .value = "another"};
    truce_graph *shorter = NULL, *edited = NULL;
    truce_set *good = NULL, *better = NULL;
    uint32_t party = 0;
    while (party < 2 && !truce_model_statement_count(truce_graph_model(graph), party)) party++;
    truce_status status = TRUCE_OK;
    if (party < 2) status = truce_variant_prefer(ctx, graph, party, &first, 1, &shorter);
    if (status == TRUCE_OK) status = truce_variant_edit(ctx, shorter ? shorter : graph, &title, 1, &edited);
    if (status == TRUCE_OK) status = truce_set_at_least(ctx, edited, 0, 1, &good);
    if (status == TRUCE_OK) status = truce_set_preferred(ctx, graph, 1, 1, &better);
    if (status == TRUCE_OK) status = truce_set_and(good, better);
    truce_set_free(good);
    truce_set_free(better);
    truce_graph_free(edited);
    truce_graph_free(shorter);
    return status;
}

/* What a run does once its model is solved: one step, or all of them, or none. */
enum { NO_STEP = -1, ALL_STEPS = -2 };
static const char *const step_names[] = {"state 1", "state 2", "state 3",  "solve's forms", "every form", "ratify",
                                         "deal",    "audience", "ripe", "after expiry", "variants", "forecast",
                                         "diagnostics"};
enum { N_STEPS = sizeof step_names / sizeof *step_names };
static int chosen_step = ALL_STEPS;

static truce_status take_step(int step, truce_ctx *ctx, const truce_solution *solution, const truce_sink *sink) {
    const truce_graph *graph = truce_solution_graph(solution);
    switch (step) {
    case 0:
    case 1:
    case 2: return explain_state(ctx, graph, (truce_state)step + 1, sink);
    case 3: return render_all(ctx, solution, sink);
    case 4: return write_states(ctx, solution, sink);
    case 5: return ratify(ctx, graph, solution, sink);
    case 6: return agree(ctx, graph, sink);
    case 7: return sweep_audience(ctx, graph, sink);
    case 8: return ask_ripe(ctx, graph, sink);
    case 9: return run_after(ctx, graph, sink);
    case 10: return vary(ctx, graph);
    case 11: return ask_forecast(ctx, graph, sink);
    default: return truce_diags_render(ctx, 0, false, sink);
    }
}

/* A run from text to rendered results. */
static truce_status run(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_set *set = NULL;
    truce_solution *solution = NULL;
    const uint32_t all[] = {0, 1, 2, 3, 4, truce_concept_find("mr-odd")};
    static const uint32_t own[] = {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1};
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_model_behave(model, own);
    if (status == TRUCE_OK) status = truce_model_write(ctx, model, &sink);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_check(ctx, graph);
    if (status == TRUCE_OK) status = truce_graph_where(ctx, graph, where, &set);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, all, sizeof all / sizeof *all, &solution);
    for (int step = 0; status == TRUCE_OK && step < N_STEPS; step++)
        if (chosen_step == ALL_STEPS || chosen_step == step) status = take_step(step, ctx, solution, &sink);
    truce_solution_free(solution);
    truce_set_free(set);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* An open model, completed: solved, verified, explained. */
static truce_status complete(truce_ctx *ctx, const char *text, const char *where) {
    static const char *const questions[] = {"solve", "explain"};
    static const uint32_t seq = 3;
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_render_options options = {.says_verified = true, .sort_party = UINT32_MAX};
    const truce_argument concepts = {.option = "concepts", .numbers = &seq, .count = 1};
    (void)where;
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_check(ctx, graph);
    for (int i = 0; i < 2 && status == TRUCE_OK; i++) {
        const truce_query query = {.graph = graph, .arguments = &concepts, .argument_count = 1, .options = &options};
        truce_result *result = NULL;
        status = truce_ask(ctx, questions[i], &query, &result);
        status = write_forms(ctx, status, result, &sink);
    }
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* A model after its events, and compared with the model before them. */
static truce_status follow(truce_ctx *ctx, const char *text, const char *where) {
    static const uint32_t nash[] = {0};
    size_t written = 0, length;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL, *later = NULL;
    truce_timeline *timeline = NULL;
    truce_difference *difference = NULL;
    char *then = NULL;
    truce_compare_options ask = {.concepts = nash, .concept_count = 1, .where = where, .after_expiry = true};
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_timeline_new(ctx, model, &ask, &timeline);
    if (status == TRUCE_OK) status = truce_model_at(ctx, model, "end", &then, &length);
    if (status == TRUCE_OK) status = truce_parse(ctx, then, length, "then", &later);
    if (status == TRUCE_OK) status = truce_diff(ctx, model, later, &ask, &difference);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_timeline(ctx, timeline, NULL, &result);
    status = write_forms(ctx, status, result, &sink);
    result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_diff(ctx, difference, NULL, &result);
    status = write_forms(ctx, status, result, &sink);
    result = NULL;
    truce_trial *trial = NULL;
    if (status == TRUCE_OK) status = truce_try(ctx, model, later, &trial);
    if (status == TRUCE_OK) status = truce_result_of_trial(ctx, trial, NULL, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_trial_free(trial);
    truce_difference_free(ctx, difference);
    truce_timeline_free(ctx, timeline);
    truce_model_free(later);
    truce_release(ctx, then);
    truce_model_free(model);
    return status;
}

/* Quotes, as if every source had the same text; whatever is wrong with them. */
static truce_status look_up(truce_ctx *ctx, const truce_model *model) {
    enum { MOST_SOURCES = 16 };
    truce_source_text texts[MOST_SOURCES];
    for (uint32_t i = 0; i < MOST_SOURCES; i++) texts[i] = (truce_source_text){"one\ntwo\n", 8, NULL};
    if (truce_model_source_count(model) > MOST_SOURCES) return TRUCE_OK;
    truce_status status = truce_check_quotes(ctx, model, texts, TRUCE_ERROR);
    return status == TRUCE_E_MODEL ? TRUCE_OK : status;
}

/* Reads, writes, checks and lists the inputs. */
static truce_status look_at(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_render_options options = {.show_inputs = true, .show_words = true, .document = text,
                                    .document_length = strlen(text)};
    (void)where;
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_model_write(ctx, model, &sink);
    if (status == TRUCE_OK) status = look_up(ctx, model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_check(ctx, graph);
    truce_result *result = NULL;
    if (status == TRUCE_OK) status = truce_result_of_check(ctx, "m.yaml", model, graph, &options, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* Solves with what parties misread, and with every verdict verified. */
static truce_status see(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL, *seen = NULL;
    truce_result *result = NULL;
    const truce_argument behaviour = {.option = "behaviour-of", .number = 1};
    const truce_render_options options = {.says_verified = true, .sort_party = UINT32_MAX, .width = 72};
    (void)where;
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_model_write(ctx, model, &sink);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_check(ctx, graph);
    if (status == TRUCE_OK) status = truce_variant_seen_by(ctx, graph, 1, &seen);
    truce_query query = {.graph = graph, .arguments = &behaviour, .argument_count = 1, .options = &options};
    if (status == TRUCE_OK) status = truce_ask(ctx, "solve", &query, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_graph_free(seen);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* What the conclusions rest on. */
static truce_status rest_on(truce_ctx *ctx, const char *text, const char *where) {
    static const uint32_t nash = 0;
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_result *result = NULL;
    const truce_argument concepts = {.option = "concepts", .numbers = &nash, .count = 1};
    (void)where;
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    truce_query query = {.graph = graph, .arguments = &concepts, .argument_count = 1};
    if (status == TRUCE_OK) status = truce_ask(ctx, "robust", &query, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

static const char doubtful_model[] =
    "truce: 1\n"
    "parties: [{id: a, options: [x]}, {id: b, options: [y]}, {id: c}]\n"
    "feasible: [x or y or not y]\n"
    "status_quo: {}\n"
    "outcomes: {both: x and y}\n"
    "preferences: {a: {order: [{any: [x, y]}, not x]}, b: {weigh: {x: -2, both: 0.5}}, c: {rank: [x, rest]}}\n";

/* A list of comments, as a result. */
static truce_status list_comments(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    const truce_argument list = {.option = "replies", .text = text};
    const truce_query query = {.arguments = &list, .argument_count = 1};
    truce_result *result = NULL;
    (void)where;
    truce_status status = truce_ask(ctx, "replies", &query, &result);
    return write_forms(ctx, status, result, &sink);
}

static const char prisoners[] = "truce: 1\n"
                                "parties: [{id: one, options: [a]}, {id: two, options: [b]}]\n"
                                "preferences: {one: {order: [b, not a]}, two: {order: [a, not b]}}\n";

/* Every coalition from every state, with verdicts verified. */
static truce_status move_together(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_result *result = NULL;
    uint32_t all[] = {0, 1, 2, 3, 4};
    const truce_render_options options = {.says_verified = true, .kind = TRUCE_ROWS_ALL, .sort_party = UINT32_MAX};
    const truce_argument arguments[] = {{.option = "concepts", .numbers = all, .count = 5},
                                        {.option = "rows", .text = "all"},
                                        {.option = "improvement", .number = (uint64_t)(*where == 'w')},
                                        {.option = "coalitions", .number = 1}};
    truce_status status = truce_parse(ctx, text, strlen(text), "m", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    truce_query query = {.graph = graph, .model = model, .arguments = arguments, .argument_count = 4,
                         .options = &options};
    if (status == TRUCE_OK) status = truce_ask(ctx, "solve", &query, &result);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_JSON}, &sink);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_HTML}, &sink);
    truce_result_free(result);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* States in groups of outcomes and patterns, of those alone that hold under the first concept. */
static truce_status group(truce_ctx *ctx, const char *text, const char *where) {
    static const uint32_t concepts[] = {0, 1};
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_set *rows = NULL;
    truce_result *result = NULL;
    const truce_argument arguments[] = {
        {.option = "concepts", .numbers = concepts, .count = 2},
        {.option = "rows", .text = "equilibria"},
        {.option = "holds", .numbers = concepts, .count = 1},
        {.option = "groups", .text = "-", .number = TRUCE_GROUPS_OUTCOMES | TRUCE_GROUPS_PATTERNS}};
    truce_status status = truce_parse(ctx, text, strlen(text), "m", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_graph_where(ctx, graph, where, &rows);
    truce_render_options options = {.kind = TRUCE_ROWS_EQUILIBRIA, .rows = rows, .sort_party = UINT32_MAX};
    truce_query query = {.graph = graph, .model = model, .arguments = arguments, .argument_count = 4,
                         .options = &options};
    if (status == TRUCE_OK) status = truce_ask(ctx, "solve", &query, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_set_free(rows);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* Where two parties move and some moves tie: what is anticipated is open. */
static const char tied[] = "truce: 1\n"
                           "parties: [{id: n, options: [p]}, {id: s, options: [{id: a, levels: [none, sue, hit]}]}]\n"
                           "preferences: {n: {order: [a != hit, p]}, s: {order: [not (p and a = none)]}}\n";

static const char three[] = "truce: 1\n"
                            "parties: [{id: k, options: [x]}, {id: l, options: [y]}, {id: m, options: [z]}]\n"
                            "feasible: [not (x and y and z)]\n"
                            "preferences: {k: {order: [not y, x]}, l: {order: [not z, y]}, m: {order: [not x, z]}}\n";

/* Both questions, or only the last, with every verdict verified. */
static truce_status ask_for(truce_ctx *ctx, const char *text, truce_rules rules, const truce_argument *arguments,
                            bool only_explains) {
    static const char *const questions[] = {"solve", "explain"};
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    const truce_render_options options = {.says_verified = true, .sort_party = UINT32_MAX};
    truce_status status = truce_parse(ctx, text, strlen(text), "m", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) truce_graph_use_rules(graph, rules);
    for (int i = only_explains; i < 2 && status == TRUCE_OK; i++) {
        const truce_query query = {.graph = graph, .arguments = arguments, .argument_count = 3, .options = &options};
        truce_result *result = NULL;
        status = truce_ask(ctx, questions[i], &query, &result);
        status = write_forms(ctx, status, result, &sink);
    }
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* Concepts with ways of their own. */
static truce_status look_ahead(truce_ctx *ctx, const char *text, const char *where) {
    uint32_t ids[] = {truce_concept_find("l3"), truce_concept_find("nm"), truce_concept_find("sim")};
    const truce_argument arguments[] = {{.option = "concepts", .numbers = ids, .count = 3},
                                        {.option = "state", .number = 1}, {.option = "behaviour-of", .number = 1}};
    (void)where;
    return ask_for(ctx, text, TRUCE_RULES_TRUCE, arguments, false);
}

static truce_status go_by_rules(truce_ctx *ctx, const char *text, const char *where) {
    uint32_t ids[] = {0, 1, 2, 3};
    const truce_argument arguments[] = {{.option = "concepts", .numbers = ids, .count = 4},
                                        {.option = "state", .number = 1}, {.option = "behaviour-of", .number = 1}};
    return ask_for(ctx, text, *where == 'g' ? TRUCE_RULES_GMCR_PLUS : TRUCE_RULES_MATRIX, arguments, false);
}

static truce_status explain_together(truce_ctx *ctx, const char *text, const char *where) {
    static const uint32_t members[] = {0, 1};
    truce_coalition both = {members, 2};
    const truce_argument arguments[] = {{.option = "coalition", .number = 1, .coalitions = &both, .count = 1},
                                        {.option = "state", .number = 1},
                                        {.option = "improvement", .number = (uint64_t)(*where == 'w')}};
    return ask_for(ctx, text, TRUCE_RULES_TRUCE, arguments, true);
}

static const char *same(void *ud, const char *key, const char *english) {
    (void)ud, (void)key;
    return english;
}

/* The states in a language of their own. */
static truce_status translate(truce_ctx *ctx, const char *text, const char *where) {
    const truce_language_source source = {.tag = "de", .pattern = same};
    truce_language *language = NULL;
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_result *result = NULL;
    (void)text, (void)where;
    truce_status status = truce_language_new(ctx, &source, &language);
    truce_ctx_set_language(ctx, language);
    if (status == TRUCE_OK) status = truce_ask(ctx, "concepts", &(truce_query){0}, &result);
    status = write_forms(ctx, status, result, &sink);
    truce_language_free(language);
    return status;
}

/* One of the cases that are part of truce. */
static truce_status open_case(truce_ctx *ctx, const char *text, const char *where) {
    const truce_argument name = {.option = "name", .text = where};
    const truce_query query = {.arguments = &name, .argument_count = 1};
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_result *result = NULL;
    (void)text;
    truce_status status = truce_ask(ctx, "cases", &query, &result);
    return write_forms(ctx, status, result, &sink);
}

/* From one other format to another, by way of truce's. */
static truce_status convert(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_format_kind from = truce_convert_kind(where);
    truce_format_kind to = from == TRUCE_KIND_CSV ? TRUCE_KIND_GMCR : TRUCE_KIND_CSV;
    return truce_text_convert(ctx, text, strlen(text), "m", from, to, NULL, &sink);
}

/* To a format that is written only. */
static truce_status write_out(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_format_kind to = truce_convert_kind(where);
    return truce_text_convert(ctx, text, strlen(text), "m", TRUCE_KIND_YAML, to, NULL, &sink);
}

static const char gmcr_file[] =
    "{\"useManualPreferenceRanking\": true, \"options\": [{\"name\": \"x\", \"permittedDirection\": \"fwd\"}, "
    "{\"name\": \"y\"}], \"decisionMakers\": [{\"name\": \"A\", \"options\": [0], "
    "\"preferenceRanking\": [2, [1, 3]]}, {\"name\": \"B\", \"options\": [1], \"preferenceRanking\": [3]}], "
    "\"infeasibles\": [[[0, \"Y\"], [1, \"Y\"]]]}";
static const char csv_file[] = "a: x,b: y,rank a,rank b\nnone,N,1,2\nsome,N,3,1\nall,N,2,1\nnone,Y,2,2\n";
static const char nfg_file[] =
    "NFG 1 R \"t\" { \"A\" \"B\" } { { \"u\" \"d\" } { \"l\" \"r\" } } { { \"x\" 3, 2 } { \"y\" 1.5, 9/2 } } 1 2 0 1";
static const char pay_offs[] = "A \\ B,L,R\nU,\"3, 3\",1/4\nD,4 1,2.5 2\n";

typedef truce_status (*work)(truce_ctx *ctx, const char *text, const char *where);

/* Where the allocations of a run are made: a number for each call stack. */
typedef struct site {
    uint64_t stack;
    long count; /* the allocations before this one */
} site;

static site *sites;
static long n_sites;

static _Unwind_Reason_Code add_frame(struct _Unwind_Context *frame, void *stack) {
    uint64_t *sum = stack;
    *sum = (*sum ^ (uint64_t)_Unwind_GetIP(frame)) * 0x9E3779B97F4A7C15u;
    *sum ^= *sum >> 29;
    return _URC_NO_REASON;
}

static void note_site(long count) {
    if ((count & (count - 1)) == 0) { /* a power of two, or the first */
        site *more = realloc(sites, 2 * ((size_t)count + 1) * sizeof *more);
        if (!more) abort();
        sites = more;
    }
    sites[count] = (site){.count = count};
    n_sites = count + 1;
    _Unwind_Backtrace(add_frame, &sites[count].stack);
}

static int compare_sites(const void *a, const void *b) {
    const site *one = a, *other = b;
    if (one->stack != other->stack) return one->stack < other->stack ? -1 : 1;
    return one->count < other->count ? -1 : one->count > other->count;
}

/* Keeps the allocations that are to fail, from that number on: the first of each call stack, and the last. */
static void keep_sites(long begin) {
    const long most = IS_SANITIZED ? 1 : 8;
    long kept = 0, turn = 0;
    for (long i = begin; i < n_sites; i++) sites[kept++] = sites[i];
    n_sites = kept;
    qsort(sites, (size_t)n_sites, sizeof *sites, compare_sites);
    kept = 0;
    for (long i = 0; i < n_sites; i++) {
        bool is_last = i + 1 == n_sites || sites[i + 1].stack != sites[i].stack;
        if (turn++ < most || is_last) sites[kept++] = sites[i];
        if (is_last) turn = 0;
    }
    n_sites = kept;
}

/* The work with the allocations that the budget grants. */
static truce_status run_within(work job, const char *text, const char *where, budget *b) {
    truce_allocator allocator = {counted_alloc, counted_resize, counted_release, b};
    truce_config config = {.allocator = &allocator, .threads = 1};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_status status = ctx ? job(ctx, text, where) : TRUCE_E_NOMEM;
    truce_ctx_free(ctx);
    return status;
}

/* Each allocation from that number on fails in turn. Returns how many the whole work makes. */
static long torture_from(long begin, work job, const char *name, const char *text, const char *where,
                         truce_status expected) {
    budget b = {.left = -1, .asked = note_site};
    truce_status status = run_within(job, text, where, &b);
    CLAIM(status == expected, "%s ends as it should when memory is there (status %d)", name, (int)status);
    CLAIM(b.held == 0, "%s gives everything back (%ld blocks held)", name, b.held);
    CLAIM(n_sites == b.count && b.count > begin, "%s allocates (%ld times)", name, b.count - begin);
    long needed = b.count, wrong = 0, leaks = 0, first = -1;
    keep_sites(begin);
    for (long i = 0; i < n_sites; i++) {
        b = (budget){.left = sites[i].count};
        status = run_within(job, text, where, &b);
        if (status != TRUCE_E_NOMEM) wrong++;
        if (b.held != 0) leaks++;
        if ((status != TRUCE_E_NOMEM || b.held != 0) && first < 0) first = sites[i].count;
    }
    CLAIM(wrong == 0, "%s: every one of %ld failed allocations is reported as such (%ld are not, first %ld)", name,
          n_sites, wrong, first);
    CLAIM(leaks == 0, "%s: no failed allocation leaks (%ld do, first %ld)", name, leaks, first);
    return needed;
}

static void torture_by(work job, const char *name, const char *text, const char *where, truce_status expected) {
    long needed = torture_from(0, job, name, text, where, expected);
    CLAIM(needed > 20, "%s allocates often enough to be a test (%ld)", name, needed);
}

/* A run's allocations, one step at a time: a step begins anew with a solved model, so that those before it are not
 * repeated for each of its allocations. */
static void torture(const char *name, const char *text, const char *where) {
    char title[128];
    budget b = {.left = -1};
    truce_status status = run_within(run, text, where, &b);
    CLAIM(status == TRUCE_OK && b.held == 0, "%s: all steps of a run (status %d, %ld blocks held)", name, (int)status,
          b.held);
    chosen_step = NO_STEP;
    long begun = torture_from(0, run, name, text, where, TRUCE_OK);
    for (int step = 0; step < N_STEPS; step++) {
        chosen_step = step;
        snprintf(title, sizeof title, "%s, %s", name, step_names[step]);
        torture_from(begun, run, title, text, where, TRUCE_OK);
    }
    chosen_step = ALL_STEPS;
}

static const char comments[] =
    "{schema: truce.replies.v1, replies: [{id: 3, model: 1, version: 2, name: Ann, state: held, comment: why?,\n"
    " input: title, claim: 1 a nash, change: [{op: set, path: title, value: {a: [1, 0.5, true, null, x]}},\n"
    " {op: move, path: preferences.a.order.1, to: 2}, {op: remove, path: title}]}, {name: Bo, comment: no}]}\n";

static const char eventful_model[] =
    "truce: 1\n"
    "parties: [{id: a, options: [{id: x}, {id: z, levels: [l, m, h]}]}, {id: b, options: [{id: y}]}]\n"
    "status_quo: {x: yes}\n"
    "outcomes: {both: x and y}\n"
    "preferences:\n"
    "  a: {order: [x, y]}   # for now\n"
    "  b: {order: [{that: not y, strong: yes}, both, x]}\n"
    "no_deal: {a: x, b: {that: y, because: so}}\n"
    "pain: {a: y}\n"
    "utilities: {a: {x: 1, y: -2}}\n"
    "ratify: {a: {rule: weighted, quota: 2, reversion: x, actors: [{party: b}, {id: c, weight: 1.5, rank: [x, [y, "
    "rest]]}]}}\n"
    "expires: [{when: x and y, becomes: {y: no}, after: a day}]\n"
    "audience: [{party: a, escalated: x, backs_down: not x}]\n"
    "events:\n"
    "  - {id: start, date: 2025-05-12, changes: [{set: status_quo.y, to: yes}, {move: preferences.b.order.3, to: "
    "1}]}\n"
    "  - {id: end, date: 2025-05-12, changes: [{remove: preferences.a.order.1}, {insert: feasible.1, value: x or "
    "y}]}\n";

static const char misread_model[] =
    "truce: 1\n"
    "parties: [{id: a, options: [x, z]}, {id: b, options: [y]}]\n"
    "feasible: [not (x and z)]\n"
    "coalesce: [y and z]\n"
    "status_quo: {x: yes}\n"
    "preferences: {a: {order: [not y, x]}, b: {order: [not x, y]}}\n"
    "behaviour: {a: {concept: seq, because: so}, rest: nash}\n"
    "tempo: {a: 7 days, b: {every: 2 weeks, because: so}}\n"
    "perceives:\n"
    "  a: {changes: [{set: feasible, to: [not y or x]}], because: so}\n"
    "  b: {changes: [{set: preferences.a.order, to: [y]}, {set: parties.a.options.x.moves, to: none},\n"
    "                {remove: feasible}]}\n"
    "levers:\n"
    "  - {id: ask, who: a, cost: 2, changes: [{set: preferences.b.order.1, to: x}], because: so}\n"
    "  - {id: pay, name: Pay, who: The Bank, needs: [ask], excludes: [sue], changes: [{remove: coalesce}]}\n"
    "  - {id: sue, changes: [{set: preferences.b, to: {order: [x]}}]}\n";

/* Unlocks a target with edits and levers, and asks for the inverse. */
static truce_status unlock(truce_ctx *ctx, const char *text, const char *where) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    const truce_render_options options = {.sort_party = UINT32_MAX, .width = 72, .limit = 3};
    const uint32_t kinds[] = {1, 3};
    const truce_argument searching[] = {{.option = "target", .text = where},
                                        {.option = "reachable", .number = 1, .text = "unsanctioned"},
                                        {.option = "lasts", .number = 1},
                                        {.option = "keep", .text = "preferences.b.order.1"},
                                        {.option = "cost", .text = "drop=2"},
                                        {.option = "edits", .numbers = kinds, .count = 2},
                                        {.option = "max-cost", .number = 1, .text = "1"},
                                        {.option = "limit", .number = 1}};
    const truce_argument inverse[] = {{.option = "target", .number = 1}, {.option = "inverse", .number = 1}};
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    for (int i = 0; i < 2 && status == TRUCE_OK; i++) {
        truce_query query = {.graph = graph, .options = &options};
        truce_result *result = NULL;
        query.arguments = i ? inverse : searching;
        query.argument_count = i ? 2 : sizeof searching / sizeof *searching;
        status = truce_ask(ctx, "unlock", &query, &result);
        status = write_forms(ctx, status, result, &sink);
    }
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* `where`: the path of a value that is written anew within another, with its comments. */
static truce_status write_anew(truce_ctx *ctx, const char *text, const char *where) {
    static const char value[] = "{either: [{order: [x, not y]}, {order: [{that: not y, because: so}, x]}]}";
    const truce_edit edit = {.op = TRUCE_EDIT_SET, .path = where, .value = value};
    char *edited = NULL;
    size_t length = 0;
    truce_status status = truce_text_edit(ctx, text, strlen(text), "m.yaml", &edit, 1, &edited, &length);
    if (status == TRUCE_OK) CLAIM(strstr(edited, "# why") && strstr(edited, "# least"), "its comments are there");
    truce_release(ctx, edited);
    return status;
}

static const char commented_text[] =
    "p:\n  a:  # wants\n    # in order\n    order:\n      - x  # why\n      # least\n      - not y\n  b: 1\n";

static const char locked_model[] =
    "truce: 1\n"
    "parties: [{id: a, options: [x]}, {id: b, options: [{id: y, moves: up}]}]\n"
    "status_quo: {x: yes}\n"
    "outcomes: {calm: not x and not y}\n"
    "preferences: {a: {order: [x, not y]}, b: {order: [not x]}}\n"
    "expires: [{when: y, becomes: {y: no}}]\n"
    "levers: [{id: pay, who: The Bank, changes: [{remove: preferences.a.order.1}]}]\n";

static const char options_model[] =
    "truce: 1\n"
    "title: Well\n"
    "sources: {minutes: {title: Council minutes, date: 2025-05-10}}\n"
    "parties:\n"
    "  - id: north\n"
    "    name: North farm\n"
    "    options:\n"
    "      - {id: pump, name: Pump at night}\n"
    "      - {id: offer, levels: [none, water, land], moves: up, source: minutes ¶3}\n"
    "  - {id: south, options: [{id: sue, moves: up}]}\n"
    "  - {id: town, options: [{id: fund, levels: [a, b, c, d], step: 1}]}\n"
    "feasible: [pump implies offer = none, {that: not (sue and offer = land), because: nobody sells land in court}]\n"
    "status_quo: {pump: yes}\n"
    "outcomes: {standoff: pump and not sue, deal: offer >= water and not standoff}\n"
    "preferences:\n"
    "  north: {order: [not sue, {that: pump if offer = none, confidence: 0.8, strong: 3}, {any: [deal, fund = d]}]}\n"
    "  south: {rank: [[deal, not sue], pump, rest]}\n"
    "  town: {weigh: {pump: -2.5, \"offer >= water\": 3, deal: 1}, strong: [2, 3]}\n"
    "no_deal: {north: pump and not sue}\n"
    "utilities: {north: {pump: 2, deal: 1.5}, south: {deal: 3}, town: {fund = d: 1, sue: -1}}\n"
    "ratify:\n"
    "  north: {rule: weighted, quota: 60, actors: [{party: town, weight: 30}, {id: council, weight: 40.5, order: "
    "[deal]}]}\n"
    "  south: {reversion: not deal, actors: [{id: elders, rank: [deal, rest]}]}\n"
    "expires: [{when: deal and fund = a, becomes: {fund: b}}]\n"
    "pain: {north: not deal, south: {that: pump, because: its own well runs dry}}\n"
    "audience: [{party: town, escalated: fund > a, backs_down: fund = a}]\n";

static const char coalesced_model[] =
    "truce: 1\n"
    "parties:\n"
    "  - {id: a, name: P, options: [{id: x, name: Q}, {id: leave, name: Q, moves: up}]}\n"
    "  - {id: b, name: P, options: [{id: y, levels: [low, mid, high]}]}\n"
    "coalesce: [leave]\n"
    "outcomes: {gone: leave}\n"
    "status_quo: {}\n"
    "preferences: {a: {order: [not leave, x, y = high]}, b: {order: [gone, not x]}}\n"
    "no_deal: {a: x, b: x}\n"
    "ratify: {a: {actors: [{party: b}]}}\n"
    "expires: [{when: x, becomes: {x: no}}]\n";

static const char open_model[] =
    "truce: 1\n"
    "parties: [{id: north, options: [pump]}, {id: south, options: [sue]}]\n"
    "status_quo: {}\n"
    "preferences:\n"
    "  north: {order: [{either: [not sue, true]}, pump]}\n"
    "  south: {either: [{order: [not pump, sue]}, {order: [sue, not pump]}]}\n";

static const char plain_model[] =
    "truce: 1\n"
    "parties: [{id: one}, {id: two}]\n"
    "states: [left, middle, right]\n"
    "status_quo: left\n"
    "moves: {one: [[1, 2], [2, 3]], two: [[2, 1], [3, 1]]}\n"
    "preferences: {one: {rank: [2, strong: yes, [1, 3]]}, two: {rank: [3, rest]}}\n"
    "ratify: {two: {rule: majority, actors: [{party: one}, {party: two}, {id: x, rank: [left, rest]}]}}\n"
    "expires: [{when: middle, becomes: right}]\n"
    "audience: [{party: one, escalated: left, backs_down: middle}]\n";

static const char wrong_model[] =
    "truce: 1\n"
    "parties:\n"
    "  - {id: Big Farm, name: \" \", options: [{id: Pump, name: \"a\\u202Eb\"}]}\n"
    "  - {id: b, options: [{id: y}]}\n"
    "outcomes: {o: p, p: o, Deal: y}\n"
    "feasible: [pump implies dael]\n"
    "preferences: {big_farm: {order: [y]}, b: {order: [zzz]}}\n";

int main(void) {
    torture("options, steps, three kinds of preference", options_model, "deal or not sue");
    torture("coalesced states", coalesced_model, "x and not leave");
    torture("plain graph", plain_model, "left or right");
    torture_by(complete, "an open model", open_model, "", TRUCE_OK);
    torture_by(look_at, "what lies around a conflict", eventful_model, "", TRUCE_OK);
    torture_by(follow, "a model through its events", eventful_model, "x", TRUCE_OK);
    torture_by(see, "what parties misread", misread_model, "", TRUCE_OK);
    torture_by(convert, "a .gmcr file as a table", gmcr_file, "gmcr", TRUCE_OK);
    torture_by(convert, "a table as a .gmcr file", csv_file, "csv", TRUCE_OK);
    torture_by(convert, "pay-offs as a .gmcr file", pay_offs, "csv", TRUCE_OK);
    torture_by(convert, "a .nfg file as a table", nfg_file, "nfg", TRUCE_OK);
    static const char *const written[] = {"json", "graphml", "dot", "latex"};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        torture_by(write_out, written[i], tied, written[i], TRUCE_OK);
    torture_by(rest_on, "what conclusions rest on", doubtful_model, "", TRUCE_OK);
    torture_by(list_comments, "a list of comments", comments, "", TRUCE_OK);
    torture_by(move_together, "coalitions", prisoners, "strict", TRUCE_OK);
    torture_by(move_together, "coalitions in the weak sense", plain_model, "weak", TRUCE_OK);
    torture_by(explain_together, "the reason for a coalition", three, "strict", TRUCE_OK);
    torture_by(explain_together, "the same in the weak sense", plain_model, "weak", TRUCE_OK);
    torture_by(group, "groups", options_model, "true", TRUCE_OK);
    torture_by(group, "groups of coalesced states", coalesced_model, "not (x and y = mid)", TRUCE_OK);
    torture_by(look_ahead, "limited moves, and moves at once", tied, "", TRUCE_OK);
    torture_by(go_by_rules, "rules by which each opponent moves once", three, "gmcr-plus", TRUCE_OK);
    torture_by(go_by_rules, "rules by which a return sanctions nothing", plain_model, "matrix", TRUCE_OK);
    torture_by(translate, "another language", "", "", TRUCE_OK);
    torture_by(open_case, "a case", "", "chicken", TRUCE_OK);
    torture_by(run, "a model with many errors", wrong_model, "true", TRUCE_E_MODEL);
    torture_by(unlock, "a target to unlock", locked_model, "calm", TRUCE_OK);
    torture_by(write_anew, "a value with comments", commented_text, "p.a", TRUCE_OK);
    free(sites);
    return claims_end();
}
