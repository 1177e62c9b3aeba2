/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The chain played many times, to check what was computed: the same clocks, choices and slips, drawn one decision
 * after the other. Draws are counted, not kept: each is a hash of seed, run and number (two rounds of splitmix64,
 * Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), so that runs can be made in any order and by any thread.
 */
#ifndef TRUCE_SIMULATE_H
#define TRUCE_SIMULATE_H

#include "unknowns/chain.h"

/* What is played, and counted. */
typedef struct truce__plays {
    const double *times; /* ascending */
    size_t n_times;
    uint64_t *const *outcomes; /* bits over the cells */
    uint32_t n_outcomes;
    uint64_t seed;
} truce__plays;

/* Plays runs first, first + by, first + 2 by, ... below `end` and adds to counts[time x outcomes + outcome] the runs
 * in which it is so after each of the times. Any thread may call it. TRUCE_E_CANCELLED. O(runs x decisions x arcs of
 * a state). */
truce_status truce__simulate(truce_ctx *ctx, const truce__chain *chain, uint64_t start, const truce__plays *plays,
                             uint64_t first, uint64_t end, uint64_t by, uint64_t *counts);

#endif
