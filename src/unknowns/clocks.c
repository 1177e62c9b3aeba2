/* SPDX-License-Identifier: Apache-2.0 */
/* Who decides how often, what may slip, and what lapses by itself: what does not hang on preferences. */
#include "unknowns/chain.h"

/* -------------------------------------------------------------------- slips */

/* Whether a party's move in a listed space is one step. */
static bool is_step(const truce__space *space, uint64_t from, uint64_t to) {
    const truce_model *model = space->model;
    if (model->is_plain || model->has_moves) return true;
    if (space->first_member[from + 1] - space->first_member[from] > 1) return true;
    if (space->first_member[to + 1] - space->first_member[to] > 1) return true;
    uint64_t a = space->code[from], b = space->code[to], difference = a < b ? b - a : a - b;
    for (uint32_t o = 0; o < model->n_options; o++) {
        uint32_t n_levels = model->options[o].n_levels;
        if (difference == space->stride[o] && a / space->stride[o] / n_levels == b / space->stride[o] / n_levels)
            return true;
    }
    return false;
}

static bool has_arc(const truce__csr *arcs, uint64_t from, uint64_t to) {
    uint64_t low = arcs->first[from], high = arcs->first[from + 1];
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (arcs->to[middle] < to) low = middle + 1;
        else high = middle;
    }
    return low < arcs->first[from + 1] && arcs->to[low] == to;
}

static bool may_slip(const truce__clocks *clocks, uint32_t party, uint64_t from, uint64_t to) {
    const truce__space *space = clocks->space;
    if (clocks->slips == TRUCE__SLIPS_ANY) return true;
    if (!is_step(space, from, to)) return false;
    return clocks->slips == TRUCE__SLIPS_STEP || has_arc(&space->out[party], to, from);
}

/* Whether an option of a product may slip that way, as far as its moves go. */
static bool goes(const truce__clocks *clocks, const truce__option *option, bool is_up) {
    if (option->moves == TRUCE__MOVES_BOTH) return true;
    return clocks->slips == TRUCE__SLIPS_STEP && option->moves == (is_up ? TRUCE__MOVES_UP : TRUCE__MOVES_DOWN);
}

static uint64_t row_of(const truce__clocks *clocks, uint64_t cell, uint32_t party) {
    return cell * clocks->n_parties + party;
}

void truce__slips_from(truce__slip_walk *walk, const truce__clocks *clocks, uint32_t party, uint64_t cell) {
    const truce__space *space = clocks->space;
    const truce__party *of = &space->model->parties[party];
    *walk = (truce__slip_walk){.clocks = clocks, .cell = cell};
    if (space->is_product && clocks->slips == TRUCE__SLIPS_ANY) {
        truce__walk_from(&walk->any, space, party, cell);
    } else if (space->is_product) {
        walk->option = of->first_option;
        walk->end = of->first_option + of->n_options;
    } else if (clocks->slip_to.at) {
        walk->next = clocks->slip_to.at + clocks->first[row_of(clocks, cell, party)];
        walk->last = clocks->slip_to.at + clocks->first[row_of(clocks, cell, party) + 1];
    }
}

/* The next cell along an axis of a product. */
static bool next_step(truce__slip_walk *walk, uint64_t *to) {
    const truce__space *space = walk->clocks->space;
    while (walk->option < walk->end) {
        const truce__option *option = &space->model->options[walk->option];
        uint64_t stride = space->stride[walk->option], level = walk->cell / stride % option->n_levels;
        bool is_up = walk->is_up;
        walk->is_up = !is_up;
        if (is_up) walk->option++;
        if (!goes(walk->clocks, option, is_up) || level == (is_up ? option->n_levels - 1 : 0)) continue;
        *to = is_up ? walk->cell + stride : walk->cell - stride;
        if (truce__is_state(space, *to)) return true;
    }
    return false;
}

bool truce__slips_next(truce__slip_walk *walk, uint64_t *to) {
    const truce__clocks *clocks = walk->clocks;
    if (clocks->space->is_product && clocks->slips == TRUCE__SLIPS_ANY) return truce__walk_next(&walk->any, to);
    if (clocks->space->is_product) return next_step(walk, to);
    if (walk->next == walk->last) return false;
    *to = *walk->next++;
    return true;
}

static truce_status count_slips(truce__clocks *clocks) {
    const truce__space *space = clocks->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (cell % 1024 == 0) TRY(truce__go_on(clocks->ctx));
        for (uint32_t party = 0; party < clocks->n_parties; party++) {
            uint32_t degree = 0;
            truce__slip_walk walk;
            truce__slips_from(&walk, clocks, party, cell);
            for (uint64_t to; truce__is_state(space, cell) && truce__slips_next(&walk, &to);) degree++;
            clocks->degrees[row_of(clocks, cell, party)] = degree;
            clocks->n_slips += degree;
        }
    }
    return TRUCE_OK;
}

/* In a listed space the slips are listed as well. */
static truce_status list_slips(truce__clocks *clocks) {
    const truce__space *space = clocks->space;
    clocks->first = truce__big_alloc(clocks->ctx, (row_of(clocks, space->n_cells, 0) + 1) * sizeof *clocks->first);
    if (!clocks->first) return TRUCE_E_NOMEM;
    for (uint64_t cell = 0; cell < space->n_cells; cell++)
        for (uint32_t party = 0; party < clocks->n_parties; party++) {
            const truce__csr *arcs = &space->out[party];
            clocks->first[row_of(clocks, cell, party)] = clocks->slip_to.count;
            if (party == 0) TRY(truce__go_on(clocks->ctx));
            for (uint64_t k = arcs->first[cell]; k < arcs->first[cell + 1]; k++)
                if (may_slip(clocks, party, cell, arcs->to[k]))
                    TRY(truce__vec_push(clocks->ctx, &clocks->slip_to, arcs->to[k]));
        }
    clocks->first[row_of(clocks, space->n_cells, 0)] = clocks->slip_to.count;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- lapses */

/* Where each cell lapses by each entry that has a clock. A coalesced state lapses as the first of its members does
 * that lapses. */
static truce_status find_lapses(truce__clocks *clocks, const truce__lapses *lapses, truce__lapse_clock **by_entry) {
    const truce__space *space = clocks->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        truce__lapse_walk walk;
        if (cell % 1024 == 0) TRY(truce__go_on(clocks->ctx));
        truce__lapse_from(&walk, lapses, cell);
        for (uint64_t to; truce__lapse_next(&walk, &to);) {
            truce__lapse_clock *clock = by_entry[walk.entry];
            if (clock && clock->to[cell] == cell) clock->to[cell] = (uint32_t)to;
        }
    }
    return truce__go_on(clocks->ctx);
}

static truce_status add_clocks(truce__clocks *clocks, const double *rates, truce__lapse_clock **by_entry) {
    const truce__space *space = clocks->space;
    for (uint32_t entry = 0; entry < space->model->n_expiries; entry++) {
        if (rates[entry] <= 0) continue;
        truce__lapse_clock *clock = &clocks->lapses[clocks->n_lapses++];
        by_entry[entry] = clock;
        clock->rate = rates[entry];
        clock->to = truce__big_alloc(clocks->ctx, space->n_cells * sizeof *clock->to);
        if (!clock->to) return TRUCE_E_NOMEM;
        for (uint64_t cell = 0; cell < space->n_cells; cell++) clock->to[cell] = (uint32_t)cell;
    }
    return TRUCE_OK;
}

static truce_status make_lapses(truce__clocks *clocks, const double *rates) {
    uint32_t count = clocks->space->model->n_expiries;
    truce__lapses lapses = {.ctx = NULL};
    clocks->lapses = truce__calloc(clocks->ctx, count, sizeof *clocks->lapses);
    truce__lapse_clock **by_entry = truce__calloc(clocks->ctx, count, sizeof *by_entry);
    truce_status status = clocks->lapses && by_entry ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = add_clocks(clocks, rates, by_entry);
    if (status == TRUCE_OK && clocks->n_lapses) {
        status = truce__lapses_init(clocks->ctx, clocks->space, &lapses);
        if (status == TRUCE_OK) status = find_lapses(clocks, &lapses, by_entry);
        truce__lapses_free(&lapses);
    }
    truce__free(clocks->ctx, by_entry);
    return status;
}

/* ------------------------------------------------------------------- clocks */

void truce__clocks_needs(truce_ctx *ctx, const truce_graph *graph, const double *lapse_rates, truce__needs *needs) {
    const truce__space *space = &graph->space;
    double cells = (double)space->n_cells, rows = cells * graph->model->n_parties;
    truce__needs_arrays(ctx, needs, 1, rows * sizeof(uint32_t));
    if (!space->is_product) truce__needs_arrays(ctx, needs, 1, rows * sizeof(uint64_t));
    for (uint32_t entry = 0; entry < graph->model->n_expiries; entry++)
        if (lapse_rates[entry] > 0) truce__needs_arrays(ctx, needs, 1, cells * sizeof(uint32_t));
    truce__lapses_needs(ctx, space, needs);
}

truce_status truce__clocks_init(truce_ctx *ctx, const truce_graph *graph, const double *rates,
                                const double *lapse_rates, truce__slips slips, truce__clocks *clocks) {
    const truce__space *space = &graph->space;
    uint32_t n_parties = graph->model->n_parties;
    *clocks = (truce__clocks){.ctx = ctx, .space = space, .n_parties = n_parties, .slips = slips};
    if (space->n_cells >= UINT32_MAX) {
        TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, NULL,
                        "this model has too many combinations for a forecast: at most 2^32"));
        return TRUCE_E_LIMIT;
    }
    clocks->rates = truce__calloc(ctx, n_parties, sizeof *clocks->rates);
    clocks->degrees = truce__big_alloc(ctx, row_of(clocks, space->n_cells, 0) * sizeof *clocks->degrees);
    if (!clocks->rates || !clocks->degrees) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < n_parties; party++) clocks->total += clocks->rates[party] = rates[party];
    TRY(make_lapses(clocks, lapse_rates));
    for (uint32_t i = 0; i < clocks->n_lapses; i++) clocks->total += clocks->lapses[i].rate;
    if (!space->is_product) TRY(list_slips(clocks));
    return count_slips(clocks);
}

void truce__clocks_free(truce__clocks *clocks) {
    if (!clocks->ctx) return;
    for (uint32_t i = 0; i < clocks->n_lapses; i++) truce__big_free(clocks->ctx, clocks->lapses[i].to);
    truce__free(clocks->ctx, clocks->lapses);
    truce__free(clocks->ctx, clocks->rates);
    truce__big_free(clocks->ctx, clocks->degrees);
    truce__big_free(clocks->ctx, clocks->first);
    truce__vec_free(clocks->ctx, &clocks->slip_to);
}
