/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products of level sets as statements and in words: patterns of states (graph/patterns.c), and single states. The
 * levels of each option that are allowed are a bit each, in an array over the options.
 */
#ifndef TRUCE_LEVEL_SETS_H
#define TRUCE_LEVEL_SETS_H

#include "graph/patterns.h"
#include "words/speak.h"

/* The levels that a pattern's words tell: none that no state of it has. */
static inline void truce__levels_of_pattern(const truce_patterns *patterns, size_t pattern, uint32_t n_options,
                                            uint64_t *levels) {
    for (uint32_t o = 0; o < n_options; o++) levels[o] = truce__pattern_occurring(patterns, pattern, o);
}

/* A conjunction: an atom for each option of which not every level is allowed. TRUCE_E_NOMEM. */
truce_status truce__levels_stmt(truce__arena *arena, const truce_model *model, const uint64_t *levels,
                                truce__stmt *stmt);
/* In words, as truce__speak_levels() of words/clauses.h has them, in at most so many columns if one condition
 * fits: "... and 3 more conditions". What differs from the levels of today (NULL: none) goes first. */
truce_status truce__speak_levels_within(const truce__speaker *s, const uint64_t *levels, const uint8_t *today,
                                        uint32_t columns);

#endif
