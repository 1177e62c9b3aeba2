/* SPDX-License-Identifier: Apache-2.0 */
/* All moves of a graph, one after the other: those out of the first state by the first party first. */
#include "formats/formats.h"
#include "graph/walk.h"

#include <inttypes.h>

/* Whether the party can move back from a state that it came to. O(options), or O(log moves) in listed graphs. */
static bool can_return(const truce__space *space, uint32_t party, uint64_t from, uint64_t to) {
    if (!space->is_product) {
        const truce__csr *rows = &space->out[party];
        uint64_t low = rows->first[to], high = rows->first[to + 1];
        while (low < high) {
            uint64_t middle = low + (high - low) / 2;
            if (rows->to[middle] < from) low = middle + 1;
            else high = middle;
        }
        return low < rows->first[to + 1] && rows->to[low] == from;
    }
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t o = mover->first_option; o < mover->first_option + mover->n_options; o++) {
        const truce__option *option = &space->model->options[o];
        uint32_t low, high, back = (uint32_t)(from / space->stride[o] % option->n_levels);
        truce__option_reach(option, (uint32_t)(to / space->stride[o] % option->n_levels), &low, &high);
        if (back < low || back > high) return false;
    }
    return true;
}

truce_status truce__moves_each(truce_ctx *ctx, const truce_graph *graph, truce__move_fn work, void *ud) {
    const truce__space *space = &graph->space;
    uint64_t number = 0;
    for (truce_state from = 1; from <= space->n_states; from++) {
        uint64_t cell = truce__space_cell(space, from);
        for (uint32_t p = 0; p < graph->model->n_parties; p++) {
            truce__walk walk;
            uint32_t rank = truce__graph_rank_at(graph, p, cell);
            truce__walk_from(&walk, space, p, cell);
            for (uint64_t to; truce__walk_next(&walk, &to);) {
                if (number++ % 1024 == 0) TRY(truce__go_on(ctx));
                TRY(work(ud, &(truce__move_row){from, truce__space_number(space, to), p,
                                           truce__graph_rank_at(graph, p, to) > rank,
                                           !can_return(space, p, cell, to)}));
            }
        }
    }
    return truce__go_on(ctx);
}

typedef struct tally {
    uint64_t count, most;
} tally;

static truce_status add_one(void *ud, const truce__move_row *move) {
    tally *t = ud;
    (void)move;
    return ++t->count > t->most ? TRUCE_E_LIMIT : TRUCE_OK; /* ends the walk */
}

truce_status truce__moves_are_over(truce_ctx *ctx, const truce_graph *graph, uint64_t most, bool *are_over) {
    tally t = {0, most};
    truce_status status = truce__moves_each(ctx, graph, add_one, &t);
    *are_over = status == TRUCE_E_LIMIT;
    return *are_over ? TRUCE_OK : status;
}

truce_status truce__moves_refuse(const truce__loss *loss, const truce_graph *graph, uint64_t most, const char *hint) {
    bool are_over = false;
    TRY(truce__moves_are_over(loss->ctx, graph, most, &are_over));
    if (!are_over) return TRUCE_OK;
    TRY(truce__diag(loss->ctx, TRUCE_ERROR, &loss->model->source, (truce__loc){0}, hint,
                    "%s has room for %" PRIu64 " moves, and this model has more", loss->format, most));
    return TRUCE_E_MODEL;
}

truce_status truce__states_refuse(const truce__loss *loss, const truce_graph *graph, uint64_t most,
                                  const char *hint) {
    if (graph->space.n_states <= most) return TRUCE_OK;
    TRY(truce__diag(loss->ctx, TRUCE_ERROR, &loss->model->source, (truce__loc){0}, hint,
                    "%s has room for %" PRIu64 " states, and this model has %" PRIu64, loss->format, most,
                    graph->space.n_states));
    return TRUCE_E_MODEL;
}
