/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/sequences.h"

#include "graph/walk.h"

enum { MOVE_COST = 8 }; /* in visits: following a move takes as long as comparing some states */

void truce__sequences_init(truce__sequences *s, truce_ctx *ctx, const truce_graph *graph) {
    *s = (truce__sequences){.ctx = ctx, .graph = graph};
}

void truce__sequences_free(truce__sequences *s) {
    truce__vec_free(s->ctx, &s->all);
    truce__numbers_free(s->ctx, &s->met);
}

void truce__sequences_begin(truce__sequences *s, truce__group movers, truce__sequence_kind kind) {
    s->movers = movers;
    s->kind = kind;
    s->composes = true;
    s->improves = NULL;
    for (uint32_t p = 0; p < s->graph->model->n_parties; p++)
        if (truce__is_in(movers, p) && !truce__is_transitive(&s->graph->space, p)) s->composes = false;
    truce__numbers_clear(s->ctx, &s->met);
    s->all.count = s->given = s->left = 0;
}

void truce__sequences_judge(truce__sequences *s, truce__improves_fn improves, const void *judge) {
    s->improves = improves;
    s->judge = judge;
}

/* Numbers of what is known of a cell: below n_parties who came there first, then that it was come to once, twice. */
static uint64_t note(const truce__sequences *s, uint64_t cell, uint32_t what) {
    return truce__pair_number(cell, what, s->graph->model->n_parties + 2);
}

static truce_status add(truce__sequences *s, uint64_t cell, uint32_t what, bool *is_new) {
    return truce__numbers_add(s->ctx, &s->met, note(s, cell, what), is_new);
}

truce_status truce__sequences_start(truce__sequences *s, uint64_t cell) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new;
    TRY(add(s, cell, n, &is_new));
    TRY(add(s, cell, n + 1, &is_new)); /* everybody may move from here: no arrival opens more */
    truce__arrival start = {.cell = cell, .before = SIZE_MAX, .party = TRUCE__NONE};
    return truce__vec_push(s->ctx, &s->all, start);
}

/* The party comes to the cell from arrival number `before`. */
static truce_status arrive(truce__sequences *s, uint64_t cell, uint32_t party, size_t before) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new, is_second = false, is_noted;
    TRY(add(s, cell, n, &is_new));
    if (is_new && !s->composes) TRY(add(s, cell, party, &is_noted));
    if (!is_new && !s->composes && !truce__numbers_has(&s->met, note(s, cell, party)))
        TRY(add(s, cell, n + 1, &is_second));
    if (!is_new && !is_second) return TRUCE_OK;
    truce__arrival next = {.cell = cell, .before = before, .party = party, .is_new = is_new};
    return truce__vec_push(s->ctx, &s->all, next);
}

static truce_status move(truce__sequences *s, uint64_t cell, uint32_t party, size_t before) {
    const truce__space *space = &s->graph->space;
    bool is_improving = s->kind == TRUCE__IMPROVING;
    uint32_t rank = is_improving && !s->improves ? truce__graph_rank_at(s->graph, party, cell) : 0;
    truce__walk walk;
    if (s->kind == TRUCE__BACKWARD) truce__walk_into(&walk, space, party, cell);
    else truce__walk_from(&walk, space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        s->visits += MOVE_COST;
        if (is_improving && (s->improves ? !s->improves(s->judge, party, cell, to)
                                         : truce__graph_rank_at(s->graph, party, to) <= rank))
            continue;
        TRY(arrive(s, to, party, before));
    }
    return TRUCE_OK;
}

/* Goes on from the arrival number `i`. */
static truce_status go_on(truce__sequences *s, size_t i) {
    const truce__arrival from = s->all.at[i];
    TRY(truce__go_on(s->ctx));
    for (truce__group left = s->movers; left; left &= left - 1) {
        uint32_t party = (uint32_t)__builtin_ctzll(left);
        if (party != from.party) TRY(move(s, from.cell, party, i));
    }
    return TRUCE_OK;
}

truce_status truce__sequences_next(truce__sequences *s, const truce__arrival **next) {
    for (*next = NULL; !*next;) {
        while (s->given == s->all.count && s->left < s->all.count) TRY(go_on(s, s->left++));
        if (s->given == s->all.count) return TRUCE_OK;
        const truce__arrival *arrival = &s->all.at[s->given++];
        if (arrival->is_new) *next = arrival;
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- straight */

static uint32_t level_at(const truce__space *space, uint32_t option, uint64_t cell) {
    return (uint32_t)(cell / space->stride[option] % space->model->options[option].n_levels);
}

bool truce__differs(const truce__space *space, uint32_t party, uint64_t a, uint64_t b) {
    const truce__party *owner = &space->model->parties[party];
    for (uint32_t i = owner->first_option; i < owner->first_option + owner->n_options; i++)
        if (level_at(space, i, a) != level_at(space, i, b)) return true;
    return false;
}

/* Brings the party's options from where they are in *cell to where they are in `to`; false where it may not. */
static bool moves_straight(const truce__space *space, uint32_t party, uint64_t to, uint64_t *cell) {
    const truce__party *owner = &space->model->parties[party];
    uint64_t next = *cell;
    for (uint32_t i = owner->first_option; i < owner->first_option + owner->n_options; i++) {
        uint32_t from_level = level_at(space, i, *cell), to_level = level_at(space, i, to), low, high;
        truce__option_reach(&space->model->options[i], from_level, &low, &high);
        if (to_level < low || to_level > high) return false;
        next = next - from_level * space->stride[i] + to_level * space->stride[i];
    }
    *cell = next;
    return truce__space_is_feasible(space, next);
}

bool truce__goes_straight(const truce__space *space, truce__group movers, uint64_t from, uint64_t to) {
    if (!space->is_product) return false;
    for (; movers; movers &= movers - 1) {
        uint32_t party = (uint32_t)__builtin_ctzll(movers);
        if (truce__differs(space, party, from, to) && !moves_straight(space, party, to, &from)) return false;
    }
    return from == to;
}

bool truce__may_go(const truce__space *space, truce__group movers, uint64_t from, uint64_t to) {
    const truce_model *model = space->model;
    for (uint32_t i = 0; i < model->n_options; i++) {
        uint32_t before = level_at(space, i, from), after = level_at(space, i, to);
        truce__moves moves = model->options[i].moves;
        if (before == after) continue;
        if (!truce__is_in(movers, model->options[i].party) || moves == TRUCE__MOVES_NONE) return false;
        if (moves == (after > before ? TRUCE__MOVES_DOWN : TRUCE__MOVES_UP)) return false;
    }
    return true;
}
