/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Orders are built from the top. Items from `next` on are not decided; those before it are placed, dropped, or wait
 * to be placed below something that was written behind them. What is skipped or dropped on the way to the item that
 * is placed next is decided one item at a time (`is_open`), so that each order is built in one way only.
 */
#include "unknowns/orders_at.h"

#include "unknowns/arranged.h"

static uint32_t bits_of(const uint64_t *set, uint32_t words) {
    uint32_t count = 0;
    for (uint32_t w = 0; w < words; w++) count += (uint32_t)__builtin_popcountll(set[w]);
    return count;
}

typedef struct building {
    uint32_t next, choice, placed;
    bool is_open;
    uint64_t left; /* of the price */
    uint32_t took; /* the choice that led here */
} building;

typedef struct builder {
    const truce__list *list;
    truce__orders *orders;
    uint64_t *waits; /* written items that are neither placed nor dropped */
    uint64_t *taken; /* candidates inserted */
    truce__stand *stands;
    TRUCE__VEC(building) stack;
} builder;

/* Items of a set before `item`. */
static uint32_t before(const uint64_t *set, uint32_t item) {
    uint32_t count = bits_of(set, item / 64);
    return count + (uint32_t)__builtin_popcountll(set[item / 64] & ((UINT64_C(1) << item % 64) - 1));
}

/* The most that edits of `count` items can cost. */
static uint64_t most_price(const truce__list *list, uint64_t count) {
    uint64_t most = 0, inserted = list->n_items - list->n_written;
    if (truce__may(list->tariff.swap)) most += count * (count - (count > 0)) / 2 * list->tariff.swap;
    if (truce__may(list->tariff.drop)) most += count * list->tariff.drop;
    if (truce__may(list->tariff.flip)) most += count * list->tariff.flip;
    if (truce__may(list->tariff.insert)) most += inserted * list->tariff.insert;
    if (truce__may(list->tariff.insert) && truce__may(list->tariff.swap))
        most += inserted * count * list->tariff.swap;
    return most;
}

/* Choices are numbered: place an item, place it flipped, drop the next one, skip it. */
enum { EITHER_WAY = 2 };

static bool price_of(const builder *b, const building *at, uint32_t choice, uint64_t *price) {
    const truce__list *list = b->list;
    const truce__tariff *tariff = &list->tariff;
    uint32_t n = list->n_items, item = choice % n;
    *price = 0;
    if (choice >= EITHER_WAY * n) {
        bool is_drop = choice == EITHER_WAY * n;
        if (at->next == list->n_written) return false;
        *price = is_drop ? tariff->drop : 0;
        return is_drop ? truce__may(tariff->drop) && tariff->drop : truce__may(tariff->swap) && tariff->swap;
    }
    bool is_flipped = choice >= n, is_candidate = item >= list->n_written;
    if (is_flipped && (is_candidate || !truce__may(tariff->flip) || !tariff->flip)) return false;
    if (is_candidate && (at->next < list->n_written || truce__bits_get(b->taken, item) || !tariff->insert))
        return false;
    if (!is_candidate && !truce__bits_get(b->waits, item)) return false;
    if (!is_candidate && (item > at->next || (at->is_open && item < at->next))) return false;
    uint64_t passed = is_candidate ? bits_of(b->waits, list->words) : before(b->waits, item);
    if (passed && (!truce__may(tariff->swap) || !tariff->swap)) return false;
    *price = passed ? passed * tariff->swap : 0;
    *price += (is_flipped ? tariff->flip : 0) + (is_candidate ? tariff->insert : 0);
    return true;
}

static void apply(builder *b, building *next, uint32_t choice) {
    uint32_t n = b->list->n_items, item = choice % n;
    if (choice >= EITHER_WAY * n) {
        if (choice == EITHER_WAY * n) b->waits[next->next / 64] &= ~(UINT64_C(1) << next->next % 64);
        next->next++;
        next->is_open = true;
        return;
    }
    if (item >= b->list->n_written) truce__bits_set(b->taken, item);
    else b->waits[item / 64] &= ~(UINT64_C(1) << item % 64);
    b->stands[next->placed++] = truce__stand_of(item, choice >= n ? TRUCE__STAND_FLIPPED : 0);
    if (item == next->next && item < b->list->n_written) next->next++;
    next->is_open = false;
}

static void undo(builder *b, const building *at, const building *parent) {
    uint32_t n = b->list->n_items, item = at->took % n;
    if (at->took == EITHER_WAY * n) truce__bits_set(b->waits, parent->next);
    if (at->took >= EITHER_WAY * n) return;
    if (item >= b->list->n_written) b->taken[item / 64] &= ~(UINT64_C(1) << item % 64);
    else truce__bits_set(b->waits, item);
}

/* Nothing is left of the price: what waits follows as written. */
static truce_status finish(builder *b, const building *at) {
    uint32_t count = at->placed;
    if (at->is_open && before(b->waits, at->next)) return TRUCE_OK; /* told elsewhere, or dearer */
    for (uint32_t i = 0; i < b->list->n_written; i++)
        if (truce__bits_get(b->waits, i)) b->stands[count++] = truce__stand_of(i, 0);
    return truce__orders_add(b->list->ctx, b->orders, b->stands, count);
}

static truce_status build(builder *b, uint64_t price, uint64_t limit, bool *is_whole) {
    const truce__list *list = b->list;
    TRY(truce__vec_push(list->ctx, &b->stack, ((building){.left = price})));
    for (uint64_t step = 0; b->stack.count; step++) {
        building *at = &b->stack.at[b->stack.count - 1];
        if (step % 1024 == 0) TRY(truce__go_on(list->ctx));
        if (at->choice == 0 && step >= limit) {
            *is_whole = false;
            return TRUCE_OK;
        }
        bool is_over = at->left == 0 || at->left > most_price(list, bits_of(b->waits, list->words));
        if (at->left == 0 && at->choice == 0) TRY(finish(b, at));
        uint64_t paid = 0;
        while (!is_over && at->choice < EITHER_WAY * list->n_items + 2 &&
               !(price_of(b, at, at->choice, &paid) && paid <= at->left))
            at->choice++;
        if (is_over || at->choice == EITHER_WAY * list->n_items + 2) {
            if (b->stack.count > 1) undo(b, at, at - 1);
            b->stack.count--;
            continue;
        }
        building next = *at;
        next.took = at->choice++;
        next.choice = 0;
        next.left -= paid;
        apply(b, &next, next.took);
        TRY(truce__vec_push(list->ctx, &b->stack, next));
    }
    return TRUCE_OK;
}

uint64_t truce__list_most_price(const truce__list *list) {
    return most_price(list, list->n_written);
}

truce_status truce__orders_at(const truce__list *list, uint64_t price, uint64_t limit, truce__orders *orders,
                              bool *is_whole) {
    truce_status status = TRUCE_OK;
    *is_whole = true;
    if (price == 0) return truce__orders_add_written(list->ctx, list, orders);
    if (list->kind != TRUCE__PREF_ORDER) return truce__arranged_at(list, price, limit, orders, is_whole);
    builder b = {.list = list, .orders = orders};
    b.waits = truce__calloc(list->ctx, list->words, sizeof *b.waits);
    b.taken = truce__calloc(list->ctx, list->words, sizeof *b.taken);
    b.stands = truce__calloc(list->ctx, (size_t)list->n_items + 1, sizeof *b.stands);
    if (!b.waits || !b.taken || !b.stands) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < list->n_written; i++) truce__bits_set(b.waits, i);
    if (list->n_items) TRY_OR_DONE(build(&b, price, limit, is_whole));
done:
    truce__free(list->ctx, b.waits);
    truce__free(list->ctx, b.taken);
    truce__free(list->ctx, b.stands);
    truce__vec_free(list->ctx, &b.stack);
    return status;
}
