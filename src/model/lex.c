/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lexer of statements. It works on demand from a byte offset, so that the parser may look ahead without a list of
 * tokens. It recognises signs from programming languages and logic books and knows how each is written here. The
 * parser reports the slip and reads on as if the sign had been written properly.
 */
#include "model/lex.h"

typedef struct spelling {
    const char *text;
    truce__token_kind kind;
    const char *slip;
} spelling;

static const spelling keywords[] = {
    {"not", TRUCE__T_NOT, NULL}, {"and", TRUCE__T_AND, NULL},   {"or", TRUCE__T_OR, NULL},
    {"implies", TRUCE__T_IMPLIES, NULL}, {"if", TRUCE__T_IF, NULL}, {"iff", TRUCE__T_IFF, NULL},
    {"in", TRUCE__T_IN, NULL},   {"true", TRUCE__T_TRUE, NULL}, {"false", TRUCE__T_FALSE, NULL},
};

/* Longer signs stand before their own prefixes. */
static const spelling signs[] = {
    {"<->", TRUCE__T_IFF, NULL},
    {"<=>", TRUCE__T_IFF, "write '<->' or 'iff'"},
    {"===", TRUCE__T_EQ, "write '='"},
    {"!==", TRUCE__T_NE, "write '!='"},
    {"->", TRUCE__T_IMPLIES, NULL},
    {"=>", TRUCE__T_IMPLIES, "write '->' or 'implies' ('>=' compares levels)"},
    {"==", TRUCE__T_EQ, "write '='"},
    {"!=", TRUCE__T_NE, NULL},
    {"<>", TRUCE__T_NE, "write '!='"},
    {"/=", TRUCE__T_NE, "write '!='"},
    {"<=", TRUCE__T_LE, NULL},
    {"=<", TRUCE__T_LE, "write '<='"},
    {">=", TRUCE__T_GE, NULL},
    {"&&", TRUCE__T_AND, "write 'and' or '&'"},
    {"||", TRUCE__T_OR, "write 'or' or '|'"},
    {"(", TRUCE__T_OPEN, NULL},
    {")", TRUCE__T_CLOSE, NULL},
    {",", TRUCE__T_COMMA, NULL},
    {"=", TRUCE__T_EQ, NULL},
    {"<", TRUCE__T_LT, NULL},
    {">", TRUCE__T_GT, NULL},
    {"!", TRUCE__T_NOT, NULL},
    {"&", TRUCE__T_AND, NULL},
    {"|", TRUCE__T_OR, NULL},
    {"~", TRUCE__T_NOT, "write 'not' or '!'"},
    {"-", TRUCE__T_NOT, "write 'not' or '!'"},
    {"+", TRUCE__T_AND, "write 'and' or 'or'"},
    {"*", TRUCE__T_AND, "write 'and' or '&'"},
    {";", TRUCE__T_AND, "write 'and' or 'or'"},
    {"/", TRUCE__T_OR, "write 'and' or 'or'"},
    {":=", TRUCE__T_EQ, "write '='"},
    {":", TRUCE__T_EQ, "write '='"},
    {"\xC2\xAC", TRUCE__T_NOT, "write 'not' or '!'"},                      /* U+00AC not sign */
    {"\xE2\x88\xA7", TRUCE__T_AND, "write 'and' or '&'"},                  /* U+2227 logical and */
    {"\xE2\x88\xA8", TRUCE__T_OR, "write 'or' or '|'"},                    /* U+2228 logical or */
    {"\xE2\x86\x92", TRUCE__T_IMPLIES, "write 'implies' or '->'"},         /* U+2192 rightwards arrow */
    {"\xE2\x87\x92", TRUCE__T_IMPLIES, "write 'implies' or '->'"},         /* U+21D2 rightwards double arrow */
    {"\xE2\x9F\xB6", TRUCE__T_IMPLIES, "write 'implies' or '->'"},         /* U+27F6 long rightwards arrow */
    {"\xE2\x9F\xB9", TRUCE__T_IMPLIES, "write 'implies' or '->'"},         /* U+27F9 long rightwards double arrow */
    {"\xE2\x9E\x94", TRUCE__T_IMPLIES, "write 'implies' or '->'"},         /* U+2794 heavy rightwards arrow */
    {"\xE2\x9F\xBA", TRUCE__T_IFF, "write 'iff' or '<->'"},                /* U+27FA long left right double arrow */
    {"\xE2\x89\xA1", TRUCE__T_IFF, "write 'iff', or '=' before a level"},  /* U+2261 identical to */
    {"\xE2\x89\x94", TRUCE__T_EQ, "write '='"},                            /* U+2254 colon equals */
    {"\xE2\x86\x94", TRUCE__T_IFF, "write 'iff' or '<->'"},                /* U+2194 left right arrow */
    {"\xE2\x87\x94", TRUCE__T_IFF, "write 'iff' or '<->'"},                /* U+21D4 left right double arrow */
    {"\xE2\x89\xA4", TRUCE__T_LE, "write '<='"},                           /* U+2264 */
    {"\xE2\x89\xA5", TRUCE__T_GE, "write '>='"},                           /* U+2265 */
    {"\xE2\x89\xA0", TRUCE__T_NE, "write '!='"},                           /* U+2260 */
    {"\xE2\x88\x88", TRUCE__T_IN, "write 'in (...)'"},                     /* U+2208 element of */
    {"[", TRUCE__T_BAD, "write '('"},
    {"]", TRUCE__T_BAD, "write ')'"},
    {"{", TRUCE__T_BAD, "write '('"},
    {"}", TRUCE__T_BAD, "write ')'"},
    {"\xE2\x80\x98", TRUCE__T_BAD, "write a straight quote"},              /* U+2018 */
    {"\xE2\x80\x99", TRUCE__T_BAD, "write a straight quote"},              /* U+2019 */
    {"\xE2\x80\x9C", TRUCE__T_BAD, "write a straight quote"},              /* U+201C */
    {"\xE2\x80\x9D", TRUCE__T_BAD, "write a straight quote"},              /* U+201D */
    {"\xC2\xA0", TRUCE__T_BAD, "this is a no-break space: write an ordinary one"}, /* U+00A0 */
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Bytes of the letter at text[at]; 0 when no word can continue there. Outside ASCII every character is a letter
 * except spaces, punctuation, arrows and mathematical signs. */
static size_t letter(const char *text, size_t length, size_t at) {
    if (at >= length) return 0;
    if ((unsigned char)text[at] < 0x80) return is_ascii_word(text[at]);
    size_t used;
    uint32_t point = truce__utf8_decode(text + at, length - at, &used);
    bool is_sign = point <= 0xA0 || point == 0xAC || (point >= 0x2000 && point <= 0x200B) ||
                   (point >= 0x200E && point <= 0x2BFF) || (point >= 0x3000 && point <= 0x3003) || point == 0xFEFF ||
                   point == 0xFFFD;
    return is_sign ? 0 : used;
}

/* The end of the word at `at`: letters, and a '.' or '-' between letters. */
static size_t word_end(const char *text, size_t length, size_t at) {
    for (size_t used; at < length; at += used) {
        used = letter(text, length, at);
        if (!used && (text[at] == '.' || text[at] == '-') && letter(text, length, at + 1)) used = 1;
        if (!used) break;
    }
    return at;
}

truce__token_kind truce__keyword(const char *text, size_t length) {
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strlen(keywords[i].text) == length && memcmp(keywords[i].text, text, length) == 0)
            return keywords[i].kind;
    return TRUCE__T_WORD;
}

bool truce__count_word(const char *text, size_t length, uint32_t *number) {
    static const char *const words[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0) {
            *number = i + 1;
            return true;
        }
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || length > 9) return false;
        *number = *number * 10 + (uint32_t)(text[i] - '0');
    }
    return length > 0;
}

static truce__token_kind keyword_in_capitals(const char *text, size_t length) {
    char lower[8];
    if (length >= sizeof lower) return TRUCE__T_END;
    for (size_t i = 0; i < length; i++)
        lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i]);
    truce__token_kind kind = truce__keyword(lower, length);
    return kind == TRUCE__T_WORD ? TRUCE__T_END : kind;
}

static truce__token lex_word(const char *text, size_t length, size_t at) {
    truce__token token = {.start = at, .length = word_end(text, length, at) - at};
    token.kind = truce__keyword(text + at, token.length);
    if (token.kind == TRUCE__T_WORD) token.in_capitals = keyword_in_capitals(text + at, token.length);
    return token;
}

static truce__token lex_quoted(const char *text, size_t length, size_t at) {
    truce__token token = {.kind = TRUCE__T_QUOTED, .start = at};
    char quote = text[at];
    for (size_t end = at + 1; end < length; end++) {
        if (text[end] != quote) continue;
        if (end + 1 < length && text[end + 1] == quote) {
            end++;
            continue;
        }
        token.length = end + 1 - at;
        return token;
    }
    return (truce__token){.kind = TRUCE__T_BAD, .start = at, .length = 1, .slip = "this quote is never closed"};
}

truce__token truce__lex(const char *text, size_t length, size_t at) {
    while (at < length && is_space(text[at])) at++;
    if (at == length) return (truce__token){.kind = TRUCE__T_END, .start = at};
    if (text[at] == '\'' || text[at] == '"') return lex_quoted(text, length, at);
    if (letter(text, length, at)) return lex_word(text, length, at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i].text);
        if (size <= length - at && memcmp(signs[i].text, text + at, size) == 0)
            return (truce__token){.kind = signs[i].kind, .start = at, .length = size, .slip = signs[i].slip};
    }
    size_t used;
    truce__utf8_decode(text + at, length - at, &used);
    return (truce__token){.kind = TRUCE__T_BAD, .start = at, .length = used};
}

bool truce__is_bare(const char *text, size_t length) {
    if (length == 0 || (length == 4 && memcmp(text, "rest", 4) == 0)) return false;
    truce__token token = truce__lex(text, length, 0);
    return token.kind == TRUCE__T_WORD && token.start == 0 && token.length == length &&
           token.in_capitals == TRUCE__T_END;
}

bool truce__is_id(const char *text, size_t length) {
    if (length == 0 || text[0] < 'a' || text[0] > 'z') return false;
    for (size_t i = 1; i < length; i++)
        if (!is_ascii_word(text[i]) || (text[i] >= 'A' && text[i] <= 'Z')) return false;
    return true;
}
