/* SPDX-License-Identifier: Apache-2.0 */
/* What a context holds and what its limit of memory allows: large arrays, and what all else takes beyond 16 MiB. A
 * model of ordinary size thus counts by its arrays alone, whose sizes are planned. */
#include "base/base.h"

uint64_t truce__memory_held(const truce_ctx *ctx) {
    uint64_t pieces = atomic_load_explicit(&ctx->in_pieces, memory_order_relaxed);
    return ctx->in_memory + (pieces > TRUCE__FREE_PIECES ? pieces - TRUCE__FREE_PIECES : 0);
}

bool truce__memory_allows(const truce_ctx *ctx, uint64_t bytes) {
    if (!ctx->memory) return true;
    uint64_t held = truce__memory_held(ctx);
    return held <= ctx->memory && bytes <= ctx->memory - held;
}

void truce__memory_refuse(truce_ctx *ctx, uint64_t bytes) {
    uint64_t needed = truce__memory_held(ctx) + bytes, before = ctx->refused;
    if (needed > before) ctx->refused = needed; /* of several threads that are refused any one will do */
}
