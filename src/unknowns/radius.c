/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/radius.h"

#include "unknowns/joint.h"

/* ----------------------------------------------------------------- answers */

/* The cheapest parties, one after the other. */
static truce_status add_breaks(truce__radius_work *work, bool *changed, truce__radius *radius) {
    /* a search of all parties that was cut short leaves its last profile */
    for (uint32_t p = 0; p < radius->n_parties; p++) work->profile[p] = truce__orders_get(&work->written, p);
    for (uint32_t p = 0; p < radius->n_parties; p++) {
        const truce__cheapest *own = &work->own[p];
        if (!own->is_known || own->price != radius->price) continue;
        for (size_t i = 0; i < truce__orders_count(&own->orders); i++) {
            if (truce__radius_answers(radius) == work->effort->answers) return TRUCE_OK;
            changed[p] = own->price > 0;
            work->profile[p] = truce__orders_get(&own->orders, i);
            TRY(truce__radius_add(work, changed, radius));
        }
        changed[p] = false;
        work->profile[p] = truce__orders_get(&work->written, p);
    }
    return TRUCE_OK;
}

/* Every combination of what the parties' own edits are; the last party's vary fastest. */
static truce_status add_makes(truce__radius_work *work, bool *changed, truce__radius *radius) {
    uint32_t n = radius->n_parties, p = 0;
    size_t *which = truce__calloc(work->ctx, (size_t)n + 1, sizeof *which);
    truce_status status = which ? TRUCE_OK : TRUCE_E_NOMEM;
    for (bool is_over = false; status == TRUCE_OK && !is_over;) {
        if (truce__radius_answers(radius) == work->effort->answers) break;
        for (p = 0; p < n; p++) {
            changed[p] = work->own[p].price > 0;
            if (changed[p]) work->profile[p] = truce__orders_get(&work->own[p].orders, which[p]);
        }
        status = truce__radius_add(work, changed, radius);
        for (p = n; p > 0; p--) {
            if (changed[p - 1] && ++which[p - 1] < truce__orders_count(&work->own[p - 1].orders)) break;
            which[p - 1] = 0;
        }
        is_over = p == 0;
    }
    truce__free(work->ctx, which);
    return status;
}

/* ------------------------------------------------------------ over parties */

static truce_status end_it(truce__radius_work *work, bool *changed, truce__radius *radius) {
    uint64_t known = TRUCE__NEVER, least = TRUCE__NEVER;
    for (uint32_t p = 0; p < radius->n_parties; p++) {
        if (work->own[p].is_known && work->own[p].price < known) known = work->own[p].price;
        if (work->own[p].price < least) least = work->own[p].price;
    }
    radius->price = least;
    radius->is_known = least == known;
    for (uint32_t p = 0; p < radius->n_parties && radius->is_known; p++) {
        const truce__cheapest *own = &work->own[p];
        if (own->price != least) continue;
        radius->count = truce__sum_or_most(radius->count, own->count);
        radius->is_counted = radius->is_counted && own->is_counted;
    }
    return radius->is_known ? add_breaks(work, changed, radius) : TRUCE_OK;
}

static truce_status make_it(truce__radius_work *work, bool *changed, truce__radius *radius) {
    radius->price = 0;
    radius->is_known = true;
    for (uint32_t p = 0; p < radius->n_parties; p++) {
        radius->price = truce__sum_or_most(radius->price, work->own[p].price);
        radius->is_known = radius->is_known && work->own[p].is_known;
    }
    if (radius->price == TRUCE__NEVER) radius->is_known = true; /* one cannot, whatever the others */
    if (!radius->is_known || radius->price == TRUCE__NEVER) return TRUCE_OK;
    radius->count = 1;
    for (uint32_t p = 0; p < radius->n_parties; p++) {
        radius->count = truce__product_or_most(radius->count, work->own[p].count);
        radius->is_counted = radius->is_counted && work->own[p].is_counted;
    }
    return add_makes(work, changed, radius);
}

/* ------------------------------------------------------------------- a party */

/* What its own edits take, the others as written. */
static truce_status search_own(truce__radius_work *work, uint32_t party, truce__radius *radius, bool *is_none) {
    const truce__list *list = &work->lists[party];
    truce__profile profile = {work->lists, work->profile};
    truce__stakes stakes = {0};
    truce_status status;
    TRY_OR_DONE(truce__stakes_make(list, radius->cell, radius->stake, &profile, &stakes));
    *is_none = truce__stakes_are_none(&stakes);
    radius->own[party].n_moves = stakes.n_moves;
    radius->own[party].n_tied = stakes.n_tied;
    TRY_OR_DONE(truce__cheapest_find(&stakes, !radius->holds, work->effort, &work->own[party]));
    radius->own[party].price = work->own[party].price;
    radius->own[party].is_known = work->own[party].is_known;
done:
    truce__stakes_free(&stakes);
    return status;
}

/* Whether no edit of the party's list speaks for any of its moves. */
static truce_status has_no_stakes(const truce__list *list, uint64_t cell, bool *is_none) {
    truce__stakes stakes = {0};
    truce_status status = truce__stakes_make(list, cell, TRUCE__STAKE_NASH, NULL, &stakes);
    *is_none = status == TRUCE_OK && truce__stakes_are_none(&stakes);
    truce__stakes_free(&stakes);
    return status;
}

/* ------------------------------------------------------------------ from outside */

static truce_status begin(truce__radius_work *work, uint32_t n, truce__radius *radius) {
    truce_ctx *ctx = work->ctx;
    truce__judge_init(&work->judge, ctx, work->lists[0].graph);
    work->own = truce__calloc(ctx, n, sizeof *work->own);
    work->profile = truce__calloc(ctx, n, sizeof *work->profile);
    radius->own = truce__calloc(ctx, n, sizeof *radius->own);
    if (!work->own || !work->profile || !radius->own) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < n; p++) TRY(truce__orders_add_written(ctx, &work->lists[p], &work->written));
    for (uint32_t p = 0; p < n; p++) work->profile[p] = truce__orders_get(&work->written, p);
    return TRUCE_OK;
}

static void end(truce__radius_work *work, uint32_t n) {
    for (uint32_t p = 0; work->own && p < n; p++) truce__cheapest_free(work->ctx, &work->own[p]);
    truce__free(work->ctx, work->own);
    truce__free(work->ctx, work->profile);
    truce__orders_free(work->ctx, &work->written);
    truce__judge_free(&work->judge);
}

truce_status truce__radius_find(truce_ctx *ctx, const truce__list *lists, uint64_t cell, truce__stake stake,
                                const truce__effort *effort, truce__radius *radius) {
    uint32_t n = lists[0].graph->model->n_parties;
    truce_status status = TRUCE_OK;
    truce__radius_work work = {.ctx = ctx, .lists = lists, .effort = effort};
    truce__profile written = {lists, NULL};
    *radius = (truce__radius){.ctx = ctx, .n_parties = n, .cell = cell, .stake = stake, .is_counted = true};
    bool *changed = truce__calloc(ctx, n, sizeof *changed);
    if (!changed) return TRUCE_E_NOMEM;
    TRY_OR_DONE(begin(&work, n, radius));
    written.orders = work.profile;
    TRY_OR_DONE(truce__judge_all(&work.judge, &written, cell, stake, &radius->holds));
    radius->is_unconditional = radius->holds;
    for (uint32_t p = 0; p < n; p++) {
        bool is_none;
        TRY_OR_DONE(search_own(&work, p, radius, &is_none));
        if (stake != TRUCE__STAKE_NASH && radius->is_unconditional)
            TRY_OR_DONE(has_no_stakes(&lists[p], cell, &is_none));
        radius->is_unconditional = radius->is_unconditional && is_none;
    }
    if (stake != TRUCE__STAKE_SEQ) {
        status = radius->holds ? end_it(&work, changed, radius) : make_it(&work, changed, radius);
        goto done;
    }
    TRY_OR_DONE(truce__radius_joint(&work, radius));
    if (radius->holds && radius->is_known && !truce__radius_answers(radius))
        status = add_breaks(&work, changed, radius);
done:
    truce__free(ctx, changed);
    end(&work, n);
    return status;
}
