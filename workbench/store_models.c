/* SPDX-License-Identifier: Apache-2.0 */
/* Models and their versions. The text of a version is never changed, and removed only with its model, from the
 * bin. */
#include "bytes.h"
#include "database.h"

#include <stdio.h>
#include <stdlib.h>

#define MODEL_COLUMNS \
    "m.id, m.newest, coalesce(m.parent, 0), m.name, m.title, m.file, m.updated, m.is_deleted, m.removed," \
    " m.color"

void model_row_free(model_row *row) {
    free(row->name);
    free(row->title);
    free(row->file);
    free(row->updated);
    free(row->removed);
    free(row->text);
    *row = (model_row){0};
}

/* Columns 0 to 9 as MODEL_COLUMNS has them; with `has_text` 10 the version and 11 its text. */
static store_status read_row(store *s, sqlite3_stmt *stmt, bool has_text, model_row *row) {
    *row = (model_row){.id = sqlite3_column_int64(stmt, 0), .newest = sqlite3_column_int64(stmt, 1),
                       .parent = sqlite3_column_int64(stmt, 2), .is_deleted = sqlite3_column_int(stmt, 7) != 0,
                       .color = sqlite3_column_int64(stmt, 9)};
    row->version = has_text ? sqlite3_column_int64(stmt, 10) : row->newest;
    bool is_whole = take_text(stmt, 3, &row->name) && take_text(stmt, 4, &row->title) &&
                    take_text(stmt, 5, &row->file) && take_text(stmt, 6, &row->updated) &&
                    take_text(stmt, 8, &row->removed) &&
                    (!has_text || take_bytes(stmt, 11, &row->text, &row->length));
    if (is_whole) return STORE_OK;
    model_row_free(row);
    atomic_store(&s->error, SQLITE_NOMEM);
    return STORE_FAILED;
}

typedef struct receiver {
    void (*each)(void *ud, const model_row *row);
    void *ud;
} receiver;

static store_status give_row(store *s, sqlite3_stmt *stmt, void *ud) {
    const receiver *to = ud;
    model_row row;
    store_status status = read_row(s, stmt, false, &row);
    if (status != STORE_OK) return status;
    to->each(to->ud, &row);
    model_row_free(&row);
    return STORE_OK;
}

static store_status list(store *s, const char *sql, void (*each)(void *ud, const model_row *row), void *ud) {
    store_lock(s);
    store_status status = each_row(s, statement(s, sql, ""), give_row, &(receiver){each, ud});
    store_unlock(s);
    return status;
}

store_status store_models(store *s, void (*each)(void *ud, const model_row *row), void *ud) {
    return list(s, "SELECT " MODEL_COLUMNS " FROM model m WHERE NOT is_deleted ORDER BY id", each, ud);
}

store_status store_bin(store *s, void (*each)(void *ud, const model_row *row), void *ud) {
    static const char sql[] =
        "SELECT " MODEL_COLUMNS " FROM model m WHERE is_deleted = 1 ORDER BY removed DESC, id DESC";
    return list(s, sql, each, ud);
}

/* Under the lock: the first row of a statement. */
static store_status read_one(store *s, sqlite3_stmt *stmt, model_row *row) {
    *row = (model_row){0};
    store_status status = next_row(s, stmt);
    if (status == STORE_OK) status = read_row(s, stmt, true, row);
    sqlite3_finalize(stmt);
    return status;
}

/* is_deleted: 1 in the bin, 2 on the way out of it. */
#define GONE "2"
#define WITH_TEXT \
    "SELECT " MODEL_COLUMNS ", v.version, v.text" \
    " FROM model m JOIN version v ON v.model = m.id AND m.is_deleted < " GONE

store_status store_model(store *s, int64_t id, int64_t version, model_row *row) {
    store_lock(s);
    sqlite3_stmt *stmt =
        statement(s, WITH_TEXT " WHERE m.id = ?1 AND v.version = CASE ?2 WHEN 0 THEN m.newest ELSE ?2 END", "ii", id,
                  version);
    store_status status = read_one(s, stmt, row);
    store_unlock(s);
    return status;
}

store_status store_model_of_file(store *s, const char *file, model_row *row) {
    store_lock(s);
    store_status status =
        read_one(s, statement(s, WITH_TEXT " WHERE m.file = ?1 AND v.version = m.newest", "t", file), row);
    store_unlock(s);
    return status;
}

static store_status add_version(store *s, int64_t model, int64_t version, const char *text, size_t length) {
    return change(s, statement(s, "INSERT INTO version (model, version, saved, text) VALUES (?1, ?2, " NOW ", ?3)",
                               "iib", model, version, text, length));
}

static store_status add_model(store *s, model_row *row) {
    int64_t parent = 0;
    if (row->parent) {
        store_status found =
            number_of(s, statement(s, "SELECT id FROM model WHERE id = ?1", "i", row->parent), &parent);
        if (found != STORE_OK) return found;
    }
    store_status status = change(s, statement(s, "INSERT INTO model (name, title, parent, file, updated)"
                                                 " VALUES (?1, coalesce(?2, ''), nullif(?3, 0), ?4, " NOW ")", "ttit",
                                              row->name, row->title, parent, row->file));
    if (status != STORE_OK) return STORE_FAILED;
    row->id = sqlite3_last_insert_rowid(s->db);
    row->version = row->newest = 1;
    return add_version(s, row->id, 1, row->text, row->length);
}

store_status store_model_add(store *s, model_row *row) {
    store_lock(s);
    store_status status = begin(s);
    if (status == STORE_OK) status = end(s, add_model(s, row));
    store_unlock(s);
    return status;
}

/* Whether the newest version already has this text. */
static store_status compare(store *s, int64_t id, const char *text, size_t length, int64_t *is_same) {
    return number_of(
        s,
        statement(s,
                  "SELECT v.text = ?2 FROM model m JOIN version v ON v.model = m.id AND v.version = m.newest"
                  " WHERE m.id = ?1",
                  "ib", id, text, length),
        is_same);
}

static store_status save(store *s, int64_t id, int64_t base, const char *text, size_t length, const char *title,
                         int64_t *version) {
    int64_t is_same = 0;
    store_status status =
        number_of(s, statement(s, "SELECT newest FROM model WHERE id = ?1 AND NOT is_deleted", "i", id), version);
    if (status == STORE_OK) status = compare(s, id, text, length, &is_same);
    if (status != STORE_OK || is_same) return status;
    if (*version != base) return STORE_CONFLICT;
    ++*version;
    status = add_version(s, id, *version, text, length);
    if (status != STORE_OK) return STORE_FAILED;
    return change(
        s, statement(s, "UPDATE model SET newest = ?2, title = coalesce(?3, title), updated = " NOW " WHERE id = ?1",
                     "iit", id, *version, title));
}

store_status store_model_save(store *s, int64_t id, int64_t base, const char *text, size_t length, const char *title,
                              int64_t *version) {
    store_lock(s);
    store_status status = begin(s);
    if (status == STORE_OK) status = end(s, save(s, id, base, text, length, title, version));
    store_unlock(s);
    return status;
}

store_status store_model_mark(store *s, int64_t id, const char *name, int64_t color) {
    static const char sql[] = "UPDATE model SET name = coalesce(?2, name),"
                              " color = CASE WHEN ?3 < 0 THEN color ELSE ?3 END WHERE id = ?1 AND NOT is_deleted";
    store_lock(s);
    store_status status = change(s, statement(s, sql, "iti", id, name, color));
    store_unlock(s);
    return status;
}

store_status store_model_hide(store *s, int64_t id, bool is_deleted) {
    static const char sql[] = "UPDATE model SET is_deleted = ?2,"
                              " removed = CASE WHEN ?2 THEN coalesce(removed, " NOW ") END"
                              " WHERE id = ?1 AND is_deleted < " GONE;
    store_lock(s);
    store_status status = change(s, statement(s, sql, "ii", id, (int64_t)is_deleted));
    store_unlock(s);
    return status;
}

/* What leaves the bin is marked at once, so that nobody finds a model without its versions, and deleted in portions:
 * versions may be large and many. */
static store_status empty_bin(store *s) {
    enum { PORTION = 4 };
    static const char mark[] = "UPDATE model SET is_deleted = " GONE ", file = NULL WHERE is_deleted = 1"
                               " AND removed < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?1)";
    static const char versions[] = "DELETE FROM version WHERE rowid IN (SELECT v.rowid FROM version v JOIN model m"
                                   " ON m.id = v.model WHERE m.is_deleted = " GONE " LIMIT ?1)";
    static const char *const rest[] = {
        "DELETE FROM reply WHERE model IN (SELECT id FROM model WHERE is_deleted = " GONE ")",
        "UPDATE model SET parent = NULL WHERE parent IN (SELECT id FROM model WHERE is_deleted = " GONE ")",
        ("DELETE FROM model WHERE is_deleted = " GONE),
    };
    char days[24];
    snprintf(days, sizeof days, "-%d days", BIN_DAYS);
    store_status status = change(s, statement(s, mark, "t", days));
    if (status != STORE_FAILED) status = change(s, statement(s, versions, "i", (int64_t)PORTION));
    for (size_t i = 0; i < sizeof rest / sizeof *rest && status == STORE_NONE; i++) {
        status = change(s, statement(s, rest[i], ""));
        if (status == STORE_OK && i + 1 < sizeof rest / sizeof *rest) status = STORE_NONE;
    }
    return status;
}

store_status store_bin_empty(store *s) {
    if (pthread_mutex_trylock(&s->mutex) != 0) return STORE_CONFLICT;
    sqlite3_busy_timeout(s->db, 0);
    store_status status = begin(s);
    if (status == STORE_OK) {
        store_status found = empty_bin(s);
        status = end(s, found == STORE_NONE ? STORE_OK : found);
        if (status == STORE_OK) status = found;
    }
    if (status == STORE_FAILED && (atomic_load(&s->error) & 0xFF) == SQLITE_BUSY) status = STORE_CONFLICT;
    sqlite3_busy_timeout(s->db, PATIENCE);
    store_unlock(s);
    return status;
}

store_status store_model_has(store *s, int64_t id, const char *text, size_t length, bool *has) {
    static const char sql[] = "SELECT EXISTS (SELECT 1 FROM version WHERE model = ?1 AND text = ?2)";
    int64_t found = 0;
    store_lock(s);
    store_status status = number_of(s, statement(s, sql, "ib", id, text, length), &found);
    store_unlock(s);
    *has = found != 0;
    return status;
}

store_status store_versions(store *s, int64_t model, int64_t before, int64_t limit,
                            void (*each)(void *ud, const version_row *row), void *ud) {
    store_lock(s);
    sqlite3_stmt *stmt = statement(s,
                                   "SELECT version, length(CAST(text AS BLOB)), saved, label FROM version"
                                   " WHERE model = ?1"
                                   " AND (?2 = 0 OR version < ?2) ORDER BY version DESC LIMIT ?3",
                                   "iii", model, before, limit);
    store_status status;
    size_t count = 0;
    for (; (status = next_row(s, stmt)) == STORE_OK; count++) {
        version_row row = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                           (const char *)sqlite3_column_text(stmt, 2),
                           (const char *)sqlite3_column_text(stmt, 3)};
        each(ud, &row);
    }
    sqlite3_finalize(stmt);
    store_unlock(s);
    return status == STORE_NONE && count ? STORE_OK : status;
}

store_status store_version_label(store *s, int64_t model, int64_t version, const char *label) {
    static const char sql[] = "UPDATE version SET label = nullif(?3, '') WHERE model = ?1 AND version = ?2";
    store_lock(s);
    store_status status = change(s, statement(s, sql, "iit", model, version, label));
    store_unlock(s);
    return status;
}
