/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Efficient states among millions. What matters of a state is its vector of ranks, and states with the same vector
 * share their fate, so the work is done on distinct vectors:
 *
 *   1. A pass over the states. A few vectors with high sums are kept aside; a vector that one of these exceeds in
 *      every component is dropped at once, as in the elimination filter of Godfrey, Shipley and Gryz (2005, Maximal
 *      vector computation in large data sets, VLDB, 229-240). What remains goes into a hash table. Of many states few
 *      remain.
 *   2. The maxima of these vectors by divide and conquer, after Kung, Luccio and Preparata (1975,
 *      doi:10.1145/321906.321910): split at a value of the last component, find the maxima of both halves, and strike
 *      from the lower half what the upper one dominates in the components left; that question is split in the same
 *      way. O(m log^(n-2) m) for n components, where comparing every vector with every maximum found so far would
 *      take m times their number.
 *   3. A vector is weakly efficient when no maximum exceeds it in every component: the same question once more.
 *   4. A pass over the states, looking their vectors up.
 *
 * Halves are made at the middle of the range of ranks, not at the median: ranks are dense, and no sorting is needed.
 */
#include "questions/deal/pareto.h"

enum { WINDOW = 32, SMALL = 256 }; /* vectors kept aside; pairs that are compared one by one */
enum { IS_DOMINATED = 1, IS_STRONG = 2, IS_WEAK = 4 };

typedef struct vectors { /* distinct ones; an index names one */
    truce_ctx *ctx;
    uint32_t n;       /* components */
    uint32_t *at;     /* n each */
    unsigned char *flags;
    uint32_t *places; /* open addressing: index + 1, or 0 */
    uint64_t count, room, n_places;
} vectors;

typedef struct filter {
    uint32_t *kept; /* WINDOW vectors, highest score first */
    uint64_t scores[WINDOW];
    uint32_t count;
} filter;

/* ---------------------------------------------------------------- the table */

static const uint32_t *vector_at(const vectors *v, uint64_t index) {
    return v->at + index * v->n;
}

static uint64_t place_of(const vectors *v, const uint32_t *ranks) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < v->n; i++) hash = (hash ^ ranks[i]) * UINT64_C(0x9E3779B97F4A7C15) ^ hash >> 29;
    uint64_t place = (hash ^ hash >> 32) & (v->n_places - 1);
    while (v->places[place] && memcmp(vector_at(v, v->places[place] - 1), ranks, v->n * sizeof *ranks) != 0)
        place = (place + 1) & (v->n_places - 1);
    return place;
}

/* A larger copy of a large array. */
static truce_status enlarge(truce_ctx *ctx, void *place, uint64_t old_bytes, uint64_t bytes) {
    void *old, *grown = truce__big_alloc(ctx, bytes);
    if (!grown) return TRUCE_E_NOMEM;
    memcpy(&old, place, sizeof old);
    if (old) memcpy(grown, old, old_bytes);
    truce__big_free(ctx, old);
    memcpy(place, &grown, sizeof grown);
    return TRUCE_OK;
}

static truce_status grow(vectors *v) {
    uint64_t room = v->room ? 2 * v->room : 1024;
    if (room > UINT32_MAX) return TRUCE_E_NOMEM;
    TRY(enlarge(v->ctx, &v->at, v->count * v->n * sizeof *v->at, room * v->n * sizeof *v->at));
    TRY(enlarge(v->ctx, &v->flags, v->count, room));
    truce__big_free(v->ctx, v->places);
    v->places = truce__big_alloc(v->ctx, 2 * room * sizeof *v->places);
    if (!v->places) return TRUCE_E_NOMEM;
    v->room = room;
    v->n_places = 2 * room;
    memset(v->places, 0, v->n_places * sizeof *v->places);
    for (uint64_t i = 0; i < v->count; i++) v->places[place_of(v, vector_at(v, i))] = (uint32_t)(i + 1);
    return TRUCE_OK;
}

static truce_status add(vectors *v, const uint32_t *ranks, unsigned char flags) {
    if (v->count == v->room) TRY(grow(v));
    uint64_t place = place_of(v, ranks);
    if (!v->places[place]) {
        memcpy(v->at + v->count * v->n, ranks, v->n * sizeof *ranks);
        v->flags[v->count] = 0;
        v->places[place] = (uint32_t)++v->count;
    }
    v->flags[v->places[place] - 1] |= flags;
    return TRUCE_OK;
}

static void vectors_free(vectors *v) {
    truce__big_free(v->ctx, v->at);
    truce__big_free(v->ctx, v->flags);
    truce__big_free(v->ctx, v->places);
}

/* -------------------------------------------------------------- elimination */

static void read_ranks(const truce_graph *graph, uint64_t cell, uint32_t *ranks) {
    for (uint32_t p = 0; p < graph->model->n_parties; p++) ranks[p] = truce__rank_at(&graph->ranks[p], cell);
}

/* A sum in which every party's best rank counts about the same. It grows with every component. */
static uint64_t score(const truce_graph *graph, const uint32_t *ranks) {
    uint64_t sum = 0;
    for (uint32_t p = 0; p < graph->model->n_parties; p++)
        sum += ranks[p] * ((UINT64_C(1) << 32) / (graph->ranks[p].count ? graph->ranks[p].count : 1));
    return sum;
}

/* Keeps a vector aside if it is among those with the highest scores. */
static void keep(filter *f, uint32_t n, const uint32_t *ranks, uint64_t value) {
    if (f->count == WINDOW && f->scores[WINDOW - 1] >= value) return;
    uint32_t i = f->count < WINDOW ? f->count++ : WINDOW - 1;
    for (; i > 0 && f->scores[i - 1] < value; i--) {
        f->scores[i] = f->scores[i - 1];
        memcpy(f->kept + (size_t)i * n, f->kept + (size_t)(i - 1) * n, n * sizeof *ranks);
    }
    f->scores[i] = value;
    memcpy(f->kept + (size_t)i * n, ranks, n * sizeof *ranks);
}

/* Whether some vector kept aside dominates these ranks, and whether one is better for all. */
static void compare(const filter *f, uint32_t n, const uint32_t *ranks, uint64_t value, bool *is_dominated,
                    bool *is_below) {
    *is_dominated = *is_below = false;
    for (uint32_t i = 0; i < f->count && f->scores[i] > value && !*is_below; i++) {
        const uint32_t *kept = f->kept + (size_t)i * n;
        bool is_over = true;
        uint32_t p = 0;
        for (; p < n && kept[p] >= ranks[p]; p++) is_over &= kept[p] > ranks[p];
        if (p < n) continue;
        *is_dominated = true;
        *is_below = is_over;
    }
}

static truce_status collect(truce_ctx *ctx, const truce_graph *graph, filter *f, uint32_t *ranks, vectors *v) {
    const truce__space *space = &graph->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (cell % 65536 == 0) {
            if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
            truce__progress(ctx, "efficient states", cell, space->n_cells);
        }
        if (!truce__is_state(space, cell)) continue;
        read_ranks(graph, cell, ranks);
        uint64_t value = score(graph, ranks);
        bool is_dominated, is_below;
        compare(f, v->n, ranks, value, &is_dominated, &is_below);
        if (is_below) continue;
        TRY(add(v, ranks, is_dominated ? IS_DOMINATED : 0));
        if (!is_dominated) keep(f, v->n, ranks, value);
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------- divide and conquer */

/* Moves the indices whose component is at most `middle` to the front; how many they are. */
static uint64_t split(const vectors *v, uint32_t *index, uint64_t count, uint32_t component, uint32_t middle) {
    uint64_t low = 0;
    for (uint64_t i = 0; i < count; i++) {
        if (vector_at(v, index[i])[component] > middle) continue;
        uint32_t other = index[low];
        index[low++] = index[i];
        index[i] = other;
    }
    return low;
}

typedef struct range {
    uint32_t low, high;
} range;

static range range_of(const vectors *v, const uint32_t *index, uint64_t count, uint32_t component) {
    range r = {UINT32_MAX, 0};
    for (uint64_t i = 0; i < count; i++) {
        uint32_t value = vector_at(v, index[i])[component];
        if (value < r.low) r.low = value;
        if (value > r.high) r.high = value;
    }
    return r;
}

/* Joins what is left of the two halves of an array. */
static uint64_t join(uint32_t *index, uint64_t low_left, uint64_t low, uint64_t high_left) {
    memmove(index + low_left, index + low, high_left * sizeof *index);
    return low_left + high_left;
}

/* Whether the vector `a` is reached in the first `n` components by `b`, by `margin` in each. */
static bool is_covered(const vectors *v, uint32_t a, uint32_t b, uint32_t n, uint32_t margin) {
    const uint32_t *x = vector_at(v, a), *y = vector_at(v, b);
    for (uint32_t i = 0; i < n; i++)
        if (y[i] < x[i] + margin) return false;
    return true;
}

static uint64_t strike_one_by_one(const vectors *v, uint32_t *a, uint64_t n_a, const uint32_t *b, uint64_t n_b,
                                  uint32_t n, uint32_t margin) {
    uint64_t left = 0;
    for (uint64_t i = 0; i < n_a; i++) {
        uint64_t k = 0;
        while (k < n_b && !is_covered(v, a[i], b[k], n, margin)) k++;
        if (k == n_b) a[left++] = a[i];
    }
    return left;
}

/* Strikes from `a` every vector that one of `b` reaches, by `margin`, in each of the first `n` components. How many
 * are left, at the front of `a`; `b` is reordered. */
static uint64_t strike(const vectors *v, uint32_t *a, uint64_t n_a, uint32_t *b, uint64_t n_b, uint32_t n,
                       uint32_t margin) {
    if (n_a == 0 || n_b == 0 || truce__is_cancelled(v->ctx)) return n_a;
    if (n == 0) return 0;
    if (n_a <= SMALL / n_b) return strike_one_by_one(v, a, n_a, b, n_b, n, margin);
    range of_a = range_of(v, a, n_a, n - 1), of_b = range_of(v, b, n_b, n - 1);
    if (of_b.low >= of_a.high + margin) return strike(v, a, n_a, b, n_b, n - 1, margin);
    if (of_b.high < of_a.low + margin) return n_a;
    uint32_t low = of_a.low + margin < of_b.low ? of_a.low + margin : of_b.low;
    uint32_t high = of_a.high + margin > of_b.high ? of_a.high + margin : of_b.high, middle = low + (high - low) / 2;
    uint64_t low_a = middle < margin ? 0 : split(v, a, n_a, n - 1, middle - margin),
             low_b = split(v, b, n_b, n - 1, middle);
    uint64_t left_high = strike(v, a + low_a, n_a - low_a, b + low_b, n_b - low_b, n, margin);
    uint64_t left_low = strike(v, a, low_a, b + low_b, n_b - low_b, n - 1, margin);
    left_low = strike(v, a, left_low, b, low_b, n, margin);
    return join(a, left_low, low_a, left_high);
}

/* The maxima of distinct vectors that differ in the first `n` components only; how many, at the front. */
static uint64_t maxima(const vectors *v, uint32_t *a, uint64_t count, uint32_t n) {
    if (count <= 1 || n == 0) return count;
    range r = range_of(v, a, count, n - 1);
    if (r.low == r.high) return maxima(v, a, count, n - 1);
    uint64_t low = split(v, a, count, n - 1, r.low + (r.high - r.low) / 2);
    uint64_t left_high = maxima(v, a + low, count - low, n), left_low = maxima(v, a, low, n);
    left_low = strike(v, a, left_low, a + low, left_high, n - 1, 0);
    return join(a, left_low, low, left_high);
}

static truce_status judge(vectors *v) {
    truce_status status = TRUCE_OK;
    uint64_t n_strong = 0, n_weak;
    uint32_t *strong = truce__big_alloc(v->ctx, v->count * sizeof *strong);
    uint32_t *weak = truce__big_alloc(v->ctx, v->count * sizeof *weak);
    if (!strong || !weak) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint64_t i = 0; i < v->count; i++) {
        weak[i] = (uint32_t)i;
        if (!(v->flags[i] & IS_DOMINATED)) strong[n_strong++] = (uint32_t)i;
    }
    n_strong = maxima(v, strong, n_strong, v->n);
    n_weak = strike(v, weak, v->count, strong, n_strong, v->n, 1);
    for (uint64_t i = 0; i < n_strong; i++) v->flags[strong[i]] |= IS_STRONG;
    for (uint64_t i = 0; i < n_weak; i++) v->flags[weak[i]] |= IS_WEAK;
    if (truce__is_cancelled(v->ctx)) status = TRUCE_E_CANCELLED;
done:
    truce__big_free(v->ctx, strong);
    truce__big_free(v->ctx, weak);
    return status;
}

/* -------------------------------------------------------------------- marks */

static void mark(const truce_graph *graph, const vectors *v, uint32_t *ranks, uint64_t *strong, uint64_t *weak) {
    size_t bytes = truce__bits_words(graph->space.n_cells) * sizeof *strong;
    memset(strong, 0, bytes);
    memset(weak, 0, bytes);
    for (uint64_t cell = 0; cell < graph->space.n_cells; cell++) {
        if (!truce__is_state(&graph->space, cell)) continue;
        read_ranks(graph, cell, ranks);
        uint32_t found = v->places[place_of(v, ranks)];
        if (!found) continue;
        if (v->flags[found - 1] & IS_STRONG) truce__bits_set(strong, cell);
        if (v->flags[found - 1] & IS_WEAK) truce__bits_set(weak, cell);
    }
}

truce_status truce__pareto(truce_ctx *ctx, const truce_graph *graph, uint64_t *strong, uint64_t *weak) {
    truce_status status = TRUCE_OK;
    uint32_t n = graph->model->n_parties;
    vectors v = {.ctx = ctx, .n = n};
    filter f = {0};
    uint32_t *ranks = truce__calloc(ctx, n, sizeof *ranks);
    f.kept = truce__calloc(ctx, (size_t)WINDOW * n, sizeof *f.kept);
    if (!ranks || !f.kept) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(collect(ctx, graph, &f, ranks, &v));
    TRY_OR_DONE(judge(&v));
    mark(graph, &v, ranks, strong, weak);
done:
    vectors_free(&v);
    truce__free(ctx, ranks);
    truce__free(ctx, f.kept);
    return status;
}
