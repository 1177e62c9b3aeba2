/* SPDX-License-Identifier: Apache-2.0 */
/* A result as text for a terminal. */
#include "render/figures.h"
#include "render/forms.h"
#include "render/people.h"
#include "render/table.h"
#include "render/text_prose.h"

#include <assert.h>

/* ------------------------------------------------------------------ tables */

enum { MAX_GROUPS = 64 };

typedef struct sheet {
    truce__out *out;
    const truce__at *at;
    const truce__field *table;
    truce__cols cols;
    truce__column *columns;
    truce__arena words; /* of heads and groups */
    const char *groups[MAX_GROUPS];
    const truce__col *last_group;
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

/* What `text` holds, kept with the sheet. */
static const char *keep(sheet *s, truce__text *text) {
    const char *kept = text->failed ? NULL : truce__arena_text(&s->words, truce__text_bytes(text), text->length);
    if (!kept) truce__out_note(s->out, TRUCE_E_NOMEM);
    truce__text_clear(text);
    return kept ? kept : "";
}

static uint32_t group_of(sheet *s, const truce__col *col, truce__text *text) {
    if (!col->group.kind) return TRUCE__NONE;
    bool is_new = !s->n_groups || !truce__is_same_group(s->last_group, col);
    if (is_new && s->n_groups == MAX_GROUPS) return TRUCE__NONE;
    if (is_new) {
        truce__value_words(text, s->at, col->group);
        s->groups[s->n_groups++] = keep(s, text);
        s->last_group = col;
    }
    return s->n_groups - 1;
}

static bool is_shortened(const truce__col *col) {
    return col->named->flags & TRUCE__SHORTENED && col->n_members;
}

static void name_columns(sheet *s, truce__text *text) {
    assert(s->columns || !s->cols.all.count);
    for (size_t i = 0; i < s->cols.all.count; i++) {
        const truce__col *col = &s->cols.all.at[i];
        unsigned flags = col->named->flags;
        truce__told_head(text, s->at, col);
        s->columns[i] = (truce__column){.head = keep(s, text),
                                        .group = group_of(s, col, text),
                                        .to_right = flags & TRUCE__RIGHT,
                                        .is_key = flags & TRUCE__IS_KEY,
                                        .is_prose = flags & TRUCE__LAST};
    }
}

/* Numbers instead of names: true where that changes something. */
static bool shorten(sheet *s, truce__text *text) {
    bool changes = false;
    for (size_t i = 0; i < s->cols.all.count; i++) {
        const truce__col *col = &s->cols.all.at[i];
        if (!is_shortened(col)) continue;
        truce__text_number(text, (uint64_t)col->member[col->n_members - 1] + 1);
        s->columns[i].head = keep(s, text);
        changes = true;
    }
    return changes;
}

static bool is_called(const sheet *s, const truce__domain *domain, uint32_t member, const char *id) {
    truce__text label;
    truce__text_init(&label, s->out->ctx);
    truce__value_words(&label, s->at, truce__member(s->at, domain, member));
    bool is_same = strcmp(truce__text_bytes(&label), id) == 0;
    if (label.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    truce__text_free(&label);
    return is_same;
}

/* "Parties: north = North farm; south = South farm"; said only where a heading is not the name itself. */
static void put_legend(const sheet *s, bool by_number, truce__text *text) {
    size_t first = 0;
    while (first < s->cols.all.count && !is_shortened(&s->cols.all.at[first])) first++;
    if (first == s->cols.all.count) return;
    const truce__col *col = &s->cols.all.at[first];
    const truce__domain *domain = col->domain[col->n_members - 1];
    bool is_needed = by_number;
    WORDS(text, s->at, LEGEND, truce__message_of(domain->many));
    for (uint32_t i = 0; i < domain->count(s->at); i++) {
        const char *id = domain->id(s->at, i);
        truce__value short_name = by_number ? truce__number((uint64_t)i + 1) : truce__text_of(id),
                     name = truce__member(s->at, domain, i);
        is_needed |= !is_called(s, domain, i, id);
        if (i) WORDS(text, s->at, LEGEND_NEXT, short_name, name);
        else WORDS(text, s->at, LEGEND_FIRST, short_name, name);
    }
    if (text->failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    if (is_needed) truce__out_prose(s->out, truce__text_bytes(text), 0, 2);
    truce__text_clear(text);
}

static void draw(sheet *s) {
    truce__table table = {s->out,           s->columns, (uint32_t)s->cols.all.count, s->groups, cell, s,
                          .rows = s->table, .at = s->at};
    bool by_number = false;
    truce__text text;
    truce__text_init(&text, s->out->ctx);
    name_columns(s, &text);
    truce__table_measure(&table);
    if (truce__table_width(&table) > s->out->width && shorten(s, &text)) {
        by_number = true;
        truce__table_measure(&table);
    }
    if (!(s->table->flags & TRUCE__CLOSE_UP)) truce__out_puts(s->out, "\n");
    put_legend(s, by_number, &text);
    if (s->table->caption) truce__text_message(&text, s->table->caption);
    if (s->table->caption) truce__out_prose(s->out, truce__text_bytes(&text), 0, 2);
    if (text.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    truce__text_free(&text);
    truce__table_print(&table);
}

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    truce__out *out = teller->out;
    sheet s = {.out = out, .at = at, .table = table};
    truce__out_note(out, truce__cols_of(at, table, TRUCE__IN_TEXT, &s.cols));
    s.columns = truce__calloc(out->ctx, s.cols.all.count, sizeof *s.columns);
    truce__arena_init(&s.words, out->ctx);
    if (!s.columns) truce__out_note(out, TRUCE_E_NOMEM);
    if (!truce__out_failed(out)) draw(&s);
    truce__free(out->ctx, s.columns);
    truce__arena_free(&s.words);
    truce__cols_free(out->ctx, &s.cols);
}

/* ----------------------------------------------------------------- figures */

static void put_options(truce__out *out, const truce__at *at) {
    truce__pick pick = *at->result->pick; /* goes over the same rows, from the first */
    pick.is_told = true;
    truce__option_table(out, at->graph, at->result->solution, &pick);
}

static void put_figure(const truce__teller *teller, const truce__at *at, const truce__field *figure) {
    const truce__result *result = at->result;
    switch (figure->figure) {
    case TRUCE__OPTION_TABLE: put_options(teller->out, at); break;
    case TRUCE__TABLEAU: truce__tableau(teller->out, result->solution, result->options); break;
    case TRUCE__SEQUENCE: truce__sequence(teller->out, at, figure); break;
    case TRUCE__SCALE: truce__scale_text(teller->out, at, figure); break;
    case TRUCE__OUTLOOK: truce__outlook_text(teller->out, at, figure); break;
    case TRUCE__LAYERED: case TRUCE__NO_FIGURE: case TRUCE__N_FIGURES: break;
    }
}

void truce__text_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_TEXT, form->table, &truce__text_prose, put_table, put_figure,
                                  form};
    truce__tell_all(&teller, result);
}
