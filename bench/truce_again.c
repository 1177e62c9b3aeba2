/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures what it costs to build and solve one model again and again with one context: the processor's time, and how
 * many pages the system has to clear for it (minor faults).
 *
 *     truce_again BITS PARTIES STATEMENTS KIND TIMES
 *
 * First one graph is solved so many times, then a graph is built each time too; default concepts, one thread.
 */
#include "family.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double used(const struct rusage *usage) {
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           1e-6 * (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

static void solve(truce_ctx *ctx, const truce_model *model, truce_graph *given) {
    truce_graph *graph = given;
    truce_solution *solution;
    if (!given) must(ctx, truce_graph_build(ctx, model, &graph));
    must(ctx, truce_solve(ctx, graph, NULL, 0, &solution));
    truce_solution_free(solution);
    if (!given) truce_graph_free(graph);
}

static void measure(truce_ctx *ctx, const truce_model *model, truce_graph *given, unsigned times) {
    struct rusage before, after;
    for (int i = 0; i < 2; i++) solve(ctx, model, given);
    getrusage(RUSAGE_SELF, &before);
    for (unsigned i = 0; i < times; i++) solve(ctx, model, given);
    getrusage(RUSAGE_SELF, &after);
    printf("{\"what\": \"%s\", \"ms\": %.3f, \"faults\": %.1f}\n", given ? "solve" : "build and solve",
           1e3 * (used(&after) - used(&before)) / times, (double)(after.ru_minflt - before.ru_minflt) / times);
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: %s BITS PARTIES STATEMENTS KIND TIMES\n", argv[0]);
        return 2;
    }
    family f = {.bits = (unsigned)number(argv[1]),
                .parties = (unsigned)number(argv[2]),
                .statements = (unsigned)number(argv[3]),
                .seed = 1};
    family_kind(&f, argv[4]);
    char *text = family_model(f);
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    truce_model *model;
    truce_graph *graph;
    must(ctx, truce_parse(ctx, text, strlen(text), "bench", &model));
    must(ctx, truce_graph_build(ctx, model, &graph));
    measure(ctx, model, graph, (unsigned)number(argv[5]));
    measure(ctx, model, NULL, (unsigned)number(argv[5]));
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    free(text);
    return 0;
}
