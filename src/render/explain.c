/* SPDX-License-Identifier: Apache-2.0 */
/* `explain` in its three formats. */
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "words/narrate.h"
#include "words/reason.h"

#include <inttypes.h>

/* ------------------------------------------------------------------ json */

static const char *party_id(const truce_graph *graph, uint32_t party) {
    return graph->model->parties[party].id;
}

/* The others' answer to a sanctioned improvement: its steps, and the moves of the party from where it ends. */
static void sanction_json(truce__json *json, const truce_graph *graph, const truce_claim *improvement) {
    const truce_claim *end = truce__answer_end(improvement);
    truce__json_list(json, "replies", false);
    for (const truce_claim *step = improvement->children; step; step = truce__next_step(step)) {
        truce__json_object(json, NULL, false);
        truce__json_text(json, "party", party_id(graph, step->mover));
        truce__json_number(json, "to", step->to);
        truce__json_end(json);
    }
    truce__json_end(json);
    truce__json_list(json, "counters", false);
    for (size_t i = 0; i < end->child_count; i++) truce__json_number(json, NULL, end->children[i].to);
    truce__json_end(json);
}

static void reach_json(truce__json *json, const truce_graph *graph, const truce_claim *improvement) {
    truce__json_list(json, "reach", false);
    for (size_t i = 0; i < improvement->child_count; i++) {
        const truce_claim *reached = &improvement->children[i];
        truce__json_object(json, NULL, false);
        truce__json_number(json, "state", reached->to);
        truce__json_text(json, "party", party_id(graph, reached->mover));
        if (reached->after == SIZE_MAX) truce__json_null(json, "parent");
        else truce__json_number(json, "parent", reached->after);
        truce__json_state(json, "escape", reached->kind == TRUCE_CLAIM_ESCAPED ? reached->children->to : 0);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void improvement_json(truce__json *json, const truce_graph *graph, const truce_claim *improvement) {
    bool is_sanctioned = improvement->kind == TRUCE_CLAIM_SANCTIONED;
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "to", graph, improvement->to);
    truce__json_bool(json, "sanctioned", is_sanctioned);
    if (is_sanctioned) sanction_json(json, graph, improvement);
    else reach_json(json, graph, improvement);
    truce__json_end(json);
}

static void verdict_json(truce__json *json, const truce_graph *graph, const truce_witness *witness, const char *words) {
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "state", graph, witness->state);
    truce__json_text(json, "party", party_id(graph, witness->party));
    truce__json_text(json, "concept", truce_concept_at(witness->concept)->id);
    truce__json_bool(json, "stable", witness->verdict == TRUCE_STABLE);
    truce__json_list(json, "improvements", false);
    for (size_t i = 0; i < witness->claim_count && !truce__out_failed(json->out); i++)
        improvement_json(json, graph, &witness->claims[i]);
    truce__json_end(json);
    truce__json_text(json, "text", words);
    truce__json_end(json);
}

/* ------------------------------------------------------------------- csv */

/* "south to 7; west to 4" */
static const char *replies_cell(truce__text *text, const truce_graph *graph, const truce_claim *improvement) {
    truce__text_clear(text);
    const truce_claim *first = improvement->kind == TRUCE_CLAIM_SANCTIONED ? improvement->children : NULL;
    for (const truce_claim *step = first; step; step = truce__next_step(step))
        truce__text_printf(text, "%s%s to %" PRIu64, step == first ? "" : "; ", party_id(graph, step->mover),
                           step->to);
    return truce__text_bytes(text);
}

static void verdict_cells(truce__csv *csv, const truce_graph *graph, const truce_witness *witness) {
    truce__csv_number(csv, witness->state);
    truce__csv_cell(csv, party_id(graph, witness->party));
    truce__csv_cell(csv, truce_concept_at(witness->concept)->id);
    truce__csv_number(csv, witness->verdict == TRUCE_STABLE);
}

/* One row an improvement; a verdict without any has one row with the rest empty. */
static void verdict_csv(truce__csv *csv, const truce_graph *graph, const truce_witness *witness) {
    truce__text text;
    truce__text_init(&text, csv->out->ctx);
    for (size_t i = 0; i < witness->claim_count && !truce__out_failed(csv->out); i++) {
        const truce_claim *improvement = &witness->claims[i];
        verdict_cells(csv, graph, witness);
        truce__csv_number(csv, improvement->to);
        truce__csv_number(csv, improvement->kind == TRUCE_CLAIM_SANCTIONED);
        truce__csv_cell(csv, replies_cell(&text, graph, improvement));
        truce__csv_end_row(csv);
    }
    if (witness->claim_count == 0) {
        verdict_cells(csv, graph, witness);
        for (int i = 0; i < 3; i++) truce__csv_cell(csv, NULL);
        truce__csv_end_row(csv);
    }
    if (text.failed) truce__out_note(csv->out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

static void explain_csv(truce__out *out, const truce_graph *graph, const truce_witness *const *witnesses, size_t count) {
    static const char *const heads[] = {"state", "party", "concept", "stable", "improvement", "sanctioned", "replies"};
    truce__csv csv = {.out = out};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) truce__csv_cell(&csv, heads[i]);
    truce__csv_end_row(&csv);
    for (size_t i = 0; i < count; i++) verdict_csv(&csv, graph, witnesses[i]);
}

/* ----------------------------------------------------------------- words */

/* The lines of a narration: the verdict at the margin, the numbered improvements indented. */
static void print_words(truce__out *out, char *words) {
    bool is_first = true;
    truce__out_puts(out, "\n");
    while (words) {
        char *end = strchr(words, '\n');
        if (end) *end = 0;
        if (is_first) truce__out_style(out, TRUCE__BOLD);
        truce__out_prose(out, words, is_first ? 0 : 2, is_first ? 2 : 5);
        if (is_first) truce__out_style(out, TRUCE__PLAIN);
        is_first = false;
        words = end ? end + 1 : NULL;
    }
}

static void one(truce__out *out, truce__json *json, const truce_graph *graph, const truce_witness *witness) {
    truce__text words;
    truce__text_init(&words, out->ctx);
    truce__out_note(out, truce__narrate(&words, out->ctx, graph, witness));
    if (words.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (!truce__out_failed(out)) {
        if (json) verdict_json(json, graph, witness, truce__text_bytes(&words));
        else print_words(out, words.bytes);
    }
    truce__text_free(&words);
}

static void explain_json(truce__out *out, const truce_graph *graph, const truce_witness *const *witnesses, size_t count,
                         const truce_render_options *options) {
    truce__json json;
    truce__json_begin(&json, out, "truce.explain.v1");
    truce__json_model(&json, graph->model);
    truce__json_definitions(&json, graph);
    truce__json_list(&json, "verdicts", true);
    for (size_t i = 0; i < count && !truce__out_failed(out); i++) one(out, &json, graph, witnesses[i]);
    truce__json_end(&json);
    if (options->says_verified) truce__json_number(&json, "verified", options->verified);
    truce__json_end(&json);
}

static void explain_words(truce__out *out, const truce_graph *graph, const truce_witness *const *witnesses, size_t count,
                          const truce_render_options *options) {
    truce__frame_head(out, graph);
    for (size_t i = 0; i < count && !truce__out_failed(out); i++) one(out, NULL, graph, witnesses[i]);
    truce__frame_definitions(out);
    if (options->says_verified)
        truce__out_printf(out, "Verified: %" PRIu64 " verdict%s, each by a witness checked from the definitions.\n",
                          options->verified, options->verified == 1 ? "" : "s");
}

truce_status truce_render_explain(truce_ctx *ctx, const truce_graph *graph, const truce_witness *const *witnesses,
                                  size_t count, const truce_render_options *options, const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    if (options->format == TRUCE_FORMAT_JSON) explain_json(&out, graph, witnesses, count, options);
    else if (options->format == TRUCE_FORMAT_CSV) explain_csv(&out, graph, witnesses, count);
    else explain_words(&out, graph, witnesses, count, options);
    return truce__out_end(&out);
}
