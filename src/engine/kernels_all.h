/* SPDX-License-Identifier: Apache-2.0 */
/* All kernels and their table, for one instruction set. A file that includes this defines TABLE as the table's name.
 * It also defines GATHER_BITS and SPREAD_BITS if the set has instructions that turn 64 bytes into bits and back. */
#include "base/base.h"
#include "engine/kernels.h"

#define IS_LITTLE_ENDIAN (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#ifndef GATHER_BITS
#define GATHER_BITS truce__bits_gather
#endif
#ifndef SPREAD_BITS
#define SPREAD_BITS truce__bits_spread
#endif

/* Arguments of __builtin_shufflevector() that interleave the lower, or the upper, halves of every 16 bytes of two
 * vectors. PAIRS(x, n): values x, x + 1 ... of both; those of the second are counted from n. */
#define PAIR(x, n) (x), (x) + (n)
#define PAIRS_2(x, n) PAIR(x, n), PAIR((x) + 1, n)
#define PAIRS_4(x, n) PAIRS_2(x, n), PAIRS_2((x) + 2, n)
#define PAIRS_8(x, n) PAIRS_4(x, n), PAIRS_4((x) + 4, n)
#define FOUR(pairs, x, step, n)                                                                                      \
    pairs(x, n), pairs((x) + (step), n), pairs((x) + 2 * (step), n), pairs((x) + 3 * (step), n)

enum { ROW = 1024 };

/* Blocks of `gap` bytes lie in pairs. Each takes the other block of its pair if the axis leads there, else itself. */
static inline void other_blocks(const unsigned char *row, unsigned char *to, uint64_t gap, uint64_t size,
                                truce__axis_kind kind) {
    const uint64_t lower = kind == TRUCE__AXIS_DOWN ? 0 : gap, upper = kind == TRUCE__AXIS_UP ? gap : 0;
    for (uint64_t at = 0; at < size; at += 2 * gap) {
        memcpy(to + at, row + at + lower, gap);
        memcpy(to + at + gap, row + at + upper, gap);
    }
}

/* The same for several pairs in a word. Lower addresses are lower bits. */
static inline void other_bits(const unsigned char *restrict row, unsigned char *restrict to, uint64_t gap,
                              uint64_t size, truce__axis_kind kind) {
    const uint64_t shift = 8 * gap, lower = UINT64_MAX / (((uint64_t)1 << shift) + 1);
    const uint64_t up = kind == TRUCE__AXIS_DOWN ? 0 : lower, down = kind == TRUCE__AXIS_UP ? 0 : ~lower,
                   stay = ~(up | down);
    for (uint64_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, row + at, sizeof word);
        word = (word >> shift & up) | (word << shift & down) | (word & stay);
        memcpy(to + at, &word, sizeof word);
    }
}

/* For gaps of a power of two, of up to 32 values; `size` is a multiple of 64. */
static void partners(const void *row, void *to, uint64_t gap, uint64_t size, truce__axis_kind kind) {
    switch (gap) { /* constants where they are inlined */
    case 8: other_blocks(row, to, 8, size, kind); break;
    case 16: other_blocks(row, to, 16, size, kind); break;
    case 32: other_blocks(row, to, 32, size, kind); break;
    case 64: other_blocks(row, to, 64, size, kind); break;
    case 128: other_blocks(row, to, 128, size, kind); break;
    default: other_bits(row, to, gap, size, kind); break;
    }
}

#define VALUE uint8_t
#define SUM uint32_t
#define NAME(x) x##_8
#define LOWS_16 PAIRS_8(0, 16)
#define HIGHS_16 PAIRS_8(8, 16)
#define LOWS_64 FOUR(PAIRS_8, 0, 16, 64)
#define HIGHS_64 FOUR(PAIRS_8, 8, 16, 64)
#include "engine/kernels_body.h"
#include "engine/fibre_body.h"
#undef VALUE
#undef NAME
#undef LOWS_16
#undef HIGHS_16
#undef LOWS_64
#undef HIGHS_64
#define VALUE uint16_t
#define NAME(x) x##_16
#define LOWS_16 PAIRS_4(0, 8)
#define HIGHS_16 PAIRS_4(4, 8)
#define LOWS_64 FOUR(PAIRS_4, 0, 8, 32)
#define HIGHS_64 FOUR(PAIRS_4, 4, 8, 32)
#include "engine/kernels_body.h"
#include "engine/fibre_body.h"
#undef VALUE
#undef NAME
#undef LOWS_16
#undef HIGHS_16
#undef LOWS_64
#undef HIGHS_64
#undef SUM
#define SUM uint64_t
#define VALUE uint32_t
#define NAME(x) x##_32
#define LOWS_16 PAIRS_2(0, 4)
#define HIGHS_16 PAIRS_2(2, 4)
#define LOWS_64 FOUR(PAIRS_2, 0, 4, 16)
#define HIGHS_64 FOUR(PAIRS_2, 2, 4, 16)
#include "engine/kernels_body.h"
#include "engine/fibre_body.h"
#undef VALUE
#undef NAME
#undef LOWS_16
#undef HIGHS_16
#undef LOWS_64
#undef HIGHS_64
#undef SUM

#define ENTRY(bits)                                                                                              \
    {                                                                                                            \
        .bytes = (bits) / 8, .gather = {gather_min_##bits, gather_max_##bits},                                   \
        .pick = {pick_min_##bits, pick_max_##bits}, .bound = {bound_min_##bits, bound_max_##bits},               \
        .fold = {fold_min_##bits, fold_max_##bits}, .ladder = {ladder_min_##bits, ladder_max_##bits},            \
        .shorts = {shorts_min_##bits, shorts_max_##bits}, .mask = mask_##bits, .sum = sum_##bits,                \
        .mark = mark_##bits, .flip = flip_##bits, .walk_lanes = walk_lanes_##bits, .walk_one = walk_one_##bits,  \
        .fits = fits_##bits                                                                                      \
    }

const truce__kernels TABLE[3] = {ENTRY(8), ENTRY(16), ENTRY(32)};
