/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values on a scale, a row each: shares from 0 to 1, or counts from 0 to the greatest. A value with bounds is a dot
 * on a line, one without is a bar. Labels stand beside the rows where they are short, else above them: sentences
 * would leave no room.
 */
#include "render/figures.h"
#include "render/people.h"
#include "render/scale.h"

enum { MOST_BESIDE = 3, LEAST_ROOM = 20, ROOM_FOR_VALUE = 10, INDENT = 2 }; /* of the width: a third */

/* ------------------------------------------------------------------- rows */

static const char *const roles[TRUCE__SCALE_ROLES] = {"label", "value", "low", "high", "told"};

static bool number_at(truce__scale *s, const truce__at *place, size_t role, double *number) {
    return truce__number_in(&s->cols, s->role[role], place, &s->cell, number, &s->are_counts);
}

static size_t text_at(truce__scale *s, const truce__at *place, size_t role) {
    truce__tone tone;
    size_t begin = s->pool.length;
    if (s->role[role] == SIZE_MAX) return SIZE_MAX;
    truce__told_cell(&s->cols.all.at[s->role[role]], place, &s->pool, &tone);
    truce__text_add(&s->pool, "", 1);
    return begin;
}

static truce_status add_row(truce__scale *s, const truce__at *place) {
    truce__scale_row r = {0};
    r.label = text_at(s, place, TRUCE__SCALE_LABEL);
    r.told = text_at(s, place, TRUCE__SCALE_TOLD);
    number_at(s, place, TRUCE__SCALE_VALUE, &r.value);
    r.has_bounds = number_at(s, place, TRUCE__SCALE_LOW, &r.low) && number_at(s, place, TRUCE__SCALE_HIGH, &r.high);
    if (s->are_counts && r.value > s->most) s->most = r.value;
    return s->pool.failed || s->cell.failed ? TRUCE_E_NOMEM : truce__vec_push(s->out->ctx, &s->rows, r);
}

static truce_status read_rows(truce__scale *s, const truce__field *list) {
    truce__rows rows;
    truce_status status = truce__rows_begin(&rows, list, s->at);
    while (status == TRUCE_OK && truce__rows_next(&rows)) status = add_row(s, &rows.row);
    truce__rows_end(&rows);
    return status == TRUCE_OK ? s->at->scratch->status : status;
}

static const char *text_of(const truce__scale *s, size_t begin) {
    return truce__text_bytes(&s->pool) + begin;
}

void truce__scale_begin(truce__scale *s, truce__out *out, const truce__at *at, const truce__field *figure,
                        unsigned form) {
    *s = (truce__scale){.out = out, .at = at, .most = 1};
    truce__text_init(&s->pool, out->ctx);
    truce__text_init(&s->cell, out->ctx);
    truce_status status = truce__cols_of(at, figure->of, form, &s->cols);
    truce__find_roles(&s->cols, roles, TRUCE__SCALE_ROLES, s->role);
    if (status == TRUCE_OK) status = read_rows(s, figure->of);
    truce__out_note(out, status);
}

void truce__scale_end(truce__scale *s) {
    truce__text_free(&s->pool);
    truce__text_free(&s->cell);
    truce__vec_free(s->out->ctx, &s->rows);
    truce__cols_free(s->out->ctx, &s->cols);
}

const char *truce__scale_label(const truce__scale *s, const truce__scale_row *row) {
    return text_of(s, row->label);
}

const char *truce__scale_value(truce__scale *s, const truce__scale_row *r) {
    truce__text_clear(&s->cell);
    if (r->told != SIZE_MAX) truce__text_puts(&s->cell, text_of(s, r->told));
    else if (s->are_counts) truce__text_number(&s->cell, (uint64_t)r->value);
    else truce__text_printf(&s->cell, "%.3f", r->value);
    return truce__text_bytes(&s->cell);
}

double truce__scale_share(const truce__scale *s, double value) {
    double share = value / s->most;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* -------------------------------------------------------------------- text */

/* The column, of `room`, at which a value stands. */
static uint32_t place_of(const truce__scale *s, double value, uint32_t room) {
    return (uint32_t)(truce__scale_share(s, value) * room + 0.5);
}

static void put_bar(truce__scale *s, const truce__scale_row *r, uint32_t room) {
    uint32_t end_of_bar = place_of(s, r->value, room);
    if (r->value > 0 && end_of_bar == 0) end_of_bar = 1;
    for (uint32_t i = 0; i < end_of_bar; i++) truce__out_puts(s->out, "█");
    truce__out_puts(s->out, " ");
}

static void put_bounds(truce__scale *s, const truce__scale_row *r, uint32_t room) {
    uint32_t low = place_of(s, r->low, room - 1), high = place_of(s, r->high, room - 1),
             dot = place_of(s, r->value, room - 1);
    for (uint32_t i = 0; i < room; i++)
        truce__out_puts(s->out, i == dot ? "●" : i >= low && i <= high ? "─" : "·");
    truce__out_puts(s->out, " ");
}

static void put_row(truce__scale *s, const truce__scale_row *r, uint32_t beside, uint32_t room) {
    const char *label = truce__scale_label(s, r);
    if (beside) {
        truce__out_cell(s->out, label, beside, false, TRUCE__PLAIN);
        truce__out_fill(s->out, ' ', INDENT);
    } else {
        truce__out_prose(s->out, label, INDENT, INDENT);
        truce__out_fill(s->out, ' ', INDENT);
    }
    if (r->has_bounds) put_bounds(s, r, room);
    else put_bar(s, r, room);
    truce__out_puts(s->out, truce__scale_value(s, r));
    truce__out_end_line(s->out);
}

void truce__scale_text(truce__out *out, const truce__at *at, const truce__field *figure) {
    enum { UNLIMITED = 100 };
    truce__scale s;
    uint32_t beside = 0, width = out->width > UNLIMITED ? UNLIMITED : out->width;
    truce__scale_begin(&s, out, at, figure, TRUCE__IN_TEXT);
    for (size_t i = 0; i < s.rows.count; i++) {
        uint32_t columns = truce__columns(truce__scale_label(&s, &s.rows.at[i]));
        if (columns > beside) beside = columns;
    }
    if (beside > width / MOST_BESIDE) beside = 0;
    uint32_t used = beside + INDENT + ROOM_FOR_VALUE, room = width > used + LEAST_ROOM ? width - used : LEAST_ROOM;
    for (size_t i = 0; i < s.rows.count && !truce__out_failed(out); i++) put_row(&s, &s.rows.at[i], beside, room);
    if (s.cell.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__scale_end(&s);
}

/* -------------------------------------------------------------------- HTML */

enum { SCALE = 560, HEIGHT = 16, MIDDLE = 8 };

/* A drawing in tenths of a unit, as whole numbers. */
static unsigned long tenths(const truce__scale *s, double value) {
    return (unsigned long)(truce__scale_share(s, value) * SCALE * 10 + 0.5);
}

#define TENTHS "%lu.%lu"
#define IN_TENTHS(n) (n) / 10, (n) % 10

static void put_shape(truce__scale *s, const truce__scale_row *r) {
    unsigned long value = tenths(s, r->value), low = tenths(s, r->low), high = tenths(s, r->high);
    if (!r->has_bounds) {
        if (r->value > 0 && value < 10) value = 10;
        truce__out_printf(s->out, "<rect x=\"0\" y=\"3\" width=\"" TENTHS "\" height=\"10\" "
                          "fill=\"currentColor\" fill-opacity=\"0.55\"/>", IN_TENTHS(value));
        return;
    }
    truce__out_printf(s->out, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"currentColor\" "
                      "stroke-opacity=\"0.2\"/>", SCALE, MIDDLE, MIDDLE);
    truce__out_printf(s->out, "<line x1=\"" TENTHS "\" x2=\"" TENTHS "\" y1=\"%d\" y2=\"%d\" "
                      "stroke=\"currentColor\" stroke-width=\"2\"/>", IN_TENTHS(low), IN_TENTHS(high), MIDDLE,
                      MIDDLE);
    truce__out_printf(s->out, "<circle cx=\"" TENTHS "\" cy=\"%d\" r=\"4\" fill=\"currentColor\"/>",
                      IN_TENTHS(value), MIDDLE);
}

static void put_text(truce__scale *s, truce__literal literal, const char *text) {
    literal(&s->out->text, text, strlen(text));
    truce__out_mind(s->out);
}

void truce__scale_html(truce__out *out, const truce__at *at, const truce__field *figure, truce__literal literal) {
    truce__scale s;
    truce__scale_begin(&s, out, at, figure, TRUCE__IN_PAPER);
    truce__out_puts(out, "<figure class=\"scale\">\n<figcaption>");
    put_text(&s, literal, truce__pattern(truce__language_of(out->ctx), figure->head));
    truce__out_puts(out, "</figcaption>\n");
    for (size_t i = 0; i < s.rows.count && !truce__out_failed(out); i++) {
        const truce__scale_row *r = &s.rows.at[i];
        truce__out_puts(out, "<p>");
        put_text(&s, literal, truce__scale_label(&s, r));
        truce__out_printf(out, "<br>\n<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">",
                          SCALE, HEIGHT, SCALE, HEIGHT);
        put_shape(&s, r);
        truce__out_puts(out, "</svg> ");
        put_text(&s, literal, truce__scale_value(&s, r));
        truce__out_puts(out, "</p>\n");
    }
    truce__out_puts(out, "</figure>\n");
    if (s.cell.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__scale_end(&s);
}
