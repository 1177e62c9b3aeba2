/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Slips that are YAML and yet not what was meant: a dash of another kind, "a:b", "2,5". YAML takes them for plain
 * text, so that the readers meet them where they expect something else; the hint says what to write.
 */
#include "model/reader.h"

#include <stdio.h>
#include <stdlib.h>

/* The end of the word that begins at `at`. */
static size_t word_end(const truce__yaml *node, size_t at) {
    while (at < node->length && !strchr(" \t\n,:=", node->text[at])) at++;
    return at;
}

/* "truce:1" and "truce = 1" for "truce: 1". */
static bool tight_colon(const truce__yaml *node, char hint[TRUCE__READ_HINT]) {
    size_t word = word_end(node, 0), sign = word;
    while (sign < node->length && node->text[sign] == ' ') sign++;
    bool is_sign = sign < node->length && (node->text[sign] == '=' || (sign == word && node->text[sign] == ':'));
    if (!is_sign || word == 0 || sign + 1 == node->length || node->text[sign + 1] == '/') return false;
    size_t value = sign + 1;
    while (value < node->length && node->text[value] == ' ') value++;
    size_t end = word_end(node, value);
    snprintf(hint, TRUCE__READ_HINT, "write '%.*s: %.*s', with a space behind the ':'", truce__clip(node->text, word),
             node->text, truce__clip(node->text + value, end - value), node->text + value);
    return true;
}

bool truce__structure_hint(const truce__yaml *node, char hint[TRUCE__READ_HINT]) {
    if (node->kind != TRUCE__YAML_SCALAR || !node->is_plain || node->length == 0) return false;
    if (truce__lookalike_hint(node->text, node->length, hint)) return true;
    if (node->text[0] == '-' && node->length > 1 && !strchr("-0123456789.", node->text[1])) {
        size_t end = word_end(node, 1);
        snprintf(hint, TRUCE__READ_HINT, "write '- %.*s', with a space behind the '-'",
                 truce__clip(node->text + 1, end - 1), node->text + 1);
        return true;
    }
    return tight_colon(node, hint);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool are_digits(const truce__yaml *node, size_t from, size_t to) {
    for (size_t at = from; at < to; at++)
        if (!is_digit(node->text[at])) return false;
    return to > from;
}

bool truce__decimal_hint(const truce__yaml *node, char hint[TRUCE__READ_HINT]) {
    const char *text = node->text, *comma = memchr(text, ',', node->length);
    size_t sign = text[0] == '+' || text[0] == '-', at = comma ? (size_t)(comma - text) : 0;
    truce__decimal share;
    if (truce__lookalike_hint(text, node->length, hint)) return true;
    if (comma && are_digits(node, sign, at) && are_digits(node, at + 1, node->length)) {
        snprintf(hint, TRUCE__READ_HINT, "write %.*s.%.20s", at < 20 ? (int)at : 20, text, comma + 1);
        return true;
    }
    bool is_percent = node->length > 1 && text[node->length - 1] == '%';
    if (truce__is_decimal(text, node->length)) {
        double value = strtod(text, NULL);
        if (value < 1e17 && value > -1e17) snprintf(hint, TRUCE__READ_HINT, "round it: %.15g", value);
        else snprintf(hint, TRUCE__READ_HINT, "measure in larger units: numbers are smaller than 10^17");
        return true;
    }
    if (!is_percent || !truce__decimal_parse(text, node->length - 1, &share)) return false;
    snprintf(hint, TRUCE__READ_HINT, "write %g: a share, not percent", truce__decimal_double(share) / 100);
    return true;
}

truce_status truce__keep_exact(truce__reader *reader, const truce__yaml *node, truce__decimal *value) {
    truce__text text;
    truce__wide wide;
    char hint[TRUCE__READ_HINT];
    if (!value->exact) return TRUCE_OK;
    if (!truce__decimal_widen(*value, truce__decimal_places(*value), &wide)) {
        truce__decimal_hint(node, hint);
        return truce__read_error(reader, node->loc, hint, "'%.*s' has too many digits", TRUCE__SHOWN(node));
    }
    truce__text_init(&text, reader->ctx);
    truce__decimal_write_exact(&text, *value);
    value->exact = text.failed ? NULL : truce__arena_text(reader->arena, text.bytes, text.length);
    truce__text_free(&text);
    return value->exact ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__read_cut_decimal(truce__reader *reader, const truce__pair *before, const truce__pair *pair,
                                     bool *is_cut) {
    char hint[TRUCE__READ_HINT];
    *is_cut = false;
    if (!before || !truce__yaml_is_null(pair->value) || !are_digits(pair->key, 0, pair->key->length)) return TRUCE_OK;
    const truce__yaml *whole = before->value;
    bool is_number = whole->kind == TRUCE__YAML_SCALAR && whole->is_plain &&
                     are_digits(whole, whole->text[0] == '+' || whole->text[0] == '-', whole->length);
    if (!is_number) return TRUCE_OK;
    *is_cut = true;
    snprintf(hint, sizeof hint, "write %.20s.%.20s", whole->text, pair->key->text);
    return truce__read_error(reader, pair->key->loc, hint, "a ',' ends the value '%.*s'", TRUCE__SHOWN(whole));
}

static bool is_letter(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

truce_status truce__warn_of_comment(truce__reader *reader, const truce__yaml *node) {
    const truce__source *source = &reader->model->source;
    size_t at = node->extent.end;
    if (!reader->has_text || !node->is_plain || node->length == 0 || at >= source->length) return TRUCE_OK;
    while (at < source->length && (source->text[at] == ' ' || source->text[at] == '\t')) at++;
    bool is_comment = at > node->extent.end && at + 1 < source->length && source->text[at] == '#';
    if (!is_comment || !is_letter(source->text[at + 1])) return TRUCE_OK;
    truce__loc loc = truce__loc_at(source, at);
    return truce__diag(reader->ctx, TRUCE_WARNING, source, loc, "put quotes around all of the text to keep it",
                       "text after ' #' is a comment");
}
