/* SPDX-License-Identifier: Apache-2.0 */
/* Arena, blocks, vectors; see base.h for which is for what. */
#include "base/base.h"

#include <stdalign.h>

/* Chunks grow with their arena, since memory that is given back in small pieces takes seconds. */
enum { LEAST_CHUNK = 16 << 10, MOST_CHUNK = 4 << 20, ALIGNMENT = alignof(max_align_t) };

struct truce__chunk {
    truce__chunk *next;
    alignas(max_align_t) unsigned char bytes[];
};

/* Stands before a block, so that the context can count it. */
typedef struct block_head {
    alignas(max_align_t) size_t size; /* with the head */
} block_head;

static void uncount(truce_ctx *ctx, size_t bytes) {
    atomic_fetch_sub_explicit(&ctx->in_pieces, bytes, memory_order_relaxed);
}

/* False when the limit of memory does not allow so many bytes more. */
static bool count(truce_ctx *ctx, size_t bytes) {
    atomic_fetch_add_explicit(&ctx->in_pieces, bytes, memory_order_relaxed);
    if (truce__memory_allows(ctx, 0)) return true;
    uncount(ctx, bytes);
    truce__memory_refuse(ctx, bytes);
    return false;
}

void *truce__alloc(truce_ctx *ctx, uint64_t size) {
    return truce__resize(ctx, NULL, size);
}

void *truce__resize(truce_ctx *ctx, void *block, uint64_t size) {
    block_head *head = block ? (block_head *)block - 1 : NULL;
    size_t before = head ? head->size : 0, after;
    if (__builtin_add_overflow(size, sizeof *head, &after) || (after > before && !count(ctx, after - before)))
        return NULL;
    head = head ? ctx->allocator.resize(ctx->allocator.ud, head, after)
                : ctx->allocator.alloc(ctx->allocator.ud, after);
    if (!head && after > before) uncount(ctx, after - before);
    if (!head) return NULL;
    if (after < before) uncount(ctx, before - after);
    head->size = after;
    return head + 1;
}

void truce__free(truce_ctx *ctx, void *block) {
    if (!block) return;
    block_head *head = (block_head *)block - 1;
    uncount(ctx, head->size);
    ctx->allocator.release(ctx->allocator.ud, head);
}

void truce_release(truce_ctx *ctx, void *block) {
    truce__free(ctx, block);
}

void *truce__calloc(truce_ctx *ctx, uint64_t count, uint64_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    void *block = truce__alloc(ctx, bytes);
    if (block) memset(block, 0, bytes);
    return block;
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

/* An eighth of what the arena has. */
static size_t next_chunk(const truce__arena *arena) {
    size_t size = arena->total / 8;
    return size < LEAST_CHUNK ? LEAST_CHUNK : size > MOST_CHUNK ? MOST_CHUNK : size;
}

/* A large piece gets its own chunk, placed behind the newest one so that the newest one's room stays in use. */
static void *arena_new_chunk(truce__arena *arena, size_t bytes) {
    bool is_large = bytes > next_chunk(arena) / 4;
    size_t size = is_large ? bytes : next_chunk(arena);
    if (size > SIZE_MAX - sizeof(truce__chunk)) return NULL;
    truce__chunk *chunk = truce__alloc(arena->ctx, sizeof *chunk + size);
    if (!chunk) return NULL;
    arena->total += size;
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

void *truce__arena_alloc(truce__arena *arena, uint64_t count, uint64_t size) {
    void *piece = truce__arena_room(arena, count, size);
    if (piece) memset(piece, 0, (size_t)(count * size));
    return piece;
}

void *truce__arena_room(truce__arena *arena, uint64_t count, uint64_t size) {
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
    into->total += from->total;
    truce__arena_init(from, from->ctx);
}

truce_status truce__vec_grow(truce_ctx *ctx, void *place, size_t *room, uint64_t needed, size_t size) {
    uint64_t target = *room < 8 ? 8 : *room + *room / 2;
    if (target < needed) target = needed;
    size_t bytes;
    if (__builtin_mul_overflow(target, size, &bytes)) return TRUCE_E_NOMEM;
    void *at;
    memcpy(&at, place, sizeof at);
    at = truce__resize(ctx, at, bytes);
    if (!at) return TRUCE_E_NOMEM;
    memcpy(place, &at, sizeof at);
    *room = (size_t)target;
    return TRUCE_OK;
}
