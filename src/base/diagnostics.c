/* SPDX-License-Identifier: Apache-2.0 */
/* Diagnostics: collected in the context, rendered the way compilers print them. */
#include "base/base.h"

#include <assert.h>
#include <stdio.h>

enum { MAX_KEPT = 100, MAX_QUOTED = 160 /* characters of a quoted line */ };

/* ------------------------------------------------------------ collecting */

/* The `line`-th line of the text, without its end; NULL when there is none. */
static const char *find_line(const truce__source *source, uint32_t line, size_t *length) {
    if (!source->text || line == 0) return NULL;
    const char *at = source->text, *end = at + source->length;
    for (uint32_t i = 1; i < line; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at) return NULL;
        at++;
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    if (stop > at && stop[-1] == '\r') stop--;
    *length = (size_t)(stop - at);
    return at;
}

/* Text as it can be printed: unfit characters and bad bytes replaced by one space each, so that columns still
 * count. */
static char *printable(truce__arena *arena, const char *text, size_t length) {
    char *copy = truce__arena_text(arena, text, length);
    if (!copy) return NULL;
    size_t out = 0;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        if (!truce__is_unfit(point) && point != 0xFFFD) memcpy(copy + out, text + at, used), out += used;
        else copy[out++] = ' ';
    }
    copy[out] = 0;
    return copy;
}

/* Cuts a very long line to the part around the column: moves *line forward, shortens *length, and returns the column
 * at which the part begins. A hundred diagnostics of one huge line then keep a hundred parts of it, not a hundred
 * copies. */
static uint32_t cut_line(const char **line, size_t *length, uint32_t column) {
    enum { BEFORE = 2 * MAX_QUOTED, KEPT = 16 * MAX_QUOTED };
    uint32_t first = 1;
    if (*length <= KEPT) return first;
    const char *end = *line + *length, *at = *line;
    if (column > first + BEFORE) at += truce__utf8_skip(at, *length, column - BEFORE - first);
    first += (uint32_t)truce__utf8_count(*line, (size_t)(at - *line));
    *line = at;
    *length = (size_t)(end - at) < KEPT ? (size_t)(end - at) : KEPT;
    /* a cut never falls inside a character */
    while (*length < (size_t)(end - at) && ((unsigned char)at[*length] & 0xC0) == 0x80) --*length;
    return first;
}

truce_status truce__diag(truce_ctx *ctx, truce_severity severity, const truce__source *source, truce__loc loc,
                         const char *hint, const char *format, ...) {
    ctx->diag_counts[severity]++;
    if (ctx->diags.count >= MAX_KEPT) return TRUCE_OK;

    truce__arena *arena = &ctx->diag_arena;
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = length < 0 ? NULL : truce__arena_alloc(arena, (size_t)length + 1, 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);

    size_t line_length = 0;
    const char *line = find_line(source, loc.line, &line_length);
    uint32_t first = line ? cut_line(&line, &line_length, loc.column) : 1;
    const char *file = source->file ? source->file : "";
    truce_diag diag = {
        .severity = severity,
        .file = printable(arena, file, strlen(file)),
        .line = loc.line,
        .column = loc.column,
        .length = loc.length,
        .message = text ? printable(arena, text, (size_t)length) : NULL,
        .hint = hint ? printable(arena, hint, strlen(hint)) : NULL,
        .source = line ? printable(arena, line, line_length) : NULL,
        .source_column = first,
    };
    if (!diag.file || !diag.message || (hint && !diag.hint) || (line && !diag.source)) return TRUCE_E_NOMEM;
    return truce__vec_push(ctx, &ctx->diags, diag);
}

static bool stands_before(const truce_diag *a, const truce_diag *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

void truce__diags_sort(truce_ctx *ctx, size_t first) {
    truce_diag *diags = ctx->diags.at;
    for (size_t i = first + 1; i < ctx->diags.count; i++) {
        truce_diag moved = diags[i];
        size_t at = i;
        for (; at > first && stands_before(&moved, &diags[at - 1]); at--) diags[at] = diags[at - 1];
        diags[at] = moved;
    }
}

size_t truce_diag_count(const truce_ctx *ctx, truce_severity severity) {
    return ctx->diag_counts[severity];
}

size_t truce_diags_total(const truce_ctx *ctx) {
    return ctx->diags.count;
}

const truce_diag *truce_diag_at(const truce_ctx *ctx, size_t index) {
    return index < ctx->diags.count ? &ctx->diags.at[index] : NULL;
}

void truce_diags_clear(truce_ctx *ctx) {
    truce__vec_free(ctx, &ctx->diags);
    truce__arena_free(&ctx->diag_arena);
    ctx->diag_counts[TRUCE_ERROR] = ctx->diag_counts[TRUCE_WARNING] = 0;
}

truce__diags_mark truce__diags_here(const truce_ctx *ctx) {
    return (truce__diags_mark){ctx->diags.count, {ctx->diag_counts[TRUCE_ERROR], ctx->diag_counts[TRUCE_WARNING]}};
}

void truce__diags_forget(truce_ctx *ctx, truce__diags_mark mark) {
    assert(mark.kept <= ctx->diags.count);
    ctx->diags.count = mark.kept;
    for (int i = 0; i < 2; i++) ctx->diag_counts[i] = mark.counts[i];
}

/* --------------------------------------------------------------- hinting */

enum { MAX_WORD = 40 };

/* Edit distance with swaps of neighbours (optimal string alignment), for words up to MAX_WORD bytes. */
static size_t edit_distance(const char *a, size_t n, const char *b, size_t m) {
    size_t rows[3][MAX_WORD + 1];
    for (size_t j = 0; j <= m; j++) rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && higher[j - 2] + 1 < best)
                best = higher[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[n % 3][m];
}

bool truce__is_one_slip(const char *word, size_t length, const char *name) {
    enum { LEAST = 4 }; /* shorter words are near each other anyway */
    size_t other = strlen(name);
    if (length < LEAST || length > MAX_WORD || other > MAX_WORD) return false;
    return edit_distance(word, length, name, other) <= 1;
}

const char *truce__nearest(const char *word, size_t length, const char *const *names, size_t count) {
    const char *best = NULL;
    size_t best_distance = length / 3 + 1; /* more than a third of the letters wrong is too far */
    if (length == 0 || length > MAX_WORD) return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = names[i] ? strlen(names[i]) : 0;
        if (other == 0 || other > MAX_WORD) continue;
        size_t distance = edit_distance(word, length, names[i], other);
        if (distance < best_distance || (distance == best_distance && !best && distance < length))
            best = names[i], best_distance = distance;
    }
    return best;
}

/* ------------------------------------------------------------- rendering */

typedef struct ink {
    const char *bold, *error, *warning, *hint, *off;
} ink;

static const ink plain_ink = {"", "", "", "", ""};
static const ink color_ink = {"\033[1m", "\033[1;31m", "\033[1;35m", "\033[32m", "\033[0m"};

/* Where the quoted part of a long line begins, so that the column stays in view. Counts characters of diag->source
 * from 0. */
static uint32_t first_quoted(uint32_t column, size_t characters) {
    if (characters <= MAX_QUOTED || column < MAX_QUOTED / 2) return 0;
    uint32_t first = column - MAX_QUOTED / 2;
    return first + MAX_QUOTED > characters ? (uint32_t)characters - MAX_QUOTED : first;
}

static void quote(truce__text *text, const truce_diag *diag, const ink *pen) {
    size_t bytes = strlen(diag->source), characters = truce__utf8_count(diag->source, bytes);
    uint32_t column = diag->column - (diag->source_column - 1);
    uint32_t first = first_quoted(column, characters), index = 0, before = 0, under = 0;
    bool is_cut = first > 0 || diag->source_column > 1;
    truce__text_printf(text, "%5u | %s", diag->line, is_cut ? "..." : "");
    for (size_t at = 0, used; at < bytes; at += used, index++) {
        truce__utf8_decode(diag->source + at, bytes - at, &used);
        if (index < first || index >= first + MAX_QUOTED) continue;
        truce__text_add(text, diag->source + at, used);
        uint32_t width = truce__utf8_width(diag->source + at, used);
        if (index + 1 < column) before += width;
        else if (index + 1 < column + diag->length) under += width;
    }
    truce__text_puts(text, first + MAX_QUOTED < characters ? "...\n" : "\n");
    truce__text_printf(text, "      | %s", is_cut ? "   " : "");
    truce__text_fill(text, ' ', before);
    truce__text_printf(text, "%s^", pen->hint);
    if (under > 1) truce__text_fill(text, '~', under - 1);
    if (diag->hint) truce__text_printf(text, " %s", diag->hint);
    truce__text_printf(text, "%s\n", pen->off);
}

static void render_one(truce__text *text, const truce_diag *diag, const ink *pen) {
    bool is_error = diag->severity == TRUCE_ERROR;
    truce__text_puts(text, pen->bold);
    if (diag->file[0]) truce__text_printf(text, "%s:", diag->file);
    if (diag->line) truce__text_printf(text, "%u:%u:", diag->line, diag->column);
    truce__text_printf(text, "%s%s%s%s:%s %s\n", diag->file[0] || diag->line ? " " : "", pen->off,
                       is_error ? pen->error : pen->warning, is_error ? "error" : "warning", pen->off, diag->message);
    if (diag->source) quote(text, diag, pen);
    else if (diag->hint) truce__text_printf(text, "        %s%s%s\n", pen->hint, diag->hint, pen->off);
}

truce_status truce_diags_render(truce_ctx *ctx, size_t first, bool color, const truce_sink *sink) {
    truce__text text;
    truce__text_init(&text, ctx);
    truce_status status = TRUCE_OK;
    for (size_t i = first; i < ctx->diags.count && status == TRUCE_OK; i++) {
        render_one(&text, &ctx->diags.at[i], color ? &color_ink : &plain_ink);
        status = truce__text_flush(&text, sink);
    }
    size_t found = ctx->diag_counts[TRUCE_ERROR] + ctx->diag_counts[TRUCE_WARNING];
    if (status == TRUCE_OK && found > ctx->diags.count) {
        truce__text_printf(&text, "... and %zu more\n", found - ctx->diags.count);
        status = truce__text_flush(&text, sink);
    }
    truce__text_free(&text);
    return status;
}
