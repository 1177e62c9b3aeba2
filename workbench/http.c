/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libmicrohttpd with one thread a connection, so that a handler may simply wait for a run. Connections are few (one
 * person's browser) and bounded; so are headers, bodies and the time that each may take. Requests are accepted or
 * refused before their bodies are read, so strangers cannot make us keep megabytes.
 */
#define _POSIX_C_SOURCE 200809L
#include "http.h"

#include "bytes.h"
#include "guests.h"
#include "late.h"

#include <arpa/inet.h>

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL /* on macOS; the terminal ignores the signal */
#define MSG_NOSIGNAL 0
#endif

enum {
    IDLE = 30,    /* seconds without a byte */
    LONGEST = 120, /* seconds that a body may take to arrive */
    FAREWELL = 2,  /* seconds in which a client may read why its body was refused */
    HEADERS = 32 << 10,
    STACK = 1 << 20,
    BACKLOG = 64,
    PATIENCE = 700 /* milliseconds for answers under way when the workbench ends */
};

struct http {
    struct MHD_Daemon *daemon;
    workbench *w;
    guests guests;
    _Atomic int under_way; /* requests that are being answered */
};

/* A request while its body arrives. */
typedef struct arrival {
    bytes body;
    time_t start, refused; /* refused: when it was; 0: it was not */
    bool is_answered;
    char sender[INET6_ADDRSTRLEN];
} arrival;

#define FUNCTIONS(X)                                                                                                 \
    X(MHD_start_daemon) X(MHD_stop_daemon) X(MHD_quiesce_daemon) X(MHD_queue_response)                               \
    X(MHD_create_response_from_buffer) X(MHD_destroy_response) X(MHD_add_response_header)                            \
    X(MHD_lookup_connection_value) X(MHD_get_connection_values) X(MHD_get_connection_info)

/* The library's functions, the same for every server of the process. */
#ifdef TRUCE_LATE_MICROHTTPD
static struct calls { FUNCTIONS(LATE_POINTER) } calls;

const char *http_load(void) {
    static const late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};
    return late_load(TRUCE_LATE_MICROHTTPD, symbols, sizeof symbols / sizeof *symbols);
}
#else
static const struct calls { FUNCTIONS(LATE_POINTER) } calls = {FUNCTIONS(LATE_ADDRESS)};

const char *http_load(void) {
    return NULL;
}
#endif

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
        {"Link", *r->next ? r->next : NULL},
        {"Retry-After", *r->retry_after ? r->retry_after : NULL},
        {"Connection", r->is_last ? "close" : NULL},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (headers[i][1]) calls.MHD_add_response_header(answer, headers[i][0], headers[i][1]);
}

/* Hands the body over; if it is owned, it is freed after it was sent. */
static enum MHD_Result send_response(struct MHD_Connection *connection, response *r) {
    enum MHD_ResponseMemoryMode mode = r->is_owned ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT;
    struct MHD_Response *answer = calls.MHD_create_response_from_buffer(r->length, lend(r->body), mode);
    if (!answer) {
        response_free(r);
        return MHD_NO;
    }
    set_headers(answer, r);
    enum MHD_Result sent = calls.MHD_queue_response(connection, r->status, answer);
    calls.MHD_destroy_response(answer);
    return sent;
}

/* ---------------------------------------------------------------- requests */

static const char *header(struct MHD_Connection *connection, const char *name) {
    return calls.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static const char *argument(struct MHD_Connection *connection, const char *name) {
    return calls.MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

static request read_head(struct MHD_Connection *connection, const char *path, const char *method) {
    return (request){.method = method,
                     .path = path,
                     .query_state = argument(connection, "state"),
                     .query_model = argument(connection, "model"),
                     .query_limit = argument(connection, "limit"),
                     .query_after = argument(connection, "after"),
                     .host = header(connection, "Host"),
                     .origin = header(connection, "Origin"),
                     .fetch_site = header(connection, "Sec-Fetch-Site"),
                     .marker = header(connection, "X-Truce"),
                     .authorization = header(connection, "Authorization"),
                     .none_match = header(connection, "If-None-Match"),
                     .encodings = header(connection, "Accept-Encoding"),
                     .content_type = header(connection, "Content-Type")};
}

/* The client's address. Of IPv6 the first half: a network has as many of the others as it likes. */
static void name_sender(struct MHD_Connection *connection, char *name, size_t size) {
    const union MHD_ConnectionInfo *info =
        calls.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    snprintf(name, size, "unknown");
    if (address && address->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, name, (socklen_t)size);
    } else if (address && address->sa_family == AF_INET6) {
        struct in6_addr network = ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        memset(network.s6_addr + 8, 0, 8);
        inet_ntop(AF_INET6, &network, name, (socklen_t)size);
    }
}

/* --------------------------------------------------------- bodies not taken */

/* How a body arrives, as far as the head says. */
typedef struct framing {
    unsigned lengths, encodings;
    bool is_chunked, is_too_long;
} framing;

static enum MHD_Result read_framing(void *ud, enum MHD_ValueKind kind, const char *name, const char *value) {
    framing *f = ud;
    (void)kind;
    if (strcasecmp(name, "Content-Length") == 0) {
        f->lengths++;
        f->is_too_long = f->is_too_long || strtoull(value, NULL, 10) > MAX_BODY;
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        f->encodings++;
        f->is_chunked = strcasecmp(value, "chunked") == 0;
    }
    return MHD_YES;
}

static void refuse_length(response *r) {
    answer_error(r, 413, "the body is larger than %d MiB", MAX_BODY >> 20);
}

/* Refuses bodies that are too long, and those whose end nobody could be sure of. */
static bool is_framed(struct MHD_Connection *connection, response *r) {
    framing f = {0};
    calls.MHD_get_connection_values(connection, MHD_HEADER_KIND, read_framing, &f);
    if (f.encodings && !(f.encodings == 1 && f.is_chunked))
        answer_error(r, 501, "bodies come with a Content-Length, or chunked and in no other encoding");
    else if (f.lengths + f.encodings > 1) answer_error(r, 400, "the length of the body is given twice");
    else if (f.is_too_long) refuse_length(r);
    else return true;
    return false;
}

/* Answers while the body still comes, which the library has no call for. The client may read the answer: what it
 * sends until then is thrown away. */
static void refuse_now(struct MHD_Connection *connection, arrival *a) {
    static const char format[] = "HTTP/1.1 %u Content Too Large\r\nContent-Type: application/json\r\n"
                                 "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
                                 "Content-Length: %zu\r\nConnection: close\r\n\r\n%.*s";
    const union MHD_ConnectionInfo *info =
        calls.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char text[1024];
    response r = {0};
    refuse_length(&r);
    int length = snprintf(text, sizeof text, format, r.status, r.length, (int)r.length, r.body);
    if (info && send(info->connect_fd, text, (size_t)length, MSG_NOSIGNAL) == length)
        shutdown(info->connect_fd, SHUT_WR);
    response_free(&r);
    bytes_free(&a->body);
    a->refused = now();
}

/* ---------------------------------------------------------------- answering */

static guest *guest_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        calls.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* The head has come. An answer queued now ends the connection without reading on. */
static enum MHD_Result begin_request(http *h, struct MHD_Connection *connection, const request *q, void **context) {
    response r = {0};
    guests_mark(&h->guests, guest_of(connection), true);
    if (!is_welcome(h->w, q, &r) || !is_framed(connection, &r)) {
        r.is_last = true;
        guests_mark(&h->guests, guest_of(connection), false);
        return send_response(connection, &r);
    }
    arrival *a = calloc(1, sizeof *a);
    if (!a) return MHD_NO;
    a->body.most = MAX_BODY;
    a->start = now();
    name_sender(connection, a->sender, sizeof a->sender);
    *context = a;
    return MHD_YES;
}

/* Takes more of the body. */
static enum MHD_Result take_body(struct MHD_Connection *connection, arrival *a, const char *data, size_t *size) {
    if (now() - a->start > LONGEST || (a->refused && now() - a->refused > FAREWELL)) return MHD_NO;
    if (!a->refused && !bytes_add(&a->body, data, *size)) refuse_now(connection, a);
    *size = 0;
    return MHD_YES;
}

static enum MHD_Result answer(http *h, struct MHD_Connection *connection, request *q, arrival *a) {
    response r;
    q->body = a->body.at ? a->body.at : "";
    q->length = a->body.length;
    q->sender = a->sender;
    a->is_answered = true;
    h->under_way++;
    respond(h->w, q, &r);
    return send_response(connection, &r);
}

static enum MHD_Result handle(void *ud, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *http_version, const char *data, size_t *size, void **context) {
    (void)http_version;
    http *h = ud;
    request q = read_head(connection, path, method);
    if (!*context) return begin_request(h, connection, &q, context);
    arrival *a = *context;
    if (*size > 0) return take_body(connection, a, data, size);
    return a->refused ? MHD_NO : answer(h, connection, &q, a);
}

static void end_request(void *ud, struct MHD_Connection *connection, void **context,
                        enum MHD_RequestTerminationCode code) {
    (void)code;
    http *h = ud;
    arrival *a = *context;
    guests_mark(&h->guests, guest_of(connection), false);
    if (!a) return;
    h->under_way -= a->is_answered;
    bytes_free(&a->body);
    free(a);
    *context = NULL;
}

static void come_or_go(void *ud, struct MHD_Connection *connection, void **context,
                       enum MHD_ConnectionNotificationCode code) {
    http *h = ud;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        guests_leave(&h->guests, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info =
        calls.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = info ? guests_enter(&h->guests, info->connect_fd) : NULL;
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
    int fd = socket(address->sa_family, SOCK_STREAM, 0), on = 1;
    if (fd < 0) return -1;
    fcntl(fd, F_SETFD, FD_CLOEXEC); /* macOS has no SOCK_CLOEXEC */
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

static struct MHD_Daemon *start_daemon(http *h, int fd) {
    const struct MHD_OptionItem options[] = {
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escapes, NULL},
        {MHD_OPTION_LISTEN_SOCKET, fd, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, MAX_GUESTS, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, IDLE, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADERS, NULL},
        {MHD_OPTION_THREAD_STACK_SIZE, STACK, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)end_request, h},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)come_or_go, h},
        {MHD_OPTION_END, 0, NULL},
    };
    return calls.MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_USE_ERROR_LOG, 0, NULL,
        NULL, handle, h, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

http *http_start(workbench *w, int fd) {
    http *h = calloc(1, sizeof *h);
    if (h) {
        h->w = w;
        guests_begin(&h->guests);
        h->daemon = start_daemon(h, fd);
    }
    if (h && h->daemon) return h;
    close(fd);
    if (h) guests_end(&h->guests);
    free(h);
    return NULL;
}

void http_look(http *h) {
    guests_look(&h->guests);
}

/* Refuses new connections and lets requests under way finish. */
static void see_out(http *h) {
    MHD_socket door = calls.MHD_quiesce_daemon(h->daemon);
    const struct timespec pause = {.tv_nsec = 5000000};
    for (int waited = 0; h->under_way > 0 && waited < PATIENCE; waited += 5) nanosleep(&pause, NULL);
    if (door != MHD_INVALID_SOCKET) close(door);
}

void http_stop(http *h) {
    if (!h) return;
    see_out(h);
    calls.MHD_stop_daemon(h->daemon);
    guests_end(&h->guests);
    free(h);
}
