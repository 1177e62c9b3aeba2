/* SPDX-License-Identifier: Apache-2.0 */
/* A model after events: its text, and the model itself. */
#ifndef TRUCE_AS_OF_H
#define TRUCE_AS_OF_H

#include "document/editor.h"
#include "model/model.h"

/* Which events have happened: the first `count`, without number `without` (TRUCE__NONE: all of them). */
typedef struct truce__past {
    uint32_t count, without;
    bool keeps_rest; /* events that have not happened stay in the text */
} truce__past;

/* The text after those events, in a block for truce__free(). TRUCE_E_MODEL, with a diagnostic at the change in the
 * model's file, when a change does not fit. Time O(text + changes). */
truce_status truce__text_after(truce_ctx *ctx, const truce_model *model, truce__past past, char **text,
                               size_t *length);

/* A model's events, for asking for models after many of them. Events are made to the model's tree alone, without a
 * text for each. */
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

/* Free the course even after a failure. It borrows the model. */
truce_status truce__course_init(truce_ctx *ctx, const truce_model *model, truce__course *course);
void truce__course_free(truce__course *course);

/* The model after the events of `past`; `file` is its name in diagnostics. It borrows from the course and the
 * course's model. Quick where pasts that leave no event out are asked for in order. TRUCE_E_MODEL, without a
 * diagnostic, when the result is no model; TRUCE_OK with NULL when only the text can tell. In both cases
 * truce__text_after() and truce_parse() give the diagnostics. */
truce_status truce__course_model(truce__course *course, truce__past past, const char *file, truce_model **after);

#endif
