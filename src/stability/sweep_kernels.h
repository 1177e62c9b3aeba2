/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernels of sweep.c for one type of value; included once a type with VALUE and NAME(x) defined.
 *
 * Along an axis of k levels and stride d the array is a row of blocks, each k lines of d contiguous values. A sweep
 * replaces every value by the extreme over the levels that may be moved to: all of them (free), those above (up), those below
 * (down), or those within a step. Adjacent free axes have been merged into one, so k may be large: a free sweep reads
 * each line once into an accumulator as wide as the chunk and writes that to all of them.
 *
 * A chunk is `width` values of each line. Loops over x are contiguous and vectorise; each kernel is compiled for several
 * instruction sets, and the loader takes the best that the machine has (TRUCE__CLONES).
 */

#define LOWER(a, b) ((a) < (b) ? (a) : (b))
#define HIGHER(a, b) ((a) > (b) ? (a) : (b))

#define DEFINE_SWEEPS(OPERATION, PICK)                                                                             \
    /* least or greatest of all lines, into `most` */                                                              \
    TRUCE__CLONES static void NAME(gather_##OPERATION)(const VALUE *from, uint64_t d, uint64_t k, uint64_t width,  \
                                                       VALUE *restrict most) {                                     \
        for (uint64_t x = 0; x < width; x++) most[x] = from[x];                                                    \
        for (uint64_t l = 1; l < k; l++) {                                                                         \
            const VALUE *line = from + l * d;                                                                      \
            for (uint64_t x = 0; x < width; x++) most[x] = PICK(most[x], line[x]);                                 \
        }                                                                                                          \
    }                                                                                                              \
    /* blocks of k lines shorter than 64 values whose length divides 64: the block is contiguous, and lanes x and  \
     * x + d of 64 belong together */                                                                              \
    TRUCE__CLONES static void NAME(fold_##OPERATION)(const VALUE *from, VALUE *to, uint64_t d, uint64_t size) {    \
        VALUE most[64];                                                                                            \
        for (int x = 0; x < 64; x++) most[x] = from[x];                                                            \
        for (uint64_t at = 64; at < size; at += 64)                                                                \
            for (int x = 0; x < 64; x++) most[x] = PICK(most[x], from[at + (uint64_t)x]);                          \
        for (uint64_t half = 32; half >= d; half /= 2)                                                             \
            for (uint64_t x = 0; x < half; x++) most[x] = PICK(most[x], most[x + half]);                           \
        for (uint64_t made = d; made < 64; made *= 2)                                                              \
            for (uint64_t x = 0; x < made; x++) most[made + x] = most[x];                                          \
        for (uint64_t at = 0; at < size; at += 64)                                                                 \
            for (int x = 0; x < 64; x++) to[at + (uint64_t)x] = most[x];                                           \
    }                                                                                                              \
    TRUCE__CLONES static void NAME(ladder_##OPERATION)(const VALUE *from, VALUE *to, uint64_t d, uint64_t k,       \
                                                       uint64_t width, bool is_up) {                               \
        uint64_t first = is_up ? k - 1 : 0;                                                                        \
        if (from != to)                                                                                            \
            for (uint64_t x = 0; x < width; x++) to[first * d + x] = from[first * d + x];                          \
        for (uint64_t i = 1; i < k; i++) {                                                                         \
            uint64_t l = is_up ? k - 1 - i : i, before = is_up ? l + 1 : l - 1;                                    \
            const VALUE *a = from + l * d, *b = to + before * d;                                                   \
            VALUE *c = to + l * d;                                                                                 \
            for (uint64_t x = 0; x < width; x++) c[x] = PICK(a[x], b[x]);                                          \
        }                                                                                                          \
    }                                                                                                              \
    static void NAME(window_##OPERATION)(const VALUE *from, VALUE *to, const axis *a, uint64_t width) {            \
        VALUE copy[TRUCE__MAX_LEVELS];                                                                             \
        for (uint64_t x = 0; x < width; x++) {                                                                     \
            for (uint64_t l = 0; l < a->n_levels; l++) copy[l] = from[l * a->stride + x];                          \
            for (uint64_t l = 0; l < a->n_levels; l++) {                                                           \
                VALUE most = copy[l];                                                                              \
                for (uint32_t t = a->low[l]; t <= a->high[l]; t++) most = PICK(most, copy[t]);                     \
                to[l * a->stride + x] = most;                                                                      \
            }                                                                                                      \
        }                                                                                                          \
    }                                                                                                              \
    static void NAME(chunk_##OPERATION)(const VALUE *from, VALUE *to, const axis *a, uint64_t width) {             \
        VALUE most[CHUNK];                                                                                         \
        switch (a->kind) {                                                                                         \
        case AXIS_FREE:                                                                                            \
            NAME(gather_##OPERATION)(from, a->stride, a->n_levels, width, most);                                   \
            for (uint64_t l = 0; l < a->n_levels; l++) memcpy(to + l * a->stride, most, width * sizeof *most);     \
            break;                                                                                                 \
        case AXIS_UP: NAME(ladder_##OPERATION)(from, to, a->stride, a->n_levels, width, true); break;              \
        case AXIS_DOWN: NAME(ladder_##OPERATION)(from, to, a->stride, a->n_levels, width, false); break;           \
        case AXIS_STEP: NAME(window_##OPERATION)(from, to, a, width); break;                                       \
        }                                                                                                          \
    }                                                                                                              \
    static void NAME(sweep_##OPERATION)(const VALUE *from, VALUE *to, uint64_t n_cells, const axis *a,             \
                                        uint32_t threads) {                                                        \
        const uint64_t block = a->stride * a->n_levels, n_blocks = n_cells / block;                                \
        if (can_fold(a)) {                                                                                         \
            _Pragma("omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)")              \
            for (uint64_t b = 0; b < n_blocks; b++)                                                                \
                NAME(fold_##OPERATION)(from + b * block, to + b * block, a->stride, block);                        \
            return;                                                                                                \
        }                                                                                                          \
        const uint64_t width = chunk_width(a, n_blocks, threads), chunks = (a->stride + width - 1) / width;        \
        _Pragma("omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)")                  \
        for (uint64_t item = 0; item < n_blocks * chunks; item++) {                                                \
            uint64_t at = item / chunks * block + item % chunks * width, left = a->stride - item % chunks * width; \
            NAME(chunk_##OPERATION)(from + at, to + at, a, left < width ? left : width);                           \
        }                                                                                                          \
    }

DEFINE_SWEEPS(max, HIGHER)
DEFINE_SWEEPS(min, LOWER)
#undef DEFINE_SWEEPS

/* --------------------------------------------------------- infeasible cells */

/* 64 cells: those whose bit in `exists` is clear get `value`; returns the sum of the others. */
TRUCE__CLONES static uint64_t NAME(mask_64)(VALUE *values, uint64_t exists, VALUE value) {
    unsigned char is_there[64];
    uint64_t sum = 0;
    truce__bits_spread(exists, is_there);
    for (int x = 0; x < 64; x++) {
        VALUE keep = (VALUE)(0 - (VALUE)is_there[x]); /* all ones or all zeros */
        sum += values[x] & keep;
        values[x] = (VALUE)((values[x] & keep) | (value & (VALUE)~keep));
    }
    return sum;
}

TRUCE__CLONES static uint64_t NAME(sum_64)(const VALUE *values) {
    uint64_t sum = 0;
    for (int x = 0; x < 64; x++) sum += values[x];
    return sum;
}

/* Writes `value` into the infeasible cells and sums the others: minima only fall, so an unchanged sum means that nothing
 * changed. */
static uint64_t NAME(mask)(VALUE *values, const truce__space *space, VALUE value, uint32_t threads) {
    uint64_t sum = 0, whole = space->n_cells / 64;
#pragma omp parallel for num_threads(threads) if (space->n_cells > PARALLEL) schedule(static) reduction(+ : sum)
    for (uint64_t word = 0; word < whole; word++) {
        uint64_t exists = space->feasible[word];
        sum += exists == UINT64_MAX ? NAME(sum_64)(values + word * 64) : NAME(mask_64)(values + word * 64, exists, value);
    }
    for (uint64_t c = whole * 64; c < space->n_cells; c++) {
        if (truce__bits_get(space->feasible, c)) sum += values[c];
        else values[c] = value;
    }
    return sum;
}

/* ----------------------------------------------------------------- the rest */

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

TRUCE__CLONES static void NAME(cap_chunk)(VALUE *values, const VALUE *ranks, uint64_t width) {
    for (uint64_t x = 0; x < width; x++) values[x] = LOWER(values[x], ranks[x]);
}

static void NAME(cap)(VALUE *values, const VALUE *ranks, uint64_t n_cells, uint32_t threads) {
    uint64_t chunks = (n_cells + CHUNK - 1) / CHUNK;
#pragma omp parallel for num_threads(threads) if (n_cells > PARALLEL) schedule(static)
    for (uint64_t i = 0; i < chunks; i++) {
        uint64_t left = n_cells - i * CHUNK;
        NAME(cap_chunk)(values + i * CHUNK, ranks + i * CHUNK, left < CHUNK ? left : CHUNK);
    }
}

/* Bit x: whether values[x] <= ranks[x], for 64 cells. */
TRUCE__CLONES static uint64_t NAME(mark_64)(const VALUE *values, const VALUE *ranks) {
    unsigned char is_stable[64];
    for (int x = 0; x < 64; x++) is_stable[x] = values[x] <= ranks[x];
    return truce__bits_gather(is_stable);
}

static void NAME(mark)(const VALUE *values, const VALUE *ranks, const truce__space *space, uint64_t *words,
                       uint32_t threads) {
    uint64_t whole = space->n_cells / 64;
#pragma omp parallel for num_threads(threads) if (space->n_cells > PARALLEL) schedule(static)
    for (uint64_t word = 0; word < whole; word++) {
        uint64_t bits = NAME(mark_64)(values + word * 64, ranks + word * 64);
        words[word] = space->feasible ? bits & space->feasible[word] : bits;
    }
    for (uint64_t c = whole * 64; c < space->n_cells; c++) {
        if (c % 64 == 0) words[whole] = 0;
        bool exists = !space->feasible || truce__bits_get(space->feasible, c);
        if (exists && values[c] <= ranks[c]) truce__bits_set(words, c);
    }
}

/* The last free sweep and the comparison in one: the extreme over the lines of a chunk against each line's ranks. Chunks begin
 * and end at words of bits. */
static void NAME(secure_chunk)(const VALUE *from, const VALUE *ranks, const truce__space *space, uint64_t at,
                               const axis *a, uint64_t width, uint64_t *words) {
    VALUE most[CHUNK];
    NAME(gather_max)(from + at, a->stride, a->n_levels, width, most);
    for (uint64_t l = 0; l < a->n_levels; l++) {
        uint64_t line = at + l * a->stride;
        for (uint64_t x = 0; x < width; x += 64) {
            uint64_t bits = NAME(mark_64)(most + x, ranks + line + x), word = (line + x) / 64;
            words[word] = space->feasible ? bits & space->feasible[word] : bits;
        }
    }
}

static void NAME(secure)(const VALUE *from, const VALUE *ranks, const truce__space *space, const axis *a,
                         uint64_t *words, uint32_t threads) {
    const uint64_t block = a->stride * a->n_levels, n_blocks = space->n_cells / block;
    const uint64_t width = chunk_width(a, n_blocks, threads), chunks = (a->stride + width - 1) / width;
#pragma omp parallel for num_threads(threads) if (space->n_cells > PARALLEL) schedule(static)
    for (uint64_t item = 0; item < n_blocks * chunks; item++) {
        uint64_t at = item / chunks * block + item % chunks * width, left = a->stride - item % chunks * width;
        NAME(secure_chunk)(from, ranks, space, at, a, left < width ? left : width, words);
    }
}

#undef LOWER
#undef HIGHER
