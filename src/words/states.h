/* SPDX-License-Identifier: Apache-2.0 */
/* States and moves by the author's words. Words that the author did not give are replaced by names. */
#ifndef TRUCE_STATES_H
#define TRUCE_STATES_H

#include "words/phrases.h"

/* What the state is called: "a truce with further releases", "the stalemate, and the coalition partners have left the
 * government". Of the outcomes that are true there those count that no narrower one lies within; the narrowest is
 * the name, the others are clauses. Without any: how it differs from today, or its number. O(outcomes^2 x
 * combinations of the levels that they mention). */
void truce__speak_state_name(const truce__speaker *s, truce_state state);
/* The outcomes of which it is made, beside each other: "the stalemate and a break of the coalition". */
void truce__speak_state_outcomes(const truce__speaker *s, truce_state state, bool is_first);
/* The outcome that heads this name; TRUCE__NONE: there is none. */
uint32_t truce__naming_outcome(const truce_graph *graph, truce_state state);
/* Whether any outcome is true there. */
bool truce__has_outcome(const truce_graph *graph, truce_state state);
/* "a settlement with all hostages free"; “Deal”, where the author has no words. */
void truce__speak_outcome_called(const truce__speaker *s, uint32_t outcome);
/* How a state differs from another, as clauses: "a temporary truce is observed and a further group of hostages is
 * free". False, and nothing said, where options show no difference. */
bool truce__speak_differences(const truce__speaker *s, truce_state from, truce_state to);
/* A state by its outcomes and by how it differs from today: "“Deal”: water is offered". Where there is no
 * today, by all its levels. */
void truce__speak_situation(const truce__speaker *s, truce_state state);
/* What a move does, as a bare infinitive: "release all hostages, lay down its arms and give up governing"; "set
 * “Offer” from none to water", where the author has no words. False as above. */
bool truce__speak_does(const truce__speaker *s, truce_state from, truce_state to);

/* The same of one option. */
void truce__speak_step(const truce__speaker *s, uint32_t option, uint8_t before, uint8_t after);

#endif
