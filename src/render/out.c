/* SPDX-License-Identifier: Apache-2.0 */
/* The buffer before the sink, cells, and wrapped prose. */
#include "render/out.h"

enum { BUFFER = 1 << 16, UNLIMITED = 1 << 28 };

void truce__out_init(truce__out *out, truce_ctx *ctx, const truce_render_options *options, const truce_sink *sink) {
    *out = (truce__out){.ctx = ctx, .sink = sink, .color = options->color};
    out->width = options->width == 0 || options->width > UNLIMITED ? UNLIMITED : options->width;
    if (out->width < 20) out->width = 20;
    truce__text_init(&out->text, ctx);
}

void truce__out_note(truce__out *out, truce_status status) {
    if (out->status == TRUCE_OK) out->status = status;
}

static void flush(truce__out *out) {
    if (truce__is_cancelled(out->ctx)) truce__out_note(out, TRUCE_E_CANCELLED);
    if (out->status == TRUCE_OK) truce__out_note(out, truce__text_flush(&out->text, out->sink));
}

void truce__out_mind(truce__out *out) {
    if (out->text.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (out->status == TRUCE_OK && out->text.length >= BUFFER) flush(out);
    if (out->status != TRUCE_OK) out->text.length = 0;
}

truce_status truce__out_end(truce__out *out) {
    flush(out);
    truce__text_free(&out->text);
    return out->status;
}

void truce__out_puts(truce__out *out, const char *bytes) {
    truce__text_puts(&out->text, bytes);
    truce__out_mind(out);
}

void truce__out_add(truce__out *out, const char *bytes, size_t length) {
    truce__text_add(&out->text, bytes, length);
    truce__out_mind(out);
}

void truce__out_number(truce__out *out, uint64_t number) {
    truce__text_number(&out->text, number);
    truce__out_mind(out);
}

void truce__out_fill(truce__out *out, char c, size_t count) {
    truce__text_fill(&out->text, c, count);
    truce__out_mind(out);
}

void truce__out_end_line(truce__out *out) {
    while (out->text.length > 0 && out->text.bytes[out->text.length - 1] == ' ') out->text.length--;
    truce__out_puts(out, "\n");
}

void truce__out_style(truce__out *out, truce__style style) {
    static const char *const codes[] = {"\033[0m", "\033[1m", "\033[1;32m", "\033[31m"};
    if (out->color) truce__out_puts(out, codes[style]);
}

/* The columns of the character at `text`, and the bytes it takes. */
static uint32_t character(const char *text, size_t length, size_t *used) {
    uint32_t point = truce__utf8_decode(text, length, used);
    return truce__is_unfit(point) ? 1 : truce__utf8_width(text, *used);
}

/* As many bytes of `text` as fit into `room` columns, never part of a character or without its marks. */
static size_t fitting(const char *text, size_t length, uint32_t room) {
    uint32_t columns = 0;
    size_t at = 0, used;
    for (; at < length; at += used) {
        uint32_t wide = character(text + at, length - at, &used);
        if (columns + wide > room) break;
        columns += wide;
    }
    return at;
}

static uint32_t columns_of(const char *text, size_t length) {
    uint32_t columns = 0;
    for (size_t at = 0, used; at < length; at += used) columns += character(text + at, length - at, &used);
    return columns;
}

uint32_t truce__columns(const char *text) {
    return columns_of(text, strlen(text));
}

static void clean(truce__out *out, const char *text, size_t length) {
    for (size_t at = 0, used; at < length; at += used) {
        if (truce__is_unfit(truce__utf8_decode(text + at, length - at, &used))) truce__out_puts(out, "\xEF\xBF\xBD");
        else truce__text_add(&out->text, text + at, used);
    }
    truce__out_mind(out);
}

void truce__out_cell(truce__out *out, const char *text, uint32_t width, bool to_right, truce__style style) {
    size_t length = strlen(text);
    uint32_t columns = columns_of(text, length);
    bool is_cut = columns > width;
    if (is_cut) {
        length = fitting(text, length, width ? width - 1 : 0);
        columns = columns_of(text, length) + 1;
    }
    uint32_t blanks = columns < width ? width - columns : 0;
    if (to_right) truce__out_fill(out, ' ', blanks);
    if (style != TRUCE__PLAIN) truce__out_style(out, style);
    clean(out, text, length);
    if (is_cut && width) truce__out_puts(out, "…");
    if (style != TRUCE__PLAIN) truce__out_style(out, TRUCE__PLAIN);
    if (!to_right) truce__out_fill(out, ' ', blanks);
}

/* The end of a command in quotation marks, 'truce solve -', that begins at `at`; `at` where none does. */
static size_t end_of_command(const char *text, size_t length, size_t at) {
    static const char begins[] = "'truce ";
    size_t head = sizeof begins - 1;
    if (length - at < head || memcmp(text + at, begins, head) != 0) return at;
    const char *end = memchr(text + at + head, '\'', length - at - head);
    return end ? (size_t)(end - text) + 1 : at;
}

/* Where a line is broken that would be broken at `cut`: not within a command. */
static size_t before_command(const char *text, size_t length, size_t cut) {
    for (size_t at = 0, end; at < cut; at++) {
        end = end_of_command(text, length, at);
        if (end <= cut) continue;
        while (at > 0 && text[at - 1] != ' ') at--;
        if (at) return at - 1;
        while (end < length && text[end] != ' ') end++;
        return end;
    }
    return cut;
}

size_t truce__line_of(const char *text, size_t length, uint32_t columns) {
    size_t fits = fitting(text, length, columns);
    if (fits == length) return fits;
    size_t cut = fits;
    while (cut > 0 && text[cut] != ' ') cut--;
    if (cut > 0) cut = before_command(text, length, cut);
    if (cut > 0) return cut;
    if (fits > 0) return fits;
    size_t used;
    character(text, length, &used);
    return used;
}

/* When `is_begun` the first line's indentation is there already. */
static void paragraph(truce__out *out, const char *text, size_t length, uint32_t first, uint32_t rest,
                      bool is_begun) {
    uint32_t indent = first;
    do {
        size_t line = truce__line_of(text, length, out->width > indent + 8 ? out->width - indent : 8);
        truce__out_fill(out, ' ', line && !is_begun ? indent : 0);
        is_begun = false;
        clean(out, text, line);
        truce__out_puts(out, "\n");
        while (line < length && text[line] == ' ') line++;
        text += line;
        length -= line;
        indent = rest;
    } while (length > 0 && !truce__out_failed(out));
}

static void prose(truce__out *out, const char *text, uint32_t first, uint32_t rest, bool is_begun) {
    for (;;) {
        size_t length = strcspn(text, "\n");
        paragraph(out, text, length, first, rest, is_begun);
        text += length;
        if (*text++ != '\n') return;
        first = rest;
        is_begun = false;
    }
}

void truce__out_prose(truce__out *out, const char *text, uint32_t first, uint32_t rest) {
    prose(out, text, first, rest, false);
}

void truce__out_prose_on(truce__out *out, const char *text, uint32_t indent) {
    prose(out, text, indent, indent, true);
}
