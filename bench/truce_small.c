/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures the library on many small members of the bench family, seeds 1, 2, ...: what analyses that solve variants
 * of one model live on.
 *
 *     truce_small BITS PARTIES STATEMENTS KIND MODELS REPETITIONS
 *
 * For each model the least of the repetitions of building its graph and solving the four concepts in one call, one
 * thread; reading is not in it. Prints the least, the median and the most over the models in microseconds. Members of
 * `cut` whose rules contradict each other have no state; they are left out and counted.
 */
#include "family.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const concept_ids[] = {"nash", "gmr", "smr", "seq"};
enum { N_CONCEPTS = sizeof concept_ids / sizeof *concept_ids };

static truce_status build_and_solve(truce_ctx *ctx, const truce_model *model, const uint32_t *concepts,
                                    uint64_t *states) {
    truce_graph *graph;
    truce_solution *solution;
    truce_status status = truce_graph_build(ctx, model, &graph);
    if (status != TRUCE_OK) return status;
    status = truce_solve(ctx, graph, concepts, N_CONCEPTS, &solution);
    *states = truce_graph_state_count(graph);
    if (status == TRUCE_OK) truce_solution_free(solution);
    truce_graph_free(graph);
    return status;
}

/* Seconds, or 0 when the model has no state. */
static double time_model(truce_ctx *ctx, family f, const uint32_t *concepts, unsigned repetitions, uint64_t *states) {
    double least = 0;
    char *text = family_model(f);
    truce_model *model;
    must(ctx, truce_parse(ctx, text, strlen(text), "bench", &model));
    for (unsigned i = 0; i < repetitions; i++) {
        double start = seconds_now();
        truce_status status = build_and_solve(ctx, model, concepts, states);
        double seconds = seconds_now() - start;
        if (status == TRUCE_E_MODEL) break;
        must(ctx, status);
        if (i == 0 || seconds < least) least = seconds;
    }
    truce_diags_clear(ctx);
    truce_model_free(model);
    free(text);
    return least;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc < 7) {
        fprintf(stderr, "usage: %s BITS PARTIES STATEMENTS KIND MODELS REPETITIONS\n", argv[0]);
        return 2;
    }
    family f = {.bits = (unsigned)number(argv[1]),
                .parties = (unsigned)number(argv[2]),
                .statements = (unsigned)number(argv[3])};
    family_kind(&f, argv[4]);
    unsigned models = (unsigned)number(argv[5]), repetitions = (unsigned)number(argv[6]), count = 0;
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    double *seconds = malloc((models + 1) * sizeof *seconds);
    if (!ctx || !seconds || models == 0) exit(2);
    uint32_t concepts[N_CONCEPTS];
    uint64_t states = 0, all_states = 0;
    for (int i = 0; i < N_CONCEPTS; i++) concepts[i] = truce_concept_find(concept_ids[i]);
    for (unsigned i = 1; i <= models; i++) {
        f.seed = i;
        seconds[count] = time_model(ctx, f, concepts, repetitions, &states);
        if (seconds[count] > 0) count++, all_states += states;
    }
    if (count == 0) exit(1);
    qsort(seconds, count, sizeof *seconds, by_value);
    printf("{\"models\": %u, \"without_states\": %u, \"mean_states\": %.1f, \"repetitions\": %u, \"least_us\": %.2f, "
           "\"median_us\": %.2f, \"most_us\": %.2f}\n",
           count, models - count, (double)all_states / count, repetitions, 1e6 * seconds[0], 1e6 * seconds[count / 2],
           1e6 * seconds[count - 1]);
    free(seconds);
    truce_ctx_free(ctx);
    return 0;
}
