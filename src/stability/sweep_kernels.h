/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernels of sweep.c for one type of value; included once a type with VALUE and NAME(x) defined.
 *
 * Along an axis of k levels and stride d the array is a row of blocks, each k lines of d contiguous values. A sweep
 * replaces every value by the extreme over the levels its option may move to: all of them (free), those above (up), those
 * below (down), or those within a step. Lines are contiguous, so the inner loops vectorise.
 */

#define LOWER(a, b) ((a) < (b) ? (a) : (b))
#define HIGHER(a, b) ((a) > (b) ? (a) : (b))

/* One chunk of `width` values of all k lines. */
#define DEFINE_CHUNK(OPERATION, PICK)                                                                         \
    static void NAME(chunk_##OPERATION)(VALUE *lines, const axis *a, uint64_t width) {                        \
        const uint64_t d = a->stride;                                                                         \
        const uint32_t k = a->n_levels;                                                                       \
        if (a->kind == AXIS_FREE && k == 2) {                                                                 \
            VALUE *restrict low = lines, *restrict high = lines + d;                                          \
            for (uint64_t x = 0; x < width; x++) low[x] = high[x] = (VALUE)PICK(low[x], high[x]);             \
        } else if (a->kind == AXIS_FREE) {                                                                    \
            for (uint32_t l = 1; l < k; l++)                                                                  \
                for (uint64_t x = 0; x < width; x++) lines[l * d + x] = (VALUE)PICK(lines[l * d + x], lines[(l - 1) * d + x]); \
            for (uint32_t l = k - 1; l-- > 0;)                                                                \
                for (uint64_t x = 0; x < width; x++) lines[l * d + x] = lines[(k - 1) * d + x];               \
        } else if (a->kind == AXIS_UP) {                                                                      \
            for (uint32_t l = k - 1; l-- > 0;)                                                                \
                for (uint64_t x = 0; x < width; x++) lines[l * d + x] = (VALUE)PICK(lines[l * d + x], lines[(l + 1) * d + x]); \
        } else if (a->kind == AXIS_DOWN) {                                                                    \
            for (uint32_t l = 1; l < k; l++)                                                                  \
                for (uint64_t x = 0; x < width; x++) lines[l * d + x] = (VALUE)PICK(lines[l * d + x], lines[(l - 1) * d + x]); \
        } else {                                                                                              \
            VALUE copy[TRUCE__MAX_LEVELS];                                                                    \
            for (uint64_t x = 0; x < width; x++) {                                                            \
                for (uint32_t l = 0; l < k; l++) copy[l] = lines[l * d + x];                                  \
                for (uint32_t l = 0; l < k; l++) {                                                            \
                    VALUE best = copy[l];                                                                     \
                    for (uint32_t t = a->low[l]; t <= a->high[l]; t++) best = (VALUE)PICK(best, copy[t]);     \
                    lines[l * d + x] = best;                                                                  \
                }                                                                                             \
            }                                                                                                 \
        }                                                                                                     \
    }                                                                                                         \
    static void NAME(sweep_##OPERATION)(VALUE *values, uint64_t n_cells, const axis *a, uint32_t threads) {   \
        const uint64_t block = a->stride * a->n_levels, width = a->stride < CHUNK ? a->stride : CHUNK;        \
        const uint64_t chunks = (a->stride + CHUNK - 1) / CHUNK, items = n_cells / block * chunks;            \
        _Pragma("omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)")             \
        for (uint64_t item = 0; item < items; item++) {                                                       \
            uint64_t from = item % chunks * CHUNK, left = a->stride - from;                                   \
            NAME(chunk_##OPERATION)(values + item / chunks * block + from, a, left < width ? left : width);   \
        }                                                                                                     \
    }

DEFINE_CHUNK(max, HIGHER)
DEFINE_CHUNK(min, LOWER)
#undef DEFINE_CHUNK

/* Writes `value` into the infeasible cells and sums the others: minima only fall, so an unchanged sum means that nothing
 * changed. */
static uint64_t NAME(mask)(VALUE *values, const truce__space *space, VALUE value, uint32_t threads) {
    uint64_t sum = 0;
#pragma omp parallel for num_threads(threads) if (space->n_cells > PARALLEL) schedule(static) reduction(+ : sum)
    for (size_t word = 0; word < truce__bits_words(space->n_cells); word++) {
        uint64_t bits = space->feasible[word], first = (uint64_t)word * 64, last = first + 64;
        if (last > space->n_cells) last = space->n_cells;
        for (uint64_t c = first; c < last; c++, bits >>= 1) {
            if (bits & 1) sum += values[c];
            else values[c] = value;
        }
    }
    return sum;
}

/* values(s) = max over s and the party's stored moves. */
static void NAME(row_best)(const VALUE *values, VALUE *best, const truce__rows *rows, uint64_t n_cells, uint32_t threads) {
#pragma omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)
    for (uint64_t c = 0; c < n_cells; c++) {
        VALUE value = values[c];
        for (uint64_t i = rows->first[c]; rows->n_arcs && i < rows->first[c + 1]; i++)
            value = HIGHER(value, values[rows->to[i]]);
        best[c] = value;
    }
}

static void NAME(cap)(VALUE *restrict values, const VALUE *restrict ranks, uint64_t n_cells, uint32_t threads) {
#pragma omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)
    for (uint64_t c = 0; c < n_cells; c++) values[c] = LOWER(values[c], ranks[c]);
}

static void NAME(mark)(const VALUE *values, const VALUE *ranks, const truce__space *space, uint64_t *words,
                       uint32_t threads) {
#pragma omp parallel for num_threads(threads) if (space->n_cells > PARALLEL) schedule(static)
    for (size_t word = 0; word < truce__bits_words(space->n_cells); word++) {
        uint64_t bits = 0, first = (uint64_t)word * 64, last = first + 64;
        if (last > space->n_cells) last = space->n_cells;
        for (uint64_t c = first; c < last; c++) bits |= (uint64_t)(values[c] <= ranks[c]) << (c - first);
        words[word] = space->feasible ? bits & space->feasible[word] : bits;
    }
}

#undef LOWER
#undef HIGHER
