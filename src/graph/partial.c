/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over the postfix array with a stack of three-valued operands. An outcome is evaluated when it is first
 * mentioned, and once a turn at most. */
#include "graph/partial.h"

#include <assert.h>

enum { STACK = 4 * (TRUCE__MAX_STATEMENT_DEPTH + 2) + 2 }; /* as in model/evaluate.c */

truce__truth truce__kleene(truce__op op, truce__truth a, truce__truth b) {
    switch (op) {
    case TRUCE__OP_AND: return a < b ? a : b;
    case TRUCE__OP_OR: return a > b ? a : b;
    case TRUCE__OP_IMPLIES: return truce__kleene(TRUCE__OP_OR, truce__negate(a), b);
    case TRUCE__OP_IF: return truce__kleene(TRUCE__OP_OR, a, truce__negate(b));
    default: /* IFF */
        if (a == TRUCE__UNKNOWN || b == TRUCE__UNKNOWN) return TRUCE__UNKNOWN;
        return a == b ? TRUCE__TRUE : TRUCE__FALSE;
    }
}

truce_status truce__partial_init(truce_ctx *ctx, const truce_model *model, truce__partial *partial) {
    *partial = (truce__partial){.model = model};
    truce__arena_init(&partial->arena, ctx);
    uint32_t n = model->n_outcomes;
    partial->outcomes = truce__arena_alloc(&partial->arena, n, sizeof *partial->outcomes);
    partial->known_in = truce__arena_alloc(&partial->arena, n, sizeof *partial->known_in);
    partial->value = truce__arena_alloc(&partial->arena, n, sizeof *partial->value);
    if (!partial->outcomes || !partial->known_in || !partial->value) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t outcome = model->outcome_order[i];
        TRY(truce__partial_compile(partial, &model->outcomes[outcome].stmt, &partial->outcomes[outcome]));
    }
    return TRUCE_OK;
}

void truce__partial_free(truce__partial *partial) {
    truce__arena_free(&partial->arena);
}

truce_status truce__partial_compile(truce__partial *partial, const truce__stmt *stmt, truce__formula *formula) {
    truce__term *terms = truce__arena_alloc(&partial->arena, stmt->n_nodes, sizeof *terms);
    if (!terms) return TRUCE_E_NOMEM;
    *formula = (truce__formula){.terms = terms, .n_terms = stmt->n_nodes};
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        terms[i] = (truce__term){.op = node->op, .index = node->option};
        if (node->op == TRUCE__OP_OUTCOME) formula->options |= partial->outcomes[node->option].options;
        if (node->op != TRUCE__OP_ATOM) continue;
        terms[i].levels = truce__atom_levels(partial->model, stmt, node);
        formula->options |= (uint64_t)1 << node->option;
    }
    return TRUCE_OK;
}

static truce__truth atom_truth(const truce__term *atom, uint64_t allowed) {
    if ((allowed & atom->levels) == 0) return TRUCE__FALSE;
    return (allowed & ~atom->levels) == 0 ? TRUCE__TRUE : TRUCE__UNKNOWN;
}

static truce__truth run(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed);

static truce__truth outcome_truth(truce__partial *partial, uint32_t outcome, const uint64_t *allowed) {
    if (partial->known_in[outcome] != partial->turn) {
        partial->value[outcome] = run(partial, &partial->outcomes[outcome], allowed);
        partial->known_in[outcome] = partial->turn;
    }
    return partial->value[outcome];
}

static truce__truth run(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed) {
    truce__truth stack[STACK];
    size_t top = 0;
    for (const truce__term *term = formula->terms, *end = term + formula->n_terms; term < end; term++) {
        assert(top < STACK);
        switch (term->op) {
        case TRUCE__OP_FALSE: stack[top++] = TRUCE__FALSE; break;
        case TRUCE__OP_TRUE: stack[top++] = TRUCE__TRUE; break;
        case TRUCE__OP_ATOM: stack[top++] = atom_truth(term, allowed[term->index]); break;
        case TRUCE__OP_OUTCOME: stack[top++] = outcome_truth(partial, term->index, allowed); break;
        default: truce__truth_apply(term->op, stack, &top); break;
        }
    }
    assert(top == 1);
    return stack[0];
}

truce__truth truce__partial_eval(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed) {
    partial->turn++;
    return run(partial, formula, allowed);
}
