/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stability against coalitions: what is asked, and what comes of it. dominance.c decides, jumps.c compares
 * equilibria.
 *
 * Why not the individual method with the coalition as one party: its members may pass through states that exist and
 * nothing else, and "better" is not one order but one for each member. So a coalition's question is one of dominance:
 * is there a state within its reach that is worth more to every member than the start? What a state is worth, the
 * engine says, with the coalition's members left aside where the others reply.
 *
 * Answers by other coalitions, which some texts allow, are left out. With them a coalition of one would not be the
 * individual concept; and where only "the same coalition not twice in a row" is asked, a party could move twice in a
 * row, and SEQ would no longer imply GMR (tests/scripts/test_coalitions.py has both examples).
 */
#include "concepts/together.h"

#include "graph/set.h"

#include <inttypes.h>

enum { MOST_PARTIES = 20 }; /* of which all coalitions are looked at */

/* -------------------------------------------------------------- coalitions */

static truce_status add_coalition(truce__together *t, truce__group group, truce_coalition *out) {
    uint32_t *members = truce__arena_alloc(&t->arena, truce__group_size(group), sizeof *members);
    if (!members) return TRUCE_E_NOMEM;
    *out = (truce_coalition){members, truce__group_size(group)};
    for (; group; group &= group - 1) *members++ = (uint32_t)__builtin_ctzll(group);
    return TRUCE_OK;
}

/* The next set of as many parties in the order of lists: 0 1, 0 2, 1 2 are 3, 5, 6. False behind the last. */
static bool next_of_size(uint32_t *members, uint32_t size, uint32_t n) {
    uint32_t i = size;
    while (i > 0 && members[i - 1] == n - size + i - 1) i--;
    if (i == 0) return false;
    members[i - 1]++;
    for (; i < size; i++) members[i] = members[i - 1] + 1;
    return true;
}

static truce__group group_of_members(const uint32_t *members, size_t count) {
    truce__group group = 0;
    for (size_t i = 0; i < count; i++) group |= truce__group_of(members[i]);
    return group;
}

static void list_all(uint32_t n, truce__group *groups) {
    uint32_t members[TRUCE__MOST_IN_GROUPS];
    for (uint32_t size = 1; size <= n; size++) {
        for (uint32_t i = 0; i < size; i++) members[i] = i;
        do *groups++ = group_of_members(members, size);
        while (next_of_size(members, size, n));
    }
}

static bool is_wrong(const truce_coalition *coalition, uint32_t n_parties) {
    for (size_t i = 0; i < coalition->count; i++)
        if (coalition->members[i] >= n_parties || (i && coalition->members[i] <= coalition->members[i - 1]))
            return true;
    return coalition->count == 0;
}

static truce_status count_coalitions(truce__together *t, size_t *count) {
    uint32_t n = t->graph->model->n_parties;
    const truce__source *source = &t->graph->model->source;
    *count = t->query.coalition_count;
    if (n <= (t->query.coalitions ? TRUCE__MOST_IN_GROUPS : MOST_PARTIES)) {
        if (!t->query.coalitions) *count = ((size_t)1 << n) - 1;
        return TRUCE_OK;
    }
    if (t->query.coalitions)
        TRY(truce__diag(t->ctx, TRUCE_ERROR, source, (truce__loc){0}, NULL,
                        "coalitions: the model has %" PRIu32 " parties; the limit is %d", n, TRUCE__MOST_IN_GROUPS));
    else
        TRY(truce__diag(t->ctx, TRUCE_ERROR, source, (truce__loc){0}, "name those of interest: --coalitions a+b",
                        "%" PRIu32 " parties have too many coalitions for all of them; the limit is %d parties", n,
                        MOST_PARTIES));
    return TRUCE_E_LIMIT;
}

static truce_status take_coalitions(truce__together *t) {
    uint32_t n = t->graph->model->n_parties;
    size_t count;
    TRY(count_coalitions(t, &count));
    truce_coalition *coalitions = truce__arena_alloc(&t->arena, count, sizeof *coalitions);
    t->groups = truce__arena_alloc(&t->arena, count, sizeof *t->groups);
    if (!coalitions || !t->groups) return TRUCE_E_NOMEM;
    if (!t->query.coalitions) list_all(n, t->groups);
    for (size_t i = 0; t->query.coalitions && i < count; i++) {
        if (is_wrong(&t->query.coalitions[i], n)) return TRUCE_E_USAGE;
        t->groups[i] = group_of_members(t->query.coalitions[i].members, t->query.coalitions[i].count);
    }
    for (size_t i = 0; i < count; i++) TRY(add_coalition(t, t->groups[i], &coalitions[i]));
    t->result.coalitions = coalitions;
    t->result.coalition_count = count;
    t->result.are_all = !t->query.coalitions;
    return TRUCE_OK;
}

/* Whether the coalitions share no member and hold every party. */
static bool are_blocs(const truce__together *t) {
    truce__group so_far = 0;
    for (size_t i = 0; i < t->result.coalition_count; i++) {
        if (so_far & t->groups[i]) return false;
        so_far |= t->groups[i];
    }
    return t->result.coalition_count > 1 && so_far == truce__all_parties(t->graph->model);
}

/* -------------------------------------------------------------------- rows */

static truce_status take_slots(truce__together *t) {
    uint32_t n = truce_solution_concept_count(t->result.solution);
    uint32_t *slots = truce__arena_alloc(&t->arena, n, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        if (truce__concept_at(truce_solution_concept(t->result.solution, i))->has_coalitions)
            slots[t->result.slot_count++] = i;
    t->result.slots = slots;
    return t->result.slot_count ? TRUCE_OK : TRUCE_E_USAGE;
}

static truce_status take_rows(truce__together *t, size_t slot) {
    const truce_set *equilibria = truce_solution_equilibria(t->result.solution, t->result.slots[slot]);
    truce_set **rows = &t->result.rows[slot];
    TRY(truce_set_copy(t->ctx, t->query.rows ? t->query.rows : equilibria, rows));
    if (!t->query.rows && t->query.only) TRY(truce_set_and(*rows, t->query.only));
    t->n_kept[slot] = (size_t)truce_set_count(*rows);
    if (t->query.limit && t->n_kept[slot] > t->most_kept) t->n_kept[slot] = t->most_kept;
    return truce__set_cells(t->ctx, *rows, t->n_kept[slot], &t->kept[slot], &t->n_kept[slot]);
}

/* Exits are kept for as many rows as may be told. */
static truce_status take_all_rows(truce__together *t) {
    size_t n = t->result.slot_count, most = 0, count = t->result.coalition_count;
    t->result.rows = truce__arena_alloc(&t->arena, n, sizeof *t->result.rows);
    t->result.stable = truce__arena_alloc(&t->arena, n, sizeof *t->result.stable);
    t->kept = truce__arena_alloc(&t->arena, n, sizeof *t->kept);
    t->n_kept = truce__arena_alloc(&t->arena, n, sizeof *t->n_kept);
    if (!t->result.rows || !t->result.stable || !t->kept || !t->n_kept) return TRUCE_E_NOMEM;
    /* the analyser does not follow what calloc has set to 0; there is always a coalition */
    t->most_kept = (size_t)(t->query.limit / count + 1); /* NOLINT(clang-analyzer-core.*) */
    for (size_t slot = 0; slot < n; slot++) {
        TRY(take_rows(t, slot));
        most = t->n_kept[slot] > most ? t->n_kept[slot] : most;
    }
    t->most_kept = most;
    return TRUCE_OK;
}

/* The equilibria of Nash: those of the solution, or found now. */
static truce_status take_nash(truce__together *t) {
    uint32_t nash = truce_concept_find("nash"), n = truce_solution_concept_count(t->result.solution);
    for (uint32_t i = 0; i < n; i++)
        if (truce_solution_concept(t->result.solution, i) == nash)
            return truce_set_copy(t->ctx, truce_solution_equilibria(t->result.solution, i), &t->nash);
    truce_solution *solution = NULL;
    TRY(truce_solve(t->ctx, t->graph, &nash, 1, &solution));
    truce_status status = truce_set_copy(t->ctx, truce_solution_equilibria(solution, 0), &t->nash);
    truce_solution_free(solution);
    return status;
}

static truce_status make_bits(truce__together *t) {
    uint64_t n = t->result.slot_count * t->result.coalition_count;
    uint64_t bytes = n * t->words * sizeof *t->unstable, of_exits = n * t->most_kept * sizeof *t->exits;
    TRY(truce__plan(t->ctx, t->graph->model->source.file, "the verdicts for coalitions",
                    (double)n * ((double)t->words * sizeof *t->unstable + (double)t->most_kept * sizeof *t->exits)));
    t->unstable = truce__big_alloc(t->ctx, bytes);
    t->exits = truce__big_alloc(t->ctx, of_exits + 1);
    if (!t->unstable || !t->exits) return TRUCE_E_NOMEM;
    TRY(truce__big_set(t->ctx, t->unstable, 0, bytes));
    return truce__big_set(t->ctx, t->exits, 0, of_exits);
}

/* ------------------------------------------------------------------ result */

static truce_status conclude(truce__together *t, size_t slot) {
    truce_set **stable = &t->result.stable[slot];
    TRY(truce_set_copy(t->ctx, t->result.rows[slot], stable));
    for (size_t c = 0; c < t->result.coalition_count; c++) {
        const uint64_t *unstable = truce__unstable_for(t, slot, c);
        for (size_t i = 0; i < t->words; i++) (*stable)->bits[i] &= ~unstable[i];
    }
    return truce__set_recount(*stable);
}

static truce_status find(truce__together *t) {
    TRY(take_slots(t));
    TRY(take_coalitions(t));
    t->result.are_blocs = !t->result.are_all && are_blocs(t);
    TRY(take_all_rows(t));
    TRY(take_nash(t));
    TRY(make_bits(t));
    TRY(truce__decide_coalitions(t));
    for (size_t slot = 0; slot < t->result.slot_count; slot++) TRY(conclude(t, slot));
    TRY(truce__find_jumps(t));
    TRY(truce__find_strong(t));
    truce__tell(t->ctx, "coalitions: %" PRIu64 " visits of states and moves", t->result.visits);
    return TRUCE_OK;
}

static truce_status refuse(truce_ctx *ctx, const truce_graph *graph, const char *hint, const char *reason) {
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, hint, "%s", reason));
    return TRUCE_E_USAGE;
}

truce_status truce_coalitions_find(truce_ctx *ctx, const truce_solution *solution,
                                   const truce_coalitions_query *query, truce_coalitions **out) {
    const truce_graph *graph = truce_solution_graph(solution);
    if (!truce__graph_has_ranks(graph))
        return refuse(ctx, graph, "take one process", "coalitions cannot be looked at by several processes");
    if (graph->rules != TRUCE_RULES_TRUCE)
        return refuse(ctx, graph, "take '--rules truce'", "coalitions are looked at by the rules of truce alone");
    truce__together *t = truce__calloc(ctx, 1, sizeof *t);
    if (!t) return TRUCE_E_NOMEM;
    t->ctx = ctx;
    t->graph = graph;
    t->words = truce__bits_words(graph->space.n_cells);
    truce__arena_init(&t->arena, ctx);
    t->query = query ? *query : (truce_coalitions_query){0};
    if (!t->query.visits) t->query.visits = TRUCE_COALITION_VISITS;
    t->result.solution = solution;
    t->result.improvement = t->query.improvement;
    truce_status status = find(t);
    if (status == TRUCE_OK) *out = &t->result;
    else truce_coalitions_free(&t->result);
    return status;
}

void truce_coalitions_free(truce_coalitions *coalitions) {
    if (!coalitions) return;
    truce__together *t = (truce__together *)coalitions;
    for (size_t slot = 0; coalitions->rows && slot < coalitions->slot_count; slot++) {
        truce_set_free(coalitions->rows[slot]);
        if (coalitions->stable) truce_set_free(coalitions->stable[slot]);
        if (t->kept) truce__big_free(t->ctx, t->kept[slot]);
    }
    truce_set_free(coalitions->strong);
    truce_set_free(t->nash);
    truce__big_free(t->ctx, t->unstable);
    truce__big_free(t->ctx, t->exits);
    truce__arena_free(&t->arena);
    truce__free(t->ctx, t);
}

bool truce_coalition_is_stable(const truce_coalitions *coalitions, size_t slot, size_t coalition, truce_state state) {
    const truce__together *t = (const truce__together *)coalitions;
    return !truce__bits_get(truce__unstable_for(t, slot, coalition), truce__space_cell(&t->graph->space, state));
}

truce_state truce_coalition_exit(const truce_coalitions *coalitions, size_t slot, size_t coalition,
                                 truce_state state) {
    const truce__together *t = (const truce__together *)coalitions;
    uint64_t cell = truce__space_cell(&t->graph->space, state);
    size_t low = 0, high = t->n_kept[slot];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->kept[slot][middle] < cell) low = middle + 1;
        else high = middle;
    }
    if (low == t->n_kept[slot] || t->kept[slot][low] != cell) return 0;
    uint32_t to = t->exits[(slot * t->most_kept + low) * coalitions->coalition_count + coalition];
    return to ? truce__space_number(&t->graph->space, to - 1) : 0;
}
