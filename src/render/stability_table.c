/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of individual stability as papers print it: a row for each state, a group of columns for each concept, in it
 * a column for each party with a tick where the state is stable for it, and "Eq" with an E where it is for all. Rows that
 * are an equilibrium of some concept carry a star, the status quo an arrow.
 *
 * Parties head their columns with their ids; where that is too wide for the terminal, with numbers that a line above
 * the table explains.
 */
#include "render/frame.h"
#include "render/table.h"

#include <inttypes.h>
#include <stdio.h>

enum { MARK, NUMBER, CODE, KEYS }; /* the columns before the groups; outcomes come last */

typedef struct view {
    const truce_graph *graph;
    const truce_solution *solution;
    uint32_t n_slots, n_parties;
} view;

static bool is_any_equilibrium(const view *v, truce_state state) {
    for (uint32_t slot = 0; slot < v->n_slots; slot++)
        if (truce_set_contains(truce_solution_equilibria(v->solution, slot), state)) return true;
    return false;
}

static void mark_cell(const view *v, truce_state state, truce__text *text, truce__style *style) {
    bool is_equilibrium = is_any_equilibrium(v, state);
    if (state == truce_graph_status_quo(v->graph)) truce__text_puts(text, ">");
    if (is_equilibrium) truce__text_puts(text, "*");
    *style = is_equilibrium ? TRUCE__GOOD : TRUCE__BOLD;
}

static void verdict_cell(const view *v, truce_state state, uint32_t column, truce__text *text, truce__style *style) {
    uint32_t slot = column / (v->n_parties + 1), party = column % (v->n_parties + 1);
    if (party == v->n_parties) {
        if (truce_set_contains(truce_solution_equilibria(v->solution, slot), state)) truce__text_puts(text, "E");
        *style = TRUCE__GOOD;
    } else if (truce_set_contains(truce_solution_stable(v->solution, slot, party), state)) {
        truce__text_puts(text, "✓");
    }
}

static void cell(void *ud, truce_state state, uint32_t column, truce__text *text, truce__style *style) {
    const view *v = ud;
    char code[TRUCE_CODE_SIZE];
    if (column == MARK) mark_cell(v, state, text, style);
    else if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(v->graph, state, code));
    else if (column < KEYS + v->n_slots * (v->n_parties + 1)) verdict_cell(v, state, column - KEYS, text, style);
    else truce__state_outcomes(text, v->graph, state);
}

/* ------------------------------------------------------------------ heads */

typedef struct heads {
    const char **groups;
    char (*numbers)[12]; /* "1", "2", ... for the parties */
    truce__column *columns;
    uint32_t count;
} heads;

static truce_status make_heads(truce_ctx *ctx, const view *v, heads *h) {
    uint32_t room = KEYS + v->n_slots * (v->n_parties + 1) + 1;
    h->groups = truce__calloc(ctx, v->n_slots, sizeof *h->groups);
    h->numbers = truce__calloc(ctx, v->n_parties, sizeof *h->numbers);
    h->columns = truce__calloc(ctx, room, sizeof *h->columns);
    if (!h->groups || !h->numbers || !h->columns) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < v->n_slots; slot++)
        h->groups[slot] = truce_concept_at(truce_solution_concept(v->solution, slot))->label;
    for (uint32_t party = 0; party < v->n_parties; party++)
        snprintf(h->numbers[party], sizeof h->numbers[party], "%" PRIu32, party + 1);
    h->count = v->graph->model->n_outcomes ? room : room - 1;
    return TRUCE_OK;
}

static void free_heads(truce_ctx *ctx, heads *h) {
    truce__free(ctx, h->groups);
    truce__free(ctx, h->numbers);
    truce__free(ctx, h->columns);
}

static void name_columns(const view *v, heads *h, bool by_number) {
    h->columns[MARK] = (truce__column){"", TRUCE__NONE, true, true, false, 0};
    h->columns[NUMBER] = (truce__column){"State", TRUCE__NONE, true, true, false, 0};
    h->columns[CODE] = (truce__column){v->graph->model->is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0};
    truce__column *next = h->columns + KEYS;
    for (uint32_t slot = 0; slot < v->n_slots; slot++) {
        for (uint32_t party = 0; party < v->n_parties; party++) {
            const char *head = by_number ? h->numbers[party] : v->graph->model->parties[party].id;
            *next++ = (truce__column){head, slot, false, false, false, 0};
        }
        *next++ = (truce__column){"Eq", slot, false, false, false, 0};
    }
    if (v->graph->model->n_outcomes) *next = (truce__column){.head = "Outcomes", .group = TRUCE__NONE, .is_prose = true};
}

/* "Parties: 1 North farm, 2 South farm"; said only where a heading is not the name itself. */
static void explain_heads(truce__out *out, const view *v, const heads *h, bool by_number) {
    truce__text text;
    truce__text_init(&text, out->ctx);
    bool is_needed = by_number;
    truce__text_puts(&text, "Parties:");
    for (uint32_t party = 0; party < v->n_parties; party++) {
        const truce__party *p = &v->graph->model->parties[party];
        is_needed |= strcmp(p->id, p->name) != 0;
        truce__text_printf(&text, "%s %s = %s", party ? ";" : "", by_number ? h->numbers[party] : p->id, p->name);
    }
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (is_needed) truce__out_prose(out, truce__text_bytes(&text), 0, 2);
    truce__text_free(&text);
}

static void draw(truce__out *out, view *v, heads *h, truce__pick *pick) {
    truce__table table = {out, h->columns, h->count, h->groups, cell, v};
    bool by_number = false;
    name_columns(v, h, by_number);
    truce__table_measure(&table, pick);
    if (truce__table_width(&table) > out->width) {
        by_number = true;
        name_columns(v, h, by_number);
        truce__table_measure(&table, pick);
    }
    explain_heads(out, v, h, by_number);
    truce__out_prose(out, "✓ stable, E equilibrium, * an equilibrium of some concept, > status quo", 0, 2);
    truce__table_print(&table, pick);
}

void truce__stability_table(truce__out *out, const truce_solution *solution, truce__pick *pick) {
    const truce_graph *graph = truce_solution_graph(solution);
    view v = {graph, solution, truce_solution_concept_count(solution), graph->model->n_parties};
    heads h = {0};
    truce_status status = make_heads(out->ctx, &v, &h);
    if (status == TRUCE_OK) draw(out, &v, &h, pick);
    truce__out_note(out, status);
    free_heads(out->ctx, &h);
}
