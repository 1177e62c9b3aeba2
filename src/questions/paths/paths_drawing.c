/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The data of the drawing of shortest paths: a node for a state after so many steps, an arc for each step of a path.
 * Bold and solid is an improvement, thin and dashed another move, grey in long dashes a lapse; who moves, or that it
 * lapses, stands on the arc, colour only repeats it.
 */
#include "questions/paths/paths_items.h"
#include "result/declare.h"

#include <stdlib.h>

#define GET(name, value) GET_OF(truce_paths_show, name, value)
#define IS(name, truth) IS_OF(truce_paths_show, name, truth)
#define IN_DRAWING TRUCE__IN_DRAWING

/* ------------------------------------------------------------------- nodes */

typedef struct node {
    uint32_t layer;
    truce_state state;
} node;

typedef struct nodes {
    TRUCE__VEC(node) all;
} nodes;

static int by_layer(const void *a, const void *b) {
    const node *x = a, *y = b;
    if (x->layer != y->layer) return x->layer < y->layer ? -1 : 1;
    return x->state < y->state ? -1 : x->state > y->state;
}

static truce_status list_nodes(truce_ctx *ctx, const truce_paths *paths, nodes *found) {
    TRY(truce__vec_push(ctx, &found->all, ((node){0, truce_paths_from(paths)})));
    for (size_t i = 0; i < truce_paths_arc_count(paths); i++) {
        const truce_path_arc *arc = truce_paths_arc(paths, i);
        TRY(truce__vec_push(ctx, &found->all, ((node){arc->step, arc->to})));
    }
    qsort(found->all.at, found->all.count, sizeof *found->all.at, by_layer);
    size_t kept = 1;
    for (size_t i = 1; i < found->all.count; i++)
        if (by_layer(&found->all.at[kept - 1], &found->all.at[i]) != 0) found->all.at[kept++] = found->all.at[i];
    found->all.count = kept;
    return TRUCE_OK;
}

static void close_nodes(truce__at *at) {
    nodes *found = (nodes *)(uintptr_t)at->self;
    truce__vec_free(at->result->ctx, &found->all);
    truce__free(at->result->ctx, found);
}

static truce_status open_nodes(truce__at *at) {
    nodes *found = truce__calloc(at->result->ctx, 1, sizeof *found);
    if (!found) return TRUCE_E_NOMEM;
    at->self = found;
    truce_status status = list_nodes(at->result->ctx, truce__paths_asked(at), found);
    if (status != TRUCE_OK) close_nodes(at);
    return status;
}

static bool next_node(const truce__at *list, truce__at *item) {
    const nodes *found = list->self;
    if (++item->index >= found->all.count) return false;
    item->self = &found->all.at[item->index];
    item->state = found->all.at[item->index].state;
    return true;
}

#define NODE ((const node *)at->self)

static bool is_target(const truce__at *at) {
    for (size_t i = 0; i < truce_paths_target_count(truce__paths_asked(at)); i++) {
        const truce_path *target = truce_paths_target(truce__paths_asked(at), i);
        if (target->state == NODE->state && target->steps == NODE->layer) return true;
    }
    return false;
}

static void say_node(const truce__at *at, truce__say *say) {
    SAY(say, PATHS_NODE, truce__state_of(at->state), truce__number(NODE->layer));
    if (is_target(at)) SAY_ALONE(say, PATHS_NODE_ASKED);
}

GET(layer, truce__number(NODE->layer))
GET(asked_for, truce__bool(is_target(at)))
static const truce__field node_fields[] = {
    {"layer", NUMBER, IN_DRAWING, .get = layer},
    {"number", STATE, IN_DRAWING, .get = truce__get_state},
    {"marked", BOOL, IN_DRAWING, .get = asked_for},
    {"title", PROSE, IN_DRAWING, .say = say_node},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

/* -------------------------------------------------------------------- arcs */

#define ARC truce_paths_arc(truce__paths_asked(at), at->index)

static uint64_t count_arcs(const truce__at *at) { return truce_paths_arc_count(truce__paths_asked(at)); }

GET(step, truce__number(ARC->step))
GET(from, truce__state_of(ARC->from))
GET(to, truce__state_of(ARC->to))
GET(color, truce__number(ARC->party == TRUCE_NOBODY ? 0 : ARC->party))
GET(is_lapse, truce__bool(ARC->party == TRUCE_NOBODY))
GET(is_strong, truce__bool(ARC->gain == TRUCE_BETTER))
GET(mover, ARC->party == TRUCE_NOBODY ? truce__message_of(TRUCE__M_LAPSES) : truce__party_of(at, ARC->party))
GET(gain, truce__gain_of(ARC->party, ARC->gain))

static void say_arc(const truce__at *at, truce__say *say) {
    bool is_move = ARC->party != TRUCE_NOBODY;
    if (is_move) SAY(say, PATHS_ARC, mover(at), truce__number(ARC->from), truce__number(ARC->to));
    else SAY(say, PATHS_ARC_LAPSES, truce__number(ARC->from), truce__number(ARC->to));
    if (truce__has_changes(at->graph, ARC->from, ARC->to))
        SAY(say, PATHS_ARC_SETS, is_move ? truce__own_changes_of(ARC->from, ARC->to)
                                         : truce__changes_of(ARC->from, ARC->to));
    if (is_move) SAY(say, PATHS_ARC_GAIN, gain(at), mover(at));
    else SAY_ALONE(say, LAPSES_BY_ITSELF);
}

static const truce__field arc_fields[] = {
    {"layer", NUMBER, IN_DRAWING, .get = step},
    {"from", STATE, IN_DRAWING, .get = from},
    {"to", STATE, IN_DRAWING, .get = to},
    {"color", NUMBER, IN_DRAWING, .get = color},
    {"strong", BOOL, IN_DRAWING, .get = is_strong},
    {"apart", BOOL, IN_DRAWING, .get = is_lapse},
    {"title", PROSE, IN_DRAWING, .say = say_arc},
    {"party", MEMBER, IN_PEOPLE, .get = mover, .domain = &truce__party_domain},
    {"gain", TEXT, IN_PEOPLE, .get = gain},
    {0}};

/* ------------------------------------------------------------------- words */

/* "Shortest paths by any moves from state 1 (...) to 3 states" */
static void say_caption(const truce__at *at, truce__say *say) {
    const truce_paths *paths = truce__paths_asked(at);
    uint64_t total = truce_paths_target_total(paths), drawn = truce_paths_arc_count(paths),
             lost = truce_paths_unreachable_total(paths);
    SAY_ALONE(say, PATHS_DRAWN_BY);
    truce__say_kind_of_paths(at, say, paths);
    SAY(say, PATHS_DRAWN, truce__state_of(truce_paths_from(paths)), truce__number(total));
    if (truce_paths_target_count(paths) < total)
        SAY(say, PATHS_DRAWN_NEAREST, truce__number(truce_paths_target_count(paths)));
    if (drawn < truce_paths_arc_total(paths))
        SAY(say, PATHS_DRAWN_SOME, truce__number(drawn), truce__number(truce_paths_arc_total(paths)));
    if (lost) SAY(say, PATHS_DRAWN_BEYOND, truce__number(lost));
    SAY_ALONE(say, PATHS_DRAWN_END);
}

static void say_strong(const truce__at *at, truce__say *say) { (void)at; SAY_ALONE(say, PATHS_KEY_BETTER); }
static void say_weak(const truce__at *at, truce__say *say) { (void)at; SAY_ALONE(say, PATHS_KEY_OTHER); }
static void say_apart(const truce__at *at, truce__say *say) {
    if (truce_paths_lapse(truce__paths_asked(at))) SAY_ALONE(say, PATHS_KEY_LAPSE);
}
static void say_marked(const truce__at *at, truce__say *say) { (void)at; SAY_ALONE(say, PATHS_KEY_ASKED); }

static void say_cut(const truce__at *at, truce__say *say) {
    uint64_t drawn = truce_paths_arc_count(truce__paths_asked(at)),
             total = truce_paths_arc_total(truce__paths_asked(at));
    if (drawn < total) SAY(say, PATHS_KEY_CUT, truce__number(drawn), truce__number(total));
}

static const truce__field graph_fields[] = {
    {"nodes", LIST, IN_DRAWING, .next = next_node, .of = RECORD_OF(node_fields)},
    {"arcs", LIST, IN_DRAWING, .count = count_arcs, .of = RECORD_OF(arc_fields)},
    {"caption", PROSE, IN_DRAWING, .say = say_caption},
    {"strong", PROSE, IN_DRAWING, .say = say_strong},
    {"weak", PROSE, IN_DRAWING, .say = say_weak},
    {"apart", PROSE, IN_DRAWING, .say = say_apart},
    {"marked", PROSE, IN_DRAWING, .say = say_marked},
    {"cut", PROSE, IN_DRAWING, .say = say_cut},
    {0}};
const truce__field truce__paths_drawing[] = {
    {"paths", FIGURE, IN_DRAWING, .figure = TRUCE__LAYERED, .open = open_nodes, .close = close_nodes,
     .of = graph_fields, .head = HEAD(PATHS)},
    {0}};
