/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GraphML, for igraph, networkx, Gephi, yEd: a node for each state, an edge for each move. Attributes are typed:
 * levels and outcomes are text, ranks are numbers, equilibria are true or false.
 */
#include "formats/formats.h"
#include "render/xml.h"

#include <inttypes.h>

enum { MOST_MOVES = 1 << 22 };

typedef struct writing {
    truce__out out;
    const truce_graph *graph;
    const truce_model *model;
    const truce_solution *solution;
} writing;

static void put_key(truce__out *out, const char *id, uint32_t number, const char *of, const char *prefix,
                    const char *name, const char *type) {
    truce__out_printf(out, "  <key id=\"%s", id);
    if (number != TRUCE__NONE) truce__out_number(out, number);
    truce__out_printf(out, "\" for=\"%s\" attr.name=\"%s", of, prefix);
    truce__xml_words(out, name);
    truce__out_printf(out, "\" attr.type=\"%s\"/>\n", type);
}

static const char *concept_id(const writing *w, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(w->solution, slot))->id;
}

static void put_keys(writing *w) {
    put_key(&w->out, "title", TRUCE__NONE, "graph", "", "title", "string");
    put_key(&w->out, "code", TRUCE__NONE, "node", "", "code", "string");
    put_key(&w->out, "outcomes", TRUCE__NONE, "node", "", "outcomes", "string");
    put_key(&w->out, "status_quo", TRUCE__NONE, "node", "", "status_quo", "boolean");
    for (uint32_t o = 0; o < truce_model_option_count(w->model); o++)
        put_key(&w->out, "level", o, "node", "level_", w->model->options[o].id, "string");
    for (uint32_t p = 0; p < w->model->n_parties; p++)
        put_key(&w->out, "rank", p, "node", "rank_", w->model->parties[p].id, "int");
    for (uint32_t i = 0; i < truce_solution_concept_count(w->solution); i++)
        put_key(&w->out, "equilibrium", i, "node", "equilibrium_", concept_id(w, i), "boolean");
    put_key(&w->out, "party", TRUCE__NONE, "edge", "", "party", "string");
    put_key(&w->out, "improvement", TRUCE__NONE, "edge", "", "improvement", "boolean");
    put_key(&w->out, "one_way", TRUCE__NONE, "edge", "", "one_way", "boolean");
}

/* `number` makes keys that are alike different; TRUCE__NONE: there is one. */
static void begin_data(truce__out *out, const char *key, uint32_t number) {
    truce__out_printf(out, "<data key=\"%s", key);
    if (number != TRUCE__NONE) truce__out_number(out, number);
    truce__out_puts(out, "\">");
}

static void put_text(truce__out *out, const char *key, uint32_t number, const char *value) {
    begin_data(out, key, number);
    truce__xml_words(out, value);
    truce__out_puts(out, "</data>");
}

static void put_truth(truce__out *out, const char *key, uint32_t number, bool is_true) {
    put_text(out, key, number, is_true ? "true" : "false");
}

static void put_outcomes(writing *w, truce_state state) {
    bool has_some = false;
    begin_data(&w->out, "outcomes", TRUCE__NONE);
    for (uint32_t i = 0; i < w->model->n_outcomes; i++) {
        if (!truce_graph_has_outcome(w->graph, state, i)) continue;
        if (has_some) truce__out_puts(&w->out, " ");
        truce__xml_words(&w->out, w->model->outcomes[i].id);
        has_some = true;
    }
    truce__out_puts(&w->out, "</data>");
}

static void put_node(writing *w, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint32_t n_options = truce_model_option_count(w->model);
    truce__out_puts(&w->out, "    <node id=\"s");
    truce__out_number(&w->out, state);
    truce__out_puts(&w->out, "\">");
    put_text(&w->out, "code", TRUCE__NONE, truce_graph_state_code(w->graph, state, code));
    put_outcomes(w, state);
    put_truth(&w->out, "status_quo", TRUCE__NONE, truce_graph_status_quo(w->graph) == state);
    if (n_options) truce_graph_state_levels(w->graph, state, levels);
    for (uint32_t o = 0; o < n_options; o++) {
        if (levels[o] == TRUCE_LEVEL_MIXED) continue; /* members of a merged state differ: no level is theirs */
        put_text(&w->out, "level", o, w->model->options[o].levels[levels[o]]);
    }
    for (uint32_t p = 0; p < w->model->n_parties; p++) {
        begin_data(&w->out, "rank", p);
        truce__out_number(&w->out, truce_graph_rank(w->graph, p, state));
        truce__out_puts(&w->out, "</data>");
    }
    for (uint32_t i = 0; i < truce_solution_concept_count(w->solution); i++) {
        put_truth(&w->out, "equilibrium", i, truce_solution_holds(w->solution, i, state) == TRUCE_STABLE);
    }
    truce__out_puts(&w->out, "</node>\n");
}

static truce_status put_edge(void *ud, const truce__move_row *move) {
    writing *w = ud;
    truce__out_printf(&w->out, "    <edge source=\"s%" PRIu64 "\" target=\"s%" PRIu64 "\">", move->from, move->to);
    put_text(&w->out, "party", TRUCE__NONE, w->model->parties[move->party].id);
    put_truth(&w->out, "improvement", TRUCE__NONE, move->is_improvement);
    put_truth(&w->out, "one_way", TRUCE__NONE, move->is_one_way);
    truce__out_puts(&w->out, "</edge>\n");
    return w->out.status;
}

truce_status truce__write_graphml(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    writing w = {.graph = graph, .model = graph->model};
    const truce__loss loss = {.ctx = ctx, .model = graph->model, .format = "a GraphML file",
                              .moves = TRUCE__HOLDS_MOVES, .holds_today = true, .holds_outcomes = true};
    truce_solution *solution = NULL;
    TRY(truce__moves_refuse(&loss, graph, MOST_MOVES, "a table of states has no moves: --to csv"));
    TRY(truce__written_verdicts(&loss, graph, &solution));
    w.solution = solution;
    truce__out_init(&w.out, ctx, &(truce_render_options){0}, sink);
    truce__out_puts(&w.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    put_keys(&w);
    truce__out_puts(&w.out, "  <graph id=\"moves\" edgedefault=\"directed\">\n    ");
    put_text(&w.out, "title", TRUCE__NONE, w.model->title);
    truce__out_puts(&w.out, "\n");
    for (truce_state s = 1; s <= truce_graph_state_count(graph) && !truce__out_failed(&w.out); s++) {
        put_node(&w, s);
        if (s % 1024 == 0) truce__out_note(&w.out, truce__go_on(ctx));
    }
    if (!truce__out_failed(&w.out)) truce__out_note(&w.out, truce__moves_each(ctx, graph, put_edge, &w));
    truce__out_puts(&w.out, "  </graph>\n</graphml>\n");
    truce_solution_free(solution);
    return truce__out_end(&w.out);
}
