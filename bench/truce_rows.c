/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures how fast results are written: every row of `solve` in each form, and a walk over all values.
 *
 *     truce_rows BITS PARTIES STATEMENTS SEED KIND REPETITIONS
 *
 * The model is a member of the bench family; concepts nash, gmr, smr, seq; one thread. For each form it prints the
 * least time of the repetitions, rows a second, bytes, and how much the peak of memory grew: a result is not held, so
 * that should be about nothing however many rows there are.
 */
#include "family.h"
#include "measure.h"

#include <truce/result.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static bool count_bytes(void *ud, const char *bytes, size_t length) {
    (void)bytes;
    *(uint64_t *)ud += length;
    return true;
}

/* KiB */
static long peak(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

typedef struct work {
    const char *name;
    bool is_walk;
    truce_format format;
} work;

/* Bytes, or values of a walk. */
static uint64_t do_once(truce_ctx *ctx, const truce_result *result, const work *w) {
    uint64_t amount = 0;
    truce_item item;
    truce_walk *walk;
    if (!w->is_walk) {
        const truce_sink sink = {count_bytes, &amount};
        must(ctx, truce_render(result, &(truce_form){.format = w->format}, &sink));
        return amount;
    }
    must(ctx, truce_walk_new(ctx, result, &walk));
    for (truce_event event; (event = truce_walk_step(walk, &item)) != TRUCE_WALK_END;)
        amount += event == TRUCE_WALK_VALUE;
    must(ctx, truce_walk_free(walk));
    return amount;
}

static void measure(truce_ctx *ctx, const truce_result *result, const work *w, uint64_t rows, unsigned repetitions) {
    double least = 0;
    uint64_t amount = 0;
    long before = peak();
    for (unsigned i = 0; i < repetitions; i++) {
        double start = seconds_now();
        amount = do_once(ctx, result, w);
        double seconds = seconds_now() - start;
        if (i == 0 || seconds < least) least = seconds;
    }
    printf("%-9s %8.3f s %10.0f rows/s %12llu %s %8ld KiB more\n", w->name, least, (double)rows / least,
           (unsigned long long)amount, w->is_walk ? "values" : "bytes ", peak() - before);
}

static void measure_all(truce_ctx *ctx, const truce_solution *solution, unsigned repetitions) {
    static const work works[] = {{"walk", true, TRUCE_FORMAT_JSON},
                                 {"json", false, TRUCE_FORMAT_JSON},
                                 {"csv", false, TRUCE_FORMAT_CSV},
                                 {"latex", false, TRUCE_FORMAT_LATEX},
                                 {"markdown", false, TRUCE_FORMAT_MARKDOWN},
                                 {"html", false, TRUCE_FORMAT_HTML}};
    const truce_render_options options = {.sort_party = UINT32_MAX};
    truce_result *result;
    must(ctx, truce_result_of_solve(ctx, solution, &options, &result));
    uint64_t rows = truce_graph_state_count(truce_solution_graph(solution));
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) measure(ctx, result, &works[i], rows, repetitions);
    truce_result_free(result);
}

int main(int argc, char **argv) {
    static const uint32_t concepts[] = {0, 1, 2, 3};
    if (argc != 7) {
        fprintf(stderr, "truce_rows BITS PARTIES STATEMENTS SEED KIND REPETITIONS\n");
        return 2;
    }
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    family f = {.bits = (unsigned)number(argv[1]),
                .parties = (unsigned)number(argv[2]),
                .statements = (unsigned)number(argv[3]),
                .seed = number(argv[4])};
    family_kind(&f, argv[5]);
    char *text = family_model(f);
    must(ctx, truce_parse(ctx, text, strlen(text), "bench", &model));
    must(ctx, truce_graph_build(ctx, model, &graph));
    must(ctx, truce_solve(ctx, graph, concepts, 4, &solution));
    measure_all(ctx, solution, (unsigned)number(argv[6]));
    truce_solution_free(solution);
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    free(text);
    return 0;
}
