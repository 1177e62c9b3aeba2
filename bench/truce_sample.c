/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures how many variants of a model are drawn, solved and counted in a second, by one thread.
 *
 *     truce_sample MODEL.yaml REPETITIONS
 *
 * The four usual concepts. A line for each set of kernels that this processor has: the least time of the repetitions
 * for one block of 1,024 variants, in processor time of the thread, so that who else is on the machine counts little.
 */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"
#include "unknowns/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double busy_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static char *read_text(const char *path, size_t *length) {
    enum { MOST = 1 << 22 };
    FILE *file = fopen(path, "rb");
    char *text = malloc(MOST);
    *length = file && text ? fread(text, 1, MOST, file) : 0;
    if (file) fclose(file);
    return text;
}

static void measure(truce_ctx *ctx, const truce_solution *solution, const truce__lane_kernels *kernels,
                    unsigned long long repetitions) {
    const truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = 1000000000, .seed = 1,
                                      .kernels = kernels};
    truce__sample sample;
    truce__lane_room *room = NULL;
    double least = 1e30;
    must(ctx, truce__sample_prepare(ctx, solution, &sampling, &sample));
    must(ctx, truce__lane_room_new(&sample.stage, kernels, &room));
    for (unsigned long long i = 0; i < repetitions; i++) {
        double begin = busy_now();
        must(ctx, truce__sample_block(room, &sample, &sampling, i, sample.counts));
        double took = busy_now() - begin;
        if (took < least) least = took;
    }
    printf("{\"kernels\": \"%s\", \"in_lanes\": %s, \"states\": %u, \"unknowns\": %u, \"variants_a_second\": %.0f}\n",
           kernels->name, sample.stage.is_plain ? "false" : "true", sample.stage.n_states, sample.unknowns.count,
           TRUCE__BLOCK / least);
    truce__lane_room_free(room);
    truce__sample_free(&sample);
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    static const uint32_t concepts[] = {0, 1, 2, 3};
    const truce__lane_kernels *best = truce__lanes_best(), *tables[3] = {&truce__lanes_portable};
#if defined(__x86_64__) && defined(__GNUC__)
    if (best != &truce__lanes_portable) tables[1] = &truce__lanes_avx2;
    if (best == &truce__lanes_avx512) tables[2] = best;
#endif
    size_t length;
    char *text = read_text(argv[1], &length);
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_solution *solution = NULL;
    must(ctx, truce_parse(ctx, text, length, argv[1], &model));
    must(ctx, truce_graph_build(ctx, model, &graph));
    must(ctx, truce_solve(ctx, graph, concepts, 4, &solution));
    for (int t = 0; t < 3; t++)
        if (tables[t]) measure(ctx, solution, tables[t], number(argv[2]));
    (void)best;
    truce_solution_free(solution);
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    free(text);
    return 0;
}
