/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places nodes and arcs of layered drawings with the Graphviz library's `dot` (Gansner, Koutsofios, North and Vo
 * 1993, doi:10.1109/32.221135). Only the places come from Graphviz: sizes go in as numbers, so that no font is
 * needed. It keeps global state and may end the program when memory is out, so it is used here and not in the
 * library. If truce was built without it, a request for a drawing ends with a message.
 */
#include "layout.h"

#include "late.h"

#ifndef TRUCE_GRAPHVIZ

bool layout_is_there(void) {
    return false;
}

truce_status layout_sketch(void *ud, truce_sketch *sketch) {
    (void)ud;
    (void)sketch;
    return TRUCE_E_USAGE;
}

#else

#include <gvc.h>

#include <stdio.h>
#include <stdlib.h>

enum { INCH = 72 };

#define GRAPHS(X)                                                                                                    \
    X(agsafeset) X(agnode) X(agsubg) X(agsubnode) X(agedge) X(agstrdup_html) X(agseterr) X(agopen) X(agclose)        \
    X(Agdirected)
#define LAYOUTS(X) X(gvContext) X(gvLayout) X(gvFreeLayout) X(gvFreeContext)

/* The libraries' functions; they keep state for the whole process themselves. */
#ifdef TRUCE_LATE_GVC
static struct calls { GRAPHS(LATE_POINTER) LAYOUTS(LATE_POINTER) } calls;

static bool load(void) {
    static const late_symbol graphs[] = {GRAPHS(LATE_SYMBOL)}, layouts[] = {LAYOUTS(LATE_SYMBOL)};
    return !late_load(TRUCE_LATE_CGRAPH, graphs, sizeof graphs / sizeof *graphs) &&
           !late_load(TRUCE_LATE_GVC, layouts, sizeof layouts / sizeof *layouts);
}
#else
static const struct calls { GRAPHS(LATE_POINTER) LAYOUTS(LATE_POINTER) } calls = {GRAPHS(LATE_ADDRESS)
                                                                                      LAYOUTS(LATE_ADDRESS)};

static bool load(void) {
    return true;
}
#endif

typedef struct layout {
    Agraph_t *graph;
    Agnode_t **nodes;
    Agedge_t **arcs;
} layout;

bool layout_is_there(void) {
    return true;
}

/* Sets an attribute; Graphviz takes no const texts. */
static void set(void *object, const char *name, const char *value) {
    char key[32], text[160], none[] = "";
    snprintf(key, sizeof key, "%s", name);
    snprintf(text, sizeof text, "%s", value);
    calls.agsafeset(object, key, text, none);
}

static void set_inches(void *object, const char *name, double points) {
    char value[32];
    snprintf(value, sizeof value, "%.4f", points / INCH);
    set(object, name, value);
}

static void add_node(layout *l, const truce_sketch *sketch, size_t i) {
    char name[32], layer[32], none[] = "";
    snprintf(name, sizeof name, "n%zu", i);
    snprintf(layer, sizeof layer, "layer%u", (unsigned)sketch->nodes[i].layer);
    l->nodes[i] = calls.agnode(l->graph, name, 1);
    set(l->nodes[i], "shape", "box");
    set(l->nodes[i], "label", none);
    set(l->nodes[i], "fixedsize", "true");
    set_inches(l->nodes[i], "width", sketch->nodes[i].width);
    set_inches(l->nodes[i], "height", sketch->nodes[i].height);
    Agraph_t *same = calls.agsubg(l->graph, layer, 1);
    set(same, "rank", "same");
    calls.agsubnode(same, l->nodes[i], 1);
}

/* An arc's label is an empty table of the size that our label will take. */
static void add_arc(layout *l, const truce_sketch *sketch, size_t i) {
    const truce_sketch_arc *arc = &sketch->arcs[i];
    char name[32], html[160], key[] = "label", none[] = "";
    snprintf(name, sizeof name, "a%zu", i);
    snprintf(html, sizeof html, "<table border=\"0\" fixedsize=\"true\" width=\"%.0f\" "
                                "height=\"%.0f\"><tr><td></td></tr></table>",
             arc->label_width, arc->label_height);
    l->arcs[i] = calls.agedge(l->graph, l->nodes[arc->from], l->nodes[arc->to], name, 1);
    calls.agsafeset(l->arcs[i], key, calls.agstrdup_html(l->graph, html), none);
}

static truce_status take_curve(const layout *l, truce_sketch *sketch, size_t i) {
    const splines *line = l->arcs[i] && AGDATA(l->arcs[i]) ? ED_spl(l->arcs[i]) : NULL;
    if (!line || !line->size) return TRUCE_OK;
    const bezier *curve = &line->list[0];
    bool has_end = curve->eflag; /* the head stands between the curve and this point: a straight piece */
    size_t count = (size_t)curve->size, at = 0;
    truce_status status = truce_sketch_curve(sketch, i, count + (has_end ? 3 : 0));
    if (status != TRUCE_OK) return status;
    double *points = sketch->arcs[i].points;
    for (; at < count + (has_end ? 3 : 0); at++) {
        pointf last = curve->list[count - 1];
        pointf p = at < count ? curve->list[at] : at == count ? last : curve->ep;
        points[2 * at] = p.x;
        points[2 * at + 1] = sketch->height - p.y;
    }
    if (ED_label(l->arcs[i])) {
        sketch->arcs[i].label_x = ED_label(l->arcs[i])->pos.x;
        sketch->arcs[i].label_y = sketch->height - ED_label(l->arcs[i])->pos.y;
    }
    return TRUCE_OK;
}

static truce_status take_places(const layout *l, truce_sketch *sketch) {
    sketch->width = GD_bb(l->graph).UR.x;
    sketch->height = GD_bb(l->graph).UR.y;
    for (size_t i = 0; i < sketch->node_count; i++) {
        sketch->nodes[i].x = ND_coord(l->nodes[i]).x;
        sketch->nodes[i].y = sketch->height - ND_coord(l->nodes[i]).y;
    }
    for (size_t i = 0; i < sketch->arc_count; i++) {
        truce_status status = take_curve(l, sketch, i);
        if (status != TRUCE_OK) return status;
    }
    return TRUCE_OK;
}

static truce_status arrange(layout *l, truce_sketch *sketch) {
    GVC_t *gvc = calls.gvContext();
    if (!gvc) return TRUCE_E_NOMEM;
    set(l->graph, "rankdir", "LR");
    set(l->graph, "ranksep", "0.4");
    set(l->graph, "nodesep", "0.2");
    for (size_t i = 0; i < sketch->node_count; i++) add_node(l, sketch, i);
    for (size_t i = 0; i < sketch->arc_count; i++) add_arc(l, sketch, i);
    truce_status status = TRUCE_E_LIMIT;
    if (calls.gvLayout(gvc, l->graph, "dot") == 0) {
        status = take_places(l, sketch);
        calls.gvFreeLayout(gvc, l->graph);
    }
    calls.gvFreeContext(gvc);
    return status;
}

truce_status layout_sketch(void *ud, truce_sketch *sketch) {
    (void)ud;
    char name[] = "paths";
    if (!load()) return TRUCE_E_USAGE;
    calls.agseterr(AGMAX); /* its remarks on standard error are for authors of DOT files */
    layout l = {.graph = calls.agopen(name, *calls.Agdirected, NULL)};
    if (!l.graph) return TRUCE_E_NOMEM;
    l.nodes = calloc(sketch->node_count + 1, sizeof(Agnode_t *));
    l.arcs = calloc(sketch->arc_count + 1, sizeof(Agedge_t *));
    truce_status status = l.nodes && l.arcs ? arrange(&l, sketch) : TRUCE_E_NOMEM;
    calls.agclose(l.graph);
    free(l.nodes);
    free(l.arcs);
    return status;
}

#endif
