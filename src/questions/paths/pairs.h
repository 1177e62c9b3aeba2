/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the path analysis: what the search found, pair by pair. */
#ifndef TRUCE_PAIRS_H
#define TRUCE_PAIRS_H

#include <truce/paths.h>

#include "concepts/concepts.h"
#include "graph/lapse.h"
#include "graph/set.h"

/* A state that lapses into another by the last step of a shortest path. */
typedef struct truce__lapse_arc {
    uint64_t to, from;
} truce__lapse_arc;

struct truce_paths {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce_paths_query query; /* `to` and `to_state` are not kept */
    uint32_t n_parties;
    uint32_t n_movers; /* with nobody, number n_parties, where arrangements lapse */
    uint64_t start; /* cell */

    /* A pair is (cell, who moved last), number cell * n_movers + mover. The least steps to each; 0: not found. Most
     * are few, so that a byte holds them until a search goes further. */
    void *steps;
    uint32_t step_bytes;
    uint64_t n_pairs;   /* found */
    truce__lapses lapses;
    TRUCE__VEC(truce__lapse_arc) lapse_arcs; /* of shortest paths, by `to`, then by `from`; found with the targets */
    truce__ranks *worth; /* the value of a state to each party once it has moved there, see allows(); NULL: any move
                            counts */
    truce_set *reach;
    /* Cells in the order in which they were found, by steps: once with the least steps and, where one party alone
     * comes first, once more with those of the next. The cells found after L steps stand from level.at[L] to
     * level.at[L + 1]. */
    uint64_t *queue;
    TRUCE__VEC(uint64_t) level;

    truce_set *asked; /* NULL: nothing was asked for */
    uint64_t target_total, unreachable_total, arc_total;
    truce__arena arena; /* of what the targets hold */
    TRUCE__VEC(truce_path) targets;
    TRUCE__VEC(truce_obstacle) obstacles;
    TRUCE__VEC(truce_path_arc) arcs;
};

static inline uint64_t truce__pair(const truce_paths *paths, uint64_t cell, uint32_t mover) {
    return cell * paths->n_movers + mover;
}

static inline uint32_t truce__steps_of(const truce_paths *paths, uint64_t pair) {
    return truce__value_at(paths->steps, paths->step_bytes, pair);
}

/* Whether what lapses by itself is a step. */
static inline bool truce__may_lapse(const truce_paths *paths) { return paths->n_movers > paths->n_parties; }
static inline bool truce__is_nobody(const truce_paths *paths, uint32_t mover) { return mover == paths->n_parties; }
/* The mover as results tell of it. */
static inline uint32_t truce__party_or_nobody(const truce_paths *paths, uint32_t mover) {
    return truce__is_nobody(paths, mover) ? TRUCE_NOBODY : mover;
}

/* Whether the party's move from one cell to the other counts. An improvement that nothing sanctions under a concept
 * is a move to a state that is worth more to the mover, whatever the others reply, than the one it leaves is now
 * (engine.h); nobody replies under Nash stability, and the worth is the rank: those are all improvements. */
static inline bool truce__step_counts(const truce_paths *paths, uint32_t party, uint64_t from, uint64_t to) {
    return !paths->worth ||
           truce__rank_at(&paths->worth[party], to) > truce__rank_at(&paths->graph->ranks[party], from);
}

/* TRUCE_SAME of a lapse. */
truce_gain truce__step_gain(const truce_paths *paths, uint32_t party, uint64_t from, uint64_t to);

/* The least steps to the cell, 0: none. */
uint32_t truce__cell_steps(const truce_paths *paths, uint64_t cell);

/* After the search: targets with their shortest paths, and what keeps the other states asked for out of reach. */
/* Refuses, before any work, paths by moves that memory would not hold. */
truce_status truce__paths_plan(truce_ctx *ctx, const truce_graph *graph, bool no_lapsing);
truce_status truce__paths_aim(truce_paths *paths);
truce_status truce__paths_obstacles(truce_paths *paths);

#endif
