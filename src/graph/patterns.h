/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns of sets, beside what truce/patterns.h has. */
#ifndef TRUCE_PATTERNS_H
#define TRUCE_PATTERNS_H

#include "graph/graph.h"

#include <truce/patterns.h>

/* For tests: truce_patterns_of() with points of that shape (points.h); the set's space must allow it. */
typedef enum truce__points_shape { TRUCE__POINTS_DENSE, TRUCE__POINTS_FEW, TRUCE__POINTS_LISTED } truce__points_shape;
truce_status truce__patterns_by(truce_ctx *ctx, const truce_set *set, truce__points_shape shape,
                                truce_patterns **patterns);

/* The first pattern that holds the state of a cell, `last` where none before it does. O(last x members x options). */
uint32_t truce__pattern_first(const truce__space *space, const truce_patterns *patterns, uint32_t last,
                              uint64_t cell);

/* The levels of an option that states of the set in the pattern have, a bit each: what its words tell. All levels
 * where the pattern leaves the option free. O(1). */
uint64_t truce__pattern_occurring(const truce_patterns *patterns, size_t pattern, uint32_t option);

/* Those states of the set that a pattern of its holds, as a new set. O(states of the set x options). */
truce_status truce__pattern_members(truce_ctx *ctx, const truce_set *set, const truce_patterns *patterns,
                                    size_t pattern, truce_set **members);

#endif
