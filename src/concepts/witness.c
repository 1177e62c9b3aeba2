/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds the reason of a verdict by search, not by passes over all states, and writes it down as claims. The search
 * does not ask the engine for its verdict, so that the two can be compared.
 *
 * What follows a claim further down the tree is claimed once for each state that the party has come to, however often
 * the tree gets there (`later` in truce.h). That is enough. A side that must end the play does so in the fewest
 * half-rounds it needs, and what it goes on to needs fewer. The other side goes on for as many half-rounds as were
 * left where the tree first gets there, the most there ever are.
 */
#include "concepts/answers.h"
#include "concepts/tree.h"

#include "graph/strength.h"

/* A move of the party to something better, with the half-rounds that are left then. */
typedef struct better_move {
    uint64_t from, to; /* cells */
    uint32_t left;
} better_move;

typedef TRUCE__VEC(truce_claim) claims;

typedef struct record {
    truce__answers search;
    truce__arena *arena;
    claims counters, found;
    TRUCE__VEC(better_move) later;
    truce__numbers is_claimed; /* pairs of a cell and whether the others can hold the party there */
} record;

/* ------------------------------------------------------------------ record */

static truce_state number(const record *r, uint64_t cell) {
    return truce__space_number(&r->search.graph->space, cell);
}

/* Under concepts with strength of preference a claim says how great a loss its end is. */
static uint32_t loss_at(const truce__answers *s, uint64_t cell) {
    if (!s->degree) return 0;
    return truce__degree_between(&s->graph->ranks[s->party], s->rank, truce__answers_rank(s, cell));
}

static truce_claim claim(const record *r, truce_claim_kind kind, uint32_t mover, uint64_t from, uint64_t to) {
    return (truce_claim){.kind = kind, .mover = mover, .from = number(r, from), .to = number(r, to),
                         .loss = loss_at(&r->search, to)};
}

/* Of a visit that does not sanction. */
static truce_claim_kind kind_of_visit(const truce__answers *s, const truce__visit *v) {
    if (v->escape != UINT64_MAX) return TRUCE_CLAIM_ESCAPED;
    if (s->graph->rules == TRUCE_RULES_MATRIX && v->cell == s->start) return TRUCE_CLAIM_RETURN;
    return s->degree ? TRUCE_CLAIM_NO_LOSS : TRUCE_CLAIM_BETTER;
}

static truce_claim_kind kind_of_escape(const truce__answers *s) {
    return s->degree ? TRUCE_CLAIM_NO_LOSS : TRUCE_CLAIM_BETTER;
}

/* A visit is a move from where its parent ended. */
static truce_claim claim_of(const record *r, truce_claim_kind kind, const truce__visit *v, uint64_t improvement) {
    uint64_t from = v->parent == SIZE_MAX ? improvement : r->search.visits.at[v->parent].cell;
    return claim(r, kind, v->party, from, v->cell);
}

static truce_status keep(const record *r, const claims *list, const truce_claim **kept, size_t *count) {
    truce_claim *copy = truce__arena_room(r->arena, list->count, sizeof *copy);
    if (!copy) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < list->count; i++) {
        if (truce__stops_at(r->search.ctx, i)) return TRUCE_E_CANCELLED;
        copy[i] = list->at[i];
    }
    *kept = copy;
    *count = list->count;
    return TRUCE_OK;
}

/* What the party's move from one cell to the other leads to is claimed too, unless it was. */
static truce_status claim_later(record *r, uint64_t from, uint64_t to, bool is_held) {
    bool is_new;
    const better_move next = {from, to, truce__two_less(r->search.left)};
    TRY(truce__numbers_add(r->search.ctx, &r->is_claimed, truce__pair_number(to, is_held, 2), &is_new));
    return is_new ? truce__vec_push(r->search.ctx, &r->later, next) : TRUCE_OK;
}

/* Records all moves of the party from the end of an answer. The search has seen that the others can hold it wherever
 * it goes. */
static truce_status record_counters(record *r, truce_claim *sanction, uint64_t end) {
    const truce__answers *s = &r->search;
    if (s->left < 2) return TRUCE_OK;
    r->counters.count = 0;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, end);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (truce__stops_at(s->ctx, r->counters.count)) return TRUCE_E_CANCELLED;
        bool is_better = truce__answers_rank(s, to) > s->rank;
        truce_claim_kind kind = s->degree   ? TRUCE_CLAIM_LOSS
                                : is_better ? TRUCE_CLAIM_BETTER
                                            : TRUCE_CLAIM_NO_BETTER;
        TRY(truce__vec_push(s->ctx, &r->counters, claim(r, kind, s->party, end, to)));
        if (is_better) TRY(claim_later(r, end, to, true));
    }
    return keep(r, &r->counters, &sanction->children, &sanction->child_count);
}

/* Records the sequence that ends in the last visit, first step first. Each step is the child of the one before. */
static truce_status record_answer(record *r, uint64_t cell, truce_claim *improvement) {
    const truce__answers *s = &r->search;
    size_t last = s->visits.count - 1, count = 0;
    for (size_t i = last; i != SIZE_MAX; i = s->visits.at[i].parent) count++;
    truce_claim *steps = truce__arena_alloc(r->arena, count, sizeof *steps);
    if (!steps) return TRUCE_E_NOMEM;
    improvement->children = steps;
    improvement->child_count = 1;
    for (size_t i = last, k = count; i != SIZE_MAX; i = s->visits.at[i].parent) {
        steps[--k] = claim_of(r, i == last ? TRUCE_CLAIM_SANCTION : TRUCE_CLAIM_STEP, &s->visits.at[i], cell);
        if (i == last) continue;
        steps[k].children = &steps[k + 1];
        steps[k].child_count = 1;
    }
    return record_counters(r, &steps[count - 1], s->visits.at[last].cell);
}

static truce_status record_reach(record *r, uint64_t cell, truce_claim *improvement) {
    const truce__answers *s = &r->search;
    size_t n_escapes = 0;
    for (size_t i = 0; i < s->visits.count; i++) n_escapes += s->visits.at[i].escape != UINT64_MAX;
    truce_claim *reach = truce__arena_room(r->arena, s->visits.count, sizeof *reach);
    truce_claim *escapes = truce__arena_alloc(r->arena, n_escapes, sizeof *escapes);
    if (!reach || !escapes) return TRUCE_E_NOMEM;
    improvement->children = reach;
    improvement->child_count = s->visits.count;
    for (size_t i = 0; i < s->visits.count; i++) {
        if (truce__stops_at(s->ctx, i)) return TRUCE_E_CANCELLED;
        const truce__visit *v = &s->visits.at[i];
        reach[i] = claim_of(r, kind_of_visit(s, v), v, cell);
        reach[i].after = v->parent;
        if (v->escape == UINT64_MAX) continue;
        *escapes = claim(r, kind_of_escape(s), s->party, v->cell, v->escape);
        reach[i].children = escapes++;
        reach[i].child_count = 1;
        if (s->left > 2) TRY(claim_later(r, v->cell, v->escape, false));
    }
    return TRUCE_OK;
}

/* Half-rounds that show what is so with `left`. Without a tree the search looks for a counter-move and no further:
 * where none escapes, the party is held however deep the tree; where no answer stops it, it is free. */
static uint32_t shows_with(const record *r, uint32_t left, bool is_held) {
    if (r->search.tree || left < 3) return r->search.left;
    if (is_held == (left % 2 == 1)) return left;
    return is_held ? 2 : 1;
}

static truce_status judge(record *r, const better_move *move) {
    truce__answers *s = &r->search;
    TRY(truce__go_on(s->ctx));
    truce_claim made;
    bool is_held;
    s->left = s->tree ? truce__tree_needs(s->tree, move->to, move->left) : move->left < 3 ? move->left : 2;
    TRY(truce__answers_look(s, move->to, &is_held));
    s->left = shows_with(r, move->left, is_held);
    made = claim(r, is_held ? TRUCE_CLAIM_SANCTIONED : TRUCE_CLAIM_FREE, s->party, move->from, move->to);
    made.left = s->left >= TRUCE__ENDLESS_EVEN - 1 ? SIZE_MAX : s->left;
    TRY(is_held ? record_answer(r, move->to, &made) : record_reach(r, move->to, &made));
    return truce__vec_push(s->ctx, &r->found, made);
}

/* ----------------------------------------------------------------- explain */

typedef TRUCE__VEC(better_move) better_moves;

/* The improvements from the start. */
static truce_status list_improvements(const record *r, uint32_t left, better_moves *list) {
    const truce__answers *s = &r->search;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, s->start);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (truce__answers_rank(s, to) <= s->rank) continue;
        if (truce__stops_at(s->ctx, list->count)) return TRUCE_E_CANCELLED;
        TRY(truce__vec_push(s->ctx, list, ((better_move){s->start, to, left})));
    }
    return truce__go_on(s->ctx);
}

static void leave_only(better_moves *list, size_t at) {
    list->at[0] = list->at[at];
    list->count = 1;
}

/* Without a tree: whether the party is held there at any depth, whether at none, or neither. */
static truce_status look_near(truce__answers *s, uint64_t cell, bool *is_held, bool *is_free) {
    s->left = 2;
    TRY(truce__answers_look(s, cell, is_held));
    *is_free = !*is_held;
    for (size_t i = 0; i < s->visits.count; i++) *is_free &= s->visits.at[i].escape == UINT64_MAX;
    return TRUCE_OK;
}

/* Whether the verdict needs a tree, as few do. Where a short witness is enough it is one improvement that is free. */
static truce_status needs_tree(record *r, bool is_short, better_moves *list, bool *answer) {
    bool is_held, is_free;
    *answer = false;
    for (size_t i = 0; i < list->count && (is_short || !*answer); i++) {
        TRY(look_near(&r->search, list->at[i].to, &is_held, &is_free));
        *answer |= !is_held && !is_free;
        if (!is_short || !is_free) continue;
        leave_only(list, i);
        *answer = false;
        break;
    }
    return TRUCE_OK;
}

static truce_status open_tree(record *r, uint32_t depth, bool is_short, better_moves *list) {
    truce__answers *s = &r->search;
    bool is_needed, is_new;
    TRY(needs_tree(r, is_short, list, &is_needed));
    if (!is_needed) return TRUCE_OK;
    TRY(truce__tree_open(s, depth, &s->tree));
    s->holds = truce__tree_holds;
    for (size_t i = 0; is_short && i < list->count; i++)
        if (!truce__tree_holds(s->tree, list->at[i].to, depth - 1)) leave_only(list, i);
    for (size_t i = 0; i < list->count; i++) {
        bool holds = truce__tree_holds(s->tree, list->at[i].to, depth - 1);
        TRY(truce__numbers_add(s->ctx, &r->is_claimed, truce__pair_number(list->at[i].to, holds, 2), &is_new));
    }
    return TRUCE_OK;
}

/* Judges the improvements one by one; with TRUCE_WITNESS_SHORT a free one replaces all others. */
static truce_status judge_all(record *r, const better_moves *list, bool is_short, truce_verdict *verdict) {
    *verdict = TRUCE_STABLE;
    for (size_t i = 0; i < list->count; i++) {
        TRY(judge(r, &list->at[i]));
        const truce_claim *made = &r->found.at[r->found.count - 1];
        if (made->kind != TRUCE_CLAIM_FREE) continue;
        *verdict = TRUCE_UNSTABLE;
        if (!is_short) continue;
        r->found.at[0] = *made;
        r->found.count = 1;
        break;
    }
    return TRUCE_OK;
}

static truce_status judge_later(record *r, truce_witness *witness) {
    TRY(keep(r, &r->found, &witness->claims, &witness->claim_count));
    r->found.count = 0;
    for (size_t i = 0; i < r->later.count; i++) {
        const better_move move = r->later.at[i]; /* the list grows */
        TRY(judge(r, &move));
    }
    return keep(r, &r->found, &witness->later, &witness->later_count);
}

truce_status truce__explain_replies(const truce__asked *asked, truce__arena *arena, truce_witness *witness) {
    const uint32_t depth = truce__depth_of(asked->concept);
    const bool is_short = asked->flags & TRUCE_WITNESS_SHORT;
    truce_status status;
    better_moves list = {0};
    record r = {.arena = arena};
    TRY_OR_DONE(truce__answers_open(asked, &r.search));
    TRY_OR_DONE(list_improvements(&r, depth - 1, &list));
    if (depth > 3) TRY_OR_DONE(open_tree(&r, depth, is_short, &list));
    TRY_OR_DONE(judge_all(&r, &list, is_short, &witness->verdict));
    TRY_OR_DONE(judge_later(&r, witness));
done:
    truce__vec_free(asked->ctx, &list);
    truce__vec_free(asked->ctx, &r.found);
    truce__vec_free(asked->ctx, &r.counters);
    truce__vec_free(asked->ctx, &r.later);
    truce__numbers_free(asked->ctx, &r.is_claimed);
    truce__tree_close(asked->ctx, r.search.tree);
    if (r.search.ctx) truce__answers_close(&r.search);
    return status;
}
