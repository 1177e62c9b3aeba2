/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options that make no difference are left out of the work. Arrays are spread and gathered against indices computed
 * one by one. A model is compared with the same model in which every rule and preference also mentions all options
 * without saying anything about them, so that nothing is left out: states, ranks and verdicts must be the same bytes.
 * Two more models lie in between. Where only preferences mention all options, options are left out of values on the
 * way (sweep.c). Given as a list of states with moves, a model has nothing left out and nothing swept. Large arrays
 * are tiled (tiles.c, tiling.c) and compared with arrays that are written out.
 */
#include "graph/graph.h"
#include "graph/reduce.h"
#include "engine/passes.h"

#define RANDOM_SEED 20260214
#define TEXT_ROOM 65536
#include "harness.h"
#include "unit/budget.h"
#include "unit/random_text.h"

#include <sys/resource.h>

enum { MOST_OPTIONS = 24 };

/* ------------------------------------------------------------------ models */

typedef struct shape {
    uint32_t parties, options[4], n; /* in all */
    uint32_t levels[MOST_OPTIONS];
    const char *moves[MOST_OPTIONS];
    bool has_rules;
} shape;

/* At least that many combinations; half of the shapes with plain options only. */
static shape draw_shape(uint64_t least) {
    static const char *const moves[] = {"both", "both", "both", "up", "down", "none"};
    shape s = {.parties = 2 + draw(3), .has_rules = draw(2)};
    uint64_t cells = 1;
    bool is_binary = draw(2), is_free = draw(2);
    for (s.n = 0; cells < least || s.n < s.parties; s.n++) {
        s.levels[s.n] = is_binary ? 2 : 2 + draw(4);
        s.moves[s.n] = is_free ? "both" : moves[draw(6)];
        s.options[s.n % s.parties]++;
        cells *= s.levels[s.n];
    }
    return s;
}

static void add_literal(text *t, const shape *s) {
    add(t, "%so%u%s", draw(2) ? "not " : "", draw(s->n), draw(2) ? " = a" : "");
}

static void add_statement(text *t, const shape *s) {
    add_literal(t, s);
    if (draw(2)) add(t, draw(2) ? " and " : " or "), add_literal(t, s);
}

/* A statement that is true nowhere, although it mentions every option. */
static void add_nothing(text *t, const shape *s) {
    for (uint32_t i = 0; i < s->n; i++) add(t, "%so%u and not o%u", i ? " or " : "", i, i);
}

static void add_rules(text *t, const shape *s, bool is_whole) {
    add(t, "feasible:\n");
    for (uint32_t r = 1 + draw(3); r-- > 0;) {
        add(t, "  - \"not (");
        add_literal(t, s);
        add(t, " and ");
        add_literal(t, s);
        add(t, ")\"\n");
    }
    if (!is_whole) return;
    add(t, "  - \"not (");
    add_nothing(t, s);
    add(t, ")\"\n");
}

static void add_preference(text *t, const shape *s, bool is_whole) {
    uint32_t kind = draw(3), items = draw(8) ? 1 + draw(5) : 16;
    add(t, "    %s:\n", kind == 0 ? "weigh" : kind == 1 ? "rank" : "order");
    for (uint32_t i = 0; i < items; i++) {
        add(t, kind == 0 ? "      \"" : "      - \"");
        add_statement(t, s);
        if (kind == 0) add(t, " or x%u", i); /* no statement is weighed twice */
        add(t, kind == 0 ? "\": %d\n" : "\"\n", (int)draw(9) - 4);
    }
    if (is_whole) {
        add(t, kind == 0 ? "      \"" : "      - \"");
        add_nothing(t, s);
        add(t, kind == 0 ? "\": 5\n" : "\"\n");
    }
    if (kind == 1) add(t, "      - rest\n");
}

typedef enum mention { NOT_ALL, BY_PREFERENCES, BY_RULES_TOO } mention; /* all options, without saying anything */

static void make_model(text *t, const shape *s, mention all) {
    uint32_t n = 0;
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < s->parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 0; i < s->options[p]; i++, n++)
            add(t, "      - {id: o%u, levels: [a, b%.*s], moves: %s}\n", n, (int)(3 * (s->levels[n] - 2)),
                ", c, d, e", s->moves[n]);
    }
    add(t, "outcomes:\n");
    for (uint32_t x = 0; x < 16; x++) {
        add(t, "  x%u: \"", x);
        add_literal(t, s);
        add(t, "\"\n");
    }
    if (s->has_rules) add_rules(t, s, all == BY_RULES_TOO);
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < s->parties; p++) {
        add(t, "  p%u:\n", p);
        add_preference(t, s, all != NOT_ALL);
    }
}

/* ------------------------------------------------------------------ graphs */

typedef struct solved {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce_status status;
} solved;

static solved solve(const text *t, uint32_t threads, truce__shape form, const truce_allocator *allocator) {
    const uint32_t all[] = {0, 1, 2, 3, 4, truce_concept_find("mr4"), truce_concept_find("mr7"),
                            truce_concept_find("mr-odd"), truce_concept_find("cmr5")};
    truce_config config = {.threads = threads, .allocator = allocator};
    solved s = {.ctx = truce_ctx_new(&config)};
    s.status = truce_parse(s.ctx, t->at, t->length, "random", &s.model);
    if (s.status == TRUCE_OK) s.status = truce__graph_build(s.ctx, s.model, form, &s.graph);
    if (s.status == TRUCE_OK) s.status = truce_solve(s.ctx, s.graph, all, sizeof all / sizeof *all, &s.solution);
    return s;
}

static void close(solved *s) {
    truce_solution_free(s->solution);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce_ctx_free(s->ctx);
}

static bool same_spaces(const truce__space *a, const truce__space *b) {
    size_t bytes = truce__bits_words(a->n_cells) * sizeof(uint64_t);
    if (a->n_cells != b->n_cells || a->n_states != b->n_states || !a->feasible != !b->feasible) return false;
    return !a->feasible || memcmp(a->feasible, b->feasible, bytes) == 0;
}

static bool same_ranks(const truce__ranks *a, const truce__ranks *b, uint64_t n_cells) {
    return a->bytes == b->bytes && a->count == b->count && memcmp(a->at, b->at, n_cells * a->bytes) == 0;
}

/* State by state where the shapes of the spaces differ. */
static bool same_sets(const truce_set *a, const truce_set *b) {
    size_t bytes = truce__bits_words(a->graph->space.n_cells) * sizeof(uint64_t);
    if (a->graph->space.is_product == b->graph->space.is_product)
        return a->count == b->count && memcmp(a->bits, b->bits, bytes) == 0;
    truce_state s = 0, t = 0;
    do {
        s = truce_set_next(a, s);
        t = truce_set_next(b, t);
    } while (s && s == t);
    return a->count == b->count && s == t;
}

static bool same_verdicts(const solved *a, const solved *b) {
    bool is_same = true;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(a->solution) && is_same; slot++) {
        is_same =
            same_sets(truce_solution_equilibria(a->solution, slot), truce_solution_equilibria(b->solution, slot));
        for (uint32_t p = 0; p < a->model->n_parties && is_same; p++)
            is_same =
                same_sets(truce_solution_stable(a->solution, slot, p), truce_solution_stable(b->solution, slot, p));
    }
    return is_same;
}

static bool same(const solved *a, const solved *b) {
    if (a->status != TRUCE_OK || b->status != TRUCE_OK) return a->status == b->status;
    bool is_same = same_spaces(&a->graph->space, &b->graph->space);
    for (uint32_t p = 0; p < a->model->n_parties && is_same; p++)
        is_same = same_ranks(&a->graph->ranks[p], &b->graph->ranks[p], a->graph->space.n_cells);
    return is_same && same_verdicts(a, b);
}

/* Options without which all feasible cells and ranks of the model can be computed. */
static uint64_t idle_everywhere(const solved *s) {
    uint64_t idle = s->graph ? s->graph->space.idle : 0;
    for (uint32_t p = 0; s->graph && p < s->model->n_parties; p++) idle &= s->graph->ranks[p].idle;
    return idle;
}

/* The same shape and the same draws three times over. */
static void make_models(const shape *s, text models[3]) {
    const uint64_t before = seed;
    uint64_t after = 0;
    for (int all = NOT_ALL; all <= BY_RULES_TOO; all++) {
        seed = before;
        make_model(&models[all], s, (mention)all);
        if (all == NOT_ALL) after = seed;
    }
    seed = after;
}

static void nothing_is_lost(void) {
    static text models[3];
    uint32_t reduced = 0, differing = 0, not_whole = 0, solved_models = 0, left_out = 0, listed = 0;
    for (uint32_t i = 0; i < 150; i++) {
        shape s = draw_shape(4096);
        make_models(&s, models);
        solved a = solve(&models[NOT_ALL], 1 + draw(3), TRUCE__SHAPE_ANY, NULL),
               b = solve(&models[BY_RULES_TOO], 1, TRUCE__SHAPE_ANY, NULL);
        solved c = solve(&models[BY_PREFERENCES], 1 + draw(3), TRUCE__SHAPE_ANY, NULL), d = {.status = TRUCE_E_LIMIT};
        bool is_same = same(&a, &b) && same(&c, &b);
        if (is_same && c.status == TRUCE_OK && i % 5 == 0) {
            d = solve(&models[BY_PREFERENCES], 1, TRUCE__SHAPE_LISTED, NULL);
            is_same = d.status == TRUCE_OK && !d.graph->space.is_product && same_verdicts(&c, &d);
            listed++;
        }
        if (!is_same && differing == 0) printf("differs:\n%s\n%s\n", models[0].at, models[2].at);
        differing += !is_same;
        solved_models += a.status == TRUCE_OK;
        reduced += idle_everywhere(&a) != 0;
        left_out += c.status == TRUCE_OK && truce__fewer_cells(&c.graph->space) > 0;
        for (uint32_t p = 0; b.graph && p < b.model->n_parties; p++)
            not_whole += b.graph->ranks[p].idle != 0 || (s.has_rules && b.graph->space.idle != 0);
        close(&a);
        close(&b);
        close(&c);
        if (d.ctx) close(&d);
    }
    CLAIM(solved_models > 100 && reduced > 50, "many models have states, and options nobody mentions (%u, %u)",
          solved_models, reduced);
    CLAIM(left_out > 50 && listed > 20, "many leave options out of values, and some are listed (%u, %u)", left_out,
          listed);
    CLAIM(not_whole == 0, "an option that is mentioned is never left out (%u)", not_whole);
    CLAIM(differing == 0, "what is left out makes no difference (%u of 150 differ)", differing);
}

/* Memory runs out anywhere while solving a model some of whose options are left out on the way. */
static void memory_runs_out(void) {
    static text models[3];
    budget b = {.left = -1};
    const truce_allocator own = {counted_alloc, counted_resize, counted_release, &b};
    bool is_met = false;
    while (!is_met) {
        shape s = draw_shape(4096);
        make_models(&s, models);
        solved all = solve(&models[BY_PREFERENCES], 1, TRUCE__SHAPE_ANY, NULL);
        is_met = all.status == TRUCE_OK && s.has_rules && truce__fewer_cells(&all.graph->space) > 0;
        close(&all);
    }
    truce_ctx_free(truce_ctx_new(&(truce_config){.threads = 1, .allocator = &own}));
    uint32_t wrong = 0, tried = 0;
    truce_status status = TRUCE_E_NOMEM;
    for (long allowed = b.count; status != TRUCE_OK; allowed++, tried++) {
        b = (budget){.left = allowed};
        solved m = solve(&models[BY_PREFERENCES], 1, TRUCE__SHAPE_ANY, &own);
        status = m.status;
        close(&m);
        wrong += b.held != 0 || (status != TRUCE_OK && status != TRUCE_E_NOMEM);
    }
    CLAIM(tried > 50 && wrong == 0, "memory that runs out is said, and given back (%u of %u do not)", wrong, tried);
}

/* ------------------------------------------------------------------ arrays */

/* The reduced cell of a cell, digit by digit. */
static uint64_t reduced_of(const truce__space *space, const truce__reduction *how, uint64_t cell) {
    uint64_t reduced = 0, stride = 1;
    for (uint32_t i = 0; i < space->model->n_options; i++) {
        uint64_t n = space->model->options[i].n_levels;
        if (!(how->idle >> i & 1)) reduced += cell % n * stride, stride *= n;
        cell /= n;
    }
    return reduced;
}

static uint64_t wrong_values(truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes) {
    unsigned char *few = malloc(how->n_reduced * bytes), *back = malloc(how->n_reduced * bytes),
                  *all = malloc(how->n_cells * bytes);
    uint64_t wrong = 0;
    for (uint64_t c = 0; c < how->n_reduced; c++) truce__value_put(few, bytes, c, (uint32_t)(c * 2654435761U));
    truce__spread_values(ctx, how, bytes, few, all);
    for (uint64_t c = 0; c < how->n_cells; c++)
        wrong += truce__value_at(all, bytes, c) != truce__value_at(few, bytes, reduced_of(space, how, c));
    truce__gather_values(how, bytes, all, back);
    wrong += memcmp(few, back, how->n_reduced * bytes) != 0;
    free(few), free(back), free(all);
    return wrong;
}

static uint64_t wrong_bits(truce_ctx *ctx, const truce__space *space, const truce__reduction *how) {
    const size_t few_words = truce__bits_words(how->n_reduced), words = truce__bits_words(how->n_cells);
    uint64_t *few = calloc(few_words, 8), *all = malloc(words * 8), *back, wrong = 0;
    memset(all, 0xA5, words * 8);
    for (uint64_t c = 0; c < how->n_reduced; c++)
        if (draw(2)) truce__bits_set(few, c);
    truce__spread_bits(ctx, how, few, all);
    for (uint64_t c = 0; c < words * 64; c++)
        wrong += truce__bits_get(all, c) != (c < how->n_cells && truce__bits_get(few, reduced_of(space, how, c)));
    truce__space full = *space;
    full.feasible = all;
    wrong += truce__gather_feasible(ctx, &full, how, &back) != TRUCE_OK || memcmp(few, back, few_words * 8) != 0;
    truce__big_free(ctx, back);
    free(few), free(all);
    return wrong;
}

static void arrays_are_spread(void) {
    static text t;
    static truce__reduction how;
    uint64_t wrong = 0, shapes = 0, binary = 0, mapped = 0;
    for (uint32_t i = 0; i < 200; i++) {
        shape s = draw_shape(4096);
        s.has_rules = false;
        make_model(&t, &s, BY_RULES_TOO);
        solved m = {.ctx = truce_ctx_new(&(truce_config){.threads = 1 + draw(3)})};
        truce__space space;
        if (truce_parse(m.ctx, t.at, t.length, "random", &m.model) == TRUCE_OK &&
            truce__space_build(m.ctx, m.model, TRUCE__SHAPE_PRODUCT, &space) == TRUCE_OK) {
            uint64_t idle = (draw(1 << 16) | (draw(3) ? 0 : draw(1 << 16))) & (((uint64_t)1 << s.n) - 1);
            if (truce__reduction_make(&space, idle, &how)) {
                wrong += wrong_values(m.ctx, &space, &how, 1 << draw(3)) + wrong_bits(m.ctx, &space, &how);
                shapes++;
                binary += !how.is_plain && how.is_binary;
                mapped += !how.is_plain && !how.is_binary;
            }
            truce__space_free(&space);
        }
        close(&m);
    }
    CLAIM(shapes > 100 && binary > 20 && mapped > 20, "all kinds of unit are met (%u, %u, %u)", (unsigned)shapes,
          (unsigned)binary, (unsigned)mapped);
    CLAIM(wrong == 0, "every cell has the value of the reduced cell behind it (%u wrong)", (unsigned)wrong);
}

/* ------------------------------------------------------------------- tiles */

/* A space of 2^18 cells or more, used only for its shape. */
typedef struct bare {
    truce_model model;
    truce__option options[MOST_OPTIONS];
    truce__space space;
} bare;

static void draw_bare(bare *b, truce_ctx *ctx) {
    uint64_t least = (uint64_t)1 << (18 + draw(4));
    *b = (bare){.space = {.ctx = ctx, .model = &b->model, .is_product = true, .n_cells = 1}};
    bool is_binary = draw(4);
    uint32_t n = 0;
    for (; b->space.n_cells < least; n++) {
        b->options[n].n_levels = is_binary || n < 14 ? 2 : 2 + draw(3);
        if (!is_binary && draw(8) == 0) b->options[n].n_levels = 3;
        b->space.stride[n] = b->space.n_cells;
        b->space.n_cells *= b->options[n].n_levels;
    }
    b->model.options = b->options;
    b->model.n_options = n;
    b->model.n_parties = 1 + draw(40);
    b->space.n_combinations = b->space.n_cells;
}

/* The number of cells whose value differs from the one written out or from the reduced cell's; one more if more
 * memory is taken than planned, even if the plan was for a narrower type. */
static uint64_t wrong_tiles(truce_ctx *ctx, const bare *b, const truce__reduction *how, uint32_t bytes,
                            bool *is_tiled) {
    uint64_t wrong = 0, n = b->space.n_cells;
    truce__needs needs = {0};
    unsigned char *few = malloc(how->n_reduced * bytes), *all = malloc(n * bytes);
    for (uint64_t c = 0; c < how->n_reduced; c++) truce__value_put(few, bytes, c, (uint32_t)(c * 2654435761U >> 7));
    truce__spread_values(ctx, how, bytes, few, all);
    void *made = truce__spread_new(ctx, &b->space, how, bytes, few);
    *is_tiled = ctx->in_memory < n * bytes;
    truce__spread_needs(ctx, &b->space, how, bytes << draw(2), &needs);
    wrong += (double)ctx->in_memory > needs.memory + 8192;
    wrong += !made || (uintptr_t)made % 64 != 0 || memcmp(made, all, n * bytes) != 0;
    for (uint32_t i = 0; made && i < 200; i++) {
        uint64_t c = draw(1 << 30) % n;
        wrong += truce__value_at(made, bytes, c) != truce__value_at(few, bytes, reduced_of(&b->space, how, c));
    }
    truce__big_free(ctx, made);
    free(few), free(all);
    return wrong;
}

static void tiles_are_laid(void) {
    static truce__reduction how;
    static bare b;
    budget spent = {.left = -1};
    const truce_allocator own = {counted_alloc, counted_resize, counted_release, &spent};
    uint64_t wrong = 0, held = 0, tiled = 0, whole = 0, tiled_for_others = 0;
    for (uint32_t i = 0; i < 80; i++) {
        bool is_own = i % 8 == 0, is_tiled;
        truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1 + draw(3), .allocator = is_own ? &own : NULL});
        draw_bare(&b, ctx);
        uint64_t idle = (draw(1 << 24) | (draw(3) ? 0 : draw(1 << 24))) & (((uint64_t)1 << b.model.n_options) - 1);
        if (truce__reduction_make(&b.space, idle, &how)) {
            wrong += wrong_tiles(ctx, &b, &how, 1 << draw(3), &is_tiled);
            *(is_tiled ? is_own ? &tiled_for_others : &tiled : &whole) += 1;
            held += ctx->in_memory;
        }
        truce_ctx_free(ctx);
    }
    CLAIM(truce__tile_unit() == 0 || (tiled > 30 && whole > 10), "arrays are tiled or not (%u, %u)", (unsigned)tiled,
          (unsigned)whole);
    CLAIM(tiled_for_others == 0 && spent.held == 0, "a program's own allocator gives all there is (%u)",
          (unsigned)tiled_for_others);
    CLAIM(wrong == 0, "tiled arrays are those that are written out (%u differ)", (unsigned)wrong);
    CLAIM(held == 0, "what tiles take is given back");
}

/* 2^22 cells of one byte, of which the lower half of the options counts. */
static bool fits_in(uint64_t memory) {
    static truce__reduction how;
    static bare b;
    static unsigned char few[1 << 11];
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1, .memory = memory});
    b = (bare){.model = {.options = b.options, .n_options = 22, .n_parties = 1},
               .space = {.ctx = ctx, .model = &b.model, .is_product = true, .n_cells = 1 << 22}};
    for (uint32_t i = 0; i < 22; i++) b.options[i].n_levels = 2, b.space.stride[i] = (uint64_t)1 << i;
    bool is_made = truce__reduction_make(&b.space, UINT64_C(0x3FF800), &how);
    void *made = is_made ? truce__spread_new(ctx, &b.space, &how, 1, few) : NULL;
    CLAIM(is_made && !made == (truce_diags_total(ctx) == 1), "what does not fit is said");
    truce__big_free(ctx, made);
    truce_ctx_free(ctx);
    return made != NULL;
}

static void tiles_count_once(void) {
    CLAIM(fits_in(5 << 20), "the array fits");
    CLAIM(fits_in(1 << 20) == (truce__tile_unit() != 0), "its tiles take less than the array");
    CLAIM(!fits_in(1 << 15), "the limit is kept");
    struct rlimit before, small;
    if (getrlimit(RLIMIT_FSIZE, &before) != 0) return;
    small = before;
    small.rlim_cur = 4096;
    setrlimit(RLIMIT_FSIZE, &small);
    bool is_made = fits_in(5 << 20), is_tiled = fits_in(1 << 20);
    setrlimit(RLIMIT_FSIZE, &before);
    CLAIM(is_made && !is_tiled, "where files must be small there are no tiles");
}

/* With a program's own allocator all arrays are written out. */
static void tiling_changes_nothing(void) {
    static text t;
    budget spent = {.left = -1};
    const truce_allocator own = {counted_alloc, counted_resize, counted_release, &spent};
    uint32_t differing = 0, tiled = 0;
    for (uint32_t i = 0; i < 12; i++) {
        shape s = draw_shape(1 << 20);
        make_model(&t, &s, NOT_ALL);
        solved a = solve(&t, 1 + i % 2, TRUCE__SHAPE_ANY, NULL), b = solve(&t, 1, TRUCE__SHAPE_ANY, &own);
        differing += !same(&a, &b);
        tiled += a.ctx->in_memory < b.ctx->in_memory;
        close(&a);
        close(&b);
    }
    CLAIM(differing == 0, "tiled or not, ranks and verdicts are the same (%u of 12 differ)", differing);
    CLAIM(truce__tile_unit() == 0 || tiled > 2, "there were tiles (%u of 12)", tiled);
    CLAIM(spent.held == 0, "what was allocated is freed (%ld)", spent.held);
}

int main(void) {
    arrays_are_spread();
    tiles_are_laid();
    tiles_count_once();
    tiling_changes_nothing();
    nothing_is_lost();
    memory_runs_out();
    return claims_end();
}
