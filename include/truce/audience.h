/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Audience costs: how much would backing down have to cost a party at home, so that it would not want to?
 *
 * A leader who has escalated in public and then backs down pays for it (Fearon 1994, American Political Science
 * Review 88(3):577-592, doi:10.2307/2944796). Orders have no amounts, so the cost is counted in ranks: with a
 * demotion by a, a state in which the party has backed down counts as its rank minus a, every other as its rank. a
 * runs from 0, the model as it is, to the number of ranks, where every such state lies below all others. The sweep
 * shows from which a the party's hands are tied, and how that narrows what it could agree to.
 */
#ifndef TRUCE_AUDIENCE_H
#define TRUCE_AUDIENCE_H

#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_audience_step {
    uint64_t demotion;
    uint64_t tempted;    /* escalated states from which backing down is an improvement */
    uint64_t acceptable; /* states that the party ranks at least at its no deal */
    uint64_t agreeable;  /* of these, states that every other party ranks so, too */
} truce_audience_step;

/* One `audience` entry of the model. */
typedef struct truce_audience_cost {
    uint32_t party;
    const char *escalated, *backs_down; /* the statements */
    uint64_t rank_count;                /* the greatest demotion that makes a difference */
    const truce_set *on_the_line;       /* has escalated and not backed down */
    const truce_set *tempted;           /* of these, backing down is an improvement as the model stands */
    uint64_t ties_hands;                /* the least demotion with which backing down is an improvement from no
                                           state */
    truce_state status_quo;             /* 0: there is none */
    bool status_quo_is_on_the_line;
    uint64_t status_quo_needs;          /* the least demotion with which backing down is no improvement from there */
    bool status_quo_locks;              /* the party then has no other improvement from there either */
    bool has_no_deal;                   /* else acceptable and agreeable are not known, and 0 */
    const truce_audience_step *steps;   /* demotion 0, then every demotion at which a number changes; ascending */
    size_t step_count;
} truce_audience_cost;

typedef struct truce_audience {
    const truce_graph *graph;
    const truce_audience_cost *costs; /* in the order of the file */
    size_t cost_count;
} truce_audience;

/* How many `audience` entries the model has. */
TRUCE_API uint32_t truce_model_audience_count(const truce_model *model);

/* Sweeps all demotions for each entry. `graph` is borrowed.
 * Errors: TRUCE_E_MODEL (a no deal that is true nowhere), TRUCE_E_USAGE (a shared graph), TRUCE_E_LIMIT,
 * TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time for each entry: one pass over the party's moves, O(states x
 * parties + ranks). */
TRUCE_API truce_status truce_audience_sweep(truce_ctx *ctx, const truce_graph *graph, truce_audience **audience);
TRUCE_API void truce_audience_free(truce_audience *audience);

/* The least demotion with which backing down is no improvement from `state` for entry number `cost`; *to: the state
 * it would back down to (the best for it, the lowest number among equals), 0 when no move does. O(moves). */
TRUCE_API uint64_t truce_audience_needs(const truce_audience *audience, size_t cost, truce_state state,
                                        truce_state *to);

/* The result, to be written in any form or walked: truce/result.h. It borrows what is handed over. From `options` the
 * rows (among the tempted states), limit, sort_party, and what a form needs are taken. */
TRUCE_API truce_status truce_result_of_audience(truce_ctx *ctx, const truce_audience *audience,
                                                const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
