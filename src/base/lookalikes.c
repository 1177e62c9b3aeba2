/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Characters that cannot be seen, and those that look like a sign or letter of ASCII. A text with them looks right
 * and is not, so a hint has to name them. The letters are the closest of Unicode's confusables (UTS 39) in Greek and
 * Cyrillic.
 */
#include "base/base.h"

#include <stdio.h>

typedef struct kind {
    uint32_t first, last;
    truce__lookalike is;
} kind;

#define LETTER(point, letter, script) {(point), (point), {"a " script " letter", (letter), true}}
#define CYRILLIC(point, letter) LETTER(point, letter, "Cyrillic")
#define GREEK(point, letter) LETTER(point, letter, "Greek")

/* In order. */
static const kind kinds[] = {
    {0x00A0, 0x00A0, {"a no-break space", ' ', false}},
    {0x00AB, 0x00AB, {"a quotation mark", '"', false}},
    {0x00AD, 0x00AD, {"a soft hyphen", 0, false}},
    {0x00B4, 0x00B4, {"an acute accent", '\'', false}},
    {0x00B7, 0x00B7, {"a dot", '-', false}},
    {0x00BB, 0x00BB, {"a quotation mark", '"', false}},
    {0x00D7, 0x00D7, {"a multiplication sign", 'x', true}},
    LETTER(0x0131, 'i', "Turkish"),
    {0x02BC, 0x02BC, {"an apostrophe", '\'', false}},
    {0x037E, 0x037E, {"a Greek question mark", ';', false}},
    GREEK(0x0391, 'A'), GREEK(0x0392, 'B'), GREEK(0x0395, 'E'), GREEK(0x0396, 'Z'), GREEK(0x0397, 'H'),
    GREEK(0x0399, 'I'), GREEK(0x039A, 'K'), GREEK(0x039C, 'M'), GREEK(0x039D, 'N'), GREEK(0x039F, 'O'),
    GREEK(0x03A1, 'P'), GREEK(0x03A4, 'T'), GREEK(0x03A5, 'Y'), GREEK(0x03A7, 'X'), GREEK(0x03B1, 'a'),
    GREEK(0x03B3, 'y'), GREEK(0x03B7, 'n'), GREEK(0x03B9, 'i'), GREEK(0x03BA, 'k'), GREEK(0x03BD, 'v'),
    GREEK(0x03BF, 'o'), GREEK(0x03C1, 'p'), GREEK(0x03C5, 'u'), GREEK(0x03C7, 'x'), GREEK(0x03F2, 'c'),
    CYRILLIC(0x0405, 'S'), CYRILLIC(0x0406, 'I'), CYRILLIC(0x0408, 'J'), CYRILLIC(0x0410, 'A'),
    CYRILLIC(0x0412, 'B'), CYRILLIC(0x0415, 'E'), CYRILLIC(0x041A, 'K'), CYRILLIC(0x041C, 'M'),
    CYRILLIC(0x041D, 'H'), CYRILLIC(0x041E, 'O'), CYRILLIC(0x0420, 'P'), CYRILLIC(0x0421, 'C'),
    CYRILLIC(0x0422, 'T'), CYRILLIC(0x0423, 'Y'), CYRILLIC(0x0425, 'X'), CYRILLIC(0x0430, 'a'),
    CYRILLIC(0x0435, 'e'), CYRILLIC(0x043A, 'k'), CYRILLIC(0x043E, 'o'), CYRILLIC(0x0440, 'p'),
    CYRILLIC(0x0441, 'c'), CYRILLIC(0x0442, 't'), CYRILLIC(0x0443, 'y'), CYRILLIC(0x0445, 'x'),
    CYRILLIC(0x0455, 's'), CYRILLIC(0x0456, 'i'), CYRILLIC(0x0458, 'j'), CYRILLIC(0x0475, 'v'),
    CYRILLIC(0x04BB, 'h'), CYRILLIC(0x04CF, 'l'), CYRILLIC(0x0501, 'd'), CYRILLIC(0x051B, 'q'),
    CYRILLIC(0x051D, 'w'),
    {0x0589, 0x0589, {"an Armenian full stop", ':', false}},
    {0x060C, 0x060C, {"an Arabic comma", ',', false}},
    {0x061C, 0x061C, {"a mark of direction", 0, false}},
    {0x1680, 0x1680, {"an Ogham space", ' ', false}},
    {0x180E, 0x180E, {"a Mongolian vowel separator", 0, false}},
    {0x2000, 0x200A, {"a space of another width", ' ', false}},
    {0x200B, 0x200B, {"a zero-width space", 0, false}},
    {0x200C, 0x200C, {"a zero-width non-joiner", 0, false}},
    {0x200D, 0x200D, {"a zero-width joiner", 0, false}},
    {0x200E, 0x200F, {"a mark of direction", 0, false}},
    {0x2010, 0x2010, {"a hyphen of its own", '-', false}},
    {0x2011, 0x2011, {"a no-break hyphen", '-', false}},
    {0x2012, 0x2012, {"a figure dash", '-', false}},
    {0x2013, 0x2013, {"an en dash", '-', false}},
    {0x2014, 0x2014, {"an em dash", '-', false}},
    {0x2015, 0x2015, {"a horizontal bar", '-', false}},
    {0x2018, 0x201B, {"a curly quote", '\'', false}},
    {0x201C, 0x201F, {"a curly quote", '"', false}},
    {0x2022, 0x2023, {"a bullet", '-', false}},
    {0x2028, 0x2029, {"a separator of lines", 0, false}},
    {0x202A, 0x202E, {"a control of direction", 0, false}},
    {0x202F, 0x202F, {"a narrow no-break space", ' ', false}},
    {0x2032, 0x2032, {"a prime", '\'', false}},
    {0x2033, 0x2033, {"a double prime", '"', false}},
    {0x2039, 0x203A, {"a quotation mark", '\'', false}},
    {0x2043, 0x2043, {"a bullet", '-', false}},
    {0x205F, 0x205F, {"a space of another width", ' ', false}},
    {0x2060, 0x2060, {"a word joiner", 0, false}},
    {0x2061, 0x2064, {"an invisible operator", 0, false}},
    {0x2065, 0x206F, {"a control of direction", 0, false}},
    {0x2212, 0x2212, {"a minus sign", '-', false}},
    {0x2236, 0x2236, {"a ratio sign", ':', false}},
    {0x25AA, 0x25AA, {"a bullet", '-', false}},
    {0x25CB, 0x25CB, {"a bullet", '-', false}},
    {0x25CF, 0x25CF, {"a bullet", '-', false}},
    {0x25E6, 0x25E6, {"a bullet", '-', false}},
    {0x2800, 0x2800, {"a blank of Braille", ' ', false}},
    {0x3000, 0x3000, {"an ideographic space", ' ', false}},
    {0x3001, 0x3001, {"an ideographic comma", ',', false}},
    {0x300C, 0x300F, {"a corner bracket", '"', false}},
    {0x3010, 0x3010, {"a bracket of another width", '[', false}},
    {0x3011, 0x3011, {"a bracket of another width", ']', false}},
    {0x3164, 0x3164, {"a Hangul filler", 0, false}},
    {0xA789, 0xA789, {"a letter that looks like a colon", ':', false}},
    {0xFE10, 0xFE10, {"an upright comma", ',', false}},
    {0xFE13, 0xFE13, {"an upright colon", ':', false}},
    {0xFE50, 0xFE50, {"a small comma", ',', false}},
    {0xFE55, 0xFE55, {"a small colon", ':', false}},
    {0xFE58, 0xFE58, {"a small em dash", '-', false}},
    {0xFE63, 0xFE63, {"a small hyphen", '-', false}},
    {0xFEFF, 0xFEFF, {"a byte order mark", 0, false}},
    {0xFFA0, 0xFFA0, {"a Hangul filler", 0, false}},
    {0xFFF9, 0xFFFB, {"a mark of annotations", 0, false}},
    {0xE0000, 0xE007F, {"a tag character", 0, false}},
};

enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E }; /* the signs and letters of ASCII at full width */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool truce__find_lookalike(uint32_t point, truce__lookalike *found) {
    if (point < 0xA0) return false;
    if (point >= WIDE_FIRST && point <= WIDE_LAST) {
        char instead = (char)(point - WIDE_FIRST + '!');
        *found = (truce__lookalike){is_letter(instead) ? "a full-width letter" : "a full-width sign", instead,
                                    is_letter(instead)};
        return true;
    }
    size_t low = 0, high = sizeof kinds / sizeof *kinds;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (point > kinds[middle].last) low = middle + 1;
        else high = middle;
    }
    if (low == sizeof kinds / sizeof *kinds || point < kinds[low].first) return false;
    *found = kinds[low].is;
    return true;
}

/* Whether the text is of ASCII but for such characters: then its letters are not those of another language. */
static bool is_nearly_plain(const char *text, size_t length) {
    truce__lookalike found;
    bool has_plain = false;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        has_plain = has_plain || (point < 0x80 && is_letter((char)point));
        if (point >= 0x80 && !truce__find_lookalike(point, &found)) return false;
    }
    return has_plain;
}

void truce__lookalike_told(uint32_t point, const truce__lookalike *found, char hint[TRUCE__LOOKALIKE_HINT]) {
    unsigned code = (unsigned)point;
    const char *quote = found->instead == '\'' ? "\"" : "'";
    if (found->instead == ' ')
        snprintf(hint, TRUCE__LOOKALIKE_HINT, "U+%04X is %s: write a usual space", code, found->name);
    else if (found->instead)
        snprintf(hint, TRUCE__LOOKALIKE_HINT, "U+%04X is %s: write %s%c%s", code, found->name, quote, found->instead,
                 quote);
    else
        snprintf(hint, TRUCE__LOOKALIKE_HINT, "U+%04X is %s and cannot be seen: remove it", code, found->name);
}

size_t truce__spell_plainly(const char *text, size_t length, char plain[TRUCE__PLAIN_WORD]) {
    truce__lookalike found;
    size_t out = 0;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        bool is_alike = truce__find_lookalike(point, &found);
        if ((!is_alike && point >= 0x80) || out + 1 == TRUCE__PLAIN_WORD) return 0;
        if (!is_alike || found.instead) plain[out++] = is_alike ? found.instead : (char)point;
    }
    plain[out] = 0;
    return out;
}

bool truce__lookalike_hint(const char *text, size_t length, char hint[TRUCE__LOOKALIKE_HINT]) {
    truce__lookalike found;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        if (!truce__find_lookalike(point, &found) || (found.is_letter && !is_nearly_plain(text, length))) continue;
        truce__lookalike_told(point, &found, hint);
        return true;
    }
    return false;
}
