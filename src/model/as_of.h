/* SPDX-License-Identifier: Apache-2.0 */
/* A model's text after events. */
#ifndef TRUCE_AS_OF_H
#define TRUCE_AS_OF_H

#include "model/model.h"

/* What to make of the events: the first `count` have happened, but not `without` (TRUCE__NONE: all of them). */
typedef struct truce__past {
    uint32_t count, without;
    bool keeps_rest; /* leave those that have not happened in the text */
} truce__past;

/* The text after that, in a block for truce__free(). TRUCE_E_MODEL, with a diagnostic at the change in the model's file, when one
 * does not fit. */
truce_status truce__text_after(truce_ctx *ctx, const truce_model *model, truce__past past, char **text, size_t *length);

#endif
