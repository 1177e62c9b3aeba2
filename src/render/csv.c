/* SPDX-License-Identifier: Apache-2.0 */
#include "render/csv.h"

static void separate(truce__csv *csv) {
    if (csv->has_cells) truce__out_puts(csv->out, ",");
    csv->has_cells = true;
}

void truce__csv_cell(truce__csv *csv, const char *text) {
    separate(csv);
    if (!text || !*text) return;
    bool needs_guard = strchr("=+-@\t\r", *text) != NULL;
    if (!needs_guard && !strpbrk(text, "\",\n\r")) {
        truce__out_puts(csv->out, text);
        return;
    }
    truce__out_puts(csv->out, needs_guard ? "\"'" : "\"");
    for (; *text; text++) {
        if (*text == '"') truce__out_puts(csv->out, "\"");
        truce__out_add(csv->out, text, 1);
    }
    truce__out_puts(csv->out, "\"");
}

void truce__csv_number(truce__csv *csv, uint64_t value) {
    separate(csv);
    truce__out_number(csv->out, value);
}

void truce__csv_end_row(truce__csv *csv) {
    truce__out_puts(csv->out, "\n");
    csv->has_cells = false;
}

void truce__csv_joined(truce__csv *csv, const char *first, const char *second) {
    separate(csv);
    truce__out_printf(csv->out, "%s_%s", first, second);
}

void truce__csv_state_head(truce__csv *csv, const truce_graph *graph) {
    const truce_model *model = graph->model;
    truce__csv_cell(csv, "state");
    truce__csv_cell(csv, "code");
    if (truce_graph_is_after_expiry(graph)) truce__csv_cell(csv, "turns_into");
    truce__csv_cell(csv, "outcomes");
    for (uint32_t option = 0; option < truce_model_option_count(model); option++)
        truce__csv_cell(csv, model->options[option].id);
    for (uint32_t party = 0; party < model->n_parties; party++)
        truce__csv_joined(csv, "rank", model->parties[party].id);
}

static void outcomes_cell(truce__csv *csv, const truce_graph *graph, truce_state state) {
    separate(csv);
    bool has_one = false;
    for (uint32_t k = 0; k < truce_model_outcome_count(graph->model); k++) {
        if (!truce_graph_has_outcome(graph, state, k)) continue;
        if (has_one) truce__out_puts(csv->out, ";");
        truce__out_puts(csv->out, graph->model->outcomes[k].id);
        has_one = true;
    }
}

void truce__csv_state(truce__csv *csv, const truce_graph *graph, truce_state state) {
    const truce_model *model = graph->model;
    char code[TRUCE_CODE_SIZE];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(graph, state, levels);
    truce__csv_number(csv, state);
    truce__csv_cell(csv, truce_graph_state_code(graph, state, code));
    if (truce_graph_is_after_expiry(graph)) truce__csv_number(csv, truce_graph_expires_into(graph, state));
    outcomes_cell(csv, graph, state);
    for (uint32_t option = 0; option < truce_model_option_count(model); option++)
        truce__csv_cell(csv,
                        levels[option] == TRUCE_LEVEL_MIXED ? NULL : model->options[option].levels[levels[option]]);
    for (uint32_t party = 0; party < model->n_parties; party++)
        truce__csv_number(csv, truce_graph_rank(graph, party, state));
}
