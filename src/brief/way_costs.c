/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of ways: whether who takes one could take it back, and what a way costs that somebody else begins. */
#include "brief/brief.h"

#include "graph/graph.h"

enum { ARCS = 1 << 10, STATES = 1 << 14 };

truce__undoing truce__undoing_of(const truce__brief *b, truce_state from, truce_state to) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    bool is_final = true, is_undone = true;
    if (b->model->is_plain) return TRUCE__UNKNOWN_UNDONE;
    truce_graph_state_levels(b->graph, from, before);
    truce_graph_state_levels(b->graph, to, after);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) {
        if (before[o] == after[o]) continue;
        bool goes_both_ways = b->model->options[o].moves == TRUCE__MOVES_BOTH;
        is_undone &= goes_both_ways;
        is_final &= !goes_both_ways;
    }
    if (is_undone) return TRUCE__UNDONE;
    return is_final ? TRUCE__NOT_UNDONE : TRUCE__PARTLY_UNDONE;
}

uint32_t truce__undone_until(const truce__brief *b, const truce__target *t) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS], then[TRUCE__MAX_OPTIONS];
    uint32_t levels[TRUCE__MAX_OPTIONS], n = truce_model_option_count(b->model);
    truce_graph_state_levels(b->graph, b->now, before);
    truce_graph_state_levels(b->graph, t->way[0].to, after);
    for (uint32_t i = 1; i < t->steps; i++) {
        bool is_there = true, is_plain = true;
        truce_graph_state_levels(b->graph, t->way[i].to, then);
        for (uint32_t o = 0; o < n; o++) {
            bool is_done = before[o] != after[o];
            is_there &= !is_done || then[o] == after[o];
            levels[o] = is_done ? before[o] : then[o];
            is_plain &= levels[o] != TRUCE_LEVEL_MIXED;
        }
        if (!is_there || !is_plain) return 0;
        if (!truce__graph_find_levels(b->graph, levels)) return i + 1;
    }
    return 0;
}

static bool is_cheaper(truce__way_cost one, truce__way_cost other) {
    return one.steps < other.steps || (one.steps == other.steps && one.finals < other.finals);
}

static const truce__way_cost no_way = {UINT32_MAX, UINT32_MAX};

/* By arc, the least cost of a way that goes on with it to the end: from the last step back. No party moves twice in a
 * row. */
static void reckon(const truce__brief *b, const truce_paths *paths, size_t count, uint32_t steps,
                   truce__way_cost *least) {
    for (size_t i = count; i-- > 0;) {
        const truce_path_arc *arc = truce_paths_arc(paths, i);
        truce__way_cost rest = arc->step == steps ? (truce__way_cost){0, 0} : no_way;
        for (size_t k = i + 1; k < count; k++) {
            const truce_path_arc *next = truce_paths_arc(paths, k);
            bool follows = next->step == arc->step + 1 && next->from == arc->to &&
                           (next->party != arc->party || next->party == TRUCE_NOBODY);
            if (follows && is_cheaper(least[k], rest)) rest = least[k];
        }
        bool costs = arc->party != TRUCE_NOBODY && arc->gain == TRUCE_WORSE && rest.steps != UINT32_MAX;
        rest.steps += costs;
        rest.finals += costs && truce__undoing_of(b, arc->from, arc->to) == TRUCE__NOT_UNDONE;
        least[i] = rest;
    }
}

truce_status truce__costs_of_ways(truce__brief *b, const truce__target *t, const uint32_t *who, size_t count,
                                  truce__way_cost *costs) {
    truce_paths *paths = NULL;
    memset(costs, 0, count * sizeof *costs);
    if (t->by_improvements || truce_graph_state_count(b->graph) > STATES) return TRUCE_OK;
    const truce_paths_query query = {.from = b->now, .by = TRUCE_BY_MOVES, .to_state = t->state, .arc_limit = ARCS,
                                     .no_lapsing = b->options->no_lapsing};
    TRY(truce_paths_find(b->ctx, b->graph, &query, &paths));
    size_t arcs = truce_paths_arc_count(paths);
    bool are_all = arcs == truce_paths_arc_total(paths);
    truce__way_cost *least = are_all ? truce__calloc(b->ctx, arcs, sizeof *least) : NULL;
    if (least) reckon(b, paths, arcs, t->steps, least);
    for (size_t i = 0; least && i < count; i++) {
        costs[i] = no_way;
        for (size_t k = 0; k < arcs; k++) {
            const truce_path_arc *arc = truce_paths_arc(paths, k);
            if (arc->step == 1 && arc->party == who[i] && is_cheaper(least[k], costs[i])) costs[i] = least[k];
        }
    }
    truce_paths_free(paths);
    truce__free(b->ctx, least);
    return least || !are_all ? TRUCE_OK : TRUCE_E_NOMEM;
}

const char *truce__way_summary(truce__brief *b, const truce__target *t) {
    const char *costs = word(b, WAY_COSTS_NOBODY);
    if (!t->is_reached) return truce__brief_lapses(b) ? word(b, NO_WAY_LAPSING) : word(b, NO_WAY);
    if (t->by_improvements) return words(b, BEST_WAY, N(t->steps), H(word(b, WAY_PAYS)));
    for (uint32_t i = t->steps; i-- > 0;) {
        const truce_path_step *step = &t->way[i];
        if (step->party == TRUCE_NOBODY || step->gain != TRUCE_WORSE) continue;
        const char *who = truce__party_words(b, step->party);
        bool is_final = i == 0 && truce__undoing_of(b, b->now, step->to) == TRUCE__NOT_UNDONE;
        costs = i ? words(b, WAY_LATER_COSTS, H(who)) : is_final ? words(b, WAY_FIRST_COSTS_FINALLY, H(who))
                                                                 : words(b, WAY_FIRST_COSTS, H(who));
    }
    return words(b, BEST_WAY, N(t->steps), H(costs));
}
