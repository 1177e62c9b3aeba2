/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/candidates.h"

#include "graph/planes.h"
#include "unknowns/vocabulary.h"

typedef struct sifting {
    truce_ctx *ctx;
    const truce_graph *graph;
    size_t words;
    TRUCE__VEC(uint64_t) truths; /* of known statements, `words` words each */
} sifting;

/* Whether the states in which it is true are new, and neither none nor all. They are kept then. */
static truce_status is_news(sifting *s, const truce__stmt *stmt, bool *is_new) {
    size_t first = s->truths.count;
    *is_new = false;
    TRY(truce__go_on(s->ctx));
    TRY(truce__vec_reserve(s->ctx, &s->truths, first + s->words));
    if (!s->truths.at) return TRUCE_OK; /* no states */
    uint64_t *bits = s->truths.at + first;
    memset(bits, 0, s->words * sizeof *bits);
    TRY(truce__graph_stmt_bits(s->ctx, s->graph, stmt, bits));
    uint64_t count = truce__bits_count(bits, s->graph->space.n_cells);
    if (count == 0 || count == s->graph->space.n_states) return TRUCE_OK;
    for (size_t at = 0; at < first; at += s->words)
        if (memcmp(s->truths.at + at, bits, s->words * sizeof *bits) == 0) return TRUCE_OK;
    s->truths.count += s->words;
    *is_new = true;
    return TRUCE_OK;
}

static truce_status sift(sifting *s, truce__arena *arena, uint32_t party, const truce__pref_item **items,
                         uint32_t *count) {
    const truce__pref *pref = &s->graph->model->prefs[party];
    truce__pref_item *all;
    uint32_t n_all;
    bool is_new;
    /* several statements on one level are no statement that could be inserted */
    for (uint32_t i = 0; pref->kind == TRUCE__PREF_ORDER && i < pref->n_items; i++)
        if (pref->items[i].n_stmts == 1) TRY(is_news(s, pref->items[i].stmts, &is_new));
    TRY(truce__vocabulary(s->ctx, arena, s->graph->model, &all, &n_all));
    *count = 0;
    for (uint32_t i = 0; i < n_all; i++) {
        TRY(is_news(s, all[i].stmts, &is_new));
        if (is_new) all[(*count)++] = all[i];
    }
    *items = all;
    return TRUCE_OK;
}

truce_status truce__candidates_make(truce_ctx *ctx, truce__arena *arena, const truce_graph *graph, uint32_t party,
                                    const truce__pref_item **items, uint32_t *count) {
    sifting s = {.ctx = ctx, .graph = graph, .words = truce__bits_words(graph->space.n_cells)};
    truce_status status = sift(&s, arena, party, items, count);
    truce__vec_free(ctx, &s.truths);
    return status;
}
