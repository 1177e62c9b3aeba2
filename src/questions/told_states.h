/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sets of states for people. Few states are numbers in a line; more are patterns, each with how many of the states it
 * has, the outcomes that all of them share, and its conditions in words.
 */
#ifndef TRUCE_TOLD_STATES_H
#define TRUCE_TOLD_STATES_H

#include "words/say.h"

#include <truce/patterns.h>

/* States of a set that are told by their numbers; models with so many states at most are told so throughout. */
enum { TRUCE__FEW_NUMBERS = 12, TRUCE__FEW_ROWS = 32 };

/* Whether sets of this model's states are told as patterns. */
bool truce__tells_patterns(const truce__at *at);

/* What the patterns of one model's states have in common. */
typedef struct truce__telling {
    const truce__at *at;
    truce__say *say;
    truce_set **outcomes; /* of each outcome its states */
    uint32_t n_outcomes;
    uint8_t levels[TRUCE__MAX_OPTIONS];
    const uint8_t *today; /* those levels; NULL: there is no status quo */
} truce__telling;
/* Ended in any case. */
truce_status truce__telling_begin(truce__telling *t, const truce__at *at, truce__say *say);
void truce__telling_end(truce__telling *t);

/* Says the first `most` patterns of a set, a paragraph each, and how many states are in none of them. */
truce_status truce__tell_patterns(const truce__telling *t, const truce_set *set, const truce_patterns *patterns,
                                  size_t most);

/* Whether a set is told by patterns below its paragraph; and tells it so. */
bool truce__is_told_below(const truce__at *at, const truce_set *set);
void truce__tell_below(const truce__at *at, truce__say *say, const truce_set *set);

#endif
