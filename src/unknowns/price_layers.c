/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many orders of a party's list cost exactly so much. Of a list of statements: choose what is dropped, what is
 * flipped, and a sequence of candidates; permutations of the m items left by inversions are Mahonian numbers, and
 * where q candidates stand among them, each passing the items below it, are partitions in a box of q by m.
 */
#include "unknowns/locked.h"

/* ------------------------------------------------------------------ numbers */

static uint64_t choose(uint64_t n, uint64_t k) {
    uint64_t all = 1;
    if (k > n) return 0;
    for (uint64_t i = 0; i < k; i++) {
        uint64_t next = truce__product_or_most(all, n - i);
        if (next == UINT64_MAX) return UINT64_MAX;
        all = next / (i + 1);
    }
    return all;
}

/* Sequences of `k` of `n` things. */
static uint64_t arrange(uint64_t n, uint64_t k) {
    uint64_t all = 1;
    if (k > n) return 0;
    for (uint64_t i = 0; i < k; i++) all = truce__product_or_most(all, n - i);
    return all;
}

/* ways[t] := ways to have t inversions among m items, for t up to `most`. `room` has that room too. */
static void count_inversions(uint64_t m, uint64_t most, uint64_t *ways, uint64_t *room) {
    memset(ways, 0, (most + 1) * sizeof *ways);
    ways[0] = 1;
    for (uint64_t i = 2; i <= m; i++) {
        memcpy(room, ways, (most + 1) * sizeof *ways);
        for (uint64_t t = 0; t <= most; t++) {
            ways[t] = 0;
            for (uint64_t k = 0; k < i && k <= t; k++) ways[t] = truce__sum_or_most(ways[t], room[t - k]);
        }
    }
}

/* The same where each item passes up to m others, none fewer than the next: times what `ways` is before. */
static truce_status count_insertions(truce_ctx *ctx, uint64_t m, uint64_t q, uint64_t most, uint64_t *ways) {
    uint64_t row = most + 1, *box = truce__calloc(ctx, (q + 1) * row, sizeof *box);
    if (!box) return TRUCE_E_NOMEM;
    box[0] = 1; /* box[j * row + t]: j items have passed t in all, none more than `v` so far */
    for (uint64_t v = 0; v <= m; v++)
        for (uint64_t j = 1; j <= q; j++)
            for (uint64_t t = v; t <= most; t++)
                box[j * row + t] = truce__sum_or_most(box[j * row + t], box[(j - 1) * row + t - v]);
    for (uint64_t t = most + 1; t-- > 0;) {
        uint64_t sum = 0;
        for (uint64_t k = 0; k <= t; k++)
            sum = truce__sum_or_most(sum, truce__product_or_most(ways[t - k], box[q * row + k]));
        ways[t] = sum;
    }
    truce__free(ctx, box);
    return TRUCE_OK;
}

static uint64_t steps_of(uint32_t price) { return truce__may(price) ? price : 0; }

/* With so many dropped and inserted: all that the rest of the price can be. */
static truce_status count_rest(const truce__list *list, uint64_t dropped, uint64_t inserted, uint64_t rest,
                               uint64_t *number) {
    uint64_t m = list->n_written - dropped, swap = steps_of(list->tariff.swap), flip = steps_of(list->tariff.flip);
    uint64_t most = swap ? rest / swap : 0, *ways = truce__calloc(list->ctx, 2 * (most + 1), sizeof *ways);
    if (!ways) return TRUCE_E_NOMEM;
    count_inversions(m, most, ways, ways + most + 1);
    truce_status status = count_insertions(list->ctx, m, inserted, most, ways);
    *number = 0;
    for (uint64_t flips = 0; status == TRUCE_OK && flips <= m && flips * flip <= rest; flips++) {
        uint64_t left = rest - flips * flip;
        if (swap ? left % swap == 0 : left == 0)
            *number = truce__sum_or_most(*number,
                                         truce__product_or_most(choose(m, flips), ways[swap ? left / swap : 0]));
        if (!flip) break;
    }
    truce__free(list->ctx, ways);
    return status;
}

static truce_status count_order(const truce__list *list, uint64_t price, uint64_t *number) {
    uint64_t drop = steps_of(list->tariff.drop), insert = steps_of(list->tariff.insert), n = list->n_written;
    uint64_t candidates = list->n_items - n;
    *number = 0;
    for (uint64_t d = 0; d <= n && d * drop <= price; d++) {
        for (uint64_t q = 0; q <= candidates && d * drop + q * insert <= price; q++) {
            uint64_t some;
            TRY(count_rest(list, d, q, price - d * drop - q * insert, &some));
            some = truce__product_or_most(some, truce__product_or_most(choose(n, d), arrange(candidates, q)));
            *number = truce__sum_or_most(*number, some);
            if (!insert) break;
        }
        if (!drop) break;
    }
    return TRUCE_OK;
}

static void count_weights(const truce__list *list, uint64_t price, uint64_t *number) {
    uint64_t drop = steps_of(list->tariff.drop), flip = steps_of(list->tariff.flip), n = list->n_written;
    *number = 0;
    for (uint64_t d = 0; d <= n && d * drop <= price; d++) {
        uint64_t left = price - d * drop;
        if (flip ? left % flip == 0 : left == 0)
            *number = truce__sum_or_most(
                *number, truce__product_or_most(choose(n, d), choose(n - d, flip ? left / flip : 0)));
        if (!drop) break;
    }
}

static truce_status count_ranking(const truce__list *list, uint64_t price, uint64_t *number) {
    enum { MOST = 1 << 20 };
    truce__orders orders = {0};
    bool is_whole = true;
    truce_status status = truce__orders_at(list, price, MOST, &orders, &is_whole);
    *number = is_whole ? truce__orders_count(&orders) : UINT64_MAX;
    truce__orders_free(list->ctx, &orders);
    return status;
}

truce_status truce__locked_number(truce__locked *l, uint32_t party, uint64_t price, uint64_t *number) {
    const truce__list *list = &l->lists[party];
    truce__side *side = &l->sides[party];
    *number = 0;
    if (price > side->most) return TRUCE_OK;
    while (side->numbers.count <= price) {
        uint64_t next = 0, at = side->numbers.count;
        if (list->kind == TRUCE__PREF_ORDER) TRY(count_order(list, at, &next));
        else if (list->kind == TRUCE__PREF_WEIGH) count_weights(list, at, &next);
        else TRY(count_ranking(list, at, &next));
        TRY(truce__vec_push(l->ctx, &side->numbers, next));
    }
    *number = side->numbers.at[price];
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- layers */

/* Whether the statements that are to be kept stand as they do now, those above and below them as well. */
static bool keeps(const truce__list *list, truce__order order, const uint64_t *kept) {
    for (uint32_t item = 0; item < list->n_written; item++) {
        bool is_passed = false;
        if (!truce__bits_get(kept, item)) continue;
        for (uint32_t i = 0; i < order.count; i++) {
            uint32_t other = truce__stand_item(order.at[i]);
            if (other == item && order.at[i] == truce__stand_of(item, 0)) is_passed = true;
            else if (other == item || (is_passed ? other < item : other > item)) return false;
        }
        if (!is_passed) return false;
    }
    return true;
}

static truce_status leave_kept(truce__locked *l, uint32_t party, truce__orders *orders) {
    const uint64_t *kept = l->query->kept_items ? l->query->kept_items[party] : NULL;
    const truce__list *list = &l->lists[party];
    truce__orders left = {0};
    truce_status status = TRUCE_OK;
    if (!kept || list->kind != TRUCE__PREF_ORDER) return TRUCE_OK;
    for (size_t i = 0; i < truce__orders_count(orders) && status == TRUCE_OK; i++) {
        truce__order order = truce__orders_get(orders, i);
        if (keeps(list, order, kept)) status = truce__orders_add(l->ctx, &left, order.at, order.count);
    }
    truce__orders_free(l->ctx, orders);
    *orders = left;
    return status;
}

truce_status truce__locked_layer(truce__locked *l, uint32_t party, uint64_t price, uint64_t limit,
                                 const truce__orders **orders, bool *is_whole) {
    truce__side *side = &l->sides[party];
    *is_whole = true;
    while (side->layers.count <= price)
        TRY(truce__vec_push(l->ctx, &side->layers, ((truce__layer){.is_made = false})));
    truce__layer *layer = &side->layers.at[price];
    *orders = &layer->orders;
    if (layer->is_made) return TRUCE_OK;
    TRY(truce__orders_at(&l->lists[party], price, limit, &layer->orders, is_whole));
    if (!*is_whole) {
        truce__orders_free(l->ctx, &layer->orders);
        return TRUCE_OK;
    }
    layer->is_made = true;
    return leave_kept(l, party, &layer->orders);
}
