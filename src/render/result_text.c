/* SPDX-License-Identifier: Apache-2.0 */
/* A result as text for a terminal. */
#include "render/figures.h"
#include "render/forms.h"
#include "render/people.h"
#include "render/table.h"
#include "render/text_prose.h"

#include <assert.h>
#include <stdio.h>

/* ------------------------------------------------------------------ tables */

enum { MAX_GROUPS = 64 };

typedef struct sheet {
    truce__out *out;
    const truce__at *at;
    const truce__field *table;
    truce__cols cols;
    truce__column *columns;
    char (*numbers)[TRUCE__HEAD_SIZE]; /* heads of SHORTENED columns where the table is too wide */
    const char *groups[MAX_GROUPS];
    uint32_t n_groups;
} sheet;

static void cell(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style) {
    static const truce__style styles[] = {[TRUCE__NEUTRAL] = TRUCE__PLAIN, [TRUCE__STRONG] = TRUCE__BOLD,
                                          [TRUCE__GOOD_NEWS] = TRUCE__GOOD, [TRUCE__BAD_NEWS] = TRUCE__BAD};
    const sheet *s = ud;
    truce__tone tone;
    truce__told_cell(&s->cols.all.at[column], row, text, &tone);
    *style = styles[tone];
}

static uint32_t group_of(sheet *s, const truce__col *col) {
    if (!col->group) return TRUCE__NONE;
    bool is_new = !s->n_groups || s->groups[s->n_groups - 1] != col->group;
    if (is_new && s->n_groups == MAX_GROUPS) return TRUCE__NONE;
    if (is_new) s->groups[s->n_groups++] = col->group;
    return s->n_groups - 1;
}

static bool is_shortened(const truce__col *col) {
    return col->named->flags & TRUCE__SHORTENED && col->n_members;
}

static void name_columns(sheet *s) {
    assert(s->columns || !s->cols.all.count);
    for (size_t i = 0; i < s->cols.all.count; i++) {
        const truce__col *col = &s->cols.all.at[i];
        unsigned flags = col->named->flags;
        s->columns[i] = (truce__column){.head = truce__told_head(s->at, col, s->numbers[i]),
                                        .group = group_of(s, col),
                                        .to_right = flags & TRUCE__RIGHT,
                                        .is_key = flags & TRUCE__IS_KEY,
                                        .is_prose = flags & TRUCE__LAST};
    }
}

/* Numbers instead of names: true where that changes something. */
static bool shorten(sheet *s) {
    bool changes = false;
    for (size_t i = 0; i < s->cols.all.count; i++) {
        const truce__col *col = &s->cols.all.at[i];
        if (!is_shortened(col)) continue;
        snprintf(s->numbers[i], sizeof s->numbers[i], "%u", (unsigned)col->member[col->n_members - 1] + 1);
        s->columns[i].head = s->numbers[i];
        changes = true;
    }
    return changes;
}

/* "Parties: north = North farm; south = South farm"; said only where a heading is not the name itself. */
static void put_legend(const sheet *s, bool by_number) {
    size_t first = 0;
    while (first < s->cols.all.count && !is_shortened(&s->cols.all.at[first])) first++;
    if (first == s->cols.all.count) return;
    const truce__col *col = &s->cols.all.at[first];
    const truce__domain *domain = col->domain[col->n_members - 1];
    truce__text text;
    bool is_needed = by_number;
    truce__text_init(&text, s->out->ctx);
    truce__text_printf(&text, "%s:", domain->many);
    for (uint32_t i = 0; i < domain->count(s->at); i++) {
        const char *id = domain->id(s->at, i), *label = domain->label(s->at, i);
        is_needed |= strcmp(id, label) != 0;
        truce__text_puts(&text, i ? "; " : " ");
        if (by_number) truce__text_number(&text, i + 1);
        else truce__text_puts(&text, id);
        truce__text_printf(&text, " = %s", label);
    }
    if (text.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    if (is_needed) truce__out_prose(s->out, truce__text_bytes(&text), 0, 2);
    truce__text_free(&text);
}

static void draw(sheet *s) {
    truce__table table = {s->out,           s->columns, (uint32_t)s->cols.all.count, s->groups, cell, s,
                          .rows = s->table, .at = s->at};
    bool by_number = false;
    name_columns(s);
    truce__table_measure(&table);
    if (truce__table_width(&table) > s->out->width && shorten(s)) {
        by_number = true;
        truce__table_measure(&table);
    }
    if (!(s->table->flags & TRUCE__CLOSE_UP)) truce__out_puts(s->out, "\n");
    put_legend(s, by_number);
    if (s->table->caption) truce__out_prose(s->out, s->table->caption, 0, 2);
    truce__table_print(&table);
}

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    truce__out *out = teller->out;
    sheet s = {.out = out, .at = at, .table = table};
    truce__out_note(out, truce__cols_of(at, table, TRUCE__IN_TEXT, &s.cols));
    s.columns = truce__calloc(out->ctx, s.cols.all.count, sizeof *s.columns);
    s.numbers = truce__calloc(out->ctx, s.cols.all.count, sizeof *s.numbers);
    if (!s.columns || !s.numbers) truce__out_note(out, TRUCE_E_NOMEM);
    if (!truce__out_failed(out)) draw(&s);
    truce__free(out->ctx, s.columns);
    truce__free(out->ctx, s.numbers);
    truce__cols_free(out->ctx, &s.cols);
}

/* ----------------------------------------------------------------- figures */

static void put_options(truce__out *out, const truce__at *at) {
    truce__pick pick = *at->result->pick; /* goes over the same rows, from the first */
    truce__option_table(out, at->graph, at->result->solution, &pick);
}

static void put_figure(const truce__teller *teller, const truce__at *at, const truce__field *figure) {
    const truce__result *result = at->result;
    switch (figure->figure) {
    case TRUCE__OPTION_TABLE: put_options(teller->out, at); break;
    case TRUCE__TABLEAU: truce__tableau(teller->out, result->solution, result->options); break;
    case TRUCE__SEQUENCE: truce__sequence(teller->out, at, figure); break;
    case TRUCE__LAYERED: case TRUCE__NO_FIGURE: case TRUCE__N_FIGURES: break;
    }
}

void truce__text_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_TEXT, form->table, &truce__text_prose, put_table, put_figure,
                                  form};
    truce__tell_all(&teller, result);
}
