/* SPDX-License-Identifier: Apache-2.0 */
/* The truth of statements over states, in either shape of space. In a coalesced state an atom is known if all members
 * agree on it, and connectives are Kleene's. An unknown statement counts as false. */
#ifndef TRUCE_PLANES_H
#define TRUCE_PLANES_H

#include "graph/graph.h"
#include "graph/partial.h"
#include "graph/shapes.h"

/* The value in one cell. O(nodes x members of the state). */
truce__truth truce__space_truth(const truce__space *space, uint64_t cell, const truce__stmt *stmt);

/* The truth over one block of cells (the slicer stands at that block; NULL in the graph shape). Bits of infeasible
 * cells and beyond the last cell are arbitrary. */
truce_status truce__space_truth_block(const truce__space *space, truce__slicer *slicer, uint64_t block,
                                      const truce__stmt *stmt, uint64_t words[TRUCE__SLICE_WORDS]);

/* The truth over all cells, 0 on infeasible ones; `bits` has truce__bits_words(n_cells) words. */
truce_status truce__graph_stmt_bits(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt,
                                    uint64_t *bits);

#endif
