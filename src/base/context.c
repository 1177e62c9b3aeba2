/* SPDX-License-Identifier: Apache-2.0 */
/* The context: where memory comes from, how many threads, who hears of progress, and whether to stop. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _OPENMP
#include <omp.h>
#endif

/* Progress within a unit is reported in this many parts. */
enum { PARTS = 1000 };

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

static bool copy_scratch(truce_ctx *ctx, const char *folder) {
    size_t size = strlen(folder) + 1;
    ctx->scratch = truce__alloc(ctx, size);
    if (ctx->scratch) memcpy(ctx->scratch, folder, size);
    return ctx->scratch != NULL;
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
        .has_own_allocator = config->allocator != NULL,
        .threads = threads_to_use(config->threads),
        .memory = config->memory,
        .progress = config->progress,
        .progress_ud = config->progress_ud,
        .note = config->note,
        .note_ud = config->note_ud,
    };
    truce__arena_init(&ctx->diag_arena, ctx);
    if (config->scratch && !copy_scratch(ctx, config->scratch)) {
        truce_ctx_free(ctx);
        return NULL;
    }
    return ctx;
}

void truce_ctx_free(truce_ctx *ctx) {
    if (!ctx) return;
    truce_diags_clear(ctx);
    truce__give_back(ctx);
    truce__free(ctx, ctx->scratch);
    ctx->allocator.release(ctx->allocator.ud, ctx);
}

void truce_cancel(truce_ctx *ctx) {
    atomic_store_explicit(&ctx->cancelled, true, memory_order_relaxed);
}

void truce_ctx_resume(truce_ctx *ctx) {
    atomic_store_explicit(&ctx->cancelled, false, memory_order_relaxed);
}

bool truce_is_cancelled(const truce_ctx *ctx) {
    return atomic_load_explicit(&ctx->cancelled, memory_order_relaxed);
}

void truce__for_each(truce_ctx *ctx, bool is_worth, uint64_t n, truce__item_fn work, const void *job) {
    if (!is_worth || ctx->threads == 1) {
        for (uint64_t item = 0; item < n && !truce__is_cancelled(ctx); item++) work(job, item);
        return;
    }
#pragma omp parallel for num_threads(ctx->threads) schedule(static)
    for (uint64_t item = 0; item < n; item++)
        if (!truce__is_cancelled(ctx)) work(job, item);
}

void truce__for_ranges(truce_ctx *ctx, bool is_worth, uint64_t n, truce__range_fn work, const void *job) {
    const uint64_t threads = is_worth ? ctx->threads : 1, each = n / threads, more = n % threads;
    if (threads == 1) {
        work(job, 0, n);
        return;
    }
#pragma omp parallel for num_threads(ctx->threads) schedule(static)
    for (uint64_t t = 0; t < threads; t++) {
        uint64_t first = t * each + (t < more ? t : more);
        work(job, first, first + each + (t < more));
    }
}

void truce__progress(truce_ctx *ctx, const char *phase, uint64_t done, uint64_t total) {
    ctx->task.phase = phase;
    ctx->task.done = done;
    ctx->task.total = total;
    ctx->task.told = done * PARTS;
    if (ctx->progress) ctx->progress(ctx->progress_ud, phase, done * PARTS, total * PARTS);
}

void truce__progress_part(truce_ctx *ctx, uint64_t part, uint64_t parts) {
#ifdef _OPENMP
    if (omp_get_thread_num() != 0) return;
#endif
    if (!ctx->progress || !ctx->task.total || !parts) return;
    if (part > parts) part = parts;
    uint64_t done = ctx->task.done * PARTS + (uint64_t)((double)part / (double)parts * PARTS);
    if (done > ctx->task.told) ctx->task.told = done; /* a unit may take several passes; the progress shown never
                                                         shrinks */
    ctx->progress(ctx->progress_ud, ctx->task.phase, ctx->task.told, ctx->task.total * PARTS);
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
