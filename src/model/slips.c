/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hints for people who know other languages: "if x then y", "x requires y", "x xor y", "x + y <= 1". Each slip is a
 * row: the words, and a pattern that says the same in the language of statements. The pattern is filled with what
 * stands on both sides of the words within their parentheses, or, for words that begin a statement, with what stands
 * before and behind "then" or a comma.
 */
#include "model/slips.h"

#include <stdio.h>

enum { SHOWN = 120 }; /* longer rewritings are told with A and B instead */

typedef struct span {
    const char *at;
    size_t length;
} span;

typedef struct slip {
    const char *words; /* one space between two */
    const char *write; /* a pattern with the operands #L, #R, or #l, #r: in parentheses where they have more than one
                          word; without them the whole hint */
} slip;

#define COUNT "write 'exactly N of (A, B, C)', 'at most N of (...)' or 'at least N of (...)'"

/* Where an operand is expected; longer rows stand before their own beginnings. */
static const slip openings[] = {
    {"if", "#L implies #R"},
    {"when", "#L implies #R"},
    {"whenever", "#L implies #R"},
    {"unless", "not #l implies #R"},
    {"one of", "write 'exactly 1 of (...)' or 'at least 1 of (...)'"},
    {"only one of", "write 'exactly 1 of (...)'"},
    {"none of", "write 'exactly 0 of (...)'"},
    {"any of", "write 'at least 1 of (...)'"},
    {"all of", "write 'and' between them"},
    {"both", "leave 'both' out"},
    {"either", "leave 'either' out; 'exactly 1 of (A, B)' is the one or the other and not both"},
    {"neither", "write 'not A and not B'"},
    {"more than", COUNT},
    {"fewer than", COUNT},
    {"less than", COUNT},
    {"no more than", COUNT},
    {"no fewer than", COUNT},
    {"no less than", COUNT},
    {"up to", COUNT},
    {"atmost", COUNT},
    {"atleast", COUNT},
    {"at-most", COUNT},
    {"at-least", COUNT},
    {"exactly", COUNT},
    {"at most", COUNT},
    {"at least", COUNT},
};

/* Behind an operand. */
static const slip joints[] = {
    {"then", "#L implies #R"},   {"requires", "#L implies #R"}, {"require", "#L implies #R"},
    {"needs", "#L implies #R"},  {"entails", "#L implies #R"},  {"only if", "#L implies #R"},
    {"only when", "#L implies #R"}, {"when", "#L if #R"},       {"whenever", "#L if #R"},
    {"unless", "#L if not #r"},  {"xor", "not (#L iff #R)"},    {"^", "not (#L iff #R)"},
    {"\xE2\x8A\x95", "not (#L iff #R)"} /* U+2295 circled plus */, {"excludes", "not (#l and #r)"},
    {"nand", "not (#l and #r)"}, {"nor", "not (#l or #r)"},     {"but", "#L and #R"},
};

/* ------------------------------------------------------------------ reading */

static char small(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_same(const char *text, truce__token token, const char *word, size_t length) {
    if (token.length != length) return false;
    for (size_t i = 0; i < length; i++)
        if (small(text[token.start + i]) != word[i]) return false;
    return true;
}

static truce__token behind(const char *text, size_t length, truce__token token) {
    return truce__lex(text, length, token.start + token.length);
}

/* Whether the words stand at `token`; *last is then the last of them. */
static bool stands(const char *text, size_t length, truce__token token, const char *words, truce__token *last) {
    for (;;) {
        size_t size = strcspn(words, " ");
        if (!is_same(text, token, words, size)) return false;
        *last = token;
        if (!words[size]) return true;
        words += size + 1;
        token = behind(text, length, token);
    }
}

static span between(const char *text, size_t from, size_t to) {
    while (from < to && (text[from] == ' ' || text[from] == '\t' || text[from] == '\n')) from++;
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == '\n')) to--;
    return (span){text + from, to - from};
}

/* Where the parentheses around `place` begin: behind the last '(' that is still open there. */
static size_t bracket_start(const char *text, size_t place) {
    size_t start = 0, closed = 0, end = place;
    /* backwards, so that no list of open parentheses is needed; quotes hide what they hold */
    for (char quote = 0; end > 0 && !start; end--) {
        char c = text[end - 1];
        if (quote) quote = c == quote ? 0 : quote;
        else if (c == '\'' || c == '"') quote = c;
        else if (c == ')') closed++;
        else if (c == '(' && closed) closed--;
        else if (c == '(') start = end;
    }
    return start;
}

/* Where the parentheses around `place` end, or where the first of `words` stands before that. */
static truce__token bracket_end(const char *text, size_t length, size_t place, bool is_divided) {
    truce__token token = truce__lex(text, length, place);
    for (size_t open = 0; token.kind != TRUCE__T_END; token = behind(text, length, token)) {
        bool is_divider = is_divided && (token.kind == TRUCE__T_COMMA || is_same(text, token, "then", 4));
        if (!open && (token.kind == TRUCE__T_CLOSE || is_divider)) break;
        if (token.kind == TRUCE__T_OPEN) open++;
        if (token.kind == TRUCE__T_CLOSE) open--;
        if (!token.length) break;
    }
    return token;
}

/* ------------------------------------------------------------------ writing */

static bool is_one_word(span operand) {
    truce__token first = truce__lex(operand.at, operand.length, 0);
    return first.start + first.length == operand.length;
}

static size_t add(char *hint, size_t used, const char *bytes, size_t length) {
    if (used + length + 2 > TRUCE__SLIP_HINT) return used;
    memcpy(hint + used, bytes, length);
    return used + length;
}

static size_t add_operand(char *hint, size_t used, span operand, bool is_bare) {
    bool has_parentheses = !is_bare && !is_one_word(operand);
    if (has_parentheses) used = add(hint, used, "(", 1);
    used = add(hint, used, operand.at, operand.length);
    return has_parentheses ? add(hint, used, ")", 1) : used;
}

static bool is_showable(span a) {
    return a.length && a.length <= SHOWN / 2 && !memchr(a.at, '\n', a.length);
}

static void write_rewritten(char *hint, const char *pattern, span left, span right) {
    bool is_shown = is_showable(left) && is_showable(right);
    if (!is_shown) {
        left = (span){"A", 1};
        right = (span){"B", 1};
    }
    size_t used = add(hint, 0, "write '", 7);
    for (; *pattern; pattern++) {
        if (*pattern != '#') {
            used = add(hint, used, pattern, 1);
            continue;
        }
        char side = *++pattern;
        used = add_operand(hint, used, small(side) == 'l' ? left : right, side == 'L' || side == 'R');
    }
    used = add(hint, used, "'", 1);
    hint[used] = '\0';
}

/* -------------------------------------------------------------------- hints */

static void opening_hint(const char *text, size_t length, truce__token last, const char *pattern, char *hint) {
    size_t from = last.start + last.length;
    if (!strchr(pattern, '#')) {
        snprintf(hint, TRUCE__SLIP_HINT, "%s", pattern);
        return;
    }
    truce__token divider = bracket_end(text, length, from, true);
    bool is_divided = divider.kind == TRUCE__T_COMMA || divider.kind == TRUCE__T_WORD;
    size_t middle = divider.start + divider.length;
    if (is_divided && divider.kind == TRUCE__T_COMMA) { /* "if x, then y" */
        truce__token then = truce__lex(text, length, middle);
        if (is_same(text, then, "then", 4)) middle = then.start + then.length;
    }
    size_t end = is_divided ? bracket_end(text, length, middle, false).start : middle;
    write_rewritten(hint, pattern, between(text, from, divider.start),
                    is_divided ? between(text, middle, end) : (span){"", 0});
}

/* "one of (x, y)", "2 of (x, y, z)" */
static bool is_number_of(const char *text, size_t length, truce__token token) {
    uint32_t number;
    truce__token of = behind(text, length, token);
    return token.kind == TRUCE__T_WORD && truce__count_word(text + token.start, token.length, &number) &&
           is_same(text, of, "of", 2);
}

bool truce__slip_hint(const char *text, size_t length, truce__token token, bool is_operand_expected,
                      char hint[TRUCE__SLIP_HINT]) {
    truce__token last = token;
    for (size_t i = 0; is_operand_expected && i < sizeof openings / sizeof *openings; i++) {
        if (!stands(text, length, token, openings[i].words, &last)) continue;
        opening_hint(text, length, last, openings[i].write, hint);
        return true;
    }
    if (is_operand_expected && is_number_of(text, length, token)) {
        opening_hint(text, length, token, COUNT, hint);
        return true;
    }
    for (size_t i = 0; !is_operand_expected && i < sizeof joints / sizeof *joints; i++) {
        if (!stands(text, length, token, joints[i].words, &last)) continue;
        size_t from = last.start + last.length, end = bracket_end(text, length, from, false).start;
        write_rewritten(hint, joints[i].write,
                        between(text, bracket_start(text, token.start), token.start),
                        between(text, from, end));
        return true;
    }
    return false;
}

/* "x + y + z": the comma-separated names from `first` on into `list`; the token behind them. */
static truce__token read_sum(const char *text, size_t length, size_t first, char *list, bool *is_sum) {
    size_t used = 0;
    truce__token name = truce__lex(text, length, first), sign;
    *is_sum = true;
    for (;; name = behind(text, length, sign)) {
        *is_sum = *is_sum && name.kind == TRUCE__T_WORD && used + name.length + 4 < SHOWN;
        if (!*is_sum) return name;
        used += (size_t)snprintf(list + used, SHOWN - used, "%s%.*s", used ? ", " : "", (int)name.length,
                                 text + name.start);
        sign = behind(text, length, name);
        if (sign.length != 1 || text[sign.start] != '+') return sign;
    }
}

bool truce__sum_hint(const char *text, size_t length, truce__token plus, char hint[TRUCE__SLIP_HINT]) {
    char list[SHOWN] = "";
    bool is_sum;
    uint32_t n;
    size_t end = plus.start;
    while (end > 0 && text[end - 1] == ' ') end--;
    size_t first = end;
    while (first > 0 && end - first < SHOWN && strchr(" ()!&|,", text[first - 1]) == NULL) first--;
    truce__token relation = read_sum(text, length, first, list, &is_sum);
    truce__token number = behind(text, length, relation);
    if (!is_sum || relation.kind < TRUCE__T_EQ || relation.kind > TRUCE__T_GE || number.kind != TRUCE__T_WORD ||
        !truce__count_word(text + number.start, number.length, &n) || (relation.kind == TRUCE__T_LT && n == 0))
        return false;
    if (relation.kind == TRUCE__T_LT) n--;
    if (relation.kind == TRUCE__T_GT) n++;
    bool is_most = relation.kind == TRUCE__T_LT || relation.kind == TRUCE__T_LE;
    bool is_least = relation.kind == TRUCE__T_GT || relation.kind == TRUCE__T_GE;
    snprintf(hint, TRUCE__SLIP_HINT, "write '%s%s %lu of (%s)'", relation.kind == TRUCE__T_NE ? "not " : "",
             is_most ? "at most" : is_least ? "at least" : "exactly", (unsigned long)n, list);
    return true;
}
