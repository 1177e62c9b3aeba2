/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Assessments. Each runs on the whole graph or on a quotient, as its party and its kind of reply allow. Quotients are
 * large and serve several assessments, so the engine keeps three places: WHOLE, the graph itself; OWN, without the
 * options that neither the rules nor one party's statements mention, made anew for each party; JOINT, without those
 * that neither the rules nor anybody's statements mention.
 */
#include "engine/quotient.h"

#include "graph/split.h"
#include "graph/strength.h"
#include "graph/walk.h"

#include <assert.h>

typedef enum place { WHOLE, OWN, JOINT, N_PLACES } place;

struct truce__engine {
    truce_ctx *ctx;
    truce_graph graph; /* the caller's with the given ranks; if it is shared, this process's part of it */
    bool is_shared;
    truce_set *marked; /* of the part */
    bool is_whole;
    const bool *aside;
    bool is_open[N_PLACES];
    uint32_t owner;          /* of the quotient at OWN */
    truce__quotient *now;    /* where the assessment runs */
    truce__quotient at[N_PLACES];
};

static place place_of(const truce__engine *engine, uint32_t party, truce__replies replies) {
    if (engine->is_whole || !truce__quotient_idle(&engine->graph, party, replies)) return WHOLE;
    return replies == TRUCE__REPLIES_IMPROVING ? JOINT : OWN;
}

static uint64_t idle_at(const truce__engine *engine, place where, uint32_t party, truce__replies replies) {
    return where == WHOLE ? 0 : truce__quotient_idle(&engine->graph, party, replies);
}

/* ------------------------------------------------------------------- needs */

static void add_largest(truce__needs *most, truce__needs needs) {
    if (needs.memory > most->memory) most->memory = needs.memory;
    if (needs.scratch > most->scratch) most->scratch = needs.scratch;
}

/* What the quotient of one party and kind of reply needs. */
static truce_status quotient_needs(truce__engine *engine, place where, uint32_t party, truce__replies replies,
                                   truce__needs *needs) {
    truce__quotient *quotient = &engine->at[where]; /* not open yet */
    uint64_t idle = idle_at(engine, where, party, replies);
    truce_status status = truce__quotient_set(engine->ctx, &engine->graph, idle, quotient);
    if (status == TRUCE_OK) truce__quotient_needs(quotient, replies, needs);
    truce__quotient_close(quotient);
    return status;
}

truce_status truce__engine_needs(truce__engine *engine, unsigned kinds, truce__needs *sum) {
    truce__needs most[N_PLACES] = {0};
    bool is_known[N_PLACES][TRUCE__REPLIES_IMPROVING + 1] = {0};
    for (truce__replies replies = TRUCE__REPLIES_NONE; replies <= TRUCE__REPLIES_IMPROVING; replies++) {
        for (uint32_t party = 0; kinds >> replies & 1 && party < engine->graph.model->n_parties; party++) {
            place where = place_of(engine, party, replies);
            truce__needs needs = {0};
            if (is_known[where][replies] && where != OWN) continue;
            is_known[where][replies] = true;
            TRY(quotient_needs(engine, where, party, replies, &needs));
            add_largest(&most[where], needs);
        }
    }
    for (int where = 0; where < N_PLACES; where++) {
        sum->memory += most[where].memory;
        sum->scratch += most[where].scratch;
    }
    return TRUCE_OK;
}

/* --------------------------------------------------------------- life time */

/* Each process works on its part of a shared graph. */
static truce_status open_engine(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *ranks, bool is_whole,
                                truce__engine **out) {
    truce__engine *engine = truce__alloc(ctx, sizeof *engine); /* not zeroed: truce__quotient_set() clears the
                                                                  quotients, which are most of it */
    if (!engine) return TRUCE_E_NOMEM;
    engine->ctx = ctx;
    engine->graph = graph->part ? *graph->part : *graph;
    if (!graph->part) memcpy(&engine->graph.ranks, &ranks, sizeof ranks); /* only read */
    engine->is_shared = graph->part != NULL;
    engine->marked = NULL;
    engine->is_whole = is_whole;
    engine->aside = NULL;
    engine->now = NULL;
    memset(engine->is_open, 0, sizeof engine->is_open);
    *out = engine;
    return graph->part ? truce_set_new(ctx, graph->part, &engine->marked) : TRUCE_OK;
}

static void close_engine(truce__engine *engine) {
    if (!engine) return;
    for (int where = 0; where < N_PLACES; where++)
        if (engine->is_open[where]) truce__quotient_close(&engine->at[where]);
    truce_set_free(engine->marked);
    truce__free(engine->ctx, engine);
}

truce_status truce__engine_open(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *ranks, bool is_whole,
                                truce__engine **out) {
    truce__engine *engine = NULL;
    if (graph->part && (is_whole || ranks != graph->ranks)) return TRUCE_E_USAGE;
    if (graph->part) truce__processes_call(ctx->processes, (truce__call){.order = TRUCE__ORDER_OPEN});
    truce_status status = open_engine(ctx, graph, ranks, is_whole, &engine);
    if (graph->part) status = truce__agree_at_last(ctx, status);
    if (status == TRUCE_OK) *out = engine;
    else close_engine(engine);
    return status;
}

void truce__engine_close(truce__engine *engine) {
    if (engine && engine->is_shared) truce__processes_tell(engine->ctx->processes, TRUCE__ORDER_CLOSE);
    close_engine(engine);
}

/* ------------------------------------------------------------- assessments */

/* On a shared graph the other processes do the same. It succeeds on all or on none. */
static void begin(const truce__engine *engine, truce__order order, uint32_t party, truce__replies replies) {
    if (engine->is_shared)
        truce__processes_call(engine->ctx->processes,
                              (truce__call){.order = order, .party = party, .replies = replies});
}

static truce_status end(const truce__engine *engine, truce_status status) {
    return engine->is_shared ? truce__agree_at_last(engine->ctx, status) : status;
}

static truce_status open_place(truce__engine *engine, place where, uint32_t party, truce__replies replies) {
    truce__quotient *quotient = engine->now = &engine->at[where];
    if (engine->is_open[where] && (where != OWN || engine->owner == party)) return TRUCE_OK;
    if (engine->is_open[where]) truce__quotient_close(quotient);
    engine->is_open[where] = true;
    if (where == OWN) engine->owner = party;
    TRY(truce__quotient_set(engine->ctx, &engine->graph, idle_at(engine, where, party, replies), quotient));
    return truce__quotient_open(&engine->graph, where == OWN ? party : TRUCE__NONE, quotient);
}

truce_status truce__assess(truce__engine *engine, uint32_t party, truce__replies replies) {
    assert(party < engine->graph.model->n_parties);
    begin(engine, TRUCE__ORDER_ASSESS, party, replies);
    TRY(end(engine, open_place(engine, place_of(engine, party, replies), party, replies)));
    truce__solver *solver = &engine->now->solver;
    solver->party = party;
    solver->ranks = &solver->graph->ranks[party];
    solver->aside = engine->aside;
    truce__pass_take(solver);
    return TRUCE_OK;
}

truce_status truce__assess_given(truce__engine *engine, uint32_t party, void **values) {
    assert(engine->is_whole);
    TRY(truce__assess(engine, party, TRUCE__REPLIES_NONE));
    truce__pass_give(&engine->now->solver);
    *values = engine->now->solver.values;
    return TRUCE_OK;
}

void truce__leave_aside(truce__engine *engine, const bool *parties) {
    assert(engine->is_whole && !engine->is_shared);
    engine->aside = parties;
}

truce_status truce__best_move(truce__engine *engine) {
    begin(engine, TRUCE__ORDER_BEST_MOVE, 0, TRUCE__REPLIES_NONE);
    return end(engine, truce__pass_best(&engine->now->solver));
}

truce_status truce__worst_reply(truce__engine *engine, truce__replies replies) {
    begin(engine, TRUCE__ORDER_WORST_REPLY, 0, replies);
    return end(engine, truce__pass_reply(&engine->now->solver, replies));
}

void truce__cap_by_ranks(truce__engine *engine) {
    if (engine->is_shared) truce__processes_tell(engine->ctx->processes, TRUCE__ORDER_CAP);
    truce__pass_bound(&engine->now->solver, TRUCE__CAPPED);
}

void truce__floor_by_ranks(truce__engine *engine) {
    if (engine->is_shared) truce__processes_tell(engine->ctx->processes, TRUCE__ORDER_FLOOR);
    truce__pass_bound(&engine->now->solver, TRUCE__FLOORED);
}

truce_status truce__sum(truce__engine *engine, uint64_t *sum) {
    begin(engine, TRUCE__ORDER_SUM, 0, TRUCE__REPLIES_NONE);
    return end(engine, truce__pass_sum(&engine->now->solver, sum));
}

typedef truce_status marking_fn(truce__quotient *quotient, truce_set *set);

/* Marks the states of this part. Process 0 gathers the bits of all processes; it alone has a set of the whole. */
static truce_status mark_shared(truce__engine *engine, marking_fn *work, truce_set *stable) {
    const truce__space *part = &engine->graph.space;
    TRY(work(engine->now, engine->marked));
    TRY(truce__gather_bits(part, engine->marked->bits, stable ? stable->bits : NULL));
    return stable ? truce__set_recount(stable) : TRUCE_OK;
}

truce_status truce__lift(truce__engine *engine, uint32_t degree) {
    truce__solver *solver = &engine->now->solver;
    uint32_t *table = NULL;
    if (engine->is_shared)
        truce__processes_call(engine->ctx->processes, (truce__call){.order = TRUCE__ORDER_LIFT, .degree = degree});
    truce_status status = truce__lowest_above(engine->ctx, &engine->graph.ranks[solver->party], degree, &table);
    if (status == TRUCE_OK) status = truce__pass_lift(solver, table);
    truce__big_free(engine->ctx, table);
    return end(engine, status);
}

static truce_status mark(truce__engine *engine, truce__order order, marking_fn *work, truce_set *stable) {
    begin(engine, order, 0, TRUCE__REPLIES_NONE);
    return end(engine, engine->is_shared ? mark_shared(engine, work, stable) : work(engine->now, stable));
}

truce_status truce__mark_stable(truce__engine *engine, truce_set *stable) {
    return mark(engine, TRUCE__ORDER_MARK, truce__quotient_mark, stable);
}

truce_status truce__compare(truce__engine *engine, truce_set *stable) {
    return mark(engine, TRUCE__ORDER_COMPARE, truce__quotient_compare, stable);
}

uint64_t truce__exit_of(const truce__engine *engine, uint64_t cell) {
    assert(!engine->is_shared);
    const truce__solver *solver = &engine->now->solver;
    const truce__space *whole = &engine->graph.space;
    const truce__ranks *ranks = &engine->graph.ranks[solver->party];
    uint32_t rank = truce__rank_at(ranks, cell);
    truce__walk walk;
    truce__walk_from(&walk, whole, solver->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (truce__rank_at(ranks, to) > rank &&
            truce__pass_value(solver, truce__quotient_cell(engine->now, whole, to)) > rank)
            return to;
    return UINT64_MAX;
}

const void *truce__values(truce__engine *engine) {
    assert(engine->is_whole);
    truce__pass_values(&engine->now->solver);
    return engine->now->solver.values;
}
