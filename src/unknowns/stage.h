/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all variants of one model share, laid out for 32 variants at a time: states, moves, classes of states that no
 * variant tells apart. Where that would be too large, or the concepts are others than the usual ones, the stage is
 * plain: variants are then solved one by one by the engine (plain.c).
 *
 * Variants without some rule have more states. So the states here are those without any unsure rule, and a rule that
 * a variant has takes some of them away. States of the graph keep their numbers; `cell` leads from place to cell.
 */
#ifndef TRUCE_STAGE_H
#define TRUCE_STAGE_H

#include "graph/ranks.h"
#include "unknowns/lanes.h"
#include "unknowns/vary.h"

enum {
    TRUCE__STAGE_STATES = 1 << 16, /* at most, and moves, and groups of moves: else it is plain */
    TRUCE__STAGE_MOVES = 1 << 22,
    TRUCE__STAGE_GROUPS = 1 << 12,
    TRUCE__ORDER_COLUMNS = 16 /* of an order whose keys are sums of weights */
};

/* A party, for lanes. */
typedef struct truce__actor_lanes {
    truce__lane_moves moves;
    uint32_t n_classes;
    const uint32_t *class_of; /* of each state */
    uint32_t n_columns;       /* truths that tell classes apart: statements, and negations where they may hold */
    const struct truce__column {
        uint32_t item;
        bool is_negated;
    } *columns;
    uint32_t n_words;      /* of a class's truths */
    const uint64_t *truth; /* [class * n_words ...] */
    const uint32_t *low;   /* truth of up to 16 columns */
    truce__weights weights;
} truce__actor_lanes;

typedef struct truce__stage {
    truce_ctx *ctx;
    truce__arena arena;
    const truce_graph *graph;          /* the model as written */
    const truce__unknowns *unknowns;
    const uint32_t *concepts;
    uint32_t n_concepts;
    truce_model *wide_model;           /* a copy without its unsure rules; NULL: there are none */
    truce_graph *wide_graph;
    const truce_graph *wide;           /* where states and moves are from: one of the two */
    bool is_plain;
    bool is_apart;                     /* no rule ties options of several parties together */
    uint32_t n_states;
    const uint64_t *cell;              /* of each state, in `wide` */
    const uint32_t *written;           /* the place of state number k + 1 of the graph */
    uint32_t *number;                  /* of each place: its number in the graph; 0: it has none */
    uint32_t status_quo;               /* place, or TRUCE__NONE */

    /* without is_plain */
    truce__actor_lanes *parties;
    uint32_t n_groups, n_state_groups;
    const struct truce__needed {
        uint64_t options, rules; /* unsure options that a move changes; unsure rules that must be absent */
    } *groups, *state_groups;
    const uint16_t *state_group;       /* of each state */
    const uint32_t *unsure_options, *unsure_rules; /* unknowns, in the order of these bits */
    uint32_t n_unsure_options, n_unsure_rules;

    /* what can be reached, where that is asked */
    bool asks_reach, has_lapses;       /* from the status quo by moves; what lapses by itself is a step too */
    const struct truce__lapse_arc {
        uint32_t from, to;
    } *lapses;                         /* in the order of `from` */
    uint32_t n_lapses;

    /* outcomes, and what a party is left with without an agreement, as lists of places */
    const uint32_t *const *outcome;
    const uint32_t *n_outcome;
    const uint32_t *const *no_deal;    /* NULL: the model does not say */
    const uint32_t *n_no_deal;
} truce__stage;

/* The graph, unknowns and concepts are borrowed. Errors: those of truce_graph_build(). O(moves + states x
 * statements). Free it in any case. */
truce_status truce__stage_make(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                               const uint32_t *concepts, uint32_t n_concepts, bool is_plain, truce__stage *stage);
/* Asks of each variant what can be reached from the status quo, if there is one. Errors: memory. */
truce_status truce__stage_ask_reach(truce__stage *stage, bool has_lapses);
void truce__stage_free(truce__stage *stage);

/* ------------------------------------------------------------------ solving */

/* What holds in 32 variants: a bit each. */
typedef struct truce__verdicts {
    uint32_t *holds;  /* [concept * n_states + state]: it is an equilibrium */
    uint32_t *exists; /* [state] */
    uint32_t *reached; /* [state]: from the status quo; NULL where that is not asked */
    uint32_t *prefers; /* [party * n_states + state]: the party ranks it above its no deal; NULL without
                          stage->no_deal, and so are the next three */
    uint32_t *worse;  /* [party * n_states + state]: the party ranks it below that; NULL, too, where reach is not
                         asked */
    uint32_t *better; /* [state]: every party ranks it above */
    uint32_t *zone;   /* [state]: nobody ranks it below, and it is efficient */
} truce__verdicts;

/* Words of all these arrays together; `holds` is the first of one block. */
static inline size_t truce__verdict_words(const truce__stage *stage) {
    const size_t n_parties = stage->graph->model->n_parties;
    const size_t of_deals = stage->no_deal ? (1 + stage->asks_reach) * n_parties + 2 : 0;
    return (stage->n_concepts + 1 + stage->asks_reach + of_deals) * stage->n_states;
}

typedef struct truce__lane_room truce__lane_room; /* what one thread works in */

/* Rooms are made and freed by one thread at a time. */
truce_status truce__lane_room_new(const truce__stage *stage, const truce__lane_kernels *kernels,
                                  truce__lane_room **room);
void truce__lane_room_free(truce__lane_room *room);

/* Solves 32 variants, of which those in `alive` count: taken[unknown * 32 + lane] is its fate. The verdicts are lent
 * until the next call. Any number of rooms may solve at a time, unless the stage is plain. */
truce_status truce__solve_lanes(truce__lane_room *room, const uint16_t *taken, uint32_t alive,
                                const truce__verdicts **verdicts);

/* The same of a plain stage, one variant after the other (plain.c); `verdicts` has room. */
truce_status truce__solve_plainly(const truce__stage *stage, const uint16_t *taken, uint32_t alive,
                                  truce__verdicts *verdicts);

#endif
