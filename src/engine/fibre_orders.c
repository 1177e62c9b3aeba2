/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sorting fibres into classes (fibres.h).
 *
 * Most fibres have the ranks of an earlier one. So a hash of the ranks finds the class that such ranks had last, and
 * one look at each place tells whether the fibre fits it. Only a fibre that fits no known class is sorted; a second
 * table tells whether another class has the same order. Each slot of the two tables keeps the last entry only, and
 * each thread has tables of its own. At worst a class is made twice, which changes no result.
 */
#include "engine/fibres.h"

#include <assert.h>

enum {
    COUNTED = 4, /* up to so many ranks for each place are counted in one pass */
    MOST_SLOT_BITS = 12,
    MOST_KEPT = 1 << 18 /* bytes of ranks */
};

/* Room for one thread. A key holds what is sorted by in its upper half and a number in its lower half. */
typedef struct sorting {
    truce__fibres *fibres;
    truce__rows_room rows;
    uint64_t room; /* keys: */
    uint64_t *keys, *spare;
    uint32_t *count;       /* COUNTED x room + 1 */
    uint32_t slot_bits;
    uint32_t *by_ranks, *by_order; /* class + 1 of a hash, 0: none */
    char *kept;                    /* the ranks behind each of by_ranks */
    void *order;                   /* of a fibre that fits no class known */
    void *block;                   /* of the rows */
    uint64_t first;                /* the first fibre whose class this thread has found */
    _Atomic uint32_t *n_classes;
} sorting;

/* ------------------------------------------------------------------- keys */

static void swap_keys(sorting *s) {
    uint64_t *swap = s->keys;
    s->keys = s->spare;
    s->spare = swap;
}

/* Sorts keys by their bits `mask`, from bit `shift` on, least first. Stable. `count` has mask + 2 places. */
static void counting_pass(sorting *s, uint64_t n, unsigned shift, uint32_t mask, uint32_t *count) {
    memset(count, 0, ((size_t)mask + 2) * sizeof *count);
    for (uint64_t i = 0; i < n; i++) count[(s->keys[i] >> shift & mask) + 1]++;
    for (uint32_t b = 0; b <= mask; b++) count[b + 1] += count[b];
    for (uint64_t i = 0; i < n; i++) s->spare[count[s->keys[i] >> shift & mask]++] = s->keys[i];
    swap_keys(s);
}

static void insertion_sort(uint64_t *keys, uint64_t n) {
    for (uint64_t i = 1; i < n; i++) {
        uint64_t key = keys[i], k = i;
        for (; k > 0 && keys[k - 1] > key; k--) keys[k] = keys[k - 1];
        keys[k] = key;
    }
}

/* Sorts by the upper half, which is `highest` at most: in one pass if `highest` is small beside n, else byte by byte.
 * Keys with equal upper halves keep their order, ascending by the lower half. */
static void sort_keys(sorting *s, uint64_t n, uint32_t highest) {
    uint32_t bytewise[257], mask = UINT32_MAX >> __builtin_clz(highest | 1);
    if (n <= 16) insertion_sort(s->keys, n);
    else if (mask < COUNTED * n) counting_pass(s, n, 32, mask, s->count);
    else
        for (unsigned shift = 32; shift < 64 && (uint64_t)highest << 32 >> shift; shift += 8)
            counting_pass(s, n, shift, 0xFF, bytewise);
}

/* ---------------------------------------------------------------- classes */

/* A hash as FNV (Fowler, Noll, Vo), but eight bytes at a time, each step mixed down. */
static uint64_t slot_of(const sorting *s, const void *bytes, size_t n) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325), word = 0;
    const char *at = bytes;
    for (; n >= sizeof word; at += sizeof word, n -= sizeof word) {
        memcpy(&word, at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, at, n);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash >> (64 - s->slot_bits);
}

/* The order of a fibre with these ranks, into s->order. */
static void make_order(sorting *s, const void *ranks) {
    const truce__fibres *fibres = s->fibres;
    const uint64_t n = fibres->n_places;
    const uint32_t bytes = fibres->order_bytes;
    uint32_t low = 0;
    for (uint64_t i = 0; i < n; i++) s->keys[i] = (uint64_t)truce__value_at(ranks, fibres->ranks.bytes, i) << 32 | i;
    sort_keys(s, n, fibres->ranks.count);
    while (low < n && s->keys[low] >> 32 == 0) low++;
    truce__value_put(s->order, bytes, 0, low);
    for (uint64_t i = 0; i < n; i++) {
        bool is_last = i + 1 == n || s->keys[i] >> 32 != s->keys[i + 1] >> 32;
        truce__value_put(s->order, bytes, i + 1, (uint32_t)s->keys[i] | (uint32_t)is_last << (8 * bytes - 1));
    }
}

/* The class of s->order, a new one if need be. */
static uint32_t class_of_order(sorting *s) {
    const truce__fibres *fibres = s->fibres;
    const size_t bytes = (fibres->n_places + 1) * fibres->order_bytes;
    uint32_t *known = &s->by_order[slot_of(s, s->order, bytes)];
    if (*known && memcmp(truce__fibres_order(fibres, *known - 1), s->order, bytes) == 0) return *known - 1;
    uint32_t class = atomic_fetch_add_explicit(s->n_classes, 1, memory_order_relaxed);
    assert(class < fibres->n_fibres); /* a fibre makes one class at most, even if other threads make the same */
    memcpy((char *)fibres->orders + class * bytes, s->order, bytes);
    *known = class + 1;
    return class;
}

static uint32_t class_of_ranks(sorting *s, const void *ranks) {
    const truce__fibres *fibres = s->fibres;
    const size_t row = fibres->n_places * s->rows.bytes;
    uint64_t slot = slot_of(s, ranks, row);
    uint32_t *known = &s->by_ranks[slot];
    char *kept = s->kept + slot * row;
    if (*known && memcmp(kept, ranks, row) == 0) return *known - 1;
    if (!*known || !s->rows.kernels->fits(ranks, truce__fibres_order(fibres, *known - 1), fibres->order_bytes,
                                          fibres->n_places)) {
        make_order(s, ranks);
        *known = class_of_order(s) + 1;
    }
    memcpy(kept, ranks, row);
    return *known - 1;
}

/* ---------------------------------------------------------------- windows */

/* The first of the fibres that rank alike because they differ in idle options only. */
static uint64_t first_alike(const truce__fibres *fibres, uint64_t fibre) {
    uint64_t first = fibre & ~fibres->idle_mask;
    for (uint32_t i = 0; i < fibres->n_idle && !fibres->idle_mask; i++)
        first -= fibre / fibres->idle[i].stride % fibres->idle[i].n_levels * fibres->idle[i].stride;
    return first;
}

/* The first fibre of the first window that ranks like this one, fibre by fibre: the two differ in idle options only.
 * */
static uint64_t first_window_alike(const truce__fibres *fibres, truce__window window) {
    uint64_t first = window.first;
    for (uint32_t i = 0; i < fibres->n_idle; i++) {
        uint64_t stride = fibres->idle[i].stride, digit = window.first / stride % fibres->idle[i].n_levels;
        bool is_between_blocks = fibres->inner > fibres->window && stride % fibres->inner == 0;
        if (window.width == fibres->window && (is_between_blocks || stride % fibres->window == 0))
            first -= digit * stride;
    }
    return first;
}

/* Finds the classes of a window's fibres. */
static void classify(sorting *s, truce__window window) {
    truce__fibres *fibres = s->fibres;
    const size_t row = fibres->n_places * s->rows.bytes;
    bool is_loaded = false, is_next = false; /* whether this fibre is looked at, and so can be compared with the
                                                next */
    for (uint64_t k = 0; k < window.width; k++) {
        uint64_t fibre = window.first + k, alike = first_alike(fibres, fibre);
        bool was_next = is_next;
        is_next = !(alike >= s->first && alike < fibre);
        if (!is_next) {
            fibres->class_of[fibre] = fibres->class_of[alike];
            continue;
        }
        if (!is_loaded) truce__window_load(fibres, window, 0, fibres->ranks.at, &s->rows);
        is_loaded = true;
        bool is_same = was_next && memcmp(s->rows.row[k], s->rows.row[k - 1], row) == 0;
        fibres->class_of[fibre] = is_same ? fibres->class_of[fibre - 1] : class_of_ranks(s, s->rows.row[k]);
    }
}

static void list_by_class(sorting *s, truce__window window) {
    truce__fibres *fibres = s->fibres;
    uint32_t highest = 0, lowest = UINT32_MAX;
    for (uint64_t k = 0; k < window.width; k++) {
        uint32_t class = fibres->class_of[window.first + k];
        highest = class > highest ? class : highest;
        lowest = class < lowest ? class : lowest;
        s->keys[k] = (uint64_t)class << 32 | k;
    }
    if (highest > lowest) sort_keys(s, window.width, highest);
    for (uint64_t k = 0; k < window.width; k++) fibres->by_class[window.first + k] = (uint16_t)s->keys[k];
}

static void sort_window(sorting *s, truce__window window) {
    truce__fibres *fibres = s->fibres;
    uint64_t alike = first_window_alike(fibres, window);
    if (alike < s->first || alike == window.first) {
        classify(s, window);
        list_by_class(s, window);
        return;
    }
    memcpy(&fibres->class_of[window.first], &fibres->class_of[alike], window.width * sizeof *fibres->class_of);
    memcpy(&fibres->by_class[window.first], &fibres->by_class[alike], window.width * sizeof *fibres->by_class);
}

typedef struct sort_job {
    truce_ctx *ctx;
    truce__fibres *fibres;
    _Atomic bool *is_out;
    _Atomic uint32_t *n_classes;
} sort_job;

static truce_status make_room(const sort_job *job, sorting *s) {
    const truce__fibres *fibres = job->fibres;
    truce_ctx *ctx = job->ctx;
    const size_t row = fibres->n_places * fibres->ranks.bytes;
    for (s->slot_bits = 1; s->slot_bits < MOST_SLOT_BITS && (uint64_t)1 << s->slot_bits < fibres->n_fibres;
         s->slot_bits++)
        if (row << s->slot_bits >= MOST_KEPT) break;
    s->room = fibres->n_places > fibres->window ? fibres->n_places : fibres->window;
    s->block = truce__alloc(ctx, truce__rows_room_bytes(fibres, fibres->ranks.bytes));
    s->keys = truce__alloc(ctx, s->room * sizeof *s->keys);
    s->spare = truce__alloc(ctx, s->room * sizeof *s->spare);
    s->count = truce__alloc(ctx, (COUNTED * s->room + 1) * sizeof *s->count);
    s->by_ranks = truce__calloc(ctx, (size_t)1 << s->slot_bits, sizeof *s->by_ranks);
    s->by_order = truce__calloc(ctx, (size_t)1 << s->slot_bits, sizeof *s->by_order);
    s->kept = truce__alloc(ctx, row << s->slot_bits);
    s->order = truce__alloc(ctx, (fibres->n_places + 1) * fibres->order_bytes);
    if (!s->block || !s->keys || !s->spare || !s->count || !s->by_ranks || !s->by_order || !s->kept || !s->order)
        return TRUCE_E_NOMEM;
    s->rows = truce__rows_room_in(s->block, fibres, fibres->ranks.bytes);
    return TRUCE_OK;
}

static void free_room(truce_ctx *ctx, sorting *s) {
    truce__free(ctx, s->order);
    truce__free(ctx, s->kept);
    truce__free(ctx, s->by_order);
    truce__free(ctx, s->by_ranks);
    truce__free(ctx, s->count);
    truce__free(ctx, s->spare);
    truce__free(ctx, s->keys);
    truce__free(ctx, s->block);
}

static void sort_range(const void *ud, uint64_t first, uint64_t end) {
    const sort_job *job = ud;
    sorting s = {.fibres = job->fibres,
                 .n_classes = job->n_classes,
                 .first = truce__window_at(job->fibres, first).first};
    if (make_room(job, &s) != TRUCE_OK) atomic_store(job->is_out, true);
    else
        for (uint64_t number = first; number < end && !truce__is_cancelled(job->ctx); number++)
            sort_window(&s, truce__window_at(s.fibres, number));
    free_room(job->ctx, &s);
}

truce_status truce__fibres_sort(truce_ctx *ctx, truce__fibres *fibres) {
    _Atomic bool is_out = false;
    _Atomic uint32_t n_classes = 0;
    sort_job job = {ctx, fibres, &is_out, &n_classes};
    truce__for_ranges(ctx, fibres->space.n_cells > TRUCE__FIBRES_PARALLEL, fibres->n_windows, sort_range, &job);
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}
