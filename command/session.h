/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every command that reads a model does before and after its own work: limits, reading, diagnostics, output, exit
 * status. Functions give 0 or the exit status with which to leave; messages are printed by then.
 */
#ifndef TRUCE_CLI_SESSION_H
#define TRUCE_CLI_SESSION_H

#include "io.h"
#include "limits.h"
#include "options.h"
#include "terminal.h"

#include <truce/result.h>

typedef struct session {
    const cmdline *cl;
    const char *file; /* the model's name in messages */
    char *name;       /* the same, where it is not that of the file */
    truce_ctx *ctx;
    char *text;
    size_t length;
    truce_model *model;
    truce_graph *plain; /* the graph without --after-expiry; NULL unless that is given */
    truce_graph *graph;
    truce_set *rows;
    output output;
    progress progress;
    truce_render_options options;
    size_t reported; /* diagnostics printed so far */
} session;

/* Limits and output. */
int session_open(session *session, const cmdline *cl);
/* The model, as it stood --at some time, and its states. */
int session_parse(session *session);
int session_build(session *session);
void session_close(session *session);
/* A whole command: opens a session, does the work, closes it. */
int session_run(const cmdline *cl, int (*work)(session *s));

/* --where and --rows STATEMENT, --sort, --limit, --view. */
int session_rows(session *session);

/* session->rows: the states in which the statement given with `option` is true. */
int session_find_states(session *session, const char *option, const char *statement);

/* *state where there is one of that name, else session->rows as above and 0. */
int session_find_either(session *session, const char *option, const char *text, truce_state *state);
/* The state named by the value of the option; the status quo where that is not given. */
int session_state(session *session, option_id option, truce_state *state);

/* The concepts asked for, or the default ones: numbers in a block to free(). */
int session_concepts(session *session, uint32_t **concepts, size_t *count);
/* Things that users call by their ids on the command line. */
typedef struct name_table {
    const char *what;
    uint32_t (*count)(void);
    const char *(*id)(const void *ud, size_t i);
    uint32_t (*find)(const char *id); /* UINT32_MAX: none */
} name_table;

/* Appends the numbers of the names in a list with commas, each once; `numbers` has room for all. NULL is the empty list. */
int session_names(session *s, const name_table *names, const char *list, uint32_t *numbers, size_t *count);

/* The model and its states, the rows, and the verdicts under the concepts asked for. */
int session_solve(session *s, truce_solution **solution);

/* The party with that id. */
int session_party(session *session, const char *id, uint32_t *party);
/* The first party of a list with commas; *list moves behind it, to NULL at the end. */
int session_next_party(session *session, const char **list, uint32_t *party);

/* Prints new diagnostics and gives the exit status for `status`; 0 for TRUCE_OK. */
int session_end(session *session, truce_status status);

/* What --format names. */
truce_format session_format(const char *name);
/* Shows a result in the form asked for and frees it; `made` is what became of making it. */
int session_show(session *s, truce_status made, truce_result **result);

/* With several ranks only the first reads files, writes results and is heard. */
bool session_is_first(const session *session);
/* The exit status of the lowest rank that failed, on all; 0 when none did. */
int session_agree(const session *session, int failed);

__attribute__((format(printf, 2, 3))) void session_say(const session *session, const char *format, ...);

#endif
