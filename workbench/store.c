/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store's file: opened, made, or refused if it is not ours. Our files carry an application id ("trce") and the
 * number of their layout. Write-ahead logging lets `truce replies` and others read while the workbench writes.
 * synchronous=FULL waits for the disk at each commit, so that an acknowledged write survives a power cut.
 */
#define _DEFAULT_SOURCE
#include "bytes.h"
#include "database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { APPLICATION = 0x74726365, LAYOUT = 3 };

static const char layout[] =
    "CREATE TABLE model (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',"
    " parent INTEGER REFERENCES model(id), file TEXT UNIQUE, newest INTEGER NOT NULL DEFAULT 1,"
    " updated TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0, removed TEXT,"
    " color INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE version (model INTEGER NOT NULL REFERENCES model(id), version INTEGER NOT NULL, saved TEXT NOT "
    "NULL,"
    " text TEXT NOT NULL, label TEXT, PRIMARY KEY (model, version));"
    "CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, options TEXT NOT NULL, model "
    "INTEGER,"
    " version INTEGER, state TEXT NOT NULL, started TEXT NOT NULL, seconds REAL NOT NULL, status INTEGER NOT NULL,"
    " result TEXT, output TEXT, diagnostics TEXT NOT NULL);"
    "CREATE TABLE reply (id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES model(id),"
    " version INTEGER NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, input TEXT NOT NULL, claim TEXT, change "
    "TEXT,"
    " comment TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'approved', 'rejected')),"
    " date TEXT NOT NULL);";

/* From each older layout to the next. Layout 1 did not know when a model was removed: its time in the bin begins
 * now. Layout 2 had neither labels of versions nor colours of models. */
static const char *const steps[LAYOUT] = {
    [1] = "ALTER TABLE model ADD COLUMN removed TEXT;"
          "UPDATE model SET removed = " NOW " WHERE is_deleted;",
    [2] = "ALTER TABLE version ADD COLUMN label TEXT;"
          "ALTER TABLE model ADD COLUMN color INTEGER NOT NULL DEFAULT 0;",
};

static bool run_sql(store *s, const char *sql) {
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) atomic_store(&s->error, sqlite3_extended_errcode(s->db));
    return code == SQLITE_OK;
}

static bool pragma(store *s, const char *sql, int64_t *number) {
    return number_of(s, statement(s, sql, ""), number) == STORE_OK;
}

static bool mark(store *s) {
    char marks[100];
    snprintf(marks, sizeof marks, "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION, LAYOUT);
    return run_sql(s, marks);
}

/* Brings an older file of ours to this layout. */
static bool bring_up(store *s, int64_t layout_found) {
    bool is_good = true;
    for (int64_t i = layout_found; i < LAYOUT && is_good; i++) is_good = run_sql(s, steps[i]);
    return is_good && mark(s);
}

/* Within a transaction: gives a new file its tables, and an older one what it lacks. NULL, or why the file is not
 * ours. */
static const char *recognise(store *s) {
    int64_t application, number, tables;
    if (!pragma(s, "PRAGMA application_id", &application) || !pragma(s, "PRAGMA user_version", &number) ||
        !pragma(s, "SELECT count(*) FROM sqlite_schema", &tables))
        return store_error(s);
    if (application == APPLICATION && number == LAYOUT) return NULL;
    bool is_ours = application == APPLICATION;
    if (is_ours && number >= 1 && number < LAYOUT) return bring_up(s, number) ? NULL : store_error(s);
    if (is_ours) return "another version of truce wrote it";
    if (application != 0 || tables != 0) return "it is the database of another program";
    return run_sql(s, layout) && mark(s) ? NULL : store_error(s);
}

/* Lets the file grow to STORE_MOST only. */
static bool set_bound(store *s) {
    int64_t page;
    char bound[60];
    if (!pragma(s, "PRAGMA page_size", &page)) return false;
    snprintf(bound, sizeof bound, "PRAGMA max_page_count=%lld", (long long)(STORE_MOST / page));
    return run_sql(s, bound);
}

/* SQLite's own check of every page; it reports in rows, the first of which is "ok" or an error. */
static const char *examine(store *s) {
    sqlite3_stmt *stmt = statement(s, "PRAGMA quick_check(1)", "");
    store_status status = next_row(s, stmt);
    const char *found = status == STORE_OK ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    bool is_good = found && strcmp(found, "ok") == 0;
    sqlite3_finalize(stmt);
    if (status == STORE_FAILED) return store_error(s);
    return is_good ? NULL : "it is damaged; the command 'sqlite3 FILE .recover' may save what is in it";
}

/* NULL, or what is wrong with the file. The order matters: nothing is written before the file is known to be ours. */
static const char *prepare(store *s) {
    int64_t ignored;
    sqlite3_busy_timeout(s->db, PATIENCE);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (!pragma(s, "SELECT count(*) FROM sqlite_schema", &ignored)) return store_error(s);
    s->rollback = statement(s, "ROLLBACK", "");
    if (!s->rollback) return store_error(s);
    const char *wrong = examine(s);
    if (wrong) return wrong;
    if (begin(s) != STORE_OK) return store_error(s);
    wrong = recognise(s);
    if (end(s, wrong ? STORE_FAILED : STORE_OK) != STORE_OK) return wrong ? wrong : store_error(s);
    bool is_set = run_sql(s, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
    return is_set && set_bound(s) ? NULL : store_error(s);
}

/* The file may hold confidential texts of readers, so only its owner may read it; SQLite gives the files beside it
 * the same mode. */
static const char *make_file(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd < 0) return strerror(errno);
    close(fd);
    return NULL;
}

static const char *open_file(store *s, const char *path) {
    const char *wrong = make_file(path);
    if (wrong) return wrong;
    int code = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    return code == SQLITE_OK ? prepare(s) : sqlite3_errstr(code);
}

store *store_open(const char *path, char *why, size_t size) {
    store *s = calloc(1, sizeof *s);
    if (!s || pthread_mutex_init(&s->mutex, NULL) != 0) {
        snprintf(why, size, "out of memory");
        free(s);
        return NULL;
    }
    s->claim = -1;
    bool is_new = access(path, F_OK) != 0;
    const char *wrong = open_file(s, path);
    if (!wrong) return s;
    snprintf(why, size, "%s", wrong);
    store_close(s);
    struct stat file;
    if (is_new && stat(path, &file) == 0 && file.st_size == 0) unlink(path);
    return NULL;
}

/* A lock of another kind than SQLite's own. A process gives up SQLite's locks when it closes any descriptor of the
 * file, so this descriptor stays open until the store is closed. The lock ends with the process, however that
 * ends. */
bool store_claim(store *s, const char *path) {
    s->claim = open(path, O_RDONLY | O_CLOEXEC);
    return s->claim >= 0 && flock(s->claim, LOCK_EX | LOCK_NB) == 0;
}

void store_close(store *s) {
    if (!s) return;
    sqlite3_finalize(s->rollback);
    sqlite3_close(s->db);
    if (s->claim >= 0) close(s->claim);
    pthread_mutex_destroy(&s->mutex);
    free(s);
}
