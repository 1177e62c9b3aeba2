/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for processors with AVX2. */
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi2"))), apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC target("avx2,bmi2")
#endif

#if defined(__x86_64__) && defined(__GNUC__)
static inline uint64_t gather_bits(const unsigned char bytes[64]) {
    const __m256i *halves = (const void *)bytes, none = _mm256_setzero_si256();
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_loadu_si256(halves), none));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_loadu_si256(halves + 1), none));
    return (uint64_t)high << 32 | low;
}

#define GATHER_BITS gather_bits
#endif

#define TABLE truce__kernels_avx2
#include "engine/kernels_all.h"

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
