/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies on any graph, transitive or not: each cell settled once, worst value first.
 *
 * For every cell t this finds the least value over all cells that the opponents can reach from t by a legal sequence,
 * in which nobody moves twice in a row. Who may move on from t depends on who moved into t. So the search runs
 * backwards over pairs (cell, party that may not move first). It takes values in ascending order, as Dijkstra's
 * method takes distances. The first value that arrives settles a pair for good.
 *
 * The pairs of a cell need not be stored one by one. Suppose the first value to arrive at a cell belongs to a
 * sequence whose first mover is k. It settles all pairs of the cell but the one that forbids k. That pair is settled
 * by the first arrival with another first mover, or by the cell's own value. So a cell remembers only its first
 * mover, or that all its pairs are settled. Every move is looked at once: O(cells + moves) for a focal party.
 */
#include "engine/passes.h"

#include "graph/walk.h"

enum { NOBODY = UINT16_MAX, EVERYBODY = UINT16_MAX - 1 };

/* Pairs of a cell that were just settled: those that forbid any party but `party`, or with is_only the one that
 * forbids `party`. */
typedef struct settled {
    uint32_t cell;
    uint16_t party; /* NOBODY with is_only false: all pairs */
    bool is_only;
} settled;

typedef struct settling {
    truce__solver *solver;
    const truce__space *space;
    truce__replies replies;
    uint32_t *best;  /* of each cell: the value it settled at */
    uint16_t *first; /* NOBODY: not settled; EVERYBODY: nothing left; else who moves first in the best sequence */
    TRUCE__VEC(settled) stack;
} settling;

static uint32_t value_at(const truce__solver *solver, uint64_t cell) {
    return truce__value_at(solver->values, solver->ranks->bytes, cell);
}

/* A sequence that begins with `party` at `cell` ends at `value`. */
static truce_status arrive(settling *job, uint32_t cell, uint16_t party, uint32_t value) {
    uint16_t first = job->first[cell];
    if (first == NOBODY) {
        job->first[cell] = party;
        job->best[cell] = value;
        return truce__vec_push(job->solver->ctx, &job->stack, ((settled){cell, party, false}));
    }
    if (first == EVERYBODY || first == party) return TRUCE_OK;
    job->first[cell] = EVERYBODY;
    return truce__vec_push(job->solver->ctx, &job->stack, ((settled){cell, first, true}));
}

/* The cell's own value: the empty sequence, which nobody begins. */
static truce_status arrive_itself(settling *job, uint32_t cell, uint32_t value) {
    uint16_t first = job->first[cell];
    if (first == EVERYBODY) return TRUCE_OK;
    job->first[cell] = EVERYBODY;
    if (first == NOBODY) job->best[cell] = value;
    return truce__vec_push(job->solver->ctx, &job->stack, ((settled){cell, first, first != NOBODY}));
}

/* `party` moves into `cell`, from where the others reach the value without `party` moving first. */
static truce_status propagate(settling *job, uint32_t cell, uint16_t party, uint32_t value) {
    const truce__ranks *ranks = &job->solver->graph->ranks[party];
    uint32_t rank = truce__rank_at(ranks, cell);
    truce__walk walk;
    truce__walk_into(&walk, job->space, party, cell);
    for (uint64_t from; truce__walk_next(&walk, &from);) {
        if (job->replies == TRUCE__REPLIES_IMPROVING && rank <= truce__rank_at(ranks, from)) continue;
        TRY(arrive(job, (uint32_t)from, party, value));
    }
    return TRUCE_OK;
}

static truce_status drain(settling *job, uint32_t value) {
    while (job->stack.count) {
        settled top = job->stack.at[--job->stack.count];
        for (uint16_t party = 0; party < job->space->model->n_parties; party++) {
            bool is_meant = top.is_only ? party == top.party : party != top.party;
            if (is_meant && truce__makes_reply(job->solver, party)) TRY(propagate(job, top.cell, party, value));
        }
    }
    return TRUCE_OK;
}

/* The feasible cells in ascending order of value; *count of them. Counting sort. */
static truce_status sort_cells(settling *job, uint32_t **sorted, uint64_t *count) {
    truce_ctx *ctx = job->solver->ctx;
    uint64_t n_cells = job->space->n_cells, n_values = (uint64_t)job->solver->ranks->count + 2;
    uint64_t *place = truce__calloc(ctx, n_values, sizeof *place);
    uint32_t *order = truce__big_alloc(ctx, n_cells * sizeof *order);
    if (!place || !order) {
        truce__free(ctx, place);
        truce__big_free(ctx, order);
        return TRUCE_E_NOMEM;
    }
    *count = 0;
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(job->solver->ctx, c); c++) {
        if (!truce__is_state(job->space, c)) continue;
        place[value_at(job->solver, c) + 1]++;
        ++*count;
    }
    for (uint64_t v = 1; v < n_values; v++) place[v] += place[v - 1];
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(job->solver->ctx, c); c++)
        if (truce__is_state(job->space, c)) order[place[value_at(job->solver, c)]++] = (uint32_t)c;
    truce__free(ctx, place);
    *sorted = order;
    return truce__is_cancelled(job->solver->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

double truce__graph_replies_bytes(const truce_graph *graph) {
    double each = sizeof(uint32_t) + sizeof(uint32_t) + sizeof(uint16_t) + 2 * sizeof(settled);
    return (double)graph->space.n_cells * each;
}

static truce_status check_size(truce__solver *solver) {
    const truce_model *model = solver->graph->model;
    if (solver->graph->space.n_cells < UINT32_MAX)
        return truce__plan(solver->ctx, model->source.file, "following the replies move by move",
                           truce__graph_replies_bytes(solver->graph));
    TRY(truce__diag(solver->ctx, TRUCE_ERROR, &model->source, (truce__loc){0}, NULL,
                    "replies must be followed move by move in this model (stepped options, or states joined only by "
                    "detours); the limit is 2^32 combinations"));
    return TRUCE_E_LIMIT;
}

truce_status truce__graph_replies(truce__solver *solver, truce__replies replies) {
    truce_ctx *ctx = solver->ctx;
    settling job = {.solver = solver, .space = &solver->graph->space, .replies = replies};
    uint64_t n_cells = job.space->n_cells, count = 0;
    uint32_t *sorted = NULL;
    truce_status status = TRUCE_OK;
    truce__pass_values(solver);
    TRY_OR_DONE(check_size(solver));
    job.best = truce__big_alloc(ctx, n_cells * sizeof *job.best);
    job.first = truce__big_alloc(ctx, n_cells * sizeof *job.first);
    if (!job.best || !job.first) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint64_t c = 0; c < n_cells; c++) job.first[c] = NOBODY;
    TRY_OR_DONE(sort_cells(&job, &sorted, &count));
    for (uint64_t i = 0; i < count; i++) {
        uint32_t value = value_at(solver, sorted[i]);
        if (i % 4096 == 0) {
            if (truce__is_cancelled(ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
            truce__progress_part(ctx, i, count);
        }
        TRY_OR_DONE(arrive_itself(&job, sorted[i], value));
        TRY_OR_DONE(drain(&job, value));
    }
    for (uint64_t i = 0; i < count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        truce__value_put(solver->values, solver->ranks->bytes, sorted[i], job.best[sorted[i]]);
    }
done:
    truce__vec_free(ctx, &job.stack);
    truce__big_free(ctx, sorted);
    truce__big_free(ctx, job.first);
    truce__big_free(ctx, job.best);
    return status;
}
