/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/judge.h"

#include "graph/walk.h"

void truce__judge_init(truce__judge *judge, truce_ctx *ctx, const truce_graph *graph) {
    *judge = (truce__judge){.ctx = ctx, .graph = graph};
    truce__sequences_init(&judge->replies, ctx, graph);
}

void truce__judge_free(truce__judge *judge) {
    truce__sequences_free(&judge->replies);
}

static int compare(const truce__profile *profile, uint32_t party, uint64_t a, uint64_t b) {
    return truce__order_compare(&profile->lists[party], profile->orders[party], a, b);
}

static bool improves(const void *ud, uint32_t party, uint64_t from, uint64_t to) {
    return compare(ud, party, to, from) > 0;
}

/* Whether the party can move from `at` to a state that it ranks above `cell`. */
static bool escapes(const truce__judge *judge, const truce__profile *profile, uint32_t party, uint64_t at,
                    uint64_t cell) {
    truce__walk walk;
    truce__walk_from(&walk, &judge->graph->space, party, at);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (compare(profile, party, to, cell) > 0) return true;
    return false;
}

truce_status truce__judge_move(truce__judge *judge, const truce__profile *profile, uint32_t party, uint64_t cell,
                               uint64_t to, truce__stake stake, bool *held) {
    truce__group rest = truce__all_parties(judge->graph->model) & ~truce__group_of(party);
    const truce__arrival *next;
    *held = false;
    if (stake == TRUCE__STAKE_NASH) return TRUCE_OK;
    bool is_seq = stake == TRUCE__STAKE_SEQ;
    truce__sequences_begin(&judge->replies, rest, is_seq ? TRUCE__IMPROVING : TRUCE__FORWARD);
    if (is_seq) truce__sequences_judge(&judge->replies, improves, profile);
    TRY(truce__sequences_start(&judge->replies, to));
    while (!*held) {
        TRY(truce__sequences_next(&judge->replies, &next));
        if (!next) return TRUCE_OK;
        TRY(truce__go_on(judge->ctx));
        *held = compare(profile, party, next->cell, cell) <= 0 &&
                !(stake == TRUCE__STAKE_SMR && escapes(judge, profile, party, next->cell, cell));
    }
    return TRUCE_OK;
}

truce_status truce__judge_party(truce__judge *judge, const truce__profile *profile, uint32_t party, uint64_t cell,
                                truce__stake stake, bool *is_stable) {
    truce__walk walk;
    *is_stable = true;
    truce__walk_from(&walk, &judge->graph->space, party, cell);
    for (uint64_t to; *is_stable && truce__walk_next(&walk, &to);)
        if (compare(profile, party, to, cell) > 0)
            TRY(truce__judge_move(judge, profile, party, cell, to, stake, is_stable));
    return truce__go_on(judge->ctx);
}

truce_status truce__judge_all(truce__judge *judge, const truce__profile *profile, uint64_t cell, truce__stake stake,
                              bool *is_stable) {
    *is_stable = true;
    for (uint32_t p = 0; *is_stable && p < judge->graph->model->n_parties; p++)
        TRY(truce__judge_party(judge, profile, p, cell, stake, is_stable));
    return TRUCE_OK;
}
