/* SPDX-License-Identifier: Apache-2.0 */
/* Lays out a party's fibres: their places, sheets, windows and classes; fibres.h has the method. */
#include "engine/fibres.h"

#include "engine/transpose.h"
#include "graph/walk.h"

#include <assert.h>

enum {
    WINDOW_CELLS = 1 << 15, /* cells of a window, unless a single fibre has more */
    WINDOW_FIBRES = 1 << 10 /* fibres of a window at most; by_class counts them in 16 bits */
};
static_assert(WINDOW_FIBRES <= 1 << 16, "by_class counts the fibres of a window in 16 bits");

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
    const truce__fibres *sizes = NULL;
    uint64_t bytes = 0;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        uint64_t n_sheets, places = count_places(graph->model, p, &n_sheets);
        bool is_transposed = truce__must_transpose(&graph->space, p);
        uint64_t cells = is_transposed ? truce__transposed(&graph->space, p).n_cells : graph->space.n_cells,
                 fibres = cells / places;
        bytes += is_transposed ? cells * graph->ranks[p].bytes : 0;
        bytes += fibres * (places + 1) * order_bytes(places); /* the most there can be: every fibre is a class of its
                                                                 own */
        bytes += fibres * (sizeof *sizes->class_of + sizeof *sizes->by_class) + truce__stale_bytes(fibres);
        if (n_sheets > 1) bytes += n_sheets * n_sheets + places * sizeof *sizes->sheets.of;
    }
    return bytes;
}

/* ------------------------------------------------------------------ sheets */

/* Whether the party may go from sheet `from` to sheet `to`. The digits of a sheet's number are the levels of the
 * options that are not free. */
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

static truce_status make_sheets(truce_ctx *ctx, const truce_model *model, const truce__party *party,
                                truce__fibres *fibres) {
    truce__sheets *sheets = &fibres->sheets;
    const uint64_t n = sheets->count;
    if (n == 1) return TRUCE_OK;
    sheets->of = truce__big_alloc(ctx, fibres->n_places * sizeof *sheets->of);
    sheets->blocked = truce__big_alloc(ctx, n * n);
    if (!sheets->of || !sheets->blocked) return TRUCE_E_NOMEM;
    for (uint64_t place = 0; place < fibres->n_places; place++) sheets->of[place] = sheet_of(model, party, place);
    for (uint64_t to = 0; to < n && !truce__is_cancelled(ctx); to++)
        for (uint64_t from = 0; from < n; from++)
            sheets->blocked[to * n + from] = allows(model, party, from, to) ? 0 : -1;
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- making */

static void set_windows(truce__fibres *fibres) {
    uint64_t most = WINDOW_CELLS / fibres->n_places;
    most = most < 1 ? 1 : most < WINDOW_FIBRES ? most : WINDOW_FIBRES;
    if (most > fibres->n_fibres) most = fibres->n_fibres;
    assert(fibres->inner > 0);
    if (fibres->inner > most) { /* parts of blocks */
        fibres->window = most;
        fibres->n_windows = fibres->n_fibres / fibres->inner * ((fibres->inner + most - 1) / most);
    } else {
        fibres->window = most / fibres->inner * fibres->inner;
        fibres->n_windows = (fibres->n_fibres + fibres->window - 1) / fibres->window;
    }
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
    bool is_binary = true;
    for (uint32_t i = 0; i < graph->model->n_options; i++) {
        if (!(idle >> i & 1) || i - mover->first_option < mover->n_options) continue;
        uint64_t stride =
            i < mover->first_option ? graph->space.stride[i] : graph->space.stride[i] / fibres->n_places;
        uint64_t n_levels = graph->model->options[i].n_levels;
        fibres->idle[fibres->n_idle].stride = stride;
        fibres->idle[fibres->n_idle++].n_levels = n_levels;
        fibres->idle_mask |= (n_levels - 1) * stride;
        is_binary = is_binary && __builtin_popcountll(stride) == 1 && __builtin_popcountll(n_levels) == 1;
    }
    if (!is_binary) fibres->idle_mask = 0;
}

static truce_status allocate(truce_ctx *ctx, truce__fibres *fibres) {
    const uint64_t n = fibres->n_fibres;
    /* classes are mostly few: most of these pages are never touched */
    fibres->orders = truce__big_alloc(ctx, n * (fibres->n_places + 1) * fibres->order_bytes);
    fibres->class_of = truce__big_alloc(ctx, n * sizeof *fibres->class_of);
    fibres->by_class = truce__big_alloc(ctx, n * sizeof *fibres->by_class);
    fibres->is_stale = truce__big_alloc(ctx, truce__stale_bytes(n));
    return fibres->orders && fibres->class_of && fibres->by_class && fibres->is_stale ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status make_fibres(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **out) {
    const truce__party *mover = &graph->model->parties[party];
    truce_status status = TRUCE_OK;
    uint64_t n_sheets;
    truce__fibres *fibres = truce__calloc(ctx, 1, sizeof *fibres);
    if (!fibres) return TRUCE_E_NOMEM;
    TRY_OR_DONE(lay_out(ctx, graph, party, fibres));
    fibres->inner = mover->n_options ? fibres->space.stride[mover->first_option] : 1;
    fibres->n_places = count_places(graph->model, party, &n_sheets);
    fibres->sheets.count = (uint32_t)n_sheets;
    assert(fibres->n_places > 0); /* no options: one place, one sheet */
    fibres->n_fibres = fibres->space.n_cells / fibres->n_places;
    if (!fibres->n_fibres) goto done; /* fewer fibres than ranks */
    fibres->order_bytes = order_bytes(fibres->n_places);
    fibres->is_binary = __builtin_popcountll(fibres->inner) == 1 && __builtin_popcountll(fibres->n_places) == 1;
    fibres->inner_bits = (uint32_t)__builtin_ctzll(fibres->inner);
    fibres->block_bits = fibres->inner_bits + (uint32_t)__builtin_ctzll(fibres->n_places);
    set_windows(fibres);
    list_idle(graph, party, fibres);
    TRY_OR_DONE(make_sheets(ctx, graph->model, mover, fibres));
    TRY_OR_DONE(allocate(ctx, fibres));
    TRY_OR_DONE(truce__fibres_sort(ctx, fibres));
done:
    if (status == TRUCE_OK) *out = fibres;
    else truce__fibres_free(ctx, fibres);
    return status;
}

truce_status truce__fibres_ready(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **fibres) {
    if (!*fibres) TRY(make_fibres(ctx, graph, party, fibres));
    truce__fibres_all_stale(*fibres);
    return TRUCE_OK;
}
