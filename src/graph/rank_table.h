/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A preference as a table. It gives the rank of a cell from the statements that are true in it, for graphs that do
 * not hold the ranks of all states.
 *
 * For an order or weights the items are taken in steps, a few at a time. A step appends the truth of its items, as
 * bits, to the class so far, and looks up the next class. The last step gives the rank. A direct ranking has one
 * step, from the group to the rank.
 */
#ifndef TRUCE_RANK_TABLE_H
#define TRUCE_RANK_TABLE_H

#include "graph/space.h"

typedef struct truce__rank_step {
    uint32_t n_items;
    uint32_t *number; /* of each key that occurs */
} truce__rank_step;

typedef struct truce__rank_table {
    TRUCE__VEC(truce__rank_step) steps;
} truce__rank_table;

/* Adds a step with a copy of the numbers, of 2 or 4 bytes each. Does nothing if `table` is NULL. */
truce_status truce__rank_table_add(truce_ctx *ctx, truce__rank_table *table, uint32_t n_items, const void *number,
                                   uint32_t bytes, uint64_t n_keys);
void truce__rank_table_free(truce_ctx *ctx, truce__rank_table *table);

/* The rank of a feasible cell of the whole. O(nodes of the statements). */
uint32_t truce__rank_in_table(const truce__rank_table *table, const truce__space *space, const truce__pref *pref,
                              uint64_t cell);

#endif
