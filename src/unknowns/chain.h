/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a conflict goes by itself: a Markov chain in continuous time on its states. Each party decides at the events
 * of a Poisson clock. When it decides in s, it
 *
 *     with probability 1 - slip - initiative  takes its best improvement that nothing sanctions, ties alike; where
 *                                             there is none, it stays
 *     with probability slip                   changes one of its options by one level, at random
 *     with probability initiative             where it has no such improvement: makes a move that is none, after
 *                                             which another party's best unsanctioned improvement leaves it better
 *                                             off than in s; elsewhere it does as in the first line
 *
 * What expires by itself has a clock of its own. Rare mistakes on top of best replies are the model of Young 1993
 * (doi:10.2307/2951778) and of Kandori, Mailath and Rob 1993 (doi:10.2307/2951777), but a slip here is one step that
 * the party could take back: mistakes on options that only go up would add up and never come back.
 *
 * Transient probabilities come from uniformization (Jensen 1953, doi:10.1080/03461238.1953.10419459): with L the rate
 * of all clocks, p(t) is the sum over k of Poisson(L t; k) p(0) P^k. All terms are positive, so that nothing cancels,
 * and each step is one product (transient.h). What stays is the sum of shares that stay, never 1 minus what goes. No
 * matrix package is needed (docs/decisions/0024-forecast.md).
 */
#ifndef TRUCE_CHAIN_H
#define TRUCE_CHAIN_H

#include "concepts/worth.h"
#include "graph/lapse.h"
#include "graph/walk.h"

/* Which changes a party may make by mistake. In plain graphs, with explicit moves and between coalesced states every
 * move counts as one step. */
typedef enum truce__slips {
    TRUCE__SLIPS_UNDOABLE, /* one option by one level, if the party could go back */
    TRUCE__SLIPS_STEP,     /* one option by one level */
    TRUCE__SLIPS_ANY       /* any of its moves */
} truce__slips;

/* ------------------------------------------------------------------- clocks */

typedef struct truce__lapse_clock {
    double rate;
    uint32_t *to; /* by cell; itself where the entry does not apply */
} truce__lapse_clock;

/* What does not hang on preferences. Rates are events in a unit of time. */
typedef struct truce__clocks {
    truce_ctx *ctx;
    const truce__space *space;
    uint32_t n_parties, n_lapses;
    double *rates; /* of parties */
    double total;  /* of all clocks */
    truce__lapse_clock *lapses;
    truce__slips slips;
    uint32_t *degrees; /* by cell and party: how many slips there are */
    uint64_t n_slips;  /* of all of them */
    uint64_t *first;   /* listed spaces: the slips of cell and party are slip_to[first[...]] ... */
    TRUCE__VEC(uint32_t) slip_to;
} truce__clocks;

/* `rates`: of parties; `lapse_rates`: of the entries of `expires`, 0 for one that stands. Both are copied. For
 * truce__clocks_free(), also after a failure. TRUCE_E_LIMIT beyond 2^32 - 1 cells. O(states x options), with
 * TRUCE__SLIPS_ANY O(moves). */
truce_status truce__clocks_init(truce_ctx *ctx, const truce_graph *graph, const double *rates,
                                const double *lapse_rates, truce__slips slips, truce__clocks *clocks);
void truce__clocks_free(truce__clocks *clocks);
/* Adds the memory that they take. */
void truce__clocks_needs(truce_ctx *ctx, const truce_graph *graph, const double *lapse_rates, truce__needs *needs);

/* The slips of a party in a cell, one after the other. */
typedef struct truce__slip_walk {
    const truce__clocks *clocks;
    uint64_t cell;
    uint32_t option, end; /* product: of the party */
    bool is_up;           /* which way comes next */
    truce__walk any;
    const uint32_t *next, *last; /* listed */
} truce__slip_walk;

void truce__slips_from(truce__slip_walk *walk, const truce__clocks *clocks, uint32_t party, uint64_t cell);
bool truce__slips_next(truce__slip_walk *walk, uint64_t *to);

/* ------------------------------------------------------------------ choices */

/* Lists of cells, one for each cell and party, those of a cell together. */
typedef struct truce__targets {
    uint32_t *first; /* n_cells x n_parties + 1; NULL: all lists are empty */
    TRUCE__VEC(uint32_t) to;
} truce__targets;

static inline uint32_t truce__targets_of(const truce__targets *targets, uint64_t row, const uint32_t **to) {
    if (!targets->first || !targets->to.at) return 0;
    *to = targets->to.at + targets->first[row];
    return targets->first[row + 1] - targets->first[row];
}

/* What the parties want: the best unsanctioned improvements, and the moves that wait for another's. */
typedef struct truce__choices {
    truce_ctx *ctx;
    truce__targets best, ahead;
} truce__choices;

/* Of a graph's preferences under a concept that says what a move is worth. `looks_ahead`: whether `ahead` is wanted.
 * For truce__choices_free(), also after a failure. Errors: those of solving, TRUCE_E_LIMIT. Time: that of solving,
 * and O(moves), looking ahead O(moves x parties). */
truce_status truce__choices_find(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, bool looks_ahead,
                                 truce__choices *choices);
void truce__choices_free(truce__choices *choices);

/* -------------------------------------------------------------------- chain */

/* Why something happens at a decision. How probable that is hangs on the rates of slips and initiatives: */
typedef enum truce__cause {
    TRUCE__CHOOSES,    /* 1 - slip */
    TRUCE__GOES_FIRST, /* initiative */
    TRUCE__WAITS,      /* 1 - slip - initiative: where it could go first, and stays */
    TRUCE__MISTAKES,   /* slip */
    TRUCE__EXPIRES,    /* 1 */
    TRUCE__CAUSES
} truce__cause;

static inline double truce__chance_of(truce__cause cause, double slip, double initiative) {
    const double chances[TRUCE__CAUSES] = {1 - slip, initiative, 1 - slip - initiative, slip, 1};
    return chances[cause];
}

/* Where a decision in a cell may lead, whatever these rates: `share` of all clocks, to be multiplied by the chance of
 * the cause. With these chances the shares add up to 1; a cell may come more than once. */
typedef void (*truce__decision_fn)(void *ud, uint64_t to, truce__cause cause, double share);
void truce__decisions_each(const truce__clocks *clocks, const truce__choices *choices, uint64_t cell,
                           truce__decision_fn decision, void *ud);

typedef struct truce__chain {
    const truce__clocks *clocks;
    const truce__choices *choices; /* looking ahead, if there are initiatives */
    double slip, initiative;
    const uint64_t *stops; /* bits over the cells in which it stays for good; NULL: none */
} truce__chain;

/* Where a decision in a cell may lead, as probabilities of the uniformized chain. They add up to 1; a cell may come
 * more than once. */
typedef void (*truce__arc_fn)(void *ud, uint64_t to, double share);
void truce__chain_each(const truce__chain *chain, uint64_t cell, truce__arc_fn arc, void *ud);

#endif
