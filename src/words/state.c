/* SPDX-License-Identifier: Apache-2.0 */
#include "words/state.h"

#include "words/say.h"

void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state) {
    bool has_one = false;
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++) {
        if (!truce_graph_has_outcome(graph, state, k)) continue;
        if (has_one) WORD(text, LIST_NEXT);
        truce__text_puts(text, graph->model->outcomes[k].name);
        has_one = true;
    }
}

static bool has_outcome(const truce_graph *graph, truce_state state) {
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++)
        if (truce_graph_has_outcome(graph, state, k)) return true;
    return false;
}

void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state) {
    char room[TRUCE_CODE_SIZE];
    truce__value number = truce__number(state), code = truce__text_of(truce_graph_state_code(graph, state, room));
    truce__at at = truce__at_graph(graph);
    if (has_outcome(graph, state)) WORDS(text, &at, STATE_NAME_OUTCOMES, number, code, truce__outcomes_of(state));
    else WORDS(text, &at, STATE_NAME, number, code);
}
