/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sweep over demotions without solving anything anew. Backing down from s to t improves with demotion a when r(t)
 * - a > r(s), so what a state needs is the best rank among the backed-down states it has a move to, less its own: one
 *   pass of the engine
 * over ranks that are 0 elsewhere finds that for all states at once. How many states are tempted, acceptable and
 * agreeable with each demotion are sums over histograms by rank.
 */
#include "questions/no_deal.h"
#include "graph/set.h"
#include "graph/walk.h"
#include "engine/engine.h"

#include <truce/audience.h>

typedef struct entry {
    truce_set *on_the_line, *tempted, *backed_down;
} entry;

typedef struct holder { /* what truce_audience_free() gets back to from the part it is shown */
    truce_audience result;
    truce_ctx *ctx;
    truce__arena arena;
    truce_audience_cost *costs;
    entry *entries;
    uint32_t n_entries;
} holder;

/* The counts of one entry. */
typedef struct sweeping {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t party;
    const truce__ranks *ranks;
    const uint64_t *backed_down;
    uint64_t *needs;     /* states by what they need, 0 to the number of ranks */
    uint64_t *by_rank[4]; /* states by rank: all and those that suit the others, each elsewhere and backed down */
    int64_t floor, floor_backed_down; /* the lowest rank of the no deal elsewhere and backed down; INT64_MAX: none */
} sweeping;

enum { ALL, ALL_BACKED_DOWN, SUITS, SUITS_BACKED_DOWN };

/* -------------------------------------------------------------------- needs */

/* values = ranks where the party has backed down, 0 elsewhere. */
static void keep_backed_down(const sweeping *job, void *values) {
    for (uint64_t cell = 0; cell < job->graph->space.n_cells; cell++)
        truce__value_put(values, job->ranks->bytes, cell,
                         truce__bits_get(job->backed_down, cell) ? truce__rank_at(job->ranks, cell) : 0);
}

/* Counts what the states on the line need, and marks those that need something. */
static void count_needs(const sweeping *job, const void *best, const truce_set *on_the_line, truce_set *tempted) {
    uint64_t n_cells = job->graph->space.n_cells;
    for (uint64_t c = truce__bits_next(on_the_line->bits, n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(on_the_line->bits, n_cells, c + 1)) {
        uint32_t own = truce__rank_at(job->ranks, c), reach = truce__value_at(best, job->ranks->bytes, c);
        job->needs[reach > own ? reach - own : 0]++;
        if (reach > own) truce__bits_set(tempted->bits, c);
    }
}

static truce_status find_needs(const sweeping *job, entry *e) {
    truce_ctx *ctx = job->ctx;
    const truce_graph *graph = job->graph;
    truce__engine *engine = NULL;
    truce__needs needs = {0};
    truce_status status;
    void *values;
    TRY_OR_DONE(truce__engine_open(ctx, graph, graph->ranks, true, &engine));
    TRY_OR_DONE(truce__engine_needs(engine, 1U << TRUCE__REPLIES_NONE, &needs));
    TRY_OR_DONE(truce__plan_needs(ctx, graph->model->source.file, "the moves of one party", needs));
    TRY_OR_DONE(truce__assess_given(engine, job->party, &values));
    keep_backed_down(job, values);
    TRY_OR_DONE(truce__best_move(engine));
    count_needs(job, truce__values(engine), e->on_the_line, e->tempted);
    status = truce__set_recount(e->tempted);
done:
    truce__engine_close(engine);
    return status;
}

/* ------------------------------------------------------------------ no deal */

/* Marks what the other parties rank at least at their no deal. */
static truce_status mark_suits_others(const sweeping *job, truce_set *suits, uint64_t *bits) {
    const truce_graph *graph = job->graph;
    TRY(truce__set_fill(suits));
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        truce__worst own;
        if (party == job->party) continue;
        TRY(truce__no_deal_of(job->ctx, graph, party, &graph->ranks[party], bits, &own));
        TRY(truce__set_and_ranked(suits, &graph->ranks[party], own.rank, UINT32_MAX));
    }
    return TRUCE_OK;
}

static void lower_floor(sweeping *job, uint64_t cell) {
    int64_t rank = truce__rank_at(job->ranks, cell);
    int64_t *floor = truce__bits_get(job->backed_down, cell) ? &job->floor_backed_down : &job->floor;
    if (rank < *floor) *floor = rank;
}

/* The states of the party's own no deal, one part of which may be demoted. */
static truce_status find_floor(sweeping *job, uint64_t *bits) {
    const truce_graph *graph = job->graph;
    const truce_model *model = graph->model;
    truce__worst own;
    job->floor = job->floor_backed_down = INT64_MAX;
    TRY(truce__no_deal_of(job->ctx, graph, job->party, job->ranks, bits, &own));
    if (!model->no_deal || !model->no_deal[job->party].stmt.n_nodes) {
        lower_floor(job, truce__space_cell(&graph->space, own.state));
        return TRUCE_OK;
    }
    for (uint64_t c = truce__bits_next(bits, graph->space.n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(bits, graph->space.n_cells, c + 1))
        lower_floor(job, c);
    return TRUCE_OK;
}

static void count_ranks(const sweeping *job, const truce_set *suits) {
    const truce__space *space = &job->graph->space;
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(job->ctx, c); c++) {
        if (!truce__is_state(space, c)) continue;
        uint32_t rank = truce__rank_at(job->ranks, c);
        bool is_down = truce__bits_get(job->backed_down, c);
        job->by_rank[is_down ? ALL_BACKED_DOWN : ALL][rank]++;
        if (truce__bits_get(suits->bits, c)) job->by_rank[is_down ? SUITS_BACKED_DOWN : SUITS][rank]++;
    }
}

static bool knows_no_deal(const truce_graph *graph) {
    if (graph->space.status_quo != UINT64_MAX) return true;
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        if (!graph->model->no_deal || !graph->model->no_deal[party].stmt.n_nodes) return false;
    return true;
}

static truce_status count_acceptable(sweeping *job) {
    truce_set *suits = NULL, *room = NULL;
    truce_status status;
    TRY_OR_DONE(truce_set_new(job->ctx, job->graph, &suits));
    TRY_OR_DONE(truce_set_new(job->ctx, job->graph, &room));
    TRY_OR_DONE(mark_suits_others(job, suits, room->bits));
    TRY_OR_DONE(find_floor(job, room->bits));
    count_ranks(job, suits);
    if (truce__is_cancelled(job->ctx)) status = TRUCE_E_CANCELLED;
done:
    truce_set_free(suits);
    truce_set_free(room);
    return status;
}

/* -------------------------------------------------------------------- sweep */

/* From counts by rank to counts of that rank or more. */
static void add_up(uint64_t *counts, uint64_t last) {
    for (uint64_t i = last; i-- > 0;) counts[i] += counts[i + 1];
}

static uint64_t at_least(const uint64_t *counts, int64_t rank, int64_t last) {
    return rank > last ? 0 : counts[rank < 0 ? 0 : rank];
}

/* The numbers for one demotion, once counts are sums. */
static truce_audience_step step_at(const sweeping *job, uint64_t demotion, bool has_no_deal) {
    int64_t last = job->ranks->count, a = (int64_t)demotion;
    truce_audience_step step = {.demotion = demotion, .tempted = at_least(job->needs, a + 1, last)};
    if (!has_no_deal) return step;
    int64_t floor = job->floor;
    if (job->floor_backed_down != INT64_MAX && job->floor_backed_down - a < floor) floor = job->floor_backed_down - a;
    step.acceptable =
        at_least(job->by_rank[ALL], floor, last) + at_least(job->by_rank[ALL_BACKED_DOWN], floor + a, last);
    step.agreeable =
        at_least(job->by_rank[SUITS], floor, last) + at_least(job->by_rank[SUITS_BACKED_DOWN], floor + a, last);
    return step;
}

static truce_status sweep(holder *k, sweeping *job, truce_audience_cost *cost) {
    TRUCE__VEC(truce_audience_step) steps = {0};
    truce_status status = TRUCE_OK;
    truce_audience_step *kept;
    uint64_t last = job->ranks->count;
    add_up(job->needs, last);
    for (int i = 0; i < 4; i++) add_up(job->by_rank[i], last);
    for (uint64_t a = 0; a <= last; a++) {
        truce_audience_step step = step_at(job, a, cost->has_no_deal);
        const truce_audience_step *before = steps.count ? &steps.at[steps.count - 1] : NULL;
        bool is_same = before && before->tempted == step.tempted && before->acceptable == step.acceptable &&
                       before->agreeable == step.agreeable;
        if (step.tempted) cost->ties_hands = a + 1;
        if (!is_same) TRY_OR_DONE(truce__vec_push(k->ctx, &steps, step));
    }
    kept = truce__arena_alloc(&k->arena, steps.count, sizeof *kept);
    if (!kept) TRY_OR_DONE(TRUCE_E_NOMEM);
    memcpy(kept, steps.at, steps.count * sizeof *kept);
    cost->steps = kept;
    cost->step_count = steps.count;
done:
    truce__vec_free(k->ctx, &steps);
    return status;
}

static truce_status make_counts(sweeping *job) {
    size_t room = (size_t)job->ranks->count + 2;
    job->needs = truce__calloc(job->ctx, room, sizeof *job->needs);
    bool is_whole = job->needs != NULL;
    for (int i = 0; i < 4; i++) {
        job->by_rank[i] = truce__calloc(job->ctx, room, sizeof *job->by_rank[i]);
        is_whole = is_whole && job->by_rank[i];
    }
    return is_whole ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void free_counts(sweeping *job) {
    truce__free(job->ctx, job->needs);
    for (int i = 0; i < 4; i++) truce__free(job->ctx, job->by_rank[i]);
}

/* --------------------------------------------------------------- status quo */

/* Whether the party has an improvement to a state where it has not backed down. */
static bool has_other_improvement(const truce_graph *graph, const entry *e, uint32_t party, uint64_t cell) {
    truce__walk walk;
    truce__walk_from(&walk, &graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (!truce__bits_get(e->backed_down->bits, to) &&
            truce__rank_at(&graph->ranks[party], to) > truce__rank_at(&graph->ranks[party], cell))
            return true;
    return false;
}

static void look_at_status_quo(holder *k, uint32_t index) {
    const truce_graph *graph = k->result.graph;
    truce_audience_cost *cost = &k->costs[index];
    uint64_t status_quo = graph->space.status_quo;
    truce_state to;
    if (status_quo == UINT64_MAX) return;
    cost->status_quo = truce__space_number(&graph->space, status_quo);
    cost->status_quo_is_on_the_line = truce_set_contains(cost->on_the_line, cost->status_quo);
    if (!cost->status_quo_is_on_the_line) return;
    cost->status_quo_needs = truce_audience_needs(&k->result, index, cost->status_quo, &to);
    cost->status_quo_locks = !has_other_improvement(graph, &k->entries[index], cost->party, status_quo);
}

/* ------------------------------------------------------------------- result */

static truce_status mark_line(holder *k, const truce__audience *model, entry *e) {
    const truce_graph *graph = k->result.graph;
    TRY(truce__set_where(k->ctx, graph, &model->escalated, &e->on_the_line));
    TRY(truce__set_where(k->ctx, graph, &model->backed_down, &e->backed_down));
    TRY(truce_set_new(k->ctx, graph, &e->tempted));
    return truce_set_and_not(e->on_the_line, e->backed_down);
}

static truce_status make_entry(holder *k, uint32_t index) {
    const truce_graph *graph = k->result.graph;
    const truce__audience *model = &graph->model->audiences[index];
    entry *e = &k->entries[index];
    truce_audience_cost *cost = &k->costs[index];
    sweeping job = {.ctx = k->ctx, .graph = graph, .party = model->party, .ranks = &graph->ranks[model->party]};
    truce_status status;
    TRY_OR_DONE(mark_line(k, model, e));
    job.backed_down = e->backed_down->bits;
    *cost = (truce_audience_cost){.party = model->party,
                                  .escalated = model->escalated.text,
                                  .backs_down = model->backed_down.text,
                                  .rank_count = job.ranks->count,
                                  .on_the_line = e->on_the_line,
                                  .tempted = e->tempted,
                                  .has_no_deal = knows_no_deal(graph)};
    TRY_OR_DONE(make_counts(&job));
    TRY_OR_DONE(find_needs(&job, e));
    if (cost->has_no_deal) TRY_OR_DONE(count_acceptable(&job));
    TRY_OR_DONE(sweep(k, &job, cost));
    look_at_status_quo(k, index);
done:
    free_counts(&job);
    return status;
}

uint32_t truce_model_audience_count(const truce_model *model) {
    return model->n_audiences;
}

truce_status truce_audience_sweep(truce_ctx *ctx, const truce_graph *graph, truce_audience **out) {
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    uint32_t n = graph->model->n_audiences;
    truce_status status = TRUCE_OK;
    holder *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    k->ctx = ctx;
    k->result.graph = graph;
    truce__arena_init(&k->arena, ctx);
    k->costs = truce__arena_alloc(&k->arena, n, sizeof *k->costs);
    k->entries = truce__arena_alloc(&k->arena, n, sizeof *k->entries);
    if (!k->costs || !k->entries) TRY_OR_DONE(TRUCE_E_NOMEM);
    k->n_entries = n;
    k->result.costs = k->costs;
    k->result.cost_count = n;
    for (uint32_t i = 0; i < n; i++) {
        truce__progress(ctx, "audience costs", i, n);
        if (truce__is_cancelled(ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        TRY_OR_DONE(make_entry(k, i));
    }
    *out = &k->result;
    k = NULL;
done:
    if (k) truce_audience_free(&k->result);
    return status;
}

void truce_audience_free(truce_audience *audience) {
    if (!audience) return;
    holder *k = (holder *)audience;
    for (uint32_t i = 0; k->entries && i < k->n_entries; i++) {
        truce_set_free(k->entries[i].on_the_line);
        truce_set_free(k->entries[i].tempted);
        truce_set_free(k->entries[i].backed_down);
    }
    truce__arena_free(&k->arena);
    truce__free(k->ctx, k);
}

uint64_t truce_audience_needs(const truce_audience *audience, size_t cost, truce_state state, truce_state *to) {
    const holder *k = (const holder *)audience;
    const truce_graph *graph = k->result.graph;
    uint32_t party = k->costs[cost].party, best = 0;
    uint64_t cell = truce__space_cell(&graph->space, state);
    uint32_t own = truce__rank_at(&graph->ranks[party], cell);
    truce__walk walk;
    *to = 0;
    truce__walk_from(&walk, &graph->space, party, cell);
    for (uint64_t next; truce__walk_next(&walk, &next);) {
        uint32_t rank = truce__rank_at(&graph->ranks[party], next);
        if (!truce__bits_get(k->entries[cost].backed_down->bits, next) || rank <= best) continue;
        best = rank;
        *to = truce__space_number(&graph->space, next);
    }
    return best > own ? best - own : 0;
}
