/* SPDX-License-Identifier: Apache-2.0 */
/* Ripeness in three formats: each condition with its reasons, and which of them is missing. */
#include "graph/set.h"
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "words/narrate.h"

#include <truce/ripe.h>

#include <inttypes.h>

enum { WAYS = 3, NAMED = 12 }; /* told in words */

typedef struct view {
    truce__out *out;
    const truce_ripeness *r;
    const truce_graph *graph;
    const truce_model *model;
    const truce_render_options *options;
    truce__text text;
} view;

static const char *const gain_names[] = {[TRUCE_WORSE] = "worse", [TRUCE_SAME] = "same", [TRUCE_BETTER] = "better"};

static const truce_concept *concept_at(const view *v, size_t slot) {
    return truce_concept_at(v->r->concepts[slot]);
}

static truce_state exit_of(const view *v, size_t slot, uint32_t party) {
    return v->r->exits[slot * v->model->n_parties + party];
}

/* ------------------------------------------------------------------ json */

static void hurting_json(truce__json *json, const view *v) {
    truce__json_object(json, "hurting", false);
    truce__json_bool(json, "met", v->r->is_hurting);
    truce__json_list(json, "parties", false);
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        truce__json_object(json, NULL, false);
        truce__json_text(json, "party", v->model->parties[p].id);
        truce__json_bool(json, "asked", v->r->parties[p].is_asked);
        truce__json_text(json, "pain", v->r->parties[p].pain);
        truce__json_bool(json, "hurt", v->r->parties[p].is_hurt);
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_end(json);
}

static void stalemate_json(truce__json *json, const view *v) {
    truce__json_object(json, "stalemate", false);
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        truce__json_object(json, concept_at(v, slot)->id, false);
        truce__json_bool(json, "met", v->r->is_stalemate[slot]);
        truce__json_list(json, "exits", false);
        for (uint32_t p = 0; p < v->model->n_parties; p++) {
            if (!exit_of(v, slot, p)) continue;
            truce__json_object(json, NULL, false);
            truce__json_text(json, "party", v->model->parties[p].id);
            truce__json_number(json, "to", exit_of(v, slot, p));
            truce__json_end(json);
        }
        truce__json_end(json);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void way_json(truce__json *json, const view *v, const truce_way_out *way) {
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "state", v->graph, way->path->state);
    truce__json_list(json, "path", false);
    for (uint32_t i = 0; i < way->path->steps; i++) {
        truce__json_object(json, NULL, false);
        truce__json_text(json, "party", v->model->parties[way->path->path[i].party].id);
        truce__json_number(json, "to", way->path->path[i].to);
        truce__json_text(json, "gain", gain_names[way->path->path[i].gain]);
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_object(json, "gain", false);
    for (uint32_t p = 0; p < v->model->n_parties; p++)
        truce__json_text(json, v->model->parties[p].id, gain_names[way->gains[p]]);
    truce__json_end(json);
    truce__json_list(json, "holds", false);
    for (size_t slot = 0; slot < v->r->concept_count; slot++)
        if (way->holds[slot]) truce__json_text(json, NULL, concept_at(v, slot)->id);
    truce__json_end(json);
    truce__json_end(json);
}

static void way_out_json(truce__json *json, const view *v) {
    truce__json_object(json, "way_out", true);
    truce__json_bool(json, "met", truce_set_count(v->r->ways_out) > 0);
    truce__json_number(json, "better", truce_set_count(v->r->better));
    truce__json_number(json, "reachable", truce_set_count(v->r->ways_out));
    truce__json_number(json, "better_for_all", v->r->better_for_all);
    truce__json_list(json, "ways", true);
    for (size_t i = 0; i < v->r->way_count && !truce__out_failed(v->out); i++) way_json(json, v, &v->r->ways[i]);
    truce__json_end(json);
    truce__json_bool(json, "truncated", v->r->way_count < truce_paths_target_total(v->r->paths));
    truce__json_end(json);
}

static void enticing_json(truce__json *json, const view *v) {
    uint64_t limit = v->options->limit;
    truce__json_object(json, "enticing", false);
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        uint64_t count = 0;
        truce__json_object(json, concept_at(v, slot)->id, false);
        truce__json_number(json, "count", truce_set_count(v->r->enticing[slot]));
        truce__json_list(json, "states", false);
        for (truce_state s = truce_set_next(v->r->enticing[slot], 0); s && (!limit || count < limit);
             s = truce_set_next(v->r->enticing[slot], s), count++)
            truce__json_number(json, NULL, s);
        truce__json_end(json);
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_object(json, "ripe", false);
    for (size_t slot = 0; slot < v->r->concept_count; slot++)
        truce__json_bool(json, concept_at(v, slot)->id, v->r->is_ripe[slot]);
    truce__json_end(json);
}

static void ripe_json(const view *v) {
    truce__json json;
    truce__json_begin(&json, v->out, "truce.ripe.v1");
    truce__json_model(&json, v->model);
    truce__json_definitions(&json, v->graph);
    truce__json_parties(&json, v->model);
    truce__json_states(&json, v->graph);
    truce__json_state_code(&json, "state", v->graph, v->r->state);
    truce__json_list(&json, "concepts", false);
    for (size_t slot = 0; slot < v->r->concept_count; slot++) truce__json_text(&json, NULL, concept_at(v, slot)->id);
    truce__json_end(&json);
    hurting_json(&json, v);
    stalemate_json(&json, v);
    way_out_json(&json, v);
    enticing_json(&json, v);
    truce__json_number(&json, "verified", v->r->verified);
    truce__json_end(&json);
}

/* ------------------------------------------------------------------- csv */

static void csv_row(truce__csv *csv, const char *condition, const char *concept, const char *party, bool is_met) {
    truce__csv_cell(csv, condition);
    truce__csv_cell(csv, concept);
    truce__csv_cell(csv, party);
    truce__csv_number(csv, is_met);
}

/* A row for each condition, concept and party; the last column is the statement, the exit or the nearest way out. */
static void ripe_csv(const view *v) {
    static const char *const heads[] = {"condition", "concept", "party", "met", "detail"};
    truce__csv csv = {.out = v->out};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) truce__csv_cell(&csv, heads[i]);
    truce__csv_end_row(&csv);
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        if (!v->r->parties[p].is_asked) continue;
        csv_row(&csv, "hurting", NULL, v->model->parties[p].id, v->r->parties[p].is_hurt);
        truce__csv_cell(&csv, v->r->parties[p].pain);
        truce__csv_end_row(&csv);
    }
    for (size_t slot = 0; slot < v->r->concept_count; slot++)
        for (uint32_t p = 0; p < v->model->n_parties; p++) {
            if (!v->r->parties[p].is_asked) continue;
            csv_row(&csv, "stalemate", concept_at(v, slot)->id, v->model->parties[p].id, !exit_of(v, slot, p));
            if (exit_of(v, slot, p)) truce__csv_number(&csv, exit_of(v, slot, p));
            else truce__csv_cell(&csv, NULL);
            truce__csv_end_row(&csv);
        }
    csv_row(&csv, "way_out", NULL, NULL, truce_set_count(v->r->ways_out) > 0);
    if (v->r->way_count) truce__csv_number(&csv, v->r->ways[0].path->state);
    else truce__csv_cell(&csv, NULL);
    truce__csv_end_row(&csv);
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        csv_row(&csv, "ripe", concept_at(v, slot)->id, NULL, v->r->is_ripe[slot]);
        truce__csv_cell(&csv, NULL);
        truce__csv_end_row(&csv);
    }
}

/* ----------------------------------------------------------------- words */

#define put(v, ...) truce__text_printf(&(v)->text, __VA_ARGS__)

static void end_line(view *v, uint32_t first, uint32_t rest) {
    if (v->text.failed) truce__out_note(v->out, TRUCE_E_NOMEM);
    truce__out_prose(v->out, truce__text_bytes(&v->text), first, rest);
    truce__text_clear(&v->text);
}

static void end_heading(view *v, bool is_met) {
    truce__out_puts(v->out, "\n");
    truce__out_style(v->out, is_met ? TRUCE__GOOD : TRUCE__BAD);
    end_line(v, 0, 3);
    truce__out_style(v->out, TRUCE__PLAIN);
}

/* "Israeli government, Hamas and United States": the parties of the deadlock. */
static void put_asked(view *v) {
    size_t said = 0;
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        if (!v->r->parties[p].is_asked) continue;
        put(v, "%s%s", said == 0 ? "" : said + 1 == v->r->asked_count ? " and " : ", ", v->model->parties[p].name);
        said++;
    }
}

static void say_hurting(view *v) {
    put(v, "1. Does it hurt? %s.", v->r->is_hurting ? "Yes" : "No");
    end_heading(v, v->r->is_hurting);
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        const truce_ripe_party *party = &v->r->parties[p];
        if (!party->is_asked) continue;
        put(v, "%s: ", v->model->parties[p].name);
        if (!party->pain) put(v, "the model does not say where it hurts.");
        else {
            put(v, "%s, \"%s\" %s true here", party->is_hurt ? "hurt" : "not hurt", party->pain, party->is_hurt ? "is" : "is not");
            truce__narrate_note(&v->text, &v->model->pain[p].note);
            put(v, ".");
        }
        end_line(v, 3, 5);
    }
}

/* "Hamas can set ..., which leads to state 7 (...)" */
static void put_exit(view *v, uint32_t party, truce_state to) {
    put(v, "%s can ", v->model->parties[party].name);
    size_t before = v->text.length;
    put(v, "set ");
    if (truce__narrate_changes(&v->text, v->graph, v->r->state, to) || v->text.failed) put(v, " and reach ");
    else {
        v->text.length = before;
        put(v, "move to ");
    }
    put(v, "state ");
    truce__state_label(&v->text, v->graph, to);
}

static void say_exits(view *v, size_t slot, bool of_asked) {
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        truce_state to = exit_of(v, slot, p);
        if (!to || v->r->parties[p].is_asked != of_asked) continue;
        put_exit(v, p, to);
        put(v, of_asked ? "; nothing sanctions that." : "; it is not asked, so this does not count.");
        end_line(v, 5, 7);
    }
}

static void say_stalemate(view *v) {
    size_t met = 0;
    for (size_t slot = 0; slot < v->r->concept_count; slot++) met += v->r->is_stalemate[slot];
    put(v, "2. Is it a stalemate? %s.", met == v->r->concept_count ? "Yes" : met ? "Under some concepts" : "No");
    end_heading(v, met > 0);
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        put(v, "%s: %s", concept_at(v, slot)->label,
            v->r->is_stalemate[slot] ? "yes, it is stable for each of them." : "no, it is not stable for each of them.");
        end_line(v, 3, 5);
        say_exits(v, slot, true);
        say_exits(v, slot, false);
    }
}

static void say_steps(view *v, const truce_path *path) {
    truce_state at = v->r->state;
    for (uint32_t i = 0; i < path->steps; i++) {
        const truce_path_step *step = &path->path[i];
        put(v, "%s%s ", i ? ", then " : "", v->model->parties[step->party].name);
        size_t before = v->text.length;
        put(v, "sets ");
        if (!truce__narrate_changes(&v->text, v->graph, at, step->to) && !v->text.failed) {
            v->text.length = before;
            put(v, "moves to state %" PRIu64, step->to);
        }
        if (step->gain != TRUCE_BETTER) put(v, " (%s for it than just before)", step->gain == TRUCE_WORSE ? "worse" : "no better");
        at = step->to;
    }
}

/* ". Worse for Coalition partners" */
static void put_parties_with(view *v, const truce_way_out *way, truce_gain gain, const char *lead) {
    size_t said = 0;
    for (uint32_t p = 0; p < v->model->n_parties; p++) {
        if (way->gains[p] != gain || v->r->parties[p].is_asked) continue;
        put(v, "%s%s", said++ ? ", " : lead, v->model->parties[p].name);
    }
}

static void say_way(view *v, size_t number, const truce_way_out *way) {
    size_t said = 0;
    put(v, "%zu. State ", number);
    truce__state_label(&v->text, v->graph, way->path->state);
    put(v, ": ");
    say_steps(v, way->path);
    put_parties_with(v, way, TRUCE_WORSE, ". Worse for ");
    put_parties_with(v, way, TRUCE_SAME, ". As good for ");
    put_parties_with(v, way, TRUCE_BETTER, ". Better also for ");
    for (size_t slot = 0; slot < v->r->concept_count; slot++)
        if (way->holds[slot]) put(v, "%s%s", said++ ? ", " : ". It holds under ", concept_at(v, slot)->label);
    put(v, said ? "." : ". It holds under none of the concepts.");
    end_line(v, 3, 6);
}

static void say_way_out(view *v) {
    uint64_t better = truce_set_count(v->r->better), ways = truce_set_count(v->r->ways_out);
    put(v, "3. Is there a way out? %s.", ways ? "Yes" : "No");
    end_heading(v, ways > 0);
    if (better == 0) put(v, "No state is better for each of them.");
    else if (ways == 0 && better == 1) put(v, "The one state that is better for each of them is out of reach.");
    else if (ways == 0) put(v, "Each of the %" PRIu64 " states that are better for each of them is out of reach.", better);
    else
        put(v, "%" PRIu64 " state%s better for each of them and can be reached, %" PRIu64 " of them better for every party of the model.",
            ways, ways == 1 ? " is" : "s are", v->r->better_for_all);
    end_line(v, 3, 5);
    uint64_t most = v->options->limit && v->options->limit < WAYS ? v->options->limit : WAYS;
    for (size_t i = 0; i < v->r->way_count && i < most; i++) say_way(v, i + 1, &v->r->ways[i]);
    if (ways > most) {
        put(v, "These are the nearest; --format json has the others.");
        end_line(v, 3, 5);
    }
}

/* "Ripe under Nash and SEQ." or what is missing. */
static void say_verdict(view *v) {
    size_t met = 0, stalemates = 0;
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        met += v->r->is_ripe[slot];
        stalemates += v->r->is_stalemate[slot];
    }
    if (met) {
        put(v, "Ripe under ");
        for (size_t slot = 0, said = 0; slot < v->r->concept_count; slot++)
            if (v->r->is_ripe[slot]) put(v, "%s%s", said++ ? ", " : "", concept_at(v, slot)->label);
        put(v, met < v->r->concept_count ? "; under the others it is no stalemate." : ".");
    } else {
        bool has_way = truce_set_count(v->r->ways_out) > 0;
        put(v, "Not ripe:");
        if (!v->r->is_hurting) put(v, " it does not hurt each of them%s", stalemates && has_way ? "." : ";");
        if (!stalemates) put(v, " it is no stalemate%s", has_way ? "." : ";");
        if (!has_way) put(v, " there is no way out.");
    }
    end_heading(v, met > 0);
}

static void say_enticing(view *v) {
    for (size_t slot = 0; slot < v->r->concept_count; slot++) {
        const truce_set *set = v->r->enticing[slot];
        uint64_t named = 0, count = truce_set_count(set);
        put(v, "Enticing under %s: %" PRIu64 "%s", concept_at(v, slot)->label, count, count ? ":" : "");
        for (truce_state s = truce_set_next(set, 0); s && named < NAMED; s = truce_set_next(set, s))
            put(v, "%s %" PRIu64, named++ ? "," : "", s);
        if (count > named) put(v, " and %" PRIu64 " more", count - named);
        end_line(v, 0, 4);
    }
}

static void ripe_words(view *v) {
    truce__frame_head(v->out, v->graph);
    truce__out_puts(v->out, "\n");
    put(v, "Is state ");
    truce__state_label(&v->text, v->graph, v->r->state);
    put(v, " ripe for talks between ");
    put_asked(v);
    put(v, "?");
    end_line(v, 0, 2);
    say_hurting(v);
    say_stalemate(v);
    say_way_out(v);
    say_verdict(v);
    say_enticing(v);
    truce__frame_definitions(v->out);
    put(v, "Ripeness is necessary for talks and not enough. Enticing: equilibria that each of them prefers to this state.");
    end_line(v, 0, 2);
    if (v->r->verified)
        truce__out_printf(v->out, "Verified: %" PRIu64 " verdicts on this state, and each path.\n", v->r->verified);
}

truce_status truce_render_ripe(truce_ctx *ctx, const truce_ripeness *ripeness, const truce_render_options *options,
                               const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    view v = {.out = &out, .r = ripeness, .graph = ripeness->graph, .model = ripeness->graph->model, .options = options};
    truce__text_init(&v.text, ctx);
    if (options->format == TRUCE_FORMAT_JSON) ripe_json(&v);
    else if (options->format == TRUCE_FORMAT_CSV) ripe_csv(&v);
    else ripe_words(&v);
    truce__text_free(&v.text);
    return truce__out_end(&out);
}
