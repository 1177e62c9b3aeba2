/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/exact.h"

#include "graph/planes.h"
#include "graph/walk.h"

/* Which of two states each column of an order favours, that is each statement and, where it may hold, its negation.
 */
typedef struct weighing {
    const truce__doubts *doubts;
    const truce__unknowns *unknowns;
    uint32_t n_items;
} weighing;

/* True where the item, or its negation, is true at the cell. */
static truce_status is_true(const truce__space *space, uint64_t cell, const truce__pref_item *item, bool is_negated,
                            truce__arena *arena, bool *truth) {
    *truth = is_negated;
    for (uint32_t k = 0; k < item->n_stmts; k++) {
        truce__stmt stmt = item->stmts[k];
        if (is_negated) TRY(truce__negation(arena, &item->stmts[k], &stmt));
        bool holds = truce__space_truth(space, cell, &stmt) == TRUCE__TRUE;
        *truth = is_negated ? *truth && holds : *truth || holds;
    }
    return TRUCE_OK;
}

/* 1: it favours x, -1: it favours s, 0: neither. [2 * item + is_negated]. */
static truce_status find_favours(const weighing *w, const truce__space *space, uint64_t x, uint64_t s,
                                 truce__arena *arena, signed char *favours) {
    for (uint32_t i = 0; i < w->n_items; i++)
        for (int negated = 0; negated < 2; negated++) {
            bool at_x, at_s;
            TRY(is_true(space, x, &w->doubts->pref->items[i], negated, arena, &at_x));
            TRY(is_true(space, s, &w->doubts->pref->items[i], negated, arena, &at_s));
            favours[2 * i + (uint32_t)negated] = (signed char)(at_x - at_s);
        }
    return TRUCE_OK;
}

/* A statement standing somewhere. */
typedef struct chance_of {
    int64_t place; /* places told apart by the number of the item */
    uint32_t item;
    signed char favours;
    double chance;
} chance_of;

static int by_place(const void *a, const void *b) {
    const chance_of *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static uint32_t list_places(const weighing *w, const signed char *favours, chance_of *list) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < w->n_items; i++) {
        uint32_t u = w->doubts->unknown[i];
        if (!favours[2 * (size_t)i] && !favours[2 * (size_t)i + 1]) continue;
        if (u == TRUCE__NONE) {
            list[count++] = (chance_of){2 * (int64_t)i * w->n_items + i, i, favours[2 * (size_t)i], 1};
            continue;
        }
        const truce__unknown *unknown = &w->unknowns->at[u];
        for (uint32_t k = 0; k < unknown->n_fates; k++) {
            bool is_negated = unknown->fates[k].reading == TRUCE__READ_OPPOSITE;
            signed char side = favours[2 * i + is_negated];
            if (unknown->fates[k].reading == TRUCE__READ_ABSENT || !side) continue;
            list[count++] = (chance_of){(int64_t)unknown->fates[k].place * w->n_items + i, i, side,
                                        truce__fate_chance(unknown, k)};
        }
    }
    return count;
}

/* Goes down the places: nothing has stood higher so far with probability `none`, and then the statement stands here
 * with its chance over what is left of it. */
static double first_favours(const chance_of *list, uint32_t count, double *left) {
    double none = 1, favours = 0;
    for (uint32_t k = 0; k < count; k++) {
        double *own = &left[list[k].item], hazard = *own > 0 ? list[k].chance / *own : 0;
        if (hazard > 1) hazard = 1;
        if (list[k].favours > 0) favours += none * hazard;
        none *= 1 - hazard;
        *own -= list[k].chance;
    }
    return favours;
}

/* An option that its party may be unable to use counts where the two states differ in it: not here, which is about
 * preference alone. */
truce_status truce__chance_preferred(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                                     uint32_t party, truce_state x, truce_state s, double *chance) {
    const truce__doubts *doubts = &unknowns->doubts[party];
    const weighing w = {doubts, unknowns, doubts->n_items};
    const truce__space *space = &graph->space;
    *chance = doubts->pref->kind == TRUCE__PREF_NONE ? 0 : -1;
    if (doubts->pref->kind != TRUCE__PREF_ORDER) return TRUCE_OK;
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    size_t room = 0;
    for (uint32_t i = 0; i < w.n_items; i++)
        room += doubts->unknown[i] == TRUCE__NONE ? 1 : unknowns->at[doubts->unknown[i]].n_fates;
    signed char *favours = truce__arena_alloc(&arena, 2 * (size_t)w.n_items, sizeof *favours);
    chance_of *list = truce__arena_alloc(&arena, room, sizeof *list);
    double *left = truce__arena_alloc(&arena, w.n_items, sizeof *left);
    truce_status status = favours && list && left ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK)
        status = find_favours(&w, space, truce__space_cell(space, x), truce__space_cell(space, s), &arena, favours);
    if (status == TRUCE_OK) {
        uint32_t count = list_places(&w, favours, list);
        for (uint32_t i = 0; i < w.n_items; i++) left[i] = 1;
        status = truce__sort(ctx, list, count, sizeof *list, by_place);
        if (status == TRUCE_OK) *chance = first_favours(list, count, left);
    }
    truce__arena_free(&arena);
    return status;
}

/* ------------------------------------------------------------------- Nash */

/* The moves from a state for which some statement may speak, and the unknowns on which that hangs. */
typedef struct asking {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__unknowns *unknowns;
    weighing w;
    truce__arena arena;
    TRUCE__VEC(signed char *) moves; /* what each statement favours */
    TRUCE__VEC(uint64_t) options;    /* options that the move changes and that may be out of use, a bit each */
    bool *is_asked;                  /* of each unknown */
    TRUCE__VEC(uint32_t) asked;
    uint32_t *fate;                  /* of each unknown */
} asking;

static bool may_favour(const asking *a, const signed char *favours) {
    bool may = false;
    for (uint32_t i = 0; i < a->w.n_items; i++) {
        uint32_t u = a->w.doubts->unknown[i];
        bool can_turn = u != TRUCE__NONE && a->unknowns->at[u].fates[a->unknowns->at[u].n_fates - 1].reading ==
                                                TRUCE__READ_OPPOSITE;
        may |= favours[2 * (size_t)i] > 0 || (can_turn && favours[2 * (size_t)i + 1] > 0);
    }
    return may;
}

static truce_status ask(asking *a, uint32_t unknown) {
    if (a->is_asked[unknown]) return TRUCE_OK;
    a->is_asked[unknown] = true;
    return truce__vec_push(a->ctx, &a->asked, unknown);
}

static truce_status add_move(asking *a, uint32_t party, uint64_t s, uint64_t x) {
    const truce__space *space = &a->graph->space;
    uint32_t at_s[TRUCE__MAX_OPTIONS], at_x[TRUCE__MAX_OPTIONS];
    uint64_t options = 0;
    signed char *favours = truce__arena_alloc(&a->arena, 2 * (size_t)a->w.n_items, sizeof *favours);
    if (!favours) return TRUCE_E_NOMEM;
    TRY(find_favours(&a->w, space, x, s, &a->arena, favours));
    if (!may_favour(a, favours)) return TRUCE_OK;
    for (uint32_t i = 0; i < a->w.n_items; i++) {
        uint32_t u = a->w.doubts->unknown[i];
        if (u != TRUCE__NONE && (favours[2 * (size_t)i] || favours[2 * (size_t)i + 1])) TRY(ask(a, u));
    }
    for (uint32_t u = 0; u < a->unknowns->count; u++) {
        const truce__unknown *unknown = &a->unknowns->at[u];
        if (unknown->kind != TRUCE__UNSURE_OPTION || unknown->party != party) continue;
        truce__space_levels(space, space->code ? space->code[s] : s, at_s);
        truce__space_levels(space, space->code ? space->code[x] : x, at_x);
        if (at_s[unknown->item] == at_x[unknown->item]) continue;
        options |= UINT64_C(1) << unknown->item;
        TRY(ask(a, u));
    }
    TRY(truce__vec_push(a->ctx, &a->moves, favours));
    return truce__vec_push(a->ctx, &a->options, options);
}

/* Whether some move improves, as the unknowns have turned out. */
static bool is_left(const asking *a, uint64_t unusable) {
    for (size_t m = 0; m < a->moves.count; m++) {
        int64_t first = INT64_MAX;
        signed char side = 0;
        if (a->options.at[m] & unusable) continue;
        for (uint32_t i = 0; i < a->w.n_items; i++) {
            uint32_t u = a->w.doubts->unknown[i];
            const truce__fate certain = {TRUCE__READ_HERE, 2 * (int32_t)i};
            const truce__fate *fate = u == TRUCE__NONE ? &certain : &a->unknowns->at[u].fates[a->fate[u]];
            signed char favours = a->moves.at[m][2 * i + (fate->reading == TRUCE__READ_OPPOSITE)];
            if (fate->reading == TRUCE__READ_ABSENT || !favours || fate->place >= first) continue;
            first = fate->place; /* equal places: the item that was listed first */
            side = favours;
        }
        if (side > 0) return true;
    }
    return false;
}

static truce_status enumerate(asking *a, double *chance) {
    *chance = 0;
    for (size_t k = 0; k < a->asked.count; k++) a->fate[a->asked.at[k]] = 0;
    for (;;) {
        double here = 1;
        uint64_t unusable = 0;
        for (size_t k = 0; k < a->asked.count; k++) {
            const truce__unknown *unknown = &a->unknowns->at[a->asked.at[k]];
            here *= truce__fate_chance(unknown, a->fate[a->asked.at[k]]);
            if (unknown->kind == TRUCE__UNSURE_OPTION && a->fate[a->asked.at[k]])
                unusable |= UINT64_C(1) << unknown->item;
        }
        if (!is_left(a, unusable)) *chance += here;
        size_t k = 0;
        while (k < a->asked.count && ++a->fate[a->asked.at[k]] == a->unknowns->at[a->asked.at[k]].n_fates)
            a->fate[a->asked.at[k++]] = 0;
        if (k == a->asked.count) return truce__go_on(a->ctx);
    }
}

static double steps_of(const asking *a) {
    double steps = (double)a->moves.count;
    for (size_t k = 0; k < a->asked.count; k++) steps *= a->unknowns->at[a->asked.at[k]].n_fates;
    return steps;
}

static truce_status find_moves(asking *a, uint32_t party, uint64_t s, uint64_t most) {
    truce__walk walk;
    truce__walk_from(&walk, &a->graph->space, party, s);
    for (uint64_t x; truce__walk_next(&walk, &x) && steps_of(a) <= (double)most;) TRY(add_move(a, party, s, x));
    return truce__go_on(a->ctx);
}

truce_status truce__chance_nash(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                                uint32_t party, truce_state s, uint64_t most, double *chance) {
    const truce__doubts *doubts = &unknowns->doubts[party];
    asking a = {.ctx = ctx, .graph = graph, .unknowns = unknowns, .w = {doubts, unknowns, doubts->n_items}};
    bool has_rules = unknowns->count && unknowns->at[unknowns->count - 1].kind == TRUCE__UNSURE_RULE;
    *chance = doubts->pref->kind == TRUCE__PREF_NONE ? 1 : -1;
    if (doubts->pref->kind != TRUCE__PREF_ORDER || has_rules) return TRUCE_OK;
    truce__arena_init(&a.arena, ctx);
    a.is_asked = truce__arena_alloc(&a.arena, unknowns->count, sizeof *a.is_asked);
    a.fate = truce__arena_alloc(&a.arena, unknowns->count, sizeof *a.fate);
    truce_status status = a.is_asked && a.fate ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = find_moves(&a, party, truce__space_cell(&graph->space, s), most);
    if (status == TRUCE_OK && steps_of(&a) <= (double)most) status = enumerate(&a, chance);
    truce__vec_free(ctx, &a.moves);
    truce__vec_free(ctx, &a.options);
    truce__vec_free(ctx, &a.asked);
    truce__arena_free(&a.arena);
    return status;
}
