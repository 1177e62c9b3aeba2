/* SPDX-License-Identifier: Apache-2.0 */
/* The questions that truce answers, and the shapes of their results. */
#ifndef TRUCE_QUESTIONS_H
#define TRUCE_QUESTIONS_H

#include "result/result.h"

typedef struct truce__question {
    const char *id;      /* "ripe": as the command is called */
    const char *summary; /* what it answers */
    const truce__layout *layout;
} truce__question;

/* In the order in which they are listed; ends with an entry without id. */
extern const truce__question truce__questions[];
/* NULL: there is none of that name. */
const truce__question *truce__question_find(const char *id);

extern const truce__layout truce__states_layout, truce__solve_layout, truce__ratify_layout, truce__ripe_layout,
    truce__concepts_layout;

#endif
