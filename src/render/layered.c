/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A layered graph, from left to right. A strong arc is bold and solid, another thin and dashed, one that is apart is
 * grey in long dashes; its label stands on it, colour only repeats it. A marked node has a heavier frame.
 *
 * DOT leaves the layout to Graphviz. For SVG somebody else places nodes and arcs (truce_layout_fn), and what is drawn
 * with the places is all ours: nothing in the file points outside, every text is escaped, and readers that cannot see
 * it get the same in words.
 */
#include "render/dot.h"
#include "render/figures.h"
#include "render/people.h"
#include "render/xml.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LETTER = 7, LINE = 14, MARGIN = 12, LONGEST = 26, GREY = TRUCE__COLORS };

/* By layer, then by number: so they are listed. */
typedef struct node {
    uint64_t layer, number;
} node;

typedef struct arc {
    uint64_t layer, from, to;
    const char *color;
    unsigned color_number;
    bool is_strong, is_apart;
} arc;

typedef struct drawing {
    truce__out *out;
    const truce__at *at;
    const truce__field *figure, *nodes, *arcs;
    truce__cols node_lines, arc_lines;
    truce__text text;
    truce__say say; /* words, unescaped */
    TRUCE__VEC(node) all;
    size_t n_arcs;
    truce_sketch sketch;
} drawing;

/* -------------------------------------------------------------------- data */

static const truce__field *field_of(const truce__field *fields, const char *key) {
    while (fields->kind && strcmp(fields->key, key) != 0) fields++;
    return fields;
}

static uint64_t value_of(const truce__field *list, const char *key, const truce__at *row) {
    return field_of(list->of->of, key)->get(row).number;
}

static node read_node(const drawing *d, const truce__at *row) {
    return (node){value_of(d->nodes, "layer", row), value_of(d->nodes, "number", row)};
}

static bool is_marked(const drawing *d, const truce__at *row) {
    return value_of(d->nodes, "marked", row);
}

static arc read_arc(const drawing *d, const truce__at *row) {
    bool is_apart = value_of(d->arcs, "apart", row);
    unsigned color = is_apart ? GREY : (unsigned)(value_of(d->arcs, "color", row) % TRUCE__COLORS);
    return (arc){value_of(d->arcs, "layer", row), value_of(d->arcs, "from", row), value_of(d->arcs, "to", row),
                 truce__colors[color], color, value_of(d->arcs, "strong", row), is_apart};
}

/* Calls work with each node, or arc, and its number. */
static void each(drawing *d, const truce__field *list, void (*work)(drawing *d, size_t i, const truce__at *row)) {
    truce__rows rows;
    truce__out_note(d->out, truce__rows_begin(&rows, list, d->at));
    for (size_t i = 0; !truce__out_failed(d->out) && truce__rows_next(&rows); i++) work(d, i, &rows.row);
    truce__out_note(d->out, d->at->scratch->status);
    truce__rows_end(&rows);
}

static int by_layer(const void *a, const void *b) {
    const node *x = a, *y = b;
    if (x->layer != y->layer) return x->layer < y->layer ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static size_t node_of(const drawing *d, uint64_t layer, uint64_t number) {
    const node key = {layer, number}, *found = bsearch(&key, d->all.at, d->all.count, sizeof key, by_layer);
    return found ? (size_t)(found - d->all.at) : 0;
}

/* Line number `line` of what stands in a node or on an arc. */
static const char *line_of(drawing *d, const truce__cols *lines, size_t line, const truce__at *row) {
    truce__tone tone;
    truce__text_clear(&d->text);
    truce__told_cell(&lines->all.at[line], row, &d->text, &tone);
    if (d->text.failed) truce__out_note(d->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&d->text);
}

/* The words of a field, in the buffer until others are asked for. */
static const char *words_of(drawing *d, const truce__field *fields, const char *key, const truce__at *at) {
    truce__text_clear(&d->say.text);
    d->say.at = at;
    field_of(fields, key)->say(at, &d->say);
    d->say.at = d->at;
    if (d->say.text.failed) truce__out_note(d->out, TRUCE_E_NOMEM);
    return truce__text_bytes(&d->say.text);
}

static const char *key_of(drawing *d, const char *key) {
    return words_of(d, d->figure->of, key, d->at);
}

/* --------------------------------------------------------------------- dot */

static void dot_lines(drawing *d, const truce__cols *lines, const truce__at *row) {
    for (size_t i = 0; i < lines->all.count; i++) {
        const char *text = line_of(d, lines, i, row);
        if (i && *text) truce__out_puts(d->out, "\\n");
        truce__dot_words(d->out, text);
    }
}

static void dot_node(drawing *d, size_t i, const truce__at *row) {
    node n = read_node(d, row);
    (void)i;
    truce__out_printf(d->out, "  s%" PRIu64 "_%" PRIu64 " [label=\"", n.layer, n.number);
    dot_lines(d, &d->node_lines, row);
    truce__out_puts(d->out, is_marked(d, row) ? "\", peripheries=2];\n" : "\"];\n");
}

static void dot_arc(drawing *d, size_t i, const truce__at *row) {
    arc a = read_arc(d, row);
    (void)i;
    truce__out_printf(d->out, "  s%" PRIu64 "_%" PRIu64 " -> s%" PRIu64 "_%" PRIu64 " [label=\"", a.layer - 1, a.from,
                      a.layer, a.to);
    dot_lines(d, &d->arc_lines, row);
    truce__out_printf(d->out, "\", color=\"%s\", style=%s, penwidth=%d%s];\n", a.color,
                      a.is_strong ? "solid" : "dashed", a.is_strong ? 3 : 1, a.is_apart ? ", arrowhead=empty" : "");
}

static void dot(drawing *d) {
    truce__out_printf(d->out, "digraph %s {\n  rankdir=LR;\n  label=\"", d->figure->key);
    truce__dot_words(d->out, key_of(d, "caption"));
    truce__out_puts(d->out, "\";\n  node [shape=box];\n");
    each(d, d->nodes, dot_node);
    each(d, d->arcs, dot_arc);
    truce__out_puts(d->out, "}\n");
}

/* ------------------------------------------------------------------ layout */

truce_status truce_sketch_curve(truce_sketch *sketch, size_t number, size_t point_count) {
    double *points = truce__calloc(sketch->ctx, 2 * point_count, sizeof *points);
    if (!points) return TRUCE_E_NOMEM;
    truce__free(sketch->ctx, sketch->arcs[number].points);
    sketch->arcs[number].points = points;
    sketch->arcs[number].point_count = point_count;
    return TRUCE_OK;
}

static uint32_t shown_columns(const char *text) {
    uint32_t columns = truce__columns(text);
    return columns > LONGEST ? LONGEST : columns;
}

static void keep_node(drawing *d, size_t i, const truce__at *row) {
    (void)i;
    truce__out_note(d->out, truce__vec_push(d->out->ctx, &d->all, read_node(d, row)));
}

static void count_arc(drawing *d, size_t i, const truce__at *row) {
    (void)row;
    d->n_arcs = i + 1;
}

static void measure_node(drawing *d, size_t i, const truce__at *row) {
    uint32_t widest = 4, lines = 0;
    for (size_t line = 0; line < d->node_lines.all.count; line++) {
        uint32_t columns = shown_columns(line_of(d, &d->node_lines, line, row));
        lines += columns > 0;
        if (columns > widest) widest = columns;
    }
    d->sketch.nodes[i].layer = (uint32_t)d->all.at[i].layer;
    d->sketch.nodes[i].width = LETTER * widest + MARGIN;
    d->sketch.nodes[i].height = LINE * lines + MARGIN;
}

/* An arc is as wide as the first line on it: the others are short. */
static void measure_arc(drawing *d, size_t i, const truce__at *row) {
    arc a = read_arc(d, row);
    truce_sketch_arc *line = &d->sketch.arcs[i];
    line->from = node_of(d, a.layer - 1, a.from);
    line->to = node_of(d, a.layer, a.to);
    line->label_width = LETTER * (double)shown_columns(line_of(d, &d->arc_lines, 0, row));
    line->label_height = (double)LINE * (double)d->arc_lines.all.count;
}

static truce_status place(drawing *d, const truce_form *form) {
    truce_sketch *sketch = &d->sketch;
    each(d, d->nodes, keep_node);
    each(d, d->arcs, count_arc);
    sketch->ctx = d->out->ctx;
    sketch->node_count = d->all.count;
    sketch->arc_count = d->n_arcs;
    sketch->nodes = truce__calloc(sketch->ctx, sketch->node_count, sizeof *sketch->nodes);
    sketch->arcs = truce__calloc(sketch->ctx, sketch->arc_count, sizeof *sketch->arcs);
    if (!sketch->nodes || !sketch->arcs) return TRUCE_E_NOMEM;
    each(d, d->nodes, measure_node);
    each(d, d->arcs, measure_arc);
    if (truce__out_failed(d->out)) return d->out->status;
    return form->layout ? form->layout(form->layout_ud, sketch) : TRUCE_E_USAGE;
}

/* --------------------------------------------------------------------- svg */

/* At most LONGEST characters. */
void truce__xml_cut(truce__out *out, const char *text) {
    size_t length = strlen(text), at = 0, used;
    if (truce__columns(text) <= LONGEST) {
        truce__xml_text(out, text, length);
        return;
    }
    for (uint32_t columns = 0; at < length; at += used) {
        truce__utf8_decode(text + at, length - at, &used);
        columns += truce__utf8_width(text + at, used);
        if (columns > LONGEST - 1) break;
    }
    truce__xml_text(out, text, at);
    truce__out_puts(out, "…");
}

static void svg_title(drawing *d, const truce__field *list, const truce__at *row) {
    truce__out_puts(d->out, "<title>");
    truce__xml_words(d->out, words_of(d, list->of->of, "title", row));
    truce__out_puts(d->out, "</title>\n");
}

static void svg_line(drawing *d, double x, double y, bool is_bold, const char *text) {
    truce__out_printf(d->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"%s>", x, y,
                      is_bold ? " font-weight=\"bold\"" : "");
    truce__xml_cut(d->out, text);
    truce__out_puts(d->out, "</text>\n");
}

static void svg_node(drawing *d, size_t i, const truce__at *row) {
    const truce_sketch_node *box = &d->sketch.nodes[i];
    double left = box->x - box->width / 2, top = box->y - box->height / 2, y = top + MARGIN / 2.0 + 11;
    truce__out_puts(d->out, "<g>");
    svg_title(d, d->nodes, row);
    truce__out_printf(d->out,
                      "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" fill=\"#fff\" "
                      "stroke=\"#333\" stroke-width=\"%d\"/>\n",
                      left, top, box->width, box->height, is_marked(d, row) ? 3 : 1);
    for (size_t line = 0; line < d->node_lines.all.count; line++) {
        const char *text = line_of(d, &d->node_lines, line, row);
        if (!*text) continue;
        svg_line(d, box->x, y, line == 0, text);
        y += LINE;
    }
    truce__out_puts(d->out, "</g>\n");
}

static void svg_curve(drawing *d, const truce_sketch_arc *line, const arc *a) {
    truce__out_puts(d->out, "<path d=\"");
    for (size_t i = 0; i < line->point_count; i++)
        truce__out_printf(d->out, "%s%.1f,%.1f", i == 0 ? "M" : i == 1 ? "C" : " ", line->points[2 * i],
                          line->points[2 * i + 1]);
    truce__out_printf(d->out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s marker-end=\"url(#%s%u)\"/>\n",
                      a->color, a->is_strong ? "3" : "1.2", a->is_strong  ? ""
                      : a->is_apart ? " stroke-dasharray=\"9 5\""
                                    : " stroke-dasharray=\"5 4\"",
                      a->is_strong ? "b" : "a", a->color_number);
}

static void svg_arc(drawing *d, size_t i, const truce__at *row) {
    const truce_sketch_arc *line = &d->sketch.arcs[i];
    arc a = read_arc(d, row);
    truce__out_puts(d->out, "<g>");
    svg_title(d, d->arcs, row);
    svg_curve(d, line, &a);
    for (size_t k = 0; k < d->arc_lines.all.count; k++) {
        double y = k == 0 ? line->label_y - 2 : line->label_y + LINE * (double)k - 3;
        svg_line(d, line->label_x, y, false, line_of(d, &d->arc_lines, k, row));
    }
    truce__out_puts(d->out, "</g>\n");
}

static bool has_apart(drawing *d) {
    return *key_of(d, "apart");
}

static void svg_heads(drawing *d) {
    truce__out *out = d->out;
    unsigned count = TRUCE__COLORS + has_apart(d);
    truce__out_puts(out, "<defs>\n");
    for (unsigned i = 0; i < count; i++)
        for (int is_strong = 0; is_strong < 2; is_strong++)
            truce__out_printf(out,
                              "<marker id=\"%s%u\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"%d\" "
                              "markerHeight=\"%d\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0,0 "
                              "L10,5 L0,10 z\" fill=\"%s\"/></marker>\n",
                              is_strong ? "b" : "a", i, is_strong ? 12 : 9, is_strong ? 12 : 9, truce__colors[i]);
    truce__out_puts(out, "</defs>\n");
}

static void svg_key(drawing *d, const char *sign, int x, int y, const char *key) {
    truce__out_puts(d->out, sign);
    truce__out_printf(d->out, "<text x=\"%d\" y=\"%d\">", x, y);
    truce__xml_words(d->out, key_of(d, key));
    truce__out_puts(d->out, "</text>\n");
}

static void svg_legend(drawing *d, double top) {
    truce__out_printf(d->out, "<g transform=\"translate(%d,%.1f)\">\n", MARGIN, top);
    svg_key(d, "<path d=\"M0,0 H36\" stroke=\"#333\" stroke-width=\"3\"/>", 42, 4, "strong");
    svg_key(d, "<path d=\"M0,18 H36\" stroke=\"#333\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"/>", 42, 22,
            "weak");
    if (has_apart(d))
        svg_key(d, "<path d=\"M180,0 H216\" stroke=\"#666666\" stroke-width=\"1.2\" stroke-dasharray=\"9 5\"/>",
                222, 4, "apart");
    svg_key(d, "<rect x=\"0\" y=\"29\" width=\"36\" height=\"14\" rx=\"4\" fill=\"#fff\" stroke=\"#333\" "
               "stroke-width=\"3\"/>", 42, 40, "marked");
    const char *cut = key_of(d, "cut");
    if (*cut) {
        truce__out_puts(d->out, "<text x=\"0\" y=\"58\">");
        truce__xml_words(d->out, cut);
        truce__out_puts(d->out, "</text>\n");
    }
    truce__out_puts(d->out, "</g>\n");
}

static void svg_begin(drawing *d, double width, double height) {
    truce__out *out = d->out;
    truce__out_printf(out,
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.1f\" height=\"%.1f\" viewBox=\"0 0 %.1f "
                      "%.1f\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"sans-serif\" "
                      "font-size=\"11\">\n",
                      width, height, width, height);
    const char *title = truce_model_title(d->at->model);
    truce__out_puts(out, "<title id=\"title\">");
    truce__xml_words(out, *title ? title : truce__pattern(truce__language_of(out->ctx), d->figure->head));
    truce__out_puts(out, "</title>\n<desc id=\"desc\">");
    truce__xml_words(out, key_of(d, "caption"));
    truce__out_puts(out, "</desc>\n");
}

static void svg(drawing *d) {
    enum { LEGEND = 74, LEAST = 260 };
    double width = (d->sketch.width > LEAST ? d->sketch.width : LEAST) + 2 * MARGIN;
    double height = d->sketch.height + 2 * MARGIN + LEGEND;
    svg_begin(d, width, height);
    svg_heads(d);
    truce__out_printf(d->out,
                      "<rect width=\"%.1f\" height=\"%.1f\" fill=\"#fff\"/>\n<g transform=\"translate(%d,%d)\">\n",
                      width, height, MARGIN, MARGIN);
    each(d, d->arcs, svg_arc);
    each(d, d->nodes, svg_node);
    truce__out_puts(d->out, "</g>\n");
    svg_legend(d, d->sketch.height + 2 * MARGIN + 8);
    truce__out_puts(d->out, "</svg>\n");
}

/* ------------------------------------------------------------------ choice */

static void begin(drawing *d, truce__out *out, const truce__at *at, const truce__field *figure) {
    static const truce__say_form plain = {{.literal = truce__text_add}, NULL, NULL};
    *d = (drawing){.out = out, .at = at, .figure = figure, .nodes = field_of(figure->of, "nodes"),
                   .arcs = field_of(figure->of, "arcs")};
    truce__text_init(&d->text, out->ctx);
    truce__say_init(&d->say, &plain, NULL, at);
    truce__out_note(out, truce__cols_of(at, d->nodes, TRUCE__IN_TEXT, &d->node_lines));
    truce__out_note(out, truce__cols_of(at, d->arcs, TRUCE__IN_TEXT, &d->arc_lines));
}

static void end(drawing *d) {
    truce_ctx *ctx = d->out->ctx;
    for (size_t i = 0; d->sketch.arcs && i < d->sketch.arc_count; i++) truce__free(ctx, d->sketch.arcs[i].points);
    truce__free(ctx, d->sketch.nodes);
    truce__free(ctx, d->sketch.arcs);
    truce__text_free(&d->text);
    truce__say_free(&d->say);
    truce__cols_free(ctx, &d->node_lines);
    truce__cols_free(ctx, &d->arc_lines);
    truce__vec_free(ctx, &d->all);
}

void truce__layered_dot(truce__out *out, const truce__at *at, const truce__field *figure) {
    drawing d;
    begin(&d, out, at, figure);
    if (!truce__out_failed(out)) dot(&d);
    end(&d);
}

void truce__layered_svg(truce__out *out, const truce__at *at, const truce__field *figure, const truce_form *form) {
    drawing d;
    begin(&d, out, at, figure);
    if (!truce__out_failed(out)) truce__out_note(out, place(&d, form));
    if (!truce__out_failed(out)) svg(&d);
    end(&d);
}
