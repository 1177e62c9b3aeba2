/* SPDX-License-Identifier: Apache-2.0 */
/* What the programs here share: the clock, and the end of a run that went wrong. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <truce/truce.h>

/* Seconds of a clock that never goes back; with TRUCE_BENCH_PROCESSOR in the environment, of the processors alone. */
double seconds_now(void);

/* Ends the program with the diagnostics of `ctx` unless all is well. */
void must(truce_ctx *ctx, truce_status status);

/* A number from a command line; ends the program when it is none. */
unsigned long long number(const char *text);

#endif
