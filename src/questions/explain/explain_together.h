/* SPDX-License-Identifier: Apache-2.0 */
/* What `explain --coalition` tells: verdicts for coalitions, with their witnesses. */
#ifndef TRUCE_EXPLAIN_TOGETHER_H
#define TRUCE_EXPLAIN_TOGETHER_H

#include "result/result.h"

#include <truce/coalitions.h>

/* The witnesses that a query asks for. */
typedef struct truce__told_together {
    truce_ctx *ctx;
    truce_coalition_witness **at;
    size_t count;
    uint64_t verified;
} truce__told_together;

/* Explains for each coalition and each concept asked for that is defined for coalitions. With `verifier` each witness
 * is checked. For truce__told_together_free(), whatever the status. */
truce_status truce__told_together_find(truce_ctx *ctx, const truce_query *query, truce_state state,
                                       truce_verifier *verifier, truce__told_together *told);
void truce__told_together_free(truce__told_together *told);

/* The next item of a list of claims: its claim, and the state that the claim is about. */
bool truce__next_claim(const truce_claim *claims, size_t count, truce__at *item);

bool truce__is_told_together(const truce__at *at); /* of an explanation: whether coalitions are asked about */
extern const truce__field truce__together_fields[]; /* spliced into it: data, table, prose */

#endif
