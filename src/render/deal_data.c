/* SPDX-License-Identifier: Apache-2.0 */
/* `deal` as JSON and as CSV. */
#include "render/csv.h"
#include "render/deal_view.h"
#include "render/frame.h"
#include "render/json.h"

#include <inttypes.h>

/* ------------------------------------------------------------------- json */

/* A list of states; true when the limit cut it short. */
static bool set_json(truce__json *json, const char *key, const truce_set *set, uint64_t limit) {
    uint64_t count = 0;
    truce__json_list(json, key, false);
    for (truce_state s = truce_set_next(set, 0); s && (!limit || count < limit); s = truce_set_next(set, s), count++)
        truce__json_number(json, NULL, s);
    truce__json_end(json);
    return count < truce_set_count(set);
}

static void no_deal_json(truce__json *json, const truce_deals *deals) {
    static const char *const from[] = {"status_quo", "state", "statement"};
    const truce_model *model = deals->graph->model;
    truce__json_object(json, "no_deal", false);
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce_no_deal *no_deal = &deals->no_deal[p];
        truce__json_object(json, model->parties[p].id, false);
        truce__json_number(json, "rank", no_deal->rank);
        truce__json_number(json, "state", no_deal->state);
        truce__json_text(json, "from", from[no_deal->kind]);
        if (no_deal->kind == TRUCE_NO_DEAL_STATEMENT) truce__json_number(json, "states", no_deal->candidates);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void counts_json(truce__json *json, const truce_deals *deals) {
    truce__json_object(json, "counts", false);
    truce__json_number(json, "acceptable", truce_set_count(deals->acceptable));
    truce__json_number(json, "gains_all", truce_set_count(deals->gains_all));
    truce__json_number(json, "efficient", truce_set_count(deals->efficient));
    truce__json_number(json, "weakly_efficient", truce_set_count(deals->weakly_efficient));
    truce__json_number(json, "zone", truce_set_count(deals->zone));
    truce__json_number(json, "needs_enforcement", truce_set_count(deals->needs_enforcement));
    truce__json_number(json, "waive", deals->waive_count);
    truce__json_end(json);
    truce__json_list(json, "concepts", false);
    for (size_t i = 0; i < deals->concept_count; i++) truce__json_text(json, NULL, truce__deal_concept(deals, i)->id);
    truce__json_end(json);
}

void truce__json_steps(truce__json *json, const char *key, const truce_deals *deals, bool exist, const truce_step *steps,
                       size_t count) {
    if (!exist) {
        truce__json_null(json, key);
        return;
    }
    truce__json_list(json, key, false);
    for (size_t i = 0; i < count; i++) {
        truce__json_object(json, NULL, false);
        truce__json_text(json, "party", deals->graph->model->parties[steps[i].party].id);
        truce__json_number(json, "to", steps[i].to);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void holds_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *deal) {
    truce__json_list(json, "holds", false);
    for (size_t i = 0; i < deals->concept_count; i++)
        if (deal->holds[i]) truce__json_text(json, NULL, truce__deal_concept(deals, i)->id);
    truce__json_end(json);
    truce__json_list(json, "defections", false);
    for (size_t i = 0; i < deal->defection_count; i++) {
        const truce_defection *defection = &deal->defections[i];
        truce__json_object(json, NULL, false);
        truce__json_text(json, "concept", truce_concept_at(defection->concept)->id);
        truce__json_text(json, "party", deals->graph->model->parties[defection->party].id);
        truce__json_number(json, "to", defection->to);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void reachable_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *deal) {
    bool has_today = truce_graph_status_quo(deals->graph) != 0;
    if (has_today) truce__json_bool(json, "reachable_by_moves", deal->reachable_by_moves);
    else truce__json_null(json, "reachable_by_moves");
    if (has_today) truce__json_bool(json, "reachable_by_improvements", deal->reachable_by_improvements);
    else truce__json_null(json, "reachable_by_improvements");
}

/* Only of states that were asked for; of deals it goes without saying. */
static void standing_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *asked) {
    const truce_model *model = deals->graph->model;
    truce__json_list(json, "loses", false);
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (truce__deal_is_below(deals, asked->state, p)) truce__json_text(json, NULL, model->parties[p].id);
    truce__json_end(json);
    truce__json_bool(json, "acceptable", truce_set_contains(deals->acceptable, asked->state));
    truce__json_bool(json, "efficient", !asked->improved_by);
    if (asked->improved_by) truce__json_number(json, "improved_by", asked->improved_by);
    else truce__json_null(json, "improved_by");
}

static void deal_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *deal, bool is_asked) {
    const truce_model *model = deals->graph->model;
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "state", deals->graph, deal->state);
    truce__json_outcomes(json, deals->graph, deal->state);
    truce__json_rank(json, deals->graph, deal->state);
    truce__json_list(json, "gains", false);
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (truce__deal_gains(deals, deal->state, p)) truce__json_text(json, NULL, model->parties[p].id);
    truce__json_end(json);
    if (is_asked) standing_json(json, deals, deal);
    holds_json(json, deals, deal);
    truce__json_bool(json, "needs_enforcement", deal->needs_enforcement);
    reachable_json(json, deals, deal);
    truce__json_steps(json, "steps", deals, deal->has_steps, deal->steps, deal->step_count);
    truce__deal_lasting_json(json, deals, deal);
    truce__json_end(json);
}

/* The traps under each concept; true when the limit cut one short. */
static bool traps_json(truce__json *json, const truce_deals *deals, uint64_t limit) {
    bool is_cut = false;
    truce__json_object(json, "traps", false);
    for (size_t i = 0; i < deals->concept_count; i++)
        is_cut |= set_json(json, truce__deal_concept(deals, i)->id, deals->traps[i], limit);
    truce__json_end(json);
    return is_cut;
}

static bool waive_json(truce__json *json, const truce_deals *deals, uint64_t limit) {
    size_t shown = limit && limit < deals->waive_count ? (size_t)limit : deals->waive_count;
    truce__json_list(json, "waive", false);
    for (size_t i = 0; i < shown; i++) {
        truce__json_list(json, NULL, false);
        for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
            if (truce__deal_waives(deals, i, p)) truce__json_text(json, NULL, deals->graph->model->parties[p].id);
        truce__json_end(json);
    }
    truce__json_end(json);
    return shown < deals->waive_count;
}

static void choice_json(truce__json *json, const truce_deals *deals, const truce_choice *choice) {
    static const char *const footings[] = {"ordinal", "ranks_compared", "utilities", "utilities_compared"};
    const truce_rule *rule = truce_rule_at(choice->rule);
    bool by_beginner = strcmp(rule->id, "strikes") == 0 && !choice->none;
    truce__json_object(json, NULL, false);
    truce__json_text(json, "solution", rule->id);
    truce__json_text(json, "footing", footings[rule->footing]);
    truce__json_number(json, "count", choice->count);
    if (by_beginner) truce__json_object(json, "states", false);
    else truce__json_list(json, "states", false);
    for (size_t i = 0; i < choice->listed; i++)
        truce__json_number(json, by_beginner ? deals->graph->model->parties[i].id : NULL, choice->states[i]);
    truce__json_end(json);
    if (choice->depth) truce__json_number(json, truce__deal_depth_key(choice), choice->depth);
    truce__json_text(json, "none", choice->none);
    truce__json_end(json);
}

static bool choices_json(truce__json *json, const truce_deals *deals) {
    bool is_cut = false;
    truce__json_list(json, "solutions", true);
    for (size_t i = 0; i < deals->choice_count; i++) {
        choice_json(json, deals, &deals->choices[i]);
        is_cut |= deals->choices[i].listed < deals->choices[i].count;
    }
    truce__json_end(json);
    return is_cut;
}

/* The states that were asked for; true when the limit cut them short. */
static bool asked_json(truce__json *json, const truce_deals *deals, uint64_t limit) {
    if (!deals->asked_for) return false;
    size_t shown = truce__deals_shown(deals->asked_count, limit);
    truce__json_number(json, "asked_count", truce_set_count(deals->asked_for));
    truce__json_list(json, "asked", true);
    for (size_t i = 0; i < shown && !truce__out_failed(json->out); i++) deal_json(json, deals, &deals->asked[i], true);
    truce__json_end(json);
    return shown < truce_set_count(deals->asked_for);
}

void truce__deal_json(truce__out *out, const truce_deals *deals, uint64_t limit) {
    truce__json json;
    size_t shown = truce__deals_shown(deals->deal_count, limit);
    bool is_cut = shown < truce_set_count(deals->zone);
    truce__json_begin(&json, out, "truce.deal.v1");
    truce__json_model(&json, deals->graph->model);
    truce__json_definitions(&json, deals->graph);
    truce__json_parties(&json, deals->graph->model);
    truce__json_states(&json, deals->graph);
    no_deal_json(&json, deals);
    counts_json(&json, deals);
    is_cut |= set_json(&json, "acceptable", deals->acceptable, limit);
    is_cut |= set_json(&json, "gains_all", deals->gains_all, limit);
    is_cut |= set_json(&json, "efficient", deals->efficient, limit);
    is_cut |= set_json(&json, "zone", deals->zone, limit);
    truce__json_text(&json, "steps_hold_under", truce_concept_at(deals->step_concept)->id);
    truce__json_list(&json, "deals", true);
    for (size_t i = 0; i < shown && !truce__out_failed(out); i++) deal_json(&json, deals, &deals->deals[i], false);
    truce__json_end(&json);
    is_cut |= asked_json(&json, deals, limit);
    is_cut |= truce__deals_temporary_json(&json, deals, limit);
    is_cut |= traps_json(&json, deals, limit);
    is_cut |= set_json(&json, "needs_enforcement", deals->needs_enforcement, limit);
    is_cut |= waive_json(&json, deals, limit);
    is_cut |= choices_json(&json, deals);
    truce__json_number(&json, "verified", deals->verified);
    truce__json_number(&json, "to_verify", deals->to_verify);
    truce__json_bool(&json, "truncated", is_cut);
    truce__json_end(&json);
}

/* -------------------------------------------------------------------- csv */

static void head_csv(truce__csv *csv, const truce_deals *deals) {
    static const char *const last[] = {"needs_enforcement", "defections", "reachable_by_moves", "reachable_by_improvements", "steps"};
    static const char *const standing[] = {"acceptable", "efficient", "improved_by"};
    const truce_model *model = deals->graph->model;
    truce__csv_state_head(csv, deals->graph);
    for (uint32_t p = 0; p < model->n_parties; p++) truce__csv_joined(csv, "gains", model->parties[p].id);
    for (size_t i = 0; i < deals->concept_count; i++) truce__csv_joined(csv, "holds", truce__deal_concept(deals, i)->id);
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) truce__csv_cell(csv, last[i]);
    truce__deal_lasting_csv_head(csv, deals);
    for (size_t i = 0; deals->asked_for && i < sizeof standing / sizeof *standing; i++) truce__csv_cell(csv, standing[i]);
    truce__csv_end_row(csv);
}

/* "seq: north to 9; seq: south to 4" */
static void defections_cell(truce__csv *csv, truce__text *text, const truce_deals *deals, const truce_deal_facts *deal) {
    truce__text_clear(text);
    for (size_t i = 0; i < deal->defection_count; i++)
        truce__text_printf(text, "%s%s: %s to %" PRIu64, i ? "; " : "", truce_concept_at(deal->defections[i].concept)->id,
                           deals->graph->model->parties[deal->defections[i].party].id, deal->defections[i].to);
    truce__csv_cell(csv, truce__text_bytes(text));
}

/* "north to 4; south to 7" */
static void steps_cell(truce__csv *csv, truce__text *text, const truce_deals *deals, const truce_deal_facts *deal) {
    truce__text_clear(text);
    if (deal->has_steps && deal->step_count == 0) truce__text_puts(text, "none");
    for (size_t i = 0; i < deal->step_count; i++)
        truce__text_printf(text, "%s%s to %" PRIu64, i ? "; " : "", deals->graph->model->parties[deal->steps[i].party].id,
                           deal->steps[i].to);
    truce__csv_cell(csv, truce__text_bytes(text));
}

static void deal_csv(truce__csv *csv, truce__text *text, const truce_deals *deals, const truce_deal_facts *deal) {
    truce__csv_state(csv, deals->graph, deal->state);
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        truce__csv_number(csv, truce__deal_gains(deals, deal->state, p));
    for (size_t i = 0; i < deals->concept_count; i++) truce__csv_number(csv, deal->holds[i]);
    truce__csv_number(csv, deal->needs_enforcement);
    defections_cell(csv, text, deals, deal);
    truce__csv_number(csv, deal->reachable_by_moves);
    truce__csv_number(csv, deal->reachable_by_improvements);
    steps_cell(csv, text, deals, deal);
    truce__deal_lasting_csv(csv, deals, deal);
    if (deals->asked_for) {
        truce__csv_number(csv, truce_set_contains(deals->acceptable, deal->state));
        truce__csv_number(csv, !deal->improved_by);
        if (deal->improved_by) truce__csv_number(csv, deal->improved_by);
        else truce__csv_cell(csv, "");
    }
    truce__csv_end_row(csv);
}

void truce__deal_csv(truce__out *out, const truce_deals *deals, uint64_t limit) {
    truce__csv csv = {.out = out};
    truce__text text;
    const truce_deal_facts *rows = deals->asked_for ? deals->asked : deals->deals;
    size_t shown = truce__deals_shown(deals->asked_for ? deals->asked_count : deals->deal_count, limit);
    uint64_t total = truce_set_count(deals->asked_for ? deals->asked_for : deals->zone);
    if (shown < total)
        truce__out_note(out, truce__diag(out->ctx, TRUCE_WARNING, &deals->graph->model->source, (truce__loc){0}, NULL,
                                         "the limit of rows left %" PRIu64 " of %" PRIu64 " unwritten", total - shown, total));
    truce__text_init(&text, out->ctx);
    head_csv(&csv, deals);
    for (size_t i = 0; i < shown && !truce__out_failed(out); i++) deal_csv(&csv, &text, deals, &rows[i]);
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}
