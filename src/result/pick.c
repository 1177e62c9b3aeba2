/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows by number: the least state above the last one that is in the filter and, if asked, in some set of equilibria.
 * Rows by preference: the best `limit` are kept in a list of at most twice that length, which is sorted and cut
 * whenever it is full; each state is touched once and the sorting costs O(states x log limit) at worst.
 */
#include "result/pick.h"

#include "graph/set.h"

static truce_state least_of(truce_state least, const truce_set *set, truce_state from) {
    truce_state next = set ? truce_set_next(set, from - 1) : 0;
    return next && (!least || next < least) ? next : least;
}

/* The least state >= from that is an equilibrium under some concept, or may be one, or 0. */
static truce_state next_equilibrium(const truce_solution *solution, truce_state from) {
    truce_state least = 0;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        least = least_of(least, truce_solution_equilibria(solution, slot), from);
        least = least_of(least, truce_solution_maybe_equilibria(solution, slot), from);
    }
    return least;
}

/* The least candidate above `state`, or 0: then there is none, or the work is cancelled. */
static truce_state next_by_number(const truce__pick *pick, truce_state state) {
    const truce_render_options *options = pick->options;
    if (pick->solution && options->kind == TRUCE_ROWS_NONE) return 0;
    bool only_equilibria = pick->solution && options->kind == TRUCE_ROWS_EQUILIBRIA;
    while (!truce__is_cancelled(pick->graph->ctx)) {
        truce_state next = options->rows ? truce_set_next(options->rows, state) : state + 1;
        if (next == 0 || next > truce_graph_state_count(pick->graph)) return 0;
        if (!only_equilibria) return next;
        truce_state equilibrium = next_equilibrium(pick->solution, next);
        if (equilibrium == 0 || equilibrium == next) return equilibrium;
        state = equilibrium - 1;
    }
    return 0;
}

/* The states of the filter that are or may be an equilibrium under some concept, counted 64 cells at a time. */
static uint64_t count_equilibria(const truce__pick *pick) {
    uint64_t total = 0;
    size_t words = truce__bits_words(pick->graph->space.n_cells);
    for (size_t i = 0; i < words; i++) {
        uint64_t bits = 0;
        for (uint32_t slot = 0; slot < truce_solution_concept_count(pick->solution); slot++) {
            const truce_set *maybe = truce_solution_maybe_equilibria(pick->solution, slot);
            bits |= truce_solution_equilibria(pick->solution, slot)->bits[i] | (maybe ? maybe->bits[i] : 0);
        }
        if (pick->options->rows) bits &= pick->options->rows->bits[i];
        total += (uint64_t)__builtin_popcountll(bits);
    }
    return total;
}

static uint64_t count_all(const truce__pick *pick) {
    const truce_render_options *options = pick->options;
    if (!pick->solution || options->kind == TRUCE_ROWS_ALL)
        return options->rows ? truce_set_count(options->rows) : truce_graph_state_count(pick->graph);
    if (options->kind == TRUCE_ROWS_NONE) return 0;
    return count_equilibria(pick);
}

/* Options in which the state differs from the combination; merged levels differ from none. */
static uint32_t distance_to(const truce__pick *pick, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint32_t count = 0;
    truce_graph_state_levels(pick->graph, state, levels);
    for (uint32_t o = 0; o < pick->graph->model->n_options; o++)
        count += levels[o] != TRUCE_LEVEL_MIXED && levels[o] != pick->near[o];
    return count;
}

/* States with the highest come first. */
static uint32_t order_of(const truce__pick *pick, truce_state state) {
    const truce_render_options *options = pick->options;
    if (options->near) return UINT32_MAX - distance_to(pick, state);
    uint32_t rank = truce_graph_rank(pick->graph, options->sort_party, state);
    return options->worst_first ? UINT32_MAX - rank : rank;
}

int truce__ranked_best_first(const void *a, const void *b) {
    const truce__ranked *one = a, *two = b;
    if (one->rank != two->rank) return one->rank > two->rank ? -1 : 1;
    return (one->state > two->state) - (one->state < two->state);
}

static truce_status sort_and_cut(truce_ctx *ctx, truce__pick *pick, uint64_t limit) {
    TRY(truce__sort(ctx, pick->best.at, pick->best.count, sizeof *pick->best.at, truce__ranked_best_first));
    if (limit && pick->best.count > limit) pick->best.count = (size_t)limit;
    return TRUCE_OK;
}

static truce_status collect(truce_ctx *ctx, truce__pick *pick) {
    uint64_t limit = pick->options->limit, held = limit && limit < pick->total / 2 ? limit * 2 : pick->total;
    TRY(truce__plan(ctx, pick->graph->model->source.file, "sorting the rows",
                    2.0 * sizeof(truce__ranked) * (double)held));
    for (truce_state state = next_by_number(pick, 0); state; state = next_by_number(pick, state)) {
        TRY(truce__vec_push(ctx, &pick->best, ((truce__ranked){order_of(pick, state), state})));
        if (limit && pick->best.count / 2 >= limit) TRY(sort_and_cut(ctx, pick, limit));
    }
    if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
    return sort_and_cut(ctx, pick, limit);
}

/* Whether the state is a candidate, and beyond the limit. */
static bool is_left_out(const truce__pick *pick, truce_state state) {
    if (!state || !truce__pick_is_cut(pick) || next_by_number(pick, state - 1) != state) return false;
    truce_state row = 0;
    for (uint64_t i = 0; i < truce__pick_count(pick); i++) {
        row = truce__pick_at(pick, i, row);
        if (row == state) return false;
        if (!row || (row > state && !pick->is_sorted)) break;
    }
    return true;
}

truce_status truce__pick_init(truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                              const truce_render_options *options, truce__pick *pick) {
    *pick = (truce__pick){.graph = graph, .solution = solution, .options = options};
    pick->total = count_all(pick);
    if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
    pick->is_sorted = options->sort_party < graph->model->n_parties || options->near;
    if (options->near && !truce__levels_of_code(graph->model, options->near, pick->near)) return TRUCE_E_USAGE;
    if (pick->is_sorted) TRY(collect(ctx, pick));
    if (is_left_out(pick, truce_graph_status_quo(graph))) pick->left_out = truce_graph_status_quo(graph);
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

void truce__pick_free(truce_ctx *ctx, truce__pick *pick) {
    truce__vec_free(ctx, &pick->best);
}

uint64_t truce__pick_count(const truce__pick *pick) {
    return truce__pick_is_cut(pick) ? pick->options->limit : pick->total;
}

bool truce__pick_is_cut(const truce__pick *pick) {
    return pick->options->limit && pick->total > pick->options->limit;
}

truce_state truce__pick_at(const truce__pick *pick, uint64_t index, truce_state before) {
    if (index >= truce__pick_count(pick)) return 0;
    return pick->is_sorted ? pick->best.at[index].state : next_by_number(pick, before);
}

uint64_t truce__pick_told_count(const truce__pick *pick) {
    return truce__pick_count(pick) + (pick->left_out != 0);
}

truce_state truce__pick_told_at(const truce__pick *pick, uint64_t index, truce_state before) {
    return index == truce__pick_count(pick) ? pick->left_out : truce__pick_at(pick, index, before);
}

truce_state truce__pick_next(truce__pick *pick) {
    uint64_t count = pick->is_told ? truce__pick_told_count(pick) : truce__pick_count(pick);
    truce_state next = pick->done < count ? truce__pick_told_at(pick, pick->done, pick->at) : 0;
    if (pick->done < count) pick->at = next, pick->done++;
    return next;
}
