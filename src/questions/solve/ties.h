/* SPDX-License-Identifier: Apache-2.0 */
/* Equilibria that hang on ties: some party has a move from there to a state that it likes just as well. A finer
 * preference could make that move an improvement. */
#ifndef TRUCE_TIES_H
#define TRUCE_TIES_H

#include "concepts/concepts.h"

typedef struct truce__ties {
    truce_ctx *ctx;
    bool is_known;       /* false: there are too many equilibria with too many moves to look at */
    truce_state *states; /* ascending: those that are an equilibrium under some concept of the solution */
    size_t count;
} truce__ties;

/* O(equilibria x moves), and no more than a small share of the work of solving. For truce__ties_free(). */
truce_status truce__ties_find(truce_ctx *ctx, const truce_solution *solution, truce__ties **ties);
void truce__ties_free(void *ties);

/* How many are an equilibrium under the concept of that slot. */
size_t truce__ties_count(const truce__ties *ties, const truce_set *equilibria);

#endif
