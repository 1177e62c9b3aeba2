/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts in words. */
#ifndef TRUCE_NARRATE_H
#define TRUCE_NARRATE_H

#include "words/phrases.h"

/* Appends the reasons of one verdict: a sentence with the verdict, then a numbered line for each improvement, lines
 * separated by line feeds. */
truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph,
                            const truce_witness *witness);

/* Appends why `party` likes `better` more than `worse`: the statement that decides, the ranks, or the totals. */
void truce__narrate_preference(truce__text *text, const truce_graph *graph, uint32_t party, truce_state better,
                               truce_state worse);

/* The first of the party's statements that is true in one of the states and not in the other: it decides between
 * them. NULL where the party has no order of statements. */
const truce__pref_item *truce__deciding_item(const truce_graph *graph, uint32_t party, truce_state better,
                                             truce_state worse);

#endif
