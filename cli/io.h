/* SPDX-License-Identifier: Apache-2.0 */
/* Files: a model read whole, a result written whole or not at all. */
#ifndef TRUCE_CLI_IO_H
#define TRUCE_CLI_IO_H

#include "options.h"

/* Reads a file, or standard input for "-", or the host's text of that name. 0 and a block to free(), or an exit status after a
 * message. */
int file_read(const cmdline *cl, const char *path, char **bytes, size_t *length);

/* Whether files can be made in the folder. 0, or EXIT_IO after a message. */
int folder_check(const cmdline *cl, const char *path);

/* Where a result goes. A regular file is written under another name in the same folder and takes its place when it is
 * complete; until then, and for good when something fails, the old file stays. Devices, pipes and standard output are
 * written to directly, as is what a host has for results. */
typedef struct output {
    const cmdline *cl;
    const char *name; /* for messages */
    char *path;       /* the file to replace, links resolved; NULL: written to directly */
    char *temporary;
    int fd; /* -1: not open */
    int error; /* errno of the first write that failed */
    truce_sink sink;
} output;

/* Whether both name one regular file, by whatever paths or links; "-" is standard input. */
bool is_same_file(const char *input, const char *path);

/* Opens `path` for writing, standard output when it is NULL or "-". 0, or EXIT_IO after a message. */
int output_open(output *output, const cmdline *cl, const char *path);
/* Makes it final. 0, or EXIT_IO after a message. */
int output_finish(output *output);
/* Gives up; does nothing after output_finish(). */
void output_discard(output *output);
/* Says why the sink failed. */
int output_failed(output *output);

#endif
