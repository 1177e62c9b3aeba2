/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way by values of states, by which most concepts make their verdicts.
 *
 * The party, the others, the party again, and so on: each turn is a half-round, a move of the party or a legal
 * sequence of the others'. Let r be the party's ranks, R(s) its moves, O(t) all that the others reach. A party that
 * foresees h half-rounds compares the start with what it can secure:
 *
 *     U_0 = r,  W_k(s) = max(r(s), max over R(s) of U_(k-1)),  U_k(t) = min(r(t), min over O(t) of W_(k-1))
 *
 * and s is stable iff W_h(s) <= r(s). Whoever moves may stop, which is where r comes in. Depth 1 is Nash; with any
 * moves for replies 2 is GMR and 3 SMR; with improvements 2 is SEQ and 3 SSEQ. Each half-round is one pass.
 *
 * U_2 is nowhere above U_0, and U_1 nowhere above U_3; the passes are monotone, so U_(k+2) stays on that side of U_k.
 * Two layers of one parity with equal sums are equal, and so are all further ones. Then the tree is not deepened:
 * depth 99 costs what the last change costs.
 *
 * Zeng, Fang, Hipel and Kilgour 2006 and 2007 have the trees; docs/definitions.md says what of them was read.
 */
#include "concepts/answers.h"

uint32_t truce__depth_of(truce__chosen concept) {
    return concept.family->depth ? concept.family->depth : concept.info->parameter;
}

static void plan(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    (void)graph, (void)needs;
    *kinds |= 1U << concept.family->replies;
}

/* ------------------------------------------------------------- other rules */

#define MOST_REPLIES ((uint64_t)1 << 27)

/* Whether the others answer all improvements from the search's start. Counts the replies that it looks at. */
static truce_status is_stable(truce__answers *search, bool *answer, uint64_t *n_replies) {
    truce__walk walk;
    *answer = true;
    truce__walk_from(&walk, &search->graph->space, search->party, search->start);
    for (uint64_t to; *answer && truce__walk_next(&walk, &to);) {
        if (truce__answers_rank(search, to) <= search->rank) continue;
        TRY(truce__answers_look(search, to, answer));
        *n_replies += search->visits.count;
    }
    return TRUCE_OK;
}

static truce_status mark_each(truce__deciding *job, truce__answers *search) {
    const truce__space *space = &job->graph->space;
    uint64_t n_replies = 0;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        bool is_it;
        if (truce__stops_at(job->ctx, cell)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, cell)) continue;
        truce__answers_begin(search, cell);
        TRY(is_stable(search, &is_it, &n_replies));
        if (is_it) truce__bits_set(job->stable->bits, cell);
        if (n_replies > MOST_REPLIES)
            return truce__concept_refuse(job->ctx, job->graph, job->concept,
                                 (truce__lack){TRUCE__M_LACK_RULES_WORK, MOST_REPLIES}, TRUCE_E_LIMIT);
    }
    return truce__set_recount(job->stable);
}

static truce_status mark_by_search(truce__deciding *job) {
    const truce__asked asked = {.ctx = job->ctx, .graph = job->graph, .concept = job->concept, .party = job->party,
                                .state = 1};
    truce__answers search;
    truce_status status = truce__answers_open(&asked, &search);
    search.left = truce__depth_of(job->concept) - 1;
    memset(job->stable->bits, 0, truce__bits_words(job->graph->space.n_cells) * sizeof *job->stable->bits);
    if (status == TRUCE_OK) status = mark_each(job, &search);
    truce__answers_close(&search);
    return status;
}

/* ------------------------------------------------------------------ values */

typedef struct layer { /* W of one depth, before the ranks are its floor */
    uint32_t depth;
    uint64_t sum;
    bool is_as_before; /* as two half-rounds before, so that all deeper ones are alike */
} layer;

/* What the values after a best move say: verdicts of the depth that they stand for. */
static truce_status look(truce__deciding *job, uint32_t depth, layer *at) {
    uint64_t sum, before = truce_set_count(job->stable);
    TRY(truce__sum(job->engine, &sum));
    at->is_as_before = at->depth > 2 && sum == at->sum;
    at->sum = sum;
    if (depth < TRUCE__ENDLESS_EVEN) return TRUCE_OK;
    TRY(truce__compare(job->engine, job->stable));
    if (at->depth <= 2 || truce_set_count(job->stable) != before) job->settled = at->depth;
    return TRUCE_OK;
}

static truce_status assess(truce__deciding *job) {
    const uint32_t depth = truce__depth_of(job->concept);
    const truce__replies replies = job->concept.family->replies;
    layer at = {.depth = 2 - depth % 2};
    if (truce__needs_search(job->graph, job->concept)) return TRUCE_OK; /* then mark() does it all */
    TRY(truce__assess(job->engine, job->party, replies));
    if (depth % 2 == 0) TRY(truce__worst_reply(job->engine, replies));
    for (; at.depth < depth && !at.is_as_before; at.depth += 2) {
        TRY(truce__best_move(job->engine));
        if (depth > 4) TRY(look(job, depth, &at));
        if (at.depth > 1) truce__floor_by_ranks(job->engine);
        TRY(truce__worst_reply(job->engine, replies));
        truce__cap_by_ranks(job->engine);
    }
    return TRUCE_OK;
}

static uint64_t exit_of(const truce__deciding *job, uint64_t cell) {
    return truce__exit_of(job->engine, cell);
}

static truce_status mark(truce__deciding *job) {
    return truce__needs_search(job->graph, job->concept) ? mark_by_search(job)
                                                  : truce__mark_stable(job->engine, job->stable);
}

const truce__way truce__by_values = {plan, assess, exit_of, mark, .leaves_values = true};
