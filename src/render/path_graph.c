/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shortest paths as a layered graph: a node for a state after so many steps, an arc for each step of a path, from left to right.
 * Bold and solid is an improvement, thin and dashed another move; who moves stands on the arc, colour only repeats it.
 *
 * DOT leaves the layout to Graphviz. For SVG somebody else places nodes and arcs (truce_layout_fn), and what is drawn
 * with the places is all ours: nothing in the file points outside, every text is escaped, and readers that cannot see it get
 * the same in words.
 */
#include "render/paths_display.h"

#include "render/frame.h"
#include "words/narrate.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LETTER = 7, LINE = 14, MARGIN = 12, LONGEST = 26, LINES = 3, COLORS = 7 };

static const char *const colors[COLORS] = {"#0072b2", "#d55e00", "#00795a", "#a3487c", "#7a5200", "#3b3b98", "#333333"};

typedef struct node {
    uint32_t layer;
    truce_state state;
} node;

typedef struct drawing {
    truce__out *out;
    const truce_paths *paths;
    const truce_graph *graph;
    TRUCE__VEC(node) nodes;
    truce__text text;
    truce_sketch sketch;
} drawing;

/* ------------------------------------------------------------------- nodes */

static int by_layer(const void *a, const void *b) {
    const node *x = a, *y = b;
    if (x->layer != y->layer) return x->layer < y->layer ? -1 : 1;
    return x->state < y->state ? -1 : x->state > y->state;
}

static truce_status list_nodes(drawing *d) {
    truce_ctx *ctx = d->out->ctx;
    TRY(truce__vec_push(ctx, &d->nodes, ((node){0, truce_paths_from(d->paths)})));
    for (size_t i = 0; i < truce_paths_arc_count(d->paths); i++)
        TRY(truce__vec_push(ctx, &d->nodes, ((node){truce_paths_arc(d->paths, i)->step, truce_paths_arc(d->paths, i)->to})));
    qsort(d->nodes.at, d->nodes.count, sizeof *d->nodes.at, by_layer);
    size_t kept = 1;
    for (size_t i = 1; i < d->nodes.count; i++)
        if (by_layer(&d->nodes.at[kept - 1], &d->nodes.at[i]) != 0) d->nodes.at[kept++] = d->nodes.at[i];
    d->nodes.count = kept;
    return TRUCE_OK;
}

static size_t node_of(const drawing *d, uint32_t layer, truce_state state) {
    node key = {layer, state};
    const node *found = bsearch(&key, d->nodes.at, d->nodes.count, sizeof key, by_layer);
    return found ? (size_t)(found - d->nodes.at) : 0;
}

static bool is_target(const drawing *d, const node *n) {
    for (size_t i = 0; i < truce_paths_target_count(d->paths); i++) {
        const truce_path *target = truce_paths_target(d->paths, i);
        if (target->state == n->state && target->steps == n->layer) return true;
    }
    return false;
}

static const char *clear(drawing *d) {
    truce__text_clear(&d->text);
    return NULL;
}

/* Line number `line` of what stands in a node: number, code, outcomes. */
static const char *node_line(drawing *d, const node *n, uint32_t line) {
    char code[TRUCE_CODE_SIZE];
    clear(d);
    if (line == 0) truce__text_printf(&d->text, "%" PRIu64, n->state);
    else if (line == 1) truce__text_puts(&d->text, truce_graph_state_code(d->graph, n->state, code));
    else truce__state_outcomes(&d->text, d->graph, n->state);
    if (d->text.failed) truce__out_note(d->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&d->text);
}

static const char *mover(const drawing *d, const truce_path_arc *arc) {
    return d->graph->model->parties[arc->party].name;
}

/* "Shortest paths by any moves from state 1 (...) to 3 states" */
static const char *caption(drawing *d) {
    uint64_t total = truce_paths_target_total(d->paths), drawn = truce_paths_arc_count(d->paths);
    clear(d);
    truce__text_puts(&d->text, "Shortest paths by ");
    truce__paths_kind(&d->text, d->paths);
    truce__text_puts(&d->text, " from state ");
    truce__state_label(&d->text, d->graph, truce_paths_from(d->paths));
    truce__text_printf(&d->text, " to %" PRIu64 " state%s", total, total == 1 ? "" : "s");
    if (truce_paths_target_count(d->paths) < total)
        truce__text_printf(&d->text, ", the nearest %zu of which are looked at", truce_paths_target_count(d->paths));
    if (drawn < truce_paths_arc_total(d->paths))
        truce__text_printf(&d->text, "; %" PRIu64 " of the %" PRIu64 " moves on them are drawn", drawn,
                           truce_paths_arc_total(d->paths));
    if (truce_paths_unreachable_total(d->paths))
        truce__text_printf(&d->text, "; %" PRIu64 " more state%s cannot be reached", truce_paths_unreachable_total(d->paths),
                           truce_paths_unreachable_total(d->paths) == 1 ? "" : "s");
    truce__text_puts(&d->text, ". No party moves twice in a row.");
    if (d->text.failed) truce__out_note(d->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&d->text);
}

/* --------------------------------------------------------------------- dot */

static void dot_text(truce__out *out, const char *text) {
    for (size_t length = strlen(text), used; length; text += used, length -= used) {
        uint32_t point = truce__utf8_decode(text, length, &used);
        if (point == '"' || point == '\\') truce__out_printf(out, "\\%c", (char)point);
        else if (truce__is_unfit(point)) truce__out_puts(out, "\xEF\xBF\xBD");
        else truce__text_add(&out->text, text, used);
    }
}

static void dot_node(drawing *d, const node *n) {
    truce__out *out = d->out;
    truce__out_printf(out, "  s%" PRIu32 "_%" PRIu64 " [label=\"", n->layer, n->state);
    for (uint32_t line = 0; line < LINES; line++) {
        const char *text = node_line(d, n, line);
        if (line && *text) truce__out_puts(out, "\\n");
        dot_text(out, text);
    }
    truce__out_puts(out, is_target(d, n) ? "\", peripheries=2];\n" : "\"];\n");
}

static void dot_arc(drawing *d, const truce_path_arc *arc) {
    bool is_better = arc->gain == TRUCE_BETTER;
    truce__out_printf(d->out, "  s%" PRIu32 "_%" PRIu64 " -> s%" PRIu32 "_%" PRIu64 " [label=\"", arc->step - 1, arc->from,
                      arc->step, arc->to);
    dot_text(d->out, mover(d, arc));
    truce__out_printf(d->out, "\\n%s\", color=\"%s\", style=%s, penwidth=%d];\n", truce__gain_name(arc->gain),
                      colors[arc->party % COLORS], is_better ? "solid" : "dashed", is_better ? 3 : 1);
}

static void dot(drawing *d) {
    truce__out_puts(d->out, "digraph paths {\n  rankdir=LR;\n  label=\"");
    dot_text(d->out, caption(d));
    truce__out_puts(d->out, "\";\n  node [shape=box];\n");
    for (size_t i = 0; i < d->nodes.count && !truce__out_failed(d->out); i++) dot_node(d, &d->nodes.at[i]);
    for (size_t i = 0; i < truce_paths_arc_count(d->paths) && !truce__out_failed(d->out); i++)
        dot_arc(d, truce_paths_arc(d->paths, i));
    truce__out_puts(d->out, "}\n");
}

/* ------------------------------------------------------------------ layout */

truce_status truce_sketch_curve(truce_sketch *sketch, size_t arc, size_t point_count) {
    double *points = truce__calloc(sketch->ctx, 2 * point_count, sizeof *points);
    if (!points) return TRUCE_E_NOMEM;
    truce__free(sketch->ctx, sketch->arcs[arc].points);
    sketch->arcs[arc].points = points;
    sketch->arcs[arc].point_count = point_count;
    return TRUCE_OK;
}

static uint32_t shown_columns(const char *text) {
    uint32_t columns = truce__columns(text);
    return columns > LONGEST ? LONGEST : columns;
}

static void measure_node(drawing *d, size_t i) {
    uint32_t widest = 4, lines = 0;
    for (uint32_t line = 0; line < LINES; line++) {
        uint32_t columns = shown_columns(node_line(d, &d->nodes.at[i], line));
        lines += columns > 0;
        if (columns > widest) widest = columns;
    }
    d->sketch.nodes[i].layer = d->nodes.at[i].layer;
    d->sketch.nodes[i].width = LETTER * widest + MARGIN;
    d->sketch.nodes[i].height = LINE * lines + MARGIN;
}

static truce_status place(drawing *d, const truce__paths_view *view) {
    truce_sketch *sketch = &d->sketch;
    sketch->ctx = d->out->ctx;
    sketch->node_count = d->nodes.count;
    sketch->arc_count = truce_paths_arc_count(d->paths);
    sketch->nodes = truce__calloc(sketch->ctx, sketch->node_count, sizeof *sketch->nodes);
    sketch->arcs = truce__calloc(sketch->ctx, sketch->arc_count, sizeof *sketch->arcs);
    if (!sketch->nodes || !sketch->arcs) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < sketch->node_count; i++) measure_node(d, i);
    for (size_t i = 0; i < sketch->arc_count; i++) {
        const truce_path_arc *arc = truce_paths_arc(d->paths, i);
        truce_sketch_arc *line = &sketch->arcs[i];
        line->from = node_of(d, arc->step - 1, arc->from);
        line->to = node_of(d, arc->step, arc->to);
        line->label_width = LETTER * (double)shown_columns(mover(d, arc));
        line->label_height = 2 * LINE;
    }
    return view->show->layout ? view->show->layout(view->show->layout_ud, sketch) : TRUCE_E_USAGE;
}

/* --------------------------------------------------------------------- svg */

static void xml_text(truce__out *out, const char *text, size_t length) {
    for (size_t used; length; text += used, length -= used) {
        uint32_t point = truce__utf8_decode(text, length, &used);
        if (point == '&') truce__out_puts(out, "&amp;");
        else if (point == '<') truce__out_puts(out, "&lt;");
        else if (point == '>') truce__out_puts(out, "&gt;");
        else if (point == '"') truce__out_puts(out, "&quot;");
        else if (truce__is_unfit(point) || point == 0xFFFD) truce__out_puts(out, "\xEF\xBF\xBD");
        else truce__text_add(&out->text, text, used);
    }
    truce__out_mind(out);
}

/* At most LONGEST characters. */
static void xml_cut(truce__out *out, const char *text) {
    size_t length = strlen(text), at = 0, used;
    if (truce__columns(text) <= LONGEST) {
        xml_text(out, text, length);
        return;
    }
    for (uint32_t columns = 0; at < length; at += used) {
        truce__utf8_decode(text + at, length - at, &used);
        columns += truce__utf8_width(text + at, used);
        if (columns > LONGEST - 1) break;
    }
    xml_text(out, text, at);
    truce__out_puts(out, "…");
}

static void element(truce__out *out, const char *name, const char *text) {
    truce__out_printf(out, "<%s>", name);
    xml_text(out, text, strlen(text));
    truce__out_printf(out, "</%s>\n", name);
}

static void svg_line(drawing *d, double x, double y, bool is_bold, const char *text) {
    truce__out_printf(d->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"%s>", x, y,
                      is_bold ? " font-weight=\"bold\"" : "");
    xml_cut(d->out, text);
    truce__out_puts(d->out, "</text>\n");
}

static void svg_node(drawing *d, size_t i) {
    const node *n = &d->nodes.at[i];
    const truce_sketch_node *box = &d->sketch.nodes[i];
    double left = box->x - box->width / 2, top = box->y - box->height / 2, y = top + MARGIN / 2.0 + 11;
    truce__out_puts(d->out, "<g>");
    clear(d);
    truce__text_puts(&d->text, "State ");
    truce__state_label(&d->text, d->graph, n->state);
    truce__text_printf(&d->text, " after %" PRIu32 " step%s%s", n->layer, n->layer == 1 ? "" : "s",
                       is_target(d, n) ? ", asked for" : "");
    element(d->out, "title", truce__text_bytes(&d->text));
    truce__out_printf(d->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" fill=\"#fff\" "
                              "stroke=\"#333\" stroke-width=\"%d\"/>\n", left, top, box->width, box->height,
                      is_target(d, n) ? 3 : 1);
    for (uint32_t line = 0; line < LINES; line++) {
        const char *text = node_line(d, n, line);
        if (!*text) continue;
        svg_line(d, box->x, y, line == 0, text);
        y += LINE;
    }
    truce__out_puts(d->out, "</g>\n");
}

static void svg_curve(drawing *d, const truce_sketch_arc *line, const truce_path_arc *arc) {
    bool is_better = arc->gain == TRUCE_BETTER;
    truce__out_puts(d->out, "<path d=\"");
    for (size_t i = 0; i < line->point_count; i++)
        truce__out_printf(d->out, "%s%.1f,%.1f", i == 0 ? "M" : i == 1 ? "C" : " ", line->points[2 * i],
                          line->points[2 * i + 1]);
    truce__out_printf(d->out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s marker-end=\"url(#%s%u)\"/>\n",
                      colors[arc->party % COLORS], is_better ? "3" : "1.2", is_better ? "" : " stroke-dasharray=\"5 4\"",
                      is_better ? "b" : "a", (unsigned)(arc->party % COLORS));
}

static void svg_arc(drawing *d, size_t i) {
    const truce_path_arc *arc = truce_paths_arc(d->paths, i);
    const truce_sketch_arc *line = &d->sketch.arcs[i];
    truce__out_puts(d->out, "<g>");
    clear(d);
    truce__text_printf(&d->text, "%s: from state %" PRIu64 " to state %" PRIu64 ", ", mover(d, arc), arc->from, arc->to);
    size_t before = d->text.length;
    if (truce__narrate_changes(&d->text, d->graph, arc->from, arc->to)) truce__text_puts(&d->text, ", ");
    else if (!d->text.failed) d->text.length = before;
    truce__text_printf(&d->text, "%s for it", truce__gain_name(arc->gain));
    if (!d->text.failed) d->text.bytes[d->text.length] = 0;
    element(d->out, "title", truce__text_bytes(&d->text));
    svg_curve(d, line, arc);
    svg_line(d, line->label_x, line->label_y - 2, false, mover(d, arc));
    svg_line(d, line->label_x, line->label_y + LINE - 3, false, truce__gain_name(arc->gain));
    truce__out_puts(d->out, "</g>\n");
}

static void svg_heads(truce__out *out) {
    truce__out_puts(out, "<defs>\n");
    for (unsigned i = 0; i < COLORS; i++)
        for (int is_better = 0; is_better < 2; is_better++)
            truce__out_printf(out, "<marker id=\"%s%u\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"%d\" "
                                   "markerHeight=\"%d\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0,0 L10,5 L0,10 z\" "
                                   "fill=\"%s\"/></marker>\n", is_better ? "b" : "a", i, is_better ? 12 : 9, is_better ? 12 : 9,
                              colors[i]);
    truce__out_puts(out, "</defs>\n");
}

static void svg_legend(drawing *d, double top) {
    truce__out_printf(d->out, "<g transform=\"translate(%d,%.1f)\">\n", MARGIN, top);
    truce__out_puts(d->out, "<path d=\"M0,0 H36\" stroke=\"#333\" stroke-width=\"3\"/><text x=\"42\" y=\"4\">better for who "
                            "moves</text>\n<path d=\"M0,18 H36\" stroke=\"#333\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"/>"
                            "<text x=\"42\" y=\"22\">not better for who moves</text>\n"
                            "<rect x=\"0\" y=\"29\" width=\"36\" height=\"14\" rx=\"4\" fill=\"#fff\" stroke=\"#333\" "
                            "stroke-width=\"3\"/><text x=\"42\" y=\"40\">asked for</text>\n");
    uint64_t total = truce_paths_arc_total(d->paths), drawn = d->sketch.arc_count;
    if (drawn < total)
        truce__out_printf(d->out, "<text x=\"0\" y=\"58\">%" PRIu64 " of %" PRIu64 " moves on shortest paths are drawn</text>\n",
                          drawn, total);
    truce__out_puts(d->out, "</g>\n");
}

static void svg(drawing *d) {
    enum { LEGEND = 74, LEAST = 260 };
    double width = (d->sketch.width > LEAST ? d->sketch.width : LEAST) + 2 * MARGIN;
    double height = d->sketch.height + 2 * MARGIN + LEGEND;
    truce__out *out = d->out;
    truce__out_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.1f\" height=\"%.1f\" viewBox=\"0 0 %.1f %.1f\" "
                           "role=\"img\" aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"11\">\n",
                      width, height, width, height);
    truce__out_puts(out, "<title id=\"title\">");
    const char *title = truce_model_title(d->graph->model);
    xml_text(out, *title ? title : "Paths", *title ? strlen(title) : 5);
    truce__out_puts(out, "</title>\n<desc id=\"desc\">");
    const char *words = caption(d);
    xml_text(out, words, strlen(words));
    truce__out_puts(out, "</desc>\n");
    svg_heads(out);
    truce__out_printf(out, "<rect width=\"%.1f\" height=\"%.1f\" fill=\"#fff\"/>\n<g transform=\"translate(%d,%d)\">\n", width,
                      height, MARGIN, MARGIN);
    for (size_t i = 0; i < d->sketch.arc_count && !truce__out_failed(out); i++) svg_arc(d, i);
    for (size_t i = 0; i < d->sketch.node_count && !truce__out_failed(out); i++) svg_node(d, i);
    truce__out_puts(out, "</g>\n");
    svg_legend(d, d->sketch.height + 2 * MARGIN + 8);
    truce__out_puts(out, "</svg>\n");
}

/* ------------------------------------------------------------------ choice */

static void free_drawing(drawing *d) {
    truce_ctx *ctx = d->out->ctx;
    for (size_t i = 0; d->sketch.arcs && i < d->sketch.arc_count; i++) truce__free(ctx, d->sketch.arcs[i].points);
    truce__free(ctx, d->sketch.nodes);
    truce__free(ctx, d->sketch.arcs);
    truce__text_free(&d->text);
    truce__vec_free(ctx, &d->nodes);
}

void truce__paths_dot(truce__out *out, const truce__paths_view *view) {
    drawing d = {.out = out, .paths = view->paths[0], .graph = view->graph};
    truce__text_init(&d.text, out->ctx);
    truce__out_note(out, list_nodes(&d));
    if (!truce__out_failed(out)) dot(&d);
    free_drawing(&d);
}

void truce__paths_svg(truce__out *out, const truce__paths_view *view) {
    drawing d = {.out = out, .paths = view->paths[0], .graph = view->graph};
    truce__text_init(&d.text, out->ctx);
    truce__out_note(out, list_nodes(&d));
    if (!truce__out_failed(out)) truce__out_note(out, place(&d, view));
    if (!truce__out_failed(out)) svg(&d);
    free_drawing(&d);
}
