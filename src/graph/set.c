/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states, and the set of states in which a statement is true. */
#include "document/yaml.h"
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

/* ------------------------------------------------------ by what people write */

/* A text on the command line that calls states. */
typedef struct calling {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__arena *arena;
    truce__source source;
    bool is_good;
} calling;

/* The part of a list at `at`, without the blanks around it; *next is where the part behind it begins, at most
 * `length` + 1. NULL: out of memory. */
static const char *part_of(const calling *c, size_t at, size_t *start, size_t *next) {
    const char *text = c->source.text;
    size_t end = at + strcspn(text + at, ",");
    *next = end + 1;
    while (at < end && (text[at] == ' ' || text[at] == '\t')) at++;
    while (end > at && (text[end - 1] == ' ' || text[end - 1] == '\t')) end--;
    *start = at;
    return truce__arena_text(c->arena, text + at, end - at);
}

/* Whether the word stands for a state, or would if there was one with that number or code. */
static bool calls_state(const truce_graph *graph, const char *word) {
    size_t length = strlen(word);
    return truce_graph_state_find(graph, word) || (length && strspn(word, "0123456789") == length) ||
           truce_model_broken_rule(graph->model, word);
}

static truce_status no_such_state(calling *c, const char *word, size_t start) {
    const char *rule = truce_model_broken_rule(c->graph->model, word);
    unsigned long long n_states = c->graph->space.n_states;
    truce__text hint;
    truce__text_init(&hint, c->ctx);
    if (rule) truce__text_printf(&hint, "this combination breaks the rule '%s'", rule);
    else truce__text_printf(&hint, "states have numbers from 1 to %llu", n_states);
    truce__loc loc = {.line = 1, .column = 1 + (uint32_t)truce__utf8_count(c->source.text, start)};
    loc.length = *word ? (uint32_t)truce__utf8_count(word, strlen(word)) : 1;
    truce_status status = TRUCE_E_NOMEM;
    if (!hint.failed)
        status = truce__diag(c->ctx, TRUCE_ERROR, &c->source, loc, truce__text_bytes(&hint),
                             "there is no state '%.*s'", truce__clip(word, strlen(word)), word);
    truce__text_free(&hint);
    c->is_good = false;
    return status;
}

static truce_status add_listed(calling *c, truce_set *set) {
    for (size_t at = 0, start; at <= c->source.length;) {
        const char *word = part_of(c, at, &start, &at);
        if (!word) return TRUCE_E_NOMEM;
        truce_state state = truce_graph_state_find(c->graph, word);
        TRY(state ? truce_set_add(set, state) : no_such_state(c, word, start));
    }
    return TRUCE_OK;
}

/* A text that is a state, or a list that begins with one, is no statement. */
static truce_status find_called(calling *c, truce_set **set) {
    truce_state whole = truce_graph_state_find(c->graph, c->source.text);
    size_t start, next;
    const char *first = part_of(c, 0, &start, &next);
    if (!first) return TRUCE_E_NOMEM;
    if (!whole && !calls_state(c->graph, first)) {
        truce__stmt stmt;
        TRY(truce__stmt_parse(c->ctx, c->arena, c->graph->model, &c->source, (truce__loc){1, 1, 1}, true,
                              c->source.text, c->source.length, &stmt, &c->is_good));
        return c->is_good ? truce__set_where(c->ctx, c->graph, &stmt, set) : TRUCE_OK;
    }
    TRY(truce_set_new(c->ctx, c->graph, set));
    return whole ? truce_set_add(*set, whole) : add_listed(c, *set);
}

truce_status truce_graph_where(truce_ctx *ctx, const truce_graph *graph, const char *states, truce_set **out) {
    truce_set *set = NULL;
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    calling c = {ctx, graph, &arena, {.file = "statement", .text = states, .length = strlen(states)}, true};
    truce_status status = find_called(&c, &set);
    if (status == TRUCE_OK && !c.is_good) status = TRUCE_E_USAGE;
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
