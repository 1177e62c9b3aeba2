/* SPDX-License-Identifier: Apache-2.0 */
#include "render/flips.h"

#include "render/frame.h"

#include <inttypes.h>

enum { SHOWN = 40, NAMED_CAUSES = 6, TWINS = 4096 };

static const truce_concept *concept_of(const truce_solution *solution, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(solution, slot));
}

const char *truce__concept_id(const truce_solution *solution, uint32_t slot) {
    return concept_of(solution, slot)->id;
}

/* The state as the later model has it, or the earlier one where it is gone. */
static const truce_graph *graph_of(const truce__flip_list *list, const truce_verdict_flip *flip) {
    return truce_solution_graph(flip->after ? list->after : list->before);
}

static truce_state state_of(const truce_verdict_flip *flip) {
    return flip->after ? flip->after : flip->before;
}

/* ------------------------------------------------------------------- words */

static void add_verdict(truce__text *text, const truce__flip_list *list, const truce_verdict_flip *flip) {
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    bool is_equilibrium = flip->party == UINT32_MAX;
    truce__text_puts(text, flip->holds ? " is now " : flip->after ? " is no longer " : " is gone and with it ");
    truce__text_puts(text, is_equilibrium ? "an equilibrium" : "stable for ");
    if (!is_equilibrium) truce__text_puts(text, model->parties[flip->party].name);
    if (!flip->before) truce__text_puts(text, ", a state that was not there");
}

static void add_causes(truce__text *text, const truce__flip_list *list, const truce_verdict_flip *flip) {
    if (flip->cause_count == 0) truce__text_puts(text, "; no single one undoes it: only together");
    for (size_t i = 0; i < flip->cause_count && i < NAMED_CAUSES; i++) {
        truce__text_puts(text, i == 0 ? "; because of " : i + 1 == flip->cause_count ? " and " : ", ");
        list->name(list->ud, flip->causes[i], text);
    }
    if (flip->cause_count > NAMED_CAUSES)
        truce__text_printf(text, " and %zu more", flip->cause_count - NAMED_CAUSES);
    if (flip->cause_count > 1) truce__text_puts(text, ", each of which was needed");
}

/* Whether two flips differ in their concept only. */
static bool is_twin(const truce_verdict_flip *x, const truce_verdict_flip *y) {
    return x->party == y->party && x->is_status_quo == y->is_status_quo && x->before == y->before && x->after == y->after &&
           x->holds == y->holds && x->cause_count == y->cause_count &&
           memcmp(x->causes, y->causes, x->cause_count * sizeof *x->causes) == 0;
}

/* "Nash, SEQ" for a flip and its twins after it. Twins are looked for among the next few thousand: more are not shown. */
static void add_concepts(truce__text *text, const truce__flip_list *list, size_t first) {
    size_t end = list->count - first < TWINS ? list->count : first + TWINS;
    truce__text_puts(text, concept_of(list->after, list->flips[first].slot)->label);
    for (size_t i = first + 1; i < end; i++)
        if (is_twin(&list->flips[i], &list->flips[first]))
            truce__text_printf(text, ", %s", concept_of(list->after, list->flips[i].slot)->label);
    truce__text_puts(text, ": ");
}

static bool is_told(const truce__flip_list *list, size_t index) {
    for (size_t i = index < TWINS ? 0 : index - TWINS; i < index; i++)
        if (is_twin(&list->flips[i], &list->flips[index])) return true;
    return false;
}

static void flip_words(truce__out *out, const truce__flip_list *list, size_t index) {
    const truce_verdict_flip *flip = &list->flips[index];
    truce__text text;
    truce__text_init(&text, out->ctx);
    add_concepts(&text, list, index);
    if (flip->is_status_quo) truce__text_puts(&text, "the status quo, ");
    truce__state_label(&text, graph_of(list, flip), state_of(flip));
    if (flip->is_status_quo) truce__text_puts(&text, ",");
    add_verdict(&text, list, flip);
    add_causes(&text, list, flip);
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_prose(out, text.bytes, 2, 4);
    truce__text_free(&text);
}

void truce__flips_words(truce__out *out, const truce__flip_list *list) {
    size_t shown = 0, told = 0, i = 0;
    for (; i < list->count && shown < SHOWN; i++) {
        told++;
        if (is_told(list, i)) continue;
        flip_words(out, list, i);
        shown++;
    }
    for (; i < list->count && i < (size_t)SHOWN * TWINS; i++) told += is_told(list, i);
    if (list->total > told)
        truce__out_printf(out, "  and %" PRIu64 " more verdicts; --format json and csv list them\n", list->total - told);
    if (list->total == 0) truce__out_puts(out, "  No verdict flipped.\n");
}

/* -------------------------------------------------------------------- json */

static void flip_json(truce__json *json, const truce__flip_list *list, const truce_verdict_flip *flip) {
    char code[TRUCE_CODE_SIZE];
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    truce__json_object(json, NULL, false);
    truce__json_text(json, "concept", truce__concept_id(list->after, flip->slot));
    truce__json_text(json, "party", flip->party == UINT32_MAX ? NULL : model->parties[flip->party].id);
    truce__json_bool(json, "status_quo", flip->is_status_quo);
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
    static const char *const heads[] = {"concept", "party", "status_quo", "before", "after", "code", "held", "holds", "causes"};
    if (lead) truce__csv_cell(csv, lead);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) truce__csv_cell(csv, heads[i]);
    truce__csv_end_row(csv);
}

static void state_cell(truce__csv *csv, truce_state state) {
    if (state) truce__csv_number(csv, state);
    else truce__csv_cell(csv, NULL);
}

static void flip_csv(truce__csv *csv, const truce__flip_list *list, const truce_verdict_flip *flip, truce__text *causes) {
    char code[TRUCE_CODE_SIZE];
    const truce_model *model = truce_graph_model(truce_solution_graph(list->after));
    truce__csv_cell(csv, truce__concept_id(list->after, flip->slot));
    truce__csv_cell(csv, flip->party == UINT32_MAX ? NULL : model->parties[flip->party].id);
    truce__csv_cell(csv, flip->is_status_quo ? "yes" : "no");
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

bool truce__equilibria_same(const truce_solution *a, const truce_solution *b) {
    uint64_t counts[2][TRUCE__MAX_OUTCOMES];
    const truce_model *model = truce_graph_model(truce_solution_graph(a)), *other = truce_graph_model(truce_solution_graph(b));
    if (model->n_outcomes != other->n_outcomes) return false;
    for (uint32_t k = 0; k < model->n_outcomes; k++)
        if (strcmp(model->outcomes[k].id, other->outcomes[k].id) != 0) return false;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(a); slot++) {
        if (truce_set_count(truce_solution_equilibria(a, slot)) != truce_set_count(truce_solution_equilibria(b, slot))) return false;
        count_outcomes(a, slot, counts[0]);
        count_outcomes(b, slot, counts[1]);
        if (memcmp(counts[0], counts[1], model->n_outcomes * sizeof *counts[0]) != 0) return false;
    }
    return true;
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

/* -------------------------------------------------------------- status quo */

/* Whether a state is stable for the same parties under two concepts. */
static bool is_alike(const truce_solution *solution, truce_state state, uint32_t a, uint32_t b) {
    const truce_model *model = truce_graph_model(truce_solution_graph(solution));
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (truce_set_contains(truce_solution_stable(solution, a, p), state) !=
            truce_set_contains(truce_solution_stable(solution, b, p), state))
            return false;
    return true;
}

/* "; Nash, SEQ: stable for north, south", once for concepts that say the same. */
static void add_stable_for(truce__text *text, const truce_solution *solution, truce_state state, uint32_t slot) {
    const truce_model *model = truce_graph_model(truce_solution_graph(solution));
    uint32_t count = 0;
    for (uint32_t before = 0; before < slot; before++)
        if (is_alike(solution, state, before, slot)) return;
    truce__text_printf(text, "; %s", concept_of(solution, slot)->label);
    for (uint32_t after = slot + 1; after < truce_solution_concept_count(solution); after++)
        if (is_alike(solution, state, slot, after)) truce__text_printf(text, ", %s", concept_of(solution, after)->label);
    truce__text_puts(text, ": stable for ");
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (truce_set_contains(truce_solution_stable(solution, slot, p), state))
            truce__text_printf(text, "%s%s", count++ ? ", " : "", model->parties[p].name);
    if (count == 0) truce__text_puts(text, "nobody");
}

void truce__status_quo_words(truce__out *out, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce_state state = truce_graph_status_quo(graph);
    if (!state) return;
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_puts(&text, "Status quo: ");
    truce__state_label(&text, graph, state);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) add_stable_for(&text, solution, state, slot);
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    else truce__out_prose(out, text.bytes, 2, 4);
    truce__text_free(&text);
}

void truce__status_quo_json(truce__json *json, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce_state state = truce_graph_status_quo(graph);
    char code[TRUCE_CODE_SIZE];
    truce__json_states(json, graph);
    truce__json_text(json, "code", state ? truce_graph_state_code(graph, state, code) : NULL);
    truce__json_object(json, "stable", false);
    for (uint32_t slot = 0; state && slot < truce_solution_concept_count(solution); slot++) {
        truce__json_list(json, truce__concept_id(solution, slot), false);
        for (uint32_t p = 0; p < graph->model->n_parties; p++)
            if (truce_set_contains(truce_solution_stable(solution, slot, p), state))
                truce__json_text(json, NULL, graph->model->parties[p].id);
        truce__json_end(json);
    }
    truce__json_end(json);
}
