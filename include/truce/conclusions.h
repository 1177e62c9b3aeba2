/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The conclusions of a model, as a few facts that can be compared: whether the status quo holds, and how many states
 * of each outcome are equilibria. A fact flips between two models of one conflict when it is true in one and false in
 * the other.
 */
#ifndef TRUCE_CONCLUSIONS_H
#define TRUCE_CONCLUSIONS_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the solution says about one group of states. */
typedef struct truce_conclusion {
    const char *outcome;  /* the outcome's id; NULL: the status quo */
    const char *name;     /* the outcome's name; NULL: the status quo */
    uint64_t states;      /* in the group; 1 for the status quo */
    const uint64_t *held; /* how many of them are equilibria, for each concept of the solution */
} truce_conclusion;

typedef struct truce_conclusions {
    const uint32_t *concepts;
    size_t concept_count;
    const truce_conclusion *at; /* the status quo, if there is one, then the outcomes in file order */
    size_t count;
} truce_conclusions;

/* Draws the conclusions; texts and numbers are copied, so the solution may be freed. Errors: TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED.
 * Time O(states x outcomes). */
TRUCE_API truce_status truce_conclude(truce_ctx *ctx, const truce_solution *solution,
                                      truce_conclusions **conclusions);
TRUCE_API void truce_conclusions_free(truce_conclusions *conclusions);

/* A fact that differs: whether anything of the group holds under the concept. */
typedef struct truce_fact_flip {
    const char *outcome, *name; /* NULL: the status quo. Lent from the first conclusions. */
    uint32_t concept;
    bool held_before, holds_after;
} truce_fact_flip;

/* The facts that differ, in a new array; free with truce_release(). Outcomes are matched by their ids; a group that
 * only one of the two has is not compared. Both must have the same concepts (TRUCE_E_USAGE). */
TRUCE_API truce_status truce_conclusions_compare(truce_ctx *ctx, const truce_conclusions *before,
                                                 const truce_conclusions *after, truce_fact_flip **flips,
                                                 size_t *count);

/* The conclusions without one statement of a party's `order` or `weigh`, counted from 0, under the solution's
 * concepts.
 * Errors: TRUCE_E_USAGE (no such statement, the party has a ranking; a shared graph), those
 * of truce_variant_prefer() and truce_solve(). */
TRUCE_API truce_status truce_conclude_without(truce_ctx *ctx, const truce_solution *solution, uint32_t party,
                                              uint32_t statement, truce_conclusions **conclusions);

#ifdef __cplusplus
}
#endif
#endif
