/* SPDX-License-Identifier: Apache-2.0 */
/* In option form one move sets any number of the party's own options at once, each within what its direction and step
 * allow; combinations in between need not be feasible. These settings form a box, and the walk is an odometer over
 * it. */
#include "graph/walk.h"

void truce__option_reach(const truce__option *option, uint32_t level, uint32_t *low, uint32_t *high) {
    bool is_up = option->moves == TRUCE__MOVES_BOTH || option->moves == TRUCE__MOVES_UP;
    bool is_down = option->moves == TRUCE__MOVES_BOTH || option->moves == TRUCE__MOVES_DOWN;
    uint32_t step = option->step ? option->step : option->n_levels, last = option->n_levels - 1;
    *low = !is_down ? level : level > step ? level - step : 0;
    *high = !is_up ? level : last - level > step ? level + step : last;
}

bool truce__is_transitive(const truce__space *space, uint32_t party) {
    if (!space->is_product) return false;
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = 0; i < mover->n_options; i++)
        if (truce__is_stepped(&space->model->options[mover->first_option + i])) return false;
    return true;
}

/* With `moves` only the options that move so, else all that move. */
static void span(const truce__space *space, uint32_t party, const truce__moves *moves, truce__blocks *blocks) {
    const truce__party *mover = &space->model->parties[party];
    blocks->n_runs = 0;
    blocks->count = space->n_cells;
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++) {
        const truce__option *option = &space->model->options[i];
        uint64_t stride = space->stride[i], end = stride * option->n_levels;
        if (moves ? option->moves != *moves : option->moves == TRUCE__MOVES_NONE) continue;
        bool is_next = blocks->n_runs && blocks->runs[blocks->n_runs - 1].end == stride;
        if (!is_next) blocks->runs[blocks->n_runs++].stride = stride;
        blocks->runs[blocks->n_runs - 1].end = end;
        blocks->count /= option->n_levels;
    }
}

void truce__blocks_of(const truce__space *space, uint32_t party, truce__blocks *blocks) {
    const truce__moves both = TRUCE__MOVES_BOTH;
    span(space, party, &both, blocks);
}

void truce__fibres_of(const truce__space *space, uint32_t party, truce__blocks *fibres) {
    span(space, party, NULL, fibres);
}

/* The levels from which `level` can be reached. */
static void option_reach_back(const truce__option *option, uint32_t level, uint32_t *low, uint32_t *high) {
    truce__option mirrored = *option;
    if (option->moves == TRUCE__MOVES_UP) mirrored.moves = TRUCE__MOVES_DOWN;
    if (option->moves == TRUCE__MOVES_DOWN) mirrored.moves = TRUCE__MOVES_UP;
    truce__option_reach(&mirrored, level, low, high);
}

static void begin(truce__walk *walk, const truce__space *space, uint32_t party, uint64_t cell, bool is_back) {
    walk->space = space;
    walk->cell = cell;
    walk->next = walk->end = NULL;
    walk->n_axes = 0;
    walk->is_over = false;
    walk->at = cell;
    if (!space->is_product) {
        const truce__csr *rows = is_back ? &space->in[party] : &space->out[party];
        if (!rows->n_arcs) return;
        walk->next = rows->to + rows->first[cell];
        walk->end = rows->to + rows->first[cell + 1];
        return;
    }
    const truce__party *mover = &space->model->parties[party];
    uint64_t turns = 1;
    walk->slow = UINT32_MAX;
    for (uint32_t i = 0; i < mover->n_options; i++) {
        uint32_t option = mover->first_option + i, low, high;
        const truce__option *info = &space->model->options[option];
        uint64_t stride = space->stride[option];
        uint32_t level = (uint32_t)(cell / stride % info->n_levels);
        if (is_back) option_reach_back(info, level, &low, &high);
        else truce__option_reach(info, level, &low, &high);
        if (low == high) continue;
        walk->at -= (uint64_t)(level - low) * stride;
        walk->axes[walk->n_axes].stride = stride;
        walk->axes[walk->n_axes].level = walk->axes[walk->n_axes].low = low;
        walk->axes[walk->n_axes++].high = high;
        turns *= high - low + 1;
        if (turns >= 65536 && walk->slow == UINT32_MAX) walk->slow = walk->n_axes - 1;
    }
    walk->is_over = walk->n_axes == 0;
}

void truce__walk_from(truce__walk *walk, const truce__space *space, uint32_t party, uint64_t cell) {
    begin(walk, space, party, cell, false);
}

void truce__walk_into(truce__walk *walk, const truce__space *space, uint32_t party, uint64_t cell) {
    begin(walk, space, party, cell, true);
}

/* Turns the odometer by one. */
static void advance(truce__walk *walk) {
    for (uint32_t i = 0; i < walk->n_axes; i++) {
        uint64_t stride = walk->axes[i].stride;
        if (walk->axes[i].level < walk->axes[i].high) {
            walk->axes[i].level++;
            walk->at += stride;
            return;
        }
        walk->at -= (uint64_t)(walk->axes[i].level - walk->axes[i].low) * stride;
        walk->axes[i].level = walk->axes[i].low;
        if (i == walk->slow && truce__is_cancelled(walk->space->ctx)) break;
    }
    walk->is_over = true;
}

bool truce__walk_next(truce__walk *walk, uint64_t *cell) {
    if (!walk->space->is_product) {
        if (walk->next == walk->end) return false;
        *cell = *walk->next++;
        return true;
    }
    while (!walk->is_over) {
        uint64_t at = walk->at;
        advance(walk);
        if (at == walk->cell || !truce__space_is_feasible(walk->space, at)) continue;
        *cell = at;
        return true;
    }
    return false;
}
