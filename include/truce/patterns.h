/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Patterns: a set of states told as few products of level sets.
 *
 *     truce_patterns *patterns;
 *     truce_patterns_of(ctx, set, &patterns);
 *     for (size_t i = 0; i < truce_patterns_count(patterns); i++)
 *         if (truce_pattern_levels(patterns, i, option) != truce_patterns_all(patterns, option)) ...fixed
 *
 * A pattern allows some levels of each option. A state is in it when each of its levels is allowed. Together the
 * patterns hold exactly the states of the set; each holds a state that no other holds; none could allow a further
 * level. They may overlap, and may hold combinations that no state has. Their number is small, not always the least:
 * the least number is as hard to find as the least cover of a set (it is NP-hard).
 */
#ifndef TRUCE_PATTERNS_OF_SETS_H
#define TRUCE_PATTERNS_OF_SETS_H

#include <truce/set.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_patterns truce_patterns;

/* False of a plain graph, whose states have no levels. */
TRUCE_API bool truce_patterns_exist(const truce_graph *graph);

/* The patterns of a set, for truce_patterns_free(); the most states first. A set without states has none. The same
 * for any number of threads. Errors: TRUCE_E_USAGE (a plain graph), TRUCE_E_LIMIT (no memory for the
 * combinations), TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time about O(combinations x options), and for each pattern O(its
 * combinations x levels) in a product of levels, O(states) in a space whose states are listed. */
TRUCE_API truce_status truce_patterns_of(truce_ctx *ctx, const truce_set *set, truce_patterns **patterns);
TRUCE_API void truce_patterns_free(truce_patterns *patterns);

TRUCE_API size_t truce_patterns_count(const truce_patterns *patterns);
/* How many states of the set a pattern holds. */
TRUCE_API uint64_t truce_pattern_states(const truce_patterns *patterns, size_t pattern);
/* The levels of an option that a pattern allows, a bit each; all that the option has. 0 for no such pattern or
 * option. */
TRUCE_API uint64_t truce_pattern_levels(const truce_patterns *patterns, size_t pattern, uint32_t option);
TRUCE_API uint64_t truce_patterns_all(const truce_patterns *patterns, uint32_t option);

#ifdef __cplusplus
}
#endif
#endif
