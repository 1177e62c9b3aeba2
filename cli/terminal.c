/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "terminal.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { NARROWEST = 20, USUAL = 80, WIDEST = 100000 };
enum { REFRESH = 100, SETTLING = 2000 /* milliseconds */ };

uint32_t terminal_width(void) {
    const char *columns = getenv("COLUMNS");
    if (columns && *columns >= '1' && *columns <= '9') {
        unsigned long width = strtoul(columns, NULL, 10);
        return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (uint32_t)width;
    }
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= NARROWEST)
        return size.ws_col;
    return USUAL;
}

bool terminal_has_color(int fd, const char *when) {
    if (when && strcmp(when, "auto") != 0) return strcmp(when, "always") == 0;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if ((no_color && *no_color) || (term && strcmp(term, "dumb") == 0)) return false;
    return isatty(fd);
}

/* ---------------------------------------------------------------- progress */

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_init(progress *p, bool is_quiet, bool is_verbose) {
    *p = (progress){.is_verbose = is_verbose};
    p->is_shown = !is_quiet && !is_verbose && isatty(STDERR_FILENO);
    p->start = now();
}

/* A new stretch of work begins when the total changes or when less is done than before. */
static void follow_task(progress *p, int64_t time, uint64_t done, uint64_t total) {
    if (total != p->task.total || done < p->task.done) {
        p->task.start = time;
        p->task.first = done;
        p->task.total = total;
    }
    p->task.done = done;
}

/* "1:05", "2:00:00" */
static void write_duration(char *text, size_t size, int64_t milliseconds) {
    int64_t s = milliseconds / 1000;
    if (s < 3600) snprintf(text, size, "%d:%02d", (int)(s / 60), (int)(s % 60));
    else snprintf(text, size, "%d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

/* "GMR 43%, 0:12, about 0:16 left": the time left follows from the pace so far, once the pace is known. */
static void draw(const progress *p, int64_t time) {
    char spent[32], left[32];
    int64_t elapsed = time - p->task.start;
    uint64_t done = p->task.done - p->task.first;
    fprintf(stderr, "\r\033[K%s", p->phase);
    if (p->task.total) fprintf(stderr, " %d%%", (int)((double)p->task.done / (double)p->task.total * 100));
    write_duration(spent, sizeof spent, time - p->start);
    if (time - p->start >= SETTLING) fprintf(stderr, ", %s", spent);
    if (!done || elapsed < SETTLING) return;
    double pace = (double)elapsed / (double)done;
    write_duration(left, sizeof left, (int64_t)(pace * (double)(p->task.total - p->task.done)) + 999);
    fprintf(stderr, ", about %s left", left);
}

void progress_show(void *ud, const char *phase, uint64_t done, uint64_t total) {
    progress *p = ud;
    bool is_new = !p->phase || strcmp(p->phase, phase) != 0;
    p->phase = phase;
    if (p->is_verbose && is_new) {
        fprintf(stderr, "truce: %s\n", phase);
        return;
    }
    if (!p->is_shown) return;
    int64_t time = now();
    follow_task(p, time, done, total);
    if (time - p->last < REFRESH) return;
    p->last = time;
    draw(p, time);
    p->is_dirty = true;
}

void progress_clear(progress *p) {
    if (p->is_dirty) fputs("\r\033[K", stderr);
    p->is_dirty = false;
}

/* --------------------------------------------------------------- interrupts */

/* A signal handler can only use globals. */
static truce_ctx *_Atomic running;
static char unfinished[4096];
static volatile sig_atomic_t interrupts;
static bool is_alone;
static atomic_bool is_held;
static atomic_int waiting; /* the signal that came meanwhile; 0: none */

static void on_signal(int number) {
    const int error = errno;
    if (atomic_load(&is_held)) {
        atomic_store(&waiting, number);
        return;
    }
    truce_ctx *ctx = atomic_load(&running);
    if (unfinished[0]) unlink(unfinished); /* at once: mpirun kills those who have not ended a second later */
    if (number == SIGQUIT) { /* ends as it always does, with an image of memory where that is wanted */
        signal(SIGQUIT, SIG_DFL);
        raise(SIGQUIT); /* comes once this has returned */
        errno = error;
        return;
    }
    if (interrupts++ > 0 || !ctx) {
        static const char said[] = "truce: interrupted\n";
        if (is_alone && write(STDERR_FILENO, said, sizeof said - 1) < 0) errno = error;
        _exit(TRUCE_E_CANCELLED);
    }
    truce_cancel(ctx);
    errno = error;
}

/* The signals that ask a program to end. */
static const int requests[] = {SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGQUIT};

void interrupts_begin(bool alone) {
    is_alone = alone;
    struct sigaction action = {.sa_handler = on_signal}, before; /* without SA_RESTART: a read from a terminal ends
                                                                     too */
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        sigaction(requests[i], NULL, &before);
        bool is_under_nohup = requests[i] == SIGHUP && before.sa_handler == SIG_IGN;
        if (!is_under_nohup) sigaction(requests[i], &action, NULL);
    }
    /* Writing to a reader that went away, or beyond the limit on file sizes, is an error to report, not a reason to
     * die. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* Not by a mask: that would be one thread's, and a signal comes to any. */
void interrupts_hold(bool do_hold) {
    atomic_store(&is_held, do_hold);
    int number = do_hold ? 0 : atomic_exchange(&waiting, 0);
    if (number) raise(number);
}

void interrupt_cancels(truce_ctx *ctx) {
    atomic_store(&running, ctx);
}

void interrupt_removes(const char *path) {
    unfinished[0] = 0;
    if (!path || strlen(path) >= sizeof unfinished) return;
    memcpy(unfinished + 1, path + 1, strlen(path)); /* the rest of the path, its final 0 included, before the first
                                                       byte: the handler never sees half a path */
    unfinished[0] = path[0];
}

bool was_interrupted(void) {
    return interrupts > 0;
}
