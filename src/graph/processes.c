/* SPDX-License-Identifier: Apache-2.0 */
#include "graph/processes.h"

/* --------------------------------------------------------------- agreement */

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

/* Sends the last error of process `speaker` to all, as a sum to which the others add nothing. */
static void spread_message(truce_ctx *ctx, uint32_t speaker) {
    const truce_processes *all = ctx->processes;
    uint64_t words[WORDS] = {0};
    char bytes[BYTES] = {0};
    if (all->number == speaker) write_message(ctx, bytes);
    memcpy(words, bytes, BYTES);
    all->reduce(all->ud, TRUCE_SUM, words, WORDS);
    memcpy(bytes, words, BYTES);
    const char *message = bytes + strlen(bytes) + 1;
    truce__source nowhere = {.file = bytes};
    if (message >= bytes + BYTES || !*message || truce_diag_count(ctx, TRUCE_ERROR) > 0) return;
    /* there is a worse status already */
    (void)truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s", message);
}

truce_status truce__agree(truce_ctx *ctx, truce_status status) {
    truce_processes *all = ctx->processes;
    if (!all || !all->own.is_together) return status;
    if (all->own.failure != TRUCE_OK) return all->own.failure;
    uint64_t worst = status == TRUCE_OK ? 0 : (uint64_t)(all->count - all->number) << 8 | (uint64_t)status;
    all->reduce(all->ud, TRUCE_MAX, &worst, 1);
    if (!worst) return TRUCE_OK;
    all->own.failure = (truce_status)(worst & 0xFF);
    uint32_t speaker = all->count - (uint32_t)(worst >> 8);
    if (speaker != 0) spread_message(ctx, speaker);
    return all->own.failure;
}

truce_status truce__agree_at_last(truce_ctx *ctx, truce_status status) {
    status = truce__agree(ctx, status);
    if (!ctx->processes) return status;
    ctx->processes->own.failure = TRUCE_OK;
    ctx->processes->own.is_together = false;
    return status;
}

truce_status truce__reduce(truce_ctx *ctx, truce_reduction how, uint64_t *words, size_t count) {
    TRY(truce__agree(ctx, TRUCE_OK));
    ctx->processes->reduce(ctx->processes->ud, how, words, count);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ orders */

static void send(const truce_processes *all, const void *bytes, size_t length) {
    for (uint32_t p = 1; length && p < all->count; p++) all->exchange(all->ud, p, bytes, length, NULL, 0);
}

void truce__processes_call(truce_processes *all, truce__call call) {
    if (all->number != 0) return;
    send(all, &call, sizeof call);
    all->own.is_together = true;
}

void truce__processes_tell(truce_processes *all, truce__order order) {
    if (all->number == 0) send(all, &(truce__call){.order = order}, sizeof(truce__call));
}

truce_status truce__processes_give(truce_ctx *ctx, const truce__piece pieces[TRUCE__PIECES]) {
    if (ctx->processes->number != 0) return TRUCE_OK;
    TRY(truce__agree(ctx, TRUCE_OK));
    for (int i = 0; i < TRUCE__PIECES; i++) send(ctx->processes, pieces[i].bytes, pieces[i].length);
    return TRUCE_OK;
}

truce_status truce__processes_take(truce_ctx *ctx, const truce__call *call, char *pieces[TRUCE__PIECES]) {
    const truce_processes *all = ctx->processes;
    bool has_room = true;
    for (int i = 0; i < TRUCE__PIECES; i++) {
        pieces[i] = truce__calloc(ctx, call->length[i] + 1, 1);
        has_room = has_room && pieces[i];
    }
    TRY(truce__agree(ctx, has_room ? TRUCE_OK : TRUCE_E_NOMEM));
    for (int i = 0; i < TRUCE__PIECES; i++)
        if (call->length[i]) all->exchange(all->ud, 0, NULL, 0, pieces[i], call->length[i]);
    return TRUCE_OK;
}

truce__order truce__processes_wait(truce_processes *all, bool is_idle, truce__call *call) {
    if (is_idle && all->rest) all->rest(all->ud);
    all->exchange(all->ud, 0, NULL, 0, call, sizeof *call);
    all->own.is_together = true;
    return (truce__order)call->order;
}

/* ------------------------------------------------------------------ leading */

void truce_processes_lead(truce_ctx *ctx, truce_processes *all) {
    ctx->processes = all;
    all->own.is_alone = false;
}

void truce_processes_work_alone(truce_ctx *ctx) {
    if (ctx->processes) ctx->processes->own.is_alone = true;
}

void truce_processes_dismiss(truce_processes *all) {
    truce__processes_tell(all, TRUCE__ORDER_END);
}
