/* SPDX-License-Identifier: Apache-2.0 */
/* Who speaks to whom: a text, and the dress of what is said in it. */
#ifndef TRUCE_SPEAK_H
#define TRUCE_SPEAK_H

#include "result/result.h"
#include "catalogue/catalogue.h"

/*
 * How words are dressed: plain text, or the markup of a form. Every function that puts something into words takes a
 * speaker, which says where the words go and in which dress, so that each thing is worded once for all forms.
 */
typedef struct truce__speaker truce__speaker;
typedef struct truce__dress {
    void (*literal)(truce__text *text, const char *bytes, size_t length); /* words of the catalogue, escaped */
    /* The following may be NULL: plain, as `literal` dresses it. */
    void (*name)(truce__text *text, const char *name); /* what the author of the model wrote */
    void (*mark_state)(const truce__speaker *s, truce_state state, bool is_begin); /* around a state's name */
    void (*mark_statement)(truce__text *text, bool is_begin); /* around a statement within a sentence */
    void (*grounds)(const truce__speaker *s, const truce__note *note); /* behind it: what it rests on */
    void (*call_state)(const truce__speaker *s, truce_state state, bool is_first); /* in place of outcomes and number,
                                                                                      where options have names */
    bool is_for_readers; /* states are called by their outcomes first, not by number and code */
    bool is_whole;       /* statements too long for words are given as their author wrote them, not their beginning */
} truce__dress;
struct truce__speaker {
    truce__text *text;
    const truce__at *at; /* may be NULL where nothing in the words needs a graph */
    const truce__dress *dress;
    void *ud; /* the dress's own */
};

extern const truce__dress truce__plain; /* plain text, unescaped */
extern const truce__dress truce__bare;  /* the same without what statements rest on */
static inline truce__speaker truce__plainly(truce__text *text, const truce__at *at) {
    return (truce__speaker){text, at, &truce__plain, NULL};
}
static inline truce__speaker truce__barely(truce__text *text, const truce__at *at) {
    return (truce__speaker){text, at, &truce__bare, NULL};
}

/* What the author of the model wrote. */
void truce__speak_name(const truce__speaker *s, const char *name);
/* The same at the beginning of a sentence, where `is_first`: with its first letter large. Letters beyond ASCII are
 * left alone: a language that wants them large writes them so. */
void truce__speak_capital(const truce__speaker *s, const char *words, bool is_first);
/* A message without places. */
void truce__speak_message(const truce__speaker *s, truce__message message);
#define SPEAK_ALONE(s, key) truce__speak_message((s), TRUCE__M_##key)
/* A message with names in its two places; the second may be NULL where it has one. */
void truce__speak_names(const truce__speaker *s, truce__message message, const char *first, const char *second);
/* What stands between items of a list of `count` before item number `i`: nothing, a comma, or `last`. */
void truce__speak_between(const truce__speaker *s, uint64_t i, uint64_t count, truce__message last);

#endif
