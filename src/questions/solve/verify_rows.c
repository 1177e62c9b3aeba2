/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `solve --verify`: every verdict shown gets a witness, and the verifier, which knows nothing of the engine, checks
 * it.
 */
#include "questions/solve/proof.h"

#include <truce/variant.h>

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
    if (truce_solution_is_of_completions(solution)) {
        const truce__proven all = {.rows = &pick, .count = total, .party = TRUCE__NONE};
        *verified = 0;
        TRY_OR_DONE(truce__completions_verify(ctx, solution, &all, verified));
        goto done;
    }
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
