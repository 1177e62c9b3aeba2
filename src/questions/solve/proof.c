/* SPDX-License-Identifier: Apache-2.0 */
/* One verdict, checked. Three must agree: the engine's, the witness's, and the definitions'. */
#include "questions/solve/proof.h"

#include <inttypes.h>

truce_status truce__verdict_report(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness) {
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0},
                    "this is a bug in truce: please report it",
                    "the verdict on state %" PRIu64 " for party '%s' under %s is not supported by its witness",
                    witness->state, graph->model->parties[witness->party].id,
                    truce_concept_at(witness->concept)->id));
    return TRUCE_E_BUG;
}

truce_status truce__verdict_verify(truce_ctx *ctx, truce_verifier *verifier, const truce_solution *solution,
                                   uint32_t slot, uint32_t party, truce_state state, truce_witness **out) {
    const truce_graph *graph = truce_solution_graph(solution);
    uint32_t concept = truce_solution_concept(solution, slot);
    truce_witness *witness = NULL;
    truce_status status;
    TRY_OR_DONE(truce_explain(ctx, graph, state, party, concept, TRUCE_WITNESS_SHORT, &witness));
    TRY_OR_DONE(truce_verify(verifier, witness));
    if (witness->verdict != truce_solution_verdict(solution, slot, party, state))
        TRY_OR_DONE(truce__verdict_report(ctx, graph, witness));
    if (out) {
        *out = witness;
        witness = NULL;
    }
done:
    truce_witness_free(ctx, witness);
    return status;
}
