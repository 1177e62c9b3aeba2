/* SPDX-License-Identifier: Apache-2.0 */
/* The title of a model that is being saved. */
#ifndef TRUCE_WORKBENCH_TITLES_H
#define TRUCE_WORKBENCH_TITLES_H

#include <stddef.h>

/* For free_title(); NULL when it cannot be read. O(length), however large the model is. */
char *title_of(const char *text, size_t length);
void free_title(char *title);

#endif
