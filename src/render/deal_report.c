/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `deal` as text: what no deal is, how many states are better; the states that were asked for, if any, and a table of the zone
 * with a row for each deal, either with words on the first of them: who would leave, how they can be reached; and what rules of
 * bargaining would choose.
 */
#include "render/deal_view.h"
#include "render/frame.h"
#include "questions/sentences.h"
#include "render/table.h"

#include <inttypes.h>
#include <stdio.h>

enum { TOLD = 8, NAMED = 15 }; /* deals told in words; states of a list */

/* Prints the text as prose, hanging by two columns, and empties it. */
static void say(truce__out *out, truce__text *text) {
    if (text->failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_prose(out, truce__text_bytes(text), 0, 2);
    truce__text_clear(text);
}

static const char *name_of(const truce_deals *deals, uint32_t party) {
    return deals->graph->model->parties[party].name;
}

/* What goes before entry number `i` of `count` in a list in words. */
static const char *before(size_t i, size_t count) {
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

/* "4, 7, 9 and 12 more" */
static void add_states(truce__text *text, const truce_state *states, uint64_t listed, uint64_t count) {
    uint64_t named = listed < NAMED ? listed : NAMED;
    for (uint64_t i = 0; i < named; i++) truce__text_printf(text, "%s%" PRIu64, i ? ", " : "", states[i]);
    if (named < count) truce__text_printf(text, " and %" PRIu64 " more", count - named);
}

static void add_set(truce__text *text, const truce_set *set) {
    truce_state states[NAMED];
    uint64_t count = 0;
    for (truce_state s = truce_set_next(set, 0); s && count < NAMED; s = truce_set_next(set, s)) states[count++] = s;
    add_states(text, states, count, truce_set_count(set));
}

static void add_count(truce__text *text, uint64_t count, const char *what) {
    truce__text_printf(text, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

/* -------------------------------------------------------------------- above */

static bool is_one_state(const truce_deals *deals) {
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        if (deals->no_deal[p].state != deals->no_deal[0].state || deals->no_deal[p].kind == TRUCE_NO_DEAL_STATEMENT) return false;
    return true;
}

static void say_no_deal(truce__out *out, truce__text *text, const truce_deals *deals) {
    static const char *const whose[] = {", the status quo", "", ", the worst of "};
    if (is_one_state(deals)) {
        truce__text_printf(text, "No deal%s: state ", deals->no_deal[0].kind == TRUCE_NO_DEAL_STATUS_QUO ? ", the status quo" : "");
        truce__state_label(text, deals->graph, deals->no_deal[0].state);
        truce__text_puts(text, ".");
        say(out, text);
        return;
    }
    truce__out_puts(out, "No deal means\n");
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++) {
        const truce_no_deal *no_deal = &deals->no_deal[p];
        truce__text_printf(text, "  for %s: state ", name_of(deals, p));
        truce__state_label(text, deals->graph, no_deal->state);
        bool is_worst = no_deal->kind == TRUCE_NO_DEAL_STATEMENT && no_deal->candidates > 1;
        if (no_deal->kind != TRUCE_NO_DEAL_STATEMENT || is_worst) truce__text_puts(text, whose[no_deal->kind]);
        if (is_worst) truce__text_printf(text, "%" PRIu64, no_deal->candidates);
        truce__text_puts(text, ".");
        say(out, text);
    }
}

/* "12 states are acceptable to all; 3 are better than no deal for all. 9 states are efficient (30 weakly so)." */
static void say_counts(truce__out *out, truce__text *text, const truce_deals *deals) {
    uint64_t gains_all = truce_set_count(deals->gains_all);
    add_count(text, truce_set_count(deals->acceptable), "state");
    truce__text_puts(text, truce_set_count(deals->acceptable) == 1 ? " is acceptable to all; " : " are acceptable to all; ");
    if (gains_all) truce__text_printf(text, "%" PRIu64, gains_all);
    else truce__text_puts(text, "none");
    truce__text_printf(text, " %s better than no deal for all. ", gains_all > 1 ? "are" : "is");
    add_count(text, truce_set_count(deals->efficient), "state");
    truce__text_printf(text, " %s efficient (%" PRIu64 " weakly so).", truce_set_count(deals->efficient) == 1 ? "is" : "are",
                       truce_set_count(deals->weakly_efficient));
    say(out, text);
    if (truce_set_count(deals->gains_all)) {
        truce__text_puts(text, "Better for all: ");
        add_set(text, deals->gains_all);
        truce__text_puts(text, ".");
        say(out, text);
    }
    truce__text_puts(text, "Zone of agreement, acceptable and efficient: ");
    add_count(text, truce_set_count(deals->zone), "deal");
    truce__text_puts(text, ".");
    say(out, text);
}

static void say_waive(truce__out *out, truce__text *text, const truce_deals *deals) {
    size_t told = deals->waive_count < TOLD ? deals->waive_count : TOLD;
    for (size_t i = 0; i < told; i++) {
        uint32_t size = 0, named = 0;
        for (uint32_t p = 0; p < deals->graph->model->n_parties; p++) size += truce__deal_waives(deals, i, p);
        truce__text_puts(text, i == 0 ? "No state is better than no deal for all. Set aside the condition of "
                                      : ", or of ");
        for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
            if (truce__deal_waives(deals, i, p)) truce__text_printf(text, "%s%s", before(named++, size), name_of(deals, p));
    }
    if (told < deals->waive_count) truce__text_printf(text, ", or of one of %zu more sets", deals->waive_count - told);
    if (told) truce__text_puts(text, ", and some state is better than no deal for all the others.");
    if (told) say(out, text);
}

/* -------------------------------------------------------------------- table */

enum { NUMBER, CODE, KEYS };

typedef struct view {
    const truce_deals *deals;
    const truce_set *rows;
    const truce_deal_facts *facts; /* of the rows, ascending */
    size_t count;
    uint32_t n_parties;
    uint32_t efficient, way, outcomes; /* columns */
} view;

static view view_of(const truce_deals *deals, bool is_asked) {
    return (view){.deals = deals,
                  .rows = is_asked ? deals->asked_for : deals->zone,
                  .facts = is_asked ? deals->asked : deals->deals,
                  .count = is_asked ? deals->asked_count : deals->deal_count,
                  .n_parties = deals->graph->model->n_parties};
}

/* The facts of a state that has a row. */
static const truce_deal_facts *facts_of(const view *v, truce_state state) {
    size_t low = 0, high = v->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (v->facts[middle].state <= state) low = middle;
        else high = middle;
    }
    return &v->facts[low];
}

/* "E", or the parties that would leave by their numbers. */
static void concept_cell(const view *v, const truce_deal_facts *deal, size_t slot, truce__text *text, truce__style *style) {
    bool has_one = false;
    *style = deal->holds[slot] ? TRUCE__GOOD : TRUCE__BAD;
    if (deal->holds[slot]) truce__text_puts(text, "E");
    for (size_t i = 0; i < deal->defection_count; i++) {
        if (deal->defections[i].concept != v->deals->concepts[slot]) continue;
        truce__text_printf(text, "%s%" PRIu32, has_one ? " " : "", deal->defections[i].party + 1);
        has_one = true;
    }
}

static void gain_cell(const view *v, truce_state state, uint32_t party, truce__text *text, truce__style *style) {
    bool is_below = truce__deal_is_below(v->deals, state, party);
    if (is_below) *style = TRUCE__BAD;
    truce__text_puts(text, is_below ? "-" : truce__deal_gains(v->deals, state, party) ? "+" : "=");
}

static void way_cell(const view *v, const truce_deal_facts *deal, truce__text *text) {
    if (deal->state == truce_graph_status_quo(v->deals->graph)) truce__text_puts(text, "today");
    else if (deal->has_steps) add_count(text, deal->step_count, "step");
    else if (deal->reachable_by_improvements) truce__text_puts(text, "improving");
    else truce__text_puts(text, deal->reachable_by_moves ? "moves" : "-");
}

static void cell(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style) {
    const view *v = ud;
    truce_state state = row->state;
    const truce_deal_facts *deal = facts_of(v, state);
    char code[TRUCE_CODE_SIZE];
    if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(v->deals->graph, state, code));
    else if (column == v->outcomes) truce__state_outcomes(text, v->deals->graph, state);
    else if (column == v->way) way_cell(v, deal, text);
    else if (column == v->efficient) truce__text_puts(text, deal->improved_by ? "no" : "yes");
    else if (column < KEYS + v->n_parties) gain_cell(v, state, column - KEYS, text, style);
    else concept_cell(v, deal, column - KEYS - v->n_parties, text, style);
}

static void name_columns(view *v, truce__column *columns, char (*numbers)[12], uint32_t *count) {
    bool is_asked = v->rows == v->deals->asked_for;
    const truce_deals *deals = v->deals;
    truce__column *next = columns;
    *next++ = (truce__column){"State", TRUCE__NONE, true, true, false, 0};
    *next++ = (truce__column){deals->graph->model->is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0};
    for (uint32_t p = 0; p < v->n_parties; p++) {
        snprintf(numbers[p], sizeof numbers[p], "%" PRIu32, p + 1);
        *next++ = (truce__column){numbers[p], 0, false, false, false, 0};
    }
    for (size_t i = 0; i < deals->concept_count; i++)
        *next++ = (truce__column){truce__deal_concept(deals, i)->label, TRUCE__NONE, false, false, false, 0};
    v->efficient = is_asked ? (uint32_t)(next - columns) : TRUCE__NONE;
    if (is_asked) *next++ = (truce__column){"Efficient", TRUCE__NONE, false, false, false, 0};
    v->way = truce_graph_status_quo(deals->graph) ? (uint32_t)(next - columns) : TRUCE__NONE;
    if (v->way != TRUCE__NONE) *next++ = (truce__column){"From today", TRUCE__NONE, false, false, false, 0};
    v->outcomes = deals->graph->model->n_outcomes ? (uint32_t)(next - columns) : TRUCE__NONE;
    if (v->outcomes != TRUCE__NONE) *next++ = (truce__column){.head = "Outcomes", .group = TRUCE__NONE, .is_prose = true};
    *count = (uint32_t)(next - columns);
}

static void say_key(truce__out *out, truce__text *text, const truce_deals *deals, bool is_asked) {
    truce__text_puts(text, "Parties:");
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        truce__text_printf(text, "%s %" PRIu32 " = %s", p ? ";" : "", p + 1, name_of(deals, p));
    say(out, text);
    truce__text_printf(text, "+ better than no deal, = as good%s; E holds, else the parties that would leave", is_asked ? ", - worse" : "");
    if (truce_graph_status_quo(deals->graph))
        truce__text_printf(text, "; from today by steps that nobody ranks below the one before and that each hold under %s, else by "
                                 "improvements, else by any moves", truce_concept_at(deals->step_concept)->label);
    truce__text_puts(text, ".");
    say(out, text);
}

static uint64_t asked_deals(const truce_deals *deals) {
    uint64_t count = 0;
    for (truce_state s = truce_set_next(deals->asked_for, 0); s; s = truce_set_next(deals->asked_for, s))
        count += truce_set_contains(deals->zone, s);
    return count;
}

static void draw_table(truce__out *out, truce__text *text, const truce_deals *deals, bool is_asked, uint64_t limit) {
    static const char *const groups[] = {"Gains"};
    view v = view_of(deals, is_asked);
    truce_render_options options = {.rows = v.rows, .limit = truce__deals_shown(v.count, limit), .sort_party = UINT32_MAX};
    truce__column *columns = truce__calloc(out->ctx, KEYS + v.n_parties + deals->concept_count + 3, sizeof *columns);
    char(*numbers)[12] = truce__calloc(out->ctx, v.n_parties, sizeof *numbers);
    truce__pick pick = {0};
    if (!columns || !numbers) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_note(out, truce__pick_init(out->ctx, deals->graph, NULL, &options, &pick));
    if (columns && numbers && !truce__out_failed(out)) {
        uint32_t count;
        name_columns(&v, columns, numbers, &count);
        truce__table table = {out, columns, count, groups, cell, &v, .pick = &pick};
        truce__out_puts(out, "\n");
        say_key(out, text, deals, is_asked);
        truce__table_measure(&table);
        truce__table_print(&table);
        truce__frame_cut(out, &pick);
    }
    truce__pick_free(out->ctx, &pick);
    truce__free(out->ctx, columns);
    truce__free(out->ctx, numbers);
}

/* -------------------------------------------------------------------- words */

/* Whether an earlier defection of the deal is by the same party to the same state. */
static bool is_repeated(const truce_deal_facts *deal, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (deal->defections[k].party == deal->defections[i].party && deal->defections[k].to == deal->defections[i].to) return true;
    return false;
}

/* "North farm to state 9 (...) under Nash and SEQ" */
static void add_leaver(truce__text *text, const truce_deals *deals, const truce_deal_facts *deal, size_t i) {
    const truce_defection *first = &deal->defections[i];
    size_t count = 0, said = 0;
    truce__text_printf(text, "%s to state ", name_of(deals, first->party));
    truce__state_label(text, deals->graph, first->to);
    truce__text_puts(text, " under ");
    for (size_t k = i; k < deal->defection_count; k++)
        count += deal->defections[k].party == first->party && deal->defections[k].to == first->to;
    for (size_t k = i; k < deal->defection_count; k++)
        if (deal->defections[k].party == first->party && deal->defections[k].to == first->to)
            truce__text_printf(text, "%s%s", before(said++, count), truce_concept_at(deal->defections[k].concept)->label);
}

/* "North farm and South farm" of the parties that a state puts above no deal, or below it; how many they are. */
static size_t add_parties(truce__text *text, const truce_deals *deals, truce_state state, const char *what, bool is_below) {
    size_t count = 0, named = 0;
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        count += is_below ? truce__deal_is_below(deals, state, p) : truce__deal_gains(deals, state, p);
    if (count) truce__text_puts(text, what);
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        if (is_below ? truce__deal_is_below(deals, state, p) : truce__deal_gains(deals, state, p))
            truce__text_printf(text, "%s%s", before(named++, count), name_of(deals, p));
    return count;
}

/* "State 4 (NN) is better than no deal for A, but worse for B: it is not acceptable to all. It wastes something: ..." */
static void add_standing(truce__text *text, const truce_deals *deals, const truce_deal_facts *asked) {
    size_t above = add_parties(text, deals, asked->state, " is better than no deal for ", false);
    size_t below = add_parties(text, deals, asked->state, above ? ", but worse for " : " is worse than no deal for ", true);
    if (!above && !below) truce__text_puts(text, " is as good as no deal for everybody");
    truce__text_puts(text, below ? ": it is not acceptable to all." : ": it is acceptable to all.");
    if (!asked->improved_by) truce__text_puts(text, " It is efficient.");
    if (!asked->improved_by) return;
    truce__text_puts(text, " It is not efficient: state ");
    truce__state_label(text, deals->graph, asked->improved_by);
    truce__text_puts(text, " is worse for nobody and better for somebody.");
}

static void say_leavers(truce__out *out, truce__text *text, const truce_deals *deals, const truce_deal_facts *deal, bool is_asked) {
    truce__text_puts(text, "State ");
    truce__state_label(text, deals->graph, deal->state);
    if (is_asked) add_standing(text, deals, deal);
    if (is_asked) truce__text_puts(text, " It");
    truce__text_puts(text, deal->defection_count ? " would be left by " : " holds: nobody would leave it under the concepts asked for.");
    for (size_t i = 0; i < deal->defection_count; i++) {
        if (is_repeated(deal, i)) continue;
        if (i) truce__text_puts(text, "; by ");
        add_leaver(text, deals, deal, i);
    }
    if (deal->defection_count) truce__text_puts(text, ".");
    if (deal->needs_enforcement) truce__text_puts(text, " It needs enforcement: it is no GMR equilibrium.");
    for (size_t i = 0; i < deal->step_count; i++) {
        truce__text_printf(text, "%s%s goes to state ", i == 0 ? " Step by step: " : ", then ", name_of(deals, deal->steps[i].party));
        truce__state_label(text, deals->graph, deal->steps[i].to);
    }
    if (deal->step_count) truce__text_puts(text, ".");
    truce__deal_lasting_words(text, deals, deal);
    say(out, text);
}

static void say_told(truce__out *out, truce__text *text, const truce_deals *deals, bool is_asked, uint64_t limit) {
    view v = view_of(deals, is_asked);
    size_t shown = truce__deals_shown(v.count, limit), told = shown < TOLD ? shown : TOLD;
    for (size_t i = 0; i < told; i++) say_leavers(out, text, deals, &v.facts[i], is_asked);
    if (told == shown) return;
    truce__text_printf(text, "The other %zu %s of the table are not told here; --format json has them all.", shown - told,
                       is_asked ? "states" : "deals");
    say(out, text);
}

static void say_deals(truce__out *out, truce__text *text, const truce_deals *deals, uint64_t limit) {
    draw_table(out, text, deals, false, limit);
    if (truce__out_failed(out)) return;
    truce__out_puts(out, "\nWho would leave\n");
    say_told(out, text, deals, false, limit);
}

static void say_asked(truce__out *out, truce__text *text, const truce_deals *deals, uint64_t limit) {
    truce__out_puts(out, "\n");
    uint64_t count = truce_set_count(deals->asked_for), in_zone = asked_deals(deals);
    truce__text_puts(text, "Asked for: ");
    if (count) add_count(text, count, "state");
    if (count == 1) truce__text_printf(text, ", which is %sin the zone of agreement.", in_zone ? "" : "not ");
    else if (count) truce__text_printf(text, ", %" PRIu64 " of them in the zone of agreement.", in_zone);
    else truce__text_puts(text, "no state, for the statement is true in none.");
    say(out, text);
    if (deals->asked_count == 0) return;
    draw_table(out, text, deals, true, limit);
    truce__out_puts(out, "\n");
    if (!truce__out_failed(out)) say_told(out, text, deals, true, limit);
}

static void say_traps(truce__out *out, truce__text *text, const truce_deals *deals) {
    truce__out_puts(out, "\nTraps (equilibria that are not efficient)\n");
    for (size_t i = 0; i < deals->concept_count; i++) {
        truce__text_printf(text, "  %s: ", truce__deal_concept(deals, i)->label);
        if (truce_set_count(deals->traps[i]) == 0) truce__text_puts(text, "none");
        else add_set(text, deals->traps[i]);
        say(out, text);
    }
}

/* "7 if North farm begins; 4 if South farm does"; all at once where they end alike. */
static void add_strikes(truce__text *text, const truce_deals *deals, const truce_choice *choice) {
    bool is_same = true;
    for (size_t i = 1; i < choice->listed; i++) is_same &= choice->states[i] == choice->states[0];
    if (is_same) truce__text_printf(text, "state %" PRIu64 ", whoever begins", choice->states[0]);
    for (size_t i = 0; i < choice->listed && !is_same; i++)
        truce__text_printf(text, "%s%" PRIu64 " if %s begins", i ? "; state " : "state ", choice->states[i],
                           name_of(deals, (uint32_t)i));
}

static void say_choice(truce__out *out, truce__text *text, const truce_deals *deals, const truce_choice *choice) {
    const truce_rule *rule = truce_rule_at(choice->rule);
    truce__text_printf(text, "  %s (%s): ", rule->name, truce_footing_words(rule->footing));
    if (choice->none) {
        truce__text_printf(text, "none; %s", choice->none);
    } else if (strcmp(rule->id, "strikes") == 0) {
        add_strikes(text, deals, choice);
    } else {
        truce__text_puts(text, choice->count == 1 ? "state " : "states ");
        add_states(text, choice->states, choice->listed, choice->count);
    }
    if (choice->depth && rule->footing == TRUCE_ORDINAL)
        truce__text_printf(text, "; for nobody it is further down than place %" PRIu64 " of %" PRIu64, choice->depth,
                           truce_set_count(deals->zone));
    else if (choice->depth) truce__text_printf(text, "; nobody's rank is below %" PRIu64, choice->depth);
    truce__text_puts(text, ".");
    say(out, text);
}

static void say_verified(truce__out *out, truce__text *text, const truce_deals *deals) {
    if (deals->to_verify == 0) return;
    bool is_all = deals->verified == deals->to_verify;
    if (is_all) truce__text_printf(text, "Verified: %" PRIu64 " verdict%s on deals, each by a witness checked from the definitions.",
                                   deals->verified, deals->verified == 1 ? "" : "s");
    else truce__text_printf(text, "Verified: every move by which somebody would leave, and %" PRIu64 " of %" PRIu64
                            " verdicts on deals; --verify checks all of these.", deals->verified, deals->to_verify);
    say(out, text);
}

/* The three sentences at the end. */
static void say_sentences(truce__out *out, const truce_deals *deals, const char *at) {
    truce__text texts[TRUCE__N_SENTENCES];
    for (int i = 0; i < TRUCE__N_SENTENCES; i++) truce__text_init(&texts[i], out->ctx);
    truce__deal_sentences(deals, at, texts);
    truce__out_puts(out, "\n");
    for (int i = 0; i < TRUCE__N_SENTENCES; i++) {
        if (texts[i].failed) truce__out_note(out, TRUCE_E_NOMEM);
        truce__out_prose(out, truce__text_bytes(&texts[i]), 0, 2);
        truce__text_free(&texts[i]);
    }
}

static void report(truce__out *out, truce__text *text, const truce_deals *deals, const truce_render_options *options) {
    uint64_t limit = options->limit;
    truce__frame_head(out, deals->graph);
    say_no_deal(out, text, deals);
    truce__out_puts(out, "\n");
    say_counts(out, text, deals);
    say_waive(out, text, deals);
    if (deals->asked_for) say_asked(out, text, deals, limit);
    if (deals->deal_count && !truce__out_failed(out)) say_deals(out, text, deals, limit);
    truce__deals_temporary_words(out, deals, limit);
    say_traps(out, text, deals);
    if (deals->choice_count) truce__out_puts(out, "\nWhat rules of bargaining would choose in the zone\n");
    for (size_t i = 0; i < deals->choice_count; i++) say_choice(out, text, deals, &deals->choices[i]);
    truce__frame_definitions(out);
    say_verified(out, text, deals);
    say_sentences(out, deals, options->at);
}

truce_status truce_render_deal(truce_ctx *ctx, const truce_deals *deals, const truce_render_options *options,
                               const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__text text;
    truce__out_init(&out, ctx, options, sink);
    truce__text_init(&text, ctx);
    if (options->format == TRUCE_FORMAT_JSON) truce__deal_json(&out, deals, options->limit);
    else if (options->format == TRUCE_FORMAT_CSV) truce__deal_csv(&out, deals, options->limit);
    else report(&out, &text, deals, options);
    truce__text_free(&text);
    return truce__out_end(&out);
}
