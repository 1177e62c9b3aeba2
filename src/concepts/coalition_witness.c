/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds the reason of a verdict for a coalition by search alone, so that it can be compared with what dominance.c
 * decides. The members' sequences from the start give the improvements, nearest first; the others' sequences from
 * each of them give the answers; the members' from each answer give the escapes.
 */
#include "concepts/coalition_witness.h"

#include "concepts/concepts.h"
#include "concepts/together.h"

enum { BESIDE = 64 };

typedef struct holder { /* witness first: what the caller holds */
    truce_coalition_witness witness;
    truce__arena arena;
} holder;

typedef struct judge {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__concept *concept;
    truce__arena *arena;
    truce__group group, others;
    truce_improvement how;
    const truce__wanted *wanted;
    uint64_t start;
    truce__sequences ways, answers, escapes;
    TRUCE__VEC(truce_claim) claims; /* about what the others bring about */
    size_t n_listed;                /* of them */
} judge;

static truce_state number(const judge *j, uint64_t cell) { return truce__space_number(&j->graph->space, cell); }

static bool is_better(const judge *j, uint64_t cell) {
    truce__leaning leaning = {0};
    for (truce__group left = j->group; left; left &= left - 1) {
        uint32_t p = (uint32_t)__builtin_ctzll(left);
        uint32_t here = truce__graph_rank_at(j->graph, p, cell), there = truce__graph_rank_at(j->graph, p, j->start);
        if (here > there) leaning.prefer |= truce__group_of(p);
        if (here >= there) leaning.accept |= truce__group_of(p);
    }
    return truce__improves(leaning, j->group, j->how);
}

/* The claim about the last move of a way to an arrival, without children. */
static truce_claim claim_of(const judge *j, const truce__sequences *s, const truce__arrival *a,
                            truce_claim_kind kind) {
    return (truce_claim){.kind = kind, .mover = a->party, .from = number(j, s->all.at[a->before].cell),
                         .to = number(j, a->cell)};
}

/* The way to an arrival as a chain, which ends in that claim. */
static const truce_claim *chain(const judge *j, const truce__sequences *s, const truce__arrival *end,
                                truce_claim last) {
    size_t count = 0;
    for (const truce__arrival *a = end; a->party != TRUCE__NONE; a = &s->all.at[a->before]) count++;
    truce_claim *steps = truce__arena_alloc(j->arena, count, sizeof *steps);
    if (!steps) return NULL;
    steps[count - 1] = last;
    for (const truce__arrival *a = &s->all.at[end->before]; a->party != TRUCE__NONE; a = &s->all.at[a->before]) {
        count--;
        steps[count - 1] = claim_of(j, s, a, TRUCE_CLAIM_STEP);
        steps[count - 1].children = &steps[count];
        steps[count - 1].child_count = 1;
    }
    return steps;
}

static truce_status begin(truce__sequences *s, truce__group movers, truce__sequence_kind kind, uint64_t from) {
    truce__sequences_begin(s, movers, kind);
    return truce__sequences_start(s, from);
}

/* ----------------------------------------------------------------- answers */

/* Everything that a search came to, as claims in its order; `judge` says what is true of each. */
typedef truce_status (*judge_fn)(judge *j, const truce__sequences *s, const truce__arrival *a, truce_claim *claim);

static truce_status list(judge *j, const truce__sequences *s, judge_fn judged, truce_claim *parent) {
    size_t count = 0, *place = truce__calloc(j->ctx, s->all.count, sizeof *place);
    truce_claim *claims = truce__arena_alloc(j->arena, s->all.count, sizeof *claims);
    truce_status status = place && claims ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; i < s->all.count && status == TRUCE_OK; i++) {
        const truce__arrival *a = &s->all.at[i];
        place[i] = SIZE_MAX;
        if (a->party == TRUCE__NONE) continue;
        status = judged(j, s, a, &claims[count]);
        claims[count].after = place[a->before];
        place[i] = count++;
    }
    truce__free(j->ctx, place);
    parent->children = claims;
    parent->child_count = count;
    return status;
}

/* What the coalition brings about from an answer, each state once. */
static truce_status list_counters(judge *j, truce_claim *answer) {
    const truce__sequences *s = &j->escapes;
    truce_claim *claims = truce__arena_alloc(j->arena, s->all.count, sizeof *claims);
    if (!claims) return TRUCE_E_NOMEM;
    answer->children = claims;
    for (size_t i = 0; i < s->all.count; i++) {
        const truce__arrival *a = &s->all.at[i];
        if (a->party != TRUCE__NONE && a->is_new)
            claims[answer->child_count++] = claim_of(j, s, a, TRUCE_CLAIM_NO_BETTER);
    }
    return TRUCE_OK;
}

/* Looks from an answer for an escape. *way is the coalition's way to it, or NULL; then `escapes` holds all that it
 * brings about from there. */
static truce_status find_escape(judge *j, uint64_t from, const truce_claim **way) {
    const truce__arrival *next;
    *way = NULL;
    TRY(begin(&j->escapes, j->group, TRUCE__FORWARD, from));
    for (;;) {
        TRY(truce__sequences_next(&j->escapes, &next));
        if (!next) return TRUCE_OK;
        if (!is_better(j, next->cell)) continue;
        *way = chain(j, &j->escapes, next, claim_of(j, &j->escapes, next, TRUCE_CLAIM_BETTER));
        return *way ? TRUCE_OK : TRUCE_E_NOMEM;
    }
}

/* What is true of an answer: BETTER, ESCAPED, or SANCTION. */
static truce_status judge_answer(judge *j, const truce__arrival *answer, truce_claim *claim) {
    const truce_claim *way = NULL;
    *claim = claim_of(j, &j->answers, answer, TRUCE_CLAIM_BETTER);
    if (is_better(j, answer->cell)) return TRUCE_OK;
    claim->kind = TRUCE_CLAIM_SANCTION;
    if (j->concept->depth <= 2) return TRUCE_OK;
    TRY(find_escape(j, answer->cell, &way));
    if (!way) return list_counters(j, claim);
    claim->kind = TRUCE_CLAIM_ESCAPED;
    claim->children = way;
    claim->child_count = 1;
    return TRUCE_OK;
}

/* Answers were judged when their states were first come to. */
static truce_status judged_before(judge *j, const truce__sequences *s, const truce__arrival *a, truce_claim *claim) {
    (void)s;
    if (!a->is_new) return judge_answer(j, a, claim);
    *claim = j->claims.at[j->n_listed++];
    return TRUCE_OK;
}

/* Judges the improvement; an answer found ends the search. */
static truce_status judge_improvement(judge *j, const truce__arrival *improvement, truce_claim *claim) {
    bool has_answers = j->concept->replies != TRUCE__REPLIES_NONE;
    bool is_improving = j->concept->replies == TRUCE__REPLIES_IMPROVING;
    const truce__arrival *next = NULL;
    *claim = claim_of(j, &j->ways, improvement, TRUCE_CLAIM_SANCTIONED);
    j->claims.count = 0;
    TRY(begin(&j->answers, has_answers ? j->others : 0, is_improving ? TRUCE__IMPROVING : TRUCE__FORWARD,
              improvement->cell));
    for (;;) {
        truce_claim answer;
        TRY(truce__sequences_next(&j->answers, &next));
        if (!next) break;
        TRY(judge_answer(j, next, &answer));
        if (answer.kind == TRUCE_CLAIM_SANCTION) {
            claim->children = chain(j, &j->answers, next, answer);
            claim->child_count = 1;
            return claim->children ? TRUCE_OK : TRUCE_E_NOMEM;
        }
        TRY(truce__vec_push(j->ctx, &j->claims, answer));
    }
    claim->kind = TRUCE_CLAIM_FREE;
    j->n_listed = 0;
    return list(j, &j->answers, judged_before, claim);
}

/* ----------------------------------------------------------------- explain */

typedef TRUCE__VEC(truce_claim) claims;

static size_t steps_to(const truce__sequences *s, const truce__arrival *a) {
    size_t count = 0;
    for (; a->party != TRUCE__NONE; a = &s->all.at[a->before]) count++;
    return count;
}

/* Whether one end surpasses another: no member likes it less, and some member more, or, where all like both alike,
 * some other party and no other party less. */
static bool surpasses(const judge *j, truce_state one, truce_state other) {
    const truce__space *space = &j->graph->space;
    truce__leaning leaning =
        truce__leaning_of(j->graph, truce__space_cell(space, one), truce__space_cell(space, other));
    if (truce__improves(leaning, j->group, TRUCE_IMPROVES_WEAKLY)) return true;
    return truce__is_within(j->group, leaning.accept) && truce__is_within(j->others, leaning.accept) &&
           (j->others & leaning.prefer);
}

static truce_state end_of(const truce_claim *way) { return truce__chain_end(way)->to; }

static bool is_surpassed(const judge *j, const claims *ways, truce_state end) {
    bool found = false;
    for (size_t i = 0; i < ways->count && !found; i++) found = surpasses(j, end_of(&ways->at[i]), end);
    return found;
}

static bool is_wanted(const judge *j, truce_state end) {
    bool found = false;
    for (size_t i = 0; i < j->wanted->count && !found; i++) found = j->wanted->at[i] == end;
    return found;
}

/* Takes in a way that none of them surpasses, in place of those that it does. */
static truce_status take_in(const judge *j, const truce_claim *way, claims *ways) {
    truce_state end = end_of(way);
    size_t count = 0;
    for (size_t i = 0; i < ways->count; i++)
        if (!surpasses(j, end, end_of(&ways->at[i]))) ways->at[count++] = ways->at[i];
    ways->count = count;
    return count < BESIDE || is_wanted(j, end) ? truce__vec_push(j->ctx, ways, *way) : TRUCE_OK;
}

/* Looks, behind the first way that nothing sanctions, at those of the same length. What none of them surpasses is
 * kept: the first BESIDE of these, and what is wanted. */
static truce_status look_beside(judge *j, claims *ways, size_t length) {
    for (;;) {
        const truce__arrival *next;
        truce_claim claim;
        TRY(truce__sequences_next(&j->ways, &next));
        if (!next || steps_to(&j->ways, next) > length) return TRUCE_OK;
        if (!next->is_new || !is_better(j, next->cell) || is_surpassed(j, ways, number(j, next->cell))) continue;
        TRY(judge_improvement(j, next, &claim));
        if (claim.kind != TRUCE_CLAIM_FREE) continue;
        const truce_claim *way = chain(j, &j->ways, next, claim);
        if (!way) return TRUCE_E_NOMEM;
        TRY(take_in(j, way, ways));
    }
}

/* Of these the one to be told: the first, or the first to a wanted state. */
static truce_claim choose(const judge *j, const claims *ways) {
    size_t told = 0;
    while (told < ways->count && !is_wanted(j, end_of(&ways->at[told]))) told++;
    return ways->at[told < ways->count ? told : 0];
}

static truce_status judge_all(judge *j, claims *found, truce_verdict *verdict) {
    const truce__arrival *next;
    *verdict = TRUCE_STABLE;
    TRY(begin(&j->ways, j->group, TRUCE__FORWARD, j->start));
    while (*verdict == TRUCE_STABLE) {
        TRY(truce__sequences_next(&j->ways, &next));
        if (!next) return TRUCE_OK;
        if (!is_better(j, next->cell)) continue;
        truce_claim claim;
        TRY(judge_improvement(j, next, &claim));
        const truce_claim *way = chain(j, &j->ways, next, claim);
        if (!way) return TRUCE_E_NOMEM;
        if (claim.kind == TRUCE_CLAIM_FREE) {
            *verdict = TRUCE_UNSTABLE;
            found->count = 0;
        }
        TRY(truce__vec_push(j->ctx, found, *way));
    }
    TRY(look_beside(j, found, steps_to(&j->ways, next)));
    found->at[0] = choose(j, found);
    found->count = 1;
    return TRUCE_OK;
}

static truce_status explain(judge *j, truce_coalition_witness *witness) {
    claims found = {0};
    truce_claim *list_of;
    truce_status status;
    truce__sequences_init(&j->ways, j->ctx, j->graph);
    truce__sequences_init(&j->answers, j->ctx, j->graph);
    truce__sequences_init(&j->escapes, j->ctx, j->graph);
    TRY_OR_DONE(judge_all(j, &found, &witness->verdict));
    list_of = truce__arena_alloc(j->arena, found.count, sizeof *list_of);
    if (!list_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (found.count) memcpy(list_of, found.at, found.count * sizeof *list_of);
    witness->claims = list_of;
    witness->claim_count = found.count;
done:
    truce__vec_free(j->ctx, &found);
    truce__vec_free(j->ctx, &j->claims);
    truce__sequences_free(&j->ways);
    truce__sequences_free(&j->answers);
    truce__sequences_free(&j->escapes);
    return status;
}

static truce_status take_coalition(holder *kept, const truce_coalition *coalition, uint32_t n_parties) {
    uint32_t *members = truce__arena_alloc(&kept->arena, coalition->count, sizeof *members);
    if (!members) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < coalition->count; i++) {
        members[i] = coalition->members[i];
        if (members[i] >= n_parties || members[i] >= TRUCE__MOST_IN_GROUPS) return TRUCE_E_USAGE;
    }
    kept->witness.coalition = (truce_coalition){members, coalition->count};
    return coalition->count && n_parties <= TRUCE__MOST_IN_GROUPS ? TRUCE_OK : TRUCE_E_USAGE;
}

truce_status truce_coalition_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state,
                                     const truce_coalition *coalition, uint32_t concept,
                                     truce_improvement improvement, truce_coalition_witness **out) {
    const truce__wanted none = {0};
    return truce__coalition_explain(ctx, graph, state, coalition, concept, improvement, &none, out);
}

truce_status truce__coalition_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state,
                                      const truce_coalition *coalition, uint32_t concept,
                                      truce_improvement improvement, const truce__wanted *wanted,
                                      truce_coalition_witness **out) {
    const truce__concept *family = truce__concept_at(concept);
    if (!family || !family->has_coalitions || state < 1 || state > graph->space.n_states) return TRUCE_E_USAGE;
    holder *kept = truce__calloc(ctx, 1, sizeof *kept);
    if (!kept) return TRUCE_E_NOMEM;
    truce__arena_init(&kept->arena, ctx);
    kept->witness.concept = concept;
    kept->witness.improvement = improvement;
    kept->witness.state = state;
    judge j = {.ctx = ctx, .graph = graph, .concept = family, .arena = &kept->arena, .how = improvement,
               .wanted = wanted, .start = truce__space_cell(&graph->space, state)};
    truce_status status = take_coalition(kept, coalition, graph->model->n_parties);
    for (size_t i = 0; status == TRUCE_OK && i < coalition->count; i++)
        j.group |= truce__group_of(coalition->members[i]);
    j.others = truce__all_parties(graph->model) & ~j.group;
    if (status == TRUCE_OK) status = explain(&j, &kept->witness);
    if (status == TRUCE_OK) *out = &kept->witness;
    else truce_coalition_witness_free(ctx, &kept->witness);
    return status;
}

void truce_coalition_witness_free(truce_ctx *ctx, truce_coalition_witness *witness) {
    if (!witness) return;
    holder *kept = (holder *)witness;
    truce__arena_free(&kept->arena);
    truce__free(ctx, kept);
}
