/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One verdict in every completion of an open model. Where completions differ, each side has a completion that takes
 * it, with its reason: two ordinary witnesses prove that a verdict is open. They are found by explaining the verdict
 * in one completion after the other, not by asking the solution.
 */
#ifndef TRUCE_SIDES_H
#define TRUCE_SIDES_H

#include "graph/completing.h"

/* A verdict that some completion has. */
typedef struct truce__side {
    truce__completing in;   /* the first such completion */
    truce_witness *witness; /* NULL: none has it */
} truce__side;

typedef struct truce_sides {
    truce_ctx *ctx;
    truce__side at[TRUCE_STABLE + 1]; /* by verdict */
    bool is_own;                      /* only the party's own completions matter */
    uint64_t tried;                   /* completions; where they agree, all */
    uint64_t verified;                /* witnesses */
} truce__sides;

/* The verdict as a whole: what all completions have, or TRUCE_MAYBE. */
truce_verdict truce__sides_verdict(const truce__sides *sides);

/* Looks for two sides in at most `most` completions (0: 4,096). With `verifies` every witness is checked. For
 * truce__sides_free() even if it fails. Errors: those of truce_explain() and truce_verify(); TRUCE_E_LIMIT where
 * there are more completions. */
truce_status truce__sides_find(truce_ctx *ctx, const truce_graph *graph, truce_state state, uint32_t party,
                               uint32_t concept, uint64_t most, bool verifies, truce__sides *sides);
void truce__sides_free(truce__sides *sides);

#endif
