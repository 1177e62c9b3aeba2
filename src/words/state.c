/* SPDX-License-Identifier: Apache-2.0 */
#include "words/state.h"

#include <inttypes.h>

void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state) {
    bool has_one = false;
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++) {
        if (!truce_graph_has_outcome(graph, state, k)) continue;
        if (has_one) truce__text_puts(text, ", ");
        truce__text_puts(text, graph->model->outcomes[k].name);
        has_one = true;
    }
}

void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    truce__text_printf(text, "%" PRIu64 " (%s", state, truce_graph_state_code(graph, state, code));
    size_t before = text->length;
    truce__text_puts(text, ": ");
    truce__state_outcomes(text, graph, state);
    if (!text->failed && text->length == before + 2) text->length = before;
    truce__text_puts(text, ")");
}
