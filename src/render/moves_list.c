/* SPDX-License-Identifier: Apache-2.0 */
/* Who can move from the states shown, and where to: `states --moves`. An improvement is a move to a better rank. */
#include "render/moves_list.h"

#include <inttypes.h>

typedef struct exits {
    truce_state *at;
    size_t count;
} exits;

static exits exits_of(truce__out *out, const truce_graph *graph, uint32_t party, truce_state state) {
    exits found = {0};
    if (!truce__out_failed(out))
        truce__out_note(out, truce_graph_moves(out->ctx, graph, party, state, &found.at, &found.count));
    return found;
}

static bool is_better(const truce_graph *graph, uint32_t party, truce_state from, truce_state to) {
    return truce_graph_rank(graph, party, to) > truce_graph_rank(graph, party, from);
}

void truce__json_moves(truce__json *json, const truce_graph *graph, truce_state state) {
    for (int better = 0; better <= 1; better++) {
        truce__json_object(json, better ? "improvements" : "moves", false);
        for (uint32_t party = 0; party < graph->model->n_parties; party++) {
            exits found = exits_of(json->out, graph, party, state);
            truce__json_list(json, graph->model->parties[party].id, false);
            for (size_t i = 0; i < found.count; i++)
                if (!better || is_better(graph, party, state, found.at[i])) truce__json_number(json, NULL, found.at[i]);
            truce__json_end(json);
            truce_release(json->out->ctx, found.at);
        }
        truce__json_end(json);
    }
}

static void csv_moves(truce__csv *csv, const truce_graph *graph, truce_state state) {
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        exits found = exits_of(csv->out, graph, party, state);
        for (size_t i = 0; i < found.count; i++) {
            truce__csv_number(csv, state);
            truce__csv_number(csv, found.at[i]);
            truce__csv_cell(csv, graph->model->parties[party].id);
            truce__csv_number(csv, is_better(graph, party, state, found.at[i]));
            truce__csv_end_row(csv);
        }
        truce_release(csv->out->ctx, found.at);
    }
}

void truce__moves_csv(truce__out *out, const truce_graph *graph, truce__pick *pick) {
    static const char *const head[] = {"from", "to", "party", "improvement"};
    truce__csv csv = {.out = out};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) truce__csv_cell(&csv, head[i]);
    truce__csv_end_row(&csv);
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        csv_moves(&csv, graph, state);
    }
}

/* "North farm: 1, 3*, 4*" */
static bool party_words(truce__out *out, truce__text *line, const truce_graph *graph, uint32_t party, truce_state state) {
    exits found = exits_of(out, graph, party, state);
    truce__text_clear(line);
    truce__text_printf(line, "%s: ", graph->model->parties[party].name);
    for (size_t i = 0; i < found.count; i++)
        truce__text_printf(line, "%s%" PRIu64 "%s", i ? ", " : "", found.at[i],
                           is_better(graph, party, state, found.at[i]) ? "*" : "");
    if (line->failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (found.count) truce__out_prose(out, truce__text_bytes(line), 2, 4);
    truce_release(out->ctx, found.at);
    return found.count > 0;
}

void truce__moves_words(truce__out *out, const truce_graph *graph, truce__pick *pick) {
    truce__text line;
    truce__text_init(&line, out->ctx);
    truce__out_puts(out, "\nMoves (* an improvement for its mover)\n");
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        truce__text_clear(&line);
        truce__state_label(&line, graph, state);
        truce__out_printf(out, "From %s\n", truce__text_bytes(&line));
        bool is_left = false;
        for (uint32_t party = 0; party < graph->model->n_parties; party++)
            is_left |= party_words(out, &line, graph, party, state);
        if (!is_left) truce__out_puts(out, "  nobody can move\n");
    }
    truce__text_free(&line);
}
