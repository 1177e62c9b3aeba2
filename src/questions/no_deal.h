/* SPDX-License-Identifier: Apache-2.0 */
/* A statement as a no deal: which of its states comes about is open, so only the worst of them can be counted on. */
#ifndef TRUCE_NO_DEAL_H
#define TRUCE_NO_DEAL_H

#include "graph/graph.h"

typedef struct truce__worst {
    truce_state state; /* the lowest-ranked of those marked, the lowest number among equals; 0: none is marked */
    uint32_t rank;
    uint64_t candidates; /* states marked */
} truce__worst;

/* Of the states marked in `bits` (over cells, infeasible ones 0). O(states). */
truce__worst truce__worst_of(const truce__space *space, const truce__ranks *ranks, const uint64_t *bits);

/* Whether the model says what every party is left with without an agreement, so that truce__no_deal_of() has an
 * answer. */
bool truce__has_no_deal(const truce_graph *graph);

/* What `party` is left with without an agreement, by these ranks: the worst state of the model's `no_deal` for the
 * party, else the status quo. `bits` is room for a set. Errors: TRUCE_E_USAGE, with a diagnostic, where the model
 * says neither; TRUCE_E_MODEL where the statement is true nowhere. */
truce_status truce__no_deal_of(truce_ctx *ctx, const truce_graph *graph, uint32_t party, const truce__ranks *ranks,
                               uint64_t *bits, truce__worst *out);

/* The worst state of a statement; TRUCE_E_MODEL, naming it as `what`, where it is true nowhere. */
truce_status truce__worst_where(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt, const char *what,
                                const truce__ranks *ranks, uint64_t *bits, truce__worst *out);

#endif
