/* SPDX-License-Identifier: Apache-2.0 */
/* How a state is named in a sentence. */
#ifndef TRUCE_STATE_H
#define TRUCE_STATE_H

#include "graph/graph.h"

/* Appends "2 (Y0N: standoff, talks)". */
void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state);
/* Appends the outcomes of the state, "standoff, talks", perhaps nothing. */
void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state);

#endif
