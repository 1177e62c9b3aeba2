/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two deals of which the closing sentences tell: the best one, and one that somebody would leave. They are chosen
 * from the whole zone, by sets. Where the limit left one out of the deals that are examined, it is examined as well,
 * beside the list; for programs, which get no sentences, that would be work for nothing. What the engine noted of
 * the others while it solved is here found by explaining the verdicts.
 */
#include "questions/deal/agreement.h"

static truce_verdict holds(const truce__agreement *a, uint32_t slot, uint64_t cell) {
    const truce_set *maybe = a->result.maybe[slot];
    if (truce__bits_get(a->result.equilibria[slot]->bits, cell)) return TRUCE_STABLE;
    return maybe && truce__bits_get(maybe->bits, cell) ? TRUCE_MAYBE : TRUCE_UNSTABLE;
}

/* The more concepts it holds under the better, then what is better for all. */
static size_t value_of(const truce__agreement *a, uint64_t cell) {
    size_t value = truce__bits_get(a->result.gains_all->bits, cell);
    for (uint32_t slot = 0; slot < a->result.concept_count; slot++)
        if (holds(a, slot, cell) == TRUCE_STABLE) value += 2;
    return value;
}

static bool is_left(const truce__agreement *a, uint64_t cell) {
    for (uint32_t slot = 0; slot < a->result.concept_count; slot++)
        if (holds(a, slot, cell) == TRUCE_UNSTABLE) return true;
    return false;
}

typedef struct choice {
    uint64_t best, left; /* UINT64_MAX: there is none */
    size_t value;        /* of the best */
} choice;

static void look_at(const truce__agreement *a, uint64_t cell, choice *c) {
    size_t value = value_of(a, cell);
    if (c->best == UINT64_MAX || value > c->value) c->best = cell, c->value = value;
    if (c->left == UINT64_MAX && is_left(a, cell)) c->left = cell;
}

static truce_status choose(const truce__agreement *a, choice *c) {
    uint64_t n_cells = a->graph->space.n_cells, tried = 0;
    *c = (choice){UINT64_MAX, UINT64_MAX, 0};
    for (size_t i = 0; a->options.is_list_only && i < a->result.deal_count; i++) look_at(a, a->cells[i], c);
    if (a->options.is_list_only) return TRUCE_OK;
    for (uint64_t cell = truce__bits_next(a->result.zone->bits, n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(a->result.zone->bits, n_cells, cell + 1)) {
        if (truce__stops_at(a->ctx, tried++)) return TRUCE_E_CANCELLED;
        look_at(a, cell, c);
    }
    return TRUCE_OK;
}

/* The lowest state to which the party would leave; 0: the deal is stable for it. */
static truce_status find_exit(const truce__agreement *a, truce_state state, uint32_t party, uint32_t concept,
                              truce_state *to) {
    truce_witness *witness = NULL;
    TRY(truce_explain(a->ctx, a->graph, state, party, concept, 0, &witness));
    *to = truce_witness_exit(witness);
    truce_witness_free(a->ctx, witness);
    return TRUCE_OK;
}

static truce_status examine(truce__agreement *a, uint64_t cell, truce_deal_facts *facts) {
    uint32_t n_parties = a->graph->model->n_parties;
    size_t n = a->result.concept_count;
    truce_verdict *does_hold = truce__arena_alloc(&a->arena, n, sizeof *does_hold);
    truce_defection *defections = truce__arena_alloc(&a->arena, n * n_parties, sizeof *defections);
    if (!does_hold || !defections) return TRUCE_E_NOMEM;
    *facts = (truce_deal_facts){.state = truce__space_number(&a->graph->space, cell),
                                .gains_all = truce__bits_get(a->result.gains_all->bits, cell),
                                .needs_enforcement = truce__bits_get(a->result.needs_enforcement->bits, cell),
                                .holds = does_hold, .defections = defections};
    for (uint32_t slot = 0; slot < n; slot++) {
        does_hold[slot] = holds(a, slot, cell);
        for (uint32_t p = 0; p < n_parties && does_hold[slot] == TRUCE_UNSTABLE; p++) {
            truce_state to;
            TRY(find_exit(a, facts->state, p, a->result.concepts[slot], &to));
            if (to) defections[facts->defection_count++] = (truce_defection){a->result.concepts[slot], p, to};
        }
    }
    return TRUCE_OK;
}

/* The facts of a deal, examined beside the list if need be. */
static truce_status facts_of(truce__agreement *a, uint64_t cell, const truce_deal_facts **facts) {
    size_t i = 0, deals = a->result.deal_count, end = a->fact_count + a->result.beside_count;
    if (cell == UINT64_MAX) return TRUCE_OK;
    while (i < end && (a->cells[i] != cell || (i >= deals && i < a->fact_count))) i++;
    *facts = &a->facts[i];
    if (i < end) return TRUCE_OK;
    a->cells[i] = cell;
    a->result.beside_count++;
    return examine(a, cell, &a->facts[i]);
}

truce_status truce__deal_tell(truce__agreement *a) {
    choice c;
    TRY(choose(a, &c));
    bool is_ordered = c.best < c.left;
    a->result.beside = a->facts + a->fact_count;
    TRY(facts_of(a, is_ordered ? c.best : c.left, is_ordered ? &a->result.best : &a->result.left));
    return facts_of(a, is_ordered ? c.left : c.best, is_ordered ? &a->result.left : &a->result.best);
}
