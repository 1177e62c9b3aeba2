/* SPDX-License-Identifier: Apache-2.0 */
/*
 * application/x-www-form-urlencoded, read strictly: each field of the form once, in UTF-8 without zero bytes, and no
 * longer than a form can be. The fields go into the object that the page's script posts, so that one reader decides
 * what a comment may contain. Everything in the answer is escaped, and its policy allows nothing.
 */
#include "form.h"

#include "bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST = 160 << 10 }; /* bytes of a form: its texts, each byte as %XX */

typedef enum field { MODEL, NAME, EMAIL, ABOUT, HOW, VALUE, COMMENT, FIELDS } field;
static const char *const names[FIELDS] = {"model", "name", "email", "about", "how", "value", "comment"};

bool is_form(const request *q) {
    static const char type[] = "application/x-www-form-urlencoded";
    const size_t length = sizeof type - 1;
    if (!q->content_type || strncasecmp(q->content_type, type, length) != 0) return false;
    return strchr(" ;", q->content_type[length]) != NULL; /* the type must end there */
}

/* ------------------------------------------------------------------ reading */

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes in place and returns the new length; SIZE_MAX after a malformed %XX. Line ends become those used everywhere
 * here. */
static size_t decode(char *at, size_t length) {
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        char c = at[i] == '+' ? ' ' : at[i];
        if (c == '%') {
            int high = i + 2 < length ? digit(at[i + 1]) : -1, low = high < 0 ? -1 : digit(at[i + 2]);
            if (low < 0) return SIZE_MAX;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\n' && n > 0 && at[n - 1] == '\r') n--;
        at[n++] = c;
    }
    return n;
}

/* Without blanks at either end, ended by 0. */
static char *trim(char *at, size_t length) {
    while (length > 0 && strchr(" \t\r\n", at[length - 1])) length--;
    at[length] = 0;
    return at + strspn(at, " \t\r\n");
}

/* Reads one "name=value" of `length` bytes; one more byte follows them. NULL, or an error. */
static const char *read_pair(char *pair, size_t length, char *values[FIELDS]) {
    char *equals = memchr(pair, '=', length);
    if (!equals) return "a field without a value";
    int f = 0;
    *equals = 0;
    while (f < FIELDS && strcmp(names[f], pair) != 0) f++;
    if (f == FIELDS) return "a field that the form does not have";
    if (values[f]) return "a field twice";
    size_t coded = length - (size_t)(equals + 1 - pair), plain = decode(equals + 1, coded);
    if (plain == SIZE_MAX || !is_text(equals + 1, plain)) return "a field that is no text";
    values[f] = trim(equals + 1, plain);
    return NULL;
}

static const char *read_pairs(char *text, size_t length, char *values[FIELDS]) {
    for (char *at = text, *end = text + length, *next; at < end; at = next + 1) {
        next = memchr(at, '&', (size_t)(end - at));
        if (!next) next = end;
        const char *why = read_pair(at, (size_t)(next - at), values);
        if (why) return why;
    }
    for (int f = 0; f < FIELDS; f++)
        if (!values[f]) return "a field is missing";
    return NULL;
}

/* ------------------------------------------------------------------- object */

static const char *behind(const char *text, const char *start) {
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 ? text + length : "";
}

/* A whole number from 0; -1 for anything else. */
static int64_t number_of(const char *text) {
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    return *text < '0' || *text > '9' || *end || errno ? -1 : number;
}

/* The change as a list of one edit, as the page's script makes it. NULL: no change is proposed. */
static json_object *change_of(const char *path, char *const values[FIELDS]) {
    const char *how = values[HOW], *value = values[VALUE];
    bool needs_value = strcmp(how, "remove") != 0;
    if (!*path || !*how || (needs_value && !*value)) return NULL;
    json_object *list = json_object_new_array(), *edit = json_object_new_object();
    add_text(edit, "op", how);
    add_text(edit, "path", path);
    if (strcmp(how, "move") == 0) add_number(edit, "to", number_of(value));
    else if (needs_value) add_text(edit, "value", value);
    json_object_array_add(list, edit);
    return list;
}

static json_object *object_of(char *const values[FIELDS]) {
    json_object *object = json_object_new_object();
    const char *input = behind(values[ABOUT], "input ");
    add_number(object, "model", number_of(values[MODEL]));
    add_text(object, "name", values[NAME]);
    add_text(object, "email", values[EMAIL]);
    add_text(object, "input", input);
    add_text(object, "claim", behind(values[ABOUT], "claim "));
    json_object_object_add(object, "change", change_of(input, values));
    add_text(object, "comment", values[COMMENT]);
    return object;
}

json_object *read_form(const request *q, response *r) {
    char *values[FIELDS] = {NULL}, *text = q->length <= MOST ? copy_bytes(q->body, q->length) : NULL;
    json_object *object = NULL;
    if (q->length > MOST) {
        answer_error(r, 413, "the form is larger than %d KiB", MOST >> 10);
    } else if (!text) {
        answer_error(r, 500, "out of memory");
    } else {
        const char *why = read_pairs(text, q->length, values);
        if (why) answer_error(r, 400, "this is not the form of a brief: %s", why);
        else object = object_of(values);
    }
    free(text);
    return object;
}

/* ------------------------------------------------------------------- answer */

static void put(bytes *page, const char *text) { bytes_add(page, text, strlen(text)); }

static void put_escaped(bytes *page, const char *text) {
    static const char special[] = "&<>\"'";
    static const char *const written[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    while (*text) {
        size_t plain = strcspn(text, special);
        bytes_add(page, text, plain);
        text += plain;
        if (*text) put(page, written[strchr(special, *text++) - special]);
    }
}

static void put_way_back(bytes *page, int64_t model) {
    char link[100];
    if (model <= 0) return;
    snprintf(link, sizeof link, "<p><a href=\"/api/models/%lld/brief\">Back to the article</a></p>\n",
             (long long)model);
    put(page, link);
}

void answer_person(response *r, int64_t model) {
    const bool is_taken = r->status == 201;
    json_object *said = r->body ? json_tokener_parse(r->body) : NULL;
    const char *why = is_taken ? NULL : json_object_get_string(json_object_object_get(said, "error"));
    bytes page = {0};
    put(&page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
               "content=\"width=device-width\">\n"
               "<title>Your reply</title>\n</head>\n<body>\n<main>\n<h1>Your reply</h1>\n<p>");
    put(&page, is_taken ? "Thank you. Your reply was received and will be read before it is shown."
                        : "Your reply was not accepted. Go back to correct it: ");
    put_escaped(&page, why ? why : "");
    put(&page, "</p>\n");
    if (is_taken) put_way_back(&page, model);
    put(&page, "</main>\n</body>\n</html>\n");
    json_object_put(said);
    if (!page.failed) {
        unsigned status = r->status;
        size_t length;
        response_free(r);
        char *body = bytes_take(&page, &length);
        *r = (response){.status = status,
                        .type = "text/html; charset=utf-8",
                        .body = body,
                        .length = length,
                        .is_owned = true,
                        .policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"};
    }
    bytes_free(&page);
}
