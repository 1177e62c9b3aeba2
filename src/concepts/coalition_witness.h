/* SPDX-License-Identifier: Apache-2.0 */
/* The reason of a verdict for a coalition, where it matters which of several ways it tells. */
#ifndef TRUCE_COALITION_WITNESS_H
#define TRUCE_COALITION_WITNESS_H

#include <truce/coalitions.h>

/* States to which a way is to be told rather than to others. */
typedef struct truce__wanted {
    const truce_state *at;
    size_t count;
} truce__wanted;
/* truce_coalition_explain(), but of the ways among which it chooses a wanted one first. */
truce_status truce__coalition_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state,
                                      const truce_coalition *coalition, uint32_t concept,
                                      truce_improvement improvement, const truce__wanted *wanted,
                                      truce_coalition_witness **out);

#endif
