/* SPDX-License-Identifier: Apache-2.0 */
/* What parties misread, and what follows from it: a hypergame of the first level. */
#ifndef TRUCE_VIEWS_H
#define TRUCE_VIEWS_H

#include "concepts/concepts.h"
#include "graph/set.h"

/* A move. */
typedef struct truce__passage {
    uint32_t party;
    truce_state from, to;
    bool is_better; /* for its mover */
} truce__passage;

typedef TRUCE__VEC(truce__passage) truce__passages;

/* The conflict as one party sees it. States are those of the model, unless it is said that they are the view's. */
typedef struct truce__view {
    uint32_t party;
    const truce__perceives *said;
    truce_graph *graph;
    truce_solution *solution; /* of the party's verdicts in its view; those of the others may be empty */
    truce_set *unseen;        /* states that it does not see */
    truce_set **stable, **maybe; /* [slot]: states that it sees; `maybe` has NULL where verdicts are never open */
    truce__passages surprises;  /* moves of others from a state that it sees to one that it does not */
    truce__passages unforeseen; /* other moves of others, between states that it sees, that are none in its view */
    truce__passages phantoms;   /* moves of its own in its view that it does not have; states of the view */
    TRUCE__VEC(truce_state) imagined; /* states of the view that do not exist */
    bool is_cut;                      /* some list ends at the limit */
} truce__view;

typedef struct truce__views {
    truce_ctx *ctx;
    const truce_solution *solution;
    truce__view *at;
    uint32_t count;
    truce_set **equilibria; /* [slot]: of the hypergame: stable for every party in its view, and seen by all */
    truce_set **maybe;      /* [slot]: others that all see and nobody finds unstable; NULL where nothing is open */
    uint32_t n_slots;
} truce__views;

typedef struct truce__views_asked {
    uint64_t limit;       /* of each list; 0: none */
    uint64_t completions; /* of an open model, at most; 0: as many as usual */
} truce__views_asked;

/* Solves each view for its party. NULL where the model says nothing of perception. The solution must outlive it. Time
 * that of at most one solve a view, and O(moves) for the lists. For truce__views_free(). */
truce_status truce__views_find(truce_ctx *ctx, const truce_solution *solution, const truce__views_asked *asked,
                               truce__views **views);
void truce__views_free(truce__views *views);

/* The view of a party; NULL: it sees the conflict as it is. */
const truce__view *truce__view_of(const truce__views *views, uint32_t party);

/* Checks the verdicts of the rows, each in its view, as truce_solution_verify() does those of the model; and that a
 * state is unseen if and only if it breaks a rule of the view. Adds to *verified. */
truce_status truce__views_verify(truce_ctx *ctx, const truce__views *views, const truce_render_options *options,
                                 uint64_t *verified);

#endif
