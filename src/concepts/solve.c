/* SPDX-License-Identifier: Apache-2.0 */
/* Solving: asks each concept for each party's verdicts, and keeps a set of bits of each. */
#include "concepts/solution.h"
#include "graph/variant.h"

/* -------------------------------------------------------------------- plan */

/* Plans the memory beside the ranks: what the concepts need, and bits for verdicts. */
static truce_status plan(const truce_solution *solution, truce__engine *engine) {
    const truce_graph *graph = solution->graph;
    truce__needs needs = {0};
    unsigned kinds = 0;
    double n_sets = 0;
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++) {
        truce__chosen concept = truce__solved_concept(solution, slot);
        concept.family->way->plan(graph, concept, &kinds, &needs);
        n_sets += (graph->model->n_parties + 1.0) * (truce__has_maybe(graph->model, concept) ? 2 : 1);
    }
    TRY(truce__engine_needs(engine, kinds, &needs));
    truce__needs_arrays(solution->ctx, &needs, n_sets, (double)graph->space.n_cells / 8);
    return truce__plan_needs(solution->ctx, graph->model->source.file, "solving this model", needs);
}

/* ------------------------------------------------------------------- solve */

/* Whether these verdicts are as before: nothing that they depend on differs. */
static bool is_as_before(const truce_solution *solution, uint32_t party, truce__chosen concept) {
    const truce_solution *before = solution->before;
    if (!before || before->is_of_completions) return false;
    truce__chosen was = truce__own_concept(before->graph->model, concept, party);
    concept = truce__own_concept(solution->graph->model, concept, party);
    if (concept.info != was.info || concept.family->has_maybe) return false;
    if (!truce__variant_has_ranks_of(solution->graph, before->graph, party)) return false;
    for (uint32_t p = 0; !concept.family->is_own && p < solution->graph->model->n_parties; p++)
        if (!truce__variant_has_ranks_of(solution->graph, before->graph, p)) return false;
    return true;
}

static truce_status take(const truce_solution *solution, const truce_set *was, truce_set *is) {
    if (!was) return TRUCE_OK;
    is->count = was->count;
    return truce__big_copy(solution->ctx, is->bits, was->bits,
                           truce__bits_words(solution->graph->space.n_cells) * sizeof *is->bits);
}

/* Of mixed behaviour: the slot before this one with the party's own concept. Else, or where there is none,
 * n_concepts. */
static uint32_t slot_alike(const truce_solution *solution, uint32_t party, uint32_t slot) {
    const truce_model *model = solution->graph->model;
    const truce_concept *own = truce__own_concept(model, truce__solved_concept(solution, slot), party).info;
    if (truce__solved_concept(solution, slot).family != &truce__mixed) return solution->n_concepts;
    for (uint32_t i = 0; i < slot; i++)
        if (truce__solved_concept(solution, i).info == own) return i;
    return solution->n_concepts;
}

static truce_status take_slot(truce_solution *solution, uint32_t from, uint32_t to) {
    TRY(take(solution, solution->stable[from], solution->stable[to]));
    return take(solution, solution->maybe[from], solution->maybe[to]);
}

static truce_status decide(truce_solution *solution, truce__engine *engine, const truce__observer *observer,
                           uint32_t party, uint32_t slot, void **kept) {
    uint32_t n_parties = solution->graph->model->n_parties, place = slot * n_parties + party;
    truce__deciding job = {.ctx = solution->ctx,
                           .graph = solution->graph,
                           .engine = engine,
                           .concept = truce__solved_concept(solution, slot),
                           .party = party,
                           .stable = solution->stable[place],
                           .maybe = solution->maybe[place],
                           .kept = kept};
    const truce__way *way = job.concept.family->way;
    truce__progress(job.ctx, job.concept.info->label, solution->n_decided++,
                    (uint64_t)n_parties * solution->n_concepts);
    if (truce__is_cancelled(job.ctx)) return TRUCE_E_CANCELLED;
    const truce_solution *before = solution->before;
    if (before && is_as_before(solution, party, job.concept)) {
        solution->settled[place] = before->settled[place];
        return take(solution, before->stable[place], job.stable);
    }
    uint32_t alike = observer ? solution->n_concepts : slot_alike(solution, party, slot);
    if (alike < solution->n_concepts) return take_slot(solution, alike * n_parties + party, place);
    truce_status status = way->assess(&job);
    solution->settled[place] = job.settled;
    if (job.period) solution->cycles[slot] = (struct truce__cycle){job.before_period, job.period};
    if (status == TRUCE_OK && observer) status = observer->see(observer->ud, &job, slot);
    if (status == TRUCE_OK) status = way->mark(&job);
    if (way->drop) way->drop(&job);
    return status;
}

static bool is_solved_for(const truce_solution *solution, uint32_t party) {
    return !solution->is_of_one || solution->one == party;
}

static const truce__way *way_of(const truce_solution *solution, uint32_t slot) {
    return truce__solved_concept(solution, slot).family->way;
}

static truce_status decide_slot(truce_solution *solution, truce__engine *engine, const truce__observer *observer,
                                uint32_t slot) {
    void *kept = NULL;
    truce_status status = TRUCE_OK;
    const truce__way *way = way_of(solution, slot);
    for (uint32_t party = 0; party < solution->graph->model->n_parties && status == TRUCE_OK; party++)
        if (is_solved_for(solution, party)) status = decide(solution, engine, observer, party, slot, &kept);
    if (way->release) way->release(kept);
    return status;
}

/* Concepts whose work may end at a limit come first. Of the others all those of one party: the engine keeps what it
 * has prepared for that. */
static truce_status decide_all(truce_solution *solution, truce__engine *engine, const truce__observer *observer) {
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++)
        if (way_of(solution, slot)->has_limit) TRY(decide_slot(solution, engine, observer, slot));
    for (uint32_t party = 0; party < solution->graph->model->n_parties; party++)
        for (uint32_t slot = 0; slot < solution->n_concepts && is_solved_for(solution, party); slot++)
            if (!way_of(solution, slot)->has_limit) TRY(decide(solution, engine, observer, party, slot, NULL));
    return truce__is_cancelled(solution->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

enum { TOGETHER = 512 }; /* words that stay in a near cache */

static void keep(uint64_t *restrict words, const uint64_t *restrict others, size_t n) {
    for (size_t i = 0; i < n; i++) words[i] &= others[i];
}

/* A state is an equilibrium when it is stable for every party. */
truce_status truce__solution_equilibria(truce_solution *solution, uint32_t slot) {
    uint32_t n_parties = solution->graph->model->n_parties;
    truce_set *out = solution->equilibria[slot], **stable = &solution->stable[(size_t)slot * n_parties];
    size_t words = truce__bits_words(solution->graph->space.n_cells);
    for (size_t first = 0, n; first < words; first += n) {
        if (truce__is_cancelled(solution->ctx)) return TRUCE_E_CANCELLED;
        n = words - first < TOGETHER ? words - first : TOGETHER;
        memcpy(out->bits + first, stable[0]->bits + first, n * sizeof *out->bits);
        for (uint32_t party = 1; party < n_parties; party++) keep(out->bits + first, stable[party]->bits + first, n);
    }
    return truce__set_recount(out);
}

/* It may be one when it is unstable for no party, but not known to be stable for all. */
truce_status truce__solution_maybe_equilibria(truce_solution *solution, uint32_t slot) {
    uint32_t n_parties = solution->graph->model->n_parties;
    truce_set *out = solution->maybe_equilibria[slot], **stable = &solution->stable[(size_t)slot * n_parties];
    truce_set **maybe = &solution->maybe[(size_t)slot * n_parties];
    size_t words = truce__bits_words(solution->graph->space.n_cells);
    for (size_t i = 0; out && i < words; i++) {
        if (i % TOGETHER == 0 && truce__is_cancelled(solution->ctx)) return TRUCE_E_CANCELLED;
        uint64_t bits = ~solution->equilibria[slot]->bits[i];
        for (uint32_t party = 0; party < n_parties; party++) bits &= stable[party]->bits[i] | maybe[party]->bits[i];
        out->bits[i] = bits;
    }
    return out ? truce__set_recount(out) : TRUCE_OK;
}

/* ----------------------------------------------------------------- result */

static truce_status make_sets(truce_solution *solution, uint32_t count, truce_set **sets) {
    for (uint32_t i = 0; i < count; i++) TRY(truce_set_new(solution->ctx, solution->graph, &sets[i]));
    return TRUCE_OK;
}

truce_status truce__solution_make_sets(truce_solution *solution, bool has_all) {
    uint32_t n = solution->n_concepts, n_parties = solution->graph->model->n_parties;
    size_t n_sets = (size_t)n * (n_parties + 1) * 2;
    solution->sets = truce__calloc(solution->ctx, n_sets, sizeof *solution->sets);
    if (!solution->sets) return TRUCE_E_NOMEM;
    solution->n_sets = n_sets;
    solution->settled = truce__calloc(solution->ctx, (size_t)n * n_parties, sizeof *solution->settled);
    solution->cycles = truce__calloc(solution->ctx, n, sizeof *solution->cycles);
    if (!solution->settled || !solution->cycles) return TRUCE_E_NOMEM;
    solution->stable = solution->sets;
    solution->equilibria = solution->stable + (size_t)n * n_parties;
    solution->maybe = solution->equilibria + n;
    solution->maybe_equilibria = solution->maybe + (size_t)n * n_parties;
    TRY(make_sets(solution, n * (n_parties + 1), solution->stable));
    for (uint32_t slot = 0; slot < n; slot++) {
        if (!has_all && !truce__has_maybe(solution->graph->model, truce__solved_concept(solution, slot))) continue;
        TRY(make_sets(solution, n_parties, &solution->maybe[(size_t)slot * n_parties]));
        TRY(make_sets(solution, 1, &solution->maybe_equilibria[slot]));
    }
    return TRUCE_OK;
}

truce_status truce__solution_take_concepts(truce_solution *solution, const uint32_t *concepts, size_t count) {
    size_t room = concepts ? count : solution->table->count;
    solution->concepts = truce__calloc(solution->ctx, room, sizeof *solution->concepts);
    if (!solution->concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < room; i++) {
        truce__chosen concept = truce__concept_in(solution->table, concepts ? concepts[i] : i);
        if (!concept.family) return TRUCE_E_USAGE;
        if (!concepts && !concept.info->is_default) continue;
        TRY(truce__concept_allow(solution->ctx, solution->graph, concept));
        solution->concepts[solution->n_concepts++] = concepts ? concepts[i] : i;
    }
    return TRUCE_OK;
}

/* Solves as `start` says, of which the result is a copy. */
static truce_status solve(const truce_solution *start, const uint32_t *concepts, size_t count,
                          const truce__observer *observer, truce_solution **out) {
    truce_ctx *ctx = start->ctx;
    const truce_graph *graph = start->graph;
    truce_status status = TRUCE_OK;
    truce__engine *engine = NULL;
    truce_solution *solution = truce__calloc(ctx, 1, sizeof *solution);
    if (!solution) return TRUCE_E_NOMEM;
    *solution = *start;
    TRY_OR_DONE(truce__solution_take_concepts(solution, concepts, count));
    TRY_OR_DONE(truce__engine_open(ctx, graph, graph->ranks, false, &engine));
    TRY_OR_DONE(plan(solution, engine));
    TRY_OR_DONE(truce__solution_make_sets(solution, false));
    TRY_OR_DONE(decide_all(solution, engine, observer));
    truce__engine_close(engine);
    engine = NULL;
    for (uint32_t slot = 0; slot < solution->n_concepts; slot++) {
        TRY_OR_DONE(truce__solution_equilibria(solution, slot));
        TRY_OR_DONE(truce__solution_maybe_equilibria(solution, slot));
    }
done:
    truce__engine_close(engine);
    solution->before = NULL;
    if (status == TRUCE_OK) {
        *out = solution;
        solution = NULL;
    }
    truce_solution_free(solution);
    return status;
}

truce_status truce__solve(truce_ctx *ctx, const truce_graph *graph, const truce__concept_table *table,
                          const uint32_t *concepts, size_t count, const truce__observer *observer,
                          truce_solution **solution) {
    const truce_solution start = {.ctx = ctx, .graph = graph, .table = table};
    return solve(&start, concepts, count, observer, solution);
}

truce_status truce__solve_after(truce_ctx *ctx, const truce_graph *graph, const truce_solution *before,
                                const truce__concept_table *table, const uint32_t *concepts, size_t count,
                                truce_solution **solution) {
    const truce_solution start = {.ctx = ctx, .graph = graph, .table = table, .before = before};
    return solve(&start, concepts, count, NULL, solution);
}

truce_status truce__solve_for(truce_ctx *ctx, const truce_graph *variant, const truce_solution *before,
                              uint32_t party, truce_solution **solution) {
    const truce_solution start = {
        .ctx = ctx, .graph = variant, .table = before->table, .before = before, .is_of_one = true, .one = party};
    return solve(&start, before->concepts, before->n_concepts, NULL, solution);
}

truce_status truce_solve_variant(truce_ctx *ctx, const truce_graph *variant, const truce_solution *before,
                                 truce_solution **solution) {
    return truce__solve_after(ctx, variant, before, before->table, before->concepts, before->n_concepts, solution);
}

truce_status truce_solve(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                         truce_solution **out) {
    return truce__solve(ctx, graph, &truce__concepts, concepts, count, NULL, out);
}

truce_status truce__usual_concepts(truce_ctx *ctx, const truce_model *model, uint32_t **usual, size_t *count) {
    *count = 0;
    *usual = truce__calloc(ctx, truce__concepts.count, sizeof **usual);
    if (!*usual) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < truce__concepts.count; i++)
        if (truce__is_usual(model, i)) (*usual)[(*count)++] = i;
    return TRUCE_OK;
}

truce_status truce__solve_usual(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                                truce_solution **out) {
    uint32_t *usual;
    if (count) return truce_solve(ctx, graph, concepts, count, out);
    TRY(truce__usual_concepts(ctx, graph->model, &usual, &count));
    truce_status status = truce_solve(ctx, graph, usual, count, out);
    truce__free(ctx, usual);
    return status;
}

void truce_solution_free(truce_solution *solution) {
    if (!solution) return;
    for (size_t i = 0; i < solution->n_sets; i++) truce_set_free(solution->sets[i]);
    truce__free(solution->ctx, solution->sets);
    truce__free(solution->ctx, solution->settled);
    truce__free(solution->ctx, solution->cycles);
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

uint32_t truce_solution_period(const truce_solution *solution, uint32_t slot, uint32_t *before) {
    *before = solution->cycles[slot].before;
    return solution->cycles[slot].period;
}

uint32_t truce_solution_settled(const truce_solution *solution, uint32_t slot, uint32_t party) {
    return solution->settled[slot * solution->graph->model->n_parties + party];
}

const truce_set *truce_solution_maybe(const truce_solution *solution, uint32_t slot, uint32_t party) {
    return solution->maybe[slot * solution->graph->model->n_parties + party];
}

const truce_set *truce_solution_maybe_equilibria(const truce_solution *solution, uint32_t slot) {
    return solution->maybe_equilibria[slot];
}

static truce_verdict verdict_of(const truce_set *stable, const truce_set *maybe, truce_state state) {
    if (truce_set_contains(stable, state)) return TRUCE_STABLE;
    return maybe && truce_set_contains(maybe, state) ? TRUCE_MAYBE : TRUCE_UNSTABLE;
}

truce_verdict truce_solution_verdict(const truce_solution *solution, uint32_t slot, uint32_t party,
                                     truce_state state) {
    return verdict_of(truce_solution_stable(solution, slot, party), truce_solution_maybe(solution, slot, party),
                      state);
}

truce_verdict truce_solution_holds(const truce_solution *solution, uint32_t slot, truce_state state) {
    return verdict_of(truce_solution_equilibria(solution, slot), truce_solution_maybe_equilibria(solution, slot),
                      state);
}
