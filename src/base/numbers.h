/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A set of numbers below 2^63 of which many lie close together: pages of bits, found by a hash table. It takes memory
 * for pages with something in them only. The table stays in a near cache while a large set is filled in any order.
 */
#ifndef TRUCE_NUMBERS_H
#define TRUCE_NUMBERS_H

#include "base/base.h"

enum { TRUCE__PAGE = 4096 }; /* numbers */

typedef struct truce__numbers_slot {
    uint64_t place; /* of the page, from 1; 0: the slot is free */
    size_t page;
} truce__numbers_slot;

/* Begin with {0}. `room` is 0 or a power of two; at most half of it is used. */
typedef struct truce__numbers {
    truce__numbers_slot *slots;
    size_t room, used;
    uint64_t *pages;
} truce__numbers;

static inline truce__numbers_slot *truce__numbers_find(const truce__numbers *set, uint64_t place) {
    size_t at = (size_t)(place * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (set->room - 1);
    while (set->slots[at].place && set->slots[at].place != place) at = (at + 1) & (set->room - 1);
    return &set->slots[at];
}

static inline uint64_t *truce__numbers_page(const truce__numbers *set, const truce__numbers_slot *slot) {
    return set->pages + slot->page * (TRUCE__PAGE / 64);
}

static inline bool truce__numbers_has(const truce__numbers *set, uint64_t number) {
    if (!set->room) return false;
    const truce__numbers_slot *slot = truce__numbers_find(set, number / TRUCE__PAGE + 1);
    return slot->place && truce__bits_get(truce__numbers_page(set, slot), number % TRUCE__PAGE);
}

/* Makes room for one more page. */
truce_status truce__numbers_grow(truce_ctx *ctx, truce__numbers *set);

/* *is_new: whether it was missing. */
static inline truce_status truce__numbers_add(truce_ctx *ctx, truce__numbers *set, uint64_t number, bool *is_new) {
    if (2 * (set->used + 1) > set->room) TRY(truce__numbers_grow(ctx, set));
    truce__numbers_slot *slot = truce__numbers_find(set, number / TRUCE__PAGE + 1);
    if (!slot->place) *slot = (truce__numbers_slot){number / TRUCE__PAGE + 1, set->used++};
    uint64_t *page = truce__numbers_page(set, slot);
    *is_new = !truce__bits_get(page, number % TRUCE__PAGE);
    truce__bits_set(page, number % TRUCE__PAGE);
    return TRUCE_OK;
}

/* Empties the set in time that is in proportion to what was in it. */
void truce__numbers_clear(truce_ctx *ctx, truce__numbers *set);
void truce__numbers_free(truce_ctx *ctx, truce__numbers *set);

/* A number for a pair of which the second is below `n`. Pairs whose firsts are close and whose seconds are equal get
 * close numbers. */
static inline uint64_t truce__pair_number(uint64_t first, uint32_t second, uint32_t n) {
    return (first / TRUCE__PAGE * n + second) * TRUCE__PAGE + first % TRUCE__PAGE;
}

#endif
