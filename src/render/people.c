/* SPDX-License-Identifier: Apache-2.0 */
#include "render/people.h"

#include <inttypes.h>
#include <stdio.h>

static void tell_sections(const truce__teller *t, const truce__field *list, const truce__at *at, truce__say *say);

static void tell_figure(const truce__teller *t, const truce__at *at, const truce__field *figure) {
    truce__at inside = *at;
    truce_status status = figure->open ? figure->open(&inside) : TRUCE_OK;
    truce__out_note(t->out, status);
    if (status != TRUCE_OK) return;
    t->figure(t, &inside, figure);
    if (figure->close) figure->close(&inside);
}

static void tell_fields(const truce__teller *t, const truce__field *field, const truce__at *at, truce__say *say) {
    for (; field->kind && !truce__out_failed(t->out); field++) {
        if (!(field->forms & t->form) || (field->when && !field->when(at))) continue;
        bool is_table = field->kind == TRUCE__LIST && field->flags & TRUCE__TABLE;
        if (is_table && (!t->only || strcmp(t->only, field->key) == 0)) t->table(t, at, field);
        else if (field->kind == TRUCE__LIST && !is_table) tell_sections(t, field, at, say);
        else if (field->kind == TRUCE__SPLICE) tell_fields(t, field->of, at, say);
        else if (field->kind == TRUCE__SAY && !t->only) field->say(at, say);
        else if (field->kind == TRUCE__FIGURE && !t->only && t->figure) tell_figure(t, at, field);
        truce__out_note(t->out, at->scratch->status);
    }
}

static void tell_sections(const truce__teller *t, const truce__field *list, const truce__at *at, truce__say *say) {
    truce__rows items;
    truce__out_note(t->out, truce__rows_begin(&items, list, at));
    while (!truce__out_failed(t->out) && truce__rows_next(&items)) {
        say->at = &items.row;
        tell_fields(t, list->of->of, &items.row, say);
    }
    say->at = at;
    truce__rows_end(&items);
}

void truce__tell_all(const truce__teller *teller, const truce__result *result) {
    truce__scratch scratch;
    truce__say say;
    truce__scratch_init(&scratch, result->ctx);
    truce__at at = truce__at_root(result, &scratch);
    truce__say_init(&say, teller->prose, teller->out, &at);
    tell_fields(teller, result->layout->fields, &at, &say);
    truce__say_free(&say);
    truce__out_note(teller->out, scratch.status);
    truce__scratch_free(&scratch);
}

void truce__told_cell(const truce__col *col, const truce__at *row, truce__text *text, truce__tone *tone) {
    truce__text *joined = &row->scratch->text;
    truce__text_clear(joined);
    truce__value v = truce__cell(col, row, true, joined);
    *tone = TRUCE__NEUTRAL;
    if (col->field->tone) *tone = col->field->tone(v);
    if (v.kind == TRUCE__BOOL) truce__text_puts(text, !v.number ? "" : col->named->mark ? col->named->mark : "✓");
    else if (v.kind == TRUCE__STATE) truce__text_number(text, v.number);
    else truce__value_words(text, row, v);
    if (joined->failed) truce__at_note(row, TRUCE_E_NOMEM);
}

const char *truce__told_head(const truce__at *at, const truce__col *col, char number[TRUCE__HEAD_SIZE]) {
    if (col->n_members == col->grouped) return col->named->head ? col->named->head : "";
    if (col->named->flags & TRUCE__BY_NUMBER) {
        snprintf(number, TRUCE__HEAD_SIZE, "%" PRIu32, col->member[col->n_members - 1] + 1);
        return number;
    }
    return truce__col_member(at, col, col->n_members - 1, !(col->named->flags & TRUCE__BY_ID));
}

/* ---------------------------------------------------------------- on paper */

bool truce__paper_begin(truce__paper *paper, truce__out *out, const truce__at *at, const truce__field *table) {
    *paper = (truce__paper){.out = out, .at = at, .table = table};
    truce__text_init(&paper->text, out->ctx);
    truce__out_note(out, truce__cols_of(at, table, TRUCE__IN_PAPER, &paper->cols));
    return !truce__out_failed(out) && paper->cols.all.count > 0;
}

void truce__paper_end(truce__paper *paper) {
    if (paper->text.failed) truce__out_note(paper->out, TRUCE_E_NOMEM);
    truce__text_free(&paper->text);
    truce__cols_free(paper->out->ctx, &paper->cols);
}

void truce__paper_rows(truce__paper *paper, void (*put_row)(truce__paper *paper, const truce__at *row)) {
    truce__rows rows;
    truce__out_note(paper->out, truce__rows_begin(&rows, paper->table, paper->at));
    while (!truce__out_failed(paper->out) && truce__rows_next(&rows)) put_row(paper, &rows.row);
    truce__rows_end(&rows);
}

size_t truce__paper_group_end(const truce__paper *paper, size_t from) {
    const truce__col *all = paper->cols.all.at;
    size_t to = from + 1;
    while (all[from].group && to < paper->cols.all.count && all[to].group == all[from].group) to++;
    return to;
}

bool truce__paper_has_groups(const truce__paper *paper) {
    for (size_t i = 0; i < paper->cols.all.count; i++)
        if (paper->cols.all.at[i].group) return true;
    return false;
}
