/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reachability table of status quo analysis (Li, Kilgour and Hipel 2005): a row for each state, a block of columns for
 * each kind of path, in it a mark under the number of steps after which the state is first reached. Where that takes more
 * columns than a reader wants, each block is one column with the number itself.
 */
#include "render/paths_display.h"

#include "questions/paths/paths.h"
#include "render/frame.h"
#include "render/table.h"

#include <inttypes.h>
#include <stdio.h>

enum { MARK, NUMBER, CODE, KEYS, MOST_STEPS = 16 }; /* columns before the blocks; columns that all blocks may have together */

typedef struct sheet {
    const truce__paths_view *view;
    uint32_t blocks;
    bool has_steps;       /* a column for each number of steps */
    uint32_t *end;        /* of each block among the columns */
    truce__column *columns;
    const char **groups;
    char (*heads)[12];
    uint32_t n_columns;
} sheet;

static void step_cell(const sheet *s, truce_state state, uint32_t column, truce__text *text, truce__style *style) {
    uint32_t block = 0;
    while (column >= s->end[block]) block++;
    const truce_paths *paths = s->view->paths[block];
    uint32_t at = column - (block ? s->end[block - 1] : KEYS), steps = truce_paths_steps(paths, state);
    bool is_start = state == truce_paths_from(paths);
    *style = TRUCE__GOOD;
    if (!s->has_steps && steps) truce__text_printf(text, "%" PRIu32, steps);
    else if (!s->has_steps && is_start) truce__text_puts(text, "0");
    else if (s->has_steps && (at == 0 ? is_start : at == steps)) truce__text_puts(text, "✓");
    else *style = TRUCE__PLAIN;
}

static void cell(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style) {
    const sheet *s = ud;
    truce_state state = row->state;
    char code[TRUCE_CODE_SIZE];
    if (column == MARK) truce__text_puts(text, state == truce_paths_from(s->view->paths[0]) ? ">" : "");
    else if (column == NUMBER) truce__text_printf(text, "%" PRIu64, state);
    else if (column == CODE) truce__text_puts(text, truce_graph_state_code(s->view->graph, state, code));
    else if (column < s->end[s->blocks - 1]) step_cell(s, state, column, text, style);
    else truce__state_outcomes(text, s->view->graph, state);
}

static const char *group_of(const truce_paths *paths) {
    static const char *const names[] = {"Any moves", "Improvements", "Unsanctioned"};
    return names[truce_paths_by_of(paths)];
}

static void name_columns(sheet *s) {
    bool is_plain = s->view->graph->model->is_plain;
    s->columns[MARK] = (truce__column){"", TRUCE__NONE, true, true, false, 0};
    s->columns[NUMBER] = (truce__column){"State", TRUCE__NONE, true, true, false, 0};
    s->columns[CODE] = (truce__column){is_plain ? "Name" : "Code", TRUCE__NONE, false, true, false, 0};
    for (uint32_t block = 0, column = KEYS; block < s->blocks; block++) {
        s->groups[block] = group_of(s->view->paths[block]);
        for (uint32_t at = 0; column < s->end[block]; column++, at++) {
            snprintf(s->heads[column], sizeof s->heads[column], "%" PRIu32, at);
            const char *head = s->has_steps ? s->heads[column] : "Steps";
            s->columns[column] = (truce__column){head, block, true, false, false, 0};
        }
    }
    if (s->n_columns > s->end[s->blocks - 1])
        s->columns[s->n_columns - 1] = (truce__column){.head = "Outcomes", .group = TRUCE__NONE, .is_prose = true};
}

static truce_status make_columns(truce_ctx *ctx, sheet *s) {
    uint64_t all = 0;
    s->blocks = (uint32_t)s->view->count;
    for (uint32_t block = 0; block < s->blocks; block++) all += truce_paths_longest(s->view->paths[block]) + UINT64_C(1);
    s->has_steps = all <= MOST_STEPS;
    s->end = truce__calloc(ctx, s->blocks, sizeof *s->end);
    s->groups = truce__calloc(ctx, s->blocks, sizeof *s->groups);
    if (!s->end || !s->groups) return TRUCE_E_NOMEM;
    s->n_columns = KEYS;
    for (uint32_t block = 0; block < s->blocks; block++) {
        s->n_columns += s->has_steps ? truce_paths_longest(s->view->paths[block]) + 1 : 1;
        s->end[block] = s->n_columns;
    }
    s->n_columns += s->view->graph->model->n_outcomes > 0;
    s->columns = truce__calloc(ctx, s->n_columns, sizeof *s->columns);
    s->heads = truce__calloc(ctx, s->n_columns, sizeof *s->heads);
    if (!s->columns || !s->heads) return TRUCE_E_NOMEM;
    name_columns(s);
    return TRUCE_OK;
}

/* The states asked for, else those reached by the kind of path asked for; and the start. */
static truce_status choose_rows(truce_ctx *ctx, const truce__paths_view *view, truce_set **rows) {
    const truce_paths *asked = view->paths[0];
    TRY(truce_set_new(ctx, view->graph, rows));
    size_t words = truce__bits_words(view->graph->space.n_cells);
    memcpy((*rows)->bits, (asked->asked ? asked->asked : asked->reach)->bits, words * sizeof *(*rows)->bits);
    truce__bits_set((*rows)->bits, asked->start);
    return truce__set_recount(*rows);
}

static void draw(truce__out *out, sheet *s, truce_set *rows) {
    truce_render_options options = {.rows = rows, .limit = s->view->limit, .sort_party = UINT32_MAX};
    truce__pick pick;
    truce__table table = {out, s->columns, s->n_columns, s->groups, cell, s, .pick = &pick};
    truce__out_note(out, truce__pick_init(out->ctx, s->view->graph, NULL, &options, &pick));
    if (!truce__out_failed(out)) {
        truce__out_puts(out, "\n");
        truce__out_prose(out, s->has_steps ? "✓ under the number of steps after which a state is first reached; > where the "
                                             "paths begin"
                                           : "The number of steps after which a state is first reached; > where the paths "
                                             "begin", 0, 2);
        truce__table_measure(&table);
        truce__table_print(&table);
        truce__frame_cut(out, &pick);
    }
    truce__pick_free(out->ctx, &pick);
}

void truce__reach_table(truce__out *out, const truce__paths_view *view) {
    sheet s = {.view = view};
    truce_set *rows = NULL;
    truce_status status = choose_rows(out->ctx, view, &rows);
    if (status == TRUCE_OK) status = make_columns(out->ctx, &s);
    truce__out_note(out, status);
    if (status == TRUCE_OK) draw(out, &s, rows);
    truce_set_free(rows);
    truce__free(out->ctx, s.end);
    truce__free(out->ctx, s.groups);
    truce__free(out->ctx, s.columns);
    truce__free(out->ctx, s.heads);
}
