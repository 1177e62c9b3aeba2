/* SPDX-License-Identifier: Apache-2.0 */
/* The differences between two models, as changes of single inputs, each with the edit that undoes it. */
#ifndef TRUCE_CHANGES_H
#define TRUCE_CHANGES_H

#include "document/yaml.h"

#include <truce/edit.h>

typedef enum truce__input_change_kind {
    TRUCE__CHANGED,
    TRUCE__ADDED,
    TRUCE__REMOVED,
    TRUCE__MOVED
} truce__input_change_kind;

/* One input that differs. */
typedef struct truce__input_change {
    truce__input_change_kind kind;
    const char *from, *to;      /* its path in the first and in the second model; NULL where it is not there */
    const char *before, *after; /* its values, on one line of YAML; NULL likewise */
    truce_edit undo;            /* for the canonical text of the second model: takes this change back, and no other */
    bool is_idle;               /* no verdict can depend on it: a title, a name, a note, what lies around the conflict
                                   (but `expires`, where states are valued by what they turn into) */
    bool is_undone;             /* undone alone, a model was left and solved; false for what is idle or cannot be
                                   undone alone */
} truce__input_change;

typedef TRUCE__VEC(truce__input_change) truce__changes;

/* Appends the changes that lead from the values `a` to the values `b`, both of canonical texts; their texts go into
 * `arena`. The order of keys does not count; the order of lists does. List elements are matched by what they are
 * about (an id, a statement) along a longest common subsequence; a match outside it has moved. A ranking is one
 * input, and a preference given in another form is one change. Verdicts depend on `expires` only where states are
 * valued `after_expiry`. Time O(n^2) for lists that differ in n places. */
truce_status truce__changes_find(truce_ctx *ctx, truce__arena *arena, const truce__yaml *a, const truce__yaml *b,
                                 bool after_expiry, truce__changes *changes);

#endif
