/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model can have either of two shapes: a product of all combinations, or a list of the feasible ones. Both must
 * answer every question alike: states, codes, moves, ranks, verdicts. Models on either side of the boundary test the
 * choice between them. The search that lists and counts feasible states is compared with trying every combination.
 */
#include "graph/graph.h"
#include "graph/search.h"
#include "questions/check/check_optional.h"

#define RANDOM_SEED 20250607
#define TEXT_ROOM 65536
#include "harness.h"
#include "unit/random_text.h"

/* ------------------------------------------------------------------ models */

/* A random comparison; now and then an outcome, of which there are `outcomes`. */
static void add_literal(text *t, uint32_t n, uint32_t outcomes) {
    if (outcomes && draw(5) == 0) {
        add(t, "x%u", draw(outcomes));
        return;
    }
    uint32_t option = draw(n);
    switch (draw(6)) {
    case 0: add(t, "o%u", option); break;
    case 1: add(t, "not o%u", option); break;
    case 2: add(t, "o%u = a", option); break;
    case 3: add(t, "o%u != b", option); break;
    case 4: add(t, "o%u >= b", option); break;
    default: add(t, "o%u in (a, b)", option); break;
    }
}

static void add_statement(text *t, uint32_t n, uint32_t outcomes) {
    static const char *const connectives[] = {"and", "or", "implies", "if", "iff"};
    add(t, draw(4) ? "(" : "not (");
    add_literal(t, n, outcomes);
    for (uint32_t i = draw(3); i-- > 0;) {
        add(t, ") %s (", connectives[draw(2)]);
        add_literal(t, n, outcomes);
    }
    add(t, ")");
    if (draw(3)) return;
    add(t, " %s (", connectives[2 + draw(3)]);
    add_literal(t, n, outcomes);
    add(t, ")");
}

static void add_preferences(text *t, uint32_t parties, uint32_t n, uint32_t outcomes) {
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < parties; p++) {
        uint32_t kind = draw(3);
        add(t, "  p%u:\n    %s:\n", p, kind == 0 ? "weigh" : kind == 1 ? "rank" : "order");
        for (uint32_t i = 0, items = 1 + draw(5); i < items; i++) {
            add(t, kind == 0 ? "      \"" : "      - \"");
            add_statement(t, n, outcomes);
            add(t, kind == 0 ? "\": %d\n" : "\"\n", (int)draw(9) - 4);
        }
        if (kind == 1) add(t, "      - rest\n");
    }
}

/* One to four parties with one or two options each, of two to four levels, one-way or stepwise; up to seven rules. */
static void make_model(text *t) {
    uint32_t parties = 1 + draw(4), n = 0, outcomes = draw(4);
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 1 + draw(2); i-- > 0; n++) {
            static const char *const moves[] = {"both", "both", "both", "up", "down", "none"};
            add(t, "      - {id: o%u, levels: [a, b%s], moves: %s%s}\n", n,
                draw(3)   ? ""
                : draw(2) ? ", c"
                          : ", c, d",
                moves[draw(6)], draw(4) ? "" : ", step: 1");
        }
    }
    uint32_t rules = draw(8);
    if (rules) add(t, "feasible:\n");
    for (uint32_t r = 0; r < rules; r++) {
        add(t, "  - \"");
        add_statement(t, n, outcomes);
        add(t, "\"\n");
    }
    if (draw(2)) add(t, "status_quo: {o%u: b}\n", draw(n));
    if (outcomes) add(t, "outcomes:\n");
    for (uint32_t x = 0; x < outcomes; x++) {
        add(t, "  x%u: \"", x);
        add_statement(t, n, x);
        add(t, "\"\n");
    }
    add_preferences(t, parties, n, outcomes);
}

/* Parties that hold exactly one of their `k` options each; party by party that leaves k of 2^k combinations. */
static void make_sparse(text *t, uint32_t parties, uint32_t k) {
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 0; i < k; i++) add(t, "      - {id: o%u_%u}\n", p, i);
    }
    add(t, "feasible:\n");
    for (uint32_t p = 0; p < parties; p++) {
        for (uint32_t i = 0; i < k; i++) add(t, "%so%u_%u", i ? " or " : "  - ", p, i);
        add(t, "\n");
        for (uint32_t i = 0; i < k; i++)
            for (uint32_t j = 0; j < i; j++) add(t, "  - not (o%u_%u and o%u_%u)\n", p, i, p, j);
    }
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  p%u:\n    order:\n", p);
        for (uint32_t i = 0; i < k; i++)
            add(t, "      - o%u_%u iff o%u_%u\n", p, i, (p + 1) % parties, (i * 5 + p) % k);
    }
}

/* --------------------------------------------------------------- two shapes */

typedef struct pair {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *product, *listed;
    truce_status product_status, listed_status;
} pair;

static bool parse(pair *p, const text *t) {
    truce_config config = {.threads = 1};
    *p = (pair){.ctx = truce_ctx_new(&config)};
    return truce_parse(p->ctx, t->at, t->length, "random", &p->model) == TRUCE_OK;
}

static void build_both(pair *p) {
    p->product_status = truce__graph_build(p->ctx, p->model, TRUCE__SHAPE_PRODUCT, &p->product);
    p->listed_status = truce__graph_build(p->ctx, p->model, TRUCE__SHAPE_LISTED, &p->listed);
}

static void close_pair(pair *p) {
    truce_graph_free(p->product);
    truce_graph_free(p->listed);
    truce_model_free(p->model);
    truce_ctx_free(p->ctx);
}

static bool same_moves(const pair *p, uint32_t party, truce_state state) {
    truce_state *a = NULL, *b = NULL;
    size_t n_a = 0, n_b = 0;
    bool is_same = truce_graph_moves(p->ctx, p->product, party, state, &a, &n_a) == TRUCE_OK &&
                   truce_graph_moves(p->ctx, p->listed, party, state, &b, &n_b) == TRUCE_OK && n_a == n_b &&
                   (n_a == 0 || memcmp(a, b, n_a * sizeof *a) == 0);
    truce_release(p->ctx, a);
    truce_release(p->ctx, b);
    return is_same;
}

static bool same_state(const pair *p, truce_state state) {
    char a[TRUCE_CODE_SIZE], b[TRUCE_CODE_SIZE];
    const char *code = truce_graph_state_code(p->product, state, a);
    if (strcmp(code, truce_graph_state_code(p->listed, state, b)) != 0) return false;
    if (truce_graph_state_find(p->product, code) != truce_graph_state_find(p->listed, code)) return false;
    for (uint32_t x = 0; x < p->model->n_outcomes; x++)
        if (truce_graph_has_outcome(p->product, state, x) != truce_graph_has_outcome(p->listed, state, x))
            return false;
    for (uint32_t party = 0; party < p->model->n_parties; party++) {
        if (truce_graph_rank(p->product, party, state) != truce_graph_rank(p->listed, party, state)) return false;
        if (!same_moves(p, party, state)) return false;
    }
    return true;
}

static bool same_graphs(const pair *p) {
    uint64_t n = truce_graph_state_count(p->product);
    bool is_same = n == truce_graph_state_count(p->listed) &&
                   truce_graph_status_quo(p->product) == truce_graph_status_quo(p->listed) &&
                   truce_graph_combination_count(p->product) == truce_graph_combination_count(p->listed);
    for (truce_state state = 1; is_same && state <= n; state++) is_same = same_state(p, state);
    return is_same;
}

static bool same_sets(const truce_set *a, const truce_set *b) {
    truce_state x = 0, y = 0;
    do {
        x = truce_set_next(a, x);
        y = truce_set_next(b, y);
    } while (x && x == y);
    return x == y && truce_set_count(a) == truce_set_count(b);
}

static bool same_verdicts(const pair *p) {
    const uint32_t all[] = {0, 1, 2, 3, 4, truce_concept_find("mr4"), truce_concept_find("mr7"),
                            truce_concept_find("mr-odd"), truce_concept_find("cmr6")};
    enum { N = sizeof all / sizeof *all };
    truce_solution *a = NULL, *b = NULL;
    bool is_same = truce_solve(p->ctx, p->product, all, N, &a) == TRUCE_OK &&
                   truce_solve(p->ctx, p->listed, all, N, &b) == TRUCE_OK;
    for (uint32_t slot = 0; is_same && slot < N; slot++)
        for (uint32_t party = 0; is_same && party < p->model->n_parties; party++)
            is_same = same_sets(truce_solution_stable(a, slot, party), truce_solution_stable(b, slot, party));
    truce_solution_free(a);
    truce_solution_free(b);
    return is_same;
}

static bool same_answer(const pair *p, const char *statement) {
    truce_set *a = NULL, *b = NULL;
    bool is_same = truce_graph_where(p->ctx, p->product, statement, &a) == TRUCE_OK &&
                   truce_graph_where(p->ctx, p->listed, statement, &b) == TRUCE_OK && same_sets(a, b);
    truce_set_free(a);
    truce_set_free(b);
    return is_same;
}

static void random_models_agree(void) {
    static text t;
    uint64_t compared = 0, differing = 0, refused = 0, unlike = 0, unread = 0;
    for (uint32_t i = 0; i < 3000; i++) {
        pair p;
        make_model(&t);
        if (!parse(&p, &t)) {
            unread++;
        } else {
            build_both(&p);
            unlike += p.product_status != p.listed_status;
            refused += p.product_status != TRUCE_OK;
            if (p.product && p.listed) {
                bool is_same = same_graphs(&p) && same_verdicts(&p) && same_answer(&p, "o0 >= b");
                if (!is_same && differing < 3) printf("differs:\n%s\n", t.at);
                differing += !is_same;
                compared++;
            }
        }
        close_pair(&p);
    }
    CLAIM(unread < 60, "random models can be read unless they weigh one statement twice (%llu not)",
          (unsigned long long)unread);
    CLAIM(unlike == 0, "both shapes refuse the same models (%llu differ)", (unsigned long long)unlike);
    CLAIM(compared > 1000 && refused > 100, "many have states, some have none (%llu and %llu)",
          (unsigned long long)compared, (unsigned long long)refused);
    CLAIM(differing == 0, "both shapes answer alike (%llu of %llu differ)", (unsigned long long)differing,
          (unsigned long long)compared);
}

/* ------------------------------------------------------------------- search */

/* What the search finds, in its order, against every combination and truce__stmt_eval. */
static bool search_is_complete(truce_ctx *ctx, const truce_model *model, uint32_t broken) {
    uint64_t total = 1, found = UINT64_MAX, n_found = 0, n_good = 0;
    for (uint32_t i = 0; i < model->n_options; i++) total *= model->options[i].n_levels;
    unsigned char *is_found = calloc(total, 1);
    truce__search search;
    bool is_right = is_found && truce__search_init(&search, ctx, model, model->n_rules, broken,
                                                      broken == TRUCE__NONE) == TRUCE_OK;
    while (is_right && !search.is_over) {
        uint64_t code;
        if (!truce__search_step(&search, &code)) continue;
        is_right = code < total && !is_found[code] && (broken != TRUCE__NONE || found == UINT64_MAX || code > found);
        if (is_right) is_found[code] = 1;
        found = code;
        n_found++;
    }
    for (uint64_t code = 0; is_right && code < total; code++) {
        uint32_t levels[TRUCE__MAX_OPTIONS];
        uint64_t rest = code;
        bool is_good = true;
        for (uint32_t i = 0; i < model->n_options; i++) {
            levels[i] = (uint32_t)(rest % model->options[i].n_levels);
            rest /= model->options[i].n_levels;
        }
        for (uint32_t r = 0; r < model->n_rules; r++)
            is_good = is_good && truce__stmt_eval(model, &model->rules[r].stmt, levels) == (r != broken);
        is_right = is_found[code] == is_good;
        n_good += is_good;
    }
    truce__search_free(&search);
    free(is_found);
    return is_right && n_good == n_found;
}

static void searches_are_complete(void) {
    static text t;
    uint64_t wrong = 0, searches = 0;
    for (uint32_t i = 0; i < 600; i++) {
        pair p;
        make_model(&t);
        if (parse(&p, &t)) {
            wrong += !search_is_complete(p.ctx, p.model, TRUCE__NONE);
            for (uint32_t r = 0; r < p.model->n_rules; r++) wrong += !search_is_complete(p.ctx, p.model, r);
            searches += 1 + p.model->n_rules;
        }
        close_pair(&p);
    }
    CLAIM(searches > 1500 && wrong == 0, "a search finds all there is, once, and nothing else (%llu of %llu wrong)",
          (unsigned long long)wrong, (unsigned long long)searches);
}

/* ------------------------------------------------------------------- choice */

static void hear(void *ud, const char *note) {
    text *heard = ud;
    add(heard, "%s\n", note);
}

/* Builds with the library's own choice of shape, within `memory` bytes. */
static truce_status choose(const text *t, uint64_t memory, text *heard, bool *is_product, uint64_t *n_states) {
    truce_config config = {.threads = 1, .memory = memory, .note = hear, .note_ud = heard};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    heard->length = 0;
    heard->at[0] = 0;
    truce_status status = truce_parse(ctx, t->at, t->length, "m", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) *is_product = graph->space.is_product, *n_states = graph->space.n_states;
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    return status;
}

static void shapes_are_chosen(void) {
    static text t, heard;
    bool is_product = false;
    uint64_t n = 0;
    make_sparse(&t, 3, 6);
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && is_product && n == 216, "a small model is a product");
    make_sparse(&t, 3, 8);
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && !is_product && n == 512, "512 of 2^24 are listed");
    CLAIM(strstr(heard.at, "are listed (512 states of 16777216 combinations)"), "which is told: %s", heard.at);
    make_sparse(&t, 3, 20);
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && !is_product && n == 8000, "8000 of 2^60 are listed");
    make_sparse(&t, 2, 31);
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && !is_product && n == 961, "961 of 2^62 are listed");

    t.length = 0;
    add(&t, "truce: 1\nparties:\n  - id: a\n    options:\n");
    for (int i = 0; i < 22; i++) add(&t, "      - {id: o%d}\n", i);
    add(&t, "preferences: {a: {order: [o0]}}\n");
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && is_product && n == 1 << 22 &&
              !strstr(heard.at, "worth"),
          "without rules nothing is tried: %s", heard.at);
    add(&t, "feasible:\n  - o0 or o21\n");
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_OK && is_product && n == 3 << 20,
          "a dense model is a product");
    CLAIM(strstr(heard.at, "not worth it"), "after an attempt, which is told: %s", heard.at);
}

static void limits_hold(void) {
    static text t, heard;
    bool is_product;
    uint64_t n;
    make_sparse(&t, 3, 20);
    CLAIM(choose(&t, 200000, &heard, &is_product, &n) == TRUCE_E_LIMIT, "a list that is too large is refused");
    CLAIM(choose(&t, 2000000, &heard, &is_product, &n) == TRUCE_E_LIMIT, "and so are too many moves");
    t.length = 0;
    add(&t, "truce: 1\nparties:\n  - id: a\n    options:\n");
    for (int i = 0; i < 60; i++) add(&t, "      - {id: o%d}\n", i);
    add(&t, "feasible: [o3 or o4]\npreferences: {a: {order: [o0]}}\n");
    CLAIM(choose(&t, 1 << 30, &heard, &is_product, &n) == TRUCE_E_LIMIT,
          "2^60 free combinations are refused at once");
    add(&t, "coalesce: [o1]\n");
    CLAIM(choose(&t, 0, &heard, &is_product, &n) == TRUCE_E_LIMIT, "coalesced too, without a limit of memory");
}

static void sparse_shapes_agree(void) {
    static text t;
    pair p;
    make_sparse(&t, 3, 6);
    bool is_open = parse(&p, &t);
    CLAIM(is_open, "the model is read");
    if (is_open) {
        build_both(&p);
        CLAIM(p.product && p.listed && same_graphs(&p) && same_verdicts(&p), "a sparse model is the same either way");
        CLAIM(same_answer(&p, "o0_1 and not o1_5 or o2_0"), "and answers alike");
    }
    close_pair(&p);
}

/* Rules that exclude nothing are found by trying all combinations or, where options that no rule mentions make these
 * too many, by searching. */
static uint64_t idle_rules(uint32_t more, uint32_t *count) {
    static text t;
    uint32_t n = 2 + draw(5), n_rules = 1 + draw(8);
    t.length = 0;
    add(&t, "truce: 1\nparties:\n  - id: a\n    options:\n");
    for (uint32_t i = 0; i < n + more; i++) add(&t, "      - {id: o%u, levels: [a, b, c]}\n", i);
    add(&t, "feasible:\n");
    for (uint32_t i = 0; i < n_rules; i++) {
        add(&t, "  - (");
        add_statement(&t, n, 0);
        add(&t, ") or o0 = c\n");
    }
    add(&t, "preferences: {a: {order: [o0]}}\n");
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_model *model;
    bool is_idle[9] = {false};
    if (truce_parse(ctx, t.at, t.length, "model", &model) != TRUCE_OK) exit(2);
    if (truce__idle_rules(ctx, model, is_idle) != TRUCE_OK) exit(2);
    uint64_t found = 0;
    for (uint32_t i = 0; i < n_rules; i++) found |= (uint64_t)is_idle[i] << i, *count += is_idle[i];
    truce_model_free(model);
    truce_ctx_free(ctx);
    return found;
}

static void idle_rules_are_found(void) {
    uint32_t differ = 0, idle = 0, searched = 0;
    for (int i = 0; i < 150; i++) {
        uint64_t before = seed;
        uint64_t tried = idle_rules(0, &idle);
        seed = before;
        differ += tried != idle_rules(14, &searched);
    }
    CLAIM(differ == 0, "trying all combinations and searching find the same idle rules (%u models differ)", differ);
    CLAIM(idle > 20 && idle < 800, "some rules are idle (%u)", idle);
}

int main(void) {
    idle_rules_are_found();
    random_models_agree();
    searches_are_complete();
    sparse_shapes_agree();
    shapes_are_chosen();
    limits_hold();
    return claims_end();
}
