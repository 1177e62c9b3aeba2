/* SPDX-License-Identifier: Apache-2.0 */
/* Text in LaTeX: escaped, for an engine that reads UTF-8; what is unfit to be printed becomes U+FFFD. */
#ifndef TRUCE_LATEX_H
#define TRUCE_LATEX_H

#include "render/out.h"

void truce__latex_add(truce__text *text, const char *bytes, size_t length);
void truce__latex_words(truce__out *out, const char *text);

#endif
