/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unlocking a target: the cheapest changes after which some state of it is an equilibrium and, if that is asked, can
 * be reached from the status quo and lasts. A change is an edit of a party's preference (orders.h) or a lever of the
 * model. An answer is a state with the changes that unlock it.
 *
 * Every set of levers that can be used together is a model. In each, profiles of orders are tried total cost by total
 * cost, so that the first answers are the cheapest, and all of that cost are found. A total is shared out among the
 * parties. What each party would have to pay in any case, by itself, excludes most shares, and most orders of those
 * left, before profiles are made; each such condition is necessary, so nothing is lost (shares.c).
 */
#ifndef TRUCE_UNLOCK_H
#define TRUCE_UNLOCK_H

#include "unknowns/levers.h"
#include "unknowns/orders.h"
#include "unknowns/stakes.h"

#include <truce/paths.h>

typedef enum truce__ways { TRUCE__ANY_WAY, TRUCE__BY_IMPROVEMENTS, TRUCE__BY_UNSANCTIONED } truce__ways;

typedef struct truce__unlock_query {
    const char *target;       /* as it was asked: for models with other states */
    bool is_list;             /* it is a list of states, not a statement */
    const truce_set *targets; /* of the graph */
    uint32_t concept;
    truce__stake stake; /* that is this concept */
    truce__ways ways;
    bool lasts;
    truce__tariff tariff;
    uint64_t levers;       /* by number, a bit each: those that may be used */
    const bool *is_kept;   /* by party: its preference may not be edited; NULL: none */
    const uint64_t *const *kept_items; /* by party: statements that stay as they stand, a bit each; NULL: none */
    uint64_t most_cost;    /* UINT64_MAX: none */
    uint64_t effort;       /* orders and profiles looked at at most */
    uint64_t limit;        /* answers told at most; 0: all */
} truce__unlock_query;

/* Why no changes that are allowed unlock it, whatever they cost. */
typedef enum truce__impossible {
    TRUCE__POSSIBLE,
    TRUCE__NO_TARGET,    /* with no levers allowed some state of it exists */
    TRUCE__NO_DEPARTURE, /* no edits make any move from the status quo an improvement */
    TRUCE__NO_WAY,       /* moves that edits can make improvements do not lead there */
    TRUCE__NEVER_STABLE, /* a party leaves each target, whatever the edits */
    TRUCE__NEVER_LASTS,  /* likewise it ranks what the target lapses into below no deal */
    TRUCE__ALL_TRIED     /* every order that edits can make was tried */
} truce__impossible;

typedef struct truce__unlock_cost {
    uint64_t cost, profiles; /* that cost so much; UINT64_MAX: that many or more */
    uint64_t tried;          /* of these, looked at one by one; all others are excluded */
} truce__unlock_cost;

typedef struct truce__unlock_step {
    uint32_t party;
    truce_state to;
} truce__unlock_step;

/* One thing that a party would have to see differently. */
typedef enum truce__rethink_kind {
    TRUCE__RETHINK_FLIP,   /* wants the opposite of an item */
    TRUCE__RETHINK_DROP,   /* does not care about it */
    TRUCE__RETHINK_MOVE,   /* cares more or less about it */
    TRUCE__RETHINK_INSERT, /* wants something besides */
    TRUCE__RETHINK_PLACES  /* ranks states otherwise: of rankings and weights */
} truce__rethink_kind;

typedef struct truce__rethink {
    truce__rethink_kind kind;
    uint32_t party;
    const truce__pref_item *item;  /* NULL: PLACES */
    const truce__pref_item *above; /* MOVE, INSERT: the item just below it then; NULL: it is the last */
    const truce__pref_item *below; /* ... just above it; NULL: it is the first */
    bool is_down;                  /* MOVE: it stood higher before */
} truce__rethink;

typedef struct truce__unlock_answer {
    truce_state state; /* in the model as it is then */
    const char *code;
    uint64_t levers;   /* used, a bit each */
    const truce__rethink *rethinks; /* party by party */
    uint32_t n_rethinks;
    const truce_edit *changes; /* of the levers, then of the parties' preferences, ... */
    uint32_t n_changes, n_own; /* ... which are the last so many */
    const truce__unlock_step *path; /* if a way was asked for; none where the status quo is the target */
    uint32_t n_path;
    uint64_t before, after;       /* equilibria of the written model, and then */
    const uint32_t *gained, *lost; /* outcomes that hold in an equilibrium then and did not, and the reverse */
    uint32_t n_gained, n_lost;
} truce__unlock_answer;

typedef struct truce__unlocked {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__impossible impossible;
    uint32_t party;    /* NEVER_STABLE, NEVER_LASTS */
    bool is_known;     /* the cost is; else it is `cost` or more */
    uint64_t cost;
    uint64_t count;    /* of answers; UINT64_MAX: that many or more */
    bool is_counted;   /* false: there are `count` or more */
    TRUCE__VEC(truce__unlock_cost) proof;
    TRUCE__VEC(truce__unlock_answer) answers;
    truce__arena arena;
    struct truce__locked *models; /* that answers refer to */
    uint32_t n_models;
} truce__unlocked;

/* Free it in any case. Effort or cost that is not enough is no error: is_known is false then. TRUCE_E_MODEL: a lever
 * does not fit. TRUCE_E_BUG: an answer was solved again from its text and did not hold. */
truce_status truce__unlock(truce_ctx *ctx, const truce_graph *graph, const truce__unlock_query *query,
                           truce__unlocked *unlocked);
void truce__unlocked_free(truce__unlocked *unlocked);

#endif
