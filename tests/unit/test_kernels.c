/* SPDX-License-Identifier: Apache-2.0 */
/* The inner loops exist once for each instruction set. All sets that this machine can run must agree with loops
 * written out here. */
#include "base/base.h"
#include "engine/kernels.h"

#include "graph/graph.h"

#include "harness.h"

enum { SIZE = 1 << 12 };

static uint64_t seed = 584;

static uint64_t draw(void) { /* xorshift64* (Vigna 2016) */
    seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
    return seed * UINT64_C(2685821657736338717);
}

typedef struct arrays {
    uint32_t bytes;
    _Alignas(64) unsigned char in[4 * SIZE], ranks[4 * SIZE], out[4 * SIZE], want[4 * SIZE];
} arrays;

static void fill(arrays *a, uint32_t bytes) {
    a->bytes = bytes;
    for (uint32_t i = 0; i < SIZE; i++) { /* few different values, and both ends of the type */
        uint64_t r = draw() >> 40;
        truce__value_put(a->in, bytes, i, r % 16 ? (uint32_t)(r >> 4) % 50 : r % 32 ? UINT32_MAX : 0);
        truce__value_put(a->ranks, bytes, i, (uint32_t)(draw() >> 50) % 50);
    }
    memcpy(a->out, a->in, sizeof a->in);
    memcpy(a->want, a->in, sizeof a->in);
}

static uint32_t in_at(const arrays *a, uint64_t i) {
    return truce__value_at(a->in, a->bytes, i);
}

static uint32_t pick(truce__extreme which, uint32_t a, uint32_t b) {
    return which == TRUCE__MIN ? (a < b ? a : b) : a > b ? a : b;
}

/* Every value becomes the extreme over the lines of its block that its own line may go to. */
static void want_sweep(arrays *a, truce__extreme which, uint64_t d, uint64_t k, truce__axis_kind kind) {
    for (uint64_t i = 0; i < SIZE / (d * k) * (d * k); i++) {
        uint64_t level = i / d % k, base = i - level * d;
        uint32_t most = in_at(a, i);
        for (uint64_t l = 0; l < k; l++) {
            bool may = kind == TRUCE__AXIS_FREE || (kind == TRUCE__AXIS_UP ? l >= level : l <= level);
            if (may) most = pick(which, most, in_at(a, base + l * d));
        }
        truce__value_put(a->want, a->bytes, i, most);
    }
}

static bool is_same(const arrays *a) {
    return memcmp(a->out, a->want, (size_t)a->bytes * SIZE) == 0;
}

static void sweeps(const char *set, const truce__kernels *k) {
    static arrays a;
    static const uint64_t strides[] = {1, 2, 3, 4, 5, 8, 16, 32, 64, 100};
    for (int which = TRUCE__MIN; which <= TRUCE__MAX; which++) {
        for (size_t s = 0; s < sizeof strides / sizeof *strides; s++) {
            for (uint64_t levels = 2; levels <= 7; levels++) {
                uint64_t d = strides[s], block = d * levels, size = SIZE / block * block;
                for (int kind = TRUCE__AXIS_FREE; kind <= TRUCE__AXIS_DOWN; kind++) {
                    fill(&a, k->bytes);
                    want_sweep(&a, (truce__extreme)which, d, levels, (truce__axis_kind)kind);
                    k->shorts[which](a.in, a.out, d, levels, size, (truce__axis_kind)kind);
                    CLAIM(is_same(&a), "%s, %u bytes: shorts, stride %d, levels %d, kind %d", set, k->bytes, (int)d,
                          (int)levels, kind);
                    if (kind == TRUCE__AXIS_FREE) continue;
                    memcpy(a.out, a.in, sizeof a.in);
                    for (uint64_t at = 0; at < size; at += block)
                        k->ladder[which](a.in + at * k->bytes, a.out + at * k->bytes, d, levels, d,
                                         kind == TRUCE__AXIS_UP);
                    CLAIM(is_same(&a), "%s, %u bytes: ladder, stride %d, levels %d, kind %d", set, k->bytes, (int)d,
                          (int)levels, kind);
                }
                fill(&a, k->bytes);
                want_sweep(&a, (truce__extreme)which, d, levels, TRUCE__AXIS_FREE);
                k->gather[which](a.in, d, levels, d, a.out);
                CLAIM(memcmp(a.out, a.want, d * k->bytes) == 0, "%s, %u bytes: gather, stride %d, levels %d", set,
                      k->bytes, (int)d, (int)levels);
            }
        }
        for (uint64_t d = 1; d < 64; d *= 2) {
            for (uint64_t block = 64; block <= 1024; block *= 4) {
                fill(&a, k->bytes);
                want_sweep(&a, (truce__extreme)which, d, block / d, TRUCE__AXIS_FREE);
                k->fold[which](a.in, a.out, d, block, SIZE / block);
                CLAIM(is_same(&a), "%s, %u bytes: fold, stride %d, block %d", set, k->bytes, (int)d, (int)block);
            }
        }
    }
}

static void points(const char *set, const truce__kernels *k) {
    static arrays a;
    static uint64_t exists[SIZE / 64], bits[SIZE / 64];
    fill(&a, k->bytes);
    for (int i = 0; i < SIZE / 64; i++) exists[i] = i % 3 ? draw() : i % 2 ? 0 : UINT64_MAX;
    uint32_t blank = UINT32_MAX >> (32 - 8 * k->bytes);
    uint64_t sum = 0, got = k->mask(a.out, exists, SIZE / 64, UINT32_MAX);
    for (uint64_t i = 0; i < SIZE; i++) {
        if (truce__bits_get(exists, i)) sum += in_at(&a, i);
        else truce__value_put(a.want, k->bytes, i, blank);
    }
    CLAIM(is_same(&a) && got == sum, "%s, %u bytes: mask", set, k->bytes);

    uint64_t wrong = 0;
    k->mark(a.in, a.ranks, exists, bits, SIZE, 1, 1);
    for (uint64_t i = 0; i < SIZE; i++)
        wrong += truce__bits_get(bits, i) !=
                 (truce__bits_get(exists, i) && in_at(&a, i) <= truce__value_at(a.ranks, k->bytes, i));
    k->mark(a.in, a.ranks, NULL, bits, SIZE, 1, 1);
    for (uint64_t i = 0; i < SIZE; i++)
        wrong += truce__bits_get(bits, i) != (in_at(&a, i) <= truce__value_at(a.ranks, k->bytes, i));
    CLAIM(wrong == 0, "%s, %u bytes: mark", set, k->bytes);

    for (int which = TRUCE__MIN; which <= TRUCE__MAX; which++) {
        memcpy(a.out, a.in, sizeof a.in);
        k->bound[which](a.in, a.ranks, a.out, SIZE - 3, 1, 1);
        memcpy(a.want, a.in, sizeof a.in);
        for (uint64_t i = 0; i < SIZE - 3; i++)
            truce__value_put(a.want, k->bytes, i,
                             pick((truce__extreme)which, in_at(&a, i), truce__value_at(a.ranks, k->bytes, i)));
        CLAIM(is_same(&a), "%s, %u bytes: bound", set, k->bytes);
    }
    for (uint64_t n = 0; n < 200; n += 7) {
        for (uint64_t i = sum = 0; i < n; i++) sum += in_at(&a, i);
        CLAIM(k->sum(a.in, n) == sum, "%s, %u bytes: sum of %u", set, k->bytes, (unsigned)n);
    }
}

/* n lines of d values, each of which stands for k of the ranks. */
static void lines(const char *set, const truce__kernels *kernels, uint64_t d, uint64_t k) {
    static arrays a;
    static uint64_t bits[SIZE / 64];
    const uint64_t n = SIZE / (d * k), few = n * d, all = few * k;
    uint32_t bytes = kernels->bytes;
    for (int which = TRUCE__MIN; which <= TRUCE__MAX; which++) {
        fill(&a, bytes);
        for (uint64_t i = 0; i < all; i++) {
            uint64_t to = i / (d * k) * d + i % d;
            truce__value_put(a.want, bytes, to,
                             pick((truce__extreme)which, truce__value_at(a.want, bytes, to),
                                  truce__value_at(a.ranks, bytes, i)));
        }
        kernels->pick[which](a.ranks, a.out, d, k, n);
        CLAIM(is_same(&a), "%s, %u bytes: pick, lines of %d, %d a line", set, bytes, (int)d, (int)k);
    }
    for (int which = TRUCE__MIN; which <= TRUCE__MAX; which++) {
        fill(&a, bytes);
        for (uint64_t i = 0; i < all; i++)
            truce__value_put(a.want, bytes, i,
                             pick((truce__extreme)which, in_at(&a, i / (d * k) * d + i % d),
                                  truce__value_at(a.ranks, bytes, i)));
        kernels->bound[which](a.in, a.ranks, a.out, d, k, n);
        CLAIM(is_same(&a), "%s, %u bytes: bound, lines of %d, %d a line", set, bytes, (int)d, (int)k);
    }
    uint64_t wrong = 0;
    if (d % 64 == 0) kernels->mark(a.in, a.ranks, NULL, bits, d, k, n);
    for (uint64_t i = 0; i < all && d % 64 == 0; i++)
        wrong +=
            truce__bits_get(bits, i) != (in_at(&a, i / (d * k) * d + i % d) <= truce__value_at(a.ranks, bytes, i));
    CLAIM(wrong == 0, "%s, %u bytes: mark, lines of %d, %d a line", set, bytes, (int)d, (int)k);
}

/* --------------------------------------------------------------- fibres */

enum { PLACES = 45, ROWS = 70 };

/* Rows to columns, for all widths below and above what is turned at once. */
static void flips(const char *set, const truce__kernels *k) {
    static arrays a;
    const void *from[ROWS];
    void *to[PLACES];
    for (uint64_t n_from = 1; n_from <= ROWS; n_from += 3) {
        for (uint64_t n_to = 1; n_to <= PLACES; n_to++) {
            fill(&a, k->bytes);
            /* rows overlap nowhere, columns are apart */
            for (uint64_t r = 0; r < n_from; r++) from[r] = a.in + r * 53 * k->bytes;
            for (uint64_t c = 0; c < n_to; c++) to[c] = a.out + c * 79 * k->bytes;
            for (uint64_t r = 0; r < n_from; r++)
                for (uint64_t c = 0; c < n_to; c++)
                    truce__value_put(a.want, k->bytes, c * 79 + 5 + r, in_at(&a, r * 53 + 3 + c));
            k->flip(from, n_from, 3, to, n_to, 5);
            CLAIM(is_same(&a), "%s, %u bytes: %d rows flipped to %d columns", set, k->bytes, (int)n_from, (int)n_to);
        }
    }
}

/* A fibre's places by rank, in the layout of fibres.h: the number of places with rank 0, then the places, with the
 * end of each tie marked. */
static void want_order(const arrays *a, uint32_t bytes, void *order) {
    uint32_t at = 0, low = 0;
    for (uint32_t rank = 0; rank < 50; rank++) {
        uint32_t last = 0;
        for (uint32_t p = 0; p < PLACES; p++)
            if (truce__value_at(a->ranks, a->bytes, p) == rank) truce__value_put(order, bytes, last = ++at, p);
        if (last) truce__value_put(order, bytes, last, truce__value_at(order, bytes, last) | 1U << (8 * bytes - 1));
        if (rank == 0) low = at;
    }
    truce__value_put(order, bytes, 0, low);
}

/* The least value at p, and at the better places that can be reached, in a lane of a tile. */
static uint32_t want_least(const arrays *a, const truce__sheets *sheets, uint32_t lanes, uint32_t lane, uint32_t p) {
    uint32_t rank = truce__value_at(a->ranks, a->bytes, p), least = in_at(a, p * lanes + lane);
    for (uint32_t to = 0; to < PLACES && rank > 0; to++) {
        bool may = sheets->count == 1 || !sheets->blocked[sheets->of[to] * sheets->count + sheets->of[p]];
        if (may && truce__value_at(a->ranks, a->bytes, to) > rank)
            least = pick(TRUCE__MIN, least, in_at(a, to * lanes + lane));
    }
    return least;
}

static void walks(const char *set, const truce__kernels *k, uint32_t order_bytes, uint32_t n_sheets) {
    static arrays a;
    static _Alignas(64) unsigned char order[4 * (PLACES + 1)], seen[2 * 3 * 64];
    const uint32_t lanes = 64 / k->bytes, n = 1 + (uint32_t)(draw() >> 40) % lanes;
    uint32_t sheet_of[PLACES], wrong = 0;
    signed char blocked[9];
    uint64_t falls = 0;
    truce__sheets sheets = {n_sheets, sheet_of, blocked};
    fill(&a, k->bytes);
    for (uint32_t p = 0; p < PLACES; p++) sheet_of[p] = (uint32_t)(draw() >> 40) % n_sheets;
    const bool is_up = draw() >> 63; /* else no sheet may be left */
    for (uint32_t s = 0; s < 9; s++)
        blocked[s] = s / n_sheets == s % n_sheets || (is_up && s / n_sheets > s % n_sheets) ? 0 : -1;
    want_order(&a, order_bytes, order);
    for (uint32_t p = 0; p < PLACES; p++)
        for (uint32_t lane = 0; lane < lanes; lane++) {
            uint32_t least = want_least(&a, &sheets, lanes, lane, p);
            truce__value_put(a.want, k->bytes, p * lanes + lane, least);
            falls |= (uint64_t)(lane < n && least < in_at(&a, p * lanes + lane)) << lane;
        }
    uint64_t fell = k->walk_lanes(a.out, n, order, order_bytes, PLACES, &sheets, seen);
    for (uint32_t i = 0; i < PLACES * lanes; i++)
        wrong += i % lanes < n && truce__value_at(a.out, k->bytes, i) != truce__value_at(a.want, k->bytes, i);
    CLAIM(wrong == 0 && fell == falls, "%s, %u bytes: %u lanes walked, %u sheets", set, k->bytes, n, n_sheets);
    CLAIM(!k->walk_lanes(a.out, n, order, order_bytes, PLACES, &sheets, seen), "%s, %u bytes: nothing falls twice",
          set, k->bytes);

    unsigned char row[4 * PLACES];
    for (uint32_t p = 0; p < PLACES; p++) truce__value_put(row, k->bytes, p, in_at(&a, p * lanes));
    k->walk_one(row, order, order_bytes, PLACES, &sheets, seen);
    wrong = 0;
    for (uint32_t p = 0; p < PLACES; p++)
        wrong += truce__value_at(row, k->bytes, p) != truce__value_at(a.want, k->bytes, p * lanes);
    CLAIM(wrong == 0, "%s, %u bytes: one fibre walked, %u sheets", set, k->bytes, n_sheets);

    CLAIM(k->fits(a.ranks, order, order_bytes, PLACES), "%s, %u bytes: an order fits its own ranks", set, k->bytes);
    uint32_t at = (uint32_t)(draw() >> 40) % PLACES, was = truce__value_at(a.ranks, k->bytes, at);
    static unsigned char other[4 * (PLACES + 1)];
    truce__value_put(a.ranks, k->bytes, at, (uint32_t)(draw() >> 40) % 50);
    want_order(&a, order_bytes, other);
    bool is_same_order = memcmp(order, other, (size_t)order_bytes * (PLACES + 1)) == 0;
    CLAIM(k->fits(a.ranks, order, order_bytes, PLACES) == is_same_order,
          "%s, %u bytes: place %u, once %u, changes the order or not", set, k->bytes, at, was);
}

static void table(const char *set, const truce__kernels *kernels) {
    for (int i = 0; i < 3; i++) {
        CLAIM(kernels[i].bytes == 1U << i, "%s: the table goes by size", set);
        sweeps(set, &kernels[i]);
        points(set, &kernels[i]);
        for (uint64_t d = 64; d <= 192; d += 32)
            for (uint64_t k = 1; k <= 5; k++) lines(set, &kernels[i], d, k);
        flips(set, &kernels[i]);
        for (uint32_t turn = 0; turn < 60; turn++) walks(set, &kernels[i], 1U << turn % 3, 1 + turn / 3 % 3);
    }
}

int main(void) {
    table("portable", truce__kernels_portable);
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) table("AVX2", truce__kernels_avx2);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("bmi2"))
        table("AVX-512", truce__kernels_avx512);
#endif
    return claims_end();
}
