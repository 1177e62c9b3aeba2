/* SPDX-License-Identifier: Apache-2.0 */
/* Homes whose answer says nothing: they would ratify everything, or nothing whatever. */
#ifndef TRUCE_VACUOUS_H
#define TRUCE_VACUOUS_H

#include "graph/graph.h"

#include <truce/home.h>

/* Warns of each actor that likes no state less than what it compares with, of each other home that would ratify every
 * state or none, and of `agreements` that put nothing to a vote. Where `agreements` says what is put to a vote, all
 * or none of it is an answer. O(homes x actors). */
truce_status truce__warn_of_vacuous_homes(truce_ctx *ctx, const truce_ratification *ratification);

/* The same for a graph that has not been asked about ratification; nothing where that has no answer. */
truce_status truce__warn_of_vacuous_homes_in(truce_ctx *ctx, const truce_graph *graph);

#endif
