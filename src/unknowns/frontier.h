/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cheapest paths through nodes that are made while they are searched: A* (Hart, Nilsson and Raphael 1968,
 * doi:10.1109/TSSC.1968.300136) that keeps every least path, so that they can be counted and told. A node is a key of
 * some words. Its bound is at most what is left to pay from it, and no step lowers a bound by more than its price.
 * Ties go by the number of steps and then by the order in which nodes were made: the same for everybody.
 */
#ifndef TRUCE_FRONTIER_H
#define TRUCE_FRONTIER_H

#include "base/base.h"
#include "unknowns/cheapest.h"
#include "unknowns/prices.h"

typedef struct truce__front_node {
    uint64_t price, bound;
    uint64_t paths; /* least ones that lead here, UINT64_MAX: that many or more; known once it was taken */
    size_t edge;    /* the last that leads here at that price; SIZE_MAX: none */
    uint32_t steps;
    bool is_goal, is_taken;
} truce__front_node;

typedef struct truce__front_edge {
    size_t from, next;
    uint32_t label;
} truce__front_edge;

typedef struct truce__front_entry {
    uint64_t total; /* price and bound */
    uint32_t steps;
    size_t node;
} truce__front_entry;

typedef struct truce__frontier {
    truce_ctx *ctx;
    size_t key_words;
    TRUCE__VEC(uint64_t) keys;
    TRUCE__VEC(truce__front_node) nodes;
    TRUCE__VEC(truce__front_edge) edges;
    TRUCE__VEC(truce__front_entry) heap;
    size_t *slots; /* hash of keys: node + 1 */
    uint64_t looks; /* counted by who searches */
    size_t room;
} truce__frontier;

void truce__frontier_init(truce__frontier *front, truce_ctx *ctx, size_t key_words);
void truce__frontier_free(truce__frontier *front);

static inline const uint64_t *truce__frontier_key(const truce__frontier *front, size_t node) {
    return front->keys.at + node * front->key_words;
}

/* The node with that key; *is_new: it was made, and its bound and is_goal are for the caller to set before
 * truce__frontier_reach(). */
truce_status truce__frontier_node(truce__frontier *front, const uint64_t *key, size_t *node, bool *is_new);
/* Comes to the node from `from` (SIZE_MAX: it is the start) with a step of that label. */
truce_status truce__frontier_reach(truce__frontier *front, size_t node, size_t from, uint32_t label, uint64_t price,
                                   uint32_t steps);
/* The least total of nodes not yet taken; UINT64_MAX: there is none. */
uint64_t truce__frontier_least(truce__frontier *front);
/* Whether a search for the cheapest orders goes on. Where it ends before all are found, `found` says so. */
bool truce__frontier_goes_on(truce__frontier *front, const truce__effort *effort, truce__cheapest *found);
/* Takes the cheapest node, if truce__frontier_least() says that there is one. */
size_t truce__frontier_take(truce__frontier *front);

#endif
