/* SPDX-License-Identifier: Apache-2.0 */
/* Stages: which options are left out, the graph without them, and verdicts copied back to all states. */
#include "engine/quotient.h"

#include "graph/walk.h"
#include "engine/transpose.h"

#include <stddef.h>

uint64_t truce__quotient_idle(const truce_graph *graph, uint32_t party, truce__replies replies) {
    const truce__space *space = &graph->space;
    if (!space->is_product || space->split || space->n_cells < TRUCE__REDUCE_FROM) return 0;
    uint64_t idle = space->idle;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        if (!truce__is_transitive(space, p)) return 0;
        if (p == party || replies == TRUCE__REPLIES_IMPROVING) idle &= graph->ranks[p].idle;
    }
    return idle;
}

/* ----------------------------------------------------------------- setting */

/* All but the reduction, which is large and speaks only where a stage is reduced. */
static void clear(truce__quotient *stage) {
    memset(stage, 0, offsetof(truce__quotient, how));
}

/* The parties with the options that are left. */
static truce_status strike_options(truce_ctx *ctx, const truce_graph *graph, truce__quotient *stage) {
    const truce_model *model = graph->model;
    truce__party *parties = truce__calloc(ctx, model->n_parties, sizeof *parties);
    truce__option *options = truce__calloc(ctx, model->n_options, sizeof *options);
    uint32_t n = 0;
    stage->model.parties = stage->parties = parties;
    stage->model.options = stage->options = options;
    stage->graph.ranks = truce__calloc(ctx, model->n_parties, sizeof *stage->graph.ranks);
    if (!parties || !options || !stage->graph.ranks) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce__party *party = &model->parties[p];
        parties[p].first_option = n;
        for (uint32_t i = party->first_option; i < party->first_option + party->n_options; i++) {
            if (stage->how.idle >> i & 1) continue;
            stage->graph.space.stride[n] = stage->how.stride[i];
            stage->graph.space.idle |= (graph->space.idle >> i & 1) << n;
            for (uint32_t q = 0; q < model->n_parties; q++) stage->graph.ranks[q].idle |= (graph->ranks[q].idle >> i & 1) << n;
            options[n] = model->options[i];
            options[n++].party = p;
        }
        parties[p].n_options = n - parties[p].first_option;
        stage->graph.ranks[p].bytes = graph->ranks[p].bytes;
        stage->graph.ranks[p].count = graph->ranks[p].count;
    }
    stage->model.n_parties = model->n_parties;
    stage->model.n_options = n;
    stage->model.source = model->source;
    return TRUCE_OK;
}

truce_status truce__quotient_set(truce_ctx *ctx, const truce_graph *graph, uint64_t idle, truce__quotient *stage) {
    clear(stage);
    stage->solver = (truce__solver){.ctx = ctx, .graph = graph};
    stage->is_reduced = truce__reduction_make(&graph->space, idle, &stage->how);
    if (!stage->is_reduced) return TRUCE_OK;
    stage->solver.graph = &stage->graph;
    stage->graph.ctx = ctx;
    stage->graph.model = stage->graph.space.model = &stage->model;
    stage->graph.space.ctx = ctx;
    stage->graph.space.is_product = true;
    stage->graph.space.n_cells = stage->graph.space.n_combinations = stage->how.n_reduced;
    return strike_options(ctx, graph, stage);
}

void truce__quotient_close(truce__quotient *stage) {
    truce_ctx *ctx = stage->solver.ctx;
    uint32_t n_parties = stage->solver.graph ? stage->solver.graph->model->n_parties : 0;
    for (uint32_t p = 0; stage->solver.fibres && p < n_parties; p++) truce__fibres_free(ctx, stage->solver.fibres[p]);
    truce__free(ctx, stage->solver.fibres);
    truce__free(ctx, stage->solver.rooms);
    truce__big_free(ctx, stage->solver.values);
    truce__big_free(ctx, stage->solver.fewer);
    truce__big_free(ctx, stage->solver.exists);
    truce__big_free(ctx, stage->solver.scratch);
    truce__big_free(ctx, stage->solver.transposed);
    for (uint32_t p = 0; stage->is_reduced && stage->graph.ranks && p < n_parties; p++)
        truce__big_free(ctx, stage->graph.ranks[p].at);
    truce__free(ctx, stage->graph.ranks);
    truce__free(ctx, stage->parties);
    truce__free(ctx, stage->options);
    truce__big_free(ctx, stage->graph.space.feasible);
    truce__big_free(ctx, stage->bits);
    clear(stage);
}

/* ------------------------------------------------------------------ arrays */

static uint32_t widest_rank(const truce_graph *graph) {
    uint32_t widest = 1;
    for (uint32_t p = 0; p < graph->model->n_parties; p++)
        if (graph->ranks[p].bytes > widest) widest = graph->ranks[p].bytes;
    return widest;
}

void truce__quotient_needs(const truce__quotient *stage, truce__replies replies, truce__needs *needs) {
    const truce_graph *graph = stage->solver.graph;
    const truce_ctx *ctx = stage->solver.ctx;
    const bool is_product = graph->space.is_product, is_improving = replies == TRUCE__REPLIES_IMPROVING;
    const double cells = (double)graph->space.n_cells, widest = widest_rank(graph), n = graph->model->n_parties;
    truce__needs_arrays(ctx, needs, is_product ? 1 : 2, cells * widest);
    truce__needs_arrays(ctx, needs, 1, (double)truce__fewer_cells(&graph->space) * widest);
    truce__needs_arrays(ctx, needs, 1, (double)truce__fewer_cells(&graph->space) / 8);
    truce__needs_arrays(ctx, needs, 1, (double)truce__most_transposed(&graph->space) * widest);
    if (is_product && is_improving) truce__needs_arrays(ctx, needs, n, (double)truce__fibres_bytes(graph) / n);
    if (!is_product) needs->memory += truce__settle_bytes(graph);
    if (stage->is_reduced) truce__needs_arrays(ctx, needs, is_improving ? n : 1, cells * widest);
    if (stage->is_reduced) truce__needs_arrays(ctx, needs, 2, cells / 8);
}

/* The arrays of values serve all parties in turn: they are as wide as the widest ranks. */
static truce_status make_values(truce__solver *solver) {
    truce_ctx *ctx = solver->ctx;
    const truce__space *space = &solver->graph->space;
    uint64_t widest = widest_rank(solver->graph);
    solver->fibres = truce__calloc(ctx, solver->graph->model->n_parties, sizeof(truce__fibres *));
    solver->values = truce__big_alloc(ctx, space->n_cells * widest);
    solver->scratch = space->is_product ? NULL : truce__big_alloc(ctx, space->n_cells * widest);
    solver->transposed = space->split ? truce__big_alloc(ctx, truce__most_transposed(space) * widest) : NULL;
    const uint64_t fewer = truce__fewer_cells(space);
    solver->fewer = fewer ? truce__big_alloc(ctx, fewer * widest) : NULL;
    solver->exists = fewer ? truce__big_alloc(ctx, fewer / 8) : NULL;
    if (fewer && (!solver->fewer || !solver->exists)) return TRUCE_E_NOMEM;
    bool is_whole = solver->fibres && solver->values && (space->is_product || solver->scratch);
    return is_whole && (!space->split || solver->transposed) ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__quotient_open(const truce_graph *graph, uint32_t party, truce__quotient *stage) {
    truce_ctx *ctx = stage->solver.ctx;
    const truce__reduction *how = &stage->how;
    TRY(make_values(&stage->solver));
    if (!stage->is_reduced) return TRUCE_OK;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        truce__ranks *ranks = &stage->graph.ranks[p];
        if (p != party && party != TRUCE__NONE) continue;
        ranks->at = truce__big_alloc(ctx, how->n_reduced * ranks->bytes);
        if (!ranks->at) return TRUCE_E_NOMEM;
        truce__gather_values(how, ranks->bytes, graph->ranks[p].at, ranks->at);
    }
    TRY(truce__gather_feasible(ctx, &graph->space, how, &stage->graph.space.feasible));
    stage->bits = truce__big_alloc(ctx, truce__bits_words(how->n_reduced) * sizeof *stage->bits);
    return stage->bits ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* --------------------------------------------------------------------- run */

truce_status truce__quotient_assess(truce__quotient *stage, uint32_t party, const truce__concept *concept) {
    truce__solver *solver = &stage->solver;
    solver->party = party;
    solver->ranks = &solver->graph->ranks[party];
    return concept->assess(solver);
}

uint32_t truce__quotient_worth(const truce__quotient *stage, const truce__space *whole, uint64_t cell) {
    uint64_t place = stage->is_reduced ? 0 : cell;
    for (uint32_t o = 0; stage->is_reduced && o < whole->model->n_options; o++)
        if (!(stage->how.idle >> o & 1))
            place += cell / whole->stride[o] % whole->model->options[o].n_levels * stage->how.stride[o];
    return truce__worth_at(&stage->solver, place);
}

uint64_t truce__quotient_exit(const truce__quotient *stage, const truce_graph *whole, uint64_t cell) {
    const truce__ranks *ranks = &whole->ranks[stage->solver.party];
    uint32_t rank = truce__rank_at(ranks, cell);
    truce__walk walk;
    truce__walk_from(&walk, &whole->space, stage->solver.party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (truce__rank_at(ranks, to) > rank && truce__quotient_worth(stage, &whole->space, to) > rank) return to;
    return UINT64_MAX;
}

truce_status truce__quotient_mark(truce__quotient *stage, truce_set *set) {
    truce__solver *solver = &stage->solver;
    TRY(truce__mark_secured(solver, stage->is_reduced ? stage->bits : set->bits));
    if (!stage->is_reduced) return truce__set_recount(set);
    truce__spread_bits(solver->ctx, &stage->how, stage->bits, set->bits);
    set->count = truce__bits_count(stage->bits, stage->how.n_reduced) * (stage->how.n_cells / stage->how.n_reduced);
    return TRUCE_OK;
}
