/* SPDX-License-Identifier: Apache-2.0 */
/* The folder whose files an assistant may name. A name is a path in the folder; whatever leads out of it, by "..", by
 * a link, from the root, is refused. */
#ifndef TRUCE_WORKBENCH_SHELF_H
#define TRUCE_WORKBENCH_SHELF_H

#include <stdbool.h>
#include <stddef.h>

typedef struct shelf {
    char *root;      /* its real path; NULL: there is none, and no file can be named */
    bool may_write;
} shelf;

/* False, and errno: no such folder. */
bool shelf_open(shelf *s, const char *folder);
void shelf_close(shelf *s);

enum { SHELF_WHY = 400 };
/* A file's bytes, in a block to free(). False: `why` says what speaks against it. */
bool shelf_read(const shelf *s, const char *name, char **at, size_t *length, char why[SHELF_WHY]);
/* Writes a file whole or not at all. */
bool shelf_write(const shelf *s, const char *name, const char *at, size_t length, char why[SHELF_WHY]);

/* Whether what is written to `result` would replace the file at `path`, as seen from the folder. */
bool shelf_would_replace(const shelf *s, const char *path, const char *result);

/* Calls `each` with the name of every model that lies in the folder itself, in the order of the alphabet. */
void shelf_models(const shelf *s, void (*each)(void *ud, const char *name), void *ud);

/* Whether a file's name is that of a model. */
bool is_model_name(const char *name);

#endif
