/* SPDX-License-Identifier: Apache-2.0 */
/* Compressed rows of moves. A list of pairs is sorted into rows by target. These rows, read in order, are sorted into
 * rows by source. Each row is then in order, with duplicates side by side, in time linear in the moves. */
#include "graph/shapes.h"

void truce__csr_free(truce_ctx *ctx, truce__csr *rows) {
    truce__big_free(ctx, rows->first);
    truce__big_free(ctx, rows->to);
    *rows = (truce__csr){0};
}

static truce_status rows_alloc(truce_ctx *ctx, uint64_t n_cells, uint64_t n_arcs, truce__csr *rows) {
    *rows = (truce__csr){.n_arcs = n_arcs};
    rows->first = truce__big_alloc(ctx, (n_cells + 2) * sizeof *rows->first);
    rows->to = truce__big_alloc(ctx, (n_arcs + 1) * sizeof *rows->to);
    truce_status status = rows->first && rows->to ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce__big_set(ctx, rows->first, 0, (n_cells + 2) * sizeof *rows->first);
    if (status != TRUCE_OK) truce__csr_free(ctx, rows);
    return status;
}

/* On entry first[c + 2] is the length of row c. Afterwards first[c + 1] is the place for the next arc of row c. */
static void lengths_to_places(truce__csr *rows, uint64_t n_cells) {
    for (uint64_t c = 0; c < n_cells; c++) rows->first[c + 2] += rows->first[c + 1];
}

static truce_status transpose(truce_ctx *ctx, uint64_t n_cells, const truce__csr *rows, truce__csr *turned) {
    TRY(rows_alloc(ctx, n_cells, rows->n_arcs, turned));
    for (uint64_t i = 0; i < rows->n_arcs; i++) {
        if (truce__stops_at(ctx, i)) return TRUCE_E_CANCELLED;
        turned->first[rows->to[i] + 2]++;
    }
    lengths_to_places(turned, n_cells);
    for (uint64_t c = 0; c < n_cells; c++) {
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        for (uint64_t i = rows->first[c]; i < rows->first[c + 1]; i++)
            turned->to[turned->first[rows->to[i] + 1]++] = (uint32_t)c;
    }
    return TRUCE_OK;
}

static truce_status drop_repetitions(truce_ctx *ctx, truce__csr *rows, uint64_t n_cells) {
    uint64_t kept = 0, begin = 0;
    for (uint64_t c = 0; c < n_cells; c++) {
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        uint64_t end = rows->first[c + 1], row = kept;
        for (uint64_t i = begin; i < end; i++)
            if (kept == row || rows->to[kept - 1] != rows->to[i]) rows->to[kept++] = rows->to[i];
        begin = end;
        rows->first[c + 1] = kept;
    }
    rows->n_arcs = kept;
    return TRUCE_OK;
}

truce_status truce__csr_make(truce_ctx *ctx, uint64_t n_cells, const truce__pairs *pairs, truce__csr *out,
                              truce__csr *in) {
    truce__csr by_target = {0};
    truce_status status = TRUCE_OK;
    TRY(rows_alloc(ctx, n_cells, pairs->count, &by_target));
    for (size_t i = 0; i < pairs->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        by_target.first[(pairs->at[i] & UINT32_MAX) + 2]++;
    }
    lengths_to_places(&by_target, n_cells);
    for (size_t i = 0; i < pairs->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        by_target.to[by_target.first[(pairs->at[i] & UINT32_MAX) + 1]++] = (uint32_t)(pairs->at[i] >> 32);
    }
    TRY_OR_DONE(transpose(ctx, n_cells, &by_target, out));
    TRY_OR_DONE(drop_repetitions(ctx, out, n_cells));
    TRY_OR_DONE(transpose(ctx, n_cells, out, in));
done:
    truce__csr_free(ctx, &by_target);
    return status;
}
