/* SPDX-License-Identifier: Apache-2.0 */
/* What the other ranks do while rank 0 renders: answer for the states that are theirs. */
#include "graph/set.h"
#include "graph/split.h"

static uint64_t answer(const truce_graph *graph, truce__question q) {
    const truce__space *space = &graph->space;
    switch ((truce__asked)q.what) {
    case TRUCE__ASK_NUMBER: return truce__is_state(space, q.about - space->first_cell) ? truce__space_number(space, q.about) : 0;
    case TRUCE__ASK_FEASIBLE: return truce__space_is_feasible(space, q.about);
    case TRUCE__ASK_RANK: return truce__graph_rank_at(graph, (uint32_t)q.of, q.about);
    case TRUCE__ASK_CELL: return truce__space_cell(space, q.about);
    case TRUCE__ASK_MEMBER: return truce_set_contains(space->split->sets.at[q.of], q.about);
    case TRUCE__ASK_NEXT: return truce__set_next_here(space->split->sets.at[q.of], q.about);
    case TRUCE__ASK_NOTHING:
    case TRUCE__ASK_NO_MORE: break;
    }
    return 0;
}

static void answer_all(const truce_graph *graph, truce__question q, uint64_t answers[TRUCE__ANSWERS]) {
    bool is_state = q.what >= TRUCE__ASK_CELL;
    for (uint32_t i = 0; i < TRUCE__ANSWERS; i++) {
        if (q.what == TRUCE__ASK_NEXT) {
            answers[i] = i && !answers[i - 1] ? 0 : answer(graph, q);
            q.about = answers[i];
            continue;
        }
        bool is_mine = is_state ? truce__has_state(&graph->space, q.about) : truce__has_cell(&graph->space, q.about);
        answers[i] = is_mine ? answer(graph, q) : 0;
        q.about++;
    }
}

void truce_serve(const truce_graph *graph) {
    const truce_comm *comm = &graph->ctx->comm;
    if (!graph->space.split || comm->rank == 0) return;
    for (;;) {
        truce__question q;
        truce__answers answers = {.is_cancelled = 0};
        comm->exchange(comm->ud, 0, NULL, 0, &q, sizeof q);
        if (q.what == TRUCE__ASK_NO_MORE) return;
        if (q.what != TRUCE__ASK_NOTHING) answer_all(graph, q, answers.at);
        answers.is_cancelled = truce__is_cancelled(graph->ctx);
        comm->exchange(comm->ud, 0, &answers, sizeof answers, NULL, 0);
    }
}

void truce_dismiss(const truce_graph *graph) {
    if (graph->space.split && graph->ctx->comm.rank == 0) truce__ask_no_more(graph->space.split);
}
