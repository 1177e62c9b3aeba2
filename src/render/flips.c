/* SPDX-License-Identifier: Apache-2.0 */
#include "render/flips.h"

#include "render/frame.h"

#include <inttypes.h>

enum { SHOWN = 40, NAMED_CAUSES = 6 };

static const truce_concept *concept_of(const truce_solution *solution, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(solution, slot));
}

const char *truce__concept_id(const truce_solution *solution, uint32_t slot) {
    return concept_of(solution, slot)->id;
}

/* The state as the later model has it, or the earlier one where it is gone. */
static const truce_graph *graph_of(const truce__flip_list *list, const truce_flip *flip) {
    return truce_solution_graph(flip->after ? list->after : list->before);
}

static truce_state state_of(const truce_flip *flip) {
    return flip->after ? flip->after : flip->before;
}

/* ------------------------------------------------------------------- words */

static void add_verdict(truce__text *text, const truce__flip_list *list, const truce_flip *flip) {
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    bool is_equilibrium = flip->party == UINT32_MAX;
    truce__text_puts(text, flip->holds ? " is now " : flip->after ? " is no longer " : " is gone and with it ");
    truce__text_puts(text, is_equilibrium ? "an equilibrium" : "stable for ");
    if (!is_equilibrium) truce__text_puts(text, model->parties[flip->party].name);
    if (!flip->before) truce__text_puts(text, ", a state that was not there");
}

static void add_causes(truce__text *text, const truce__flip_list *list, const truce_flip *flip) {
    if (flip->cause_count == 0) truce__text_puts(text, "; no single one undoes it: only together");
    for (size_t i = 0; i < flip->cause_count && i < NAMED_CAUSES; i++) {
        truce__text_puts(text, i == 0 ? "; because of " : i + 1 == flip->cause_count ? " and " : ", ");
        list->name(list->ud, flip->causes[i], text);
    }
    if (flip->cause_count > NAMED_CAUSES)
        truce__text_printf(text, " and %zu more", flip->cause_count - NAMED_CAUSES);
    if (flip->cause_count > 1) truce__text_puts(text, ", each of which was needed");
}

void truce__flips_words(truce__out *out, const truce__flip_list *list) {
    truce__text text;
    truce__text_init(&text, out->ctx);
    for (size_t i = 0; i < list->count && i < SHOWN; i++) {
        const truce_flip *flip = &list->flips[i];
        truce__text_clear(&text);
        truce__text_printf(&text, "%s: ", concept_of(list->after, flip->slot)->label);
        truce__state_label(&text, graph_of(list, flip), state_of(flip));
        add_verdict(&text, list, flip);
        add_causes(&text, list, flip);
        if (!text.failed) truce__out_prose(out, text.bytes, 2, 4);
    }
    uint64_t shown = list->count < SHOWN ? list->count : SHOWN;
    if (list->total > shown) truce__out_printf(out, "  and %" PRIu64 " more; --format json and csv list them\n", list->total - shown);
    if (list->total == 0) truce__out_puts(out, "  No verdict flipped.\n");
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* -------------------------------------------------------------------- json */

static void flip_json(truce__json *json, const truce__flip_list *list, const truce_flip *flip) {
    char code[TRUCE_CODE_SIZE];
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    truce__json_object(json, NULL, false);
    truce__json_text(json, "concept", truce__concept_id(list->after, flip->slot));
    truce__json_text(json, "party", flip->party == UINT32_MAX ? NULL : model->parties[flip->party].id);
    truce__json_state(json, "before", flip->before);
    truce__json_state(json, "after", flip->after);
    truce__json_text(json, "code", truce_graph_state_code(graph_of(list, flip), state_of(flip), code));
    truce__json_bool(json, "held", flip->held);
    truce__json_bool(json, "holds", flip->holds);
    truce__json_list(json, "causes", false);
    for (size_t i = 0; i < flip->cause_count; i++) truce__json_text(json, NULL, list->id(list->ud, flip->causes[i]));
    truce__json_end(json);
    truce__json_end(json);
}

void truce__flips_json(truce__json *json, const truce__flip_list *list) {
    truce__json_list(json, "flips", true);
    for (size_t i = 0; i < list->count; i++) flip_json(json, list, &list->flips[i]);
    truce__json_end(json);
    truce__json_number(json, "flip_total", list->total);
}

/* --------------------------------------------------------------------- csv */

void truce__flips_csv_head(truce__csv *csv, const char *lead) {
    static const char *const heads[] = {"concept", "party", "before", "after", "code", "held", "holds", "causes"};
    if (lead) truce__csv_cell(csv, lead);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) truce__csv_cell(csv, heads[i]);
    truce__csv_end_row(csv);
}

static void state_cell(truce__csv *csv, truce_state state) {
    if (state) truce__csv_number(csv, state);
    else truce__csv_cell(csv, NULL);
}

static void flip_csv(truce__csv *csv, const truce__flip_list *list, const truce_flip *flip, truce__text *causes) {
    char code[TRUCE_CODE_SIZE];
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    truce__csv_cell(csv, truce__concept_id(list->after, flip->slot));
    truce__csv_cell(csv, flip->party == UINT32_MAX ? NULL : model->parties[flip->party].id);
    state_cell(csv, flip->before);
    state_cell(csv, flip->after);
    truce__csv_cell(csv, truce_graph_state_code(graph_of(list, flip), state_of(flip), code));
    truce__csv_cell(csv, flip->held ? "yes" : "no");
    truce__csv_cell(csv, flip->holds ? "yes" : "no");
    truce__text_clear(causes);
    for (size_t i = 0; i < flip->cause_count; i++)
        truce__text_printf(causes, "%s%s", i ? " " : "", list->id(list->ud, flip->causes[i]));
    truce__csv_cell(csv, causes->bytes);
    truce__csv_end_row(csv);
}

void truce__flips_csv(truce__csv *csv, const truce__flip_list *list, const char *lead) {
    truce__text causes;
    truce__text_init(&causes, csv->out->ctx);
    for (size_t i = 0; i < list->count; i++) {
        if (lead) truce__csv_cell(csv, lead);
        flip_csv(csv, list, &list->flips[i], &causes);
    }
    if (causes.failed) truce__out_note(csv->out, TRUCE_E_NOMEM);
    truce__text_free(&causes);
}

/* -------------------------------------------------------------- equilibria */

/* Counts the equilibria by outcome; `counts` has room for all. */
static void count_outcomes(const truce_solution *solution, uint32_t slot, uint64_t *counts) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_set *set = truce_solution_equilibria(solution, slot);
    uint32_t n = truce_model_outcome_count(graph->model);
    memset(counts, 0, n * sizeof *counts);
    for (truce_state s = truce_set_next(set, 0); s; s = truce_set_next(set, s))
        for (uint32_t k = 0; k < n; k++) counts[k] += truce_graph_has_outcome(graph, s, k);
}

void truce__equilibria_words(truce__out *out, const truce_solution *solution) {
    const truce_model *model = truce_graph_model(truce_solution_graph(solution));
    uint64_t counts[TRUCE__MAX_OUTCOMES];
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_puts(&text, "Equilibria:");
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        bool has_one = false;
        truce__text_printf(&text, "%s %s %" PRIu64, slot ? ";" : "", concept_of(solution, slot)->label,
                           truce_set_count(truce_solution_equilibria(solution, slot)));
        count_outcomes(solution, slot, counts);
        for (uint32_t k = 0; k < model->n_outcomes; k++) {
            if (!counts[k]) continue;
            truce__text_printf(&text, "%s%s %" PRIu64, has_one ? ", " : " (", model->outcomes[k].name, counts[k]);
            has_one = true;
        }
        if (has_one) truce__text_puts(&text, ")");
    }
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_prose(out, text.bytes, 2, 4);
    truce__text_free(&text);
}

void truce__equilibria_json(truce__json *json, const truce_solution *solution) {
    const truce_model *model = truce_graph_model(truce_solution_graph(solution));
    uint64_t counts[TRUCE__MAX_OUTCOMES];
    truce__json_object(json, "counts", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++)
        truce__json_number(json, truce__concept_id(solution, slot), truce_set_count(truce_solution_equilibria(solution, slot)));
    truce__json_end(json);
    truce__json_object(json, "by_outcome", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        truce__json_object(json, truce__concept_id(solution, slot), false);
        count_outcomes(solution, slot, counts);
        for (uint32_t k = 0; k < model->n_outcomes; k++) truce__json_number(json, model->outcomes[k].id, counts[k]);
        truce__json_end(json);
    }
    truce__json_end(json);
}
