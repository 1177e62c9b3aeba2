/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The workbench's memory in one SQLite file: models with every saved version, runs, comments. An acknowledged write
 * survives the end of the process and of the machine: write-ahead log, synchronous=FULL, one transaction a call. A
 * file that is damaged, newer than this program or not ours is left untouched.
 *
 * Functions may be called from any thread. Structs and texts that they return belong to the caller, who frees them
 * with the matching function; those passed to an `each` are lent.
 */
#ifndef TRUCE_WORKBENCH_STORE_H
#define TRUCE_WORKBENCH_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct store store;

typedef enum store_status {
    STORE_OK,
    STORE_NONE,     /* there is no such model, version, run or comment */
    STORE_CONFLICT, /* somebody else saved in the meantime */
    STORE_FAILED    /* store_error() says why */
} store_status;

/* Opens the file, or makes it. NULL after an error message in `why`, cut to `size` bytes. */
store *store_open(const char *path, char *why, size_t size);
/* Makes this the only workbench on the store until it is closed; others may still read and write. False: another
 * workbench has it. */
bool store_claim(store *s, const char *path);
void store_close(store *s);
/* The reason for the last failure, for instance "database or disk is full". */
const char *store_error(const store *s);
/* Whether it was that: the disk, or the store, which may have STORE_MOST bytes. */
bool store_is_full(const store *s);
#define STORE_MOST ((int64_t)8 << 30)

/* ----------------------------------------------------------------- models */

typedef struct model_row {
    int64_t id, version; /* the version that `text` is, of `newest` */
    int64_t newest, parent; /* parent: the model that this is a variant of; 0: none */
    char *name, *title, *file; /* file: where it was read from, or NULL */
    char *updated; /* "2025-05-12T08:30:00Z" */
    char *removed; /* when it went to the bin; NULL: it is not there */
    int64_t color; /* by which people know a variant, from 1; 0: none was chosen */
    bool is_deleted; /* is in the bin */
    char *text; /* NULL in lists */
    size_t length;
} model_row;
void model_row_free(model_row *row);

/* Lists the models that are not deleted, the oldest first. */
store_status store_models(store *s, void (*each)(void *ud, const model_row *row), void *ud);
/* A model with its text as of `version`; 0: the newest. Deleted ones too. */
store_status store_model(store *s, int64_t id, int64_t version, model_row *row);
/* The model read from that file, deleted or not. */
store_status store_model_of_file(store *s, const char *file, model_row *row);
/* Takes name, title, parent, file, text and length from `row`; sets its id. STORE_NONE: there is no such parent. */
store_status store_model_add(store *s, model_row *row);
/* Saves a text over version `base`; *version becomes the newest, which someone else wrote after STORE_CONFLICT.
 * Saving the same text makes no new version. `title` NULL: unchanged. */
store_status store_model_save(store *s, int64_t id, int64_t base, const char *text, size_t length, const char *title,
                              int64_t *version);
/* How people know it: its name and its colour. NULL and -1: unchanged. */
store_status store_model_mark(store *s, int64_t id, const char *name, int64_t color);
/* Deleting moves a model to the bin; its versions stay, and it can be restored. */
store_status store_model_hide(store *s, int64_t id, bool is_deleted);

/* Lists the models in the bin, the last removed first. */
store_status store_bin(store *s, void (*each)(void *ud, const model_row *row), void *ud);
/* Removes for good, with versions and comments, what has been in the bin for BIN_DAYS; a portion of it, and waits for
 * nobody. Variants stay and have no parent then. STORE_NONE: nothing is left to do; STORE_CONFLICT: others write. */
enum { BIN_DAYS = 30 };
store_status store_bin_empty(store *s);
/* Whether some version of the model has exactly this text. */
store_status store_model_has(store *s, int64_t id, const char *text, size_t length, bool *has);

typedef struct version_row {
    int64_t version, bytes;
    const char *saved, *label; /* label: what people call it; NULL: nothing */
} version_row;
/* The newest first: at most `limit`, of those before version `before` (0: all). */
store_status store_versions(store *s, int64_t model, int64_t before, int64_t limit,
                            void (*each)(void *ud, const version_row *row), void *ud);
/* Calls a version something; "" takes that away. */
store_status store_version_label(store *s, int64_t model, int64_t version, const char *label);

/* ------------------------------------------------------------------- runs */

/* A finished job. The lists are JSON texts; result and output are NULL where there is none. */
typedef struct run_row {
    int64_t id, model, version; /* 0: the text was no saved version */
    char *command, *options, *state, *started;
    double seconds;
    int status;
    char *result, *output, *diagnostics; /* NULL in lists */
} run_row;
void run_row_free(run_row *row);

/* Keeps the run. The oldest runs are removed when there are more than KEPT_RUNS of them or more than KEPT_BYTES in
 * all. */
enum { KEPT_RUNS = 100, KEPT_BYTES = 256 << 20 };
store_status store_run_add(store *s, const run_row *row);
store_status store_run(store *s, int64_t id, run_row *row);
/* The newest first. */
store_status store_runs(store *s, void (*each)(void *ud, const run_row *row), void *ud);
/* The greatest number that any run ever had. */
store_status store_last_run(store *s, int64_t *id);

/* --------------------------------------------------------------- comments */

/* What a reader wrote about a brief. `change` is a JSON list of edits, or NULL; `state` is held, approved or
 * rejected; `email` is for the moderator on this machine only: no list, page or export contains it. */
typedef struct comment_row {
    int64_t id, model, version;
    char *name, *email, *input, *claim, *change, *text, *state, *date;
} comment_row;
void comment_row_free(comment_row *row);

/* Sets id and state; a date NULL is now. STORE_NONE: there is no such model. version 0 becomes the newest. */
store_status store_comment_add(store *s, comment_row *row);
store_status store_comment(store *s, int64_t id, comment_row *row);
/* Of one model (0: of all), in one state (NULL: in any), the oldest first. */
store_status store_comments(store *s, int64_t model, const char *state,
                            void (*each)(void *ud, const comment_row *row), void *ud);
/* The same in pages: at most `limit` of those with an id above `after`. */
store_status store_comments_page(store *s, int64_t model, const char *state, int64_t after, int64_t limit,
                                 void (*each)(void *ud, const comment_row *row), void *ud);
/* How many comments on the model are held, and the bytes of their texts. */
store_status store_comments_held(store *s, int64_t model, int64_t *count, int64_t *bytes);
store_status store_comment_set_state(store *s, int64_t id, const char *state);

#endif
