/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The work of every command that reads a model, before and after it asks its question: context, reading, states,
 * values, diagnostics, the end of the result. Functions return 0, or the exit status after a message.
 */
#ifndef TRUCE_COMMAND_SESSION_H
#define TRUCE_COMMAND_SESSION_H

#include "options.h"

#include <truce/result.h>

struct session {
    truce_line *line;
    truce_settings settings;
    truce_ctx *ctx;
    const char *file; /* the model's name in messages */
    const char *text;
    char *past; /* the text as of --at, which `text` then points to */
    size_t length;
    truce_model *model, *second; /* second: of a command that reads two */
    truce_graph *plain;          /* the graph without --after-expiry; NULL unless that is given */
    truce_graph *whole;          /* of --seen-by: the graph that `graph` is a view of; else NULL */
    truce_graph *graph;
    truce_set *both; /* the states on which --rows and --where agree */
    truce_sink result;
    truce_render_options options;
    size_t reported;     /* diagnostics told so far */
    struct block *rooms; /* all that truce__room() gave */
};

/* A whole command of the library, on a line whose host has begun the run. */
int truce__session_run(truce_line *line, const truce_settings *settings);

/* The single steps to a graph, for commands that do not take all of them. */
int truce__session_parse(session *s);
int truce__session_build(session *s);

/* A text from the host, lent until the run ends. */
int truce__session_read(session *s, const char *name, const char **text, size_t *length);

/* Whether quotes are in the texts of their sources; what is wrong is reported as `severity`. A text that cannot be
 * read is a finding like others, but the exit status tells it apart. Nothing is known where the host has no such
 * texts. */
int truce__session_quotes(session *s, truce_severity severity);
/* Refuses a result that would replace a text that this model, which was read by that name, names; and the same for
 * commands that work on the session's text, whatever it is. */
int truce__session_spare_sources(session *s, const truce_model *model, const char *operand);
int truce__session_spare_named(session *s);

/* The host's engine for pages, lent likewise. */
int truce__session_read_engine(session *s, const char **bytes, size_t *length);

/* Tells new diagnostics and gives the exit status for `status`; 0 for TRUCE_OK. */
int truce__session_report(session *s, truce_status status);
/* Shows a result in the form asked for and frees it; `made`: the status of making it. */
int truce__session_show(session *s, truce_status made, truce_result **result);
/* Asks the question that is called as the command is, with the values of its options; and also shows its result. */
truce_status truce__session_make(session *s, truce_result **result);
int truce__session_ask(session *s);
/* Tells the host that the result is complete. */
int truce__session_finish(session *s);

/* Zeroed memory that lives as long as the session; NULL when there is none. */
void *truce__room(session *s, size_t count, size_t size);
void truce__rooms_free(session *s);

const value *truce__value(const session *s, const truce_option *option);
bool truce__is_given(const session *s, const truce_option *option);

/* The party with that id; says so where there is none. */
int truce__find_party(session *s, const char *id, uint32_t *party);
/* The states in which a statement is true; `where`: where it was written, for messages. */
int truce__find_states(session *s, const char *where, const char *statement, truce_set **states);

/* Reads the names of concepts and the like, which needs no model. */
int truce__values_names(session *s);
/* Reads what a list of concepts says of each party, and tells the model. */
int truce__values_profile(session *s);
/* Reads parties, states, statements and rows, which needs the graph. */
int truce__values_states(session *s);
void truce__values_free(session *s);

#endif
