/* SPDX-License-Identifier: Apache-2.0 */
/* The comment form of a brief as a browser posts it where scripts are off. */
#ifndef TRUCE_WORKBENCH_FORM_H
#define TRUCE_WORKBENCH_FORM_H

#include "exchange.h"

/* Whether the body's type is that of a form. */
bool is_form(const request *q);
/* The form as the object that the page's script would have posted instead; NULL after an error answer. */
json_object *read_form(const request *q, response *r);
/* Turns the JSON answer into a page for the person who sent the form. `model`: the model whose brief the page links
 * back to, 0: none. */
void answer_person(response *r, int64_t model);

#endif
