/* SPDX-License-Identifier: Apache-2.0 */
/* The forms of a result. Each walks the declared fields; none knows a question. */
#ifndef TRUCE_FORMS_H
#define TRUCE_FORMS_H

#include "render/out.h"

/* Writes the result; what fails is noted in `out`. */
typedef void (*truce__form_fn)(truce__out *out, const truce__result *result, const truce_form *form);

void truce__json_form(truce__out *out, const truce__result *result, const truce_form *form);
void truce__csv_form(truce__out *out, const truce__result *result, const truce_form *form);
void truce__text_form(truce__out *out, const truce__result *result, const truce_form *form);
void truce__html_form(truce__out *out, const truce__result *result, const truce_form *form);
void truce__latex_form(truce__out *out, const truce__result *result, const truce_form *form);
void truce__markdown_form(truce__out *out, const truce__result *result, const truce_form *form);

void truce__drawing_form(truce__out *out, const truce__result *result, const truce_form *form);

#endif
