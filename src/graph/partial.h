/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements over partial assignments: every option has a set of levels it may still take, one bit a level. A
 * statement is true if it holds for every choice from these sets, and false if it fails for every choice, as far as
 * Kleene's connectives can tell. With one level left to every option the value is exact.
 */
#ifndef TRUCE_PARTIAL_H
#define TRUCE_PARTIAL_H

#include "model/model.h"

#include <assert.h>

typedef enum truce__truth { TRUCE__FALSE, TRUCE__UNKNOWN, TRUCE__TRUE } truce__truth;

/* The value of a binary connective: strong Kleene logic. */
truce__truth truce__kleene(truce__op op, truce__truth a, truce__truth b);

static inline truce__truth truce__negate(truce__truth a) { return (truce__truth)(TRUCE__TRUE - a); }

typedef struct truce__term { /* a node, its comparison spelled out as the set of levels that satisfy it */
    truce__op op;
    uint32_t index; /* option, outcome, or the number that a tally is compared with */
    bool is_first;  /* TALLY: of its chain */
    uint64_t levels;
} truce__term;

typedef struct truce__formula {
    const truce__term *terms; /* postfix */
    uint32_t n_terms;
    uint64_t options; /* that it depends on, a bit each */
} truce__formula;

typedef struct truce__partial {
    truce__arena arena;
    const truce_model *model;
    truce__formula *outcomes;
    /* values of outcomes met during one evaluation */
    uint64_t turn;
    uint64_t *known_in; /* the turn in which the value was found */
    truce__truth *value;
    uint64_t work, asked; /* terms evaluated so far; how many when it was asked whether to stop */
} truce__partial;

/* For option models. Free also what failed to be initialised. */
truce_status truce__partial_init(truce_ctx *ctx, const truce_model *model, truce__partial *partial);
void truce__partial_free(truce__partial *partial);

/* Turns a statement of the model into a formula, which lives as long as `partial`. */
truce_status truce__partial_compile(truce__partial *partial, const truce__stmt *stmt, truce__formula *formula);

/* The formula's value where option i may take the levels in allowed[i]. O(nodes), those of its outcomes included. */
truce__truth truce__partial_eval(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed);

/* Whether to stop. Asks once in 65,536 terms evaluated, however many statements that were. */
static inline bool truce__partial_stops(truce__partial *partial) {
    if (partial->work - partial->asked < 65536) return false;
    partial->asked = partial->work;
    return truce__is_cancelled(partial->arena.ctx);
}

/* Operands that wait while a statement is evaluated. A tally with unknown operands is an interval. */
typedef struct truce__operands {
    unsigned char truths[TRUCE__MAX_OPERANDS]; /* truce__truth */
    struct { uint32_t least, most; } tallies[TRUCE__MAX_TALLIES];
    uint32_t n_truths, n_tallies;
} truce__operands;

static inline void truce__push_truth(truce__operands *stack, truce__truth truth) {
    assert(stack->n_truths < TRUCE__MAX_OPERANDS);
    stack->truths[stack->n_truths++] = (unsigned char)truth;
}

static inline truce__truth truce__pop_truth(truce__operands *stack) {
    assert(stack->n_truths);
    return (truce__truth)stack->truths[--stack->n_truths];
}

/* Moves the truth on top to the tally on top. */
void truce__add_to_tally(truce__operands *stack, bool is_first);
/* The tally on top, compared with a number; unknown where the interval does not decide. */
truce__truth truce__take_tally(truce__operands *stack, truce__op op, uint32_t number);

/* Applies an operator to the operands on top. */
static inline void truce__apply(truce__operands *stack, truce__op op, bool is_first, uint32_t number) {
    if (op == TRUCE__OP_NOT) {
        truce__push_truth(stack, truce__negate(truce__pop_truth(stack)));
    } else if (op < TRUCE__OP_TALLY) {
        truce__truth right = truce__pop_truth(stack), left = truce__pop_truth(stack);
        truce__push_truth(stack, truce__kleene(op, left, right));
    } else if (op == TRUCE__OP_TALLY) {
        truce__add_to_tally(stack, is_first);
    } else {
        truce__push_truth(stack, truce__take_tally(stack, op, number));
    }
}

#endif
