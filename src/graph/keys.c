/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Transposes truth planes: 64 cells are 64 bits in a word of each plane, and become 64 keys. With AVX-512 a word is a
 * mask, and one masked instruction adds its bit to 64 bytes; elsewhere eight bits are spread over eight bytes by a
 * multiplication. Keys are built as a low and a high byte and joined at the end.
 */
#include "graph/keys.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_AVX512 1
#include <immintrin.h>
#endif

enum { LOW_BITS = 8 };

void truce__keys_portable(const uint64_t (*planes)[TRUCE__SLICE_WORDS], uint32_t n_planes, uint32_t word,
                          uint64_t exists, uint16_t key[64]) {
    unsigned char low[64] = {0}, high[64] = {0}, bits[64];
    for (uint32_t p = 0; p < n_planes; p++) {
        uint32_t bit = n_planes - 1 - p;
        unsigned char *bytes = bit < LOW_BITS ? low : high;
        truce__bits_spread(planes[p][word], bits);
        for (int b = 0; b < 64; b++) bytes[b] = (unsigned char)(bytes[b] | bits[b] << bit % LOW_BITS);
    }
    for (int b = 0; b < 64; b++) key[b] = (uint16_t)(low[b] | high[b] << LOW_BITS);
    if (exists == UINT64_MAX) return;
    truce__bits_spread(exists, bits);
    for (int b = 0; b < 64; b++) key[b] = (uint16_t)(bits[b] ? key[b] : 1U << n_planes);
}

#ifdef HAS_AVX512
__attribute__((target("avx512f,avx512bw"))) static void keys_avx512(const uint64_t (*planes)[TRUCE__SLICE_WORDS],
                                                                    uint32_t n_planes, uint32_t word, uint64_t exists,
                                                                    uint16_t key[64]) {
    const __m512i missing = _mm512_set1_epi16((short)(1U << n_planes));
    __m512i low = _mm512_setzero_si512(), high = _mm512_setzero_si512();
    for (uint32_t p = 0; p < n_planes; p++) {
        uint32_t bit = n_planes - 1 - p;
        __m512i value = _mm512_maskz_set1_epi8(planes[p][word], (char)(1U << bit % LOW_BITS));
        if (bit < LOW_BITS) low = _mm512_or_si512(low, value);
        else high = _mm512_or_si512(high, value);
    }
    for (size_t half = 0; half < 2; half++) {
        __m256i l = half ? _mm512_extracti64x4_epi64(low, 1) : _mm512_castsi512_si256(low);
        __m256i h = half ? _mm512_extracti64x4_epi64(high, 1) : _mm512_castsi512_si256(high);
        __m512i joined =
            _mm512_or_si512(_mm512_cvtepu8_epi16(l), _mm512_slli_epi16(_mm512_cvtepu8_epi16(h), LOW_BITS));
        _mm512_storeu_si512(key + 32 * half,
                            _mm512_mask_blend_epi16((__mmask32)(exists >> 32 * half), missing, joined));
    }
}
#endif

truce__keys_fn truce__keys_best(void) {
#ifdef HAS_AVX512
    if (__builtin_cpu_supports("avx512bw")) return keys_avx512;
#endif
    return truce__keys_portable;
}
