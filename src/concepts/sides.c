/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/sides.h"

#include "concepts/concepts.h"
#include "model/completions.h"

typedef struct search {
    truce_ctx *ctx;
    truce_state state;
    uint32_t party, concept;
    bool verifies;
    truce__sides *sides;
} search;

truce_verdict truce__sides_verdict(const truce__sides *sides) {
    uint32_t count = 0;
    truce_verdict found = TRUCE_MAYBE;
    for (int v = TRUCE_UNSTABLE; v <= TRUCE_STABLE; v++)
        if (sides->at[v].witness) found = (truce_verdict)v, count++;
    return count == 1 ? found : TRUCE_MAYBE;
}

/* Takes down the completion, and the whole reason in it. */
static truce_status keep(const search *s, const truce__completing *all, truce__side *side) {
    TRY(truce__completing_init(s->ctx, all->graph, &side->in));
    for (uint32_t p = 0; p < all->graph->model->n_parties; p++)
        TRY(truce__completing_take(&side->in, p, all->numbers[p]));
    return truce_explain(s->ctx, side->in.variant, s->state, s->party, s->concept, 0, &side->witness);
}

static truce_status verify(const search *s, const truce_graph *graph, const truce_witness *witness) {
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(s->ctx, graph, &verifier);
    if (status == TRUCE_OK) status = truce_verify(verifier, witness);
    truce_verifier_free(verifier);
    s->sides->verified++;
    return status;
}

/* Explains the verdict in the completion taken. */
static truce_status try_one(const search *s, const truce__completing *all, bool *is_enough) {
    truce_witness *witness = NULL;
    truce_status status;
    TRY_OR_DONE(truce_explain(s->ctx, all->variant, s->state, s->party, s->concept, TRUCE_WITNESS_SHORT, &witness));
    if (s->verifies) TRY_OR_DONE(verify(s, all->variant, witness));
    s->sides->tried++;
    if (!s->sides->at[witness->verdict].witness) TRY_OR_DONE(keep(s, all, &s->sides->at[witness->verdict]));
    *is_enough = truce__sides_verdict(s->sides) == TRUCE_MAYBE;
done:
    truce_witness_free(s->ctx, witness);
    return status;
}

/* The next completion of the party alone, or of all. */
static truce_status step(const search *s, truce__completing *all, bool *is_over) {
    if (!s->sides->is_own) return truce__completing_next(all, is_over);
    uint64_t next = all->numbers[s->party] + 1;
    *is_over = next == truce__completion_count(&all->graph->model->prefs[s->party]);
    return *is_over ? TRUCE_OK : truce__completing_take(all, s->party, next);
}

static truce_status go_through(const search *s, const truce_graph *graph) {
    truce__completing all;
    bool is_over = false;
    truce_status status = truce__completing_init(s->ctx, graph, &all);
    while (status == TRUCE_OK && !is_over) {
        status = truce__is_cancelled(s->ctx) ? TRUCE_E_CANCELLED : try_one(s, &all, &is_over);
        if (status == TRUCE_OK && !is_over) status = step(s, &all, &is_over);
    }
    truce__completing_free(&all);
    return status;
}

truce_status truce__sides_find(truce_ctx *ctx, const truce_graph *graph, truce_state state, uint32_t party,
                               uint32_t concept, uint64_t most, bool verifies, truce__sides *sides) {
    const search s = {ctx, state, party, concept, verifies, sides};
    truce__chosen chosen = truce__concept_in(&truce__concepts, concept);
    *sides = (truce__sides){.ctx = ctx};
    if (!chosen.family || party >= graph->model->n_parties) return TRUCE_E_USAGE;
    sides->is_own = truce__own_concept(graph->model, chosen, party).family->is_own;
    uint64_t count = sides->is_own ? truce__completion_count(&graph->model->prefs[party])
                                   : truce__model_completion_count(graph->model);
    TRY(truce__allow_completions(ctx, graph, chosen, count, most));
    return go_through(&s, graph);
}

void truce__sides_free(truce__sides *sides) {
    for (int v = TRUCE_UNSTABLE; v <= TRUCE_STABLE; v++) {
        truce_witness_free(sides->ctx, sides->at[v].witness);
        truce__completing_free(&sides->at[v].in);
    }
    *sides = (truce__sides){0};
}
