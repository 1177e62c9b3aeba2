/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `solve --verify`: every verdict shown gets a witness, and the verifier, which knows nothing of the engine, checks
 * it. Three verdicts must agree: the engine's, the witness's, and the definitions'.
 */
#include "questions/solve/proof.h"

#include "result/pick.h"

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

truce_status truce_solution_verify(truce_ctx *ctx, const truce_solution *solution,
                                   const truce_render_options *options, uint64_t *verified) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce_verifier *verifier = NULL;
    truce__pick pick;
    uint64_t count = 0, total;
    truce_status status;
    TRY_OR_DONE(truce__pick_init(ctx, graph, solution, options, &pick));
    TRY_OR_DONE(truce_verifier_new(ctx, graph, &verifier));
    pick.is_told = options->format != TRUCE_FORMAT_JSON && options->format != TRUCE_FORMAT_CSV;
    total = pick.is_told ? truce__pick_told_count(&pick) : truce__pick_count(&pick);
    for (truce_state state = truce__pick_next(&pick); state; state = truce__pick_next(&pick)) {
        if (truce__is_cancelled(ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        truce__progress(ctx, "verifying", pick.done, total);
        for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++)
            for (uint32_t party = 0; party < graph->model->n_parties; party++, count++)
                TRY_OR_DONE(truce__verdict_verify(ctx, verifier, solution, slot, party, state, NULL));
    }
    *verified = count;
done:
    truce_verifier_free(verifier);
    truce__pick_free(ctx, &pick);
    return status;
}
