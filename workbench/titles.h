/* SPDX-License-Identifier: Apache-2.0 */
/* The title of a model that is being saved. */
#ifndef TRUCE_WORKBENCH_TITLES_H
#define TRUCE_WORKBENCH_TITLES_H

#include <stddef.h>

/* NULL when the model is wrong; else for free_title(). */
char *title_of(const char *text, size_t length);
void free_title(char *title);

#endif
