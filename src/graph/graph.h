/* SPDX-License-Identifier: Apache-2.0 */
/* The graph model as a whole: the space and every party's ranks. All later folders work from it. */
#ifndef TRUCE_GRAPH_H
#define TRUCE_GRAPH_H

#include "graph/space.h"
#include "graph/value.h"

/* One party's preference over the cells: ranks without gaps, 1 worst, 0 on infeasible cells. Their type is the
 * narrowest that holds them and one value above (truce__value_bytes()). */
typedef struct truce__ranks {
    void *at;       /* uint8_t, uint16_t or uint32_t by `bytes`; not to be written once made, equal parts may be
                       one */
    uint32_t bytes; /* 1, 2 or 4 */
    uint32_t count; /* number of ranks */
    bool is_lent;   /* `at` belongs to another graph */
    uint64_t idle;  /* options, a bit each, that make no difference to these ranks (reduce.h); perhaps not all of
                       them */
    struct truce__rank_table *table; /* filled when ranks are made, and used if `at` is NULL; NULL: not wanted */
    struct truce__strength *strength; /* which preferences are strong (strength.h); NULL: none is */
} truce__ranks;

struct truce_graph {
    truce_ctx *ctx;
    const truce_model *model;
    truce__space space;
    truce__ranks *ranks; /* n_parties; without `at` in a shared graph */
    truce_graph *part;   /* what this process has of a shared graph, for graph/ and engine/; NULL: it is not shared */

    truce_rules rules;   /* by which verdicts are made */

    /* valued after expiry, see expiry.h */
    bool is_after_expiry;
    bool is_expiry_lent;
    uint32_t *expires_into; /* graph shape: the cell that each cell turns into */
    uint64_t n_expiring;    /* states that turn into another */

    /* a variant of another graph, see variant.h */
    const truce_graph *base; /* the graph that the space belongs to; NULL: this one */
    bool has_other_moves;    /* other than the base's */
    const char *seen_by;     /* the party as which it sees the conflict; NULL: as it is */
    truce_model *parsed;     /* `model`, if this graph owns it */
    truce_model *varied;     /* `model`, if it is a copy with other preferences: one block */
};

static inline uint32_t truce__rank_at(const truce__ranks *ranks, uint64_t cell) {
    return truce__value_at(ranks->at, ranks->bytes, cell);
}

/* Whether `ranks` hold those of all states. Code that goes through them asks this first, and fails with TRUCE_E_USAGE
 * if they do not. */
static inline bool truce__graph_has_ranks(const truce_graph *graph) { return !graph->part; }

/* The rank of a cell, even if ranks are not held. */
uint32_t truce__graph_rank_at(const truce_graph *graph, uint32_t party, uint64_t cell);

/* truce_graph_build() with the shape chosen by the caller. */
truce_status truce__graph_build(truce_ctx *ctx, const truce_model *model, truce__shape shape, truce_graph **graph);

/* Ranks the states for all parties that have no ranks yet, not valued after expiry; warns of statements that are
 * unknown in coalesced states. TRUCE_E_MODEL when a preference is wrong, or *is_good was false before. */
truce_status truce__graph_rank_missing(truce_ctx *ctx, truce_graph *graph, bool *is_good);

/* The state of an option model with that level of each option, TRUCE_LEVEL_MIXED where the members of a coalesced
 * state differ; 0 when there is none. O(log states); O(states) with mixed levels. */
truce_state truce__graph_find_levels(const truce_graph *graph, const uint32_t *levels);

/* Whether a statement counts as true in a state (in coalesced states: three-valued, unknown counts as false).
 * O(nodes). */
bool truce__graph_holds(const truce_graph *graph, truce_state state, const truce__stmt *stmt);

#endif
