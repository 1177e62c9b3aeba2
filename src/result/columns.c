/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records as rows. CSV, tables for people and data frames have in common that the fields of a record stand side by
 * side, with a column for each member of a MAP or of a SUBSET that is SPREAD. The columns are found once; any cell of
 * any row is then one call.
 */
#include "result/result.h"

#include <assert.h>

typedef struct maker {
    truce_ctx *ctx;
    unsigned form;
    truce__cols *cols;
} maker;

static truce_status flatten(const maker *m, const truce__field *field, truce__col so_far, const truce__at *at);

static truce_status flatten_members(const maker *m, const truce__field *field, truce__col so_far,
                                    const truce__at *at) {
    uint32_t count = field->domain->count(at), level = so_far.n_members++;
    assert(level < TRUCE__MEMBERS);
    for (uint32_t i = 0; i < count; i++) {
        truce__col col = so_far;
        truce__at item = *at;
        item.up = at;
        item.index = col.member[level] = i;
        if (field->kind == TRUCE__MAP && field->keep && !field->keep(&item)) continue;
        col.domain[level] = field->domain;
        if (field->flags & TRUCE__GROUPS) {
            col.group = truce__member(at, field->domain, i);
            col.grouped = col.n_members;
        }
        if (field->kind == TRUCE__SUBSET) TRY(truce__vec_push(m->ctx, &m->cols->all, col));
        else TRY(flatten(m, field->of, col, &item));
    }
    return TRUCE_OK;
}

static truce_status flatten_fields(const maker *m, const truce__field *field, truce__col so_far,
                                   const truce__at *at) {
    for (; field->kind; field++) {
        if (!(field->forms & m->form) || (field->when && !field->when(at))) continue;
        TRY(flatten(m, field, so_far, at));
    }
    return TRUCE_OK;
}

static truce_status flatten(const maker *m, const truce__field *field, truce__col so_far, const truce__at *at) {
    if (field->kind == TRUCE__SPLICE) return flatten_fields(m, field->of, so_far, at);
    if (field->key || field->csv || field->head) so_far.named = field;
    if (field->group) so_far.group = (truce__value){.kind = TRUCE__MESSAGE, .number = field->group};
    if (field->kind == TRUCE__RECORD) return flatten_fields(m, field->of, so_far, at);
    so_far.field = field;
    bool is_wide = field->kind == TRUCE__MAP || (field->kind == TRUCE__SUBSET && (field->flags & TRUCE__SPREAD));
    if (is_wide) return flatten_members(m, field, so_far, at);
    return truce__vec_push(m->ctx, &m->cols->all, so_far);
}

truce_status truce__cols_of(const truce__at *at, const truce__field *table, unsigned form, truce__cols *cols) {
    maker m = {at->result->ctx, form, cols};
    return flatten_fields(&m, table->of->of, (truce__col){0}, at);
}

void truce__cols_free(truce_ctx *ctx, truce__cols *cols) {
    truce__vec_free(ctx, &cols->all);
}

bool truce__is_same_group(const truce__col *a, const truce__col *b) {
    return a->group.kind == b->group.kind && a->group.number == b->group.number && a->group.domain == b->group.domain;
}

/* The places of the members before number `i`, of which the last is given. */
static const truce__at *place_of(const truce__at *at, const truce__col *col, uint32_t i,
                                 truce__at places[TRUCE__MEMBERS]) {
    places[0] = *at;
    for (uint32_t k = 0; k < i; k++) {
        places[k + 1] = places[k];
        places[k + 1].up = &places[k];
        places[k + 1].index = col->member[k];
    }
    return &places[i];
}

const char *truce__col_id(const truce__at *at, const truce__col *col, uint32_t i) {
    truce__at places[TRUCE__MEMBERS];
    return col->domain[i]->id(place_of(at, col, i, places), col->member[i]);
}

truce__value truce__col_label(const truce__at *at, const truce__col *col, uint32_t i) {
    truce__at places[TRUCE__MEMBERS];
    return col->domain[i]->label(place_of(at, col, i, places), col->member[i]);
}

void truce__col_name(truce__text *text, const truce__at *at, const truce__col *col) {
    const char *name = col->named->csv ? col->named->csv : col->named->key;
    bool has_some = name && *name;
    if (has_some) truce__text_puts(text, name);
    for (uint32_t i = 0; i < col->n_members; i++) {
        if (has_some) truce__text_puts(text, "_");
        truce__text_puts(text, truce__col_id(at, col, i));
        has_some = true;
    }
}

/* ------------------------------------------------------------------- cells */

static void add_data(truce__text *text, const truce__at *at, truce__value v) {
    (void)at;
    bool is_number = v.kind == TRUCE__BOOL || v.kind == TRUCE__NUMBER || v.kind == TRUCE__STATE;
    if (is_number) truce__text_number(text, v.number);
    else if (v.kind != TRUCE__NULL) truce__text_puts(text, v.text);
}

static void separate_data(truce__text *text) {
    truce__text_puts(text, ";");
}

const truce__joint truce__data_joint = {separate_data, add_data};

static void join_set(truce__text *text, const truce__at *at, const truce_set *set, const truce__joint *joint) {
    uint64_t given = 0, limit = at->result->options->limit;
    for (truce_state s = truce_set_next(set, 0); s && (!limit || given < limit); s = truce_set_next(set, s)) {
        if (given++) joint->between(text);
        truce__text_number(text, s);
    }
}

static void join_items(truce__text *text, const truce__field *field, const truce__at *list,
                       const truce__joint *joint) {
    truce__at item = *list;
    item.up = list;
    item.index = UINT64_MAX;
    for (bool has_one = false; truce__next_item(field, list, &item); has_one = true) {
        bool is_member = field->kind == TRUCE__SUBSET;
        if (has_one) joint->between(text);
        joint->add(text, list, is_member ? truce__member(list, field->domain, item.index) : field->of->get(&item));
    }
}

/* A node in one cell. */
static truce__value joined(const truce__field *field, const truce__at *at, const truce__joint *joint,
                           truce__text *text) {
    truce__at list = *at;
    if (truce__is_lacking(field, at)) return truce__none();
    truce_status status = field->open ? field->open(&list) : TRUCE_OK;
    truce__at_note(at, status);
    if (status != TRUCE_OK) return truce__none();
    truce__text_clear(text);
    assert(field->get || field->kind != TRUCE__STATES);
    if (field->kind == TRUCE__STATES) join_set(text, at, field->get(at).set, joint);
    else join_items(text, field, &list, joint);
    if (field->close) field->close(&list);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

truce__value truce__cell(const truce__col *col, const truce__at *row, const truce__joint *joint, truce__text *text) {
    truce__at places[TRUCE__MEMBERS + 1];
    const truce__at *at = row;
    for (uint32_t i = 0; i < col->n_members; i++) {
        places[i] = *at;
        places[i].up = at;
        places[i].index = col->member[i];
        at = &places[i];
    }
    if (col->field->kind < TRUCE__RECORD) return truce__leaf_at(col->field, at);
    if (col->field->kind == TRUCE__SUBSET && col->field->flags & TRUCE__SPREAD)
        return truce__bool(!col->field->keep || col->field->keep(at));
    return joined(col->field, at, joint, text);
}

/* ------------------------------------------------------------------- tables */

/* `at` is NULL in sections, where `when` asks about an item. */
static bool is_shown(const truce__field *field, const truce__at *at, unsigned form) {
    return field->forms & form && (!field->when || !at || field->when(at));
}

/* The first table behind *last, which is NULL once it has been passed. */
static const truce__field *find_table(const truce__field *field, const truce__at *at, unsigned form,
                                      const truce__field **last) {
    for (; field->kind; field++) {
        if (!is_shown(field, at, form)) continue;
        bool is_list = field->kind == TRUCE__LIST, is_table = is_list && field->flags & TRUCE__TABLE;
        bool is_section = is_list && !is_table && form & TRUCE__IN_PEOPLE;
        if (field->kind == TRUCE__SPLICE || (field->kind == TRUCE__RECORD && !field->name) || is_section) {
            const truce__field *inside =
                find_table(is_section ? field->of->of : field->of, is_section ? NULL : at, form, last);
            if (inside) return inside;
        } else if (is_table) {
            if (!*last) return field;
            if (*last == field) *last = NULL;
        }
    }
    return NULL;
}

const truce__field *truce__table_next(const truce__at *at, unsigned form, const truce__field *last) {
    return find_table(at->result->layout->fields, at, form, &last);
}

const truce__field *truce__table_named(const truce__at *at, unsigned form, const char *name) {
    const truce__field *table = NULL;
    while ((table = truce__table_next(at, form, table)))
        if (strcmp(table->key, name) == 0) return table;
    return NULL;
}
