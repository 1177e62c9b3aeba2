/* SPDX-License-Identifier: Apache-2.0 */
/* The paragraphs of a text as citations count them: its lines that are not empty, from 1. */
#ifndef TRUCE_PARAGRAPHS_H
#define TRUCE_PARAGRAPHS_H

#include "base/base.h"

/* The next one at or behind *at, without blanks around it; *at goes on behind it. False: there is none. */
bool truce__next_paragraph(const char *text, size_t length, size_t *at, const char **line, size_t *line_length);

#endif
