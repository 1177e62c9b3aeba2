/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DOT for Graphviz: the graph of the states and all moves, as papers draw it. A party has a line style and a colour
 * that repeats it, and its id stands on each of its moves; improvements are heavy. Equilibria have a double frame and
 * name their concepts, today's state has a heavy one.
 */
#include "formats/formats.h"
#include "render/dot.h"

#include <inttypes.h>

enum { MOST_MOVES = 1 << 14 };

static const char *const styles[] = {"solid", "dashed", "dotted"};
enum { STYLES = sizeof styles / sizeof *styles };

typedef struct writing {
    truce__out out;
    const truce_graph *graph;
    const truce_model *model;
    const truce_solution *solution;
} writing;

static void put_legend(writing *w) {
    truce__out_puts(&w->out, "  label=\"");
    truce__dot_words(&w->out, w->model->title);
    for (uint32_t p = 0; p < w->model->n_parties; p++) {
        truce__out_puts(&w->out, p ? ", " : "\\n");
        truce__dot_words(&w->out, w->model->parties[p].id);
        truce__out_puts(&w->out, ": ");
        truce__out_puts(&w->out, styles[p % STYLES]);
    }
    truce__out_puts(&w->out, "\";\n");
}

/* Appends an id to a line of ids. */
static void put_id(truce__out *out, const char *id, bool *is_line) {
    truce__out_puts(out, *is_line ? " " : "\\n");
    truce__dot_words(out, id);
    *is_line = true;
}

static void put_node(writing *w, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    bool is_line = false, is_equilibrium = false;
    truce__out_printf(&w->out, "  s%" PRIu64 " [label=\"%" PRIu64 "\\n", state, state);
    truce__dot_words(&w->out, truce_graph_state_code(w->graph, state, code));
    for (uint32_t i = 0; i < w->model->n_outcomes; i++)
        if (truce_graph_has_outcome(w->graph, state, i)) put_id(&w->out, w->model->outcomes[i].id, &is_line);
    for (uint32_t i = 0; i < truce_solution_concept_count(w->solution); i++) {
        if (truce_solution_holds(w->solution, i, state) != TRUCE_STABLE) continue;
        put_id(&w->out, truce_concept_at(truce_solution_concept(w->solution, i))->id, &is_equilibrium);
    }
    truce__out_puts(&w->out, is_equilibrium ? "\", peripheries=2" : "\"");
    if (truce_graph_status_quo(w->graph) == state) truce__out_puts(&w->out, ", penwidth=3");
    truce__out_puts(&w->out, "];\n");
}

static truce_status put_move(void *ud, const truce__move_row *move) {
    writing *w = ud;
    truce__out_printf(&w->out, "  s%" PRIu64 " -> s%" PRIu64 " [label=\"", move->from, move->to);
    truce__dot_words(&w->out, w->model->parties[move->party].id);
    truce__out_printf(&w->out, "\", style=%s, color=\"%s\", penwidth=%d];\n", styles[move->party % STYLES],
                      truce__colors[move->party % TRUCE__COLORS], move->is_improvement ? 3 : 1);
    return w->out.status;
}

truce_status truce__write_dot(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    writing w = {.graph = graph, .model = graph->model};
    const truce__loss loss = {.ctx = ctx, .model = graph->model, .format = "a drawing in DOT",
                              .moves = TRUCE__HOLDS_MOVES, .holds_today = true, .holds_outcomes = true};
    truce_solution *solution = NULL;
    TRY(truce__moves_refuse(&loss, graph, MOST_MOVES, "more cannot be read in a drawing; --to graphml holds them"));
    TRY(truce__written_verdicts(&loss, graph, &solution));
    w.solution = solution;
    truce__out_init(&w.out, ctx, &(truce_render_options){0}, sink);
    truce__out_puts(&w.out, "digraph moves {\n");
    put_legend(&w);
    truce__out_puts(&w.out, "  node [shape=box];\n");
    for (truce_state s = 1; s <= truce_graph_state_count(graph) && !truce__out_failed(&w.out); s++) put_node(&w, s);
    if (!truce__out_failed(&w.out)) truce__out_note(&w.out, truce__moves_each(ctx, graph, put_move, &w));
    truce__out_puts(&w.out, "}\n");
    truce_solution_free(solution);
    return truce__out_end(&w.out);
}
