/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over product spaces as sweeps along axes; arcs never exist in memory.
 *
 * In option form a party may set all its options at once, so the extreme over its moves is the extreme along one of its
 * axes after the other. Infeasible cells hold 0 for a maximum and the type's largest value for a minimum, so they never win;
 * between the axes of one party they may carry a value through, since only the end of a move must be feasible, but they are
 * reset before the next party's turn: a sequence cannot pass through them. The others' turns repeat until the sum of all
 * values stays the same, once where everything is feasible.
 *
 * Memory is what limits a sweep, so passes are few: free axes that lie side by side are one axis of all their settings
 * together (across parties too where everything is feasible), the first sweep reads the ranks themselves instead of a copy,
 * and the last one compares and writes bits instead of values. docs/performance.md has the figures.
 */
#include "stability/engine.h"

#include "space/walk.h"

enum { CHUNK = 1024, PARALLEL = 1 << 17 };

/* One copy of a kernel for each instruction set that pays. Sanitizers cannot start with such functions. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(TRUCE__NO_CLONES)
#define TRUCE__CLONES __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define TRUCE__CLONES
#endif

typedef enum axis_kind { AXIS_FREE, AXIS_UP, AXIS_DOWN, AXIS_STEP } axis_kind;

typedef struct axis {
    uint64_t stride;
    uint64_t n_levels; /* of merged axes: of all together */
    axis_kind kind;
    uint32_t low[TRUCE__MAX_LEVELS], high[TRUCE__MAX_LEVELS]; /* steps: the levels within reach of each */
} axis;

/* A free axis whose lines are short and whose blocks are whole rows of 64. */
static bool can_fold(const axis *a) {
    bool is_power = (a->stride & (a->stride - 1)) == 0;
    return a->kind == AXIS_FREE && is_power && a->stride < 64 && a->stride * a->n_levels % 64 == 0;
}

/* How many values of each line go together: few enough for all threads to have work, whole words of bits if lines are long. */
static uint64_t chunk_width(const axis *a, uint64_t n_blocks, uint32_t threads) {
    uint64_t width = CHUNK;
    while (width > 64 && n_blocks * (a->stride / width) < 4 * (uint64_t)threads) width /= 2;
    return width < a->stride ? width : a->stride;
}

#define VALUE uint8_t
#define NAME(x) x##_8
#include "stability/sweep_kernels.h"
#undef VALUE
#undef NAME
#define VALUE uint16_t
#define NAME(x) x##_16
#include "stability/sweep_kernels.h"
#undef VALUE
#undef NAME
#define VALUE uint32_t
#define NAME(x) x##_32
#include "stability/sweep_kernels.h"
#undef VALUE
#undef NAME

/* Calls the kernel of the values' type. */
#define BY_TYPE(solver, call8, call16, call32) \
    do {                                       \
        switch ((solver)->ranks->bytes) {      \
        case 1: call8; break;                  \
        case 2: call16; break;                 \
        default: call32; break;                \
        }                                      \
    } while (0)

/* ------------------------------------------------------------------- axes */

static bool is_stepped(const truce__option *option) {
    return option->moves != TRUCE__MOVES_NONE && option->step && option->step + 1 < option->n_levels;
}

static axis make_axis(const truce__space *space, uint32_t option) {
    const truce__option *info = &space->model->options[option];
    axis out = {.stride = space->stride[option], .n_levels = info->n_levels};
    out.kind = is_stepped(info)                  ? AXIS_STEP
               : info->moves == TRUCE__MOVES_UP   ? AXIS_UP
               : info->moves == TRUCE__MOVES_DOWN ? AXIS_DOWN
                                                  : AXIS_FREE;
    for (uint32_t l = 0; l < info->n_levels; l++) truce__option_reach(info, l, &out.low[l], &out.high[l]);
    return out;
}

typedef struct axes {
    axis at[TRUCE__MAX_OPTIONS];
    uint32_t count;
} axes;

/* Adds the axes of a party's options, merging free ones that lie side by side. */
static void add_axes(const truce__space *space, uint32_t party, axes *list) {
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = 0; i < mover->n_options; i++) {
        if (space->model->options[mover->first_option + i].moves == TRUCE__MOVES_NONE) continue;
        axis next = make_axis(space, mover->first_option + i);
        axis *last = list->count ? &list->at[list->count - 1] : NULL;
        bool is_adjacent = last && last->stride * last->n_levels == next.stride;
        if (is_adjacent && last->kind == AXIS_FREE && next.kind == AXIS_FREE) last->n_levels *= next.n_levels;
        else list->at[list->count++] = next;
    }
}

bool truce__is_transitive(const truce__space *space, uint32_t party) {
    if (!space->is_product) return false;
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = 0; i < mover->n_options; i++)
        if (is_stepped(&space->model->options[mover->first_option + i])) return false;
    return true;
}

uint64_t truce__max_rounds(const truce__space *space) {
    uint64_t largest = 0;
    for (uint32_t p = 0; p < space->model->n_parties; p++) {
        uint64_t fibre = 1;
        for (uint32_t i = 0; i < space->model->parties[p].n_options; i++)
            fibre *= space->model->options[space->model->parties[p].first_option + i].n_levels;
        if (fibre > largest) largest = fibre;
    }
    return 64 + largest;
}

/* ----------------------------------------------------------------- passes */

void truce__take_ranks(truce__solver *solver) {
    solver->source = solver->ranks->at;
}

void truce__own_values(truce__solver *solver) {
    if (solver->source == solver->values) return;
    memcpy(solver->values, solver->source, solver->graph->space.n_cells * solver->ranks->bytes);
    solver->source = solver->values;
}

/* Infeasible cells get `value`; the sum of the others, 0 where all cells are feasible. */
static uint64_t mask(truce__solver *solver, uint32_t value) {
    const truce__space *space = &solver->graph->space;
    uint64_t sum = 0;
    uint32_t threads = solver->ctx->threads;
    if (!space->feasible) return 0;
    truce__own_values(solver);
    BY_TYPE(solver, sum = mask_8(solver->values, space, (uint8_t)value, threads),
            sum = mask_16(solver->values, space, (uint16_t)value, threads),
            sum = mask_32(solver->values, space, value, threads));
    return sum;
}

static void sweep(truce__solver *solver, const axis *a, bool is_max) {
    uint64_t n = solver->graph->space.n_cells;
    uint32_t threads = solver->ctx->threads;
    const void *from = solver->source;
    void *to = solver->values;
    if (is_max)
        BY_TYPE(solver, sweep_max_8(from, to, n, a, threads), sweep_max_16(from, to, n, a, threads),
                sweep_max_32(from, to, n, a, threads));
    else
        BY_TYPE(solver, sweep_min_8(from, to, n, a, threads), sweep_min_16(from, to, n, a, threads),
                sweep_min_32(from, to, n, a, threads));
    solver->source = solver->values;
}

static void sweep_all(truce__solver *solver, const axes *list, bool is_max) {
    for (uint32_t i = 0; i < list->count; i++) sweep(solver, &list->at[i], is_max);
}

/* Everything is feasible: the others' moves commute, so all their axes in one go are all they can reach. */
static void sweep_feasible(truce__solver *solver) {
    axes list = {.count = 0};
    for (uint32_t party = 0; party < solver->graph->model->n_parties; party++)
        if (party != solver->party) add_axes(&solver->graph->space, party, &list);
    sweep_all(solver, &list, false);
}

truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled) {
    const truce__space *space = &solver->graph->space;
    uint32_t n = space->model->n_parties, quiet = 0; /* turns in a row that changed nothing */
    *is_settled = true;
    if (!space->feasible) {
        sweep_feasible(solver);
        truce__own_values(solver);
        return TRUCE_OK;
    }
    uint64_t rounds_left = truce__max_rounds(space), sum = mask(solver, UINT32_MAX);
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        quiet++;
        if (party == solver->party) continue;
        axes list = {.count = 0};
        add_axes(space, party, &list);
        sweep_all(solver, &list, false);
        uint64_t now = mask(solver, UINT32_MAX);
        if (now != sum) quiet = 1;
        sum = now;
    }
    mask(solver, 0);
    return TRUCE_OK;
}

/* Graph shape: values become the best over the party's rows. */
static void best_of_rows(truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    const truce__rows *rows = &space->out[solver->party];
    uint32_t threads = solver->ctx->threads;
    BY_TYPE(solver, row_best_8(solver->source, solver->scratch, rows, space->n_cells, threads),
            row_best_16(solver->source, solver->scratch, rows, space->n_cells, threads),
            row_best_32(solver->source, solver->scratch, rows, space->n_cells, threads));
    void *swap = solver->values;
    solver->values = solver->scratch;
    solver->scratch = swap;
    solver->source = solver->values;
}

void truce__best_move(truce__solver *solver) {
    if (!solver->graph->space.is_product) {
        best_of_rows(solver);
        return;
    }
    axes list = {.count = 0};
    add_axes(&solver->graph->space, solver->party, &list);
    sweep_all(solver, &list, true);
    if (list.count) mask(solver, 0);
}

void truce__cap_by_ranks(truce__solver *solver) {
    uint64_t n = solver->graph->space.n_cells;
    uint32_t threads = solver->ctx->threads;
    if (solver->source == solver->ranks->at) return;
    BY_TYPE(solver, cap_8(solver->values, solver->ranks->at, n, threads), cap_16(solver->values, solver->ranks->at, n, threads),
            cap_32(solver->values, solver->ranks->at, n, threads));
}

/* Whether the comparison can ride on the sweep along this axis: lines are whole words of bits. */
static bool can_secure(const axis *a) {
    return a->kind == AXIS_FREE && a->stride % 64 == 0;
}

void truce__mark_secured(truce__solver *solver, uint64_t *bits) {
    const truce__space *space = &solver->graph->space;
    uint32_t threads = solver->ctx->threads;
    axes list = {.count = 0};
    if (space->is_product) add_axes(space, solver->party, &list);
    else best_of_rows(solver);
    bool is_fused = list.count && can_secure(&list.at[list.count - 1]);
    if (is_fused) list.count--;
    sweep_all(solver, &list, true);
    const void *from = solver->source, *ranks = solver->ranks->at;
    const axis *last = &list.at[list.count];
    if (is_fused)
        BY_TYPE(solver, secure_8(from, ranks, space, last, bits, threads), secure_16(from, ranks, space, last, bits, threads),
                secure_32(from, ranks, space, last, bits, threads));
    else
        BY_TYPE(solver, mark_8(from, ranks, space, bits, threads), mark_16(from, ranks, space, bits, threads),
                mark_32(from, ranks, space, bits, threads));
}

/* Which way replies are propagated: sweeps where every opponent's moves are transitive, so that nobody gains by moving twice
 * in a row and the rule against it can be forgotten; settling elsewhere. */
truce_status truce__worst_reply(truce__solver *solver, truce__replies replies) {
    const truce__space *space = &solver->graph->space;
    bool is_settled = false, can_sweep = space->is_product;
    for (uint32_t party = 0; party < space->model->n_parties && can_sweep; party++)
        can_sweep = party == solver->party || truce__is_transitive(space, party);
    if (can_sweep && replies == TRUCE__REPLIES_ANY) TRY(truce__sweep_replies(solver, &is_settled));
    if (can_sweep && replies == TRUCE__REPLIES_IMPROVING) TRY(truce__fibre_replies(solver, &is_settled));
    return is_settled ? TRUCE_OK : truce__settle_replies(solver, replies);
}
