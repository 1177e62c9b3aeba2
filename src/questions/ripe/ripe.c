/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Three conditions: statements give the pain; the engine gives the stalemate and, while it solves, the moves by which
 * a party could leave; the search for paths gives the ways out.
 */
#include "questions/solve/proof.h"
#include "graph/set.h"
#include "concepts/concepts.h"

#include <truce/ripe.h>

static const uint64_t verified_states = 1 << 14; /* in models of so many states all verdicts are verified */

typedef struct holder {
    truce_ripeness result; /* first: what the caller holds */
    truce_ctx *ctx;
    truce__arena arena;
    truce_ripe_query query;
    truce_solution *solution;
} holder;

/* ----------------------------------------------------------------- hurting */

static bool declares_pain(const truce_model *model, uint32_t party) {
    return model->pain && model->pain[party].stmt.n_nodes;
}

static bool is_listed(const truce_ripe_query *query, uint32_t party) {
    for (size_t i = 0; i < query->party_count; i++)
        if (query->parties[i] == party) return true;
    return false;
}

static truce_status ask_parties(holder *k) {
    truce_ripeness *r = &k->result;
    const truce_model *model = r->graph->model;
    uint32_t n_declare = 0;
    r->is_hurting = true;
    r->parties = truce__arena_alloc(&k->arena, model->n_parties, sizeof *r->parties);
    if (!r->parties) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < model->n_parties; party++) n_declare += declares_pain(model, party);
    bool are_all = n_declare < 2; /* a deadlock takes two parties; a party without `pain` hurts nowhere */
    for (uint32_t party = 0; party < model->n_parties; party++) {
        truce_ripe_party *p = &r->parties[party];
        p->is_asked = k->query.parties ? is_listed(&k->query, party) : are_all || declares_pain(model, party);
        r->asked_count += p->is_asked;
        if (declares_pain(model, party)) {
            p->pain = model->pain[party].stmt.text;
            p->is_hurt = truce__graph_holds(r->graph, r->state, &model->pain[party].stmt);
        }
        r->is_hurting = r->is_hurting && (p->is_hurt || !p->is_asked);
    }
    return r->asked_count ? TRUCE_OK : TRUCE_E_USAGE;
}

/* --------------------------------------------------------------- stalemate */

static truce_status choose_concepts(holder *k) {
    truce_ripeness *r = &k->result;
    size_t room = k->query.concepts ? k->query.concept_count : truce_concept_count();
    r->concepts = truce__arena_alloc(&k->arena, room, sizeof *r->concepts);
    if (!r->concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < room; i++) {
        uint32_t concept = k->query.concepts ? k->query.concepts[i] : i;
        if (!truce_concept_at(concept)) return TRUCE_E_USAGE;
        bool is_asked = k->query.concepts || truce__is_usual(r->graph->model, concept);
        if (is_asked) r->concepts[r->concept_count++] = concept;
    }
    return r->concept_count ? TRUCE_OK : TRUCE_E_USAGE;
}

/* Notes the lowest state to which the party could leave. Called while the engine has the values of moves. */
static truce_status note_exit(void *ud, const truce__deciding *job, uint32_t slot) {
    holder *k = ud;
    const truce__space *space = &k->result.graph->space;
    uint64_t to = job->concept.family->way->exit(job, truce__space_cell(space, k->result.state));
    if (to != UINT64_MAX)
        k->result.exits[(size_t)slot * space->model->n_parties + job->party] = truce__space_number(space, to);
    return TRUCE_OK;
}

static truce_status find_exits(holder *k) {
    truce_ripeness *r = &k->result;
    uint32_t n_parties = r->graph->model->n_parties;
    TRY(choose_concepts(k));
    r->exits = truce__arena_alloc(&k->arena, r->concept_count * n_parties, sizeof *r->exits);
    r->is_stalemate = truce__arena_alloc(&k->arena, r->concept_count, sizeof *r->is_stalemate);
    if (!r->exits || !r->is_stalemate) return TRUCE_E_NOMEM;
    truce__observer observer = {note_exit, k};
    TRY(truce__solve(k->ctx, r->graph, &truce__concepts, r->concepts, r->concept_count, &observer, &k->solution));
    for (size_t slot = 0; slot < r->concept_count; slot++) {
        r->is_stalemate[slot] = true;
        for (uint32_t party = 0; party < n_parties; party++)
            if (r->parties[party].is_asked &&
                truce_solution_verdict(k->solution, (uint32_t)slot, party, r->state) != TRUCE_STABLE)
                r->is_stalemate[slot] = false;
    }
    return TRUCE_OK;
}

/* The exit must agree with the verdict, and the verdict with its witness. */
static truce_status verify_exits(holder *k, truce_verifier *verifier) {
    uint32_t n_parties = k->result.graph->model->n_parties;
    for (uint32_t slot = 0; slot < k->result.concept_count; slot++)
        for (uint32_t party = 0; party < n_parties; party++) {
            truce_verdict verdict = truce_solution_verdict(k->solution, slot, party, k->result.state);
            bool has_exit = k->result.exits[slot * n_parties + party] != 0;
            if ((verdict == TRUCE_UNSTABLE) != has_exit) return TRUCE_E_BUG;
            if (!k->query.verifies_all && truce_graph_state_count(k->result.graph) > verified_states) continue;
            TRY(truce__verdict_verify(k->ctx, verifier, k->solution, slot, party, k->result.state, NULL));
            k->result.verified++;
        }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- way out */

/* The states that all parties asked strictly prefer. */
static truce_status mark_better(const holder *k, bool by_all, truce_set *set) {
    const truce_graph *graph = k->result.graph;
    uint64_t here = truce__space_cell(&graph->space, k->result.state);
    TRY(truce__set_fill(set));
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        const truce__ranks *ranks = &graph->ranks[party];
        if (by_all || k->result.parties[party].is_asked)
            TRY(truce__set_and_ranked(set, ranks, truce__rank_at(ranks, here) + 1, UINT32_MAX));
    }
    return TRUCE_OK;
}

/* The reachable states that every party of the model prefers. */
static truce_status count_better_for_all(holder *k) {
    truce_set *all = NULL;
    truce_status status;
    TRY_OR_DONE(truce_set_new(k->ctx, k->result.graph, &all));
    TRY_OR_DONE(mark_better(k, true, all));
    TRY_OR_DONE(truce_set_and(all, k->result.ways_out));
    k->result.better_for_all = truce_set_count(all);
done:
    truce_set_free(all);
    return status;
}

static truce_gain gain_of(const truce_graph *graph, uint32_t party, truce_state from, truce_state to) {
    uint32_t before = truce_graph_rank(graph, party, from), after = truce_graph_rank(graph, party, to);
    return after > before ? TRUCE_BETTER : after < before ? TRUCE_WORSE : TRUCE_SAME;
}

static truce_status describe_way(holder *k, size_t index, truce_way_out *way) {
    const truce_graph *graph = k->result.graph;
    uint32_t n_parties = graph->model->n_parties;
    truce_gain *gains = truce__arena_alloc(&k->arena, n_parties, sizeof *gains);
    bool *holds = truce__arena_alloc(&k->arena, k->result.concept_count, sizeof *holds);
    if (!gains || !holds) return TRUCE_E_NOMEM;
    way->path = truce_paths_target(k->result.paths, index);
    way->gains = gains;
    way->holds = holds;
    for (uint32_t p = 0; p < n_parties; p++) gains[p] = gain_of(graph, p, k->result.state, way->path->state);
    for (uint32_t slot = 0; slot < k->result.concept_count; slot++)
        holds[slot] = truce_set_contains(truce_solution_equilibria(k->solution, slot), way->path->state);
    return TRUCE_OK;
}

static truce_status find_ways(holder *k) {
    truce_ripeness *r = &k->result;
    TRY(truce_set_new(k->ctx, r->graph, &r->better));
    TRY(mark_better(k, false, r->better));
    truce_paths_query query = {.from = r->state, .by = TRUCE_BY_MOVES, .to = r->better, .limit = k->query.limit,
                               .no_lapsing = k->query.no_lapsing};
    TRY(truce_paths_find(k->ctx, r->graph, &query, &r->paths));
    TRY(truce_set_copy(k->ctx, r->better, &r->ways_out));
    TRY(truce_set_and(r->ways_out, truce_paths_reach(r->paths)));
    TRY(count_better_for_all(k));
    r->way_count = truce_paths_target_count(r->paths);
    r->ways = truce__arena_alloc(&k->arena, r->way_count, sizeof *r->ways);
    if (!r->ways) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < r->way_count; i++) TRY(describe_way(k, i, &r->ways[i]));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ result */

static truce_status conclude(holder *k) {
    truce_ripeness *r = &k->result;
    r->is_ripe = truce__arena_alloc(&k->arena, r->concept_count, sizeof *r->is_ripe);
    r->enticing = truce__arena_alloc(&k->arena, r->concept_count, sizeof *r->enticing);
    if (!r->is_ripe || !r->enticing) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < r->concept_count; slot++) {
        TRY(truce_set_copy(k->ctx, truce_solution_equilibria(k->solution, slot), &r->enticing[slot]));
        TRY(truce_set_and(r->enticing[slot], r->better));
        r->is_ripe[slot] = r->is_hurting && r->is_stalemate[slot] && truce_set_count(r->ways_out);
    }
    return TRUCE_OK;
}

static truce_status verify(holder *k) {
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(k->ctx, k->result.graph, &verifier);
    if (status == TRUCE_OK) status = verify_exits(k, verifier);
    if (status == TRUCE_OK) status = truce_paths_verify(k->ctx, verifier, k->result.paths, 0);
    truce_verifier_free(verifier);
    return status;
}

truce_status truce_ripe(truce_ctx *ctx, const truce_graph *graph, const truce_ripe_query *query,
                        truce_ripeness **out) {
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce_status status;
    holder *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    k->ctx = ctx;
    truce__arena_init(&k->arena, ctx);
    if (query) k->query = *query;
    k->result.graph = graph;
    k->result.state = k->query.state ? k->query.state : truce_graph_status_quo(graph);
    if (!k->result.state || k->result.state > truce_graph_state_count(graph)) TRY_OR_DONE(TRUCE_E_USAGE);
    TRY_OR_DONE(ask_parties(k));
    TRY_OR_DONE(find_exits(k));
    TRY_OR_DONE(find_ways(k));
    TRY_OR_DONE(conclude(k));
    TRY_OR_DONE(verify(k));
    *out = &k->result;
    k = NULL;
done:
    if (k) truce_ripeness_free(&k->result);
    return status;
}

void truce_ripeness_free(truce_ripeness *ripeness) {
    if (!ripeness) return;
    holder *k = (holder *)ripeness;
    for (size_t i = 0; ripeness->enticing && i < ripeness->concept_count; i++) truce_set_free(ripeness->enticing[i]);
    truce_paths_free(ripeness->paths);
    truce_set_free(ripeness->ways_out);
    truce_set_free(ripeness->better);
    truce_solution_free(k->solution);
    truce__arena_free(&k->arena);
    truce__free(k->ctx, k);
}
