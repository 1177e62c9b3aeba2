/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Large arrays that were freed, kept for the next use.
 *
 * Programs solve again and again, and the system clears every page that it hands out: for a model of 2^20 states that
 * takes as long as all the rest. So the context keeps arrays that are freed, up to MOST_KEPT bytes, and gives them
 * out again where the size fits. Held and kept arrays together never take more than the most that was held at any
 * time, so that no peak rises; nor more than the limit. Programs with an allocator of their own get back at once what
 * they gave; and so that AddressSanitizer sees every use of what was freed, nothing is kept under it.
 */
#include "base/kept.h"

enum {
    LEAST_KEPT = 16 << 10, /* bytes of an array; the system hands out less than that without clearing pages */
    MOST_KEPT = 32 << 20   /* of all of them */
};

#if defined(__has_feature)
#define SANITIZES __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZES 1
#else
#define SANITIZES 0
#endif

/* Takes number `i` of the kept arrays off the list. */
static void *take_off(truce_ctx *ctx, size_t i) {
    struct truce__kept *kept = &ctx->kept;
    void *base = kept->at[i].base;
    kept->bytes -= kept->at[i].bytes;
    kept->count--;
    memmove(&kept->at[i], &kept->at[i + 1], (kept->count - i) * sizeof *kept->at);
    return base;
}

/* Gives back the oldest until no more than so many bytes are kept. */
static void give_back_to(truce_ctx *ctx, uint64_t bytes) {
    while (ctx->kept.count && ctx->kept.bytes > bytes) ctx->allocator.release(ctx->allocator.ud, take_off(ctx, 0));
}

void truce__give_back(truce_ctx *ctx) {
    give_back_to(ctx, 0);
}

void *truce__take_kept(truce_ctx *ctx, size_t *bytes) {
    const struct truce__kept *kept = &ctx->kept;
    size_t best = kept->count, least = *bytes + *bytes / 8;
    for (size_t i = 0; i < kept->count; i++) {
        if (kept->at[i].bytes < *bytes || kept->at[i].bytes > least) continue;
        least = kept->at[i].bytes;
        best = i;
    }
    if (best == kept->count) return NULL;
    *bytes = least;
    return take_off(ctx, best);
}

bool truce__keep(truce_ctx *ctx, void *base, size_t bytes) {
    struct truce__kept *kept = &ctx->kept;
    if (SANITIZES || ctx->has_own_allocator || bytes < LEAST_KEPT || bytes > MOST_KEPT) return false;
    give_back_to(ctx, MOST_KEPT - bytes);
    if (kept->count == TRUCE__MOST_KEPT) ctx->allocator.release(ctx->allocator.ud, take_off(ctx, 0));
    kept->at[kept->count].base = base;
    kept->at[kept->count++].bytes = bytes;
    kept->bytes += bytes;
    return true;
}

void truce__count_held(truce_ctx *ctx, size_t bytes) {
    ctx->in_memory += bytes;
    if (ctx->in_memory > ctx->most_in_memory) ctx->most_in_memory = ctx->in_memory;
    give_back_to(ctx, ctx->most_in_memory - ctx->in_memory);
}
