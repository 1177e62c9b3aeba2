/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Politics at home: which states would be ratified there, and who stands in the way of the others.
 *
 * Two levels (Putnam 1988, International Organization 42(3):427-460, doi:10.1017/S0020818300027697): what negotiators
 * agree on has to be accepted at the home of each. The states that a home would ratify are its win-set; an agreement
 * is possible where the win-sets meet. Here every actor at home has an order of the states of its own and ratifies
 * those that it likes at least as well as the reversion, that is, what it would be left with otherwise; the home's
 * rule says whose consent is enough. All of this needs only orders.
 *
 *     truce_ratification *home;
 *     truce_ratify(ctx, graph, NULL, &home);
 *     ... home->homes[0].win_set ...
 *     truce_ratification_free(home);
 */
#ifndef TRUCE_HOME_H
#define TRUCE_HOME_H

#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Somebody who has a say at home. */
typedef struct truce_home_actor {
    const char *id, *name;
    uint32_t party;        /* UINT32_MAX: no party of the model but somebody with preferences only */
    const char *weight;    /* as a decimal; "1" where the rule does not weigh */
    truce_state reversion; /* what the actor compares with; of several possible states the one it likes least */
    uint32_t reversion_rank;
    truce_set *ratifies;   /* the states it likes at least as well, of those put to a vote */
} truce_home_actor;

/* The home of one party. */
typedef struct truce_home {
    uint32_t party;
    const char *rule;  /* "unanimity", "majority", "quota", "weighted" */
    const char *quota; /* how much consent is enough, as a decimal: a number of actors or, if weighted, the sum of
                          their weights */
    truce_home_actor *actors; /* in the order of the file */
    size_t actor_count;
    truce_set *voted;     /* what is put to a vote; NULL: every state */
    truce_set *win_set;   /* of these, what would be ratified */
    truce_set *with_veto; /* of these, what the negotiating party itself likes at least as well as its no deal */
} truce_home;

/* All but the graph and the solution belongs to the ratification and is only to be read. */
typedef struct truce_ratification {
    const truce_graph *graph;
    truce_home *homes; /* in the order of the file */
    size_t home_count;
    truce_set *passing;   /* no home refuses it: each would ratify it or is not asked */
    truce_set *ratified;  /* of these, what is put to a vote at some home */
    truce_set *agreeable; /* of these, what no party of the model ranks below its no deal */
    const truce_solution *solution; /* as given; may be NULL */
    truce_set **involuntary; /* for each of its concepts: the equilibria that some home would not ratify */
} truce_ratification;

/* Whether the state is put to a vote at that home. */
TRUCE_API bool truce_home_is_asked(const truce_home *home, truce_state state);

/* How many `ratify` entries the model has. */
TRUCE_API uint32_t truce_model_home_count(const truce_model *model);

/* Works out the win-sets. With a solution also which equilibria would not be ratified: the negotiators would keep
 * such an agreement, and some home would not ratify it (Putnam's involuntary defection). `graph` and `solution` are
 * borrowed.
 * Errors: TRUCE_E_MODEL (a reversion or no deal that is true nowhere, a ranking that does not cover every state),
 * TRUCE_E_USAGE (an actor without anything to compare with; a shared graph), TRUCE_E_LIMIT,
 * TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time O(states x actors). */
TRUCE_API truce_status truce_ratify(truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                                    truce_ratification **ratification);
TRUCE_API void truce_ratification_free(truce_ratification *ratification);

/* A home's vote on one state. Actors are numbers into truce_home.actors, ascending. */
typedef struct truce_vote {
    size_t home;
    truce_state state;
    bool is_ratified;
    const uint32_t *consents, *refuses;
    size_t consent_count, refuse_count;
    const uint32_t *needed; /* of those who refuse: without whom the consent of all others is not enough */
    size_t needed_count;
    const uint32_t *missing; /* the least sets of those who refuse whose consent would be enough, missing_size actors
                                each, ... */
    size_t missing_size, missing_count; /* ... so many of them, in lexicographic order; 0: ratified, or beyond reach
                                           of all */
    bool is_cut; /* there are more such sets than `limit` */
} truce_vote;

/* Asks home number `home` about a state. At most `limit` sets of missing actors are listed; 0: all.
 * Errors: TRUCE_E_USAGE (no such home or state), TRUCE_E_NOMEM. Time O(actors^2) for each set listed. */
TRUCE_API truce_status truce_home_vote(truce_ctx *ctx, const truce_ratification *ratification, size_t home,
                                       truce_state state, size_t limit, truce_vote **vote);
TRUCE_API void truce_vote_free(truce_ctx *ctx, truce_vote *vote);

/* The result, to be written in any form or walked: truce/result.h. It borrows what is handed over. The rows are
 * chosen as for truce_result_of_solve(); without a solution all states are candidates. */
TRUCE_API truce_status truce_result_of_ratify(truce_ctx *ctx, const truce_ratification *ratification,
                                              const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
