/* SPDX-License-Identifier: Apache-2.0 */
/* What the files on coalitions share: coalitions.c asks, dominance.c decides, jumps.c compares equilibria. */
#ifndef TRUCE_TOGETHER_H
#define TRUCE_TOGETHER_H

#include "concepts/concepts.h"
#include "concepts/sequences.h"

#include <truce/coalitions.h>

typedef struct truce__together {
    truce_coalitions result; /* first: what the caller holds */
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__arena arena;
    truce_coalitions_query query;
    truce__group *groups; /* of each coalition */
    uint64_t *unstable;   /* [slot][coalition]: `words` words of bits over cells */
    size_t words;
    uint32_t *exits;      /* [slot][row][coalition]: where it would go, as a cell + 1, for the first rows ... */
    uint64_t **kept;      /* [slot]: which are these cells, ... */
    size_t *n_kept;       /* [slot]: so many */
    size_t most_kept;
    truce_set *nash;      /* equilibria that may be strong */
} truce__together;

/* Counts visits; TRUCE_E_LIMIT with a diagnostic when they are too many, TRUCE_E_CANCELLED. */
truce_status truce__visit(truce__together *t, uint64_t visits);
static inline bool truce__has_visits_left(const truce__together *t) {
    return t->result.visits <= t->query.visits;
}

static inline uint64_t *truce__unstable_for(const truce__together *t, size_t slot, size_t coalition) {
    return t->unstable + (slot * t->result.coalition_count + coalition) * t->words;
}

/* The concept of a slot of the result. */
static inline const truce__concept *truce__slot_concept(const truce__together *t, size_t slot) {
    return truce__concept_at(truce_solution_concept(t->result.solution, t->result.slots[slot]));
}

/* The parties without which nobody gets from one cell to the other, as far as options tell; *is_among: they are all
 * in `among`. O(options). */
truce__group truce__needed_between(const truce__space *space, truce__group among, uint64_t from, uint64_t to,
                                   bool *is_among);

/* Decides for all rows and coalitions: fills `unstable` and `exits` (dominance.c). */
truce_status truce__decide_coalitions(truce__together *t);
/* jumps.c */
truce_status truce__find_jumps(truce__together *t);
truce_status truce__find_strong(truce__together *t);

/* What each party thinks of a state beside another: those that prefer it, and those that like it no less. */
typedef struct truce__leaning {
    truce__group prefer, accept;
} truce__leaning;
truce__leaning truce__leaning_of(const truce_graph *graph, uint64_t cell, uint64_t beside);
/* Whether the state is an improvement for a group in which parties lean so. */
static inline bool truce__improves(truce__leaning leaning, truce__group group, truce_improvement how) {
    if (how == TRUCE_IMPROVES_STRICTLY) return truce__is_within(group, leaning.prefer);
    return truce__is_within(group, leaning.accept) && (group & leaning.prefer);
}

#endif
