/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every word that people read beside those of the model: messages, in two lists of one catalogue. result_messages.h
 * has the words of results, brief_messages.h those of the brief, whose keys begin with BRIEF_ here.
 *
 * A language is a list of patterns, one for each message. In a pattern {1} to {9} are places. {2|one|other} chooses
 * by the number in place 2: one form for each category of the language, in CLDR's order, which may have places. The
 * number of a party is 1, or 2 where its name is a plural. {2w} is the number as a word where the language has one,
 * {2W} the same with a capital. Patterns of results are plain text, those of the brief HTML. Who fills a pattern
 * decides how words and arguments are dressed, so that each form escapes what it must.
 */
#ifndef TRUCE_CATALOGUE_H
#define TRUCE_CATALOGUE_H

#include "base/base.h"

#include <truce/language.h>

typedef enum truce__message {
    TRUCE__NO_MESSAGE,
#define TRUCE__MSG(key, english) TRUCE__M_##key,
#include "catalogue/result_messages.h"
#include "catalogue/concept_messages.h"
#include "catalogue/rule_messages.h"
#include "catalogue/case_messages.h"
#undef TRUCE__MSG
#define TRUCE__BRIEF_MSG(key, places, english) TRUCE__M_BRIEF_##key,
#include "catalogue/brief_messages.h"
#undef TRUCE__BRIEF_MSG
    TRUCE__N_MESSAGES
} truce__message;

typedef struct truce__language {
    const char *tag;                          /* BCP 47: "en" */
    const char *direction;                    /* "ltr" or "rtl" */
    unsigned plurals;                         /* the categories it has: a bit 1 << category each */
    truce_plural (*plural_of)(uint64_t number);
    const char *const *patterns; /* TRUCE__N_MESSAGES; NULL where English is to stand in */
} truce__language;

extern const truce__language truce__english;

/* The context's language. */
const truce__language *truce__language_of(const truce_ctx *ctx);
const char *truce__pattern(const truce__language *language, truce__message message);
/* The English of a message without places, for public structures that have texts. */
const char *truce__english_text(truce__message message);
#define ENGLISH(key) truce__english_text(TRUCE__M_##key)
/* Such a text in the language: of the message that has it; the text itself where none has. */
const char *truce__translated(const truce__language *language, const char *english);
/* The highest number of a place in the English pattern. */
unsigned truce__message_places(truce__message message);

/* Fills the places of a message: the members say how. Places count from 0. */
typedef struct truce__filler {
    const truce__language *language;
    void (*literal)(void *ud, const char *bytes, size_t length); /* words of the pattern */
    void (*argument)(void *ud, unsigned place);                  /* what stands in a place */
    uint64_t (*number)(void *ud, unsigned place);                /* the number in a place */
    void *ud;
} truce__filler;
void truce__fill(const truce__filler *filler, truce__message message);
/* Adds the message to `out`, with plain texts in its places; a number is a text of digits. */
void truce__fill_text(const truce__language *language, truce__message message, const char *const *arguments,
                      truce__text *out);

#endif
