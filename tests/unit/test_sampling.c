/* SPDX-License-Identifier: Apache-2.0 */
/* Sampling of unknowns: the draws are Philox's, lanes give what the engine gives, counts hang on nothing but model,
 * seed and block, exact probabilities are those of plain enumeration, and shares lie around them. */
#include "graph/set.h"
#include "unknowns/exact.h"
#include "unknowns/sample.h"

#include "harness.h"

#include <truce/paths.h>

#include <math.h>
#include <stdarg.h>

enum { ROOM = 16384, MODELS = 50 };

static unsigned long long chance = 0x9E3779B97F4A7C15u;

static unsigned any(unsigned below) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)(chance >> 20) % below;
}

/* -------------------------------------------------------------------- models */

typedef struct page {
    char text[ROOM];
    size_t length;
} page;

__attribute__((format(printf, 2, 3))) static void add(page *p, const char *format, ...) {
    va_list list;
    va_start(list, format);
    p->length += (size_t)vsnprintf(p->text + p->length, sizeof p->text - p->length, format, list);
    va_end(list);
}

typedef struct shape { /* what a random model may have */
    bool is_after_expiry, has_step, is_coalesced, has_rules, has_kinds, is_long, has_options, is_absent, is_lapsing;
} shape;

static void add_atom(page *p) {
    static const char *const atoms[] = {"a0", "a1", "a2 >= mid", "a2 = high", "b0", "b1", "b2 != low", "c0", "c1"};
    add(p, "%s%s", any(3) ? "" : "not ", atoms[any(9)]);
}

static void add_statement(page *p) {
    static const char *const words[] = {"and", "or", "implies"};
    add(p, "\"");
    add_atom(p);
    if (any(2)) {
        add(p, " %s ", words[any(3)]);
        add_atom(p);
    }
    add(p, "\"");
}

static void add_doubt(page *p, const shape *s) {
    static const char *const wrong[] = {"absent", "elsewhere", "opposite"};
    if (any(5) == 0) return;
    add(p, ", confidence: 0.%u", any(9) + 1);
    if (s->is_absent) add(p, ", if_wrong: absent");
    else if (any(2)) add(p, ", if_wrong: %s", wrong[any(3)]);
}

static void add_order(page *p, const shape *s) {
    unsigned n = s->is_long ? 17 + any(8) : any(7);
    add(p, "{order: [");
    for (unsigned i = 0; i < n; i++) {
        add(p, "%s{", i ? ", " : "");
        bool is_any = any(6) == 0;
        add(p, is_any ? "any: [" : "that: ");
        add_statement(p);
        if (is_any) add(p, ", "), add_statement(p), add(p, "]");
        add_doubt(p, s);
        add(p, "}");
    }
    add(p, "]}");
}

static void add_weigh(page *p) {
    static const char *const atoms[] = {"a0", "b1", "c0", "a2 = high", "b0 and c1"};
    add(p, "{weigh: {");
    for (unsigned i = 0; i < 5; i++)
        add(p, "%s\"%s\": {weight: %s%u.%u, confidence: 0.%u%s}", i ? ", " : "", atoms[i], any(2) ? "-" : "", any(3),
            any(4) * 25, any(9) + 1, any(4) ? "" : ", if_wrong: opposite");
    add(p, "}}");
}

static void add_rank(page *p) {
    add(p, "{rank: [{that: ");
    add_statement(p);
    add(p, ", confidence: 0.4}, [{that: \"a0 and b0 and c0\", confidence: 0.7}, {that: \"c1 and a1 and b1\"}], rest, "
           "{that: \"b1 and c0 and not a0\", confidence: 0.2}]}");
}

static void add_option(page *p, const shape *s, int party, int o) {
    static const char *const moves[] = {"both", "up", "down"};
    add(p, "      - {id: %c%d%s, moves: %s", 'a' + party, o, o == 2 ? ", levels: [low, mid, high]" : "",
        moves[any(3)]);
    if (o == 2 && s->has_step) add(p, ", step: 1");
    if (s->has_options && any(3) == 0) add(p, ", confidence: 0.6");
    add(p, "}\n");
}

static void write_model(page *p, const shape *s) {
    p->length = 0;
    add(p, "truce: 1\ntitle: %s\nparties:\n", s->is_lapsing ? "lapsing" : "random");
    for (int party = 0; party < 3; party++) {
        add(p, "  - id: %c\n    options:\n", 'a' + party);
        for (int o = 0; o < 3 - party / 2; o++) add_option(p, s, party, o);
    }
    add(p, "feasible:\n  - {that: not (a0 and b0)%s}\n  - {that: \"c1 implies b1\"%s}\n  - \"a1 implies a0\"\n",
        s->has_rules ? ", confidence: 0.7" : "", s->has_rules && any(2) ? ", confidence: 0.5" : "");
    add(p, "outcomes:\n  good: ");
    add_statement(p);
    add(p, "\n  bad: a0 and c0\nstatus_quo: {b1: yes}\n");
    if (any(2)) add(p, "no_deal: {a: not b0}\n");
    add(p, "preferences:\n  a: ");
    add_order(p, s);
    add(p, "\n  b: ");
    if (s->has_kinds) add_weigh(p);
    else add_order(p, s);
    add(p, "\n  c: ");
    if (s->has_kinds) add_rank(p);
    else add_order(p, s);
    add(p, "\n");
    add(p, "ratify: {a: {rule: %s, actors: [{party: b}, {party: c}]}}\n", s->has_kinds ? "majority" : "unanimity");
    if (s->is_after_expiry || s->is_lapsing)
        add(p, "expires:\n  - {when: a0 and b1, becomes: {a0: no, a1: no}}\n  - {when: c0, becomes: {c0: no}}\n");
    if (s->is_coalesced) add(p, "coalesce: [a0 and c0]\n");
}

typedef struct drawn {
    truce_model *model;
    truce_graph *now, *graph;
    truce_solution *solution;
    truce__sample sample;
} drawn;

static const uint32_t usual[] = {0, 1, 2, 3, 4};

static truce_status draw(truce_ctx *ctx, const char *text, size_t length, const truce__sampling *sampling,
                         uint32_t n_concepts, drawn *d) {
    *d = (drawn){0};
    truce_status status = truce_parse(ctx, text, length, "m.yaml", &d->model);
    bool expires = status == TRUCE_OK && d->model->n_expiries > 0 && strcmp(d->model->title, "random") == 0;
    if (status == TRUCE_OK) status = truce_graph_build(ctx, d->model, expires ? &d->now : &d->graph);
    if (status == TRUCE_OK && expires) status = truce_graph_after_expiry(ctx, d->now, &d->graph);
    if (status == TRUCE_OK) status = truce_solve(ctx, d->graph, usual, n_concepts, &d->solution);
    if (status == TRUCE_OK) status = truce__sample_draw(ctx, d->solution, sampling, &d->sample);
    return status;
}

static void release(drawn *d) {
    truce__sample_free(&d->sample);
    truce_solution_free(d->solution);
    truce_graph_free(d->graph);
    truce_graph_free(d->now);
    truce_model_free(d->model);
}

static bool same_counts(const drawn *a, const drawn *b) {
    return a->sample.n_counts == b->sample.n_counts &&
           memcmp(a->sample.counts, b->sample.counts, a->sample.n_counts * sizeof *a->sample.counts) == 0;
}

/* --------------------------------------------------------------------- draws */

static void check_draws(const truce__lane_kernels *kernels) {
    static uint64_t upto[65536];
    uint16_t taken[TRUCE__LANES], again[TRUCE__LANES];
    for (uint64_t k = 0; k < 65536; k++) upto[k] = (k + 1) << 37;
    kernels->draw(0, 0, 0, upto, 65536, taken, again);
    CLAIM(taken[0] == 0x6627 && again[0] == 0xbc57, "%s: the published answer of Philox4x32-10 for zeros",
          kernels->name);
    kernels->draw(UINT64_MAX, UINT64_MAX, UINT64_MAX, upto, 65536, taken, again);
    CLAIM(taken[0] == 0x408f && again[0] == 0xa20b, "%s: the published answer for ones", kernels->name);
    kernels->draw(0, UINT64_MAX - 3, 0, upto, 65536, taken, NULL);
    CLAIM(taken[4] == 0x6627, "%s: lanes are variants", kernels->name);
}

/* --------------------------------------------------------------------- lanes */

static shape random_shape(unsigned i) {
    return (shape){.is_after_expiry = i % 9 == 4,
                   .is_lapsing = i % 5 == 2,
                   .has_step = i % 11 == 10,
                   .is_coalesced = i % 13 == 12,
                   .has_rules = i % 3 == 1,
                   .has_kinds = i % 4 == 2,
                   .is_long = i % 7 == 5,
                   .has_options = i % 2};
}

/* Whether in that variant some state of the outcome is an equilibrium by that concept and can be reached; `gains`:
 * and is better for each party than the status quo. By the engine and the search of paths, one state after the
 * other. */
static bool has_form(const truce_solution *solution, const truce_paths *paths, uint32_t concept, uint32_t outcome,
                     bool gains) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_state now = truce_graph_status_quo(graph);
    for (truce_state s = 1; s <= graph->space.n_states; s++) {
        bool is_one = truce__graph_holds(graph, s, &graph->model->outcomes[outcome].stmt);
        is_one = is_one && truce_set_contains(truce_solution_equilibria(solution, concept), s);
        is_one = is_one && (s == now || truce_set_contains(truce_paths_reach(paths), s));
        for (uint32_t p = 0; is_one && gains && p < graph->model->n_parties; p++)
            is_one = truce_graph_rank(graph, p, s) > truce_graph_rank(graph, p, now);
        if (is_one) return true;
    }
    return false;
}

/* Adds what is so in one variant: [(concept * outcomes + outcome) * 2 + gains]. */
static void count_forms(truce_ctx *ctx, const drawn *d, const uint16_t *taken, uint64_t *forms) {
    truce__varied varied = {0};
    truce_solution *solution = NULL;
    truce_paths *paths = NULL;
    const truce_paths_query query = {.by = TRUCE_BY_MOVES};
    truce_status status = truce__vary(ctx, d->graph, &d->sample.unknowns, taken, &varied);
    if (status == TRUCE_OK) status = truce_solve(ctx, varied.graph, usual, 5, &solution);
    if (status == TRUCE_OK) status = truce_paths_find(ctx, varied.graph, &query, &paths);
    CLAIM(status == TRUCE_OK, "a variant is solved and searched: %d", status);
    for (uint32_t i = 0; status == TRUCE_OK && i < 5 * 2 * 2; i++)
        forms[i] += has_form(solution, paths, i / 4, i / 2 % 2, i % 2);
    truce_paths_free(paths);
    truce_solution_free(solution);
    truce__varied_free(&varied);
}

/* How many variants have some state of an outcome that holds and can be reached, counted variant by variant. */
static void check_forms(truce_ctx *ctx, const drawn *d, const truce__sampling *sampling, unsigned i,
                        unsigned *n_some) {
    static uint16_t taken[64 * TRUCE__LANES];
    const truce__unknowns *unknowns = &d->sample.unknowns;
    uint64_t forms[5 * 2 * 2] = {0};
    for (uint64_t v = 0; v < sampling->variants; v++) {
        for (uint32_t u = 0; u < unknowns->count && v % TRUCE__LANES == 0; u++)
            truce__lanes_portable.draw(sampling->seed, v, unknowns->at[u].number, unknowns->at[u].upto,
                                       unknowns->at[u].n_fates, taken + (size_t)u * TRUCE__LANES, NULL);
        count_forms(ctx, d, taken + v % TRUCE__LANES, forms);
    }
    for (size_t k = 0; k < d->sample.n_conclusions; k++) {
        const truce__conclusion *c = &d->sample.conclusions[k];
        bool gains = c->kind == TRUCE__FORM_GAINS;
        if (!gains && c->kind != TRUCE__FORM_REACHED) continue;
        uint64_t counted = truce__sample_of(&d->sample, k), slow = forms[(c->slot * 2 + c->index) * 2 + gains];
        *n_some += slow > 0 && slow < sampling->variants;
        CLAIM(counted == slow, "model %u: outcome %u by concept %u, gains %d: %llu variants, by the slow count %llu",
              i, c->index, c->slot, gains, (unsigned long long)counted, (unsigned long long)slow);
    }
}

static void check_model(truce_ctx *ctx, const page *p, const truce__lane_kernels *const *tables, unsigned i,
                        unsigned *n_lanes, unsigned *n_some) {
    static const uint32_t outcomes[] = {0, 1};
    static const truce_state asked[] = {1, 3, 5, 7, 9, 11};
    drawn plain, lanes;
    truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = i % 10 ? 64 : 40, .seed = i,
                                .is_plain = true, .has_interactions = i % 10 == 0,
                                .asks_reach = true, .asked = asked, .n_asked = 6, .outcomes = outcomes,
                                .n_outcomes = 2};
    const shape s = random_shape(i);
    truce_status status = draw(ctx, p->text, p->length, &sampling, 5, &plain);
    CLAIM(status == TRUCE_OK, "model %u is drawn plainly: %d\n%s", i, status, p->text);
    bool is_usual = !s.is_after_expiry && !s.has_step && !s.is_coalesced && !plain.model->no_deal;
    if (is_usual && status == TRUCE_OK && plain.sample.unknowns.count < 64)
        check_forms(ctx, &plain, &sampling, i, n_some);
    sampling.is_plain = false;
    for (int t = 0; tables[t] && status == TRUCE_OK; t++) {
        sampling.kernels = tables[t];
        status = draw(ctx, p->text, p->length, &sampling, 5, &lanes);
        CLAIM(status == TRUCE_OK && same_counts(&plain, &lanes),
              "model %u: lanes (%s) count as the engine does\n%s", i, tables[t]->name, p->text);
        *n_lanes += !lanes.sample.stage.is_plain;
        release(&lanes);
    }
    release(&plain);
}

static void check_lanes(truce_ctx *ctx, const truce__lane_kernels *const *tables) {
    static page p;
    unsigned n_lanes = 0, n_some = 0;
    for (unsigned i = 0; i < MODELS; i++) {
        const shape s = random_shape(i);
        write_model(&p, &s);
        check_model(ctx, &p, tables, i, &n_lanes, &n_some);
    }
    CLAIM(n_some > 20, "outcomes of which some state holds and is reached in some variants only: %u", n_some);
    CLAIM(n_lanes > MODELS, "most models are solved in lanes: %u", n_lanes);
}

/* ----------------------------------------------------------- counts and blocks */

typedef struct kept {
    char *bytes[64];
    size_t length[64];
    unsigned n_put, n_begun;
    char assumptions[512];
    unsigned refuse_from; /* puts that fail; 0: none */
} kept;

static truce_status begin_run(void *ud, const char *sha256, const char *assumptions, uint64_t seed) {
    kept *k = ud;
    k->n_begun++;
    snprintf(k->assumptions, sizeof k->assumptions, "%s %s %llu", sha256, assumptions, (unsigned long long)seed);
    return TRUCE_OK;
}
static truce_status get_block(void *ud, uint64_t block, const void **bytes, size_t *length) {
    kept *k = ud;
    *bytes = k->bytes[block];
    *length = k->length[block];
    return TRUCE_OK;
}
static truce_status put_block(void *ud, uint64_t block, const void *bytes, size_t length) {
    kept *k = ud;
    if (k->refuse_from && k->n_put + 1 >= k->refuse_from) return TRUCE_E_IO;
    k->n_put++;
    free(k->bytes[block]);
    k->bytes[block] = malloc(length);
    if (k->bytes[block]) memcpy(k->bytes[block], bytes, length);
    k->length[block] = length;
    return TRUCE_OK;
}
static truce_status end_run(void *ud) {
    (void)ud;
    return TRUCE_OK;
}

static void check_blocks(const page *p) {
    kept k = {.refuse_from = 4};
    truce_blocks blocks = {&k, begin_run, get_block, put_block, end_run};
    truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = 7 * TRUCE__BLOCK + 100, .seed = 7};
    drawn whole, other;
    for (uint32_t threads = 1; threads <= 4; threads *= 2) {
        truce_config config = {.threads = threads};
        truce_ctx *ctx = truce_ctx_new(&config);
        truce_status status = draw(ctx, p->text, p->length, &sampling, 4, threads == 1 ? &whole : &other);
        CLAIM(status == TRUCE_OK, "drawn with %u threads", threads);
        if (threads == 1) continue; /* its context is kept */
        CLAIM(same_counts(&whole, &other), "the same counts with %u threads", threads);
        release(&other);
        truce_ctx_free(ctx);
    }
    truce_ctx *ctx = whole.sample.ctx;
    sampling.blocks = &blocks;
    CLAIM(draw(ctx, p->text, p->length, &sampling, 4, &other) == TRUCE_E_IO && k.n_put == 3,
          "a failure of who keeps blocks ends the run");
    release(&other);
    k.refuse_from = 0;
    CLAIM(draw(ctx, p->text, p->length, &sampling, 4, &other) == TRUCE_OK && same_counts(&whole, &other),
          "a run that goes on gives the same counts");
    CLAIM(k.n_put == 8, "blocks that are kept are not drawn again: %u", k.n_put);
    release(&other);
    CLAIM(draw(ctx, p->text, p->length, &sampling, 4, &other) == TRUCE_OK && same_counts(&whole, &other),
          "nor is anything where all are kept");
    CLAIM(k.n_put == 8, "%u", k.n_put);
    release(&other);
    k.bytes[3][0] ^= 1; /* another number of variants */
    k.length[5] /= 2;
    CLAIM(draw(ctx, p->text, p->length, &sampling, 4, &other) == TRUCE_OK && k.n_put >= 9,
          "blocks that are no such blocks are drawn again");
    release(&other);
    for (int i = 0; i < 64; i++) free(k.bytes[i]);
    release(&whole);
    truce_ctx_free(ctx);
}

/* --------------------------------------------------------------- probabilities */

/* The probability that a party prefers x to s, over all fates of its statements, by comparing truths in order. */
static double enumerated(const truce__unknowns *unknowns, const truce_graph *graph, uint32_t party, truce_state x,
                         truce_state s) {
    const truce__doubts *doubts = &unknowns->doubts[party];
    uint16_t taken[64] = {0};
    double sum = 0;
    truce_ctx *ctx = graph->ctx;
    for (;;) {
        truce__pref_item items[16];
        truce__arena arena;
        uint32_t count = 0;
        double here = 1;
        truce__arena_init(&arena, ctx);
        (void)truce__variant_items(ctx, &arena, unknowns, party, taken, 1, items, &count);
        for (uint32_t i = 0; i < doubts->n_items; i++)
            if (doubts->unknown[i] != TRUCE__NONE)
                here *= truce__fate_chance(&unknowns->at[doubts->unknown[i]], taken[doubts->unknown[i]]);
        int order = 0;
        for (uint32_t i = 0; i < count && !order; i++) {
            int at_x = 0, at_s = 0;
            for (uint32_t k = 0; k < items[i].n_stmts; k++) {
                at_x |= truce__graph_holds(graph, x, &items[i].stmts[k]);
                at_s |= truce__graph_holds(graph, s, &items[i].stmts[k]);
            }
            order = at_x - at_s;
        }
        if (order > 0) sum += here;
        truce__arena_free(&arena);
        uint32_t i = 0;
        for (; i < doubts->n_items; i++) {
            uint32_t u = doubts->unknown[i];
            if (u == TRUCE__NONE) continue;
            if (++taken[u] < unknowns->at[u].n_fates) break;
            taken[u] = 0;
        }
        if (i == doubts->n_items) return sum;
    }
}

static void check_preferred(truce_ctx *ctx, const drawn *d, unsigned i) {
    const truce__unknowns *unknowns = &d->sample.unknowns;
    double fates = 1;
    for (uint32_t k = 0; k < unknowns->doubts[0].n_items; k++)
        if (unknowns->doubts[0].unknown[k] != TRUCE__NONE)
            fates *= unknowns->at[unknowns->doubts[0].unknown[k]].n_fates;
    if (fates > 3000) return;
    const truce_state n = d->graph->space.n_states;
    for (int k = 0; k < 6; k++) {
        truce_state x = any((unsigned)n) + 1, s = any((unsigned)n) + 1;
        double exact = 0, plain = enumerated(unknowns, d->graph, 0, x, s);
        (void)truce__chance_preferred(ctx, d->graph, unknowns, 0, x, s, &exact);
        CLAIM(fabs(exact - plain) < 1e-9, "model %u: P(%llu > %llu) is %.12f, by enumeration %.12f", i,
              (unsigned long long)x, (unsigned long long)s, exact, plain);
    }
}

/* Five standard deviations: one failure in a million claims is expected. */
static bool is_around(uint64_t count, uint64_t of, double p) {
    double off = (double)count - p * (double)of;
    return off * off <= 25 * (double)of * p * (1 - p) + 1e-9 * (double)of;
}

/* Nash's equilibria: the product over parties of the exact probabilities. */
static void check_products(truce_ctx *ctx, const drawn *d, unsigned i, unsigned *checked) {
    for (truce_state s = 1; s <= d->graph->space.n_states; s++) {
        double product = 1;
        bool is_known = true;
        for (uint32_t p = 0; p < 3; p++) {
            double own = 0;
            (void)truce__chance_nash(ctx, d->graph, &d->sample.unknowns, p, s, 20000, &own);
            is_known &= own >= 0;
            product *= own;
        }
        if (!is_known) continue;
        ++*checked;
        uint64_t count = truce__sample_holds(&d->sample, 0, d->sample.stage.written[s - 1]);
        CLAIM(is_around(count, d->sample.variants, product),
              "model %u: state %llu is stable in %llu of %llu, exactly %f", i, (unsigned long long)s,
              (unsigned long long)count, (unsigned long long)d->sample.variants, product);
    }
}

/* Each fate of each unknown comes as often as it should. */
static void check_fates(const drawn *d, unsigned i) {
    for (uint32_t u = 0; u < d->sample.unknowns.count; u++) {
        const truce__unknown *unknown = &d->sample.unknowns.at[u];
        double by_reading[TRUCE__READINGS] = {0};
        for (uint32_t k = 0; k < unknown->n_fates; k++)
            by_reading[unknown->fates[k].reading] += truce__fate_chance(unknown, k);
        CLAIM(fabs(by_reading[TRUCE__READ_HERE] - unknown->confidence) < 1e-12, "it stands in its place as is said");
        for (int r = 0; r < TRUCE__READINGS; r++)
            CLAIM(is_around(truce__sample_reading(&d->sample, u, (truce__reading)r), d->sample.variants,
                            by_reading[r]),
                  "model %u: reading %d of %s", i, r, unknown->path);
    }
}

static void check_probabilities(truce_ctx *ctx) {
    static page p;
    unsigned checked = 0;
    for (unsigned i = 0; i < 25; i++) {
        const shape s = {.has_options = i % 2};
        drawn d;
        truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = 8192, .seed = 99 + i};
        write_model(&p, &s);
        CLAIM(draw(ctx, p.text, p.length, &sampling, 4, &d) == TRUCE_OK, "model %u", i);
        check_preferred(ctx, &d, i);
        check_products(ctx, &d, i, &checked);
        check_fates(&d, i);
        release(&d);
    }
    CLAIM(checked > 100, "many states have an exact probability: %u", checked);
}

/* Without doubts every share is what `solve` says; so it is where each confidence is 1. */
static void check_certain(truce_ctx *ctx) {
    static page p;
    for (unsigned i = 0; i < 10; i++) {
        const shape s = {.has_kinds = i % 2};
        drawn d;
        truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = 64, .seed = i};
        write_model(&p, &s);
        for (char *at; (at = strstr(p.text, "confidence: 0.")) != NULL;) memcpy(at, "confidence: 1  ", 15);
        CLAIM(draw(ctx, p.text, p.length, &sampling, 4, &d) == TRUCE_OK && d.sample.unknowns.count == 0,
              "nothing is unsure");
        for (uint32_t c = 0; c < 4; c++)
            for (truce_state n = 1; n <= d.graph->space.n_states; n++) {
                bool holds = truce__bits_get(truce_solution_equilibria(d.solution, c)->bits,
                                             truce__space_cell(&d.graph->space, n));
                CLAIM(truce__sample_holds(&d.sample, c, d.sample.stage.written[n - 1]) == (holds ? 64u : 0u),
                      "model %u: state %llu", i, (unsigned long long)n);
            }
        release(&d);
    }
}

/* ------------------------------------------------------------------------ Doha */

static void check_doha(truce_ctx *ctx) {
    static char text[1 << 17];
    FILE *file = fopen(TRUCE_ROOT "/cases/doha-2025/model.yaml", "rb");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (file) fclose(file);
    drawn d;
    truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = 100000, .seed = 1};
    CLAIM(draw(ctx, text, length, &sampling, 4, &d) == TRUCE_OK && !d.sample.stage.is_plain,
          "Doha is drawn in lanes");
    double exact = 0, all = 1;
    CLAIM(truce__chance_nash(ctx, d.graph, &d.sample.unknowns, 0, 531, 1000000, &exact) == TRUCE_OK &&
              fabs(exact - 0.701693) < 5e-7,
          "state 531 is stable for israel with probability .701693: %f", exact);
    for (uint32_t p = 0; p < 4; p++) {
        (void)truce__chance_nash(ctx, d.graph, &d.sample.unknowns, p, 531, 1000000, &exact);
        all *= exact;
    }
    uint64_t count = truce__sample_holds(&d.sample, 0, d.sample.stage.written[530]);
    truce__interval w = truce__wilson(count, d.sample.variants);
    CLAIM(w.low <= all && all <= w.high, "its share is around that: %f to %f", w.low, w.high);
    CLAIM(truce__sample_holds(&d.sample, 0, d.sample.stage.written[635]) == 100000, "636 is an equilibrium in all");
    truce__interval better = truce__wilson(truce__sample_better(&d.sample, d.sample.stage.written[635]), 100000);
    double each = 0, product = 1;
    for (uint32_t p = 0; p < 4; p++) {
        (void)truce__chance_preferred(ctx, d.graph, &d.sample.unknowns, p, 636, 138, &each);
        product *= each;
    }
    CLAIM(better.low <= product && product <= better.high, "and better for all in %f: %f", product, better.share);
    release(&d);
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    const truce__lane_kernels *tables[4] = {&truce__lanes_portable};
#if defined(__x86_64__) && defined(__GNUC__)
    if (truce__lanes_best() != &truce__lanes_portable) tables[1] = &truce__lanes_avx2;
    if (truce__lanes_best() == &truce__lanes_avx512) tables[2] = &truce__lanes_avx512;
#endif
    for (int t = 0; tables[t]; t++) check_draws(tables[t]);
    check_lanes(ctx, tables);
    static page p;
    write_model(&p, &(shape){.has_rules = true, .has_options = true});
    check_blocks(&p);
    check_probabilities(ctx);
    check_certain(ctx);
    check_doha(ctx);
    truce_ctx_free(ctx);
    return claims_end();
}
