/* SPDX-License-Identifier: Apache-2.0 */
/* A solution from inside, for those who make one: solve.c of a graph, completions.c of an open model. */
#ifndef TRUCE_SOLUTION_H
#define TRUCE_SOLUTION_H

#include "concepts/concepts.h"

struct truce_solution {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce__concept_table *table;
    const truce_solution *before; /* while it is solved: the solution of the graph that `graph` is a variant of, or
                                     NULL */
    uint32_t *concepts;
    uint32_t n_concepts;
    uint32_t *settled; /* [slot * n_parties + party] */
    struct truce__cycle {
        uint32_t before, period;
    } *cycles; /* [slot] */
    truce_set **sets; /* n_sets, of which some are NULL; parts of it: */
    size_t n_sets;
    truce_set **stable, **maybe;                  /* [slot * n_parties + party] */
    truce_set **equilibria, **maybe_equilibria; /* [slot] */
    uint64_t n_decided; /* while it is solved: verdicts of a party by a concept */
    bool is_of_one; /* only the party `one` is solved for; the sets of the others stay empty */
    uint32_t one;
    bool is_of_completions; /* of an open model: of all its completions together */
};

static inline truce__chosen truce__solved_concept(const truce_solution *solution, uint32_t slot) {
    return truce__concept_in(solution->table, solution->concepts[slot]);
}

/* Takes down the concepts, NULL: the usual ones. TRUCE_E_USAGE where there is no such concept or the graph cannot
 * have it. */
truce_status truce__solution_take_concepts(truce_solution *solution, const uint32_t *concepts, size_t count);
/* Makes all sets, empty; those of what may be where the concept can have it, or for every concept. */
truce_status truce__solution_make_sets(truce_solution *solution, bool has_all);
/* The equilibria that follow from the parties' verdicts, and what may be one. */
truce_status truce__solution_equilibria(truce_solution *solution, uint32_t slot);
truce_status truce__solution_maybe_equilibria(truce_solution *solution, uint32_t slot);

/* truce_solve() of some of a solution's slots. `before`, of the same concepts, may be NULL. */
truce_status truce__solve_after(truce_ctx *ctx, const truce_graph *graph, const truce_solution *before,
                                const truce__concept_table *table, const uint32_t *concepts, size_t count,
                                truce_solution **solution);

#endif
