/* SPDX-License-Identifier: Apache-2.0 */
/* What differs between two models, as changes of single inputs, each with the edit that undoes it. */
#ifndef TRUCE_CHANGES_H
#define TRUCE_CHANGES_H

#include "document/yaml.h"

#include <truce/timeline.h>

typedef TRUCE__VEC(truce_change) truce__changes;

/* Appends the changes that lead from the values `a` to the values `b`, both of canonical texts; their texts go into `arena`. The
 * order of keys does not count, that of lists does: their elements are matched by what they are about (an id, a statement)
 * along a longest common subsequence, so that what stands elsewhere has moved. Verdicts depend on `expires` where states are valued
 * `after_expiry` only. Time O(n^2) for lists that differ in n places. */
truce_status truce__changes_find(truce_ctx *ctx, truce__arena *arena, const truce__yaml *a, const truce__yaml *b,
                                 bool after_expiry, truce__changes *changes);

#endif
