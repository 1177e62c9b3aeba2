/* SPDX-License-Identifier: Apache-2.0 */
/* Remembers words of truth planes, so that equal words are handled once. */
#ifndef TRUCE_WORD_MEMO_H
#define TRUCE_WORD_MEMO_H

#include "graph/slices.h"

/* A word of each plane, and one that says which of its 64 cells exist: all that the keys of these cells depend on. */
typedef struct truce__word_memo {
    uint32_t n_planes, shift;
    uint32_t most;          /* kinds of words that are remembered */
    _Atomic uint32_t count; /* met so far; may exceed `most` */
    _Atomic bool is_vain;   /* equal words are too rare */
    _Atomic uint32_t *slot; /* 0, or the number of a kind + 1 */
    uint64_t *words;        /* of each kind: its planes', then which cells exist */
    uint16_t *keys;         /* of each kind: 64 of them */
} truce__word_memo;

/* Makes room for the kinds among `n_words` words of `n_planes` planes. A memo of zeros can be freed. The last
 * function tells the bytes that it takes. */
truce_status truce__word_memo_make(truce_ctx *ctx, uint32_t n_planes, uint64_t n_words, truce__word_memo *out);
void truce__word_memo_free(truce_ctx *ctx, truce__word_memo *alike);
double truce__word_memo_bytes(uint32_t n_planes, uint64_t n_words);

/* Finds the kinds of the words of a block; TRUCE__NONE for a word that is not remembered. `exists` has a word for
 * each. `meet` writes the keys of a new kind, and of a word that is not remembered. Several threads may call this at
 * once: the number of a kind depends on their order, its meaning does not. */
typedef void (*truce__meet_fn)(void *ud, uint32_t word, uint16_t key[64]);
void truce__word_memo_sort(truce__word_memo *alike, const uint64_t (*planes)[TRUCE__SLICE_WORDS],
                           const uint64_t *exists, uint32_t n_words, truce__meet_fn meet, void *ud, uint32_t *kind);

#endif
