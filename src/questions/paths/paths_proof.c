/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking paths from the definitions, with the verifier's moves and preferences and nothing of the search.
 *
 * A path is replayed step by step. That nothing else can be reached, and nothing sooner, is a property of the steps
 * s(x) given for each pair x = (state, who moved last): if every legal step from the start leads to a pair with s =
 * 1, and every legal step from a pair x to one y with 0 < s(y) <= s(x) + 1, then by induction along any legal
 * sequence each pair it comes to was found, with no more steps than the sequence took. The paths shown take just as
 * many.
 */
#include "questions/paths/pairs.h"

#include "concepts/verify.h"

typedef struct proof {
    truce_verifier *verifier;
    const truce_paths *paths;
    uint64_t *explained; /* states and parties whose sanctions are checked; NULL: none */
} proof;

enum { FEW = 4096 }; /* states up to which sanctions are always checked */

static truce_status refuse(const proof *p, truce_state from, uint32_t party, truce_state to, const char *why) {
    TRY(truce__verifier_ended(p->verifier));
    const truce_model *model = p->paths->graph->model;
    truce__source file = {.file = model->source.file};
    TRY(truce__diag(p->paths->ctx, TRUCE_ERROR, &file, (truce__loc){0},
                    "this is a bug in truce: please report it with the model",
                    "the step of '%s' from state %llu to state %llu does not verify: %s",
                    party < model->n_parties ? model->parties[party].id : party == TRUCE_NOBODY ? "nobody" : "?",
                    (unsigned long long)from,
                    (unsigned long long)to, why));
    return TRUCE_E_BUG;
}

/* ----------------------------------------------------------- which steps count */

/* The witness must be right, and its sanctioned improvements must be exactly those that no path uses. */
static truce_status check_witness(const proof *p, const truce_witness *witness) {
    const truce__space *space = &p->paths->graph->space;
    uint64_t from = truce__space_cell(space, witness->state);
    TRY(truce_verify(p->verifier, witness));
    for (size_t i = 0; i < witness->claim_count; i++) {
        const truce_claim *improvement = &witness->claims[i];
        bool does_count =
            truce__step_counts(p->paths, witness->party, from, truce__space_cell(space, improvement->to));
        if (does_count != (improvement->kind == TRUCE_CLAIM_FREE))
            return refuse(p, witness->state, witness->party, improvement->to, does_count ? "it is sanctioned"
                                                                                          : "nothing sanctions it");
    }
    return TRUCE_OK;
}

/* Once for each state and party: its unsanctioned improvements. */
static truce_status check_sanctions(const proof *p, truce_state from, uint32_t party) {
    const truce_paths *paths = p->paths;
    truce_witness *witness = NULL;
    uint64_t place = from * paths->n_parties + party;
    if (!p->explained || truce__bits_get(p->explained, place)) return TRUCE_OK;
    TRY(truce_explain(paths->ctx, paths->graph, from, party, paths->query.concept, 0, &witness));
    truce_status status = check_witness(p, witness);
    truce_witness_free(paths->ctx, witness);
    truce__bits_set(p->explained, place);
    return status;
}

/* Whether a step that is a move counts. */
static truce_status counts(const proof *p, truce_state from, uint32_t party, truce_state to, bool *answer) {
    const truce_paths *paths = p->paths;
    const truce__space *space = &paths->graph->space;
    *answer = paths->query.by == TRUCE_BY_MOVES || truce__verifier_prefers(p->verifier, party, to, from);
    if (!*answer || paths->query.by != TRUCE_BY_UNSANCTIONED) return TRUCE_OK;
    *answer = truce__step_counts(paths, party, truce__space_cell(space, from), truce__space_cell(space, to));
    return check_sanctions(p, from, party);
}

/* ------------------------------------------------------------------- replay */

static truce_gain gain_of(const proof *p, truce_state from, uint32_t party, truce_state to) {
    if (truce__verifier_prefers(p->verifier, party, to, from)) return TRUCE_BETTER;
    return truce__verifier_prefers(p->verifier, party, from, to) ? TRUCE_WORSE : TRUCE_SAME;
}

static truce_status is_lapse(const proof *p, truce_state from, truce_state to, bool *answer) {
    const truce_state *lapses;
    size_t count;
    TRY(truce__verifier_lapses(p->verifier, from, &lapses, &count));
    *answer = false;
    for (size_t i = 0; i < count && truce__may_lapse(p->paths); i++) *answer |= lapses[i] == to;
    return TRUCE_OK;
}

static truce_status check_lapse(const proof *p, truce_state from, const truce_path_step *step) {
    bool lapses;
    TRY(is_lapse(p, from, step->to, &lapses));
    return lapses ? TRUCE_OK : refuse(p, from, step->party, step->to, "nothing lapses like that");
}

static truce_status check_step(const proof *p, truce_state from, uint32_t last, const truce_path_step *step) {
    bool does_count;
    if (step->party == TRUCE_NOBODY) return check_lapse(p, from, step);
    if (step->party >= p->paths->n_parties) return refuse(p, from, step->party, step->to, "there is no such party");
    if (step->party == last) return refuse(p, from, step->party, step->to, "the party moves twice in a row");
    if (!truce__verifier_is_move(p->verifier, step->party, from, step->to))
        return refuse(p, from, step->party, step->to, "it is no move");
    TRY(counts(p, from, step->party, step->to, &does_count));
    if (!does_count) return refuse(p, from, step->party, step->to, "it is not of the kind that was asked for");
    if (step->gain != gain_of(p, from, step->party, step->to))
        return refuse(p, from, step->party, step->to, "its effect on its mover is wrong");
    return TRUCE_OK;
}

static truce_status replay(const proof *p, const truce_path *target) {
    truce_state at = p->paths->query.from;
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < target->steps; i++) {
        TRY(check_step(p, at, last, &target->path[i]));
        at = target->path[i].to;
        last = target->path[i].party;
    }
    return at == target->state ? TRUCE_OK : refuse(p, at, last, target->state, "the path ends elsewhere");
}

/* ------------------------------------------------------------------- closed */

/* The least steps after which the party may leave the state, or something lapse in it (TRUCE_NOBODY). UINT64_MAX: it
 * never may. */
static uint64_t leaves_after(const truce_paths *paths, truce_state state, uint32_t party) {
    uint64_t least = UINT64_MAX;
    if (state == paths->query.from) return 0;
    for (uint32_t mover = 0; mover < paths->n_movers; mover++) {
        uint32_t last = truce__party_or_nobody(paths, mover);
        uint64_t steps = last == party && party != TRUCE_NOBODY ? 0 : truce_paths_steps_by(paths, state, last);
        if (steps && steps < least) least = steps;
    }
    return least;
}

static truce_status check_leaving(const proof *p, truce_state from, uint32_t party) {
    const truce_state *moves;
    size_t count;
    uint64_t after = leaves_after(p->paths, from, party);
    if (after == UINT64_MAX) return TRUCE_OK;
    TRY(truce__verifier_moves(p->verifier, party, from, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        bool does_count;
        truce_state to = moves[i];
        uint64_t steps = truce_paths_steps_by(p->paths, to, party);
        if (steps && steps <= after + 1) continue; /* whether it counts or not */
        TRY(counts(p, from, party, to, &does_count));
        if (does_count)
            return refuse(p, from, party, to, steps ? "the state is reached sooner" : "the state can be reached");
        if (p->explained) /* witnesses may have been verified: the list was lent */
            TRY(truce__verifier_moves(p->verifier, party, from, &moves, &count));
    }
    return TRUCE_OK;
}

static truce_status check_lapsing(const proof *p, truce_state from) {
    const truce_state *lapses;
    size_t count;
    uint64_t after = leaves_after(p->paths, from, TRUCE_NOBODY);
    if (!truce__may_lapse(p->paths) || after == UINT64_MAX) return TRUCE_OK;
    TRY(truce__verifier_lapses(p->verifier, from, &lapses, &count));
    for (size_t i = 0; i < count; i++) {
        uint64_t steps = truce_paths_steps_by(p->paths, lapses[i], TRUCE_NOBODY);
        if (steps && steps <= after + 1) continue;
        return refuse(p, from, TRUCE_NOBODY, lapses[i],
                      steps ? "the state is reached sooner" : "the state can be reached");
    }
    return TRUCE_OK;
}

static truce_status check_closed(const proof *p) {
    const truce_paths *paths = p->paths;
    uint64_t seen = 0;
    for (truce_state state = paths->query.from, next = 0; state; state = next) {
        for (uint32_t party = 0; party < paths->n_parties; party++) TRY(check_leaving(p, state, party));
        TRY(check_lapsing(p, state));
        if (truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
        truce__progress(paths->ctx, "verifying", seen++, truce_set_count(paths->reach) + 1);
        next = truce_set_next(paths->reach, next);
    }
    return TRUCE_OK;
}

bool truce_paths_checks_sanctions(const truce_paths *paths, unsigned flags) {
    return paths->graph->space.n_states <= FEW || flags & TRUCE_VERIFY_CLOSED;
}

static truce_status check_all(const proof *p, unsigned flags) {
    for (size_t i = 0; i < p->paths->targets.count; i++) {
        if (truce__is_cancelled(p->paths->ctx)) return TRUCE_E_CANCELLED;
        TRY(replay(p, &p->paths->targets.at[i]));
    }
    return flags & TRUCE_VERIFY_CLOSED ? check_closed(p) : TRUCE_OK;
}

truce_status truce_paths_verify(truce_ctx *ctx, truce_verifier *verifier, const truce_paths *paths, unsigned flags) {
    proof p = {.verifier = verifier, .paths = paths};
    if (paths->query.by == TRUCE_BY_UNSANCTIONED && truce_paths_checks_sanctions(paths, flags)) {
        uint64_t bits = (paths->graph->space.n_states + 1) * paths->n_parties;
        p.explained = truce__calloc(ctx, truce__bits_words(bits), sizeof *p.explained);
        if (!p.explained) return TRUCE_E_NOMEM;
    }
    truce_status status = check_all(&p, flags);
    truce__free(ctx, p.explained);
    return status;
}
