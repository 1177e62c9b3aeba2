/* SPDX-License-Identifier: Apache-2.0 */
/* A table of states: a row for each feasible state, a column for each option and for each party's ranks. */
#include "formats/formats.h"
#include "render/csv.h"

static void write_head(truce__csv *csv, const truce_model *model, truce__text *head) {
    truce__csv_cell(csv, "state");
    for (uint32_t o = 0; o < model->n_options; o++) {
        truce__text_clear(head);
        truce__text_printf(head, "%s: %s", model->parties[model->options[o].party].id, model->options[o].id);
        truce__csv_cell(csv, truce__text_bytes(head));
    }
    for (uint32_t p = 0; p < model->n_parties; p++) {
        truce__text_clear(head);
        truce__text_printf(head, "rank %s", model->parties[p].id);
        truce__csv_cell(csv, truce__text_bytes(head));
    }
    truce__csv_end_row(csv);
}

static void write_row(truce__csv *csv, const truce_graph *graph, truce_state state) {
    const truce_model *model = graph->model;
    uint64_t cell = truce__space_cell(&graph->space, state);
    uint32_t levels[TRUCE__MAX_OPTIONS];
    truce__space_levels(&graph->space, graph->space.is_product ? cell : graph->space.code[cell], levels);
    truce__csv_number(csv, state);
    for (uint32_t o = 0; o < model->n_options; o++) {
        const truce__option *option = &model->options[o];
        truce__csv_cell(csv, option->has_default_levels ? (levels[o] ? "Y" : "N") : option->levels[levels[o]]);
    }
    for (uint32_t p = 0; p < model->n_parties; p++) truce__csv_number(csv, truce__graph_rank_at(graph, p, cell));
    truce__csv_end_row(csv);
}

static bool have_names(const truce_model *model) {
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (strcmp(model->parties[p].id, model->parties[p].name) != 0) return true;
    for (uint32_t o = 0; o < model->n_options; o++)
        if (strcmp(model->options[o].id, model->options[o].name) != 0) return true;
    return *model->title != 0;
}

truce_status truce__write_csv(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    const truce_model *model = graph->model;
    truce__loss loss = {.ctx = ctx, .model = model, .format = "a table of states"};
    TRY(truce__refuse_stateless(&loss));
    TRY(truce__warn_of_losses(&loss));
    if (have_names(model))
        TRY(truce__diag(ctx, TRUCE_WARNING, &model->source, (truce__loc){0}, NULL,
                        "a table of states holds ids and no names or title"));
    truce__out out;
    truce__out_init(&out, ctx, &(truce_render_options){0}, sink);
    truce__csv csv = {.out = &out};
    truce__text head;
    truce__text_init(&head, ctx);
    write_head(&csv, model, &head);
    for (truce_state state = 1; state <= truce_graph_state_count(graph) && !truce__out_failed(&out); state++) {
        write_row(&csv, graph, state);
        if (state % 1024 == 0) truce__out_note(&out, truce__go_on(ctx));
    }
    if (head.failed) truce__out_note(&out, TRUCE_E_NOMEM);
    truce__text_free(&head);
    return truce__out_end(&out);
}
