/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures what a variant costs: one party's list without its last statement, beside the whole graph built anew.
 *
 *     truce_variant MODEL.yaml REPETITIONS
 *     truce_variant BITS PARTIES STATEMENTS KIND REPETITIONS
 *
 * The party is the first that has a list; one thread. Times are the least of the repetitions, in microseconds; bytes
 * are those that the allocator holds for the result. Reading the text is in none of them but `edit`, which edits the
 * text and reads it.
 */
#include "family.h"
#include "measure.h"

#include <truce/variant.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- memory */

static size_t held;

static void *resize(void *ud, void *block, size_t size) {
    (void)ud;
    size_t *at = block ? (size_t *)block - 2 : NULL, before = at ? *at : 0;
    at = realloc(at, size + 2 * sizeof *at);
    if (!at) return NULL;
    *at = size;
    held += size - before;
    return at + 2;
}

static void *take(void *ud, size_t size) {
    return resize(ud, NULL, size);
}

static void release(void *ud, void *block) {
    (void)ud;
    if (!block) return;
    held -= *((size_t *)block - 2);
    free((size_t *)block - 2);
}

/* ---------------------------------------------------------------- measuring */

typedef struct study {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    uint32_t party, count, kept[256];
    char path[128];
} study;

static truce_status build(study *s, truce_graph **out) {
    return truce_graph_build(s->ctx, s->model, out);
}

static truce_status prefer(study *s, truce_graph **out) {
    return truce_variant_prefer(s->ctx, s->graph, s->party, s->kept, s->count - 1, out);
}

static truce_status edit(study *s, truce_graph **out) {
    truce_edit edit = {.op = TRUCE_EDIT_REMOVE, .path = s->path};
    return truce_variant_edit(s->ctx, s->graph, &edit, 1, out);
}

/* Each makes a graph and frees it; with `solves`, the default concepts too. */
static void time_it(const char *name, study *s, truce_status (*make)(study *, truce_graph **), bool solves,
                    unsigned repetitions) {
    double least = 0;
    size_t bytes = 0;
    for (unsigned i = 0; i < repetitions; i++) {
        truce_graph *graph;
        truce_solution *solution = NULL;
        size_t before = held;
        double start = seconds_now();
        must(s->ctx, make(s, &graph));
        bytes = held - before;
        if (solves && make == build) must(s->ctx, truce_solve(s->ctx, graph, NULL, 0, &solution));
        else if (solves) must(s->ctx, truce_solve_variant(s->ctx, graph, s->solution, &solution));
        double seconds = seconds_now() - start;
        truce_solution_free(solution);
        truce_graph_free(graph);
        truce_diags_clear(s->ctx);
        if (i == 0 || seconds < least) least = seconds;
    }
    printf("{\"what\": \"%s%s\", \"us\": %.2f, \"bytes\": %zu}\n", name, solves ? ", solved" : "", 1e6 * least,
           bytes);
}

static char *read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    char *text = calloc(1, 1 << 24);
    if (!file || !text || !fread(text, 1, (1 << 24) - 1, file)) exit(2);
    fclose(file);
    return text;
}

static void choose_party(study *s) {
    while (s->party < truce_model_party_count(s->model) && truce_model_statement_count(s->model, s->party) < 2)
        s->party++;
    if (s->party == truce_model_party_count(s->model)) exit(2);
    s->count = truce_model_statement_count(s->model, s->party);
    if (s->count > 256) exit(2);
    for (uint32_t i = 0; i < s->count; i++) s->kept[i] = i;
    snprintf(s->path, sizeof s->path, "preferences.%s.order.%u", truce_model_party_id(s->model, s->party), s->count);
}

int main(int argc, char **argv) {
    if (argc != 3 && argc != 6) {
        fprintf(stderr, "usage: %s MODEL.yaml REPETITIONS, or BITS PARTIES STATEMENTS KIND REPETITIONS\n", argv[0]);
        return 2;
    }
    const truce_allocator counting = {take, resize, release, NULL};
    study s = {.ctx = truce_ctx_new(&(truce_config){.threads = 1, .allocator = &counting})};
    family f = {.seed = 1};
    if (argc == 6) {
        f.bits = (unsigned)number(argv[1]), f.parties = (unsigned)number(argv[2]),
        f.statements = (unsigned)number(argv[3]);
        family_kind(&f, argv[4]);
    }
    char *text = argc == 6 ? family_model(f) : read_file(argv[1]);
    unsigned repetitions = (unsigned)number(argv[argc - 1]);
    must(s.ctx, truce_parse(s.ctx, text, strlen(text), "bench", &s.model));
    must(s.ctx, truce_graph_build(s.ctx, s.model, &s.graph));
    must(s.ctx, truce_solve(s.ctx, s.graph, NULL, 0, &s.solution));
    choose_party(&s);
    for (int solves = 0; solves < 2; solves++) {
        time_it("rebuild", &s, build, solves, repetitions);
        time_it("prefer", &s, prefer, solves, repetitions);
        time_it("edit", &s, edit, solves, repetitions);
    }
    truce_solution_free(s.solution);
    truce_graph_free(s.graph);
    truce_model_free(s.model);
    truce_ctx_free(s.ctx);
    free(text);
    return 0;
}
