/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes to the text of a model, addressed by the place of an input. One mechanism for events, forms, variants, replies and
 * comparisons: each is a list of edits.
 *
 * A path is keys and positions (from 1) joined by dots: "title", "status_quo.release", "feasible.1", "outcomes.deal",
 * "preferences.us.order.2", "preferences.us.order.2.confidence"; parties and options are addressed by their ids:
 * "parties.north.name", "parties.north.options.pump.moves".
 */
#ifndef TRUCE_EDIT_H
#define TRUCE_EDIT_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum truce_edit_op {
    TRUCE_EDIT_SET,    /* the value at `path` becomes `value`; a key that is not there is added to its mapping */
    TRUCE_EDIT_REMOVE, /* the key or list element at `path` goes */
    TRUCE_EDIT_INSERT, /* `value` becomes the list element at `path`, those from there on move back by one */
    TRUCE_EDIT_MOVE    /* the list element at `path` goes to position `to` */
} truce_edit_op;

typedef struct truce_edit {
    truce_edit_op op;
    const char *path;
    const char *value; /* SET and INSERT: one line of YAML in flow style (JSON is); else NULL */
    uint32_t to;       /* MOVE: the position it has afterwards, from 1 */
} truce_edit;

#ifdef __cplusplus
}
#endif
#endif
