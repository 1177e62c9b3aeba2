/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each equilibrium is asked once, whatever the concepts that have it; the first move to a state just as good ends its
 * search. The moves looked at are bounded by a share of the states, so that ties cost little beside the verdicts.
 *
 * Where process 0 has no array of a party's ranks, a rank is the truth of all statements of an order. But a move of
 * the party changes nothing but its own options: statements without them stay as they are, and the first of the
 * others that changes decides.
 */
#include "questions/solve/ties.h"

#include "graph/planes.h"
#include "graph/reduce.h"
#include "graph/set.h"
#include "graph/walk.h"

enum { ENOUGH = 1 << 20, SHARE = 16 }; /* moves looked at; one for so many states */

enum { NOT_YET = -1 };

/* The items of a party's order that mention options of its own, and their truth in the cell that is asked about. */
typedef struct own_items {
    const truce__pref_item **items; /* NULL: ranks are compared instead */
    signed char *holds;
    uint32_t count;
} own_items;

typedef struct search {
    const truce_graph *graph;
    const truce_solution *solution;
    own_items *own; /* of each party */
    TRUCE__VEC(truce_state) found;
    uint64_t looked_at, most;
} search;

static bool item_holds(const truce__space *space, const truce__pref_item *item, uint64_t cell) {
    for (uint32_t s = 0; s < item->n_stmts; s++)
        if (truce__space_truth(space, cell, &item->stmts[s]) == TRUCE__TRUE) return true;
    return false;
}

static bool own_items_agree(const truce__space *space, own_items *own, uint64_t cell, uint64_t to) {
    for (uint32_t i = 0; i < own->count; i++) {
        if (own->holds[i] == NOT_YET) own->holds[i] = item_holds(space, own->items[i], cell);
        if (item_holds(space, own->items[i], to) != own->holds[i]) return false;
    }
    return true;
}

/* Whether the party has a move to a state of the same rank. */
static bool is_tied_for(search *s, uint32_t party, uint64_t cell) {
    own_items *own = &s->own[party];
    uint32_t rank = own->items ? 0 : truce__graph_rank_at(s->graph, party, cell);
    for (uint32_t i = 0; i < own->count; i++) own->holds[i] = NOT_YET;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to) && s->looked_at <= s->most; s->looked_at++)
        if (own->items ? own_items_agree(&s->graph->space, own, cell, to)
                       : truce__graph_rank_at(s->graph, party, to) == rank)
            return true;
    return false;
}

static uint64_t options_of(const truce__party *party) {
    return (((uint64_t)1 << party->n_options) - 1) << party->first_option;
}

static truce_status find_own_items(truce_ctx *ctx, const truce_model *model, uint32_t party, own_items *own) {
    const truce__pref *pref = &model->prefs[party];
    uint64_t *options = truce__calloc(ctx, pref->n_items, sizeof *options);
    own->items = truce__calloc(ctx, pref->n_items, sizeof *own->items);
    own->holds = truce__calloc(ctx, pref->n_items, sizeof *own->holds);
    bool is_good = options && own->items && own->holds;
    if (is_good) truce__options_in_items(model, pref, options);
    for (uint32_t i = 0; is_good && i < pref->n_items; i++)
        if (options[i] & options_of(&model->parties[party])) own->items[own->count++] = &pref->items[i];
    truce__free(ctx, options);
    return is_good ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status find_all_own(truce_ctx *ctx, search *s) {
    const truce_model *model = s->graph->model;
    s->own = truce__calloc(ctx, model->n_parties, sizeof *s->own);
    if (!s->own) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        bool can_compare = model->prefs[p].kind == TRUCE__PREF_ORDER && model->prefs[p].n_items;
        if (!s->graph->ranks[p].at && can_compare) TRY(find_own_items(ctx, model, p, &s->own[p]));
    }
    return TRUCE_OK;
}

static void free_own(truce_ctx *ctx, search *s) {
    for (uint32_t p = 0; s->own && p < s->graph->model->n_parties; p++) {
        truce__free(ctx, s->own[p].items);
        truce__free(ctx, s->own[p].holds);
    }
    truce__free(ctx, s->own);
}

/* Cells of one word that are an equilibrium of some concept. */
static uint64_t equilibria_of_word(const truce_solution *solution, size_t word) {
    uint64_t bits = 0;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++)
        bits |= truce_solution_equilibria(solution, slot)->bits[word];
    return bits;
}

static truce_status look_at(truce_ctx *ctx, search *s, uint64_t cell) {
    bool is_tied = false;
    for (uint32_t p = 0; p < s->graph->model->n_parties && !is_tied; p++) is_tied = is_tied_for(s, p, cell);
    s->looked_at++;
    return is_tied ? truce__vec_push(ctx, &s->found, truce__space_number(&s->graph->space, cell)) : TRUCE_OK;
}

/* Whether there are more equilibria than moves may be looked at. */
static bool are_too_many(truce_ctx *ctx, const search *s) {
    uint64_t count = 0;
    size_t words = truce__bits_words(s->graph->space.n_cells);
    for (size_t i = 0; i < words && count <= s->most && !truce__stops_at(ctx, i); i++)
        count += (uint64_t)__builtin_popcountll(equilibria_of_word(s->solution, i));
    return count > s->most;
}

static truce_status look(truce_ctx *ctx, search *s) {
    size_t words = truce__bits_words(s->graph->space.n_cells);
    for (size_t i = 0; i < words && s->looked_at <= s->most; i++) {
        if (truce__stops_at(ctx, i)) return TRUCE_E_CANCELLED;
        for (uint64_t bits = equilibria_of_word(s->solution, i); bits; bits &= bits - 1)
            TRY(look_at(ctx, s, i * 64 + (uint64_t)__builtin_ctzll(bits)));
    }
    return TRUCE_OK;
}

static truce_status find(truce_ctx *ctx, search *s) {
    TRY(find_all_own(ctx, s));
    if (!are_too_many(ctx, s)) return look(ctx, s);
    s->looked_at = s->most + 1;
    return TRUCE_OK;
}

truce_status truce__ties_find(truce_ctx *ctx, const truce_solution *solution, truce__ties **out) {
    search s = {.graph = truce_solution_graph(solution), .solution = solution};
    uint64_t share = s.graph->space.n_states / SHARE;
    s.most = share > ENOUGH ? share : ENOUGH;
    truce__ties *ties = truce__calloc(ctx, 1, sizeof *ties);
    truce_status status = ties ? find(ctx, &s) : TRUCE_E_NOMEM;
    free_own(ctx, &s);
    if (status != TRUCE_OK) {
        truce__vec_free(ctx, &s.found);
        truce__free(ctx, ties);
        return status;
    }
    *ties = (truce__ties){ctx, s.looked_at <= s.most, s.found.at, s.found.count};
    *out = ties;
    return TRUCE_OK;
}

void truce__ties_free(void *thing) {
    truce__ties *ties = thing;
    if (!ties) return;
    truce__free(ties->ctx, ties->states);
    truce__free(ties->ctx, ties);
}

size_t truce__ties_count(const truce__ties *ties, const truce_set *equilibria) {
    size_t count = 0;
    for (size_t i = 0; i < ties->count; i++) count += truce_set_contains(equilibria, ties->states[i]);
    return count;
}
