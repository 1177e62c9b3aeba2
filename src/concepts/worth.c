/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/worth.h"

truce_status truce__worth_allow(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, const char *what) {
    if (!concept.family) return TRUCE_E_USAGE;
    TRY(truce__concept_allow(ctx, graph, concept));
    if (truce__leaves_values(graph->model, concept)) return TRUCE_OK;
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, "take another concept, such as seq",
                    "%s does not say what a move is worth to its mover, so %s", concept.info->label, what));
    return TRUCE_E_USAGE;
}

truce_status truce__worth_needs(truce_ctx *ctx, const truce_graph *graph, truce__needs *needs) {
    truce__engine *engine;
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        truce__needs_arrays(ctx, needs, 1, (double)graph->space.n_cells * graph->ranks[party].bytes);
    truce__needs_arrays(ctx, needs, 1, (double)graph->space.n_cells / 8);
    TRY(truce__engine_open(ctx, graph, graph->ranks, true, &engine));
    truce_status status = truce__engine_needs(engine, 1U << TRUCE__REPLIES_IMPROVING, needs);
    truce__engine_close(engine);
    return status;
}

/* One party's values into an array of its own. */
static truce_status assess_party(truce__deciding *job, truce__ranks *worth) {
    const truce__ranks *ranks = &job->graph->ranks[job->party];
    uint64_t bytes = job->graph->space.n_cells * ranks->bytes;
    *worth = *ranks;
    worth->idle = 0; /* others' options matter to a worth */
    worth->at = truce__big_alloc(job->ctx, bytes);
    if (!worth->at) return TRUCE_E_NOMEM;
    TRY(job->concept.family->way->assess(job));
    return truce__big_copy(job->ctx, worth->at, truce__values(job->engine), bytes);
}

truce_status truce__worth_find(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept,
                               truce__ranks **worth) {
    uint32_t count = graph->model->n_parties;
    truce__deciding job = {.ctx = ctx, .graph = graph, .concept = concept};
    *worth = truce__calloc(ctx, count, sizeof **worth);
    if (!*worth) return TRUCE_E_NOMEM;
    truce_status status = truce_set_new(ctx, graph, &job.stable); /* by which endless trees know that they settle */
    if (status == TRUCE_OK) status = truce__engine_open(ctx, graph, graph->ranks, true, &job.engine);
    for (; job.party < count && status == TRUCE_OK; job.party++) {
        truce__progress(ctx, concept.info->label, job.party, count);
        status = assess_party(&job, &(*worth)[job.party]);
    }
    truce__engine_close(job.engine);
    truce_set_free(job.stable);
    return status;
}

void truce__worth_free(truce_ctx *ctx, const truce_graph *graph, truce__ranks *worth) {
    for (uint32_t party = 0; worth && party < graph->model->n_parties; party++)
        truce__big_free(ctx, worth[party].at);
    truce__free(ctx, worth);
}
