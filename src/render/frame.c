/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the frame stand in words/say.c; here they are spoken into text that is written by hand. */
#include "render/frame.h"

#include "render/text_prose.h"

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
