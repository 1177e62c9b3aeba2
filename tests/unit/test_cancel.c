/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cancelled work ends soon, whatever it is doing: sorting, making rows, building a graph, solving it. A comparison or
 * an allocation gives the moment of the cancellation, never a clock. The claim is how little work follows it.
 */
#include "graph/graph.h"
#include "graph/shapes.h"

#include <truce/coalitions.h>
#include <truce/result.h>
#include <truce/score.h>
#include <truce/variant.h>

#include "harness.h"
#include "unit/budget.h"
#define RANDOM_SEED 20261123
#define TEXT_ROOM 2048
#include "unit/random_text.h"

enum { AT_MOST = 65536 }; /* items between two questions */

/* ------------------------------------------------------------------ sorting */

typedef struct item {
    uint32_t key, place;
} item;

static truce_ctx *asked;        /* cancelled ... */
static long left = -1, since; /* ... after so many comparisons; how many followed */

static int by_key(const void *a, const void *b) {
    const item *x = a, *y = b;
    if (left == 0) since++;
    else if (left > 0 && --left == 0) truce_cancel(asked);
    return (x->key > y->key) - (x->key < y->key);
}

static void fill(item *items, uint32_t count, uint32_t keys) {
    for (uint32_t i = 0; i < count; i++) items[i] = (item){draw(keys), i};
}

/* Ascending, equal keys in their old order, and every item still there. */
static bool is_sorted(const item *items, uint32_t count, const item *before) {
    for (uint32_t i = 0; i + 1 < count; i++)
        if (items[i].key > items[i + 1].key ||
            (items[i].key == items[i + 1].key && items[i].place >= items[i + 1].place))
            return false;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].place >= count || items[i].key != before[items[i].place].key) return false;
        sum += items[i].place;
    }
    return sum == (uint64_t)count * (count ? count - 1 : 0) / 2;
}

static void sorts(truce_ctx *ctx) {
    static item items[5000], before[5000];
    for (uint32_t round = 0; round < 600; round++) {
        uint32_t count = round < 200 ? round % 12 : draw(5000);
        fill(items, count, 1 + draw(round % 3 ? 10 : 100000));
        memcpy(before, items, sizeof items);
        CLAIM(truce__sort(ctx, items, count, sizeof *items, by_key) == TRUCE_OK, "%u items are sorted",
              (unsigned)count);
        CLAIM(is_sorted(items, count, before), "%u items are in order, equal ones as they were", (unsigned)count);
    }
    static item ordered[AT_MOST];
    for (uint32_t i = 0; i < AT_MOST; i++) ordered[i] = (item){i, i};
    left = 1 << 30;
    CLAIM(truce__sort(ctx, ordered, AT_MOST, sizeof *ordered, by_key) == TRUCE_OK, "what is in order is sorted");
    CLAIM((1 << 30) - left < AT_MOST, "with one comparison for each neighbour: %ld", (1L << 30) - left);
    left = -1;
}

static void sort_stops(truce_ctx *ctx) {
    enum { COUNT = 1 << 20 };
    item one[1] = {{0, 0}};
    truce_cancel(ctx);
    CLAIM(truce__sort(ctx, one, 1, sizeof *one, by_key) == TRUCE_E_CANCELLED,
          "nothing is called sorted after the work was cancelled");
    truce_ctx_resume(ctx);
    item *items = malloc(COUNT * sizeof *items);
    if (!items) exit(3);
    asked = ctx;
    for (long moment = 1; moment < 16 * COUNT; moment = moment * 3 + 1) {
        fill(items, COUNT, COUNT);
        left = moment, since = 0;
        CLAIM(truce__sort(ctx, items, COUNT, sizeof *items, by_key) == TRUCE_E_CANCELLED,
              "cancelled at comparison %ld", moment);
        CLAIM(since <= AT_MOST + 64, "%ld more comparisons after number %ld", since, moment);
        truce_ctx_resume(ctx);
    }
    left = -1;
    free(items);
}

/* --------------------------------------------------------------------- rows */

static void rows_stop(truce_ctx *ctx) {
    truce__pairs pairs = {0};
    truce__csr out = {0}, in = {0};
    for (uint32_t i = 0; i < 1000; i++) (void)truce__vec_push(ctx, &pairs, (uint64_t)draw(100) << 32 | draw(100));
    CLAIM(truce__csr_make(ctx, 100, &pairs, &out, &in) == TRUCE_OK && out.n_arcs == in.n_arcs, "rows are made");
    truce__csr_free(ctx, &out);
    truce__csr_free(ctx, &in);
    truce_cancel(ctx);
    CLAIM(truce__csr_make(ctx, 100, &pairs, &out, &in) == TRUCE_E_CANCELLED,
          "and are not when nobody wants them any more");
    truce_ctx_resume(ctx);
    truce__csr_free(ctx, &out);
    truce__csr_free(ctx, &in);
    truce__vec_free(ctx, &pairs);
}

/* ------------------------------------------------------------------- graphs */

/* An allocator that cancels at a moment. */
typedef struct canceller {
    budget memory;
    truce_ctx *ctx;
    long moment; /* the allocation at which it cancels; negative: never */
} canceller;

static void *watched_alloc(void *ud, size_t size) {
    canceller *c = ud;
    if (c->memory.count == c->moment) truce_cancel(c->ctx);
    return counted_alloc(&c->memory, size);
}

static void *watched_resize(void *ud, void *block, size_t size) {
    canceller *c = ud;
    if (c->memory.count == c->moment) truce_cancel(c->ctx);
    return counted_resize(&c->memory, block, size);
}

static void watched_release(void *ud, void *block) { counted_release(&((canceller *)ud)->memory, block); }

static truce_status solve(truce_ctx *ctx, const truce_model *model) {
    truce_graph *graph = NULL;
    truce_solution *solution = NULL;
    truce_status status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_solve_completions(ctx, graph, NULL, 0, 0, &solution);
    truce_solution_free(solution);
    truce_graph_free(graph);
    return status;
}

/* Concepts with ways of their own, where two parties move. */
static truce_status look_ahead(truce_ctx *ctx, const truce_model *model) {
    const uint32_t concepts[] = {truce_concept_find("l3"), truce_concept_find("nm"), truce_concept_find("sim")};
    truce_graph *graph = NULL;
    truce_solution *solution = NULL;
    truce_status status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, concepts, 3, &solution);
    truce_solution_free(solution);
    truce_graph_free(graph);
    return status;
}

/* By the rules of other programs, and then by coalitions. */
static truce_status go_by_rules(truce_ctx *ctx, const truce_model *model) {
    const uint32_t concepts[] = {0, 1, 2, 3};
    truce_graph *graph = NULL;
    truce_solution *solution = NULL, *usual = NULL;
    truce_coalitions *coalitions = NULL;
    truce_coalition_witness *witness = NULL;
    const uint32_t members[] = {0, 1};
    const truce_coalition both = {members, 2};
    truce_status status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) truce_graph_use_rules(graph, TRUCE_RULES_GMCR_PLUS);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, concepts, 4, &solution);
    if (status == TRUCE_OK) truce_graph_use_rules(graph, TRUCE_RULES_TRUCE);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, concepts, 4, &usual);
    if (status == TRUCE_OK) status = truce_coalitions_find(ctx, usual, NULL, &coalitions);
    if (status == TRUCE_OK)
        status = truce_coalition_explain(ctx, graph, 1, &both, 2, TRUCE_IMPROVES_STRICTLY, &witness);
    truce_coalition_witness_free(ctx, witness);
    truce_coalitions_free(coalitions);
    truce_solution_free(usual);
    truce_solution_free(solution);
    truce_graph_free(graph);
    return status;
}

typedef truce_status (*working)(truce_ctx *ctx, const truce_model *model);

static void graph_stops(const char *what, const char *source, working work) {
    canceller c = {.memory = {.left = -1}, .moment = -1};
    truce_allocator allocator = {watched_alloc, watched_resize, watched_release, &c};
    truce_ctx *ctx = c.ctx = truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1});
    truce_model *model = NULL;
    CLAIM(truce_parse(ctx, source, strlen(source), "m", &model) == TRUCE_OK, "%s is read", what);
    const long begin = c.memory.count, held = c.memory.held;
    CLAIM(work(ctx, model) == TRUCE_OK, "%s can be solved", what);
    const long end = c.memory.count - begin;
    for (long moment = 0; moment < end; moment++) {
        c.moment = c.memory.count + moment;
        truce_status status = work(ctx, model);
        CLAIM(status == TRUCE_E_CANCELLED || moment + 4 >= end, "%s: cancelled at allocation %ld of %ld: status %d",
              what, moment, end, status);
        truce_ctx_resume(ctx);
        truce_diags_clear(ctx);
        CLAIM(c.memory.held <= held, "%s: %ld blocks are left", what, c.memory.held - held);
    }
    truce_model_free(model);
    truce_ctx_free(ctx);
}

static void graphs_stop(void) {
    static const char options[] =
        "parties:\n  - {id: a, options: [{id: x}, {id: y}, {id: z}]}\n  - {id: b, options: [{id: u}, {id: v}]}\n";
    static const char prefs[] =
        "preferences: {a: {order: [x iff u, y or v, z]}, b: {weigh: {x: 3, u: 2, v and z: 7}}}\n";
    static const struct {
        const char *what, *more;
    } kinds[] = {{"a product", ""},
                 {"rules", "feasible: [x or u, not (y and v)]\n"},
                 {"coalesced states", "coalesce: [x and y]\n"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        text t = {.length = 0};
        add(&t, "truce: 1\n%s%s%s", options, kinds[i].more, prefs);
        graph_stops(kinds[i].what, t.at, solve);
    }
    graph_stops("a plain graph", "truce: 1\nparties: [{id: a}, {id: b}]\nstates: [s, t, u, v]\nmoves: {a: [[1, 2], "
                                 "[3, 4], [2, 3]], b: [[1, 3], "
                                 "[4, 2]]}\npreferences: {a: {rank: [4, 2, rest]}, b: {rank: [1, 3, 2, 4]}}\n",
                solve);
    graph_stops("an open model", "truce: 1\nparties: [{id: a, options: [x]}, {id: b, options: [y]}]\npreferences: "
                                 "{a: {order: [{either: [y, not y, true]}, x]}, b: {either: [{order: [x]}, {weigh: "
                                 "{y: 1, x: 2}}]}}\n", solve);
    graph_stops("steps", "truce: 1\nparties:\n  - {id: a, options: [{id: x, levels: [p, q, r, s], step: 1}]}\n  - "
                         "{id: b, options: [{id: y, levels: [p, q, "
                         "r], step: 1}]}\npreferences: {a: {order: [x = q, y = r]}, b: {order: [y = p, x >= r]}}\n",
                solve);
    graph_stops("limited moves and moves at once",
                "truce: 1\nparties: [{id: n, options: [p]}, {id: s, options: [{id: a, levels: [none, sue, hit]}]}]\n"
                "preferences: {n: {order: [a != hit, p]}, s: {order: [not (p and a = none)]}}\n", look_ahead);
    graph_stops("other rules and coalitions",
                "truce: 1\nparties: [{id: k, options: [x]}, {id: l, options: [y]}, {id: m, options: [z]}]\n"
                "feasible: [not (x and y and z)]\npreferences: {k: {order: [not y, x]}, l: {order: [not z, y]}, "
                "m: {order: [not x, z]}}\n", go_by_rules);
}

/* ---------------------------------------------------------------- questions */

typedef struct asking {
    const char *what, *question;
    truce_argument arguments[4];
} asking;

static const asking askings[] = {
    {"a sample", "robust", {{.option = "variants", .number = 300}, {.option = "radius", .number = TRUCE_ROWS_NONE,
                                                                    .text = "none"}}},
    {"radii", "robust", {{.option = "variants", .number = 1}, {.option = "radius", .text = "all"}}},
    {"a target", "unlock", {{.option = "target", .text = "x and not z"}, {.option = "lasts", .number = 1}}},
    {"a target that is reached", "unlock", {{.option = "target", .text = "z and u"},
                                            {.option = "reachable", .number = 1, .text = "unsanctioned"}}},
    {"an inverse", "unlock", {{.option = "target", .number = 1}, {.option = "inverse", .number = 1}}},
    {"groups", "solve", {{.option = "groups", .number = TRUCE_GROUPS_OUTCOMES | TRUCE_GROUPS_PATTERNS, .text = "all"},
                         {.option = "holds", .numbers = (const uint32_t[]){0}, .count = 1}}},
    {"a forecast", "forecast", {{.option = "variants", .number = 8}, {.option = "simulate", .number = 100}}},
};

static truce_status ask(truce_ctx *ctx, const truce_model *model, const asking *one) {
    truce_graph *graph = NULL;
    truce_result *result = NULL;
    size_t count = 0;
    while (count < 4 && one->arguments[count].option) count++;
    truce_status status = truce_graph_build(ctx, model, &graph);
    truce_query query = {.graph = graph, .arguments = one->arguments, .argument_count = count};
    if (status == TRUCE_OK) status = truce_ask(ctx, one->question, &query, &result);
    truce_result_free(result);
    truce_graph_free(graph);
    return status;
}

/* After the cancellation next to nothing is allocated, and nothing is left. */
static void question_stops(const asking *one) {
    static const char source[] =
        "truce: 1\ndate: 2025-01-01\n"
        "parties: [{id: a, options: [x, y]}, {id: b, options: [z]}, {id: c, options: [u]}]\n"
        "status_quo: {x: yes}\noutcomes: {k: x and z, l: not x and u}\nno_deal: {a: x}\n"
        "tempo: {a: 3d, b: 5d, c: 2d}\nexpires: [{when: y, becomes: {y: no}, after: 9d}]\npreferences:\n"
        "  a: {order: [{that: z, confidence: 0.7}, not u, x]}\n"
        "  b: {order: [{that: x iff u, confidence: 0.6}, z]}\n  c: {weigh: {x: 3, not z: 2, u: 1}}\n";
    canceller c = {.memory = {.left = -1}, .moment = -1};
    truce_allocator allocator = {watched_alloc, watched_resize, watched_release, &c};
    truce_ctx *ctx = c.ctx = truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1});
    truce_model *model = NULL;
    CLAIM(truce_parse(ctx, source, strlen(source), "m", &model) == TRUCE_OK, "%s: the model is read", one->what);
    const long begin = c.memory.count, held = c.memory.held;
    truce_status whole = ask(ctx, model, one);
    const long end = c.memory.count - begin;
    CLAIM(whole == TRUCE_OK && end > 40, "%s: %ld allocations, status %d", one->what, end, whole);
    for (long moment = 0; moment < end; moment += 1 + end / 150) {
        c.moment = c.memory.count + moment;
        truce_status status = ask(ctx, model, one);
        long after = c.memory.count - c.moment;
        CLAIM((status == TRUCE_E_CANCELLED || moment + 100 > end) && after < 100,
              "%s: cancelled at allocation %ld of %ld: status %d, %ld more", one->what, moment, end, status, after);
        truce_ctx_resume(ctx);
        truce_diags_clear(ctx);
        CLAIM(c.memory.held <= held, "%s: %ld blocks are left", one->what, c.memory.held - held);
    }
    truce_model_free(model);
    truce_ctx_free(ctx);
}

static void score_stops(truce_ctx *ctx) {
    static truce_question_due questions[100];
    truce_scores *scores = NULL;
    for (size_t i = 0; i < 100; i++)
        questions[i] = (truce_question_due){.number = (int64_t)i, .forecast = (int64_t)i % 7, .outcome = "k",
                                            .statement = "x", .due = "2025-02-01", .p = 0.5, .reference = 0.5,
                                            .answer = TRUCE_ANSWER_YES};
    truce_cancel(ctx);
    CLAIM(truce_score(ctx, questions, 100, &scores) == TRUCE_E_CANCELLED && !scores, "scores stop");
    truce_ctx_resume(ctx);
}

/* ------------------------------------------------------------------ reading */

/* Reading asks at every value, so that next to nothing is allocated after the cancellation. */
static void reading_stops(const char *what, const char *source, size_t length) {
    canceller c = {.memory = {.left = -1}, .moment = -1};
    truce_allocator allocator = {watched_alloc, watched_resize, watched_release, &c};
    truce_ctx *ctx = c.ctx = truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1});
    truce_model *model = NULL;
    const long begin = c.memory.count;
    truce_status whole = truce_parse(ctx, source, length, "m", &model);
    const long end = c.memory.count - begin;
    CLAIM(whole == TRUCE_OK && end > 40, "%s: read with %ld allocations: status %d", what, end, whole);
    truce_model_free(model);
    for (long moment = 4; moment < end - 8; moment += 1 + end / 60) {
        c.moment = c.memory.count + moment;
        truce_status status = truce_parse(ctx, source, length, "m", &model);
        long after = c.memory.count - c.moment;
        CLAIM(status == TRUCE_E_CANCELLED && after < 12,
              "%s: cancelled at allocation %ld of %ld: status %d, %ld more", what, moment, end, status, after);
        truce_ctx_resume(ctx);
        truce_diags_clear(ctx);
    }
    truce_ctx_free(ctx);
}

static void add_lines(char **at, const char *before, const char *behind, unsigned count) {
    for (unsigned i = 1; i <= count; i++) *at += sprintf(*at, "%s%u%s", before, i, behind);
}

static void all_reading_stops(void) {
    enum { MANY = 20000, LINE = 48 };
    static const char head[] = "truce: 1\nparties: [{id: a, options: [{id: x}, {id: y}]}]\n";
    static const struct {
        const char *what, *above, *before, *behind;
    } lists[] = {{"a ranking", "preferences:\n  a:\n    rank:\n", "      - ", "\n"},
                 {"an order", "preferences:\n  a:\n    order:\n", "      - {that: x iff y, confidence: 0.", "1}\n"},
                 {"sources", "sources:\n", "  s", ": {title: t}\n"},
                 {"moves", "moves:\n  a:\n", "    - [", ", 1000000]\n"}};
    char *source = malloc(MANY * LINE + sizeof head);
    if (!source) exit(3);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char *at = source + sprintf(source, "%s%s", head, lists[i].above);
        add_lines(&at, lists[i].before, lists[i].behind, MANY);
        reading_stops(lists[i].what, source, (size_t)(at - source));
    }
    free(source);
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    sorts(ctx);
    sort_stops(ctx);
    rows_stop(ctx);
    graphs_stop();
    for (size_t i = 0; i < sizeof askings / sizeof *askings; i++) question_stops(&askings[i]);
    score_stops(ctx);
    all_reading_stops();
    truce_ctx_free(ctx);
    return claims_end();
}
