/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files behind truce_deal(): the result in the making. deal.c calls the others in the order below. */
#ifndef TRUCE_AGREEMENT_H
#define TRUCE_AGREEMENT_H

#include "graph/lapse.h"
#include "graph/set.h"

#include <truce/deal.h>
#include <truce/paths.h>

typedef struct truce__agreement {
    truce_deals result; /* first, so that truce_deals_free() gets back here */
    truce_ctx *ctx;
    const truce_graph *graph;
    truce_deal_options options;
    truce__arena arena; /* small parts of the result */
    TRUCE__VEC(truce_set *) sets; /* those of the result, to be freed */
    truce_solution *solution; /* the concepts asked for first; GMR and the concept of the steps are among them or
                                 behind */
    uint32_t gmr_slot, step_slot;
    truce_deal_facts *facts; /* of the deals, then of the states asked for, then of deals beside the list */
    size_t fact_count;       /* of the first two */
    uint64_t *cells; /* of all of these, ascending in each part */
    truce_graph *after; /* valued after expiry, unless `graph` is so itself */
    truce__lapses lapses; /* where what lapses is a step of ways */
    truce_ratification *home;
} truce__agreement;

/* Whether set number `set` of excluded parties has the party. */
static inline bool truce__deal_waives(const truce_deals *deals, size_t set, uint32_t party) {
    return truce__bits_get(deals->waive + set * deals->waive_words, party);
}

/* Takes a set into the result's, to be freed with them; frees it where this fails. */
static inline truce_status truce__deal_keep(truce__agreement *a, truce_set *set) {
    truce_status status = truce__vec_push(a->ctx, &a->sets, set);
    if (status != TRUCE_OK) truce_set_free(set);
    return status;
}

/* The smallest sets of parties to exclude. */
truce_status truce__deal_waive(truce__agreement *a);
/* Solves, and finds who would leave each deal. */
truce_status truce__deal_hold(truce__agreement *a);
/* Chooses the deals that closing sentences tell of. */
truce_status truce__deal_tell(truce__agreement *a);
/* Which deals last, and which would be ratified. */
truce_status truce__deal_last(truce__agreement *a);
/* Which deals can be reached step by step, and which by steps that last. */
truce_status truce__deal_steps(truce__agreement *a);
/* What the rules of bargaining choose. */
truce_status truce__deal_choose(truce__agreement *a);
/* Verdicts on deals and steps, from the definitions. */
truce_status truce__deal_verify(truce__agreement *a);

#endif
