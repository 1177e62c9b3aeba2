/* SPDX-License-Identifier: Apache-2.0 */
#include "render/option_sheet.h"

#include "words/naming.h"
#include "words/phrases.h"

#include <inttypes.h>

enum { LONGEST_LEVEL = 5 };

static bool is_binary(const truce_model *model) {
    for (uint32_t o = 0; o < model->n_options; o++)
        if (!model->options[o].has_default_levels) return false;
    return !model->is_plain;
}

static truce_status add_rows(truce__sheet *s, truce__sheet_kind kind, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) TRY(truce__vec_push(s->out->ctx, &s->rows, ((truce__sheet_row){kind, i})));
    return TRUCE_OK;
}

static truce_status list_rows(truce__sheet *s) {
    TRY(add_rows(s, TRUCE__SHEET_ORDERED, 1));
    TRY(add_rows(s, TRUCE__SHEET_DECIMAL, is_binary(s->model) ? 1 : 0));
    TRY(add_rows(s, TRUCE__SHEET_NAME, s->model->is_plain ? 1 : 0));
    TRY(add_rows(s, TRUCE__SHEET_EXPIRED, truce_graph_is_after_expiry(s->graph) ? 1 : 0));
    TRY(add_rows(s, TRUCE__SHEET_OPTION, truce_model_option_count(s->model)));
    TRY(add_rows(s, TRUCE__SHEET_OUTCOME, s->model->n_outcomes));
    TRY(add_rows(s, TRUCE__SHEET_PAYOFF, s->model->n_parties));
    return add_rows(s, TRUCE__SHEET_CONCEPT, s->solution ? truce_solution_concept_count(s->solution) : 0);
}

/* What is in the cell now. */
static const char *words(truce__sheet *s) {
    if (s->cell.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&s->cell);
}

truce_status truce__sheet_begin(truce__sheet *s, truce__out *out, const truce_graph *graph,
                                const truce_solution *solution) {
    *s = (truce__sheet){.out = out, .graph = graph, .model = graph->model, .solution = solution};
    s->at = truce__at_graph(graph);
    truce__text_init(&s->cell, out->ctx);
    return list_rows(s);
}

void truce__sheet_end(truce__sheet *s) {
    truce__text_free(&s->cell);
    truce__vec_free(s->out->ctx, &s->rows);
}

/* ---------------------------------------------------------------- levels */

static bool has_long_levels(const truce__option *option) {
    for (uint32_t level = 0; level < option->n_levels; level++)
        if (truce__columns(option->levels[level]) > LONGEST_LEVEL) return true;
    return false;
}

static char level_digit(uint32_t level) {
    return "0123456789abcdefghijklmnopqrstuvwxyz"[level];
}

const char *truce__sheet_legend(truce__sheet *s, uint32_t o) {
    const truce__option *option = &s->model->options[o];
    if (!has_long_levels(option)) return NULL;
    truce__text_clear(&s->cell);
    WORDS(&s->cell, &s->at, LEGEND, (truce__value){.kind = TRUCE__OPTION_LABEL, .number = o});
    for (uint32_t level = 0; level < option->n_levels; level++) {
        char digit[2] = {level_digit(level), 0};
        truce__value sign = truce__text_of(digit), name = truce__name_of(option->levels[level]);
        if (level) WORDS(&s->cell, &s->at, LEVELS_NEXT, sign, name);
        else WORDS(&s->cell, &s->at, LEGEND_FIRST, sign, name);
    }
    return words(s);
}

bool truce__sheet_has_words(const truce_model *model) {
    for (uint32_t o = 0; o < truce_model_option_count(model); o++)
        if (!model->options[o].has_default_levels && !has_long_levels(&model->options[o])) return true;
    return model->is_plain;
}

/* ----------------------------------------------------------------- cells */

static void decimal_cell(truce__sheet *s, const uint8_t *levels) {
    uint64_t code = 0;
    for (uint32_t o = 0; o < s->model->n_options; o++) {
        if (levels[o] == TRUCE_LEVEL_MIXED) {
            truce__text_puts(&s->cell, "-");
            return;
        }
        code |= (uint64_t)levels[o] << o;
    }
    truce__text_printf(&s->cell, "%" PRIu64, code);
}

static void option_cell(truce__sheet *s, const truce__option *option, uint8_t level) {
    if (level == TRUCE_LEVEL_MIXED) truce__text_puts(&s->cell, "-");
    else if (option->has_default_levels) truce__text_message(&s->cell, level ? TRUCE__M_MARK_YES : TRUCE__M_MARK_NO);
    else if (has_long_levels(option)) truce__text_printf(&s->cell, "%c", level_digit(level));
    else truce__text_puts(&s->cell, option->levels[level]);
}

static void equilibrium_cell(truce__sheet *s, truce_verdict holds) {
    if (holds == TRUCE_STABLE) WORD(&s->cell, MARK_YES);
    else if (holds == TRUCE_MAYBE) WORD(&s->cell, MARK_MAYBE);
}

const char *truce__sheet_cell(truce__sheet *s, truce__sheet_row r, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    char code[TRUCE_CODE_SIZE];
    truce__text_clear(&s->cell);
    switch (r.kind) {
    case TRUCE__SHEET_ORDERED: truce__text_printf(&s->cell, "%" PRIu64, state); break;
    case TRUCE__SHEET_NAME: truce__text_puts(&s->cell, truce_graph_state_code(s->graph, state, code)); break;
    case TRUCE__SHEET_EXPIRED:
        truce__text_printf(&s->cell, "%" PRIu64, truce_graph_expires_into(s->graph, state));
        break;
    case TRUCE__SHEET_DECIMAL:
        truce_graph_state_levels(s->graph, state, levels);
        decimal_cell(s, levels);
        break;
    case TRUCE__SHEET_OPTION:
        truce_graph_state_levels(s->graph, state, levels);
        option_cell(s, &s->model->options[r.index], levels[r.index]);
        break;
    case TRUCE__SHEET_OUTCOME:
        if (truce_graph_has_outcome(s->graph, state, r.index)) WORD(&s->cell, MARK_YES);
        break;
    case TRUCE__SHEET_PAYOFF:
        truce__text_printf(&s->cell, "%" PRIu32, truce_graph_rank(s->graph, r.index, state));
        break;
    case TRUCE__SHEET_CONCEPT:
        equilibrium_cell(s, truce_solution_holds(s->solution, r.index, state));
        break;
    }
    return words(s);
}

/* ---------------------------------------------------------------- labels */

const char *truce__sheet_label(truce__sheet *s, truce__sheet_row r) {
    truce__text *text = &s->cell;
    truce__text_clear(text);
    switch (r.kind) {
    case TRUCE__SHEET_OUTCOME:
        WORDS(text, &s->at, ROW_OUTCOME, (truce__value){.kind = TRUCE__OUTCOME_LABEL, .number = r.index});
        break;
    case TRUCE__SHEET_PAYOFF: WORDS(text, &s->at, ROW_PAYOFF, truce__party_named(r.index)); break;
    case TRUCE__SHEET_CONCEPT:
        WORDS(text, &s->at, ROW_EQUILIBRIUM,
              truce__text_of(truce_concept_at(truce_solution_concept(s->solution, r.index))->label));
        break;
    case TRUCE__SHEET_ORDERED: WORD(text, ROW_ORDERED); break;
    case TRUCE__SHEET_DECIMAL: WORD(text, ROW_DECIMAL); break;
    case TRUCE__SHEET_NAME: WORD(text, COLUMN_STATE); break;
    case TRUCE__SHEET_EXPIRED: WORD(text, COLUMN_TURNS_INTO); break;
    case TRUCE__SHEET_OPTION:
        truce__value_words(text, &s->at, (truce__value){.kind = TRUCE__OPTION_LABEL, .number = r.index});
        break;
    }
    return words(s);
}

const char *truce__sheet_party(truce__sheet *s, uint32_t option) {
    truce__text_clear(&s->cell);
    truce__value_words(&s->cell, &s->at, truce__party_named(s->model->options[option].party));
    return words(s);
}

bool truce__sheet_opens_party(const truce__sheet *s, truce__sheet_row r) {
    return r.kind == TRUCE__SHEET_OPTION &&
           s->model->parties[s->model->options[r.index].party].first_option == r.index;
}
