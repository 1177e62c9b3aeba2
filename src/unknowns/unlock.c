/* SPDX-License-Identifier: Apache-2.0 */
/* Unlocking over all sets of levers, cost by cost. */
#include "unknowns/unlock.h"

#include "unknowns/locked.h"

typedef struct choice { /* levers that can be used together */
    uint64_t used, cost;
} choice;

typedef struct unlocking {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__unlock_query *query;
    truce__unlocked *result;
    TRUCE__VEC(choice) choices; /* cheapest first */
    uint32_t n_open;            /* of these a model was made: result->models */
    uint64_t spare;             /* what is left of the half of the effort that is for bounds */
    truce__haul haul;
} unlocking;

/* ------------------------------------------------------------------- levers */

static bool is_allowed(const truce_model *model, uint64_t used) {
    for (uint32_t i = 0; i < model->n_levers; i++) {
        const truce__lever *lever = &model->levers[i];
        if (!(used >> i & 1)) continue;
        for (uint32_t k = 0; k < lever->needs.count; k++)
            if (!(used >> lever->needs.at[k] & 1)) return false;
        for (uint32_t k = 0; k < lever->excludes.count; k++)
            if (used >> lever->excludes.at[k] & 1) return false;
    }
    return true;
}

static int by_cost(const void *a, const void *b) {
    const choice *x = a, *y = b;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return x->used < y->used ? -1 : x->used > y->used;
}

static truce_status list_choices(unlocking *u) {
    const truce_model *model = u->graph->model;
    uint32_t numbers[TRUCE__MOST_LEVERS], count = 0;
    for (uint64_t left = u->query->levers; left && count < TRUCE__MOST_LEVERS; left &= left - 1)
        numbers[count++] = (uint32_t)__builtin_ctzll(left);
    for (uint32_t set = 0; set < UINT32_C(1) << count; set++) {
        choice next = {0};
        for (uint32_t i = 0; i < count; i++) {
            if (!(set >> i & 1)) continue;
            next.used |= UINT64_C(1) << numbers[i];
            next.cost += model->levers[numbers[i]].cost;
        }
        if (is_allowed(model, next.used)) TRY(truce__vec_push(u->ctx, &u->choices, next));
    }
    return truce__sort(u->ctx, u->choices.at, u->choices.count, sizeof *u->choices.at, by_cost);
}

/* ------------------------------------------------------------------ searching */

static truce_status take(void *ud, truce__locked *locked, const truce__raw_answer *raw) {
    unlocking *u = ud;
    return truce__answer_write(u->result, locked, raw);
}

/* The most that changes of a model can cost. */
static uint64_t most_of(const truce__locked *locked) {
    uint64_t most = locked->cost;
    for (uint32_t p = 0; p < locked->n_parties; p++) most = truce__sum_or_most(most, locked->sides[p].most);
    return most;
}

static truce_status open_next(unlocking *u) {
    truce__locked *locked = &u->result->models[u->n_open++];
    u->result->n_models = u->n_open;
    uint64_t spare = u->spare;
    TRY(truce__locked_open(u->ctx, u->graph, u->query, u->choices.at[u->n_open - 1].used, &u->spare, locked));
    u->haul.done += spare - u->spare;
    bool is_first = u->n_open == 1;
    if (is_first) u->result->impossible = locked->impossible, u->result->party = locked->party;
    return TRUCE_OK;
}

/* Everything that costs exactly `cost`; *is_more: something may cost more. */
static truce_status try_cost(unlocking *u, uint64_t cost, bool *is_more) {
    uint64_t wanted = u->query->limit ? u->query->limit : UINT64_MAX;
    *is_more = u->n_open < u->choices.count;
    while (u->n_open < u->choices.count && u->choices.at[u->n_open].cost <= cost) TRY(open_next(u));
    for (uint32_t i = 0; i < u->n_open && !u->haul.is_over; i++) {
        truce__locked *locked = &u->result->models[i];
        if (locked->impossible) continue;
        truce__progress(u->ctx, "trying edits", u->haul.done, 0);
        TRY(truce__locked_try(locked, cost - locked->cost, wanted, take, u, &u->haul));
        *is_more |= cost < most_of(locked);
    }
    *is_more |= u->n_open < u->choices.count;
    return TRUCE_OK;
}

static truce_status note_cost(unlocking *u, uint64_t cost) {
    truce__unlock_cost line = {cost, u->haul.profiles, u->haul.tried};
    return truce__vec_push(u->ctx, &u->result->proof, line);
}

static bool is_possible(const unlocking *u) {
    for (uint32_t i = 0; i < u->n_open; i++)
        if (!u->result->models[i].impossible) return true;
    return false;
}

static truce_status search(unlocking *u) {
    truce__unlocked *result = u->result;
    bool is_more = true;
    for (uint64_t cost = 0; is_more; cost++) {
        result->cost = cost;
        if (cost > u->query->most_cost) return TRUCE_OK;
        u->haul = (truce__haul){.done = u->haul.done};
        TRY(try_cost(u, cost, &is_more));
        if (!is_possible(u)) {
            if (u->n_open < u->choices.count) continue; /* dearer levers may do */
            return TRUCE_OK;
        }
        result->impossible = TRUCE__POSSIBLE;
        result->count = u->haul.count;
        result->is_counted = !u->haul.is_over;
        result->is_known = u->haul.count > 0;
        if (result->is_known || result->is_counted) TRY(note_cost(u, cost));
        if (result->is_known || u->haul.is_over) return TRUCE_OK;
    }
    result->impossible = TRUCE__ALL_TRIED;
    return TRUCE_OK;
}

truce_status truce__unlock(truce_ctx *ctx, const truce_graph *graph, const truce__unlock_query *query,
                           truce__unlocked *unlocked) {
    unlocking u = {.ctx = ctx, .graph = graph, .query = query, .result = unlocked, .spare = query->effort / 2};
    *unlocked = (truce__unlocked){.ctx = ctx, .graph = graph};
    truce__arena_init(&unlocked->arena, ctx);
    truce_status status = list_choices(&u);
    if (status == TRUCE_OK) {
        unlocked->models = truce__calloc(ctx, u.choices.count, sizeof *unlocked->models);
        status = unlocked->models ? search(&u) : TRUCE_E_NOMEM;
    }
    truce__vec_free(ctx, &u.choices);
    return status;
}

void truce__unlocked_free(truce__unlocked *unlocked) {
    if (!unlocked->ctx) return;
    for (uint32_t i = 0; i < unlocked->n_models; i++) truce__locked_free(&unlocked->models[i]);
    truce__free(unlocked->ctx, unlocked->models);
    truce__vec_free(unlocked->ctx, &unlocked->proof);
    truce__vec_free(unlocked->ctx, &unlocked->answers);
    truce__arena_free(&unlocked->arena);
}
