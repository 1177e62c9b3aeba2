/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The metarational tree from one state, as tables.
 *
 * The party and the others play by turns for a number of half-rounds. What counts of a state is whether the party
 * prefers it to the start. So there are two kinds of place: those where the party has just come to something better
 * and the others must answer, and those where an answer has ended no better and the party is to move. One of the two
 * sides has the last word, by the parity of the depth: with an odd one the party, with an even one the others. The
 * other side must end the play before: the *ender*. It is the others, who leave the party without an improvement, or
 * the party, to whose improvement there is no answer. If it can do so in k half-rounds it can in k + 2. So one number
 * a place tells all, the least k for which it can, found layer by layer.
 */
#ifndef TRUCE_TREE_H
#define TRUCE_TREE_H

#include "concepts/answers.h"

/* Finds the places that matter from the search's start, and their numbers. O((places + replies and moves between
 * them) x layers). The search is used up. */
truce_status truce__tree_open(truce__answers *search, uint32_t depth, truce__tree **tree);
void truce__tree_close(truce_ctx *ctx, truce__tree *tree); /* NULL is fine */

/* Whether the others can hold the party that has come to `cell`, with so many half-rounds left. */
bool truce__tree_holds(const truce__tree *tree, uint64_t cell, uint32_t left);
/* In how many half-rounds, `left` at most, that shows: fewer where the ender needs fewer. */
uint32_t truce__tree_needs(const truce__tree *tree, uint64_t cell, uint32_t left);

#endif
