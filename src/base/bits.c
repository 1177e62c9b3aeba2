/* SPDX-License-Identifier: Apache-2.0 */
/* Bit sets: counting and stepping. */
#include "base/base.h"

uint64_t truce__bits_mask(uint64_t bits, size_t word) {
    uint64_t first = (uint64_t)word * 64;
    if (bits >= first + 64) return UINT64_MAX;
    return bits <= first ? 0 : ((uint64_t)1 << (bits - first)) - 1;
}

static inline uint64_t count_words(const uint64_t *words, size_t n) {
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++) count += (uint64_t)__builtin_popcountll(words[i]);
    return count;
}

#if defined(__x86_64__) && defined(__GNUC__)
/* Inlined here, a word takes one instruction; elsewhere a call. */
__attribute__((target("popcnt"))) static uint64_t count_words_popcnt(const uint64_t *words, size_t n) {
    return count_words(words, n);
}
#endif

uint64_t truce__bits_count(const uint64_t *words, uint64_t bits) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("popcnt")) return count_words_popcnt(words, truce__bits_words(bits));
#endif
    return count_words(words, truce__bits_words(bits));
}

uint64_t truce__bits_next(const uint64_t *words, uint64_t bits, uint64_t from) {
    if (from >= bits) return UINT64_MAX;
    size_t i = (size_t)(from / 64), n = truce__bits_words(bits);
    uint64_t word = words[i] & UINT64_MAX << from % 64;
    while (!word) {
        if (++i == n) return UINT64_MAX;
        word = words[i];
    }
    return (uint64_t)i * 64 + (uint64_t)__builtin_ctzll(word);
}
