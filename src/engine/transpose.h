/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves across processes. A party with split options moves between cells of different processes. For its passes
 * values are transposed: they are handed round, so that every process has whole fibres of that party (all settings of
 * its options, the rest fixed) instead of a range of cells. The passes then run as on one process, over a space of
 * about the same size. Afterwards the values are handed back.
 *
 * Fibres are numbered by the options below the party's, then those above. A process's share is a range of fibres;
 * transposed, its cells are
 *
 *     place = setting of the party's options x fibres of this process + fibre - first fibre
 *
 * so that neighbouring fibres lie side by side as they did before, and the strides of the party's options shrink in
 * proportion.
 */
#ifndef TRUCE_TRANSPOSE_H
#define TRUCE_TRANSPOSE_H

#include "graph/split.h"

/* Whether the party's passes need that. */
bool truce__must_transpose(const truce__space *space, uint32_t party);

/* This process's share of a party's fibres, as a space. All its cells count as feasible, and only the party's own
 * options have strides. It has no cells if there are fewer fibres than processes and none is left for this one. */
truce__space truce__transposed(const truce__space *space, uint32_t party);

/* The most cells that this process has when values are transposed for some party. */
uint64_t truce__most_transposed(const truce__space *space);

/* Hands values (of 1, 2 or 4 bytes) round: from cells to fibres, and back. All processes together. */
truce_status truce__transpose(const truce__space *space, uint32_t party, uint32_t bytes, const void *values,
                              void *transposed);
truce_status truce__transpose_back(const truce__space *space, uint32_t party, uint32_t bytes, const void *transposed,
                                   void *values);

#endif
