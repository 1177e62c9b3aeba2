/* SPDX-License-Identifier: Apache-2.0 */
#include "render/table.h"

enum {
    GAP = 2,
    LONGEST = 40,
    PROSE = 24
}; /* blanks between columns; a cell's width at most; prose is not set narrower */

/* Blanks before a column: one inside a group, so that groups are seen as such. */
static uint32_t gap_before(const truce__table *table, uint32_t column) {
    uint32_t group = table->columns[column].group;
    return column && group != TRUCE__NONE && table->columns[column - 1].group == group ? 1 : GAP;
}

static void rows_begin(truce__rows *rows, const truce__table *table) {
    truce__out_note(table->out, truce__rows_begin(rows, table->rows, table->at));
}

/* NULL: behind the last, or the work has failed. */
static const truce__at *rows_next(truce__rows *rows, const truce__table *table) {
    return !truce__out_failed(table->out) && truce__rows_next(rows) ? &rows->row : NULL;
}

static void rows_end(truce__rows *rows, const truce__table *table) {
    truce__rows_end(rows);
    truce__out_note(table->out, table->at->scratch->status);
}

/* What tells a row in one line; NULL: its cells do. */
static const char *line_of(const truce__table *table, const truce__at *row) {
    const truce__field *record = table->rows->of;
    truce__value line = record->get ? record->get(row) : truce__none();
    return line.kind == TRUCE__TEXT ? line.text : NULL;
}

/* One cell into `text`, emptied before. */
static truce__style fill(truce__table *table, const truce__at *row, uint32_t column, truce__text *text) {
    truce__style style = TRUCE__PLAIN;
    truce__text_clear(text);
    table->cell(table->ud, row, column, text, &style);
    if (text->failed) truce__out_note(table->out, TRUCE_E_NOMEM);
    return style;
}

static void widen(truce__column *column, uint32_t width) {
    if (width > LONGEST && !column->is_prose) width = LONGEST;
    if (width > column->width) column->width = width;
}

/* The columns of one group side by side, with the gaps between them. */
static uint32_t group_span(const truce__table *table, uint32_t first, uint32_t *end) {
    uint32_t span = 0, i = first;
    for (; i < table->n_columns && table->columns[i].group == table->columns[first].group; i++)
        span += table->columns[i].width + (i > first ? gap_before(table, i) : 0);
    *end = i;
    return span;
}

/* Gives a group's first column what its heading needs more. */
static void widen_for_headings(truce__table *table) {
    for (uint32_t i = 0, end; i < table->n_columns; i = end) {
        uint32_t group = table->columns[i].group, span = group_span(table, i, &end);
        if (group == TRUCE__NONE) {
            end = i + 1;
            continue;
        }
        uint32_t head = truce__columns(table->groups[group]);
        if (head > span) table->columns[i].width += head - span;
    }
}

void truce__table_measure(truce__table *table) {
    truce__text text;
    truce__rows rows;
    truce__text_init(&text, table->out->ctx);
    for (uint32_t i = 0; i < table->n_columns; i++) {
        table->columns[i].width = 0;
        widen(&table->columns[i], truce__columns(table->columns[i].head));
    }
    rows_begin(&rows, table);
    for (const truce__at *row; (row = rows_next(&rows, table)) != NULL;) {
        if (line_of(table, row)) continue;
        for (uint32_t i = 0; i < table->n_columns && !truce__out_failed(table->out); i++) {
            fill(table, row, i, &text);
            widen(&table->columns[i], truce__columns(truce__text_bytes(&text)));
        }
    }
    rows_end(&rows, table);
    widen_for_headings(table);
    truce__text_free(&text);
}

/* Columns that a cell of prose needs beside others; the rest goes on further lines. */
static uint32_t least_width(const truce__column *column) {
    return column->is_prose && column->width > PROSE ? PROSE : column->width;
}

uint64_t truce__table_width(const truce__table *table) {
    uint64_t width = 0;
    for (uint32_t i = 0; i < table->n_columns; i++)
        width += least_width(&table->columns[i]) + (i ? gap_before(table, i) : 0);
    return width;
}

/* ---------------------------------------------------------------- blocks */

static bool is_shown(const truce__table *table, uint32_t column, uint32_t first, uint32_t end) {
    return table->columns[column].is_key || (column >= first && column < end);
}

/* What the key columns take with the gaps behind them. They are shortened to take no more than `most`. */
static uint32_t keys_columns(truce__table *table, uint32_t most) {
    uint32_t width = 0;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        truce__column *column = &table->columns[i];
        if (!column->is_key) continue;
        if (width + column->width + GAP > most) column->width = most > width + GAP + 4 ? most - width - GAP : 4;
        width += column->width + GAP;
    }
    return width;
}

/* The columns [first, end) that fit behind the key columns, not splitting a group unless it must be. */
static uint32_t block_end(truce__table *table, uint32_t first, uint32_t room) {
    uint32_t used = 0, i = first, whole = first;
    for (; i < table->n_columns; i++) {
        truce__column *column = &table->columns[i];
        if (column->is_key) continue;
        if (column->width > room) column->width = room;
        uint32_t gap = i > first ? gap_before(table, i) : 0, left = room - used;
        if (i > first && gap + least_width(column) > left) break;
        if (gap + column->width > left) column->width = left - gap; /* only prose can be narrowed */
        used += gap + column->width;
        bool ends_group = i + 1 == table->n_columns || table->columns[i + 1].group != column->group ||
                          column->group == TRUCE__NONE;
        if (ends_group) whole = i + 1;
    }
    return i == table->n_columns || whole == first ? i : whole;
}

static void print_groups(truce__table *table, uint32_t first, uint32_t end) {
    bool has_groups = false;
    for (uint32_t i = first; i < end; i++) has_groups |= table->columns[i].group != TRUCE__NONE;
    if (!has_groups) return;
    bool is_first = true;
    for (uint32_t i = 0; i < table->n_columns;) {
        uint32_t group = table->columns[i].group, span = 0, next = i;
        for (;
             next < table->n_columns && (next == i || (group != TRUCE__NONE && table->columns[next].group == group));
             next++)
            if (is_shown(table, next, first, end))
                span += table->columns[next].width + (span ? gap_before(table, next) : 0);
        if (span) {
            if (!is_first) truce__out_fill(table->out, ' ', GAP);
            truce__out_cell(table->out, group == TRUCE__NONE ? "" : table->groups[group], span, false, TRUCE__BOLD);
            is_first = false;
        }
        i = next;
    }
    truce__out_end_line(table->out);
}

static void print_heads(truce__table *table, uint32_t first, uint32_t end) {
    bool is_first = true;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const truce__column *column = &table->columns[i];
        if (!is_shown(table, i, first, end)) continue;
        if (!is_first) truce__out_fill(table->out, ' ', gap_before(table, i));
        truce__out_cell(table->out, column->head, column->width, column->to_right, TRUCE__BOLD);
        is_first = false;
    }
    truce__out_end_line(table->out);
}

static void print_row(truce__table *table, const truce__at *row, uint32_t first, uint32_t last, truce__text *text) {
    uint32_t at = 0;
    bool is_first = true;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        const truce__column *column = &table->columns[i];
        if (!is_shown(table, i, first, last)) continue;
        truce__style style = fill(table, row, i, text);
        uint32_t gap = is_first ? 0 : gap_before(table, i);
        truce__out_fill(table->out, ' ', gap);
        if (column->is_prose && truce__columns(truce__text_bytes(text)) > column->width) {
            truce__out_prose_on(table->out, truce__text_bytes(text), at + gap);
            return;
        }
        truce__out_cell(table->out, truce__text_bytes(text), column->width, column->to_right, style);
        at += gap + column->width;
        is_first = false;
    }
    truce__out_end_line(table->out);
}

static void print_block(truce__table *table, uint32_t first, uint32_t last) {
    truce__text text;
    truce__rows rows;
    truce__text_init(&text, table->out->ctx);
    truce__out_puts(table->out, "\n");
    print_groups(table, first, last);
    print_heads(table, first, last);
    rows_begin(&rows, table);
    for (const truce__at *row; (row = rows_next(&rows, table)) != NULL;) {
        const char *line = line_of(table, row);
        if (line) truce__out_prose(table->out, line, GAP, GAP);
        else print_row(table, row, first, last, &text);
    }
    rows_end(&rows, table);
    truce__text_free(&text);
}

void truce__table_print(truce__table *table) {
    uint32_t keys = keys_columns(table, UINT32_MAX / 4);
    if (truce__table_width(table) > table->out->width) keys = keys_columns(table, table->out->width / 2);
    uint32_t room = table->out->width - keys, first = 0;
    while (first < table->n_columns && table->columns[first].is_key) first++;
    while (first < table->n_columns && !truce__out_failed(table->out)) {
        uint32_t last = block_end(table, first, room);
        print_block(table, first, last);
        first = last;
    }
}
