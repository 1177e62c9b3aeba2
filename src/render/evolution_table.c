/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The evolution of a conflict as papers print it: columns are the states of a path from left to right, rows are options, an arrow
 * stands between two columns on the row of each option that changes, and above it who moves. Beneath, what the step is for
 * its mover, and the states' numbers. A solid arrow is an improvement, a dashed one is not.
 *
 * A path that is too long for the terminal goes on in a further block, which begins with the state that ended the one before.
 */
#include "render/paths_display.h"

#include "render/frame.h"

#include <inttypes.h>

enum { LEAST_ARROW = 6, MOST_MOVER = 16, MOST_LEVEL = 12, GAP = 2 };

typedef struct sheet {
    truce__out *out;
    const truce_graph *graph;
    const truce_path *path;
    truce_state from;
    uint32_t n_options, label; /* columns of the labels */
    truce__text cell;
} sheet;

static truce_state state_at(const sheet *s, uint32_t column) {
    return column ? s->path->path[column - 1].to : s->from;
}

static uint32_t larger(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* ------------------------------------------------------------------- cells */

static void level_cell(sheet *s, uint32_t option, truce_state state) {
    const truce__option *info = &s->graph->model->options[option];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce__text_clear(&s->cell);
    truce_graph_state_levels(s->graph, state, levels);
    if (levels[option] == TRUCE_LEVEL_MIXED) truce__text_puts(&s->cell, "-");
    else if (info->has_default_levels) truce__text_puts(&s->cell, levels[option] ? "Y" : "N");
    else truce__text_puts(&s->cell, info->levels[levels[option]]);
}

static void number_cell(sheet *s, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    truce__text_clear(&s->cell);
    truce__text_printf(&s->cell, "%" PRIu64, state);
    if (s->graph->model->is_plain) truce__text_printf(&s->cell, " %s", truce_graph_state_code(s->graph, state, code));
}

static bool changes(const sheet *s, uint32_t option, uint32_t step) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(s->graph, state_at(s, step), before);
    truce_graph_state_levels(s->graph, state_at(s, step + 1), after);
    return before[option] != after[option];
}

static const char *mover(const sheet *s, uint32_t step) {
    return s->graph->model->parties[s->path->path[step].party].name;
}

static uint32_t cell_width(sheet *s) {
    if (s->cell.failed) truce__out_note(s->out, TRUCE_E_NOMEM);
    return smaller(truce__columns(truce__text_bytes(&s->cell)), MOST_LEVEL);
}

static uint32_t state_width(sheet *s, uint32_t column) {
    number_cell(s, state_at(s, column));
    uint32_t width = larger(2, cell_width(s));
    for (uint32_t option = 0; option < s->n_options; option++) {
        level_cell(s, option, state_at(s, column));
        width = larger(width, cell_width(s));
    }
    return width;
}

static uint32_t arrow_width(const sheet *s, uint32_t step) {
    return larger(LEAST_ARROW, smaller(truce__columns(mover(s, step)), MOST_MOVER));
}

/* -------------------------------------------------------------------- lines */

static void arrow(sheet *s, uint32_t step) {
    bool is_better = s->path->path[step].gain == TRUCE_BETTER;
    for (uint32_t i = arrow_width(s, step); i > 1; i--) truce__out_puts(s->out, is_better ? "─" : "╌");
    truce__out_puts(s->out, "►");
}

static void put(sheet *s, const char *text, uint32_t width, truce__style style) {
    truce__out_cell(s->out, text, width, false, *text ? style : TRUCE__PLAIN);
    truce__out_fill(s->out, ' ', GAP);
}

static void begin_line(sheet *s, const char *label, truce__style style) {
    put(s, label, s->label, style);
}

static void gap(sheet *s) {
    truce__out_fill(s->out, ' ', GAP);
}

/* Who moves, above the arrows. */
static void print_movers(sheet *s, uint32_t first, uint32_t end) {
    begin_line(s, "", TRUCE__PLAIN);
    for (uint32_t step = first; step < end; step++) {
        bool is_quo = step == 0 && s->from == truce_graph_status_quo(s->graph);
        put(s, is_quo ? "SQ" : "", state_width(s, step), TRUCE__BOLD);
        put(s, mover(s, step), arrow_width(s, step), TRUCE__BOLD);
    }
    truce__out_end_line(s->out);
}

static void print_option(sheet *s, uint32_t option, uint32_t first, uint32_t end) {
    begin_line(s, s->graph->model->options[option].name, TRUCE__PLAIN);
    for (uint32_t column = first; column <= end; column++) {
        uint32_t width = state_width(s, column);
        level_cell(s, option, state_at(s, column));
        put(s, truce__text_bytes(&s->cell), width, TRUCE__PLAIN);
        if (column == end) break;
        if (changes(s, option, column)) arrow(s, column);
        else truce__out_fill(s->out, ' ', arrow_width(s, column));
        gap(s);
    }
    truce__out_end_line(s->out);
}

static void print_gains(sheet *s, uint32_t first, uint32_t end) {
    begin_line(s, "For the mover", TRUCE__PLAIN);
    for (uint32_t step = first; step < end; step++) {
        truce_gain gain = s->path->path[step].gain;
        truce__style style = gain == TRUCE_BETTER ? TRUCE__GOOD : gain == TRUCE_WORSE ? TRUCE__BAD : TRUCE__PLAIN;
        truce__out_fill(s->out, ' ', state_width(s, step) + GAP);
        put(s, truce__gain_name(gain), arrow_width(s, step), style);
    }
    truce__out_end_line(s->out);
}

/* The numbers; where no option shows a step the arrow stands here. */
static void print_states(sheet *s, uint32_t first, uint32_t end) {
    begin_line(s, "State", TRUCE__BOLD);
    for (uint32_t column = first; column <= end; column++) {
        uint32_t width = state_width(s, column);
        number_cell(s, state_at(s, column));
        put(s, truce__text_bytes(&s->cell), width, TRUCE__BOLD);
        if (column == end) break;
        bool is_shown = false;
        for (uint32_t option = 0; option < s->n_options; option++) is_shown |= changes(s, option, column);
        if (is_shown) truce__out_fill(s->out, ' ', arrow_width(s, column));
        else arrow(s, column);
        gap(s);
    }
    truce__out_end_line(s->out);
}

/* ------------------------------------------------------------------- blocks */

static void measure_labels(sheet *s) {
    s->label = truce__columns("For the mover");
    for (uint32_t option = 0; option < s->n_options; option++)
        s->label = larger(s->label, truce__columns(s->graph->model->options[option].name));
    s->label = larger(smaller(s->label, s->out->width / 3), 8);
}

/* The last column of a block that begins with column `first`: one step at least. */
static uint32_t block_end(sheet *s, uint32_t first) {
    uint64_t used = s->label + GAP + state_width(s, first) + GAP;
    uint32_t end = first;
    while (end < s->path->steps) {
        uint32_t more = arrow_width(s, end) + GAP + state_width(s, end + 1);
        if (end > first && used + more > s->out->width) break;
        used += more + GAP;
        end++;
    }
    return end;
}

void truce__evolution_table(truce__out *out, const truce_graph *graph, truce_state from, const truce_path *path) {
    sheet s = {.out = out, .graph = graph, .path = path, .from = from, .n_options = truce_model_option_count(graph->model)};
    truce__text_init(&s.cell, out->ctx);
    measure_labels(&s);
    for (uint32_t first = 0, end; first < path->steps && !truce__out_failed(out); first = end) {
        end = block_end(&s, first);
        truce__out_puts(out, "\n");
        print_movers(&s, first, end);
        for (uint32_t option = 0; option < s.n_options; option++) print_option(&s, option, first, end);
        print_gains(&s, first, end);
        print_states(&s, first, end);
    }
    truce__text_free(&s.cell);
}
