/* SPDX-License-Identifier: Apache-2.0 */
/* Results are made by the questions; this holds what a result owns: a copy of the options, and the choice of rows. */
#include "result/result.h"

static const truce_render_options defaults = {.sort_party = UINT32_MAX};

const truce_render_options *truce__render_options(const truce_render_options *options) {
    return options ? options : &defaults;
}

typedef struct holder {
    truce_result result; /* first, so that truce_result_free() gets back here */
    truce_render_options options, of_rows; /* of_rows: as far as they choose rows */
    truce__pick pick;
} holder;

truce_status truce__result_new(truce_ctx *ctx, truce__result init, bool has_rows, const truce_render_options *options,
                               truce_result **result) {
    holder *made = truce__calloc(ctx, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    made->options = made->of_rows = *truce__render_options(options);
    made->result = init;
    made->result.ctx = ctx;
    made->result.options = &made->options;
    if (init.graph && !init.model) made->result.model = init.graph->model;
    truce_status status = TRUCE_OK;
    if (has_rows) status = truce__pick_init(ctx, init.graph, init.solution, &made->of_rows, &made->pick);
    if (has_rows) made->result.pick = &made->pick;
    if (status == TRUCE_OK) *result = &made->result;
    else truce_result_free(&made->result);
    return status;
}

truce_status truce__result_show(truce_result *result, const truce_set *rows) {
    holder *made = (holder *)result;
    made->of_rows.rows = rows;
    made->of_rows.limit = 0;
    truce__pick_free(result->ctx, &made->pick);
    return truce__pick_init(result->ctx, result->graph, result->solution, &made->of_rows, &made->pick);
}

void truce__left_out_free(truce_ctx *ctx, truce__left_out *first) {
    for (truce__left_out *next; first; first = next) {
        next = first->next;
        truce__free(ctx, first);
    }
}

void truce_result_free(truce_result *result) {
    if (!result) return;
    holder *made = (holder *)result;
    truce__left_out_free(result->ctx, result->left_out);
    truce__pick_free(result->ctx, &made->pick);
    for (size_t i = 0; i < sizeof result->owned / sizeof *result->owned; i++)
        if (result->owned[i].release) result->owned[i].release(result->owned[i].thing);
    truce__free(result->ctx, made);
}
