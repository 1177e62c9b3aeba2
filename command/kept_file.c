/* SPDX-License-Identifier: Apache-2.0 */
#include "kept_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *truce_database_wrong(const void *head, size_t length, int32_t application) {
    enum { APPLICATION_AT = 68 };
    const unsigned char *at = head;
    if (length == 0) return NULL;
    if (length < TRUCE_DATABASE_HEAD || memcmp(at, "SQLite format 3", 16) != 0) return "it is no database";
    at += APPLICATION_AT;
    uint32_t found = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return found == (uint32_t)application ? NULL : "it is the database of another program";
}

truce_status truce__database_try(database *d, const char *sql, const truce_sql_value *values, size_t count,
                                 truce_sql_row row, void *row_ud) {
    const truce_host *host = &d->line->host;
    return host->run_sql(host->ud, d->opened, sql, values, count, row, row_ud);
}

/* 0, or the exit status after a message. */
static int tell(const database *d, truce_status status) {
    if (status == TRUCE_E_NOMEM) truce__message(d->line, TRUCE_TONE_PROGRAM, "out of memory");
    if (status == TRUCE_E_NOMEM) return TRUCE_E_LIMIT;
    return status == TRUCE_OK ? 0 : truce__host_failed(d->line, status, "the database cannot be used");
}

int truce__database_run(database *d, const char *sql, const truce_sql_value *values, size_t count, truce_sql_row row,
                        void *row_ud) {
    return tell(d, truce__database_try(d, sql, values, count, row, row_ud));
}

static truce_status take_number(void *ud, const truce_sql_value *values, size_t count) {
    if (count && values->kind == TRUCE_SQL_INTEGER) *(int64_t *)ud = values->integer;
    return TRUCE_OK;
}

int truce__database_number(database *d, const char *sql, int64_t *number) {
    *number = -1;
    return truce__database_run(d, sql, NULL, 0, take_number, number);
}

int truce__database_refuse(const database *d, const char *why) {
    truce__message(d->line, TRUCE_TONE_PROGRAM, "%s: %s", d->name, why);
    return TRUCE_E_IO;
}

/* The host has refused files of other applications. What has no number yet is new. */
static int recognise(database *d, const database_kind *kind) {
    int64_t application, version;
    char mark[80];
    int failed = truce__database_number(d, "PRAGMA application_id", &application);
    if (failed) return failed;
    if (application == 0) {
        snprintf(mark, sizeof mark, "PRAGMA application_id=%" PRId32, kind->application);
        failed = truce__database_run(d, kind->makes, NULL, 0, NULL, NULL);
        return failed ? failed : truce__database_run(d, mark, NULL, 0, NULL, NULL);
    }
    failed = truce__database_number(d, kind->asks_version, &version);
    if (failed || version == kind->version) return failed;
    return truce__database_refuse(d, "another version of truce wrote it");
}

/* A commit waits for the disk, unless a command sets otherwise. */
int truce__database_open(database *d, const truce_line *line, const char *name, const database_kind *kind,
                         bool may_create) {
    const truce_host *host = &line->host;
    *d = (database){line, name, NULL};
    if (!host->open_database) return truce__database_refuse(d, "no database can be opened here");
    int failed = tell(d, host->open_database(host->ud, name, kind->application, may_create, &d->opened));
    if (!failed)
        failed = truce__database_run(d, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", NULL, 0, NULL, NULL);
    if (!failed) failed = truce__database_run(d, may_create ? "BEGIN IMMEDIATE" : "BEGIN", NULL, 0, NULL, NULL);
    return failed ? failed : recognise(d, kind);
}

int truce__database_close(database *d, bool keeps) {
    if (!d->opened) return 0;
    const truce_host *host = &d->line->host;
    int failed = keeps ? truce__database_run(d, "COMMIT", NULL, 0, NULL, NULL) : 0;
    host->close_database(host->ud, d->opened);
    d->opened = NULL;
    return failed;
}
