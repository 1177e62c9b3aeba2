/* SPDX-License-Identifier: Apache-2.0 */
#include "database.h"

#include "bytes.h"

#include <stdarg.h>
#include <stdlib.h>

void store_lock(store *s) {
    pthread_mutex_lock(&s->mutex);
}

void store_unlock(store *s) {
    pthread_mutex_unlock(&s->mutex);
}

static store_status failed(store *s) {
    atomic_store(&s->error, sqlite3_extended_errcode(s->db));
    return STORE_FAILED;
}

const char *store_error(const store *s) {
    return sqlite3_errstr(atomic_load(&s->error));
}

bool store_is_full(const store *s) {
    return (atomic_load(&s->error) & 0xFF) == SQLITE_FULL;
}

static int bind_one(sqlite3_stmt *stmt, int at, char type, va_list *list) {
    const char *text;
    switch (type) {
    case 'i': return sqlite3_bind_int64(stmt, at, va_arg(*list, int64_t));
    case 'r': return sqlite3_bind_double(stmt, at, va_arg(*list, double));
    case 't': return sqlite3_bind_text(stmt, at, va_arg(*list, const char *), -1, SQLITE_TRANSIENT);
    default:
        text = va_arg(*list, const char *);
        return sqlite3_bind_text64(stmt, at, text, va_arg(*list, size_t), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
}

sqlite3_stmt *statement(store *s, const char *sql, const char *types, ...) {
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);
    va_list list;
    va_start(list, types);
    for (int i = 0; types[i] && code == SQLITE_OK; i++) code = bind_one(stmt, i + 1, types[i], &list);
    va_end(list);
    if (code == SQLITE_OK) return stmt;
    failed(s);
    sqlite3_finalize(stmt);
    return NULL;
}

store_status next_row(store *s, sqlite3_stmt *stmt) {
    int code = stmt ? sqlite3_step(stmt) : SQLITE_ERROR;
    if (code == SQLITE_ROW) return STORE_OK;
    if (code == SQLITE_DONE) return STORE_NONE;
    return stmt ? failed(s) : STORE_FAILED;
}

store_status each_row(store *s, sqlite3_stmt *stmt, store_status (*take)(store *s, sqlite3_stmt *stmt, void *ud),
                      void *ud) {
    store_status status;
    while ((status = next_row(s, stmt)) == STORE_OK) {
        status = take(s, stmt, ud);
        if (status != STORE_OK) break;
    }
    sqlite3_finalize(stmt);
    return status == STORE_NONE ? STORE_OK : status;
}

store_status change(store *s, sqlite3_stmt *stmt) {
    store_status status = next_row(s, stmt);
    sqlite3_finalize(stmt);
    if (status == STORE_FAILED) return status;
    return sqlite3_changes(s->db) > 0 ? STORE_OK : STORE_NONE;
}

store_status number_of(store *s, sqlite3_stmt *stmt, int64_t *number) {
    store_status status = next_row(s, stmt);
    if (status == STORE_OK) *number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return status;
}

static void undo(store *s) {
    if (sqlite3_get_autocommit(s->db)) return;
    sqlite3_step(s->rollback);
    sqlite3_reset(s->rollback);
}

store_status begin(store *s) {
    undo(s); /* rolls back a transaction whose rollback failed earlier */
    store_status status = change(s, statement(s, "BEGIN IMMEDIATE", ""));
    return status == STORE_FAILED ? status : STORE_OK;
}

store_status end(store *s, store_status status) {
    if (status == STORE_OK && change(s, statement(s, "COMMIT", "")) == STORE_FAILED) status = STORE_FAILED;
    if (status != STORE_OK) undo(s);
    return status;
}

bool take_bytes(sqlite3_stmt *stmt, int column, char **text, size_t *length) {
    *text = NULL;
    *length = 0;
    if (sqlite3_column_type(stmt, column) == SQLITE_NULL) return true;
    const char *lent = (const char *)sqlite3_column_text(stmt, column);
    if (!lent) return false;
    *length = (size_t)sqlite3_column_bytes(stmt, column);
    *text = copy_bytes(lent, *length);
    return *text != NULL;
}

bool take_text(sqlite3_stmt *stmt, int column, char **text) {
    size_t length;
    return take_bytes(stmt, column, text, &length);
}
