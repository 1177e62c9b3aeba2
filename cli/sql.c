/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that is not ours is not even opened by SQLite, which could write to it: its head is read first. Whether it
 * may be written is tried before SQLite does, whose words are vaguer. A new file in which nothing was kept goes
 * again. Transactions are SQLite's own, so that a killed program leaves the file as it was before.
 */
#include "sql.h"

#include "terminal.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATIENCE = 10000 /* milliseconds */, NAP = 50, STEPS = 100000 };

struct truce_database {
    sqlite3 *db;
    const char *path; /* behind it in the same block */
    bool is_new;
};

/* NULL: the file is ours, or new, or not there; else what is wrong with it. */
static const char *look(const char *path, int32_t application, bool *is_there) {
    unsigned char head[TRUCE_DATABASE_HEAD] = {0};
    FILE *file = fopen(path, "rb");
    *is_there = file != NULL;
    if (!file) return errno == ENOENT ? NULL : strerror(errno);
    size_t length = fread(head, 1, sizeof head, file);
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    return failed ? strerror(failed) : truce_database_wrong(head, length, application);
}

/* Makes a file that is not there. NULL, or why it cannot be written. */
static const char *touch(const char *path, bool is_there) {
    FILE *file = fopen(path, is_there ? "r+b" : "ab");
    if (!file) return strerror(errno);
    fclose(file);
    return NULL;
}

static truce_status fail(truce_database *database, char why[512]) {
    if (was_interrupted()) {
        snprintf(why, 512, "interrupted");
        return TRUCE_E_CANCELLED;
    }
    snprintf(why, 512, "%s: %s", database->path, sqlite3_errmsg(database->db));
    return TRUCE_E_IO;
}

/* SQLite asks both whether it shall go on, the first while it works, the second while another program writes. */
static int is_over(void *ud) {
    (void)ud;
    return was_interrupted();
}

static int waits(void *ud, int naps) {
    (void)ud;
    if (naps * NAP >= PATIENCE || was_interrupted()) return 0;
    sqlite3_sleep(NAP);
    return 1;
}

truce_status sql_open(const char *path, int32_t application, bool may_create, truce_database **database,
                      char why[512]) {
    bool is_there;
    const char *wrong = look(path, application, &is_there);
    if (!is_there && !wrong && !may_create) wrong = strerror(ENOENT);
    if (!wrong) wrong = touch(path, is_there);
    if (wrong) {
        snprintf(why, 512, "%s: %s", path, wrong);
        return TRUCE_E_IO;
    }
    size_t length = strlen(path) + 1;
    truce_database *made = calloc(1, sizeof *made + length);
    if (!made) return TRUCE_E_NOMEM;
    made->path = memcpy(made + 1, path, length);
    made->is_new = !is_there;
    int flags = SQLITE_OPEN_READWRITE | (may_create ? SQLITE_OPEN_CREATE : 0);
    truce_status status = sqlite3_open_v2(path, &made->db, flags, NULL) == SQLITE_OK ? TRUCE_OK : fail(made, why);
    if (status == TRUCE_OK) {
        sqlite3_busy_handler(made->db, waits, NULL);
        sqlite3_progress_handler(made->db, STEPS, is_over, NULL);
        sqlite3_db_config(made->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(made->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    }
    if (status == TRUCE_OK) *database = made;
    else sql_close(made);
    return status;
}

static int bind(sqlite3_stmt *stmt, int at, const truce_sql_value *value) {
    switch (value->kind) {
    case TRUCE_SQL_INTEGER: return sqlite3_bind_int64(stmt, at, value->integer);
    case TRUCE_SQL_REAL: return sqlite3_bind_double(stmt, at, value->real);
    case TRUCE_SQL_TEXT: return sqlite3_bind_text(stmt, at, value->text, -1, SQLITE_STATIC);
    case TRUCE_SQL_BYTES: return sqlite3_bind_blob64(stmt, at, value->text, value->length, SQLITE_STATIC);
    default: return sqlite3_bind_null(stmt, at);
    }
}

static truce_sql_value column(sqlite3_stmt *stmt, int at) {
    truce_sql_value value = {.kind = TRUCE_SQL_NULL};
    switch (sqlite3_column_type(stmt, at)) {
    case SQLITE_INTEGER:
        value.kind = TRUCE_SQL_INTEGER;
        value.integer = sqlite3_column_int64(stmt, at);
        break;
    case SQLITE_FLOAT:
        value.kind = TRUCE_SQL_REAL;
        value.real = sqlite3_column_double(stmt, at);
        break;
    case SQLITE_TEXT:
        value.kind = TRUCE_SQL_TEXT;
        value.text = (const char *)sqlite3_column_text(stmt, at);
        break;
    case SQLITE_BLOB:
        value.kind = TRUCE_SQL_BYTES;
        value.text = sqlite3_column_blob(stmt, at);
        break;
    default: break;
    }
    value.length = (size_t)sqlite3_column_bytes(stmt, at);
    return value;
}

enum { MOST_COLUMNS = 32 };

/* Steps through the rows. */
static truce_status step(truce_database *database, sqlite3_stmt *stmt, truce_sql_row row, void *row_ud,
                         char why[512]) {
    int code, columns = sqlite3_column_count(stmt);
    truce_status status = TRUCE_OK;
    while (status == TRUCE_OK && (code = sqlite3_step(stmt)) != SQLITE_DONE) {
        truce_sql_value values[MOST_COLUMNS];
        if (code != SQLITE_ROW) return fail(database, why);
        for (int i = 0; i < columns && i < MOST_COLUMNS; i++) values[i] = column(stmt, i);
        if (row) status = row(row_ud, values, (size_t)columns);
    }
    return status;
}

truce_status sql_run(truce_database *database, const char *sql, const truce_sql_value *values, size_t count,
                     truce_sql_row row, void *row_ud, char why[512]) {
    truce_status status = TRUCE_OK;
    while (status == TRUCE_OK && *sql) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(database->db, sql, -1, &stmt, &sql) != SQLITE_OK) return fail(database, why);
        if (!stmt) continue; /* a comment, or blanks */
        for (size_t i = 0; i < count && status == TRUCE_OK; i++)
            if (bind(stmt, (int)i + 1, &values[i]) != SQLITE_OK) status = fail(database, why);
        if (status == TRUCE_OK) status = step(database, stmt, row, row_ud, why);
        sqlite3_finalize(stmt);
    }
    return status;
}

void sql_close(truce_database *database) {
    struct stat file;
    if (!database) return;
    sqlite3_close(database->db);
    if (database->is_new && stat(database->path, &file) == 0 && file.st_size == 0) remove(database->path);
    free(database);
}
