/* SPDX-License-Identifier: Apache-2.0 */
/* Paths of inputs, as edits write them: keys and positions joined by dots; see include/truce/edit.h. */
#ifndef TRUCE_PATH_H
#define TRUCE_PATH_H

#include "base/base.h"

enum { TRUCE__MAX_STEPS = 16 };

typedef struct truce__step {
    const char *text; /* ends in 0 */
    size_t length;
    size_t end; /* bytes of the path up to the end of this step */
} truce__step;

typedef struct truce__path {
    truce__step steps[TRUCE__MAX_STEPS];
    size_t count;
} truce__path;

/* Takes a path apart. *problem: what is wrong with it, in words, or NULL. */
truce_status truce__path_parse(truce__arena *arena, const char *text, truce__path *path, const char **problem);

/* Appends a step to a path, in quotes where its characters have a meaning in paths. */
void truce__path_add(truce__text *path, const char *step);

/* The position that a step stands for, from 1; 0 when it is none. */
uint32_t truce__step_position(const truce__step *step);

/* Whether the step is the key of a note, as "because". */
bool truce__step_is_note(const truce__step *step);

#endif
