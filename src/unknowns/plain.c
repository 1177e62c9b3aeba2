/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One variant after the other, each a variant of the graph solved by the engine (graph/variant.h): for state spaces
 * too large for lanes, moves in steps, explicit moves, and concepts that lanes do not know. Slower for small models
 * by a factor of hundreds, and nothing here shares code with batch.c: a test compares the two.
 */
#include "graph/lapse.h"
#include "graph/set.h"
#include "graph/walk.h"
#include "unknowns/stage.h"

/* ---------------------------------------------------------------- verdicts */

/* The place on the stage of a variant's cell. */
static uint32_t place_of(const truce__stage *stage, const truce__space *space, uint64_t cell) {
    const truce__space *wide = &stage->wide->space;
    if (space->n_cells != wide->n_cells || space->is_product != wide->is_product || space->code) {
        uint64_t code = space->is_product || !space->code ? cell : space->code[cell];
        cell = wide->is_product || !wide->code ? code : truce__space_find_code(wide, code);
    }
    return (uint32_t)(truce__space_number(wide, cell) - 1);
}

typedef struct telling {
    const truce__stage *stage;
    const truce_graph *variant;
    uint32_t lane; /* its bit */
    truce__verdicts *verdicts;
} telling;

static void mark(const telling *t, const truce_set *set, uint32_t *words) {
    const truce__space *space = &t->variant->space;
    for (uint64_t c = truce__bits_next(set->bits, space->n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(set->bits, space->n_cells, c + 1))
        words[place_of(t->stage, space, c)] |= t->lane;
}

/* The cells of a variant by the places of the stage; UINT64_MAX: not there. */
static void list_cells(const telling *t, uint64_t *cells) {
    const truce__space *space = &t->variant->space;
    for (uint32_t s = 0; s < t->stage->n_states; s++) cells[s] = UINT64_MAX;
    for (uint64_t c = 0; c < space->n_cells; c++)
        if (truce__is_state(space, c)) cells[place_of(t->stage, space, c)] = c;
}

static bool is_outdone(const telling *t, const uint64_t *cells, uint32_t first, uint32_t second) {
    bool is_better = false;
    for (uint32_t p = 0; p < t->variant->model->n_parties; p++) {
        uint32_t a = truce__rank_at(&t->variant->ranks[p], cells[first]);
        uint32_t b = truce__rank_at(&t->variant->ranks[p], cells[second]);
        if (b < a) return false;
        is_better |= b > a;
    }
    return is_better;
}

/* Leaves in the zone what nothing in it outdoes. `front`: room for all states; those that nothing outdoes so far. */
static void narrow_zone(const telling *t, const uint64_t *cells, uint32_t *front) {
    uint32_t *zone = t->verdicts->zone, count = 0, kept;
    for (uint32_t s = 0; s < t->stage->n_states; s++) {
        for (uint32_t k = 0; k < count && zone[s] & t->lane; k++)
            if (is_outdone(t, cells, s, front[k])) zone[s] &= ~t->lane;
        if (!(zone[s] & t->lane)) continue;
        kept = 0;
        for (uint32_t k = 0; k < count; k++) {
            if (is_outdone(t, cells, front[k], s)) zone[front[k]] &= ~t->lane;
            else front[kept++] = front[k];
        }
        front[kept] = s;
        count = kept + 1;
    }
}

static void tell_deals(const telling *t, const uint64_t *cells) {
    const truce__stage *stage = t->stage;
    truce__verdicts *v = t->verdicts;
    for (uint32_t s = 0; s < stage->n_states; s++)
        if (cells[s] != UINT64_MAX) v->better[s] |= t->lane, v->zone[s] |= t->lane;
    for (uint32_t p = 0; p < stage->graph->model->n_parties; p++) {
        const truce__ranks *ranks = &t->variant->ranks[p];
        uint32_t worst = UINT32_MAX;
        for (uint32_t k = 0; k < stage->n_no_deal[p]; k++) {
            uint64_t cell = cells[stage->no_deal[p][k]];
            if (cell != UINT64_MAX && truce__rank_at(ranks, cell) < worst) worst = truce__rank_at(ranks, cell);
        }
        for (uint32_t s = 0; s < stage->n_states; s++) {
            if (cells[s] == UINT64_MAX) continue;
            if (truce__rank_at(ranks, cells[s]) <= worst) v->better[s] &= ~t->lane;
            else v->prefers[(size_t)p * stage->n_states + s] |= t->lane;
            if (truce__rank_at(ranks, cells[s]) >= worst) continue;
            if (v->worse) v->worse[(size_t)p * stage->n_states + s] |= t->lane;
            v->zone[s] &= ~t->lane;
        }
    }
}

/* Places that were reached and whose moves are still to be made. */
typedef struct frontier {
    uint32_t *places, count;
} frontier;

static void reach(const telling *t, uint64_t cell, frontier *f) {
    uint32_t place = place_of(t->stage, &t->variant->space, cell), *word = &t->verdicts->reached[place];
    if (*word & t->lane) return;
    *word |= t->lane;
    f->places[f->count++] = place;
}

/* From the status quo by all moves, and by what lapses. */
static void tell_reached(const telling *t, const uint64_t *cells, const truce__lapses *lapses, frontier *f) {
    const truce__space *space = &t->variant->space;
    if (space->status_quo != UINT64_MAX) reach(t, space->status_quo, f);
    while (f->count) {
        uint64_t from = cells[f->places[--f->count]], to;
        truce__walk walk;
        truce__lapse_walk lapse;
        for (uint32_t p = 0; p < t->variant->model->n_parties; p++) {
            truce__walk_from(&walk, space, p, from);
            while (truce__walk_next(&walk, &to)) reach(t, to, f);
        }
        if (!t->stage->has_lapses) continue;
        truce__lapse_from(&lapse, lapses, from);
        while (truce__lapse_next(&lapse, &to)) reach(t, to, f);
    }
}

static truce_status find_reached(const telling *t, const uint64_t *cells, uint32_t *room) {
    truce__lapses lapses = {0};
    frontier f = {.places = room};
    if (!t->stage->asks_reach) return TRUCE_OK;
    truce_status status = TRUCE_OK;
    if (t->stage->has_lapses) status = truce__lapses_init(t->stage->ctx, &t->variant->space, &lapses);
    if (status == TRUCE_OK) tell_reached(t, cells, &lapses, &f);
    truce__lapses_free(&lapses);
    return status;
}

static truce_status tell(const telling *t, const truce_solution *solution) {
    const truce__stage *stage = t->stage;
    for (uint32_t c = 0; c < stage->n_concepts; c++)
        mark(t, truce_solution_equilibria(solution, c), t->verdicts->holds + (size_t)c * stage->n_states);
    uint64_t *cells = truce__calloc(stage->ctx, stage->n_states, sizeof *cells);
    uint32_t *front = truce__calloc(stage->ctx, stage->n_states, sizeof *front);
    if (!cells || !front) return truce__free(stage->ctx, cells), truce__free(stage->ctx, front), TRUCE_E_NOMEM;
    list_cells(t, cells);
    for (uint32_t s = 0; s < stage->n_states; s++)
        if (cells[s] != UINT64_MAX) t->verdicts->exists[s] |= t->lane;
    if (stage->no_deal) tell_deals(t, cells);
    if (stage->no_deal) narrow_zone(t, cells, front);
    truce_status status = find_reached(t, cells, front);
    truce__free(stage->ctx, front);
    truce__free(stage->ctx, cells);
    return status == TRUCE_OK ? truce__go_on(stage->ctx) : status;
}

static truce_status solve_variant(const truce__stage *stage, const uint16_t *taken, telling *t) {
    truce__varied varied;
    truce_solution *solution = NULL;
    truce__diags_mark said = truce__diags_here(stage->ctx);
    truce_status status = truce__vary(stage->ctx, stage->graph, stage->unknowns, taken, &varied);
    if (status == TRUCE_OK)
        status = truce_solve(stage->ctx, varied.graph, stage->concepts, stage->n_concepts, &solution);
    t->variant = varied.graph;
    if (status == TRUCE_OK) status = tell(t, solution);
    if (status == TRUCE_OK) truce__diags_forget(stage->ctx, said); /* warnings that only this variant deserves */
    truce_solution_free(solution);
    truce__varied_free(&varied);
    return status;
}

truce_status truce__solve_plainly(const truce__stage *stage, const uint16_t *taken, uint32_t alive,
                                  truce__verdicts *verdicts) {
    memset(verdicts->holds, 0, truce__verdict_words(stage) * sizeof *verdicts->holds);
    for (uint32_t l = 0; l < TRUCE__LANES; l++) {
        telling t = {.stage = stage, .lane = UINT32_C(1) << l, .verdicts = verdicts};
        if (alive & t.lane) TRY(solve_variant(stage, taken + l, &t));
    }
    return TRUCE_OK;
}
