/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts in words. */
#ifndef TRUCE_NARRATE_H
#define TRUCE_NARRATE_H

#include "words/phrases.h"
#include "words/reason.h"

#include <truce/coalitions.h>

/* A verdict in three parts, for forms that set them apart: "State 2 (...) is stable for A under SEQ", ": each of the
 * 3 improvements is sanctioned.", and one improvement with the others' answer to it, or why there is none. */
void truce__speak_verdict(const truce__speaker *s, const truce__reason *reason);
void truce__speak_ground(const truce__speaker *s, const truce__reason *reason);
void truce__speak_improvement(const truce__speaker *s, const truce__reason *reason, const truce_claim *improvement);

/* Appends all of it as plain text: a sentence with the verdict, then a numbered line for each improvement, lines
 * separated by line feeds. */
truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph,
                            const truce_witness *witness);

/* The same of a verdict for a coalition (narrate_together.c). */
truce_status truce__narrate_together(truce__text *text, const truce_graph *graph,
                                     const truce_coalition_witness *witness);

/* Why `party` prefers `better` to `worse`: "by the wish that ...", by the ranking, or by the weights. */
void truce__speak_preference(const truce__speaker *s, uint32_t party, truce_state better, truce_state worse);

/* Whether an item of an order, or of weights, is true in a state: any of its statements is. O(nodes). */
bool truce__item_holds(const truce_graph *graph, const truce__pref_item *item, truce_state state);

/* The first of the party's statements that is true in one of the states and not in the other: it decides between
 * them. NULL where the party has no order of statements. */
const truce__pref_item *truce__deciding_item(const truce_graph *graph, uint32_t party, truce_state better,
                                             truce_state worse);
/* The same by another preference: a completion of one that is open. */
const truce__pref_item *truce__deciding_in(const truce_graph *graph, const truce__pref *pref, truce_state better,
                                           truce_state worse);
/* An item's place in its party's order as written, from 1; 0: which statements count is open, or there is none. */
uint64_t truce__place_of_item(const truce_model *model, uint32_t party, const truce__pref_item *item);
/* The place of the statement that decides between two states or what they turn into; none where there is no place. */
truce__value truce__deciding_place(const truce_graph *graph, uint32_t party, truce_state a, truce_state b);

#endif
