/* SPDX-License-Identifier: Apache-2.0 */
/* What a search for a radius finds (radius.h), and what it works with. */
#ifndef TRUCE_RADIUS_FOUND_H
#define TRUCE_RADIUS_FOUND_H

#include "unknowns/cheapest.h"
#include "unknowns/judge.h"

typedef struct truce__other_order { /* a party whose list is another one in an answer */
    uint32_t party;
    size_t order; /* in `orders` */
} truce__other_order;

typedef struct truce__own_radius { /* what the party's own edits take, with all others as written */
    uint64_t price; /* TRUCE__NEVER: they cannot do it */
    bool is_known;
    uint64_t n_moves, n_tied; /* moves; those to states that no item of its list tells apart from this one */
} truce__own_radius;

typedef struct truce__radius {
    truce_ctx *ctx;
    uint32_t n_parties;
    uint64_t cell;
    truce__stake stake;
    bool holds;            /* it is an equilibrium: the radius is that of ending it */
    bool is_unconditional; /* no order that these edits can make speaks for any move: Nash, whatever is edited */
    uint64_t price;        /* TRUCE__NEVER: no edits do it; else, unless it is known, the least that it may be */
    bool is_known;
    uint64_t count; /* of least answers; UINT64_MAX: that many or more */
    bool is_counted; /* else there are `count` or more */
    truce__own_radius *own; /* of each party */
    TRUCE__VEC(truce__other_order) changes;
    TRUCE__VEC(size_t) first; /* answer i has changes[first[i]] to changes[first[i + 1]]; one more than are told */
    truce__orders orders;
} truce__radius;

void truce__radius_free(truce__radius *radius);

static inline size_t truce__radius_answers(const truce__radius *radius) {
    return radius->first.count ? radius->first.count - 1 : 0;
}

typedef struct truce__radius_work {
    truce_ctx *ctx;
    const truce__list *lists;
    const truce__effort *effort;
    truce__judge judge;
    truce__orders written;  /* of each party */
    truce__order *profile;  /* of each party, for truce__judge_party() */
    truce__cheapest *own;   /* of each party: its own edits alone */
} truce__radius_work;

/* Adds an answer: work->profile, as far as it differs from what is written by the flags in `changed`. */
truce_status truce__radius_add(truce__radius_work *work, const bool *changed, truce__radius *radius);

#endif
