/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal as a host of commands: texts are files, the result is a file written whole or not at all, messages go
 * to standard error, SIGINT cancels. A program that has commands of its own beside the library's puts them into
 * `host`; they are called with the terminal.
 */
#ifndef TRUCE_CLI_HOST_H
#define TRUCE_CLI_HOST_H

#include "files.h"
#include "terminal.h"

#include <truce/command.h>

typedef struct terminal {
    truce_host host; /* what truce_run() takes */
    output output;
    progress progress;
    const char *color; /* --color; NULL: not given */
    bool is_quiet, is_verbose;
    bool is_passed_on; /* what is printed goes through another program first, so nobody can tell where it ends up */
    struct lent *texts; /* read for the run */
    char why[512];
} terminal;

/* What every command that reads a model takes at a terminal; NULL behind the last. */
extern const truce_option *const terminal_options[];
extern const truce_option terminal_output, terminal_quiet;

void terminal_init(terminal *t);
/* The whole of a program: its arguments to its exit status. */
int terminal_run(terminal *t, int argc, char **argv);

/* For commands of the program's own: "truce: ...", "truce serve: ...", and the latter with where to find help, which
 * gives TRUCE_E_USAGE. */
__attribute__((format(printf, 2, 3))) void terminal_say(terminal *t, const char *format, ...);
__attribute__((format(printf, 3, 4))) void terminal_say_of(terminal *t, const truce_line *line,
                                                           const char *format, ...);
__attribute__((format(printf, 3, 4))) int terminal_misuse(terminal *t, const truce_line *line,
                                                          const char *format, ...);
/* A file, in a block to free(). 0, or the exit status after a message. */
int terminal_read(terminal *t, const char *path, char **bytes, size_t *length);
/* The file that --output names, or standard output. The same; terminal_end() in any case. */
int terminal_open(terminal *t, const truce_line *line);
void terminal_put(terminal *t, const char *bytes, size_t length);
int terminal_finish(terminal *t);
void terminal_end(terminal *t);

#endif
