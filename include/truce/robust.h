/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of a sample that outlive a run. `robust` draws variants of a model in blocks of 1,024; a block's counts
 * are a function of the model, of what is assumed, of the seed and of its number. Whoever keeps them can stop and
 * go on: the result is the same. The library opens no files, so a program that wants this brings the functions.
 */
#ifndef TRUCE_ROBUST_BLOCKS_H
#define TRUCE_ROBUST_BLOCKS_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All are called on the thread of the question. Statuses end the run. */
typedef struct truce_blocks {
    void *ud;
    /* The blocks that follow are those of this run, found or new. `sha256` is the model's, `assumptions` a text of
     * one line. Blocks of other runs are no use and stay as they are. */
    truce_status (*begin)(void *ud, const char *sha256, const char *assumptions, uint64_t seed);
    /* A block's bytes, lent until the next call; NULL where it was never kept. */
    truce_status (*get)(void *ud, uint64_t block, const void **bytes, size_t *length);
    /* Keeps a block, in place of an earlier one of that number. May wait with others until `end`. */
    truce_status (*put)(void *ud, uint64_t block, const void *bytes, size_t length);
    /* What was put is safe. Called after the last block, also after a failure or a cancellation. */
    truce_status (*end)(void *ud);
} truce_blocks;

#ifdef __cplusplus
}
#endif
#endif
