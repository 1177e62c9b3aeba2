/* SPDX-License-Identifier: Apache-2.0 */
#include "document/source.h"

int truce__clip(const char *text, size_t length) {
    size_t at = 0, used;
    for (int shown = 0; at < length && shown < 60; at += used, shown++)
        truce__utf8_decode(text + at, length - at, &used);
    return (int)at;
}

truce__loc truce__loc_at(const truce__source *source, size_t at) {
    truce__loc loc = {1, 1, 1};
    size_t line = 0;
    for (size_t i = 0; i < at; i++)
        if (source->text[i] == '\n') loc.line++, line = i + 1;
    loc.column = (uint32_t)truce__utf8_count(source->text + line, at - line) + 1;
    return loc;
}

/* The offset of the first byte that cannot occur in text, or `length`. */
static size_t find_binary(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F) return i;
    }
    return length;
}

/* UTF-16 begins with one of two marks, or every second byte of its first letters is 0. */
static bool is_utf16(const truce__source *source) {
    const unsigned char *text = (const unsigned char *)source->text;
    if (source->length < 4) return false;
    bool has_mark = (text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF);
    return has_mark || (!text[0] && !text[2]) || (!text[1] && !text[3]);
}

/* Reports the first byte that is no text. */
static truce_status report_byte(truce_ctx *ctx, const truce__source *source, size_t binary, size_t malformed) {
    size_t at = binary < malformed ? binary : malformed;
    unsigned byte = (unsigned char)source->text[at];
    truce__loc loc = truce__loc_at(source, at);
    const char *const hint = "save the file as UTF-8";
    if (is_utf16(source)) return truce__diag(ctx, TRUCE_ERROR, source, loc, hint, "the file is in UTF-16");
    if (at == malformed)
        return truce__diag(ctx, TRUCE_ERROR, source, loc, hint, "the byte 0x%02X is not UTF-8", byte);
    if (malformed < source->length || !byte)
        return truce__diag(ctx, TRUCE_ERROR, source, loc, "a model is text in UTF-8",
                           "the file is not text: it holds the byte 0x%02X", byte);
    return truce__diag(ctx, TRUCE_ERROR, source, loc, "remove it", "the text holds the control character U+%04X",
                       byte);
}

truce_status truce__check_bytes(truce_ctx *ctx, const truce__source *source) {
    size_t blank = 0;
    while (blank < source->length && (unsigned char)source->text[blank] <= ' ' && source->text[blank]) blank++;
    if (blank == source->length)
        return truce__diag(ctx, TRUCE_ERROR, source, (truce__loc){0}, "a model begins with 'truce: 1'",
                           "the file is empty");
    size_t binary = find_binary(source->text, source->length);
    size_t malformed = truce__utf8_check(source->text, source->length);
    bool is_text = binary == source->length && malformed == source->length;
    return is_text ? TRUCE_OK : report_byte(ctx, source, binary, malformed);
}

truce_status truce__keep_text(truce__arena *arena, const char *text, size_t length, const char *file,
                              truce__source *source) {
    if (length >= 3 && memcmp(text, TRUCE__BYTE_ORDER_MARK, 3) == 0) text += 3, length -= 3;
    char *copy = truce__arena_text(arena, text, length);
    const char *name = truce__arena_text(arena, file, strlen(file));
    if (!copy || !name) return TRUCE_E_NOMEM;
    size_t out = 0;
    for (size_t i = 0; i < length; i++) {
        if (copy[i] == '\r' && i + 1 < length && copy[i + 1] == '\n') continue;
        copy[out++] = copy[i] == '\r' ? '\n' : copy[i];
    }
    copy[out] = 0;
    *source = (truce__source){.file = name, .text = copy, .length = out};
    return TRUCE_OK;
}

truce_status truce__too_long(truce_ctx *ctx, size_t length, const char *file) {
    truce__source source = {.file = file};
    TRY(truce__diag(ctx, TRUCE_ERROR, &source, (truce__loc){0}, NULL,
                    "the text has %zu bytes; a model may have %d", length, TRUCE__MAX_TEXT));
    return TRUCE_E_LIMIT;
}
