/* SPDX-License-Identifier: Apache-2.0 */
/* Paths under failure: each allocation of the search, the check and every display fails in turn. The check must find
 * every error planted in an answer. scripts/test_paths.py and test_sparse.c compare the answers themselves. */
#include "questions/paths/pairs.h"
#include "harness.h"
#include "sinks.h"
#include "unit/budget.h"

/* A layout in place of Graphviz's: nodes in a row for each layer, straight arcs. */
static truce_status lay_out(void *ud, truce_sketch *sketch) {
    (void)ud;
    for (size_t i = 0; i < sketch->node_count; i++) {
        sketch->nodes[i].x = 200.0 * sketch->nodes[i].layer + 100;
        sketch->nodes[i].y = 60.0 * (double)i + 30;
    }
    sketch->width = sketch->height = 60.0 * (double)(sketch->node_count + 10);
    for (size_t i = 0; i < sketch->arc_count; i++) {
        truce_status status = truce_sketch_curve(sketch, i, 4);
        if (status != TRUCE_OK) return status;
        for (int k = 0; k < 4; k++) {
            const truce_sketch_node *end = &sketch->nodes[k < 2 ? sketch->arcs[i].from : sketch->arcs[i].to];
            sketch->arcs[i].points[2 * k] = end->x;
            sketch->arcs[i].points[2 * k + 1] = end->y;
        }
    }
    return TRUCE_OK;
}

static truce_status show_paths(truce_ctx *ctx, const truce_paths *paths, const truce_sink *sink) {
    const truce_paths_show show = {.paths = &paths, .count = 1, .most_paths = 1};
    const truce_render_options options = {.limit = 4};
    truce_result *result = NULL;
    truce_status status = truce_result_of_paths(ctx, &show, &options, &result);
    for (int format = TRUCE_FORMAT_TABLE; format <= TRUCE_FORMAT_SVG && status == TRUCE_OK; format++) {
        const truce_form form = {.format = (truce_format)format, .width = 72, .layout = lay_out};
        status = truce_render(result, &form, sink);
    }
    truce_result_free(result);
    return status;
}

static truce_status find_paths(truce_ctx *ctx, const truce_graph *graph, const char *statement,
                               const truce_sink *sink) {
    truce_verifier *verifier = NULL;
    truce_set *to = NULL;
    truce_status status = truce_verifier_new(ctx, graph, &verifier);
    if (status == TRUCE_OK) status = truce_graph_where(ctx, graph, statement, &to);
    for (int by = TRUCE_BY_MOVES; by <= TRUCE_BY_UNSANCTIONED && status == TRUCE_OK; by++) {
        truce_paths *paths = NULL;
        truce_paths_query query = {.from = 1, .by = (truce_paths_by)by, .concept = 3, .to = to, .arc_limit = 3};
        status = truce_paths_find(ctx, graph, &query, &paths);
        if (status == TRUCE_OK) status = truce_paths_verify(ctx, verifier, paths, TRUCE_VERIFY_CLOSED);
        if (status == TRUCE_OK) status = show_paths(ctx, paths, sink);
        truce_paths_free(paths);
    }
    truce_set_free(to);
    truce_verifier_free(verifier);
    return status;
}

/* ------------------------------------------------------------- allocations */

typedef struct scene {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    budget b;
    truce_allocator allocator;
} scene;

static bool set_up(scene *s, const char *text) {
    s->b = (budget){.left = -1};
    s->allocator = (truce_allocator){counted_alloc, counted_resize, counted_release, &s->b};
    truce_config config = {.allocator = &s->allocator, .threads = 1};
    s->ctx = truce_ctx_new(&config);
    s->model = NULL;
    s->graph = NULL;
    return s->ctx && truce_parse(s->ctx, text, strlen(text), "m.yaml", &s->model) == TRUCE_OK &&
           truce_graph_build(s->ctx, s->model, &s->graph) == TRUCE_OK;
}

static void tear_down(scene *s) {
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce_ctx_free(s->ctx);
}

static truce_status run(scene *s, const char *statement, long allowed) {
    size_t written = 0;
    truce_sink sink = {swallow, &written};
    truce_diags_clear(s->ctx);
    s->b.left = allowed;
    truce_status status = find_paths(s->ctx, s->graph, statement, &sink);
    s->b.left = -1;
    return status;
}

static void torture(const char *name, const char *text, const char *statement) {
    scene s;
    bool is_up = set_up(&s, text);
    CLAIM(is_up, "%s is built", name);
    if (is_up) {
        long before = s.b.held, wrong = 0, leaks = 0, first = -1, start = s.b.count;
        truce_status status = run(&s, statement, -1);
        long needed = s.b.count - start;
        CLAIM(status == TRUCE_OK, "%s: paths are found, verified and shown (status %d)", name, (int)status);
        truce_diags_clear(s.ctx);
        before = s.b.held;
        for (long k = 0; k < needed; k++) {
            status = run(&s, statement, k);
            truce_diags_clear(s.ctx);
            if (status != TRUCE_E_NOMEM) wrong++, first = first < 0 ? k : first;
            if (s.b.held > before + 2) leaks++, first = first < 0 ? k : first; /* room of the list of diagnostics */
        }
        CLAIM(needed > 50, "%s allocates often enough to be a test (%ld)", name, needed);
        CLAIM(wrong == 0, "%s: each of %ld failed allocations is reported (%ld are not, first %ld)", name, needed,
              wrong, first);
        CLAIM(leaks == 0, "%s: no failed allocation leaks (%ld do, first %ld)", name, leaks, first);
    }
    tear_down(&s);
    CLAIM(s.b.held == 0, "%s gives everything back (%ld blocks held)", name, s.b.held);
}

/* ------------------------------------------------------------------- asked */

/* What is told of paths to that state: by a search of its own (NULL), or by one that was asked for others before. */
static gathered told(scene *s, truce_paths *asked, truce_state to) {
    gathered text = {0};
    truce_paths *own = NULL;
    const truce_paths_query query = {.from = 1, .by = TRUCE_BY_MOVES, .to_state = to, .arc_limit = 3};
    truce_status status = asked ? truce_paths_ask(asked, NULL, to)
                                : truce_paths_find(s->ctx, s->graph, &query, &own);
    if (status == TRUCE_OK)
        status = show_paths(s->ctx, asked ? asked : own, &(truce_sink){gather, &text});
    CLAIM(status == TRUCE_OK && text.length > 100, "paths to %llu are told", (unsigned long long)to);
    truce_paths_free(own);
    return text;
}

static void ask_again(const char *name, const char *text) {
    scene s;
    truce_paths *paths = NULL;
    const truce_paths_query query = {.from = 1, .by = TRUCE_BY_MOVES, .arc_limit = 3};
    if (set_up(&s, text) && truce_paths_find(s.ctx, s.graph, &query, &paths) == TRUCE_OK) {
        for (truce_state to = truce_graph_state_count(s.graph); to > 0; to--) {
            gathered again = told(&s, paths, to), once = told(&s, NULL, to);
            CLAIM(again.bytes && once.bytes && strcmp(again.bytes, once.bytes) == 0,
                  "%s: one search tells of %llu what one of its own does", name, (unsigned long long)to);
            free(again.bytes);
            free(once.bytes);
        }
        CLAIM(truce_paths_ask(paths, NULL, truce_graph_state_count(s.graph) + 1) == TRUCE_E_USAGE,
              "%s: there is no such state", name);
    }
    CLAIM(paths, "%s is searched", name);
    truce_paths_free(paths);
    tear_down(&s);
}

/* ----------------------------------------------------------------- planted */

typedef void (*fault)(truce_paths *paths);

static truce_path_step *first_step(truce_paths *paths) {
    size_t last = paths->targets.count - 1;
    return (truce_path_step *)(uintptr_t)paths->targets.at[last].path;
}

static void another_state(truce_paths *paths) { first_step(paths)->to = first_step(paths)->to % 3 + 1; }
static void another_party(truce_paths *paths) { first_step(paths)->party = 1 - first_step(paths)->party; }
static void another_gain(truce_paths *paths) { first_step(paths)->gain = (first_step(paths)->gain + 1) % 3; }
static void shorter(truce_paths *paths) { paths->targets.at[paths->targets.count - 1].steps--; }

static void put_steps(truce_paths *paths, uint64_t pair, uint32_t steps) {
    truce__value_put(paths->steps, paths->step_bytes, pair, steps);
}

static void forget_a_pair(truce_paths *paths) {
    for (uint64_t pair = 0; pair < truce__pair(paths, paths->graph->space.n_cells, 0); pair++)
        if (truce__steps_of(paths, pair) == 1) {
            put_steps(paths, pair, 0);
            return;
        }
}

static void later_than_it_is(truce_paths *paths) {
    for (uint64_t pair = 0; pair < truce__pair(paths, paths->graph->space.n_cells, 0); pair++)
        if (truce__steps_of(paths, pair) == 1) put_steps(paths, pair, 2);
}

static void another_lapse(truce_paths *paths) {
    for (size_t i = 0; i < paths->targets.count; i++)
        for (uint32_t k = 0; k < paths->targets.at[i].steps; k++) {
            truce_path_step *step = (truce_path_step *)(uintptr_t)&paths->targets.at[i].path[k];
            if (step->party == TRUCE_NOBODY) step->to = step->to % 4 + 1;
        }
}

static void forget_lapses(truce_paths *paths) {
    for (uint64_t cell = 0; cell < paths->graph->space.n_cells; cell++)
        put_steps(paths, truce__pair(paths, cell, paths->n_parties), 0);
}

static void plant(const char *text, const char *name, fault change, unsigned flags) {
    scene s;
    truce_paths *paths = NULL;
    truce_verifier *verifier = NULL;
    truce_set *all = NULL;
    bool is_up = set_up(&s, text) && truce_verifier_new(s.ctx, s.graph, &verifier) == TRUCE_OK &&
                 truce_graph_where(s.ctx, s.graph, "true", &all) == TRUCE_OK;
    truce_paths_query query = {.from = 1, .by = TRUCE_BY_MOVES, .to = all};
    is_up = is_up && truce_paths_find(s.ctx, s.graph, &query, &paths) == TRUCE_OK;
    CLAIM(is_up && truce_paths_verify(s.ctx, verifier, paths, TRUCE_VERIFY_CLOSED) == TRUCE_OK, "%s: right before",
          name);
    if (is_up) change(paths);
    CLAIM(is_up && truce_paths_verify(s.ctx, verifier, paths, flags) == TRUCE_E_BUG, "%s is found", name);
    truce_paths_free(paths);
    truce_set_free(all);
    truce_verifier_free(verifier);
    tear_down(&s);
}

static const char options_model[] = "truce: 1\n"
                                    "title: Well\n"
                                    "parties:\n"
                                    "  - {id: north, name: \"<North> & farm\", options: [{id: pump}, {id: offer, "
                                    "levels: [none, water, land], moves: up}]}\n"
                                    "  - {id: south, options: [{id: sue, moves: up}]}\n"
                                    "  - {id: town, options: [{id: fund, levels: [a, b, c], step: 1}]}\n"
                                    "feasible: [pump implies offer = none]\n"
                                    "status_quo: {pump: yes}\n"
                                    "outcomes: {deal: offer >= water}\n"
                                    "preferences:\n"
                                    "  north: {order: [not sue, not deal, fund = b]}\n"
                                    "  south: {order: [deal, fund != a]}\n"
                                    "  town: {weigh: {pump: -2.5, deal: 1, fund >= b: 2}}\n";

static const char lapsing_model[] = "truce: 1\n"
                                   "parties:\n"
                                   "  - {id: army, name: Army, options: [{id: fire, levels: [full, pause, end]}]}\n"
                                   "  - {id: rebels, options: [{id: free, moves: up}, {id: talk, moves: up}]}\n"
                                   "feasible: [fire = end implies talk, not (fire = full and talk and free)]\n"
                                   "status_quo: {}\n"
                                   "preferences:\n"
                                   "  army: {order: [free, fire != end, fire = pause if talk]}\n"
                                   "  rebels: {order: [fire >= pause, free implies fire >= pause, talk]}\n"
                                   "expires:\n"
                                   "  - {when: fire = pause, becomes: {fire: full}, after: 60 days}\n"
                                   "  - {when: talk and fire = full, becomes: {talk: no}}\n";

static const char coalesced_model[] =
    "truce: 1\n"
    "parties:\n"
    "  - {id: a, options: [{id: x}, {id: leave, moves: up}]}\n"
    "  - {id: b, options: [{id: y, levels: [low, mid, high]}]}\n"
    "coalesce: [leave]\n"
    "preferences: {a: {order: [not leave, x, y = high]}, b: {order: [not x, y = mid]}}\n"
    "expires: [{when: y = high, becomes: {y: mid, x: no}}, {when: y = mid, becomes: {y: low}}]\n";

static const char plain_model[] =
    "truce: 1\n"
    "parties: [{id: one}, {id: two}]\n"
    "states: [left, middle, right, apart]\n"
    "moves: {one: [[1, 2], [3, 1]], two: [[2, 3], [2, 1]]}\n"
    "preferences: {one: {rank: [2, [1, 3], rest]}, two: {rank: [3, rest]}}\n";

static const char plain_lapsing_model[] =
    "truce: 1\n"
    "parties: [{id: one}, {id: two}]\n"
    "states: [left, middle, right, apart]\n"
    "moves: {one: [[1, 2], [3, 1]], two: [[2, 3], [2, 1]]}\n"
    "preferences: {one: {rank: [2, [1, 3], rest]}, two: {rank: [3, rest]}}\n"
    "expires: [{when: right, becomes: apart}, {when: middle or apart, becomes: left}]\n";

int main(void) {
    torture("options with steps", options_model, "deal or pump");
    torture("coalesced states", coalesced_model, "true");
    torture("a plain graph", plain_model, "true");
    torture("what lapses", lapsing_model, "true");
    torture("what lapses in a plain graph", plain_lapsing_model, "true");
    ask_again("options with steps", options_model);
    ask_again("coalesced states", coalesced_model);
    ask_again("what lapses", lapsing_model);
    ask_again("what lapses in a plain graph", plain_lapsing_model);
    plant(plain_model, "another state", another_state, 0);
    plant(plain_model, "another party", another_party, 0);
    plant(plain_model, "another gain", another_gain, 0);
    plant(plain_model, "a path cut short", shorter, 0);
    plant(plain_model, "a pair that was not found", forget_a_pair, TRUCE_VERIFY_CLOSED);
    plant(plain_model, "steps that are too many", later_than_it_is, TRUCE_VERIFY_CLOSED);
    plant(plain_lapsing_model, "another lapse", another_lapse, 0);
    plant(plain_lapsing_model, "lapses that were not found", forget_lapses, TRUCE_VERIFY_CLOSED);
    plant(lapsing_model, "lapses in a product that were not found", forget_lapses, TRUCE_VERIFY_CLOSED);
    return claims_end();
}
