/* SPDX-License-Identifier: Apache-2.0 */
/*
 * In a product the entries' conditions are evaluated 64 combinations at a time, once. After that only cells in which
 * some entry applies cost anything, and these little: an entry changes a few levels. Results are not kept: a cell is
 * walked from a few times at most.
 */
#include "graph/lapse.h"

#include "graph/planes.h"
#include "graph/shapes.h"

static bool is_listed(const truce__space *space) { return !space->is_product && !space->model->is_plain; }

/* ------------------------------------------------------------- where they apply */

static uint64_t *bits_of(const truce__lapses *lapses, uint64_t row) {
    return lapses->applies + row * truce__bits_words(lapses->space->n_cells);
}

static uint64_t bytes_of(const truce__space *space) {
    return (UINT64_C(1) + space->model->n_expiries) * truce__bits_words(space->n_cells) * sizeof(uint64_t);
}

void truce__lapses_needs(truce_ctx *ctx, const truce__space *space, truce__needs *needs) {
    if (space->is_product) truce__needs_arrays(ctx, needs, 1, (double)bytes_of(space));
    else if (is_listed(space))
        truce__needs_arrays(ctx, needs, 1, (double)space->first_member[space->n_cells] * sizeof(truce__place));
}

static truce_status mark_block(void *ud, truce__slicer *slicer, uint64_t block) {
    const truce__lapses *lapses = ud;
    const truce__space *space = lapses->space;
    uint64_t plane[TRUCE__SLICE_WORDS], first = block * TRUCE__SLICE_WORDS;
    uint64_t left = truce__bits_words(space->n_cells) - first;
    uint64_t count = left < TRUCE__SLICE_WORDS ? left : TRUCE__SLICE_WORDS, *some = bits_of(lapses, 0) + first;
    if (slicer) truce__slicer_seek(slicer, block);
    memset(some, 0, count * sizeof *some);
    for (uint32_t i = 0; i < space->model->n_expiries; i++) {
        uint64_t *own = bits_of(lapses, i + UINT64_C(1)) + first;
        TRY(truce__space_truth_block(space, slicer, block, &space->model->expiries[i].when, plane));
        for (uint64_t w = 0; w < count; w++) {
            own[w] = plane[w] & truce__states_of_word(space, (size_t)(first + w));
            some[w] |= own[w];
        }
    }
    return TRUCE_OK;
}

truce_status truce__lapses_init(truce_ctx *ctx, const truce__space *space, truce__lapses *lapses) {
    *lapses = (truce__lapses){.ctx = ctx, .space = space};
    if (is_listed(space)) return truce__places_list(ctx, space, &lapses->places);
    if (!space->is_product) return TRUCE_OK;
    lapses->applies = truce__big_alloc(ctx, bytes_of(space));
    return lapses->applies ? truce__blocks_run(ctx, space, mark_block, lapses) : TRUCE_E_NOMEM;
}

void truce__lapses_free(truce__lapses *lapses) {
    if (!lapses->ctx) return;
    truce__big_free(lapses->ctx, lapses->applies);
    truce__big_free(lapses->ctx, lapses->places.at);
}

/* --------------------------------------------------------------------- walk */

/* The state of a combination; UINT64_MAX: it is none. */
static uint64_t cell_of(const truce__lapses *lapses, uint64_t combination) {
    const truce__space *space = lapses->space;
    if (space->is_product) return truce__is_state(space, combination) ? combination : UINT64_MAX;
    if (space->model->is_plain) return combination;
    const truce__place *place = truce__places_find(&lapses->places, combination);
    return place ? place->cell : UINT64_MAX;
}

static bool applies(const truce__lapses *lapses, uint32_t entry, uint64_t combination) {
    const truce__space *space = lapses->space;
    uint32_t levels[TRUCE__MAX_OPTIONS];
    truce__space_levels(space, combination, levels);
    return truce__stmt_eval(space->model, &space->model->expiries[entry].when, levels);
}

/* The combination with the levels that the entry gives. */
static uint64_t changed(const truce__space *space, uint32_t entry, uint64_t combination) {
    const truce__expiry *expiry = &space->model->expiries[entry];
    uint64_t result = combination;
    for (uint32_t i = 0; i < expiry->n_becomes; i++) {
        const truce__fact *fact = &expiry->becomes[i];
        uint64_t stride = space->stride[fact->option];
        uint64_t level = result / stride % space->model->options[fact->option].n_levels;
        result += ((uint64_t)fact->level - level) * stride;
    }
    return result;
}

/* Applies the next entry of the list, round and round, that changes something. False: none does. */
static bool apply_next(const truce__lapses *lapses, uint32_t *entry, uint64_t *combination) {
    uint32_t count = lapses->space->model->n_expiries;
    for (uint32_t tried = 0; tried < count; tried++) {
        *entry = (*entry + 1) % count;
        uint64_t after = changed(lapses->space, *entry, *combination);
        if (after == *combination || !applies(lapses, *entry, *combination)) continue;
        *combination = after;
        return true;
    }
    return false;
}

/* The state to which an entry led, or those after it lead. To notice circles of combinations that are no states, it
 * compares with an earlier one, as expiry.c does. */
static uint64_t settle(const truce__lapses *lapses, uint32_t entry, uint64_t combination) {
    uint64_t met = UINT64_MAX, most = TRUCE__MOST_EXPIRY_ROUNDS * (uint64_t)lapses->space->model->n_expiries;
    uint32_t met_entry = entry;
    for (uint64_t step = 1, renew = 1; step <= most && !truce__is_cancelled(lapses->ctx); step++) {
        uint64_t cell = cell_of(lapses, combination);
        if (cell != UINT64_MAX) return cell;
        if (combination == met && entry == met_entry) break;
        if (step == renew) met = combination, met_entry = entry, renew *= 2;
        if (!apply_next(lapses, &entry, &combination)) break;
    }
    return UINT64_MAX;
}

void truce__lapse_from(truce__lapse_walk *walk, const truce__lapses *lapses, uint64_t cell) {
    const truce__space *space = lapses->space;
    bool has_members = is_listed(space);
    *walk = (truce__lapse_walk){.lapses = lapses, .cell = cell};
    walk->member = has_members ? space->first_member[cell] : cell;
    walk->end = has_members ? space->first_member[cell + 1] : cell + 1;
    if (lapses->applies && !truce__bits_get(bits_of(lapses, 0), cell)) walk->member = walk->end;
}

/* Where entry number walk->entry leads from the member at hand; UINT64_MAX: nowhere else. */
static uint64_t result_of(const truce__lapse_walk *walk) {
    const truce__lapses *lapses = walk->lapses;
    const truce__space *space = lapses->space;
    uint64_t from = is_listed(space) ? space->members[walk->member] : walk->member;
    uint64_t *bits = lapses->applies ? bits_of(lapses, walk->entry + UINT64_C(1)) : NULL;
    if (bits && !truce__bits_get(bits, from)) return UINT64_MAX;
    uint64_t after = changed(space, walk->entry, from);
    bool is_met = after != from && (bits || applies(lapses, walk->entry, from));
    uint64_t cell = is_met ? settle(lapses, walk->entry, after) : UINT64_MAX;
    return cell == walk->cell ? UINT64_MAX : cell;
}

bool truce__lapse_next(truce__lapse_walk *walk, uint64_t *to) {
    for (; walk->member < walk->end; walk->member++, walk->next = 0) {
        while (walk->next < walk->lapses->space->model->n_expiries) {
            walk->entry = walk->next++;
            *to = result_of(walk);
            if (*to != UINT64_MAX) return true;
        }
    }
    return false;
}
