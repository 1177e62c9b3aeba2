/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Large arrays as files in a folder of the user's choice, for models larger than memory; and large pages for arrays
 * in memory, so that fewer pages are made and looked up. Besides tiles.c this is the only file of the library that
 * needs more than C: POSIX, and O_TMPFILE and MADV_HUGEPAGE where they exist.
 *
 * A file has no name, or loses it before use, so that nothing is left behind however the program ends. Its room is
 * reserved before it is mapped. A full disk is thus an error here, where it can be reported, and not a signal in the
 * middle of a sweep.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Room is reserved in pieces; between two of them the work can be cancelled. */
static const size_t piece = (size_t)32 << 20;

/* Where the file system cannot make a file without a name, the name is removed at once. */
static int open_named(truce_ctx *ctx) {
    static const char pattern[] = "/truce.XXXXXX";
    size_t length = strlen(ctx->scratch);
    char *path = truce__alloc(ctx, length + sizeof pattern);
    if (!path) {
        errno = ENOMEM;
        return -1;
    }
    memcpy(path, ctx->scratch, length);
    memcpy(path + length, pattern, sizeof pattern);
    int fd = mkstemp(path);
    if (fd >= 0) unlink(path);
    int error = errno;
    truce__free(ctx, path);
    errno = error;
    return fd;
}

static int open_nameless(truce_ctx *ctx) {
#ifdef O_TMPFILE
    int fd = open(ctx->scratch, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
#endif
    return open_named(ctx);
}

#ifdef TRUCE_HAS_FALLOCATE
static int take(int fd, size_t at, size_t bytes) {
    return posix_fallocate(fd, (off_t)at, (off_t)bytes);
}
#else
/* What is written has its room: zeroes, as a new file would be read. */
static int take(int fd, size_t at, size_t bytes) {
    static const char zeroes[1 << 16];
    for (size_t end = at + bytes; at < end;) {
        ssize_t put = pwrite(fd, zeroes, end - at < sizeof zeroes ? end - at : sizeof zeroes, (off_t)at);
        if (put < 0) return errno;
        at += (size_t)put;
    }
    return 0;
}
#endif

static int reserve(truce_ctx *ctx, int fd, size_t bytes) {
    for (size_t at = 0; at < bytes;) {
        if (truce__is_cancelled(ctx)) return ECANCELED;
        size_t next = bytes - at < piece ? bytes - at : piece;
        int error = take(fd, at, next);
        if (error && error != EINTR) return error;
        if (!error) at += next;
    }
    return 0;
}

/* strerror_r() gives a text with glibc; elsewhere an int, and the text in the buffer. */
static inline const char *text_given(char *given, const char *buffer) {
    (void)buffer;
    return given;
}
static inline const char *text_held(int failed, const char *buffer) {
    return failed ? "unknown error" : buffer;
}
#define TEXT_OF(said, buffer) _Generic((said), char *: text_given, int: text_held)((said), (buffer))

/* Reports how many bytes were wanted and how many are free. */
static void report(truce_ctx *ctx, int error, size_t bytes) {
    char needed[32], held[32], there[32] = "";
    struct statvfs system;
    truce__bytes_in_words((double)bytes, needed);
    truce__bytes_in_words((double)ctx->in_scratch, held);
    if (statvfs(ctx->scratch, &system) == 0)
        truce__bytes_in_words((double)system.f_bavail * (double)system.f_frsize, there);
    truce__source folder = {.file = ctx->scratch};
    char text[128];
    const char *reason = TEXT_OF(strerror_r(error, text, sizeof text), text);
    truce__diag(ctx, TRUCE_ERROR, &folder, (truce__loc){0}, NULL,
                "no room for an array of %s beside %s held here (free: %s): %s", needed, held,
                *there ? there : "not known", reason);
}

void truce__advise_huge(void *block, size_t bytes) {
#ifdef MADV_HUGEPAGE
    static const uintptr_t huge = (uintptr_t)2 << 20;
    uintptr_t first = ((uintptr_t)block + huge - 1) / huge * huge, last = ((uintptr_t)block + bytes) / huge * huge;
    if (first < last) madvise((char *)block + (first - (uintptr_t)block), last - first, MADV_HUGEPAGE);
#else
    (void)block, (void)bytes;
#endif
}

void *truce__scratch_map(truce_ctx *ctx, size_t bytes) {
    void *block = MAP_FAILED;
    int fd = open_nameless(ctx), error = fd < 0 ? errno : 0;
    if (!error) error = reserve(ctx, fd, bytes);
    if (!error) block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (!error && block == MAP_FAILED) error = errno;
    if (fd >= 0) close(fd);
    if (!error) return block;
    if (error != ECANCELED) report(ctx, error, bytes);
    return NULL;
}

void truce__scratch_unmap(void *block, size_t bytes) {
    munmap(block, bytes);
}
