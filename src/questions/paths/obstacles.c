/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What keeps a state out of reach. The proof is the search: the states found, with the start, are closed under all
 * legal steps. Often something shorter can be said, and each of these is a fact about that closed set, not a guess:
 * an option never stands there as it would have to, perhaps because its one direction leads away; or no step leads
 * into the state at all.
 */
#include "questions/paths/pairs.h"

#include "graph/walk.h"

typedef struct lookout {
    truce_paths *paths;
    uint64_t taken[TRUCE__MAX_OPTIONS]; /* of each option the levels it has in a state that can be reached, or at the
                                           start */
    uint64_t at_start[TRUCE__MAX_OPTIONS];
    uint64_t *entered; /* bits over the cells into which another lapses; NULL: nothing lapses */
} lookout;

/* Adds the levels that the options take among the members of the cell. */
static void add_levels(const truce__space *space, uint64_t cell, uint64_t *levels) {
    uint32_t of[TRUCE__MAX_OPTIONS];
    uint64_t first = space->is_product ? cell : space->first_member[cell];
    uint64_t end = space->is_product ? cell + 1 : space->first_member[cell + 1];
    for (uint64_t i = first; i < end; i++) {
        truce__space_levels(space, space->is_product ? i : space->members[i], of);
        for (uint32_t o = 0; o < space->model->n_options; o++) levels[o] |= (uint64_t)1 << of[o];
    }
}

static truce_status take_levels(lookout *l) {
    const truce_paths *paths = l->paths;
    const truce__space *space = &paths->graph->space;
    if (space->model->is_plain) return TRUCE_OK;
    add_levels(space, paths->start, l->at_start);
    memcpy(l->taken, l->at_start, sizeof l->taken);
    uint64_t n_cells = space->n_cells, seen = 0;
    for (uint64_t cell = truce__bits_next(paths->reach->bits, n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(paths->reach->bits, n_cells, cell + 1)) {
        add_levels(space, cell, l->taken);
        if (seen++ % 4096 == 0 && truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
    }
    return TRUCE_OK;
}

/* Whether something that lapses sets the option. */
static bool may_be_set(const lookout *l, uint32_t option) {
    const truce_model *model = l->paths->graph->model;
    if (!truce__may_lapse(l->paths)) return false;
    for (uint32_t i = 0; i < model->n_expiries; i++)
        for (uint32_t k = 0; k < model->expiries[i].n_becomes; k++)
            if (model->expiries[i].becomes[k].option == option) return true;
    return false;
}

/* Whether the option's direction alone keeps it from all of these levels. Members of coalesced states, explicit moves
 * and lapses do not follow directions. */
static bool is_one_way(const lookout *l, uint32_t option, uint64_t levels) {
    const truce_model *model = l->paths->graph->model;
    uint64_t here = l->at_start[option];
    if (model->n_coalesce || model->has_moves || may_be_set(l, option)) return false;
    switch (model->options[option].moves) {
    case TRUCE__MOVES_UP: return levels < here;   /* one bit each */
    case TRUCE__MOVES_DOWN: return levels > here;
    case TRUCE__MOVES_NONE: return levels != here;
    case TRUCE__MOVES_BOTH: return false;
    }
    return false;
}

/* Marks where anything lapses into, from wherever. */
static truce_status mark_entered(lookout *l) {
    const truce_paths *paths = l->paths;
    uint64_t n_cells = paths->graph->space.n_cells, bytes = truce__bits_words(n_cells) * sizeof *l->entered;
    if (!truce__may_lapse(paths)) return TRUCE_OK;
    l->entered = truce__big_alloc(paths->ctx, bytes);
    if (!l->entered) return TRUCE_E_NOMEM;
    memset(l->entered, 0, bytes);
    for (uint64_t cell = 0; cell < n_cells; cell++) {
        truce__lapse_walk walk;
        if (truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
        truce__lapse_from(&walk, &paths->lapses, cell);
        for (uint64_t to; truce__lapse_next(&walk, &to);) truce__bits_set(l->entered, to);
    }
    return truce__is_cancelled(paths->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static bool has_entry(const lookout *l, uint64_t cell) {
    const truce_paths *paths = l->paths;
    if (l->entered && truce__bits_get(l->entered, cell)) return true;
    for (uint32_t party = 0; party < paths->n_parties; party++) {
        truce__walk walk;
        truce__walk_into(&walk, &paths->graph->space, party, cell);
        for (uint64_t from; truce__walk_next(&walk, &from);)
            if (truce__step_counts(paths, party, from, cell)) return true;
    }
    return false;
}

/* The first option that never stands as it does in the cell; a one-way option if there is one. */
static void find_option(const lookout *l, uint64_t cell, truce_obstacle *obstacle) {
    const truce__space *space = &l->paths->graph->space;
    uint64_t levels[TRUCE__MAX_OPTIONS] = {0};
    if (space->model->is_plain) return;
    add_levels(space, cell, levels);
    for (uint32_t o = 0; o < space->model->n_options; o++) {
        if (levels[o] & l->taken[o]) continue;
        bool blocks = is_one_way(l, o, levels[o]);
        if (!blocks && obstacle->kind == TRUCE_OBSTACLE_LEVEL) continue;
        obstacle->kind = blocks ? TRUCE_OBSTACLE_ONE_WAY : TRUCE_OBSTACLE_LEVEL;
        obstacle->option = o;
        if (blocks) return;
    }
}

static truce_obstacle obstacle_of(const lookout *l, uint64_t cell) {
    const truce_paths *paths = l->paths;
    truce_obstacle obstacle = {.kind = TRUCE_OBSTACLE_SEARCH, .option = TRUCE__NONE};
    obstacle.state = truce__space_number(&paths->graph->space, cell);
    find_option(l, cell, &obstacle);
    if (obstacle.kind == TRUCE_OBSTACLE_ONE_WAY || has_entry(l, cell)) return obstacle;
    obstacle.kind = TRUCE_OBSTACLE_NO_ENTRY;
    obstacle.option = TRUCE__NONE;
    return obstacle;
}

static truce_status list_obstacles(const lookout *l) {
    truce_paths *paths = l->paths;
    uint64_t n_cells = paths->graph->space.n_cells;
    const uint64_t limit = paths->query.obstacles ? paths->query.obstacles : paths->query.limit;
    for (uint64_t cell = truce__bits_next(paths->asked->bits, n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(paths->asked->bits, n_cells, cell + 1)) {
        if (truce__bits_get(paths->reach->bits, cell)) continue;
        if (limit && paths->obstacles.count >= limit) break;
        if (truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
        TRY(truce__vec_push(paths->ctx, &paths->obstacles, obstacle_of(l, cell)));
    }
    return TRUCE_OK;
}

truce_status truce__paths_obstacles(truce_paths *paths) {
    lookout l = {.paths = paths};
    if (!paths->unreachable_total) return TRUCE_OK;
    truce_status status = take_levels(&l);
    if (status == TRUCE_OK) status = mark_entered(&l);
    if (status == TRUCE_OK) status = list_obstacles(&l);
    truce__big_free(paths->ctx, l.entered);
    return status;
}
