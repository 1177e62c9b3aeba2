/* SPDX-License-Identifier: Apache-2.0 */
/* For libfyaml: files are never mapped (truce gives it texts), so it reads them. */
#ifndef TRUCE_MMAN_H
#define TRUCE_MMAN_H

#include <stddef.h>

#define MAP_FAILED ((void *)-1)
enum { PROT_READ, MAP_PRIVATE, _SC_PAGESIZE };

static inline void *mmap(void *at, size_t length, int protection, int flags, int fd, long offset) {
    (void)at, (void)length, (void)protection, (void)flags, (void)fd, (void)offset;
    return MAP_FAILED;
}

static inline int munmap(void *at, size_t length) {
    (void)at, (void)length;
    return -1;
}

static inline long sysconf(int what) {
    (void)what;
    return 4096;
}

#endif
