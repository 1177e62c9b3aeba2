/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `solve --verify` of an open model: in every completion every verdict shown gets a witness, which the verifier
 * checks from the definitions. What the completions have in common is then found from these verdicts alone, and
 * compared with the solution: so a certain verdict is proved by all its completions, an open one by two that differ.
 */
#include "concepts/solution.h"
#include "graph/completing.h"
#include "graph/twins.h"
#include "model/completions.h"
#include "questions/solve/proof.h"
#include "result/pick.h"

typedef struct proof {
    truce_ctx *ctx;
    const truce_solution *solution;
    const truce__proven *proven;
    truce__completing all;
    uint32_t n_slots, n_parties;
    uint8_t *seen; /* by row, slot, party: a bit for each verdict seen; behind the parties whether one completion left
                      no party unstable */
    uint64_t verified;
} proof;

static uint8_t *seen_at(const proof *p, uint64_t row, uint32_t slot, uint32_t party) {
    return &p->seen[(row * p->n_slots + slot) * (p->n_parties + 1) + party];
}

static bool is_own(const proof *p, uint32_t slot) {
    return truce__is_own(truce_solution_graph(p->solution)->model, truce__solved_concept(p->solution, slot));
}

static bool is_asked(const proof *p, uint32_t party) {
    return p->proven->party == TRUCE__NONE || p->proven->party == party;
}

/* The state of the solution's graph in the next row that has one; 0: there is none. */
static truce_state next_state(const proof *p, truce__pick *rows, uint64_t *row) {
    const truce__twins *seen = p->proven->seen;
    for (truce_state state; (state = truce__pick_next(rows)) != 0; ++*row) {
        if (!seen) return state;
        uint64_t twin = truce__twin_of(seen, truce__space_cell(&rows->graph->space, state));
        if (twin != UINT64_MAX) return truce__space_number(&truce_solution_graph(p->solution)->space, twin);
    }
    return 0;
}

/* --------------------------------------------------------------------- see */

static truce_status see_verdict(proof *p, truce_verifier *verifier, truce_state state, uint32_t slot, uint32_t party,
                                truce_verdict *verdict) {
    truce_witness *witness = NULL;
    truce_status status;
    TRY_OR_DONE(truce_explain(p->ctx, p->all.variant, state, party, truce_solution_concept(p->solution, slot),
                              TRUCE_WITNESS_SHORT, &witness));
    TRY_OR_DONE(truce_verify(verifier, witness));
    *verdict = witness->verdict;
    p->verified++;
done:
    truce_witness_free(p->ctx, witness);
    return status;
}

/* The verdicts of one row by one concept. Of a party whose own completions matter alone, each is seen once. */
static truce_status see_slot(proof *p, truce_verifier *verifier, uint64_t row, truce_state state, uint32_t slot,
                             uint64_t number) {
    bool may_be = true;
    for (uint32_t party = 0; party < p->n_parties; party++) {
        truce_verdict verdict;
        if (!is_asked(p, party) || (is_own(p, slot) && p->all.numbers[party] != number)) continue;
        TRY(see_verdict(p, verifier, state, slot, party, &verdict));
        *seen_at(p, row, slot, party) |= (uint8_t)(1 << verdict);
        may_be &= verdict != TRUCE_UNSTABLE;
    }
    if (may_be) *seen_at(p, row, slot, p->n_parties) = 1;
    return TRUCE_OK;
}

/* Every row in the completion taken, by the concepts of one kind. */
static truce_status see_rows(proof *p, bool of_own, uint64_t number) {
    truce_verifier *verifier = NULL;
    truce__pick rows = *p->proven->rows;
    truce_status status;
    uint64_t row = 0;
    TRY_OR_DONE(truce_verifier_new(p->ctx, p->all.variant, &verifier));
    for (truce_state state; (state = next_state(p, &rows, &row)) != 0; row++) {
        if (truce__is_cancelled(p->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        for (uint32_t slot = 0; slot < p->n_slots; slot++)
            if (is_own(p, slot) == of_own) TRY_OR_DONE(see_slot(p, verifier, row, state, slot, number));
    }
    if (truce__is_cancelled(p->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
done:
    truce_verifier_free(verifier);
    return status;
}

static bool has_kind(const proof *p, bool of_own) {
    for (uint32_t slot = 0; slot < p->n_slots; slot++)
        if (is_own(p, slot) == of_own) return true;
    return false;
}

/* All parties go through their own completions together. */
static truce_status see_own(proof *p) {
    const truce__pref *prefs = p->all.graph->model->prefs;
    for (uint64_t number = 0;; number++) {
        bool is_any = false;
        for (uint32_t party = 0; party < p->n_parties; party++) {
            bool has_it = number < truce__completion_count(&prefs[party]);
            TRY(truce__completing_take(&p->all, party, has_it ? number : 0));
            is_any |= has_it;
        }
        if (!is_any) return TRUCE_OK;
        TRY(see_rows(p, true, number));
    }
}

static truce_status see_joint(proof *p) {
    for (bool is_over = false; !is_over;) {
        TRY(see_rows(p, false, 0));
        TRY(truce__completing_next(&p->all, &is_over));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- compare */

static truce_verdict verdict_of(uint8_t seen) {
    return seen == 1 << TRUCE_STABLE ? TRUCE_STABLE : seen == 1 << TRUCE_UNSTABLE ? TRUCE_UNSTABLE : TRUCE_MAYBE;
}

static truce_verdict verdict_in(const truce_set *stable, const truce_set *maybe, truce_state state) {
    return truce_set_contains(stable, state)  ? TRUCE_STABLE
           : truce_set_contains(maybe, state) ? TRUCE_MAYBE
                                              : TRUCE_UNSTABLE;
}

static truce_status compare_slot(const proof *p, uint64_t row, truce_state state, uint32_t slot) {
    bool is_stable = true, may_be = *seen_at(p, row, slot, p->n_parties), is_same = true, none_unstable = true;
    uint32_t party = 0;
    for (; party < p->n_parties && is_same; party++) {
        if (!is_asked(p, party)) continue;
        truce_verdict verdict = verdict_of(*seen_at(p, row, slot, party));
        is_same = verdict == verdict_in(truce_solution_stable(p->solution, slot, party),
                                        truce_solution_maybe(p->solution, slot, party), state);
        is_stable &= verdict == TRUCE_STABLE;
        none_unstable &= verdict != TRUCE_UNSTABLE;
    }
    if (is_own(p, slot)) may_be = none_unstable;
    truce_verdict all = is_stable ? TRUCE_STABLE : may_be ? TRUCE_MAYBE : TRUCE_UNSTABLE;
    if (is_same && p->proven->party == TRUCE__NONE)
        is_same = all == verdict_in(truce_solution_equilibria(p->solution, slot),
                                    truce_solution_maybe_equilibria(p->solution, slot), state);
    if (is_same) return TRUCE_OK;
    const truce_witness wrong = {
        .concept = truce_solution_concept(p->solution, slot), .party = party - 1, .state = state};
    return truce__verdict_report(p->ctx, truce_solution_graph(p->solution), &wrong);
}

static truce_status compare(const proof *p) {
    truce__pick rows = *p->proven->rows;
    uint64_t row = 0;
    for (truce_state state; (state = next_state(p, &rows, &row)) != 0; row++)
        for (uint32_t slot = 0; slot < p->n_slots; slot++) TRY(compare_slot(p, row, state, slot));
    return TRUCE_OK;
}

truce_status truce__completions_verify(truce_ctx *ctx, const truce_solution *solution, const truce__proven *proven,
                                       uint64_t *verified) {
    const truce_graph *graph = truce_solution_graph(solution);
    proof p = {.ctx = ctx, .solution = solution, .proven = proven,
               .n_slots = truce_solution_concept_count(solution), .n_parties = graph->model->n_parties};
    truce_status status;
    TRY_OR_DONE(truce__completing_init(ctx, graph, &p.all));
    p.seen = truce__calloc(ctx, proven->count * p.n_slots, p.n_parties + 1);
    if (!p.seen) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (has_kind(&p, true)) TRY_OR_DONE(see_own(&p));
    if (has_kind(&p, false)) TRY_OR_DONE(see_joint(&p));
    TRY_OR_DONE(compare(&p));
    *verified += p.verified;
done:
    truce__free(ctx, p.seen);
    truce__completing_free(&p.all);
    return status;
}
