/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a deal last, and would it be ratified? Temporary parts expire, one-way concessions stay. The same conflict
 * valued after expiry shows who is then worse off than without a deal.
 */
#include "questions/deal/agreement.h"

/* No deal is the state that the result shows, and what it turns into. A statement's worst state might be another one
 * after expiry, but one result speaks of one no deal. */
static truce_status value_after(truce__agreement *a) {
    uint32_t *ranks = truce__arena_alloc(&a->arena, a->graph->model->n_parties, sizeof *ranks);
    if (!ranks) return TRUCE_E_NOMEM;
    a->result.after = a->graph;
    if (!a->graph->is_after_expiry) {
        TRY(truce_graph_after_expiry(a->ctx, a->graph, &a->after));
        a->result.after = a->after;
    }
    for (uint32_t p = 0; p < a->graph->model->n_parties; p++)
        ranks[p] = truce_graph_rank(a->result.after, p, a->result.no_deal[p].state);
    a->result.no_deal_after = ranks;
    return TRUCE_OK;
}

/* Equilibria that turn into another state. */
static truce_status mark_temporary(truce__agreement *a) {
    const truce__space *space = &a->graph->space;
    const truce_set *holding = truce_solution_equilibria(a->solution, a->step_slot);
    truce_set *temporary = NULL;
    TRY(truce_set_new(a->ctx, a->graph, &temporary));
    TRY(truce__deal_keep(a, temporary));
    for (uint64_t c = truce__bits_next(holding->bits, space->n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(holding->bits, space->n_cells, c + 1))
        if (truce__expires_into(a->result.after, c) != c) truce__bits_set(temporary->bits, c);
    a->result.temporary = temporary;
    return truce__set_recount(temporary);
}

static truce_status note_losers(truce__agreement *a, size_t deal) {
    uint32_t n_parties = a->graph->model->n_parties;
    truce_deal_facts *facts = &a->facts[deal];
    uint32_t *losers = truce__arena_alloc(&a->arena, n_parties, sizeof *losers);
    if (!losers) return TRUCE_E_NOMEM;
    facts->turns_into = truce_graph_expires_into(a->result.after, facts->state);
    facts->losers = losers;
    for (uint32_t p = 0; p < n_parties; p++)
        if (truce_graph_rank(a->result.after, p, facts->state) < a->result.no_deal_after[p])
            losers[facts->loser_count++] = p;
    return TRUCE_OK;
}

truce_status truce__deal_last(truce__agreement *a) {
    const truce_model *model = a->graph->model;
    if (model->n_expiries) {
        TRY(value_after(a));
        TRY(mark_temporary(a));
    }
    if (model->n_homes) {
        TRY(truce_ratify(a->ctx, a->graph, NULL, &a->home));
        a->result.home = a->home;
    }
    for (size_t i = 0; i < a->fact_count + a->result.beside_count; i++) {
        a->facts[i].turns_into = a->facts[i].state;
        a->facts[i].is_ratified = !a->home || truce_set_contains(a->home->passing, a->facts[i].state);
        if (model->n_expiries) TRY(note_losers(a, i));
    }
    return TRUCE_OK;
}
