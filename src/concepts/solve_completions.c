/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Solves an open model: every completion by itself, and of each concept what all of them agree on and what some of
 * them have. A concept whose verdicts hang on no other party's preference needs each party's own completions only, so
 * all parties go through theirs together: as many solves as the party has that has most. Other concepts need every
 * combination, and a state is an equilibrium of some completion only if one and the same serves all parties.
 *
 * Both kinds are exact. For preferences that are partial orders there are formulas that need no enumeration; for
 * lists of alternatives none is known: the pairwise test of the literature (leave if it is possible that one prefers
 * to, sanction if it is certain) misses states that are stable in every completion, each for another reason.
 */
#include "concepts/solution.h"
#include "graph/completing.h"
#include "graph/set.h"
#include "model/completions.h"

#include <truce/variant.h>

enum { MOST = 4096 };

/* The concepts of one kind: some of the whole's slots. */
typedef struct part {
    uint32_t *concepts, *slots;
    uint32_t count;
    truce_solution *first; /* of the graph itself */
} part;

typedef struct job {
    truce_ctx *ctx;
    truce_solution *whole;
    truce__completing all;
    part own, joint;
    uint64_t done, total; /* solves */
} job;

static uint32_t n_parties_of(const job *j) {
    return j->whole->graph->model->n_parties;
}

/* ------------------------------------------------------------------ collect */

/* Until all is collected the sets of what may be hold what is stable, or may be, in some completion. */
static truce_status collect_party(job *j, const truce_solution *one, uint32_t slot, uint32_t into, uint32_t party) {
    truce_set *stable = j->whole->stable[into * n_parties_of(j) + party];
    truce_set *possible = j->whole->maybe[into * n_parties_of(j) + party];
    const truce_set *maybe = truce_solution_maybe(one, slot, party);
    uint32_t *settled = &j->whole->settled[into * n_parties_of(j) + party];
    if (*settled < truce_solution_settled(one, slot, party)) *settled = truce_solution_settled(one, slot, party);
    TRY(truce_set_and(stable, truce_solution_stable(one, slot, party)));
    TRY(truce_set_or(possible, truce_solution_stable(one, slot, party)));
    return maybe ? truce_set_or(possible, maybe) : TRUCE_OK;
}

static truce_status collect_equilibria(job *j, const truce_solution *one, uint32_t slot, uint32_t into) {
    truce_set *possible = j->whole->maybe_equilibria[into];
    const truce_set *maybe = truce_solution_maybe_equilibria(one, slot);
    TRY(truce_set_or(possible, truce_solution_equilibria(one, slot)));
    return maybe ? truce_set_or(possible, maybe) : TRUCE_OK;
}

/* Parties whose ranks are those of the graph itself have been collected. */
static truce_status collect(job *j, const part *p, const truce_solution *one, bool is_joint) {
    const truce_graph *graph = one->graph;
    for (uint32_t slot = 0; slot < p->count; slot++) {
        for (uint32_t party = 0; party < n_parties_of(j); party++)
            if (is_joint || graph == j->whole->graph || !truce_variant_shares_ranks(graph, party))
                TRY(collect_party(j, one, slot, p->slots[slot], party));
        if (is_joint) TRY(collect_equilibria(j, one, slot, p->slots[slot]));
    }
    return TRUCE_OK;
}

static truce_status solve_one(job *j, const part *p, const truce_graph *graph, bool is_joint) {
    truce_solution *one = NULL;
    truce__progress(j->ctx, "completions", j->done++, j->total);
    truce_status status =
        truce__solve_after(j->ctx, graph, p->first, j->whole->table, p->concepts, p->count, &one);
    if (status == TRUCE_OK) status = collect(j, p, one, is_joint);
    truce_solution_free(one);
    return status;
}

/* ----------------------------------------------------------------- go through */

/* Solves the graph itself: the first completion of all. */
static truce_status begin(job *j, part *p, bool is_joint) {
    truce__progress(j->ctx, "completions", j->done++, j->total);
    TRY(truce__solve_after(j->ctx, j->whole->graph, NULL, j->whole->table, p->concepts, p->count, &p->first));
    for (uint32_t slot = 0; slot < p->count; slot++)
        for (uint32_t party = 0; party < n_parties_of(j); party++)
            TRY(truce__set_fill(j->whole->stable[p->slots[slot] * n_parties_of(j) + party]));
    return collect(j, p, p->first, is_joint);
}

static truce_status go_through_own(job *j, uint64_t count) {
    const truce_model *model = j->whole->graph->model;
    for (uint64_t number = 1; number < count; number++) {
        for (uint32_t p = 0; p < model->n_parties; p++)
            TRY(truce__completing_take(&j->all, p, number < truce__completion_count(&model->prefs[p]) ? number : 0));
        TRY(solve_one(j, &j->own, j->all.variant, false));
    }
    for (uint32_t p = 0; p < model->n_parties; p++) TRY(truce__completing_take(&j->all, p, 0));
    return TRUCE_OK;
}

static truce_status go_through_joint(job *j) {
    bool is_over;
    for (;;) {
        TRY(truce__completing_next(&j->all, &is_over));
        if (is_over) return TRUCE_OK;
        TRY(solve_one(j, &j->joint, j->all.variant, true));
    }
}

/* ---------------------------------------------------------------------- end */

static truce_status finish_slot(job *j, uint32_t slot) {
    truce_solution *whole = j->whole;
    uint32_t n_parties = n_parties_of(j);
    TRY(truce__solution_equilibria(whole, slot));
    for (uint32_t party = 0; party < n_parties; party++)
        TRY(truce_set_and_not(whole->maybe[slot * n_parties + party], whole->stable[slot * n_parties + party]));
    if (truce__is_own(whole->graph->model, truce__solved_concept(whole, slot)))
        return truce__solution_maybe_equilibria(whole, slot);
    return truce_set_and_not(whole->maybe_equilibria[slot], whole->equilibria[slot]);
}

static truce_status finish(job *j) {
    for (uint32_t slot = 0; slot < j->whole->n_concepts; slot++) TRY(finish_slot(j, slot));
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- begin */

static truce_status make_part(job *j, bool is_own, part *p) {
    uint32_t n = j->whole->n_concepts;
    p->concepts = truce__calloc(j->ctx, n, sizeof *p->concepts);
    p->slots = truce__calloc(j->ctx, n, sizeof *p->slots);
    if (!p->concepts || !p->slots) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < n; slot++) {
        if (truce__is_own(j->whole->graph->model, truce__solved_concept(j->whole, slot)) != is_own) continue;
        p->slots[p->count] = slot;
        p->concepts[p->count++] = j->whole->concepts[slot];
    }
    return TRUCE_OK;
}

static void free_part(job *j, part *p) {
    truce_solution_free(p->first);
    truce__free(j->ctx, p->concepts);
    truce__free(j->ctx, p->slots);
}

truce_status truce__allow_completions(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept,
                                      uint64_t count, uint64_t most) {
    if (count <= (most ? most : MOST)) return TRUCE_OK;
    bool is_countless = count == UINT64_MAX;
    truce__lack lack = {is_countless ? TRUCE__M_LACK_COUNTLESS_COMPLETIONS : TRUCE__M_LACK_COMPLETIONS, count};
    return truce__concept_refuse(ctx, graph, concept, lack, TRUCE_E_LIMIT);
}

static truce_status check_limit(job *j, const part *p, uint64_t solves, uint64_t most) {
    if (!p->count) return TRUCE_OK;
    return truce__allow_completions(j->ctx, j->whole->graph, truce__solved_concept(j->whole, p->slots[0]), solves,
                                    most);
}

static uint64_t own_completions(const truce_model *model) {
    uint64_t most = 1;
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (truce__completion_count(&model->prefs[p]) > most) most = truce__completion_count(&model->prefs[p]);
    return most;
}

static truce_status solve_all(job *j, uint64_t most) {
    const truce_model *model = j->whole->graph->model;
    uint64_t own = own_completions(model), joint = truce__model_completion_count(model);
    TRY(make_part(j, true, &j->own));
    TRY(make_part(j, false, &j->joint));
    TRY(check_limit(j, &j->own, own, most));
    TRY(check_limit(j, &j->joint, joint, most));
    j->total = (j->own.count ? own : 0) + (j->joint.count ? joint : 0);
    TRY(truce__completing_init(j->ctx, j->whole->graph, &j->all));
    TRY(truce__solution_make_sets(j->whole, true));
    /* work that may end at a limit is joint: it is tried before more is done that would be lost */
    if (j->joint.count) TRY(begin(j, &j->joint, true));
    if (j->own.count) TRY(begin(j, &j->own, false));
    if (j->own.count) TRY(go_through_own(j, own));
    if (j->joint.count) TRY(go_through_joint(j));
    return finish(j);
}

truce_status truce_solve_completions(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts,
                                     size_t count, uint64_t most, truce_solution **out) {
    job j = {.ctx = ctx};
    if (!truce__is_open_model(graph->model)) return truce_solve(ctx, graph, concepts, count, out);
    j.whole = truce__calloc(ctx, 1, sizeof *j.whole);
    if (!j.whole) return TRUCE_E_NOMEM;
    *j.whole = (truce_solution){.ctx = ctx, .graph = graph, .table = &truce__concepts, .is_of_completions = true};
    truce_status status = truce__solution_take_concepts(j.whole, concepts, count);
    if (status == TRUCE_OK) status = solve_all(&j, most);
    truce__completing_free(&j.all);
    free_part(&j, &j.own);
    free_part(&j, &j.joint);
    if (status == TRUCE_OK) *out = j.whole;
    else truce_solution_free(j.whole);
    return status;
}

uint64_t truce_model_completion_count(const truce_model *model) {
    return truce__model_completion_count(model);
}

bool truce_solution_is_of_completions(const truce_solution *solution) {
    return solution->is_of_completions;
}
