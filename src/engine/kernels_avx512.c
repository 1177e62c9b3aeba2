/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for processors with AVX-512. */
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi2"))), apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,bmi2")
#endif

#if defined(__x86_64__) && defined(__GNUC__)
static inline uint64_t gather_bits(const unsigned char bytes[64]) {
    __m512i all = _mm512_loadu_si512(bytes);
    return _mm512_test_epi8_mask(all, all);
}

static inline void spread_bits(uint64_t word, unsigned char bytes[64]) {
    _mm512_storeu_si512(bytes, _mm512_maskz_set1_epi8(word, 1));
}

#define GATHER_BITS gather_bits
#define SPREAD_BITS spread_bits
#endif

#define TABLE truce__kernels_avx512
#include "engine/kernels_all.h"

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
