/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which combinations of a product are feasible. The rules are evaluated for 64 combinations at a time (slices.c), in
 * parallel over blocks. When no combination is left, bisection over the rules finds the first that leaves none.
 */
#include "graph/reduce.h"
#include "graph/search.h"
#include "graph/shapes.h"
#include "graph/split.h"

enum { PARALLEL_BLOCKS = 8, PARALLEL_STEPS = 1024 };

/* ----------------------------------------------------------------- blocks */

typedef struct block_job {
    truce_ctx *ctx;
    const truce__space *space;
    truce__block_fn work;
    void *ud;
    _Atomic int *failure;
} block_job;

static truce_status run_block(const block_job *job, truce__slicer *slicer, uint64_t block) {
    if (truce__is_cancelled(job->ctx)) return TRUCE_E_CANCELLED;
    return job->work(job->ud, slicer, block);
}

static void run_blocks(const void *ud, uint64_t first, uint64_t end) {
    const block_job *job = ud;
    const truce__space *space = job->space;
    truce__slicer *slicer = NULL;
    truce_status status = TRUCE_OK;
    if (space->is_product) status = truce__slicer_new(job->ctx, space->model, space->stride, &slicer);
    if (slicer) truce__slicer_limit(slicer, space->first_cell, space->n_cells);
    for (uint64_t block = first; block < end && status == TRUCE_OK; block++) {
        if (atomic_load_explicit(job->failure, memory_order_relaxed) != TRUCE_OK) break;
        if (block % 64 == 0) truce__progress_part(job->ctx, block - first, end - first);
        status = run_block(job, slicer, block);
    }
    if (status != TRUCE_OK) atomic_store(job->failure, (int)status);
    truce__slicer_free(slicer);
}

truce_status truce__blocks_run_short(truce_ctx *ctx, const truce__space *space, uint32_t steps, truce__block_fn work,
                                     void *ud) {
    uint64_t n_blocks = (space->n_cells + TRUCE__SLICE_BITS - 1) / TRUCE__SLICE_BITS;
    bool is_short = space->is_product && n_blocks * steps < PARALLEL_STEPS;
    _Atomic int failure = TRUCE_OK;
    block_job job = {ctx, space, work, ud, &failure};
    truce__for_ranges(ctx, n_blocks >= PARALLEL_BLOCKS && !is_short, n_blocks, run_blocks, &job);
    return (truce_status)atomic_load(&failure);
}

truce_status truce__blocks_run(truce_ctx *ctx, const truce__space *space, truce__block_fn work, void *ud) {
    return truce__blocks_run_short(ctx, space, PARALLEL_STEPS, work, ud);
}

/* ------------------------------------------------------- no state at all */

static truce_status leaves_nothing(truce_ctx *ctx, const truce__space *space, uint32_t n_rules, bool *is_empty) {
    truce__search search;
    uint64_t code;
    truce_status status = truce__search_init(&search, ctx, space->model, n_rules, TRUCE__NONE, false);
    if (status == TRUCE_OK) status = truce__search_first(&search, UINT64_MAX, UINT64_MAX, &code);
    if (status == TRUCE_OK) *is_empty = code == UINT64_MAX;
    truce__search_free(&search);
    return status;
}

truce_status truce__space_report_empty(truce_ctx *ctx, const truce__space *space) {
    const truce_model *model = space->model;
    uint32_t low = 1, high = model->n_rules;
    while (low < high) { /* the least number of rules, from the first on, that leave nothing */
        uint32_t middle = low + (high - low) / 2;
        bool is_empty;
        TRY(leaves_nothing(ctx, space, middle, &is_empty));
        if (is_empty) high = middle;
        else low = middle + 1;
    }
    const truce__stmt *rule = &model->rules[low - 1].stmt;
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, rule->loc,
                    low == 1 ? "this rule alone excludes every state"
                             : "this rule excludes all that the rules above it leave",
                    "the feasibility rules contradict each other: no state is feasible"));
    return TRUCE_E_MODEL;
}

/* --------------------------------------------------------------- marking */

/* Marks the combinations of one block that satisfy all rules. */
static truce_status mark_block(void *ud, truce__slicer *slicer, uint64_t block) {
    truce__space *space = ud;
    const truce_model *model = space->model;
    uint64_t n_cells = space->n_cells;
    uint64_t good[TRUCE__SLICE_WORDS], plane[TRUCE__SLICE_WORDS];
    memset(good, 0xFF, sizeof good);
    truce__slicer_seek(slicer, block);
    for (uint32_t rule = 0; rule < model->n_rules; rule++) {
        TRY(truce__slicer_eval(slicer, &model->rules[rule].stmt, plane));
        for (uint32_t i = 0; i < truce__slicer_words(slicer); i++) good[i] &= plane[i];
    }
    size_t first = (size_t)block * TRUCE__SLICE_WORDS, words = truce__bits_words(n_cells) - first;
    if (words > TRUCE__SLICE_WORDS) words = TRUCE__SLICE_WORDS;
    for (size_t i = 0; i < words; i++) space->feasible[first + i] = good[i] & truce__bits_mask(n_cells, first + i);
    return TRUCE_OK;
}

/* Marks the combinations of the options that rules mention, and spreads the bits over all cells. */
static truce_status mark_reduced(truce_ctx *ctx, truce__space *space, const truce__reduction *how) {
    truce_status status = TRUCE_OK;
    truce__space few = truce__reduced_space(space, how);
    few.feasible = truce__big_alloc(ctx, truce__bits_words(few.n_cells) * sizeof *few.feasible);
    if (!few.feasible) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(truce__blocks_run(ctx, &few, mark_block, &few));
    truce__spread_bits(ctx, how, few.feasible, space->feasible);
done:
    truce__big_free(ctx, few.feasible);
    return status;
}

static truce_status plan_feasible(truce_ctx *ctx, const truce__space *space) {
    truce__needs needs = {0};
    truce__needs_arrays(ctx, &needs, 1, (double)space->n_cells / 8);
    truce__needs_arrays(ctx, &needs, 1, (double)space->n_cells / 8 / TRUCE__GROUP_WORDS);
    return truce__plan_needs(ctx, space->model->source.file, "a list of the feasible states", needs);
}

truce_status truce__space_mark_feasible(truce_ctx *ctx, truce__space *space) {
    const truce_model *model = space->model;
    truce__reduction how;
    space->n_states = space->n_cells;
    space->idle = space->split || space->n_cells < TRUCE__REDUCE_FROM ? 0 : truce__idle_in_rules(model);
    if (model->n_rules == 0) return truce__split_count(space);
    TRY(plan_feasible(ctx, space));
    space->feasible = truce__big_alloc(ctx, truce__bits_words(space->n_cells) * sizeof(uint64_t));
    if (!space->feasible) return TRUCE_E_NOMEM;
    truce__progress(ctx, "feasible states", 0, 1);
    if (truce__reduction_make(space, space->idle, &how)) TRY(mark_reduced(ctx, space, &how));
    else TRY(truce__blocks_run(ctx, space, mark_block, space));
    TRY(truce__space_count_states(ctx, space));
    TRY(truce__split_count(space));
    return space->n_states ? TRUCE_OK : truce__space_report_empty(ctx, space);
}

/* Gathers the feasible cells of all processes on process 0. */
truce_status truce__space_gather_feasible(truce_ctx *ctx, truce__space *space) {
    const size_t bytes = truce__bits_words(space->n_cells) * sizeof *space->feasible;
    if (truce__is_first(ctx)) {
        TRY(plan_feasible(ctx, space));
        space->feasible = truce__big_alloc(ctx, bytes);
        if (!space->feasible) return TRUCE_E_NOMEM;
    }
    TRY(truce__gather_bits(space->part, space->part->feasible, space->feasible));
    return truce__is_first(ctx) ? truce__space_count_states(ctx, space) : TRUCE_OK;
}
