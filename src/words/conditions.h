/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions: statements by which a party takes no step of its own unless something else is so. What counts is what a
 * statement means, not how it is spelt: `step implies B`, `not step if not B` and `not step or B` are the same.
 */
#ifndef TRUCE_CONDITIONS_H
#define TRUCE_CONDITIONS_H

#include "model/model.h"

enum { TRUCE__CONDITION_NODES = 1 << 7 };

typedef struct truce__condition {
    truce__stmt own, other; /* `own` only if `other`: the statement says no more and no less */
    truce__node nodes[2][TRUCE__CONDITION_NODES]; /* of these; not to be moved */
} truce__condition;

/* Whether the statement is a condition of the party: an alternative of several parts of which some, about options of
 * the party alone, are as they are today. Where nothing is known of today, options stand at their first level. False
 * for a long statement. O(nodes). */
bool truce__condition_of(const truce_model *model, uint32_t party, const truce__stmt *stmt,
                         truce__condition *condition);

#endif
