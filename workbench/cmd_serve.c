/* SPDX-License-Identifier: Apache-2.0 */
/* truce serve: the workbench. Opens the store and the models, listens, and waits to be told to stop. */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "http.h"
#include "limits.h"
#include "opening.h"
#include "own_commands.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct serving {
    terminal *t;
    const truce_line *line;
    workbench w;
    http *http;
    struct sockaddr_storage address;
    socklen_t address_length;
    uint64_t port;
    char host[80];
    char token[33];
    char *folder, *store;
} serving;

/* ------------------------------------------------------------------ address */

/* "ADDR", "ADDR:PORT", "[ADDR]:PORT"; an address in numbers. */
static bool split_address(const char *text, char *address, size_t size, const char **port) {
    const char *end = text + strlen(text), *colon = strrchr(text, ':');
    bool is_bracketed = *text == '[';
    const char *close = is_bracketed ? strchr(text, ']') : NULL;
    *port = NULL;
    if (is_bracketed && !close) return false;
    if (is_bracketed) {
        if (close[1] == ':') *port = close + 2;
        else if (close[1]) return false;
        text++, end = close;
    } else if (colon && strchr(text, ':') == colon) {
        *port = colon + 1;
        end = colon;
    }
    if ((size_t)(end - text) >= size) return false;
    memcpy(address, text, (size_t)(end - text));
    address[end - text] = 0;
    return true;
}

static bool find_address(serving *s, const char *address, const char *port) {
    struct in6_addr number;
    /* "1.2" is too short */
    if (inet_pton(strchr(address, ':') ? AF_INET6 : AF_INET, address, &number) != 1) return false;
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM}, *found = NULL;
    if (getaddrinfo(address, port, &hints, &found) != 0) return false;
    memcpy(&s->address, found->ai_addr, found->ai_addrlen);
    s->address_length = found->ai_addrlen;
    s->port = strtoul(port, NULL, 10);
    freeaddrinfo(found);
    return true;
}

static int read_address(serving *s) {
    const char *given = truce_line_text(s->line, "listen"), *port = NULL;
    char address[64] = "127.0.0.1", number[8];
    s->port = truce_line_number(s->line, "port");
    snprintf(number, sizeof number, "%u", (unsigned)s->port);
    bool is_good = !given || split_address(given, address, sizeof address, &port);
    if (is_good && port && truce_line_text(s->line, "port"))
        return terminal_misuse(s->t, s->line, "the port is given twice");
    if (is_good && find_address(s, address, port && *port ? port : number)) return 0;
    return terminal_misuse(s->t, s->line,
                           "--listen takes an address in numbers, such as 192.168.1.5 or [::1]:8712, not '%s'",
                           given);
}

static const void *bytes_of_address(const serving *s) {
    if (s->address.ss_family == AF_INET6) return &((const struct sockaddr_in6 *)&s->address)->sin6_addr;
    return &((const struct sockaddr_in *)&s->address)->sin_addr;
}

/* The address as a browser writes it in the Host of every request. */
static void name_address(serving *s) {
    char number[INET6_ADDRSTRLEN];
    bool is_six = s->address.ss_family == AF_INET6;
    inet_ntop(s->address.ss_family, bytes_of_address(s), number, sizeof number);
    bool is_any = strcmp(number, is_six ? "::" : "0.0.0.0") == 0;
    s->w.is_loopback = strcmp(number, "::1") == 0 || strncmp(number, "127.", 4) == 0;
    if (is_any) snprintf(number, sizeof number, "%s", is_six ? "::1" : "127.0.0.1");
    snprintf(s->host, sizeof s->host, is_six ? "[%s]:%u" : "%s:%u", number, (unsigned)s->w.port);
    s->w.host = is_any ? NULL : s->host;
}

static int make_token(serving *s) {
    unsigned char random[16];
    if (!truce_line_text(s->line, "listen")) return 0;
    if (getentropy(random, sizeof random) != 0) {
        terminal_say(s->t, "cannot get random numbers: %s", strerror(errno));
        return TRUCE_E_IO;
    }
    for (size_t i = 0; i < sizeof random; i++) snprintf(s->token + 2 * i, 3, "%02x", random[i]);
    s->w.token = s->token;
    return 0;
}

/* -------------------------------------------------------------------- store */

/* The folder of the work: the given folder, the folder of the given file, or the working folder. NULL: what is given
 * cannot be read; then no store is begun for it. */
static char *folder_of(const char *path) {
    struct stat what;
    if (!path) return realpath(".", NULL);
    if (access(path, R_OK) != 0 || stat(path, &what) != 0) return NULL;
    char *folder = realpath(path, NULL);
    char *slash = folder && !S_ISDIR(what.st_mode) ? strrchr(folder, '/') : NULL;
    if (slash) slash[slash == folder] = 0;
    return folder;
}

static int out_of_memory(const serving *s) {
    terminal_say(s->t, "out of memory");
    return TRUCE_E_LIMIT;
}

static int use_store(serving *s, const char *path) {
    char why[256];
    s->w.store = store_open(path, why, sizeof why);
    if (s->w.store && !store_claim(s->w.store, path)) {
        terminal_say(s->t, "another workbench is using %s; --store FILE names another store", path);
        return TRUCE_E_IO;
    }
    if (!s->w.store) terminal_say(s->t, "cannot use the store %s: %s", path, why);
    else if (!truce_line_text(s->line, "quiet")) printf("Models, versions and runs are kept in %s\n", path);
    return s->w.store ? 0 : TRUCE_E_IO;
}

static int open_store(serving *s) {
    const char *given = truce_line_text(s->line, "store");
    s->folder = folder_of(truce_line_operand(s->line, 0));
    if (!s->folder) {
        terminal_say(s->t, "cannot read %s: %s",
                     truce_line_operand(s->line, 0) ? truce_line_operand(s->line, 0) : "the folder", strerror(errno));
        return TRUCE_E_IO;
    }
    size_t size = strlen(given ? given : s->folder) + sizeof "/truce.sqlite";
    s->store = malloc(size);
    if (!s->store) return out_of_memory(s);
    snprintf(s->store, size, given ? "%s" : "%s/truce.sqlite",
             given ? given : strcmp(s->folder, "/") == 0 ? "" : s->folder);
    s->w.folder = s->folder;
    s->w.file = s->store;
    return use_store(s, s->store);
}

/* ------------------------------------------------------------------ serving */

static int start(serving *s) {
    const char *lack = http_load();
    if (lack) {
        terminal_say(s->t, "the workbench needs libmicrohttpd, which cannot be loaded: %s", lack);
        return TRUCE_E_IO;
    }
    int fd = http_listen((struct sockaddr *)&s->address, s->address_length, &s->w.port);
    if (fd < 0) {
        const char *advice = errno == EADDRINUSE ? "; use --port N for another port, --port 0 for any free one" : "";
        terminal_say(s->t, "cannot listen on port %u: %s%s", (unsigned)s->port, strerror(errno), advice);
        return TRUCE_E_IO;
    }
    name_address(s);
    s->w.jobs = jobs_new(s->w.store, available_memory() / 10 * 8);
    if (!s->w.jobs) {
        close(fd);
        return out_of_memory(s);
    }
    s->http = http_start(&s->w, fd);
    return s->http ? 0 : out_of_memory(s);
}

static void announce(const serving *s) {
    printf("The workbench: http://%s/%s%s\n", s->host, s->w.token ? "#token=" : "", s->w.token ? s->token : "");
    if (s->w.token) puts("Whoever has this address with its token can read and change everything here.");
    if (!truce_line_text(s->line, "quiet")) puts("Ctrl-C ends it.");
    fflush(stdout);
}

/* ------------------------------------------------------------------- ending */

enum { HOUR = 3600, WORK_ENDS = 600, ALL_ENDS = 1500, ECHOES = 50 /* the last three in milliseconds */ };

/* The signals that end it. SIGHUP ends it only if the terminal's end is meant to: not under nohup. */
static sigset_t set_of_ends(void) {
    sigset_t ends;
    struct sigaction old;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaddset(&ends, SIGHUP);
    return ends;
}

/* A few portions; false when there are more. A store that fails now says so where somebody hears it. */
static bool has_emptied_bin(store *from) {
    enum { PORTIONS = 16 };
    store_status status = STORE_OK;
    for (int i = 0; i < PORTIONS && status == STORE_OK; i++) status = store_bin_empty(from);
    return status == STORE_NONE || status == STORE_FAILED;
}

/* The signals are blocked in every thread and waited for here; between them this is who looks after things. */
static void wait_for_end(const serving *s, const sigset_t *ends) {
    const struct timespec second = {.tv_sec = 1};
    for (unsigned i = 0, due = 0;; i++) {
        if (i >= due && has_emptied_bin(s->w.store)) due = i + HOUR;
        http_look(s->http);
        if (sigtimedwait(ends, NULL, &second) > 0) break;
    }
    const struct timespec echo = {.tv_nsec = ECHOES * 1000000L};
    while (sigtimedwait(ends, NULL, &echo) > 0) {} /* whoever ends a group of processes may tell each twice */
    sigprocmask(SIG_UNBLOCK, ends, NULL); /* one that comes later ends it at once */
}

static int serve(serving *s) {
    const sigset_t ends = set_of_ends();
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    int failed = start(s);
    if (failed) return failed;
    announce(s);
    wait_for_end(s, &ends);
    return 0;
}

/* Ends the program when its orderly end takes too long, for instance because some work does not hear that it is
 * cancelled. What was acknowledged is in the store: SQLite needs no end to be told. */
static void *end_anyway(void *ud) {
    const struct timespec pause = {.tv_sec = ALL_ENDS / 1000, .tv_nsec = ALL_ENDS % 1000 * 1000000L};
    nanosleep(&pause, NULL);
    _exit(*(const int *)ud);
}

static void end(serving *s, int status) {
    static int last; /* outlives this call, as the thread does */
    pthread_t thread;
    last = status;
    if (s->w.jobs && pthread_create(&thread, NULL, end_anyway, &last) == 0) pthread_detach(thread);
    bool is_over = !s->w.jobs || jobs_stop(s->w.jobs, WORK_ENDS);
    http_stop(s->http);
    if (!is_over) _exit(status); /* a thread still works on what would be freed now */
    jobs_free(s->w.jobs);
    store_close(s->w.store);
}

int cmd_serve(void *ud, const truce_line *line) {
    static senders addresses;
    serving s = {.t = ud, .line = line, .w.senders = &addresses};
    senders_begin(&addresses);
    int failed = read_address(&s);
    if (!failed) failed = make_token(&s);
    if (!failed) failed = open_store(&s);
    if (!failed) failed = opening_read(s.t, s.w.store, truce_line_operand(line, 0), &s.w.opening);
    if (!failed) failed = serve(&s);
    end(&s, failed);
    senders_end(&addresses);
    free(s.folder);
    free(s.store);
    return failed;
}
