/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over the postfix array with a stack of three-valued operands. An outcome is evaluated when it is first
 * mentioned, and once a turn at most. */
#include "graph/partial.h"

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

void truce__add_to_tally(truce__operands *stack, bool is_first) {
    truce__truth truth = truce__pop_truth(stack);
    uint32_t at = is_first ? stack->n_tallies++ : stack->n_tallies - 1;
    assert(at < TRUCE__MAX_TALLIES);
    if (is_first) stack->tallies[at].least = stack->tallies[at].most = 0;
    stack->tallies[at].least += truth == TRUCE__TRUE;
    stack->tallies[at].most += truth != TRUCE__FALSE;
}

truce__truth truce__take_tally(truce__operands *stack, truce__op op, uint32_t number) {
    assert(stack->n_tallies);
    uint32_t least = stack->tallies[--stack->n_tallies].least, most = stack->tallies[stack->n_tallies].most;
    bool can_be_less = least < number, can_be_more = most > number, can_be_equal = least <= number && number <= most;
    bool can_be_true = can_be_equal || (op == TRUCE__OP_AT_MOST && can_be_less) ||
                       (op == TRUCE__OP_AT_LEAST && can_be_more);
    bool can_be_false = (op != TRUCE__OP_AT_MOST && can_be_less) || (op != TRUCE__OP_AT_LEAST && can_be_more);
    return !can_be_true ? TRUCE__FALSE : can_be_false ? TRUCE__UNKNOWN : TRUCE__TRUE;
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
        bool is_count = truce__is_count(node->op);
        terms[i] = (truce__term){.op = node->op, .index = is_count ? node->number : node->option};
        terms[i].is_first = node->op == TRUCE__OP_TALLY && node->left == TRUCE__NONE;
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
    truce__operands stack;
    stack.n_truths = stack.n_tallies = 0;
    partial->work += formula->n_terms;
    for (const truce__term *term = formula->terms, *end = term + formula->n_terms; term < end; term++) {
        switch (term->op) {
        case TRUCE__OP_FALSE: truce__push_truth(&stack, TRUCE__FALSE); break;
        case TRUCE__OP_TRUE: truce__push_truth(&stack, TRUCE__TRUE); break;
        case TRUCE__OP_ATOM: truce__push_truth(&stack, atom_truth(term, allowed[term->index])); break;
        case TRUCE__OP_OUTCOME: truce__push_truth(&stack, outcome_truth(partial, term->index, allowed)); break;
        default: truce__apply(&stack, term->op, term->is_first, term->index); break;
        }
    }
    return truce__pop_truth(&stack);
}

truce__truth truce__partial_eval(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed) {
    partial->turn++;
    return run(partial, formula, allowed);
}
