/* SPDX-License-Identifier: Apache-2.0 */
/* One model to be unlocked: the one that was written, or that with some levers used. */
#ifndef TRUCE_LOCKED_H
#define TRUCE_LOCKED_H

#include "unknowns/cheapest.h"
#include "unknowns/corridor.h"
#include "unknowns/judge.h"
#include "unknowns/orders_at.h"
#include "unknowns/unlock.h"

/* What a search at one cost brings. */
typedef struct truce__haul {
    uint64_t profiles, tried, count;
    uint64_t done;   /* orders, profiles and nodes looked at, to be held against the effort */
    bool is_over;    /* the effort was used up before the end */
} truce__haul;

/* What one party thinks of one target. Of many targets few are ever looked at closely: formulas are made and prices
 * searched when a share of the cost would do by all that is known. */
typedef struct truce__lock {
    bool is_made;               /* the stakes are */
    bool is_nash, is_stable;    /* as the list is written: by Nash; by the concept, for SEQ by GMR, the weaker ... */
    bool holds;                 /* ... by the concept itself */
    truce__stakes nash, stakes; /* while made: of Nash; of the concept, for SEQ of GMR */
    uint64_t price;             /* at least; TRUCE__NEVER: it is impossible */
    uint64_t sought;            /* any price up to this was looked for */
    truce__impossible why;
} truce__lock;

/* A party's orders at one price. */
typedef struct truce__layer {
    truce__orders orders;
    bool is_made;
    uint64_t *bits; /* of each order, over the targets: stable by Nash; as is_stable of a lock. NULL: not surveyed */
} truce__layer;

typedef struct truce__side {
    const truce__pref_item *candidates;
    truce__orders written;             /* its list as it is written */
    uint64_t least, most;              /* that edits can cost; TRUCE__NEVER and 0: there are none */
    TRUCE__VEC(truce__layer) layers;   /* by price */
    uint64_t surveyed;                 /* the price up to which they are */
    TRUCE__VEC(uint64_t) numbers;      /* of orders, by price */
    uint64_t no_deal;                  /* a cell, if there is one only; else UINT64_MAX ... */
    TRUCE__VEC(uint64_t) no_deals;     /* ... and it is the worst of these */
} truce__side;

typedef struct truce__locked {
    truce_ctx *ctx;
    const truce__unlock_query *query;
    const truce_graph *graph;
    truce_graph *own; /* if the graph is this one's */
    truce_graph *after; /* valued after expiry, for what lasts */
    uint64_t used, cost; /* levers */
    uint32_t n_parties;
    truce__list *lists;
    truce__side *sides;
    uint64_t *targets; /* cells, ascending ... */
    uint32_t n_targets;
    uint64_t *ends; /* ... and as bits over cells; those that are possible */
    truce__lock *locks; /* by target and party */
    bool has_locks;     /* they were set */
    uint64_t held;      /* bytes that stakes take */
    uint64_t looks;     /* that making them has taken, as steps of effort */
    truce_solution *before; /* as the lists are written: Nash; as is_stable of a lock; the concept */
    truce__priced priced;
    truce__corridor corridor;
    truce__judge judge;
    truce__impossible impossible;
    uint32_t party; /* of that */
    uint64_t *spare; /* nodes that bounds of prices may still take, in all models together */
    bool is_open;    /* the parts above were made */
    truce__arena arena;
} truce__locked;

/* Makes what is needed, and looks whether it is impossible, as far as *spare goes. `graph` is the written one. Free
 * it in any case. */
truce_status truce__locked_open(truce_ctx *ctx, const truce_graph *graph, const truce__unlock_query *query,
                                uint64_t used, uint64_t *spare, truce__locked *locked);
void truce__locked_free(truce__locked *locked);

/* How many orders of a party cost exactly `price`, UINT64_MAX: that many or more. O(price^2 items). */
truce_status truce__locked_number(truce__locked *locked, uint32_t party, uint64_t price, uint64_t *number);
/* The party's orders at that price; *is_whole false: there are more than `limit`. */
truce_status truce__locked_layer(truce__locked *locked, uint32_t party, uint64_t price, uint64_t limit,
                                 const truce__orders **orders, bool *is_whole);

/* An answer before it is written down. */
typedef struct truce__raw_answer {
    uint32_t target;
    uint64_t cost;
    const truce__order *orders; /* of each party */
} truce__raw_answer;

/* Takes an answer; called for as many as are wanted. */
typedef truce_status (*truce__answer_fn)(void *ud, truce__locked *locked, const truce__raw_answer *answer);

/* All profiles whose edits cost exactly `cost` (levers not counted): counts, and hands over the first `wanted`
 * answers. shares.c. */
truce_status truce__locked_try(truce__locked *locked, uint64_t cost, uint64_t wanted, truce__answer_fn take, void *ud,
                               truce__haul *haul);

/* The same where each party's list decides alone: direct.c. *is_done false: nothing was done, as several targets come
 * to that cost by few orders. */
bool truce__locked_is_direct(const truce__locked *locked);
truce_status truce__locked_try_direct(truce__locked *locked, uint64_t cost, uint64_t wanted, truce__answer_fn take,
                                      void *ud, truce__haul *haul, bool *is_done);

/* Writes an answer down, solves the model that it makes, and checks it. unlock_answer.c */
truce_status truce__answer_write(truce__unlocked *unlocked, truce__locked *locked, const truce__raw_answer *raw);

#endif
