/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON writer, and the members that every result has in common. */
#include "render/json.h"

/* Bytes that stand in a text as they are: most texts are nothing else. */
static size_t plain_length(const char *text) {
    size_t length = 0;
    for (unsigned char c; (c = (unsigned char)text[length]) >= 0x20 && c < 0x7F && c != '"' && c != '\\';) length++;
    return length;
}

/* One character that is not plain; gives its bytes. */
static size_t escaped_character(truce__out *out, const char *text) {
    size_t length = 1, used;
    while (length < 4 && text[length]) length++;
    uint32_t point = truce__utf8_decode(text, length, &used);
    if (point == '"' || point == '\\') truce__text_printf(&out->text, "\\%c", (char)point);
    else if (point == '\n') truce__text_puts(&out->text, "\\n");
    else if (point == '\t') truce__text_puts(&out->text, "\\t");
    else if (point < 0x20 || point == 0x7F) truce__text_printf(&out->text, "\\u%04x", (unsigned)point);
    else if (point == 0xFFFD && used == 1) truce__text_puts(&out->text, "\\ufffd");
    else truce__text_add(&out->text, text, used);
    return used;
}

static void escaped(truce__out *out, const char *text) {
    truce__text_add(&out->text, "\"", 1);
    for (;;) {
        size_t length = plain_length(text);
        truce__text_add(&out->text, text, length);
        text += length;
        if (!*text) break;
        text += escaped_character(out, text);
    }
    truce__out_add(out, "\"", 1);
}

/* The comma, the line break and the key before a value. */
static void before(truce__json *json, const char *key) {
    if (json->depth > 0) {
        bool is_tall = json->at[json->depth - 1].is_tall;
        if (json->at[json->depth - 1].has_members) truce__out_puts(json->out, is_tall ? "," : ", ");
        if (is_tall && (json->at[json->depth - 1].has_members || json->depth > 1)) {
            truce__out_puts(json->out, "\n");
            truce__out_fill(json->out, ' ', json->depth);
        }
        json->at[json->depth - 1].has_members = true;
    }
    if (!key) return;
    escaped(json->out, key);
    truce__out_puts(json->out, ": ");
}

static void open_with(truce__json *json, const char *key, bool is_tall, const char *open, char close) {
    before(json, key);
    truce__out_puts(json->out, open);
    json->at[json->depth].close = close;
    json->at[json->depth].is_tall = is_tall;
    json->at[json->depth].has_members = false;
    json->depth++;
}

void truce__json_object(truce__json *json, const char *key, bool is_tall) {
    open_with(json, key, is_tall, "{", '}');
}

void truce__json_list(truce__json *json, const char *key, bool is_tall) {
    open_with(json, key, is_tall, "[", ']');
}

void truce__json_end(truce__json *json) {
    json->depth--;
    truce__out_add(json->out, &json->at[json->depth].close, 1);
    if (json->depth == 0) truce__out_puts(json->out, "\n");
}

void truce__json_text(truce__json *json, const char *key, const char *value) {
    before(json, key);
    if (value) escaped(json->out, value);
    else truce__out_puts(json->out, "null");
}

void truce__json_number(truce__json *json, const char *key, uint64_t value) {
    before(json, key);
    truce__out_number(json->out, value);
}

void truce__json_raw(truce__json *json, const char *key, const char *text) {
    before(json, key);
    truce__out_puts(json->out, text);
}

void truce__json_bool(truce__json *json, const char *key, bool value) {
    truce__json_raw(json, key, value ? "true" : "false");
}

void truce__json_null(truce__json *json, const char *key) {
    truce__json_raw(json, key, "null");
}
