/* SPDX-License-Identifier: Apache-2.0 */
/* What each party would do in each state, were it to decide there. */
#include "unknowns/chain.h"

typedef struct finder {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__ranks *worth;
    truce__choices *choices;
} finder;

static truce_status begin(truce_ctx *ctx, truce__targets *targets, uint64_t rows) {
    targets->first = truce__big_alloc(ctx, (rows + 1) * sizeof *targets->first);
    return targets->first ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The lists so far end before this row. */
static truce_status begin_row(finder *f, truce__targets *targets, uint64_t row) {
    if (targets->to.count >= UINT32_MAX) {
        TRY(truce__diag(f->ctx, TRUCE_ERROR, &f->graph->model->source, (truce__loc){0},
                        "give the parties preferences with fewer ties",
                        "the parties have too many choices that are equally good to list them: more than 2^32"));
        return TRUCE_E_LIMIT;
    }
    targets->first[row] = (uint32_t)targets->to.count;
    return TRUCE_OK;
}

/* The party's best improvements from the cell that nothing sanctions. */
static truce_status find_best(finder *f, uint32_t party, uint64_t cell) {
    const truce__ranks *ranks = &f->graph->ranks[party];
    truce__targets *best = &f->choices->best;
    const size_t first = best->to.count;
    uint32_t from = truce__rank_at(ranks, cell), most = from;
    truce__walk walk;
    truce__walk_from(&walk, &f->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        uint32_t rank = truce__rank_at(ranks, to);
        if (rank <= from || rank < most || truce__rank_at(&f->worth[party], to) <= from) continue;
        if (rank > most) best->to.count = first;
        most = rank;
        TRY(truce__vec_push(f->ctx, &best->to, (uint32_t)to));
    }
    return TRUCE_OK;
}

/* Whether after a move to `cell` some other party would go on to a state that the mover ranks above `from`. */
static bool leads_on(const finder *f, uint32_t party, uint64_t cell, uint32_t from) {
    uint32_t n_parties = f->graph->model->n_parties;
    for (uint32_t other = 0; other < n_parties; other++) {
        const uint32_t *to;
        uint32_t count = other == party ? 0 : truce__targets_of(&f->choices->best, cell * n_parties + other, &to);
        for (uint32_t i = 0; i < count; i++)
            if (truce__rank_at(&f->graph->ranks[party], to[i]) > from) return true;
    }
    return false;
}

/* Where the party has no such improvement: its moves that are none, after which another's leaves it better off. */
static truce_status find_ahead(finder *f, uint32_t party, uint64_t cell) {
    const uint32_t *unused, from = truce__rank_at(&f->graph->ranks[party], cell);
    if (truce__targets_of(&f->choices->best, cell * f->graph->model->n_parties + party, &unused)) return TRUCE_OK;
    truce__walk walk;
    truce__walk_from(&walk, &f->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (truce__rank_at(&f->graph->ranks[party], to) <= from && leads_on(f, party, to, from))
            TRY(truce__vec_push(f->ctx, &f->choices->ahead.to, (uint32_t)to));
    return TRUCE_OK;
}

typedef truce_status (*find_fn)(finder *f, uint32_t party, uint64_t cell);

static truce_status find_all(finder *f, truce__targets *targets, find_fn find) {
    const truce__space *space = &f->graph->space;
    uint32_t n_parties = f->graph->model->n_parties;
    uint64_t row = 0;
    TRY(begin(f->ctx, targets, space->n_cells * n_parties));
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (cell % 1024 == 0) TRY(truce__go_on(f->ctx));
        if (cell % 65536 == 0) truce__progress(f->ctx, "finding choices", cell, space->n_cells);
        for (uint32_t party = 0; party < n_parties; party++, row++) {
            TRY(begin_row(f, targets, row));
            if (truce__is_state(space, cell)) TRY(find(f, party, cell));
        }
    }
    TRY(truce__go_on(f->ctx)); /* a walk ends early when the work is cancelled */
    return begin_row(f, targets, row);
}

truce_status truce__choices_find(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, bool looks_ahead,
                                 truce__choices *choices) {
    truce__ranks *worth = NULL;
    *choices = (truce__choices){.ctx = ctx};
    truce_status status = truce__worth_find(ctx, graph, concept, &worth);
    finder f = {.ctx = ctx, .graph = graph, .worth = worth, .choices = choices};
    if (status == TRUCE_OK) status = find_all(&f, &choices->best, find_best);
    truce__worth_free(ctx, graph, worth);
    if (status == TRUCE_OK && looks_ahead) status = find_all(&f, &choices->ahead, find_ahead);
    return status;
}

void truce__choices_free(truce__choices *choices) {
    if (!choices->ctx) return;
    truce__targets *const all[] = {&choices->best, &choices->ahead};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        truce__big_free(choices->ctx, all[i]->first);
        truce__vec_free(choices->ctx, &all[i]->to);
    }
}
