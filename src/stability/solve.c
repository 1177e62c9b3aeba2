/* SPDX-License-Identifier: Apache-2.0 */
/* Solving: for each party and concept the concept's passes, a comparison, and a set of bits; engine.h has the method. */
#include "stability/engine.h"

#include "stability/transpose.h"

struct truce_solution {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t *concepts;
    uint32_t n_concepts;
    truce_set **stable;     /* [slot * n_parties + party] */
    truce_set **equilibria; /* [slot] */
};

/* ------------------------------------------------------------------- plan */

static bool any_improving(const uint32_t *concepts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (truce__concept_at(concepts[i])->replies == TRUCE__REPLIES_IMPROVING) return true;
    return false;
}

/* Beside the ranks: values (twice in the graph shape), orders of fibres, and one bit a verdict. */
static truce_status plan(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, uint32_t count) {
    double cells = (double)graph->space.n_cells, widest = 0, n_parties = graph->model->n_parties;
    truce__needs needs = {0};
    for (uint32_t p = 0; p < graph->model->n_parties; p++)
        if (graph->ranks[p].bytes > widest) widest = graph->ranks[p].bytes;
    truce__needs_arrays(ctx, &needs, graph->space.is_product ? 1 : 2, cells * widest);
    truce__needs_arrays(ctx, &needs, 1, (double)truce__most_transposed(&graph->space) * widest);
    if (graph->space.is_product && any_improving(concepts, count))
        truce__needs_arrays(ctx, &needs, n_parties, (double)truce__fibres_bytes(graph) / n_parties);
    if (!graph->space.is_product) needs.memory += truce__settle_bytes(graph);
    truce__needs_arrays(ctx, &needs, count * (n_parties + 1.0), cells / 8);
    return truce__plan_needs(ctx, graph->model->source.file, "solving this model", needs);
}

/* ------------------------------------------------------------------ solve */

static truce_status solve_party(truce__solver *solver, truce_solution *solution) {
    uint32_t n_parties = solver->graph->model->n_parties;
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++) {
        const truce__concept *concept = truce__concept_at(solution->concepts[slot]);
        truce_set *set = solution->stable[slot * n_parties + solver->party];
        truce__progress(solver->ctx, concept->info.label, solver->party * solution->n_concepts + slot,
                        (uint64_t)n_parties * solution->n_concepts);
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        TRY(concept->assess(solver));
        TRY(truce__mark_secured(solver, set->bits));
        TRY(truce__set_recount(set));
    }
    return TRUCE_OK;
}

/* The arrays of values serve all parties in turn: they are as wide as the widest ranks. */
static truce_status solve_all(truce_ctx *ctx, truce_solution *solution) {
    const truce_graph *graph = solution->graph;
    uint32_t n_parties = graph->model->n_parties, widest = 1;
    for (uint32_t party = 0; party < n_parties; party++)
        if (graph->ranks[party].bytes > widest) widest = graph->ranks[party].bytes;
    truce_status status = TRUCE_OK;
    bool is_product = graph->space.is_product, is_split = graph->space.split != NULL;
    truce__solver solver = {.ctx = ctx, .graph = graph};
    solver.fibres = truce__calloc(ctx, n_parties, sizeof(truce__fibres *));
    solver.values = truce__big_alloc(ctx, graph->space.n_cells * widest);
    solver.scratch = is_product ? NULL : truce__big_alloc(ctx, graph->space.n_cells * widest);
    solver.transposed = is_split ? truce__big_alloc(ctx, truce__most_transposed(&graph->space) * widest) : NULL;
    if (is_split && !solver.transposed) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (!solver.fibres || !solver.values || (!is_product && !solver.scratch)) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (solver.party = 0; solver.party < n_parties; solver.party++) {
        solver.ranks = &graph->ranks[solver.party];
        TRY_OR_DONE(solve_party(&solver, solution));
    }
done:
    for (uint32_t party = 0; solver.fibres && party < n_parties; party++) truce__fibres_free(ctx, solver.fibres[party]);
    truce__free(ctx, solver.fibres);
    truce__big_free(ctx, solver.values);
    truce__big_free(ctx, solver.scratch);
    truce__big_free(ctx, solver.transposed);
    return status;
}

/* A state is an equilibrium when it is stable for every party. */
static truce_status intersect(truce_solution *solution, uint32_t slot) {
    uint32_t n_parties = solution->graph->model->n_parties;
    truce_set *out = solution->equilibria[slot], **stable = &solution->stable[(size_t)slot * n_parties];
    size_t words = truce__bits_words(solution->graph->space.n_cells);
    for (size_t i = 0; i < words; i++) {
        uint64_t bits = UINT64_MAX;
        for (uint32_t party = 0; party < n_parties; party++) bits &= stable[party]->bits[i];
        out->bits[i] = bits;
    }
    return truce__set_recount(out);
}

/* ----------------------------------------------------------------- result */

static truce_status make_sets(truce_ctx *ctx, truce_solution *solution) {
    uint32_t n = solution->n_concepts, n_parties = solution->graph->model->n_parties;
    solution->stable = truce__calloc(ctx, (size_t)n * n_parties, sizeof(truce_set *));
    solution->equilibria = truce__calloc(ctx, n, sizeof(truce_set *));
    if (!solution->stable || !solution->equilibria) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n * n_parties; i++) TRY(truce__set_new(ctx, solution->graph, &solution->stable[i]));
    for (uint32_t i = 0; i < n; i++) TRY(truce__set_new(ctx, solution->graph, &solution->equilibria[i]));
    return TRUCE_OK;
}

static truce_status take_concepts(truce_ctx *ctx, const uint32_t *concepts, size_t count, truce_solution *solution) {
    size_t room = concepts ? count : truce_concept_count();
    solution->concepts = truce__calloc(ctx, room, sizeof *solution->concepts);
    if (!solution->concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < room; i++) {
        const truce_concept *concept = truce_concept_at(concepts ? concepts[i] : i);
        if (!concept) return TRUCE_E_USAGE;
        if (concepts || concept->is_default) solution->concepts[solution->n_concepts++] = concepts ? concepts[i] : i;
    }
    return TRUCE_OK;
}

truce_status truce_solve(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                         truce_solution **out) {
    truce_status status = TRUCE_OK;
    truce_solution *solution = truce__calloc(ctx, 1, sizeof *solution);
    if (!solution) return truce__agree_at_last(ctx, TRUCE_E_NOMEM);
    solution->ctx = ctx;
    solution->graph = graph;
    TRY_OR_DONE(take_concepts(ctx, concepts, count, solution));
    TRY_OR_DONE(plan(ctx, graph, solution->concepts, solution->n_concepts));
    TRY_OR_DONE(make_sets(ctx, solution));
    TRY_OR_DONE(solve_all(ctx, solution));
    if (truce__is_cancelled(ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++) TRY_OR_DONE(intersect(solution, slot));
done:
    status = truce__agree_at_last(ctx, status);
    if (status == TRUCE_OK) {
        *out = solution;
        solution = NULL;
    }
    truce_solution_free(solution);
    return status;
}

void truce_solution_free(truce_solution *solution) {
    if (!solution) return;
    uint32_t n = solution->n_concepts, n_parties = solution->graph->model->n_parties;
    for (uint32_t i = 0; solution->stable && i < n * n_parties; i++) truce_set_free(solution->stable[i]);
    for (uint32_t i = 0; solution->equilibria && i < n; i++) truce_set_free(solution->equilibria[i]);
    truce__free(solution->ctx, solution->stable);
    truce__free(solution->ctx, solution->equilibria);
    truce__free(solution->ctx, solution->concepts);
    truce__free(solution->ctx, solution);
}

const truce_graph *truce_solution_graph(const truce_solution *solution) {
    return solution->graph;
}

uint32_t truce_solution_concept_count(const truce_solution *solution) {
    return solution->n_concepts;
}

uint32_t truce_solution_concept(const truce_solution *solution, uint32_t slot) {
    return solution->concepts[slot];
}

const truce_set *truce_solution_stable(const truce_solution *solution, uint32_t slot, uint32_t party) {
    return solution->stable[slot * solution->graph->model->n_parties + party];
}

const truce_set *truce_solution_equilibria(const truce_solution *solution, uint32_t slot) {
    return solution->equilibria[slot];
}
