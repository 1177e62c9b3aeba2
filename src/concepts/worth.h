/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each state is worth to each party once it has moved there, whatever the others reply: a rank of that party. A
 * move to a state that is worth more than the rank of its start is an improvement that nothing sanctions under the
 * concept (engine.h).
 */
#ifndef TRUCE_WORTH_H
#define TRUCE_WORTH_H

#include "concepts/concepts.h"

/* Whether the concept says what a move is worth; TRUCE_E_USAGE, with a diagnostic, where it does not, so that `what`:
 * "no path can be by its unsanctioned improvements". */
truce_status truce__worth_allow(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, const char *what);

/* Adds the memory that truce__worth_find() takes for any concept, its arrays among it. */
truce_status truce__worth_needs(truce_ctx *ctx, const truce_graph *graph, truce__needs *needs);

/* The worth of every state to every party, as ranks over the cells, for truce__worth_free(), also after a failure. A
 * concept that says what a move is worth. Time: that of solving. */
truce_status truce__worth_find(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept,
                               truce__ranks **worth);
void truce__worth_free(truce_ctx *ctx, const truce_graph *graph, truce__ranks *worth);

#endif
