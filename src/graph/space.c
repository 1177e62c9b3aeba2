/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a model to its space: which combinations exist, how states are numbered, where the status quo is.
 *
 * In a product, feasibility is decided for all combinations by evaluating the rules 64 combinations at a time (slices.c), in
 * parallel over blocks. Numbers follow from the bits: a state's number is one more than the feasible bits before its own,
 * counted with a directory of sums every 512 cells, so that neither direction needs a table of states.
 *
 * Where rules leave few of many combinations, a list of those (listed.c) is smaller and sooner made. Which it is shows while
 * they are searched for: the attempt is given up when it has cost a small part of what a product costs. Below a million
 * combinations a product is made at once.
 */
#include "graph/reduce.h"
#include "graph/search.h"
#include "graph/shapes.h"
#include "graph/slices.h"
#include "graph/split.h"

enum { GROUP_WORDS = 8, PARALLEL_BLOCKS = 8 };

/* ------------------------------------------------------------- numbering */

static truce_status build_directory(truce_ctx *ctx, truce__space *space) {
    size_t words = truce__bits_words(space->n_cells), groups = words / GROUP_WORDS + 1;
    space->before = truce__big_alloc(ctx, groups * sizeof *space->before);
    if (!space->before) return TRUCE_E_NOMEM;
    uint64_t count = 0;
    for (size_t i = 0; i < words; i++) {
        if (i % GROUP_WORDS == 0) space->before[i / GROUP_WORDS] = count;
        count += (uint64_t)__builtin_popcountll(space->feasible[i]);
    }
    if (words % GROUP_WORDS == 0) space->before[words / GROUP_WORDS] = count;
    space->n_states = count;
    return TRUCE_OK;
}

bool truce__space_is_feasible(const truce__space *space, uint64_t cell) {
    if (!space->feasible) return true;
    return truce__bits_get(space->feasible, cell - space->first_cell);
}

/* States before those of the part. */
static uint64_t states_before(const truce__space *space) {
    return space->split ? space->split->first_state[space->ctx->processes->number] : 0;
}

/* The number, counted from the first state here, of the feasible cell with that place in the arrays. */
static truce_state number_here(const truce__space *space, uint64_t cell) {
    size_t word = (size_t)(cell / 64), group = word / GROUP_WORDS;
    uint64_t count = space->before[group];
    for (size_t i = group * GROUP_WORDS; i < word; i++) count += (uint64_t)__builtin_popcountll(space->feasible[i]);
    uint64_t below = space->feasible[word] & (((uint64_t)1 << cell % 64) - 1);
    return count + (uint64_t)__builtin_popcountll(below) + 1;
}

truce_state truce__space_number(const truce__space *space, uint64_t cell) {
    if (!space->feasible) return cell + 1;
    return states_before(space) + number_here(space, cell - space->first_cell);
}

/* The place of the n-th (from 0) set bit of a word that has it. */
static unsigned select_bit(uint64_t word, uint64_t n) {
    while (n--) word &= word - 1;
    return (unsigned)__builtin_ctzll(word);
}

/* The other way round. */
static uint64_t cell_here(const truce__space *space, uint64_t n) {
    size_t low = 0, high = truce__bits_words(space->n_cells) / GROUP_WORDS;
    while (low < high) { /* the last group with at most n bits before it */
        size_t middle = high - (high - low) / 2;
        if (space->before[middle] <= n) low = middle;
        else high = middle - 1;
    }
    n -= space->before[low];
    size_t word = low * GROUP_WORDS;
    for (uint64_t bits; n >= (bits = (uint64_t)__builtin_popcountll(space->feasible[word])); word++) n -= bits;
    return (uint64_t)word * 64 + select_bit(space->feasible[word], n);
}

uint64_t truce__space_cell(const truce__space *space, truce_state state) {
    if (!space->feasible) return state - 1;
    return space->first_cell + cell_here(space, state - 1 - states_before(space));
}

void truce__space_levels(const truce__space *space, uint64_t combination, uint32_t *levels) {
    for (uint32_t i = 0; i < space->model->n_options; i++)
        levels[i] = (uint32_t)(combination / space->stride[i] % space->model->options[i].n_levels);
}

/* ----------------------------------------------------------- feasibility */

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

truce_status truce__blocks_run(truce_ctx *ctx, const truce__space *space, truce__block_fn work, void *ud) {
    uint64_t n_blocks = (space->n_cells + TRUCE__SLICE_BITS - 1) / TRUCE__SLICE_BITS;
    _Atomic int failure = TRUCE_OK;
    block_job job = {ctx, space, work, ud, &failure};
    truce__for_ranges(ctx, n_blocks >= PARALLEL_BLOCKS, n_blocks, run_blocks, &job);
    return (truce_status)atomic_load(&failure);
}

static truce_status leaves_nothing(truce_ctx *ctx, const truce__space *space, uint32_t n_rules, bool *is_empty) {
    truce__search search;
    uint64_t code;
    truce_status status = truce__search_init(&search, ctx, space->model, n_rules, TRUCE__NONE, false);
    if (status == TRUCE_OK) status = truce__search_first(&search, ctx, UINT64_MAX, &code);
    if (status == TRUCE_OK) *is_empty = code == UINT64_MAX;
    truce__search_free(&search);
    return status;
}

truce_status truce__space_report_empty(truce_ctx *ctx, const truce__space *space) {
    const truce_model *model = space->model;
    uint32_t low = 1, high = model->n_rules;
    while (low < high) { /* the least number of rules, from the first on, that leaves nothing */
        uint32_t middle = low + (high - low) / 2;
        bool is_empty;
        TRY(leaves_nothing(ctx, space, middle, &is_empty));
        if (is_empty) high = middle;
        else low = middle + 1;
    }
    const truce__stmt *rule = &model->rules[low - 1].stmt;
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, rule->loc,
                    low == 1 ? "this rule alone excludes every state" : "this rule excludes all that the rules above it leave",
                    "the feasibility rules contradict each other: no state is feasible"));
    return TRUCE_E_MODEL;
}

/* Marks the combinations of the options that rules mention, and spreads that. */
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
    truce__needs_arrays(ctx, &needs, 1, (double)space->n_cells / 8 / GROUP_WORDS);
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
    TRY(build_directory(ctx, space));
    TRY(truce__split_count(space));
    return space->n_states ? TRUCE_OK : truce__space_report_empty(ctx, space);
}

/* ------------------------------------------------------------- status quo */

truce_status truce__space_check_number(truce_ctx *ctx, const truce__space *space, uint64_t state, truce__loc loc,
                                       bool *is_good) {
    *is_good = state >= 1 && state <= space->n_states;
    if (*is_good) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_ERROR, &space->model->source, loc, NULL,
                       "there is no state %llu: states are numbered 1 to %llu", (unsigned long long)state,
                       (unsigned long long)space->n_states);
}

/* The first rule that a combination breaks, or TRUCE__NONE. */
static truce_status find_broken(truce_ctx *ctx, const truce_model *model, const uint64_t *levels, uint32_t *rule) {
    truce__partial partial;
    truce__formula formula;
    truce_status status;
    *rule = TRUCE__NONE;
    TRY_OR_DONE(truce__partial_init(ctx, model, &partial));
    for (uint32_t i = 0; i < model->n_rules && *rule == TRUCE__NONE; i++) {
        TRY_OR_DONE(truce__partial_compile(&partial, &model->rules[i].stmt, &formula));
        if (truce__partial_eval(&partial, &formula, levels) == TRUCE__FALSE) *rule = i;
    }
done:
    truce__partial_free(&partial);
    return status;
}

static truce_status report_infeasible(truce_ctx *ctx, const truce_model *model, const truce__stmt *rule) {
    truce__text hint;
    truce__text_init(&hint, ctx);
    truce__text_printf(&hint, "the rule on line %u", rule->loc.line);
    truce_status status = hint.failed ? TRUCE_E_NOMEM
                                      : truce__diag(ctx, TRUCE_ERROR, &model->source, model->status_quo_loc, hint.bytes,
                                                    "the status quo is not feasible: it breaks '%s'", rule->text);
    truce__text_free(&hint);
    return status;
}

/* The combination that the facts of the status quo describe, or UINT64_MAX when it is not feasible. */
static truce_status find_combination(truce_ctx *ctx, truce__space *space, uint64_t *combination) {
    const truce_model *model = space->model;
    *combination = UINT64_MAX;
    uint64_t levels[TRUCE__MAX_OPTIONS], at = 0; /* one bit a level, as for a statement */
    uint32_t broken;
    for (uint32_t i = 0; i < model->n_options; i++) levels[i] = 1;
    for (uint32_t i = 0; i < model->n_facts; i++) {
        levels[model->facts[i].option] = (uint64_t)1 << model->facts[i].level;
        at += model->facts[i].level * space->stride[model->facts[i].option];
    }
    TRY(find_broken(ctx, model, levels, &broken));
    space->is_wrong = space->is_wrong || broken != TRUCE__NONE;
    if (broken != TRUCE__NONE) return report_infeasible(ctx, model, &model->rules[broken].stmt);
    *combination = at;
    return TRUCE_OK;
}

/* The cell to which a feasible combination belongs. */
static uint64_t cell_holding(const truce__space *space, uint64_t combination) {
    uint64_t low = 0, high = space->n_states;
    if (space->is_product) return combination;
    while (low < high) { /* codes ascend, and all but coalesced states have one */
        uint64_t middle = low + (high - low) / 2;
        if (space->code[middle] < combination) low = middle + 1;
        else high = middle;
    }
    if (low < space->n_states && space->code[low] == combination) return low;
    for (uint64_t cell = 0; cell < space->n_states; cell++)
        for (uint64_t i = space->first_member[cell]; i < space->first_member[cell + 1]; i++)
            if (space->members[i] == combination) return cell;
    return UINT64_MAX;
}

truce_status truce__space_locate_status_quo(truce_ctx *ctx, truce__space *space) {
    const truce_model *model = space->model;
    uint64_t combination;
    bool exists;
    space->status_quo = UINT64_MAX;
    if (!model->has_status_quo) return TRUCE_OK;
    if (!model->status_quo_state) {
        TRY(find_combination(ctx, space, &combination));
        if (combination != UINT64_MAX) space->status_quo = cell_holding(space, combination);
        return TRUCE_OK;
    }
    TRY(truce__space_check_number(ctx, space, model->status_quo_state, model->status_quo_loc, &exists));
    if (exists) space->status_quo = truce__space_cell(space, model->status_quo_state);
    else space->is_wrong = true;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ build */

static truce_status count_combinations(truce_ctx *ctx, truce__space *space) {
    const truce_model *model = space->model;
    uint64_t count = 1;
    for (uint32_t i = 0; i < model->n_options; i++) {
        space->stride[i] = count;
        if (!__builtin_mul_overflow(count, (uint64_t)model->options[i].n_levels, &count) && count <= (uint64_t)1 << 62)
            continue;
        TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, model->options[i].loc, NULL,
                        "with this option there are more than 2^62 combinations of levels"));
        return TRUCE_E_LIMIT;
    }
    space->n_combinations = space->n_cells = count;
    return TRUCE_OK;
}

static bool is_shared(const truce__space *space, truce__shape shape) {
    return shape == TRUCE__SHAPE_SHARED && truce__can_be_split(space);
}

/* Calls the others to build this model from its text. */
static truce_status call_others(truce_ctx *ctx, const truce_model *model) {
    const truce__source *source = &model->source;
    const char *scratch = ctx->scratch ? ctx->scratch : "";
    const truce__piece pieces[TRUCE__PIECES] = {{source->text, source->length}, {source->file, strlen(source->file)},
                                                {scratch, strlen(scratch)}};
    truce__call call = {.order = TRUCE__ORDER_BUILD, .threads = ctx->threads, .memory = ctx->memory};
    for (int i = 0; i < TRUCE__PIECES; i++) call.length[i] = pieces[i].length;
    truce__processes_call(ctx->processes, call);
    return truce__processes_give(ctx, pieces);
}

/* Which states there are in all, on process 0: from what each process has found of its own. */
static truce_status gather_feasible(truce_ctx *ctx, truce__space *space) {
    const size_t bytes = truce__bits_words(space->n_cells) * sizeof *space->feasible;
    if (truce__is_first(ctx)) {
        TRY(plan_feasible(ctx, space));
        space->feasible = truce__big_alloc(ctx, bytes);
        if (!space->feasible) return TRUCE_E_NOMEM;
        memset(space->feasible, 0, bytes);
    }
    TRY(truce__gather_bits(space->part, space->part->feasible, space->feasible));
    return truce__is_first(ctx) ? build_directory(ctx, space) : TRUCE_OK;
}

/* A whole of which each process builds a part; only process 0 has the states of the whole, which is all that it may be asked. */
static truce_status build_shared(truce_ctx *ctx, truce__space *space) {
    truce__space *part = truce__alloc(ctx, sizeof *part);
    if (!part) return TRUCE_E_NOMEM;
    *part = *space;
    space->part = part;
    TRY(call_others(ctx, space->model));
    TRY(truce__space_split(ctx, part));
    TRY(truce__space_mark_feasible(ctx, part));
    space->n_states = part->n_states;
    return part->feasible ? gather_feasible(ctx, space) : TRUCE_OK;
}

static truce_status build_product(truce_ctx *ctx, truce__space *space, truce__shape shape) {
    space->is_product = true;
    if (is_shared(space, shape)) return build_shared(ctx, space);
    return truce__space_mark_feasible(ctx, space);
}

/* Whether all combinations could be ranked in the memory there is, or in a scratch folder of ordinary size. */
static bool can_be_product(const truce_ctx *ctx, const truce__space *space, truce__shape shape) {
    double cells = (double)space->n_combinations / (is_shared(space, shape) ? ctx->processes->count : 1);
    return cells * (4.125 + space->model->n_parties) <= (ctx->memory && !ctx->scratch ? (double)ctx->memory : 0x1p36);
}

/* The steps of search that are worth trying before a product is taken instead; 0 if a product is best anyway, or others than process
 * 0 are called to build one. */
static uint64_t worth_listing(const truce_ctx *ctx, const truce__space *space, truce__shape shape) {
    enum { SMALL = 1 << 20, CELLS_PER_STEP = 64 };
    if (shape > TRUCE__SHAPE_SHARED) return shape == TRUCE__SHAPE_LISTED ? UINT64_MAX : 0;
    if (space->n_combinations <= SMALL || space->model->n_rules == 0 || !truce__is_first(ctx)) return 0;
    return can_be_product(ctx, space, shape) ? space->n_combinations / CELLS_PER_STEP : UINT64_MAX;
}

static truce_status build_either(truce_ctx *ctx, truce__space *space, truce__shape shape) {
    const truce__space before = *space;
    bool must_list = space->model->has_moves || space->model->n_coalesce, is_worth = true;
    uint64_t worth = must_list ? UINT64_MAX : worth_listing(ctx, space, shape);
    if (worth) {
        TRY(truce__space_build_listed(ctx, space, worth, &is_worth));
        if (is_worth) return TRUCE_OK;
        truce__tell(ctx, "so many combinations are feasible that a list is not worth it");
        truce__space_free(space);
        *space = before;
    }
    return build_product(ctx, space, shape);
}

truce_status truce__space_build(truce_ctx *ctx, const truce_model *model, truce__shape shape, truce__space *space) {
    *space = (truce__space){.ctx = ctx, .model = model, .status_quo = UINT64_MAX};
    TRY(count_combinations(ctx, space));
    if (model->is_plain) TRY(truce__space_build_plain(ctx, space));
    else TRY(build_either(ctx, space, shape));
    truce__tell(ctx, space->is_product ? "moves follow from the options (%llu states of %llu combinations)"
                                       : "states and moves are listed (%llu states of %llu combinations)",
                (unsigned long long)space->n_states, (unsigned long long)space->n_combinations);
    if (shape == TRUCE__SHAPE_SHARED && ctx->processes && ctx->processes->count > 1 && !space->part)
        truce__tell(ctx, "process 0 of %u solves this model alone: %s", (unsigned)ctx->processes->count, truce__why_whole(space));
    return truce__space_locate_status_quo(ctx, space);
}

void truce__space_free(truce__space *space) {
    truce_ctx *ctx = space->ctx;
    if (space->part) truce__space_free(space->part);
    truce__free(ctx, space->part);
    truce__split_free(space->split);
    truce__big_free(ctx, space->feasible);
    truce__big_free(ctx, space->before);
    truce__big_free(ctx, space->code);
    truce__big_free(ctx, space->members);
    truce__big_free(ctx, space->first_member);
    for (uint32_t i = 0; i < space->model->n_parties; i++) {
        if (space->out) truce__csr_free(ctx, &space->out[i]);
        if (space->in) truce__csr_free(ctx, &space->in[i]);
    }
    truce__free(ctx, space->out);
    truce__free(ctx, space->in);
    *space = (truce__space){.ctx = ctx, .model = space->model};
}
