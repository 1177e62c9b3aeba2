/* SPDX-License-Identifier: Apache-2.0 */
/* The line of progress on a terminal. */
#ifndef TRUCE_PROGRESS_H
#define TRUCE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    bool is_shown;   /* one line on a terminal, rewritten */
    bool is_verbose; /* a line for each phase */
    bool is_dirty;   /* there is text on the line */
    const char *phase;
    int64_t start, last; /* milliseconds */
    struct {      /* a stretch of work that one total describes */
        int64_t start;
        uint64_t first, done, total;
    } task;
} progress;

void progress_init(progress *p, bool is_quiet, bool is_verbose);
void progress_show(void *ud, const char *phase, uint64_t done, uint64_t total);
void progress_clear(progress *p);

#endif
