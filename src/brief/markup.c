/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fragments of HTML. Whatever was written by somebody else, the names and statements of a model, comes in through
 * truce__escaped() and truce__name_words() and nowhere else: markup characters become references, control characters
 * and overrides of direction the replacement character, and names are isolated, so that neither can act outside of
 * itself.
 */
#include "brief/brief.h"

#include "words/phrases.h"

#include <stdio.h>

/* A fragment is put together in one buffer, from fragments that are finished, and then copied. */
static truce__text *compose(truce__brief *b) {
    truce__text_clear(&b->scratch);
    return &b->scratch;
}

static const char *keep(truce__brief *b) {
    const truce__text *text = &b->scratch;
    const char *kept = text->failed ? NULL : truce__arena_text(&b->arena, truce__text_bytes(text), text->length);
    if (!kept) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return kept ? kept : "";
}

const char *truce__fragment(truce__brief *b, const char *format, ...) {
    truce__text *text = compose(b);
    char room[256];
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(room, sizeof room, format, list);
    if (length < 0) {
        text->failed = true;
    } else if ((size_t)length < sizeof room) {
        truce__text_add(text, room, (size_t)length);
    } else {
        truce__text_fill(text, ' ', (size_t)length);
        if (!text->failed) vsnprintf(text->bytes, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(list);
    return keep(b);
}

void truce__add_escaped(truce__text *out, const char *text, size_t length) {
    for (size_t used; length > 0; text += used, length -= used) {
        if (truce__is_unfit(truce__utf8_decode(text, length, &used)) && *text != '\n')
            truce__text_puts(out, "\xEF\xBF\xBD");
        else if (*text == '&') truce__text_puts(out, "&amp;");
        else if (*text == '<') truce__text_puts(out, "&lt;");
        else if (*text == '>') truce__text_puts(out, "&gt;");
        else if (*text == '"') truce__text_puts(out, "&quot;");
        else if (*text == '\'') truce__text_puts(out, "&#39;");
        else truce__text_add(out, text, used);
    }
}

static void add_escaped(truce__text *out, const char *text) { truce__add_escaped(out, text, strlen(text)); }

/* Whether the direction of what stands around the name could change its own, or the reverse: not where both run from
 * left to right. Hebrew is the first script that does not. */
static bool needs_isolation(truce_ctx *ctx, const char *name) {
    const uint32_t first_from_right = 0x590;
    size_t length = strlen(name), used;
    bool runs_right = strcmp(truce__language_of(ctx)->direction, "ltr") == 0;
    for (size_t at = 0; runs_right && at < length; at += used) {
        uint32_t c = truce__utf8_decode(name + at, length - at, &used);
        bool is_punctuation = c >= 0x2010 && c <= 0x2027;
        runs_right = c < first_from_right || is_punctuation;
    }
    return !runs_right;
}

void truce__add_name(truce__text *out, const char *name) {
    bool is_apart = needs_isolation(out->ctx, name);
    if (is_apart) truce__text_puts(out, "<bdi>");
    add_escaped(out, name);
    if (is_apart) truce__text_puts(out, "</bdi>");
}

static const char *escaped_between(truce__brief *b, const char *before, const char *text, const char *after) {
    truce__text *out = compose(b);
    truce__text_puts(out, before);
    add_escaped(out, text);
    truce__text_puts(out, after);
    return keep(b);
}

const char *truce__escaped(truce__brief *b, const char *text) { return escaped_between(b, "", text, ""); }
const char *truce__name_words(truce__brief *b, const char *text) {
    return needs_isolation(b->ctx, text) ? escaped_between(b, "<bdi>", text, "</bdi>") : truce__escaped(b, text);
}

/* First strong isolate and its end. */
const char *truce__plain_name(truce__brief *b, const char *text) {
    return needs_isolation(b->ctx, text) ? escaped_between(b, "\xE2\x81\xA8", text, "\xE2\x81\xA9")
                                         : truce__escaped(b, text);
}

const char **truce__fragments(truce__brief *b, size_t count) {
    const char **fragments = truce__arena_alloc(&b->arena, count, sizeof *fragments);
    if (!fragments) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return fragments;
}

/* ---------------------------------------------------------------- patterns */

static void add_number(truce__text *out, uint64_t number) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    const char *separator = truce__pattern(truce__language_of(out->ctx), TRUCE__M_BRIEF_THOUSANDS);
    for (int i = 0; i < length; i++) {
        if (i && number >= 10000 && (length - i) % 3 == 0) truce__text_puts(out, separator);
        truce__text_add(out, &digits[i], 1);
    }
}

typedef struct places {
    truce__text *out;
    const truce__filling *fillings;
} places;

static void add_pattern(void *ud, const char *bytes, size_t length) {
    truce__text_add(((const places *)ud)->out, bytes, length);
}

static void add_filling(void *ud, unsigned place) {
    const places *p = ud;
    const truce__filling *filling = &p->fillings[place];
    if (filling->html) truce__text_puts(p->out, filling->html);
    else add_number(p->out, filling->number);
}

static uint64_t number_of(void *ud, unsigned place) {
    return ((const places *)ud)->fillings[place].number;
}

const char *truce__words(truce__brief *b, truce__message message, const truce__filling *fillings) {
    places p = {compose(b), fillings};
    b->is_said[message] = true;
    truce__fill(&(const truce__filler){truce__language_of(b->ctx), add_pattern, add_filling, number_of, &p}, message);
    return keep(b);
}

/* Letters beyond ASCII are left alone: a language that wants them large writes them so. */
const char *truce__capital(truce__brief *b, const char *fragment) {
    size_t at = 0;
    while (fragment[at] == '<') at += strcspn(fragment + at, ">") + 1;
    if (fragment[at] < 'a' || fragment[at] > 'z') return fragment;
    return truce__fragment(b, "%.*s%c%s", (int)at, fragment, fragment[at] - 'a' + 'A', fragment + at + 1);
}

/* ------------------------------------------------------------------- lists */

static const char *join(truce__brief *b, const char *const *items, size_t count, truce__message last) {
    const truce__language *language = truce__language_of(b->ctx);
    truce__text *out = compose(b);
    for (size_t i = 0; i < count; i++) {
        if (i) add_escaped(out, truce__pattern(language, i + 1 == count ? last : TRUCE__M_LIST_NEXT));
        truce__text_puts(out, items[i]);
    }
    return keep(b);
}

const char *truce__and_list(truce__brief *b, const char *const *items, size_t count) {
    return join(b, items, count, TRUCE__M_LIST_AND);
}
const char *truce__choice(truce__brief *b, const char *const *items, size_t count) {
    return join(b, items, count, TRUCE__M_LIST_OR);
}

const char *truce__joined(truce__brief *b, const char *first, const char *second) {
    return *first && *second ? truce__fragment(b, "%s %s", first, second) : *first ? first : second;
}

uint64_t truce__hundredths(uint64_t count, uint64_t of) {
    if (of == 0) return 0;
    uint64_t rounded = (100 * count + of / 2) / of;
    if (rounded == 100 && count < of) return 99;
    return rounded == 0 && count ? 1 : rounded;
}

const char *truce__code(truce__brief *b, const char *text) {
    return truce__fragment(b, "<code>%s</code>", truce__escaped(b, text));
}

void truce__element(truce__brief *b, const char *tag, const char *fragment) {
    putf(b, "<%s>%s</%s>\n", tag, fragment, tag);
}

void truce__section(truce__brief *b, const char *id, const char *heading) {
    putf(b, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
}

void truce__fold(truce__brief *b, const char *id, const char *heading) {
    putf(b, "<details>\n<summary><h3 id=\"%s\">%s</h3></summary>\n", id, heading);
}

const char *truce__why(truce__brief *b, const char *id) {
    if (b->options->summary_only) return "";
    return truce__fragment(b, "<a class=why href=#%s>%s</a>", id, word(b, WHY_MARK));
}

/* The button by which a reader marks what is disputed. It belongs to the form, wherever it stands, so that it works
 * without a script. */
void truce__put_dispute(truce__brief *b, const char *about, const char *data) {
    if (b->options->form != TRUCE_BRIEF_HTML) return;
    putf(b, " <label><input type=radio name=about form=f value=\"%s\"%s>%s</label>", about, data,
         word(b, DISPUTE));
}
