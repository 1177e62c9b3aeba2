/* SPDX-License-Identifier: Apache-2.0 */
/* What the displays of agreements say of expiry and of politics at home. */
#include "graph/set.h"
#include "render/deal_view.h"
#include "render/frame.h"
#include "render/table.h"

#include <inttypes.h>
#include <stdio.h>

enum { ROWS = 12 }; /* temporary arrangements shown in a table unless a limit is lower */

static const truce_model *model_of(const truce_deals *deals) {
    return deals->graph->model;
}

/* How the party fares in a state compared with no deal, now or after expiry: "better", "same", "worse". */
static const char *fares(const truce_deals *deals, truce_state state, uint32_t party, bool is_after) {
    uint32_t rank = truce_graph_rank(is_after ? deals->after : deals->graph, party, state);
    uint32_t floor = is_after ? deals->no_deal_after[party] : deals->no_deal[party].rank;
    return rank > floor ? "better" : rank < floor ? "worse" : "same";
}

/* Whether nobody is worse off than without a deal once what is temporary has expired. */
static bool lasts(const truce_deals *deals, truce_state state) {
    for (uint32_t p = 0; p < model_of(deals)->n_parties; p++)
        if (truce_graph_rank(deals->after, p, state) < deals->no_deal_after[p]) return false;
    return true;
}

bool truce__deals_tell_temporary(const truce_deals *deals) {
    return deals->temporary && !truce_graph_is_after_expiry(deals->graph);
}

/* ------------------------------------------------------------------ json */

static void ids_json(truce__json *json, const truce_deals *deals, const char *key, const uint32_t *parties, size_t count) {
    truce__json_list(json, key, false);
    for (size_t i = 0; i < count; i++) truce__json_text(json, NULL, model_of(deals)->parties[parties[i]].id);
    truce__json_end(json);
}

/* {"israel": ["partners"]}: at each home that would not ratify, the actors who refuse. */
static void blocked_json(truce__json *json, const truce_deals *deals, truce_state state) {
    truce__json_object(json, "blocked_by", false);
    for (size_t i = 0; i < deals->home->home_count; i++) {
        const truce_home *home = &deals->home->homes[i];
        if (truce_set_contains(home->win_set, state)) continue;
        truce__json_list(json, model_of(deals)->parties[home->party].id, false);
        for (size_t a = 0; a < home->actor_count; a++)
            if (!truce_set_contains(home->actors[a].ratifies, state)) truce__json_text(json, NULL, home->actors[a].id);
        truce__json_end(json);
    }
    truce__json_end(json);
}

void truce__deal_lasting_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *deal) {
    if (deals->after) {
        if (!truce_graph_is_after_expiry(deals->graph)) truce__json_number(json, "turns_into", deal->turns_into);
        truce__json_bool(json, "lasts", deal->loser_count == 0);
        ids_json(json, deals, "loses_after_expiry", deal->losers, deal->loser_count);
        truce__json_steps(json, "phases", deals, deal->has_phases, deal->phases, deal->phase_count);
    }
    if (!deals->home) return;
    truce__json_bool(json, "ratified", deal->is_ratified);
    blocked_json(json, deals, deal->state);
}

static void fares_json(truce__json *json, const truce_deals *deals, truce_state state, bool is_after) {
    truce__json_object(json, is_after ? "after" : "now", false);
    for (uint32_t p = 0; p < model_of(deals)->n_parties; p++)
        truce__json_text(json, model_of(deals)->parties[p].id, fares(deals, state, p, is_after));
    truce__json_end(json);
}

bool truce__deals_temporary_json(truce__json *json, const truce_deals *deals, uint64_t limit) {
    uint64_t count = 0;
    if (!truce__deals_tell_temporary(deals)) return false;
    truce__json_list(json, "temporary", true);
    for (truce_state s = truce_set_next(deals->temporary, 0); s && (!limit || count < limit);
         s = truce_set_next(deals->temporary, s), count++) {
        truce__json_object(json, NULL, false);
        truce__json_state_code(json, "state", deals->graph, s);
        truce__json_number(json, "turns_into", truce_graph_expires_into(deals->after, s));
        fares_json(json, deals, s, false);
        fares_json(json, deals, s, true);
        truce__json_bool(json, "lasts", lasts(deals, s));
        if (deals->home) truce__json_bool(json, "ratified", truce_set_contains(deals->home->ratified, s));
        truce__json_end(json);
    }
    truce__json_end(json);
    return count < truce_set_count(deals->temporary);
}

/* -------------------------------------------------------------------- csv */

void truce__deal_lasting_csv_head(truce__csv *csv, const truce_deals *deals) {
    if (deals->after && !truce_graph_is_after_expiry(deals->graph)) truce__csv_cell(csv, "becomes");
    if (deals->after) truce__csv_cell(csv, "lasts");
    if (deals->home) truce__csv_cell(csv, "ratified");
}

void truce__deal_lasting_csv(truce__csv *csv, const truce_deals *deals, const truce_deal_facts *deal) {
    if (deals->after && !truce_graph_is_after_expiry(deals->graph)) truce__csv_number(csv, deal->turns_into);
    if (deals->after) truce__csv_number(csv, deal->loser_count == 0);
    if (deals->home) truce__csv_number(csv, deal->is_ratified);
}

/* ------------------------------------------------------------------ words */

/* "North farm (refused by Village council)" for each home that would not ratify. */
static void add_blockers(truce__text *text, const truce_deals *deals, truce_state state) {
    size_t said = 0;
    for (size_t i = 0; i < deals->home->home_count; i++) {
        const truce_home *home = &deals->home->homes[i];
        size_t refused = 0;
        if (truce_set_contains(home->win_set, state)) continue;
        truce__text_printf(text, "%s%s (refused by ", said++ ? ", " : "", model_of(deals)->parties[home->party].name);
        for (size_t a = 0; a < home->actor_count; a++)
            if (!truce_set_contains(home->actors[a].ratifies, state))
                truce__text_printf(text, "%s%s", refused++ ? ", " : "", home->actors[a].name);
        truce__text_puts(text, ")");
    }
}

void truce__deal_lasting_words(truce__text *text, const truce_deals *deals, const truce_deal_facts *deal) {
    if (deal->turns_into != deal->state && !truce_graph_is_after_expiry(deals->graph)) {
        truce__text_puts(text, " It lapses into state ");
        truce__state_label(text, deals->graph, deal->turns_into);
        if (deal->loser_count == 0) truce__text_puts(text, ", and nobody is then worse off than without a deal");
        for (size_t i = 0; i < deal->loser_count; i++)
            truce__text_printf(text, "%s%s", i ? ", " : ", which is worse than no deal for ", model_of(deals)->parties[deal->losers[i]].name);
        truce__text_puts(text, ".");
    }
    for (size_t i = 0; i < deal->phase_count; i++) {
        truce__text_printf(text, "%s%s goes to state ", i == 0 ? " In phases that last: " : ", then ",
                           model_of(deals)->parties[deal->phases[i].party].name);
        truce__state_label(text, deals->graph, deal->phases[i].to);
    }
    if (deal->phase_count) truce__text_puts(text, ".");
    else if (deal->step_count && deals->after) truce__text_puts(text, " No such way has only steps that last.");
    if (deal->is_ratified) return;
    truce__text_puts(text, " It would not be ratified at the home of ");
    add_blockers(text, deals, deal->state);
    truce__text_puts(text, ".");
}

enum { NUMBER, CODE, INTO, KEYS };

typedef struct view {
    const truce_deals *deals;
    uint32_t n_parties;
} view;

static void cell(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style) {
    const view *v = ud;
    truce_state state = row->state;
    char code[TRUCE_CODE_SIZE];
    uint32_t place = column - KEYS, end = KEYS + 2 * v->n_parties;
    if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(v->deals->graph, state, code));
    else if (column == INTO) truce__text_printf(text, "%" PRIu64, truce_graph_expires_into(v->deals->after, state));
    else if (column < end) {
        const char *word = fares(v->deals, state, place % v->n_parties, place >= v->n_parties);
        truce__text_puts(text, *word == 'b' ? "+" : *word == 'w' ? "-" : "=");
        if (*word == 'w') *style = TRUCE__BAD;
    } else {
        bool is_good = column == end ? lasts(v->deals, state) : truce_set_contains(v->deals->home->ratified, state);
        truce__text_puts(text, is_good ? "yes" : "no");
        *style = is_good ? TRUCE__GOOD : TRUCE__BAD;
    }
}

static void print_table(truce__out *out, const truce_deals *deals, uint64_t limit, truce__column *columns, char (*numbers)[12]) {
    static const char *const groups[] = {"Now", "Lapsed"};
    view v = {deals, model_of(deals)->n_parties};
    truce_render_options options = {.rows = deals->temporary, .limit = limit, .sort_party = UINT32_MAX};
    truce__pick pick;
    truce__column *next = columns;
    *next++ = (truce__column){"State", TRUCE__NONE, true, true, false, 0};
    *next++ = (truce__column){model_of(deals)->is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0};
    *next++ = (truce__column){"Turns into", TRUCE__NONE, true, false, false, 0};
    for (uint32_t i = 0; i < 2 * v.n_parties; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%" PRIu32, i % v.n_parties + 1);
        *next++ = (truce__column){numbers[i], i / v.n_parties, false, false, false, 0};
    }
    *next++ = (truce__column){"Lasts", TRUCE__NONE, false, false, false, 0};
    if (deals->home) *next++ = (truce__column){"Ratified", TRUCE__NONE, false, false, false, 0};
    truce__table table = {out, columns, (uint32_t)(next - columns), groups, cell, &v, .pick = &pick};
    truce__out_note(out, truce__pick_init(out->ctx, deals->graph, NULL, &options, &pick));
    if (!truce__out_failed(out)) {
        truce__table_measure(&table);
        truce__table_print(&table);
        truce__frame_cut(out, &pick);
    }
    truce__pick_free(out->ctx, &pick);
}

static void say_heading(truce__out *out, const truce_deals *deals) {
    char heading[128];
    snprintf(heading, sizeof heading, "Temporary arrangements that hold under %s, against no deal: now, and once they have lapsed",
             truce_concept_at(deals->step_concept)->label);
    truce__out_prose(out, heading, 0, 2);
}

static void say_key(truce__out *out, const truce_deals *deals) {
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_puts(&text, "Parties:");
    for (uint32_t p = 0; p < model_of(deals)->n_parties; p++)
        truce__text_printf(&text, "%s %" PRIu32 " = %s", p ? ";" : "", p + 1, model_of(deals)->parties[p].name);
    truce__text_puts(&text, ". + better than no deal, = as good, - worse; it lasts when nobody is worse off by then");
    truce__text_puts(&text, deals->home ? "; ratified: at every home, valued as it is now." : ".");
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_prose(out, truce__text_bytes(&text), 0, 2);
    truce__text_free(&text);
}

void truce__deals_temporary_words(truce__out *out, const truce_deals *deals, uint64_t limit) {
    if (!truce__deals_tell_temporary(deals) || truce_set_count(deals->temporary) == 0) return;
    uint32_t n_parties = model_of(deals)->n_parties;
    truce__column *columns = truce__calloc(out->ctx, KEYS + 2 * n_parties + 2, sizeof *columns);
    char(*numbers)[12] = truce__calloc(out->ctx, 2 * (size_t)n_parties, sizeof *numbers);
    truce__out_puts(out, "\n");
    say_heading(out, deals);
    say_key(out, deals);
    if (!columns || !numbers) truce__out_note(out, TRUCE_E_NOMEM);
    else print_table(out, deals, limit && limit < ROWS ? limit : ROWS, columns, numbers);
    truce__free(out->ctx, columns);
    truce__free(out->ctx, numbers);
}
