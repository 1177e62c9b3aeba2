/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Renderers and checks under failure: each allocation in turn fails, each write in turn fails. Every call has to
 * return the right status and leave nothing behind; a leak checker shows both.
 */
#include <truce/result.h>

#include "base/base.h"
#include "harness.h"

typedef struct budget {
    long allocations; /* left before one fails; negative: never */
    long live;
} budget;

static void *take(void *ud, size_t size) {
    budget *b = ud;
    if (b->allocations == 0) return NULL;
    if (b->allocations > 0) b->allocations--;
    void *block = malloc(size);
    b->live += block != NULL;
    return block;
}

static void *change(void *ud, void *block, size_t size) {
    budget *b = ud;
    if (!block) return take(ud, size);
    if (b->allocations == 0) return NULL;
    if (b->allocations > 0) b->allocations--;
    return realloc(block, size);
}

static void give(void *ud, void *block) {
    budget *b = ud;
    b->live -= block != NULL;
    free(block);
}

typedef struct paper {
    long writes; /* left before one fails; negative: never */
    size_t bytes;
} paper;

static bool put(void *ud, const char *bytes, size_t length) {
    paper *p = ud;
    (void)bytes;
    if (p->writes == 0) return false;
    if (p->writes > 0) p->writes--;
    p->bytes += length;
    return true;
}

static const char text[] =
    "truce: 1\ntitle: T\nsources: {a: {title: A}}\nparties:\n"
    "  - {id: n, name: N, options: [{id: p}, {id: q, levels: [none, some, all], because: so, source: a}]}\n"
    "  - {id: s, name: S, options: [{id: r, moves: up}]}\n"
    "feasible: [not (p and r and q = all), p or not p]\nstatus_quo: {p: yes}\noutcomes: {o: p and not r, also: p and "
    "not r}\n"
    "preferences:\n  n: {order: [not r, p, p, any: [q = some, r]]}\n  s: {weigh: {p: 1, q >= some: -2.5}}\n";

typedef struct scene {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce_witness *witnesses[4];
    size_t n_witnesses;
} scene;

static truce_status set_scene(scene *s) {
    truce_status status;
    uint32_t all[] = {0, 1, 2, 3};
    TRY_OR_DONE(truce_parse(s->ctx, text, sizeof text - 1, "t.yaml", &s->model));
    TRY_OR_DONE(truce_graph_build(s->ctx, s->model, &s->graph));
    TRY_OR_DONE(truce_check(s->ctx, s->graph));
    TRY_OR_DONE(truce_solve(s->ctx, s->graph, all, 4, &s->solution));
    for (uint32_t i = 0; i < 4; i++, s->n_witnesses++)
        TRY_OR_DONE(truce_explain(s->ctx, s->graph, 1 + i, i % 2, i, 0, &s->witnesses[i]));
done:
    return status;
}

static void strike_scene(scene *s) {
    for (size_t i = 0; i < s->n_witnesses; i++) truce_witness_free(s->ctx, s->witnesses[i]);
    truce_solution_free(s->solution);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce_ctx_free(s->ctx);
}

/* Writes the result in the form that the options name, and frees it. */
static truce_status write_result(truce_status made, truce_result *result, const truce_render_options *o,
                                 const truce_sink *sink) {
    truce_form form = {.format = o->format, .width = o->width, .color = o->color};
    truce_status status = made == TRUCE_OK ? truce_render(result, &form, sink) : made;
    truce_result_free(result);
    return status;
}

static truce_status write_solve(const scene *s, const truce_render_options *o, const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_solve(s->ctx, s->solution, o, &result);
    return write_result(status, result, o, sink);
}

static truce_status write_states(const scene *s, const truce_render_options *o, const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_states(s->ctx, s->graph, o, &result);
    return write_result(status, result, o, sink);
}

static truce_status write_explain(const scene *s, const truce_render_options *o, const truce_sink *sink) {
    const truce_explanation explanation = {.witnesses = (const truce_witness *const *)s->witnesses,
                                           .count = s->n_witnesses};
    truce_result *result = NULL;
    truce_status status = truce_result_of_explain(s->ctx, s->graph, &explanation, o, &result);
    return write_result(status, result, o, sink);
}

static truce_status write_check(const scene *s, const truce_render_options *o, const truce_sink *sink) {
    truce_result *result = NULL;
    truce_status status = truce_result_of_check(s->ctx, "t.yaml", s->model, s->graph, o, &result);
    return write_result(status, result, o, sink);
}

static truce_status render(const scene *s, unsigned which, truce_sink sink) {
    truce_render_options o = {.format = (truce_format)(which % 3),
                              .view = (truce_view)(which / 3 % 3),
                              .width = 60,
                              .sort_party = which % 2 ? 0 : UINT32_MAX,
                              .limit = 5,
                              .color = which % 2 == 0,
                              .show_inputs = which % 2 == 0,
                              .says_verified = which % 2 == 0,
                              .verified = which % 4,
                              .show_moves = which % 3 != 1 || which % 2,
                              .document = text,
                              .document_length = sizeof text - 1};
    uint64_t verified = 0;
    switch (which / 9) {
    case 0: return write_solve(s, &o, &sink);
    case 1: return write_states(s, &o, &sink);
    case 2: return write_explain(s, &o, &sink);
    case 3: return write_check(s, &o, &sink);
    default: return truce_solution_verify(s->ctx, s->solution, &o, &verified);
    }
}

enum { KINDS = 37, MOST = 20000 };

/* Everything with the k-th allocation failing. */
static truce_status attempt(long k, long *live) {
    budget b = {k, 0};
    truce_allocator allocator = {take, change, give, &b};
    truce_config config = {.allocator = &allocator, .threads = 1};
    paper p = {-1, 0};
    scene s = {.ctx = truce_ctx_new(&config)};
    truce_status status = s.ctx ? set_scene(&s) : TRUCE_E_NOMEM;
    for (unsigned which = 0; which < KINDS && status == TRUCE_OK; which++)
        status = render(&s, which, (truce_sink){put, &p});
    strike_scene(&s);
    *live = b.live;
    return status;
}

static void allocations_fail(void) {
    truce_status status = TRUCE_E_NOMEM;
    long k = 0, wrong = 0, leaked = 0, live;
    for (; status != TRUCE_OK && k < MOST; k++) {
        status = attempt(k, &live);
        wrong += status != TRUCE_E_NOMEM && status != TRUCE_OK;
        leaked += live != 0;
    }
    CLAIM(status == TRUCE_OK && k > 100, "in the end there is memory enough (%ld allocations)", k);
    CLAIM(wrong == 0, "%ld failures came back as something else than TRUCE_E_NOMEM", wrong);
    CLAIM(leaked == 0, "%ld failures left memory behind", leaked);
}

static void writes_fail(void) {
    scene s = {.ctx = truce_ctx_new(NULL)};
    CLAIM(set_scene(&s) == TRUCE_OK, "the scene is set");
    for (unsigned which = 0; which < 36; which++) {
        paper shut = {0, 0}, open = {-1, 0};
        CLAIM(render(&s, which, (truce_sink){put, &shut}) == TRUCE_E_IO,
              "renderer %u notices a sink that takes nothing", which);
        CLAIM(render(&s, which, (truce_sink){put, &open}) == TRUCE_OK && open.bytes > 0, "renderer %u writes", which);
    }
    truce_cancel(s.ctx);
    paper p = {-1, 0};
    CLAIM(render(&s, 0, (truce_sink){put, &p}) == TRUCE_E_CANCELLED, "a cancelled renderer says so");
    strike_scene(&s);
}

int main(void) {
    allocations_fail();
    writes_fail();
    return claims_end();
}
