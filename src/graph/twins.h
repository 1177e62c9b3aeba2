/* SPDX-License-Identifier: Apache-2.0 */
/* Which state of one graph is which of another: of models with the same options, by their codes. */
#ifndef TRUCE_TWINS_H
#define TRUCE_TWINS_H

#include "graph/graph.h"

typedef struct truce__member {
    uint64_t code, cell;
} truce__member;

typedef struct truce__twins {
    truce_ctx *ctx;
    const truce__space *from, *to;
    truce__member *members; /* of the states of `to`, by code; NULL where each state has one */
    uint64_t n_members;
} truce__twins;

/* Both have ranks, and plain graphs have the same states. Free the twins even after a failure. O(1); where states are
 * coalesced O(members log members). */
truce_status truce__twins_init(truce_ctx *ctx, const truce_graph *from, const truce_graph *to, truce__twins *twins);
void truce__twins_free(truce__twins *twins);

/* The cell of the same state in the other graph; UINT64_MAX: it is none there. A coalesced state is the one that has
 * its first member that exists there. O(log states). */
uint64_t truce__twin_of(const truce__twins *twins, uint64_t cell);
/* Whether states have the same cells, where both have them. */
bool truce__twins_share_cells(const truce__twins *twins);

#endif
