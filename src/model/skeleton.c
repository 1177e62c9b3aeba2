/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model to start from: small, complete, with a comment at each place that its author fills in. Of an article it has
 * the paragraphs too, numbered as citations count them: the lines of the text that are not empty. They stand in
 * comments, so that the file is a model from the first moment.
 */
#include "catalogue/catalogue.h"
#include "document/paragraphs.h"
#include "document/source.h"

#include <truce/edit.h>

typedef struct skeleton {
    const truce__language *language;
    truce__text text;
} skeleton;

static void add(skeleton *s, truce__message message, const char *first, const char *second) {
    const char *const arguments[] = {first, second, NULL};
    truce__fill_text(s->language, message, arguments, &s->text);
}
#define ADD(s, key) add((s), TRUCE__M_##key, NULL, NULL)

/* In double quotes, as YAML reads it; `is_cut`: more stood behind. */
static void quote(truce__text *text, const char *bytes, size_t length, bool is_cut) {
    truce__text_puts(text, "\"");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"' || bytes[i] == '\\') truce__text_puts(text, "\\");
        truce__text_add(text, bytes[i] == '\t' ? " " : bytes + i, 1);
    }
    truce__text_puts(text, is_cut ? " \xE2\x80\xA6\"" : "\"");
}

/* The next paragraph of the article. */
static bool next_paragraph(const truce__source *source, size_t *at, const char **line, size_t *length) {
    return truce__next_paragraph(source->text, source->length, at, line, length);
}

static void add_paragraphs(skeleton *s, const truce__source *source) {
    const char *line;
    size_t at = 0, length;
    for (uint32_t number = 1; next_paragraph(source, &at, &line, &length); number++) {
        truce__text_printf(&s->text, "# \xC2\xB6%lu ", (unsigned long)number);
        truce__text_add(&s->text, line, length);
        truce__text_puts(&s->text, "\n");
    }
}

/* Whether a word of four letters or more ends there: no abbreviation. */
static bool ends_word(const char *line, size_t end) {
    size_t first = end;
    while (first && ((line[first - 1] | 32) >= 'a' && (line[first - 1] | 32) <= 'z')) first--;
    return end - first >= 4 && (!first || line[first - 1] == ' ');
}

/* How much of a line is a title: its first sentence if that fits, else no part of a word. */
static size_t title_length(const char *line, size_t length, bool *is_cut) {
    size_t end = (size_t)truce__clip(line, length), word = end;
    *is_cut = false;
    if (end == length) return end;
    for (size_t i = 1; i + 1 < end; i++)
        if (strchr(".!?", line[i]) && line[i + 1] == ' ' && ends_word(line, i)) return line[i] == '.' ? i : i + 1;
    *is_cut = true;
    while (word && line[word] != ' ') word--;
    while (word && strchr(" ,;:", line[word - 1])) word--;
    return word ? word : end;
}

static void write_article(skeleton *s, const truce__source *source) {
    truce__text title;
    const char *line = "";
    size_t at = 0, length = 0;
    bool has_text = next_paragraph(source, &at, &line, &length);
    truce__text_init(&title, s->text.ctx);
    bool is_cut = false;
    size_t end = has_text ? title_length(line, length, &is_cut) : 0;
    quote(&title, line, end, is_cut);
    add(s, TRUCE__M_NEW_HEAD, truce__text_bytes(&title), NULL);
    add(s, TRUCE__M_NEW_ARTICLE, truce__text_bytes(&title), NULL);
    if (source->file && *source->file != '<') { /* not from standard input */
        truce__text_clear(&title);
        quote(&title, source->file, strlen(source->file), false);
        add(s, TRUCE__M_NEW_FILE, truce__text_bytes(&title), NULL);
    }
    truce__text_puts(&s->text, "\n");
    s->text.failed |= title.failed;
    truce__text_free(&title);
    ADD(s, NEW_PARTIES);
    ADD(s, NEW_CITES);
    ADD(s, NEW_REST);
    ADD(s, NEW_PARAGRAPHS);
    add_paragraphs(s, source);
}

static void write_plain(skeleton *s) {
    add(s, TRUCE__M_NEW_HEAD, "Two farms, one well", NULL);
    ADD(s, NEW_SOURCES);
    ADD(s, NEW_PARTIES);
    ADD(s, NEW_REST);
}

/* The article's text, which must be text; NULL stands for none. */
static truce_status read_article(truce_ctx *ctx, truce__arena *arena, const char *article, size_t length,
                                 const char *file, truce__source *source) {
    if (length > TRUCE__MAX_TEXT) return truce__too_long(ctx, length, file);
    TRY(truce__keep_text(arena, article, length, file, source));
    size_t at = 0, line_length;
    const char *line;
    if (!next_paragraph(source, &at, &line, &line_length))
        TRY(truce__diag(ctx, TRUCE_ERROR, source, (truce__loc){0}, NULL, "the article is empty"));
    else TRY(truce__check_bytes(ctx, source));
    return truce_diag_count(ctx, TRUCE_ERROR) ? TRUCE_E_MODEL : TRUCE_OK;
}

truce_status truce_text_new(truce_ctx *ctx, const char *article, size_t length, const char *file,
                            const truce_sink *sink) {
    truce__arena arena;
    truce__source source = {0};
    skeleton s = {.language = truce__language_of(ctx)};
    truce__arena_init(&arena, ctx);
    truce__text_init(&s.text, ctx);
    truce_status status = article ? read_article(ctx, &arena, article, length, file, &source) : TRUCE_OK;
    if (status == TRUCE_OK && article) write_article(&s, &source);
    if (status == TRUCE_OK && !article) write_plain(&s);
    if (status == TRUCE_OK && s.text.failed) status = TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce__text_flush(&s.text, sink);
    truce__text_free(&s.text);
    truce__arena_free(&arena);
    return status;
}
