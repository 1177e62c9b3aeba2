/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where breaks may stand is found by reading as much of YAML as it takes to tell brackets from letters: quotes,
 * comments, texts behind | and >, texts without quotes that go on in the next line. Where that is in doubt there is
 * no break, and the parser is only slow. A break between brackets has to be followed by more spaces than what is
 * around them, so by one more than stand before the outermost bracket.
 */
#include "document/breaks.h"

enum {
    APART = 16 << 10,     /* bytes between breaks */
    FAR_APART = 64 << 10, /* the same where a break might part a key, if keys were so long */
    MOST_SPACES = 1024    /* behind a break */
};

typedef struct reader {
    truce__breaks *breaks;
    const char *text;
    size_t length, at;
    size_t line; /* where the line begins */
    uint32_t lines;
    size_t depth;   /* of brackets */
    size_t spaces;  /* behind a break */
    bool goes_on;   /* the line above ended in a text without quotes */
    size_t text_in; /* 1 + the indentation of the line with the | or > that lines are behind; 0: none */
} reader;

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_bracket_or_comma(char c) {
    return c == '[' || c == ']' || c == '{' || c == '}' || c == ',';
}

static char letter(const reader *r, size_t at) {
    return at < r->length ? r->text[at] : '\n';
}

static bool ends_word(const reader *r, size_t at) {
    return is_blank(letter(r, at)) || letter(r, at) == '\n';
}

static bool is_comment(const reader *r) {
    return letter(r, r->at) == '#' && (r->at == r->line || is_blank(r->text[r->at - 1]));
}

static void next_line(reader *r) {
    r->line = ++r->at;
    r->lines++;
}

static void skip_line(reader *r) {
    const char *end = r->at < r->length ? memchr(r->text + r->at, '\n', r->length - r->at) : NULL;
    r->at = end ? (size_t)(end - r->text) : r->length;
}

static void skip_blanks(reader *r) {
    while (is_blank(letter(r, r->at))) r->at++;
}

/* An anchor, a tag, an alias. */
static void skip_word(reader *r) {
    while (!ends_word(r, r->at) && !(r->depth && is_bracket_or_comma(letter(r, r->at)))) r->at++;
}

static void skip_quoted(reader *r) {
    const char quote = r->text[r->at++];
    while (r->at < r->length) {
        char c = r->text[r->at];
        bool is_pair = quote == '"' ? c == '\\' : c == quote && letter(r, r->at + 1) == quote;
        if (is_pair && letter(r, r->at + 1) != '\n') r->at += 2;
        else if (c == '\n') next_line(r);
        else if (r->at++, c == quote) return;
    }
}

/* ------------------------------------------------------------------- breaks */

static truce_status may_break(reader *r, size_t apart) {
    truce__breaks *breaks = r->breaks;
    truce__break *last = breaks->count ? &breaks->at[breaks->count - 1] : NULL;
    bool is_first = !last || last->at < r->line;
    size_t from = is_first ? r->line : last->at;
    if (r->at - from < apart || r->at >= r->length || r->spaces > MOST_SPACES) return TRUCE_OK;
    truce__break next = {.at = r->at,
                         .start = last ? last->end + r->at - last->at : r->at,
                         .line = r->lines + (uint32_t)breaks->count + 1};
    next.end = next.start + 1 + r->spaces;
    next.column = (is_first ? 0 : last->column) + (uint32_t)truce__utf8_count(r->text + from, r->at - from);
    return truce__vec_push(breaks->ctx, breaks, next);
}

/* ----------------------------------------------------------------- brackets */

/* A text without quotes between brackets goes on over lines. */
static void skip_plain_in_brackets(reader *r) {
    for (; r->at < r->length && !is_bracket_or_comma(r->text[r->at]) && !is_comment(r); r->at++) {
        char c = r->text[r->at];
        if (c == ':' && (ends_word(r, r->at + 1) || is_bracket_or_comma(letter(r, r->at + 1)))) return;
        if (c == '\n') r->line = r->at + 1, r->lines++;
    }
}

/* Up to behind the bracket that closes the first. */
static truce_status read_brackets(reader *r) {
    r->spaces = r->at - r->line + 1;
    do {
        char c = r->text[r->at];
        if (is_comment(r)) skip_line(r);
        else if (c == '\n') next_line(r);
        else if (c == '"' || c == '\'') skip_quoted(r);
        else if (is_blank(c) || ((c == '?' || c == '-') && ends_word(r, r->at + 1))) r->at++;
        else if (c == '&' || c == '!' || c == '*' || c == ':') {
            if (c == ':') r->at++;
            else skip_word(r);
            TRY(may_break(r, FAR_APART));
        } else if (!is_bracket_or_comma(c)) skip_plain_in_brackets(r);
        else {
            r->at++;
            if (c == '[' || c == '{') r->depth++;
            else if (c != ',') r->depth--;
            if (c == '[' || c == '{' || c == ',') TRY(may_break(r, APART));
        }
    } while (r->depth && r->at < r->length);
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- lines */

/* A text without quotes, up to the ':' behind a key, a comment or the line's end. */
static void skip_plain(reader *r) {
    for (; letter(r, r->at) != '\n' && !is_comment(r); r->at++)
        if (r->text[r->at] == ':' && ends_word(r, r->at + 1)) return;
    r->goes_on = letter(r, r->at) == '\n';
}

/* Behind a | or > only what is indented by more than its line is surely a text, and only if a key stands before. */
static void begin_text(reader *r, size_t indent) {
    bool has_key = false;
    for (size_t at = r->line + indent; at < r->at; at++) has_key |= r->text[at] == ':';
    skip_line(r);
    if (has_key) r->text_in = indent + 1;
    else r->at = r->length;
}

/* Whether a quote begins a key, which ends in its line. */
static bool is_quoted_key(const reader *r) {
    reader ahead = *r;
    skip_quoted(&ahead);
    skip_blanks(&ahead);
    return ahead.line == r->line && letter(&ahead, ahead.at) == ':';
}

/* Whether what would begin a value goes on with the text of the line above. */
static bool is_more_text(const reader *r) {
    char c = r->text[r->at];
    return c == '"' || c == '\'' ? !is_quoted_key(r) : strchr("[{|>&!*", c) != NULL;
}

/* One alias behind another is wrong, but the parser takes them all before it says so, with breaks or without. */
static bool is_hopeless(const reader *r, size_t word) {
    reader ahead = *r;
    skip_blanks(&ahead);
    return r->text[word] == '*' && letter(r, ahead.at) == '*' && r->at - r->line >= FAR_APART;
}

static truce_status read_words(reader *r, size_t indent) {
    const size_t word = r->at;
    r->spaces = indent + 1;
    skip_word(r);
    if (!is_hopeless(r, word)) return may_break(r, FAR_APART);
    r->breaks->cut = r->at;
    r->length = r->at;
    return TRUCE_OK;
}

static truce_status read_line(reader *r) {
    bool goes_on = r->goes_on;
    skip_blanks(r);
    const size_t indent = r->at - r->line;
    if (letter(r, r->at) == '\n') return TRUCE_OK;
    if (r->text_in && indent >= r->text_in) {
        skip_line(r);
        return TRUCE_OK;
    }
    r->text_in = 0;
    r->goes_on = false;
    if (goes_on && is_more_text(r)) skip_plain(r);
    while (letter(r, r->at) != '\n') {
        char c = r->text[r->at];
        if (is_comment(r)) skip_line(r);
        else if (c == '"' || c == '\'') skip_quoted(r);
        else if (c == '&' || c == '!' || c == '*') TRY(read_words(r, indent));
        else if (c == '[' || c == '{') TRY(read_brackets(r));
        else if (c == '|' || c == '>') begin_text(r, indent);
        else if (is_blank(c) || ((c == ':' || c == '?' || c == '-') && ends_word(r, r->at + 1))) r->at++;
        else skip_plain(r);
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------------- all */

static bool has_long_line(const truce__source *source) {
    for (size_t at = 0; at < source->length;) {
        const char *end = memchr(source->text + at, '\n', source->length - at);
        size_t length = end ? (size_t)(end - source->text) - at : source->length - at;
        if (length > APART) return true;
        at += length + 1;
    }
    return false;
}

static void make_copy(truce__breaks *breaks, const truce__source *source) {
    size_t from = 0;
    for (size_t i = 0; i < breaks->count; i++) {
        const truce__break *one = &breaks->at[i];
        truce__text_add(&breaks->copy, source->text + from, one->at - from);
        truce__text_puts(&breaks->copy, "\n");
        truce__text_fill(&breaks->copy, ' ', one->end - one->start - 1);
        from = one->at;
    }
    size_t end = breaks->cut ? breaks->cut : source->length;
    if (breaks->count || breaks->cut) truce__text_add(&breaks->copy, source->text + from, end - from);
}

truce_status truce__breaks_find(truce_ctx *ctx, const truce__source *source, truce__breaks *breaks) {
    *breaks = (truce__breaks){.ctx = ctx};
    truce__text_init(&breaks->copy, ctx);
    if (!has_long_line(source)) return TRUCE_OK;
    reader r = {.breaks = breaks, .text = source->text, .length = source->length};
    while (r.at < r.length) {
        TRY(read_line(&r));
        TRY(truce__go_on(ctx));
        if (r.at < r.length) next_line(&r);
    }
    make_copy(breaks, source);
    return breaks->copy.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

void truce__breaks_free(truce__breaks *breaks) {
    truce__vec_free(breaks->ctx, breaks);
    truce__text_free(&breaks->copy);
}

size_t truce__unbroken_byte(const truce__breaks *breaks, size_t byte) {
    size_t low = 0, high = breaks->count; /* the breaks before it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (breaks->at[middle].start < byte) low = middle + 1;
        else high = middle;
    }
    if (!low) return byte;
    const truce__break *last = &breaks->at[low - 1];
    return byte < last->end ? last->at : last->at + (byte - last->end);
}

truce__loc truce__unbroken_place(const truce__breaks *breaks, uint32_t line, uint32_t column) {
    size_t low = 0, high = breaks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (breaks->at[middle].line <= line) low = middle + 1;
        else high = middle;
    }
    const truce__break *last = low ? &breaks->at[low - 1] : NULL;
    if (last && last->line == line) {
        uint32_t spaces = (uint32_t)(last->end - last->start) - 1;
        column = last->column + (column > spaces ? column - spaces : 0);
    }
    return (truce__loc){line + 1 - (uint32_t)low, column + 1, 1};
}
