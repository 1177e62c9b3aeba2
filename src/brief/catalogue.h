/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Languages of a brief. A language is a list of patterns, one for each message of messages.h, with its direction and its rule for
 * numbers. In a pattern {1} to {9} are places; {2?one|other} chooses by the number in place 2, with as many forms as the rule
 * tells apart and perhaps places in them; {2w} is that number as a word where the language has one. Everything else is printed as it stands: a pattern is HTML.
 */
#ifndef TRUCE_CATALOGUE_H
#define TRUCE_CATALOGUE_H

#include "base/base.h"

typedef enum truce__message {
#define TRUCE__SAY(key, places, english) TRUCE__SAY_##key,
#include "brief/messages.h"
#undef TRUCE__SAY
    TRUCE__N_MESSAGES
} truce__message;

/* How many places each has. */
enum {
#define TRUCE__SAY(key, places, english) TRUCE__PLACES_##key = places,
#include "brief/messages.h"
#undef TRUCE__SAY
    TRUCE__MOST_PLACES = 9
};

typedef struct truce__language {
    const char *tag;       /* BCP 47: "en" */
    const char *direction; /* "ltr" or "rtl" */
    unsigned (*form)(uint64_t number); /* which of the forms of {1?...|...} a number takes, from 0 */
    const char *const *patterns; /* TRUCE__N_MESSAGES; NULL where English is to stand in */
} truce__language;

extern const truce__language truce__english;

const char *truce__pattern(const truce__language *language, truce__message message);
unsigned truce__message_places(truce__message message);

#endif
