/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel of fibres.c for one type of value; included once a type with VALUE and NAME(x) defined. */

/* Lowers the values of one sheet by the least value among the strictly better cells of another (or the same). */
static bool NAME(relax_pair)(const truce__ranks *ranks, const truce__fibres *fibres, VALUE *values, uint64_t base,
                             uint64_t order, sheet_pair pair) {
    const uint32_t n = fibres->n_places;
    const uint64_t from = base + fibres->sheet[pair.from], to = base + fibres->sheet[pair.to];
    const uint64_t from_order = order + (uint64_t)pair.from * n, to_order = order + (uint64_t)pair.to * n;
    VALUE least = (VALUE)UINT32_MAX;
    uint32_t next = n; /* of the second sheet: the cells from `next` on are in `least` */
    bool is_changed = false;
    for (uint32_t i = n; i-- > 0;) {
        uint64_t cell = from + fibres->place[order_at(fibres, from_order + i)];
        uint32_t rank = truce__rank_at(ranks, cell);
        if (rank == 0) break; /* infeasible cells come first */
        while (next > 0) {
            uint64_t better = to + fibres->place[order_at(fibres, to_order + next - 1)];
            if (truce__rank_at(ranks, better) <= rank) break;
            if (values[better] < least) least = values[better];
            next--;
        }
        if (least < values[cell]) values[cell] = least, is_changed = true;
    }
    return is_changed;
}

static bool NAME(relax_all)(truce_ctx *ctx, const truce_graph *graph, const truce__ranks *ranks,
                            const truce__fibres *fibres, VALUE *values) {
    uint64_t n_fibres = graph->space.n_cells / fibres->n_cells;
    bool is_changed = false;
#pragma omp parallel for num_threads(ctx->threads) if (graph->space.n_cells > PARALLEL) schedule(static) \
    reduction(|| : is_changed)
    for (uint64_t fibre = 0; fibre < n_fibres; fibre++) {
        uint64_t base = fibre_base(fibres, fibre), order = fibre * fibres->n_cells;
        if (fibre % 64 == 0) truce__progress_part(ctx, 0, 1);
        for (uint32_t p = 0; p < fibres->n_pairs && !truce__is_cancelled(ctx); p++)
            is_changed |= NAME(relax_pair)(ranks, fibres, values, base, order, fibres->pairs[p]);
    }
    return is_changed;
}
