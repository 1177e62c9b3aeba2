/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of lanes.h for processors with AVX2: 32 lanes are two registers. */
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,popcnt"))), apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC target("avx2,popcnt")
#endif

#if defined(__x86_64__) && defined(__GNUC__)
typedef struct lanes {
    __m256i low, high;
} lanes;

static inline lanes load(const uint16_t *at) {
    const __m256i *halves = (const void *)at;
    return (lanes){_mm256_load_si256(halves), _mm256_load_si256(halves + 1)};
}
static inline void store(uint16_t *at, lanes value) {
    __m256i *halves = (void *)at;
    _mm256_store_si256(halves, value.low);
    _mm256_store_si256(halves + 1, value.high);
}
static inline lanes least(lanes a, lanes b) {
    return (lanes){_mm256_min_epu16(a.low, b.low), _mm256_min_epu16(a.high, b.high)};
}
/* a > b unless the greater of both is b; bytes are packed by halves of a register, so the middle ones change
 * places. */
static inline uint32_t above(lanes a, lanes b) {
    __m256i low = _mm256_cmpeq_epi16(_mm256_max_epu16(a.low, b.low), b.low);
    __m256i high = _mm256_cmpeq_epi16(_mm256_max_epu16(a.high, b.high), b.high);
    __m256i both = _mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xD8);
    return ~(uint32_t)_mm256_movemask_epi8(both);
}
static inline __m256i masked(uint32_t word) {
    const __m256i bits = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
                                           (short)0x8000);
    return _mm256_cmpeq_epi16(_mm256_and_si256(_mm256_set1_epi16((short)word), bits), bits);
}
static inline lanes least_where(uint32_t word, lanes a, lanes b) {
    const __m256i all = _mm256_set1_epi16(-1);
    __m256i low = _mm256_or_si256(b.low, _mm256_xor_si256(masked(word), all));
    __m256i high = _mm256_or_si256(b.high, _mm256_xor_si256(masked(word >> 16), all));
    return (lanes){_mm256_min_epu16(a.low, low), _mm256_min_epu16(a.high, high)};
}
static inline lanes most_where(uint32_t word, lanes a, lanes b) {
    __m256i low = _mm256_and_si256(b.low, masked(word)), high = _mm256_and_si256(b.high, masked(word >> 16));
    return (lanes){_mm256_max_epu16(a.low, low), _mm256_max_epu16(a.high, high)};
}
#define HAS_LANES
#endif

#define TABLE truce__lanes_avx2
#define NAME "avx2"
#include "unknowns/lanes_body.h"

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
