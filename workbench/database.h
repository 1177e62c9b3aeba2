/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite as the store's files use it: a statement prepared and bound in one call, its columns read into our rows. */
#ifndef TRUCE_WORKBENCH_DATABASE_H
#define TRUCE_WORKBENCH_DATABASE_H

#include "store.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

struct store {
    sqlite3 *db;
    pthread_mutex_t mutex; /* one call at a time: a connection has one transaction */
    _Atomic int error;     /* SQLite's code of the last failure */
    int claim; /* a descriptor that holds the lock of store_claim(); -1: none */
    sqlite3_stmt *rollback; /* prepared at the start: when memory is out, preparing it could fail */
};

enum { PATIENCE = 5000 /* milliseconds to wait for another writer */ };

void store_lock(store *s);
void store_unlock(store *s);

/* Prepares and binds: i int64_t, r double, t text ending in 0 or NULL, b bytes and a size_t. NULL when it failed. */
sqlite3_stmt *statement(store *s, const char *sql, const char *types, ...);
/* Steps to a row: STORE_OK, STORE_NONE when there is none (more), STORE_FAILED. */
store_status next_row(store *s, sqlite3_stmt *stmt);
/* Hands every row to `take`; any status but STORE_OK from it ends the loop. STORE_OK when all rows were taken.
 * Finalizes the statement. */
store_status each_row(store *s, sqlite3_stmt *stmt, store_status (*take)(store *s, sqlite3_stmt *stmt, void *ud),
                      void *ud);
/* Runs a statement that gives no rows: STORE_OK, or STORE_NONE when it changed nothing, or STORE_FAILED. Finalizes
 * it. */
store_status change(store *s, sqlite3_stmt *stmt);
/* The number in the first column of the first row. Finalizes it. */
store_status number_of(store *s, sqlite3_stmt *stmt, int64_t *number);

/* A transaction around calls: begin() starts it; end() commits it when `status` is STORE_OK, else rolls it back. */
store_status begin(store *s);
store_status end(store *s, store_status status);

/* A column as a new text in *text, NULL for NULL; the same with its length. False when memory is out. */
bool take_text(sqlite3_stmt *stmt, int column, char **text);
bool take_bytes(sqlite3_stmt *stmt, int column, char **text, size_t *length);

/* The current time in SQL: "2025-05-12T08:30:00Z". */
#define NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

#endif
