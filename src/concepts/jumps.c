/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Equilibrium jumps, strong equilibria, and paths of coalitions.
 *
 * Whether some coalition can go from s to q, two sets of parties say at once: the coalition must lie within those to
 * whom q is an improvement, and, where moves follow from options, must hold every party whose options differ. Few
 * pairs have such a coalition; only for them is it asked whether q can be reached. Where the members can go one after
 * the other, each once, the answer is at hand; else a search tells.
 */
#include "concepts/together.h"

#include "graph/set.h"

/* ------------------------------------------------------------------- jumps */

/* An equilibrium to which some coalition might jump. */
typedef struct candidate {
    uint64_t cell;
    truce__leaning leaning;
    truce__group needed;
    bool is_open; /* for the coalition at hand */
} candidate;

typedef struct found {
    uint32_t candidate;
    size_t coalition;
} found;

typedef struct jumping {
    truce__together *t;
    truce__sequences sequences;
    uint64_t from;
    size_t *by_size; /* the coalitions, small ones first */
    TRUCE__VEC(candidate) candidates;
    TRUCE__VEC(found) found;
    TRUCE__VEC(truce_jump) jumps;
} jumping;

static truce_status list_candidates(jumping *j, const uint64_t *cells, size_t count) {
    const truce__space *space = &j->t->graph->space;
    bool is_strict = j->t->query.improvement == TRUCE_IMPROVES_STRICTLY;
    j->candidates.count = 0;
    TRY(truce__visit(j->t, count));
    for (size_t i = 0; i < count; i++) {
        candidate next = {.cell = cells[i], .leaning = truce__leaning_of(j->t->graph, cells[i], j->from)};
        truce__group among = is_strict ? next.leaning.prefer : next.leaning.accept;
        bool is_among;
        if (!next.leaning.prefer || truce__group_size(among) < 2) continue;
        next.needed = truce__needed_between(space, among, j->from, cells[i], &is_among);
        if (is_among) TRY(truce__vec_push(j->t->ctx, &j->candidates, next));
    }
    return TRUCE_OK;
}

/* Whether a part of the coalition has been found to make the jump. */
static bool is_superfluous(const jumping *j, uint32_t to, truce__group group) {
    for (size_t i = 0; i < j->found.count; i++)
        if (j->found.at[i].candidate == to && truce__is_within(j->t->groups[j->found.at[i].coalition], group))
            return true;
    return false;
}

static truce_status note(jumping *j, uint32_t to, size_t coalition) {
    j->candidates.at[to].is_open = false;
    return truce__vec_push(j->t->ctx, &j->found, ((found){to, coalition}));
}

/* Which of the candidates left the coalition reaches. */
static truce_status search(jumping *j, size_t coalition, size_t n_open) {
    const truce__arrival *next;
    uint64_t before = j->sequences.visits;
    truce__sequences_begin(&j->sequences, j->t->groups[coalition], TRUCE__FORWARD);
    TRY(truce__sequences_start(&j->sequences, j->from));
    while (n_open) {
        TRY(truce__sequences_next(&j->sequences, &next));
        if (!next) break;
        for (uint32_t i = 0; i < j->candidates.count; i++) {
            if (!j->candidates.at[i].is_open || j->candidates.at[i].cell != next->cell) continue;
            TRY(note(j, i, coalition));
            n_open--;
        }
    }
    for (uint32_t i = 0; i < j->candidates.count; i++) j->candidates.at[i].is_open = false;
    return truce__visit(j->t, j->sequences.visits - before);
}

static truce_status try_coalition(jumping *j, size_t coalition) {
    truce__group group = j->t->groups[coalition];
    size_t n_open = 0;
    for (uint32_t i = 0; i < j->candidates.count; i++) {
        candidate *c = &j->candidates.at[i];
        if (!truce__is_within(c->needed, group) || !truce__improves(c->leaning, group, j->t->query.improvement))
            continue;
        if (is_superfluous(j, i, group)) continue;
        if (truce__goes_straight(&j->t->graph->space, group, j->from, c->cell)) {
            TRY(note(j, i, coalition));
            continue;
        }
        c->is_open = true;
        n_open++;
    }
    return n_open ? search(j, coalition, n_open) : TRUCE_OK;
}

static int compare_jumps(const void *a, const void *b) {
    const truce_jump *x = a, *y = b;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return x->coalition < y->coalition ? -1 : x->coalition > y->coalition;
}

/* The jumps from one equilibrium. */
static truce_status jump_from(jumping *j, size_t slot, uint64_t cell, const uint64_t *cells, size_t count) {
    truce__together *t = j->t;
    size_t first = j->jumps.count;
    j->from = cell;
    j->found.count = 0;
    TRY(list_candidates(j, cells, count));
    if (!j->candidates.count) return TRUCE_OK;
    TRY(truce__visit(t, j->candidates.count * t->result.coalition_count));
    for (size_t i = 0; i < t->result.coalition_count; i++)
        if (t->result.coalitions[j->by_size[i]].count > 1) TRY(try_coalition(j, j->by_size[i]));
    for (size_t i = 0; i < j->found.count; i++) {
        truce_state to = truce__space_number(&t->graph->space, j->candidates.at[j->found.at[i].candidate].cell);
        truce_jump jump = {(uint32_t)slot, truce__space_number(&t->graph->space, cell), to, j->found.at[i].coalition};
        TRY(truce__vec_push(t->ctx, &j->jumps, jump));
    }
    if (j->jumps.count == first) return TRUCE_OK;
    return truce__sort(t->ctx, j->jumps.at + first, j->jumps.count - first, sizeof *j->jumps.at, compare_jumps);
}

static bool is_full(const jumping *j) {
    return j->t->query.limit && j->jumps.count > j->t->query.limit;
}

static truce_status jump_under(jumping *j, size_t slot) {
    const truce_set *equilibria = truce_solution_equilibria(j->t->result.solution, j->t->result.slots[slot]);
    uint64_t *cells = NULL;
    size_t count;
    TRY(truce__set_cells(j->t->ctx, equilibria, 0, &cells, &count));
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < count && !is_full(j) && status == TRUCE_OK; i++)
        status = jump_from(j, slot, cells[i], cells, count);
    truce__big_free(j->t->ctx, cells);
    return status;
}

static truce_status sort_coalitions(jumping *j) {
    size_t n = 0, count = j->t->result.coalition_count;
    j->by_size = truce__arena_alloc(&j->t->arena, count, sizeof *j->by_size);
    if (!j->by_size) return TRUCE_E_NOMEM;
    for (size_t size = 1; size <= j->t->graph->model->n_parties; size++)
        for (size_t i = 0; i < count; i++)
            if (j->t->result.coalitions[i].count == size) j->by_size[n++] = i;
    return TRUCE_OK;
}

static truce_status keep_jumps(jumping *j) {
    truce_coalitions *result = &j->t->result;
    result->has_more_jumps = is_full(j);
    result->jump_count = result->has_more_jumps ? (size_t)j->t->query.limit : j->jumps.count;
    truce_jump *jumps = truce__arena_alloc(&j->t->arena, result->jump_count, sizeof *jumps);
    if (!jumps) return TRUCE_E_NOMEM;
    if (result->jump_count) memcpy(jumps, j->jumps.at, result->jump_count * sizeof *jumps);
    result->jumps = jumps;
    return TRUCE_OK;
}

truce_status truce__find_jumps(truce__together *t) {
    jumping j = {.t = t};
    truce_status status;
    truce__sequences_init(&j.sequences, t->ctx, t->graph);
    TRY_OR_DONE(sort_coalitions(&j));
    for (size_t slot = 0; slot < t->result.slot_count && !is_full(&j); slot++) TRY_OR_DONE(jump_under(&j, slot));
    TRY_OR_DONE(keep_jumps(&j));
done:
    truce__sequences_free(&j.sequences);
    truce__vec_free(t->ctx, &j.candidates);
    truce__vec_free(t->ctx, &j.found);
    truce__vec_free(t->ctx, &j.jumps);
    return status;
}

/* ------------------------------------------------------------------ strong */

/* The larger a coalition, the farther it goes. So it is enough to ask, for each state, whether all to whom it is an
 * improvement can go there together. */
static truce_status is_left(jumping *j, uint64_t cell, bool *is_left) {
    truce__together *t = j->t;
    const truce__space *space = &t->graph->space;
    for (uint64_t to = 0; to < space->n_cells && !*is_left && truce__has_visits_left(t); to++) {
        if (truce__stops_at(t->ctx, to)) return TRUCE_E_CANCELLED;
        if (to == cell || !truce__is_state(space, to)) continue;
        t->result.visits++;
        truce__leaning leaning = truce__leaning_of(t->graph, to, cell);
        truce__group all = t->query.improvement == TRUCE_IMPROVES_STRICTLY ? leaning.prefer : leaning.accept;
        bool is_among;
        if (!leaning.prefer) continue;
        truce__group needed = truce__needed_between(space, all, cell, to, &is_among);
        if (!is_among) continue;
        *is_left = truce__goes_straight(space, needed, cell, to);
        const truce__arrival *next = NULL;
        uint64_t before = j->sequences.visits;
        truce__sequences_begin(&j->sequences, all, TRUCE__FORWARD);
        TRY(truce__sequences_start(&j->sequences, cell));
        do {
            if (*is_left) break;
            TRY(truce__sequences_next(&j->sequences, &next));
            *is_left = next && next->cell == to;
        } while (next);
        t->result.visits += j->sequences.visits - before;
    }
    return TRUCE_OK;
}

static truce_status ask_states(truce__together *t) {
    jumping j = {.t = t};
    uint64_t *cells = NULL;
    size_t count = 0;
    truce_status status;
    truce__sequences_init(&j.sequences, t->ctx, t->graph);
    TRY_OR_DONE(truce__set_cells(t->ctx, t->nash, 0, &cells, &count));
    for (size_t i = 0; i < count && truce__has_visits_left(t); i++) {
        bool is_gone = false;
        TRY_OR_DONE(is_left(&j, cells[i], &is_gone));
        if (is_gone) TRY_OR_DONE(truce_set_remove(t->nash, truce__space_number(&t->graph->space, cells[i])));
    }
done:
    truce__sequences_free(&j.sequences);
    truce__big_free(t->ctx, cells);
    return status;
}

truce_status truce__find_strong(truce__together *t) {
    if (!t->result.are_all) TRY(ask_states(t)); /* else they were struck coalition by coalition */
    if (!truce__has_visits_left(t)) return TRUCE_OK;
    t->result.strong = t->nash;
    t->nash = NULL;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- paths */

truce_status truce_coalition_path(truce_ctx *ctx, const truce_graph *graph, const truce_coalition *coalition,
                                  truce_state from, truce_state to, truce_coalition_step **steps, size_t *count) {
    truce__sequences all;
    truce__group group = 0;
    truce_status status;
    const truce__arrival *next = NULL;
    size_t place;
    uint64_t start = truce__space_cell(&graph->space, from), end = truce__space_cell(&graph->space, to);
    for (size_t i = 0; i < coalition->count; i++) group |= truce__group_of(coalition->members[i]);
    *count = 0;
    *steps = NULL;
    truce__sequences_init(&all, ctx, graph);
    truce__sequences_begin(&all, group, TRUCE__FORWARD);
    TRY_OR_DONE(truce__sequences_start(&all, start));
    do TRY_OR_DONE(truce__sequences_next(&all, &next));
    while (next && next->cell != end);
    if (!next) goto done;
    for (const truce__arrival *a = next; a->party != TRUCE__NONE; a = &all.all.at[a->before]) ++*count;
    *steps = truce__calloc(ctx, *count, sizeof **steps);
    if (!*steps) TRY_OR_DONE(TRUCE_E_NOMEM);
    place = *count;
    for (const truce__arrival *a = next; a->party != TRUCE__NONE; a = &all.all.at[a->before])
        (*steps)[--place] = (truce_coalition_step){a->party, truce__space_number(&graph->space, a->cell)};
done:
    truce__sequences_free(&all);
    return status;
}
