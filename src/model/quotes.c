/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quotes are looked for in texts that are folded first: a stretch of white space is one space, every quotation mark
 * and apostrophe one sign, every paragraph one line. A quote may be from any of the paragraphs that its note cites.
 */
#include "model/inputs.h"

#include "document/paragraphs.h"

#include <truce/quotes.h>

#include <stdio.h>

/* ----------------------------------------------------------------- folding */

/* The length of the sign at `bytes`, if it is one of the list. */
static size_t one_of(const char *const *signs, const char *bytes, size_t length) {
    for (; *signs; signs++) {
        size_t size = strlen(*signs);
        if (size <= length && memcmp(bytes, *signs, size) == 0) return size;
    }
    return 0;
}

/* Spaces of all widths, with and without a break; marks of several languages. */
static const char *const spaces[] = {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\x82", "\xE2\x80\x83",
                                     "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
                                     "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xAF", "\xE3\x80\x80", NULL};
static const char *const marks[] = {"\"", "'", "`", "\xC2\xAB", "\xC2\xBB", "\xC2\xB4", "\xE2\x80\x98",
                                    "\xE2\x80\x99", "\xE2\x80\x9A", "\xE2\x80\x9B", "\xE2\x80\x9C", "\xE2\x80\x9D",
                                    "\xE2\x80\x9E", "\xE2\x80\x9F", "\xE2\x80\xB9", "\xE2\x80\xBA", "\xE3\x80\x8C",
                                    "\xE3\x80\x8D", "\xE3\x80\x8E", "\xE3\x80\x8F", NULL};

/* Appends the text without white space around it. */
static void fold(truce__text *to, const char *text, size_t length) {
    bool is_pending = false, is_begun = false;
    for (size_t at = 0, used; at < length; at += used) {
        used = one_of(spaces, text + at, length - at);
        is_pending |= used > 0;
        if (used) continue;
        if (is_pending && is_begun) truce__text_puts(to, " ");
        is_pending = false;
        is_begun = true;
        used = one_of(marks, text + at, length - at);
        if (used) truce__text_puts(to, "\"");
        else truce__text_add(to, text + at, 1);
        used += !used;
    }
}

/* A text, folded; paragraph i goes from starts[i] to the line end before starts[i + 1]. */
typedef struct folded {
    truce__text text;
    TRUCE__VEC(size_t) starts;
} folded;

static uint32_t count_paragraphs(const folded *f) {
    return f->starts.count ? (uint32_t)f->starts.count - 1 : 0;
}

static truce_status fold_text(truce_ctx *ctx, const truce_source_text *text, folded *f) {
    const char *line;
    size_t at = 0, length;
    while (truce__next_paragraph(text->bytes, text->length, &at, &line, &length)) {
        TRY(truce__go_on(ctx));
        TRY(truce__vec_push(ctx, &f->starts, f->text.length));
        fold(&f->text, line, length);
        truce__text_puts(&f->text, "\n");
        if (f->text.failed) return TRUCE_E_NOMEM;
    }
    return truce__vec_push(ctx, &f->starts, f->text.length);
}

/* --------------------------------------------------------------- searching */

typedef struct quotes {
    truce_ctx *ctx;
    const truce_model *model;
    const truce_source_text *texts;
    folded *folded; /* of each source */
    truce__text quote; /* the one looked for, folded */
    TRUCE__VEC(uint32_t) falls; /* for each of its prefixes the longest that is its end, too */
    truce_severity severity; /* of what is wrong */
    bool is_wrong;
    truce_status status;
} quotes;

/* How much of the quote was found, and where in the text that ends. */
typedef struct found {
    size_t length, end;
} found;

/* How much of the quote matches when one more byte comes. */
static uint32_t step(const quotes *q, uint32_t matched, char byte) {
    const char *quote = truce__text_bytes(&q->quote);
    while (matched && (matched == q->quote.length || quote[matched] != byte)) matched = q->falls.at[matched - 1];
    return matched + (quote[matched] == byte);
}

static truce_status prepare(quotes *q, const char *quote) {
    truce__text_clear(&q->quote);
    q->falls.count = 0;
    fold(&q->quote, quote, strlen(quote));
    if (q->quote.failed) return TRUCE_E_NOMEM;
    TRY(truce__vec_reserve(q->ctx, &q->falls, q->quote.length + 1));
    q->falls.at[q->falls.count++] = 0;
    for (size_t i = 1; i < q->quote.length; i++) {
        q->falls.at[i] = step(q, q->falls.at[i - 1], q->quote.bytes[i]);
        q->falls.count++;
    }
    return TRUCE_OK;
}

/* The longest beginning of the quote between two places of a text; all of it ends the search. */
static found find(const quotes *q, const folded *f, size_t from, size_t to) {
    found best = {0, from};
    uint32_t matched = 0;
    for (size_t at = from; at < to && best.length < q->quote.length; at++) {
        matched = step(q, matched, f->text.bytes[at]);
        if (matched > best.length) best = (found){matched, at + 1};
    }
    return best;
}

/* ------------------------------------------------------------------- hints */

/* The paragraph that a place of the text is in. */
static uint32_t paragraph_at(const folded *f, size_t place) {
    uint32_t paragraph = 0;
    while (paragraph < count_paragraphs(f) && f->starts.at[paragraph] < place) paragraph++;
    return paragraph;
}

/* The last words before `end`, and the next ones: up to so many bytes, whole words if one fits. */
static int words_before(const char *text, size_t begin, size_t end, const char **words) {
    enum { MOST = 30 };
    size_t from = end > begin + MOST ? end - MOST : begin;
    if (from > begin)
        while (from < end && text[from - 1] != ' ') from++;
    while (from < end && text[from] == ' ') from++;
    *words = text + from;
    return (int)(end - from);
}

static int words_behind(const char *text, size_t from, size_t end) {
    enum { MOST = 30 };
    size_t to = from + MOST < end ? from + MOST : end;
    if (to < end)
        while (to > from && text[to] != ' ') to--;
    return (int)(to - from);
}

static void hint_of(const quotes *q, const folded *f, found most, char *hint, size_t room) {
    const char *text = truce__text_bytes(&f->text), *before = text;
    size_t begin = most.end - most.length, end = most.end;
    int n_before = 0, n_behind = 0;
    found elsewhere = find(q, f, 0, f->text.length);
    if (elsewhere.length == q->quote.length) {
        snprintf(hint, room, "it stands in \xC2\xB6%u", (unsigned)paragraph_at(f, elsewhere.end));
        return;
    }
    while (end > begin && text[end - 1] != ' ') end--;
    while (end > begin && text[end - 1] == ' ') end--;
    size_t from = end + (end > begin);
    if (most.length) {
        n_before = words_before(text, begin, end, &before);
        n_behind = words_behind(text, from, f->starts.at[paragraph_at(f, most.end)] - 1);
    }
    if (n_before && n_behind)
        snprintf(hint, room, "behind '%.*s' the text goes on '%.*s'", n_before, before, n_behind, text + from);
    else snprintf(hint, room, "word for word: only white space and quotation marks may differ");
}

/* ------------------------------------------------------------------ judging */

#define SAY_WRONG(q, loc, hint, ...)                                                                              \
    ((q)->is_wrong = true, truce__diag((q)->ctx, (q)->severity, &(q)->model->source, (loc), (hint), __VA_ARGS__))

static bool has_paragraph(const quotes *q, const truce__cite *cite) {
    return cite->paragraph <= count_paragraphs(&q->folded[cite->source]);
}

static truce_status check_cites(quotes *q, const truce__note *note) {
    for (uint32_t i = 0; i < note->n_cites; i++) {
        const truce__cite *cite = &note->cites[i];
        if (!q->texts[cite->source].bytes || has_paragraph(q, cite)) continue;
        TRY(SAY_WRONG(q, cite->loc, "each line that is not empty is a paragraph",
                      "'%s' has no \xC2\xB6%u: its text has %u paragraphs", q->model->sources[cite->source].id,
                      (unsigned)cite->paragraph, (unsigned)count_paragraphs(&q->folded[cite->source])));
    }
    return TRUCE_OK;
}

static found find_cited(const quotes *q, const truce__cite *cite) {
    const folded *f = &q->folded[cite->source];
    if (!cite->paragraph) return find(q, f, 0, f->text.length);
    return find(q, f, f->starts.at[cite->paragraph - 1], f->starts.at[cite->paragraph]);
}

static truce_status not_found(quotes *q, const truce__note *note, const truce__cite *cite, found most) {
    const char *id = q->model->sources[cite->source].id;
    char hint[200];
    hint_of(q, &q->folded[cite->source], most, hint, sizeof hint);
    if (note->n_cites > 1)
        return SAY_WRONG(q, note->quote_loc, hint, "the quote is in none of the paragraphs cited");
    if (!cite->paragraph) return SAY_WRONG(q, note->quote_loc, hint, "the quote is not in '%s'", id);
    return SAY_WRONG(q, note->quote_loc, hint, "the quote is not in \xC2\xB6%u of '%s'",
                     (unsigned)cite->paragraph, id);
}

/* A quote is judged where the text of everything cited is known. */
static truce_status check_quote(quotes *q, const truce__note *note) {
    found most = {0, 0};
    const truce__cite *nearest = NULL;
    if (note->n_cites == 0)
        return truce__diag(q->ctx, TRUCE_WARNING, &q->model->source, note->quote_loc, "add 'source'",
                           "a quote without a source cannot be checked");
    for (uint32_t i = 0; i < note->n_cites; i++)
        if (!q->texts[note->cites[i].source].bytes || !has_paragraph(q, &note->cites[i])) return TRUCE_OK;
    TRY(prepare(q, note->quote));
    for (uint32_t i = 0; i < note->n_cites; i++) {
        TRY(truce__go_on(q->ctx));
        found one = find_cited(q, &note->cites[i]);
        if (one.length == q->quote.length) return TRUCE_OK;
        if (!nearest || one.length > most.length) most = one, nearest = &note->cites[i];
    }
    return not_found(q, note, nearest, most);
}

static void check_note(void *ud, const truce__input *input) {
    quotes *q = ud;
    if (q->status == TRUCE_OK) q->status = check_cites(q, input->note);
    if (q->status == TRUCE_OK && input->note->quote) q->status = check_quote(q, input->note);
}

/* Texts that are not there, and the others folded. */
static truce_status open_texts(quotes *q) {
    for (uint32_t i = 0; i < q->model->n_sources; i++) {
        const truce__cited_source *source = &q->model->sources[i];
        if (!source->file) continue;
        if (q->texts[i].bytes) TRY(fold_text(q->ctx, &q->texts[i], &q->folded[i]));
        else if (q->texts[i].why) TRY(SAY_WRONG(q, source->file_loc, NULL, "%s", q->texts[i].why));
        else
            TRY(truce__diag(q->ctx, TRUCE_WARNING, &q->model->source, source->file_loc, NULL,
                            "'%s' is not at hand here: what is quoted from it is not checked", source->file));
    }
    return TRUCE_OK;
}

truce_status truce_check_quotes(truce_ctx *ctx, const truce_model *model, const truce_source_text *texts,
                                truce_severity severity) {
    quotes q = {.ctx = ctx, .model = model, .texts = texts, .severity = severity};
    const size_t first = truce_diags_total(ctx);
    q.folded = truce__calloc(ctx, model->n_sources, sizeof *q.folded);
    if (!q.folded) return TRUCE_E_NOMEM;
    truce__text_init(&q.quote, ctx);
    for (uint32_t i = 0; i < model->n_sources; i++) truce__text_init(&q.folded[i].text, ctx);
    truce_status status = open_texts(&q);
    if (status == TRUCE_OK) status = truce__inputs_each(ctx, model, check_note, &q);
    if (status == TRUCE_OK) status = q.status;
    if (status == TRUCE_OK) truce__diags_sort(ctx, first);
    for (uint32_t i = 0; i < model->n_sources; i++) {
        truce__vec_free(ctx, &q.folded[i].starts);
        truce__text_free(&q.folded[i].text);
    }
    truce__vec_free(ctx, &q.falls);
    truce__text_free(&q.quote);
    truce__free(ctx, q.folded);
    return status == TRUCE_OK && q.is_wrong && severity == TRUCE_ERROR ? TRUCE_E_MODEL : status;
}

uint32_t truce_model_source_count(const truce_model *model) { return model->n_sources; }

const char *truce_model_source_file(const truce_model *model, uint32_t source) {
    return model->sources[source].file;
}
