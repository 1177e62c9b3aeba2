/* SPDX-License-Identifier: Apache-2.0 */
#include "kept_blocks.h"

#include <stdio.h>
#include <string.h>

static const database_kind kind = {
    .application = 0x74726373 /* "trcs" */,
    .version = 1,
    .asks_version = "PRAGMA user_version",
    .makes = "CREATE TABLE run (id INTEGER PRIMARY KEY, model_sha256 TEXT NOT NULL, assumptions TEXT NOT NULL,"
             " seed INTEGER NOT NULL, program TEXT NOT NULL, UNIQUE (model_sha256, assumptions, seed, program));"
             "CREATE TABLE block (run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, counts BLOB NOT NULL,"
             " PRIMARY KEY (run, n)) WITHOUT ROWID;"
             "PRAGMA user_version=1"};

int truce__kept_open(kept_blocks *k, session *s, const char *name) {
    *k = (kept_blocks){.s = s};
    int failed = truce__database_open(&k->database, s->line, name, &kind, true);
    return failed ? failed
                  : truce__database_run(&k->database, "COMMIT; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
                                        NULL, 0, NULL, NULL);
}

void truce__kept_close(kept_blocks *k) {
    (void)truce__database_close(&k->database, false);
}

static truce_status take_run(void *ud, const truce_sql_value *values, size_t count) {
    if (count) ((kept_blocks *)ud)->run = values->integer;
    return TRUCE_OK;
}

/* Finds the run, or begins it. */
static truce_status begin_run(void *ud, const char *sha256, const char *assumptions, uint64_t seed) {
    kept_blocks *k = ud;
    char program[64];
    snprintf(program, sizeof program, "truce %s", truce_version());
    const truce_sql_value values[] = {truce__sql_text(sha256), truce__sql_text(assumptions),
                                      truce__sql_integer((int64_t)seed), truce__sql_text(program)};
    return truce__database_try(
        &k->database,
        "INSERT OR IGNORE INTO run (model_sha256, assumptions, seed, program) VALUES (?1, ?2, ?3, ?4);"
        "SELECT id FROM run WHERE model_sha256 = ?1 AND assumptions = ?2 AND seed = ?3 AND program = ?4",
        values, sizeof values / sizeof *values, take_run, k);
}

/* The blocks of a run have about the same length. */
static truce_status take_block(void *ud, const truce_sql_value *values, size_t count) {
    kept_blocks *k = ud;
    if (!count || values->kind != TRUCE_SQL_BYTES) return TRUCE_OK;
    if (values->length > k->room || !k->bytes) {
        k->bytes = truce__room(k->s, values->length + 1, 1);
        k->room = values->length;
        if (!k->bytes) return TRUCE_E_NOMEM;
    }
    k->length = values->length;
    if (k->length) memcpy(k->bytes, values->text, k->length);
    return TRUCE_OK;
}

static truce_status get_block(void *ud, uint64_t block, const void **bytes, size_t *length) {
    kept_blocks *k = ud;
    const truce_sql_value values[] = {truce__sql_integer(k->run), truce__sql_integer((int64_t)block)};
    k->length = SIZE_MAX;
    truce_status status = truce__database_try(&k->database, "SELECT counts FROM block WHERE run = ?1 AND n = ?2",
                                              values, 2, take_block, k);
    bool is_there = status == TRUCE_OK && k->length != SIZE_MAX;
    *bytes = is_there ? k->bytes : NULL;
    *length = is_there ? k->length : 0;
    return status;
}

/* Each block by itself: in a log that is written ahead that costs microseconds, and no kill loses one. */
static truce_status put_block(void *ud, uint64_t block, const void *bytes, size_t length) {
    kept_blocks *k = ud;
    const truce_sql_value values[] = {truce__sql_integer(k->run), truce__sql_integer((int64_t)block),
                                      {.kind = TRUCE_SQL_BYTES, .text = bytes, .length = length}};
    return truce__database_try(&k->database, "INSERT OR REPLACE INTO block VALUES (?1, ?2, ?3)", values, 3, NULL,
                               NULL);
}

static truce_status end_run(void *ud) {
    (void)ud;
    return TRUCE_OK;
}

truce_blocks truce__kept_blocks(kept_blocks *k) {
    return (truce_blocks){k, begin_run, get_block, put_block, end_run};
}
