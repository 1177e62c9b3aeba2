/* SPDX-License-Identifier: Apache-2.0 */
#include "words/reason.h"

#include "base/numbers.h"

static truce__ground ground_of(const truce__reason *reason) {
    if (reason->concept->tells_lines && reason->witness->claim_count) return TRUCE__GROUND_LINES;
    if (reason->n_free) return reason->witness->claims->left ? TRUCE__GROUND_FREE : TRUCE__GROUND_IMPROVEMENT;
    if (reason->witness->claim_count) return TRUCE__GROUND_SANCTIONED;
    return reason->n_moves ? TRUCE__GROUND_NO_IMPROVEMENT : TRUCE__GROUND_NO_MOVE;
}

/* The moves from a stable state. They are searched for ties: one could be an improvement to who looks closer. */
static truce_status look_at_moves(truce_ctx *ctx, const truce_graph *graph, truce__reason *reason) {
    const truce_witness *w = reason->witness;
    truce_state *moves = NULL;
    TRY(truce_graph_moves(ctx, graph, w->party, w->state, &moves, &reason->n_moves));
    uint32_t rank = truce_graph_rank(graph, w->party, w->state);
    for (size_t i = 0; i < reason->n_moves; i++) {
        if (truce_graph_rank(graph, w->party, moves[i]) != rank) continue;
        if (reason->n_tied < TRUCE__TIED_NAMED) reason->tied[reason->n_tied] = moves[i];
        reason->n_tied++;
    }
    truce_release(ctx, moves);
    return TRUCE_OK;
}

truce_status truce__reason_of(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness,
                              truce__reason *reason) {
    const truce__chosen asked = truce__concept_in(&truce__concepts, witness->concept),
                        own = truce__own_concept(graph->model, asked, witness->party);
    *reason = (truce__reason){.witness = witness, .concept = own.family, .own = own.info,
                              .degree = truce__degree_of_loss(own)};
    for (size_t i = 0; i < witness->claim_count; i++) 
        reason->n_free += witness->claims[i].kind == TRUCE_CLAIM_FREE || witness->claims[i].kind == TRUCE_CLAIM_UNMET;
    if (witness->verdict == TRUCE_STABLE) TRY(look_at_moves(ctx, graph, reason));
    reason->ground = ground_of(reason);
    return TRUCE_OK;
}

uint32_t truce__count_changes(const truce_graph *graph, truce_state from, truce_state to) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    uint32_t count = 0;
    truce_graph_state_levels(graph, from, before);
    truce_graph_state_levels(graph, to, after);
    for (uint32_t o = 0; o < truce_model_option_count(graph->model); o++) count += before[o] != after[o];
    return count;
}

const truce_claim *truce__telling_claim(const truce_graph *graph, const truce_witness *witness) {
    truce_claim_kind decides = witness->verdict == TRUCE_STABLE ? TRUCE_CLAIM_SANCTIONED : TRUCE_CLAIM_FREE;
    const truce_claim *best = NULL;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < witness->claim_count; i++) {
        const truce_claim *one = &witness->claims[i];
        if (one->kind != decides) continue;
        uint32_t changes = truce__count_changes(graph, one->from, one->to), party = witness->party;
        bool is_better = best && truce_graph_rank(graph, party, one->to) > truce_graph_rank(graph, party, best->to);
        if (changes > least || (changes == least && !is_better)) continue;
        best = one;
        least = changes;
    }
    return best;
}

const truce_claim *truce__answer_end(const truce_claim *improvement) {
    return truce__chain_end(improvement->children);
}

truce__ending truce__ending_of(const truce_graph *graph, const truce_witness *witness, truce_state end) {
    uint32_t party = witness->party;
    if (end == witness->state) return TRUCE__ENDS_AT_START;
    return truce_graph_rank(graph, party, end) == truce_graph_rank(graph, party, witness->state) ? TRUCE__ENDS_AS_GOOD
                                                                                                  : TRUCE__ENDS_WORSE;
}

size_t truce__brought_about(const truce_claim *improvement, const truce_claim **named, size_t room, bool *has_more) {
    size_t count = 0;
    *has_more = false;
    for (size_t i = 0; i < improvement->child_count && !*has_more; i++) {
        size_t k = 0;
        while (k < count && named[k]->to != improvement->children[i].to) k++;
        if (k < count) continue;
        if (count == room) *has_more = true;
        else named[count++] = &improvement->children[i];
    }
    return count;
}

truce_status truce__count_brought_about(truce_ctx *ctx, const truce_claim *improvement, size_t *count) {
    truce__numbers seen = {0};
    truce_status status = TRUCE_OK;
    *count = 0;
    for (size_t i = 0; i < improvement->child_count; i++) {
        bool is_new;
        TRY_OR_DONE(truce__numbers_add(ctx, &seen, improvement->children[i].to, &is_new));
        *count += is_new;
    }
done:
    truce__numbers_free(ctx, &seen);
    return status;
}
