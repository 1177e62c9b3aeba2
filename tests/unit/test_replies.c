/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine has two ways to find the others' worst reply in a product space: sweeps along axes, and settling cell by
 * cell. They must give the same values on every model. The first must hand over to the second where feasible paths
 * wind too long for sweeping to pay.
 */
#include "engine/passes.h"

#define RANDOM_SEED 20250512
#define TEXT_ROOM 8192
#include "harness.h"
#include "unit/random_text.h"

/* A random literal over options o0 .. o(n-1), levels a, b, c. */
static void add_literal(text *t, uint32_t n) {
    static const char *const forms[] = {"o%u", "not o%u", "o%u = a", "o%u != b", "o%u >= b"};
    char form[32];
    snprintf(form, sizeof form, "%s", forms[draw(5)]);
    uint32_t option = draw(n);
    if (strcmp(form, "o%u") == 0) add(t, "o%u", option);
    else if (strcmp(form, "not o%u") == 0) add(t, "not o%u", option);
    else if (strcmp(form, "o%u = a") == 0) add(t, "o%u = a", option);
    else if (strcmp(form, "o%u != b") == 0) add(t, "o%u != b", option);
    else add(t, "o%u >= b", option);
}

/* Adds `rules` rules, each of which forbids three literals to be true together. */
static void add_rules(text *t, uint32_t n, uint32_t rules) {
    if (rules) add(t, "feasible:\n");
    for (uint32_t r = 0; r < rules; r++) {
        add(t, "  - not (");
        for (int k = 0; k < 3; k++) {
            if (k) add(t, " and ");
            add_literal(t, n);
        }
        add(t, ")\n");
    }
}

/* For each party `least` statements of two literals, or up to `more` - 1 more. */
static void add_preferences(text *t, uint32_t n, uint32_t n_parties, uint32_t least, uint32_t more) {
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < n_parties; p++) {
        add(t, "  p%u:\n    order:\n", p);
        for (uint32_t i = least + draw(more); i-- > 0;) {
            add(t, "      - ");
            add_literal(t, n);
            add(t, draw(2) ? " and " : " or ");
            add_literal(t, n);
            add(t, "\n");
        }
    }
}

/* Two to four parties with one to three transitive options each, sometimes many rules. */
static void make_model(text *t) {
    uint32_t parties = 2 + draw(3), n = 0;
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 1 + draw(3); i-- > 0; n++) {
            static const char *const moves[] = {"both", "both", "both", "up", "down", "none"};
            add(t, "      - {id: o%u, levels: [a, b%s], moves: %s}\n", n, draw(3) ? "" : ", c", moves[draw(6)]);
        }
    }
    add_rules(t, n, draw(2) ? draw(8) : 0);
    add_preferences(t, n, parties, 1, 5);
}

typedef struct run {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce__solver solver;
    void *other; /* a second array of values */
} run;

static bool open_run(run *r, const char *model, uint32_t party) {
    truce_config config = {.threads = 2};
    *r = (run){.ctx = truce_ctx_new(&config)};
    if (truce_parse(r->ctx, model, strlen(model), "random", &r->model) != TRUCE_OK) return false;
    if (truce_graph_build(r->ctx, r->model, &r->graph) != TRUCE_OK) return false;
    uint64_t bytes = r->graph->space.n_cells * r->graph->ranks[party].bytes;
    r->solver = (truce__solver){.ctx = r->ctx, .graph = r->graph, .party = party, .ranks = &r->graph->ranks[party]};
    r->solver.fibres = truce__calloc(r->ctx, r->model->n_parties, sizeof(truce__fibres *));
    r->solver.values = truce__big_alloc(r->ctx, bytes);
    r->other = truce__big_alloc(r->ctx, bytes);
    return true;
}

static void close_run(run *r) {
    for (uint32_t p = 0; r->solver.fibres && p < r->model->n_parties; p++)
        truce__fibres_free(r->ctx, r->solver.fibres[p]);
    truce__free(r->ctx, r->solver.fibres);
    truce__free(r->ctx, r->solver.rooms);
    truce__big_free(r->ctx, r->solver.values);
    truce__big_free(r->ctx, r->other);
    truce_graph_free(r->graph);
    truce_model_free(r->model);
    truce_ctx_free(r->ctx);
}

static void swap_values(run *r) {
    void *values = r->solver.values;
    r->solver.values = r->other;
    r->other = values;
}

/* Cells on which the two arrays differ, infeasible ones aside. */
static uint64_t count_differences(const run *r) {
    truce__ranks a = {.at = r->solver.values, .bytes = r->solver.ranks->bytes}, b = a;
    b.at = r->other;
    uint64_t count = 0;
    for (uint64_t c = 0; c < r->graph->space.n_cells; c++)
        count += truce__space_is_feasible(&r->graph->space, c) && truce__rank_at(&a, c) != truce__rank_at(&b, c);
    return count;
}

/* Values of both ways; counts as agreement only if the sweep came to its end. */
static void compare(run *r, truce__replies replies, uint64_t *compared, uint64_t *differing) {
    bool is_settled = false;
    truce__pass_take(&r->solver);
    truce_status status = replies == TRUCE__REPLIES_ANY ? truce__sweep_replies(&r->solver, &is_settled)
                                                        : truce__fibre_replies(&r->solver, &is_settled);
    if (status == TRUCE_OK) truce__pass_values(&r->solver); /* they may still stand in the ranks */
    swap_values(r);
    truce__pass_take(&r->solver);
    if (status == TRUCE_OK) status = truce__graph_replies(&r->solver, replies);
    if (status != TRUCE_OK || !is_settled || count_differences(r)) ++*differing;
    ++*compared;
}

static void random_models_agree(void) {
    static text t;
    uint64_t compared = 0, differing = 0, skipped = 0;
    for (uint32_t i = 0; i < 3000; i++) {
        uint64_t before = seed;
        make_model(&t);
        run r;
        if (open_run(&r, t.at, 0)) {
            uint64_t wrong = differing;
            compare(&r, TRUCE__REPLIES_ANY, &compared, &differing);
            compare(&r, TRUCE__REPLIES_IMPROVING, &compared, &differing);
            if (wrong != differing) printf("differs: seed %llu\n%s\n", (unsigned long long)before, t.at);
        } else {
            skipped++;
        }
        close_run(&r);
    }
    CLAIM(compared > 4000, "most random models have states (%llu comparisons, %llu skipped)",
          (unsigned long long)compared, (unsigned long long)skipped);
    CLAIM(differing == 0, "sweeping and settling agree (%llu of %llu differ)", (unsigned long long)differing,
          (unsigned long long)compared);
}

/* One long corridor: two parties take turns, and each step is opened by the one before. The focal party only watches;
 * its worst state is the far end. Levels 0 .. k - 1 of both parties, feasible where they are equal or the second is
 * one behind. */
static void winding_paths_are_settled(void) {
    static text t;
    t.length = 0;
    add(&t, "truce: 1\nparties:\n  - {id: w, options: [{id: look}]}\n");
    for (int p = 0; p < 6; p++) {
        add(&t, "  - {id: p%d, options: [{id: o%d, levels: [", p, p);
        for (int l = 0; l < 6; l++) add(&t, "%sl%d", l ? ", " : "", l);
        add(&t, "]}]}\n");
    }
    /* party p may leave level l only when all before it stand at l + 1 and all behind it at l */
    add(&t, "feasible:\n");
    for (int p = 0; p + 1 < 6; p++)
        for (int l = 0; l < 6; l++) {
            add(&t, "  - o%d = l%d implies o%d in (l%d, l%d)\n", p, l, p + 1, l, l ? l - 1 : l);
        }
    add(&t, "  - o0 = l5 implies o5 in (l4, l5)\n");
    for (int l = 0; l < 5; l++) add(&t, "  - o0 = l%d implies o5 in (l%d, l%d)\n", l, l, l ? l - 1 : l);
    add(&t, "preferences:\n  w: {order: [not o5 = l5, not look]}\n");
    run r;
    bool is_open = open_run(&r, t.at, 0);
    CLAIM(is_open, "the corridor is a model");
    if (is_open) {
        uint64_t compared = 0, differing = 0;
        compare(&r, TRUCE__REPLIES_ANY, &compared, &differing);
        CLAIM(differing == 0, "a long corridor gives the same values both ways");
        truce__pass_take(&r.solver);
        CLAIM(truce__pass_reply(&r.solver, TRUCE__REPLIES_ANY) == TRUCE_OK, "and through the front door");
        truce__ranks values = {.at = r.solver.values, .bytes = r.solver.ranks->bytes};
        CLAIM(truce__rank_at(&values, 0) < truce__rank_at(r.solver.ranks, 0),
              "the far end is seen from the near one");
    }
    close_run(&r);
}

/* The same ranks in four bytes, as if there were more than 65,536. */
static bool widen(run *r) {
    for (uint32_t p = 0; p < r->model->n_parties; p++) {
        truce__ranks *ranks = &r->graph->ranks[p], narrow = *ranks;
        uint32_t *wide = truce__big_alloc(r->ctx, r->graph->space.n_cells * sizeof *wide);
        if (!wide) return false;
        for (uint64_t c = 0; c < r->graph->space.n_cells; c++) wide[c] = truce__rank_at(&narrow, c);
        truce__big_free(r->ctx, ranks->at);
        ranks->at = wide;
        ranks->bytes = 4;
    }
    return true;
}

/* Parties with so many options, some of three levels, some that move one way; long preferences. */
static void make_large_model(text *t, const uint32_t *sizes, uint32_t n_parties, bool is_mixed) {
    uint32_t n = 0;
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < n_parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = sizes[p]; i-- > 0; n++) {
            static const char *const moves[] = {"both", "both", "both", "both", "both", "both", "up", "down"};
            add(t, "      - {id: o%u, levels: [a, b%s], moves: %s}\n", n, is_mixed && !draw(4) ? ", c" : "",
                is_mixed ? moves[draw(8)] : "both");
        }
    }
    add_rules(t, n, draw(2) ? draw(6) : 0);
    add_preferences(t, n, n_parties, 8, 6);
}

/* Fibres of one place and of thousands, many and few neighbours, values of one, two and four bytes. */
static void large_models_agree(void) {
    static const struct {
        uint32_t sizes[6], n;
    } shapes[] = {{{1, 1, 13}, 3},   {{1, 13}, 2},   {{13, 1, 1}, 3},         {{4, 4, 4}, 3},
                  {{3, 3, 3, 3}, 4}, {{0, 6, 6}, 3}, {{1, 5, 7}, 3},          {{7, 5, 1}, 3},
                  {{2, 8, 2}, 3},    {{6, 0, 6}, 3}, {{2, 2, 2, 2, 2, 2}, 6}, {{5, 3, 4}, 3}};
    static text t;
    uint64_t compared = 0, differing = 0, wide = 0, bytes = 0;
    for (uint32_t i = 0; i < 48; i++) {
        run r;
        uint32_t shape = i % 12, focal = draw(shapes[shape].n);
        make_large_model(&t, shapes[shape].sizes, shapes[shape].n, i % 12 > 2 && i % 24 < 12);
        if (open_run(&r, t.at, focal)) {
            uint64_t wrong = differing;
            if (i % 5 == 0 && widen(&r)) {
                truce__big_free(r.ctx, r.solver.values);
                truce__big_free(r.ctx, r.other);
                r.solver.values = truce__big_alloc(r.ctx, r.graph->space.n_cells * 4);
                r.other = truce__big_alloc(r.ctx, r.graph->space.n_cells * 4);
                wide++;
            }
            bytes |= r.solver.ranks->bytes;
            compare(&r, TRUCE__REPLIES_IMPROVING, &compared, &differing);
            if (wrong != differing) printf("differs, party %u:\n%s\n", focal, t.at);
        }
        close_run(&r);
    }
    CLAIM(compared > 40 && wide > 5 && bytes == 7, "large models have states, and ranks of every width (%u, %u, %u)",
          (unsigned)compared, (unsigned)wide, (unsigned)bytes);
    CLAIM(differing == 0, "fibres and settling agree on large models (%u of %u differ)", (unsigned)differing,
          (unsigned)compared);
}

int main(void) {
    random_models_agree();
    large_models_agree();
    winding_paths_are_settled();
    return claims_end();
}
