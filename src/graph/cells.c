/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries of a space: cells, their numbers and their levels. The files that build spaces ask them too.
 *
 * The number of a state is one more than the count of feasible bits before its own. A directory holds this count for
 * every 512 cells, so neither direction needs a table of states.
 */
#include "graph/shapes.h"
#include "graph/split.h"

truce_status truce__space_count_states(truce_ctx *ctx, truce__space *space) {
    size_t words = truce__bits_words(space->n_cells), groups = words / TRUCE__GROUP_WORDS + 1;
    space->before = truce__big_alloc(ctx, groups * sizeof *space->before);
    if (!space->before) return TRUCE_E_NOMEM;
    uint64_t count = 0;
    for (size_t i = 0; i < words; i++) {
        if (i % TRUCE__GROUP_WORDS == 0) space->before[i / TRUCE__GROUP_WORDS] = count;
        count += (uint64_t)__builtin_popcountll(space->feasible[i]);
    }
    if (words % TRUCE__GROUP_WORDS == 0) space->before[words / TRUCE__GROUP_WORDS] = count;
    space->n_states = count;
    return TRUCE_OK;
}

bool truce__space_is_feasible(const truce__space *space, uint64_t cell) {
    if (!space->feasible) return true;
    return truce__bits_get(space->feasible, cell - space->first_cell);
}

/* How many states come before those of the part. */
static uint64_t states_before(const truce__space *space) {
    return space->split ? space->split->first_state[space->ctx->processes->number] : 0;
}

/* The number of the feasible cell at a place in the arrays, counted from the first state of this part. */
static truce_state number_here(const truce__space *space, uint64_t cell) {
    size_t word = (size_t)(cell / 64), group = word / TRUCE__GROUP_WORDS;
    uint64_t count = space->before[group];
    for (size_t i = group * TRUCE__GROUP_WORDS; i < word; i++)
        count += (uint64_t)__builtin_popcountll(space->feasible[i]);
    uint64_t below = space->feasible[word] & (((uint64_t)1 << cell % 64) - 1);
    return count + (uint64_t)__builtin_popcountll(below) + 1;
}

truce_state truce__space_number(const truce__space *space, uint64_t cell) {
    if (!space->feasible) return cell + 1;
    return states_before(space) + number_here(space, cell - space->first_cell);
}

/* The place of the n-th (from 0) set bit of a word that has it. */
static unsigned select_bit(uint64_t word, uint64_t n) {
    while (n--) word &= word - 1;
    return (unsigned)__builtin_ctzll(word);
}

/* The place of the n-th (from 0) state of this part. */
static uint64_t cell_here(const truce__space *space, uint64_t n) {
    size_t low = 0, high = truce__bits_words(space->n_cells) / TRUCE__GROUP_WORDS;
    while (low < high) { /* the last group with at most n bits before it */
        size_t middle = high - (high - low) / 2;
        if (space->before[middle] <= n) low = middle;
        else high = middle - 1;
    }
    n -= space->before[low];
    size_t word = low * TRUCE__GROUP_WORDS;
    for (uint64_t bits; n >= (bits = (uint64_t)__builtin_popcountll(space->feasible[word])); word++) n -= bits;
    return (uint64_t)word * 64 + select_bit(space->feasible[word], n);
}

uint64_t truce__space_cell(const truce__space *space, truce_state state) {
    if (!space->feasible) return state - 1;
    return space->first_cell + cell_here(space, state - 1 - states_before(space));
}

void truce__space_levels(const truce__space *space, uint64_t combination, uint32_t *levels) {
    for (uint32_t i = 0; i < space->model->n_options; i++)
        levels[i] = (uint32_t)(combination / space->stride[i] % space->model->options[i].n_levels);
}

truce_status truce__space_check_number(truce_ctx *ctx, const truce__space *space, uint64_t state, truce__loc loc,
                                       bool *is_good) {
    *is_good = state >= 1 && state <= space->n_states;
    if (*is_good) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_ERROR, &space->model->source, loc, NULL,
                       "there is no state %llu: states are numbered 1 to %llu", (unsigned long long)state,
                       (unsigned long long)space->n_states);
}
