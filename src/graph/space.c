/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a model to its space: which shape it gets, and where the status quo is.
 *
 * A product holds a bit for each combination (feasible.c). Where the rules leave few of many combinations, a list of
 * those (listed.c) is smaller and sooner made. A search for them shows which is better: it is given up once it has
 * cost a small part of what a product costs. Below a million combinations the space is a product without a search.
 */
#include "graph/partial.h"
#include "graph/shapes.h"
#include "graph/split.h"

/* ------------------------------------------------------------- status quo */

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
    truce_status status = hint.failed
                              ? TRUCE_E_NOMEM
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

uint64_t truce__space_find_code(const truce__space *space, uint64_t code) {
    uint64_t low = 0, high = space->n_states;
    while (low < high) { /* codes ascend */
        uint64_t middle = low + (high - low) / 2;
        if (space->code[middle] < code) low = middle + 1;
        else high = middle;
    }
    return low < space->n_states && space->code[low] == code ? low : UINT64_MAX;
}

/* The cell to which a feasible combination belongs. */
static uint64_t cell_holding(const truce__space *space, uint64_t combination) {
    if (space->is_product) return combination;
    uint64_t found = truce__space_find_code(space, combination);
    if (found != UINT64_MAX) return found; /* else it is a further member of a coalesced state */
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
        if (!__builtin_mul_overflow(count, (uint64_t)model->options[i].n_levels, &count) && count <= (uint64_t)1
                                                                                                         << 62)
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

/* Calls the other processes to build this model from its text. */
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

/* Builds a whole of which each process has a part. Only process 0 knows the states of the whole; the whole answers no
 * other query. */
static truce_status build_shared(truce_ctx *ctx, truce__space *space) {
    truce__space *part = truce__alloc(ctx, sizeof *part);
    if (!part) return TRUCE_E_NOMEM;
    *part = *space;
    space->part = part;
    TRY(call_others(ctx, space->model));
    TRY(truce__space_split(ctx, part));
    TRY(truce__space_mark_feasible(ctx, part));
    space->n_states = part->n_states;
    return part->feasible ? truce__space_gather_feasible(ctx, space) : TRUCE_OK;
}

static truce_status build_product(truce_ctx *ctx, truce__space *space, truce__shape shape) {
    space->is_product = true;
    if (is_shared(space, shape)) return build_shared(ctx, space);
    return truce__space_mark_feasible(ctx, space);
}

/* Whether all combinations could be ranked in the memory available, or in a scratch folder of ordinary size. */
static bool can_be_product(const truce_ctx *ctx, const truce__space *space, truce__shape shape) {
    double cells = (double)space->n_combinations / (is_shared(space, shape) ? ctx->processes->count : 1);
    return cells * (4.125 + space->model->n_parties) <= (ctx->memory && !ctx->scratch ? (double)ctx->memory : 0x1p36);
}

/* The steps of search to try before a product is taken instead. 0 if a product is best anyway, or if this process is
 * called to build its part of one. */
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
        truce__tell(ctx, "process 0 of %u solves this model alone: %s", (unsigned)ctx->processes->count,
                    truce__why_whole(space));
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
