/* SPDX-License-Identifier: Apache-2.0 */
/* The context: where memory comes from, how many threads, who hears of progress, and whether to stop. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _OPENMP
#include <omp.h>
#endif

static void *default_alloc(void *ud, size_t size) {
    (void)ud;
    return malloc(size);
}

static void *default_resize(void *ud, void *block, size_t size) {
    (void)ud;
    return realloc(block, size);
}

static void default_release(void *ud, void *block) {
    (void)ud;
    free(block);
}

static uint32_t threads_to_use(uint32_t asked) {
#ifdef _OPENMP
    if (asked) return asked;
    int threads = omp_get_max_threads();
    return threads > 0 ? (uint32_t)threads : 1;
#else
    (void)asked;
    return 1;
#endif
}

truce_ctx *truce_ctx_new(const truce_config *config) {
    static const truce_allocator standard = {default_alloc, default_resize, default_release, NULL};
    static const truce_config nothing = {0};
    if (!config) config = &nothing;
    const truce_allocator *allocator = config->allocator ? config->allocator : &standard;

    truce_ctx *ctx = allocator->alloc(allocator->ud, sizeof *ctx);
    if (!ctx) return NULL;
    *ctx = (truce_ctx){
        .allocator = *allocator,
        .threads = threads_to_use(config->threads),
        .memory = config->memory,
        .progress = config->progress,
        .progress_ud = config->progress_ud,
        .note = config->note,
        .note_ud = config->note_ud,
    };
    truce__arena_init(&ctx->diag_arena, ctx);
    return ctx;
}

void truce_ctx_free(truce_ctx *ctx) {
    if (!ctx) return;
    truce_diags_clear(ctx);
    ctx->allocator.release(ctx->allocator.ud, ctx);
}

void truce_cancel(truce_ctx *ctx) {
    atomic_store_explicit(&ctx->cancelled, true, memory_order_relaxed);
}

void truce_ctx_resume(truce_ctx *ctx) {
    atomic_store_explicit(&ctx->cancelled, false, memory_order_relaxed);
}

void truce__progress(truce_ctx *ctx, const char *phase, uint64_t done, uint64_t total) {
    if (ctx->progress) ctx->progress(ctx->progress_ud, phase, done, total);
}

void truce__tell(truce_ctx *ctx, const char *format, ...) {
    if (!ctx->note) return;
    char text[256];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    ctx->note(ctx->note_ud, text);
}

const char *truce_version(void) {
    return TRUCE_VERSION;
}

static void bytes_in_words(double bytes, char words[32]) {
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB"};
    size_t unit = 0;
    while (bytes >= 1024 && unit + 1 < sizeof units / sizeof *units) {
        bytes /= 1024;
        unit++;
    }
    snprintf(words, 32, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

truce_status truce__plan(truce_ctx *ctx, const char *file, const char *what, double bytes) {
    double limit = ctx->memory ? (double)ctx->memory : (double)SIZE_MAX;
    char needed[32], allowed[32];
    bytes_in_words(bytes, needed);
    if (bytes <= limit) {
        truce__tell(ctx, "%s takes up to %s", what, needed);
        return TRUCE_OK;
    }
    bytes_in_words(limit, allowed);
    truce__source nowhere = {.file = file};
    TRY(truce__diag(ctx, TRUCE_ERROR, &nowhere, (truce__loc){0}, NULL, "%s would take %s of memory; the limit is %s", what,
                    needed, allowed));
    return TRUCE_E_LIMIT;
}
