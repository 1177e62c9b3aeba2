/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules that need utilities, which a model must declare for every party. Utilities are sums of decimals; gains over
 * no deal are kept as whole numbers of one scale a party, and products and shares are compared as whole numbers too,
 * of 128 bits or longer: equal is equal, and all best deals are found. Deals by which some party loses by its own
 * utilities (they may contradict its preferences) do not take part.
 */
#include "questions/deal/contest.h"

#include "catalogue/catalogue.h"
#include "graph/expiry.h"
#include "graph/planes.h"
#include "graph/ranks.h"

__extension__ typedef __int128 wide;

bool truce__has_utilities(const truce_model *model) {
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (!model->utilities || model->utilities[p].kind == TRUCE__PREF_NONE) return false;
    return true;
}

/* ------------------------------------------------------------------ utilities */

/* The utility of every cell, on the scale of the weights. */
static truce_status add_up(truce__contest *c, const truce__utility *utility, const int64_t *weights, int64_t *sums) {
    truce_status status = TRUCE_OK;
    uint64_t n_cells = c->a->graph->space.n_cells,
             *bits = truce__big_alloc(c->ctx, truce__bits_words(n_cells) * sizeof *bits);
    if (!bits) return TRUCE_E_NOMEM;
    memset(sums, 0, n_cells * sizeof *sums);
    for (uint32_t i = 0; weights && i < utility->n_items; i++) {
        TRY_OR_DONE(truce__graph_stmt_bits(c->ctx, c->a->graph, &utility->items[i].stmts[0], bits));
        for (uint64_t cell = 0; cell < n_cells && !truce__stops_at(c->ctx, cell); cell++)
            if (truce__bits_get(bits, cell)) sums[cell] += weights[i];
        if (truce__is_cancelled(c->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
    }
done:
    truce__big_free(c->ctx, bits);
    return status;
}

/* The party's gains, and the most it gains in an acceptable state. Two sums differ by no more than all weights' sizes
 * together, which fit. */
static void note_gains(truce__contest *c, uint32_t party, const int64_t *sums) {
    const truce_graph *graph = c->a->graph;
    truce_state no_deal = c->a->result.no_deal[party].state;
    int64_t none = sums[truce__expires_into(graph, truce__space_cell(&graph->space, no_deal))];
    const truce_set *acceptable = c->a->result.acceptable;
    for (size_t i = 0; i < c->count; i++) {
        int64_t gain = sums[truce__expires_into(graph, c->cells[i])] - none;
        c->gains[party * c->count + i] = gain;
        if (gain < 0) c->is_fair[i] = 0;
    }
    for (uint64_t cell = 0; cell < graph->space.n_cells && !truce__stops_at(c->ctx, cell); cell++) {
        if (!truce__bits_get(acceptable->bits, cell)) continue;
        int64_t gain = sums[truce__expires_into(graph, cell)] - none;
        if (gain > c->ideals[party]) c->ideals[party] = gain;
    }
}

/* Utilities that were rounded must order all states as they would have done. */
static truce_status check_rounding(truce__contest *c, const truce__utility *utility, bool *is_good) {
    truce__ranks ranks = {0};
    truce_status status = truce__ranks_of(c->ctx, &c->a->graph->space, utility, &ranks, is_good);
    truce__ranks_free(c->ctx, &ranks);
    return status;
}

static truce_status read_utility(truce__contest *c, uint32_t party, int64_t *sums) {
    truce_status status = TRUCE_OK;
    const truce__utility *utility = &c->a->graph->model->utilities[party];
    bool is_good = true;
    truce__weights weights;
    TRY_OR_DONE(truce__weights_make(c->ctx, c->a->graph->model, utility, &weights, &is_good));
    if (is_good && !weights.of)
        TRY_OR_DONE(truce__weights_refuse(c->ctx, c->a->graph->model, utility, &is_good));
    if (is_good && weights.exact) TRY_OR_DONE(check_rounding(c, utility, &is_good));
    if (!is_good) TRY_OR_DONE(TRUCE_E_MODEL);
    c->scales[party] = weights.scale;
    TRY_OR_DONE(add_up(c, utility, weights.of, sums));
    note_gains(c, party, sums);
    if (truce__is_cancelled(c->ctx)) status = TRUCE_E_CANCELLED;
done:
    truce__weights_free(c->ctx, &weights);
    return status;
}

truce_status truce__contest_utilities(truce__contest *c) {
    truce_status status = TRUCE_OK;
    int64_t *sums = truce__big_alloc(c->ctx, c->a->graph->space.n_cells * sizeof *sums);
    c->gains = truce__big_alloc(c->ctx, c->n_parties * c->count * sizeof *c->gains);
    c->is_fair = truce__big_alloc(c->ctx, c->count);
    c->ideals = truce__calloc(c->ctx, c->n_parties, sizeof *c->ideals);
    c->scales = truce__calloc(c->ctx, c->n_parties, sizeof *c->scales);
    if (!sums || !c->gains || !c->is_fair || !c->ideals || !c->scales) TRY_OR_DONE(TRUCE_E_NOMEM);
    memset(c->is_fair, 1, c->count);
    for (uint32_t party = 0; party < c->n_parties; party++) TRY_OR_DONE(read_utility(c, party, sums));
done:
    truce__big_free(c->ctx, sums);
    return status;
}

static truce_status choose_fair(truce__contest *c, truce__compare_fn compare, void *ud, truce_choice *choice) {
    TRY(truce__choose_best(c, c->is_fair, compare, ud, choice));
    if (choice->count == 0) choice->none = ENGLISH(NONE_FAIR);
    return TRUCE_OK;
}

/* ----------------------------------------------------------------------- nash */

/* Products of the parties' gains as long numbers of 32-bit digits, least first. */
typedef struct products {
    const truce__contest *c;
    uint32_t *one, *other; /* 2 n_parties digits each */
} products;

static void times_digit(uint32_t *digits, uint32_t count, uint32_t factor, const uint32_t *from, uint32_t shift) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i + shift < count; i++) {
        carry += (uint64_t)from[i] * factor + digits[i + shift];
        digits[i + shift] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* Into `out`; `other` is a workspace of the same size. */
static void multiply(const truce__contest *c, size_t place, uint32_t *out, uint32_t *other) {
    uint32_t count = 2 * c->n_parties;
    memset(out, 0, count * sizeof *out);
    out[0] = 1;
    for (uint32_t p = 0; p < c->n_parties; p++) {
        uint64_t gain = (uint64_t)truce__place_gain(c, p, place);
        memcpy(other, out, count * sizeof *out);
        memset(out, 0, count * sizeof *out);
        times_digit(out, count, (uint32_t)gain, other, 0);
        times_digit(out, count, (uint32_t)(gain >> 32), other, 1);
    }
}

static int by_product(void *ud, size_t one, size_t other) {
    const products *p = ud;
    uint32_t count = 2 * p->c->n_parties, *space = p->other + count;
    multiply(p->c, one, p->one, space);
    multiply(p->c, other, p->other, space);
    for (uint32_t i = count; i-- > 0;)
        if (p->one[i] != p->other[i]) return p->one[i] > p->other[i] ? 1 : -1;
    return 0;
}

truce_status truce__choose_nash(truce__contest *c, truce_choice *choice) {
    uint32_t count = 2 * c->n_parties, *digits = truce__calloc(c->ctx, 3 * (size_t)count, sizeof *digits);
    if (!digits) return TRUCE_E_NOMEM;
    products p = {c, digits, digits + count};
    truce_status status = choose_fair(c, by_product, &p, choice);
    truce__free(c->ctx, digits);
    return status;
}

/* ------------------------------------------------------------- least of shares */

/* A party's share of the most it could gain, as a fraction; what cannot gain has all there is for it. */
typedef struct share {
    int64_t gain, ideal;
} share;

static share least_share(const truce__contest *c, size_t place) {
    share least = {1, 1};
    for (uint32_t p = 0; p < c->n_parties; p++) {
        share next = {truce__place_gain(c, p, place), c->ideals[p]};
        if (next.ideal > 0 && (wide)next.gain * least.ideal < (wide)least.gain * next.ideal) least = next;
    }
    return least;
}

static int by_least_share(void *ud, size_t one, size_t other) {
    share a = least_share(ud, one), b = least_share(ud, other);
    wide left = (wide)a.gain * b.ideal, right = (wide)b.gain * a.ideal;
    return (left > right) - (left < right);
}

truce_status truce__choose_kalai_smorodinsky(truce__contest *c, truce_choice *choice) {
    return choose_fair(c, by_least_share, c, choice);
}

/* --------------------------------------------------------------- least of gains */

/* Scales are at most 15, so that the finest of them fits. */
static wide least_gain(const truce__contest *c, size_t place) {
    uint32_t finest = 0;
    wide least = 0;
    for (uint32_t p = 0; p < c->n_parties; p++)
        if (c->scales[p] > finest) finest = c->scales[p];
    for (uint32_t p = 0; p < c->n_parties; p++) {
        wide gain = truce__place_gain(c, p, place);
        for (uint32_t s = c->scales[p]; s < finest; s++) gain *= 10;
        if (p == 0 || gain < least) least = gain;
    }
    return least;
}

static int by_least_gain(void *ud, size_t one, size_t other) {
    wide a = least_gain(ud, one), b = least_gain(ud, other);
    return (a > b) - (a < b);
}

truce_status truce__choose_egalitarian(truce__contest *c, truce_choice *choice) {
    return choose_fair(c, by_least_gain, c, choice);
}

/* --------------------------------------------------------------------- zeuthen */

/* A party's risk is what giving way would cost it over what it has. The first party's is the lower exactly when the
 * product of both gains is smaller at its own offer than at the other's (Harsanyi 1956), which needs no division. */
static wide product_of_two(const truce__contest *c, size_t place) {
    return (wide)truce__place_gain(c, 0, place) * truce__place_gain(c, 1, place);
}

/* The best deal for the party whose product exceeds that of `other`: the least concession that makes the other's risk
 * the lower one. Of equal ones the larger product, then the lower number. SIZE_MAX: none. */
static size_t offer(const truce__contest *c, uint32_t party, size_t other) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < c->count; i++) {
        if (!c->is_fair[i] || (other != SIZE_MAX && product_of_two(c, i) <= product_of_two(c, other))) continue;
        int64_t gain = truce__place_gain(c, party, i),
                most = best == SIZE_MAX ? 0 : truce__place_gain(c, party, best);
        if (best == SIZE_MAX || gain > most || (gain == most && product_of_two(c, i) > product_of_two(c, best)))
            best = i;
    }
    return best;
}

truce_status truce__choose_zeuthen(truce__contest *c, truce_choice *choice) {
    if (c->n_parties != 2) {
        choice->none = ENGLISH(NONE_FOR_TWO);
        return TRUCE_OK;
    }
    size_t offers[2] = {offer(c, 0, SIZE_MAX), offer(c, 1, SIZE_MAX)};
    if (offers[0] == SIZE_MAX) {
        choice->none = ENGLISH(NONE_FAIR);
        return TRUCE_OK;
    }
    for (;;) { /* the larger of the two products grows with every concession */
        uint32_t yields = product_of_two(c, offers[0]) <= product_of_two(c, offers[1]) ? 0 : 1;
        size_t stands = offers[1 - yields];
        if (truce__is_cancelled(c->ctx)) return TRUCE_E_CANCELLED;
        size_t next = offer(c, yields, stands);
        bool is_accepted =
            next == SIZE_MAX || truce__place_gain(c, yields, stands) >= truce__place_gain(c, yields, offers[yields]);
        if (is_accepted) return truce__choose_place(c, stands, choice);
        offers[yields] = next;
    }
}
