/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cheapest edits of one party's list that make a state stable for it, or end that. All least answers, counted
 * exactly, in an order that depends on the model alone.
 *
 * An order of statements is searched from the top (prefix.c): a node is the set of statements that stand on top, and
 * what it is worth does not depend on how they stand among each other, but for what they have decided. Sets of price
 * r or less are as few as partitions of numbers up to r, whatever the model. Rankings and weights are searched order
 * by order (arranged.c).
 */
#ifndef TRUCE_CHEAPEST_H
#define TRUCE_CHEAPEST_H

#include "unknowns/stakes.h"

typedef struct truce__effort {
    uint64_t looks;   /* at most; the node at hand is finished */
    uint64_t price;   /* the highest price of interest; UINT64_MAX: any */
    uint64_t answers; /* how many orders are wanted */
} truce__effort;

typedef struct truce__cheapest {
    uint64_t price;       /* TRUCE__NEVER: no edits do it; else, if !is_known, the least that it may be */
    bool is_known;        /* NEVER is known too */
    uint64_t count;       /* orders at that price; UINT64_MAX: that many or more; 0 unless it is known */
    bool is_counted;      /* false: there are `count` or more, the search came to its end */
    truce__orders orders; /* the first of them */
    uint64_t nodes, looks; /* made; taken */
} truce__cheapest;

/* The least price of an order of the list in which the formula is as wanted. What was asked of it beyond `effort` is
 * not an error. Free `found` in any case. */
truce_status truce__cheapest_find(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                  truce__cheapest *found);
void truce__cheapest_free(truce_ctx *ctx, truce__cheapest *found);

#endif
