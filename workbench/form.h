/* SPDX-License-Identifier: Apache-2.0 */
/* The reply form of a brief as a browser posts it where scripts are off. */
#ifndef TRUCE_WORKBENCH_FORM_H
#define TRUCE_WORKBENCH_FORM_H

#include "exchange.h"

/* Whether the body is said to be a form's. */
bool is_form(const request *q);
/* The form as the object that the page's script would have posted in its place; NULL after an answer. */
json_object *read_form(const request *q, response *r);
/* Turns the answer, JSON so far, into a page for the person who pressed the button. `model`: whose brief to go back
 * to, 0: none. */
void answer_person(response *r, int64_t model);

#endif
