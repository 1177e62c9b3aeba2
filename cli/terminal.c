/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

uint32_t terminal_columns(void) {
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool terminal_shows_color(int fd) {
    return isatty(fd);
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
