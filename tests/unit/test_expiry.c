/* SPDX-License-Identifier: Apache-2.0 */
/* Expiry, and the analyses that use it, give the same answers in both shapes of space, with any number of threads,
 * and when asked twice. */
#include <truce/audience.h>
#include <truce/home.h>
#include <truce/ripe.h>

#include "harness.h"
#include "graph/graph.h"

enum { OPTIONS = 14 };

/* `n` binary options of two parties, a few rules, and every section that surrounds a conflict. */
static void write_model(char *text, size_t size, int n, unsigned seed) {
    int at = snprintf(text, size, "truce: 1\nparties:\n");
    for (int o = 0; o < n; o++) {
        if (o == 0 || o == n / 2) at += snprintf(text + at, size - (size_t)at, "  - id: p%d\n    options:\n", o != 0);
        at += snprintf(text + at, size - (size_t)at, "      - {id: o%d%s}\n", o,
                       (seed >> o % 8 & 1) ? ", moves: up" : "");
    }
    unsigned a = seed % 2 ? 6 : 7, b = 13 - a, c = 0; /* none of those that lapse */
    snprintf(
        text + at, size - (size_t)at,
        "feasible: [not (o%u and o%u and not o0), o1 implies o%u]\nstatus_quo: {}\n"
        "preferences:\n  p0: {order: [o%u, not o%u, o2 or o3, o%u]}\n  p1: {weigh: {o%u: 2, o%u: -1.5, o1: 0.25, o4: "
        "3}}\n"
        "expires:\n  - {when: o2 and o%u, becomes: {o2: no}}\n  - {when: o3 and not o2, becomes: {o3: no, o5: no}}\n"
        "  - {when: o%d and o4, becomes: {o4: no}}\n"
        "ratify: {p0: {rule: quota, quota: 2, actors: [{party: p1}, {id: x, order: [o3, o%u]}, {party: p0}]}}\n"
        "pain: {p0: not o2}\naudience: [{party: p1, escalated: o%d, backs_down: not o%d or o%u}]\n",
        a, b, c, a, b, c, c, a, b, n - 1, a, n - 1, n - 1, b);
}

typedef struct views { /* one conflict, plain and after expiry, and the analyses of the latter */
    truce_graph *plain, *after, *twice;
    truce_ratification *home;
    truce_audience *audience;
    truce_ripeness *ripe;
    truce_solution *solution; /* all concepts */
} views;

static truce_status build(truce_ctx *ctx, const truce_model *model, truce__shape shape, views *v) {
    truce_status status = truce__graph_build(ctx, model, shape, &v->plain);
    if (status == TRUCE_OK) status = truce_graph_after_expiry(ctx, v->plain, &v->after);
    if (status == TRUCE_OK) status = truce_graph_after_expiry(ctx, v->after, &v->twice);
    if (status == TRUCE_OK) status = truce_ratify(ctx, v->after, NULL, &v->home);
    if (status == TRUCE_OK) status = truce_audience_sweep(ctx, v->after, &v->audience);
    if (status == TRUCE_OK) status = truce_ripe(ctx, v->after, &(truce_ripe_query){.limit = 5}, &v->ripe);
    static const uint32_t all[] = {0, 1, 2, 3, 4};
    if (status == TRUCE_OK) status = truce_solve(ctx, v->after, all, 5, &v->solution);
    return status;
}

static void tear_down(views *v) {
    truce_solution_free(v->solution);
    truce_ripeness_free(v->ripe);
    truce_audience_free(v->audience);
    truce_ratification_free(v->home);
    truce_graph_free(v->twice);
    truce_graph_free(v->after);
    truce_graph_free(v->plain);
}

static bool same_set(const truce_set *a, const truce_set *b) {
    truce_state s = 0, t = 0;
    do {
        s = truce_set_next(a, s);
        t = truce_set_next(b, t);
    } while (s && s == t);
    return s == t;
}

static bool same_ranks(const truce_graph *a, const truce_graph *b) {
    for (uint32_t p = 0; p < 2; p++)
        for (truce_state s = 1; s <= truce_graph_state_count(a); s++)
            if (truce_graph_rank(a, p, s) != truce_graph_rank(b, p, s) ||
                truce_graph_expires_into(a, s) != truce_graph_expires_into(b, s))
                return false;
    return truce_graph_rank_count(a, 0) == truce_graph_rank_count(b, 0) &&
           truce_graph_expiring_count(a) == truce_graph_expiring_count(b);
}

/* Where paths on which things lapse lead, by whom last, and after how many steps. */
static bool same_reach(const truce_paths *a, const truce_paths *b) {
    bool is_same = truce_paths_lapse(a) && truce_paths_lapse(b) && truce_paths_pairs(a) == truce_paths_pairs(b);
    for (truce_state s = 1; s <= truce_graph_state_count(truce_paths_graph(a)) && is_same; s++) {
        is_same = truce_paths_steps_by(a, s, TRUCE_NOBODY) == truce_paths_steps_by(b, s, TRUCE_NOBODY);
        for (uint32_t p = 0; p < 2; p++)
            is_same = is_same && truce_paths_steps_by(a, s, p) == truce_paths_steps_by(b, s, p);
    }
    return is_same;
}

static bool same_costs(const truce_audience_cost *a, const truce_audience_cost *b) {
    for (size_t i = 0; i < a->step_count && a->step_count == b->step_count; i++)
        if (a->steps[i].demotion != b->steps[i].demotion || a->steps[i].tempted != b->steps[i].tempted ||
            a->steps[i].acceptable != b->steps[i].acceptable || a->steps[i].agreeable != b->steps[i].agreeable)
            return false;
    return a->step_count == b->step_count && same_set(a->tempted, b->tempted) && a->ties_hands == b->ties_hands;
}

/* Every state is valued as the state it turns into, which itself does not change further. */
static bool is_sound(const views *v) {
    for (truce_state s = 1; s <= truce_graph_state_count(v->plain); s++) {
        truce_state to = truce_graph_expires_into(v->after, s);
        if (truce_graph_expires_into(v->after, to) != to) return false;
        for (uint32_t p = 0; p < 2; p++)
            if (truce_graph_rank(v->after, p, s) != truce_graph_rank(v->after, p, to)) return false;
    }
    return true;
}

static void compare(unsigned seed, int n) {
    static char text[8192];
    truce_ctx *one = truce_ctx_new(&(truce_config){.threads = 1}),
              *many = truce_ctx_new(&(truce_config){.threads = 3});
    truce_model *model = NULL;
    views a = {0}, b = {0};
    write_model(text, sizeof text, n, seed);
    truce_status status = truce_parse(one, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = build(many, model, TRUCE__SHAPE_PRODUCT, &a);
    if (status == TRUCE_OK) status = build(one, model, TRUCE__SHAPE_LISTED, &b);
    CLAIM(status == TRUCE_OK || status == TRUCE_E_MODEL, "model %u is built in both shapes (status %d)", seed,
          (int)status);
    if (status == TRUCE_OK) {
        CLAIM(truce_graph_expiring_count(a.after) > 0, "model %u has something temporary", seed);
        CLAIM(is_sound(&a), "model %u: a state is worth what it turns into", seed);
        CLAIM(same_ranks(a.after, a.twice), "model %u: lapsing twice is lapsing once", seed);
        CLAIM(same_ranks(a.after, b.after), "model %u: both shapes lapse alike", seed);
        CLAIM(same_set(a.home->ratified, b.home->ratified) && same_set(a.home->agreeable, b.home->agreeable),
              "model %u: both shapes ratify alike", seed);
        CLAIM(same_costs(a.audience->costs, b.audience->costs), "model %u: both shapes sweep alike", seed);
        CLAIM(same_set(a.ripe->ways_out, b.ripe->ways_out) && a.ripe->better_for_all == b.ripe->better_for_all,
              "model %u: both shapes find the same ways out", seed);
        CLAIM(same_reach(a.ripe->paths, b.ripe->paths), "model %u: both shapes reach the same by lapses", seed);
        for (uint32_t slot = 0; slot < 5; slot++)
            for (uint32_t p = 0; p < 2; p++)
                CLAIM(same_set(truce_solution_stable(a.solution, slot, p),
                               truce_solution_stable(b.solution, slot, p)),
                      "model %u: both shapes agree on what is stable (concept %u, party %u)", seed, slot, p);
        for (size_t slot = 0; slot < a.ripe->concept_count; slot++)
            CLAIM(a.ripe->exits[2 * slot] == b.ripe->exits[2 * slot] &&
                      a.ripe->exits[2 * slot + 1] == b.ripe->exits[2 * slot + 1],
                  "model %u: both shapes leave alike", seed);
    }
    tear_down(&a);
    tear_down(&b);
    truce_model_free(model);
    truce_ctx_free(one);
    truce_ctx_free(many);
}

/* Options of several levels that count up, one entry a digit: the carry comes rounds later, and what lapses is named
 * by an outcome that lapsing changes. Dozens of rounds for some states, none for others. */
static void count_up(bool is_long) {
    static char text[4096];
    int at = snprintf(text, sizeof text, "truce: 1\nparties:\n  - {id: p, options: [{id: run}");
    for (const char *o = "abcd"; *o; o++)
        at += snprintf(text + at, sizeof text - (size_t)at, ", {id: %c, levels: [l0, l1, l2, l3, l4, l5, l6, l7]}",
                       *o);
    at += snprintf(text + at, sizeof text - (size_t)at,
                   "]}\noutcomes: {full: a = l7}\npreferences: {p: {order: [b = l3, a != l2]}}\n"
                   "feasible: [not (a = l3 and d = l7 and run)]\nexpires:\n");
    const char *next[] = {"a: l0, b", "a: l0, b: l0, c"}, *when[] = {"full and run", "full and b = l7 and run"};
    for (int digit = is_long ? 1 : 0; digit >= 0; digit--)
        for (int i = 6; i >= 0; i--)
            at += snprintf(text + at, sizeof text - (size_t)at, "  - {when: %s and %c = l%d, becomes: {%s: l%d}}\n",
                           when[digit], "bc"[digit], i, next[digit], i + 1);
    for (int i = 6; i >= 0; i--)
        at += snprintf(text + at, sizeof text - (size_t)at,
                       "  - {when: run and a = l%d and d = l7, becomes: {a: l%d}}\n", i, i + 1);
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_model *model = NULL;
    truce_graph *plain[2] = {NULL, NULL}, *after[2] = {NULL, NULL};
    truce_status status = truce_parse(ctx, text, (size_t)at, "m.yaml", &model);
    for (int i = 0; i < 2 && status == TRUCE_OK; i++) {
        status = truce__graph_build(ctx, model, i ? TRUCE__SHAPE_LISTED : TRUCE__SHAPE_PRODUCT, &plain[i]);
        if (status == TRUCE_OK) status = truce_graph_after_expiry(ctx, plain[i], &after[i]);
    }
    CLAIM(status == TRUCE_OK, "a counter is built in both shapes (%s)",
          truce_diags_total(ctx) ? truce_diag_at(ctx, 0)->message : "");
    if (status == TRUCE_OK)
        for (truce_state s = 1; s <= truce_graph_state_count(after[0]); s++)
            if (truce_graph_rank(after[0], 0, s) != truce_graph_rank(after[1], 0, s)) {
                CLAIM(false, "state %llu of a counter is worth the same in both shapes", (unsigned long long)s);
                break;
            }
    CLAIM(status == TRUCE_OK && truce_graph_expiring_count(after[0]) == truce_graph_expiring_count(after[1]),
          "the same states of a counter lapse in both shapes");
    for (int i = 0; i < 2; i++) truce_graph_free(after[i]), truce_graph_free(plain[i]);
    truce_model_free(model);
    truce_ctx_free(ctx);
}

int main(void) {
    count_up(false);
    count_up(true);
    for (unsigned seed = 1; seed <= 60; seed++) compare(seed * 2654435761U >> 8, 8);
    /* more than one block of cells */
    for (unsigned seed = 1; seed <= 2; seed++) compare(seed * 40503U + 17, OPTIONS + 1);
    return claims_end();
}
