/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures the library on one member of the bench family: a seeded model of `parties` parties with 2^bits combinations and
 * `statements` statements each. Prints one JSON object: seconds to build the graph and for every concept (all parties),
 * the least of the repetitions and their spread, and the largest resident memory.
 *
 *     truce_bench BITS PARTIES STATEMENTS SEED free|cut THREADS REPETITIONS CONCEPT,...
 *     truce_bench ... --model       prints the model instead
 *
 * `free`: every combination is feasible, every option moves freely. `cut`: five feasibility rules, and the first option of each
 * of the first three parties is one-way.
 */
#define _POSIX_C_SOURCE 200809L
#include <truce/truce.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* ---------------------------------------------------------------- family */

typedef struct family {
    unsigned bits, parties, statements;
    unsigned long long seed;
    bool is_cut;
} family;

typedef struct text {
    char *bytes;
    size_t length, room;
} text;

static void add(text *t, const char *piece) {
    size_t length = strlen(piece);
    if (t->length + length + 1 > t->room) {
        t->room = 2 * t->room + length + 1;
        t->bytes = realloc(t->bytes, t->room);
        if (!t->bytes) exit(3);
    }
    memcpy(t->bytes + t->length, piece, length + 1);
    t->length += length;
}

static unsigned draw(family *f, unsigned below) { /* xorshift64* (Vigna 2016) */
    f->seed ^= f->seed >> 12, f->seed ^= f->seed << 25, f->seed ^= f->seed >> 27;
    return (unsigned)((f->seed * 2685821657736338717ULL) >> 40) % below;
}

static void add_literal(family *f, text *t) {
    char piece[32];
    bool is_negated = draw(f, 2);
    snprintf(piece, sizeof piece, "%so%u", is_negated ? "not " : "", draw(f, f->bits));
    add(t, piece);
}

static void add_statement(family *f, text *t) {
    static const char *const joints[] = {" and ", " or ", " if ", " iff "};
    unsigned size = 1 + draw(f, 3);
    if (size == 3) add(t, "(");
    add_literal(f, t);
    if (size > 1) {
        add(t, joints[draw(f, size == 2 ? 4 : 2)]);
        add_literal(f, t);
    }
    if (size == 3) {
        add(t, ")");
        add(t, joints[draw(f, 2)]);
        add_literal(f, t);
    }
}

static void add_parties(family *f, text *t) {
    unsigned option = 0;
    char piece[64];
    add(t, "parties:\n");
    for (unsigned p = 0; p < f->parties; p++) {
        snprintf(piece, sizeof piece, "  - id: p%u\n    options:\n", p);
        add(t, piece);
        unsigned count = f->bits / f->parties + (p < f->bits % f->parties);
        for (unsigned i = 0; i < count; i++) {
            snprintf(piece, sizeof piece, "      - {id: o%u%s}\n", option++,
                     f->is_cut && i == 0 && p < 3 ? ", moves: up" : "");
            add(t, piece);
        }
    }
}

static char *make_model(family f) {
    text t = {0};
    char piece[64];
    f.seed = f.seed * 0x9E3779B97F4A7C15ULL + 1;
    add(&t, "truce: 1\n");
    add_parties(&f, &t);
    if (f.is_cut) add(&t, "feasible:\n");
    for (unsigned r = 0; f.is_cut && r < 5; r++) {
        add(&t, "  - not (");
        add_literal(&f, &t);
        add(&t, " and ");
        add_literal(&f, &t);
        add(&t, " and ");
        add_literal(&f, &t);
        add(&t, ")\n");
    }
    add(&t, "preferences:\n");
    for (unsigned p = 0; p < f.parties; p++) {
        snprintf(piece, sizeof piece, "  p%u:\n    order:\n", p);
        add(&t, piece);
        for (unsigned s = 0; s < f.statements; s++) {
            add(&t, "      - ");
            add_statement(&f, &t);
            add(&t, "\n");
        }
    }
    return t.bytes;
}

/* -------------------------------------------------------------- measuring */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool to_stderr(void *ud, const char *bytes, size_t length) {
    (void)ud;
    return fwrite(bytes, 1, length, stderr) == length;
}

static void check(truce_ctx *ctx, truce_status status) {
    if (status == TRUCE_OK) return;
    truce_diags_render(ctx, 0, false, &(truce_sink){to_stderr, NULL});
    exit((int)status);
}

typedef struct timing {
    double least, most;
} timing;

static void note(timing *t, double seconds, unsigned repetition) {
    if (repetition == 0 || seconds < t->least) t->least = seconds;
    if (repetition == 0 || seconds > t->most) t->most = seconds;
}

static timing time_concept(truce_ctx *ctx, const truce_graph *graph, uint32_t concept, unsigned repetitions) {
    timing t = {0, 0};
    for (unsigned i = 0; i < repetitions; i++) {
        truce_solution *solution;
        double start = now();
        check(ctx, truce_solve(ctx, graph, &concept, 1, &solution));
        note(&t, now() - start, i);
        truce_solution_free(solution);
    }
    return t;
}

static long long peak_bytes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (long long)usage.ru_maxrss * 1024;
}

int main(int argc, char **argv) {
    if (argc < 9) {
        fprintf(stderr, "usage: %s BITS PARTIES STATEMENTS SEED free|cut THREADS REPETITIONS CONCEPT,... [--model]\n", argv[0]);
        return 2;
    }
    family f = {.bits = (unsigned)strtoul(argv[1], NULL, 10),
                .parties = (unsigned)strtoul(argv[2], NULL, 10),
                .statements = (unsigned)strtoul(argv[3], NULL, 10),
                .seed = strtoull(argv[4], NULL, 10),
                .is_cut = strcmp(argv[5], "cut") == 0};
    char *model_text = make_model(f);
    if (argc > 9) {
        fputs(model_text, stdout);
        free(model_text);
        return 0;
    }
    truce_config config = {.threads = (uint32_t)strtoul(argv[6], NULL, 10)};
    unsigned repetitions = (unsigned)strtoul(argv[7], NULL, 10);
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_model *model;
    truce_graph *graph = NULL;
    check(ctx, truce_parse(ctx, model_text, strlen(model_text), "bench", &model));
    timing build = {0, 0};
    for (unsigned i = 0; i < repetitions; i++) {
        truce_graph_free(graph);
        double start = now();
        check(ctx, truce_graph_build(ctx, model, &graph));
        note(&build, now() - start, i);
    }
    printf("{\"bits\": %u, \"family\": \"%s\", \"threads\": %s, \"states\": %llu, \"build\": %.6f", f.bits, argv[5], argv[6],
           (unsigned long long)truce_graph_state_count(graph), build.least);
    for (char *name = strtok(argv[8], ","); name; name = strtok(NULL, ",")) {
        timing t = time_concept(ctx, graph, truce_concept_find(name), repetitions);
        printf(", \"%s\": %.6f, \"%s_spread\": %.3f", name, t.least, name, t.most / t.least);
    }
    printf(", \"peak_bytes\": %lld}\n", peak_bytes());
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    free(model_text);
    return 0;
}
