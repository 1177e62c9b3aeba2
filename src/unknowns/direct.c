/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All answers of one cost where each party's own list decides alone: Nash, GMR or SMR, by any way, without conditions
 * that tie a list to anything else. A target then costs the sum of what it costs each party (cheapest.h), and its
 * answers are the product of theirs. No order is made that is no answer, so lists may be long and costs high. Targets
 * whose bounds add up to more are never looked at.
 *
 * At the least cost every party spends its own least, so these are all answers there. Where several targets come to
 * the same cost by few orders, shares.c looks at profiles instead and can say how many of them are different.
 */
#include "unknowns/locks.h"

enum { FEW = 100000 }; /* orders */

bool truce__locked_is_direct(const truce__locked *l) {
    const truce__unlock_query *query = l->query;
    bool keeps = false;
    for (uint32_t p = 0; query->kept_items && p < l->n_parties; p++) keeps |= query->kept_items[p] != NULL;
    return query->ways == TRUCE__ANY_WAY && query->stake != TRUCE__STAKE_SEQ && !query->lasts && !keeps;
}

/* ---------------------------------------------------------------- profiles */

/* How many profiles cost exactly so much: the numbers of the parties, convolved. */
static truce_status count_profiles(truce__locked *l, uint64_t cost, uint64_t *profiles) {
    uint64_t *ways = truce__calloc(l->ctx, 2 * (cost + 1), sizeof *ways), *next = ways ? ways + cost + 1 : NULL;
    truce_status status = ways ? TRUCE_OK : TRUCE_E_NOMEM;
    if (ways) ways[0] = 1;
    for (uint32_t p = 0; p < l->n_parties && status == TRUCE_OK; p++) {
        memset(next, 0, (cost + 1) * sizeof *next);
        for (uint64_t k = 0; k <= cost && status == TRUCE_OK; k++) {
            uint64_t number;
            status = truce__locked_number(l, p, k, &number);
            for (uint64_t t = k; number && t <= cost && status == TRUCE_OK; t++)
                next[t] = truce__sum_or_most(next[t], truce__product_or_most(ways[t - k], number));
            if (status == TRUCE_OK) status = truce__go_on(l->ctx);
        }
        memcpy(ways, next, (cost + 1) * sizeof *ways);
    }
    if (status == TRUCE_OK) *profiles = ways[cost];
    truce__free(l->ctx, ways);
    return status;
}

/* ----------------------------------------------------------------- targets */

static uint64_t least_sum(const truce__locked *l, uint32_t target) {
    uint64_t sum = 0;
    for (uint32_t p = 0; p < l->n_parties; p++) sum = truce__sum_or_most(sum, truce__lock_of(l, target, p)->price);
    return sum;
}

typedef struct direct {
    truce__locked *l;
    uint64_t cost, wanted;
    truce__answer_fn take;
    void *ud;
    truce__haul *haul;
    truce__cheapest *found; /* by party */
    truce__order *profile;
    size_t *which;
} direct;

/* Where a party has to pay nothing, its list stays as it is. */
static truce_status as_written(direct *d, uint32_t party) {
    truce__cheapest *found = &d->found[party];
    truce__cheapest_free(d->l->ctx, found);
    *found = (truce__cheapest){.is_known = true, .count = 1, .is_counted = true};
    return truce__orders_add_written(d->l->ctx, &d->l->lists[party], &found->orders);
}

/* The least orders of each party; what was a bound becomes the price itself. */
static truce_status find_orders(direct *d, uint32_t target, uint64_t answers) {
    truce__locked *l = d->l;
    for (uint32_t p = 0; p < l->n_parties; p++) {
        uint64_t effort = l->query->effort, done = d->haul->done;
        if (!truce__lock_of(l, target, p)->price) {
            TRY(as_written(d, p));
            continue;
        }
        uint64_t looks = l->looks;
        TRY(truce__locked_make(l, target, p));
        d->haul->done += l->looks - looks;
        truce__effort left = {effort > done ? effort - done : 0, UINT64_MAX, answers};
        truce__cheapest_free(l->ctx, &d->found[p]);
        TRY(truce__cheapest_find(&truce__lock_of(l, target, p)->stakes, true, &left, &d->found[p]));
        d->haul->done += d->found[p].looks;
        if (!d->found[p].is_known) d->haul->is_over = true;
        if (d->found[p].price > truce__lock_of(l, target, p)->price)
            truce__lock_of(l, target, p)->price = d->found[p].price;
        TRY(truce__go_on(l->ctx));
        if (d->haul->is_over || least_sum(l, target) > d->cost) return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* Hands over the product of the parties' orders, as far as it is wanted; the last party's change first. */
static truce_status hand_over(direct *d, uint32_t target, uint64_t wanted) {
    uint32_t n = d->l->n_parties, p = 0;
    memset(d->which, 0, n * sizeof *d->which);
    while (wanted) {
        truce__raw_answer answer = {target, d->cost, d->profile};
        for (p = 0; p < n; p++) {
            if (d->which[p] >= truce__orders_count(&d->found[p].orders)) return TRUCE_OK;
            d->profile[p] = truce__orders_get(&d->found[p].orders, d->which[p]);
        }
        TRY(d->take(d->ud, d->l, &answer));
        wanted--;
        for (p = n; p > 0 && ++d->which[p - 1] == truce__orders_count(&d->found[p - 1].orders); p--)
            d->which[p - 1] = 0;
        if (p == 0) return TRUCE_OK;
    }
    return TRUCE_OK;
}

static truce_status try_target(direct *d, uint32_t target) {
    uint64_t left = d->wanted > d->haul->count ? d->wanted - d->haul->count : 0, count = 1;
    bool is_counted = true;
    TRY(find_orders(d, target, left));
    truce__locked_leave(d->l, target);
    if (d->haul->is_over || least_sum(d->l, target) != d->cost) return TRUCE_OK;
    for (uint32_t p = 0; p < d->l->n_parties; p++) {
        count = truce__product_or_most(count, d->found[p].count);
        is_counted &= d->found[p].is_counted;
    }
    TRY(hand_over(d, target, left));
    d->haul->count = truce__sum_or_most(d->haul->count, count);
    d->haul->tried = truce__lesser(truce__sum_or_most(d->haul->tried, count), d->haul->profiles);
    if (!is_counted) d->haul->is_over = true;
    return TRUCE_OK;
}

/* Looks closer at targets that may come to this cost: what they cost each party, as far as that matters. */
static truce_status price_targets(truce__locked *l, uint64_t cost, truce__haul *haul) {
    for (uint32_t t = 0; t < l->n_targets; t++) {
        bool can = truce__bits_get(l->ends, l->targets[t]) && least_sum(l, t) <= cost;
        for (uint32_t p = 0; p < l->n_parties && can; p++) {
            uint64_t others = least_sum(l, t) - truce__lock_of(l, t, p)->price;
            TRY(truce__locked_pay(l, t, p, cost - others, haul, &can));
        }
        if (t % 64 == 0) truce__progress(l->ctx, "trying edits", haul->done, 0);
        if (haul->is_over) return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* Whether several targets come to this cost, all by few orders. */
static truce_status are_few(truce__locked *l, uint64_t cost, bool *are) {
    uint32_t targets = 0;
    uint64_t orders = 0;
    for (uint32_t t = 0; t < l->n_targets; t++) {
        if (!truce__bits_get(l->ends, l->targets[t]) || least_sum(l, t) != cost) continue;
        targets++;
        for (uint32_t p = 0; p < l->n_parties; p++) {
            uint64_t number;
            TRY(truce__locked_number(l, p, truce__lock_of(l, t, p)->price, &number));
            if (number > orders) orders = number;
        }
    }
    *are = targets > 1 && orders <= FEW;
    return TRUCE_OK;
}

truce_status truce__locked_try_direct(truce__locked *l, uint64_t cost, uint64_t wanted, truce__answer_fn take,
                                      void *ud, truce__haul *haul, bool *is_done) {
    direct d = {.l = l, .cost = cost, .wanted = wanted, .take = take, .ud = ud, .haul = haul};
    bool are;
    uint64_t profiles;
    TRY(price_targets(l, cost, haul));
    TRY(are_few(l, cost, &are));
    *is_done = !are;
    if (are) return TRUCE_OK;
    TRY(count_profiles(l, cost, &profiles));
    haul->profiles = truce__sum_or_most(haul->profiles, profiles);
    d.found = truce__calloc(l->ctx, l->n_parties, sizeof *d.found);
    d.profile = truce__calloc(l->ctx, l->n_parties, sizeof *d.profile);
    d.which = truce__calloc(l->ctx, l->n_parties, sizeof *d.which);
    truce_status status = d.found && d.profile && d.which ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t t = 0; t < l->n_targets && status == TRUCE_OK && !haul->is_over; t++)
        if (truce__bits_get(l->ends, l->targets[t]) && least_sum(l, t) == cost) status = try_target(&d, t);
    for (uint32_t p = 0; d.found && p < l->n_parties; p++) truce__cheapest_free(l->ctx, &d.found[p]);
    truce__free(l->ctx, d.found);
    truce__free(l->ctx, d.profile);
    truce__free(l->ctx, d.which);
    return status;
}
