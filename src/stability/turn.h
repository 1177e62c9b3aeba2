/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves across ranks. A party with split options moves between cells of different ranks. For its turn the values are turned: handed
 * round so that every rank has whole fibres of that party (all settings of its options, the rest fixed) instead of a range of
 * cells. The passes then run as on one rank, over a space that is a little smaller, and the values are turned back.
 *
 * Fibres are numbered by the options below the party's, then those above. A rank's share is a range of fibres; turned, its
 * cells are
 *
 *     place = setting of the party's options x fibres of this rank + fibre - first fibre
 *
 * so that neighbouring fibres lie side by side as they did before, and the strides of the party's options shrink in proportion.
 */
#ifndef TRUCE_TURN_H
#define TRUCE_TURN_H

#include "space/split.h"

/* Whether the party's turn needs values to be turned. */
bool truce__must_turn(const truce__space *space, uint32_t party);

/* What this rank has of a party's fibres as a space: all cells take part, strides are set for the party's own options. Without
 * cells where there are fewer fibres than ranks. */
truce__space truce__turned(const truce__space *space, uint32_t party);

/* The most cells that this rank has when values are turned for some party. */
uint64_t truce__most_turned(const truce__space *space);

/* Hands values (of 1, 2 or 4 bytes) round: from cells to fibres, and back. All ranks together. */
truce_status truce__turn(const truce__space *space, uint32_t party, uint32_t bytes, const void *values, void *turned);
truce_status truce__turn_back(const truce__space *space, uint32_t party, uint32_t bytes, const void *turned, void *values);

#endif
