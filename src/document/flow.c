/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values as YAML, on one line or by lines. Written by hand for the reason given in write.c. Quotes change the meaning
 * in three places only: state numbers, nothing (`null`), and text that would break the line's syntax.
 */
#include "document/flow.h"

/* --------------------------------------------------------------- scalars */

static bool is_reserved(const char *text) {
    static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = 0;
        while (words[i][at] && (text[at] | 0x20) == words[i][at]) at++;
        if (!words[i][at] && !text[at]) return true;
    }
    return false;
}

/* Code points that a reader of YAML may take for a break, a mark or nothing. */
static bool is_escaped(uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 || point == 0xFEFF ||
           (point & 0xFFFE) == 0xFFFE;
}

/* True when the text can stand without quotes, in a block or between brackets. */
static bool is_plain_text(const char *text) {
    size_t length = strlen(text);
    unsigned char first = (unsigned char)text[0];
    bool is_letter =
        (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80 || first == '(';
    if (!is_letter || text[length - 1] == ' ' || text[length - 1] == ':' || is_reserved(text)) return false;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        if (is_escaped(point) || point == 0xA0 || strchr("[]{}", text[at])) return false;
        if (text[at] == ':' && text[at + 1] == ' ') return false;
        if (text[at] == ' ' && text[at + 1] == '#') return false;
    }
    return true;
}

static void write_quoted(truce__text *text, const char *value) {
    size_t length = strlen(value);
    truce__text_puts(text, "\"");
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(value + at, length - at, &used);
        if (point == '\n') truce__text_puts(text, "\\n");
        else if (point == '\t') truce__text_puts(text, "\\t");
        else if (point == '"' || point == '\\') truce__text_printf(text, "\\%c", (char)point);
        else if (is_escaped(point)) truce__text_printf(text, point > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)point);
        else truce__text_add(text, value + at, used);
    }
    truce__text_puts(text, "\"");
}

void truce__write_scalar(truce__text *text, const char *value) {
    if (is_plain_text(value)) truce__text_puts(text, value);
    else write_quoted(text, value);
}

/* Between brackets a comma ends an element. */
void truce__write_flow_scalar(truce__text *text, const char *value) {
    if (is_plain_text(value) && !strchr(value, ',')) truce__text_puts(text, value);
    else write_quoted(text, value);
}

/* ---------------------------------------------------------------- values */

/* "0.8", "-3", "2025-05-12", "yes", "null": harmless without quotes wherever a value may stand. */
static bool is_token(const char *text) {
    if (*text == '-') text++;
    bool is_alnum = false;
    for (const char *at = text; *at; at++) {
        is_alnum = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        if (!is_alnum && (at == text || !strchr("._-", *at))) return false;
    }
    return is_alnum;
}

/* Text that means something else in quotes: a number, or nothing. */
static bool is_special(const truce__yaml *node) {
    truce__yaml plain = *node;
    plain.is_plain = true;
    return truce__yaml_is_null(&plain) || node->text[strspn(node->text, "0123456789")] == 0;
}

static void write_node_scalar(truce__text *text, const truce__yaml *node, bool is_between) {
    if (truce__yaml_is_null(node)) truce__text_puts(text, "null");
    else if (is_special(node) && !node->is_plain) write_quoted(text, node->text);
    else if (is_token(node->text)) truce__text_puts(text, node->text);
    else if (is_between) truce__write_flow_scalar(text, node->text);
    else truce__write_scalar(text, node->text);
}

/* Some readers of YAML take keys of at most 1024 characters unless a '?' announces them. */
void truce__write_key(truce__text *text, const truce__yaml *key) {
    bool is_long = key->length > TRUCE__LONG_KEY;
    if (is_long) truce__text_puts(text, "? ");
    if (is_special(key)) write_quoted(text, key->text);
    else write_node_scalar(text, key, true);
    truce__text_puts(text, is_long ? " : " : ": ");
}

void truce__write_flow(truce__text *text, const truce__yaml *node, size_t limit) {
    if (text->length > limit) return;
    if (node->kind == TRUCE__YAML_SCALAR) {
        write_node_scalar(text, node, true);
        return;
    }
    bool is_map = node->kind == TRUCE__YAML_MAP;
    truce__text_puts(text, is_map ? "{" : "[");
    for (const truce__pair *pair = node->first; pair && text->length <= limit; pair = pair->next) {
        if (pair != node->first) truce__text_puts(text, ", ");
        if (is_map) truce__write_key(text, pair->key);
        truce__write_flow(text, pair->value, limit);
    }
    truce__text_puts(text, is_map ? "}" : "]");
}

void truce__write_value(truce__text *text, const truce__yaml *node, size_t limit) {
    if (node->kind == TRUCE__YAML_SCALAR) write_node_scalar(text, node, false);
    else truce__write_flow(text, node, limit);
}

bool truce__is_by_lines(const truce__yaml *key, const truce__yaml *value) {
    static const char *const words[] = {"order", "rank", "options", "feasible", "leaves_out"};
    bool is_short = value->kind == TRUCE__YAML_LIST;
    if (value->kind == TRUCE__YAML_SCALAR || !value->count || (key && key->length > TRUCE__LONG_KEY)) return false;
    for (const truce__pair *pair = value->first; pair && is_short; pair = pair->next)
        is_short = pair->value->kind == TRUCE__YAML_SCALAR;
    for (size_t i = 0; key && is_short && i < sizeof words / sizeof *words; i++)
        is_short = strcmp(key->text, words[i]) != 0;
    return !is_short;
}

void truce__write_lines(truce__text *text, const truce__yaml *node, size_t indent, size_t step, size_t limit) {
    for (const truce__pair *pair = node->first; pair && text->length <= limit; pair = pair->next) {
        bool is_by_lines = truce__is_by_lines(pair->key, pair->value);
        if (pair != node->first) {
            truce__text_puts(text, "\n");
            truce__text_fill(text, ' ', indent);
        }
        if (pair->key) truce__write_key(text, pair->key);
        else truce__text_puts(text, "- ");
        if (!is_by_lines) {
            truce__write_value(text, pair->value, limit);
            continue;
        }
        size_t inner = indent + (pair->key ? step : TRUCE__DASH);
        if (pair->key) truce__begin_lines(text, inner);
        truce__write_lines(text, pair->value, inner, step, limit);
    }
}

void truce__begin_lines(truce__text *text, size_t indent) {
    while (!text->failed && text->length && text->bytes[text->length - 1] == ' ') text->bytes[--text->length] = 0;
    truce__text_puts(text, "\n");
    truce__text_fill(text, ' ', indent);
}

bool truce__yaml_equal(const truce__yaml *a, const truce__yaml *b) {
    if (a->kind != b->kind || a->count != b->count) return false;
    if (a->kind == TRUCE__YAML_SCALAR) {
        bool is_same = a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
        if (truce__yaml_is_null(a) || truce__yaml_is_null(b)) return truce__yaml_is_null(a) && truce__yaml_is_null(b);
        return is_same && (a->is_plain == b->is_plain || !is_special(a));
    }
    const truce__pair *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next) {
        if (x->key && (x->key->length != y->key->length || memcmp(x->key->text, y->key->text, x->key->length) != 0))
            return false;
        if (!truce__yaml_equal(x->value, y->value)) return false;
    }
    return !x && !y;
}
