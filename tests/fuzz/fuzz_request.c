/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libFuzzer's way into the workbench, below the socket. The input is a request as one would write it down:
 *
 *     PUT /api/models/1
 *     host: 127.0.0.1:8712
 *
 *     {"text": "...", "base_version": 1}
 *
 * Headers left out are those of our own page. Whatever comes, the answer is whole: a status, JSON where it says so,
 * nothing for strangers, and never a reader's address. That address is compared without memcmp and has no pattern, so
 * that the fuzzer does not learn it and store it in a model, which may have any text.
 */
#define _POSIX_C_SOURCE 200809L
#include "exchange.h"
#include "promises.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HOST "127.0.0.1:8712"
#define EMAIL "k7wq.zt3v@x9j4mh.example"

static const char model[] =
    "{truce: 1, title: T, parties: [{id: p, options: [{id: a}, {id: b}]}], preferences: {p: {order: [a]}}}";

static workbench w = {.host = HOST, .is_loopback = true, .port = 8712, .folder = "/"};

/* A store in a file without a name; nothing has to survive here. */
static void open_workbench(void) {
    char path[] = "/tmp/truce-fuzz-XXXXXX", why[200];
    int fd = mkstemp(path);
    MUST(fd >= 0);
    close(fd);
    w.store = store_open(path, why, sizeof why);
    MUST(w.store);
    w.jobs = jobs_new(w.store, 64 << 20);
    MUST(w.jobs);
    model_row row = {.name = (char *)(uintptr_t)"m", .text = (char *)(uintptr_t)model, .length = sizeof model - 1};
    MUST(store_model_add(w.store, &row) == STORE_OK);
    comment_row comment = {
        .model = row.id, .name = row.name, .email = (char *)(uintptr_t)EMAIL, .input = row.name, .text = row.name};
    MUST(store_comment_add(w.store, &comment) == STORE_OK);
    unlink(path);
}

/* The text up to the end character, ended by 0; moves *at behind it. */
static char *take_until(char **at, char end) {
    char *start = *at, *stop = strchr(start, end);
    *at = stop ? stop + 1 : start + strlen(start);
    if (stop) *stop = 0;
    return start;
}

static void set_header(request *q, char *line) {
    char *value = strchr(line, ':');
    if (!value) return;
    *value++ = 0;
    value += *value == ' ';
    const struct {
        const char *name, **field;
    } headers[] = {{"host", &q->host},           {"origin", &q->origin},       {"site", &q->fetch_site},
                   {"marker", &q->marker},       {"token", &q->authorization}, {"etag", &q->none_match},
                   {"encodings", &q->encodings}, {"type", &q->content_type},   {"state", &q->query_state},
                   {"model", &q->query_model},   {"limit", &q->query_limit},   {"after", &q->query_after},
                   {"sender", &q->sender}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (strcmp(headers[i].name, line) == 0) *headers[i].field = value;
}

static bool shows_address(const response *r) {
    for (size_t i = 0; i + sizeof EMAIL - 1 <= r->length; i++) {
        unsigned difference = 0;
        for (size_t k = 0; k < sizeof EMAIL - 1; k++) difference |= (unsigned)(r->body[i + k] ^ EMAIL[k]);
        if (!difference) return true;
    }
    return false;
}

static void claim_json(const response *r) {
    struct json_tokener *tokener = json_tokener_new_ex(64);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *value = json_tokener_parse_ex(tokener, r->body, (int)r->length);
    MUST(json_tokener_get_error(tokener) == json_tokener_success);
    MUST(r->status < 400 || json_object_object_get(value, "error") || json_object_object_get(value, "diagnostics"));
    json_object_put(value);
    json_tokener_free(tokener);
}

/* Whether a request without our header may change something: a form that a browser says is ours. */
static bool is_form_of_ours(const request *q) {
    bool is_ours = !q->origin || strcasecmp(q->origin, "http://" HOST) == 0 ||
                   strcasecmp(q->origin, "http://localhost:8712") == 0;
    return is_ours && (q->fetch_site ? strcmp(q->fetch_site, "same-origin") == 0 : q->origin != NULL) &&
           q->content_type && strcmp(q->path, "/api/replies") == 0;
}

static void ask(request *q) {
    response r;
    respond(&w, q, &r);
    MUST(r.status >= 200 && r.status < 600 && r.status != 500);
    MUST(r.status == 304 || (r.body && r.type));
    if (r.type && strcmp(r.type, "application/json") == 0) claim_json(&r);
    bool is_stranger = !q->host || (strcasecmp(q->host, HOST) != 0 && strcasecmp(q->host, "localhost:8712") != 0);
    MUST(!is_stranger || r.status == 403);
    bool is_marked = q->marker && strcmp(q->marker, "1") == 0,
         is_form = strcmp(q->method, "POST") == 0 && is_form_of_ours(q);
    if (!is_marked && strncmp(q->path, "/api/", 5) == 0 && strcmp(q->method, "GET") != 0)
        MUST(r.status >= 400 || is_form || strcmp(q->method, "HEAD") == 0);
    if (r.body && r.type && is_form && strncmp(r.type, "text/html", 9) == 0) MUST(!strstr(r.body, "<script"));
    MUST(!shows_address(&r));
    response_free(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!w.store) open_workbench();
    char *text = malloc(size + 1), *at = text, *line;
    if (!text) return 0;
    memcpy(text, data, size);
    text[size] = 0;
    request q = {.host = HOST, .marker = "1"};
    char *first = take_until(&at, '\n');
    q.method = take_until(&first, ' ');
    q.path = first;
    while (*(line = take_until(&at, '\n'))) set_header(&q, line);
    q.body = at;
    q.length = size - (size_t)(at - text); /* zero bytes and all */
    ask(&q);
    free(text);
    return 0;
}
