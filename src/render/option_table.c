/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table in option form (option_sheet.h) as text. Columns are gathered until the width is used up, the block is
 * printed, and the next begins: what is held is one block.
 */
#include "render/figures.h"
#include "render/option_sheet.h"

enum { MAX_BLOCK = 4096 };

typedef struct column {
    truce_state state;
    uint32_t width;
} column;

typedef struct sheet {
    truce__sheet of;
    truce__out *out;
    TRUCE__VEC(column) block;
    uint32_t party_width, option_width, gap;
} sheet;

static void explain_levels(sheet *s) {
    for (uint32_t o = 0; o < truce_model_option_count(s->of.model); o++) {
        const char *legend = truce__sheet_legend(&s->of, o);
        if (legend) truce__out_prose(s->out, legend, 0, 2);
    }
}

/* ---------------------------------------------------------------- labels */

static uint32_t most(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static void measure_labels(sheet *s) {
    uint32_t spanning = 0;
    for (size_t i = 0; i < s->of.rows.count; i++) {
        truce__sheet_row r = s->of.rows.at[i];
        uint32_t width = truce__columns(truce__sheet_label(&s->of, r));
        if (r.kind != TRUCE__SHEET_OPTION) {
            spanning = most(spanning, width);
            continue;
        }
        s->option_width = most(s->option_width, width);
        s->party_width = most(s->party_width, truce__columns(truce__sheet_party(&s->of, r.index)));
    }
    uint32_t room = s->out->width * 11 / 20;
    if (s->party_width > room * 2 / 5 && s->party_width + 2 + s->option_width > room)
        s->party_width = most(room * 2 / 5, room > s->option_width + 2 ? room - s->option_width - 2 : 0);
    if (s->party_width + 2 + s->option_width > room) s->option_width = room - s->party_width - 2;
    if (s->party_width + 2 + s->option_width < spanning)
        s->option_width = (spanning < room ? spanning : room) - s->party_width - 2;
}

static void print_label(sheet *s, truce__sheet_row r) {
    if (r.kind == TRUCE__SHEET_OPTION) {
        const char *party = truce__sheet_opens_party(&s->of, r) ? truce__sheet_party(&s->of, r.index) : "";
        truce__out_cell(s->out, party, s->party_width, false, TRUCE__BOLD);
        truce__out_fill(s->out, ' ', 2);
        truce__out_cell(s->out, truce__sheet_label(&s->of, r), s->option_width, false, TRUCE__PLAIN);
        return;
    }
    bool is_head = r.kind <= TRUCE__SHEET_EXPIRED;
    truce__out_cell(s->out, truce__sheet_label(&s->of, r), s->party_width + 2 + s->option_width, is_head,
                    is_head ? TRUCE__BOLD : TRUCE__PLAIN);
}

/* ---------------------------------------------------------------- blocks */

static void print_row(sheet *s, truce__sheet_row r) {
    print_label(s, r);
    truce__out_puts(s->out, "  ");
    for (size_t i = 0; i < s->block.count; i++) {
        const char *cell = truce__sheet_cell(&s->of, r, s->block.at[i].state);
        if (i) truce__out_fill(s->out, ' ', s->gap);
        truce__style style = r.kind <= TRUCE__SHEET_EXPIRED   ? TRUCE__BOLD
                             : r.kind == TRUCE__SHEET_CONCEPT ? TRUCE__GOOD
                                                              : TRUCE__PLAIN;
        truce__out_cell(s->out, cell, s->block.at[i].width, true, *cell ? style : TRUCE__PLAIN);
    }
    truce__out_end_line(s->out);
}

static void print_block(sheet *s) {
    truce__out_puts(s->out, "\n");
    for (size_t i = 0; i < s->of.rows.count && !truce__out_failed(s->out); i++) print_row(s, s->of.rows.at[i]);
    s->block.count = 0;
}

static uint32_t column_width(sheet *s, truce_state state) {
    uint32_t width = 1;
    for (size_t i = 0; i < s->of.rows.count; i++)
        width = most(width, truce__columns(truce__sheet_cell(&s->of, s->of.rows.at[i], state)));
    return width;
}

static truce_status print_columns(sheet *s, truce__pick *pick) {
    uint32_t room = s->out->width - s->party_width - s->option_width - 4, used = 0;
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        uint32_t width = column_width(s, state);
        if (width > room) width = room;
        if (s->block.count == MAX_BLOCK || (s->block.count && used + s->gap + width > room)) print_block(s);
        used = (s->block.count ? used + s->gap : 0) + width;
        TRY(truce__vec_push(s->out->ctx, &s->block, ((column){state, width})));
        if (truce__out_failed(s->out)) return s->out->status;
    }
    if (s->block.count) print_block(s);
    return TRUCE_OK;
}

void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution,
                         truce__pick *pick) {
    sheet s = {.out = out, .gap = truce__sheet_has_words(graph->model) ? 2 : 1};
    truce_status status;
    TRY_OR_DONE(truce__sheet_begin(&s.of, out, graph, solution));
    measure_labels(&s);
    explain_levels(&s);
    status = print_columns(&s, pick);
done:
    truce__out_note(out, status);
    truce__sheet_end(&s.of);
    truce__vec_free(out->ctx, &s.block);
}
