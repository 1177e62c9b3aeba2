/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include "files.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

/* ----------------------------------------------------------------- reading */

static int read_all(int fd, size_t most, char **bytes, size_t *length) {
    size_t room = 0;
    for (;;) {
        if (*length == room) {
            room = room ? room * 2 : 1 << 16;
            char *more = realloc(*bytes, room);
            if (!more) return ENOMEM;
            *bytes = more;
        }
        ssize_t got = read(fd, *bytes + *length, room - *length);
        if (got == 0) return 0;
        if (got < 0 && (errno != EINTR || was_interrupted())) return errno;
        if (got > 0) *length += (size_t)got;
        if (*length > most) return 0;
    }
}

int file_read(const char *path, size_t most, char **bytes, size_t *length) {
    bool is_stdin = strcmp(path, "-") == 0;
    *bytes = NULL;
    *length = 0;
    int fd = STDIN_FILENO;
    if (!is_stdin) do fd = open(path, O_RDONLY | O_CLOEXEC); /* opening a pipe waits for its writer */
        while (fd < 0 && errno == EINTR && !was_interrupted());
    if (fd < 0) return errno;
    int error = read_all(fd, most, bytes, length);
    if (!is_stdin) close(fd);
    if (error) {
        free(*bytes);
        *bytes = NULL;
    }
    return error;
}

/* ----------------------------------------------------------------- writing */

bool output_write(output *o, const char *bytes, size_t length) {
    while (length > 0 && !o->error) {
        ssize_t put = write(o->fd, bytes, length);
        if (put < 0 && errno == EINTR && !was_interrupted()) continue;
        if (put < 0) {
            o->error = errno;
        } else {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return !o->error;
}

int folder_check(const char *path) {
    struct stat folder;
    int error = stat(path, &folder) == 0 ? 0 : errno;
    if (!error && !S_ISDIR(folder.st_mode)) error = ENOTDIR;
    if (!error && access(path, W_OK | X_OK) != 0) error = errno;
    return error;
}

bool is_same_file(const char *input, const char *path) {
    struct stat a, b;
    int failed = strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &a) : stat(input, &a);
    if (failed || stat(path, &b) != 0) return false;
    return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* In a new block; NULL: nobody knows. Where /proc is not there, the kernel still says how the program was started. */
static char *program_path(void) {
#ifdef __linux__
    char *path = realpath("/proc/self/exe", NULL);
    const char *started = (const char *)getauxval(AT_EXECFN);
    return path || !started ? path : realpath(started, NULL);
#else
    return NULL;
#endif
}

void program_folder(char *folder, size_t room) {
    char *path = program_path();
    size_t length = path ? folder_length(path) : 0;
    if (length >= room) length = 0;
    if (length) memcpy(folder, path, length);
    folder[length] = 0;
    free(path);
}

bool is_absolute(const char *path) {
    return *path == '/';
}

/* The target of the link at `path`, relative to the working folder, in a new block; NULL when `path` is no link. */
static char *follow(const char *path) {
    char target[4096];
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length <= 0) return NULL;
    target[length] = 0;
    size_t folder = is_absolute(target) ? 0 : folder_length(path);
    char *followed = malloc(folder + (size_t)length + 1);
    if (!followed) return NULL;
    memcpy(followed, path, folder);
    memcpy(followed + folder, target, (size_t)length + 1);
    return followed;
}

/* The file that will be replaced: `path` with links followed, even when the last one points to no file yet. */
static char *resolve(const char *path) {
    enum { LINKS = 40 }; /* the system follows no more links either */
    char *real = realpath(path, NULL);
    if (!real) real = strdup(path);
    for (int i = 0; real && i < LINKS; i++) {
        char *next = follow(real);
        if (!next) break;
        free(real);
        real = next;
    }
    return real;
}

static int open_temporary(output *o, const struct stat *old) {
    size_t length = strlen(o->path) + sizeof ".XXXXXX";
    o->temporary = malloc(length);
    if (!o->temporary) return ENOMEM;
    snprintf(o->temporary, length, "%s.XXXXXX", o->path);
    interrupts_hold(true); /* until it is known what they are to remove */
    o->fd = mkstemp(o->temporary);
    int error = errno;
    if (o->fd >= 0) interrupt_removes(o->temporary);
    interrupts_hold(false);
    if (o->fd < 0) {
        free(o->temporary);
        o->temporary = NULL;
        return error;
    }
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(o->fd, old ? old->st_mode & 07777 : 0666 & ~mask) == 0 ? 0 : errno;
}

int output_open_file(output *o, const char *path) {
    struct stat old;
    bool exists = stat(path, &old) == 0;
    if (!exists && errno == ELOOP) return ELOOP;
    if (exists && S_ISDIR(old.st_mode)) return EISDIR;
    if (exists && access(path, W_OK) != 0) return errno;
    if (exists && !S_ISREG(old.st_mode)) {
        o->fd = open(path, O_WRONLY | O_CLOEXEC);
        return o->fd < 0 ? errno : 0;
    }
    o->path = resolve(path);
    return o->path ? open_temporary(o, exists ? &old : NULL) : ENOMEM;
}

static int finish_file(output *o) {
    if (o->path && fsync(o->fd) != 0) return errno;
    int fd = o->fd;
    o->fd = -1;
    if (close(fd) != 0) return errno;
    if (!o->path) return 0;
    interrupts_hold(true); /* who interrupts now comes too late */
    int error = rename(o->temporary, o->path) == 0 ? 0 : errno;
    if (error) interrupts_hold(false);
    return error;
}

/* If an interrupt removed the unfinished file, renaming it fails. */
int output_finish(output *o) {
    o->error = finish_file(o);
    if (o->error && o->path && was_interrupted()) o->error = EINTR;
    if (!o->error) {
        free(o->temporary);
        o->temporary = NULL;
    }
    output_discard(o);
    return o->error;
}

void output_discard(output *o) {
    if (o->fd > STDERR_FILENO) close(o->fd);
    o->fd = -1;
    if (o->temporary) unlink(o->temporary);
    interrupt_removes(NULL);
    free(o->temporary);
    free(o->path);
    o->temporary = o->path = NULL;
}
