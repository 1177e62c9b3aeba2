/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/together.h"

#include <inttypes.h>

truce_status truce__visit(truce__together *t, uint64_t visits) {
    t->result.visits += visits;
    if (truce__is_cancelled(t->ctx)) return TRUCE_E_CANCELLED;
    if (truce__has_visits_left(t)) return TRUCE_OK;
    TRY(truce__diag(t->ctx, TRUCE_ERROR, &t->graph->model->source, (truce__loc){0},
                    "ask about fewer coalitions (--coalitions a+b), or about equilibria only (--rows equilibria)",
                    "coalitions: more than %" PRIu64 " visits of states and moves would be needed",
                    t->query.visits));
    return TRUCE_E_LIMIT;
}

truce__leaning truce__leaning_of(const truce_graph *graph, uint64_t cell, uint64_t beside) {
    truce__leaning leaning = {0};
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        uint32_t here = truce__rank_at(&graph->ranks[p], cell), there = truce__rank_at(&graph->ranks[p], beside);
        if (here > there) leaning.prefer |= truce__group_of(p);
        if (here >= there) leaning.accept |= truce__group_of(p);
    }
    return leaning;
}

truce__group truce__needed_between(const truce__space *space, truce__group among, uint64_t from, uint64_t to,
                                   bool *is_among) {
    truce__group needed = 0;
    *is_among = true;
    for (uint32_t p = 0; space->is_product && *is_among && p < space->model->n_parties; p++) {
        if (!truce__differs(space, p, from, to)) continue;
        needed |= truce__group_of(p);
        *is_among = truce__is_in(among, p);
    }
    return needed;
}
