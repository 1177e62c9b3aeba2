/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each equilibrium is asked once, whatever the concepts that have it; the first move to a state just as good ends its
 * search. The moves looked at are bounded by a share of the states, so that ties cost little beside the verdicts.
 */
#include "questions/solve/ties.h"

#include "graph/set.h"
#include "graph/walk.h"

enum { ENOUGH = 1 << 20, SHARE = 16 }; /* moves looked at; one for so many states */

typedef struct search {
    const truce_graph *graph;
    const truce_solution *solution;
    TRUCE__VEC(truce_state) found;
    uint64_t looked_at, most;
} search;

/* Whether the party has a move to a state of the same rank. */
static bool is_tied_for(search *s, uint32_t party, uint64_t cell) {
    uint32_t rank = truce__graph_rank_at(s->graph, party, cell);
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to) && s->looked_at <= s->most; s->looked_at++)
        if (truce__graph_rank_at(s->graph, party, to) == rank) return true;
    return false;
}

/* Cells of one word that are an equilibrium of some concept. */
static uint64_t equilibria_of_word(const truce_solution *solution, size_t word) {
    uint64_t bits = 0;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++)
        bits |= truce_solution_equilibria(solution, slot)->bits[word];
    return bits;
}

static truce_status look_at(truce_ctx *ctx, search *s, uint64_t cell) {
    bool is_tied = false;
    for (uint32_t p = 0; p < s->graph->model->n_parties && !is_tied; p++) is_tied = is_tied_for(s, p, cell);
    s->looked_at++;
    return is_tied ? truce__vec_push(ctx, &s->found, truce__space_number(&s->graph->space, cell)) : TRUCE_OK;
}

static truce_status look(truce_ctx *ctx, search *s) {
    size_t words = truce__bits_words(s->graph->space.n_cells);
    for (size_t i = 0; i < words && s->looked_at <= s->most; i++) {
        if (truce__stops_at(ctx, i)) return TRUCE_E_CANCELLED;
        for (uint64_t bits = equilibria_of_word(s->solution, i); bits; bits &= bits - 1)
            TRY(look_at(ctx, s, i * 64 + (uint64_t)__builtin_ctzll(bits)));
    }
    return TRUCE_OK;
}

truce_status truce__ties_find(truce_ctx *ctx, const truce_solution *solution, truce__ties **out) {
    search s = {.graph = truce_solution_graph(solution), .solution = solution};
    uint64_t share = s.graph->space.n_states / SHARE;
    s.most = share > ENOUGH ? share : ENOUGH;
    truce__ties *ties = truce__calloc(ctx, 1, sizeof *ties);
    truce_status status = ties ? look(ctx, &s) : TRUCE_E_NOMEM;
    if (status != TRUCE_OK) {
        truce__vec_free(ctx, &s.found);
        truce__free(ctx, ties);
        return status;
    }
    *ties = (truce__ties){ctx, s.looked_at <= s.most, s.found.at, s.found.count};
    *out = ties;
    return TRUCE_OK;
}

void truce__ties_free(void *thing) {
    truce__ties *ties = thing;
    if (!ties) return;
    truce__free(ties->ctx, ties->states);
    truce__free(ties->ctx, ties);
}

size_t truce__ties_count(const truce__ties *ties, const truce_set *equilibria) {
    size_t count = 0;
    for (size_t i = 0; i < ties->count; i++) count += truce_set_contains(equilibria, ties->states[i]);
    return count;
}
