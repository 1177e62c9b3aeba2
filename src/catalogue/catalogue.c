/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/catalogue.h"

#include <stdlib.h>

static const char *const english_patterns[TRUCE__N_MESSAGES] = {
    [TRUCE__NO_MESSAGE] = "",
#define TRUCE__MSG(key, english) [TRUCE__M_##key] = english,
#include "catalogue/result_messages.h"
#include "catalogue/concept_messages.h"
#include "catalogue/rule_messages.h"
#include "catalogue/case_messages.h"
#undef TRUCE__MSG
#define TRUCE__BRIEF_MSG(key, places, english) [TRUCE__M_BRIEF_##key] = english,
#include "catalogue/brief_messages.h"
#undef TRUCE__BRIEF_MSG
};

static truce_plural english_plural(uint64_t number) {
    return number == 1 ? TRUCE_PLURAL_ONE : TRUCE_PLURAL_OTHER;
}

const truce__language truce__english = {"en", "ltr", 1 << TRUCE_PLURAL_ONE | 1 << TRUCE_PLURAL_OTHER,
                                        english_plural, english_patterns};

const truce__language *truce__language_of(const truce_ctx *ctx) {
    return ctx->language ? ctx->language : &truce__english;
}

const char *truce__pattern(const truce__language *language, truce__message message) {
    const char *pattern = language->patterns[message];
    return pattern ? pattern : english_patterns[message];
}

const char *truce__english_text(truce__message message) {
    return english_patterns[message];
}

const char *truce__translated(const truce__language *language, const char *english) {
    if (language == &truce__english) return english;
    for (truce__message m = TRUCE__NO_MESSAGE + 1; m < TRUCE__N_MESSAGES; m++)
        if (strcmp(english_patterns[m], english) == 0) return truce__pattern(language, m);
    return english;
}

unsigned truce__message_places(truce__message message) {
    unsigned most = 0;
    for (const char *at = english_patterns[message]; *at; at++)
        if (at[0] == '{' && (unsigned)(at[1] - '0') > most) most = (unsigned)(at[1] - '0');
    return most;
}

/* ----------------------------------------------------------------- filling */

/* Part number `part` of "a|b|c" up to `end`, where bars in braces do not count; the last one where there are
 * fewer. */
static const char *part_of(const char *at, const char *end, uint64_t part, size_t *length) {
    const char *start = at;
    int depth = 0;
    for (; at < end; at++) {
        depth += (*at == '{') - (*at == '}');
        if (*at != '|' || depth) continue;
        if (part-- == 0) break;
        start = at + 1;
    }
    *length = (size_t)(at - start);
    return start;
}

/* Which of the forms the number takes: categories that the language has, below the number's. */
static unsigned form_of(const truce__language *language, uint64_t number) {
    unsigned form = 0, category = (unsigned)language->plural_of(number);
    for (unsigned c = 0; c < category; c++) form += language->plurals >> c & 1;
    return form;
}

static void add_number_word(const truce__filler *f, unsigned place, bool is_first) {
    const char *list = truce__pattern(f->language, TRUCE__M_NUMBER_WORDS), *end = list + strlen(list);
    uint64_t number = f->number(f->ud, place), known = 1;
    for (const char *at = list; *at; at++) known += *at == '|';
    size_t length = 0;
    const char *found = number < known ? part_of(list, end, number, &length) : list;
    bool is_small = is_first && length && *found >= 'a' && *found <= 'z';
    const char capital = is_small ? (char)(*found - 'a' + 'A') : 0;
    if (is_small) f->literal(f->ud, &capital, 1);
    if (length > is_small) f->literal(f->ud, found + is_small, length - is_small);
    else if (!length) f->argument(f->ud, place);
}

/* The brace that closes the place which begins at `at`. */
static const char *closing(const char *at) {
    for (int depth = 0;; at++) {
        depth += (*at == '{') - (*at == '}');
        if (depth == 0) return at;
    }
}

static void fill(const truce__filler *f, const char *at, const char *end);

/* One place, between its braces. */
static void fill_place(const truce__filler *f, const char *at, const char *end) {
    unsigned place = (unsigned)(at[0] - '1');
    if (at[1] == '|') {
        size_t length;
        const char *form = part_of(at + 2, end, form_of(f->language, f->number(f->ud, place)), &length);
        fill(f, form, form + length);
    } else if (at[1] == 'w' || at[1] == 'W') {
        add_number_word(f, place, at[1] == 'W');
    } else {
        f->argument(f->ud, place);
    }
}

static void fill(const truce__filler *f, const char *at, const char *end) {
    while (at < end) {
        const char *place = memchr(at, '{', (size_t)(end - at));
        if (place != at) f->literal(f->ud, at, (size_t)((place ? place : end) - at));
        if (!place) return;
        const char *close = closing(place);
        fill_place(f, place + 1, close);
        at = close + 1;
    }
}

void truce__fill(const truce__filler *filler, truce__message message) {
    const char *pattern = truce__pattern(filler->language, message);
    fill(filler, pattern, pattern + strlen(pattern));
}

typedef struct texts {
    const char *const *of;
    truce__text *out;
} texts;

static void put_literal(void *ud, const char *bytes, size_t length) {
    const texts *t = ud;
    truce__text_add(t->out, bytes, length);
}

static void put_argument(void *ud, unsigned place) {
    const texts *t = ud;
    truce__text_puts(t->out, t->of[place]);
}

static uint64_t number_in(void *ud, unsigned place) {
    const texts *t = ud;
    return strtoull(t->of[place], NULL, 10);
}

void truce__fill_text(const truce__language *language, truce__message message, const char *const *arguments,
                      truce__text *out) {
    texts t = {arguments, out};
    truce__fill(&(truce__filler){language, put_literal, put_argument, number_in, &t}, message);
}
