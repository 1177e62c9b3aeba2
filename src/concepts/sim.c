/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Simultaneous sanctioning: while a party takes its improvement, the others take theirs at the same time.
 *
 * A state s is stable for i iff for every improvement x of i from s there are t_j for the others, each an improvement
 * of j from s or s itself and not all of them s, such that the state that has the options of i as in x and those of
 * each j as in t_j exists, and i does not prefer it to s. All improvements are judged from s, and the state need not
 * be reachable step by step. So it needs options: what each party sets must stand side by side.
 *
 * No pass over all states can tell that: for each improvement all combinations of the others' are tried, until one
 * sanctions it. That is why the work has a limit, which is counted in combinations.
 */
#include "concepts/concepts.h"

#include "graph/walk.h"

enum { MOST = 1 << 28 }; /* combinations that are tried for one party */

/* ------------------------------------------------------------ who can have it */

/* Whether every move sets its mover's options and no others. Moves that follow from options do. */
static bool moves_are_own(const truce_graph *graph) {
    const truce__space *space = &graph->space;
    uint32_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    if (space->is_product) return true;
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        for (uint64_t cell = 0; cell < space->n_cells && !truce__stops_at(graph->ctx, cell); cell++) {
            truce__walk walk;
            truce__space_levels(space, space->code[cell], before);
            truce__walk_from(&walk, space, party, cell);
            for (uint64_t to; truce__walk_next(&walk, &to);) {
                truce__space_levels(space, space->code[to], after);
                for (uint32_t o = 0; o < graph->model->n_options; o++)
                    if (before[o] != after[o] && graph->model->options[o].party != party) return false;
            }
        }
    return true;
}

static truce__lack lack_of(const truce_graph *graph, truce__chosen concept) {
    truce__message why = TRUCE__NO_MESSAGE;
    (void)concept;
    if (graph->model->is_plain) why = TRUCE__M_LACKS_OPTIONS;
    else if (graph->model->n_coalesce) why = TRUCE__M_LACKS_SINGLE_STATES;
    else if (!moves_are_own(graph)) why = TRUCE__M_LACKS_OWN_MOVES;
    return (truce__lack){why, 0};
}

/* ------------------------------------------------------------------- answers */

/* What one of the others can do: its improvements in the list, and which it takes, from 1; 0: none. */
typedef struct turn {
    size_t first, count, taken;
} turn;

typedef struct sim_search {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__chosen concept;
    uint32_t party;
    uint64_t cell; /* the start */
    uint32_t rank; /* of it, for the party */
    TRUCE__VEC(uint64_t) others;
    turn *turns; /* by party */
    uint64_t tried;
} sim_search;

static uint64_t taken_by(const sim_search *s, uint32_t party) {
    return s->others.at[s->turns[party].first + s->turns[party].taken - 1];
}

static void close_search(sim_search *s) {
    truce__vec_free(s->ctx, &s->others);
    truce__free(s->ctx, s->turns);
}

static truce_status open_search(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, uint32_t party,
                                sim_search *s) {
    *s = (sim_search){.ctx = ctx, .graph = graph, .concept = concept, .party = party};
    s->turns = truce__calloc(ctx, graph->model->n_parties, sizeof *s->turns);
    return s->turns ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The combination of a cell, and the cell of a combination; UINT64_MAX: it does not exist. */
static uint64_t combination_of(const truce__space *space, uint64_t cell) {
    return space->is_product ? cell : space->code[cell];
}

static uint64_t cell_of(const truce__space *space, uint64_t combination) {
    if (!space->is_product) return truce__space_find_code(space, combination);
    return truce__space_is_feasible(space, combination) ? combination : UINT64_MAX;
}

/* Lists the others' improvements from the cell, party by party. */
static truce_status look_from(sim_search *s, uint64_t cell) {
    s->cell = cell;
    s->others.count = 0;
    s->rank = truce__rank_at(&s->graph->ranks[s->party], cell);
    for (uint32_t party = 0; party < s->graph->model->n_parties; party++) {
        turn *own = &s->turns[party];
        const truce__ranks *ranks = &s->graph->ranks[party];
        truce__walk walk;
        uint32_t rank = truce__rank_at(ranks, cell);
        *own = (turn){.first = s->others.count};
        if (party == s->party) continue;
        truce__walk_from(&walk, &s->graph->space, party, cell);
        for (uint64_t to; truce__walk_next(&walk, &to);) {
            if (truce__rank_at(ranks, to) <= rank) continue;
            TRY(truce__vec_push(s->ctx, &s->others, to));
            own->count++;
        }
    }
    return TRUCE_OK;
}

/* The next way in which the others can move: each its next improvement in turn, or none. False: all were tried. */
static bool next_turns(sim_search *s) {
    for (uint32_t party = 0; party < s->graph->model->n_parties; party++) {
        if (s->turns[party].taken < s->turns[party].count) {
            s->turns[party].taken++;
            return true;
        }
        s->turns[party].taken = 0;
    }
    return false;
}

static truce_status find_answer(sim_search *s, uint64_t improvement, uint64_t *end) {
    const truce__space *space = &s->graph->space;
    const truce__lack limit = {TRUCE__M_LIMIT_COMBINATIONS, MOST};
    uint64_t start = combination_of(space, s->cell), moved = combination_of(space, improvement);
    *end = UINT64_MAX;
    for (uint32_t party = 0; party < s->graph->model->n_parties; party++) s->turns[party].taken = 0;
    while (next_turns(s)) {
        uint64_t combination = moved;
        if (truce__stops_at(s->ctx, s->tried)) return TRUCE_E_CANCELLED;
        if (++s->tried > MOST) return truce__concept_refuse(s->ctx, s->graph, s->concept, limit, TRUCE_E_LIMIT);
        for (uint32_t party = 0; party < s->graph->model->n_parties; party++)
            if (s->turns[party].taken) combination += combination_of(space, taken_by(s, party)) - start;
        uint64_t cell = cell_of(space, combination);
        if (cell == UINT64_MAX || truce__rank_at(&s->graph->ranks[s->party], cell) > s->rank) continue;
        *end = cell;
        return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- verdicts */

/* The lowest improvement that nothing sanctions; UINT64_MAX: none. */
static truce_status find_free(sim_search *s, uint64_t cell, uint64_t *free) {
    truce__walk walk;
    *free = UINT64_MAX;
    TRY(look_from(s, cell));
    truce__walk_from(&walk, &s->graph->space, s->party, cell);
    for (uint64_t to, end; truce__walk_next(&walk, &to);) {
        if (truce__rank_at(&s->graph->ranks[s->party], to) <= s->rank) continue;
        TRY(find_answer(s, to, &end));
        if (end != UINT64_MAX) continue;
        *free = to;
        return TRUCE_OK;
    }
    return TRUCE_OK;
}

static void plan(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    (void)graph, (void)concept, (void)kinds, (void)needs;
}

static truce_status assess(truce__deciding *job) {
    sim_search *s = truce__calloc(job->ctx, 1, sizeof *s);
    if (!s) return TRUCE_E_NOMEM;
    job->found = s;
    return open_search(job->ctx, job->graph, job->concept, job->party, s);
}

static void drop(truce__deciding *job) {
    if (job->found) close_search(job->found);
    truce__free(job->ctx, job->found);
    job->found = NULL;
}

/* Where the work ends here it ends when the verdicts are marked too, which says so. */
static uint64_t exit_of(const truce__deciding *job, uint64_t cell) {
    sim_search *s = job->found;
    uint64_t to;
    s->tried = 0;
    return find_free(s, cell, &to) == TRUCE_OK ? to : UINT64_MAX;
}

static truce_status mark(truce__deciding *job) {
    const truce__space *space = &job->graph->space;
    sim_search *s = job->found;
    s->tried = 0;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        uint64_t to;
        if (cell % 1024 == 0 && truce__is_cancelled(job->ctx)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, cell)) continue;
        TRY(find_free(s, cell, &to));
        if (to == UINT64_MAX) truce__bits_set(job->stable->bits, cell);
    }
    return truce__set_recount(job->stable);
}

/* ------------------------------------------------------------------- reasons */

typedef struct reason {
    sim_search sim;
    truce__arena *arena;
    TRUCE__VEC(truce_claim) claims;
} reason;

static truce_claim claim_of(const reason *r, truce_claim_kind kind, uint32_t mover, uint64_t to) {
    const truce__space *space = &r->sim.graph->space;
    return (truce_claim){.kind = kind, .mover = mover, .left = 1, .from = truce__space_number(space, r->sim.cell),
                         .to = truce__space_number(space, to)};
}

/* What each of the others does, and where all of it leads. */
static truce_status tell_answer(reason *r, uint64_t end, truce_claim *claim) {
    uint32_t n = r->sim.graph->model->n_parties;
    truce_claim *moves = truce__arena_alloc(r->arena, n + 1, sizeof *moves);
    if (!moves) return TRUCE_E_NOMEM;
    claim->children = moves;
    for (uint32_t party = 0; party < n; party++)
        if (r->sim.turns[party].taken)
            moves[claim->child_count++] =
                claim_of(r, TRUCE_CLAIM_AT_ONCE, party, taken_by(&r->sim, party));
    moves[claim->child_count++] = claim_of(r, TRUCE_CLAIM_TOGETHER, r->sim.party, end);
    return TRUCE_OK;
}

static truce_status tell_improvement(reason *r, uint64_t to) {
    uint64_t end;
    TRY(find_answer(&r->sim, to, &end));
    truce_claim claim = claim_of(r, end == UINT64_MAX ? TRUCE_CLAIM_UNMET : TRUCE_CLAIM_MET, r->sim.party, to);
    if (end != UINT64_MAX) TRY(tell_answer(r, end, &claim));
    return truce__vec_push(r->sim.ctx, &r->claims, claim);
}

static truce_status tell(reason *r, const truce__asked *asked, truce_witness *witness) {
    truce__walk walk;
    const truce__ranks *ranks = &asked->graph->ranks[asked->party];
    TRY(look_from(&r->sim, truce__space_cell(&asked->graph->space, asked->state)));
    truce__walk_from(&walk, &asked->graph->space, asked->party, r->sim.cell);
    witness->verdict = TRUCE_STABLE;
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (truce__rank_at(ranks, to) <= r->sim.rank) continue;
        TRY(tell_improvement(r, to));
        if (r->claims.at[r->claims.count - 1].kind == TRUCE_CLAIM_UNMET) witness->verdict = TRUCE_UNSTABLE;
    }
    truce_claim *claims = truce__arena_alloc(r->arena, r->claims.count, sizeof *claims);
    if (!claims) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < r->claims.count; i++) claims[i] = r->claims.at[i];
    witness->claims = claims;
    witness->claim_count = r->claims.count;
    return TRUCE_OK;
}

static truce_status explain(const truce__asked *asked, truce__arena *arena, truce_witness *witness) {
    reason r = {.arena = arena};
    truce_status status = open_search(asked->ctx, asked->graph, asked->concept, asked->party, &r.sim);
    if (status == TRUCE_OK) status = tell(&r, asked, witness);
    truce__vec_free(asked->ctx, &r.claims);
    close_search(&r.sim);
    return status;
}

/* ----------------------------------------------------------------- descriptor */

#define TRUCE__MSG(key, english) static const char TEXT_##key[] = english;
#include "catalogue/concept_messages.h"
#undef TRUCE__MSG

static const truce_concept sim = {.id = "sim", .label = "SIM", .name = TEXT_CONCEPT_SIM_NAME,
                                  .definition = TEXT_CONCEPT_SIM_DEFINITION,
                                  .reference = "Fraser and Hipel 1984, Conflict Analysis: Models and Resolutions",
                                  .evidence = TEXT_EVIDENCE_SIM, .needs = TEXT_NEEDS_OPTIONS};

static const truce__way by_combinations = {plan, assess, exit_of, mark, drop, .has_limit = true};

const truce__concept truce__sim = {
    .members = &sim, .count = 1, .needs_all_ranks = true, .lacks = lack_of, .way = &by_combinations,
    .explain = explain};
