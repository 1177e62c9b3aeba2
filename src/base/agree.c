/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several ranks, one fate. Ranks may fail alone: memory runs out on one, or its scratch folder is full. The others must not wait
 * for what it would have sent, so every exchange begins with agreement that all are well. A rank in trouble skips the
 * exchanges that are left and meets the others' next agreement with the one at the end of the call; since each knows
 * then that something failed, nobody talks again until the call is over.
 */
#include "base/base.h"

enum { WORDS = 128, BYTES = WORDS * 8 };

/* The last error's file and message as two strings, cut to fit; nothing when there is none. */
static void write_message(const truce_ctx *ctx, char *bytes) {
    for (size_t i = ctx->diags.count; i-- > 0;) {
        const truce_diag *diag = &ctx->diags.at[i];
        if (diag->severity != TRUCE_ERROR) continue;
        size_t file = strlen(diag->file) + 1, message = strlen(diag->message);
        if (file + message >= BYTES) return;
        memcpy(bytes, diag->file, file);
        memcpy(bytes + file, diag->message, message);
        return;
    }
}

/* What rank `speaker` says, to all: the others add nothing to the sum. */
static void spread_message(truce_ctx *ctx, uint32_t speaker) {
    uint64_t words[WORDS] = {0};
    char bytes[BYTES] = {0};
    if (ctx->comm.rank == speaker) write_message(ctx, bytes);
    memcpy(words, bytes, BYTES);
    ctx->comm.reduce(ctx->comm.ud, TRUCE_SUM, words, WORDS);
    memcpy(bytes, words, BYTES);
    const char *message = bytes + strlen(bytes) + 1;
    truce__source nowhere = {.file = bytes};
    if (message >= bytes + BYTES || !*message || truce_diag_count(ctx, TRUCE_ERROR) > 0) return;
    (void)truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s", message); /* there is a worse status already */
}

truce_status truce__agree(truce_ctx *ctx, truce_status status) {
    if (truce__is_alone(ctx)) return status;
    if (ctx->failure != TRUCE_OK) return ctx->failure;
    uint64_t worst = status == TRUCE_OK ? 0 : (uint64_t)(ctx->comm.size - ctx->comm.rank) << 8 | (uint64_t)status;
    ctx->comm.reduce(ctx->comm.ud, TRUCE_MAX, &worst, 1);
    if (!worst) return TRUCE_OK;
    ctx->failure = (truce_status)(worst & 0xFF);
    uint32_t speaker = ctx->comm.size - (uint32_t)(worst >> 8);
    if (speaker != 0) spread_message(ctx, speaker);
    return ctx->failure;
}

truce_status truce__agree_at_last(truce_ctx *ctx, truce_status status) {
    status = truce__agree(ctx, status);
    ctx->failure = TRUCE_OK;
    return status;
}

truce_status truce__reduce(truce_ctx *ctx, truce_reduction how, uint64_t *words, size_t count) {
    if (truce__is_alone(ctx)) return TRUCE_OK;
    TRY(truce__agree(ctx, TRUCE_OK));
    ctx->comm.reduce(ctx->comm.ud, how, words, count);
    return TRUCE_OK;
}
