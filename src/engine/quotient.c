/* SPDX-License-Identifier: Apache-2.0 */
/* Quotients: which options are left out, the graph without them, and verdicts copied back to all states. */
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

/* Clears all but the reduction, which is large and is read only if is_reduced. */
static void clear(truce__quotient *quotient) {
    memset(quotient, 0, offsetof(truce__quotient, how));
}

/* The parties with the options that are left. */
static truce_status keep_options(truce_ctx *ctx, const truce_graph *graph, truce__quotient *quotient) {
    const truce_model *model = graph->model;
    truce__party *parties = truce__calloc(ctx, model->n_parties, sizeof *parties);
    truce__option *options = truce__calloc(ctx, model->n_options, sizeof *options);
    uint32_t n = 0;
    quotient->model.parties = quotient->parties = parties;
    quotient->model.options = quotient->options = options;
    quotient->graph.ranks = truce__calloc(ctx, model->n_parties, sizeof *quotient->graph.ranks);
    if (!parties || !options || !quotient->graph.ranks) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce__party *party = &model->parties[p];
        parties[p].first_option = n;
        for (uint32_t i = party->first_option; i < party->first_option + party->n_options; i++) {
            if (quotient->how.idle >> i & 1) continue;
            quotient->graph.space.stride[n] = quotient->how.stride[i];
            quotient->graph.space.idle |= (graph->space.idle >> i & 1) << n;
            for (uint32_t q = 0; q < model->n_parties; q++)
                quotient->graph.ranks[q].idle |= (graph->ranks[q].idle >> i & 1) << n;
            options[n] = model->options[i];
            options[n++].party = p;
        }
        parties[p].n_options = n - parties[p].first_option;
        quotient->graph.ranks[p].bytes = graph->ranks[p].bytes;
        quotient->graph.ranks[p].count = graph->ranks[p].count;
    }
    quotient->model.n_parties = model->n_parties;
    quotient->model.n_options = n;
    quotient->model.source = model->source;
    return TRUCE_OK;
}

truce_status truce__quotient_set(truce_ctx *ctx, const truce_graph *graph, uint64_t idle, truce__quotient *quotient) {
    clear(quotient);
    quotient->solver = (truce__solver){.ctx = ctx, .graph = graph};
    quotient->is_reduced = truce__reduction_make(&graph->space, idle, &quotient->how);
    if (!quotient->is_reduced) return TRUCE_OK;
    quotient->solver.graph = &quotient->graph;
    quotient->graph.ctx = ctx;
    quotient->graph.model = quotient->graph.space.model = &quotient->model;
    quotient->graph.space.ctx = ctx;
    quotient->graph.space.is_product = true;
    quotient->graph.space.n_cells = quotient->graph.space.n_combinations = quotient->how.n_reduced;
    return keep_options(ctx, graph, quotient);
}

void truce__quotient_close(truce__quotient *quotient) {
    truce_ctx *ctx = quotient->solver.ctx;
    uint32_t n_parties = quotient->solver.graph ? quotient->solver.graph->model->n_parties : 0;
    for (uint32_t p = 0; quotient->solver.fibres && p < n_parties; p++)
        truce__fibres_free(ctx, quotient->solver.fibres[p]);
    truce__free(ctx, quotient->solver.fibres);
    truce__free(ctx, quotient->solver.rooms);
    truce__big_free(ctx, quotient->solver.values);
    truce__big_free(ctx, quotient->solver.fewer);
    truce__big_free(ctx, quotient->solver.exists);
    truce__big_free(ctx, quotient->solver.scratch);
    truce__big_free(ctx, quotient->solver.transposed);
    for (uint32_t p = 0; quotient->is_reduced && quotient->graph.ranks && p < n_parties; p++)
        truce__big_free(ctx, quotient->graph.ranks[p].at);
    truce__free(ctx, quotient->graph.ranks);
    truce__free(ctx, quotient->parties);
    truce__free(ctx, quotient->options);
    truce__big_free(ctx, quotient->graph.space.feasible);
    truce__big_free(ctx, quotient->bits);
    clear(quotient);
}

/* ------------------------------------------------------------------ arrays */

static uint32_t widest_rank(const truce_graph *graph) {
    uint32_t widest = 1;
    for (uint32_t p = 0; p < graph->model->n_parties; p++)
        if (graph->ranks[p].bytes > widest) widest = graph->ranks[p].bytes;
    return widest;
}

void truce__quotient_needs(const truce__quotient *quotient, truce__replies replies, truce__needs *needs) {
    const truce_graph *graph = quotient->solver.graph;
    const truce_ctx *ctx = quotient->solver.ctx;
    const bool is_product = graph->space.is_product, is_improving = replies == TRUCE__REPLIES_IMPROVING;
    const double cells = (double)graph->space.n_cells, widest = widest_rank(graph), n = graph->model->n_parties;
    truce__needs_arrays(ctx, needs, is_product ? 1 : 2, cells * widest);
    truce__needs_arrays(ctx, needs, 1, (double)truce__fewer_cells(&graph->space) * widest);
    truce__needs_arrays(ctx, needs, 1, (double)truce__fewer_cells(&graph->space) / 8);
    truce__needs_arrays(ctx, needs, 1, (double)truce__most_transposed(&graph->space) * widest);
    if (is_product && is_improving) truce__needs_arrays(ctx, needs, n, (double)truce__fibres_bytes(graph) / n);
    if (!is_product) needs->memory += truce__graph_replies_bytes(graph);
    if (quotient->is_reduced) truce__needs_arrays(ctx, needs, is_improving ? n : 1, cells * widest);
    if (quotient->is_reduced) truce__needs_arrays(ctx, needs, 2, cells / 8);
}

/* Makes the arrays of values. They serve all parties in turn, so they are as wide as the widest ranks. */
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

truce_status truce__quotient_open(const truce_graph *graph, uint32_t party, truce__quotient *quotient) {
    truce_ctx *ctx = quotient->solver.ctx;
    const truce__reduction *how = &quotient->how;
    TRY(make_values(&quotient->solver));
    if (!quotient->is_reduced) return TRUCE_OK;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        truce__ranks *ranks = &quotient->graph.ranks[p];
        if (p != party && party != TRUCE__NONE) continue;
        ranks->at = truce__big_alloc(ctx, how->n_reduced * ranks->bytes);
        if (!ranks->at) return TRUCE_E_NOMEM;
        truce__gather_values(how, ranks->bytes, graph->ranks[p].at, ranks->at);
    }
    TRY(truce__gather_feasible(ctx, &graph->space, how, &quotient->graph.space.feasible));
    quotient->bits = truce__big_alloc(ctx, truce__bits_words(how->n_reduced) * sizeof *quotient->bits);
    return quotient->bits ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* -------------------------------------------------------------------- cells */

uint64_t truce__quotient_cell(const truce__quotient *quotient, const truce__space *whole, uint64_t cell) {
    uint64_t place = 0;
    if (!quotient->is_reduced) return cell;
    for (uint32_t o = 0; o < whole->model->n_options; o++)
        if (!(quotient->how.idle >> o & 1))
            place += cell / whole->stride[o] % whole->model->options[o].n_levels * quotient->how.stride[o];
    return place;
}

static uint64_t *place_of_bits(const truce__quotient *quotient, truce_set *set) {
    return quotient->is_reduced ? quotient->bits : set->bits;
}

static truce_status spread(truce__quotient *quotient, truce_set *set) {
    truce__solver *solver = &quotient->solver;
    if (!quotient->is_reduced) return truce__set_recount(set);
    truce__spread_bits(solver->ctx, &quotient->how, quotient->bits, set->bits);
    set->count = truce__bits_count(quotient->bits, quotient->how.n_reduced) *
                 (quotient->how.n_cells / quotient->how.n_reduced);
    return TRUCE_OK;
}

truce_status truce__quotient_mark(truce__quotient *quotient, truce_set *set) {
    TRY(truce__pass_mark(&quotient->solver, place_of_bits(quotient, set)));
    return spread(quotient, set);
}

truce_status truce__quotient_compare(truce__quotient *quotient, truce_set *set) {
    truce__pass_compare(&quotient->solver, place_of_bits(quotient, set));
    return spread(quotient, set);
}
