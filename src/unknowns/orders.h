/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A party's preference as a list of items that may stand otherwise, and the lists that are so many edits away.
 *
 * The list of an order are its statements, most important first. Of a ranking it is the places, best first; of
 * weights the weighted statements, in no order. An edit swaps two neighbours, drops an item (of a ranking: makes one
 * place of two neighbours), flips it into its negation, or inserts a candidate as the least important. Each has a
 * price. The distance of two orders is what was dropped, inserted and flipped, and the pairs of the items left that
 * stand the other way round; an inserted item counts as having stood last. No sequence of edits is cheaper, so lists
 * are searched, not sequences.
 */
#ifndef TRUCE_ORDERS_H
#define TRUCE_ORDERS_H

#include "graph/graph.h"

/* The price of each kind of edit; TRUCE__NONE: it is not allowed. */
typedef struct truce__tariff {
    uint32_t swap, drop, insert, flip;
} truce__tariff;

static inline bool truce__may(uint32_t price) { return price != TRUCE__NONE; }
static inline uint32_t truce__less_of(uint32_t a, uint32_t b) { return a < b ? a : b; } /* TRUCE__NONE is most */

typedef struct truce__list {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint32_t party;
    truce__pref_kind kind;       /* ORDER also where the party has no preference */
    truce__tariff tariff;        /* what applies to this kind */
    uint32_t n_written, n_items; /* items as written; with the candidates behind them */
    uint32_t words;              /* of a set of items */
    uint64_t *truth;             /* of each cell, the items that are true there; RANK: the places that claim it */
    truce__wide *weight;         /* WEIGH */
} truce__list;

/* Reads the list of a party. `candidates` are what may be inserted, each with one statement or more; only an order
 * takes them. Where states are coalesced nothing flips. A preference that is open or has marks of strength, and is
 * therefore not to be edited, gets a tariff without edits; of an open one it is the main reading. Free it in any
 * case. O(cells x items). */
truce_status truce__list_read(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__tariff tariff,
                              const truce__pref_item *candidates, uint32_t n_candidates, truce__list *list);
void truce__list_free(truce__list *list);

static inline const uint64_t *truce__truth_of(const truce__list *list, uint64_t cell) {
    return list->truth + cell * list->words;
}

/* ------------------------------------------------------------------ orders */

/* An item of a list as it may stand: its number, and whether it is flipped or shares its place with the one before.
 * */
typedef uint32_t truce__stand;
enum { TRUCE__STAND_FLIPPED = 1, TRUCE__STAND_JOINED = 2 };
static inline truce__stand truce__stand_of(uint32_t item, uint32_t marks) { return item << 2 | marks; }
static inline uint32_t truce__stand_item(truce__stand stand) { return stand >> 2; }

/* Lists, one after the other. Order i has the stands from first[i] to first[i + 1]. */
typedef struct truce__orders {
    TRUCE__VEC(truce__stand) stands;
    TRUCE__VEC(size_t) first; /* one more than there are orders; empty where there are none */
} truce__orders;

typedef struct truce__order {
    const truce__stand *at;
    uint32_t count;
} truce__order;

static inline size_t truce__orders_count(const truce__orders *orders) {
    return orders->first.count ? orders->first.count - 1 : 0;
}
static inline truce__order truce__orders_get(const truce__orders *orders, size_t index) {
    size_t first = orders->first.at[index];
    uint32_t count = (uint32_t)(orders->first.at[index + 1] - first);
    return (truce__order){count ? orders->stands.at + first : NULL, count};
}
truce_status truce__orders_add(truce_ctx *ctx, truce__orders *orders, const truce__stand *at, uint32_t count);
void truce__orders_free(truce_ctx *ctx, truce__orders *orders);

/* The list as it is written. */
truce_status truce__orders_add_written(truce_ctx *ctx, const truce__list *list, truce__orders *orders);

/* How cell `a` compares with cell `b` for a party that has its list in that order: above 0, 0 or below 0. The second
 * takes the items that are true there instead. O(items). */
int truce__order_compare(const truce__list *list, truce__order order, uint64_t a, uint64_t b);
int truce__order_compare_truths(const truce__list *list, truce__order order, const uint64_t *a, const uint64_t *b);

/* Whether the party ranks one state above another, by the items that speak for it and against it (RANK: the places
 * that claim the one and the other; WEIGH: those that add to it where they count). O(items). */
bool truce__order_prefers(const truce__list *list, truce__order order, const uint64_t *favours,
                          const uint64_t *opposes);

#endif
