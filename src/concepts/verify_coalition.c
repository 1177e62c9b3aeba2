/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An independent check of verdicts for coalitions, from the definitions alone. It states their meaning a second time:
 * what a group can bring about (R_H, or R_H+ by improvements of each mover), what is better for a coalition, what
 * answers an improvement, and what escapes an answer. Moves and preferences are those of verify_model.c.
 *
 * All that is said is checked: each way is walked move by move, and each list is compared with what the definition
 * gives. A stable verdict must have every state that the coalition can bring about and that is better for it.
 */
#include "concepts/verify.h"

#include "base/numbers.h"
#include "model/model.h"

#include <truce/coalitions.h>

typedef struct meaning {
    const char *id;
    bool has_answers, wants_improving, sees_escapes;
} meaning;

static const meaning meanings[] = {
    {"nash", false, false, false}, {"gmr", true, false, false},  {"smr", true, false, true},
    {"seq", true, true, false},    {"sseq", true, true, true},
};

/* What a group brings about. */
typedef struct reach {
    TRUCE__VEC(truce_state) states;
    TRUCE__VEC(uint32_t) last; /* who moved last; the same state may stand there with several */
    truce__numbers met;        /* pairs of both; behind them the states */
} reach;

typedef struct check {
    truce_verifier *verifier;
    truce_ctx *ctx;
    const truce_coalition_witness *witness;
    const meaning *concept;
    uint32_t n_parties;
    reach ways, answers, escapes;
    truce__numbers listed;
} check;

static truce_status refuse(const check *c, truce_state at, const char *why) {
    const truce_model *model = truce_graph_model(truce__verifier_graph(c->verifier));
    truce__source file = {.file = model->source.file};
    TRY(truce__verifier_ended(c->verifier));
    TRY(truce__diag(c->ctx, TRUCE_ERROR, &file, (truce__loc){0},
                    "this is a bug in truce: please report it with the model",
                    "the reason for %s stability of state %llu for a coalition does not verify at state %llu: %s",
                    truce_concept_at(c->witness->concept)->label, (unsigned long long)c->witness->state,
                    (unsigned long long)at, why));
    return TRUCE_E_BUG;
}

static bool is_member(const check *c, uint32_t party) {
    for (size_t i = 0; i < c->witness->coalition.count; i++)
        if (c->witness->coalition.members[i] == party) return true;
    return false;
}

/* Whether the coalition has an improvement in the state, beside the start. */
static bool is_better(const check *c, truce_state state) {
    bool is_strict = c->witness->improvement == TRUCE_IMPROVES_STRICTLY, is_some = false;
    for (size_t i = 0; i < c->witness->coalition.count; i++) {
        uint32_t party = c->witness->coalition.members[i];
        bool prefers = truce__verifier_prefers(c->verifier, party, state, c->witness->state);
        if (is_strict && !prefers) return false;
        if (!is_strict && truce__verifier_prefers(c->verifier, party, c->witness->state, state)) return false;
        is_some |= prefers;
    }
    return is_some;
}

/* ------------------------------------------------------------------- reach */

static uint64_t pair(const check *c, truce_state state, uint32_t party) {
    return truce__pair_number(state, party, c->n_parties + 1);
}

static bool brings_about(const check *c, const reach *r, truce_state state) {
    return truce__numbers_has(&r->met, pair(c, state, c->n_parties));
}

static truce_status add(const check *c, reach *r, truce_state state, uint32_t party) {
    bool is_new, is_new_state;
    TRY(truce__numbers_add(c->ctx, &r->met, pair(c, state, party), &is_new));
    if (!is_new) return TRUCE_OK;
    TRY(truce__numbers_add(c->ctx, &r->met, pair(c, state, c->n_parties), &is_new_state));
    TRY(truce__vec_push(c->ctx, &r->states, state));
    return truce__vec_push(c->ctx, &r->last, party);
}

/* Adds where the group can go from a state in one move, when `last` moved there. */
static truce_status go_on(const check *c, reach *r, bool of_members, bool is_improving, truce_state from,
                          uint32_t last) {
    const truce_state *moves;
    size_t count;
    for (uint32_t party = 0; party < c->n_parties; party++) {
        if (is_member(c, party) != of_members || party == last) continue;
        TRY(truce__verifier_moves(c->verifier, party, from, &moves, &count));
        for (size_t i = 0; i < count; i++)
            if (!is_improving || truce__verifier_prefers(c->verifier, party, moves[i], from))
                TRY(add(c, r, moves[i], party));
    }
    return truce__verifier_ended(c->verifier);
}

/* R_H(from) of the members, or of all others; by improvements only. */
static truce_status find_reach(const check *c, reach *r, bool of_members, bool is_improving, truce_state from) {
    truce__numbers_clear(c->ctx, &r->met);
    r->states.count = r->last.count = 0;
    TRY(go_on(c, r, of_members, is_improving, from, UINT32_MAX));
    for (size_t i = 0; i < r->states.count; i++)
        TRY(go_on(c, r, of_members, is_improving, r->states.at[i], r->last.at[i]));
    return TRUCE_OK;
}

/* Whether the coalition gets from there to something better. */
static truce_status has_escape(check *c, truce_state from, bool *answer) {
    *answer = false;
    TRY(find_reach(c, &c->escapes, true, false, from));
    for (size_t i = 0; i < c->escapes.states.count && !*answer; i++) *answer = is_better(c, c->escapes.states.at[i]);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ claims */

/* Walks a chain of the members' moves, or of the others', to the claim that ends it. */
static truce_status walk(const check *c, const truce_claim *claim, truce_state from, bool of_members,
                         const truce_claim **end) {
    uint32_t last = UINT32_MAX;
    bool is_improving = !of_members && c->concept->wants_improving;
    for (;; claim = claim->children) {
        if (claim->from != from) return refuse(c, claim->to, "a move begins elsewhere");
        if (claim->mover >= c->n_parties || is_member(c, claim->mover) != of_members)
            return refuse(c, claim->to, "a move of a party that has none here");
        if (claim->mover == last) return refuse(c, claim->to, "a party moves twice in a row");
        if (!truce__verifier_is_move(c->verifier, claim->mover, from, claim->to))
            return refuse(c, claim->to, "there is no such move");
        if (is_improving && !truce__verifier_prefers(c->verifier, claim->mover, claim->to, from))
            return refuse(c, claim->to, "an answer does not improve for its mover");
        if (claim->kind != TRUCE_CLAIM_STEP) break;
        if (claim->child_count != 1) return refuse(c, claim->to, "a way ends nowhere");
        from = claim->to;
        last = claim->mover;
    }
    *end = claim;
    return TRUCE_OK;
}

/* Whether the children are just what a group brings about from the parent's end; that end itself may be missing. */
static truce_status check_list(check *c, const truce_claim *parent, const reach *r) {
    truce__numbers_clear(c->ctx, &c->listed);
    for (size_t i = 0; i < parent->child_count; i++) {
        const truce_claim *child = &parent->children[i];
        bool is_new;
        if (!brings_about(c, r, child->to)) return refuse(c, child->to, "it is not brought about");
        TRY(truce__numbers_add(c->ctx, &c->listed, child->to, &is_new));
    }
    for (size_t i = 0; i < r->states.count; i++)
        if (r->states.at[i] != parent->to && !truce__numbers_has(&c->listed, r->states.at[i]))
            return refuse(c, r->states.at[i], "a state is missing from the list");
    return TRUCE_OK;
}

static truce_status check_sanction(check *c, const truce_claim *improvement) {
    const truce_claim *end;
    bool is_escape;
    if (!c->concept->has_answers) return refuse(c, improvement->to, "answers do not count");
    if (improvement->child_count != 1) return refuse(c, improvement->to, "there is no answer");
    TRY(walk(c, improvement->children, improvement->to, false, &end));
    if (end->kind != TRUCE_CLAIM_SANCTION) return refuse(c, end->to, "the answer ends in no sanction");
    if (is_better(c, end->to)) return refuse(c, end->to, "the answer leads to what is better for the coalition");
    if (!c->concept->sees_escapes) return TRUCE_OK;
    TRY(has_escape(c, end->to, &is_escape));
    if (is_escape) return refuse(c, end->to, "the coalition escapes the answer");
    for (size_t i = 0; i < end->child_count; i++)
        if (end->children[i].kind != TRUCE_CLAIM_NO_BETTER) return refuse(c, end->to, "no claim about an escape");
    return check_list(c, end, &c->escapes);
}

static truce_status check_answer(check *c, const truce_claim *answer) {
    const truce_claim *end = answer;
    bool is_escaped = answer->kind == TRUCE_CLAIM_ESCAPED;
    if (is_better(c, answer->to) == is_escaped || (!is_escaped && answer->kind != TRUCE_CLAIM_BETTER))
        return refuse(c, answer->to, "it is not what is claimed of it");
    if (!is_escaped) return TRUCE_OK;
    if (!c->concept->sees_escapes || answer->child_count != 1) return refuse(c, answer->to, "there is no escape");
    TRY(walk(c, answer->children, answer->to, true, &end));
    return is_better(c, end->to) ? TRUCE_OK : refuse(c, end->to, "the escape leads to nothing better");
}

static truce_status check_free(check *c, const truce_claim *improvement) {
    if (!c->concept->has_answers) return TRUCE_OK;
    TRY(find_reach(c, &c->answers, false, c->concept->wants_improving, improvement->to));
    for (size_t i = 0; i < improvement->child_count; i++) TRY(check_answer(c, &improvement->children[i]));
    return check_list(c, improvement, &c->answers);
}

static truce_status check_improvement(check *c, const truce_claim *claim, const truce_claim **end) {
    TRY(walk(c, claim, c->witness->state, true, end));
    if (!is_better(c, (*end)->to)) return refuse(c, (*end)->to, "it is not better for the coalition");
    if ((*end)->kind == TRUCE_CLAIM_SANCTIONED) return check_sanction(c, *end);
    if ((*end)->kind == TRUCE_CLAIM_FREE) return check_free(c, *end);
    return refuse(c, (*end)->to, "no claim about an improvement");
}

static truce_status check_all_told(check *c, const truce__numbers *told) {
    TRY(find_reach(c, &c->ways, true, false, c->witness->state));
    for (size_t i = 0; i < c->ways.states.count; i++)
        if (is_better(c, c->ways.states.at[i]) && !truce__numbers_has(told, c->ways.states.at[i]))
            return refuse(c, c->ways.states.at[i], "an improvement is missing");
    return TRUCE_OK;
}

static truce_status check_witness(check *c, truce__numbers *told) {
    size_t n_free = 0;
    for (size_t i = 0; i < c->witness->claim_count; i++) {
        const truce_claim *end;
        bool is_new;
        TRY(check_improvement(c, &c->witness->claims[i], &end));
        TRY(truce__numbers_add(c->ctx, told, end->to, &is_new));
        n_free += end->kind == TRUCE_CLAIM_FREE;
    }
    if (c->witness->verdict != (n_free ? TRUCE_UNSTABLE : TRUCE_STABLE))
        return refuse(c, c->witness->state, "the verdict is not what is shown");
    return n_free ? TRUCE_OK : check_all_told(c, told);
}

static void free_reach(truce_ctx *ctx, reach *r) {
    truce__vec_free(ctx, &r->states);
    truce__vec_free(ctx, &r->last);
    truce__numbers_free(ctx, &r->met);
}

truce_status truce_coalition_verify(truce_verifier *verifier, const truce_coalition_witness *witness) {
    const truce_graph *graph = truce__verifier_graph(verifier);
    const truce_concept *concept = truce_concept_at(witness->concept);
    check c = {.verifier = verifier, .ctx = truce__verifier_ctx(verifier), .witness = witness,
               .n_parties = truce_graph_model(graph)->n_parties};
    truce__numbers told = {0};
    for (size_t i = 0; concept && i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(meanings[i].id, concept->id) == 0) c.concept = &meanings[i];
    if (!c.concept || !witness->coalition.count || witness->state < 1 ||
        witness->state > truce_graph_state_count(graph))
        return TRUCE_E_USAGE;
    truce_status status = check_witness(&c, &told);
    if (status == TRUCE_OK) status = truce__verifier_ended(verifier);
    free_reach(c.ctx, &c.ways);
    free_reach(c.ctx, &c.answers);
    free_reach(c.ctx, &c.escapes);
    truce__numbers_free(c.ctx, &c.listed);
    truce__numbers_free(c.ctx, &told);
    return status;
}
