/* SPDX-License-Identifier: Apache-2.0 */
/* Explains a verdict. The table of concepts says which function finds the reason; the witness owns its memory. */
#include "concepts/concepts.h"

typedef struct holder { /* witness first: truce_witness_free() gets back to the whole from it */
    truce_witness witness;
    truce__arena arena;
} holder;

truce_status truce_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state, uint32_t party,
                           uint32_t concept, unsigned flags, truce_witness **out) {
    const truce__asked asked = {ctx, graph, truce__concept_in(&truce__concepts, concept), party, state, flags};
    bool exists = state >= 1 && state <= graph->space.n_states && party < graph->model->n_parties;
    if (!asked.concept.family || !exists) return TRUCE_E_USAGE;
    TRY(truce__concept_allow(ctx, graph, asked.concept));
    holder *kept = truce__calloc(ctx, 1, sizeof *kept);
    if (!kept) return TRUCE_E_NOMEM;
    truce__arena_init(&kept->arena, ctx);
    kept->witness = (truce_witness){.concept = concept, .party = party, .state = state};
    truce_status status = asked.concept.family->explain(&asked, &kept->arena, &kept->witness);
    if (status == TRUCE_OK) *out = &kept->witness;
    else truce_witness_free(ctx, &kept->witness);
    return status;
}

void truce_witness_free(truce_ctx *ctx, truce_witness *witness) {
    if (!witness) return;
    holder *kept = (holder *)witness;
    truce__arena_free(&kept->arena);
    truce__free(ctx, kept);
}

truce_state truce_witness_exit(const truce_witness *witness) {
    truce_state lowest = 0;
    for (size_t i = 0; witness->verdict == TRUCE_UNSTABLE && i < witness->claim_count; i++) {
        const truce_claim *claim = &witness->claims[i];
        bool leaves = claim->kind == TRUCE_CLAIM_FREE || claim->kind == TRUCE_CLAIM_ANTICIPATED ||
                      claim->kind == TRUCE_CLAIM_UNMET;
        if (leaves && (!lowest || claim->to < lowest)) lowest = claim->to;
    }
    return lowest;
}
