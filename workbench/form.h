/* SPDX-License-Identifier: Apache-2.0 */
/* The comment form of a brief as a browser posts it where scripts are off. */
#ifndef TRUCE_WORKBENCH_FORM_H
#define TRUCE_WORKBENCH_FORM_H

#include "exchange.h"

typedef enum form_field {
    FORM_MODEL, FORM_NAME, FORM_EMAIL, FORM_ABOUT, FORM_HOW, FORM_VALUE, FORM_COMMENT, FORM_FIELDS
} form_field;

/* What was filled in. */
typedef struct form {
    char *text; /* holds the values */
    char *values[FORM_FIELDS];
    int64_t model;
    bool is_whole; /* every field was there, once */
} form;

/* Whether the body's type is that of a form. */
bool is_form(const request *q);
/* The form as the object that the page's script would have posted instead; NULL after an error answer. `f` is to be
 * freed in any case. */
json_object *read_form(const request *q, response *r, form *f);
void form_free(form *f);
/* Turns the JSON answer into a page for the person who sent the form; with the form again where it was refused. */
void answer_person(response *r, const form *f);

#endif
