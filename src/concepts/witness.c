/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds the reason of a verdict by search, not by passes over all states. From each improvement a breadth-first
 * search over pairs (state, last mover) follows the moves that the concept allows the others. The first sanction ends
 * the search and gives a shortest sequence of replies. If there is no sanction, the states met are the proof. The
 * search does not ask the engine for its verdict, so that the two can be compared.
 */
#include "concepts/concepts.h"

#include "graph/walk.h"

/* ------------------------------------------------------------ visited pairs */

/* A set of 64-bit keys: open addressing, a power of two in size, at most half full. Key 0 marks an empty place. */
typedef struct keys {
    uint64_t *at;
    size_t room, count;
} keys;

static size_t key_place(const keys *set, uint64_t key) {
    size_t place = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (set->room - 1);
    while (set->at[place] && set->at[place] != key) place = (place + 1) & (set->room - 1);
    return place;
}

static truce_status keys_grow(truce_ctx *ctx, keys *set) {
    keys grown = {.room = set->room ? 2 * set->room : 64, .count = set->count};
    grown.at = truce__calloc(ctx, grown.room, sizeof *grown.at);
    if (!grown.at) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < set->room; i++)
        if (set->at[i]) grown.at[key_place(&grown, set->at[i])] = set->at[i];
    truce__free(ctx, set->at);
    *set = grown;
    return TRUCE_OK;
}

/* Adds the key; *is_new tells whether it was missing. */
static truce_status keys_add(truce_ctx *ctx, keys *set, uint64_t key, bool *is_new) {
    if (2 * (set->count + 1) > set->room) TRY(keys_grow(ctx, set));
    size_t place = key_place(set, key);
    *is_new = set->at[place] == 0;
    set->at[place] = key;
    set->count += *is_new;
    return TRUCE_OK;
}

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
    truce__arena *arena;
    keys seen;
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
    if (focal_rank(s, cell) > s->rank) return false;
    if (!s->concept->has_counter) return true;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (focal_rank(s, to) <= s->rank) continue;
        *escape = to;
        return false;
    }
    return true;
}

/* Adds what `party` can bring about from `cell`; stops at a sanction. */
static truce_status extend(search *s, uint64_t cell, size_t parent, uint32_t party, bool *is_found) {
    uint32_t rank = truce__graph_rank_at(s->graph, party, cell);
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (s->concept->replies == TRUCE__REPLIES_IMPROVING && truce__graph_rank_at(s->graph, party, to) <= rank)
            continue;
        bool is_new;
        TRY(keys_add(s->ctx, &s->seen, to * s->graph->model->n_parties + party + 1, &is_new));
        if (!is_new) continue;
        visit next = {.cell = to, .parent = parent, .party = party};
        *is_found = sanctions(s, to, &next.escape);
        TRY(truce__vec_push(s->ctx, &s->visits, next));
        if (*is_found) return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* Looks for a sanction of the improvement to `cell`. If one is found it is the last of the visits. */
static truce_status look(search *s, uint64_t cell, bool *is_found) {
    uint32_t n = s->graph->model->n_parties;
    *is_found = false;
    s->visits.count = 0;
    if (s->seen.at) memset(s->seen.at, 0, s->seen.room * sizeof *s->seen.at);
    s->seen.count = 0;
    if (s->concept->replies == TRUCE__REPLIES_NONE) return TRUCE_OK;
    for (size_t i = SIZE_MAX; i == SIZE_MAX || i < s->visits.count; i++) {
        bool is_first = i == SIZE_MAX;
        uint64_t at = is_first ? cell : s->visits.at[i].cell;
        uint32_t last = is_first ? UINT32_MAX : s->visits.at[i].party;
        if (truce__is_cancelled(s->ctx)) return TRUCE_E_CANCELLED;
        for (uint32_t party = 0; party < n; party++) {
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

static truce_claim claim(const search *s, truce_claim_kind kind, uint32_t mover, uint64_t from, uint64_t to) {
    return (truce_claim){.kind = kind, .mover = mover, .from = number(s, from), .to = number(s, to)};
}

/* A visit is a move from where its parent ended. */
static truce_claim claim_of(const search *s, truce_claim_kind kind, const visit *v, uint64_t improvement) {
    uint64_t from = v->parent == SIZE_MAX ? improvement : s->visits.at[v->parent].cell;
    return claim(s, kind, v->party, from, v->cell);
}

/* Records all counter-moves from the end of an answer. The search has seen that none of them is better. */
static truce_status record_counters(search *s, truce_claim *sanction, uint64_t end) {
    if (!s->concept->has_counter) return TRUCE_OK;
    s->counters.count = 0;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, s->party, end);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        TRY(truce__vec_push(s->ctx, &s->counters, claim(s, TRUCE_CLAIM_NO_BETTER, s->party, end, to)));
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
        reach[i] = claim_of(s, v->escape == UINT64_MAX ? TRUCE_CLAIM_BETTER : TRUCE_CLAIM_ESCAPED, v, cell);
        reach[i].after = v->parent;
        if (v->escape == UINT64_MAX) continue;
        *escapes = claim(s, TRUCE_CLAIM_BETTER, s->party, v->cell, v->escape);
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
    s.start = truce__space_cell(&s.graph->space, asked->state);
    s.rank = focal_rank(&s, s.start);
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
    truce__free(s.ctx, s.seen.at);
    return status;
}
