/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures the library on one member of the bench family (family.h).
 *
 *     truce_bench BITS PARTIES STATEMENTS SEED KIND THREADS REPETITIONS STAGE,... [SECONDS]
 *     truce_bench ... --model       prints the model instead
 *
 * KIND is free or cut, or one of them with -whole, -ruled, -marked, -open or -misread, or with -around, which ratify,
 * ripe and audience need. A stage is a concept, or several in one call joined by "+": nash+gmr+smr; or the same in
 * all completions of an open member: completions-seq; or the question `solve`: asked-seq, which of a misread member
 * also solves it as each party sees it; or all coalitions from the equilibria: coalitions-nash, or from all states:
 * everywhere-nash; or paths-moves and the like; or deal, agreements where no deal is the first state; or ratify,
 * ripe, audience, brief; or forecast, of an -around member, as it is written; or read, the text again. Building the
 * graph always comes first.
 * Each stage is run at most REPETITIONS times, and not again once it has taken SECONDS in all.
 * Prints a JSON object a line, as soon as it is known: for each stage the least and the most seconds for all parties,
 * the largest resident memory meanwhile (the graph is in it), and the model's size or what was found.
 */
#include "family.h"
#include "measure.h"

#include <truce/audience.h>
#include <truce/brief.h>
#include <truce/coalitions.h>
#include <truce/deal.h>
#include <truce/forecast.h>
#include <truce/home.h>
#include <truce/paths.h>
#include <truce/result.h>
#include <truce/ripe.h>
#include <truce/variant.h>

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
           (unsigned long long)truce_graph_combination_count(graph),
           (unsigned long long)truce_graph_state_count(graph));
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

/* What a stage does with the graph, for a result that is told of and released. */
typedef struct work {
    const char *name; /* or how it begins */
    truce_status (*run)(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result);
    void (*tell)(const void *result);
    void (*release)(void *result);
} work;

static truce_status run_solve(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    uint32_t concepts[MAX_JOINED];
    size_t count = find_concepts(stage, concepts);
    truce_solution *solution = NULL;
    truce_status status = truce_solve(ctx, graph, concepts, count, &solution);
    *result = solution;
    return status;
}

static void tell_solve(const void *result) {
    const truce_solution *solution = result;
    printf("\"equilibria\": {");
    for (uint32_t i = 0; i < truce_solution_concept_count(solution); i++)
        printf("%s\"%s\": %llu", i ? ", " : "", truce_concept_at(truce_solution_concept(solution, i))->id,
               (unsigned long long)truce_set_count(truce_solution_equilibria(solution, i)));
    printf("}");
}

static void release_solve(void *result) { truce_solution_free(result); }

/* "completions-seq" and the like, of an open model. */
static truce_status run_completions(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    uint32_t concepts[MAX_JOINED];
    size_t count = find_concepts(stage + strlen("completions-"), concepts);
    truce_solution *solution = NULL;
    truce_status status = truce_solve_completions(ctx, graph, concepts, count, 0, &solution);
    *result = solution;
    return status;
}

/* "asked-seq" and the like: the question `solve` without rows. */
static truce_status run_asked(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    uint32_t concepts[MAX_JOINED];
    size_t count = find_concepts(stage + strlen("asked-"), concepts);
    const truce_argument asked = {.option = "concepts", .numbers = concepts, .count = count};
    const truce_render_options options = {.kind = TRUCE_ROWS_NONE, .limit = 10000, .sort_party = UINT32_MAX};
    const truce_query query = {.graph = graph, .arguments = &asked, .argument_count = 1, .options = &options};
    truce_result *made = NULL;
    truce_status status = truce_ask(ctx, "solve", &query, &made);
    *result = made;
    return status;
}

static void tell_asked(const void *result) { printf("\"made\": %d", result != NULL); }
static void release_asked(void *result) { truce_result_free(result); }

/* "coalitions-nash" and the like: solved, and every set of parties looked at from the equilibria; "everywhere-nash":
 * from all states. */
typedef struct together {
    truce_solution *solution;
    truce_set *all;
    truce_coalitions *coalitions;
} together;

static truce_status run_coalitions(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    uint32_t concepts[MAX_JOINED];
    size_t count = find_concepts(strchr(stage, '-') + 1, concepts);
    together *t = calloc(1, sizeof *t);
    if (!t) return TRUCE_E_NOMEM;
    *result = t;
    truce_status status = truce_solve(ctx, graph, concepts, count, &t->solution);
    if (status == TRUCE_OK && *stage == 'e') status = truce_graph_where(ctx, graph, "true", &t->all);
    if (status != TRUCE_OK) return status;
    truce_coalitions_query query = {.limit = 1, .rows = t->all, .visits = UINT64_MAX};
    return truce_coalitions_find(ctx, t->solution, &query, &t->coalitions);
}

static void tell_coalitions(const void *result) {
    const together *t = result;
    printf("\"visits\": %llu, \"rows\": %llu", (unsigned long long)t->coalitions->visits,
           (unsigned long long)truce_set_count(t->coalitions->rows[0]));
}

static void release_coalitions(void *result) {
    together *t = result;
    truce_coalitions_free(t->coalitions);
    truce_set_free(t->all);
    truce_solution_free(t->solution);
    free(t);
}

/* "paths-moves" and the like: all that can be reached from the first state, and the shortest paths to the last. */
static truce_status run_paths(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    truce_paths_query query = {.from = 1,
                               .concept = truce_concept_find("seq"),
                               .to_state = truce_graph_state_count(graph)};
    while (strcmp(stage + strlen("paths-"), truce_paths_by_name(query.by)) != 0)
        if (query.by++ == TRUCE_BY_UNSANCTIONED) {
            fprintf(stderr, "there are no paths by '%s'\n", stage);
            exit(2);
        }
    truce_paths *paths = NULL;
    truce_status status = truce_paths_find(ctx, graph, &query, &paths);
    *result = paths;
    return status;
}

static void tell_paths(const void *result) {
    const truce_paths *paths = result;
    printf("\"reached\": %llu, \"longest\": %u", (unsigned long long)truce_set_count(truce_paths_reach(paths)),
           (unsigned)truce_paths_longest(paths));
}

static void release_paths(void *result) { truce_paths_free(result); }

/* Agreements where no deal is the first state. */
static truce_status run_deal(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    truce_deal_options options = {.no_deal = 1, .limit = 10000};
    truce_deals *deals = NULL;
    truce_status status = truce_deal(ctx, graph, &options, &deals);
    *result = deals;
    return status;
}

static void tell_deal(const void *result) {
    const truce_deals *deals = result;
    printf("\"efficient\": %llu, \"zone\": %llu", (unsigned long long)truce_set_count(deals->efficient),
           (unsigned long long)truce_set_count(deals->zone));
}

static void release_deal(void *result) { truce_deals_free(result); }

/* Win-sets and where they meet; the concepts are other stages. */
static truce_status run_ratify(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    truce_ratification *home = NULL;
    truce_status status = truce_ratify(ctx, graph, NULL, &home);
    *result = home;
    return status;
}

static void tell_ratify(const void *result) {
    const truce_ratification *home = result;
    printf("\"ratified\": %llu, \"agreeable\": %llu", (unsigned long long)truce_set_count(home->ratified),
           (unsigned long long)truce_set_count(home->agreeable));
}

static void release_ratify(void *result) { truce_ratification_free(result); }

static truce_status run_ripe(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    truce_ripe_query query = {.limit = 20}; /* as the command tells of by itself */
    truce_ripeness *ripeness = NULL;
    truce_status status = truce_ripe(ctx, graph, &query, &ripeness);
    *result = ripeness;
    return status;
}

static void tell_ripe(const void *result) {
    const truce_ripeness *ripeness = result;
    printf("\"better\": %llu, \"ways_out\": %llu", (unsigned long long)truce_set_count(ripeness->better),
           (unsigned long long)truce_set_count(ripeness->ways_out));
}

static void release_ripe(void *result) { truce_ripeness_free(result); }

static truce_status run_audience(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    truce_audience *audience = NULL;
    truce_status status = truce_audience_sweep(ctx, graph, &audience);
    *result = audience;
    return status;
}

static void tell_audience(const void *result) {
    const truce_audience *audience = result;
    unsigned long long steps = 0, tempted = 0;
    for (size_t i = 0; i < audience->cost_count; i++) {
        steps += audience->costs[i].step_count;
        tempted += truce_set_count(audience->costs[i].tempted);
    }
    printf("\"tempted\": %llu, \"steps\": %llu", tempted, steps);
}

static void release_audience(void *result) { truce_audience_free(result); }

static bool count_bytes(void *ud, const char *bytes, size_t length) {
    (void)bytes;
    *(unsigned long long *)ud += length;
    return true;
}

/* The page is written to nowhere; the result is its size. */
static truce_status run_brief(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    unsigned long long *size = calloc(1, sizeof *size);
    if (!size) return TRUCE_E_NOMEM;
    *result = size;
    return truce_brief(ctx, graph, NULL, &(truce_sink){count_bytes, size});
}

static void tell_brief(const void *result) { printf("\"bytes\": %llu", *(const unsigned long long *)result); }

/* Three horizons of 4, 13 and 26 rounds, as it is written. */
static truce_status run_forecast(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    (void)stage;
    truce_forecast_query query = truce_forecast_usual();
    truce_forecast *forecast = NULL;
    query.variants = 0;
    truce_status status = truce_forecast_make(ctx, graph, &query, &forecast);
    *result = forecast;
    return status;
}

static void tell_forecast(const void *result) {
    const truce_forecast *forecast = result;
    printf("\"reached\": %llu, \"stays\": %.6f", (unsigned long long)forecast->reached, forecast->stays[0]);
}

static void release_forecast(void *result) { truce_forecast_free(result); }

/* The text is read again, as each view's is. */
static const char *model_text;

static truce_status run_read(truce_ctx *ctx, const truce_graph *graph, const char *stage, void **result) {
    truce_model *model = NULL;
    truce_status status = truce_parse(ctx, model_text, strlen(model_text), "bench", &model);
    (void)graph, (void)stage;
    *result = model;
    return status;
}

static void tell_read(const void *result) { printf("\"parties\": %u", (unsigned)truce_model_party_count(result)); }
static void release_read(void *result) { truce_model_free(result); }

static const work works[] = {{"completions-", run_completions, tell_solve, release_solve},
                             {"asked-", run_asked, tell_asked, release_asked},
                             {"coalitions-", run_coalitions, tell_coalitions, release_coalitions},
                             {"everywhere-", run_coalitions, tell_coalitions, release_coalitions},
                             {"paths-", run_paths, tell_paths, release_paths},
                             {"deal", run_deal, tell_deal, release_deal},
                             {"ratify", run_ratify, tell_ratify, release_ratify},
                             {"ripe", run_ripe, tell_ripe, release_ripe},
                             {"audience", run_audience, tell_audience, release_audience},
                             {"brief", run_brief, tell_brief, free},
                             {"forecast", run_forecast, tell_forecast, release_forecast},
                             {"read", run_read, tell_read, release_read},
                             {"", run_solve, tell_solve, release_solve}};

static void run_stage(truce_ctx *ctx, const truce_graph *graph, const char *stage, const limits *most) {
    const work *w = works;
    while (strncmp(stage, w->name, strlen(w->name)) != 0) w++;
    void *result = NULL;
    timing t = {0};
    forget_peak();
    while (!is_enough(&t, most)) {
        if (result) w->release(result);
        result = NULL;
        double start = seconds_now();
        must(ctx, w->run(ctx, graph, stage, &result));
        note(&t, seconds_now() - start);
    }
    print_timing(stage, &t);
    printf(", ");
    w->tell(result);
    puts("}");
    fflush(stdout);
    w->release(result);
}

static void measure(uint32_t threads, const limits *most, char *stages) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = threads});
    truce_model *model;
    if (!ctx) exit(TRUCE_E_NOMEM);
    must(ctx, truce_parse(ctx, model_text, strlen(model_text), "bench", &model));
    truce_graph *graph = build(ctx, model, most);
    for (char *stage = strtok(stages, ","); stage; stage = strtok(NULL, ",")) run_stage(ctx, graph, stage, most);
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
        model_text = text;
        measure((uint32_t)number(argv[6]), &most, argv[8]);
    }
    free(text);
    return 0;
}
