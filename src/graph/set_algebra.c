/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Set algebra: a word has 64 states, and the context's threads take ranges of words. Ranks become bits 64 at a time
 * too. Comparisons, which compilers turn into vector instructions, give 64 bytes of 0 and 1; a multiplication gathers
 * eight of them into bits.
 */
#include "graph/set.h"

enum { LIGHT_WORDS = 1 << 15, HEAVY_WORDS = 1 << 10 }; /* from so many words on several threads are faster */

/* What a pass over the words of a set works with. */
typedef struct pass {
    truce_set *set;
    const uint64_t *other;
    const truce__ranks *ranks;
    uint32_t low, high;
    const truce__weighed *parts;
    uint32_t n_parts;
    truce__wide threshold;
} pass;

static const truce_graph *root_of(const truce_graph *graph) {
    while (graph->base) graph = graph->base;
    return graph;
}

static bool go_together(const truce_set *a, const truce_set *b) {
    return a && b && root_of(a->graph) == root_of(b->graph);
}

static truce_status run_from(size_t worth, const pass *job, truce__range_fn work) {
    truce_ctx *ctx = job->set->ctx;
    size_t n_words = truce__bits_words(job->set->graph->space.n_cells);
    truce__for_ranges(ctx, n_words > worth, n_words, work, job);
    if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
    return truce__set_recount(job->set);
}

static truce_status run(const pass *job, truce__range_fn work) {
    return run_from(LIGHT_WORDS, job, work);
}

/* --------------------------------------------------------------------- words */

static void fill_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++) job->set->bits[w] = truce__states_of_word(&job->set->graph->space, w);
}

static void and_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++) job->set->bits[w] &= job->other[w];
}

static void or_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++) job->set->bits[w] |= job->other[w];
}

static void and_not_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++) job->set->bits[w] &= ~job->other[w];
}

static void complement_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++)
        job->set->bits[w] = ~job->set->bits[w] & truce__states_of_word(&job->set->graph->space, w);
}

static truce_status run_with(truce_set *set, const truce_set *other, truce__range_fn work) {
    if (!go_together(set, other)) return TRUCE_E_USAGE;
    return run(&(pass){.set = set, .other = other->bits}, work);
}

truce_status truce__set_fill(truce_set *set) {
    return run(&(pass){.set = set}, fill_words);
}

truce_status truce_set_all(truce_ctx *ctx, const truce_graph *graph, truce_set **out) {
    truce_set *set = NULL;
    truce_status status = truce_set_new(ctx, graph, &set);
    if (status == TRUCE_OK) status = truce__set_fill(set);
    if (status == TRUCE_OK) *out = set;
    else truce_set_free(set);
    return status;
}

truce_status truce_set_and(truce_set *set, const truce_set *other) {
    return run_with(set, other, and_words);
}

truce_status truce_set_or(truce_set *set, const truce_set *other) {
    return run_with(set, other, or_words);
}

truce_status truce_set_and_not(truce_set *set, const truce_set *other) {
    return run_with(set, other, and_not_words);
}

truce_status truce_set_complement(truce_set *set) {
    return run(&(pass){.set = set}, complement_words);
}

/* ----------------------------------------------------------------- questions */

uint64_t truce_set_count_both(const truce_set *a, const truce_set *b) {
    if (!go_together(a, b)) return 0;
    uint64_t count = 0;
    size_t n_words = truce__bits_words(a->graph->space.n_cells);
    for (size_t w = 0; w < n_words; w++) count += (uint64_t)__builtin_popcountll(a->bits[w] & b->bits[w]);
    return count;
}

bool truce_set_is_subset(const truce_set *a, const truce_set *b) {
    return go_together(a, b) && truce_set_count_both(a, b) == a->count;
}

bool truce_set_equal(const truce_set *a, const truce_set *b) {
    return go_together(a, b) && a->count == b->count && truce_set_is_subset(a, b);
}

/* --------------------------------------------------------------------- ranks */

#define DEFINE_COMPARE(name, type)                                                                                   \
    static void name(const type *ranks, type low, type width, unsigned char is_in[64]) {                             \
        for (int i = 0; i < 64; i++) is_in[i] = (type)(ranks[i] - low) <= width;                                     \
    }
DEFINE_COMPARE(compare_8, uint8_t)
DEFINE_COMPARE(compare_16, uint16_t)
DEFINE_COMPARE(compare_32, uint32_t)
#undef DEFINE_COMPARE

/* Which of the 64 cells from `first` on have one of these ranks; low <= high, both fit the ranks' type. */
static uint64_t ranked_64(const truce__ranks *ranks, uint64_t first, uint32_t low, uint32_t high) {
    unsigned char is_in[64];
    if (ranks->bytes == 1) compare_8((const uint8_t *)ranks->at + first, (uint8_t)low, (uint8_t)(high - low), is_in);
    else if (ranks->bytes == 2)
        compare_16((const uint16_t *)ranks->at + first, (uint16_t)low, (uint16_t)(high - low), is_in);
    else compare_32((const uint32_t *)ranks->at + first, low, high - low, is_in);
    return truce__bits_gather(is_in);
}

/* The same for fewer cells, at the end. */
static uint64_t ranked_few(const truce__ranks *ranks, uint64_t first, uint64_t count, uint32_t low, uint32_t high) {
    uint64_t bits = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t rank = truce__rank_at(ranks, first + i);
        bits |= (uint64_t)(rank >= low && rank <= high) << i;
    }
    return bits;
}

static void and_ranked_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    uint64_t n_cells = job->set->graph->space.n_cells, *bits = job->set->bits;
    for (uint64_t w = first; w < end; w++) {
        if (truce__stops_at(job->set->ctx, w - first)) return;
        if (!bits[w]) continue;
        uint64_t left = n_cells - w * 64;
        bits[w] &= left >= 64 ? ranked_64(job->ranks, w * 64, job->low, job->high)
                              : ranked_few(job->ranks, w * 64, left, job->low, job->high);
    }
}

truce_status truce__set_and_ranked(truce_set *set, const truce__ranks *ranks, uint32_t low, uint32_t high) {
    if (high > ranks->count) high = ranks->count;
    if (low <= high) return run(&(pass){.set = set, .ranks = ranks, .low = low, .high = high}, and_ranked_words);
    memset(set->bits, 0, truce__bits_words(set->graph->space.n_cells) * sizeof *set->bits);
    set->count = 0;
    return TRUCE_OK;
}

truce_status truce__set_ranked(truce_set *set, const truce__ranks *ranks, uint32_t low, uint32_t high) {
    TRY(truce__set_fill(set));
    return truce__set_and_ranked(set, ranks, low, high);
}

static truce_status new_ranked(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint32_t low, uint32_t high,
                               truce_set **out) {
    truce_set *set = NULL;
    if (party >= graph->model->n_parties || !truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce_status status = truce_set_new(ctx, graph, &set);
    if (status == TRUCE_OK) status = truce__set_ranked(set, &graph->ranks[party], low, high);
    if (status == TRUCE_OK) *out = set;
    else truce_set_free(set);
    return status;
}

truce_status truce_set_at_least(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint32_t rank,
                                truce_set **set) {
    return new_ranked(ctx, graph, party, rank, UINT32_MAX, set);
}

truce_status truce_set_at_most(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint32_t rank,
                               truce_set **set) {
    return new_ranked(ctx, graph, party, 0, rank, set);
}

truce_status truce_set_preferred(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce_state state,
                                 truce_set **set) {
    if (party >= graph->model->n_parties || state < 1 || state > graph->space.n_states) return TRUCE_E_USAGE;
    return new_ranked(ctx, graph, party, truce_graph_rank(graph, party, state) + 1, UINT32_MAX, set);
}

/* ------------------------------------------------------------------- weights */

static void weighed_words(const void *ud, uint64_t first, uint64_t end) {
    const pass *job = ud;
    for (uint64_t w = first; w < end; w++) {
        truce__wide sums[64] = {0};
        uint64_t bits = 0;
        if (truce__stops_at(job->set->ctx, w - first)) return;
        for (uint32_t i = 0; i < job->n_parts; i++)
            for (uint64_t left = job->parts[i].set->bits[w]; left; left &= left - 1)
                sums[__builtin_ctzll(left)] += job->parts[i].weight;
        for (int i = 0; i < 64; i++) bits |= (uint64_t)(sums[i] >= job->threshold) << i;
        job->set->bits[w] = bits & truce__states_of_word(&job->set->graph->space, w);
    }
}

truce_status truce__set_weighed(truce_set *set, const truce__weighed *parts, uint32_t n_parts,
                                truce__wide threshold) {
    return run_from(HEAVY_WORDS, &(pass){.set = set, .parts = parts, .n_parts = n_parts, .threshold = threshold},
                    weighed_words);
}
