/* SPDX-License-Identifier: Apache-2.0 */
/* Politics at home in three formats: who ratifies what, which equilibria would not be ratified, and whose consent is missing. */
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "render/table.h"

#include <truce/home.h>

#include <inttypes.h>
#include <stdlib.h>

enum { NAMED = 20, SETS = 5, JSON_SETS = 100, REASONS = 40 };

typedef struct view {
    const truce_ratification *r;
    const truce_graph *graph;
    truce__out *out;
    uint32_t n_slots;
} view;

static const char *home_id(const view *v, size_t home) {
    return v->graph->model->parties[v->r->homes[home].party].id;
}

static const char *home_name(const view *v, size_t home) {
    return v->graph->model->parties[v->r->homes[home].party].name;
}

static const truce_concept *concept_at(const view *v, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(v->r->solution, slot));
}

/* The vote of a home, or NULL after a failure. */
static truce_vote *ask(const view *v, size_t home, truce_state state, size_t limit) {
    truce_vote *vote = NULL;
    truce__out_note(v->out, truce_home_vote(v->out->ctx, v->r, home, state, limit, &vote));
    return vote;
}

/* ------------------------------------------------------------------ json */

static void actors_json(truce__json *json, const char *key, const truce_home *home, const uint32_t *actors, size_t count) {
    truce__json_list(json, key, false);
    for (size_t i = 0; i < count; i++) truce__json_text(json, NULL, home->actors[actors[i]].id);
    truce__json_end(json);
}

static void home_json(truce__json *json, const view *v, size_t index) {
    const truce_home *home = &v->r->homes[index];
    truce__json_object(json, NULL, false);
    truce__json_text(json, "party", home_id(v, index));
    truce__json_text(json, "rule", home->rule);
    truce__json_raw(json, "quota", home->quota);
    truce__json_list(json, "actors", false);
    for (size_t i = 0; i < home->actor_count; i++) {
        const truce_home_actor *a = &home->actors[i];
        truce__json_object(json, NULL, false);
        truce__json_text(json, "id", a->id);
        truce__json_text(json, "name", a->name);
        truce__json_bool(json, "is_party", a->party != UINT32_MAX);
        truce__json_raw(json, "weight", a->weight);
        truce__json_number(json, "reversion", a->reversion);
        truce__json_number(json, "ratifies", truce_set_count(a->ratifies));
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_number(json, "win_set", truce_set_count(home->win_set));
    truce__json_number(json, "with_veto", truce_set_count(home->with_veto));
    truce__json_end(json);
}

static void vote_json(truce__json *json, const view *v, size_t index, truce_state state) {
    truce_vote *vote = ask(v, index, state, JSON_SETS);
    if (!vote) return;
    const truce_home *home = &v->r->homes[index];
    truce__json_object(json, home_id(v, index), false);
    truce__json_bool(json, "ratified", vote->is_ratified);
    actors_json(json, "consent", home, vote->consents, vote->consent_count);
    actors_json(json, "refuse", home, vote->refuses, vote->refuse_count);
    actors_json(json, "needed", home, vote->needed, vote->needed_count);
    truce__json_list(json, "missing", false);
    for (size_t i = 0; i < vote->missing_count; i++)
        actors_json(json, NULL, home, vote->missing + i * vote->missing_size, vote->missing_size);
    truce__json_end(json);
    if (vote->is_cut) truce__json_bool(json, "truncated", true);
    truce__json_end(json);
    truce_vote_free(v->out->ctx, vote);
}

static void row_json(truce__json *json, const view *v, truce_state state) {
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "state", v->graph, state);
    truce__json_outcomes(json, v->graph, state);
    truce__json_list(json, "holds", false);
    for (uint32_t slot = 0; slot < v->n_slots; slot++)
        if (truce_set_contains(truce_solution_equilibria(v->r->solution, slot), state))
            truce__json_text(json, NULL, concept_at(v, slot)->id);
    truce__json_end(json);
    truce__json_bool(json, "ratified", truce_set_contains(v->r->ratified, state));
    truce__json_bool(json, "agreeable", truce_set_contains(v->r->agreeable, state));
    truce__json_object(json, "homes", false);
    for (size_t i = 0; i < v->r->home_count && !truce__out_failed(v->out); i++) vote_json(json, v, i, state);
    truce__json_end(json);
    truce__json_end(json);
}

/* "involuntary": {"nash": {"count": 2, "states": [4, 7]}} */
static bool involuntary_json(truce__json *json, const view *v, uint64_t limit) {
    bool is_cut = false;
    truce__json_list(json, "concepts", false);
    for (uint32_t slot = 0; slot < v->n_slots; slot++) truce__json_text(json, NULL, concept_at(v, slot)->id);
    truce__json_end(json);
    truce__json_object(json, "involuntary", false);
    for (uint32_t slot = 0; slot < v->n_slots; slot++) {
        const truce_set *set = v->r->involuntary[slot];
        uint64_t count = 0;
        truce__json_object(json, concept_at(v, slot)->id, false);
        truce__json_number(json, "count", truce_set_count(set));
        truce__json_list(json, "states", false);
        for (truce_state s = truce_set_next(set, 0); s && (!limit || count < limit); s = truce_set_next(set, s), count++)
            truce__json_number(json, NULL, s);
        truce__json_end(json);
        truce__json_end(json);
        is_cut |= count < truce_set_count(set);
    }
    truce__json_end(json);
    return is_cut;
}

static void ratify_json(view *v, truce__pick *pick) {
    truce__json json;
    truce__json_begin(&json, v->out, "truce.ratify.v1");
    truce__json_model(&json, v->graph->model);
    truce__json_definitions(&json, v->graph);
    truce__json_parties(&json, v->graph->model);
    truce__json_states(&json, v->graph);
    truce__json_list(&json, "homes", true);
    for (size_t i = 0; i < v->r->home_count; i++) home_json(&json, v, i);
    truce__json_end(&json);
    truce__json_number(&json, "ratified", truce_set_count(v->r->ratified));
    truce__json_number(&json, "agreeable", truce_set_count(v->r->agreeable));
    bool is_cut = involuntary_json(&json, v, pick->options->limit);
    truce__json_list(&json, "table", true);
    for (truce_state state = truce__pick_next(pick); state && !truce__out_failed(v->out); state = truce__pick_next(pick))
        row_json(&json, v, state);
    truce__json_end(&json);
    truce__json_bool(&json, "truncated", is_cut || truce__pick_is_cut(pick));
    truce__json_end(&json);
}

/* ------------------------------------------------------------------- csv */

static void ratify_csv(view *v, truce__pick *pick) {
    truce__csv csv = {.out = v->out};
    truce__text text;
    truce__text_init(&text, v->out->ctx);
    truce__out_note(v->out, truce__frame_warn_of_cut(v->out->ctx, v->graph, pick));
    truce__csv_state_head(&csv, v->graph);
    for (uint32_t slot = 0; slot < v->n_slots; slot++) truce__csv_joined(&csv, "eq", concept_at(v, slot)->id);
    for (size_t i = 0; i < v->r->home_count; i++) {
        truce__csv_joined(&csv, "ratified", home_id(v, i));
        truce__csv_joined(&csv, "refuse", home_id(v, i));
    }
    truce__csv_end_row(&csv);
    for (truce_state state = truce__pick_next(pick); state && !truce__out_failed(v->out); state = truce__pick_next(pick)) {
        truce__csv_state(&csv, v->graph, state);
        for (uint32_t slot = 0; slot < v->n_slots; slot++)
            truce__csv_number(&csv, truce_set_contains(truce_solution_equilibria(v->r->solution, slot), state));
        for (size_t i = 0; i < v->r->home_count; i++) {
            truce__csv_number(&csv, truce_set_contains(v->r->homes[i].win_set, state));
            truce__text_clear(&text);
            for (size_t a = 0, said = 0; a < v->r->homes[i].actor_count; a++)
                if (!truce_set_contains(v->r->homes[i].actors[a].ratifies, state))
                    truce__text_printf(&text, "%s%s", said++ ? ";" : "", v->r->homes[i].actors[a].id);
            truce__csv_cell(&csv, truce__text_bytes(&text));
        }
        truce__csv_end_row(&csv);
    }
    if (text.failed) truce__out_note(v->out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* ----------------------------------------------------------------- table */

enum { MARK, NUMBER, CODE, KEYS }; /* then a column a concept, a column a home, the outcomes */

static void home_cell(const view *v, size_t index, truce_state state, truce__text *text, truce__style *style) {
    const truce_home *home = &v->r->homes[index];
    bool is_ratified = truce_set_contains(home->win_set, state);
    *style = is_ratified ? TRUCE__GOOD : TRUCE__BAD;
    if (is_ratified) truce__text_puts(text, "✓");
    for (size_t i = 0, said = 0; !is_ratified && i < home->actor_count; i++)
        if (!truce_set_contains(home->actors[i].ratifies, state))
            truce__text_printf(text, "%s%s", said++ ? ", " : "✗ ", home->actors[i].id);
}

static void cell(void *ud, truce_state state, uint32_t column, truce__text *text, truce__style *style) {
    const view *v = ud;
    char code[TRUCE_CODE_SIZE];
    uint32_t homes_at = KEYS + v->n_slots, end = homes_at + (uint32_t)v->r->home_count;
    if (column == MARK) truce__text_puts(text, state == truce_graph_status_quo(v->graph) ? ">" : "");
    else if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(v->graph, state, code));
    else if (column < homes_at)
        truce__text_puts(text, truce_set_contains(truce_solution_equilibria(v->r->solution, column - KEYS), state) ? "E" : "");
    else if (column < end) home_cell(v, column - homes_at, state, text, style);
    else truce__state_outcomes(text, v->graph, state);
}

static void print_rows(view *v, truce__pick *pick) {
    static const char *const groups[] = {"Equilibrium", "Ratified at home of"};
    uint32_t count = KEYS + v->n_slots + (uint32_t)v->r->home_count + (v->graph->model->n_outcomes ? 1 : 0);
    truce__column *columns = truce__calloc(v->out->ctx, count, sizeof *columns), *next = columns;
    if (!columns) {
        truce__out_note(v->out, TRUCE_E_NOMEM);
        return;
    }
    *next++ = (truce__column){"", TRUCE__NONE, true, true, false, 0};
    *next++ = (truce__column){"State", TRUCE__NONE, true, true, false, 0};
    *next++ = (truce__column){v->graph->model->is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0};
    for (uint32_t slot = 0; slot < v->n_slots; slot++)
        *next++ = (truce__column){concept_at(v, slot)->label, 0, false, false, false, 0};
    for (size_t i = 0; i < v->r->home_count; i++) *next++ = (truce__column){home_id(v, i), 1, false, false, false, 0};
    if (v->graph->model->n_outcomes) *next = (truce__column){.head = "Outcomes", .group = TRUCE__NONE, .is_prose = true};
    truce__table table = {v->out, columns, count, groups, cell, v};
    truce__table_measure(&table, pick);
    truce__out_puts(v->out, "\n");
    truce__out_prose(v->out, "E equilibrium, ✓ would be ratified, ✗ would not: the actors who refuse, > status quo", 0, 2);
    truce__table_print(&table, pick);
    truce__free(v->out->ctx, columns);
}

/* ----------------------------------------------------------------- words */

static void say(truce__out *out, truce__text *text, uint32_t first, uint32_t rest) {
    if (text->failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_prose(out, truce__text_bytes(text), first, rest);
    truce__text_clear(text);
}

static void say_rule(truce__text *text, const truce_home *home) {
    if (strcmp(home->rule, "unanimity") == 0) truce__text_puts(text, "all actors have to consent");
    else if (strcmp(home->rule, "weighted") == 0) truce__text_printf(text, "consent of actors who weigh %s together is enough", home->quota);
    else truce__text_printf(text, "consent of %s of the %zu actors is enough", home->quota, home->actor_count);
}

static void say_home(view *v, size_t index, truce__text *text) {
    const truce_home *home = &v->r->homes[index];
    uint64_t states = truce_graph_state_count(v->graph);
    truce__text_printf(text, "%s: ", home_name(v, index));
    say_rule(text, home);
    truce__text_printf(text, " (%s). It would ratify %" PRIu64 " of the %" PRIu64 " states, %" PRIu64
                       " of them with the party's own consent.", home->rule, truce_set_count(home->win_set), states,
                       truce_set_count(home->with_veto));
    say(v->out, text, 0, 2);
    for (size_t i = 0; i < home->actor_count; i++) {
        const truce_home_actor *a = &home->actors[i];
        truce__text_printf(text, "%s: %s", a->id, a->name);
        if (strcmp(home->rule, "weighted") == 0) truce__text_printf(text, ", weight %s", a->weight);
        truce__text_puts(text, ", compares with state ");
        truce__state_label(text, v->graph, a->reversion);
        truce__text_printf(text, ", likes %" PRIu64 " state%s at least as well.", truce_set_count(a->ratifies),
                           truce_set_count(a->ratifies) == 1 ? "" : "s");
        say(v->out, text, 2, 4);
    }
}

static void say_meeting(view *v, truce__text *text) {
    uint64_t ratified = truce_set_count(v->r->ratified), agreeable = truce_set_count(v->r->agreeable);
    if (v->r->home_count > 1)
        truce__text_printf(text, "All homes would ratify %" PRIu64 " state%s. ", ratified, ratified == 1 ? "" : "s");
    if (ratified == 0) truce__text_puts(text, "No state would be ratified: no agreement is possible.");
    else if (agreeable == 0)
        truce__text_puts(text, "Of the states that would be ratified each leaves some party below its no deal.");
    else
        truce__text_printf(text, "%" PRIu64 " of the states that would be ratified %s no party below its no deal.", agreeable,
                           agreeable == 1 ? "leaves" : "leave");
    say(v->out, text, 0, 2);
}

static void say_involuntary(view *v, truce__text *text) {
    truce__out_puts(v->out, "\nInvoluntary defection: equilibria that would not be ratified\n");
    for (uint32_t slot = 0; slot < v->n_slots; slot++) {
        const truce_set *set = v->r->involuntary[slot], *all = truce_solution_equilibria(v->r->solution, slot);
        uint64_t count = truce_set_count(set), named = 0;
        truce__text_printf(text, "%-4s  %" PRIu64 " of %" PRIu64 "%s", concept_at(v, slot)->label, count, truce_set_count(all),
                           count ? ":" : "");
        for (truce_state s = truce_set_next(set, 0); s && named < NAMED; s = truce_set_next(set, s))
            truce__text_printf(text, "%s %" PRIu64, named++ ? "," : "", s);
        if (named < count) truce__text_printf(text, " and %" PRIu64 " more", count - named);
        say(v->out, text, 2, 8);
    }
}

/* What is missing in some rows, and in how many. */
typedef struct reason {
    char *text;
    uint64_t count;
} reason;

typedef struct reasons {
    reason at[REASONS];
    size_t count;
    uint64_t others; /* rows whose reasons found no room */
} reasons;

static void add_names(truce__text *text, const truce_home *home, const uint32_t *actors, size_t count) {
    for (size_t i = 0; i < count; i++)
        truce__text_printf(text, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", home->actors[actors[i]].name);
}

/* "Israeli government: Coalition partners" */
static void add_missing(truce__text *text, const view *v, const truce_vote *vote) {
    const truce_home *home = &v->r->homes[vote->home];
    truce__text_printf(text, "%s: ", home_name(v, vote->home));
    if (vote->missing_count == 0) truce__text_puts(text, "nobody's consent would be enough");
    for (size_t i = 0; i < vote->missing_count; i++) {
        if (i) truce__text_puts(text, ", or ");
        add_names(text, home, vote->missing + i * vote->missing_size, vote->missing_size);
    }
    if (vote->is_cut) truce__text_puts(text, ", or other sets of as many");
}

static void count_reason(view *v, reasons *known, const char *text) {
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->at[i].text, text) == 0) {
            known->at[i].count++;
            return;
        }
    if (known->count == REASONS) {
        known->others++;
        return;
    }
    size_t size = strlen(text) + 1;
    char *copy = truce__alloc(v->out->ctx, size);
    if (!copy) {
        truce__out_note(v->out, TRUCE_E_NOMEM);
        return;
    }
    memcpy(copy, text, size);
    known->at[known->count++] = (reason){copy, 1};
}

static void gather_reasons(view *v, truce__pick *pick, truce__text *text, reasons *known) {
    truce__pick_rewind(pick);
    for (truce_state state = truce__pick_next(pick); state && !truce__out_failed(v->out); state = truce__pick_next(pick))
        for (size_t home = 0; home < v->r->home_count; home++) {
            if (truce_set_contains(v->r->homes[home].win_set, state)) continue;
            truce_vote *vote = ask(v, home, state, SETS);
            if (!vote) return;
            add_missing(text, v, vote);
            count_reason(v, known, truce__text_bytes(text));
            truce__text_clear(text);
            truce_vote_free(v->out->ctx, vote);
        }
}

static void say_reasons(view *v, truce__pick *pick, truce__text *text) {
    reasons known = {.count = 0};
    gather_reasons(v, pick, text, &known);
    if (known.count) {
        truce__out_puts(v->out, "\n");
        truce__out_prose(v->out, "Whose consent is missing (the least sets of actors, at each home, in how many of these states)", 0, 2);
    }
    for (size_t i = 0; i < known.count; i++) {
        truce__text_printf(text, "%s (%" PRIu64 ")", known.at[i].text, known.at[i].count);
        say(v->out, text, 2, 4);
        truce__free(v->out->ctx, known.at[i].text);
    }
    if (known.others) truce__out_printf(v->out, "  and other sets in %" PRIu64 " more cases\n", known.others);
}

static void ratify_words(view *v, truce__pick *pick) {
    truce__text text;
    truce__text_init(&text, v->out->ctx);
    truce__frame_head(v->out, v->graph);
    truce__out_puts(v->out, "\n");
    for (size_t i = 0; i < v->r->home_count; i++) say_home(v, i, &text);
    say_meeting(v, &text);
    if (truce__pick_count(pick)) print_rows(v, pick);
    truce__frame_cut(v->out, pick);
    if (truce__pick_count(pick)) say_reasons(v, pick, &text);
    if (v->n_slots) say_involuntary(v, &text);
    truce__frame_definitions(v->out);
    truce__text_puts(&text, "An actor ratifies what it likes at least as well as what it compares with; of several such states "
                            "the one it likes least counts.");
    say(v->out, &text, 0, 2);
    truce__text_free(&text);
}

truce_status truce_render_ratify(truce_ctx *ctx, const truce_ratification *ratification,
                                 const truce_render_options *options, const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__pick pick;
    view v = {.r = ratification, .graph = ratification->graph, .out = &out};
    if (ratification->solution) v.n_slots = truce_solution_concept_count(ratification->solution);
    truce__out_init(&out, ctx, options, sink);
    truce__out_note(&out, truce__pick_init(ctx, v.graph, ratification->solution, options, &pick));
    if (!truce__out_failed(&out)) {
        if (options->format == TRUCE_FORMAT_JSON) ratify_json(&v, &pick);
        else if (options->format == TRUCE_FORMAT_CSV) ratify_csv(&v, &pick);
        else ratify_words(&v, &pick);
    }
    truce__pick_free(ctx, &pick);
    return truce__out_end(&out);
}
