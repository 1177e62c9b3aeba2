/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A database of the host's in which a command keeps what outlasts a run. Each kind of file has an application number
 * and a version of its own; a file of another program, or of another version, is refused and left as it is.
 */
#ifndef TRUCE_COMMAND_KEPT_FILE_H
#define TRUCE_COMMAND_KEPT_FILE_H

#include "command.h"

typedef struct database_kind {
    int32_t application;
    int64_t version;
    const char *asks_version; /* the statement that gives it */
    const char *makes;        /* the statements that make the tables of a new file, and note the version */
} database_kind;

typedef struct database {
    const truce_line *line;
    const char *name;
    truce_database *opened; /* NULL: it is not */
} database;

/* Opens the database and begins a transaction, in which a new file gets its tables; 0, or the exit status after a
 * message. `may_create`: makes one where there is none. Close it in any case: with `keeps` the transaction is kept,
 * else undone. What was never opened may be closed. */
int truce__database_open(database *d, const truce_line *line, const char *name, const database_kind *kind,
                         bool may_create);
int truce__database_close(database *d, bool keeps);

/* Runs statements; of a failure the host has the reason. */
truce_status truce__database_try(database *d, const char *sql, const truce_sql_value *values, size_t count,
                                 truce_sql_row row, void *row_ud);
/* The same with a message; 0, or the exit status. */
int truce__database_run(database *d, const char *sql, const truce_sql_value *values, size_t count, truce_sql_row row,
                        void *row_ud);
/* The number that a statement gives; -1 where it gives none. */
int truce__database_number(database *d, const char *sql, int64_t *number);
/* "NAME: why". */
int truce__database_refuse(const database *d, const char *why);

static inline truce_sql_value truce__sql_integer(int64_t number) {
    return (truce_sql_value){.kind = TRUCE_SQL_INTEGER, .integer = number};
}
static inline truce_sql_value truce__sql_real(double number) {
    return (truce_sql_value){.kind = TRUCE_SQL_REAL, .real = number};
}
static inline truce_sql_value truce__sql_text(const char *text) { /* NULL is NULL */
    return (truce_sql_value){.kind = text ? TRUCE_SQL_TEXT : TRUCE_SQL_NULL, .text = text};
}

#endif
