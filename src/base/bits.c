/* SPDX-License-Identifier: Apache-2.0 */
/* Bit sets: counting and stepping. */
#include "base/base.h"

uint64_t truce__bits_mask(uint64_t bits, size_t word) {
    uint64_t first = (uint64_t)word * 64;
    if (bits >= first + 64) return UINT64_MAX;
    return bits <= first ? 0 : ((uint64_t)1 << (bits - first)) - 1;
}

uint64_t truce__bits_count(const uint64_t *words, uint64_t bits) {
    uint64_t count = 0;
    for (size_t i = 0, n = truce__bits_words(bits); i < n; i++) count += (uint64_t)__builtin_popcountll(words[i]);
    return count;
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
