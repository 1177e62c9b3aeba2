/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of results and of the brief in another language than English.
 *
 * Every word that people read is a message: a pattern with numbered places, found by its key ("DEAL_NONE"). A
 * language has a pattern for each; English stands in where it has none. Keys of JSON, ids, columns of CSV and the
 * language of models stay as they are, and so do help and diagnostics.
 *
 *     static const char *pattern(void *ud, const char *key, const char *english) { return look_up(ud, key); }
 *
 *     truce_language_source source = {.tag = "de", .pattern = pattern, .ud = words};
 *     truce_language *german;
 *     truce_status status = truce_language_new(ctx, &source, &german);
 *     truce_ctx_set_language(ctx, german);
 *
 * In a pattern {1} to {9} are places. {2|one|other} chooses by the number in place 2: as many forms as the language
 * has categories, in the order below, perhaps with places in them. The number of a party is 1, or 2 where the model
 * says that its name is a plural. {2w} is the number as a word, from the message NUMBER_WORDS; {2W} the same at the
 * beginning of a sentence. Messages whose keys begin with BRIEF_ are HTML: whoever brings them is trusted with the
 * page.
 */
#ifndef TRUCE_LANGUAGE_H
#define TRUCE_LANGUAGE_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Categories of numbers, as CLDR names and orders them (Unicode Technical Standard 35, part 3, plural rules). */
typedef enum truce_plural {
    TRUCE_PLURAL_ZERO,
    TRUCE_PLURAL_ONE,
    TRUCE_PLURAL_TWO,
    TRUCE_PLURAL_FEW,
    TRUCE_PLURAL_MANY,
    TRUCE_PLURAL_OTHER
} truce_plural;

typedef struct truce_language_source {
    const char *tag; /* BCP 47: "de" */
    bool is_right_to_left;
    unsigned plurals; /* the categories it has, a bit 1 << category each; 0: one and other, as English */
    truce_plural (*plural_of)(uint64_t number); /* NULL: as English */
    /* The pattern of that key, copied; NULL: English stands in. */
    const char *(*pattern)(void *ud, const char *key, const char *english);
    void *ud;
} truce_language_source;

typedef struct truce_language truce_language;

/* Makes a language; free it before the context. Errors: TRUCE_E_NOMEM; TRUCE_E_USAGE, with a diagnostic that names
 * the key, where a pattern has a place that the English one has not, or braces that do not match. */
TRUCE_API truce_status truce_language_new(truce_ctx *ctx, const truce_language_source *source,
                                          truce_language **language);
TRUCE_API void truce_language_free(truce_language *language); /* NULL is allowed */

/* What is written in this context from now on is in that language, which is lent; NULL: English. */
TRUCE_API void truce_ctx_set_language(truce_ctx *ctx, const truce_language *language);

/* All messages, for whoever translates them. NULL behind the last. */
TRUCE_API size_t truce_message_count(void);
TRUCE_API const char *truce_message_key(size_t i);
TRUCE_API const char *truce_message_english(size_t i);

#ifdef __cplusplus
}
#endif

#endif
