/* SPDX-License-Identifier: Apache-2.0 */
/* Comments of readers, held until someone moderates them. */
#include "database.h"

#include <stdlib.h>

#define COLUMNS "id, model, version, name, email, input, claim, change, comment, state, date"

void comment_row_free(comment_row *row) {
    free(row->name);
    free(row->email);
    free(row->input);
    free(row->claim);
    free(row->change);
    free(row->text);
    free(row->state);
    free(row->date);
    *row = (comment_row){0};
}

static store_status read_row(store *s, sqlite3_stmt *stmt, comment_row *row) {
    *row = (comment_row){.id = sqlite3_column_int64(stmt, 0), .model = sqlite3_column_int64(stmt, 1),
                       .version = sqlite3_column_int64(stmt, 2)};
    char **texts[] = {&row->name,   &row->email,   &row->input, &row->claim,
                      &row->change, &row->text, &row->state, &row->date};
    bool is_whole = true;
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
        is_whole = take_text(stmt, 3 + i, texts[i]) && is_whole;
    if (is_whole) return STORE_OK;
    comment_row_free(row);
    atomic_store(&s->error, SQLITE_NOMEM);
    return STORE_FAILED;
}

static store_status add(store *s, comment_row *row) {
    int64_t newest;
    store_status status =
        number_of(s, statement(s, "SELECT newest FROM model WHERE id = ?1 AND NOT is_deleted", "i", row->model),
                  &newest);
    if (status != STORE_OK) return status;
    if (row->version == 0) row->version = newest;
    sqlite3_stmt *stmt =
        statement(s,
                  "INSERT INTO reply (model, version, name, email, input, claim, change, comment, date)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce(?9, " NOW "))",
                  "iittttttt", row->model, row->version, row->name, row->email, row->input, row->claim, row->change,
                  row->text, row->date);
    if (change(s, stmt) != STORE_OK) return STORE_FAILED;
    row->id = sqlite3_last_insert_rowid(s->db);
    return STORE_OK;
}

store_status store_comment_add(store *s, comment_row *row) {
    store_lock(s);
    store_status status = begin(s);
    if (status == STORE_OK) status = end(s, add(s, row));
    store_unlock(s);
    return status;
}

store_status store_comment(store *s, int64_t id, comment_row *row) {
    store_lock(s);
    *row = (comment_row){0};
    sqlite3_stmt *stmt = statement(s, "SELECT " COLUMNS " FROM reply WHERE id = ?1", "i", id);
    store_status status = next_row(s, stmt);
    if (status == STORE_OK) status = read_row(s, stmt, row);
    sqlite3_finalize(stmt);
    store_unlock(s);
    return status;
}

typedef struct receiver {
    void (*each)(void *ud, const comment_row *row);
    void *ud;
} receiver;

static store_status give_row(store *s, sqlite3_stmt *stmt, void *ud) {
    const receiver *to = ud;
    comment_row row;
    store_status status = read_row(s, stmt, &row);
    if (status != STORE_OK) return status;
    to->each(to->ud, &row);
    comment_row_free(&row);
    return STORE_OK;
}

store_status store_comments_page(store *s, int64_t model, const char *state, int64_t after, int64_t limit,
                                 void (*each)(void *ud, const comment_row *row), void *ud) {
    store_lock(s);
    sqlite3_stmt *stmt =
        statement(s,
                  "SELECT " COLUMNS " FROM reply WHERE (?1 = 0 OR model = ?1) AND (?2 IS NULL OR state = ?2)"
                  " AND id > ?3 ORDER BY id LIMIT ?4",
                  "itii", model, state, after, limit);
    store_status status = each_row(s, stmt, give_row, &(receiver){each, ud});
    store_unlock(s);
    return status;
}

store_status store_comments(store *s, int64_t model, const char *state,
                            void (*each)(void *ud, const comment_row *row), void *ud) {
    return store_comments_page(s, model, state, 0, INT64_MAX, each, ud);
}

store_status store_comments_held(store *s, int64_t model, int64_t *count, int64_t *bytes) {
    static const char sql[] =
        "SELECT count(*), coalesce(sum(length(name) + length(email) + length(input) + length(coalesce(claim, '')) +"
        " length(coalesce(change, '')) + length(comment)), 0) FROM reply WHERE model = ?1 AND state = 'held'";
    store_lock(s);
    sqlite3_stmt *stmt = statement(s, sql, "i", model);
    store_status status = next_row(s, stmt);
    if (status == STORE_OK) {
        *count = sqlite3_column_int64(stmt, 0);
        *bytes = sqlite3_column_int64(stmt, 1);
    }
    sqlite3_finalize(stmt);
    store_unlock(s);
    return status;
}

store_status store_comment_set_state(store *s, int64_t id, const char *state) {
    store_lock(s);
    store_status status = change(s, statement(s, "UPDATE reply SET state = ?2 WHERE id = ?1", "it", id, state));
    store_unlock(s);
    return status;
}
