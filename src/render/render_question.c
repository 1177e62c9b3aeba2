/* SPDX-License-Identifier: Apache-2.0 */
/* The renderers of single questions, for programs that want no result in between. */
#include "render/forms.h"

#include <truce/home.h>
#include <truce/ripe.h>

static truce_status render(truce_status made, truce_result *result, const truce_sink *sink) {
    truce_status status = made == TRUCE_OK ? truce__render_result(result, sink) : made;
    truce_result_free(result);
    return status;
}

truce_status truce_render_states(truce_ctx *ctx, const truce_graph *graph, const truce_render_options *options,
                                 const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_states(ctx, graph, options, &result);
    return render(status, result, sink);
}

truce_status truce_render_solve(truce_ctx *ctx, const truce_solution *solution, const truce_render_options *options,
                                const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_solve(ctx, solution, options, &result);
    return render(status, result, sink);
}

truce_status truce_render_ratify(truce_ctx *ctx, const truce_ratification *ratification,
                                 const truce_render_options *options, const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_ratify(ctx, ratification, options, &result);
    return render(status, result, sink);
}

truce_status truce_render_ripe(truce_ctx *ctx, const truce_ripeness *ripeness, const truce_render_options *options,
                               const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_ripe(ctx, ripeness, options, &result);
    return render(status, result, sink);
}
