/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table in option form, as the literature prints it: a column for each state, a row for each option under its
 * party, beneath them outcomes, payoffs (ranks, higher is better) and, when there is a solution, a row for each
 * concept with Y under its equilibria and ? under those that may be.
 *
 * Levels stand by name; those of an option whose names are long, by the digit of the code, which a line above the
 * table explains: else a terminal would hold one or two states.
 *
 * Columns are gathered until the width is used up, the block is printed, and the next begins: what is held is one
 * block.
 */
#include "render/figures.h"
#include "words/naming.h"
#include "words/phrases.h"

#include <inttypes.h>

enum { MAX_BLOCK = 4096, LONGEST_LEVEL = 5 };

typedef enum row_kind {
    ROW_ORDERED,
    ROW_DECIMAL,
    ROW_NAME,
    ROW_EXPIRED,
    ROW_OPTION,
    ROW_OUTCOME,
    ROW_PAYOFF,
    ROW_CONCEPT
} row_kind;

typedef struct row {
    row_kind kind;
    uint32_t index; /* of the option, outcome, party, slot */
} row;

typedef struct column {
    truce_state state;
    uint32_t width;
} column;

typedef struct sheet {
    truce__out *out;
    const truce_graph *graph;
    const truce_model *model;
    const truce_solution *solution;
    TRUCE__VEC(row) rows;
    TRUCE__VEC(column) block;
    uint32_t party_width, option_width, gap;
    truce__text cell;
    truce__at at; /* the graph that the words speak of */
} sheet;

static bool is_binary(const truce_model *model) {
    for (uint32_t o = 0; o < model->n_options; o++)
        if (!model->options[o].has_default_levels) return false;
    return !model->is_plain;
}

static truce_status add_rows(sheet *s, row_kind kind, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) TRY(truce__vec_push(s->out->ctx, &s->rows, ((row){kind, i})));
    return TRUCE_OK;
}

static truce_status list_rows(sheet *s) {
    TRY(add_rows(s, ROW_ORDERED, 1));
    TRY(add_rows(s, ROW_DECIMAL, is_binary(s->model) ? 1 : 0));
    TRY(add_rows(s, ROW_NAME, s->model->is_plain ? 1 : 0));
    TRY(add_rows(s, ROW_EXPIRED, truce_graph_is_after_expiry(s->graph) ? 1 : 0));
    TRY(add_rows(s, ROW_OPTION, truce_model_option_count(s->model)));
    TRY(add_rows(s, ROW_OUTCOME, s->model->n_outcomes));
    TRY(add_rows(s, ROW_PAYOFF, s->model->n_parties));
    return add_rows(s, ROW_CONCEPT, s->solution ? truce_solution_concept_count(s->solution) : 0);
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

/* "Offer shares: 0 = nothing at all, 1 = a tenth" */
static void explain_levels(sheet *s) {
    for (uint32_t o = 0; o < truce_model_option_count(s->model); o++) {
        const truce__option *option = &s->model->options[o];
        if (!has_long_levels(option)) continue;
        truce__text_clear(&s->cell);
        WORDS(&s->cell, &s->at, LEGEND, (truce__value){.kind = TRUCE__OPTION_LABEL, .number = o});
        for (uint32_t level = 0; level < option->n_levels; level++) {
            char digit[2] = {level_digit(level), 0};
            truce__value sign = truce__text_of(digit), name = truce__name_of(option->levels[level]);
            if (level) WORDS(&s->cell, &s->at, LEVELS_NEXT, sign, name);
            else WORDS(&s->cell, &s->at, LEGEND_FIRST, sign, name);
        }
        if (s->cell.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
        truce__out_prose(s->out, truce__text_bytes(&s->cell), 0, 2);
    }
}

/* Whether cells hold words, which want more room between them. */
static bool has_names(const truce_model *model) {
    for (uint32_t o = 0; o < truce_model_option_count(model); o++)
        if (!model->options[o].has_default_levels && !has_long_levels(&model->options[o])) return true;
    return model->is_plain;
}

/* ----------------------------------------------------------------- cells */

static void decimal_cell(sheet *s, const uint8_t *levels) {
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

static void option_cell(sheet *s, const truce__option *option, uint8_t level) {
    if (level == TRUCE_LEVEL_MIXED) truce__text_puts(&s->cell, "-");
    else if (option->has_default_levels) truce__text_message(&s->cell, level ? TRUCE__M_MARK_YES : TRUCE__M_MARK_NO);
    else if (has_long_levels(option)) truce__text_printf(&s->cell, "%c", level_digit(level));
    else truce__text_puts(&s->cell, option->levels[level]);
}

static void equilibrium_cell(sheet *s, truce_verdict holds) {
    if (holds == TRUCE_STABLE) WORD(&s->cell, MARK_YES);
    else if (holds == TRUCE_MAYBE) WORD(&s->cell, MARK_MAYBE);
}

static void fill_cell(sheet *s, row r, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    char code[TRUCE_CODE_SIZE];
    truce__text_clear(&s->cell);
    switch (r.kind) {
    case ROW_ORDERED: truce__text_printf(&s->cell, "%" PRIu64, state); break;
    case ROW_NAME: truce__text_puts(&s->cell, truce_graph_state_code(s->graph, state, code)); break;
    case ROW_EXPIRED: truce__text_printf(&s->cell, "%" PRIu64, truce_graph_expires_into(s->graph, state)); break;
    case ROW_DECIMAL:
        truce_graph_state_levels(s->graph, state, levels);
        decimal_cell(s, levels);
        break;
    case ROW_OPTION:
        truce_graph_state_levels(s->graph, state, levels);
        option_cell(s, &s->model->options[r.index], levels[r.index]);
        break;
    case ROW_OUTCOME:
        if (truce_graph_has_outcome(s->graph, state, r.index)) WORD(&s->cell, MARK_YES);
        break;
    case ROW_PAYOFF: truce__text_printf(&s->cell, "%" PRIu32, truce_graph_rank(s->graph, r.index, state)); break;
    case ROW_CONCEPT:
        equilibrium_cell(s, truce_solution_holds(s->solution, r.index, state));
        break;
    }
    if (s->cell.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
}

/* ---------------------------------------------------------------- labels */

static uint32_t most(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

/* Appends the label of a row below the options: it spans both label columns. */
static void wide_label(sheet *s, row r, truce__text *text) {
    switch (r.kind) {
    case ROW_OUTCOME:
        WORDS(text, &s->at, ROW_OUTCOME, (truce__value){.kind = TRUCE__OUTCOME_LABEL, .number = r.index});
        break;
    case ROW_PAYOFF: WORDS(text, &s->at, ROW_PAYOFF, truce__party_named(r.index)); break;
    case ROW_CONCEPT:
        WORDS(text, &s->at, ROW_EQUILIBRIUM,
              truce__text_of(truce_concept_at(truce_solution_concept(s->solution, r.index))->label));
        break;
    case ROW_ORDERED: WORD(text, ROW_ORDERED); break;
    case ROW_DECIMAL: WORD(text, ROW_DECIMAL); break;
    case ROW_NAME: WORD(text, COLUMN_STATE); break;
    case ROW_EXPIRED: WORD(text, COLUMN_TURNS_INTO); break;
    case ROW_OPTION: break;
    }
}

/* The two labels of an option's row, in s->cell. */
static const char *party_label(sheet *s, uint32_t option) {
    truce__text_clear(&s->cell);
    truce__value_words(&s->cell, &s->at, truce__party_named(s->model->options[option].party));
    return truce__text_bytes(&s->cell);
}

static const char *option_label(sheet *s, uint32_t option) {
    truce__text_clear(&s->cell);
    truce__value_words(&s->cell, &s->at, (truce__value){.kind = TRUCE__OPTION_LABEL, .number = option});
    return truce__text_bytes(&s->cell);
}

static void measure_labels(sheet *s) {
    uint32_t spanning = 0;
    for (size_t i = 0; i < s->rows.count; i++) {
        truce__text_clear(&s->cell);
        wide_label(s, s->rows.at[i], &s->cell);
        spanning = most(spanning, truce__columns(truce__text_bytes(&s->cell)));
    }
    for (uint32_t o = 0; o < truce_model_option_count(s->model); o++) {
        s->party_width = most(s->party_width, truce__columns(party_label(s, o)));
        s->option_width = most(s->option_width, truce__columns(option_label(s, o)));
    }
    uint32_t room = s->out->width * 11 / 20;
    if (s->party_width > room * 2 / 5 && s->party_width + 2 + s->option_width > room)
        s->party_width = most(room * 2 / 5, room > s->option_width + 2 ? room - s->option_width - 2 : 0);
    if (s->party_width + 2 + s->option_width > room) s->option_width = room - s->party_width - 2;
    if (s->party_width + 2 + s->option_width < spanning)
        s->option_width = (spanning < room ? spanning : room) - s->party_width - 2;
}

static void print_label(sheet *s, row r, bool is_first_of_party) {
    if (r.kind == ROW_OPTION) {
        truce__out_cell(s->out, is_first_of_party ? party_label(s, r.index) : "", s->party_width, false, TRUCE__BOLD);
        truce__out_fill(s->out, ' ', 2);
        truce__out_cell(s->out, option_label(s, r.index), s->option_width, false, TRUCE__PLAIN);
        return;
    }
    truce__text_clear(&s->cell);
    wide_label(s, r, &s->cell);
    bool is_head = r.kind <= ROW_EXPIRED;
    truce__out_cell(s->out, truce__text_bytes(&s->cell), s->party_width + 2 + s->option_width, is_head,
                    is_head ? TRUCE__BOLD : TRUCE__PLAIN);
}

/* ---------------------------------------------------------------- blocks */

static void print_row(sheet *s, size_t index) {
    row r = s->rows.at[index];
    bool is_first =
        r.kind == ROW_OPTION && s->model->parties[s->model->options[r.index].party].first_option == r.index;
    print_label(s, r, is_first);
    truce__out_puts(s->out, "  ");
    for (size_t i = 0; i < s->block.count; i++) {
        fill_cell(s, r, s->block.at[i].state);
        if (i) truce__out_fill(s->out, ' ', s->gap);
        truce__style style = r.kind <= ROW_EXPIRED ? TRUCE__BOLD : r.kind == ROW_CONCEPT ? TRUCE__GOOD : TRUCE__PLAIN;
        if (s->cell.length == 0) style = TRUCE__PLAIN;
        truce__out_cell(s->out, truce__text_bytes(&s->cell), s->block.at[i].width, true, style);
    }
    truce__out_end_line(s->out);
}

static void print_block(sheet *s) {
    truce__out_puts(s->out, "\n");
    for (size_t i = 0; i < s->rows.count && !truce__out_failed(s->out); i++) print_row(s, i);
    s->block.count = 0;
}

static uint32_t column_width(sheet *s, truce_state state) {
    uint32_t width = 1;
    for (size_t i = 0; i < s->rows.count; i++) {
        fill_cell(s, s->rows.at[i], state);
        width = most(width, truce__columns(truce__text_bytes(&s->cell)));
    }
    return width;
}

static truce_status print_columns(sheet *s, truce__pick *pick) {
    uint32_t room = s->out->width - s->party_width - s->option_width - 4, used = 0;
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        uint32_t width = column_width(s, state);
        if (width > room) width = room;
        if (s->block.count == MAX_BLOCK || (s->block.count && used + s->gap + width > room)) print_block(s);
        used = (s->block.count ? used + s->gap : 0) + width;
        TRY(truce__vec_push(s->out->ctx, &s->block, ((column){state, width})));
        if (truce__out_failed(s->out)) return s->out->status;
    }
    if (s->block.count) print_block(s);
    return TRUCE_OK;
}

void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution,
                         truce__pick *pick) {
    sheet s = {.out = out, .graph = graph, .model = graph->model, .solution = solution};
    s.at = truce__at_graph(graph);
    s.gap = has_names(graph->model) ? 2 : 1;
    truce__text_init(&s.cell, out->ctx);
    truce_status status;
    TRY_OR_DONE(list_rows(&s));
    measure_labels(&s);
    explain_levels(&s);
    status = print_columns(&s, pick);
done:
    truce__out_note(out, status);
    truce__text_free(&s.cell);
    truce__vec_free(out->ctx, &s.rows);
    truce__vec_free(out->ctx, &s.block);
}
