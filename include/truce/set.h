/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Set algebra on states: union, intersection, difference, and sets made from a party's preference.
 *
 *     truce_set *good, *other;                                     states that everybody prefers to the status quo
 *     truce_set_preferred(ctx, graph, 0, today, &good);
 *     truce_set_preferred(ctx, graph, 1, today, &other);
 *     truce_set_and(good, other);
 *
 * An operation works on 64 states at a time and changes its first set. Two sets can be combined when they are of one
 * graph or of variants of it that share its states (TRUCE_E_USAGE if not).
 */
#ifndef TRUCE_SETS_H
#define TRUCE_SETS_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

/* New sets, for truce_set_free(): no state, every state, the same members. Time O(states / 64). */
TRUCE_API truce_status truce_set_new(truce_ctx *ctx, const truce_graph *graph, truce_set **set);
TRUCE_API truce_status truce_set_all(truce_ctx *ctx, const truce_graph *graph, truce_set **set);
TRUCE_API truce_status truce_set_copy(truce_ctx *ctx, const truce_set *set, truce_set **copy);

/* The states that the party ranks at least, or at most, at `rank` (1 is worst), and those that it strictly prefers to
 * `state`.
 * Errors: TRUCE_E_USAGE (no such party or state; a shared graph), TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time
 * O(states). */
TRUCE_API truce_status truce_set_at_least(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint32_t rank,
                                          truce_set **set);
TRUCE_API truce_status truce_set_at_most(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint32_t rank,
                                         truce_set **set);
TRUCE_API truce_status truce_set_preferred(truce_ctx *ctx, const truce_graph *graph, uint32_t party,
                                           truce_state state, truce_set **set);

/* One state more, or less. O(1). TRUCE_E_USAGE when there is no such state. */
TRUCE_API truce_status truce_set_add(truce_set *set, truce_state state);
TRUCE_API truce_status truce_set_remove(truce_set *set, truce_state state);

/* set := set and other; set or other; set without other; all other states. Time O(states / 64). */
TRUCE_API truce_status truce_set_and(truce_set *set, const truce_set *other);
TRUCE_API truce_status truce_set_or(truce_set *set, const truce_set *other);
TRUCE_API truce_status truce_set_and_not(truce_set *set, const truce_set *other);
TRUCE_API truce_status truce_set_complement(truce_set *set);

/* How many states are in both; 0 for sets that cannot be combined. */
TRUCE_API uint64_t truce_set_count_both(const truce_set *a, const truce_set *b);
/* Whether every member of `a` is one of `b`; whether both have the same members. False for sets that cannot be
 * combined. */
TRUCE_API bool truce_set_is_subset(const truce_set *a, const truce_set *b);
TRUCE_API bool truce_set_equal(const truce_set *a, const truce_set *b);

#ifdef __cplusplus
}
#endif
#endif
