/* SPDX-License-Identifier: Apache-2.0 */
#include "document/source.h"

static truce__loc loc_of_byte(const char *text, size_t at) {
    truce__loc loc = {1, 1, 1};
    size_t line = 0;
    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') loc.line++, line = i + 1;
    loc.column = (uint32_t)truce__utf8_count(text + line, at - line) + 1;
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

truce_status truce__check_bytes(truce_ctx *ctx, const truce__source *source) {
    size_t blank = 0;
    while (blank < source->length && (unsigned char)source->text[blank] <= ' ' && source->text[blank]) blank++;
    if (blank == source->length)
        return truce__diag(ctx, TRUCE_ERROR, source, (truce__loc){0}, "a model begins with 'truce: 1'",
                           "the file is empty");
    size_t binary = find_binary(source->text, source->length);
    size_t malformed = truce__utf8_check(source->text, source->length);
    if (binary < source->length && binary <= malformed)
        return truce__diag(ctx, TRUCE_ERROR, source, (truce__loc){0}, NULL,
                           "the file is not text: line %u holds the byte 0x%02X",
                           loc_of_byte(source->text, binary).line, (unsigned)(unsigned char)source->text[binary]);
    if (malformed < source->length)
        return truce__diag(ctx, TRUCE_ERROR, source, loc_of_byte(source->text, malformed), "save the file as UTF-8",
                           "the byte 0x%02X is not UTF-8", (unsigned)(unsigned char)source->text[malformed]);
    return TRUCE_OK;
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
