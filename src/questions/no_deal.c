/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/no_deal.h"

#include "graph/planes.h"

truce__worst truce__worst_of(const truce__space *space, const truce__ranks *ranks, const uint64_t *bits) {
    truce__worst worst = {0};
    uint64_t cell = UINT64_MAX;
    for (uint64_t c = truce__bits_next(bits, space->n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(bits, space->n_cells, c + 1)) {
        uint32_t rank = truce__rank_at(ranks, c);
        worst.candidates++;
        if (cell != UINT64_MAX && rank >= worst.rank) continue;
        cell = c;
        worst.rank = rank;
    }
    if (cell != UINT64_MAX) worst.state = truce__space_number(space, cell);
    return worst;
}

truce_status truce__worst_where(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt, const char *what,
                                const truce__ranks *ranks, uint64_t *bits, truce__worst *out) {
    TRY(truce__big_set(ctx, bits, 0, truce__bits_words(graph->space.n_cells) * sizeof *bits));
    TRY(truce__graph_stmt_bits(ctx, graph, stmt, bits));
    *out = truce__worst_of(&graph->space, ranks, bits);
    if (out->state) return TRUCE_OK;
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, stmt->loc, NULL, "no state satisfies '%s', the %s",
                    truce__excerpt_of(stmt->text).text, what));
    return TRUCE_E_MODEL;
}

static bool says_no_deal(const truce_model *model, uint32_t party) {
    return model->no_deal && model->no_deal[party].stmt.n_nodes > 0;
}

bool truce__has_no_deal(const truce_graph *graph) {
    bool all = true;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) all &= says_no_deal(graph->model, p);
    return all || graph->space.status_quo != UINT64_MAX;
}

truce_status truce__no_deal_of(truce_ctx *ctx, const truce_graph *graph, uint32_t party, const truce__ranks *ranks,
                               uint64_t *bits, truce__worst *out) {
    const truce_model *model = graph->model;
    if (says_no_deal(model, party))
        return truce__worst_where(ctx, graph, &model->no_deal[party].stmt, "no deal of this party", ranks, bits, out);
    uint64_t status_quo = graph->space.status_quo;
    if (status_quo != UINT64_MAX) {
        *out = (truce__worst){truce__space_number(&graph->space, status_quo), truce__rank_at(ranks, status_quo), 1};
        return TRUCE_OK;
    }
    TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, (truce__loc){0}, "add status_quo or no_deal to it",
                    "the model does not say what '%s' is left with without an agreement", model->parties[party].id));
    return TRUCE_E_USAGE;
}
