/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LaTeX: the table in option form (render/option_sheet.h) with the ranks and the equilibria, for papers. It needs
 * booktabs, has no preamble, and is a `table` for as many states as stand side by side.
 */
#include "formats/formats.h"
#include "render/latex.h"
#include "render/option_sheet.h"

#include <inttypes.h>

enum { MOST_STATES = 1024, LETTERS = 48, MOST_COLUMNS = 24, GAP = 2 };

static void put_cells(truce__sheet *s, truce__sheet_row r, truce_state first, truce_state last) {
    for (truce_state state = first; state <= last; state++) {
        truce__out_puts(s->out, " & ");
        truce__latex_words(s->out, truce__sheet_cell(s, r, state));
    }
    truce__out_puts(s->out, " \\\\\n");
}

static void put_row(truce__sheet *s, truce__sheet_row r, truce_state first, truce_state last) {
    bool is_option = r.kind == TRUCE__SHEET_OPTION;
    if (is_option && truce__sheet_opens_party(s, r)) truce__latex_words(s->out, truce__sheet_party(s, r.index));
    truce__out_puts(s->out, is_option ? " & " : "\\multicolumn{2}{l}{");
    truce__latex_words(s->out, truce__sheet_label(s, r));
    if (!is_option) truce__out_puts(s->out, "}");
    put_cells(s, r, first, last);
}

/* What stands between two rows: a line where another part of the table begins, a blank where another party does. */
static void put_rule(truce__sheet *s, size_t i) {
    truce__sheet_row r = s->rows.at[i];
    truce__sheet_kind before = i ? s->rows.at[i - 1].kind : r.kind;
    bool was_head = before <= TRUCE__SHEET_EXPIRED, is_head = r.kind <= TRUCE__SHEET_EXPIRED;
    if (i && r.kind != before && !(was_head && is_head)) truce__out_puts(s->out, "\\midrule\n");
    else if (before == TRUCE__SHEET_OPTION && truce__sheet_opens_party(s, r))
        truce__out_puts(s->out, "\\addlinespace\n");
}

static void put_caption(truce__sheet *s, truce_state first, truce_state last) {
    truce__out_puts(s->out, "\\caption{");
    truce__latex_words(s->out, *s->model->title ? s->model->title : "States");
    if (last - first + 1 < truce_graph_state_count(s->graph))
        truce__out_printf(s->out, ", %" PRIu64 "--%" PRIu64, first, last);
    truce__out_puts(s->out, "}\n");
}

static void put_legends(truce__sheet *s) {
    for (uint32_t o = 0; o < truce_model_option_count(s->model); o++) {
        const char *legend = truce__sheet_legend(s, o);
        if (!legend) continue;
        truce__out_puts(s->out, "\n\n\\footnotesize ");
        truce__latex_words(s->out, legend);
    }
}

static void put_table(truce__sheet *s, truce_state first, truce_state last) {
    truce__out_puts(s->out, "\\begin{table}[htbp]\n\\centering\n");
    put_caption(s, first, last);
    truce__out_puts(s->out, "\\begin{tabular}{ll");
    truce__out_fill(s->out, 'r', (size_t)(last - first + 1));
    truce__out_puts(s->out, "}\n\\toprule\n");
    for (size_t i = 0; i < s->rows.count && !truce__out_failed(s->out); i++) {
        put_rule(s, i);
        put_row(s, s->rows.at[i], first, last);
    }
    truce__out_puts(s->out, "\\bottomrule\n\\end{tabular}");
    put_legends(s);
    truce__out_puts(s->out, "\n\\end{table}\n\n");
}

static uint32_t width_of(truce__sheet *s, truce_state state) {
    uint32_t widest = 1;
    for (size_t i = 0; i < s->rows.count; i++) {
        uint32_t width = truce__columns(truce__sheet_cell(s, s->rows.at[i], state));
        if (width > widest) widest = width;
    }
    return widest + GAP;
}

static void put_tables(truce__sheet *s) {
    truce_state count = truce_graph_state_count(s->graph);
    for (truce_state first = 1, last; first <= count && !truce__out_failed(s->out); first = last + 1) {
        uint32_t used = width_of(s, first);
        for (last = first; last < count && last - first + 1 < MOST_COLUMNS; last++) {
            used += width_of(s, last + 1);
            if (used > LETTERS) break;
        }
        put_table(s, first, last);
        truce__out_note(s->out, truce__go_on(s->out->ctx));
    }
}

truce_status truce__write_latex(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    const truce__loss loss = {.ctx = ctx, .model = graph->model, .format = "a LaTeX table",
                              .moves = TRUCE__HOLDS_NO_MOVES, .holds_outcomes = true};
    truce_solution *solution = NULL;
    truce__sheet sheet;
    truce__out out;
    TRY(truce__states_refuse(&loss, graph, MOST_STATES, "'truce solve --rows ... --format latex' has some of them"));
    TRY(truce__written_verdicts(&loss, graph, &solution));
    truce__out_init(&out, ctx, &(truce_render_options){0}, sink);
    truce__out_puts(&out, "% \\usepackage{booktabs}; an engine that reads UTF-8\n");
    truce__out_note(&out, truce__sheet_begin(&sheet, &out, graph, solution));
    if (!truce__out_failed(&out)) put_tables(&sheet);
    truce__sheet_end(&sheet);
    truce_solution_free(solution);
    return truce__out_end(&out);
}
