/* SPDX-License-Identifier: Apache-2.0 */
/* The words and signs of a statement. */
#ifndef TRUCE_LEX_H
#define TRUCE_LEX_H

#include "base/base.h"

typedef enum truce__token_kind {
    TRUCE__T_END,
    TRUCE__T_BAD,
    TRUCE__T_WORD,   /* a name, bare */
    TRUCE__T_QUOTED, /* a name in '...' or "..."; the quote itself is written twice inside */
    TRUCE__T_OPEN,
    TRUCE__T_CLOSE,
    TRUCE__T_COMMA,
    TRUCE__T_EQ, /* the relations in the order of truce__relation */
    TRUCE__T_NE,
    TRUCE__T_LT,
    TRUCE__T_LE,
    TRUCE__T_GT,
    TRUCE__T_GE,
    TRUCE__T_IN,
    TRUCE__T_NOT,
    TRUCE__T_AND,
    TRUCE__T_OR,
    TRUCE__T_IMPLIES,
    TRUCE__T_IF,
    TRUCE__T_IFF,
    TRUCE__T_TRUE,
    TRUCE__T_FALSE
} truce__token_kind;

typedef struct truce__token {
    truce__token_kind kind;
    size_t start, length;     /* bytes of the statement */
    const char *slip;         /* how to write it properly, when it is a sign of another language; else NULL */
    truce__token_kind in_capitals; /* for a word that would be a keyword in small letters: that keyword; else
                                      TRUCE__T_END */
} truce__token;

/* The token at or behind byte `at`. */
truce__token truce__lex(const char *text, size_t length, size_t at);

/* The kind of a keyword, TRUCE__T_WORD for any other word. */
truce__token_kind truce__keyword(const char *text, size_t length);

/* Reads the number of `exactly N of (...)`: figures, or a word from one to twelve. False: it is no number, or has
 * more than nine figures. */
bool truce__count_word(const char *text, size_t length, uint32_t *number);

/* True when a name need not be quoted in a statement. */
bool truce__is_bare(const char *text, size_t length);

/* True for what may be an id: [a-z][a-z0-9_]*. */
bool truce__is_id(const char *text, size_t length);

#endif
