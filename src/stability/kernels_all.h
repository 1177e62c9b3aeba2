/* SPDX-License-Identifier: Apache-2.0 */
/* All kernels and their table, for one instruction set; included once a file with TABLE defined as the table's name. */
#include "base/base.h"
#include "stability/kernels.h"

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
        .gather_capped = gather_capped_##bits,                                                                   \
        .fold = {fold_min_##bits, fold_max_##bits}, .ladder = {ladder_min_##bits, ladder_max_##bits},            \
        .shorts = {shorts_min_##bits, shorts_max_##bits}, .mask = mask_##bits, .cap = cap_##bits,                \
        .mark = mark_##bits                                                                                      \
    }

const truce__kernels TABLE[3] = {ENTRY(8), ENTRY(16), ENTRY(32)};
