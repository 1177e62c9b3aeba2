/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Agreements: which states are acceptable to all compared with no deal, which of them are efficient, which of these
 * hold, and who would leave the others by which move.
 *
 *     truce_deals *deals;
 *     truce_deal(ctx, graph, NULL, &deals);
 *     ... deals->zone, deals->deals[i].holds ...
 *     truce_deals_free(deals);
 *
 * Words. No deal: what a party is left with when nothing is agreed. Acceptable: no party ranks the state below its no
 * deal (individual rationality). Gains all: every party ranks it above. Efficient: no feasible state is at least as
 * good for all and better for one (Pareto); weakly efficient: none is better for all. Zone of agreement: acceptable
 * and efficient. A deal: a state of the zone. All of this needs only each party's order of the states.
 *
 * The zone is empty only where nothing is acceptable: a state that is better than an acceptable one for some party
 * and worse for none is acceptable too, and a chain of such states ends in an efficient one.
 */
#ifndef TRUCE_DEAL_H
#define TRUCE_DEAL_H

#include <truce/home.h>
#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------ rules of bargaining */

/* What a rule needs besides each party's order of the states. */
typedef enum truce_footing {
    TRUCE_ORDINAL,            /* nothing */
    TRUCE_RANKS_COMPARED,     /* that a rank means as much for one party as for another */
    TRUCE_UTILITIES,          /* utilities, each party's own scale for itself */
    TRUCE_UTILITIES_COMPARED  /* utilities on one scale for all parties */
} truce_footing;

/* A way to choose among the deals; all are registered in src/questions/deal/bargain.c. */
typedef struct truce_rule {
    const char *id;         /* "fallback": what users type */
    const char *name;       /* "Fallback bargaining" */
    const char *definition; /* one sentence */
    const char *reference;  /* source, with DOI where there is one */
    truce_footing footing;
} truce_rule;

TRUCE_API uint32_t truce_rule_count(void);
TRUCE_API const truce_rule *truce_rule_at(uint32_t rule); /* NULL when there is none */
TRUCE_API uint32_t truce_rule_find(const char *id);       /* UINT32_MAX when there is none */
/* "needs only each party's order of the states" */
TRUCE_API const char *truce_footing_words(truce_footing footing);

/* What a rule chooses from the zone. */
typedef struct truce_choice {
    uint32_t rule;
    const char *none; /* why it chooses nothing, or NULL */
    uint64_t count;   /* states it chooses */
    const truce_state *states; /* the first of them, ascending ... */
    size_t listed;             /* ... so many. Strikes: for each party that begins, in file order, what is left at the
                                  end */
    uint64_t depth;   /* fallback: how far down the parties go; maximin: the lowest rank; else 0 */
} truce_choice;

/* ------------------------------------------------------------------- result */

typedef enum truce_no_deal_kind {
    TRUCE_NO_DEAL_STATUS_QUO,
    TRUCE_NO_DEAL_STATE,    /* asked for */
    TRUCE_NO_DEAL_STATEMENT /* the model's `no_deal:` for this party */
} truce_no_deal_kind;

/* What a party is left with without an agreement. Where its statement holds in several states, the one it ranks
 * lowest, which is all that it can count on; among equals the lowest number. */
typedef struct truce_no_deal {
    truce_no_deal_kind kind;
    truce_state state;
    uint32_t rank;
    uint64_t candidates; /* states in which the statement holds; else 1 */
} truce_no_deal;

/* A party that would leave a deal: under this concept nothing sanctions its improvement to `to`. */
typedef struct truce_defection {
    uint32_t concept;
    uint32_t party;
    truce_state to;
} truce_defection;

/* One party's move on a way by instalments, or something that lapses by itself. */
typedef struct truce_step {
    uint32_t party; /* TRUCE_NOBODY: a lapse */
    truce_state to;
} truce_step;

/* One state of the zone, or one that was asked for. */
typedef struct truce_deal_facts {
    truce_state state;
    bool gains_all;
    bool needs_enforcement;        /* no GMR equilibrium: somebody can leave it and cannot be made to regret that */
    const truce_verdict *holds;    /* for each concept asked for: is it an equilibrium */
    const truce_defection *defections; /* for each concept under which it does not hold, each party that would leave,
                                          with */
    size_t defection_count;            /* ... the move to the lowest state: by concept as asked, then party */
    bool reachable_by_moves;        /* from the status quo, which is itself reachable; false without a status quo */
    bool reachable_by_improvements;
    bool has_steps; /* whether it can be reached from the status quo step by step: each step one party's move, or a
                       lapse, to a state that */
    const truce_step *steps; /* ... nobody ranks below the one before and that holds under `step_concept`; a shortest
                                such */
    size_t step_count;       /* ... sequence. None where the deal is the status quo */
    truce_state turns_into;  /* once what is temporary in it has expired; the state itself where nothing is */
    const uint32_t *losers;  /* parties that are then worse off than without a deal, both valued after expiry; ... */
    size_t loser_count;      /* ... none: the deal lasts */
    bool has_phases;           /* as steps, and also valued after expiry nobody ranks a step below the one before:
                                  each phase ... */
    const truce_step *phases;  /* ... lasts by itself. Without `expires` not looked for */
    size_t phase_count;
    bool is_ratified; /* at every home; true where nobody has to be asked */
    truce_state improved_by; /* of a state asked for that is not efficient: the lowest efficient state that is at
                                least as good for all
                              * and better for one; else 0 */
} truce_deal_facts;

typedef struct truce_deals {
    const truce_graph *graph;
    bool may_lapse; /* what lapses by itself is a step of ways */
    /* Of the whole zone, whatever the limit, unless is_list_only: the deal that holds under most concepts, one that
     * is better for all among equals, then the first; and the first that somebody would leave. NULL: none. */
    const truce_deal_facts *best, *left;
    const truce_deal_facts *beside; /* those of the two that the limit left out of `deals`, ascending */
    size_t beside_count;
    const truce_no_deal *no_deal; /* each party's */
    const truce_set *acceptable, *gains_all, *efficient, *weakly_efficient, *zone;
    const uint32_t *concepts; /* asked for */
    size_t concept_count;
    const truce_set *const *equilibria; /* under each of them */
    const truce_set *const *maybe;      /* those that may be equilibria; NULL where a verdict is never open */
    const truce_set *const *traps;      /* those of them that are not efficient */
    const truce_set *needs_enforcement; /* states of the zone that are no GMR equilibrium */
    uint32_t step_concept;

    const truce_deal_facts *deals; /* the first states of the zone, ascending */
    size_t deal_count;
    const truce_deal_facts *asked; /* the same of the first states that were asked for, ascending, deals or not ... */
    size_t asked_count;
    const truce_set *asked_for;    /* ... of these; NULL where nothing was */
    uint64_t reachable_by_moves, reachable_by_improvements, with_steps; /* how many of these are */
    uint64_t lasting, with_phases, ratified;

    const truce_graph *after;      /* the conflict valued after expiry; NULL where the model has no `expires` */
    const uint32_t *no_deal_after; /* each party's rank of its no deal there */
    const truce_set *temporary;    /* equilibria under step_concept that turn into another state; NULL likewise */
    const truce_ratification *home; /* NULL where the model has no `ratify` */

    /* When nothing gains all: the least sets of parties without whose condition something is left that all others
     * strictly prefer to no deal, each as bits of parties: bit p % 64 of word p / 64, waive_words words a set. */
    const uint64_t *waive;
    size_t waive_count, waive_words;

    const truce_choice *choices; /* in the order asked for */
    size_t choice_count;

    uint64_t verified;    /* verdicts on deals and on steps that were checked from the definitions ... */
    uint64_t to_verify;   /* ... of so many. Each defection was found to be a move of its party to a state it
                             prefers */
} truce_deals;

typedef struct truce_deal_options {
    truce_state no_deal;       /* every party's no deal; 0: what the model says, else the status quo */
    truce_state ask_state;     /* a state to report on as on deals; 0: ... */
    const truce_set *ask;      /* ... these; NULL: none */
    const uint32_t *concepts;  /* under which deals may hold; NULL: those marked is_default */
    size_t concept_count;
    const uint32_t *rules;     /* NULL: all for which the model has what they need */
    size_t rule_count;
    uint64_t limit;            /* deals, and states asked for, examined one by one; states listed of a choice; 0:
                                  no limit */
    bool verifies_all;         /* false: verdicts are verified in models of up to 16,384 states only */
    bool no_lapsing;           /* only parties' moves are steps of ways to a deal */
    bool is_list_only;         /* `best` and `left` are chosen among `deals`, and nothing beside them is examined */
} truce_deal_options;

/* Computes all of this. `options` may be NULL (no limit). Steps hold under SEQ if that is among the concepts, else
 * under the first of them.
 *
 * Errors: TRUCE_E_USAGE (no such state, concept or rule; neither a status quo nor a no deal; a rule that needs
 * utilities where the model declares none; a shared graph), TRUCE_E_MODEL (a `no_deal` statement that is true
 * nowhere), TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED, TRUCE_E_BUG (a verdict that its reason does not prove).
 * Time: that of truce_solve(); O(states x parties) and O(m log^(parties - 2) m) for the m distinct vectors of ranks
 * that survive a first filter (src/questions/deal/pareto.c); for each deal, concept and party one pass over the
 * party's moves. */
TRUCE_API truce_status truce_deal(truce_ctx *ctx, const truce_graph *graph, const truce_deal_options *options,
                                  truce_deals **deals);
TRUCE_API void truce_deals_free(truce_deals *deals);

/* The result ("truce.deal.v1"), to be written in any form or walked: truce/result.h. It borrows what is handed over.
 * Of the options limit and what a form needs count. */
TRUCE_API truce_status truce_result_of_deal(truce_ctx *ctx, const truce_deals *deals,
                                            const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
