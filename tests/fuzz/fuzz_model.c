/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libFuzzer's way in. The first byte picks what the rest is: an even one a model, an odd one a statement about a
 * fixed model. A model that can be read must be the same after writing and reading, and small ones go on to states,
 * ranks and verdicts with little memory; one with events is taken through them. A statement that can be read must be
 * the same tree after writing.
 */
#include "document/source.h"
#include "model/model.h"
#include "promises.h"
#include "sinks.h"

#include <truce/timeline.h>

enum { MEMORY = 64 << 20, MAX_COMBINATIONS = 4096 };

static void write_again(truce_ctx *ctx, const truce_model *model) {
    gathered once = {0}, twice = {0};
    truce_sink sink = {gather, &once};
    truce_model *again = NULL;
    MUST(truce_model_write(ctx, model, &sink) == TRUCE_OK);
    if (once.length > TRUCE__MAX_TEXT) goto done;
    MUST(truce_parse(ctx, once.bytes, once.length, "again", &again) == TRUCE_OK);
    MUST(truce_model_equal(model, again));
    sink.ud = &twice;
    MUST(truce_model_write(ctx, again, &sink) == TRUCE_OK);
    MUST(once.length == twice.length && memcmp(once.bytes, twice.bytes, once.length) == 0);
done:
    truce_model_free(again);
    free(once.bytes);
    free(twice.bytes);
}

static bool is_small(const truce_model *model) {
    uint64_t combinations = 1;
    for (uint32_t i = 0; i < model->n_options; i++) {
        combinations *= model->options[i].n_levels;
        if (combinations > MAX_COMBINATIONS) return false;
    }
    return model->n_parties <= 8;
}

static void solve(truce_ctx *ctx, const truce_model *model) {
    truce_graph *graph = NULL;
    truce_solution *solution = NULL;
    if (is_small(model) && truce_graph_build(ctx, model, &graph) == TRUCE_OK) {
        truce_status status = truce_check(ctx, graph);
        MUST(status == TRUCE_OK || status == TRUCE_E_MODEL);
        MUST(truce_solve(ctx, graph, NULL, 0, &solution) == TRUCE_OK);
        MUST(truce_solution_concept_count(solution) > 0);
    }
    truce_solution_free(solution);
    truce_graph_free(graph);
}

/* The text after all events is either refused, and it is said why, or YAML. */
static void go_on(truce_ctx *ctx, const truce_model *model) {
    uint32_t count = truce_model_event_count(model);
    char *text = NULL;
    size_t length = 0, errors = truce_diag_count(ctx, TRUCE_ERROR);
    if (count == 0) return;
    truce_status status = truce_model_at(ctx, model, truce_model_event_id(model, count - 1), &text, &length);
    MUST(status == TRUCE_OK || status == TRUCE_E_MODEL || status == TRUCE_E_LIMIT);
    MUST((status == TRUCE_OK) == (truce_diag_count(ctx, TRUCE_ERROR) == errors));
    if (status != TRUCE_OK) return;
    truce_model *later = NULL;
    status = truce_parse(ctx, text, length, "later", &later);
    MUST(status == TRUCE_OK || status == TRUCE_E_MODEL || status == TRUCE_E_LIMIT);
    truce_model_free(later);
    truce_release(ctx, text);
}

static void try_model(truce_ctx *ctx, const char *text, size_t length) {
    truce_model *model = NULL;
    truce_status status = truce_parse(ctx, text, length, "fuzz", &model);
    MUST((status == TRUCE_OK) == (model != NULL));
    MUST(status == TRUCE_OK || status == TRUCE_E_MODEL || status == TRUCE_E_LIMIT);
    MUST((status == TRUCE_OK) == (truce_diag_count(ctx, TRUCE_ERROR) == 0));
    if (!model) return;
    write_again(ctx, model);
    solve(ctx, model);
    go_on(ctx, model);
    truce_model_free(model);
}

static void try_statement(truce_ctx *ctx, const char *text, size_t length) {
    static const char model_text[] =
        "{truce: 1, parties: [{id: p, options: [{id: a}, {id: b, levels: [none, 'two words', c-d]}]}],"
        " outcomes: {deal: a and b}, preferences: {p: {order: [a]}}}";
    truce_model *model = NULL;
    truce__arena arena;
    truce__stmt stmt, again;
    bool is_ok;
    truce__arena_init(&arena, ctx);
    MUST(truce_parse(ctx, model_text, sizeof model_text - 1, "model", &model) == TRUCE_OK);
    truce__source source = {.file = "statement", .text = text, .length = length};
    truce__loc loc = {1, 1, 1};
    MUST(truce__stmt_parse(ctx, &arena, model, &source, loc, true, text, length, &stmt, &is_ok) == TRUCE_OK);
    MUST(is_ok == (truce_diags_total(ctx) == 0));
    if (is_ok) {
        source = (truce__source){.file = "again", .text = stmt.text, .length = strlen(stmt.text)};
        MUST(truce__stmt_parse(ctx, &arena, model, &source, loc, true, stmt.text, source.length, &again, &is_ok) ==
             TRUCE_OK);
        MUST(is_ok && truce__stmt_equal(&stmt, &again) && strcmp(stmt.text, again.text) == 0);
        uint32_t levels[2] = {1, 2};
        MUST(truce__stmt_eval(model, &stmt, levels) == truce__stmt_eval(model, &again, levels));
    }
    truce__arena_free(&arena);
    truce_model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    truce_config config = {.threads = 1, .memory = MEMORY};
    truce_ctx *ctx = truce_ctx_new(&config);
    if (!ctx || size == 0) {
        truce_ctx_free(ctx);
        return 0;
    }
    const char *text = (const char *)data + 1;
    if (data[0] % 2 == 0) try_model(ctx, text, size - 1);
    else try_statement(ctx, text, size - 1);
    truce_sink sink = {swallow, NULL};
    MUST(truce_diags_render(ctx, 0, true, &sink) == TRUCE_OK);
    truce_ctx_free(ctx);
    return 0;
}
