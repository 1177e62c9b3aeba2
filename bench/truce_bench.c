/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures the library on one member of the bench family (family.h).
 *
 *     truce_bench BITS PARTIES STATEMENTS SEED KIND THREADS REPETITIONS STAGE,... [SECONDS]
 *     truce_bench ... --model       prints the model instead
 *
 * KIND is free, cut, free-whole or cut-whole. A stage is a concept, or several in one call joined by "+": nash+gmr+smr; or
 * paths-moves and the like; or deal, agreements where no deal is the first state. Building the graph always comes first. Each
 * stage is run at most REPETITIONS times, and not again once it has taken SECONDS in all. Prints a JSON object a line, as
 * soon as it is known: for each stage the least and the most seconds for all parties, the largest resident memory
 * meanwhile (the graph is in it), and the model's size or the equilibria found.
 */
#include "family.h"
#include "measure.h"

#include <truce/deal.h>
#include <truce/paths.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_JOINED = 16 };

typedef struct timing {
    double least, most, sum;
    unsigned count;
} timing;

typedef struct limits {
    unsigned repetitions;
    double seconds;
} limits;

static void note(timing *t, double seconds) {
    if (t->count == 0 || seconds < t->least) t->least = seconds;
    if (t->count == 0 || seconds > t->most) t->most = seconds;
    t->sum += seconds;
    t->count++;
}

static bool is_enough(const timing *t, const limits *most) {
    return t->count >= most->repetitions || (t->count > 0 && t->sum >= most->seconds);
}

/* ----------------------------------------------------------------- memory */

/* Linux keeps the largest resident memory and lets it be forgotten; elsewhere the peak stays 0, unknown. */
static void forget_peak(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (!file) return;
    fputs("5", file);
    fclose(file);
}

static unsigned long long peak_bytes(void) {
    char line[128];
    unsigned long long kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0) kib = strtoull(line + 6, NULL, 10);
    fclose(file);
    return kib * 1024;
}

/* ----------------------------------------------------------------- stages */

static void print_timing(const char *stage, const timing *t) {
    printf("{\"stage\": \"%s\", \"seconds\": %.9f, \"most\": %.9f, \"repetitions\": %u, \"peak_bytes\": %llu", stage,
           t->least, t->most, t->count, peak_bytes());
}

static truce_graph *build(truce_ctx *ctx, const truce_model *model, const limits *most) {
    truce_graph *graph = NULL;
    timing t = {0};
    forget_peak();
    while (!is_enough(&t, most)) {
        truce_graph_free(graph);
        double start = seconds_now();
        must(ctx, truce_graph_build(ctx, model, &graph));
        note(&t, seconds_now() - start);
    }
    print_timing("build", &t);
    printf(", \"combinations\": %llu, \"states\": %llu, \"rank_counts\": [",
           (unsigned long long)truce_graph_combination_count(graph), (unsigned long long)truce_graph_state_count(graph));
    for (uint32_t p = 0; p < truce_model_party_count(model); p++)
        printf("%s%u", p ? ", " : "", (unsigned)truce_graph_rank_count(graph, p));
    puts("]}");
    fflush(stdout);
    return graph;
}

static size_t find_concepts(const char *stage, uint32_t *concepts) {
    size_t count = 0;
    while (count < MAX_JOINED) {
        char id[32];
        size_t length = strcspn(stage, "+");
        snprintf(id, sizeof id, "%.*s", (int)length, stage);
        concepts[count] = truce_concept_find(id);
        if (concepts[count++] == UINT32_MAX) {
            fprintf(stderr, "there is no concept '%s'\n", id);
            exit(2);
        }
        if (!stage[length]) break;
        stage += length + 1;
    }
    return count;
}

static void solve(truce_ctx *ctx, const truce_graph *graph, const char *stage, const limits *most) {
    uint32_t concepts[MAX_JOINED];
    size_t count = find_concepts(stage, concepts);
    truce_solution *solution = NULL;
    timing t = {0};
    forget_peak();
    while (!is_enough(&t, most)) {
        truce_solution_free(solution);
        solution = NULL;
        double start = seconds_now();
        must(ctx, truce_solve(ctx, graph, concepts, count, &solution));
        note(&t, seconds_now() - start);
    }
    print_timing(stage, &t);
    printf(", \"equilibria\": {");
    for (uint32_t i = 0; i < count; i++)
        printf("%s\"%s\": %llu", i ? ", " : "", truce_concept_at(concepts[i])->id,
               (unsigned long long)truce_set_count(truce_solution_equilibria(solution, i)));
    puts("}}");
    fflush(stdout);
    truce_solution_free(solution);
}

/* "paths-moves" and the like: all that can be reached from the first state, and the shortest paths to the last. */
static void find_paths(truce_ctx *ctx, const truce_graph *graph, const char *stage, const limits *most) {
    truce_paths_query query = {.from = 1, .concept = truce_concept_find("seq"), .to_state = truce_graph_state_count(graph)};
    while (strcmp(stage + strlen("paths-"), truce_paths_by_name(query.by)) != 0)
        if (query.by++ == TRUCE_BY_UNSANCTIONED) {
            fprintf(stderr, "there are no paths by '%s'\n", stage);
            exit(2);
        }
    truce_paths *paths = NULL;
    timing t = {0};
    forget_peak();
    while (!is_enough(&t, most)) {
        truce_paths_free(paths);
        paths = NULL;
        double start = seconds_now();
        must(ctx, truce_paths_find(ctx, graph, &query, &paths));
        note(&t, seconds_now() - start);
    }
    print_timing(stage, &t);
    printf(", \"reached\": %llu, \"longest\": %u}\n", (unsigned long long)truce_set_count(truce_paths_reach(paths)),
           (unsigned)truce_paths_longest(paths));
    fflush(stdout);
    truce_paths_free(paths);
}

static void deal(truce_ctx *ctx, const truce_graph *graph, const char *stage, const limits *most) {
    truce_deal_options options = {.no_deal = 1, .limit = 10000};
    truce_deals *deals = NULL;
    timing t = {0};
    forget_peak();
    while (!is_enough(&t, most)) {
        truce_deals_free(deals);
        deals = NULL;
        double start = seconds_now();
        must(ctx, truce_deal(ctx, graph, &options, &deals));
        note(&t, seconds_now() - start);
    }
    print_timing(stage, &t);
    printf(", \"efficient\": %llu, \"zone\": %llu}\n", (unsigned long long)truce_set_count(deals->efficient),
           (unsigned long long)truce_set_count(deals->zone));
    fflush(stdout);
    truce_deals_free(deals);
}

static void measure(const char *model_text, uint32_t threads, const limits *most, char *stages) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = threads});
    truce_model *model;
    if (!ctx) exit(TRUCE_E_NOMEM);
    must(ctx, truce_parse(ctx, model_text, strlen(model_text), "bench", &model));
    truce_graph *graph = build(ctx, model, most);
    for (char *stage = strtok(stages, ","); stage; stage = strtok(NULL, ","))
        (strncmp(stage, "paths-", 6) == 0 ? find_paths : strcmp(stage, "deal") == 0 ? deal : solve)(ctx, graph, stage, most);
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
}

int main(int argc, char **argv) {
    if (argc < 9) {
        fprintf(stderr, "usage: %s BITS PARTIES STATEMENTS SEED KIND THREADS REPETITIONS STAGE,... "
                        "[SECONDS | --model]\n", argv[0]);
        return 2;
    }
    family f = {.bits = (unsigned)number(argv[1]),
                .parties = (unsigned)number(argv[2]),
                .statements = (unsigned)number(argv[3]),
                .seed = number(argv[4])};
    family_kind(&f, argv[5]);
    char *text = family_model(f);
    if (argc > 9 && strcmp(argv[9], "--model") == 0) {
        fputs(text, stdout);
    } else {
        limits most = {(unsigned)number(argv[7]), argc > 9 ? strtod(argv[9], NULL) : 1e9};
        if (most.repetitions == 0) most.repetitions = 1;
        measure(text, (uint32_t)number(argv[6]), &most, argv[8]);
    }
    free(text);
    return 0;
}
