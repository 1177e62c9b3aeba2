/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shortest paths to the states that were asked for: how many there are, who begins them, who is in all of them, and
 * which one to show.
 *
 * A shortest path to a state consists of pairs (state, who moved last) each found after as many steps as stand before
 * it. So the search's queue, read backwards from the targets, gives the pairs that lie on shortest paths, and read
 * forwards again an order in which a pair's predecessors come before it: numbers, sets and the least number of
 * sacrifices add up in one pass. Only pairs on shortest paths have a record; a bit for each pair and a sum for each
 * 64 of them find it.
 *
 * Numbers of paths stop at 2^64 - 1.
 */
#include "questions/paths/pairs.h"

#include "graph/walk.h"

typedef struct record {
    uint64_t count;
    uint64_t cost; /* of the best path: steps that leave their mover worse off << 32 | steps that change nothing for
                      it */
} record;

typedef struct aim {
    truce_paths *paths;
    uint64_t n_bits, n_words;
    uint64_t *needed;  /* bits over pairs */
    uint64_t *before;  /* needed pairs before each word */
    record *records;   /* of the needed pairs, in the order of their bits */
    uint64_t *parties; /* two sets of movers a record: who may begin, who is in every path */
    uint32_t set_words;
    uint32_t longest;
} aim;

static uint64_t place_of(const aim *a, uint64_t pair) {
    uint64_t below = ((uint64_t)1 << pair % 64) - 1;
    return a->before[pair / 64] + (uint64_t)__builtin_popcountll(a->needed[pair / 64] & below);
}

static uint64_t *beginners(const aim *a, uint64_t place) {
    return a->parties + 2 * place * a->set_words;
}

static uint64_t *constants(const aim *a, uint64_t place) {
    return beginners(a, place) + a->set_words;
}

/* A lapse costs nobody anything. */
static uint64_t cost_of(const truce_paths *paths, uint32_t mover, uint64_t from, uint64_t to) {
    if (truce__is_nobody(paths, mover)) return 0;
    truce_gain gain = truce__step_gain(paths, mover, from, to);
    return gain == TRUCE_WORSE ? (uint64_t)1 << 32 : gain == TRUCE_SAME;
}

/* ------------------------------------------------------------------- lapses */

static int by_end(const void *a, const void *b) {
    const truce__lapse_arc *x = a, *y = b;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* The lapses from a cell that are steps of shortest paths to where they lead. */
static truce_status add_lapses_of(truce_paths *paths, uint64_t cell) {
    uint32_t steps = cell == paths->start ? 1 : truce__cell_steps(paths, cell) + 1;
    size_t first = paths->lapse_arcs.count;
    truce__lapse_walk walk;
    truce__lapse_from(&walk, &paths->lapses, cell);
    for (uint64_t to; truce__lapse_next(&walk, &to);) {
        bool is_new = truce__steps_of(paths, truce__pair(paths, to, paths->n_parties)) == steps;
        for (size_t i = first; i < paths->lapse_arcs.count && is_new; i++) is_new = paths->lapse_arcs.at[i].to != to;
        if (is_new) TRY(truce__vec_push(paths->ctx, &paths->lapse_arcs, ((truce__lapse_arc){to, cell})));
    }
    return truce__is_cancelled(paths->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static truce_status list_lapses(truce_paths *paths) {
    uint64_t n_cells = paths->graph->space.n_cells;
    if (!truce__may_lapse(paths)) return TRUCE_OK;
    TRY(add_lapses_of(paths, paths->start));
    for (uint64_t cell = truce__bits_next(paths->reach->bits, n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(paths->reach->bits, n_cells, cell + 1))
        if (cell != paths->start) TRY(add_lapses_of(paths, cell));
    truce__lapse_arc *arcs = paths->lapse_arcs.at;
    return truce__sort(paths->ctx, arcs, paths->lapse_arcs.count, sizeof *arcs, by_end);
}

/* The first lapse into a cell, of a list in their order. */
static size_t first_lapse(const truce_paths *paths, uint64_t cell) {
    size_t low = 0, high = paths->lapse_arcs.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paths->lapse_arcs.at[middle].to < cell) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ------------------------------------------------------------- predecessors */

/* The pairs from which a pair is reached by the last step of a shortest path; for the first step of all only the
 * start. */
typedef struct backtrack {
    const truce_paths *paths;
    truce__walk walk;
    size_t lapse; /* the next one into the cell, where nobody moved last */
    uint64_t cell, from;
    uint32_t party, steps; /* the pair's mover; the steps before its */
    uint32_t last, next;   /* who moved last in `from`; whom to try next */
    bool is_begun;
} backtrack;

static void backtrack_begin(backtrack *b, const truce_paths *paths, uint64_t cell, uint32_t party) {
    uint32_t steps = truce__steps_of(paths, truce__pair(paths, cell, party));
    *b = (backtrack){.paths = paths, .cell = cell, .party = party, .steps = steps - 1};
    b->next = paths->n_movers;
    if (truce__is_nobody(paths, party)) b->lapse = first_lapse(paths, cell);
    else truce__walk_into(&b->walk, &paths->graph->space, party, cell);
}

static bool next_cell(backtrack *b) {
    const truce_paths *paths = b->paths;
    if (truce__is_nobody(paths, b->party)) {
        bool is_there = b->lapse < paths->lapse_arcs.count && paths->lapse_arcs.at[b->lapse].to == b->cell;
        if (is_there) b->from = paths->lapse_arcs.at[b->lapse++].from;
        return is_there;
    }
    while (truce__walk_next(&b->walk, &b->from))
        if (truce__step_counts(b->paths, b->party, b->from, b->cell)) return true;
    return false;
}

/* The next pair: `from` and `last`, which is TRUCE__NONE for the start. */
static bool backtrack_next(backtrack *b) {
    const truce_paths *paths = b->paths;
    bool is_begun = b->is_begun;
    b->is_begun = true;
    if (b->steps == 0) {
        b->from = paths->start;
        b->last = TRUCE__NONE;
        return !is_begun;
    }
    for (;;) {
        while (b->next < paths->n_movers) {
            b->last = b->next++;
            bool may_follow = b->last != b->party || truce__is_nobody(paths, b->party);
            if (may_follow && truce__steps_of(paths, truce__pair(paths, b->from, b->last)) == b->steps) return true;
        }
        if (!next_cell(b)) return false;
        b->next = 0;
    }
}

/* ------------------------------------------------------------------ targets */

static int by_cell(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static bool is_full(const truce_paths *paths) {
    return paths->query.limit && paths->targets.count >= paths->query.limit;
}

/* Adds the targets among the cells found first after `steps` steps, in ascending order. */
static truce_status add_level(truce_paths *paths, uint32_t steps) {
    uint64_t *first = paths->queue + paths->level.at[steps];
    size_t count = (size_t)(paths->level.at[steps + 1] - paths->level.at[steps]);
    TRY(truce__sort(paths->ctx, first, count, sizeof *first, by_cell)); /* within a level the order means nothing */
    for (size_t i = 0; i < count && !is_full(paths); i++) {
        if (!truce__bits_get(paths->asked->bits, first[i]) || truce__cell_steps(paths, first[i]) != steps) continue;
        truce_path target = {.state = truce__space_number(&paths->graph->space, first[i]), .steps = steps};
        TRY(truce__vec_push(paths->ctx, &paths->targets, target));
    }
    return TRUCE_OK;
}

static truce_status add_targets(truce_paths *paths) {
    paths->target_total = truce_set_count_both(paths->asked, paths->reach);
    paths->unreachable_total = paths->asked->count - paths->target_total;
    for (uint32_t steps = 1; steps + 1 < paths->level.count && !is_full(paths); steps++) TRY(add_level(paths, steps));
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- backwards */

static uint64_t cell_of(const truce_paths *paths, const truce_path *target) {
    return truce__space_cell(&paths->graph->space, target->state);
}

static void need_targets(aim *a) {
    const truce_paths *paths = a->paths;
    for (size_t i = 0; i < paths->targets.count; i++) {
        const truce_path *target = &paths->targets.at[i];
        uint64_t first = truce__pair(paths, cell_of(paths, target), 0);
        for (uint32_t mover = 0; mover < paths->n_movers; mover++)
            if (truce__steps_of(paths, first + mover) == target->steps) truce__bits_set(a->needed, first + mover);
        if (target->steps > a->longest) a->longest = target->steps;
    }
}

typedef truce_status (*pair_fn)(aim *a, uint64_t cell, uint32_t party);

/* Calls `visit` for every needed pair among the cells found after `steps` steps. */
static truce_status each_pair(aim *a, uint32_t steps, pair_fn visit) {
    const truce_paths *paths = a->paths;
    if (truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
    truce__progress(paths->ctx, "following paths", steps, 0);
    for (uint64_t i = paths->level.at[steps]; i < paths->level.at[steps + 1]; i++) {
        uint64_t first = truce__pair(paths, paths->queue[i], 0);
        if (i % 1024 == 0 && truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
        for (uint32_t mover = 0; mover < paths->n_movers; mover++)
            if (truce__steps_of(paths, first + mover) == steps && truce__bits_get(a->needed, first + mover))
                TRY(visit(a, paths->queue[i], mover));
    }
    return TRUCE_OK;
}

static truce_status need_before(aim *a, uint64_t cell, uint32_t party) {
    backtrack b;
    backtrack_begin(&b, a->paths, cell, party);
    while (backtrack_next(&b))
        if (b.last != TRUCE__NONE) truce__bits_set(a->needed, truce__pair(a->paths, b.from, b.last));
    return TRUCE_OK;
}

static uint64_t number_needed(aim *a) {
    uint64_t count = 0;
    for (uint64_t i = 0; i < a->n_words; i++) {
        a->before[i] = count;
        count += (uint64_t)__builtin_popcountll(a->needed[i]);
    }
    return count;
}

/* ----------------------------------------------------------------- forwards */

static uint64_t add(uint64_t a, uint64_t b) {
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

/* The sets of a pair from those of one that comes before it. */
static void join_sets(aim *a, uint64_t place, uint64_t earlier, bool is_first) {
    for (uint32_t i = 0; i < a->set_words; i++) {
        beginners(a, place)[i] |= beginners(a, earlier)[i];
        uint64_t others = constants(a, earlier)[i];
        constants(a, place)[i] = is_first ? others : constants(a, place)[i] & others;
    }
}

static truce_status add_up(aim *a, uint64_t cell, uint32_t party) {
    const truce_paths *paths = a->paths;
    uint64_t place = place_of(a, truce__pair(paths, cell, party));
    record *own = &a->records[place];
    *own = (record){.count = 0, .cost = UINT64_MAX};
    backtrack b;
    backtrack_begin(&b, paths, cell, party);
    while (backtrack_next(&b)) {
        record earlier = {.count = 1, .cost = 0};
        uint64_t cost = cost_of(paths, party, b.from, cell);
        if (b.last == TRUCE__NONE) {
            truce__bits_set(beginners(a, place), party);
        } else {
            uint64_t earlier_place = place_of(a, truce__pair(paths, b.from, b.last));
            earlier = a->records[earlier_place];
            join_sets(a, place, earlier_place, own->count == 0);
        }
        own->count = add(own->count, earlier.count);
        if (earlier.cost + cost < own->cost) own->cost = earlier.cost + cost;
    }
    truce__bits_set(constants(a, place), party);
    return TRUCE_OK;
}

/* --------------------------------------------------------------------- arcs */

/* One arc for each state and step from which a shortest path goes on to the pair. */
static truce_status add_arcs(aim *a, uint64_t cell, uint32_t party) {
    truce_paths *paths = a->paths;
    const truce__space *space = &paths->graph->space;
    backtrack b;
    uint64_t before = UINT64_MAX;
    backtrack_begin(&b, paths, cell, party);
    while (backtrack_next(&b)) {
        if (b.from == before) continue;
        before = b.from;
        if (paths->arc_total++ >= paths->query.arc_limit) continue;
        truce_path_arc arc = {.step = b.steps + 1,
                              .party = truce__party_or_nobody(paths, party),
                              .gain = truce__step_gain(paths, party, b.from, cell)};
        arc.from = truce__space_number(space, b.from);
        arc.to = truce__space_number(space, cell);
        TRY(truce__vec_push(paths->ctx, &paths->arcs, arc));
    }
    return TRUCE_OK;
}

static int by_step(const void *a, const void *b) {
    const truce_path_arc *x = a, *y = b;
    if (x->step != y->step) return x->step < y->step ? -1 : 1;
    if (x->party != y->party) return x->party < y->party ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static truce_status add_arcs_of_path(truce_paths *paths, const truce_path *target) {
    truce_state from = paths->query.from;
    for (uint32_t i = 0; i < target->steps; i++) {
        const truce_path_step *step = &target->path[i];
        truce_path_arc arc = {.step = i + 1, .party = step->party, .from = from, .to = step->to, .gain = step->gain};
        from = step->to;
        bool is_there = false;
        for (size_t k = 0; k < paths->arcs.count && !is_there; k++) is_there = by_step(&paths->arcs.at[k], &arc) == 0;
        if (!is_there) TRY(truce__vec_push(paths->ctx, &paths->arcs, arc));
    }
    return TRUCE_OK;
}

/* Too many arcs: those of the paths that are told, as long as they fit. */
static truce_status keep_told_arcs(truce_paths *paths) {
    paths->arcs.count = 0;
    for (size_t i = 0; i < paths->targets.count; i++) {
        if (paths->arcs.count + paths->targets.at[i].steps > paths->query.arc_limit) break;
        TRY(add_arcs_of_path(paths, &paths->targets.at[i]));
    }
    return TRUCE_OK;
}

static truce_status collect_arcs(aim *a) {
    truce_paths *paths = a->paths;
    if (!paths->query.arc_limit) return TRUCE_OK;
    for (uint32_t steps = 1; steps <= a->longest; steps++) TRY(each_pair(a, steps, add_arcs));
    if (paths->arc_total > paths->query.arc_limit) TRY(keep_told_arcs(paths));
    return truce__sort(paths->ctx, paths->arcs.at, paths->arcs.count, sizeof *paths->arcs.at, by_step);
}

/* --------------------------------------------------------------------- told */

/* The parties of a set as a list. */
static truce_status list_parties(truce_paths *paths, const uint64_t *set, const uint32_t **list, uint32_t *count) {
    uint32_t *parties = truce__arena_alloc(&paths->arena, paths->n_parties, sizeof *parties);
    if (!parties) return TRUCE_E_NOMEM;
    *list = parties;
    for (uint32_t party = 0; party < paths->n_parties; party++)
        if (truce__bits_get(set, party)) parties[(*count)++] = party;
    return TRUCE_OK;
}

/* The first entry by which the one cell lapses into the other. */
static uint32_t entry_of(const truce_paths *paths, uint32_t mover, uint64_t from, uint64_t to) {
    truce__lapse_walk walk;
    uint32_t entry = UINT32_MAX;
    if (!truce__is_nobody(paths, mover)) return entry;
    truce__lapse_from(&walk, &paths->lapses, from);
    for (uint64_t at; truce__lapse_next(&walk, &at);)
        if (at == to && walk.entry < entry) entry = walk.entry;
    return entry;
}

/* The path that is told, from its end: each time the step by the first party, from the lowest state, that keeps the
 * cost. */
static void trace(const aim *a, uint64_t cell, uint32_t party, truce_path_step *steps) {
    const truce_paths *paths = a->paths;
    const truce__space *space = &paths->graph->space;
    for (uint32_t i = truce__steps_of(paths, truce__pair(paths, cell, party)); i-- > 0;) {
        uint64_t cost = a->records[place_of(a, truce__pair(paths, cell, party))].cost, from = paths->start;
        uint32_t last = TRUCE__NONE;
        backtrack b;
        backtrack_begin(&b, paths, cell, party);
        while (backtrack_next(&b)) {
            uint64_t own = cost_of(paths, party, b.from, cell);
            bool is_best = i > 0 && a->records[place_of(a, truce__pair(paths, b.from, b.last))].cost + own == cost;
            if (!is_best || b.last >= last) continue;
            from = b.from;
            last = b.last;
        }
        steps[i].party = truce__party_or_nobody(paths, party);
        steps[i].to = truce__space_number(space, cell);
        steps[i].gain = truce__step_gain(paths, party, from, cell);
        steps[i].entry = entry_of(paths, party, from, cell);
        cell = from;
        party = last;
    }
}

/* Puts together what the pairs of the target say: *party is that of the best path. */
static truce_status join_pairs(aim *a, truce_path *target, uint64_t cell, uint64_t *sets, uint32_t *party) {
    const truce_paths *paths = a->paths;
    uint64_t best = UINT64_MAX;
    for (uint32_t p = 0; p < paths->n_movers; p++) {
        uint64_t pair = truce__pair(paths, cell, p);
        if (truce__steps_of(paths, pair) != target->steps) continue;
        uint64_t place = place_of(a, pair);
        for (uint32_t i = 0; i < a->set_words; i++) {
            uint64_t others = constants(a, place)[i];
            sets[i] |= beginners(a, place)[i];
            sets[a->set_words + i] = target->count ? sets[a->set_words + i] & others : others;
        }
        target->count = add(target->count, a->records[place].count);
        if (a->records[place].cost >= best) continue;
        best = a->records[place].cost;
        *party = p;
    }
    target->worse = (uint32_t)(best >> 32);
    target->same = (uint32_t)best;
    return TRUCE_OK;
}

/* Where nobody moves: in the path told, first in some path, in every path. */
static void note_lapses(const aim *a, truce_path *target, const uint64_t *sets) {
    const truce_paths *paths = a->paths;
    for (uint32_t i = 0; i < target->steps; i++) target->lapses += target->path[i].party == TRUCE_NOBODY;
    if (!truce__may_lapse(paths)) return;
    target->may_lapse_first = truce__bits_get(sets, paths->n_parties);
    target->must_lapse = truce__bits_get(sets + a->set_words, paths->n_parties);
}

static truce_status tell(aim *a, truce_path *target) {
    truce_paths *paths = a->paths;
    uint64_t cell = cell_of(paths, target);
    uint32_t party = 0;
    uint64_t *sets = truce__arena_alloc(&paths->arena, 2 * (size_t)a->set_words, sizeof *sets);
    truce_path_step *steps = truce__arena_alloc(&paths->arena, target->steps, sizeof *steps);
    if (!sets || !steps) return TRUCE_E_NOMEM;
    TRY(join_pairs(a, target, cell, sets, &party));
    trace(a, cell, party, steps);
    target->path = steps;
    note_lapses(a, target, sets);
    TRY(list_parties(paths, sets, &target->first, &target->first_count));
    return list_parties(paths, sets + a->set_words, &target->always, &target->always_count);
}

/* ---------------------------------------------------------------------- aim */

static truce_status plan(const aim *a, uint64_t n_records) {
    double each = (double)sizeof(record) + 16.0 * a->set_words;
    truce__needs needs = {0};
    truce__needs_arrays(a->paths->ctx, &needs, 1, (double)n_records * each);
    return truce__plan_needs(a->paths->ctx, a->paths->graph->model->source.file, "counting shortest paths", needs);
}

static truce_status allocate_bits(aim *a) {
    truce_ctx *ctx = a->paths->ctx;
    truce__needs needs = {0};
    truce__needs_arrays(ctx, &needs, 2, 8 * (double)a->n_words);
    TRY(truce__plan_needs(ctx, a->paths->graph->model->source.file, "following paths", needs));
    a->needed = truce__big_alloc(ctx, a->n_words * sizeof *a->needed);
    a->before = truce__big_alloc(ctx, a->n_words * sizeof *a->before);
    if (!a->needed || !a->before) return TRUCE_E_NOMEM;
    memset(a->needed, 0, a->n_words * sizeof *a->needed);
    return TRUCE_OK;
}

static truce_status allocate_records(aim *a, uint64_t count) {
    TRY(plan(a, count));
    uint64_t set_bytes = 2 * count * a->set_words * sizeof *a->parties;
    a->records = truce__big_alloc(a->paths->ctx, count * sizeof *a->records);
    a->parties = truce__big_alloc(a->paths->ctx, set_bytes);
    if (!a->records || !a->parties) return TRUCE_E_NOMEM;
    memset(a->parties, 0, set_bytes);
    return TRUCE_OK;
}

truce_status truce__paths_aim(truce_paths *paths) {
    truce_status status = TRUCE_OK;
    aim a = {.paths = paths, .set_words = (paths->n_movers + 63) / 64};
    a.n_bits = truce__pair(paths, paths->graph->space.n_cells, 0);
    a.n_words = truce__bits_words(a.n_bits);
    TRY(add_targets(paths));
    if (!paths->targets.count) return TRUCE_OK;
    TRY(list_lapses(paths));
    TRY_OR_DONE(allocate_bits(&a));
    need_targets(&a);
    for (uint32_t steps = a.longest; steps > 0; steps--) TRY_OR_DONE(each_pair(&a, steps, need_before));
    TRY_OR_DONE(allocate_records(&a, number_needed(&a)));
    for (uint32_t steps = 1; steps <= a.longest; steps++) TRY_OR_DONE(each_pair(&a, steps, add_up));
    for (size_t i = 0; i < paths->targets.count; i++) TRY_OR_DONE(tell(&a, &paths->targets.at[i]));
    TRY_OR_DONE(collect_arcs(&a));
done:
    truce__big_free(paths->ctx, a.needed);
    truce__big_free(paths->ctx, a.before);
    truce__big_free(paths->ctx, a.records);
    truce__big_free(paths->ctx, a.parties);
    return status;
}
