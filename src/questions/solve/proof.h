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

/* The same of a solution of completions, for all its verdicts in `count` rows: open_proof.c. *verified: witnesses. */
truce_status truce__completions_verify(truce_ctx *ctx, const truce_solution *solution, const truce__pick *rows,
                                       uint64_t count, uint64_t *verified);

/* Reports that the witness contradicts what was said; gives TRUCE_E_BUG. */
truce_status truce__verdict_report(truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness);

#endif
