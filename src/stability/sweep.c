/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over product spaces as sweeps along axes; arcs never exist in memory.
 *
 * In option form a party may set all its options at once, so the extreme over its moves is the extreme along one of its
 * axes after the other. Infeasible cells hold 0 for a maximum and the type's largest value for a minimum, so they never win;
 * between the axes of one party they may carry a value through, since only the end of a move must be feasible, but they are
 * reset before the next party's turn: a sequence cannot pass through them. The others' turns repeat until the sum of all
 * values stays the same, once where everything is feasible.
 */
#include "stability/engine.h"

#include "space/walk.h"

enum { CHUNK = 4096, PARALLEL = 1 << 17 };

typedef enum axis_kind { AXIS_FREE, AXIS_UP, AXIS_DOWN, AXIS_STEP } axis_kind;

typedef struct axis {
    uint64_t stride;
    uint32_t n_levels;
    axis_kind kind;
    uint32_t low[TRUCE__MAX_LEVELS], high[TRUCE__MAX_LEVELS]; /* steps: the levels within reach of each */
} axis;

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
#define BY_TYPE(solver, call8, call16, call32)     \
    do {                                           \
        switch ((solver)->ranks->bytes) {          \
        case 1: (call8); break;                    \
        case 2: (call16); break;                   \
        default: (call32); break;                  \
        }                                          \
    } while (0)

/* False for an option that cannot be moved. */
static bool make_axis(const truce__space *space, uint32_t option, axis *out) {
    const truce__option *info = &space->model->options[option];
    if (info->moves == TRUCE__MOVES_NONE) return false;
    out->stride = space->stride[option];
    out->n_levels = info->n_levels;
    bool is_step = info->step && info->step + 1 < info->n_levels;
    out->kind = is_step                             ? AXIS_STEP
                : info->moves == TRUCE__MOVES_UP   ? AXIS_UP
                : info->moves == TRUCE__MOVES_DOWN ? AXIS_DOWN
                                                   : AXIS_FREE;
    for (uint32_t l = 0; l < info->n_levels; l++) truce__option_reach(info, l, &out->low[l], &out->high[l]);
    return true;
}

bool truce__is_transitive(const truce__space *space, uint32_t party) {
    if (!space->is_product) return false;
    const truce__party *mover = &space->model->parties[party];
    axis a;
    for (uint32_t i = 0; i < mover->n_options; i++)
        if (make_axis(space, mover->first_option + i, &a) && a.kind == AXIS_STEP) return false;
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
    memcpy(solver->values, solver->ranks->at, solver->graph->space.n_cells * solver->ranks->bytes);
}

/* Infeasible cells get `value`; the sum of the others, 0 where all cells are feasible. */
static uint64_t mask(truce__solver *solver, uint32_t value) {
    const truce__space *space = &solver->graph->space;
    uint64_t sum = 0;
    uint32_t threads = solver->ctx->threads;
    if (!space->feasible) return 0;
    BY_TYPE(solver, sum = mask_8(solver->values, space, (uint8_t)value, threads),
            sum = mask_16(solver->values, space, (uint16_t)value, threads),
            sum = mask_32(solver->values, space, value, threads));
    return sum;
}

static void sweep_party(truce__solver *solver, uint32_t party, bool is_max) {
    const truce__space *space = &solver->graph->space;
    const truce__party *mover = &space->model->parties[party];
    uint64_t n = space->n_cells;
    uint32_t threads = solver->ctx->threads;
    axis a;
    for (uint32_t i = 0; i < mover->n_options; i++) {
        if (!make_axis(space, mover->first_option + i, &a)) continue;
        if (is_max)
            BY_TYPE(solver, sweep_max_8(solver->values, n, &a, threads), sweep_max_16(solver->values, n, &a, threads),
                    sweep_max_32(solver->values, n, &a, threads));
        else
            BY_TYPE(solver, sweep_min_8(solver->values, n, &a, threads), sweep_min_16(solver->values, n, &a, threads),
                    sweep_min_32(solver->values, n, &a, threads));
    }
}

void truce__sweep_best_move(truce__solver *solver) {
    sweep_party(solver, solver->party, true);
    mask(solver, 0);
}

truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled) {
    const truce__space *space = &solver->graph->space;
    uint32_t n = space->model->n_parties, quiet = 0; /* turns in a row that changed nothing */
    uint64_t rounds_left = truce__max_rounds(space), sum = mask(solver, UINT32_MAX);
    *is_settled = true;
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        quiet++;
        if (party == solver->party) continue;
        sweep_party(solver, party, false);
        uint64_t now = mask(solver, UINT32_MAX);
        if (now != sum) quiet = 1;
        sum = now;
    }
    mask(solver, 0);
    return TRUCE_OK;
}

void truce__best_move(truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    if (space->is_product) {
        truce__sweep_best_move(solver);
        return;
    }
    const truce__rows *rows = &space->out[solver->party];
    uint32_t threads = solver->ctx->threads;
    BY_TYPE(solver, row_best_8(solver->values, solver->scratch, rows, space->n_cells, threads),
            row_best_16(solver->values, solver->scratch, rows, space->n_cells, threads),
            row_best_32(solver->values, solver->scratch, rows, space->n_cells, threads));
    void *swap = solver->values;
    solver->values = solver->scratch;
    solver->scratch = swap;
}

void truce__cap_by_ranks(truce__solver *solver) {
    uint64_t n = solver->graph->space.n_cells;
    uint32_t threads = solver->ctx->threads;
    BY_TYPE(solver, cap_8(solver->values, solver->ranks->at, n, threads), cap_16(solver->values, solver->ranks->at, n, threads),
            cap_32(solver->values, solver->ranks->at, n, threads));
}

void truce__mark_stable(const truce__solver *solver, uint64_t *bits) {
    const truce__space *space = &solver->graph->space;
    uint32_t threads = solver->ctx->threads;
    BY_TYPE(solver, mark_8(solver->values, solver->ranks->at, space, bits, threads),
            mark_16(solver->values, solver->ranks->at, space, bits, threads),
            mark_32(solver->values, solver->ranks->at, space, bits, threads));
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
