/* SPDX-License-Identifier: Apache-2.0 */
/* The store by itself: versions, conflicts, runs within their bounds, comments; a full disk, memory that is out. */
#define _POSIX_C_SOURCE 200809L
#include "database.h"
#include "harness.h"

#include <pthread.h>
#include <unistd.h>

static char folder[] = "/tmp/truce-store-XXXXXX";
static char path[64];

static store *open_store(const char *name) {
    char why[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    store *s = store_open(path, why, sizeof why);
    CLAIM(s, "the store opens: %s", s ? "" : why);
    return s;
}

static char *text_of(const char *text) {
    return (char *)(uintptr_t)text;
}

static int64_t add(store *s, const char *name, const char *text, int64_t parent) {
    model_row row = {.name = text_of(name), .text = text_of(text), .length = strlen(text), .parent = parent};
    return store_model_add(s, &row) == STORE_OK ? row.id : 0;
}

static store_status save(store *s, int64_t id, int64_t base, const char *text, int64_t *version) {
    return store_model_save(s, id, base, text, strlen(text), NULL, version);
}

static void claim_text(store *s, int64_t id, int64_t version, const char *text) {
    model_row row;
    CLAIM(store_model(s, id, version, &row) == STORE_OK, "version %d can be read", (int)version);
    CLAIM_TEXT(row.text, text, "and is what was saved");
    model_row_free(&row);
}

static void count_model(void *ud, const model_row *row) {
    CLAIM(!row->is_deleted && !row->text, "lists have neither deleted models nor texts");
    ++*(int *)ud;
}

static void models(void) {
    store *s = open_store("models");
    int64_t id = add(s, "well", "one", 0), version = 0;
    CLAIM(id == 1, "the first model has number 1");
    CLAIM(save(s, id, 1, "two", &version) == STORE_OK && version == 2, "a save makes a version");
    CLAIM(save(s, id, 1, "two", &version) == STORE_OK && version == 2, "the same text makes none");
    CLAIM(save(s, id, 1, "three", &version) == STORE_CONFLICT && version == 2, "an old base is a conflict");
    CLAIM(save(s, id, 7, "three", &version) == STORE_CONFLICT, "so is one that is not there yet");
    CLAIM(save(s, 99, 1, "x", &version) == STORE_NONE, "a model that is not there cannot be saved");
    claim_text(s, id, 1, "one");
    claim_text(s, id, 0, "two");
    CLAIM(add(s, "variant", "x", 99) == 0, "a parent has to be there");
    CLAIM(add(s, "variant", "x", id) == 2, "a variant has its parent");
    int count = 0;
    CLAIM(store_model_hide(s, id, true) == STORE_OK && store_models(s, count_model, &count) == STORE_OK && count == 1,
          "a deleted model is not listed");
    claim_text(s, id, 1, "one");
    CLAIM(save(s, id, 2, "three", &version) == STORE_NONE && store_model_mark(s, id, "x", 1) == STORE_NONE,
          "nor changed");
    CLAIM(store_model_hide(s, id, false) == STORE_OK && save(s, id, 2, "three", &version) == STORE_OK && version == 3,
          "it can be had back");
    store_close(s);
    s = open_store("models");
    claim_text(s, id, 3, "three");
    claim_text(s, id, 1, "one");
    store_close(s);
}

static void note_label(void *ud, const version_row *row) {
    *(bool *)ud = row->label && strcmp(row->label, "as read") == 0;
}

/* A file of the first layout: what later ones added is taken away. */
static void older_file(void) {
    store *s = open_store("older");
    int64_t id = add(s, "well", "one", 0);
    store_model_hide(s, id, true);
    CLAIM(sqlite3_exec(s->db,
                       "ALTER TABLE version DROP COLUMN label; ALTER TABLE model DROP COLUMN color;"
                       "ALTER TABLE model DROP COLUMN removed; PRAGMA user_version=1",
                       NULL, NULL, NULL) == SQLITE_OK,
          "a file of an older truce");
    store_close(s);
    s = open_store("older");
    claim_text(s, id, 1, "one");
    model_row row;
    bool is_labelled = false;
    CLAIM(store_model_hide(s, id, false) == STORE_OK && store_model_mark(s, id, NULL, 3) == STORE_OK &&
              store_model(s, id, 0, &row) == STORE_OK,
          "its models take colours");
    CLAIM(row.color == 3 && strcmp(row.name, "well") == 0, "and keep their names");
    model_row_free(&row);
    CLAIM(store_version_label(s, id, 1, "as read") == STORE_OK && store_version_label(s, id, 9, "x") == STORE_NONE,
          "its versions take labels");
    store_versions(s, id, 0, 1, note_label, &is_labelled);
    CLAIM(is_labelled, "and lists have them");
    store_version_label(s, id, 1, "");
    store_versions(s, id, 0, 1, note_label, &is_labelled);
    CLAIM(!is_labelled, "until they are taken away");
    store_close(s);
}

static void full_disk(void) {
    store *s = open_store("full");
    int64_t id = add(s, "well", "one", 0), version = 0;
    char *large = calloc(1, (1 << 20) + 1);
    memset(large, 'x', 1 << 20);
    CLAIM(sqlite3_exec(s->db, "PRAGMA max_page_count=40", NULL, NULL, NULL) == SQLITE_OK, "a disk of forty pages");
    CLAIM(save(s, id, 1, large, &version) == STORE_FAILED, "what does not fit is refused");
    CLAIM_TEXT(store_error(s), "database or disk is full", "with the reason");
    claim_text(s, id, 0, "one");
    CLAIM(save(s, id, 1, "two", &version) == STORE_OK && version == 2, "and nothing of it stays");
    store_close(s);
    free(large);
}

/* ------------------------------------------------------------------- runs */

static void add_run(store *s, int64_t id, size_t bytes) {
    char *result = malloc(bytes + 1);
    memset(result, '1', bytes);
    result[bytes] = 0;
    run_row row = {.id = id,
                   .command = text_of("solve"),
                   .options = text_of("{}"),
                   .state = text_of("done"),
                   .started = text_of("2025-05-12T08:00:00Z"),
                   .seconds = 1.5,
                   .result = result,
                   .diagnostics = text_of("[]")};
    CLAIM(store_run_add(s, &row) == STORE_OK, "a run is kept");
    free(result);
}

static void note_run(void *ud, const run_row *row) {
    int64_t *seen = ud;
    if (!seen[0]++) seen[1] = row->id;
    seen[2] = row->id;
}

static void runs(void) {
    store *s = open_store("runs");
    int64_t seen[3] = {0}, last = 0;
    for (int64_t id = 1; id <= KEPT_RUNS + 20; id++) add_run(s, id, 10);
    store_runs(s, note_run, seen);
    CLAIM(seen[0] == KEPT_RUNS && seen[1] == KEPT_RUNS + 20 && seen[2] == 21,
          "the newest hundred stay, the newest first");
    add_run(s, 1000, 200 << 20);
    add_run(s, 1001, 100 << 20);
    memset(seen, 0, sizeof seen);
    store_runs(s, note_run, seen);
    CLAIM(seen[0] == 1 && seen[1] == 1001, "and no more than 256 MiB of them");
    CLAIM(store_last_run(s, &last) == STORE_OK && last == 1001, "numbers go on from the greatest");
    run_row row;
    CLAIM(store_run(s, 1000, &row) == STORE_NONE && store_run(s, 1001, &row) == STORE_OK &&
              strlen(row.result) == 100 << 20,
          "what stays is whole");
    run_row_free(&row);
    store_close(s);
}

/* --------------------------------------------------------------- comments */

static void count_comment(void *ud, const comment_row *row) {
    CLAIM(row->email && strcmp(row->email, "a@example.org") == 0, "the moderator's command can have the address");
    ++*(int *)ud;
}

static int count_of(store *s, int64_t model, const char *state) {
    int count = 0;
    CLAIM(store_comments(s, model, state, count_comment, &count) == STORE_OK, "comments are listed");
    return count;
}

static void comments(void) {
    store *s = open_store("replies");
    int64_t id = add(s, "well", "one", 0), version;
    save(s, id, 1, "two", &version);
    comment_row row = {.model = id,
                     .name = text_of("A"),
                     .email = text_of("a@example.org"),
                     .input = text_of("feasible.1"),
                     .text = text_of("why?")};
    CLAIM(store_comment_add(s, &row) == STORE_OK && row.id == 1 && row.version == 2,
          "a reply is about the newest version");
    CLAIM(count_of(s, id, "held") == 1 && count_of(s, 0, NULL) == 1 && count_of(s, 2, NULL) == 0, "and held");
    CLAIM(store_comment_set_state(s, 1, "approved") == STORE_OK && count_of(s, id, "held") == 0 &&
              count_of(s, id, "approved") == 1,
          "until it is approved");
    CLAIM(store_comment_set_state(s, 1, "published") == STORE_FAILED, "there are three states and no others");
    CLAIM(store_comment_set_state(s, 9, "approved") == STORE_NONE, "a comment has to be there");
    row.model = 9;
    CLAIM(store_comment_add(s, &row) == STORE_NONE, "so does its model");
    store_close(s);
}

/* ------------------------------------------------------ memory that is out */

static sqlite3_mem_methods usual;
static _Atomic int allocations, failing; /* the allocation from which on there is none; 0: none fails */

static void *alloc(int size) {
    int number = ++allocations;
    return failing && number >= failing ? NULL : usual.xMalloc(size);
}

static void *resize(void *block, int size) {
    int number = ++allocations;
    return failing && number >= failing ? NULL : usual.xRealloc(block, size);
}

static void watch_memory(void) {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    sqlite3_mem_methods ours = usual;
    ours.xMalloc = alloc;
    ours.xRealloc = resize;
    CLAIM(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK, "SQLite takes our allocator");
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

/* Whatever allocation fails: a save either fails and changes nothing, or is there. */
static void no_memory(void) {
    store *s = open_store("memory");
    int64_t id = add(s, "well", "0", 0), version = 1;
    int failures = 0, k = 1;
    for (; failures == k - 1; k++) {
        char text[16];
        int64_t base = version;
        snprintf(text, sizeof text, "%d", k);
        allocations = 0;
        failing = k;
        store_status status = save(s, id, base, text, &version);
        failing = 0;
        failures += status == STORE_FAILED;
        if (status != STORE_OK) version = base;
        model_row row;
        CLAIM(store_model(s, id, 0, &row) == STORE_OK && row.newest == version,
              "the newest version is the last that was acknowledged");
        CLAIM((strcmp(row.text, text) == 0) == (status == STORE_OK), "its text is there exactly when it was");
        model_row_free(&row);
    }
    CLAIM(failures > 10, "many allocations were made to fail: %d", failures);
    store_close(s);
}

/* ------------------------------------------------------------ many threads */

static void *save_often(void *ud) {
    store *s = ud;
    for (int i = 0; i < 50; i++) {
        char text[40];
        int64_t base = 1, version;
        snprintf(text, sizeof text, "%p %d", (void *)&text, i);
        while (save(s, 1, base, text, &version) == STORE_CONFLICT) base = version;
    }
    return NULL;
}

static void count_version(void *ud, const version_row *row) {
    int64_t *expected = ud;
    CLAIM(row->version == (*expected)--, "versions follow each other without gaps");
}

static void threads(void) {
    store *s = open_store("threads");
    pthread_t hands[4];
    add(s, "well", "one", 0);
    for (int i = 0; i < 4; i++) pthread_create(&hands[i], NULL, save_often, s);
    for (int i = 0; i < 4; i++) pthread_join(hands[i], NULL);
    int64_t expected = 201;
    store_versions(s, 1, 0, INT64_MAX, count_version, &expected);
    CLAIM(expected == 0, "four hands with fifty saves each make two hundred versions");
    store_close(s);
}

static void remove_folder(void) {
    static const char *const names[] = {"models", "older", "full", "runs", "replies", "memory", "threads"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    CLAIM(rmdir(folder) == 0, "a closed store leaves one file");
}

int main(void) {
    watch_memory();
    CLAIM(mkdtemp(folder), "a folder to work in");
    models();
    older_file();
    full_disk();
    runs();
    comments();
    no_memory();
    threads();
    remove_folder();
    return claims_end();
}
