/* SPDX-License-Identifier: Apache-2.0 */
#include "words/speak.h"

const truce__dress truce__plain = {.literal = truce__text_add};

static void no_grounds(const truce__speaker *s, const truce__note *note) {
    (void)s;
    (void)note;
}

const truce__dress truce__bare = {.literal = truce__text_add, .grounds = no_grounds};

void truce__speak_name(const truce__speaker *s, const char *name) {
    if (s->dress->name) s->dress->name(s->text, name);
    else s->dress->literal(s->text, name, strlen(name));
}

void truce__speak_capital(const truce__speaker *s, const char *words, bool is_first) {
    if (!is_first || *words < 'a' || *words > 'z') {
        truce__speak_name(s, words);
        return;
    }
    truce__text capital;
    truce__text_init(&capital, s->text->ctx);
    truce__text_puts(&capital, words);
    if (capital.failed) s->text->failed = true;
    else capital.bytes[0] = (char)(*words - 'a' + 'A');
    truce__speak_name(s, truce__text_bytes(&capital));
    truce__text_free(&capital);
}

void truce__speak_message(const truce__speaker *s, truce__message message) {
    const char *pattern = truce__pattern(truce__language_of(s->text->ctx), message);
    s->dress->literal(s->text, pattern, strlen(pattern));
}

typedef struct naming {
    const truce__speaker *speaker;
    const char *names[2];
} naming;

static void add_literal(void *ud, const char *bytes, size_t length) {
    const truce__speaker *s = ((const naming *)ud)->speaker;
    s->dress->literal(s->text, bytes, length);
}

static void add_name(void *ud, unsigned place) {
    const naming *n = ud;
    truce__speak_name(n->speaker, n->names[place]);
}

void truce__speak_names(const truce__speaker *s, truce__message message, const char *first, const char *second) {
    naming n = {s, {first, second}};
    const truce__language *language = truce__language_of(s->text->ctx);
    truce__fill(&(const truce__filler){language, add_literal, add_name, NULL, &n}, message);
}

void truce__speak_between(const truce__speaker *s, uint64_t i, uint64_t count, truce__message last) {
    if (i) truce__speak_message(s, i + 1 == count ? last : TRUCE__M_LIST_NEXT);
}
