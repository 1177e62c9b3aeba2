/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { REFRESH = 100, SETTLING = 2000 /* milliseconds */ };

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
