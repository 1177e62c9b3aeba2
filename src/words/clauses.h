/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements as clauses, by the author's words: "a full ceasefire is in force only if Hamas is disarmed". No capital,
 * no stop: they stand behind "if", "that", "unless". Names stand in where the author gave no words.
 */
#ifndef TRUCE_CLAUSES_H
#define TRUCE_CLAUSES_H

#include "words/speak.h"

void truce__speak_stmt(const truce__speaker *s, const truce__stmt *stmt);
/* "(..) or (..)": several of which one is enough. */
void truce__speak_any(const truce__speaker *s, const truce__stmt *stmts, uint32_t count);
/* Its opposite: "a temporary truce is observed while no further hostages are free". */
void truce__speak_opposite(const truce__speaker *s, const truce__stmt *stmt);

/* What a product of levels says: `levels[o]` has a bit for each level that option `o` may have. An option that may
 * have all of them is not told; nothing is said where none is told. O(options x outcomes x combinations). */
void truce__speak_levels(const truce__speaker *s, const uint64_t *levels);

/* "The Israeli government would rather not agree to a temporary truce unless further hostages are free.": a condition
 * of the party (words/conditions.h) on a step with one option. `is_first`: nothing matters more to it. False, and
 * nothing said, for any other statement. */
bool truce__speak_condition(const truce__speaker *s, uint32_t party, const truce__stmt *stmt, bool is_first);

/* What sentences call a party: its `called`, or its name. With a capital at the beginning of a sentence. */
void truce__speak_called(const truce__speaker *s, uint32_t party, bool is_first);
void truce__speak_called_actor(const truce__speaker *s, const truce__actor *actor, bool is_first);

#endif
