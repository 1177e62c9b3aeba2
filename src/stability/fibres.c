/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies by improvements only, on product spaces whose opponents' moves are transitive.
 *
 * A party moves within a fibre: the cells that differ in its own options. From each it may go to those that its one-way
 * options allow and that it ranks higher, and wants the least value among them. Comparing all pairs costs the square of the
 * fibre. Instead the places of each fibre are sorted by rank once, ties marked, for all focal parties and concepts; then one
 * walk down a fibre carries along the least value among the strictly better places. Settings of the options that cannot be
 * moved freely are sheets; the walk carries a least value for each sheet, of the places that may be gone to from there.
 * One sheet where all options are free.
 *
 *     order[fibre][i] = the place with the i-th lowest rank; the highest bit marks the last place of a tie
 *
 * The places of a fibre may lie far apart, all in the same set of a cache. So neighbouring fibres are copied side by side into
 * a tile, a line of the cache for each place; what has changed is copied back.
 *
 * A party some of whose options are split between ranks has its values and ranks transposed (transpose.h).
 *
 * Improvements compose for one party, so the rule against moving twice in a row changes nothing; parties take turns until
 * none changes a value. A fibre none of whose values changed since its party's last turn is skipped; after the first turns
 * that is nearly all of them.
 */
#include "stability/engine.h"

#include "space/walk.h"
#include "stability/transpose.h"

#include <assert.h>

enum {
    PARALLEL = 1 << 17, /* cells below which one thread is faster */
    LINE = 64,          /* bytes */
    TILE = 1 << 19,     /* bytes of a tile, unless a single fibre is larger */
    ABREAST = 4
};

struct truce__fibres {
    truce__space space; /* over which they run: the graph's, or what this rank has of it transposed */
    truce__ranks ranks; /* the party's there */
    bool is_transposed;
    uint64_t inner;   /* stride of the party's first option: from a place to the next, and the neighbouring fibres within a block */
    uint64_t n_cells; /* of one fibre: its places */
    uint32_t n_sheets;
    uint32_t *sheet_of;   /* of each place; NULL if there is but one */
    signed char *blocked; /* [to * n_sheets + from]: -1 where the options that are not free forbid to go there, else 0 */
    void *order;          /* of the narrowest type that leaves the highest bit free */
    uint32_t order_bytes;
    uint32_t *n_infeasible;  /* of each fibre: its lowest places; NULL where everything is feasible */
    unsigned char *is_stale; /* of each fibre: values changed since the party's last turn */
    bool has_turned;         /* whether it had a turn yet; before, all its fibres are stale */
    bool is_binary;          /* inner and n_cells are powers of two, these: */
    uint32_t inner_bits, block_bits;
    uint32_t n_idle; /* options of others that make no difference to the ranks: among fibres, their strides and levels */
    struct {
        uint64_t stride, n_levels;
    } idle[TRUCE__MAX_OPTIONS];
};

void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres) {
    if (!fibres) return;
    truce__big_free(ctx, fibres->sheet_of);
    truce__big_free(ctx, fibres->blocked);
    truce__big_free(ctx, fibres->order);
    truce__big_free(ctx, fibres->n_infeasible);
    truce__big_free(ctx, fibres->is_stale);
    if (fibres->is_transposed) truce__big_free(ctx, fibres->ranks.at);
    truce__free(ctx, fibres);
}

static bool is_free(const truce__option *option) {
    return option->moves == TRUCE__MOVES_BOTH; /* steps never get here */
}

static uint32_t order_bytes(uint64_t n_places) {
    return n_places <= 1U << 7 ? 1 : n_places <= 1U << 15 ? 2 : 4;
}

/* A party's places in a fibre, and how many sheets they make. */
static uint64_t count_places(const truce_model *model, uint32_t party, uint64_t *n_sheets) {
    const truce__party *mover = &model->parties[party];
    uint64_t n_places = 1;
    *n_sheets = 1;
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++) {
        n_places *= model->options[i].n_levels;
        if (!is_free(&model->options[i])) *n_sheets *= model->options[i].n_levels;
    }
    return n_places;
}

uint64_t truce__fibres_bytes(const truce_graph *graph) {
    uint64_t bytes = 0;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        uint64_t n_sheets, places = count_places(graph->model, p, &n_sheets);
        bool is_transposed = truce__must_transpose(&graph->space, p);
        uint64_t cells = is_transposed ? truce__transposed(&graph->space, p).n_cells : graph->space.n_cells;
        bytes += cells * (order_bytes(places) + (is_transposed ? graph->ranks[p].bytes : 0));
        bytes += cells / places * (graph->space.feasible ? 5 : 1);
        if (n_sheets > 1) bytes += n_sheets * n_sheets + places * sizeof(uint32_t);
    }
    return bytes;
}

/* ------------------------------------------------------------------ shape */

/* Whether the options that are not free let the party go from one sheet to another: numbers whose digits are those options' levels. */
static bool allows(const truce_model *model, const truce__party *party, uint64_t from, uint64_t to) {
    for (uint32_t i = party->first_option; i < party->first_option + party->n_options; i++) {
        const truce__option *option = &model->options[i];
        uint32_t low, high;
        if (is_free(option)) continue;
        uint32_t level = (uint32_t)(to % option->n_levels);
        truce__option_reach(option, (uint32_t)(from % option->n_levels), &low, &high);
        if (level < low || level > high) return false;
        from /= option->n_levels;
        to /= option->n_levels;
    }
    return true;
}

/* The sheet of a place: the digits of its number that belong to options that are not free. */
static uint32_t sheet_of(const truce_model *model, const truce__party *party, uint64_t place) {
    uint64_t sheet = 0, weight = 1;
    for (uint32_t i = party->first_option; i < party->first_option + party->n_options; i++) {
        const truce__option *option = &model->options[i];
        if (!is_free(option)) {
            sheet += place % option->n_levels * weight;
            weight *= option->n_levels;
        }
        place /= option->n_levels;
    }
    return (uint32_t)sheet;
}

static truce_status make_sheets(truce_ctx *ctx, const truce_model *model, const truce__party *party, truce__fibres *fibres) {
    const uint64_t n = fibres->n_sheets;
    if (n == 1) return TRUCE_OK;
    fibres->sheet_of = truce__big_alloc(ctx, fibres->n_cells * sizeof *fibres->sheet_of);
    fibres->blocked = truce__big_alloc(ctx, n * n);
    if (!fibres->sheet_of || !fibres->blocked) return TRUCE_E_NOMEM;
    for (uint64_t place = 0; place < fibres->n_cells; place++) fibres->sheet_of[place] = sheet_of(model, party, place);
    for (uint64_t to = 0; to < n && !truce__is_cancelled(ctx); to++)
        for (uint64_t from = 0; from < n; from++) fibres->blocked[to * n + from] = allows(model, party, from, to) ? 0 : -1;
    return TRUCE_OK;
}

/* The cell with which fibre number `fibre` begins. */
static uint64_t fibre_base(const truce__fibres *fibres, uint64_t fibre) {
    return fibre / fibres->inner * (fibres->inner * fibres->n_cells) + fibre % fibres->inner;
}

/* ------------------------------------------------------------------ tiles */

/* Neighbouring fibres copied together. Each place is a row of neighbours, at most a line of the cache, unless fibres follow each other
 * whole or are too large for that: then each fibre is a row. */
typedef struct tile {
    const truce__fibres *fibres;
    uint32_t bytes; /* of a value */
    uint64_t first, width; /* fibres; at most so many as there is room for */
    bool is_by_place;
    uint64_t step, lane; /* between places of a fibre, and between fibres, in the tile */
    unsigned char *at;
} tile;

/* A tile for values of that size, without room. */
static tile tile_for(const truce__fibres *fibres, uint32_t bytes) {
    uint64_t most = LINE / bytes, fits = TILE / (fibres->n_cells * bytes);
    if (fibres->inner > 1 && fibres->inner < most) most = fibres->inner;
    tile t = {.fibres = fibres, .bytes = bytes, .width = fits < 1 ? 1 : fits < most ? fits : most};
    t.is_by_place = fibres->inner >= t.width && t.width > 1;
    t.step = t.is_by_place ? t.width : 1;
    t.lane = t.is_by_place ? 1 : fibres->n_cells;
    return t;
}

static uint64_t tile_bytes(const tile *t) {
    return t->width * t->fibres->n_cells * t->bytes;
}

/* How many fibres from `first` on, below `end`, can be a tile. */
static uint64_t tile_width(const tile *t, uint64_t first, uint64_t end) {
    assert(t->fibres->inner > 0);
    uint64_t width = end - first < t->width ? end - first : t->width, left = t->fibres->inner - first % t->fibres->inner;
    return t->is_by_place && left < width ? left : width;
}

/* Row number `row` of the tile: where it stands there, its first cell, and the number and the distance of its cells. */
typedef struct tile_row {
    unsigned char *at;
    uint64_t cell, count, stride;
} tile_row;

static uint64_t row_count(const tile *t) {
    return t->is_by_place ? t->fibres->n_cells : t->width;
}

static tile_row row_of(const tile *t, uint64_t row) {
    const truce__fibres *fibres = t->fibres;
    if (!t->is_by_place) return (tile_row){t->at + row * t->lane * t->bytes, fibre_base(fibres, t->first + row), fibres->n_cells, fibres->inner};
    return (tile_row){t->at + row * t->step * t->bytes, fibre_base(fibres, t->first) + row * fibres->inner, t->width, 1};
}

static void load_tile(const tile *t, const void *values) {
    if (t->fibres->inner == 1) { /* all rows follow each other */
        uint64_t cell = t->first * t->fibres->n_cells;
        memcpy(t->at, (const unsigned char *)values + cell * t->bytes, tile_bytes(t));
        return;
    }
    for (uint64_t r = 0; r < row_count(t); r++) {
        tile_row row = row_of(t, r);
        const unsigned char *from = (const unsigned char *)values + row.cell * t->bytes;
        if (row.stride == 1) memcpy(row.at, from, row.count * t->bytes);
        else
            for (uint64_t i = 0; i < row.count; i++)
                truce__value_put(row.at, t->bytes, i, truce__value_at(from, t->bytes, i * row.stride));
    }
}

/* ------------------------------------------------------------------- sort */

/* Room for one thread to sort a fibre: keys are rank << 32 | place. */
typedef struct sorting {
    uint64_t *keys, *spare, *before; /* n_cells each; `before`: the keys of the fibre sorted last, unsorted */
    uint32_t *count;                 /* COUNTED x n_cells + 1 */
    uint64_t last;                   /* where in `order` that fibre's result stands; UINT64_MAX: none yet */
} sorting;

enum { COUNTED = 4 }; /* ranks for each place that are counted in one pass */

static void swap_keys(sorting *s) {
    uint64_t *swap = s->keys;
    s->keys = s->spare;
    s->spare = swap;
}

/* Sorts keys by `mask` bits from `shift` on, least first, `mask` being below the counters' number. Stable. */
static void counting_pass(sorting *s, uint64_t n, unsigned shift, uint32_t mask, uint32_t *count) {
    memset(count, 0, ((size_t)mask + 2) * sizeof *count);
    for (uint64_t i = 0; i < n; i++) count[(s->keys[i] >> shift & mask) + 1]++;
    for (uint32_t b = 0; b <= mask; b++) count[b + 1] += count[b];
    for (uint64_t i = 0; i < n; i++) s->spare[count[s->keys[i] >> shift & mask]++] = s->keys[i];
    swap_keys(s);
}

/* By rank, of which there are at most `highest`: in one pass if they are few beside the places, else byte by byte. Equal
 * ranks keep ascending places. */
static void sort_by_rank(sorting *s, uint64_t n, uint32_t highest) {
    uint32_t bytewise[257], mask = UINT32_MAX >> __builtin_clz(highest | 1);
    if (mask < COUNTED * n) {
        counting_pass(s, n, 32, mask, s->count);
        return;
    }
    for (unsigned shift = 32; shift < 64 && (uint64_t)highest << 32 >> shift; shift += 8) counting_pass(s, n, shift, 0xFF, bytewise);
}

static void insertion_sort(uint64_t *keys, uint64_t n) {
    for (uint64_t i = 1; i < n; i++) {
        uint64_t key = keys[i], k = i;
        for (; k > 0 && keys[k - 1] > key; k--) keys[k] = keys[k - 1];
        keys[k] = key;
    }
}

/* The first of the fibres that rank alike because they differ in idle options only. */
static uint64_t first_alike(const truce__fibres *fibres, uint64_t fibre) {
    uint64_t first = fibre;
    for (uint32_t i = 0; i < fibres->n_idle; i++)
        first -= fibre / fibres->idle[i].stride % fibres->idle[i].n_levels * fibres->idle[i].stride;
    return first;
}

static void copy_order(truce__fibres *fibres, uint64_t from, uint64_t to) {
    const size_t bytes = fibres->n_cells * fibres->order_bytes;
    memcpy((char *)fibres->order + to * bytes, (char *)fibres->order + from * bytes, bytes);
    if (fibres->n_infeasible) fibres->n_infeasible[to] = fibres->n_infeasible[from];
}

/* Sorts one fibre, whose keys are set, into order[at ...]. Neighbouring fibres often rank alike, because the options between
 * them do not matter to the party: then the result before is copied. */
static void sort_fibre(truce__fibres *fibres, sorting *s, uint64_t at) {
    const uint64_t n = fibres->n_cells;
    uint32_t bytes = fibres->order_bytes, low = 0;
    unsigned char *order = fibres->order;
    assert(n > 0);
    if (s->last != UINT64_MAX && memcmp(s->keys, s->before, n * sizeof *s->keys) == 0) {
        copy_order(fibres, s->last / n, at / n);
        return;
    }
    memcpy(s->before, s->keys, n * sizeof *s->keys);
    if (n <= 16) insertion_sort(s->keys, n);
    else sort_by_rank(s, n, fibres->ranks.count);
    while (low < n && s->keys[low] >> 32 == 0) low++;
    if (fibres->n_infeasible) fibres->n_infeasible[at / n] = low;
    for (uint64_t i = 0; i < n; i++) {
        bool is_last = i + 1 == n || s->keys[i] >> 32 != s->keys[i + 1] >> 32;
        truce__value_put(order, bytes, at + i, (uint32_t)s->keys[i] | (uint32_t)is_last << (8 * bytes - 1));
    }
    s->last = at;
}

typedef struct sort_job {
    truce_ctx *ctx;
    truce__fibres *fibres;
    _Atomic bool *is_out;
} sort_job;

/* Sorts a tile's fibres; those from `first` on that come before are sorted. */
static void sort_tile(truce__fibres *fibres, const tile *t, uint64_t first, sorting *s) {
    bool is_loaded = false;
    for (uint64_t k = 0; k < t->width; k++) {
        uint64_t alike = first_alike(fibres, t->first + k);
        if (alike >= first && alike < t->first + k) {
            copy_order(fibres, alike, t->first + k);
            continue;
        }
        if (!is_loaded) load_tile(t, fibres->ranks.at);
        is_loaded = true;
        for (uint64_t i = 0; i < fibres->n_cells; i++)
            s->keys[i] = (uint64_t)truce__value_at(t->at, t->bytes, k * t->lane + i * t->step) << 32 | i;
        sort_fibre(fibres, s, (t->first + k) * fibres->n_cells);
    }
}

static void sort_range(const void *ud, uint64_t first, uint64_t end) {
    const sort_job *job = ud;
    truce__fibres *fibres = job->fibres;
    const size_t n = fibres->n_cells;
    tile t = tile_for(fibres, fibres->ranks.bytes), part = t;
    uint64_t *keys = truce__alloc(job->ctx, 3 * n * sizeof *keys);
    uint32_t *count = truce__alloc(job->ctx, (COUNTED * n + 1) * sizeof *count);
    part.at = truce__alloc(job->ctx, tile_bytes(&t));
    sorting s = {.keys = keys, .count = count, .last = UINT64_MAX};
    if (keys) s.spare = keys + n, s.before = keys + 2 * n;
    bool is_whole = keys && count && part.at;
    if (!is_whole) atomic_store(job->is_out, true);
    for (part.first = first; part.first < end && is_whole && !truce__is_cancelled(job->ctx); part.first += part.width) {
        part.width = tile_width(&t, part.first, end);
        sort_tile(fibres, &part, first, &s);
    }
    truce__free(job->ctx, part.at);
    truce__free(job->ctx, count);
    truce__free(job->ctx, keys);
}

static truce_status sort_fibres(truce_ctx *ctx, truce__fibres *fibres) {
    _Atomic bool is_out = false;
    sort_job job = {ctx, fibres, &is_out};
    truce__for_ranges(ctx, fibres->space.n_cells > PARALLEL, fibres->space.n_cells / fibres->n_cells, sort_range, &job);
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* The space and the ranks that the fibres run over. */
static truce_status lay_out(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres *fibres) {
    fibres->space = graph->space;
    fibres->ranks = graph->ranks[party];
    if (!truce__must_transpose(&graph->space, party)) return TRUCE_OK;
    fibres->is_transposed = true;
    fibres->space = truce__transposed(&graph->space, party);
    fibres->ranks.at = truce__big_alloc(ctx, fibres->space.n_cells * fibres->ranks.bytes);
    if (!fibres->ranks.at) return TRUCE_E_NOMEM;
    return truce__transpose(&graph->space, party, fibres->ranks.bytes, graph->ranks[party].at, fibres->ranks.at);
}

/* Finds the idle options of others. */
static void list_idle(const truce_graph *graph, uint32_t party, truce__fibres *fibres) {
    const truce__party *mover = &graph->model->parties[party];
    const uint64_t idle = fibres->is_transposed ? 0 : graph->space.idle & graph->ranks[party].idle;
    for (uint32_t i = 0; i < graph->model->n_options; i++) {
        if (!(idle >> i & 1) || i - mover->first_option < mover->n_options) continue;
        uint64_t stride = i < mover->first_option ? graph->space.stride[i] : graph->space.stride[i] / fibres->n_cells;
        fibres->idle[fibres->n_idle].stride = stride;
        fibres->idle[fibres->n_idle++].n_levels = graph->model->options[i].n_levels;
    }
}

static truce_status make_fibres(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **out) {
    const truce__party *mover = &graph->model->parties[party];
    truce_status status = TRUCE_OK;
    uint64_t n_fibres, n_sheets;
    bool can_be_infeasible = graph->space.feasible != NULL;
    truce__fibres *fibres = truce__calloc(ctx, 1, sizeof *fibres);
    if (!fibres) return TRUCE_E_NOMEM;
    const truce__space *space = &fibres->space;
    TRY_OR_DONE(lay_out(ctx, graph, party, fibres));
    fibres->inner = mover->n_options ? space->stride[mover->first_option] : 1;
    fibres->n_cells = count_places(graph->model, party, &n_sheets);
    fibres->n_sheets = (uint32_t)n_sheets;
    assert(fibres->n_cells > 0); /* no options: one place, one sheet */
    if (!space->n_cells) goto done; /* fewer fibres than ranks */
    n_fibres = space->n_cells / fibres->n_cells;
    fibres->order_bytes = order_bytes(fibres->n_cells);
    fibres->is_binary = __builtin_popcountll(fibres->inner) == 1 && __builtin_popcountll(fibres->n_cells) == 1;
    fibres->inner_bits = (uint32_t)__builtin_ctzll(fibres->inner);
    fibres->block_bits = fibres->inner_bits + (uint32_t)__builtin_ctzll(fibres->n_cells);
    list_idle(graph, party, fibres);
    TRY_OR_DONE(make_sheets(ctx, graph->model, mover, fibres));
    fibres->order = truce__big_alloc(ctx, space->n_cells * fibres->order_bytes);
    fibres->is_stale = truce__big_alloc(ctx, n_fibres);
    if (can_be_infeasible) fibres->n_infeasible = truce__big_alloc(ctx, n_fibres * sizeof *fibres->n_infeasible);
    if (!fibres->order || !fibres->is_stale || (can_be_infeasible && !fibres->n_infeasible)) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(sort_fibres(ctx, fibres));
done:
    if (status == TRUCE_OK) *out = fibres;
    else truce__fibres_free(ctx, fibres);
    return status;
}

/* ------------------------------------------------------------------- turns */

/* One turn of a party. */
typedef struct turn {
    truce__solver *solver;
    uint32_t party;
    const truce__ranks *ranks; /* the mover's */
    truce__fibres *fibres;
    void *values; /* the solver's, or those transposed for this party */
} turn;

static uint64_t fibre_of(const truce__fibres *fibres, uint64_t cell) {
    if (fibres->is_binary) /* most options are plain, and division is what this would cost */
        return cell >> fibres->block_bits << fibres->inner_bits | (cell & (fibres->inner - 1));
    return cell / (fibres->inner * fibres->n_cells) * fibres->inner + cell % fibres->inner;
}

/* The party must look again at the fibre of this cell. */
static void mark_stale(truce__fibres *theirs, uint64_t cell) {
    __atomic_store_n(&theirs->is_stale[fibre_of(theirs, cell)], 1, __ATOMIC_RELAXED);
}

/* A fibre in a tile: where it begins there and in `order`, and its infeasible places. */
typedef struct lane {
    uint64_t cell, order;
    uint32_t low;
} lane;

/* What walks through a tile need to know. */
typedef struct walk {
    const void *order;
    uint32_t order_bytes, n_sheets;
    uint32_t n; /* places */
    uint64_t step;
    const uint32_t *sheet_of;
    const signed char *blocked;
    void *cells, *room; /* room: two values for each sheet */
} walk;

#define VALUE uint8_t
#define BITS 8
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS
#define VALUE uint16_t
#define BITS 16
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS
#define VALUE uint32_t
#define BITS 32
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS

/* A row of neighbouring cells has changed: the other opponents must look again. Before a party's first turn all its fibres are
 * stale, and when values are transposed that is not followed cell by cell. */
static void mark_row(const turn *t, uint32_t bytes, uint64_t cell, const void *now, const void *before, uint64_t n) {
    const uint32_t n_parties = t->solver->graph->model->n_parties;
    for (uint32_t other = 0; other < n_parties && !t->fibres->is_transposed; other++) {
        truce__fibres *theirs = t->solver->fibres[other];
        if (other == t->party || other == t->solver->party || !theirs->has_turned || theirs->is_transposed) continue;
        bool is_one = theirs->inner == 1 && fibre_of(theirs, cell) == fibre_of(theirs, cell + n - 1);
        if (is_one) mark_stale(theirs, cell);
        else if (bytes == 1) mark_changed_8(theirs, cell, now, before, n);
        else if (bytes == 2) mark_changed_16(theirs, cell, now, before, n);
        else mark_changed_32(theirs, cell, now, before, n);
    }
}

/* Copies back what has changed; whether anything has. */
static bool store_tile(const turn *t, const tile *from) {
    bool any = false;
    const uint32_t bytes = from->bytes;
    for (uint64_t r = 0; r < row_count(from); r++) {
        tile_row row = row_of(from, r);
        unsigned char *to = (unsigned char *)t->values + row.cell * bytes;
        const uint64_t n = row.stride == 1 ? row.count : 1; /* side by side */
        for (uint64_t i = 0; i < row.count; i += n) {
            const unsigned char *now = row.at + i * bytes;
            unsigned char *before = to + i * row.stride * bytes;
            if (memcmp(now, before, n * bytes) == 0) continue;
            mark_row(t, bytes, row.cell + i * row.stride, now, before, n);
            memcpy(before, now, n * bytes);
            any = true;
        }
    }
    return any;
}

/* The stale fibres of a tile, which are stale no more. */
static uint32_t take_stale(const truce__fibres *fibres, const tile *t, lane *lanes) {
    uint32_t count = 0;
    for (uint64_t k = 0; k < t->width; k++) {
        uint64_t fibre = t->first + k;
        if (!fibres->is_stale[fibre]) continue;
        fibres->is_stale[fibre] = 0;
        lanes[count++] = (lane){k * t->lane, fibre * fibres->n_cells, fibres->n_infeasible ? fibres->n_infeasible[fibre] : 0};
    }
    return count;
}

typedef struct turn_job {
    const turn *t;
    _Atomic bool *is_changed, *is_out;
} turn_job;

/* Relaxes the stale fibres of a tile; whether a value fell. */
static bool relax_tile(const turn *t, const tile *part, const walk *w) {
    lane lanes[LINE];
    uint32_t count = take_stale(t->fibres, part, lanes);
    if (!count) return false;
    load_tile(part, t->values);
    if (part->bytes == 1) walk_tile_8(w, lanes, count);
    else if (part->bytes == 2) walk_tile_16(w, lanes, count);
    else walk_tile_32(w, lanes, count);
    return store_tile(t, part);
}

static void relax_range(const void *ud, uint64_t first, uint64_t end) {
    const turn_job *job = ud;
    const turn *t = job->t;
    const truce__fibres *fibres = t->fibres;
    truce_ctx *ctx = t->solver->ctx;
    tile whole = tile_for(fibres, t->solver->ranks->bytes), part = whole;
    bool any = false;
    walk w = {fibres->order, fibres->order_bytes, fibres->n_sheets, (uint32_t)fibres->n_cells, whole.step, fibres->sheet_of,
              fibres->blocked, NULL, NULL};
    part.at = w.cells = truce__alloc(ctx, tile_bytes(&whole));
    w.room = truce__alloc(ctx, 2 * (size_t)fibres->n_sheets * part.bytes);
    if (!w.cells || !w.room) atomic_store(job->is_out, true);
    for (part.first = first; part.first < end && w.cells && w.room && !truce__is_cancelled(ctx); part.first += part.width) {
        part.width = tile_width(&whole, part.first, end);
        any |= relax_tile(t, &part, &w);
    }
    truce__free(ctx, w.room);
    truce__free(ctx, w.cells);
    if (any) atomic_store(job->is_changed, true);
}

static truce_status take_turn(const turn *t, bool *is_changed) {
    truce_ctx *ctx = t->solver->ctx;
    const uint64_t n_cells = t->fibres->space.n_cells;
    _Atomic bool any = false, is_out = false;
    turn_job job = {t, &any, &is_out};
    t->fibres->has_turned = true;
    truce__for_ranges(ctx, n_cells > PARALLEL, n_cells / t->fibres->n_cells, relax_range, &job);
    *is_changed = atomic_load(&any);
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static void mark_all_stale(truce__fibres *fibres) {
    if (fibres->space.n_cells) memset(fibres->is_stale, 1, fibres->space.n_cells / fibres->n_cells);
    fibres->has_turned = false;
}

/* The turn of a party whose values are transposed. Which fibres are stale is not followed across ranks: it looks at all of its own, and
 * after a change the others look at all of theirs. */
static truce_status take_transposed(const turn *t, bool *is_changed) {
    const truce__space *space = &t->solver->graph->space;
    uint32_t bytes = t->solver->ranks->bytes;
    mark_all_stale(t->fibres);
    TRY(truce__transpose(space, t->party, bytes, t->solver->values, t->values));
    if (t->fibres->space.n_cells) TRY(take_turn(t, is_changed));
    TRY(truce__any(space, is_changed));
    if (!*is_changed) return TRUCE_OK;
    for (uint32_t other = 0; other < space->model->n_parties; other++)
        if (other != t->party && other != t->solver->party) mark_all_stale(t->solver->fibres[other]);
    return truce__transpose_back(space, t->party, bytes, t->values, t->solver->values);
}

/* One party's turn; *is_changed: whether any rank has a value lowered. */
static truce_status relax_party(truce__solver *solver, uint32_t party, bool *is_changed) {
    truce__fibres *fibres = solver->fibres[party];
    turn t = {solver, party, &fibres->ranks, fibres, fibres->is_transposed ? solver->transposed : solver->values};
    if (fibres->is_transposed) return take_transposed(&t, is_changed);
    TRY(take_turn(&t, is_changed));
    return truce__any(&solver->graph->space, is_changed);
}

truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled) {
    uint32_t n = solver->graph->model->n_parties, quiet = 0;
    uint64_t rounds_left = truce__max_rounds(&solver->graph->space);
    truce__own_values(solver);
    for (uint32_t party = 0; party < n; party++) {
        truce__fibres **fibres = &solver->fibres[party];
        if (party == solver->party) continue;
        if (!*fibres) TRY(make_fibres(solver->ctx, solver->graph, party, fibres));
        mark_all_stale(*fibres);
    }
    *is_settled = true;
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && !solver->graph->space.split && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        bool is_changed = false;
        if (party != solver->party) TRY(relax_party(solver, party, &is_changed));
        quiet = is_changed ? 1 : quiet + 1;
    }
    return TRUCE_OK;
}
