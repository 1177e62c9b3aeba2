/* SPDX-License-Identifier: Apache-2.0 */
/* Stands in for scratch.c and tiles.c where there is only C: all arrays are ordinary ones. */
#include "base/base.h"

void truce__advise_huge(void *block, size_t bytes) {
    (void)block, (void)bytes;
}

void *truce__scratch_map(truce_ctx *ctx, size_t bytes) {
    (void)bytes;
    truce__source folder = {.file = ctx->scratch};
    truce__diag(ctx, TRUCE_ERROR, &folder, (truce__loc){0}, NULL, "this truce was built without scratch files");
    return NULL;
}

void truce__scratch_unmap(void *block, size_t bytes) {
    (void)block, (void)bytes;
}

/* A unit of 0: there are no tiles, and the functions below are never reached. */
uint64_t truce__tile_unit(void) {
    return 0;
}

bool truce__tiles_map(truce__tiles *tiles, size_t bytes) {
    *tiles = (truce__tiles){.file = -1, .bytes = bytes};
    return false;
}

void truce__tiles_unmap(truce__tiles *tiles) {
    *tiles = (truce__tiles){.file = -1};
}

unsigned char *truce__tiles_lay(const truce__tiles *tiles, size_t head, size_t size, const uint32_t *which,
                                size_t count) {
    (void)tiles, (void)head, (void)size, (void)which, (void)count;
    return NULL;
}

void truce__tiles_take_up(void *base, size_t bytes) {
    (void)base, (void)bytes;
}
