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
    uint32_t index; /* option or outcome */
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
} truce__partial;

/* For option models. Free also what failed to be initialised. */
truce_status truce__partial_init(truce_ctx *ctx, const truce_model *model, truce__partial *partial);
void truce__partial_free(truce__partial *partial);

/* Turns a statement of the model into a formula, which lives as long as `partial`. */
truce_status truce__partial_compile(truce__partial *partial, const truce__stmt *stmt, truce__formula *formula);

/* The formula's value where option i may take the levels in allowed[i]. O(nodes), those of its outcomes included. */
truce__truth truce__partial_eval(truce__partial *partial, const truce__formula *formula, const uint64_t *allowed);

/* Applies an operator to the operands on top of a stack of truths. */
static inline void truce__truth_apply(truce__op op, truce__truth *stack, size_t *top) {
    if (op == TRUCE__OP_NOT) {
        assert(*top >= 1);
        stack[*top - 1] = truce__negate(stack[*top - 1]);
    } else {
        assert(*top >= 2);
        --*top;
        stack[*top - 1] = truce__kleene(op, stack[*top - 1], stack[*top]);
    }
}

#endif
