/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for one type of value (kernels.h). Before including this file, define VALUE, NAME(x) and SUM, a type
 * that holds the sum of 64 values. */

#define LOWER(a, b) ((a) < (b) ? (a) : (b))
#define HIGHER(a, b) ((a) > (b) ? (a) : (b))

#define DEFINE_SWEEPS(OPERATION, PICK)                                                                            \
    static void NAME(gather_##OPERATION)(const void *from, uint64_t d, uint64_t k, uint64_t width, void *to) {    \
        const VALUE *lines = from;                                                                                \
        VALUE *restrict most = to;                                                                                \
        for (uint64_t x = 0; x < width; x++) most[x] = lines[x];                                                  \
        for (uint64_t l = 1; l < k; l++) {                                                                        \
            const VALUE *line = lines + l * d;                                                                    \
            for (uint64_t x = 0; x < width; x++) most[x] = PICK(most[x], line[x]);                                \
        }                                                                                                         \
    }                                                                                                             \
    /* Lines of 64, the shortest, would be memory's twice if they went there and back. */                         \
    static void NAME(pick_##OPERATION)(const void *from, void *to, uint64_t d, uint64_t k, uint64_t n) {          \
        const VALUE *restrict in = from;                                                                          \
        VALUE *restrict most = to;                                                                                \
        for (uint64_t line = 0; d == 64 && line < n; line++, most += 64) {                                        \
            VALUE held[64];                                                                                       \
            for (int x = 0; x < 64; x++) held[x] = most[x];                                                       \
            for (uint64_t l = 0; l < k; l++, in += 64)                                                            \
                for (int x = 0; x < 64; x++) held[x] = PICK(held[x], in[x]);                                      \
            for (int x = 0; x < 64; x++) most[x] = held[x];                                                       \
        }                                                                                                         \
        for (uint64_t line = 0; d != 64 && line < n; line++, most += d)                                           \
            for (uint64_t l = 0; l < k; l++, in += d)                                                             \
                for (uint64_t x = 0; x < d; x++) most[x] = PICK(most[x], in[x]);                                  \
    }                                                                                                             \
    /* A block is contiguous; of any 64 values those d apart belong together. */                                  \
    static void NAME(fold_##OPERATION)(const void *from, void *to, uint64_t d, uint64_t block, uint64_t n) {      \
        for (uint64_t b = 0; b < n; b++) {                                                                        \
            const VALUE *in = (const VALUE *)from + b * block;                                                    \
            VALUE *out = (VALUE *)to + b * block, most[64];                                                       \
            for (int x = 0; x < 64; x++) most[x] = in[x];                                                         \
            for (uint64_t at = 64; at < block; at += 64)                                                          \
                for (uint64_t x = 0; x < 64; x++) most[x] = PICK(most[x], in[at + x]);                            \
            for (uint64_t half = 32; half >= d; half /= 2)                                                        \
                for (uint64_t x = 0; x < half; x++) most[x] = PICK(most[x], most[x + half]);                      \
            for (uint64_t made = d; made < 64; made *= 2)                                                         \
                for (uint64_t x = 0; x < made; x++) most[made + x] = most[x];                                     \
            for (uint64_t at = 0; at < block; at += 64)                                                           \
                for (uint64_t x = 0; x < 64; x++) out[at + x] = most[x];                                          \
        }                                                                                                         \
    }                                                                                                             \
    static void NAME(ladder_##OPERATION)(const void *from, void *to, uint64_t d, uint64_t k, uint64_t width,      \
                                         bool is_up) {                                                            \
        const VALUE *in = from;                                                                                   \
        VALUE *out = to;                                                                                          \
        uint64_t first = is_up ? k - 1 : 0;                                                                       \
        for (uint64_t x = 0; x < width && from != to; x++) out[first * d + x] = in[first * d + x];                \
        for (uint64_t i = 1; i < k; i++) {                                                                        \
            uint64_t l = is_up ? k - 1 - i : i, before = is_up ? l + 1 : l - 1;                                   \
            const VALUE *a = in + l * d, *b = out + before * d;                                                   \
            VALUE *c = out + l * d;                                                                               \
            for (uint64_t x = 0; x < width; x++) c[x] = PICK(a[x], b[x]);                                         \
        }                                                                                                         \
    }                                                                                                             \
    /* Pairs d apart; by way of arrays that overlap neither `from` nor `to`, which may be the same. */            \
    static void NAME(pairs_##OPERATION)(const VALUE *from, VALUE *to, uint64_t d, uint64_t size,                  \
                                        truce__axis_kind kind) {                                                  \
        VALUE row[ROW], others[ROW];                                                                              \
        for (uint64_t at = 0; at < size; at += ROW) {                                                             \
            const uint64_t n = size - at < ROW ? size - at : ROW;                                                 \
            memcpy(row, from + at, n * sizeof(VALUE));                                                            \
            partners(row, others, d * sizeof(VALUE), n * sizeof(VALUE), kind);                                    \
            for (uint64_t x = 0; x < n; x++) to[at + x] = PICK(row[x], others[x]);                                \
        }                                                                                                         \
    }                                                                                                             \
    static void NAME(any_short_##OPERATION)(const VALUE *from, VALUE *to, uint64_t d, uint64_t k, uint64_t size,  \
                                            truce__axis_kind kind) {                                              \
        uint64_t first = kind == TRUCE__AXIS_UP ? (k - 1) * d : 0;                                                \
        for (uint64_t at = 0; at < size; at += d * k) {                                                           \
            for (uint64_t x = at; x < at + d; x++) {                                                              \
                VALUE most = to[x + first] = from[x + first];                                                     \
                for (uint64_t i = 1; i < k; i++) {                                                                \
                    uint64_t l = x + (kind == TRUCE__AXIS_UP ? k - 1 - i : i) * d;                                \
                    most = PICK(most, from[l]);                                                                   \
                    if (kind != TRUCE__AXIS_FREE) to[l] = most;                                                   \
                }                                                                                                 \
                for (uint64_t l = 0; kind == TRUCE__AXIS_FREE && l < k; l++) to[x + l * d] = most;                \
            }                                                                                                     \
        }                                                                                                         \
    }                                                                                                             \
    static void NAME(shorts_##OPERATION)(const void *in, void *out, uint64_t d, uint64_t k, uint64_t size,        \
                                         truce__axis_kind kind) {                                                 \
        const VALUE *from = in;                                                                                   \
        VALUE *to = out;                                                                                          \
        const uint64_t rows = IS_LITTLE_ENDIAN && k == 2 && d < 64 && 64 % d == 0 ? size - size % 64 : 0;         \
        NAME(pairs_##OPERATION)(from, to, d, rows, kind);                                                         \
        NAME(any_short_##OPERATION)(from + rows, to + rows, d, k, size - rows, kind);                             \
    }                                                                                                             \
    static void NAME(bound_##OPERATION)(const void *values, const void *from, void *to, uint64_t d, uint64_t k,   \
                                        uint64_t n) {                                                             \
        const VALUE *v = values, *in = from;                                                                      \
        VALUE *bounded = to;                                                                                      \
        for (uint64_t line = 0; line < n; line++, v += d)                                                         \
            for (uint64_t l = 0; l < k; l++, in += d, bounded += d)                                               \
                for (uint64_t x = 0; x < d; x++) bounded[x] = PICK(v[x], in[x]);                                  \
    }

DEFINE_SWEEPS(min, LOWER)
DEFINE_SWEEPS(max, HIGHER)
#undef DEFINE_SWEEPS

static uint64_t NAME(mask)(void *values, const uint64_t *exists, uint64_t n_words, uint32_t value) {
    uint64_t sum = 0;
    for (uint64_t word = 0; word < n_words; word++) {
        VALUE *v = (VALUE *)values + word * 64;
        SUM part = 0; /* of 64 values */
        if (exists[word] == UINT64_MAX) {
            for (int x = 0; x < 64; x++) part += v[x];
        } else {
            unsigned char is_there[64];
            SPREAD_BITS(exists[word], is_there);
            for (int x = 0; x < 64; x++) {
                VALUE keep = (VALUE)(0 - (VALUE)is_there[x]); /* all ones or all zeros */
                part += v[x] & keep;
                v[x] = (VALUE)((v[x] & keep) | ((VALUE)value & (VALUE)~keep));
            }
        }
        sum += part;
    }
    return sum;
}

static uint64_t NAME(sum)(const void *values, uint64_t n) {
    const VALUE *v = values;
    uint64_t sum = 0;
    for (; n >= 64; n -= 64, v += 64) {
        SUM part = 0;
        for (int x = 0; x < 64; x++) part += v[x];
        sum += part;
    }
    for (uint64_t x = 0; x < n; x++) sum += v[x];
    return sum;
}

static inline uint64_t NAME(bits_of)(const VALUE *v, const VALUE *r) {
    unsigned char is_stable[64];
    for (int x = 0; x < 64; x++) is_stable[x] = v[x] <= r[x];
    return GATHER_BITS(is_stable);
}

static void NAME(mark)(const void *values, const void *ranks, const uint64_t *exists, uint64_t *words, uint64_t d,
                       uint64_t k, uint64_t n) {
    const VALUE *v = values, *r = ranks;
    const uint64_t *there = exists;
    uint64_t *to = words;
    for (uint64_t line = 0; line < n; line++, v += d)
        for (uint64_t l = 0; l < k; l++)
            for (uint64_t x = 0; x < d; x += 64, r += 64) *to++ = NAME(bits_of)(v + x, r);
    for (uint64_t word = 0; there && word < n * k * d / 64; word++) words[word] &= there[word];
}

#undef LOWER
#undef HIGHER
