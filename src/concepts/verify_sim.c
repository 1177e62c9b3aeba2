/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks reasons of simultaneous sanctioning, from the definition alone. The party takes an improvement, and each of
 * the others one of its own from the same state, or none, but not all of them none. The levels that they set, side by
 * side, are those of a state or of none.
 */
#include "concepts/verify.h"

#include "graph/graph.h"

typedef TRUCE__VEC(truce_state) states;

typedef struct check {
    truce_verifier *verifier;
    const truce_witness *witness;
    const truce_graph *graph;
    const truce_model *model;
    states *moves; /* of each of the others: its improvements from the start */
    size_t *taken; /* which of them it takes, from 1; 0: none */
} check;

static truce_ctx *ctx_of(const check *c) { return truce__verifier_ctx(c->verifier); }

static bool prefers(const check *c, uint32_t party, truce_state a, truce_state b) {
    return truce__verifier_prefers(c->verifier, party, a, b);
}

/* The start, with the levels of a party's options as in the state that it moves to. */
static void put_levels(const check *c, uint32_t party, truce_state to, uint32_t *levels) {
    uint8_t of[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(c->graph, to, of);
    for (uint32_t o = 0; o < c->model->n_options; o++)
        if (c->model->options[o].party == party) levels[o] = of[o];
}

static void begin(const check *c, truce_state improvement, uint32_t *levels) {
    uint8_t of[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(c->graph, c->witness->state, of);
    for (uint32_t o = 0; o < c->model->n_options; o++) levels[o] = of[o];
    put_levels(c, c->witness->party, improvement, levels);
}

static truce_status list_moves(check *c, uint32_t party, states *list) {
    const truce_state *moves;
    size_t count;
    TRY(truce__verifier_moves(c->verifier, party, c->witness->state, &moves, &count));
    list->count = 0;
    for (size_t i = 0; i < count; i++)
        if (prefers(c, party, moves[i], c->witness->state)) TRY(truce__vec_push(ctx_of(c), list, moves[i]));
    return TRUCE_OK;
}

static const char *check_met(const check *c, const truce_claim *claim) {
    uint32_t levels[TRUCE__MAX_OPTIONS], last = UINT32_MAX;
    const truce_claim *end = claim->child_count ? &claim->children[claim->child_count - 1] : NULL;
    if (claim->child_count < 2) return "nobody moves at the same time";
    begin(c, claim->to, levels);
    for (const truce_claim *one = claim->children; one < end; one++) {
        bool is_new = last == UINT32_MAX || one->mover > last;
        if (one->kind != TRUCE_CLAIM_AT_ONCE || one->from != c->witness->state || one->mover == c->witness->party)
            return "it is no move of the others from the start";
        if (!is_new || one->mover >= c->model->n_parties) return "a party moves twice";
        if (!truce__verifier_is_move(c->verifier, one->mover, one->from, one->to)) return "it is no move";
        if (!prefers(c, one->mover, one->to, one->from)) return "it is no improvement for its mover";
        put_levels(c, one->mover, one->to, levels);
        last = one->mover;
    }
    if (end->kind != TRUCE_CLAIM_TOGETHER || end->from != c->witness->state || end->mover != c->witness->party)
        return "it is not said where all of it leads";
    if (!end->to || truce__graph_find_levels(c->graph, levels) != end->to) return "it leads elsewhere";
    return prefers(c, c->witness->party, end->to, c->witness->state) ? "it is better than the start" : NULL;
}

static bool take_next(check *c) {
    for (uint32_t party = 0; party < c->model->n_parties; party++) {
        if (c->taken[party] < c->moves[party].count) {
            c->taken[party]++;
            return true;
        }
        c->taken[party] = 0;
    }
    return false;
}

/* No way in which the others can move leaves the party no better off. */
static const char *check_unmet(check *c, truce_state improvement) {
    for (uint32_t party = 0; party < c->model->n_parties; party++) c->taken[party] = 0;
    while (take_next(c) && truce__verifier_ended(c->verifier) == TRUCE_OK) {
        uint32_t levels[TRUCE__MAX_OPTIONS];
        begin(c, improvement, levels);
        for (uint32_t party = 0; party < c->model->n_parties; party++)
            if (c->taken[party]) put_levels(c, party, c->moves[party].at[c->taken[party] - 1], levels);
        truce_state end = truce__graph_find_levels(c->graph, levels);
        if (end && !prefers(c, c->witness->party, end, c->witness->state)) return "the others can meet it";
    }
    return NULL;
}

static const char *check_claims(check *c, const states *improvements) {
    const truce_witness *w = c->witness;
    size_t n_unmet = 0;
    if (w->claim_count != improvements->count) return "an improvement is missing, or is one too many";
    for (size_t i = 0; i < w->claim_count; i++) {
        const truce_claim *claim = &w->claims[i];
        bool is_unmet = claim->kind == TRUCE_CLAIM_UNMET, is_listed = false;
        for (size_t k = 0; k < improvements->count; k++) is_listed |= improvements->at[k] == claim->to;
        bool is_new = i == 0 || claim->to > claim[-1].to;
        if (claim->mover != w->party || claim->from != w->state || !is_listed || !is_new)
            return "it is no improvement of the party";
        if (!is_unmet && claim->kind != TRUCE_CLAIM_MET) return "no claim about an improvement";
        const char *why = is_unmet ? check_unmet(c, claim->to) : check_met(c, claim);
        if (why) return why;
        n_unmet += is_unmet;
    }
    return w->verdict != (n_unmet ? TRUCE_UNSTABLE : TRUCE_STABLE) ? "the verdict is not what is shown" : NULL;
}

truce_status truce__verify_sim(truce_verifier *verifier, const truce_witness *witness, const char **why) {
    const truce_graph *graph = truce__verifier_graph(verifier);
    check c = {.verifier = verifier, .witness = witness, .graph = graph, .model = truce_graph_model(graph)};
    uint32_t n = c.model->n_parties;
    states improvements = {0};
    truce_status status = TRUCE_OK;
    c.moves = truce__calloc(ctx_of(&c), n, sizeof *c.moves);
    c.taken = truce__calloc(ctx_of(&c), n, sizeof *c.taken);
    if (!c.moves || !c.taken) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t party = 0; party < n; party++)
        TRY_OR_DONE(list_moves(&c, party, party == witness->party ? &improvements : &c.moves[party]));
    *why = check_claims(&c, &improvements);
    status = truce__verifier_ended(verifier);
done:
    for (uint32_t party = 0; c.moves && party < n; party++) truce__vec_free(ctx_of(&c), &c.moves[party]);
    truce__vec_free(ctx_of(&c), &improvements);
    truce__free(ctx_of(&c), c.moves);
    truce__free(ctx_of(&c), c.taken);
    return status;
}
