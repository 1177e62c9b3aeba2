/* SPDX-License-Identifier: Apache-2.0 */
/* The best places under a rule of bargaining become its choice. */
#include "questions/deal/contest.h"

truce_status truce__choose_best(truce__contest *c, const unsigned char *may_win, truce__compare_fn compare, void *ud,
                                truce_choice *choice) {
    size_t best = SIZE_MAX, listed = 0;
    for (size_t i = 0; i < c->count; i++)
        if ((!may_win || may_win[i]) && (best == SIZE_MAX || compare(ud, i, best) > 0)) best = i;
    if (best == SIZE_MAX) return TRUCE_OK;
    for (size_t i = best; i < c->count; i++)
        choice->count += (!may_win || may_win[i]) && compare(ud, i, best) == 0;
    uint64_t limit = c->a->options.limit;
    choice->listed = (size_t)(limit && limit < choice->count ? limit : choice->count);
    truce_state *states = truce__arena_alloc(&c->a->arena, choice->listed, sizeof *states);
    if (!states) return TRUCE_E_NOMEM;
    for (size_t i = best; listed < choice->listed; i++)
        if ((!may_win || may_win[i]) && compare(ud, i, best) == 0) states[listed++] = truce__place_state(c, i);
    choice->states = states;
    return TRUCE_OK;
}

truce_status truce__choose_place(truce__contest *c, size_t place, truce_choice *choice) {
    truce_state *state = truce__arena_alloc(&c->a->arena, 1, sizeof *state);
    if (!state) return TRUCE_E_NOMEM;
    *state = truce__place_state(c, place);
    choice->states = state;
    choice->count = choice->listed = 1;
    return TRUCE_OK;
}
