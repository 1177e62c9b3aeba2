/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The condition is a monotone formula (condition.h), so what suffices is told by its least sets. They are found as
 * Reiter 1987 finds hitting sets (doi:10.1016/0004-3702(87)90062-2): a set that does not meet a clause grows by each
 * of the clause's terms; smaller sets come first, so a set that suffices is a least one unless it holds one found
 * before.
 *
 * Strict rankings: of k states that matter and s, every set D of those below s counts |D|! (k-|D|)! rankings; which
 * sets suffice is evaluated for 64 sets at a time. All other states may stand anywhere, n!/(k+1)! times as many.
 *
 * Orders of statements: statements are placed from the top. What matters of those placed is which they are and which
 * states they put above s, not their order; so numbers of ways add up over such pairs. A pair in which the formula
 * is settled whatever follows is not gone on from.
 */
#include "unknowns/inverse.h"

#include "concepts/concepts.h"
#include "graph/planes.h"
#include "unknowns/natural.h"

#include <inttypes.h>
#include <stdio.h>

__extension__ typedef unsigned __int128 wide;

/* --------------------------------------------------------------- least sets */

enum { MOST_NODES = 1 << 17 };

typedef TRUCE__VEC(uint64_t) nodes; /* sets of one size, `words` words each */

typedef struct growing {
    truce_ctx *ctx;
    const truce__condition *f;
    size_t words;
    nodes *sizes; /* by size, n_cells + 1 */
    uint64_t *next, *found;
    uint32_t n_found;
    uint64_t n_nodes;
    bool is_cut;
} growing;

/* The set with the least state that only one of two has comes first. */
static int by_states(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t w = 0; w < words; w++) {
        uint64_t both = a[w] ^ b[w];
        if (both) return a[w] & (both & -both) ? -1 : 1;
    }
    return 0;
}

/* Heap sort: sets have any number of words. */
static void sift(uint64_t *sets, size_t words, size_t at, size_t count, uint64_t *room) {
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && by_states(sets + child * words, sets + (child + 1) * words, words) < 0) child++;
        if (by_states(sets + at * words, sets + child * words, words) >= 0) return;
        memcpy(room, sets + at * words, words * sizeof *room);
        memcpy(sets + at * words, sets + child * words, words * sizeof *room);
        memcpy(sets + child * words, room, words * sizeof *room);
    }
}

/* Sorts sets of one size and leaves one of equals; how many are left. */
static size_t sort_sets(uint64_t *sets, size_t words, size_t count, uint64_t *room) {
    size_t kept = 0;
    for (size_t i = count / 2; i-- > 0;) sift(sets, words, i, count, room);
    for (size_t end = count; end-- > 1;) {
        memcpy(room, sets, words * sizeof *room);
        memcpy(sets, sets + end * words, words * sizeof *room);
        memcpy(sets + end * words, room, words * sizeof *room);
        sift(sets, words, 0, end, room);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept && by_states(sets + (kept - 1) * words, sets + i * words, words) == 0) continue;
        memmove(sets + kept++ * words, sets + i * words, words * sizeof *sets);
    }
    return kept;
}

static bool holds_found(const growing *g, const uint64_t *set) {
    for (uint32_t i = 0; i < g->n_found; i++) {
        const uint64_t *found = g->found + i * g->words;
        size_t w = 0;
        while (w < g->words && (found[w] & ~set[w]) == 0) w++;
        if (w == g->words) return true;
    }
    return false;
}

static bool meets(const truce__condition *f, const truce__condition_term *term, const uint64_t *set) {
    for (uint32_t i = 0; i < term->count; i++)
        if (!truce__bits_get(set, f->variables[term->first + i])) return false;
    return true;
}

/* A clause that the set does not meet; NULL: it suffices. */
static const truce__condition_clause *unmet(const truce__condition *f, const uint64_t *set) {
    for (uint32_t c = 0; c < f->n_clauses; c++) {
        uint32_t t = 0;
        while (t < f->clauses[c].count && !meets(f, &f->terms[f->clauses[c].first + t], set)) t++;
        if (t == f->clauses[c].count) return &f->clauses[c];
    }
    return NULL;
}

static truce_status push_set(growing *g, const uint64_t *set) {
    uint64_t size = 0;
    for (size_t w = 0; w < g->words; w++) size += (uint64_t)__builtin_popcountll(set[w]);
    nodes *to = &g->sizes[size];
    TRY(truce__vec_reserve(g->ctx, to, to->count + g->words));
    memcpy(to->at + to->count, set, g->words * sizeof *set);
    to->count += g->words;
    g->n_nodes++;
    return TRUCE_OK;
}

static truce_status grow(growing *g, const uint64_t *set, const truce__condition_clause *clause) {
    for (uint32_t t = 0; t < clause->count; t++) {
        const truce__condition_term *term = &g->f->terms[clause->first + t];
        if (g->n_nodes >= MOST_NODES) return g->is_cut = true, TRUCE_OK;
        memcpy(g->next, set, g->words * sizeof *set);
        for (uint32_t i = 0; i < term->count; i++) truce__bits_set(g->next, g->f->variables[term->first + i]);
        TRY(push_set(g, g->next));
    }
    return TRUCE_OK;
}

static truce_status look_at(growing *g, const uint64_t *set) {
    if (holds_found(g, set)) return TRUCE_OK;
    const truce__condition_clause *clause = unmet(g->f, set);
    if (clause) return grow(g, set, clause);
    if (g->n_found == TRUCE__LEAST_SETS) return g->is_cut = true, TRUCE_OK;
    memcpy(g->found + g->n_found++ * g->words, set, g->words * sizeof *set);
    return TRUCE_OK;
}

static truce_status grow_all(growing *g) {
    memset(g->next, 0, g->words * sizeof *g->next);
    TRY(push_set(g, g->next));
    for (uint32_t size = 0; size <= g->f->n_cells && !g->is_cut; size++) {
        nodes now = g->sizes[size];
        size_t count = sort_sets(now.at, g->words, now.count / g->words, g->next);
        g->sizes[size] = (nodes){0};
        truce_status status = TRUCE_OK;
        for (size_t i = 0; i < count && !g->is_cut && status == TRUCE_OK; i++) {
            status = look_at(g, now.at + i * g->words);
            if (status == TRUCE_OK && i % 256 == 0) status = truce__go_on(g->ctx);
        }
        truce__vec_free(g->ctx, &now);
        TRY(status);
    }
    return TRUCE_OK;
}

static truce_status keep_sets(const growing *g, const truce_graph *graph, truce__arena *arena,
                              truce__inverse_party *party) {
    truce__least_set *sets = truce__arena_alloc(arena, g->n_found, sizeof *sets);
    if (!sets) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < g->n_found; i++) {
        const uint64_t *set = g->found + i * g->words;
        uint64_t size = truce__bits_count(set, g->f->n_cells);
        truce_state *states = truce__arena_alloc(arena, size, sizeof *states);
        if (!states) return TRUCE_E_NOMEM;
        for (uint64_t v = truce__bits_next(set, g->f->n_cells, 0); v != UINT64_MAX;
             v = truce__bits_next(set, g->f->n_cells, v + 1))
            states[sets[i].count++] = truce__space_number(&graph->space, g->f->cells[v]);
        sets[i].states = states;
    }
    party->sets = sets;
    party->n_sets = g->n_found;
    party->is_cut = g->is_cut;
    return TRUCE_OK;
}

static truce_status find_sets(truce_ctx *ctx, const truce_graph *graph, const truce__condition *f,
                              truce__arena *arena, truce__inverse_party *party) {
    growing g = {.ctx = ctx, .f = f, .words = truce__bits_words(f->n_cells + 1)};
    g.sizes = truce__calloc(ctx, (size_t)f->n_cells + 1, sizeof *g.sizes);
    g.next = truce__calloc(ctx, g.words, sizeof *g.next);
    g.found = truce__calloc(ctx, TRUCE__LEAST_SETS * g.words, sizeof *g.found);
    truce_status status = g.sizes && g.next && g.found ? grow_all(&g) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = keep_sets(&g, graph, arena, party);
    for (uint32_t i = 0; g.sizes && i <= f->n_cells; i++) truce__vec_free(ctx, &g.sizes[i]);
    truce__free(ctx, g.sizes);
    truce__free(ctx, g.next);
    truce__free(ctx, g.found);
    return status;
}

/* ----------------------------------------------------------------- rankings */

/* The sets 64 b to 64 b + 63 that have variable `v`, a bit each. */
static uint64_t plane(uint64_t b, uint32_t v) {
    static const uint64_t low[6] = {UINT64_C(0xAAAAAAAAAAAAAAAA), UINT64_C(0xCCCCCCCCCCCCCCCC),
                                    UINT64_C(0xF0F0F0F0F0F0F0F0), UINT64_C(0xFF00FF00FF00FF00),
                                    UINT64_C(0xFFFF0000FFFF0000), UINT64_C(0xFFFFFFFF00000000)};
    return v < 6 ? low[v] : b >> (v - 6) & 1 ? ~UINT64_C(0) : 0;
}

/* Which of the 64 sets suffice. */
static uint64_t sufficing(const truce__condition *f, uint64_t b) {
    uint64_t all = ~UINT64_C(0);
    for (uint32_t c = 0; c < f->n_clauses && all; c++) {
        uint64_t any = 0;
        for (uint32_t t = 0; t < f->clauses[c].count && (any & all) != all; t++) {
            const truce__condition_term *term = &f->terms[f->clauses[c].first + t];
            uint64_t each = all & ~any;
            for (uint32_t i = 0; i < term->count && each; i++) each &= plane(b, f->variables[term->first + i]);
            any |= each;
        }
        all &= any;
    }
    return all;
}

/* How many sets of each size suffice. */
static truce_status count_sets(truce_ctx *ctx, const truce__condition *f,
                               uint64_t counts[TRUCE__COUNTED_STATES + 1]) {
    uint64_t of_size[7] = {0}, blocks = f->n_cells > 6 ? UINT64_C(1) << (f->n_cells - 6) : 1;
    uint64_t there = f->n_cells < 6 ? (UINT64_C(1) << (1U << f->n_cells)) - 1 : ~UINT64_C(0);
    for (uint32_t i = 0; i < 64; i++) of_size[__builtin_popcount(i)] |= UINT64_C(1) << i;
    memset(counts, 0, (TRUCE__COUNTED_STATES + 1) * sizeof *counts);
    for (uint64_t b = 0; b < blocks; b++) {
        uint64_t sets = sufficing(f, b) & there;
        uint32_t high = (uint32_t)__builtin_popcountll(b);
        for (uint32_t i = 0; sets && i <= 6; i++)
            counts[high + i < TRUCE__COUNTED_STATES ? high + i : TRUCE__COUNTED_STATES] +=
                (uint64_t)__builtin_popcountll(sets & of_size[i]);
        if (b % 4096 == 0) TRY(truce__go_on(ctx));
        if (b % 4096 == 0) truce__progress(ctx, "counting rankings", b, blocks);
    }
    return TRUCE_OK;
}

static wide factorial(uint32_t n) {
    wide product = 1;
    for (uint32_t i = 2; i <= n; i++) product *= i;
    return product;
}

/* good of all = sets below s of the k states that matter, each in so many rankings of these and s */
static truce_status count_rankings(truce_ctx *ctx, const truce_graph *graph, truce__reading reading,
                                   const truce__condition *f, truce__arena *arena, truce__fraction *fraction) {
    uint64_t counts[TRUCE__COUNTED_STATES + 1], n = graph->space.n_states, k = f->n_cells;
    wide good = 0;
    if (k > TRUCE__COUNTED_STATES && reading != TRUCE__READ_NASH) return TRUCE_OK;
    if (reading == TRUCE__READ_NASH) return truce__naturals_one_in(ctx, arena, n, k + 1, fraction);
    TRY(count_sets(ctx, f, counts));
    for (uint32_t size = 0; size <= k; size++)
        good += counts[size] * factorial(size) * factorial((uint32_t)k - size);
    return truce__naturals_of(ctx, arena, n, good, (uint32_t)k + 1, fraction);
}

/* ------------------------------------------------------------------- orders */

enum { MOST_PLACED = 1 << 22 };

/* States that the same statements tell apart from s, alike. */
typedef struct kind {
    uint32_t better, worse; /* statements true there and not in s; the reverse */
} kind;

/* Statements placed, the kinds of states that they put above s, in so many ways. */
typedef struct placed {
    uint32_t statements;
    uint64_t above;
    wide ways;
} placed;

typedef struct ordering {
    truce_ctx *ctx;
    const truce__condition *f;
    uint32_t n_statements, n_kinds;
    kind *kinds;    /* by their pairs of masks; at most 64 with any statement in `better` */
    uint32_t *of;   /* by variable: its kind, TRUCE__NONE: never above s */
    uint64_t *low;  /* variables, for evaluation */
    TRUCE__VEC(placed) now, next;
    uint64_t seen;
    wide good;
} ordering;

static int by_placed(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->statements != y->statements) return x->statements < y->statements ? -1 : 1;
    return x->above < y->above ? -1 : x->above > y->above;
}

/* The formula where the states of these kinds are above s and no others. */
static bool holds_above(const ordering *o, uint64_t above) {
    for (uint32_t v = 0; v < o->f->n_cells; v++) {
        bool is_above = o->of[v] != TRUCE__NONE && (above >> o->of[v] & 1);
        if (is_above) o->low[v / 64] &= ~(UINT64_C(1) << v % 64);
        else truce__bits_set(o->low, v);
    }
    return truce__condition_holds(o->f, o->low);
}

/* The kinds that no statement placed so far tells from s. */
static uint64_t undecided(const ordering *o, uint32_t statements) {
    uint64_t kinds = 0;
    for (uint32_t i = 0; i < o->n_kinds; i++)
        if (!((o->kinds[i].better | o->kinds[i].worse) & statements)) kinds |= UINT64_C(1) << i;
    return kinds;
}

/* Goes on from a pair by one statement, unless it is settled. */
static truce_status place_next(ordering *o, const placed *from, uint32_t done) {
    uint64_t open = undecided(o, from->statements);
    if (!holds_above(o, from->above)) return TRUCE_OK;
    if (holds_above(o, from->above | open)) {
        o->good += from->ways * factorial(o->n_statements - done);
        return TRUCE_OK;
    }
    for (uint32_t j = 0; j < o->n_statements; j++) {
        placed next = {from->statements | UINT32_C(1) << j, from->above, from->ways};
        if (next.statements == from->statements) continue;
        for (uint64_t left = open; left; left &= left - 1) {
            uint32_t i = (uint32_t)__builtin_ctzll(left);
            if (o->kinds[i].better >> j & 1) next.above |= UINT64_C(1) << i;
        }
        TRY(truce__vec_push(o->ctx, &o->next, next));
    }
    return TRUCE_OK;
}

/* One of equal pairs, with the ways of all. */
static truce_status merge(ordering *o) {
    size_t kept = 0;
    if (o->next.count > 1) TRY(truce__sort(o->ctx, o->next.at, o->next.count, sizeof *o->next.at, by_placed));
    for (size_t i = 0; i < o->next.count; i++) {
        if (kept && by_placed(&o->next.at[kept - 1], &o->next.at[i]) == 0)
            o->next.at[kept - 1].ways += o->next.at[i].ways;
        else o->next.at[kept++] = o->next.at[i];
    }
    o->next.count = kept;
    return TRUCE_OK;
}

/* *is_counted is false where there are too many pairs. */
static truce_status place_all(ordering *o, bool *is_counted) {
    placed none = {.ways = 1};
    TRY(truce__vec_push(o->ctx, &o->now, none));
    for (uint32_t done = 0; o->now.count; done++) {
        o->next.count = 0;
        truce__progress(o->ctx, "counting orders", done, o->n_statements);
        for (size_t i = 0; i < o->now.count; i++) {
            if (++o->seen > MOST_PLACED) return *is_counted = false, TRUCE_OK;
            if (i % 256 == 0) TRY(truce__go_on(o->ctx));
            TRY(place_next(o, &o->now.at[i], done));
        }
        TRY(merge(o));
        void *spare = o->now.at;
        size_t room = o->now.room;
        o->now.at = o->next.at;
        o->now.count = o->next.count;
        o->now.room = o->next.room;
        o->next.at = spare;
        o->next.room = room;
    }
    *is_counted = true;
    return TRUCE_OK;
}

static bool is_true(const truce_graph *graph, uint64_t cell, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        if (truce__space_truth(&graph->space, cell, &item->stmts[i]) == TRUCE__TRUE) return true;
    return false;
}

/* Finds the kind of each variable; false where there are too many. */
static bool sort_kinds(ordering *o, const truce_graph *graph, const truce__pref *pref) {
    uint32_t at_s = 0;
    for (uint32_t j = 0; j < pref->n_items; j++)
        at_s |= (uint32_t)is_true(graph, o->f->cell, &pref->items[j]) << j;
    for (uint32_t v = 0; v < o->f->n_cells; v++) {
        uint32_t there = 0, i = 0;
        for (uint32_t j = 0; j < pref->n_items; j++)
            there |= (uint32_t)is_true(graph, o->f->cells[v], &pref->items[j]) << j;
        kind of = {.better = there & ~at_s, .worse = at_s & ~there};
        o->of[v] = TRUCE__NONE;
        if (!of.better) continue;
        while (i < o->n_kinds && (o->kinds[i].better != of.better || o->kinds[i].worse != of.worse)) i++;
        if (i == 64) return false;
        if (i == o->n_kinds) o->kinds[o->n_kinds++] = of;
        o->of[v] = i;
    }
    return true;
}

static truce_status count_orders(truce_ctx *ctx, const truce_graph *graph, uint32_t party, const truce__condition *f,
                                 truce__arena *arena, truce__inverse_party *found) {
    const truce__pref *pref = &graph->model->prefs[party];
    bool is_counted = false;
    if (pref->kind != TRUCE__PREF_ORDER) return TRUCE_OK;
    found->n_statements = pref->n_items;
    if (pref->n_items > TRUCE__COUNTED_STATEMENTS) return TRUCE_OK;
    ordering o = {.ctx = ctx, .f = f, .n_statements = pref->n_items};
    o.kinds = truce__calloc(ctx, 65, sizeof *o.kinds);
    o.of = truce__calloc(ctx, (size_t)f->n_cells + 1, sizeof *o.of);
    o.low = truce__calloc(ctx, truce__bits_words(f->n_cells + 1), sizeof *o.low);
    truce_status status = o.kinds && o.of && o.low ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK && sort_kinds(&o, graph, pref)) status = place_all(&o, &is_counted);
    if (status == TRUCE_OK && is_counted)
        status = truce__naturals_of(ctx, arena, pref->n_items, o.good, pref->n_items, &found->orders);
    truce__vec_free(ctx, &o.now);
    truce__vec_free(ctx, &o.next);
    truce__free(ctx, o.kinds);
    truce__free(ctx, o.of);
    truce__free(ctx, o.low);
    return status;
}

/* ------------------------------------------------------------------ parties */

static truce_status look_today(const truce_graph *graph, uint32_t party, const truce__condition *f,
                               truce__inverse_party *found) {
    uint64_t *low = truce__calloc(f->ctx, truce__bits_words(f->n_cells + 1), sizeof *low);
    uint32_t rank = truce__graph_rank_at(graph, party, f->cell);
    if (!low) return TRUCE_E_NOMEM;
    for (uint32_t v = 0; v < f->n_cells; v++)
        if (truce__graph_rank_at(graph, party, f->cells[v]) <= rank) truce__bits_set(low, v);
    found->is_stable = truce__condition_holds(f, low);
    found->is_free = f->n_clauses == 0;
    truce__free(f->ctx, low);
    return TRUCE_OK;
}

static truce_status find_party(truce__inverse *inverse, const truce_graph *graph, truce__reading reading,
                               uint32_t party, uint64_t cell) {
    truce_ctx *ctx = inverse->ctx;
    truce__inverse_party *found = &inverse->parties[party];
    truce__condition f;
    truce_status status = truce__condition_make(ctx, graph, reading, party, cell, &f);
    if (status == TRUCE_OK) status = look_today(graph, party, &f, found);
    if (status == TRUCE_OK) status = find_sets(ctx, graph, &f, &inverse->arena, found);
    if (status == TRUCE_OK) status = count_rankings(ctx, graph, reading, &f, &inverse->arena, &found->rankings);
    if (status == TRUCE_OK) status = count_orders(ctx, graph, party, &f, &inverse->arena, found);
    truce__condition_free(&f);
    return status;
}

truce_status truce__inverse_find(truce_ctx *ctx, const truce_graph *graph, truce__reading reading, truce_state state,
                                 truce__inverse *inverse) {
    *inverse = (truce__inverse){.ctx = ctx, .n_parties = graph->model->n_parties};
    truce__arena_init(&inverse->arena, ctx);
    inverse->parties = truce__arena_alloc(&inverse->arena, inverse->n_parties, sizeof *inverse->parties);
    if (!inverse->parties) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < inverse->n_parties; party++)
        TRY(find_party(inverse, graph, reading, party, truce__space_cell(&graph->space, state)));
    return TRUCE_OK;
}

void truce__inverse_free(truce__inverse *inverse) {
    if (inverse->ctx) truce__arena_free(&inverse->arena);
}
