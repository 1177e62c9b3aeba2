/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels of fibre_orders.c and fibre_turns.c for one type of value (kernels.h). Before including this file,
 * define VALUE, NAME(x) and the lists that interleave values (LOWS_16 and the like). */

/* ------------------------------------------------------------------- flips */

#define SQUARE (16 / sizeof(VALUE))

/* A square has SQUARE rows and columns; a vector of BYTES bytes holds rows of several squares side by side. To turn a
 * square, interleave the first half of its rows with the second, again and again (Eklundh 1972,
 * doi:10.1109/T-C.1972.223584). */
#define DEFINE_FLIP(BYTES)                                                                                          \
    typedef VALUE NAME(vector_##BYTES) __attribute__((vector_size(BYTES)));                                         \
    static inline void NAME(flip_##BYTES)(const void *const *from, uint64_t from_at, void *const *to,               \
                                          uint64_t to_at) {                                                         \
        NAME(vector_##BYTES) a[SQUARE], b[SQUARE];                                                                  \
        for (size_t i = 0; i < SQUARE; i++) memcpy(&a[i], (const VALUE *)from[i] + from_at, BYTES);                 \
        for (size_t size = 1; size < SQUARE; size *= 2) {                                                           \
            for (size_t i = 0; i < SQUARE / 2; i++) {                                                               \
                b[2 * i] = __builtin_shufflevector(a[i], a[i + SQUARE / 2], LOWS_##BYTES);                          \
                b[2 * i + 1] = __builtin_shufflevector(a[i], a[i + SQUARE / 2], HIGHS_##BYTES);                     \
            }                                                                                                       \
            for (size_t i = 0; i < SQUARE; i++) a[i] = b[i];                                                        \
        }                                                                                                           \
        for (size_t q = 0; q < (BYTES) / 16; q++)                                                                   \
            for (size_t i = 0; i < SQUARE; i++)                                                                     \
                memcpy((VALUE *)to[q * SQUARE + i] + to_at, (const char *)&a[i] + 16 * q, 16);                      \
    }

DEFINE_FLIP(16)
DEFINE_FLIP(64)
#undef DEFINE_FLIP

/* Turns n_to columns of all rows. */
static inline void NAME(flip_strip)(const void *const *from, uint64_t n_from, uint64_t from_at, void *const *to,
                                    uint64_t n_to, uint64_t to_at) {
    uint64_t r = 0;
    if (n_to == 4 * SQUARE)
        for (; r + SQUARE <= n_from; r += SQUARE) NAME(flip_64)(from + r, from_at, to, to_at + r);
    else if (n_to == SQUARE)
        for (; r + SQUARE <= n_from; r += SQUARE) NAME(flip_16)(from + r, from_at, to, to_at + r);
    for (uint64_t c = 0; c < n_to; c++)
        for (uint64_t i = r; i < n_from; i++) ((VALUE *)to[c])[to_at + i] = ((const VALUE *)from[i])[from_at + c];
}

static void NAME(flip)(const void *const *from, uint64_t n_from, uint64_t from_at, void *const *to, uint64_t n_to,
                       uint64_t to_at) {
    for (uint64_t c = 0, n; c < n_to; c += n) {
        n = n_to - c;
        n = n >= 4 * SQUARE ? 4 * SQUARE : n >= SQUARE ? SQUARE : n;
        NAME(flip_strip)(from, n_from, from_at + c, to + c, n, to_at);
    }
}

/* ------------------------------------------------------------------- walks */

typedef VALUE NAME(line) __attribute__((vector_size(64), may_alias));
enum { NAME(LANES) = 64 / sizeof(VALUE) };

/* *to = the lesser of each pair. A loop, because compilers vectorise it but not the expression. */
static inline void NAME(line_min)(const NAME(line) *a, const NAME(line) *b, NAME(line) *to) {
    NAME(line) least;
    for (int x = 0; x < NAME(LANES); x++) least[x] = (*a)[x] < (*b)[x] ? (*a)[x] : (*b)[x];
    *to = least;
}

/* A bit for each lane that is not 0, of the first n. */
static inline uint64_t NAME(lanes_of)(const NAME(line) *values, uint32_t n) {
    unsigned char is_there[64] = {0};
    for (uint32_t x = 0; x < n; x++) is_there[x] = (*values)[x] != 0;
    return GATHER_BITS(is_there);
}

/* A walk goes down the places from the best. `seen` is the least value so far. `least` is the least among strictly
 * better places; it takes over `seen` where a tie ends. There are no branches, because ties end at other places in
 * each class. */
#define DEFINE_WALKS(ORDER, BITS)                                                                                   \
    static uint64_t NAME(walk_lanes_##BITS)(NAME(line) *tile, uint32_t n_lanes, const ORDER *order, uint64_t n) {   \
        const ORDER last = (ORDER)((ORDER)1 << (BITS - 1));                                                         \
        NAME(line) seen = ~(NAME(line)){0}, least = seen, fell = {0};                                               \
        for (uint64_t i = n; i > order[0]; i--) {                                                                   \
            NAME(line) *at = tile + (order[i] & (ORDER)~last), value = *at;                                         \
            NAME(line) ends = (NAME(line)){0} - (VALUE)(order[i] >> (BITS - 1)); /* all ones where a tie ends */    \
            least = (seen & ends) | (least & ~ends);                                                                \
            NAME(line_min)(&seen, &value, &seen);                                                                   \
            NAME(line_min)(&least, &value, at);                                                                     \
            fell |= *at ^ value;                                                                                    \
        }                                                                                                           \
        return NAME(lanes_of)(&fell, n_lanes);                                                                      \
    }                                                                                                               \
    static bool NAME(walk_one_##BITS)(VALUE *row, const ORDER *order, uint64_t n) {                                 \
        const ORDER last = (ORDER)((ORDER)1 << (BITS - 1));                                                         \
        VALUE seen = (VALUE)UINT32_MAX, least = seen, fell = 0;                                                     \
        for (uint64_t i = n; i > order[0]; i--) {                                                                   \
            VALUE *at = row + (order[i] & (ORDER)~last), value = *at;                                               \
            VALUE ends = (VALUE)(0 - (VALUE)(order[i] >> (BITS - 1)));                                              \
            least = (VALUE)((seen & ends) | (least & (VALUE)~ends));                                                \
            seen = value < seen ? value : seen;                                                                     \
            *at = least < value ? least : value;                                                                    \
            fell |= *at ^ value;                                                                                    \
        }                                                                                                           \
        return fell != 0;                                                                                           \
    }                                                                                                               \
    /* The same for all sheets at once: each has minima of its own, of the places it may go to. */                  \
    static uint64_t NAME(walk_lanes_sheets_##BITS)(NAME(line) *tile, uint32_t n_lanes, const ORDER *order,          \
                                               uint64_t n, const truce__sheets *sheets, NAME(line) *seen) {         \
        const ORDER last = (ORDER)((ORDER)1 << (BITS - 1));                                                         \
        NAME(line) *least = seen + sheets->count, fell = {0};                                                       \
        for (uint32_t s = 0; s < sheets->count; s++) seen[s] = least[s] = ~(NAME(line)){0};                         \
        for (uint64_t i = n; i > order[0]; i--) {                                                                   \
            uint32_t place = (uint32_t)(order[i] & (ORDER)~last), sheet = sheets->of[place];                        \
            const signed char *blocked = sheets->blocked + (size_t)sheet * sheets->count;                           \
            NAME(line) *at = tile + place, value = *at;                                                             \
            NAME(line) ends = (NAME(line)){0} - (VALUE)(order[i] >> (BITS - 1));                                    \
            for (uint32_t s = 0; s < sheets->count; s++) {                                                          \
                uint32_t bar = (uint32_t)(int32_t)blocked[s];                                                       \
                NAME(line) other = value | ((NAME(line)){0} + (VALUE)bar);                                          \
                least[s] = (seen[s] & ends) | (least[s] & ~ends);                                                   \
                NAME(line_min)(&seen[s], &other, &seen[s]);                                                         \
            }                                                                                                       \
            NAME(line_min)(&least[sheet], &value, at);                                                              \
            fell |= *at ^ value;                                                                                    \
        }                                                                                                           \
        return NAME(lanes_of)(&fell, n_lanes);                                                                      \
    }                                                                                                               \
    static bool NAME(walk_one_sheets_##BITS)(VALUE *row, const ORDER *order, uint64_t n,                            \
                                             const truce__sheets *sheets, VALUE *restrict seen) {                   \
        const ORDER last = (ORDER)((ORDER)1 << (BITS - 1));                                                         \
        VALUE *restrict least = seen + sheets->count, fell = 0;                                                     \
        for (uint32_t s = 0; s < sheets->count; s++) seen[s] = least[s] = (VALUE)UINT32_MAX;                        \
        for (uint64_t i = n; i > order[0]; i--) {                                                                   \
            uint32_t place = (uint32_t)(order[i] & (ORDER)~last), sheet = sheets->of[place];                        \
            const signed char *blocked = sheets->blocked + (size_t)sheet * sheets->count;                           \
            VALUE *at = row + place, value = *at, ends = (VALUE)(0 - (VALUE)(order[i] >> (BITS - 1)));              \
            for (uint32_t s = 0; s < sheets->count; s++) {                                                          \
                uint32_t bar = (uint32_t)(int32_t)blocked[s];                                                       \
                VALUE other = (VALUE)(value | (VALUE)bar);                                                          \
                least[s] = (VALUE)((seen[s] & ends) | (least[s] & (VALUE)~ends));                                   \
                seen[s] = other < seen[s] ? other : seen[s];                                                        \
            }                                                                                                       \
            *at = least[sheet] < value ? least[sheet] : value;                                                      \
            fell |= *at ^ value;                                                                                    \
        }                                                                                                           \
        return fell != 0;                                                                                           \
    }                                                                                                               \
    static bool NAME(fits_##BITS)(const VALUE *ranks, const ORDER *order, uint64_t n) {                             \
        const ORDER last = (ORDER)((ORDER)1 << (BITS - 1));                                                         \
        VALUE before = ranks[order[1] & (ORDER)~last];                                                              \
        bool is_wrong = (before == 0) != (order[0] > 0);                                                            \
        for (uint64_t i = 2; i <= n; i++) {                                                                         \
            VALUE rank = ranks[order[i] & (ORDER)~last];                                                            \
            is_wrong |= rank < before || (rank == before) == (order[i - 1] >> (BITS - 1));                          \
            before = rank;                                                                                          \
        }                                                                                                           \
        return !is_wrong;                                                                                           \
    }

DEFINE_WALKS(uint8_t, 8)
DEFINE_WALKS(uint16_t, 16)
DEFINE_WALKS(uint32_t, 32)
#undef DEFINE_WALKS

static uint64_t NAME(walk_lanes)(void *tile, uint32_t n_lanes, const void *order, uint32_t order_bytes, uint64_t n,
                                 const truce__sheets *sheets, void *seen) {
    const bool is_one = sheets->count == 1;
    switch (order_bytes) {
    case 1:
        return is_one ? NAME(walk_lanes_8)(tile, n_lanes, order, n)
                      : NAME(walk_lanes_sheets_8)(tile, n_lanes, order, n, sheets, seen);
    case 2:
        return is_one ? NAME(walk_lanes_16)(tile, n_lanes, order, n)
                      : NAME(walk_lanes_sheets_16)(tile, n_lanes, order, n, sheets, seen);
    default:
        return is_one ? NAME(walk_lanes_32)(tile, n_lanes, order, n)
                      : NAME(walk_lanes_sheets_32)(tile, n_lanes, order, n, sheets, seen);
    }
}

static bool NAME(walk_one)(void *row, const void *order, uint32_t order_bytes, uint64_t n,
                           const truce__sheets *sheets, void *seen) {
    const bool is_one = sheets->count == 1;
    switch (order_bytes) {
    case 1: return is_one ? NAME(walk_one_8)(row, order, n) : NAME(walk_one_sheets_8)(row, order, n, sheets, seen);
    case 2: return is_one ? NAME(walk_one_16)(row, order, n) : NAME(walk_one_sheets_16)(row, order, n, sheets, seen);
    default: return is_one ? NAME(walk_one_32)(row, order, n) : NAME(walk_one_sheets_32)(row, order, n, sheets, seen);
    }
}

static bool NAME(fits)(const void *ranks, const void *order, uint32_t order_bytes, uint64_t n) {
    switch (order_bytes) {
    case 1: return NAME(fits_8)(ranks, order, n);
    case 2: return NAME(fits_16)(ranks, order, n);
    default: return NAME(fits_32)(ranks, order, n);
    }
}

#undef SQUARE
