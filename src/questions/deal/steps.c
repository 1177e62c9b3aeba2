/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Deals in instalments. From today one party moves at a time, each time to a state that nobody ranks below the one
 * before and that holds under the chosen concept, so that everybody may stop there and nobody has to trust in what
 * comes next. Breadth first: a shortest such way to every deal that has one. Since each state on the way is a place
 * of rest, who moved last does not bind who moves next.
 *
 * What lapses by itself is such a step too, if where it leads is a place like that.
 *
 * Ranks never fall along the way, so few states are ever visited.
 *
 * Where arrangements expire there is a second search, for ways whose every step lasts: what the step turns into is no
 * worse for anybody than what the one before turned into. Whoever stops there, and waits, has lost nothing.
 */
#include "questions/deal/agreement.h"

#include "graph/walk.h"

#include <stdlib.h>

typedef struct stop {
    uint64_t cell;
    size_t before; /* SIZE_MAX: today */
    uint32_t party; /* who moved here, or TRUCE_NOBODY */
} stop;

typedef struct route {
    truce__agreement *a;
    const truce_set *holding;
    const truce_graph *after; /* ranks may not fall there either; NULL: that is not asked */
    uint64_t *seen; /* bits over cells */
    TRUCE__VEC(stop) stops;
} route;

static bool is_worse_for_some(const truce_graph *graph, uint64_t from, uint64_t to) {
    for (uint32_t p = 0; p < graph->model->n_parties; p++)
        if (truce__rank_at(&graph->ranks[p], to) < truce__rank_at(&graph->ranks[p], from)) return true;
    return false;
}

static truce_status step_to(route *r, size_t at, uint32_t party, uint64_t to) {
    const truce_graph *graph = r->a->graph;
    uint64_t from = r->stops.at[at].cell;
    if (truce__bits_get(r->seen, to) || !truce__bits_get(r->holding->bits, to)) return TRUCE_OK;
    if (is_worse_for_some(graph, from, to) || (r->after && is_worse_for_some(r->after, from, to))) return TRUCE_OK;
    truce__bits_set(r->seen, to);
    return truce__vec_push(r->a->ctx, &r->stops, ((stop){to, at, party}));
}

static truce_status go_on(route *r, size_t at) {
    const truce_graph *graph = r->a->graph;
    uint64_t from = r->stops.at[at].cell, to;
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        truce__walk walk;
        truce__walk_from(&walk, &graph->space, party, from);
        while (truce__walk_next(&walk, &to)) TRY(step_to(r, at, party, to));
    }
    if (!r->a->lapses.ctx) return TRUCE_OK;
    truce__lapse_walk walk;
    truce__lapse_from(&walk, &r->a->lapses, from);
    while (truce__lapse_next(&walk, &to)) TRY(step_to(r, at, TRUCE_NOBODY, to));
    return TRUCE_OK;
}

/* Tells a deal the way to stop number `at`. */
static truce_status tell(route *r, truce_deal_facts *deal, size_t at) {
    const truce__space *space = &r->a->graph->space;
    size_t count = 0;
    for (size_t i = at; r->stops.at[i].before != SIZE_MAX; i = r->stops.at[i].before) count++;
    truce_step *steps = truce__arena_alloc(&r->a->arena, count, sizeof *steps);
    if (!steps) return TRUCE_E_NOMEM;
    *(r->after ? &deal->has_phases : &deal->has_steps) = true;
    *(r->after ? &deal->phases : &deal->steps) = steps;
    *(r->after ? &deal->phase_count : &deal->step_count) = count;
    for (size_t i = at; count > 0; i = r->stops.at[i].before)
        steps[--count] = (truce_step){r->stops.at[i].party, truce__space_number(space, r->stops.at[i].cell)};
    return TRUCE_OK;
}

static int by_cell(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Tells `count` of the facts from `first` on. Today itself counts only where it holds. */
static truce_status tell_all(route *r, size_t first, size_t count) {
    truce__agreement *a = r->a;
    for (size_t i = 0; i < r->stops.count && count; i++) {
        uint64_t cell = r->stops.at[i].cell;
        const uint64_t *found = bsearch(&cell, a->cells + first, count, sizeof cell, by_cell);
        if (found && truce__bits_get(r->holding->bits, cell)) TRY(tell(r, &a->facts[found - a->cells], i));
    }
    return TRUCE_OK;
}

static truce_status find_ways(truce__agreement *a, const truce_graph *after) {
    truce_status status = TRUCE_OK;
    uint64_t start = a->graph->space.status_quo,
             bytes = truce__bits_words(a->graph->space.n_cells) * sizeof(uint64_t);
    route r = {.a = a, .holding = truce_solution_equilibria(a->solution, a->step_slot), .after = after};
    if (start == UINT64_MAX) return TRUCE_OK;
    r.seen = truce__big_alloc(a->ctx, bytes);
    if (!r.seen) return TRUCE_E_NOMEM;
    memset(r.seen, 0, bytes);
    truce__bits_set(r.seen, start);
    TRY_OR_DONE(truce__vec_push(a->ctx, &r.stops, ((stop){start, SIZE_MAX, 0})));
    for (size_t i = 0; i < r.stops.count; i++) {
        if (i % 256 == 0 && truce__is_cancelled(a->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        TRY_OR_DONE(go_on(&r, i));
    }
    TRY_OR_DONE(tell_all(&r, 0, a->result.deal_count));
    TRY_OR_DONE(tell_all(&r, a->result.deal_count, a->result.asked_count));
    TRY_OR_DONE(tell_all(&r, a->fact_count, a->result.beside_count));
done:
    truce__vec_free(a->ctx, &r.stops);
    truce__big_free(a->ctx, r.seen);
    return status;
}

truce_status truce__deal_steps(truce__agreement *a) {
    bool may_lapse = a->graph->model->n_expiries && !a->options.no_lapsing && truce_graph_status_quo(a->graph);
    if (may_lapse) TRY(truce__lapses_init(a->ctx, &a->graph->space, &a->lapses));
    TRY(find_ways(a, NULL));
    return a->result.after ? find_ways(a, a->result.after) : TRUCE_OK;
}
