/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of lanes.h for processors with AVX-512: 32 lanes are one register, and their truths another. */
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,popcnt"))),                 \
                             apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,popcnt,prefer-vector-width=512")
#endif

#if defined(__x86_64__) && defined(__GNUC__)
typedef __m512i lanes;

static inline lanes load(const uint16_t *at) {
    return _mm512_load_si512((const void *)at);
}
static inline void store(uint16_t *at, lanes value) {
    _mm512_store_si512((void *)at, value);
}
static inline lanes least(lanes a, lanes b) {
    return _mm512_min_epu16(a, b);
}
static inline uint32_t above(lanes a, lanes b) {
    return _mm512_cmpgt_epu16_mask(a, b);
}
static inline lanes least_where(uint32_t word, lanes a, lanes b) {
    return _mm512_mask_min_epu16(a, word, a, b);
}
static inline lanes most_where(uint32_t word, lanes a, lanes b) {
    return _mm512_mask_max_epu16(a, word, a, b);
}
#define HAS_LANES
#endif

#define TABLE truce__lanes_avx512
#define NAME "avx512"
#include "unknowns/lanes_body.h"

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
