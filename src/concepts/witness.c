/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds the reason of a verdict by search, not by passes over all states. From each improvement a breadth-first
 * search over pairs (state, last mover) follows the moves that the concept allows the others. The first sanction ends
 * the search and gives a shortest sequence of replies. If there is no sanction, the states met are the proof. The
 * search does not ask the engine for its verdict, so that the two can be compared.
 */
#include "concepts/concepts.h"

#include "base/numbers.h"
#include "graph/strength.h"
#include "graph/walk.h"

/* ------------------------------------------------------------------ search */

typedef struct visit {
    uint64_t cell;
    size_t parent;  /* SIZE_MAX: the improvement */
    uint64_t escape; /* cell, or UINT64_MAX */
    uint32_t party;
} visit;

typedef struct search {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__concept *concept;
    uint32_t party;
    uint64_t start; /* cell */
    uint32_t rank;  /* of the start */
    uint32_t degree;  /* of the loss that sanctions; 0: any end that is no better does */
    uint32_t highest; /* rank that sanctions */
    truce__arena *arena;
    truce__numbers seen; /* pairs (cell, party): the party can bring the cell about */
    truce__numbers left; /* pairs (cell, party) of which the party's moves were tried; behind them pairs of a block
                            and a party, once and twice */
    truce__blocks *blocks; /* by party */
    TRUCE__VEC(visit) visits;
    TRUCE__VEC(truce_claim) counters;
} search;

static uint32_t focal_rank(const search *s, uint64_t cell) {
    return truce__graph_rank_at(s->graph, s->party, cell);
}

/* Whether a sequence that ends in `cell` is a sanction. If a counter-move prevents it, *escape is where that
 * leads. */
static bool sanctions(const search *s, uint64_t cell, uint64_t *escape) {
    *escape = UINT64_MAX;
    if (focal_rank(s, cell) > s->highest) return false;
    if (!s->concept->has_counter) return true;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (focal_rank(s, to) <= s->highest) continue;
        *escape = to;
        return false;
    }
    return true;
}

/* Whether moves that compose, of a party that came to the cell itself, or from two other cells of its block, lead to
 * all that the moves from the cell lead to; questions/paths/paths.c has the reasons in full. */
static truce_status is_tried_in_block(search *s, uint64_t cell, uint32_t party, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_found = truce__numbers_has(&s->seen, truce__pair_number(cell, party, n));
    uint64_t block = truce__block_of(&s->blocks[party], cell), once = truce__pair_number(block, n + party, 3 * n);
    bool is_new = !is_found;
    if (s->concept->replies == TRUCE__REPLIES_ANY && (!is_found || truce__numbers_has(&s->left, once))) {
        TRY(truce__numbers_add(s->ctx, &s->left, once, &is_new));
        if (!is_new)
            TRY(truce__numbers_add(s->ctx, &s->left, truce__pair_number(block, 2 * n + party, 3 * n), &is_new));
    }
    *answer = !is_new;
    return TRUCE_OK;
}

/* Whether the party's moves from the cell lead to what has been met. Who came there last only decides whether it may
 * move, so each is tried once. */
static truce_status is_tried(search *s, uint64_t cell, uint32_t party, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new;
    TRY(truce__numbers_add(s->ctx, &s->left, truce__pair_number(cell, party, 3 * n), &is_new));
    *answer = !is_new;
    if (*answer || !truce__is_transitive(&s->graph->space, party)) return TRUCE_OK;
    return is_tried_in_block(s, cell, party, answer);
}

/* Adds what `party` can bring about from `cell`; stops at a sanction. */
static truce_status extend(search *s, uint64_t cell, size_t parent, uint32_t party, bool *is_found) {
    uint32_t rank = truce__graph_rank_at(s->graph, party, cell), n = s->graph->model->n_parties;
    bool is_done;
    TRY(is_tried(s, cell, party, &is_done));
    if (is_done) return TRUCE_OK;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (s->concept->replies == TRUCE__REPLIES_IMPROVING && truce__graph_rank_at(s->graph, party, to) <= rank)
            continue;
        bool is_new;
        TRY(truce__numbers_add(s->ctx, &s->seen, truce__pair_number(to, party, n), &is_new));
        if (!is_new) continue;
        visit next = {.cell = to, .parent = parent, .party = party};
        *is_found = sanctions(s, to, &next.escape);
        TRY(truce__vec_push(s->ctx, &s->visits, next));
        if (*is_found) return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* Whether every party has left the cell: after it was come to twice, by different parties, or begun from. The party
 * itself makes no reply, so that its pairs are free to note that. */
static truce_status is_over_at(search *s, uint64_t cell, uint32_t last, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new;
    TRY(truce__numbers_add(s->ctx, &s->left, truce__pair_number(cell, s->party, 3 * n), &is_new));
    if (!is_new || last == UINT32_MAX)
        TRY(truce__numbers_add(s->ctx, &s->left, truce__pair_number(cell, n + s->party, 3 * n), &is_new));
    *answer = !is_new;
    return TRUCE_OK;
}

/* Looks for a sanction of the improvement to `cell`. If one is found it is the last of the visits. */
static truce_status look(search *s, uint64_t cell, bool *is_found) {
    uint32_t n = s->graph->model->n_parties;
    *is_found = false;
    s->visits.count = 0;
    truce__numbers_clear(s->ctx, &s->seen);
    truce__numbers_clear(s->ctx, &s->left);
    if (s->concept->replies == TRUCE__REPLIES_NONE) return TRUCE_OK;
    for (size_t i = SIZE_MAX; i == SIZE_MAX || i < s->visits.count; i++) {
        bool is_first = i == SIZE_MAX, is_over;
        uint64_t at = is_first ? cell : s->visits.at[i].cell;
        uint32_t last = is_first ? UINT32_MAX : s->visits.at[i].party;
        if (truce__is_cancelled(s->ctx)) return TRUCE_E_CANCELLED;
        TRY(is_over_at(s, at, last, &is_over));
        for (uint32_t party = 0; party < n && !is_over; party++) {
            if (party == s->party || party == last) continue;
            TRY(extend(s, at, i, party, is_found));
            if (*is_found) return TRUCE_OK;
        }
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ record */

static truce_state number(const search *s, uint64_t cell) {
    return truce__space_number(&s->graph->space, cell);
}

/* Under concepts with strength of preference a claim says how great a loss its end is. */
static uint32_t loss_at(const search *s, uint64_t cell) {
    return s->degree ? truce__degree_between(&s->graph->ranks[s->party], s->rank, focal_rank(s, cell)) : 0;
}

static truce_claim claim(const search *s, truce_claim_kind kind, uint32_t mover, uint64_t from, uint64_t to) {
    return (truce_claim){
        .kind = kind, .mover = mover, .from = number(s, from), .to = number(s, to), .loss = loss_at(s, to)};
}

static truce_claim_kind kind_of_escape(const search *s) {
    return s->degree ? TRUCE_CLAIM_NO_LOSS : TRUCE_CLAIM_BETTER;
}

/* A visit is a move from where its parent ended. */
static truce_claim claim_of(const search *s, truce_claim_kind kind, const visit *v, uint64_t improvement) {
    uint64_t from = v->parent == SIZE_MAX ? improvement : s->visits.at[v->parent].cell;
    return claim(s, kind, v->party, from, v->cell);
}

/* Records all counter-moves from the end of an answer. The search has seen that none of them is better. */
static truce_status record_counters(search *s, truce_claim *sanction, uint64_t end) {
    const truce_claim_kind kind = s->degree ? TRUCE_CLAIM_LOSS : TRUCE_CLAIM_NO_BETTER;
    if (!s->concept->has_counter) return TRUCE_OK;
    s->counters.count = 0;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, end);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        TRY(truce__vec_push(s->ctx, &s->counters, claim(s, kind, s->party, end, to)));
    truce_claim *counters = truce__arena_alloc(s->arena, s->counters.count, sizeof *counters);
    if (!counters) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < s->counters.count; i++) counters[i] = s->counters.at[i];
    sanction->children = counters;
    sanction->child_count = s->counters.count;
    return TRUCE_OK;
}

/* Records the sequence that ends in the last visit, first step first. Each step is the child of the one before. */
static truce_status record_answer(search *s, uint64_t cell, truce_claim *improvement) {
    size_t last = s->visits.count - 1, count = 0;
    for (size_t i = last; i != SIZE_MAX; i = s->visits.at[i].parent) count++;
    truce_claim *steps = truce__arena_alloc(s->arena, count, sizeof *steps);
    if (!steps) return TRUCE_E_NOMEM;
    improvement->children = steps;
    improvement->child_count = 1;
    for (size_t i = last, k = count; i != SIZE_MAX; i = s->visits.at[i].parent) {
        steps[--k] = claim_of(s, i == last ? TRUCE_CLAIM_SANCTION : TRUCE_CLAIM_STEP, &s->visits.at[i], cell);
        if (i == last) continue;
        steps[k].children = &steps[k + 1];
        steps[k].child_count = 1;
    }
    return record_counters(s, &steps[count - 1], s->visits.at[last].cell);
}

static truce_status record_reach(search *s, uint64_t cell, truce_claim *improvement) {
    size_t n_escapes = 0;
    for (size_t i = 0; i < s->visits.count; i++) n_escapes += s->visits.at[i].escape != UINT64_MAX;
    truce_claim *reach = truce__arena_alloc(s->arena, s->visits.count, sizeof *reach);
    truce_claim *escapes = truce__arena_alloc(s->arena, n_escapes, sizeof *escapes);
    if (!reach || !escapes) return TRUCE_E_NOMEM;
    improvement->children = reach;
    improvement->child_count = s->visits.count;
    for (size_t i = 0; i < s->visits.count; i++) {
        const visit *v = &s->visits.at[i];
        reach[i] = claim_of(s, v->escape == UINT64_MAX ? kind_of_escape(s) : TRUCE_CLAIM_ESCAPED, v, cell);
        reach[i].after = v->parent;
        if (v->escape == UINT64_MAX) continue;
        *escapes = claim(s, kind_of_escape(s), s->party, v->cell, v->escape);
        reach[i].children = escapes++;
        reach[i].child_count = 1;
    }
    return TRUCE_OK;
}

static truce_status judge(search *s, uint64_t cell, truce_claim *out) {
    bool is_sanctioned;
    TRY(look(s, cell, &is_sanctioned));
    *out = claim(s, is_sanctioned ? TRUCE_CLAIM_SANCTIONED : TRUCE_CLAIM_FREE, s->party, s->start, cell);
    return is_sanctioned ? record_answer(s, cell, out) : record_reach(s, cell, out);
}

/* ----------------------------------------------------------------- explain */

typedef TRUCE__VEC(truce_claim) claims;

/* Judges the improvements one by one; with TRUCE_WITNESS_SHORT a free one replaces all others. */
static truce_status judge_all(search *s, unsigned flags, claims *found, truce_verdict *verdict) {
    truce__walk walk;
    *verdict = TRUCE_STABLE;
    truce__walk_from(&walk, &s->graph->space, s->party, s->start);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (focal_rank(s, to) <= s->rank) continue;
        truce_claim next;
        TRY(judge(s, to, &next));
        bool is_free = next.kind == TRUCE_CLAIM_FREE, is_enough = is_free && (flags & TRUCE_WITNESS_SHORT);
        if (is_free) *verdict = TRUCE_UNSTABLE;
        if (is_enough) found->count = 0;
        TRY(truce__vec_push(s->ctx, found, next));
        if (is_enough) break;
    }
    return TRUCE_OK;
}

truce_status truce__explain_replies(const truce__asked *asked, truce__arena *arena, truce_witness *witness) {
    truce_status status = TRUCE_OK;
    claims found = {0};
    truce_claim *list;
    search s = {.ctx = asked->ctx,
                .graph = asked->graph,
                .concept = asked->concept.family,
                .party = asked->party,
                .arena = arena};
    s.blocks = truce__calloc(s.ctx, s.graph->model->n_parties, sizeof *s.blocks);
    if (!s.blocks) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < s.graph->model->n_parties; p++) truce__blocks_of(&s.graph->space, p, &s.blocks[p]);
    s.start = truce__space_cell(&s.graph->space, asked->state);
    s.rank = s.highest = focal_rank(&s, s.start);
    s.degree = truce__degree_of_loss(asked->concept);
    if (s.degree) s.highest = truce__highest_below(&s.graph->ranks[s.party], s.rank, s.degree);
    TRY_OR_DONE(judge_all(&s, asked->flags, &found, &witness->verdict));
    list = truce__arena_alloc(arena, found.count, sizeof *list);
    if (!list) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (size_t i = 0; i < found.count; i++) list[i] = found.at[i];
    witness->claims = list;
    witness->claim_count = found.count;
done:
    truce__vec_free(s.ctx, &found);
    truce__vec_free(s.ctx, &s.counters);
    truce__vec_free(s.ctx, &s.visits);
    truce__numbers_free(s.ctx, &s.seen);
    truce__numbers_free(s.ctx, &s.left);
    truce__free(s.ctx, s.blocks);
    return status;
}
