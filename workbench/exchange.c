/* SPDX-License-Identifier: Apache-2.0 */
/* Makes answers and reads bodies. JSON comes in through json-c: bounded depth, strict, UTF-8 checked, one value and
 * nothing behind it. */
#include "exchange.h"

#include "bytes.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 32 };

static const char out_of_memory[] = "{\"error\": \"out of memory\"}\n";

void response_free(response *r) {
    if (r->is_owned) free(lend(r->body));
    *r = (response){0};
}

/* --------------------------------------------------------------- answers */

void answer_json(response *r, unsigned status, json_object *value) {
    size_t length = 0;
    const char *text =
        value ? json_object_to_json_string_length(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE,
                                                  &length)
              : NULL;
    char *body = text ? copy_bytes(text, length) : NULL;
    json_object_put(value);
    *r = (response){.status = body ? status : 500, .type = "application/json", .is_owned = body != NULL};
    r->body = body ? body : out_of_memory;
    r->length = body ? length : sizeof out_of_memory - 1;
}

void answer_error(response *r, unsigned status, const char *format, ...) {
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    json_object *object = json_object_new_object();
    add_text(object, "error", text);
    answer_json(r, status, object);
}

void answer_member_error(response *r, unsigned status, const char *member, const char *why) {
    json_object *object = json_object_new_object();
    add_text(object, "error", why);
    if (member) add_text(object, "member", member);
    answer_json(r, status, object);
}

void answer_store(const workbench *w, response *r, store_status status, const char *what) {
    if (status == STORE_NONE) answer_error(r, 404, "there is no such %s", what);
    else if (store_is_full(w->store))
        answer_error(r, 507, "the disk is full, or the store has reached %d GiB: begin another store",
                     (int)(STORE_MOST >> 30));
    else answer_error(r, 500, "the store: %s", store_error(w->store));
}

void answer_list(const workbench *w, response *r, store_status status, json_object *list, const char *what) {
    if (status == STORE_OK) {
        answer_json(r, 200, list);
        return;
    }
    json_object_put(list);
    answer_store(w, r, status, what);
}

/* The number in a query: `usual` when it is missing, -1 when it is none from 1. */
static int64_t number_in(const char *text, int64_t usual) {
    if (!text || !*text) return usual;
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    return *end || errno || number < 1 ? -1 : number;
}

bool read_page(const request *q, response *r, int64_t most, list_part *p) {
    *p = (list_part){.limit = number_in(q->query_limit, most), .after = number_in(q->query_after, 0)};
    if (p->limit < 0 || p->after < 0) answer_error(r, 400, "limit and after have to be whole numbers from 1");
    else if (p->limit > most) answer_error(r, 400, "limit may be at most %lld", (long long)most);
    else return true;
    return false;
}

static int print_raw(json_object *object, struct printbuf *to, int level, int flags) {
    (void)level, (void)flags;
    const char *text = json_object_get_userdata(object);
    return printbuf_memappend(to, text, (int)strlen(text));
}

static void free_raw(json_object *object, void *text) {
    (void)object;
    free(text);
}

json_object *raw_json(char *text) {
    json_object *object = text ? json_object_new_object() : NULL;
    if (object) json_object_set_serializer(object, print_raw, text, free_raw);
    else free(text);
    return object;
}

void add_text(json_object *object, const char *key, const char *value) {
    json_object_object_add(object, key, value ? json_object_new_string(value) : NULL);
}

void add_number(json_object *object, const char *key, int64_t value) {
    json_object_object_add(object, key, json_object_new_int64(value));
}

void add_id(json_object *object, const char *key, int64_t id) {
    json_object_object_add(object, key, id ? json_object_new_int64(id) : NULL);
}

json_object *comment_json(const comment_row *row) {
    json_object *object = json_object_new_object();
    add_number(object, "id", row->id);
    add_number(object, "model", row->model);
    add_number(object, "version", row->version);
    add_text(object, "name", row->name);
    add_text(object, "date", row->date);
    add_text(object, "input", row->input);
    add_text(object, "claim", row->claim);
    json_object_object_add(object, "change", raw_json(copy_text(row->change)));
    add_text(object, "comment", row->text);
    add_text(object, "state", row->state);
    return object;
}

/* ---------------------------------------------------------------- bodies */

static json_object *parse(const request *q, const char **why) {
    struct json_tokener *tokener = json_tokener_new_ex(MAX_DEPTH);
    if (!tokener) return NULL;
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *value = json_tokener_parse_ex(tokener, q->body, (int)q->length);
    enum json_tokener_error error = json_tokener_get_error(tokener);
    if (error == json_tokener_success && json_tokener_get_parse_end(tokener) != q->length)
        error = json_tokener_error_parse_unexpected;
    *why = error == json_tokener_continue ? "it ends too early" : json_tokener_error_desc(error);
    json_tokener_free(tokener);
    if (error == json_tokener_success) return value;
    json_object_put(value);
    return NULL;
}

json_object *read_body(const request *q, response *r) {
    const char *why = "out of memory";
    json_object *value = q->length > 0 && q->length <= MAX_BODY ? parse(q, &why) : NULL;
    if (q->length == 0) why = "it is empty";
    if (json_object_is_type(value, json_type_object)) return value;
    if (value) why = "it is not an object";
    json_object_put(value);
    answer_error(r, 400, "the body is no JSON object: %s", why);
    return NULL;
}

bool read_optional_text(json_object *body, const char *key, size_t most, response *r, const char **text) {
    json_object *value = json_object_object_get(body, key);
    *text = NULL;
    if (!value) return true;
    if (!json_object_is_type(value, json_type_string)) {
        answer_error(r, 400, "\"%s\" has to be a text", key);
        return false;
    }
    size_t length = (size_t)json_object_get_string_len(value);
    *text = json_object_get_string(value);
    if (length > most) answer_error(r, 413, "\"%s\" may have at most %zu bytes", key, most);
    else if (strlen(*text) != length) answer_error(r, 400, "\"%s\" contains a zero byte", key);
    else return true;
    return false;
}

bool read_text(json_object *body, const char *key, size_t most, response *r, const char **text, size_t *length) {
    if (!read_optional_text(body, key, most, r, text)) return false;
    if (*text) {
        *length = strlen(*text);
        return true;
    }
    answer_error(r, 400, "\"%s\" is missing", key);
    return false;
}

bool read_number(json_object *body, const char *key, response *r, int64_t *number) {
    json_object *value = json_object_object_get(body, key);
    *number = 0;
    if (!value) return true;
    if (json_object_is_type(value, json_type_int)) *number = json_object_get_int64(value);
    if (json_object_is_type(value, json_type_int) && *number >= 0) return true;
    answer_error(r, 400, "\"%s\" has to be a whole number from 0", key);
    return false;
}
