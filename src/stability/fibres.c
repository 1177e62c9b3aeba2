/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies by improvements only, on product spaces whose opponents' moves are transitive.
 *
 * A party moves within a fibre: the cells that differ in its own options. From each it may go to those that its one-way
 * options allow and that it ranks higher, and wants the least value among them. Comparing all pairs costs the square of the
 * fibre. Instead a fibre is cut into sheets, one for each setting of the options that cannot be moved freely; within a
 * sheet all moves are free. Each sheet's cells are sorted by rank once. Walking down two sorted sheets together, the one moved
 * from and the one moved to, carries along the least value among the strictly better cells of the second: linear for each
 * pair of sheets that the one-way options allow, and a single sheet where all options are free.
 *
 *     fibre = sheets (one-way and fixed options)  x  places (free options)
 *     order[fibre][sheet][i] = the place with the i-th lowest rank
 *
 * Improvements compose for one party, so the rule against moving twice in a row changes nothing; parties take turns until
 * none changes a value.
 */
#include "stability/engine.h"

#include "space/walk.h"

#include <assert.h>

enum { PARALLEL = 1 << 15 };

typedef struct sheet_pair {
    uint32_t from, to;
} sheet_pair;

struct truce__fibres {
    uint64_t inner;   /* stride of the party's first option: neighbouring fibres within a block */
    uint64_t n_cells; /* of one fibre, fixed options included */
    uint32_t n_places, n_sheets, n_pairs;
    uint64_t *place;   /* offset of each place within a fibre */
    uint64_t *sheet;   /* offset of each sheet */
    sheet_pair *pairs; /* grouped by `from` */
    void *order;       /* uint16_t while places fit, else uint32_t */
    bool is_wide;
};

void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres) {
    if (!fibres) return;
    truce__free(ctx, fibres->place);
    truce__free(ctx, fibres->sheet);
    truce__free(ctx, fibres->pairs);
    truce__big_free(ctx, fibres->order);
    truce__free(ctx, fibres);
}

static bool is_free(const truce__option *option) {
    return option->moves == TRUCE__MOVES_BOTH; /* steps never get here */
}

uint64_t truce__fibres_bytes(const truce_graph *graph) {
    uint64_t bytes = 0;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        uint64_t places = 1;
        const truce__party *party = &graph->model->parties[p];
        for (uint32_t i = 0; i < party->n_options; i++)
            if (is_free(&graph->model->options[party->first_option + i]))
                places *= graph->model->options[party->first_option + i].n_levels;
        bytes += graph->space.n_cells * (places > UINT16_MAX + 1 ? 4 : 2);
    }
    return bytes;
}

/* ------------------------------------------------------------------ shape */

/* Offsets of all settings of the party's options that are free (or not), first option fastest. */
static uint64_t *offsets(truce_ctx *ctx, const truce__space *space, const truce__party *party, bool want_free,
                         uint32_t *count) {
    uint64_t n = 1;
    for (uint32_t i = 0; i < party->n_options; i++)
        if (is_free(&space->model->options[party->first_option + i]) == want_free)
            n *= space->model->options[party->first_option + i].n_levels;
    uint64_t *list = truce__calloc(ctx, n, sizeof *list);
    if (!list) return NULL;
    uint64_t made = 1;
    for (uint32_t i = 0; i < party->n_options; i++) {
        uint32_t option = party->first_option + i;
        if (is_free(&space->model->options[option]) != want_free) continue;
        for (uint32_t level = 1; level < space->model->options[option].n_levels; level++)
            for (uint64_t k = 0; k < made; k++) list[level * made + k] = list[k] + level * space->stride[option];
        made *= space->model->options[option].n_levels;
    }
    *count = (uint32_t)n;
    return list;
}

/* Whether the options that are not free let the party go from one sheet to the other. */
static bool allows(const truce__space *space, const truce__party *party, uint64_t from, uint64_t to) {
    for (uint32_t i = 0; i < party->n_options; i++) {
        uint32_t option = party->first_option + i, low, high;
        const truce__option *info = &space->model->options[option];
        if (is_free(info)) continue;
        uint32_t a = (uint32_t)(from / space->stride[option] % info->n_levels);
        uint32_t b = (uint32_t)(to / space->stride[option] % info->n_levels);
        truce__option_reach(info, a, &low, &high);
        if (b < low || b > high) return false;
    }
    return true;
}

static truce_status list_pairs(truce_ctx *ctx, const truce__space *space, const truce__party *party,
                               truce__fibres *fibres) {
    TRUCE__VEC(sheet_pair) pairs = {0};
    for (uint32_t a = 0; a < fibres->n_sheets; a++)
        for (uint32_t b = 0; b < fibres->n_sheets; b++) {
            if (!allows(space, party, fibres->sheet[a], fibres->sheet[b])) continue;
            if (truce__vec_push(ctx, &pairs, ((sheet_pair){a, b})) == TRUCE_OK) continue;
            truce__vec_free(ctx, &pairs);
            return TRUCE_E_NOMEM;
        }
    fibres->pairs = pairs.at;
    fibres->n_pairs = (uint32_t)pairs.count;
    return TRUCE_OK;
}

/* The cell with which fibre number `fibre` begins. */
static uint64_t fibre_base(const truce__fibres *fibres, uint64_t fibre) {
    return fibre / fibres->inner * (fibres->inner * fibres->n_cells) + fibre % fibres->inner;
}

/* ------------------------------------------------------------------- sort */

static uint32_t order_at(const truce__fibres *fibres, uint64_t at) {
    return fibres->is_wide ? ((const uint32_t *)fibres->order)[at] : ((const uint16_t *)fibres->order)[at];
}

static void order_put(truce__fibres *fibres, uint64_t at, uint32_t place) {
    if (fibres->is_wide) ((uint32_t *)fibres->order)[at] = place;
    else ((uint16_t *)fibres->order)[at] = (uint16_t)place;
}

/* Sorts keys (rank << 32 | place) by their upper half, byte by byte, least first; `spare` has the same room. The result is in
 * `keys`. Stable, so equal ranks keep ascending places. */
static void radix_sort(uint64_t *keys, uint64_t *spare, uint32_t n, uint32_t highest) {
    for (unsigned shift = 32; shift < 64 && (uint64_t)highest << 32 >> shift; shift += 8) {
        uint32_t count[257] = {0};
        for (uint32_t i = 0; i < n; i++) count[(keys[i] >> shift & 0xFF) + 1]++;
        for (int b = 0; b < 256; b++) count[b + 1] += count[b];
        for (uint32_t i = 0; i < n; i++) spare[count[keys[i] >> shift & 0xFF]++] = keys[i];
        memcpy(keys, spare, n * sizeof *keys);
    }
}

static void insertion_sort(uint64_t *keys, uint32_t n) {
    for (uint32_t i = 1; i < n; i++) {
        uint64_t key = keys[i];
        uint32_t k = i;
        for (; k > 0 && keys[k - 1] > key; k--) keys[k] = keys[k - 1];
        keys[k] = key;
    }
}

static void sort_fibre(const truce__ranks *ranks, truce__fibres *fibres, uint64_t fibre, uint64_t *keys) {
    uint64_t base = fibre_base(fibres, fibre);
    uint32_t n = fibres->n_places;
    for (uint32_t s = 0; s < fibres->n_sheets; s++) {
        for (uint32_t i = 0; i < n; i++)
            keys[i] = (uint64_t)truce__rank_at(ranks, base + fibres->sheet[s] + fibres->place[i]) << 32 | i;
        if (n <= 32) insertion_sort(keys, n);
        else radix_sort(keys, keys + n, n, ranks->count);
        uint64_t at = (fibre * fibres->n_sheets + s) * n;
        for (uint32_t i = 0; i < n; i++) order_put(fibres, at + i, (uint32_t)keys[i]);
    }
}

static truce_status sort_fibres(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres *fibres) {
    assert(fibres->n_cells > 0);
    uint64_t n_cells = graph->space.n_cells, n_fibres = n_cells / fibres->n_cells;
    _Atomic bool is_out = false;
#pragma omp parallel num_threads(ctx->threads) if (n_cells > PARALLEL)
    {
        uint64_t *keys = truce__calloc(ctx, 2 * (size_t)fibres->n_places, sizeof *keys);
        if (!keys) atomic_store(&is_out, true);
#pragma omp for schedule(static)
        for (uint64_t fibre = 0; fibre < n_fibres; fibre++) {
            if (fibre % 64 == 0) truce__progress_part(ctx, 0, 1);
            if (keys && !truce__is_cancelled(ctx)) sort_fibre(&graph->ranks[party], fibres, fibre, keys);
        }
        truce__free(ctx, keys);
    }
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static truce_status make_fibres(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **out) {
    const truce__space *space = &graph->space;
    const truce__party *mover = &space->model->parties[party];
    truce_status status = TRUCE_OK;
    truce__fibres *fibres = truce__calloc(ctx, 1, sizeof *fibres);
    if (!fibres) return TRUCE_E_NOMEM;
    fibres->inner = mover->n_options ? space->stride[mover->first_option] : 1;
    fibres->place = offsets(ctx, space, mover, true, &fibres->n_places);
    fibres->sheet = offsets(ctx, space, mover, false, &fibres->n_sheets);
    if (!fibres->place || !fibres->sheet) TRY_OR_DONE(TRUCE_E_NOMEM);
    fibres->n_cells = (uint64_t)fibres->n_places * fibres->n_sheets;
    fibres->is_wide = fibres->n_places > UINT16_MAX + 1;
    TRY_OR_DONE(list_pairs(ctx, space, mover, fibres));
    fibres->order = truce__big_alloc(ctx, space->n_cells * (fibres->is_wide ? 4 : 2));
    if (!fibres->order) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(sort_fibres(ctx, graph, party, fibres));
    *out = fibres;
    fibres = NULL;
done:
    truce__fibres_free(ctx, fibres);
    return status;
}

/* ------------------------------------------------------------------- pass */

#define VALUE uint8_t
#define NAME(x) x##_8
#include "stability/fibre_kernel.h"
#undef VALUE
#undef NAME
#define VALUE uint16_t
#define NAME(x) x##_16
#include "stability/fibre_kernel.h"
#undef VALUE
#undef NAME
#define VALUE uint32_t
#define NAME(x) x##_32
#include "stability/fibre_kernel.h"
#undef VALUE
#undef NAME

static bool relax_party(truce__solver *solver, uint32_t party) {
    const truce_graph *graph = solver->graph;
    const truce__ranks *ranks = &graph->ranks[party];
    truce__fibres *fibres = solver->fibres[party];
    switch (solver->ranks->bytes) {
    case 1: return relax_all_8(solver->ctx, graph, ranks, fibres, solver->values);
    case 2: return relax_all_16(solver->ctx, graph, ranks, fibres, solver->values);
    default: return relax_all_32(solver->ctx, graph, ranks, fibres, solver->values);
    }
}

truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled) {
    uint32_t n = solver->graph->model->n_parties, quiet = 0;
    uint64_t rounds_left = truce__max_rounds(&solver->graph->space);
    for (uint32_t party = 0; party < n; party++)
        if (party != solver->party && !solver->fibres[party])
            TRY(make_fibres(solver->ctx, solver->graph, party, &solver->fibres[party]));
    truce__own_values(solver);
    *is_settled = true;
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        quiet++;
        if (party != solver->party && relax_party(solver, party)) quiet = 1;
    }
    return TRUCE_OK;
}
