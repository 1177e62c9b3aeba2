/* SPDX-License-Identifier: Apache-2.0 */
/* Files: a text read whole, a result written whole or not at all. Functions give 0 or an errno. Windows has its
 * own file (windows_files.c). */
#ifndef TRUCE_CLI_FILES_H
#define TRUCE_CLI_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* Reads a file, or standard input for "-", into a block to free(). Reads to the end, or until just beyond `most`
 * bytes. EINTR: the interrupt key ended it. */
int file_read(const char *path, size_t most, char **bytes, size_t *length);

/* How many bytes at the beginning of a path name its folder, the last separator included. */
size_t folder_length(const char *path);
/* Whether a path means the same in every folder. */
bool is_absolute(const char *path);

/* The path of a file that a model names: meant from the model's folder, or from here where the model is standard
 * input. In a new block; NULL: memory is out. */
char *cited_path(const char *model, const char *name);

/* The folder of the running program, the last separator included; "" where the system does not say. */
void program_folder(char *folder, size_t room);

/* Whether files can be created in the folder. */
int folder_check(const char *path);

/* Whether both name one regular file, by whatever paths or links; "-" is standard input. */
bool is_same_file(const char *input, const char *path);

/* Where a result goes. A regular file is written under another name in the same folder and replaces the old one when
 * it is complete. Until then, and after any failure, the old file stays. Devices, pipes and standard output are
 * written to directly. */
typedef struct output {
    const char *name; /* for messages */
    char *path;       /* the file to replace, links resolved; NULL: written to directly */
    char *temporary;
    int fd;    /* -1: not open */
    int error; /* errno of the first failure */
} output;

/* Opens `path` for writing, standard output when it is NULL or "-". */
int output_open(output *output, const char *path);
/* What the system does of it, with a path: sets `fd`, and `path` and `temporary` where a file is to be replaced.
 * Gives an errno. */
int output_open_file(output *output, const char *path);
bool output_write(output *output, const char *bytes, size_t length);
/* Makes the result final. */
int output_finish(output *output);
/* Gives up; does nothing after output_finish(). */
void output_discard(output *output);
/* Whether the reader of standard output has gone away: that is no error worth a message. */
bool output_is_unread(const output *output);

#endif
