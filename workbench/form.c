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

static const char *const names[FORM_FIELDS] = {"model", "name", "email", "about", "how", "value", "comment"};

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
static const char *read_pair(char *pair, size_t length, char *values[FORM_FIELDS]) {
    char *equals = memchr(pair, '=', length);
    if (!equals) return "a field without a value";
    int f = 0;
    *equals = 0;
    while (f < FORM_FIELDS && strcmp(names[f], pair) != 0) f++;
    if (f == FORM_FIELDS) return "a field that the form does not have";
    if (values[f]) return "a field twice";
    size_t coded = length - (size_t)(equals + 1 - pair), plain = decode(equals + 1, coded);
    if (plain == SIZE_MAX || !is_text(equals + 1, plain)) return "a field that is no text";
    values[f] = trim(equals + 1, plain);
    return NULL;
}

static const char *read_pairs(char *text, size_t length, char *values[FORM_FIELDS]) {
    for (char *at = text, *end = text + length, *next; at < end; at = next + 1) {
        next = memchr(at, '&', (size_t)(end - at));
        if (!next) next = end;
        const char *why = read_pair(at, (size_t)(next - at), values);
        if (why) return why;
    }
    for (int f = 0; f < FORM_FIELDS; f++)
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

/* What a change lacks, and the member of the object where it is missing; NULL: nothing. */
static const char *lack_of(char *const values[FORM_FIELDS], const char **member) {
    const char *how = values[FORM_HOW], *value = values[FORM_VALUE];
    *member = "change";
    if (!*how) return *value ? "choose what is to happen with the text that you gave, or leave it out" : NULL;
    if (strcmp(how, "remove") != 0 && !*value) return "a change needs a text or a place: what should it say?";
    if (*behind(values[FORM_ABOUT], "input ")) return NULL;
    *member = "input";
    return "a change needs an input: choose the one that you dispute";
}

/* The change as a list of one edit, as the page's script makes it. NULL: no change is proposed. */
static json_object *change_of(const char *path, char *const values[FORM_FIELDS]) {
    const char *how = values[FORM_HOW], *value = values[FORM_VALUE];
    if (!*how) return NULL;
    json_object *list = json_object_new_array(), *edit = json_object_new_object();
    add_text(edit, "op", how);
    add_text(edit, "path", path);
    if (strcmp(how, "move") == 0) add_number(edit, "to", number_of(value));
    else if (strcmp(how, "remove") != 0) add_text(edit, "value", value);
    json_object_array_add(list, edit);
    return list;
}

static json_object *object_of(char *const values[FORM_FIELDS]) {
    json_object *object = json_object_new_object();
    const char *input = behind(values[FORM_ABOUT], "input ");
    add_number(object, "model", number_of(values[FORM_MODEL]));
    add_text(object, "name", values[FORM_NAME]);
    add_text(object, "email", values[FORM_EMAIL]);
    add_text(object, "input", input);
    add_text(object, "claim", behind(values[FORM_ABOUT], "claim "));
    json_object_object_add(object, "change", change_of(input, values));
    add_text(object, "comment", values[FORM_COMMENT]);
    return object;
}

/* The text of the form, to be taken apart; NULL after an error answer. */
static char *take(const request *q, response *r) {
    char *text = q->length <= MOST ? copy_bytes(q->body, q->length) : NULL;
    if (q->length > MOST) answer_error(r, 413, "the form is larger than %d KiB", MOST >> 10);
    else if (!text) answer_error(r, 500, "out of memory");
    return text;
}

json_object *read_form(const request *q, response *r, form *f) {
    *f = (form){.text = take(q, r)};
    if (!f->text) return NULL;
    const char *member = NULL, *why = read_pairs(f->text, q->length, f->values);
    f->is_whole = !why;
    if (why) {
        answer_error(r, 400, "this is not the form of a brief: %s", why);
        return NULL;
    }
    f->model = number_of(f->values[FORM_MODEL]);
    why = lack_of(f->values, &member);
    if (!why) return object_of(f->values);
    answer_member_error(r, 400, member, why);
    return NULL;
}

void form_free(form *f) {
    free(f->text);
    *f = (form){0};
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

/* What a reader wrote, without the address, which no answer contains. */
static void put_kept(bytes *page, const form *f, form_field field) {
    const char *address = f->values[FORM_EMAIL], *text = f->values[field];
    size_t length = strchr(address, '@') ? strlen(address) : 0;
    for (; *text; text++) {
        if (length && strncasecmp(text, address, length) == 0) {
            put(page, "[e-mail]");
            text += length - 1;
        } else {
            put_escaped(page, (const char[]){*text, 0});
        }
    }
}

/* The label and the beginning of the tag of a field, marked where the error is. */
static void put_field(bytes *page, const char *label, const char *tag, form_field field, form_field wrong) {
    put(page, "<p><label>");
    put(page, label);
    put(page, "<br>\n<");
    put(page, tag);
    put(page, " name=\"");
    put(page, names[field]);
    put(page, field == wrong ? "\" aria-invalid=\"true\" aria-describedby=\"why\" autofocus" : "\"");
}

static void put_input(bytes *page, const form *f, const char *label, const char *tag, form_field field,
                      form_field wrong) {
    put_field(page, label, tag, field, wrong);
    put(page, " value=\"");
    if (field != FORM_EMAIL) put_kept(page, f, field);
    put(page, "\"></label></p>\n");
}

static void put_choice(bytes *page, const char *value, const char *label, bool is_chosen) {
    put(page, "<option value=\"");
    put_escaped(page, value);
    put(page, is_chosen ? "\" selected>" : "\">");
    put_escaped(page, label);
    put(page, "</option>\n");
}

static void put_choices(bytes *page, const form *f, form_field wrong) {
    static const char *const hows[][2] = {{"", "No change, only a comment"},
                                          {"set", "It should say something else"},
                                          {"move", "It belongs at another place in the list"},
                                          {"remove", "It should not be there"}};
    const char *about = f->values[FORM_ABOUT];
    put_field(page, "What you dispute", "select", FORM_ABOUT, wrong);
    put(page, ">\n");
    if (*about && !strchr(about, '@')) put_choice(page, about, about, true);
    put_choice(page, "", "Nothing in particular", false);
    put(page, "</select></label></p>\n");
    put_field(page, "Your change", "select", FORM_HOW, wrong);
    put(page, ">\n");
    for (size_t i = 0; i < sizeof hows / sizeof *hows; i++)
        put_choice(page, hows[i][0], hows[i][1], strcmp(hows[i][0], f->values[FORM_HOW]) == 0);
    put(page, "</select></label></p>\n");
}

/* The form again, as it was filled in, so that nothing is lost. */
static void put_form(bytes *page, const form *f, form_field wrong) {
    put(page, "<p>What you wrote stands below. Correct it and post it again; give your e-mail address again too, "
              "which no page repeats.</p>\n<form method=\"post\" action=\"/api/replies\">\n"
              "<input type=\"hidden\" name=\"model\" value=\"");
    put_escaped(page, f->values[FORM_MODEL]);
    put(page, "\">\n");
    put_input(page, f, "Name", "input maxlength=\"200\" required", FORM_NAME, wrong);
    put_input(page, f, "E-mail", "input type=\"email\" maxlength=\"200\" required", FORM_EMAIL, wrong);
    put_choices(page, f, wrong);
    put_input(page, f, "What it should say, or the place in the list where it belongs", "input maxlength=\"2000\"",
              FORM_VALUE, wrong);
    put_field(page, "Comment", "textarea rows=\"6\" maxlength=\"20000\" required", FORM_COMMENT, wrong);
    put(page, ">\n");
    put_kept(page, f, FORM_COMMENT);
    put(page, "</textarea></label></p>\n<button type=\"submit\">Post the reply</button>\n</form>\n");
}

/* The field of the form in which a member of the object is filled in. */
static form_field field_of(const form *f, const char *member) {
    static const char *const members[] = {"name", "email", "input", "claim", "comment"};
    static const form_field fields[] = {FORM_NAME, FORM_EMAIL, FORM_ABOUT, FORM_ABOUT, FORM_COMMENT};
    if (!member) return FORM_FIELDS;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i], member) == 0) return fields[i];
    bool is_value = *f->values[FORM_HOW] && strcmp(f->values[FORM_HOW], "remove") != 0;
    return is_value ? FORM_VALUE : FORM_HOW;
}

static void put_refusal(bytes *page, const form *f, json_object *said) {
    const char *why = json_object_get_string(json_object_object_get(said, "error"));
    const char *member = json_object_get_string(json_object_object_get(said, "member"));
    put(page, "<p id=\"why\" role=\"alert\">Your reply was not accepted: ");
    put_escaped(page, why ? why : "");
    put(page, ".</p>\n");
    if (f->is_whole) put_form(page, f, field_of(f, member));
}

/* Takes the page's bytes. */
static void answer_page(response *r, bytes *page) {
    unsigned status = r->status;
    size_t length;
    response_free(r);
    char *body = bytes_take(page, &length);
    *r = (response){.status = status,
                    .type = "text/html; charset=utf-8",
                    .body = body,
                    .length = length,
                    .is_owned = true,
                    .policy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"};
}

void answer_person(response *r, const form *f) {
    json_object *said = r->body ? json_tokener_parse(r->body) : NULL;
    bytes page = {0};
    put(&page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
               "content=\"width=device-width\">\n"
               "<title>Your reply</title>\n</head>\n<body>\n<main>\n<h1>Your reply</h1>\n");
    if (r->status == 201)
        put(&page, "<p>Thank you. Your reply was received and will be read before it is shown.</p>\n");
    else put_refusal(&page, f, said);
    put_way_back(&page, f->model);
    put(&page, "</main>\n</body>\n</html>\n");
    json_object_put(said);
    if (!page.failed) answer_page(r, &page);
    bytes_free(&page);
}
