/* SPDX-License-Identifier: Apache-2.0 */
/* One verdict of a solution, checked from the definitions. */
#ifndef TRUCE_PROOF_H
#define TRUCE_PROOF_H

#include "result/pick.h"

/* Explains the verdict, checks the witness and compares it with the solution: TRUCE_E_BUG with a diagnostic when they
 * differ. The witness, which shows one unsanctioned improvement at most, goes to the caller; `witness` may be
 * NULL. */
truce_status truce__verdict_verify(truce_ctx *ctx, truce_verifier *verifier, const truce_solution *solution,
                                   uint32_t slot, uint32_t party, truce_state state, truce_witness **witness);

struct truce__twins;

/* Which verdicts of a solution of completions to check: those in `count` rows. */
typedef struct truce__proven {
    const truce__pick *rows;
    uint64_t count;
    const struct truce__twins *seen; /* of a view's solution: from the graph of the rows to the view, where rows
                                        without a twin have no verdict; NULL: the rows are of the solution's graph */
    uint32_t party; /* whose view it is; TRUCE__NONE: every party, and what holds for all */
} truce__proven;

/* The same of a solution of completions: open_proof.c. Adds the number of witnesses to *verified. */
truce_status truce__completions_verify(truce_ctx *ctx, const truce_solution *solution, const truce__proven *proven,
                                       uint64_t *verified);

/* Reports that the witness contradicts what was said; gives TRUCE_E_BUG. */
truce_status truce__verdict_report(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness);

#endif
