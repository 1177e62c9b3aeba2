/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that are alike.
 *
 * The 64 cells of a word differ in the lowest options only. The truth of statements in them depends on the other
 * options through few cases: if o17 is taken, "o2 or o17" is true in all of them. So the same words of truth come
 * again and again, even if every option is mentioned. A hash table remembers them with the keys of their cells. The
 * next word of the same kind costs a few steps for each plane, instead of several for each cell.
 *
 * Slots are probed one after the other. A kind is written before its slot is set, and a slot is set only once, so
 * threads share the table without locks. If another thread was first with the same kind, its entry is used and the
 * room of the second is lost. When the room is used up, words of other kinds are handled one by one. If that concerns
 * most words, the table is not used any more.
 */
#include "graph/word_memo.h"

enum { LEAST = 128, MOST = 1 << 15 };

static uint32_t room_for(uint64_t n_words) {
    uint32_t most = LEAST;
    while (most < MOST && most < n_words / 16) most *= 2;
    return most;
}

static size_t words_of(const truce__word_memo *alike) {
    return (size_t)alike->n_planes + 1;
}

double truce__word_memo_bytes(uint32_t n_planes, uint64_t n_words) {
    return (double)room_for(n_words) *
           (2 * sizeof(uint32_t) + (n_planes + 1.0) * sizeof(uint64_t) + 64 * sizeof(uint16_t));
}

truce_status truce__word_memo_make(truce_ctx *ctx, uint32_t n_planes, uint64_t n_words, truce__word_memo *out) {
    const uint32_t most = room_for(n_words);
    *out = (truce__word_memo){.n_planes = n_planes, .most = most, .shift = 64 - (uint32_t)__builtin_ctz(2 * most)};
    out->slot = truce__big_alloc(ctx, 2 * (uint64_t)most * sizeof *out->slot);
    out->words = truce__big_alloc(ctx, most * words_of(out) * sizeof *out->words);
    out->keys = truce__big_alloc(ctx, (uint64_t)most * 64 * sizeof *out->keys);
    if (!out->slot || !out->words || !out->keys) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < 2 * most; i++) atomic_init(&out->slot[i], 0);
    return TRUCE_OK;
}

void truce__word_memo_free(truce_ctx *ctx, truce__word_memo *alike) {
    truce__big_free(ctx, alike->slot);
    truce__big_free(ctx, alike->words);
    truce__big_free(ctx, alike->keys);
}

/* A word of a block. */
typedef struct place {
    const uint64_t (*planes)[TRUCE__SLICE_WORDS];
    uint64_t exists, hash;
    uint32_t word;
} place;

static void mix_words(const uint64_t *restrict words, uint32_t n_words, uint64_t *restrict hash) {
    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t mixed = (hash[w] ^ words[w]) * UINT64_C(0x9E3779B97F4A7C15);
        hash[w] = mixed ^ mixed >> 32;
    }
}

static bool is_of_kind(const truce__word_memo *alike, uint32_t kind, const place *at) {
    const uint64_t *words = alike->words + kind * words_of(alike);
    uint64_t differing = words[alike->n_planes] ^ at->exists;
    for (uint32_t p = 0; p < alike->n_planes; p++) differing |= words[p] ^ at->planes[p][at->word];
    return differing == 0;
}

/* The kind of a word; or TRUCE__NONE, and in *slot where it would go. */
static uint32_t seek(const truce__word_memo *alike, const place *at, uint32_t *slot) {
    const uint32_t mask = 2 * alike->most - 1;
    for (;; *slot = (*slot + 1) & mask) {
        uint32_t kind = atomic_load_explicit(&alike->slot[*slot], memory_order_acquire);
        if (!kind) return TRUCE__NONE;
        if (is_of_kind(alike, kind - 1, at)) return kind - 1;
    }
}

/* Remembers a kind at that slot, or at the next free one. */
static uint32_t remember(truce__word_memo *alike, const place *at, uint32_t slot, const uint16_t *key) {
    if (atomic_load_explicit(&alike->count, memory_order_relaxed) >= alike->most) return TRUCE__NONE;
    uint32_t own = atomic_fetch_add(&alike->count, 1), kind;
    if (own >= alike->most) return TRUCE__NONE;
    uint64_t *words = alike->words + own * words_of(alike);
    for (uint32_t p = 0; p < alike->n_planes; p++) words[p] = at->planes[p][at->word];
    words[alike->n_planes] = at->exists;
    memcpy(alike->keys + (size_t)own * 64, key, 64 * sizeof *key);
    for (uint32_t nothing = 0; !atomic_compare_exchange_strong(&alike->slot[slot], &nothing, own + 1); nothing = 0)
        if ((kind = seek(alike, at, &slot)) != TRUCE__NONE) return kind;
    return own;
}

void truce__word_memo_sort(truce__word_memo *alike, const uint64_t (*planes)[TRUCE__SLICE_WORDS],
                           const uint64_t *exists, uint32_t n_words, truce__meet_fn meet, void *ud, uint32_t *kind) {
    uint64_t hash[TRUCE__SLICE_WORDS] = {0};
    uint16_t key[64];
    uint32_t missed = 0;
    bool is_vain = atomic_load_explicit(&alike->is_vain, memory_order_relaxed);
    for (uint32_t p = 0; p < alike->n_planes && !is_vain; p++) mix_words(planes[p], n_words, hash);
    if (!is_vain) mix_words(exists, n_words, hash);
    for (uint32_t w = 0; w < n_words; w++) {
        const place at = {planes, exists[w], hash[w], w};
        uint32_t slot = (uint32_t)(hash[w] >> alike->shift);
        kind[w] = is_vain ? TRUCE__NONE : seek(alike, &at, &slot);
        if (kind[w] != TRUCE__NONE) continue;
        meet(ud, w, key);
        if (!is_vain) kind[w] = remember(alike, &at, slot, key);
        missed += kind[w] == TRUCE__NONE;
    }
    if (!is_vain && missed > n_words / 2) atomic_store_explicit(&alike->is_vain, true, memory_order_relaxed);
}
