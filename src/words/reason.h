/* SPDX-License-Identifier: Apache-2.0 */
/* What a verdict's witness has to tell, without words. */
#ifndef TRUCE_REASON_H
#define TRUCE_REASON_H

#include "concepts/concepts.h"

/* The reason of the verdict in short. */
typedef enum truce__ground {
    TRUCE__GROUND_NO_MOVE,        /* stable: the party has no move */
    TRUCE__GROUND_NO_IMPROVEMENT, /* stable: none of its moves improves */
    TRUCE__GROUND_SANCTIONED,     /* stable: each improvement is sanctioned */
    TRUCE__GROUND_IMPROVEMENT,    /* unstable: there is an improvement, and replies do not count */
    TRUCE__GROUND_FREE,           /* unstable: there is one that nothing sanctions */
    TRUCE__GROUND_LINES           /* lines of play say */
} truce__ground;

enum { TRUCE__TIED_NAMED = 6 };

typedef struct truce__reason {
    const truce_witness *witness;
    const truce__concept *concept; /* by which the party judges: under `mixed` its own */
    const truce_concept *own;      /* the same for readers */
    uint32_t degree; /* of the loss that sanctions; 0: degrees do not count */
    truce__ground ground;
    size_t n_free, n_moves; /* improvements that nothing sanctions; the party's moves, counted only where the state is
                               stable */
    size_t n_tied;          /* of these moves, those to a state just as good, ... */
    truce_state tied[TRUCE__TIED_NAMED]; /* ... and the first of them */
} truce__reason;

/* O(improvements), or the party's moves. */
truce_status truce__reason_of(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness,
                              truce__reason *reason);

/* Options that differ between two states. */
uint32_t truce__count_changes(const truce_graph *graph, truce_state from, truce_state to);

/* The improvement to tell where one is enough: of those that decide the verdict one that changes the fewest options,
 * and of these the best. NULL without any. O(improvements x options). */
const truce_claim *truce__telling_claim(const truce_graph *graph, const truce_witness *witness);

/* The others' answer to a sanctioned improvement, move by move: the one after this claim; NULL after the last, which
 * is a sanction. */
static inline const truce_claim *truce__next_step(const truce_claim *claim) {
    if (claim->kind == TRUCE_CLAIM_AT_ONCE) return claim[1].kind == TRUCE_CLAIM_AT_ONCE ? claim + 1 : NULL;
    return claim->kind == TRUCE_CLAIM_SANCTION ? NULL : claim->children;
}
const truce_claim *truce__answer_end(const truce_claim *improvement); /* that last one */

/* What that end is to the party, beside the start. */
typedef enum truce__ending { TRUCE__ENDS_AT_START, TRUCE__ENDS_AS_GOOD, TRUCE__ENDS_WORSE } truce__ending;
truce__ending truce__ending_of(const truce_graph *graph, const truce_witness *witness, truce_state end);

/* The first `room` of a free improvement's children that lead to different states: one state may be brought about by
 * several last movers, and a reader wants it once. Gives how many there are, and whether there are *more. O(room x
 * children). */
size_t truce__brought_about(const truce_claim *improvement, const truce_claim **named, size_t room, bool *has_more);
/* How many different states they lead to. O(children log children). */
truce_status truce__count_brought_about(truce_ctx *ctx, const truce_claim *improvement, size_t *count);

#endif
