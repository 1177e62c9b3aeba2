/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The three kinds of preference, each turned into classes of tied states and the classes into dense ranks:
 *   order  option prioritising (Fang, Hipel, Kilgour and Peng 2003, IEEE Transactions on Systems, Man and Cybernetics
 *          C 33(1):42-55): truth vectors compared lexicographically;
 *   weigh  the sum of the weights of the true statements, compared exactly (weights.c);
 *   rank   groups named best first. A statement there stands for those of its states that no earlier group holds.
 */
#include "graph/keys.h"
#include "graph/planes.h"
#include "graph/rank_table.h"
#include "graph/ranks.h"
#include "graph/reduce.h"
#include "graph/split.h"
#include "graph/strength.h"

static const uint32_t not_ranked = UINT32_MAX;

/* ----------------------------------------------------------------- narrow */

typedef struct narrowing {
    const truce__space *space;
    const uint32_t *of, *rank;
    truce__ranks *ranks;
} narrowing;

static void narrow_range(const void *ud, uint64_t first, uint64_t end) {
    const narrowing *job = ud;
    for (uint64_t c = first; c < end && !truce__stops_at(job->space->ctx, c); c++) {
        uint32_t value = truce__is_state(job->space, c) ? job->rank[job->of[c]] : 0;
        truce__value_put(job->ranks->at, job->ranks->bytes, c, value);
    }
}

/* Writes rank[class of cell] for every feasible cell into the narrowest type. */
static truce_status narrow(truce_ctx *ctx, const truce__space *space, const uint32_t *of, const uint32_t *rank,
                           uint32_t count, truce__ranks *ranks) {
    ranks->count = count;
    ranks->bytes = truce__value_bytes(count);
    ranks->at = truce__big_alloc(ctx, space->n_cells * ranks->bytes);
    if (!ranks->at) return TRUCE_E_NOMEM;
    narrowing job = {space, of, rank, ranks};
    truce__for_ranges(ctx, space->n_cells > 1 << 16, space->n_cells, narrow_range, &job);
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* ------------------------------------------------------- order and weights */

/* Any number of items: classes refined a few items at a time. */
static truce_status build_refined(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                  truce__weights *weights, truce__ranks *ranks) {
    truce_status status = TRUCE_OK;
    truce__classes classes = {.table = ranks->table};
    uint8_t *degrees = NULL;
    uint32_t *rank = NULL, count = 0;
    TRY_OR_DONE(truce__degrees_of(ctx, pref, &degrees));
    classes.degree = degrees;
    TRY_OR_DONE(truce__classes_refine(ctx, space, pref->items, pref->n_items, weights, &classes));
    rank = truce__big_alloc(ctx, classes.count * sizeof *rank);
    if (!rank) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(truce__classes_rank(ctx, &classes, rank, &count));
    TRY_OR_DONE(truce__classes_compare(ctx, &classes, rank, count, weights));
    TRY_OR_DONE(narrow(ctx, space, classes.of, rank, count, ranks));
    TRY_OR_DONE(truce__classes_strength(ctx, pref, &classes, rank, weights, ranks));
    TRY_OR_DONE(truce__rank_table_add(ctx, ranks->table, 0, rank, sizeof *rank, classes.count));
done:
    truce__free(ctx, degrees);
    truce__big_free(ctx, rank);
    truce__classes_free(ctx, &classes);
    return status;
}

/* Any number of items, over all cells of the space. */
static truce_status build_whole(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                truce__weights *weights, truce__ranks *ranks) {
    if (pref->n_items <= TRUCE__KEY_PLANES) return truce__ranks_keyed(ctx, space, pref, weights, ranks);
    return build_refined(ctx, space, pref, weights, ranks);
}

/* Ranks the combinations of the options that rules and statements mention, and spreads the ranks over all cells. */
static truce_status build_reduced(truce_ctx *ctx, const truce__space *space, const truce__reduction *how,
                                  const truce__pref *pref, truce__weights *weights,
                                  truce__ranks *ranks) {
    truce_status status = TRUCE_OK;
    truce__space few = truce__reduced_space(space, how);
    truce__ranks made = {0};
    TRY_OR_DONE(truce__gather_feasible(ctx, space, how, &few.feasible));
    TRY_OR_DONE(build_whole(ctx, &few, pref, weights, &made));
    ranks->bytes = made.bytes;
    ranks->count = made.count;
    ranks->strength = made.strength;
    made.strength = NULL;
    ranks->at = truce__spread_new(ctx, space, how, made.bytes, made.at);
    if (!ranks->at) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (truce__is_cancelled(ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
done:
    truce__ranks_free(ctx, &made);
    truce__big_free(ctx, few.feasible);
    return status;
}

static truce_status build_from_truth(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                     truce__ranks *ranks, bool *is_good) {
    truce_status status = TRUCE_OK;
    truce__reduction how;
    truce__weights made = {0}, *weights = pref->kind == TRUCE__PREF_WEIGH ? &made : NULL;
    bool is_exact = true;
    if (weights) TRY_OR_DONE(truce__weights_make(ctx, space->model, pref, weights, &is_exact));
    if (is_exact && truce__reduction_make(space, space->idle & ranks->idle, &how))
        TRY_OR_DONE(build_reduced(ctx, space, &how, pref, weights, ranks));
    else if (is_exact) TRY_OR_DONE(build_whole(ctx, space, pref, weights, ranks));
    TRY_OR_DONE(truce__weights_check(ctx, space->model, pref, &made, &is_exact));
    *is_good = *is_good && is_exact;
    if (is_exact) goto done;
    truce__ranks_free(ctx, ranks);
    ranks->at = NULL;
    ranks->strength = NULL;
done:
    truce__weights_free(ctx, &made);
    return status;
}

/* ----------------------------------------------------------------- ranking */

typedef struct claiming {
    const truce__space *space;
    const truce__stmt *stmt;
    uint32_t *of;
    uint32_t group;
    _Atomic uint64_t n_true, n_claimed;
} claiming;

/* Puts the states of the statement that have no group yet into the group. */
static truce_status claim_block(void *ud, truce__slicer *slicer, uint64_t block) {
    claiming *job = ud;
    const truce__space *space = job->space;
    uint64_t words[TRUCE__SLICE_WORDS], n_true = 0, n_claimed = 0;
    if (slicer) truce__slicer_seek(slicer, block);
    TRY(truce__space_truth_block(space, slicer, block, job->stmt, words));
    uint64_t first = block * TRUCE__SLICE_BITS, left = space->n_cells - first;
    for (uint64_t i = 0; i < left && i < TRUCE__SLICE_BITS; i++) {
        if (!truce__bits_get(words, i) || !truce__is_state(space, first + i)) continue;
        n_true++;
        if (job->of[first + i] != not_ranked) continue;
        job->of[first + i] = job->group;
        n_claimed++;
    }
    atomic_fetch_add(&job->n_true, n_true);
    atomic_fetch_add(&job->n_claimed, n_claimed);
    return TRUCE_OK;
}

static truce_status claim_statement(truce_ctx *ctx, const truce__space *space, const truce__pref_item *item,
                                    uint32_t *of) {
    claiming job = {.space = space, .stmt = &item->stmts[0], .of = of, .group = item->group};
    TRY(truce__blocks_run(ctx, space, claim_block, &job));
    uint64_t counts[2] = {job.n_true, job.n_claimed};
    TRY(truce__total(space, counts, 2));
    if (counts[1]) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &space->model->source, item->loc, NULL,
                       counts[0] ? "every state of '%s' is ranked above already" : "no state satisfies '%s'",
                       item->stmts[0].text);
}

static truce_status claim_number(truce_ctx *ctx, const truce__space *space, const truce__pref_item *item,
                                 uint32_t *of, bool *is_good) {
    bool exists;
    TRY(truce__space_check_number(ctx, space, item->state, item->loc, &exists));
    bool is_taken = false;
    if (exists && truce__has_state(space, item->state)) {
        uint32_t *group = &of[truce__space_cell(space, item->state) - space->first_cell];
        is_taken = *group != not_ranked && *group != item->group; /* a statement of the same tie may hold it */
        if (!is_taken) *group = item->group;
    }
    TRY(truce__any(space, &is_taken));
    if (exists && !is_taken) return TRUCE_OK;
    *is_good = false;
    if (!exists) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_ERROR, &space->model->source, item->loc, NULL, "state %llu is ranked twice",
                       (unsigned long long)item->state);
}

static truce_status claim_rest(const truce__space *space, uint32_t group, uint32_t *of) {
    for (uint64_t c = 0; c < space->n_cells; c++) {
        if (truce__stops_at(space->ctx, c)) return TRUCE_E_CANCELLED;
        if (of[c] == not_ranked) of[c] = group;
    }
    return TRUCE_OK;
}

/* Every feasible state must have found its group. */
static truce_status check_all_ranked(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                     const uint32_t *of, bool *is_good) {
    uint64_t missing = 0, first = 0;
    for (uint64_t c = space->n_cells; c-- > 0;) {
        if (truce__stops_at(ctx, c)) return TRUCE_E_CANCELLED;
        if (of[c] == not_ranked && truce__is_state(space, c)) missing++, first = c;
    }
    uint64_t lowest = missing ? truce__space_number(space, space->first_cell + first) : space->n_states + 1;
    TRY(truce__total(space, &missing, 1));
    TRY(truce__least(space, &lowest));
    if (!missing) return TRUCE_OK;
    *is_good = false;
    unsigned long long state = (unsigned long long)lowest;
    if (missing == 1)
        return truce__diag(ctx, TRUCE_ERROR, &space->model->source, pref->loc, "add it, or 'rest' for all others",
                           "state %llu is not ranked", state);
    return truce__diag(ctx, TRUCE_ERROR, &space->model->source, pref->loc, "add them, or 'rest' for all others",
                       "%llu states are not ranked, state %llu first", (unsigned long long)missing, state);
}

/* Ranks the groups that hold a state. The last one named is worst. */
static truce_status rank_groups(const truce__space *space, const uint32_t *of, unsigned char *is_met,
                                uint32_t n_groups, uint32_t *rank, uint32_t *count) {
    for (uint64_t c = 0; c < space->n_cells; c++) {
        if (truce__stops_at(space->ctx, c)) return TRUCE_E_CANCELLED;
        if (of[c] != not_ranked && truce__is_state(space, c)) is_met[of[c]] = 1;
    }
    TRY(truce__any_of_each(space, is_met, n_groups));
    *count = 0;
    for (uint32_t g = n_groups; g-- > 0;) rank[g] = is_met[g] ? ++*count : 0;
    return TRUCE_OK;
}

/* Between neighbouring ranks lie the marks of the groups between. */
static truce_status strengthen_groups(truce_ctx *ctx, const truce__pref *pref, const uint32_t *rank,
                                      truce__ranks *ranks) {
    uint32_t above = 0; /* the rank of the last group that holds a state */
    TRY(truce__strength_new(ctx, pref, ranks->count, 0, &ranks->strength));
    for (uint32_t i = 0; ranks->strength && i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (rank[item->group]) above = rank[item->group];
        if (above && item->mark > ranks->strength->step[above]) ranks->strength->step[above] = item->mark;
    }
    return TRUCE_OK;
}

static truce_status build_direct(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                 truce__ranks *ranks, bool *is_good) {
    truce_status status = TRUCE_OK;
    uint32_t n_groups = 0;
    for (uint32_t i = 0; i < pref->n_items; i++) /* in any order: who comes first has the states */
        if (pref->items[i].group >= n_groups) n_groups = pref->items[i].group + 1;
    uint32_t *of = truce__big_alloc(ctx, space->n_cells * sizeof *of);
    uint32_t *rank = truce__calloc(ctx, (size_t)n_groups + 1, sizeof *rank), rest = 0, count;
    unsigned char *is_met = truce__calloc(ctx, (size_t)n_groups + 1, 1);
    bool is_whole = true, has_rest = false;
    if (!of || !rank || !is_met) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(truce__big_set(ctx, of, 0xFF, space->n_cells * sizeof *of));
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (item->is_rest) has_rest = true, rest = item->group;
        else if (item->mark) continue;
        else if (item->n_stmts) TRY_OR_DONE(claim_statement(ctx, space, item, of));
        else TRY_OR_DONE(claim_number(ctx, space, item, of, &is_whole));
    }
    if (has_rest) TRY_OR_DONE(claim_rest(space, rest, of));
    else TRY_OR_DONE(check_all_ranked(ctx, space, pref, of, &is_whole));
    *is_good = *is_good && is_whole;
    if (!is_whole) goto done;
    TRY_OR_DONE(rank_groups(space, of, is_met, n_groups, rank, &count));
    TRY_OR_DONE(narrow(ctx, space, of, rank, count, ranks));
    TRY_OR_DONE(strengthen_groups(ctx, pref, rank, ranks));
    TRY_OR_DONE(truce__rank_table_add(ctx, ranks->table, 0, rank, sizeof *rank, n_groups));
done:
    truce__big_free(ctx, of);
    truce__free(ctx, is_met);
    truce__free(ctx, rank);
    return status;
}

/* ------------------------------------------------------------------- build */

truce_status truce__ranks_of(truce_ctx *ctx, const truce__space *space, const truce__pref *pref, truce__ranks *ranks,
                             bool *is_good) {
    ranks->idle = space->idle ? truce__idle_in_pref(space->model, pref) : 0;
    if (pref->kind == TRUCE__PREF_RANK) return build_direct(ctx, space, pref, ranks, is_good);
    return build_from_truth(ctx, space, pref, ranks, is_good);
}

void truce__ranks_free(truce_ctx *ctx, const truce__ranks *ranks) {
    if (ranks->is_lent) return;
    truce__big_free(ctx, ranks->at);
    truce__strength_free(ctx, ranks->strength);
}
