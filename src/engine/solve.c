/* SPDX-License-Identifier: Apache-2.0 */
/* Solving: for each party and concept the concept's passes, a comparison, and a set of bits; engine.h has the method. */
#include "engine/quotient.h"

struct truce_solution {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t *concepts;
    uint32_t n_concepts;
    truce_set **stable;     /* [slot * n_parties + party] */
    truce_set **equilibria; /* [slot] */
};

/* ------------------------------------------------------------------- stages */

/* Which stage a party's verdicts by a concept are found on. */
typedef enum place { WHOLE, OWN, JOINT, N_PLACES } place; /* all options; those of rules and the party's statements; of anybody's */

typedef struct solving {
    truce_ctx *ctx;
    truce_solution *solution;
    const truce__observer *observer; /* NULL: nobody watches */
    bool is_open[N_PLACES];
    uint32_t owner; /* of the OWN stage */
    truce__quotient stages[N_PLACES];
} solving;

static place place_of(const truce_graph *graph, uint32_t party, truce__replies replies) {
    if (!truce__quotient_idle(graph, party, replies)) return WHOLE;
    return replies == TRUCE__REPLIES_IMPROVING ? JOINT : OWN;
}

static void add_largest(truce__needs *most, truce__needs needs) {
    if (needs.memory > most->memory) most->memory = needs.memory;
    if (needs.scratch > most->scratch) most->scratch = needs.scratch;
}

/* What the stage of one party and concept needs. */
static truce_status stage_needs(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__replies replies,
                                truce__needs *needs) {
    truce__quotient stage;
    truce_status status = truce__quotient_set(ctx, graph, truce__quotient_idle(graph, party, replies), &stage);
    if (status == TRUCE_OK) truce__quotient_needs(&stage, replies, needs);
    truce__quotient_close(&stage);
    return status;
}

/* Beside the ranks: what each of the stages needs, and one bit a verdict. */
static truce_status plan(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, uint32_t count) {
    uint32_t n_parties = graph->model->n_parties;
    truce__needs sum = {0}, most[N_PLACES] = {0};
    bool is_known[N_PLACES][TRUCE__REPLIES_IMPROVING + 1] = {0};
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t party = 0; party < n_parties; party++) {
            truce__replies replies = truce__concept_at(concepts[i])->replies;
            place where = place_of(graph, party, replies);
            truce__needs needs = {0};
            if (is_known[where][replies] && where != OWN) continue;
            is_known[where][replies] = true;
            TRY(stage_needs(ctx, graph, party, replies, &needs));
            add_largest(&most[where], needs);
        }
    }
    for (int where = 0; where < N_PLACES; where++) {
        sum.memory += most[where].memory;
        sum.scratch += most[where].scratch;
    }
    truce__needs_arrays(ctx, &sum, count * (n_parties + 1.0), (double)graph->space.n_cells / 8);
    return truce__plan_needs(ctx, graph->model->source.file, "solving this model", sum);
}

/* ------------------------------------------------------------------ solve */

/* The stage for that, opened if need be. */
static truce_status stage_for(solving *job, uint32_t party, truce__replies replies, truce__quotient **out) {
    const truce_graph *graph = job->solution->graph;
    place where = place_of(graph, party, replies);
    truce__quotient *stage = *out = &job->stages[where];
    if (job->is_open[where] && (where != OWN || job->owner == party)) return TRUCE_OK;
    if (job->is_open[where]) truce__quotient_close(stage);
    job->is_open[where] = true;
    job->owner = where == OWN ? party : job->owner;
    TRY(truce__quotient_set(job->ctx, graph, truce__quotient_idle(graph, party, replies), stage));
    return truce__quotient_open(graph, where == OWN ? party : TRUCE__NONE, stage);
}

static truce_status solve_party(solving *job, uint32_t party) {
    truce_solution *solution = job->solution;
    uint32_t n_parties = solution->graph->model->n_parties;
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++) {
        const truce__concept *concept = truce__concept_at(solution->concepts[slot]);
        truce__quotient *stage;
        truce__progress(job->ctx, concept->info.label, party * solution->n_concepts + slot,
                        (uint64_t)n_parties * solution->n_concepts);
        if (truce__is_cancelled(job->ctx)) return TRUCE_E_CANCELLED;
        TRY(stage_for(job, party, concept->replies, &stage));
        TRY(truce__quotient_assess(stage, party, concept));
        if (job->observer) TRY(job->observer->see(job->observer->ud, stage, slot));
        TRY(truce__quotient_mark(stage, solution->stable[slot * n_parties + party]));
    }
    return TRUCE_OK;
}

static truce_status solve_all(truce_ctx *ctx, truce_solution *solution, const truce__observer *observer) {
    truce_status status = TRUCE_OK;
    solving *job = truce__alloc(ctx, sizeof *job);
    if (!job) return TRUCE_E_NOMEM;
    job->ctx = ctx;
    job->solution = solution;
    job->observer = observer;
    memset(job->is_open, 0, sizeof job->is_open);
    for (uint32_t party = 0; party < solution->graph->model->n_parties && status == TRUCE_OK; party++)
        status = solve_party(job, party);
    for (int where = 0; where < N_PLACES; where++)
        if (job->is_open[where]) truce__quotient_close(&job->stages[where]);
    truce__free(ctx, job);
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
    for (uint32_t i = 0; i < n * n_parties; i++) TRY(truce_set_new(ctx, solution->graph, &solution->stable[i]));
    for (uint32_t i = 0; i < n; i++) TRY(truce_set_new(ctx, solution->graph, &solution->equilibria[i]));
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

truce_status truce__solve_observed(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                                   const truce__observer *observer, truce_solution **out) {
    truce_status status = TRUCE_OK;
    truce_solution *solution = truce__calloc(ctx, 1, sizeof *solution);
    if (!solution) return truce__agree_at_last(ctx, TRUCE_E_NOMEM);
    solution->ctx = ctx;
    solution->graph = graph;
    TRY_OR_DONE(take_concepts(ctx, concepts, count, solution));
    TRY_OR_DONE(plan(ctx, graph, solution->concepts, solution->n_concepts));
    TRY_OR_DONE(make_sets(ctx, solution));
    TRY_OR_DONE(solve_all(ctx, solution, observer));
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

truce_status truce_solve(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                         truce_solution **out) {
    return truce__solve_observed(ctx, graph, concepts, count, NULL, out);
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
