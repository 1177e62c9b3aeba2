/* SPDX-License-Identifier: Apache-2.0 */
/* Words of truth planes that are alike, met once. */
#ifndef TRUCE_WORD_MEMO_H
#define TRUCE_WORD_MEMO_H

#include "graph/slices.h"

/* A word of each plane, and one that says which of its 64 cells exist: all that the keys of these cells depend on. */
typedef struct truce__word_memo {
    uint32_t n_planes, shift;
    uint32_t most;          /* kinds of words that are remembered */
    _Atomic uint32_t count; /* met so far; may exceed `most` */
    _Atomic bool is_vain;   /* words are too seldom alike */
    _Atomic uint32_t *slot; /* 0 or the number of a kind, one up */
    uint64_t *words;        /* of each kind: its planes', then which cells exist */
    uint16_t *keys;         /* of each kind: 64 of them */
} truce__word_memo;

/* Room for the kinds among `n_words` words of `n_planes` planes; zeros can be freed. And what it takes. */
truce_status truce__word_memo_make(truce_ctx *ctx, uint32_t n_planes, uint64_t n_words, truce__word_memo *out);
void truce__word_memo_free(truce_ctx *ctx, truce__word_memo *alike);
double truce__word_memo_bytes(uint32_t n_planes, uint64_t n_words);

/* Finds of what kind the words of a block are, TRUCE__NONE where that is not remembered. `exists` has a word for
 * each. A kind that is met for the first time is given to `meet`, which writes its keys; so is a word that is not
 * remembered. Several threads may do so at once: which number a kind gets depends on them, not what it stands for. */
typedef void (*truce__meet_fn)(void *ud, uint32_t word, uint16_t key[64]);
void truce__word_memo_sort(truce__word_memo *alike, const uint64_t (*planes)[TRUCE__SLICE_WORDS],
                           const uint64_t *exists, uint32_t n_words, truce__meet_fn meet, void *ud, uint32_t *kind);

#endif
