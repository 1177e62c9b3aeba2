/* SPDX-License-Identifier: Apache-2.0 */
#include "render/frame.h"

#include <inttypes.h>

/* Equilibria named under a table; JSON and CSV give more. */
enum { NAMED = 60 };

/* Prints the text as prose and frees it. */
static void say(truce__out *out, truce__text *text, uint32_t first, uint32_t rest) {
    if (text->failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_prose(out, truce__text_bytes(text), first, rest);
    truce__text_free(text);
}

/* The states and the status quo are those of the model; what they are worth is not. */
void truce__frame_expiry(truce__out *out, const truce_graph *graph) {
    truce__text text;
    uint64_t count = truce_graph_expiring_count(graph);
    if (!truce_graph_is_after_expiry(graph)) return;
    truce__text_init(&text, out->ctx);
    truce__text_puts(&text, "After expiry: states are valued by what they turn into once what is temporary has lapsed; ");
    if (count == 0) truce__text_puts(&text, "no state turns into another.");
    else truce__text_printf(&text, "%" PRIu64 " state%s into another.", count, count == 1 ? " turns" : "s turn");
    say(out, &text, 0, 2);
}

void truce__frame_head(truce__out *out, const truce_graph *graph) {
    const truce_model *model = graph->model;
    truce__out_style(out, TRUCE__BOLD);
    if (*model->title) truce__out_prose(out, model->title, 0, 0);
    truce__out_style(out, TRUCE__PLAIN);
    uint64_t states = truce_graph_state_count(graph), combinations = truce_graph_combination_count(graph);
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_printf(&text, "%" PRIu64 " state%s", states, states == 1 ? "" : "s");
    if (!model->is_plain) truce__text_printf(&text, " of %" PRIu64 " combination%s", combinations,
                                              combinations == 1 ? "" : "s");
    if (truce_graph_status_quo(graph)) {
        truce__text_puts(&text, "; status quo: ");
        truce__state_label(&text, graph, truce_graph_status_quo(graph));
    }
    truce__text_puts(&text, ".");
    say(out, &text, 0, 2);
    truce__frame_expiry(out, graph);
}

void truce__frame_cut(truce__out *out, const truce__pick *pick) {
    if (!truce__pick_is_cut(pick)) return;
    truce__out_printf(out, "\n%" PRIu64 " of %" PRIu64 " rows shown; --limit changes that.\n", truce__pick_count(pick),
                      pick->total);
}

truce_status truce__frame_warn_of_cut(truce_ctx *ctx, const truce_graph *graph, const truce__pick *pick) {
    if (!truce__pick_is_cut(pick)) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &graph->model->source, (truce__loc){0}, NULL,
                       "the limit of rows left %" PRIu64 " of %" PRIu64 " unwritten",
                       pick->total - truce__pick_count(pick), pick->total);
}

void truce__frame_definitions(truce__out *out) {
    truce__out_puts(out, "\n");
    truce__out_prose(out, "Definitions: no party moves twice in a row, sequences may have any length; a reply to an "
                          "indifferent state sanctions; a return to the start sanctions.", 0, 2);
}

/* "  Nash   2: 4, 7" */
static void list_equilibria(truce__out *out, const truce_solution *solution, uint32_t slot, uint32_t indent) {
    const truce_set *set = truce_solution_equilibria(solution, slot);
    uint64_t count = truce_set_count(set), named = 0;
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_printf(&text, "%" PRIu64 "%s", count, count ? ":" : "");
    for (truce_state state = truce_set_next(set, 0); state && named < NAMED; state = truce_set_next(set, state))
        truce__text_printf(&text, "%s %" PRIu64, named++ ? "," : "", state);
    if (named < count) truce__text_printf(&text, " and %" PRIu64 " more", count - named);
    truce__out_puts(out, "  ");
    truce__out_cell(out, truce_concept_at(truce_solution_concept(solution, slot))->label, indent - 4, false,
                    TRUCE__PLAIN);
    truce__out_puts(out, "  ");
    if (text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_prose_on(out, truce__text_bytes(&text), indent);
    truce__text_free(&text);
}

static uint32_t label_width(const truce_solution *solution) {
    uint32_t width = 0;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        uint32_t columns = truce__columns(truce_concept_at(truce_solution_concept(solution, slot))->label);
        if (columns > width) width = columns;
    }
    return width;
}

void truce__frame_foot(truce__out *out, const truce_solution *solution, const truce__pick *pick) {
    truce__frame_cut(out, pick);
    truce__out_puts(out, "\nEquilibria (stable for every party)\n");
    uint32_t indent = label_width(solution) + 4;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++)
        list_equilibria(out, solution, slot, indent);
    truce__frame_definitions(out);
    if (!pick->options->says_verified) return;
    uint64_t verified = pick->options->verified;
    truce__text text;
    truce__text_init(&text, out->ctx);
    truce__text_printf(&text, "Verified: %" PRIu64 " verdict%s, ", verified, verified == 1 ? "" : "s");
    truce__text_puts(&text, verified ? "all those of the rows shown, each by a witness checked from the definitions."
                                     : "because no row is shown.");
    say(out, &text, 0, 2);
}
