/* SPDX-License-Identifier: Apache-2.0 */
/* Set algebra against plain loops: random sets of 1 to 200 states and around a word's 64, ranks of one, two and four
 * bytes. */
#include <truce/set.h>

#include "harness.h"
#include "graph/set.h"

#include <stdbool.h>
#include <stdint.h>

enum { MOST = 1 << 22 };

static unsigned long long chance = 88172645463325252u;

static unsigned any(unsigned below) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)(chance % below);
}

/* A plain graph of that many states, one party with a random ranking that has ties. */
static void write_plain(char *text, unsigned n) {
    char *at = text + sprintf(text, "truce: 1\nparties: [{id: a}, {id: b}]\nstates: [");
    for (unsigned s = 1; s <= n; s++)
        at += sprintf(at, "s%u%s", s, s < n ? ", " : "]\nmoves: {a: [], b: []}\npreferences: {a: {rank: [[");
    for (unsigned s = 1; s <= n; s++) at += sprintf(at, "%u%s", s, s == n ? "]]}}\n" : any(3) ? "], [" : ", ");
}

/* `n` options with a few rules; the order has a rank for each of the 2^n combinations that the rules allow. */
static void write_options(char *text, unsigned n) {
    char *at = text + sprintf(text, "truce: 1\nparties:\n  - id: a\n    options: [");
    for (unsigned o = 0; o < n; o++)
        at += sprintf(at, "{id: o%u}%s", o, o + 1 < n ? ", " : "]\n  - id: b\nfeasible: [not (o0 and o1)]\n");
    at += sprintf(at, "preferences:\n  a: {order: [");
    for (unsigned o = 0; o < n; o++) at += sprintf(at, "o%u%s", (o * 5 + 3) % n, o + 1 < n ? ", " : "]}\n");
}

typedef struct pair { /* a set and what it should hold */
    truce_set *set;
    bool *in;
} pair;

static bool same(const pair *p, uint64_t n) {
    uint64_t count = 0;
    truce_state next = truce_set_next(p->set, 0);
    for (truce_state s = 1; s <= n; s++) {
        if (truce_set_contains(p->set, s) != p->in[s] || (next == s) != p->in[s]) return false;
        if (p->in[s]) count++, next = truce_set_next(p->set, s);
    }
    return count == truce_set_count(p->set);
}

static void fill(pair *p, truce_ctx *ctx, const truce_graph *graph, uint64_t n, unsigned density) {
    CLAIM(truce_set_new(ctx, graph, &p->set) == TRUCE_OK, "an empty set");
    truce_status status = TRUCE_OK;
    for (truce_state s = 1; s <= n && status == TRUCE_OK; s++) {
        p->in[s] = any(100) < density;
        if (p->in[s] || any(4) == 0) status = truce_set_add(p->set, s);
        if (!p->in[s] && truce_set_contains(p->set, s)) status = truce_set_remove(p->set, s);
    }
    CLAIM(status == TRUCE_OK, "states are added and removed");
    CLAIM(same(p, n), "%llu states: added and removed one by one", (unsigned long long)n);
}

/* Makes a copy of `a`, changes it with `b`, and compares. */
static void try(truce_ctx *ctx, const pair *a, const pair *b, uint64_t n, bool *room, int op) {
    pair c = {.in = room};
    CLAIM(truce_set_copy(ctx, a->set, &c.set) == TRUCE_OK && truce_set_equal(a->set, c.set), "a copy is equal");
    truce_status status = op == 0   ? truce_set_and(c.set, b->set)
                          : op == 1 ? truce_set_or(c.set, b->set)
                          : op == 2 ? truce_set_and_not(c.set, b->set)
                                    : truce_set_complement(c.set);
    for (truce_state s = 1; s <= n; s++)
        room[s] = op == 0   ? a->in[s] && b->in[s]
                  : op == 1 ? a->in[s] || b->in[s]
                  : op == 2 ? a->in[s] && !b->in[s]
                            : !a->in[s];
    CLAIM(status == TRUCE_OK && same(&c, n), "%llu states: operation %d", (unsigned long long)n, op);
    truce_set_free(c.set);
}

static void relate(const pair *a, const pair *b, uint64_t n) {
    uint64_t both = 0;
    bool is_subset = true, is_equal = true;
    for (truce_state s = 1; s <= n; s++) {
        both += a->in[s] && b->in[s];
        is_subset = is_subset && (!a->in[s] || b->in[s]);
        is_equal = is_equal && a->in[s] == b->in[s];
    }
    CLAIM(truce_set_count_both(a->set, b->set) == both, "%llu states: in both", (unsigned long long)n);
    CLAIM(truce_set_is_subset(a->set, b->set) == is_subset, "%llu states: part of the other", (unsigned long long)n);
    CLAIM(truce_set_equal(a->set, b->set) == is_equal, "%llu states: equal", (unsigned long long)n);
}

static void prefer(truce_ctx *ctx, const truce_graph *graph, uint64_t n, bool *room) {
    uint32_t count = truce_graph_rank_count(graph, 0), rank = any(count + 2);
    truce_state than = any((unsigned)n) + 1;
    for (int kind = 0; kind < 3; kind++) {
        pair p = {.in = room};
        truce_status status = kind == 0   ? truce_set_at_least(ctx, graph, 0, rank, &p.set)
                              : kind == 1 ? truce_set_at_most(ctx, graph, 0, rank, &p.set)
                                          : truce_set_preferred(ctx, graph, 0, than, &p.set);
        for (truce_state s = 1; s <= n; s++) {
            uint32_t own = truce_graph_rank(graph, 0, s);
            room[s] = kind == 0 ? own >= rank : kind == 1 ? own <= rank : own > truce_graph_rank(graph, 0, than);
        }
        CLAIM(status == TRUCE_OK && same(&p, n), "%llu states, %u ranks: preferred (%d), rank %u",
              (unsigned long long)n, count, kind, rank);
        truce_set_free(p.set);
    }
}

static void weigh(truce_ctx *ctx, const truce_graph *graph, const pair *a, const pair *b, uint64_t n, bool *room) {
    int wa = (int)any(9) - 2, wb = (int)any(9) - 2, threshold = (int)any(8);
    truce__weighed parts[] = {{a->set, wa}, {b->set, wb}};
    pair p = {.in = room};
    CLAIM(truce_set_new(ctx, graph, &p.set) == TRUCE_OK, "room");
    truce_status status = truce__set_weighed(p.set, parts, 2, threshold);
    for (truce_state s = 1; s <= n; s++) room[s] = (a->in[s] ? wa : 0) + (b->in[s] ? wb : 0) >= threshold;
    CLAIM(status == TRUCE_OK && same(&p, n), "%llu states: weights", (unsigned long long)n);
    truce_set_free(p.set);
}

static void work(const char *text, unsigned threads) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = threads});
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    CLAIM(status == TRUCE_OK, "a model is built (status %d)", (int)status);
    if (status == TRUCE_OK) {
        static bool in[3][MOST + 1];
        uint64_t n = truce_graph_state_count(graph);
        pair a = {.in = in[0]}, b = {.in = in[1]};
        fill(&a, ctx, graph, n, any(101));
        fill(&b, ctx, graph, n, any(3) ? any(101) : 100);
        for (int op = 0; op < 4; op++) try(ctx, &a, &b, n, in[2], op);
        relate(&a, &b, n);
        relate(&b, &b, n);
        prefer(ctx, graph, n, in[2]);
        weigh(ctx, graph, &a, &b, n, in[2]);
        truce_set_free(a.set);
        truce_set_free(b.set);
    }
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
}

/* Sets of different graphs, and states and parties that do not exist. */
static void refuse(void) {
    static const char text[] =
        "truce: 1\nparties: [{id: a}]\nstates: [x, y]\nmoves: {a: []}\npreferences: {a: {rank: [1, 2]}}\n";
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_model *model = NULL;
    truce_graph *one = NULL, *two = NULL;
    truce_set *a = NULL, *b = NULL, *none = NULL;
    CLAIM(truce_parse(ctx, text, strlen(text), "m.yaml", &model) == TRUCE_OK, "a model");
    CLAIM(truce_graph_build(ctx, model, &one) == TRUCE_OK && truce_graph_build(ctx, model, &two) == TRUCE_OK,
          "two graphs");
    CLAIM(truce_set_all(ctx, one, &a) == TRUCE_OK && truce_set_all(ctx, two, &b) == TRUCE_OK, "all of each");
    CLAIM(truce_set_and(a, b) == TRUCE_E_USAGE && truce_set_or(a, b) == TRUCE_E_USAGE,
          "sets of two graphs do not go together");
    CLAIM(!truce_set_equal(a, b) && !truce_set_is_subset(a, b) && truce_set_count_both(a, b) == 0,
          "nor are they compared");
    CLAIM(truce_set_add(a, 3) == TRUCE_E_USAGE && truce_set_remove(a, 0) == TRUCE_E_USAGE, "there is no such state");
    CLAIM(truce_set_at_least(ctx, one, 1, 1, &none) == TRUCE_E_USAGE && !none, "there is no such party");
    CLAIM(truce_set_preferred(ctx, one, 0, 3, &none) == TRUCE_E_USAGE && !none,
          "there is no such state to compare with");
    truce_set_free(a);
    truce_set_free(b);
    truce_graph_free(one);
    truce_graph_free(two);
    truce_model_free(model);
    truce_ctx_free(ctx);
}

int main(void) {
    static char text[1 << 14];
    for (unsigned n = 1; n <= 200; n++) {
        write_plain(text, n);
        work(text, 1);
    }
    for (unsigned n = 62; n <= 66; n++)
        for (int again = 0; again < 20; again++) {
            write_plain(text, n);
            work(text, 1);
        }
    static const unsigned options[] = {5, 6, 7, 9, 12, 17};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        write_options(text, options[i]);
        work(text, 1);
        work(text, 3);
    }
    write_options(text, 22); /* threads share the words of sets as large as that */
    work(text, 3);
    refuse();
    return claims_end();
}
