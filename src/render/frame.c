/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the frame stand in words/say.c; here they are spoken into text that is written by hand. */
#include "render/frame.h"

#include "render/text_prose.h"

#include <inttypes.h>

static void speak(truce__out *out, const truce_graph *graph, const truce__pick *pick,
                  void (*say)(const truce__at *at, truce__say *say)) {
    const truce__result result = {
        .ctx = out->ctx, .graph = graph, .model = graph ? graph->model : NULL, .pick = pick};
    truce__scratch scratch;
    truce__say spoken;
    truce__scratch_init(&scratch, out->ctx);
    truce__at at = truce__at_root(&result, &scratch);
    truce__say_init(&spoken, &truce__text_prose, out, &at);
    say(&at, &spoken);
    truce__say_free(&spoken);
    truce__out_note(out, scratch.status);
    truce__scratch_free(&scratch);
}

void truce__frame_expiry(truce__out *out, const truce_graph *graph) {
    speak(out, graph, NULL, truce__say_expiry);
}

void truce__frame_head(truce__out *out, const truce_graph *graph) {
    speak(out, graph, NULL, truce__say_head);
}

void truce__frame_cut(truce__out *out, const truce__pick *pick) {
    speak(out, pick->graph, pick, truce__say_cut);
}

void truce__frame_definitions(truce__out *out) {
    speak(out, NULL, NULL, truce__say_definitions);
}

truce_status truce__frame_warn_of_cut(truce_ctx *ctx, const truce_graph *graph, const truce__pick *pick) {
    if (!truce__pick_is_cut(pick)) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &graph->model->source, (truce__loc){0}, NULL,
                       "the limit of rows left %" PRIu64 " of %" PRIu64 " unwritten",
                       pick->total - truce__pick_count(pick), pick->total);
}
