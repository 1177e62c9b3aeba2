/* SPDX-License-Identifier: Apache-2.0 */
/* What lasts only for a time, and what of it stays. */
#ifndef TRUCE_ENDING_H
#define TRUCE_ENDING_H

#include "words/phrases.h"

/* How it ends, as a clause: "a temporary truce lasts as long as the releases take; then the campaign goes on"; where
 * its author does not say what it is called, "where a truce is observed, that ends by itself; then ...". */
void truce__speak_expiry(const truce__speaker *s, const truce__expiry *expiry);

/* Adds to `stays`, which begins as zeros, the levels that a state has and still has in what it turns into. */
void truce__add_what_stays(const truce_graph *graph, truce_state state, truce_state left, uint64_t *stays);
/* What of these levels differs from today and cannot be taken back: "a further group of hostages is free". False, and
 * nothing said, where nothing does. */
bool truce__speak_what_stays(const truce__speaker *s, const uint64_t *stays);

#endif
