/* SPDX-License-Identifier: Apache-2.0 */
/* The terminal: its width, colour, and the interrupt key. Windows has its own file (windows_terminal.c). */
#ifndef TRUCE_CLI_TERMINAL_H
#define TRUCE_CLI_TERMINAL_H

#include <truce/truce.h>

/* COLUMNS if it is a number, else what the terminal on standard output says, else 80. */
uint32_t terminal_width(void);

/* Whether to colour what goes to `fd`; `when` is auto, always, never or NULL. */
bool terminal_has_color(int fd, const char *when);

/* What the system says: columns of the terminal on standard output, 0 where there is none or it does not say; whether
 * `fd` is a terminal that shows colours. */
uint32_t terminal_columns(void);
bool terminal_shows_color(int fd);

/* From now on SIGINT, SIGTERM, SIGHUP (unless it is ignored, as under nohup) and SIGXCPU end the program with the
 * status of an interrupt, and SIGQUIT as it always does. All remove the file named by interrupt_removes(). SIGPIPE
 * and SIGXFSZ become errors of writing. A program that runs `alone` says so if it ends outside work; of several
 * processes each would, also those that their launcher ends because one has: there the launcher says it. */
void interrupts_begin(bool alone);
/* Puts these signals off, or lets them through again. */
void interrupts_hold(bool do_hold);
/* From now on the first of these signals cancels the work in `ctx`, the second ends the program. NULL: there is
 * nothing to cancel, so the first one ends the program. */
void interrupt_cancels(truce_ctx *ctx);
void interrupt_removes(const char *path);
bool was_interrupted(void);

#endif
