/* SPDX-License-Identifier: Apache-2.0 */
/* Runs: findings of long work, kept so that they can be read after the tab or the workbench was closed. */
#include "database.h"

#include <stdlib.h>

#define HEAD "id, coalesce(model, 0), coalesce(version, 0), command, options, state, started, seconds, status"

void run_row_free(run_row *row) {
    free(row->command);
    free(row->options);
    free(row->state);
    free(row->started);
    free(row->result);
    free(row->output);
    free(row->diagnostics);
    *row = (run_row){0};
}

static store_status read_row(store *s, sqlite3_stmt *stmt, bool has_results, run_row *row) {
    *row = (run_row){.id = sqlite3_column_int64(stmt, 0), .model = sqlite3_column_int64(stmt, 1),
                     .version = sqlite3_column_int64(stmt, 2), .seconds = sqlite3_column_double(stmt, 7),
                     .status = sqlite3_column_int(stmt, 8)};
    bool is_whole = take_text(stmt, 3, &row->command) && take_text(stmt, 4, &row->options) &&
                    take_text(stmt, 5, &row->state) && take_text(stmt, 6, &row->started) &&
                    (!has_results || (take_text(stmt, 9, &row->result) && take_text(stmt, 10, &row->output) &&
                                      take_text(stmt, 11, &row->diagnostics)));
    if (is_whole) return STORE_OK;
    run_row_free(row);
    atomic_store(&s->error, SQLITE_NOMEM);
    return STORE_FAILED;
}

static store_status add(store *s, const run_row *row) {
    sqlite3_stmt *stmt =
        statement(s,
                  "INSERT INTO run (id, model, version, command, options, state, started, seconds, status,"
                  " result, output, diagnostics) VALUES (?1, nullif(?2, 0), nullif(?3, 0), ?4, ?5, ?6, ?7,"
                  " ?8, ?9, ?10, ?11, ?12)",
                  "iiittttrittt", row->id, row->model, row->version, row->command, row->options, row->state,
                  row->started, row->seconds, (int64_t)row->status, row->result, row->output, row->diagnostics);
    return change(s, stmt) == STORE_OK ? STORE_OK : STORE_FAILED;
}

/* Removes old runs: the newest stay while their number and their total bytes are within the bounds; the newest of all
 * stays in any case. */
static store_status forget_old(store *s) {
    static const char sql[] =
        "DELETE FROM run WHERE id < (SELECT max(id) FROM run) AND id IN (SELECT id FROM (SELECT id,"
        " row_number() OVER newest AS place, sum(coalesce(length(result), 0) + coalesce(length(output), 0)) OVER "
        "newest AS bytes"
        " FROM run WINDOW newest AS (ORDER BY id DESC)) WHERE place > ?1 OR bytes > ?2)";
    store_status status = change(s, statement(s, sql, "ii", (int64_t)KEPT_RUNS, (int64_t)KEPT_BYTES));
    return status == STORE_NONE ? STORE_OK : status;
}

store_status store_run_add(store *s, const run_row *row) {
    store_lock(s);
    store_status status = begin(s);
    if (status == STORE_OK) {
        status = add(s, row);
        if (status == STORE_OK) status = forget_old(s);
        status = end(s, status);
    }
    store_unlock(s);
    return status;
}

store_status store_run(store *s, int64_t id, run_row *row) {
    store_lock(s);
    *row = (run_row){0};
    sqlite3_stmt *stmt = statement(s, "SELECT " HEAD ", result, output, diagnostics FROM run WHERE id = ?1", "i", id);
    store_status status = next_row(s, stmt);
    if (status == STORE_OK) status = read_row(s, stmt, true, row);
    sqlite3_finalize(stmt);
    store_unlock(s);
    return status;
}

typedef struct receiver {
    void (*each)(void *ud, const run_row *row);
    void *ud;
} receiver;

static store_status give_row(store *s, sqlite3_stmt *stmt, void *ud) {
    const receiver *to = ud;
    run_row row;
    store_status status = read_row(s, stmt, false, &row);
    if (status != STORE_OK) return status;
    to->each(to->ud, &row);
    run_row_free(&row);
    return STORE_OK;
}

store_status store_runs(store *s, void (*each)(void *ud, const run_row *row), void *ud) {
    store_lock(s);
    sqlite3_stmt *stmt = statement(s, "SELECT " HEAD " FROM run ORDER BY id DESC", "");
    store_status status = each_row(s, stmt, give_row, &(receiver){each, ud});
    store_unlock(s);
    return status;
}

store_status store_last_run(store *s, int64_t *id) {
    store_lock(s);
    store_status status =
        number_of(s, statement(s, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'run'", ""), id);
    store_unlock(s);
    return status;
}
