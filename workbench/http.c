/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libmicrohttpd with one thread a connection, so that a handler may simply wait for a run. Connections are few (one
 * person's browser) and bounded; so are headers, bodies and the time in which nothing arrives. Requests are accepted
 * or refused before their bodies are read, so strangers cannot make us keep megabytes.
 */
#define _POSIX_C_SOURCE 200809L
#include "http.h"

#include "bytes.h"

#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS = 128,
    IDLE = 30,    /* seconds without a byte */
    LONGEST = 120, /* seconds that a body may take to arrive */
    HEADERS = 32 << 10,
    STACK = 1 << 20,
    BACKLOG = 64,
    PATIENCE = 3000 /* milliseconds for answers under way when the workbench ends */
};

struct http {
    struct MHD_Daemon *daemon;
    workbench *w;
    _Atomic int under_way; /* requests that are being answered */
};

/* A request while its body arrives. */
typedef struct arrival {
    bytes body;
    time_t start;
    bool is_refused;
} arrival;

static const char page_policy[] =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

static time_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/* ----------------------------------------------------------------- answers */

static void set_headers(struct MHD_Response *answer, const response *r) {
    const char *const headers[][2] = {
        {"Content-Security-Policy", *r->policy ? r->policy : page_policy},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", r->etag ? "no-cache" : "no-store"},
        {"Vary", r->etag ? "Accept-Encoding" : NULL},
        {"ETag", r->etag},
        {"Content-Type", r->type},
        {"Content-Encoding", r->is_compressed ? "gzip" : NULL},
        {"Allow", *r->allow ? r->allow : NULL},
        {"WWW-Authenticate", r->status == 401 ? "Bearer" : NULL},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (headers[i][1]) MHD_add_response_header(answer, headers[i][0], headers[i][1]);
}

/* Hands the body over; if it is owned, it is freed after it was sent. */
static enum MHD_Result send_response(struct MHD_Connection *connection, response *r) {
    enum MHD_ResponseMemoryMode mode = r->is_owned ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT;
    struct MHD_Response *answer = MHD_create_response_from_buffer(r->length, lend(r->body), mode);
    if (!answer) {
        response_free(r);
        return MHD_NO;
    }
    set_headers(answer, r);
    enum MHD_Result sent = MHD_queue_response(connection, r->status, answer);
    MHD_destroy_response(answer);
    return sent;
}

/* ---------------------------------------------------------------- requests */

static const char *header(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static request read_head(struct MHD_Connection *connection, const char *path, const char *method) {
    const char *state = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "state");
    const char *model = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "model");
    return (request){.method = method,
                     .path = path,
                     .query_state = state,
                     .query_model = model,
                     .host = header(connection, "Host"),
                     .origin = header(connection, "Origin"),
                     .fetch_site = header(connection, "Sec-Fetch-Site"),
                     .marker = header(connection, "X-Truce"),
                     .authorization = header(connection, "Authorization"),
                     .none_match = header(connection, "If-None-Match"),
                     .encodings = header(connection, "Accept-Encoding"),
                     .content_type = header(connection, "Content-Type")};
}

/* Whether the announced length of the body is too large. */
static bool is_too_long(struct MHD_Connection *connection) {
    const char *length = header(connection, "Content-Length");
    return length && strtoull(length, NULL, 10) > MAX_BODY;
}

static enum MHD_Result refuse_length(struct MHD_Connection *connection) {
    response r = {0};
    answer_error(&r, 413, "the body is larger than %d MiB", MAX_BODY >> 20);
    return send_response(connection, &r);
}

/* The head has come. An answer queued now ends the connection without reading on. */
static enum MHD_Result begin_request(http *h, struct MHD_Connection *connection, const request *q, void **context) {
    response r = {0};
    if (!is_welcome(h->w, q, &r)) return send_response(connection, &r);
    if (is_too_long(connection)) return refuse_length(connection);
    arrival *a = calloc(1, sizeof *a);
    if (!a) return MHD_NO;
    a->body.most = MAX_BODY;
    a->start = now();
    *context = a;
    h->under_way++;
    return MHD_YES;
}

/* Takes more of the body. The rest of a body that is too long is skipped, so that the client can read the answer. */
static enum MHD_Result take_body(arrival *a, const char *data, size_t *size) {
    if (now() - a->start > LONGEST) return MHD_NO;
    if (!a->is_refused && !bytes_add(&a->body, data, *size)) {
        a->is_refused = true;
        bytes_free(&a->body);
    }
    *size = 0;
    return MHD_YES;
}

static enum MHD_Result handle(void *ud, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *http_version, const char *data, size_t *size, void **context) {
    (void)http_version;
    http *h = ud;
    request q = read_head(connection, path, method);
    if (!*context) return begin_request(h, connection, &q, context);
    arrival *a = *context;
    if (*size > 0) return take_body(a, data, size);
    if (a->is_refused) return refuse_length(connection);
    response r;
    q.body = a->body.at ? a->body.at : "";
    q.length = a->body.length;
    respond(h->w, &q, &r);
    return send_response(connection, &r);
}

static void end_request(void *ud, struct MHD_Connection *connection, void **context,
                        enum MHD_RequestTerminationCode code) {
    (void)connection, (void)code;
    http *h = ud;
    arrival *a = *context;
    if (!a) return;
    h->under_way--;
    bytes_free(&a->body);
    free(a);
    *context = NULL;
}

/* No address of ours needs escapes, so none are decoded: an address with escapes does not exist. */
static size_t leave_escapes(void *ud, struct MHD_Connection *connection, char *text) {
    (void)ud, (void)connection;
    return strlen(text);
}

static void say_nothing(void *ud, const char *format, va_list list) {
    (void)ud, (void)format, (void)list;
}

/* ---------------------------------------------------------------- listening */

static uint16_t port_of(int fd) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &length);
    if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

int http_listen(const struct sockaddr *address, socklen_t length, uint16_t *port) {
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address, length) == 0 && listen(fd, BACKLOG) == 0) {
        *port = port_of(fd);
        return fd;
    }
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

http *http_start(workbench *w, int fd) {
    http *h = calloc(1, sizeof *h);
    if (h) h->w = w;
    if (h)
        h->daemon = MHD_start_daemon(
            MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_USE_ERROR_LOG, 0,
            NULL, NULL, handle, h, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_UNESCAPE_CALLBACK,
            leave_escapes, NULL, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS,
            MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK, MHD_OPTION_NOTIFY_COMPLETED, end_request, h, MHD_OPTION_END);
    if (h && h->daemon) return h;
    close(fd);
    free(h);
    return NULL;
}

/* Refuses new connections and lets requests under way finish. */
static void see_out(http *h) {
    MHD_socket door = MHD_quiesce_daemon(h->daemon);
    const struct timespec pause = {.tv_nsec = 5000000};
    for (int waited = 0; h->under_way > 0 && waited < PATIENCE; waited += 5) nanosleep(&pause, NULL);
    if (door != MHD_INVALID_SOCKET) close(door);
}

void http_stop(http *h) {
    if (!h) return;
    see_out(h);
    MHD_stop_daemon(h->daemon);
    free(h);
}
