/* SPDX-License-Identifier: Apache-2.0 */
/* A model after events: its text, and the model itself. */
#ifndef TRUCE_AS_OF_H
#define TRUCE_AS_OF_H

#include "document/editor.h"
#include "model/model.h"

/* What to make of the events: the first `count` have happened, but not `without` (TRUCE__NONE: all of them). */
typedef struct truce__past {
    uint32_t count, without;
    bool keeps_rest; /* leave those that have not happened in the text */
} truce__past;

/* The text after that, in a block for truce__free(). TRUCE_E_MODEL, with a diagnostic at the change in the model's
 * file, when one does not fit. Time O(text + changes). */
truce_status truce__text_after(truce_ctx *ctx, const truce_model *model, truce__past past, char **text,
                               size_t *length);

/* A model's events, for models after many of them: they are made to its tree alone, without a text for each. */
typedef struct truce__course {
    truce_ctx *ctx;
    const truce_model *model;
    truce__document document;
    truce__arena arena;
    truce__prepared *changes; /* of all events */
    truce__editor editor;     /* with the first `count` events */
    uint32_t count;
    bool is_usable; /* the text after all events was read and gives the edited tree */
} truce__course;

/* Free it whatever comes of it. It borrows the model. */
truce_status truce__course_init(truce_ctx *ctx, const truce_model *model, truce__course *course);
void truce__course_free(truce__course *course);

/* The model after events, without those; `file` is its name in diagnostics. It borrows from the course and the
 * course's model. Quick where pasts with nothing left out are asked for in order. TRUCE_E_MODEL, without a
 * diagnostic, when no model comes of it; TRUCE_OK with NULL when only the text can tell. truce__text_after() and
 * truce_parse() then have the words. */
truce_status truce__course_model(truce__course *course, truce__past past, const char *file, truce_model **after);

#endif
