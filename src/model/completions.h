/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completions of an open preference. A completion takes one alternative at each `either`; what it makes is an
 * ordinary preference. Completions are numbered from 0, which takes the first alternative everywhere. The first
 * `either` of an order varies fastest; where the whole preference is open, those of its first alternative come first.
 */
#ifndef TRUCE_COMPLETIONS_H
#define TRUCE_COMPLETIONS_H

#include "model/model.h"

static inline bool truce__is_open(const truce__pref *pref) {
    return pref->written || pref->either;
}

/* The items as they stand in the file, of a preference that is not open as a whole. */
static inline const truce__pref_item *truce__written_items(const truce__pref *pref, uint32_t *count) {
    *count = pref->written ? pref->n_written : pref->n_items;
    return pref->written ? pref->written : pref->items;
}

/* Whether a statement of an alternative is `true`: it says that nothing stands in its place. */
static inline bool truce__says_nothing(const truce__pref_item *item) {
    return item->stmts->n_nodes == 1 && item->stmts->nodes[0].op == TRUCE__OP_TRUE;
}

/* Every item that may hold. */
static inline const truce__pref_item *truce__every_item(const truce__pref *pref, uint32_t *count) {
    *count = pref->every ? pref->n_every : pref->n_items;
    return pref->every ? pref->every : pref->items;
}

/* How many completions there are; 1 where nothing is open, UINT64_MAX where they are that many or more. */
uint64_t truce__completion_count(const truce__pref *pref);

/* The same of a model: of all its parties together, and whether anything is open. O(items). */
uint64_t truce__model_completion_count(const truce_model *model);
bool truce__is_open_model(const truce_model *model);

/* Room that the items of any completion fit in. */
uint32_t truce__completion_room(const truce__pref *pref);

/* Makes a completion of `pref`. Its items are written to `items` or, where they stand together already, are those of
 * the model. O(items). */
void truce__complete(const truce__pref *pref, uint64_t number, truce__pref_item *items, truce__pref *completion);

/* How many items of the main reading an item of the file makes. O(its first alternative). */
uint32_t truce__count_made(const truce__pref_item *written);

/* Where in the file an item of the main reading stands. */
typedef struct truce__written {
    const truce__pref *order; /* the order that has it */
    uint32_t place;           /* in that, from 0 */
    uint32_t number;          /* how many statements of the same alternative stand before it */
} truce__written;

/* The item of the file that makes the item `at->number` behind the first that `at->place` makes; `at` becomes its
 * own. {0} is the first, with `number` any; one more in `number` is the next. O(places that are passed). */
const truce__pref_item *truce__written_at(const truce__pref *pref, truce__written *at);

/* One choice of a completion. */
typedef struct truce__taken {
    const truce__pref_item *item;  /* the `either` of an order; NULL: of the whole preference */
    uint32_t place;                /* of that item in the order as it stands, from 0 */
    uint32_t among;                /* the alternative of the whole preference that the order is, from 0; TRUCE__NONE:
                                      it is not open */
    uint32_t taken;                /* the alternative, from 0 */
    const truce__pref *alternative;
} truce__taken;

/* The choices of a completion in the order of the file; false behind the last. `index` counts from 0. O(items). */
bool truce__taken_at(const truce__pref *pref, uint64_t number, uint32_t index, truce__taken *choice);

#endif
