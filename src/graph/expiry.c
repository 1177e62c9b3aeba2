/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values states by what they turn into. The moves stay the same. A party values a state by its end: r'(s) = r(what s
 * turns into). All that is computed from ranks follows from this.
 *
 * In a product 64 combinations are followed at a time: the slicer evaluates each entry's condition and changes levels
 * where it holds, round by round. The few that are not at rest after that are followed one by one, as are single
 * ones that are asked for: a table of targets would cost more than it saves. Listed states get such a table, because
 * the state of a combination has to be searched for.
 *
 * If neither a preference nor a condition mentions an option, it makes no difference to ranks after expiry either.
 * Two combinations that differ in it alone expire by the same entries, and their ends differ in it at most.
 */
#include "graph/expiry.h"

#include "graph/planes.h"
#include "graph/strength.h"
#include "graph/set.h"
#include "graph/reduce.h"

#include <inttypes.h>
#include <stdlib.h>

typedef enum course { AT_REST, IN_A_CIRCLE, TOO_LONG, INFEASIBLE, PARTED } course;

/* Where a combination, or a state of a plain graph, ends. */
typedef struct ending {
    course course;
    uint64_t combination;
    uint32_t last; /* the entry applied last */
} ending;

/* -------------------------------------------------------------- combinations */

/* Applies one entry. Returns whether it changed a level. */
static bool apply(const truce_model *model, const truce__expiry *expiry, uint32_t *levels) {
    if (!truce__stmt_eval(model, &expiry->when, levels)) return false;
    bool is_changed = false;
    for (uint32_t i = 0; i < expiry->n_becomes; i++) {
        uint32_t *level = &levels[expiry->becomes[i].option];
        is_changed |= *level != expiry->becomes[i].level;
        *level = expiry->becomes[i].level;
    }
    return is_changed;
}

static uint64_t combination_of(const truce__space *space, const uint32_t *levels) {
    uint64_t combination = 0;
    for (uint32_t i = 0; i < space->model->n_options; i++) combination += levels[i] * space->stride[i];
    return combination;
}

/* Repeats rounds until one changes nothing. To notice circles, it compares with an earlier combination, which is
 * replaced after 1, 2, 4, ... rounds (Brent 1980, doi:10.1007/BF01933190). */
static ending follow(const truce__space *space, uint64_t start) {
    const truce_model *model = space->model;
    uint32_t levels[TRUCE__MAX_OPTIONS];
    ending end = {.course = TOO_LONG, .combination = start};
    uint64_t met = start;
    truce__space_levels(space, start, levels);
    for (uint32_t round = 1, renew = 1; round <= TRUCE__MOST_EXPIRY_ROUNDS; round++) {
        bool is_changed = false;
        for (uint32_t i = 0; i < model->n_expiries; i++) {
            if (!apply(model, &model->expiries[i], levels)) continue;
            is_changed = true;
            end.last = i;
        }
        end.combination = combination_of(space, levels);
        end.course = !is_changed ? AT_REST : end.combination == met ? IN_A_CIRCLE : TOO_LONG;
        if (end.course != TOO_LONG) break;
        if (round == renew) met = end.combination, renew *= 2;
    }
    return end;
}

/* --------------------------------------------------------------------- cells */

static int by_combination(const void *a, const void *b) {
    const truce__place *x = a, *y = b;
    return (x->combination > y->combination) - (x->combination < y->combination);
}

truce_status truce__places_list(truce_ctx *ctx, const truce__space *space, truce__places *list) {
    list->count = space->first_member[space->n_cells];
    list->at = truce__big_alloc(ctx, list->count * sizeof *list->at);
    if (!list->at) return TRUCE_E_NOMEM;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        for (uint64_t i = space->first_member[cell]; i < space->first_member[cell + 1]; i++)
            list->at[i] = (truce__place){space->members[i], (uint32_t)cell};
    }
    return truce__sort(ctx, list->at, list->count, sizeof *list->at, by_combination);
}

const truce__place *truce__places_find(const truce__places *places, uint64_t combination) {
    const truce__place wanted = {.combination = combination};
    return bsearch(&wanted, places->at, places->count, sizeof wanted, by_combination);
}

/* The cell that a listed state turns into. */
static ending follow_listed(const truce__space *space, const truce__places *list, uint64_t cell, uint64_t *to) {
    ending end = {.course = AT_REST};
    *to = UINT64_MAX;
    for (uint64_t i = space->first_member[cell]; i < space->first_member[cell + 1]; i++) {
        end = follow(space, space->members[i]);
        if (end.course != AT_REST) return end;
        const truce__place *found = truce__places_find(list, end.combination);
        if (!found) end.course = INFEASIBLE;
        else if (*to != UINT64_MAX && *to != found->cell) end.course = PARTED;
        if (end.course != AT_REST) return end;
        *to = found->cell;
    }
    return end;
}

/* The same for any shape; `list` serves that of listed combinations. */
static ending follow_cell(const truce__space *space, const truce__places *list, uint64_t cell, uint64_t *to) {
    if (!space->is_product && !space->model->is_plain) return follow_listed(space, list, cell, to);
    ending end = follow(space, cell);
    *to = end.combination;
    if (end.course == AT_REST && space->is_product && !truce__space_is_feasible(space, end.combination))
        end.course = INFEASIBLE;
    return end;
}

uint64_t truce__expires_into(const truce_graph *graph, uint64_t cell) {
    if (!graph->is_after_expiry) return cell;
    return graph->expires_into ? graph->expires_into[cell] : follow(&graph->space, cell).combination;
}

/* -------------------------------------------------------------------- blocks */

enum {
    MOST_SLICED = 32, /* rounds in which a block is followed as a whole */
    FEW = 16          /* cells that are followed faster one by one */
};

/* What happens to a block of a product: the cells that turn into another combination, and those of them that are not
 * yet at rest where the slicer has them. */
typedef struct lapsing {
    uint64_t moved[TRUCE__SLICE_WORDS], unsettled[TRUCE__SLICE_WORDS];
} lapsing;

/* One round over the cells of `among`, which become those that it changed. */
static truce_status lapse_once(const truce__space *space, truce__slicer *slicer, uint64_t *among) {
    uint64_t plane[TRUCE__SLICE_WORDS], changed[TRUCE__SLICE_WORDS] = {0}, some;
    const uint32_t n_words = truce__slicer_words(slicer);
    for (uint32_t i = 0; i < space->model->n_expiries; i++) {
        const truce__expiry *expiry = &space->model->expiries[i];
        TRY(truce__go_on(space->ctx));
        TRY(truce__slicer_eval(slicer, &expiry->when, plane));
        some = 0;
        for (uint32_t w = 0; w < n_words; w++) some |= plane[w] &= among[w];
        for (uint32_t k = 0; some && k < expiry->n_becomes; k++)
            TRY(truce__slicer_put(slicer, expiry->becomes[k].option, expiry->becomes[k].level, plane, changed));
    }
    memcpy(among, changed, sizeof changed);
    return TRUCE_OK;
}

/* Follows all cells of a block side by side, until all but few are at rest. */
static truce_status lapse_block(const truce__space *space, truce__slicer *slicer, uint64_t block, lapsing *l) {
    uint64_t first = block * TRUCE__SLICE_WORDS;
    *l = (lapsing){{0}, {0}};
    truce__slicer_seek(slicer, block);
    const uint32_t n_words = truce__slicer_words(slicer);
    for (uint32_t w = 0; w < n_words; w++) l->unsettled[w] = truce__states_of_word(space, (size_t)(first + w));
    for (int round = 0; round < MOST_SLICED; round++) {
        TRY(lapse_once(space, slicer, l->unsettled));
        for (uint32_t w = 0; w < n_words; w++) l->moved[w] |= l->unsettled[w];
        if (truce__bits_count(l->unsettled, (uint64_t)n_words * 64) < FEW) break;
    }
    return TRUCE_OK;
}

/* Where number `i` of a block ends that stands at `first`. */
static ending ending_in(const truce__space *space, const truce__slicer *slicer, const lapsing *l, uint64_t first,
                        uint64_t i) {
    if (truce__bits_get(l->unsettled, i)) return follow(space, first + i);
    return (ending){.course = AT_REST, .combination = truce__slicer_at(slicer, i)};
}

typedef struct checking {
    const truce__space *space;
    const truce__places *list;
    uint32_t *expires_into;         /* graph shape: filled in */
    _Atomic uint64_t n_expiring; /* states that turn into another */
    _Atomic uint64_t lowest;  /* the lowest cell that does not end in a state */
} checking;

static void note_lowest(checking *job, uint64_t cell) {
    uint64_t known = atomic_load(&job->lowest);
    while (cell < known && !atomic_compare_exchange_weak(&job->lowest, &known, cell)) {
    }
}

/* Notes how one cell ends. Returns whether it ends in a state. */
static bool note_end(checking *job, uint64_t cell, course how, uint64_t to, uint64_t *n_expiring) {
    if (how != AT_REST) {
        note_lowest(job, cell);
        return false;
    }
    *n_expiring += to != cell;
    if (job->expires_into) job->expires_into[cell] = (uint32_t)to;
    return true;
}

static truce_status check_lapsing(checking *job, truce__slicer *slicer, uint64_t block, uint64_t *n_expiring) {
    const truce__space *space = job->space;
    uint64_t first = block * TRUCE__SLICE_BITS;
    lapsing l;
    TRY(lapse_block(space, slicer, block, &l));
    for (uint64_t i = truce__bits_next(l.moved, TRUCE__SLICE_BITS, 0); i != UINT64_MAX;
         i = truce__bits_next(l.moved, TRUCE__SLICE_BITS, i + 1)) {
        if (truce__is_cancelled(space->ctx)) return TRUCE_E_CANCELLED;
        ending end = ending_in(space, slicer, &l, first, i);
        bool is_state = end.course == AT_REST && truce__space_is_feasible(space, end.combination);
        if (!note_end(job, first + i, is_state ? AT_REST : INFEASIBLE, end.combination, n_expiring)) break;
    }
    return TRUCE_OK;
}

/* Skips blocks behind a failure: the lowest cell that fails is found all the same. */
static truce_status check_block(void *ud, truce__slicer *slicer, uint64_t block) {
    checking *job = ud;
    const truce__space *space = job->space;
    uint64_t first = block * TRUCE__SLICE_BITS, left = space->n_cells - first, n_expiring = 0, to;
    if (atomic_load(&job->lowest) < first) return TRUCE_OK;
    if (space->is_product) {
        TRY(check_lapsing(job, slicer, block, &n_expiring));
    } else {
        for (uint64_t i = 0; i < left && i < TRUCE__SLICE_BITS; i++) {
            if (truce__is_cancelled(space->ctx)) return TRUCE_E_CANCELLED;
            ending end = follow_cell(space, job->list, first + i, &to);
            if (!note_end(job, first + i, end.course, to, &n_expiring)) break;
        }
    }
    atomic_fetch_add(&job->n_expiring, n_expiring);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- reports */

/* The text of a rule that the combination breaks. */
static const char *broken_rule(const truce__space *space, uint64_t combination) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    truce__space_levels(space, combination, levels);
    const char *rule = truce__broken_rule(space->model, levels);
    return rule ? rule : "";
}

static truce_status report(truce_ctx *ctx, const truce_graph *graph, const truce__places *list, uint64_t cell) {
    const truce__space *space = &graph->space;
    const truce_model *model = graph->model;
    uint64_t to;
    ending end = follow_cell(space, list, cell, &to);
    char room[TRUCE_CODE_SIZE];
    truce_state state = truce__space_number(space, cell);
    const char *code = truce_graph_state_code(graph, state, room);
    truce__loc loc = model->expiries[end.last].loc;
    truce_status status = TRUCE_OK;
    switch (end.course) {
    case AT_REST: break;
    case IN_A_CIRCLE:
        status =
            truce__diag(ctx, TRUCE_ERROR, &model->source, loc, NULL,
                        "the expiry of state %" PRIu64 " (%s) never ends: it goes round in a circle", state, code);
        break;
    case TOO_LONG:
        status = truce__diag(ctx, TRUCE_ERROR, &model->source, loc, NULL,
                             "the expiry of state %" PRIu64 " (%s) has not ended after %d rounds", state, code,
                             TRUCE__MOST_EXPIRY_ROUNDS);
        break;
    case INFEASIBLE:
        status = truce__diag(ctx, TRUCE_ERROR, &model->source, loc, NULL,
                             "state %" PRIu64 " (%s) turns into a combination that is not feasible: it breaks '%s'",
                             state, code, truce__excerpt_of(broken_rule(space, end.combination)).text);
        break;
    case PARTED:
        status =
            truce__diag(ctx, TRUCE_ERROR, &model->source, loc, "add a condition that they agree on",
                        "the members of coalesced state %" PRIu64 " (%s) turn into different states", state, code);
        break;
    }
    TRY(status);
    return TRUCE_E_MODEL;
}

/* ---------------------------------------------------------------------- init */

static truce_status make_room(truce_ctx *ctx, truce_graph *graph, truce__places *list) {
    const truce__space *space = &graph->space;
    if (space->is_product) return TRUCE_OK;
    truce__needs needs = {0};
    truce__needs_arrays(ctx, &needs, 1, (double)space->n_cells * sizeof *graph->expires_into);
    if (space->members)
        truce__needs_arrays(ctx, &needs, 1, (double)space->first_member[space->n_cells] * sizeof *list->at);
    TRY(truce__plan_needs(ctx, graph->model->source.file, "what the states turn into", needs));
    graph->expires_into = truce__big_alloc(ctx, space->n_cells * sizeof *graph->expires_into);
    if (!graph->expires_into) return TRUCE_E_NOMEM;
    return space->members ? truce__places_list(ctx, space, list) : TRUCE_OK;
}

truce_status truce__expiry_init(truce_ctx *ctx, truce_graph *graph) {
    truce__places list = {0};
    checking job = {.space = &graph->space, .list = &list, .lowest = UINT64_MAX};
    truce_status status;
    graph->is_after_expiry = true;
    truce__progress(ctx, "what expires", 0, 0);
    TRY_OR_DONE(make_room(ctx, graph, &list));
    job.expires_into = graph->expires_into;
    TRY_OR_DONE(truce__blocks_run(ctx, &graph->space, check_block, &job));
    if (job.lowest != UINT64_MAX) TRY_OR_DONE(report(ctx, graph, &list, job.lowest));
    graph->n_expiring = job.n_expiring;
done:
    truce__big_free(ctx, list.at);
    return status;
}

/* --------------------------------------------------------------------- ranks */

typedef struct valuing {
    const truce_graph *graph;
    const truce__ranks *from;
    truce__ranks *to;
    unsigned char **is_met; /* of each ranking, of each rank; later its new rank */
    uint32_t count;
} valuing;

static void value_cell(const valuing *job, uint64_t cell, uint64_t target) {
    for (uint32_t i = 0; i < job->count; i++) {
        uint32_t rank = truce__rank_at(&job->from[i], target);
        truce__value_put(job->to[i].at, job->to[i].bytes, cell, rank);
        if (!__atomic_load_n(&job->is_met[i][rank], __ATOMIC_RELAXED))
            __atomic_store_n(&job->is_met[i][rank], 1, __ATOMIC_RELAXED);
    }
}

static truce_status value_block(void *ud, truce__slicer *slicer, uint64_t block) {
    const valuing *job = ud;
    const truce__space *space = &job->graph->space;
    const uint32_t *into = job->graph->expires_into;
    uint64_t first = block * TRUCE__SLICE_BITS, left = space->n_cells - first;
    lapsing l;
    if (!into) TRY(lapse_block(space, slicer, block, &l));
    for (uint64_t i = 0; i < left && i < TRUCE__SLICE_BITS; i++) {
        bool has_moved = !into && truce__bits_get(l.moved, i);
        if (has_moved && truce__is_cancelled(space->ctx)) return TRUCE_E_CANCELLED;
        uint64_t target = has_moved ? ending_in(space, slicer, &l, first, i).combination : first + i;
        value_cell(job, first + i, into ? into[first + i] : target);
    }
    return TRUCE_OK;
}

/* Gives the ranks that occur numbers without gaps. Infeasible cells have rank 0 and keep it. */
static truce_status close_gaps(truce_ctx *ctx, const truce__space *space, const truce__ranks *from,
                               const unsigned char *is_met, truce__ranks *ranks) {
    truce_status status = TRUCE_OK;
    const uint32_t old_count = from->count;
    uint32_t *dense = truce__calloc(ctx, (size_t)old_count + 1, sizeof *dense);
    if (!dense) return TRUCE_E_NOMEM;
    ranks->count = 0;
    for (uint32_t r = 1; r <= old_count; r++) dense[r] = is_met[r] ? ++ranks->count : 0;
    uint32_t bytes = truce__value_bytes(ranks->count);
    /* in place: a narrower value is never written beyond the place where it was read */
    for (uint64_t cell = 0; cell < space->n_cells && !truce__stops_at(ctx, cell); cell++)
        truce__value_put(ranks->at, bytes, cell, dense[truce__rank_at(ranks, cell)]);
    ranks->bytes = bytes;
    if (from->strength)
        status = truce__strength_without(ctx, from->strength, old_count, dense, ranks->count, &ranks->strength);
    truce__free(ctx, dense);
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : status;
}

truce_status truce__expiry_ranks(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *from, truce__ranks *to,
                                uint32_t count) {
    const truce__space *space = &graph->space;
    truce__needs needs = {0};
    truce_status status;
    valuing job = {graph, from, to, truce__calloc(ctx, count, sizeof(unsigned char *)), count};
    for (uint32_t i = 0; i < count; i++) truce__needs_arrays(ctx, &needs, 1, (double)space->n_cells * from[i].bytes);
    TRY_OR_DONE(truce__plan_needs(ctx, graph->model->source.file, "ranking what the states turn into", needs));
    if (!job.is_met) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < count; i++) {
        to[i] = (truce__ranks){.bytes = from[i].bytes, .at = truce__big_alloc(ctx, space->n_cells * from[i].bytes)};
        to[i].idle = from[i].idle & truce__idle_in_expiries(graph->model);
        job.is_met[i] = truce__calloc(ctx, (size_t)from[i].count + 1, 1);
        if (!to[i].at || !job.is_met[i]) TRY_OR_DONE(TRUCE_E_NOMEM);
    }
    TRY_OR_DONE(truce__blocks_run(ctx, space, value_block, &job));
    for (uint32_t i = 0; i < count; i++) TRY_OR_DONE(close_gaps(ctx, space, &from[i], job.is_met[i], &to[i]));
done:
    for (uint32_t i = 0; job.is_met && i < count; i++) truce__free(ctx, job.is_met[i]);
    truce__free(ctx, job.is_met);
    return status;
}

/* ------------------------------------------------------------------- queries */

bool truce_graph_is_after_expiry(const truce_graph *graph) {
    return graph->is_after_expiry;
}

truce_state truce_graph_expires_into(const truce_graph *graph, truce_state state) {
    if (!graph->is_after_expiry) return state;
    return truce__space_number(&graph->space, truce__expires_into(graph, truce__space_cell(&graph->space, state)));
}

uint64_t truce_graph_expiring_count(const truce_graph *graph) {
    return graph->n_expiring;
}
