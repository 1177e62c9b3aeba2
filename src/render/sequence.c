/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sequence as a table from left to right: a column for each place, a row for each of its fields, an arrow between
 * two columns on each row that changes. Above the arrows stands what leads on, beneath them what comes of it; an
 * arrow is solid or dashed. Where no row shows a step, the arrow stands in the last one.
 *
 * A sequence that is too long for the terminal goes on in a further block, which begins with the place that ended the
 * one before.
 */
#include "render/figures.h"
#include "render/people.h"

enum { LEAST_ARROW = 6, MOST_ABOVE = 16, MOST_CELL = 12, GAP = 2 };
enum { MARK, ABOVE, SOLID, BELOW, FOOT, N_ROLES };

typedef struct cell {
    size_t begin; /* in the pool */
    truce__tone tone;
} cell;

typedef struct sheet {
    truce__out *out;
    const truce__at *at;
    truce__cols cols;
    truce__text pool;           /* the cells' texts, each with its end */
    truce__text head;           /* of a row */
    TRUCE__VEC(cell) cells;     /* place by place */
    size_t role[N_ROLES];       /* the columns that are no rows */
    uint32_t last, label;       /* the last place; columns of the labels */
} sheet;

static uint32_t larger(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static const char *head_of(sheet *s, size_t column) {
    truce__text_clear(&s->head);
    truce__told_head(&s->head, s->at, &s->cols.all.at[column]);
    if (s->head.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&s->head);
}

/* ------------------------------------------------------------------- cells */

static truce_status add_cells(sheet *s, const truce__at *place) {
    for (size_t i = 0; i < s->cols.all.count; i++) {
        cell c = {s->pool.length, TRUCE__NEUTRAL};
        truce__told_cell(&s->cols.all.at[i], place, &s->pool, &c.tone);
        truce__text_add(&s->pool, "", 1);
        TRY(truce__vec_push(s->out->ctx, &s->cells, c));
    }
    return s->pool.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

static truce_status read_places(sheet *s, const truce__field *list) {
    truce__rows rows;
    truce_status status = truce__rows_begin(&rows, list, s->at);
    while (status == TRUCE_OK && truce__rows_next(&rows)) status = add_cells(s, &rows.row);
    truce__rows_end(&rows);
    size_t places = s->cols.all.count ? s->cells.count / s->cols.all.count : 0;
    s->last = places ? (uint32_t)places - 1 : 0;
    return status == TRUCE_OK ? s->at->scratch->status : status;
}

static const cell *cell_at(const sheet *s, size_t column, uint32_t place) {
    return &s->cells.at[place * s->cols.all.count + column];
}

static const char *text_at(const sheet *s, size_t column, uint32_t place) {
    return truce__text_bytes(&s->pool) + cell_at(s, column, place)->begin;
}

static void find_roles(sheet *s) {
    static const char *const keys[N_ROLES] = {"mark", "above", "solid", "below", "foot"};
    for (size_t i = 0; i < s->cols.all.count; i++)
        for (size_t role = 0; role < N_ROLES; role++)
            if (strcmp(s->cols.all.at[i].named->key, keys[role]) == 0) s->role[role] = i;
}

static bool is_row(const sheet *s, size_t column) {
    for (size_t role = 0; role < N_ROLES; role++)
        if (s->role[role] == column) return false;
    return true;
}

static bool changes(const sheet *s, size_t column, uint32_t place) {
    return strcmp(text_at(s, column, place), text_at(s, column, place + 1)) != 0;
}

static uint32_t place_width(const sheet *s, uint32_t place) {
    uint32_t width = 2;
    for (size_t i = 0; i < s->cols.all.count; i++)
        if (is_row(s, i) || i == s->role[FOOT])
            width = larger(width, smaller(truce__columns(text_at(s, i, place)), MOST_CELL));
    return width;
}

static uint32_t arrow_width(const sheet *s, uint32_t place) {
    return larger(LEAST_ARROW, smaller(truce__columns(text_at(s, s->role[ABOVE], place)), MOST_ABOVE));
}

/* -------------------------------------------------------------------- lines */

static void gap(sheet *s) {
    truce__out_fill(s->out, ' ', GAP);
}

static void put(sheet *s, const char *text, uint32_t width, truce__style style) {
    truce__out_cell(s->out, text, width, false, *text ? style : TRUCE__PLAIN);
    gap(s);
}

static void arrow(sheet *s, uint32_t place) {
    bool is_solid = *text_at(s, s->role[SOLID], place);
    for (uint32_t i = arrow_width(s, place); i > 1; i--) truce__out_puts(s->out, is_solid ? "─" : "╌");
    truce__out_puts(s->out, "►");
}

static void print_above(sheet *s, uint32_t first, uint32_t end) {
    put(s, "", s->label, TRUCE__PLAIN);
    for (uint32_t place = first; place < end; place++) {
        put(s, text_at(s, s->role[MARK], place), place_width(s, place), TRUCE__BOLD);
        put(s, text_at(s, s->role[ABOVE], place), arrow_width(s, place), TRUCE__BOLD);
    }
    truce__out_end_line(s->out);
}

/* Cells of a row with what `has_arrow` lets stand between them. */
static void print_row(sheet *s, size_t column, uint32_t first, uint32_t end, truce__style style,
                      bool (*has_arrow)(const sheet *s, size_t column, uint32_t place)) {
    put(s, head_of(s, column), s->label, style);
    for (uint32_t place = first; place <= end; place++) {
        put(s, text_at(s, column, place), place_width(s, place), style);
        if (place == end) break;
        if (has_arrow(s, column, place)) arrow(s, place);
        else truce__out_fill(s->out, ' ', arrow_width(s, place));
        gap(s);
    }
    truce__out_end_line(s->out);
}

static void print_below(sheet *s, uint32_t first, uint32_t end) {
    static const truce__style styles[] = {[TRUCE__NEUTRAL] = TRUCE__PLAIN, [TRUCE__STRONG] = TRUCE__BOLD,
                                          [TRUCE__GOOD_NEWS] = TRUCE__GOOD, [TRUCE__BAD_NEWS] = TRUCE__BAD};
    size_t column = s->role[BELOW];
    put(s, head_of(s, column), s->label, TRUCE__PLAIN);
    for (uint32_t place = first; place < end; place++) {
        truce__out_fill(s->out, ' ', place_width(s, place) + GAP);
        put(s, text_at(s, column, place), arrow_width(s, place), styles[cell_at(s, column, place)->tone]);
    }
    truce__out_end_line(s->out);
}

static bool is_unseen(const sheet *s, size_t column, uint32_t place) {
    (void)column;
    for (size_t i = 0; i < s->cols.all.count; i++)
        if (is_row(s, i) && changes(s, i, place)) return false;
    return true;
}

/* -------------------------------------------------------------------- blocks */

static void measure_labels(sheet *s) {
    for (size_t i = 0; i < s->cols.all.count; i++)
        if (is_row(s, i) || i == s->role[BELOW])
            s->label = larger(s->label, truce__columns(head_of(s, i)));
    s->label = larger(smaller(s->label, s->out->width / 3), 8);
}

/* The last place of a block that begins with place `first`: one step at least. */
static uint32_t block_end(const sheet *s, uint32_t first) {
    uint64_t used = s->label + GAP + place_width(s, first) + GAP;
    uint32_t end = first;
    while (end < s->last) {
        uint32_t more = arrow_width(s, end) + GAP + place_width(s, end + 1);
        if (end > first && used + more > s->out->width) break;
        used += more + GAP;
        end++;
    }
    return end;
}

static void print_block(sheet *s, uint32_t first, uint32_t end) {
    truce__out_puts(s->out, "\n");
    print_above(s, first, end);
    for (size_t i = 0; i < s->cols.all.count; i++)
        if (is_row(s, i)) print_row(s, i, first, end, TRUCE__PLAIN, changes);
    print_below(s, first, end);
    print_row(s, s->role[FOOT], first, end, TRUCE__BOLD, is_unseen);
}

void truce__sequence(truce__out *out, const truce__at *at, const truce__field *figure) {
    sheet s = {.out = out, .at = at};
    truce__text_init(&s.pool, out->ctx);
    truce__text_init(&s.head, out->ctx);
    truce_status status = truce__cols_of(at, figure->of, TRUCE__IN_TEXT, &s.cols);
    if (status == TRUCE_OK) status = read_places(&s, figure->of);
    truce__out_note(out, status);
    find_roles(&s);
    measure_labels(&s);
    for (uint32_t first = 0, end; first < s.last && !truce__out_failed(out); first = end) {
        end = block_end(&s, first);
        print_block(&s, first, end);
    }
    truce__text_free(&s.pool);
    truce__text_free(&s.head);
    truce__vec_free(out->ctx, &s.cells);
    truce__cols_free(out->ctx, &s.cols);
}
