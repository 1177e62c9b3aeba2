/* SPDX-License-Identifier: Apache-2.0 */
/*
 * truce mcp: the questions as tools for an assistant, by the Model Context Protocol: JSON-RPC 2.0, a message a line,
 * on standard input and output (specification of 2025-06-18; older clients get the version they ask for).
 *
 * This thread reads and answers; one other works on the calls, in their order. So a call can be cancelled, and ends
 * when its time is over. At the end of the input the calls that wait are still answered.
 */
#define _POSIX_C_SOURCE 200809L
#include "embedded.h"
#include "limits.h"
#include "own_commands.h"
#include "tools.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <truce/cases.h>
#include <unistd.h>

enum { MAX_LINE = 24 << 20, MAX_ANSWER = 1 << 20, MAX_WAITING = 64, MAX_DEPTH = 64 };
enum { TICK = 200, PROGRESS_PAUSE = 250 /* milliseconds */ };
enum { PARSE_ERROR = -32700, INVALID_REQUEST = -32600, NO_METHOD = -32601, INVALID_PARAMS = -32602, BUSY = -32000,
       NO_RESOURCE = -32002 };

typedef struct call {
    struct call *next;
    struct server *server;
    tool_call what;
    json_object *id, *token; /* token: of progress; NULL: not wanted */
    truce_ctx *ctx;          /* while it can be cancelled */
    int64_t start, told;     /* milliseconds */
    bool is_cancelled, is_late;
} call;

typedef struct server {
    terminal *t;
    shelf shelf;
    int64_t seconds;
    pthread_mutex_t lock; /* of the calls, and of standard output */
    pthread_cond_t changed;
    call *waiting, *running;
    size_t waiting_count;
    bool has_ended, is_broken; /* the input has; nobody reads the output */
} server;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ------------------------------------------------------------------ messages */

static void add(json_object *object, const char *key, json_object *value) {
    json_object_object_add(object, key, value);
}
static json_object *words(const char *at) {
    return json_object_new_string(at);
}

/* Takes the message. Called with the lock. */
static void send_locked(server *s, json_object *message) {
    size_t length = 0;
    add(message, "jsonrpc", words("2.0"));
    const char *at = json_object_to_json_string_length(
        message, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
    if (!at || s->is_broken || fwrite(at, 1, length, stdout) != length || putchar('\n') == EOF || fflush(stdout))
        s->is_broken = true;
    json_object_put(message);
}
static void send(server *s, json_object *message) {
    pthread_mutex_lock(&s->lock);
    send_locked(s, message);
    pthread_mutex_unlock(&s->lock);
}

static void answer(server *s, json_object *id, json_object *result) {
    json_object *message = json_object_new_object();
    add(message, "id", json_object_get(id));
    add(message, "result", result);
    send(s, message);
}

static void refuse(server *s, json_object *id, int code, const char *why) {
    json_object *message = json_object_new_object(), *error = json_object_new_object();
    add(error, "code", json_object_new_int(code));
    add(error, "message", words(why));
    add(message, "id", json_object_get(id));
    add(message, "error", error);
    send(s, message);
}

/* ------------------------------------------------------------------- working */

static void tell_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    call *c = ud;
    int64_t time = now();
    if (!c->token || time - c->told < PROGRESS_PAUSE) return;
    c->told = time;
    json_object *message = json_object_new_object(), *params = json_object_new_object();
    add(params, "progressToken", json_object_get(c->token));
    add(params, "progress", json_object_new_int64((int64_t)done));
    if (total) add(params, "total", json_object_new_int64((int64_t)total));
    add(params, "message", words(phase));
    add(message, "method", words("notifications/progress"));
    add(message, "params", params);
    send(c->server, message);
}

static void attend(void *ud, truce_ctx *ctx) {
    call *c = ud;
    pthread_mutex_lock(&c->server->lock);
    c->ctx = ctx;
    if (ctx && (c->is_cancelled || c->is_late)) truce_cancel(ctx);
    pthread_mutex_unlock(&c->server->lock);
}

static json_object *content_of(const char *at, size_t length, bool is_error) {
    json_object *result = json_object_new_object(), *list = json_object_new_array();
    json_object *part = json_object_new_object();
    add(part, "type", words("text"));
    add(part, "text", json_object_new_string_len(at, (int)length));
    json_object_array_add(list, part);
    add(result, "content", list);
    add(result, "isError", json_object_new_boolean(is_error));
    return result;
}

static json_object *failure(const char *why) {
    return content_of(why, strlen(why), true);
}

static const char *text_of(json_object *finding, const char *key) {
    return json_object_get_string(json_object_object_get(finding, key));
}

/* What was found wrong, a line each, as compilers say it. */
static void tell_findings(bytes *told, json_object *diagnostics) {
    for (size_t i = 0; i < json_object_array_length(diagnostics); i++) {
        json_object *one = json_object_array_get_idx(diagnostics, i);
        const bool has_place = json_object_get_int(json_object_object_get(one, "line")) > 0;
        const char *hint = text_of(one, "hint");
        const char *parts[] = {has_place ? text_of(one, "file") : "", has_place ? ":" : "",
                               has_place ? text_of(one, "line") : "", has_place ? ":" : "",
                               has_place ? text_of(one, "column") : "", has_place ? ": " : "",
                               text_of(one, "severity"), ": ", text_of(one, "message"),
                               hint ? "; " : "", hint ? hint : "", "\n"};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) bytes_add(told, parts[k], strlen(parts[k]));
    }
}

static json_object *told_failure(const call *c, const outcome *found) {
    bytes told = {0};
    char late[80];
    snprintf(late, sizeof late, "it took longer than %lld seconds\n", (long long)c->server->seconds);
    if (c->is_late) bytes_add(&told, late, strlen(late));
    else tell_findings(&told, found->diagnostics);
    if (!told.length) bytes_add(&told, "truce failed\n", 13);
    json_object *result = told.failed ? failure("out of memory") : content_of(told.at, told.length, true);
    bytes_free(&told);
    return result;
}

static json_object *written(const call *c, const outcome *found) {
    char why[SHELF_WHY];
    if (!shelf_write(&c->server->shelf, c->what.output, found->result.at, found->result.length, why))
        return failure(why);
    snprintf(why, sizeof why, "%zu bytes written to %.*s", found->result.length, whole_part(c->what.output, 200),
             c->what.output);
    return content_of(why, strlen(why), false);
}

static bool would_replace(void *ud, const char *path) {
    const call *c = ud;
    return c->what.output && shelf_would_replace(&c->server->shelf, path, c->what.output);
}

static json_object *result_of(const call *c, const outcome *found) {
    if (found->status != 0 || !found->is_whole) return told_failure(c, found);
    if (c->what.output) return written(c, found);
    if (found->result.length > MAX_ANSWER)
        return failure("the answer is longer than 1 MiB; ask for less, by limit, rows or where");
    json_object *result = content_of(found->result.at ? found->result.at : "", found->result.length, false);
    bytes told = {0};
    tell_findings(&told, found->diagnostics);
    if (told.length && !told.failed) {
        json_object *part = json_object_new_object();
        add(part, "type", words("text"));
        add(part, "text", json_object_new_string_len(told.at, (int)told.length));
        json_object_array_add(json_object_object_get(result, "content"), part);
    }
    bytes_free(&told);
    return result;
}

static void call_free(call *c) {
    tool_call_free(&c->what);
    json_object_put(c->id);
    json_object_put(c->token);
    free(c);
}

static void work_on(call *c) {
    const watcher watch = {.progress = tell_progress, .attend = attend, .replaces = would_replace, .ud = c,
                           .memory = available_memory() / 10 * 8};
    outcome found;
    perform(&c->what.order, &watch, &found);
    json_object *result = result_of(c, &found);
    pthread_mutex_lock(&c->server->lock);
    c->server->running = NULL;
    bool is_wanted = !c->is_cancelled; /* whoever cancels expects no answer */
    pthread_mutex_unlock(&c->server->lock);
    if (is_wanted) answer(c->server, c->id, result);
    else json_object_put(result);
    outcome_free(&found);
    call_free(c);
}

static void *work(void *ud) {
    server *s = ud;
    for (;;) {
        pthread_mutex_lock(&s->lock);
        while (!s->waiting && !s->has_ended) pthread_cond_wait(&s->changed, &s->lock);
        call *c = s->running = s->waiting;
        if (c) {
            s->waiting = c->next;
            s->waiting_count--;
            c->start = now();
        }
        pthread_mutex_unlock(&s->lock);
        if (!c) return NULL;
        work_on(c);
    }
}

/* ------------------------------------------------------------------- methods */

typedef struct reply {
    json_object *result; /* NULL: it comes later, or none is expected */
    int code;            /* 0, or why there is none */
    char why[SHELF_WHY];
} reply;

typedef void method(server *s, json_object *id, json_object *params, reply *r);

static void fail(reply *r, int code, const char *why) {
    r->code = code;
    snprintf(r->why, sizeof r->why, "%s", why);
}

static json_object *list_of(const char *key, json_object *list) {
    json_object *result = json_object_new_object();
    add(result, key, list);
    return result;
}

static void initialize(server *s, json_object *id, json_object *params, reply *r) {
    static const char *const versions[] = {"2025-06-18", "2025-03-26", "2024-11-05"};
    const char *asked = json_object_get_string(json_object_object_get(params, "protocolVersion"));
    const char *version = versions[0];
    (void)s, (void)id;
    for (size_t i = 0; asked && i < sizeof versions / sizeof *versions; i++)
        if (strcmp(asked, versions[i]) == 0) version = versions[i];
    json_object *result = json_object_new_object(), *can = json_object_new_object(), *info = json_object_new_object();
    add(can, "tools", json_object_new_object());
    add(can, "resources", json_object_new_object());
    add(info, "name", words("truce"));
    add(info, "version", words(truce_version()));
    add(result, "protocolVersion", words(version));
    add(result, "capabilities", can);
    add(result, "serverInfo", info);
    add(result, "instructions",
        words("Models of conflicts in truce's language (resource truce://manual/language). Write a model, 'check' "
              "it, then ask: 'solve' what holds, 'explain' why, 'paths', 'deal', 'unlock', 'robust'. Verdicts follow "
              "from the model's readings; they are no facts about the world. Cite what each reading rests on."));
    r->result = result;
}

static void ping(server *s, json_object *id, json_object *params, reply *r) {
    (void)s, (void)id, (void)params;
    r->result = json_object_new_object();
}

static void list_tools(server *s, json_object *id, json_object *params, reply *r) {
    (void)id, (void)params;
    r->result = list_of("tools", tools_list(&s->shelf));
}

/* False: too many wait. */
static bool queue(server *s, call *c) {
    pthread_mutex_lock(&s->lock);
    bool has_room = s->waiting_count < MAX_WAITING;
    call **last = &s->waiting;
    while (*last) last = &(*last)->next;
    if (has_room) {
        *last = c;
        s->waiting_count++;
        pthread_cond_signal(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return has_room;
}

static void call_tool(server *s, json_object *id, json_object *params, reply *r) {
    const char *name = json_object_get_string(json_object_object_get(params, "name"));
    call *c = calloc(1, sizeof *c);
    if (!c) {
        fail(r, BUSY, "out of memory");
        return;
    }
    *c = (call){.server = s, .id = json_object_get(id)};
    c->token = json_object_get(json_object_object_get(json_object_object_get(params, "_meta"), "progressToken"));
    json_object *arguments = json_object_object_get(params, "arguments");
    bool is_good = name && tool_call_read(&c->what, name, arguments, &s->shelf, r->why);
    if (is_good && queue(s, c)) return;
    if (is_good) fail(r, BUSY, "too many calls wait");
    else if (name && c->what.order.command) r->result = failure(r->why);
    else fail(r, INVALID_PARAMS, name ? "there is no such tool" : "name: is missing");
    call_free(c);
}

static void cancel(server *s, json_object *id, json_object *params, reply *r) {
    json_object *which = json_object_object_get(params, "requestId");
    call *gone = NULL;
    (void)id, (void)r;
    pthread_mutex_lock(&s->lock);
    if (s->running && json_object_equal(s->running->id, which)) {
        s->running->is_cancelled = true;
        if (s->running->ctx) truce_cancel(s->running->ctx);
    }
    for (call **at = &s->waiting; *at && !gone; at = &(*at)->next)
        if (json_object_equal((*at)->id, which)) {
            gone = *at;
            *at = gone->next;
            s->waiting_count--;
            break;
        }
    pthread_mutex_unlock(&s->lock);
    if (gone) call_free(gone);
}

static void nothing(server *s, json_object *id, json_object *params, reply *r) {
    (void)s, (void)id, (void)params, (void)r;
}

/* ----------------------------------------------------------------- resources */

/* How the addresses of resources begin. */
static const char manual[] = "truce://manual/", examples[] = "truce://examples/", models[] = "truce://models/";

static void add_resource(json_object *list, const char *kind, const char *name, const char *type) {
    json_object *one = json_object_new_object();
    char uri[600];
    snprintf(uri, sizeof uri, "%s%s", kind, name);
    add(one, "uri", words(uri));
    add(one, "name", words(name));
    add(one, "mimeType", words(type));
    json_object_array_add(list, one);
}
static void add_model(void *ud, const char *name) {
    add_resource(ud, models, name, "application/yaml");
}

static void list_resources(server *s, json_object *id, json_object *params, reply *r) {
    json_object *list = json_object_new_array();
    (void)id, (void)params;
    for (size_t i = 0; i < embedded_manual_count; i++)
        add_resource(list, manual, embedded_manual[i].name, "text/markdown");
    for (size_t i = 0; i < truce_case_count(); i++)
        add_resource(list, examples, truce_case_at(i)->name, "application/yaml");
    shelf_models(&s->shelf, add_model, list);
    r->result = list_of("resources", list);
}

static void list_templates(server *s, json_object *id, json_object *params, reply *r) {
    (void)s, (void)id, (void)params;
    r->result = list_of("resourceTemplates", json_object_new_array());
}

static json_object *contents_of(const char *uri, const char *type, const char *at, size_t length) {
    json_object *list = json_object_new_array(), *one = json_object_new_object();
    add(one, "uri", words(uri));
    add(one, "mimeType", words(type));
    add(one, "text", json_object_new_string_len(at, (int)length));
    json_object_array_add(list, one);
    return list_of("contents", list);
}

/* The name behind the kind's beginning, or NULL. */
static const char *named(const char *uri, const char *kind) {
    return strncmp(uri, kind, strlen(kind)) == 0 ? uri + strlen(kind) : NULL;
}

static const embedded *find(const char *name, const embedded *table, size_t count) {
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(table[i].name, name) == 0) return &table[i];
    return NULL;
}

/* Addresses name a case in full. */
static const truce_case *find_case(const char *name) {
    const truce_case *found = name ? truce_case_find(name) : NULL;
    return found && strcmp(found->name, name) == 0 ? found : NULL;
}

static void read_model(server *s, const char *uri, reply *r) {
    const char *name = named(uri, models);
    char *at = NULL;
    size_t length;
    fail(r, NO_RESOURCE, "there is no such resource");
    if (!name || !is_model_name(name) || !shelf_read(&s->shelf, name, &at, &length, r->why)) return;
    if (is_text(at, length)) r->result = contents_of(uri, "application/yaml", at, length);
    else fail(r, NO_RESOURCE, "it is no UTF-8 text");
    free(at);
}

static void read_resource(server *s, json_object *id, json_object *params, reply *r) {
    const char *uri = json_object_get_string(json_object_object_get(params, "uri"));
    (void)id;
    if (!uri) {
        fail(r, INVALID_PARAMS, "uri: is missing");
        return;
    }
    const embedded *part = find(named(uri, manual), embedded_manual, embedded_manual_count);
    const truce_case *example = find_case(named(uri, examples));
    if (part) r->result = contents_of(uri, "text/markdown", (const char *)part->bytes, part->length);
    else if (example) r->result = contents_of(uri, "application/yaml", example->text, strlen(example->text));
    else read_model(s, uri, r);
}

/* ------------------------------------------------------------------- reading */

static const struct {
    const char *name;
    method *run;
    bool is_notice;
} methods[] = {
    {"initialize", initialize, false},
    {"notifications/initialized", nothing, true},
    {"notifications/cancelled", cancel, true},
    {"ping", ping, false},
    {"tools/list", list_tools, false},
    {"tools/call", call_tool, false},
    {"resources/list", list_resources, false},
    {"resources/templates/list", list_templates, false},
    {"resources/read", read_resource, false},
};

static void run(server *s, const char *name, json_object *id, json_object *params) {
    size_t i = 0, count = sizeof methods / sizeof *methods;
    reply r = {0};
    while (i < count && (strcmp(methods[i].name, name) != 0 || methods[i].is_notice != !id)) i++;
    if (params && !json_object_is_type(params, json_type_object)) fail(&r, INVALID_PARAMS, "params: no object");
    else if (i < count) methods[i].run(s, id, params, &r);
    else fail(&r, NO_METHOD, "there is no such method");
    if (id && r.result) answer(s, id, r.result);
    else if (id && r.code) refuse(s, id, r.code, r.why);
    else json_object_put(r.result);
}

static void handle(server *s, json_object *message) {
    json_object *id = NULL, *name = json_object_object_get(message, "method");
    bool is_object = json_object_is_type(message, json_type_object);
    bool has_id = is_object && json_object_object_get_ex(message, "id", &id);
    if (is_object && has_id && !name) return; /* an answer; we ask for nothing */
    bool is_id = json_object_is_type(id, json_type_string) || json_object_is_type(id, json_type_int);
    if (json_object_is_type(name, json_type_string) && (!has_id || is_id))
        run(s, json_object_get_string(name), id, json_object_object_get(message, "params"));
    else refuse(s, NULL, INVALID_REQUEST, "no request: {\"jsonrpc\": \"2.0\", \"id\": .., \"method\": ..}");
}

static void take_line(server *s, const char *at, size_t length) {
    while (length && (at[length - 1] == '\r' || at[length - 1] == ' ')) length--;
    json_tokener *tokener = length ? json_tokener_new_ex(MAX_DEPTH) : NULL;
    if (!tokener) return;
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *message = json_tokener_parse_ex(tokener, at, (int)length);
    bool is_whole = message && json_tokener_get_error(tokener) == json_tokener_success &&
                    json_tokener_get_parse_end(tokener) == length;
    json_tokener_free(tokener);
    if (is_whole) handle(s, message);
    else refuse(s, NULL, PARSE_ERROR, "the line is no JSON");
    json_object_put(message);
}

/* Ends a call whose time is over. */
static void look_at_time(server *s) {
    pthread_mutex_lock(&s->lock);
    call *c = s->running;
    if (c && now() - c->start > s->seconds * 1000) {
        c->is_late = true;
        if (c->ctx) truce_cancel(c->ctx);
    }
    pthread_mutex_unlock(&s->lock);
}

static bool is_at_work(server *s) {
    pthread_mutex_lock(&s->lock);
    bool is = s->running || s->waiting;
    pthread_mutex_unlock(&s->lock);
    return is;
}

/* Takes the lines that are whole; of one that is too long nothing but its end. */
static void take_lines(server *s, bytes *input, bool *is_skipping) {
    size_t start = 0;
    for (char *end; (end = memchr(input->at + start, '\n', input->length - start)) != NULL;) {
        size_t length = (size_t)(end - input->at) - start;
        if (!*is_skipping) take_line(s, input->at + start, length);
        *is_skipping = false;
        start += length + 1;
    }
    memmove(input->at, input->at + start, input->length - start);
    input->length -= start;
    if (input->length <= MAX_LINE) return;
    if (!*is_skipping) refuse(s, NULL, INVALID_REQUEST, "the line is longer than 24 MiB");
    *is_skipping = true;
    input->length = 0;
}

static void read_all(server *s) {
    char piece[1 << 16];
    bytes input = {0};
    bool is_skipping = false;
    for (;;) {
        struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = poll(&in, 1, TICK);
        look_at_time(s);
        if (s->is_broken) break;
        if (ready <= 0) continue;
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        if (!bytes_add(&input, piece, (size_t)got)) break;
        take_lines(s, &input, &is_skipping);
    }
    if (input.length && !is_skipping) take_line(s, input.at, input.length);
    bytes_free(&input);
    while (is_at_work(s) && !s->is_broken) {
        poll(NULL, 0, TICK);
        look_at_time(s);
    }
}

static int serve(server *s) {
    pthread_t worker;
    if (pthread_create(&worker, NULL, work, s)) {
        terminal_say(s->t, "out of memory");
        return TRUCE_E_LIMIT;
    }
    read_all(s);
    pthread_mutex_lock(&s->lock);
    s->has_ended = true;
    if (s->running) { /* nobody hears the answer any more */
        s->running->is_cancelled = true;
        if (s->running->ctx) truce_cancel(s->running->ctx);
    }
    pthread_cond_signal(&s->changed);
    pthread_mutex_unlock(&s->lock);
    pthread_join(worker, NULL);
    return s->is_broken ? TRUCE_E_IO : 0;
}

int cmd_mcp(void *ud, const truce_line *line) {
    const char *folder = truce_line_operand(line, 0);
    server s = {.t = ud, .seconds = (int64_t)truce_line_number(line, "seconds"),
                .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER,
                .shelf.may_write = truce_line_text(line, "write") != NULL};
    if (s.shelf.may_write && !folder) return terminal_misuse(s.t, line, "--write needs a folder to write to");
    if (folder && !shelf_open(&s.shelf, folder)) {
        terminal_say(s.t, "cannot read %s: %s", folder, strerror(errno));
        return TRUCE_E_IO;
    }
    int failed = serve(&s);
    shelf_close(&s.shelf);
    return failed;
}
