/* SPDX-License-Identifier: Apache-2.0 */
/* All kernels and their table, for one instruction set; included once a file with TABLE defined as the table's name, and with
 * GATHER_BITS and SPREAD_BITS where there are instructions that make 64 bits of as many bytes, and back. */
#include "base/base.h"
#include "stability/kernels.h"

#ifndef GATHER_BITS
#define GATHER_BITS truce__bits_gather
#endif
#ifndef SPREAD_BITS
#define SPREAD_BITS truce__bits_spread
#endif

#define VALUE uint8_t
#define SUM uint32_t
#define NAME(x) x##_8
#include "stability/kernels_body.h"
#undef VALUE
#undef NAME
#define VALUE uint16_t
#define NAME(x) x##_16
#include "stability/kernels_body.h"
#undef VALUE
#undef NAME
#undef SUM
#define SUM uint64_t
#define VALUE uint32_t
#define NAME(x) x##_32
#include "stability/kernels_body.h"
#undef VALUE
#undef NAME
#undef SUM

#define ENTRY(bits)                                                                                              \
    {                                                                                                            \
        .bytes = (bits) / 8, .gather = {gather_min_##bits, gather_max_##bits},                                   \
        .pick = {pick_min_##bits, pick_max_##bits},                                                              \
        .fold = {fold_min_##bits, fold_max_##bits}, .ladder = {ladder_min_##bits, ladder_max_##bits},            \
        .shorts = {shorts_min_##bits, shorts_max_##bits}, .mask = mask_##bits, .cap = cap_##bits,                \
        .mark = mark_##bits                                                                                      \
    }

const truce__kernels TABLE[3] = {ENTRY(8), ENTRY(16), ENTRY(32)};
