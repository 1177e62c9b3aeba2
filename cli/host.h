/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal as a host of commands: texts are files, the result is a file written whole or not at all, messages go
 * to standard error, SIGINT cancels. A program with commands of its own puts them into `host`; they are called with
 * the terminal.
 */
#ifndef TRUCE_CLI_HOST_H
#define TRUCE_CLI_HOST_H

#include "files.h"
#include "progress.h"
#include "terminal.h"
#include "xlsx.h"

#include <truce/command.h>

typedef struct terminal {
    truce_host host; /* what truce_run() takes */
    output output;
    progress progress;
    const char *color; /* --color; NULL: not given */
    bool is_quiet, is_verbose;
    bool is_passed_on; /* one of several processes: output passes through their launcher */
    struct lent *texts; /* read for the run */
    xlsx workbook;
    char why[512];
} terminal;

/* The options that a terminal adds to every command of the library; NULL behind the last. */
extern const truce_option *const terminal_options[];
extern const truce_option terminal_output, terminal_threads, terminal_memory, terminal_color, terminal_quiet;

void terminal_init(terminal *t);
/* A whole program: from its arguments to its exit status. */
int terminal_run(terminal *t, int argc, char **argv);

/* For the program's own commands: "truce: ...", "truce serve: ...". terminal_misuse() also says where to find help,
 * and returns TRUCE_E_USAGE. */
__attribute__((format(printf, 2, 3))) void terminal_say(terminal *t, const char *format, ...);
__attribute__((format(printf, 3, 4))) void terminal_say_of(terminal *t, const truce_line *line,
                                                           const char *format, ...);
__attribute__((format(printf, 3, 4))) int terminal_misuse(terminal *t, const truce_line *line,
                                                          const char *format, ...);
/* Refuses, with a message, a result that would overwrite the database that the command is about to use. */
int terminal_spare_database(terminal *t, const char *path);
/* A file, in a block to free(). 0, or the exit status after a message. */
int terminal_read(terminal *t, const char *path, char **bytes, size_t *length);
/* Begins a run: reads the options of terminals and opens the file that --output names, or standard output. Returns
 * the same; call terminal_end() in any case. */
int terminal_begin(terminal *t, const truce_line *line, truce_settings *settings);
/* Ends a result that is whole. */
int terminal_finish(terminal *t);
void terminal_end(terminal *t);

#endif
