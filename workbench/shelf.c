/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "shelf.h"

#include "bytes.h"
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FILE = 16 << 20, MAX_PATH = 4096 };

bool shelf_open(shelf *s, const char *folder) {
    struct stat what;
    s->root = realpath(folder, NULL);
    if (!s->root) return false;
    if (stat(s->root, &what) == 0 && S_ISDIR(what.st_mode)) return true;
    shelf_close(s);
    errno = ENOTDIR;
    return false;
}

void shelf_close(shelf *s) {
    free(s->root);
    s->root = NULL;
}

/* ------------------------------------------------------------------- names */

static bool refuse(char why[SHELF_WHY], const char *name, const char *because) {
    snprintf(why, SHELF_WHY, "%.*s: %s", whole_part(name, 200), name, because);
    return false;
}

static bool has_step_up(const char *name) {
    for (const char *at = name; at; at = strchr(at, '/')) {
        at += *at == '/';
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || !at[2])) return true;
    }
    return false;
}

static bool is_inside(const shelf *s, const char *path) {
    size_t length = strcmp(s->root, "/") == 0 ? 0 : strlen(s->root);
    return strncmp(path, s->root, length) == 0 && (path[length] == '/' || !path[length]);
}

static bool find(const shelf *s, const char *name, char path[MAX_PATH], char why[SHELF_WHY]) {
    if (!s->root) return refuse(why, name, "no folder was given to this server; send the model as 'text'");
    bool is_outside = !*name || *name == '/' || has_step_up(name);
    if (is_outside) return refuse(why, name, "only files of the folder can be named");
    if ((size_t)snprintf(path, MAX_PATH, "%s/%s", s->root, name) >= MAX_PATH) return refuse(why, name, "too long");
    return true;
}

/* ------------------------------------------------------------------- files */

bool shelf_read(const shelf *s, const char *name, char **at, size_t *length, char why[SHELF_WHY]) {
    char path[MAX_PATH];
    struct stat what;
    if (!find(s, name, path, why)) return false;
    char *real = realpath(path, NULL);
    if (!real) return refuse(why, name, strerror(errno));
    bool is_good = is_inside(s, real) && stat(real, &what) == 0 && S_ISREG(what.st_mode);
    int failed = is_good ? file_read(real, MAX_FILE, at, length) : 0;
    free(real);
    if (!is_good) return refuse(why, name, "no file of the folder");
    if (failed) return refuse(why, name, strerror(failed));
    if (*length <= MAX_FILE) return true;
    free(*at);
    return refuse(why, name, "longer than 16 MiB");
}

/* The folder of a file that need not be there. */
static bool has_home(const shelf *s, const char *path) {
    char folder[MAX_PATH];
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    char *real = realpath(folder, NULL);
    bool has = real && is_inside(s, real);
    free(real);
    return has;
}

bool shelf_write(const shelf *s, const char *name, const char *at, size_t length, char why[SHELF_WHY]) {
    char path[MAX_PATH];
    struct stat what;
    output out;
    if (!s->may_write) return refuse(why, name, "nothing is written here; --write allows it");
    if (!find(s, name, path, why)) return false;
    if (!has_home(s, path) || (lstat(path, &what) == 0 && !S_ISREG(what.st_mode)))
        return refuse(why, name, "no place for a file of the folder");
    int failed = output_open(&out, path);
    if (failed) return refuse(why, name, strerror(failed));
    output_write(&out, at, length);
    failed = output_finish(&out);
    return failed ? refuse(why, name, strerror(failed)) : true;
}

bool shelf_would_replace(const shelf *s, const char *path, const char *result) {
    char written[MAX_PATH], input[MAX_PATH];
    bool is_long = (size_t)snprintf(written, MAX_PATH, "%s/%s", s->root, result) >= MAX_PATH;
    bool is_far = is_absolute(path);
    const char *root = is_far ? "" : s->root, *slash = is_far ? "" : "/";
    is_long |= (size_t)snprintf(input, MAX_PATH, "%s%s%s", root, slash, path) >= MAX_PATH;
    return !is_long && is_same_file(input, written); /* what is too long is neither read nor written */
}

/* ------------------------------------------------------------------- models */

bool is_model_name(const char *name) {
    const char *end = strrchr(name, '.');
    if (!end || name[0] == '.') return false;
    return strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0 || strcmp(end, ".json") == 0;
}

static int is_model(const struct dirent *entry) {
    return is_model_name(entry->d_name);
}

void shelf_models(const shelf *s, void (*each)(void *ud, const char *name), void *ud) {
    struct dirent **entries;
    int count = s->root ? scandir(s->root, &entries, is_model, alphasort) : 0;
    for (int i = 0; i < count; i++) {
        each(ud, entries[i]->d_name);
        free(entries[i]);
    }
    if (count > 0) free(entries);
}
