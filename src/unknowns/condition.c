/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/condition.h"

#include "concepts/sequences.h"
#include "graph/walk.h"

bool truce__reading_of(uint32_t concept, truce__reading *reading) {
    static const char *const ids[] = {"nash", "gmr", "smr", "seq"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (truce_concept_find(ids[i]) == concept) return *reading = (truce__reading)i, true;
    return false;
}

/* ------------------------------------------------------------------- making */

enum { MOST_MENTIONS = 1 << 24 };

typedef struct making {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__reading reading;
    uint32_t party;
    uint64_t cell;
    truce__sequences others;
    TRUCE__VEC(uint64_t) mentions; /* cells of terms */
    TRUCE__VEC(truce__condition_term) terms;
    TRUCE__VEC(truce__condition_clause) clauses;
    uint32_t n_moves;
} making;

static truce_status too_long(const making *m) {
    TRY(truce__diag(m->ctx, TRUCE_ERROR, &m->graph->model->source, (truce__loc){0}, "ask with --concept nash",
                    "what the others can do after the moves of '%s' is too much to write down",
                    m->graph->model->parties[m->party].id));
    return TRUCE_E_LIMIT;
}

static truce_status mention(making *m, uint64_t cell) {
    if (cell == m->cell) return TRUCE_OK; /* no better than itself */
    if (m->mentions.count >= MOST_MENTIONS) return too_long(m);
    return truce__vec_push(m->ctx, &m->mentions, cell);
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Ends a term that began with mention number `first`. */
static truce_status end_term(making *m, size_t first) {
    size_t count = m->mentions.count - first, kept = 0;
    uint64_t *at = m->mentions.at + first;
    if (count > 1) TRY(truce__sort(m->ctx, at, count, sizeof *at, by_number));
    for (size_t i = 0; i < count; i++)
        if (!kept || at[kept - 1] != at[i]) at[kept++] = at[i];
    m->mentions.count = first + kept;
    return truce__vec_push(m->ctx, &m->terms, ((truce__condition_term){.first = first, .count = (uint32_t)kept}));
}

/* The term of a sanction that ends in `cell`. */
static truce_status add_sanction(making *m, uint64_t cell) {
    size_t first = m->mentions.count;
    TRY(mention(m, cell));
    if (m->reading == TRUCE__READ_SMR) {
        truce__walk walk;
        truce__walk_from(&walk, &m->graph->space, m->party, cell);
        for (uint64_t to; truce__walk_next(&walk, &to);) TRY(mention(m, to));
        TRY(truce__go_on(m->ctx));
    }
    return end_term(m, first);
}

static truce_status add_sanctions(making *m, uint64_t move) {
    truce__sequence_kind kind = m->reading == TRUCE__READ_SEQ ? TRUCE__IMPROVING : TRUCE__FORWARD;
    truce__group movers = truce__all_parties(m->graph->model) & ~truce__group_of(m->party);
    const truce__arrival *next;
    truce__sequences_begin(&m->others, movers, kind);
    TRY(truce__sequences_start(&m->others, move));
    for (;;) {
        TRY(truce__sequences_next(&m->others, &next));
        if (!next) return TRUCE_OK;
        TRY(add_sanction(m, next->cell));
    }
}

static truce_status add_move(making *m, uint64_t move) {
    truce__condition_clause clause = {.first = m->terms.count};
    size_t mentions = m->mentions.count;
    TRY(mention(m, move));
    TRY(end_term(m, mentions));
    if (m->reading != TRUCE__READ_NASH) TRY(add_sanctions(m, move));
    clause.count = (uint32_t)(m->terms.count - clause.first);
    bool is_free = false;
    for (uint32_t i = 0; i < clause.count; i++) is_free |= m->terms.at[clause.first + i].count == 0;
    if (!is_free) return truce__vec_push(m->ctx, &m->clauses, clause);
    m->terms.count = clause.first;
    m->mentions.count = mentions;
    return TRUCE_OK;
}

/* All moves from the state, and then the sanctions of each. */
static truce_status add_moves(making *m) {
    TRUCE__VEC(uint64_t) moves = {0};
    truce_status status = TRUCE_OK;
    truce__walk walk;
    truce__walk_from(&walk, &m->graph->space, m->party, m->cell);
    for (uint64_t to; status == TRUCE_OK && truce__walk_next(&walk, &to);) {
        status = truce__vec_push(m->ctx, &moves, to);
        if (moves.count >= MOST_MENTIONS && status == TRUCE_OK) status = too_long(m);
    }
    m->n_moves = (uint32_t)moves.count;
    for (size_t i = 0; i < moves.count && status == TRUCE_OK; i++) {
        truce__progress(m->ctx, "finding what answers moves", i, moves.count);
        status = add_move(m, moves.at[i]);
        if (status == TRUCE_OK) status = truce__go_on(m->ctx);
    }
    truce__vec_free(m->ctx, &moves);
    return status;
}

/* ---------------------------------------------------------------- numbering */

static size_t place_of(const uint64_t *cells, size_t count, uint64_t cell) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cells[middle] < cell) low = middle + 1;
        else high = middle;
    }
    return low;
}

static truce_status keep(const making *m, truce__condition *f) {
    size_t count = m->mentions.count, kept = 0;
    uint64_t *cells = truce__arena_alloc(&f->arena, count, sizeof *cells);
    uint32_t *variables = truce__arena_alloc(&f->arena, count, sizeof *variables);
    truce__condition_term *terms = truce__arena_alloc(&f->arena, m->terms.count, sizeof *terms);
    truce__condition_clause *clauses = truce__arena_alloc(&f->arena, m->clauses.count, sizeof *clauses);
    if (!cells || !variables || !terms || !clauses) return TRUCE_E_NOMEM;
    if (count) memcpy(cells, m->mentions.at, count * sizeof *cells);
    TRY(truce__sort(m->ctx, cells, count, sizeof *cells, by_number));
    for (size_t i = 0; i < count; i++)
        if (!kept || cells[kept - 1] != cells[i]) cells[kept++] = cells[i];
    for (size_t i = 0; i < count; i++) variables[i] = (uint32_t)place_of(cells, kept, m->mentions.at[i]);
    if (m->terms.count) memcpy(terms, m->terms.at, m->terms.count * sizeof *terms);
    if (m->clauses.count) memcpy(clauses, m->clauses.at, m->clauses.count * sizeof *clauses);
    f->cells = cells;
    f->n_cells = (uint32_t)kept;
    f->variables = variables;
    f->terms = terms;
    f->clauses = clauses;
    f->n_clauses = (uint32_t)m->clauses.count;
    f->n_moves = m->n_moves;
    return TRUCE_OK;
}

truce_status truce__condition_make(truce_ctx *ctx, const truce_graph *graph, truce__reading reading, uint32_t party,
                                 uint64_t cell, truce__condition *formula) {
    making m = {.ctx = ctx, .graph = graph, .reading = reading, .party = party, .cell = cell};
    *formula = (truce__condition){.ctx = ctx, .cell = cell};
    truce__arena_init(&formula->arena, ctx);
    truce__sequences_init(&m.others, ctx, graph);
    truce_status status = add_moves(&m);
    if (status == TRUCE_OK) status = keep(&m, formula);
    truce__sequences_free(&m.others);
    truce__vec_free(ctx, &m.mentions);
    truce__vec_free(ctx, &m.terms);
    truce__vec_free(ctx, &m.clauses);
    return status;
}

void truce__condition_free(truce__condition *formula) {
    if (formula->ctx) truce__arena_free(&formula->arena);
}

bool truce__condition_holds(const truce__condition *f, const uint64_t *low) {
    for (uint32_t c = 0; c < f->n_clauses; c++) {
        bool is_met = false;
        for (uint32_t t = 0; t < f->clauses[c].count && !is_met; t++) {
            const truce__condition_term *term = &f->terms[f->clauses[c].first + t];
            uint32_t i = 0;
            while (i < term->count && truce__bits_get(low, f->variables[term->first + i])) i++;
            is_met = i == term->count;
        }
        if (!is_met) return false;
    }
    return true;
}
