/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double seconds_now(void) {
    struct timespec t;
    const clockid_t clock = getenv("TRUCE_BENCH_PROCESSOR") ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool to_stderr(void *ud, const char *bytes, size_t length) {
    (void)ud;
    return fwrite(bytes, 1, length, stderr) == length;
}

void must(truce_ctx *ctx, truce_status status) {
    if (status == TRUCE_OK) return;
    truce_diags_render(ctx, 0, false, &(truce_sink){to_stderr, NULL});
    exit((int)status);
}

unsigned long long number(const char *text) {
    char *end;
    unsigned long long value = strtoull(text, &end, 10);
    if (end != text && *end == '\0') return value;
    fprintf(stderr, "'%s' is not a number\n", text);
    exit(2);
}
