/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a state s is stable for a party, as a condition on what the party ranks no higher than s. For Nash, GMR, SMR
 * and SEQ stability hangs on nothing else of its preference (Kilgour, Hipel and Fang 1987,
 * doi:10.1016/0005-1098(87)90117-8, by the definitions): every move must meet one of its terms, and a term is a set
 * of states that are all ranked no higher than s. With x a move, y what the others bring about after it, z the
 * counter-moves from y:
 *
 *     Nash  {x}             GMR, SEQ  {x}, each {y}             SMR  {x}, each {y} and all z
 *
 * A return to s is free of charge, since s is no better than itself.
 */
#ifndef TRUCE_CONDITION_H
#define TRUCE_CONDITION_H

#include "graph/graph.h"

typedef enum truce__reading { TRUCE__READ_NASH, TRUCE__READ_GMR, TRUCE__READ_SMR, TRUCE__READ_SEQ } truce__reading;
/* The reading of a concept by its number in truce.h; false where it is none of these. */
bool truce__reading_of(uint32_t concept, truce__reading *reading);

/* Variables are states other than s: places in `cells`, which ascend. */
typedef struct truce__condition_term {
    size_t first;   /* into `variables` ... */
    uint32_t count; /* ... that many, ascending */
} truce__condition_term;

typedef struct truce__condition_clause {
    size_t first;   /* into `terms` ... */
    uint32_t count; /* ... that many */
} truce__condition_clause;

typedef struct truce__condition {
    truce_ctx *ctx;
    uint64_t cell; /* s */
    uint32_t n_moves;
    uint32_t n_clauses; /* moves that are not free of charge, none twice */
    const truce__condition_clause *clauses;
    const truce__condition_term *terms;
    const uint32_t *variables;
    const uint64_t *cells;
    uint32_t n_cells;
    truce__arena arena;
} truce__condition;

/* For SEQ the others' preferences are those of the graph. Free the formula even after a failure. TRUCE_E_LIMIT, with
 * a diagnostic, when its terms are too long together. */
truce_status truce__condition_make(truce_ctx *ctx, const truce_graph *graph, truce__reading reading, uint32_t party,
                                 uint64_t cell, truce__condition *formula);
void truce__condition_free(truce__condition *formula);

/* Whether it holds where the variables in `low` (a bit each) are ranked no higher than s. */
bool truce__condition_holds(const truce__condition *formula, const uint64_t *low);

#endif
