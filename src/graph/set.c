/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states, and the set of states in which a statement is true. */
#include "graph/planes.h"
#include "graph/set.h"

truce_status truce_set_new(truce_ctx *ctx, const truce_graph *graph, truce_set **out) {
    truce_set *set = truce__calloc(ctx, 1, sizeof *set);
    if (!set) return TRUCE_E_NOMEM;
    size_t bytes = truce__bits_words(graph->space.n_cells) * sizeof *set->bits;
    set->ctx = ctx;
    set->graph = graph;
    set->bits = truce__big_alloc(ctx, bytes);
    truce_status status = set->bits ? truce__big_set(ctx, set->bits, 0, bytes) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) *out = set;
    else truce_set_free(set);
    return status;
}

void truce_set_free(truce_set *set) {
    if (!set) return;
    truce__big_free(set->ctx, set->bits);
    truce__free(set->ctx, set);
}

truce_status truce__set_recount(truce_set *set) {
    const uint64_t n_cells = set->graph->space.n_cells, piece = (uint64_t)1 << 26;
    set->count = 0;
    for (uint64_t first = 0; first < n_cells; first += piece) {
        if (truce__is_cancelled(set->ctx)) return TRUCE_E_CANCELLED;
        set->count += truce__bits_count(set->bits + first / 64, n_cells - first < piece ? n_cells - first : piece);
    }
    return TRUCE_OK;
}

truce_status truce_set_copy(truce_ctx *ctx, const truce_set *set, truce_set **copy) {
    truce_set *made = NULL;
    TRY(truce_set_new(ctx, set->graph, &made));
    made->count = set->count;
    truce_status status =
        truce__big_copy(ctx, made->bits, set->bits, truce__bits_words(set->graph->space.n_cells) * sizeof *set->bits);
    if (status == TRUCE_OK) *copy = made;
    else truce_set_free(made);
    return status;
}

truce_status truce__set_where(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt, truce_set **out) {
    truce_set *set = NULL;
    truce_status status = truce_set_new(ctx, graph, &set);
    if (status == TRUCE_OK) status = truce__graph_stmt_bits(ctx, graph, stmt, set->bits);
    if (status == TRUCE_OK) status = truce__set_recount(set);
    if (status == TRUCE_OK) *out = set;
    else truce_set_free(set);
    return status;
}

/* Sets or clears the bit of a state, unless it is so already. */
static truce_status put(truce_set *set, truce_state state, bool is_member) {
    const truce__space *space = &set->graph->space;
    if (state < 1 || state > space->n_states) return TRUCE_E_USAGE;
    uint64_t cell = truce__space_cell(space, state), bit = (uint64_t)1 << cell % 64;
    if (truce__bits_get(set->bits, cell) == is_member) return TRUCE_OK;
    set->bits[cell / 64] ^= bit;
    if (is_member) set->count++;
    else set->count--;
    return TRUCE_OK;
}

truce_status truce_set_add(truce_set *set, truce_state state) {
    return put(set, state, true);
}

truce_status truce_set_remove(truce_set *set, truce_state state) {
    return put(set, state, false);
}

uint64_t truce_set_count(const truce_set *set) {
    return set ? set->count : 0;
}

bool truce_set_contains(const truce_set *set, truce_state state) {
    if (!set || state < 1 || state > set->graph->space.n_states) return false;
    const truce__space *space = &set->graph->space;
    return truce__bits_get(set->bits, truce__space_cell(space, state));
}

truce_state truce_set_next(const truce_set *set, truce_state state) {
    if (!set || state >= set->graph->space.n_states) return 0;
    const truce__space *space = &set->graph->space;
    uint64_t cell = truce__bits_next(set->bits, space->n_cells, state ? truce__space_cell(space, state) + 1 : 0);
    return cell == UINT64_MAX ? 0 : truce__space_number(space, cell);
}

truce_status truce_graph_where(truce_ctx *ctx, const truce_graph *graph, const char *statement, truce_set **out) {
    truce_status status = TRUCE_OK;
    truce_set *set = NULL;
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    truce__source source = {.file = "statement", .text = statement, .length = strlen(statement)};
    truce__stmt stmt;
    bool is_good = true;
    truce__loc start = {.line = 1, .column = 1, .length = 1};
    TRY_OR_DONE(truce__stmt_parse(ctx, &arena, graph->model, &source, start, true, statement, source.length, &stmt,
                                  &is_good));
    if (!is_good) TRY_OR_DONE(TRUCE_E_USAGE);
    TRY_OR_DONE(truce__set_where(ctx, graph, &stmt, &set));
done:
    if (status == TRUCE_OK) {
        *out = set;
        set = NULL;
    }
    truce_set_free(set);
    truce__arena_free(&arena);
    return status;
}

truce_status truce__set_cells(truce_ctx *ctx, const truce_set *set, uint64_t limit, uint64_t **cells, size_t *count) {
    uint64_t total = truce_set_count(set), n_cells = set->graph->space.n_cells, at = 0;
    *count = (size_t)(limit && limit < total ? limit : total);
    *cells = truce__big_alloc(ctx, (*count + 1) * sizeof **cells);
    if (!*cells) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < *count; i++, at++) at = (*cells)[i] = truce__bits_next(set->bits, n_cells, at);
    return TRUCE_OK;
}
