/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the result of `paths` share: its drawing, and words that the drawing has too. */
#ifndef TRUCE_PATHS_DRAWING_H
#define TRUCE_PATHS_DRAWING_H

#include "questions/paths/paths.h"
#include "words/say.h"

/* The arcs of the shortest paths as a layered graph. */
extern const truce__field truce__paths_drawing[];

/* "better", "same", "worse" by truce_gain, up to NULL */
extern const char *const truce__gain_names[];
/* "any moves", "improvements", "improvements that nothing sanctions under SEQ" */
void truce__say_kind_of_paths(const truce__at *at, truce__say *say, const truce_paths *paths);

#endif
