/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements over many combinations at once, 64 to a word.
 *
 * Combinations are numbered so that the first option varies fastest; the truth of an atom is then a periodic pattern
 * of bits, and a statement is a few word operations on such patterns. Work goes block by block so that the operands
 * of a statement stay in the nearest cache.
 */
#ifndef TRUCE_SLICES_H
#define TRUCE_SLICES_H

#include "graph/space.h"

enum {
    TRUCE__SLICE_WORDS = 256,
    TRUCE__SLICE_BITS = TRUCE__SLICE_WORDS * 64 /* combinations of one block */
};

typedef struct truce__slicer truce__slicer;

/* Prepares to evaluate statements over the combinations of `model`, whose options have the given strides. One thread
 * uses one slicer at a time. Holds about 2 KiB for each outcome and each level of nesting met. */
truce_status truce__slicer_new(truce_ctx *ctx, const truce_model *model, const uint64_t *stride,
                               truce__slicer **slicer);
void truce__slicer_free(truce__slicer *slicer);

/* How many words of the block hold combinations: all but in the last block. Only these are evaluated. */
uint32_t truce__slicer_words(const truce__slicer *slicer);

/* Makes blocks of these combinations instead of all. */
void truce__slicer_limit(truce__slicer *slicer, uint64_t first, uint64_t count);

/* Moves to block number `block`. It begins block x TRUCE__SLICE_BITS combinations after the first. */
void truce__slicer_seek(truce__slicer *slicer, uint64_t block);

/* Writes the truth of `stmt` over the block; words from truce__slicer_words() on, and bits beyond the last
 * combination, are arbitrary. O(nodes x words). */
truce_status truce__slicer_eval(truce__slicer *slicer, const truce__stmt *stmt, uint64_t words[TRUCE__SLICE_WORDS]);

/* Gives the option that level in all combinations of `where`, until the next block: statements are evaluated, and
 * truce__slicer_at() tells, what they have become. Adds to `changed` those that had another level. */
truce_status truce__slicer_put(truce__slicer *slicer, uint32_t option, uint32_t level,
                               const uint64_t where[TRUCE__SLICE_WORDS], uint64_t changed[TRUCE__SLICE_WORDS]);
/* What number `i` of the block has become. O(levels of options that were put). */
uint64_t truce__slicer_at(const truce__slicer *slicer, uint64_t i);

#endif
