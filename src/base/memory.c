/* SPDX-License-Identifier: Apache-2.0 */
/* Arena, blocks, vectors; see base.h for which is for what. */
#include "base/base.h"

#include <stdalign.h>

enum { CHUNK_SIZE = 16 << 10, ALIGNMENT = alignof(max_align_t), LINE = 64, MARGIN = 2 * LINE };

/* Smaller arrays would save little memory for the trouble. */
static const double least_in_scratch = 16 << 20;

struct truce__chunk {
    truce__chunk *next;
    alignas(max_align_t) unsigned char bytes[];
};

void *truce__alloc(truce_ctx *ctx, size_t size) {
    return ctx->allocator.alloc(ctx->allocator.ud, size ? size : 1);
}

void *truce__resize(truce_ctx *ctx, void *block, size_t size) {
    return ctx->allocator.resize(ctx->allocator.ud, block, size ? size : 1);
}

void truce__free(truce_ctx *ctx, void *block) {
    if (block) ctx->allocator.release(ctx->allocator.ud, block);
}

void truce_release(truce_ctx *ctx, void *block) {
    truce__free(ctx, block);
}

void *truce__calloc(truce_ctx *ctx, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    void *block = truce__alloc(ctx, bytes);
    if (block) memset(block, 0, bytes);
    return block;
}

/* Stands before a large array, within the LINE or more bytes left free there. */
typedef struct big_head {
    unsigned char *base;
    size_t bytes;   /* from base on */
    size_t counted; /* of them that take room of their own */
    bool is_scratch, is_tiled;
} big_head;

bool truce__is_for_scratch(const truce_ctx *ctx, double bytes) {
    return ctx->scratch && bytes >= least_in_scratch;
}

static bool fits(const truce_ctx *ctx, size_t bytes) {
    return !ctx->memory || (ctx->in_memory <= ctx->memory && bytes <= ctx->memory - ctx->in_memory);
}

/* The last word on memory: plans are made before the numbers of ranks and moves are known. */
static bool is_within_limit(truce_ctx *ctx, size_t bytes) {
    if (fits(ctx, bytes)) return true;
    char needed[32], allowed[32];
    truce__bytes_compared((double)ctx->in_memory + (double)bytes, (double)ctx->memory, needed, allowed);
    truce__source nowhere = {.file = "memory"};
    truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s are needed; the limit is %s", needed, allowed);
    return false;
}

void *truce__big_alloc(truce_ctx *ctx, uint64_t bytes) {
    if (bytes > SIZE_MAX - MARGIN) return NULL;
    big_head head = {.bytes = (size_t)bytes + MARGIN, .is_scratch = truce__is_for_scratch(ctx, (double)bytes)};
    head.counted = head.bytes;
    if (head.is_scratch) head.base = truce__scratch_map(ctx, head.bytes);
    else if (is_within_limit(ctx, head.bytes)) head.base = truce__alloc(ctx, head.bytes);
    if (!head.base) return NULL;
    if (!head.is_scratch) truce__advise_huge(head.base, head.bytes);
    *(head.is_scratch ? &ctx->in_scratch : &ctx->in_memory) += head.bytes;
    unsigned char *block = head.base + MARGIN - (uintptr_t)head.base % LINE;
    memcpy(block - sizeof head, &head, sizeof head);
    return block;
}

/* Only with the standard allocator: a program that brings its own wants all memory to come from there. */
bool truce__is_for_tiles(const truce_ctx *ctx, uint64_t bytes, uint64_t all) {
    return truce__tile_unit() != 0 && !ctx->has_own_allocator && !truce__is_for_scratch(ctx, (double)bytes) && all <= SIZE_MAX / 2;
}

bool truce__tiles_begin(truce_ctx *ctx, uint64_t bytes, truce__tiles *tiles) {
    *tiles = (truce__tiles){.file = -1};
    return fits(ctx, (size_t)bytes) && truce__tiles_map(tiles, (size_t)bytes);
}

void *truce__tiles_end(truce_ctx *ctx, truce__tiles *tiles, size_t size, const uint32_t *which, size_t count) {
    const size_t unit = (size_t)truce__tile_unit();
    big_head head = {.bytes = unit + size * count, .counted = unit + tiles->bytes, .is_tiled = true};
    head.base = truce__tiles_lay(tiles, unit, size, which, count);
    truce__tiles_unmap(tiles);
    if (!head.base) return NULL;
    ctx->in_memory += head.counted;
    memcpy(head.base + unit - sizeof head, &head, sizeof head);
    return head.base + unit;
}

void truce__big_free(truce_ctx *ctx, void *block) {
    if (!block) return;
    big_head head;
    memcpy(&head, (unsigned char *)block - sizeof head, sizeof head);
    *(head.is_scratch ? &ctx->in_scratch : &ctx->in_memory) -= head.counted;
    if (head.is_scratch) truce__scratch_unmap(head.base, head.bytes);
    else if (head.is_tiled) truce__tiles_take_up(head.base, head.bytes);
    else truce__free(ctx, head.base);
}

void truce__arena_init(truce__arena *arena, truce_ctx *ctx) {
    *arena = (truce__arena){.ctx = ctx};
}

void truce__arena_free(truce__arena *arena) {
    for (truce__chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        truce__free(arena->ctx, chunk);
    }
    truce__arena_init(arena, arena->ctx);
}

/* A large piece gets a chunk of its own behind the newest one, whose room stays in use. */
static void *arena_new_chunk(truce__arena *arena, size_t bytes) {
    bool is_large = bytes > CHUNK_SIZE / 4;
    size_t size = is_large ? bytes : CHUNK_SIZE;
    if (size > SIZE_MAX - sizeof(truce__chunk)) return NULL;
    truce__chunk *chunk = truce__alloc(arena->ctx, sizeof *chunk + size);
    if (!chunk) return NULL;
    if (is_large && arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->size = size;
        arena->used = bytes;
    }
    return chunk->bytes;
}

void *truce__arena_alloc(truce__arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - ALIGNMENT) return NULL;
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (bytes == 0) bytes = ALIGNMENT;
    void *piece;
    if (arena->chunks && bytes <= arena->size - arena->used) {
        piece = arena->chunks->bytes + arena->used;
        arena->used += bytes;
    } else {
        piece = arena_new_chunk(arena, bytes);
    }
    if (piece) memset(piece, 0, bytes);
    return piece;
}

char *truce__arena_text(truce__arena *arena, const char *bytes, size_t length) {
    char *copy = length < SIZE_MAX ? truce__arena_alloc(arena, length + 1, 1) : NULL;
    if (copy && length) memcpy(copy, bytes, length);
    return copy;
}

void truce__arena_adopt(truce__arena *into, truce__arena *from) {
    truce__chunk **end = &into->chunks;
    while (*end) end = &(*end)->next;
    if (end == &into->chunks) {
        into->used = from->used;
        into->size = from->size;
    }
    *end = from->chunks;
    truce__arena_init(from, from->ctx);
}

truce_status truce__vec_grow(truce_ctx *ctx, void *place, size_t *room, size_t needed, size_t size) {
    size_t target = *room < 8 ? 8 : *room + *room / 2;
    if (target < needed) target = needed;
    size_t bytes;
    if (__builtin_mul_overflow(target, size, &bytes)) return TRUCE_E_NOMEM;
    void *at;
    memcpy(&at, place, sizeof at);
    at = truce__resize(ctx, at, bytes);
    if (!at) return TRUCE_E_NOMEM;
    memcpy(place, &at, sizeof at);
    *room = target;
    return TRUCE_OK;
}
