/* SPDX-License-Identifier: Apache-2.0 */
#include "render/people.h"

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

static void add_comma(truce__text *text) {
    WORD(text, LIST_NEXT);
}

/* States by number: the table has their codes and outcomes. */
static void add_told(truce__text *text, const truce__at *at, truce__value v) {
    if (v.kind == TRUCE__STATE || v.kind == TRUCE__BOOL) truce__text_number(text, v.number);
    else truce__value_words(text, at, v);
}

static const truce__joint joint = {add_comma, add_told};

void truce__told_cell(const truce__col *col, const truce__at *row, truce__text *text, truce__tone *tone) {
    truce__text *joined = &row->scratch->text;
    truce__text_clear(joined);
    truce__value v = truce__cell(col, row, &joint, joined);
    *tone = TRUCE__NEUTRAL;
    if (col->field->tone) *tone = col->field->tone(v);
    if (v.kind == TRUCE__BOOL && v.number && col->named->mark) truce__text_message(text, col->named->mark);
    else if (v.kind == TRUCE__BOOL) truce__text_puts(text, v.number ? "✓" : "");
    else add_told(text, row, v);
    if (joined->failed) truce__at_note(row, TRUCE_E_NOMEM);
}

void truce__told_head(truce__text *text, const truce__at *at, const truce__col *col) {
    uint32_t last = col->n_members - 1;
    if (col->n_members == col->grouped) truce__text_message(text, col->named->head);
    else if (col->named->flags & TRUCE__BY_NUMBER) truce__text_number(text, (uint64_t)col->member[last] + 1);
    else if (col->named->flags & TRUCE__BY_ID) truce__text_puts(text, truce__col_id(at, col, last));
    else truce__value_words(text, at, truce__col_label(at, col, last));
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
    while (all[from].group.kind && to < paper->cols.all.count && truce__is_same_group(&all[to], &all[from])) to++;
    return to;
}

bool truce__paper_has_groups(const truce__paper *paper) {
    for (size_t i = 0; i < paper->cols.all.count; i++)
        if (paper->cols.all.at[i].group.kind) return true;
    return false;
}

const char *truce__paper_head(truce__paper *paper, size_t column) {
    truce__text_clear(&paper->text);
    truce__told_head(&paper->text, paper->at, &paper->cols.all.at[column]);
    return truce__text_bytes(&paper->text);
}

const char *truce__paper_group(truce__paper *paper, size_t column) {
    truce__text_clear(&paper->text);
    truce__value_words(&paper->text, paper->at, paper->cols.all.at[column].group);
    return truce__text_bytes(&paper->text);
}

const char *truce__paper_caption(truce__paper *paper) {
    truce__text_clear(&paper->text);
    if (paper->table->caption) truce__text_message(&paper->text, paper->table->caption);
    return paper->table->caption ? truce__text_bytes(&paper->text) : NULL;
}
