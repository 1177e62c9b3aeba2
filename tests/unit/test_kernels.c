/* SPDX-License-Identifier: Apache-2.0 */
/* The inner loops exist once for each instruction set; whatever this machine can run must agree with loops written out here. */
#include "base/base.h"
#include "stability/kernels.h"

#include "prefs/graph.h"

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
                    CLAIM(is_same(&a), "%s, %u bytes: shorts, stride %d, levels %d, kind %d", set, k->bytes, (int)d, (int)levels, kind);
                    if (kind == TRUCE__AXIS_FREE) continue;
                    memcpy(a.out, a.in, sizeof a.in);
                    for (uint64_t at = 0; at < size; at += block)
                        k->ladder[which](a.in + at * k->bytes, a.out + at * k->bytes, d, levels, d, kind == TRUCE__AXIS_UP);
                    CLAIM(is_same(&a), "%s, %u bytes: ladder, stride %d, levels %d, kind %d", set, k->bytes, (int)d, (int)levels, kind);
                }
                fill(&a, k->bytes);
                want_sweep(&a, (truce__extreme)which, d, levels, TRUCE__AXIS_FREE);
                k->gather[which](a.in, d, levels, d, a.out);
                CLAIM(memcmp(a.out, a.want, d * k->bytes) == 0, "%s, %u bytes: gather, stride %d, levels %d", set, k->bytes, (int)d, (int)levels);
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
        wrong += truce__bits_get(bits, i) != (truce__bits_get(exists, i) && in_at(&a, i) <= truce__value_at(a.ranks, k->bytes, i));
    k->mark(a.in, a.ranks, NULL, bits, SIZE, 1, 1);
    for (uint64_t i = 0; i < SIZE; i++) wrong += truce__bits_get(bits, i) != (in_at(&a, i) <= truce__value_at(a.ranks, k->bytes, i));
    CLAIM(wrong == 0, "%s, %u bytes: mark", set, k->bytes);

    memcpy(a.out, a.in, sizeof a.in);
    k->cap(a.in, a.ranks, a.out, SIZE - 3, 1, 1);
    memcpy(a.want, a.in, sizeof a.in);
    for (uint64_t i = 0; i < SIZE - 3; i++)
        truce__value_put(a.want, k->bytes, i, pick(TRUCE__MIN, in_at(&a, i), truce__value_at(a.ranks, k->bytes, i)));
    CLAIM(is_same(&a), "%s, %u bytes: cap", set, k->bytes);
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
            truce__value_put(a.want, bytes, to, pick((truce__extreme)which, truce__value_at(a.want, bytes, to), truce__value_at(a.ranks, bytes, i)));
        }
        kernels->pick[which](a.ranks, a.out, d, k, n);
        CLAIM(is_same(&a), "%s, %u bytes: pick, lines of %d, %d a line", set, bytes, (int)d, (int)k);
    }
    fill(&a, bytes);
    for (uint64_t i = 0; i < all; i++)
        truce__value_put(a.want, bytes, i, pick(TRUCE__MIN, in_at(&a, i / (d * k) * d + i % d), truce__value_at(a.ranks, bytes, i)));
    kernels->cap(a.in, a.ranks, a.out, d, k, n);
    CLAIM(is_same(&a), "%s, %u bytes: cap, lines of %d, %d a line", set, bytes, (int)d, (int)k);
    uint64_t wrong = 0;
    if (d % 64 == 0) kernels->mark(a.in, a.ranks, NULL, bits, d, k, n);
    for (uint64_t i = 0; i < all && d % 64 == 0; i++)
        wrong += truce__bits_get(bits, i) != (in_at(&a, i / (d * k) * d + i % d) <= truce__value_at(a.ranks, bytes, i));
    CLAIM(wrong == 0, "%s, %u bytes: mark, lines of %d, %d a line", set, bytes, (int)d, (int)k);
}

static void table(const char *set, const truce__kernels *kernels) {
    for (int i = 0; i < 3; i++) {
        CLAIM(kernels[i].bytes == 1U << i, "%s: the table goes by size", set);
        sweeps(set, &kernels[i]);
        points(set, &kernels[i]);
        for (uint64_t d = 64; d <= 192; d += 32)
            for (uint64_t k = 1; k <= 5; k++) lines(set, &kernels[i], d, k);
    }
}

int main(void) {
    table("portable", truce__kernels_portable);
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) table("AVX2", truce__kernels_avx2);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("bmi2"))
        table("AVX-512", truce__kernels_avx512);
#endif
    return claims_end();
}
