/* SPDX-License-Identifier: Apache-2.0 */
/* Every input of a model, one after the other, with its note: why, from which source, how sure. */
#ifndef TRUCE_INPUTS_H
#define TRUCE_INPUTS_H

#include "model/model.h"

typedef struct truce__input {
    const char *kind;  /* "party", "option", "rule", "coalesce", "status_quo", "outcome", "preference", "no_deal",
                          "pain", "utility", "ratify", "actor", "actor_preference", "expiry", "audience",
                          "behaviour", "view", "lever", "event" */
    const char *id;    /* of the element; else its position, "feasible 2", "north order 1" */
    const char *text;  /* a name, a statement, "pump = yes" */
    size_t written;    /* where in it begins what the file says to change, behind names; else 0 */
    const char *path;  /* as edits write it */
    const char *party; /* id of the party it belongs to, or NULL */
    const truce__note *note;
    /* What it states, if anything; NULL: nothing. */
    const truce__pref_item *item;      /* of a preference, ... */
    uint32_t owner;                    /* ... whose: TRUCE__NONE where it is none of a party of the model */
    const truce__stmt *stmt, *other;   /* of anything else; of some inputs two */
} truce__input;

typedef void (*truce__input_fn)(void *ud, const truce__input *input);

/* Calls `visit` for every input in file order. TRUCE_E_NOMEM, TRUCE_E_CANCELLED or TRUCE_OK. */
truce_status truce__inputs_each(truce_ctx *ctx, const truce_model *model, truce__input_fn visit, void *ud);

#endif
