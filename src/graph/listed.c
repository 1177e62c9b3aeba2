/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The graph shape: spaces whose states or moves are listed. One mechanism for three uses: few feasible combinations
 * among many, coalesced states, explicit moves. The cost of a list depends only on the number of feasible
 * combinations. A search (search.c) finds them in ascending order, so their list is its own index.
 *
 * Coalescing makes one state of all feasible combinations that satisfy a coalescing statement. A combination that
 * satisfies two such statements joins their classes. The state takes the place of its lowest code.
 */
#include "graph/search.h"
#include "graph/shapes.h"

#include <assert.h>

static const uint32_t no_state = UINT32_MAX;

enum { STATE_BYTES = 80 }; /* of all lists of combinations together, while they are made */

/* ----------------------------------------------------------- combinations */

/* Reports that there are more combinations than can be listed. */
static truce_status refuse(truce_ctx *ctx, const truce__space *space, uint64_t count) {
    TRY(truce__plan(ctx, space->model->source.file, "a list of the feasible states", (double)count * STATE_BYTES));
    TRY(truce__diag(ctx, TRUCE_ERROR, &space->model->source, (truce__loc){0}, NULL,
                    "at most 2^32 - 2 feasible combinations can be listed; here are at least %llu",
                    (unsigned long long)count));
    return TRUCE_E_LIMIT;
}

static bool all_hold(truce__search *search, uint32_t n_rules, const uint64_t *allowed) {
    for (uint32_t r = 0; r < n_rules; r++)
        if (truce__partial_eval(&search->partial, &search->rules[r].formula, allowed) != TRUCE__TRUE) return false;
    return true;
}

/* A lower bound by going out from one combination: option after option may take all its levels, as long as every rule
 * holds for any choice among them. */
static uint64_t count_around(truce__search *search, const truce__space *space, uint64_t code) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    uint64_t allowed[TRUCE__MAX_OPTIONS], count = 1;
    truce__space_levels(space, code, levels);
    for (uint32_t i = 0; i < space->model->n_options; i++) allowed[i] = (uint64_t)1 << levels[i];
    for (uint32_t i = 0; i < space->model->n_options; i++) {
        const uint64_t n_levels = space->model->options[i].n_levels;
        allowed[i] = ((uint64_t)1 << n_levels) - 1;
        /* no overflow: there are at most 2^62 combinations */
        if (all_hold(search, space->model->n_rules, allowed)) count *= n_levels;
        else allowed[i] = (uint64_t)1 << levels[i];
    }
    return count;
}

/* A lower bound for models whose rules mention nearly all options, where a search would count combinations one by
 * one. */
static truce_status look_around(truce_ctx *ctx, const truce__space *space, uint64_t steps, uint64_t *known) {
    truce__search search;
    uint64_t code = UINT64_MAX, count = 0;
    truce_status status = truce__search_init(&search, ctx, space->model, space->model->n_rules, TRUCE__NONE, false);
    if (status == TRUCE_OK) status = truce__search_first(&search, steps, UINT64_MAX, &code);
    if (status == TRUCE_OK && code != UINT64_MAX) count = count_around(&search, space, code);
    if (count > *known) *known = count;
    truce__search_free(&search);
    return status == TRUCE_E_LIMIT ? TRUCE_OK : status; /* none was found in so few steps */
}

/* A lower bound on the number of combinations: a short search may show that there are too many for a list. */
static truce_status look_ahead(truce_ctx *ctx, const truce__space *space, uint64_t worth, uint64_t room,
                               uint64_t *known) {
    const truce_model *model = space->model;
    const uint64_t short_look = 1 << 18, steps = worth < short_look ? worth : short_look;
    truce__search search;
    truce_status status = truce__search_init(&search, ctx, model, model->n_rules, TRUCE__NONE, false);
    if (status == TRUCE_OK) status = truce__search_count(&search, worth < room ? worth : room, steps, known);
    truce__search_free(&search);
    if (status == TRUCE_OK && *known <= worth && *known <= room) status = look_around(ctx, space, steps, known);
    return status;
}

/* Lists the feasible combinations, unless that takes more than `worth` steps. */
static truce_status list_codes(truce_ctx *ctx, const truce__space *space, uint64_t worth, truce__codes *codes,
                               bool *is_worth) {
    const truce_model *model = space->model;
    uint64_t room = ctx->memory && ctx->memory / STATE_BYTES < no_state ? ctx->memory / STATE_BYTES : no_state - 1;
    uint64_t known, code;
    truce__search search;
    truce_status status;
    truce__progress(ctx, "feasible states", 0, 0);
    TRY(look_ahead(ctx, space, worth, room, &known));
    *is_worth = known <= worth;
    if (!*is_worth) return TRUCE_OK;
    if (known > room) return refuse(ctx, space, known);
    TRY_OR_DONE(truce__search_init(&search, ctx, model, model->n_rules, TRUCE__NONE, true));
    while (!search.is_over) {
        if (truce__search_step(&search, &code)) TRY_OR_DONE(truce__vec_push(ctx, codes, code));
        *is_worth = search.n_nodes <= worth;
        if (!*is_worth) goto done;
        if (codes->count > room) TRY_OR_DONE(refuse(ctx, space, codes->count));
        if (truce__search_stops(&search)) TRY_OR_DONE(TRUCE_E_CANCELLED);
    }
    if (codes->count == 0) TRY_OR_DONE(truce__space_report_empty(ctx, space));
done:
    truce__search_free(&search);
    return status;
}

/* ---------------------------------------------------------------- classes */

/* Halves the path on the way: else thousands of statements that overlap would make long ones. */
static uint32_t find_root(uint32_t *parent, uint32_t x) {
    for (; parent[x] != x; x = parent[x]) parent[x] = parent[parent[x]];
    return x;
}

typedef struct classes {
    const truce__space *space;
    truce__partial partial;
    truce__formula *formulas; /* the coalescing statements */
    uint32_t *parent;         /* of each statement: another one of its class */
    uint32_t *state;          /* of each root, once it is known */
} classes;

static truce_status classes_init(truce_ctx *ctx, const truce__space *space, classes *c) {
    uint32_t n = space->model->n_coalesce;
    *c = (classes){.space = space};
    TRY(truce__partial_init(ctx, space->model, &c->partial));
    c->formulas = truce__arena_alloc(&c->partial.arena, n, sizeof *c->formulas);
    c->parent = truce__arena_alloc(&c->partial.arena, n, sizeof *c->parent);
    c->state = truce__arena_alloc(&c->partial.arena, n, sizeof *c->state);
    if (!c->formulas || !c->parent || !c->state) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        c->parent[i] = i;
        c->state[i] = no_state;
        TRY(truce__partial_compile(&c->partial, &space->model->coalesce[i].stmt, &c->formulas[i]));
    }
    return TRUCE_OK;
}

/* Joins the classes of the coalescing statements that hold in a combination. Returns the root, or no_state if none
 * holds. */
static uint32_t class_of(classes *c, uint64_t code) {
    uint32_t root = no_state, levels[TRUCE__MAX_OPTIONS];
    uint64_t allowed[TRUCE__MAX_OPTIONS];
    truce__space_levels(c->space, code, levels);
    for (uint32_t i = 0; i < c->space->model->n_options; i++) allowed[i] = (uint64_t)1 << levels[i];
    for (uint32_t i = 0; i < c->space->model->n_coalesce; i++) {
        if (truce__partial_eval(&c->partial, &c->formulas[i], allowed) != TRUCE__TRUE) continue;
        uint32_t other = find_root(c->parent, i);
        if (root == no_state) root = other;
        else if (other < root) c->parent[root] = other, root = other;
        else c->parent[other] = root;
    }
    return root;
}

/* Numbers the states: state_of[place of combination]. Returns how many there are, 0 when cancelled. */
static uint32_t number_states(classes *c, const truce__codes *codes, uint32_t *state_of) {
    uint32_t count = 0;
    for (size_t i = 0; i < codes->count; i++) { /* first join all classes */
        if (truce__stops_at(c->space->ctx, i) || truce__partial_stops(&c->partial)) return 0;
        state_of[i] = class_of(c, codes->at[i]);
    }
    for (size_t i = 0; i < codes->count; i++) {
        if (truce__stops_at(c->space->ctx, i)) return 0;
        if (state_of[i] == no_state) {
            state_of[i] = count++;
            continue;
        }
        uint32_t root = find_root(c->parent, state_of[i]);
        if (c->state[root] == no_state) c->state[root] = count++;
        state_of[i] = c->state[root];
    }
    return count;
}

static truce_status coalesce(truce_ctx *ctx, truce__space *space, const truce__codes *codes, uint32_t *state_of) {
    classes c;
    truce_status status = classes_init(ctx, space, &c);
    if (status == TRUCE_OK) space->n_states = space->n_cells = number_states(&c, codes, state_of);
    if (truce__is_cancelled(ctx)) status = TRUCE_E_CANCELLED;
    truce__partial_free(&c.partial);
    return status;
}

/* Lists each state's lowest combination and all its members. */
static truce_status list_members(truce_ctx *ctx, truce__space *space, const truce__codes *codes,
                                 const uint32_t *state_of) {
    uint64_t n = space->n_states;
    space->code = truce__big_alloc(ctx, n * sizeof *space->code);
    space->first_member = truce__big_alloc(ctx, (n + 2) * sizeof *space->first_member);
    space->members = truce__big_alloc(ctx, codes->count * sizeof *space->members);
    if (!space->code || !space->first_member || !space->members) return TRUCE_E_NOMEM;
    uint64_t *first = space->first_member;
    TRY(truce__big_set(ctx, first, 0, (n + 2) * sizeof *first));
    for (size_t i = 0; i < codes->count; i++) {
        if (truce__stops_at(ctx, i)) return TRUCE_E_CANCELLED;
        first[state_of[i] + 2]++;
    }
    for (uint64_t s = 0; s < n; s++) {
        if (truce__stops_at(ctx, s)) return TRUCE_E_CANCELLED;
        first[s + 2] += first[s + 1];
    }
    for (size_t i = 0; i < codes->count; i++) {
        if (truce__stops_at(ctx, i)) return TRUCE_E_CANCELLED;
        space->members[first[state_of[i] + 1]++] = codes->at[i];
    }
    for (uint64_t s = 0; s < n; s++) {
        if (truce__stops_at(ctx, s)) return TRUCE_E_CANCELLED;
        space->code[s] = space->members[first[s]];
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ build */

static truce_status rows_reserve(truce_ctx *ctx, truce__space *space) {
    uint32_t n = space->model->n_parties;
    space->out = truce__calloc(ctx, n, sizeof *space->out);
    space->in = truce__calloc(ctx, n, sizeof *space->in);
    return space->out && space->in ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The most moves worth listing: to follow a move takes less time than a step of the search. */
static uint64_t worth_moves(uint64_t worth) {
    enum { MOVES_PER_STEP = 8 };
    return worth > UINT64_MAX / MOVES_PER_STEP ? UINT64_MAX : worth * MOVES_PER_STEP;
}

truce_status truce__space_build_listed(truce_ctx *ctx, truce__space *space, uint64_t worth, bool *is_worth) {
    truce_status status = TRUCE_OK;
    truce__codes codes = {0};
    uint32_t *state_of = NULL;
    TRY_OR_DONE(list_codes(ctx, space, worth, &codes, is_worth));
    if (!*is_worth) goto done;
    TRY_OR_DONE(truce__plan(ctx, space->model->source.file, "a list of the feasible states",
                            (double)codes.count * STATE_BYTES));
    state_of = truce__big_alloc(ctx, codes.count * sizeof *state_of);
    if (!state_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(coalesce(ctx, space, &codes, state_of));
    TRY_OR_DONE(list_members(ctx, space, &codes, state_of));
    TRY_OR_DONE(rows_reserve(ctx, space));
    if (space->model->has_moves) TRY_OR_DONE(truce__space_read_moves(ctx, space));
    else TRY_OR_DONE(truce__space_derive_moves(ctx, space, &codes, state_of, worth_moves(worth), is_worth));
done:
    truce__big_free(ctx, state_of);
    truce__vec_free(ctx, &codes);
    return status;
}

truce_status truce__space_build_plain(truce_ctx *ctx, truce__space *space) {
    space->n_states = space->n_cells;
    TRY(rows_reserve(ctx, space));
    return truce__space_read_moves(ctx, space);
}
