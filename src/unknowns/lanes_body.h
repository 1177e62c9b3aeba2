/* SPDX-License-Identifier: Apache-2.0 */
/* All loops of lanes.h and their table, for one instruction set. A file that includes this defines TABLE, and may
 * define HAS_LANES after giving `lanes`, load, store, most, least, above and where itself. */
#include "unknowns/lanes.h"

#include <string.h>

#ifndef HAS_LANES
/* Four vectors of 16 bytes, as gcc and clang compile them for any processor. */
typedef uint16_t eight __attribute__((vector_size(16)));
typedef struct lanes {
    eight part[4];
} lanes;

static const eight eight_bits = {1, 2, 4, 8, 16, 32, 64, 128};

static inline lanes load(const uint16_t *at) {
    const eight *parts = (const void *)at;
    return (lanes){{parts[0], parts[1], parts[2], parts[3]}};
}
static inline void store(uint16_t *at, lanes value) {
    eight *parts = (void *)at;
    for (int i = 0; i < 4; i++) parts[i] = value.part[i];
}
static inline eight lesser(eight a, eight b) {
    eight is_less = (eight)(a < b);
    return (a & is_less) | (b & ~is_less);
}
static inline eight greater(eight a, eight b) {
    eight is_less = (eight)(a < b);
    return (b & is_less) | (a & ~is_less);
}
static inline lanes least(lanes a, lanes b) {
    for (int i = 0; i < 4; i++) a.part[i] = lesser(a.part[i], b.part[i]);
    return a;
}
static inline uint32_t above(lanes a, lanes b) {
    uint32_t word = 0;
    for (int i = 0; i < 4; i++) {
        eight set = (eight)(a.part[i] > b.part[i]) & eight_bits;
        uint64_t halves[2];
        memcpy(halves, &set, sizeof halves);
        uint64_t sum = halves[0] | halves[1]; /* no two lanes have a bit in common */
        sum |= sum >> 32;
        word |= (uint32_t)((sum | sum >> 16) & 0xFF) << 8 * i;
    }
    return word;
}
/* Lanes 8 i to 8 i + 7 of a word as a mask. */
static inline eight masked(uint32_t word, int i) {
    return (eight)((((eight){0} + (uint16_t)(word >> 8 * i & 0xFF)) & eight_bits) != 0);
}
/* The lesser of both in the lanes of `word`, else the first; and the greater. */
static inline lanes least_where(uint32_t word, lanes a, lanes b) {
    for (int i = 0; i < 4; i++) a.part[i] = lesser(a.part[i], b.part[i] | ~masked(word, i));
    return a;
}
static inline lanes most_where(uint32_t word, lanes a, lanes b) {
    for (int i = 0; i < 4; i++) a.part[i] = greater(a.part[i], b.part[i] & masked(word, i));
    return a;
}
#endif

#define LINE(array, index) ((array) + (uint64_t)(index) * TRUCE__LANES)

/* ------------------------------------------------------------------- draws */

/* Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405): each draw is a function of the seed
 * and of who asks, so nothing is drawn in an order. Key: the seed. Counter: number of the variant, of the unknown. */
typedef struct quarter {
    uint64_t at[TRUCE__LANES]; /* 32 bits each */
} quarter;

static void philox(uint64_t seed, quarter x[4]) {
    uint64_t low = seed & UINT32_MAX, high = seed >> 32;
    for (int round = 0; round < 10; round++) {
        for (int l = 0; l < TRUCE__LANES; l++) {
            uint64_t a = x[0].at[l] * UINT64_C(0xD2511F53), b = x[2].at[l] * UINT64_C(0xCD9E8D57);
            uint64_t x0 = (b >> 32) ^ x[1].at[l] ^ low, x2 = (a >> 32) ^ x[3].at[l] ^ high;
            x[1].at[l] = b & UINT32_MAX;
            x[3].at[l] = a & UINT32_MAX;
            x[0].at[l] = x0;
            x[2].at[l] = x2;
        }
        low = (low + UINT64_C(0x9E3779B9)) & UINT32_MAX;
        high = (high + UINT64_C(0xBB67AE85)) & UINT32_MAX;
    }
}

static void fates(const quarter *high, const quarter *low, const uint64_t *upto, uint32_t n_fates, uint16_t *taken) {
    uint64_t draw[TRUCE__LANES], fate[TRUCE__LANES] = {0};
    for (int l = 0; l < TRUCE__LANES; l++) draw[l] = (high->at[l] << 32 | low->at[l]) >> 11;
    for (uint32_t k = 0; k + 1 < n_fates; k++)
        for (int l = 0; l < TRUCE__LANES; l++) fate[l] += draw[l] >= upto[k];
    for (int l = 0; l < TRUCE__LANES; l++) taken[l] = (uint16_t)fate[l];
}

static void draw(uint64_t seed, uint64_t first, uint64_t unknown, const uint64_t *upto, uint32_t n_fates,
                 uint16_t *taken, uint16_t *again) {
    quarter x[4];
    for (int l = 0; l < TRUCE__LANES; l++) {
        x[0].at[l] = (first + (uint64_t)l) & UINT32_MAX;
        x[1].at[l] = (first + (uint64_t)l) >> 32;
        x[2].at[l] = unknown & UINT32_MAX;
        x[3].at[l] = unknown >> 32;
    }
    philox(seed, x);
    fates(&x[0], &x[1], upto, n_fates, taken);
    if (again) fates(&x[2], &x[3], upto, n_fates, again);
}

/* -------------------------------------------------------------------- keys */

/* A column's weight is a power of two by how many stand before it. (A shift to the right here is what clang 19 gets
 * wrong for WebAssembly's vectors of 16-bit numbers.) */
static void weigh_columns(const uint16_t *place, uint32_t n_columns, uint16_t *weight) {
    for (uint32_t j = 0; j < n_columns; j++) {
        uint16_t before[TRUCE__LANES] = {0};
        const uint16_t *own = LINE(place, j);
        for (uint32_t k = 0; k < n_columns; k++)
            for (int l = 0; l < TRUCE__LANES; l++) before[l] = (uint16_t)(before[l] + (LINE(place, k)[l] < own[l]));
        for (int l = 0; l < TRUCE__LANES; l++)
            LINE(weight, j)[l] = (uint16_t)(own[l] == UINT16_MAX ? 0 : UINT32_C(1) << (~before[l] & 15));
    }
}

static void order(const uint16_t *place, uint32_t n_columns, const uint32_t *truth, uint32_t n_classes,
                  uint16_t *keys) {
    _Alignas(64) uint16_t weight[16 * TRUCE__LANES];
    weigh_columns(place, n_columns, weight);
    for (uint32_t c = 0; c < n_classes; c++) {
        uint16_t sum[TRUCE__LANES] = {0};
        for (uint32_t left = truth[c]; left; left &= left - 1) {
            const uint16_t *add = LINE(weight, __builtin_ctz(left));
            for (int l = 0; l < TRUCE__LANES; l++) sum[l] = (uint16_t)(sum[l] + add[l]);
        }
        for (int l = 0; l < TRUCE__LANES; l++) LINE(keys, c)[l] = sum[l];
    }
}

static void spread(uint32_t n_states, const uint16_t *keys, const uint32_t *class_of, uint16_t *to) {
    for (uint32_t s = 0; s < n_states; s++) store(LINE(to, s), load(LINE(keys, class_of[s])));
}

/* ------------------------------------------------------------------- moves */

static inline uint32_t ability(const truce__lane_moves *moves, const uint32_t *able, uint32_t move) {
    return moves->group ? able[moves->group[move]] : UINT32_MAX;
}

static void gains(const truce__lane_moves *moves, const uint32_t *able, const uint16_t *keys,
                  const uint32_t *class_of, uint32_t *to) {
    for (uint32_t s = 0, m = 0; s < moves->n_states; s++) {
        lanes own = load(LINE(keys, class_of[s]));
        for (; m < moves->first[s + 1]; m++)
            to[m] = above(load(LINE(keys, class_of[moves->to[m]])), own) & ability(moves, able, m);
    }
}

static bool fall(const truce__lane_moves *moves, const uint32_t *able, const uint32_t *improving, uint16_t *values) {
    uint32_t fell = 0;
    for (uint32_t s = 0, m = 0; s < moves->n_states; s++) {
        if (m == moves->first[s + 1]) continue;
        const lanes before = load(LINE(values, s));
        lanes worst = before;
        if (improving)
            for (; m < moves->first[s + 1]; m++)
                worst = least_where(improving[m], worst, load(LINE(values, moves->to[m])));
        else if (moves->group)
            for (; m < moves->first[s + 1]; m++)
                worst = least_where(able[moves->group[m]], worst, load(LINE(values, moves->to[m])));
        else
            for (; m < moves->first[s + 1]; m++) worst = least(worst, load(LINE(values, moves->to[m])));
        fell |= above(before, worst);
        store(LINE(values, s), worst);
    }
    return fell != 0;
}

static void rise(const truce__lane_moves *moves, const uint32_t *able, const uint16_t *keys, const uint32_t *class_of,
                 uint16_t *to) {
    for (uint32_t s = 0, m = 0; s < moves->n_states; s++) {
        lanes best = load(LINE(keys, class_of[s]));
        for (; m < moves->first[s + 1]; m++)
            best = most_where(ability(moves, able, m), best, load(LINE(keys, class_of[moves->to[m]])));
        store(LINE(to, s), best);
    }
}

static void leave(const truce__lane_moves *moves, const uint32_t *improving, const uint16_t *values,
                  const uint16_t *keys, const uint32_t *class_of, uint32_t *unstable) {
    for (uint32_t s = 0, m = 0; s < moves->n_states; s++) {
        lanes own = load(LINE(keys, class_of[s]));
        uint32_t left = 0;
        for (; m < moves->first[s + 1]; m++)
            if (improving[m] & ~left) left |= above(load(LINE(values, moves->to[m])), own) & improving[m];
        unstable[s] = left;
    }
}

static uint32_t is_above(const uint16_t *one, const uint16_t *other) {
    return above(load(one), load(other));
}

static void lower(uint16_t *value, const uint16_t *other, uint32_t word) {
    store(value, least_where(word, load(value), load(other)));
}

static void tally(const uint32_t *words, uint64_t n, uint64_t *counts) {
    for (uint64_t i = 0; i < n; i++)
        if (words[i]) counts[i] += (uint64_t)__builtin_popcount(words[i]);
}

static uint32_t common(const uint32_t *one, const uint32_t *other) {
    uint32_t count = 0;
    for (int i = 0; i < 32; i += 2) {
        uint64_t a, b;
        memcpy(&a, one + i, sizeof a);
        memcpy(&b, other + i, sizeof b);
        count += (uint32_t)__builtin_popcountll(a & b);
    }
    return count;
}

const truce__lane_kernels TABLE = {
    .name = NAME, .draw = draw, .order = order, .gains = gains, .fall = fall, .rise = rise, .spread = spread,
    .leave = leave, .above = is_above, .tally = tally, .common = common, .lower = lower};
