/* SPDX-License-Identifier: Apache-2.0 */
/* Efficient states: those that no other state improves on for somebody without making it worse for anybody. */
#ifndef TRUCE_PARETO_H
#define TRUCE_PARETO_H

#include "graph/graph.h"

/* Marks the strongly efficient states (no state is at least as good for all and better for one) in `strong` and the
 * weakly efficient ones (no state is better for all) in `weak`; both have truce__bits_words(n_cells) words and are
 * overwritten. */
truce_status truce__pareto(truce_ctx *ctx, const truce_graph *graph, uint64_t *strong, uint64_t *weak);

#endif
