/* SPDX-License-Identifier: Apache-2.0 */
/* Efficient states of random rankings, more of them and with more parties than a small model has, against every pair
 * of states. */
#include "questions/deal/pareto.h"

#include "harness.h"

static uint64_t seed;

static uint32_t draw(uint32_t below) { /* xorshift64* (Vigna 2016) */
    seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
    return (uint32_t)((seed * 2685821657736338717ULL) >> 40) % below;
}

/* A graph with nothing but ranks: all that efficiency depends on. */
static void rank_at_random(truce_graph *graph, truce_model *model, uint32_t n_parties, uint64_t n_states,
                           uint32_t n_ranks, bool is_opposed, uint32_t *values) {
    *model = (truce_model){.n_parties = n_parties};
    *graph = (truce_graph){.model = model, .ranks = calloc(n_parties, sizeof(truce__ranks))};
    graph->space.n_cells = graph->space.n_states = n_states;
    for (uint32_t p = 0; p < n_parties; p++) {
        uint32_t *at = values + p * n_states;
        graph->ranks[p] = (truce__ranks){.at = at, .bytes = 4, .count = n_ranks};
        for (uint64_t s = 0; s < n_states; s++) at[s] = 1 + draw(n_ranks);
        for (uint64_t s = 0; s < n_states && is_opposed && p == 1; s++) at[s] = n_ranks + 1 - values[s];
    }
}

/* Whether some state is at least as good for all parties, and better for one (or, when `for_all`, for all). */
static bool is_improved(const truce_graph *graph, uint64_t state, bool for_all) {
    for (uint64_t other = 0; other < graph->space.n_states; other++) {
        bool is_no_worse = true, is_better = false, is_all_better = true;
        for (uint32_t p = 0; p < graph->model->n_parties; p++) {
            uint32_t a = truce__rank_at(&graph->ranks[p], other), b = truce__rank_at(&graph->ranks[p], state);
            is_no_worse &= a >= b;
            is_better |= a > b;
            is_all_better &= a > b;
        }
        if (for_all ? is_all_better : is_no_worse && is_better) return true;
    }
    return false;
}

static void compare(truce_ctx *ctx, uint32_t n_parties, uint64_t n_states, uint32_t n_ranks, bool is_opposed) {
    size_t words = truce__bits_words(n_states);
    uint32_t *values = calloc(n_parties * n_states, sizeof *values);
    uint64_t *strong = calloc(words, sizeof *strong), *weak = calloc(words, sizeof *weak), wrong = 0, count = 0;
    truce_model model;
    truce_graph graph;
    rank_at_random(&graph, &model, n_parties, n_states, n_ranks, is_opposed, values);
    truce_status status = truce__pareto(ctx, &graph, strong, weak);
    for (uint64_t s = 0; s < n_states && status == TRUCE_OK; s++) {
        wrong += truce__bits_get(strong, s) == is_improved(&graph, s, false);
        wrong += truce__bits_get(weak, s) == is_improved(&graph, s, true);
        count += truce__bits_get(strong, s);
    }
    CLAIM(status == TRUCE_OK && wrong == 0 && count > 0,
          "%u parties, %llu states, %u ranks%s: efficient states are those that nothing improves on (%llu wrong)",
          (unsigned)n_parties, (unsigned long long)n_states, (unsigned)n_ranks, is_opposed ? ", two opposed" : "",
          (unsigned long long)wrong);
    free(graph.ranks);
    free(values);
    free(strong);
    free(weak);
}

int main(void) {
    static const uint32_t ranks[] = {1, 2, 5, 40, 1000, 1000000};
    truce_ctx *ctx = truce_ctx_new(NULL);
    seed = 20250512;
    for (uint32_t n_parties = 1; n_parties <= 8; n_parties++)
        for (size_t r = 0; r < sizeof ranks / sizeof *ranks; r++)
            for (int is_opposed = 0; is_opposed <= (n_parties > 1); is_opposed++)
                compare(ctx, n_parties, 100 + draw(700), ranks[r], is_opposed);
    truce_ctx_free(ctx);
    return claims_end();
}
