/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Large arrays that repeat themselves, with memory only for tiles that differ.
 *
 * A fresh page costs more than the data written to it: the system clears it, and in a virtual machine the host may
 * have to find it first. Where an array repeats a few tiles, each tile is written once, to a file in memory without a
 * name. The file's pages are then mapped wherever the tile recurs; readers of the array notice no difference. Needs
 * POSIX and memfd_create(). Without them nothing can be tiled, and callers write the whole array.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include "base/base.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

uint64_t truce__tile_unit(void) {
#ifdef MFD_CLOEXEC
    long page = sysconf(_SC_PAGESIZE);
    return page > 0 ? (uint64_t)page : 0;
#else
    return 0;
#endif
}

#ifdef MFD_CLOEXEC
/* A limit on the size of files counts for this one too: going beyond it would raise a signal. */
static bool may_be_that_large(size_t bytes) {
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && (limit.rlim_cur == RLIM_INFINITY || bytes <= limit.rlim_cur);
}
#endif

bool truce__tiles_map(truce__tiles *tiles, size_t bytes) {
    *tiles = (truce__tiles){.file = -1, .bytes = bytes};
#ifdef MFD_CLOEXEC
    if (!may_be_that_large(bytes)) return false;
    tiles->file = memfd_create("truce", MFD_CLOEXEC);
    if (tiles->file < 0) return false;
    void *at = MAP_FAILED;
    if (ftruncate(tiles->file, (off_t)bytes) == 0)
        at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, tiles->file, 0);
    tiles->at = at == MAP_FAILED ? NULL : at;
#endif
    return tiles->at != NULL;
}

void truce__tiles_unmap(truce__tiles *tiles) {
    if (tiles->at) munmap(tiles->at, tiles->bytes);
    if (tiles->file >= 0) close(tiles->file);
    *tiles = (truce__tiles){.file = -1};
}

/* Puts the tiles side by side from `at` on. */
static bool place(const truce__tiles *tiles, unsigned char *at, size_t size, const uint32_t *which, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (mmap(at + i * size, size, PROT_READ, MAP_SHARED | MAP_FIXED, tiles->file, (off_t)(which[i] * size)) ==
            MAP_FAILED)
            return false;
    return true;
}

unsigned char *truce__tiles_lay(const truce__tiles *tiles, size_t head, size_t size, const uint32_t *which,
                                size_t count) {
    const size_t bytes = head + size * count;
    void *base = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) return NULL;
    if (mprotect(base, head, PROT_READ | PROT_WRITE) == 0 &&
        place(tiles, (unsigned char *)base + head, size, which, count))
        return base;
    munmap(base, bytes);
    return NULL;
}

void truce__tiles_take_up(void *base, size_t bytes) {
    munmap(base, bytes);
}
