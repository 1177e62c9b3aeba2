/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Large arrays: in memory within the limit, in the scratch folder, or as tiles. Also the plan of how much memory and
 * scratch space a piece of work needs. base.h says which is for what.
 */
#include "base/kept.h"

#include <assert.h>
enum { LINE = 64, MARGIN = 2 * LINE };

/* Below this size a file saves too little memory to pay. */
static const double least_in_scratch = 16 << 20;

/* Stands before a large array, within the LINE or more bytes left free there. */
typedef struct big_head {
    unsigned char *base;
    size_t bytes;   /* from base on */
    size_t counted; /* bytes that take memory or scratch space of their own */
    bool is_scratch, is_tiled;
} big_head;

static_assert(sizeof(big_head) <= LINE, "a head fits into the bytes left free before an array");

bool truce__is_for_scratch(const truce_ctx *ctx, double bytes) {
    return ctx->scratch && bytes >= least_in_scratch;
}

bool truce_memory_refused(const truce_ctx *ctx, char needed[32], char limit[32]) {
    uint64_t refused = ctx->refused;
    if (refused) truce__bytes_compared((double)refused, (double)ctx->memory, needed, limit);
    return refused != 0;
}

/* The final check of memory: plans are made before the numbers of ranks and moves are known. */
static bool is_within_limit(truce_ctx *ctx, size_t bytes) {
    if (truce__memory_allows(ctx, bytes)) return true;
    char needed[32], allowed[32];
    truce__memory_refuse(ctx, bytes);
    truce__bytes_compared((double)truce__memory_held(ctx) + (double)bytes, (double)ctx->memory, needed, allowed);
    truce__source nowhere = {.file = "memory"};
    truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s are needed; the limit is %s", needed, allowed);
    return false;
}

/* From what is kept or from the system, within the limit. */
static unsigned char *take_memory(truce_ctx *ctx, size_t *bytes) {
    if (!is_within_limit(ctx, *bytes)) return NULL;
    unsigned char *base = truce__take_kept(ctx, bytes);
    truce__count_held(ctx, *bytes);
    if (base) return base;
    base = ctx->allocator.alloc(ctx->allocator.ud, *bytes);
    if (!base && ctx->kept.count) {
        truce__give_back(ctx);
        base = ctx->allocator.alloc(ctx->allocator.ud, *bytes);
    }
    if (base) truce__advise_huge(base, *bytes);
    else ctx->in_memory -= *bytes;
    return base;
}

void *truce__big_alloc(truce_ctx *ctx, uint64_t bytes) {
    if (bytes > SIZE_MAX - MARGIN) return NULL;
    big_head head = {.bytes = (size_t)bytes + MARGIN, .is_scratch = truce__is_for_scratch(ctx, (double)bytes)};
    head.base = head.is_scratch ? truce__scratch_map(ctx, head.bytes) : take_memory(ctx, &head.bytes);
    if (!head.base) return NULL;
    head.counted = head.bytes;
    if (head.is_scratch) ctx->in_scratch += head.bytes;
    unsigned char *block = head.base + MARGIN - (uintptr_t)head.base % LINE;
    memcpy(block - sizeof head, &head, sizeof head);
    return block;
}

/* Only with the standard allocator: a program that brings its own expects all memory to come from it. */
bool truce__is_for_tiles(const truce_ctx *ctx, uint64_t bytes, uint64_t all) {
    return truce__tile_unit() != 0 && !ctx->has_own_allocator && !truce__is_for_scratch(ctx, (double)bytes) &&
           all <= SIZE_MAX / 2;
}

bool truce__tiles_begin(truce_ctx *ctx, uint64_t bytes, truce__tiles *tiles) {
    *tiles = (truce__tiles){.file = -1};
    return truce__memory_allows(ctx, bytes) && truce__tiles_map(tiles, (size_t)bytes);
}

void *truce__tiles_end(truce_ctx *ctx, truce__tiles *tiles, size_t size, const uint32_t *which, size_t count) {
    const size_t unit = (size_t)truce__tile_unit();
    assert(unit && size % unit == 0); /* tiles are mapped, and only whole pages can be */
    big_head head = {.bytes = unit + size * count, .counted = unit + tiles->bytes, .is_tiled = true};
    head.base = truce__tiles_lay(tiles, unit, size, which, count);
    truce__tiles_unmap(tiles);
    if (!head.base) return NULL;
    truce__count_held(ctx, head.counted);
    memcpy(head.base + unit - sizeof head, &head, sizeof head);
    return head.base + unit;
}

void truce__big_free(truce_ctx *ctx, void *block) {
    if (!block) return;
    big_head head;
    memcpy(&head, (unsigned char *)block - sizeof head, sizeof head);
    _Atomic uint64_t *among = head.is_scratch ? &ctx->in_scratch : &ctx->in_memory;
    assert(*among >= head.counted); /* allocated from this context */
    *among -= head.counted;
    if (head.is_scratch) truce__scratch_unmap(head.base, head.bytes);
    else if (head.is_tiled) truce__tiles_take_up(head.base, head.bytes);
    else if (!truce__keep(ctx, head.base, head.bytes)) ctx->allocator.release(ctx->allocator.ud, head.base);
}

/* Bytes between two questions whether to stop: some milliseconds, where the pages are new. */
static const size_t piece = (size_t)16 << 20;

truce_status truce__big_set(truce_ctx *ctx, void *block, int byte, size_t bytes) {
    for (size_t at = 0; at < bytes; at += piece) {
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        memset((char *)block + at, byte, bytes - at < piece ? bytes - at : piece);
    }
    return TRUCE_OK;
}

truce_status truce__big_copy(truce_ctx *ctx, void *to, const void *from, size_t bytes) {
    for (size_t at = 0; at < bytes; at += piece) {
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        memcpy((char *)to + at, (const char *)from + at, bytes - at < piece ? bytes - at : piece);
    }
    return TRUCE_OK;
}

void truce__needs_arrays(const truce_ctx *ctx, truce__needs *needs, double count, double bytes) {
    *(truce__is_for_scratch(ctx, bytes) ? &needs->scratch : &needs->memory) += count * bytes;
}

truce_status truce__plan_needs(truce_ctx *ctx, const char *file, const char *what, truce__needs needs) {
    double limit = ctx->memory ? (double)ctx->memory : (double)SIZE_MAX,
           memory = (double)truce__memory_held(ctx) + needs.memory;
    char needed[32], aside[32], allowed[32];
    truce__bytes_in_words(memory, needed);
    truce__bytes_in_words((double)ctx->in_scratch + needs.scratch, aside);
    if (memory <= limit) {
        if (ctx->scratch) truce__tell(ctx, "%s takes up to %s, and %s of %s", what, needed, aside, ctx->scratch);
        else truce__tell(ctx, "%s takes up to %s", what, needed);
        return TRUCE_OK;
    }
    truce__bytes_compared(memory, limit, needed, allowed);
    truce__source nowhere = {.file = file};
    TRY(truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s would take %s of memory; the limit is %s",
                    what, needed, allowed));
    return TRUCE_E_LIMIT;
}

truce_status truce__plan(truce_ctx *ctx, const char *file, const char *what, double bytes) {
    return truce__plan_needs(ctx, file, what, (truce__needs){.memory = bytes});
}
