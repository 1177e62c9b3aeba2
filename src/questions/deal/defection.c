/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a deal holds, and who would leave it. While the engine solves, it knows for each state what it is worth to
 * a party that has moved there; a party would leave a deal by a move to a state that is worth more to it than the
 * rank of the deal. That is looked up for every deal as the values come by, so that ten thousand deals cost their
 * moves and no searches.
 *
 * The engine is not taken at its word: verdicts are explained by searching and the explanations are checked from the
 * definitions, where models are small or on demand. Of the others each defection is at least replayed: it is a move
 * of the party, to a state that it prefers.
 */
#include "questions/deal/agreement.h"

#include "questions/solve/proof.h"
#include "concepts/concepts.h"

/* Without being asked, so many states times verdicts are verified, in models of so many states at most: what the
 * others can bring about grows with the model, and so does what proves that none of it is a sanction. */
static const uint64_t verified_work = 1 << 23, verified_states = 1 << 14;

typedef struct watch {
    truce__agreement *a;
    truce_state *to; /* [deal][slot][party]: where the party would go, or 0 */
    size_t n_slots;
} watch;

static truce_state *left_for(const watch *w, size_t deal, size_t slot, uint32_t party) {
    return &w->to[(deal * w->n_slots + slot) * w->a->graph->model->n_parties + party];
}

static truce_status look(void *ud, const truce__deciding *job, uint32_t slot) {
    const watch *w = ud;
    for (size_t deal = 0; deal < w->a->fact_count; deal++) {
        uint64_t to = job->concept.family->way->exit(job, w->a->cells[deal]);
        if (to != UINT64_MAX) *left_for(w, deal, slot, job->party) = truce__space_number(&job->graph->space, to);
        TRY(truce__go_on(w->a->ctx));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- concepts */

static uint32_t slot_of(uint32_t *concepts, size_t *count, uint32_t concept) {
    for (uint32_t i = 0; i < *count; i++)
        if (concepts[i] == concept) return i;
    concepts[*count] = concept;
    return (uint32_t)(*count)++;
}

/* Those asked for, then GMR if it is not among them. */
static truce_status choose_concepts(truce__agreement *a, uint32_t **out, size_t *count) {
    size_t n = 0, room = (a->options.concepts ? a->options.concept_count : truce_concept_count()) + 1;
    uint32_t *concepts = truce__arena_alloc(&a->arena, room, sizeof *concepts), seq = truce_concept_find("seq");
    if (!concepts) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i + 1 < room; i++) {
        uint32_t concept = a->options.concepts ? a->options.concepts[i] : i;
        if (!truce_concept_at(concept)) return TRUCE_E_USAGE;
        if (a->options.concepts || truce__is_usual(a->graph->model, concept)) slot_of(concepts, &n, concept);
    }
    if (n == 0) return TRUCE_E_USAGE;
    a->result.concepts = concepts;
    a->result.concept_count = n;
    a->result.step_concept = concepts[0];
    for (size_t i = 0; i < n; i++)
        if (concepts[i] == seq) a->result.step_concept = seq;
    a->gmr_slot = slot_of(concepts, &n, truce_concept_find("gmr"));
    a->step_slot = slot_of(concepts, &n, a->result.step_concept);
    *out = concepts;
    *count = n;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- facts */

static truce_status note_deal(const watch *w, size_t deal, truce_deal_facts *facts) {
    truce__agreement *a = w->a;
    uint32_t n_parties = a->graph->model->n_parties;
    size_t n = a->result.concept_count;
    truce_verdict *holds = truce__arena_alloc(&a->arena, n, sizeof *holds);
    if (!holds) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < n; slot++) {
        holds[slot] = truce_solution_holds(a->solution, slot, facts->state);
        for (uint32_t p = 0; p < n_parties; p++) facts->defection_count += *left_for(w, deal, slot, p) != 0;
    }
    truce_defection *next = truce__arena_alloc(&a->arena, facts->defection_count, sizeof *next);
    if (!next) return TRUCE_E_NOMEM;
    facts->holds = holds;
    facts->defections = next;
    for (uint32_t slot = 0; slot < n; slot++)
        for (uint32_t p = 0; p < n_parties; p++) {
            truce_state to = *left_for(w, deal, slot, p);
            if (to) *next++ = (truce_defection){a->result.concepts[slot], p, to};
        }
    facts->needs_enforcement = !truce_set_contains(truce_solution_equilibria(a->solution, a->gmr_slot), facts->state);
    return TRUCE_OK;
}

/* The members of one set that are not in another. */
static truce_status difference(truce__agreement *a, const truce_set *from, const truce_set *minus,
                               const truce_set **out) {
    truce_set *rest = NULL;
    TRY(truce_set_copy(a->ctx, from, &rest));
    TRY(truce__deal_keep(a, rest));
    *out = rest;
    return truce_set_and_not(rest, minus);
}

static truce_status compare_sets(truce__agreement *a) {
    size_t n = a->result.concept_count;
    const truce_set **equilibria = truce__arena_alloc(&a->arena, n, sizeof *equilibria);
    const truce_set **traps = truce__arena_alloc(&a->arena, n, sizeof *traps);
    const truce_set **maybe = truce__arena_alloc(&a->arena, n, sizeof *maybe);
    if (!equilibria || !traps || !maybe) return TRUCE_E_NOMEM;
    a->result.equilibria = equilibria;
    a->result.maybe = maybe;
    a->result.traps = traps;
    for (uint32_t slot = 0; slot < n; slot++) {
        equilibria[slot] = truce_solution_equilibria(a->solution, slot);
        maybe[slot] = truce_solution_maybe_equilibria(a->solution, slot);
        TRY(difference(a, equilibria[slot], a->result.efficient, &traps[slot]));
    }
    return difference(a, a->result.zone, truce_solution_equilibria(a->solution, a->gmr_slot),
                      &a->result.needs_enforcement);
}

truce_status truce__deal_hold(truce__agreement *a) {
    truce_status status = TRUCE_OK;
    uint32_t *concepts;
    size_t count;
    TRY(choose_concepts(a, &concepts, &count));
    watch w = {.a = a, .n_slots = count};
    uint64_t bytes = a->fact_count * count * a->graph->model->n_parties * sizeof *w.to;
    truce__observer observer = {look, &w};
    w.to = truce__big_alloc(a->ctx, bytes + 1);
    if (!w.to) return TRUCE_E_NOMEM;
    memset(w.to, 0, bytes);
    TRY_OR_DONE(truce__solve(a->ctx, a->graph, &truce__concepts, concepts, count, &observer, &a->solution));
    TRY_OR_DONE(compare_sets(a));
    for (size_t deal = 0; deal < a->fact_count; deal++) TRY_OR_DONE(note_deal(&w, deal, &a->facts[deal]));
done:
    truce__big_free(a->ctx, w.to);
    return status;
}

/* ------------------------------------------------------------------ verify */

typedef struct checking {
    truce__agreement *a;
    truce_verifier *verifier;
    uint64_t left; /* verdicts that may still be verified */
} checking;

/* Where the witness sends the party; it must be where the facts say. */
static bool is_as_told(const truce_deal_facts *facts, const truce_witness *witness) {
    truce_state told = 0;
    for (size_t i = 0; i < facts->defection_count; i++)
        if (facts->defections[i].concept == witness->concept && facts->defections[i].party == witness->party)
            told = facts->defections[i].to;
    return told == truce_witness_exit(witness);
}

/* Every party's verdict on a state under one concept; `facts`: what has been told of the state, or NULL where it
 * holds. */
static truce_status verify_state(checking *c, truce_state state, uint32_t slot, const truce_deal_facts *facts) {
    truce__agreement *a = c->a;
    uint32_t n_parties = a->graph->model->n_parties;
    if (c->left < n_parties && !a->options.verifies_all) return TRUCE_OK;
    for (uint32_t party = 0; party < n_parties; party++) {
        truce_witness *witness = NULL;
        truce_status status = truce__verdict_verify(a->ctx, c->verifier, a->solution, slot, party, state, &witness);
        bool is_good = status == TRUCE_OK && (facts ? is_as_told(facts, witness) : witness->verdict == TRUCE_STABLE);
        if (status == TRUCE_OK && !is_good)
            status = truce__verdict_report(a->ctx, a->graph, witness);
        truce_witness_free(a->ctx, witness);
        TRY(status);
        a->result.verified++;
        c->left -= c->left > 0;
    }
    return TRUCE_OK;
}

static truce_status verify_deal(checking *c, const truce_deal_facts *facts) {
    const truce_deals *result = &c->a->result;
    for (uint32_t slot = 0; slot < result->concept_count; slot++) TRY(verify_state(c, facts->state, slot, facts));
    for (size_t i = 0; i < facts->step_count; i++) TRY(verify_state(c, facts->steps[i].to, c->a->step_slot, NULL));
    return TRUCE_OK;
}

/* A defection is a reason against Nash stability, whatever its concept; but by concepts that tell lines of play it
 * need not gain at once. */
static truce_status replay(checking *c, const truce_deal_facts *facts) {
    for (size_t i = 0; i < facts->defection_count; i++) {
        const truce_defection *defection = &facts->defections[i];
        if (truce__tells_lines(c->a->graph->model, defection->concept, defection->party)) continue;
        truce_claim improvement = {
            .kind = TRUCE_CLAIM_FREE, .mover = defection->party, .from = facts->state, .to = defection->to};
        truce_witness witness = {.concept = truce_concept_find("nash"),
                                 .party = defection->party,
                                 .state = facts->state,
                                 .claims = &improvement,
                                 .claim_count = 1};
        TRY(truce_verify(c->verifier, &witness));
    }
    return TRUCE_OK;
}

/* The deals beside the list: their verdicts do not count among those to verify. */
static truce_status verify_beside(checking *c) {
    truce_deals *result = &c->a->result;
    uint64_t verified = result->verified;
    for (size_t i = 0; i < result->beside_count; i++) {
        TRY(verify_deal(c, &result->beside[i]));
        TRY(replay(c, &result->beside[i]));
    }
    result->verified = verified;
    return TRUCE_OK;
}

truce_status truce__deal_verify(truce__agreement *a) {
    truce_status status = TRUCE_OK;
    truce_deals *result = &a->result;
    uint64_t states = truce_graph_state_count(a->graph);
    checking c = {.a = a, .left = states <= verified_states ? verified_work / states : 0};
    for (size_t i = 0; i < a->fact_count; i++)
        result->to_verify += (result->concept_count + a->facts[i].step_count) * a->graph->model->n_parties;
    if (result->to_verify == 0) return TRUCE_OK;
    TRY_OR_DONE(truce_verifier_new(a->ctx, a->graph, &c.verifier));
    for (size_t i = 0; i < a->fact_count; i++) {
        if (truce__is_cancelled(a->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        truce__progress(a->ctx, "verifying", i, a->fact_count);
        TRY_OR_DONE(verify_deal(&c, &a->facts[i]));
        TRY_OR_DONE(replay(&c, &a->facts[i]));
    }
    TRY_OR_DONE(verify_beside(&c));
done:
    truce_verifier_free(c.verifier);
    return status;
}
