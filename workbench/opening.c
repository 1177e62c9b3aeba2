/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "opening.h"

#include "bytes.h"
#include "shelf.h"
#include "titles.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <truce/cases.h>

static int store_failed(terminal *t, const store *s) {
    terminal_say(t, "the store: %s", store_error(s));
    return TRUCE_E_IO;
}

/* "well" for "/home/a/well.yaml", "doha-2025" for "cases/doha-2025/model.yaml". */
static char *name_of(const char *path) {
    const char *end = strrchr(path, '/'), *start = end ? end + 1 : path;
    const char *dot = strrchr(start, '.');
    size_t length = dot && dot > start ? (size_t)(dot - start) : strlen(start);
    if (length == 5 && strncmp(start, "model", 5) == 0 && end && end > path) {
        for (start = end; start > path && start[-1] != '/';) start--;
        if (end > start) length = (size_t)(end - start);
        else start = end + 1;
    }
    return copy_bytes(start, length);
}

static int add_text_as(terminal *t, store *s, const char *name, const char *file, const char *text, size_t length,
                       int64_t *id) {
    char *title = title_of(text, length);
    model_row row = {.name = lend(name), .title = title, .file = lend(file),
                     .text = lend(text), .length = length};
    store_status status = store_model_add(s, &row);
    free_title(title);
    *id = row.id;
    return status == STORE_OK ? 0 : store_failed(t, s);
}

/* The file's model is in the store already; if it is hidden, it is restored. The file's text becomes a new version
 * unless some version has it already; then the newest version stays. */
static int update(terminal *t, store *s, const model_row *row, const char *text, size_t length) {
    store_status status = row->is_deleted ? store_model_hide(s, row->id, false) : STORE_OK;
    int64_t version;
    bool is_known = false;
    if (status == STORE_OK) status = store_model_has(s, row->id, text, length, &is_known);
    if (status != STORE_OK) return store_failed(t, s);
    if (is_known) return 0;
    char *title = title_of(text, length);
    status = store_model_save(s, row->id, row->newest, text, length, title, &version);
    free_title(title);
    return status == STORE_OK || status == STORE_CONFLICT ? 0 : store_failed(t, s);
}

static int take_in(terminal *t, store *s, const char *path, const char *real, const char *text, size_t length,
                   int64_t *id) {
    if (!is_text(text, length)) {
        terminal_say(t, "%s is no UTF-8 text", path);
        return TRUCE_E_MODEL;
    }
    model_row row;
    store_status status = store_model_of_file(s, real, &row);
    char *name = name_of(real);
    int failed;
    if (status == STORE_FAILED || !name) failed = store_failed(t, s);
    else if (status == STORE_OK) failed = update(t, s, &row, text, length);
    else failed = add_text_as(t, s, name, real, text, length, &row.id);
    *id = row.id;
    if (status == STORE_OK) model_row_free(&row);
    free(name);
    return failed;
}

static int read_file(terminal *t, store *s, const char *path, int64_t *id) {
    char *text = NULL;
    size_t length;
    int failed = terminal_read(t, path, &text, &length);
    char *real = failed ? NULL : realpath(path, NULL);
    if (!failed && !real) {
        terminal_say(t, "cannot read %s: %s", path, strerror(errno));
        failed = TRUCE_E_IO;
    }
    if (!failed) failed = take_in(t, s, path, real, text, length, id);
    free(real);
    free(text);
    return failed;
}

/* ------------------------------------------------------------------ folders */

static int is_model(const struct dirent *entry) {
    return is_model_name(entry->d_name);
}

/* Reads the files of a folder. Skips a bad one after a message. */
static int read_folder(terminal *t, store *s, const char *folder, int64_t *opening) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_model, alphasort);
    if (count < 0) {
        terminal_say(t, "cannot read %s: %s", folder, strerror(errno));
        return TRUCE_E_IO;
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        int64_t id = 0;
        struct stat file;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        bool is_file = stat(path, &file) == 0 && S_ISREG(file.st_mode);
        if (is_file && read_file(t, s, path, &id) == 0 && !*opening) *opening = id;
        free(entries[i]);
    }
    free(entries);
    return 0;
}

/* ------------------------------------------------------------------ opening */

static int read_path(terminal *t, store *s, const char *path, int64_t *opening) {
    struct stat what;
    if (stat(path, &what) == 0 && S_ISDIR(what.st_mode)) return read_folder(t, s, path, opening);
    return read_file(t, s, path, opening);
}

/* A new store begins with the first case; the page has them all to open. */
static int add_example(terminal *t, store *s, int64_t *opening) {
    const truce_case *first = truce_case_at(0);
    int64_t id;
    int failed = add_text_as(t, s, first->name, NULL, first->text, strlen(first->text), &id);
    if (!*opening) *opening = id;
    return failed;
}

static void take_first(void *ud, const model_row *row) {
    int64_t *first = ud;
    if (!*first) *first = row->id;
}

int opening_read(terminal *t, store *s, const char *path, int64_t *opening) {
    int64_t first = 0;
    *opening = 0;
    if (store_models(s, take_first, &first) != STORE_OK) return store_failed(t, s);
    int failed = path ? read_path(t, s, path, opening) : 0;
    if (failed) return failed;
    if (!first && !*opening) return add_example(t, s, opening);
    if (!*opening) *opening = first;
    return 0;
}
