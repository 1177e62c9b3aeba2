/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ranks from keys, for orders and weights of few items.
 *
 * A cell's truth vector is its key, and a table gives the key's rank. The ranks are known only when all keys have
 * been seen. So there are two passes over the cells: one to see which keys occur, one to look ranks up. Most words of
 * cells are like an earlier one (word_memo.h). So the kind of each word is kept in between, four bytes for 64 cells,
 * instead of keys. If there are too many kinds, the planes of words without a kind are made again. If there are few
 * cells, their keys are kept.
 */
#include "graph/word_memo.h"
#include "graph/keys.h"
#include "graph/planes.h"
#include "graph/rank_table.h"
#include "graph/ranks.h"
#include "graph/split.h"
#include "graph/strength.h"

#include <assert.h>

enum { FEW = 1 << 12 };

typedef uint64_t planes[TRUCE__KEY_PLANES][TRUCE__SLICE_WORDS];

typedef struct keying {
    const truce__space *space;
    const truce__pref *pref;
    truce__keys_fn gather;
    unsigned char *is_met; /* of each key */
    uint16_t *kept;        /* the keys, if there are few cells; else NULL and */
    uint32_t *kind;        /* of each word */
    truce__word_memo alike;
    uint16_t *rank;        /* of each key, and at the end 0 for infeasible cells */
    truce__ranks *ranks;
} keying;

static uint32_t words_in(const truce__space *space, uint64_t block) {
    uint64_t left = truce__bits_words(space->n_cells) - block * TRUCE__SLICE_WORDS;
    return left < TRUCE__SLICE_WORDS ? (uint32_t)left : TRUCE__SLICE_WORDS;
}

/* Which cells of a word exist. */
static uint64_t existing(const truce__space *space, uint64_t block, uint32_t word) {
    return truce__states_of_word(space, (size_t)(block * TRUCE__SLICE_WORDS + word));
}

static truce_status make_planes(const keying *job, truce__slicer *slicer, uint64_t block, planes made) {
    if (slicer) truce__slicer_seek(slicer, block);
    for (uint32_t i = 0; i < job->pref->n_items; i++)
        TRY(truce__item_block(job->space, slicer, block, &job->pref->items[i], made[i]));
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- seeing */

typedef struct seeing {
    const keying *job;
    const uint64_t (*planes)[TRUCE__SLICE_WORDS];
    const uint64_t *exists;
} seeing;

/* Marks the keys of a word's cells. Cells that do not exist have the last key. */
static void see_word(void *ud, uint32_t word, uint16_t key[64]) {
    const seeing *s = ud;
    s->job->gather(s->planes, s->job->pref->n_items, word, s->exists[word], key);
    for (uint32_t b = 0; b < 64; b++) __atomic_store_n(&s->job->is_met[key[b]], 1, __ATOMIC_RELAXED);
}

static truce_status see_block(void *ud, truce__slicer *slicer, uint64_t block) {
    keying *job = ud;
    planes made;
    uint64_t exists[TRUCE__SLICE_WORDS];
    const uint32_t n_words = words_in(job->space, block);
    TRY(make_planes(job, slicer, block, made));
    for (uint32_t w = 0; w < n_words; w++) exists[w] = existing(job->space, block, w);
    seeing s = {job, (const uint64_t(*)[TRUCE__SLICE_WORDS])made, exists};
    if (job->kept)
        for (uint32_t w = 0; w < n_words; w++) see_word(&s, w, job->kept + (size_t)w * 64);
    else
        truce__word_memo_sort(&job->alike, s.planes, exists, n_words, see_word, &s,
                              job->kind + block * TRUCE__SLICE_WORDS);
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- ranking */

static void store_ranks(const keying *job, const uint16_t *key, uint64_t at, uint64_t count) {
    if (job->ranks->bytes == 1)
        for (uint64_t b = 0; b < count; b++) ((uint8_t *)job->ranks->at)[at + b] = (uint8_t)job->rank[key[b]];
    else
        for (uint64_t b = 0; b < count; b++) ((uint16_t *)job->ranks->at)[at + b] = job->rank[key[b]];
}

/* Turns the keys of kinds into ranks in place: 64 values of the ranks' type for each kind. */
static void rank_kinds(keying *job) {
    uint32_t n = job->alike.count < job->alike.most ? job->alike.count : job->alike.most;
    truce__ranks *ranks = job->ranks, kinds = {.at = job->alike.keys, .bytes = ranks->bytes};
    job->ranks = &kinds;
    for (uint32_t i = 0; i < n; i++) store_ranks(job, job->alike.keys + (size_t)i * 64, (uint64_t)i * 64, 64);
    job->ranks = ranks;
}

static truce_status rank_block(void *ud, truce__slicer *slicer, uint64_t block) {
    const keying *job = ud;
    planes made;
    uint16_t key[64];
    bool is_made = false;
    for (uint32_t w = 0, n_words = words_in(job->space, block); w < n_words; w++) {
        uint64_t word = block * TRUCE__SLICE_WORDS + w, left = job->space->n_cells - word * 64,
                 count = left < 64 ? left : 64;
        const size_t bytes = job->ranks->bytes, kind = job->kind[word];
        if (kind != TRUCE__NONE) {
            memcpy((char *)job->ranks->at + word * 64 * bytes, (char *)job->alike.keys + kind * 64 * bytes,
                   count * bytes);
            continue;
        }
        if (!is_made) TRY(make_planes(job, slicer, block, made));
        is_made = true;
        job->gather((const uint64_t(*)[TRUCE__SLICE_WORDS])made, job->pref->n_items, w,
                    existing(job->space, block, w), key);
        store_ranks(job, key, word * 64, count);
    }
    return TRUCE_OK;
}

/* The keys that occur as classes in ascending order, with their scores. */
static truce_status list_classes(truce_ctx *ctx, const keying *job, const truce__weights *weights,
                                 truce__classes *classes) {
    uint32_t n_items = job->pref->n_items;
    if (weights) TRY(truce__classes_make_scores(ctx, weights, (size_t)1 << n_items, classes));
    for (uint32_t key = 0; key < 1U << n_items; key++) {
        if (!job->is_met[key]) continue;
        if (weights) truce__classes_add_score(classes, classes->count, weights, 0, key, n_items);
        classes->count++;
    }
    return TRUCE_OK;
}

/* The degree by which each class is preferred to the one before: of the first item on which their keys differ. */
static truce_status find_steps(truce_ctx *ctx, const keying *job, const uint8_t *degrees, truce__classes *classes) {
    const uint32_t n_items = job->pref->n_items;
    uint32_t class = 0, before = 0;
    classes->step = truce__big_alloc(ctx, classes->count);
    if (!classes->step) return TRUCE_E_NOMEM;
    for (uint32_t key = 0; key < 1U << n_items; key++) {
        if (!job->is_met[key]) continue;
        classes->step[class] = class ? degrees[truce__first_difference(key, before, n_items)] : 1;
        before = key;
        class++;
    }
    return TRUCE_OK;
}

/* Fills the table of ranks from those of the classes. */
static truce_status fill_table(truce_ctx *ctx, keying *job, truce__weights *weights) {
    truce_status status = TRUCE_OK;
    truce__classes classes = {0};
    uint8_t *degrees = NULL;
    uint32_t *rank = NULL, next = 0;
    TRY_OR_DONE(truce__degrees_of(ctx, job->pref, &degrees));
    TRY_OR_DONE(list_classes(ctx, job, weights, &classes));
    if (degrees) TRY_OR_DONE(find_steps(ctx, job, degrees, &classes));
    rank = truce__calloc(ctx, classes.count, sizeof *rank);
    if (!rank) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(truce__classes_rank(ctx, &classes, rank, &job->ranks->count));
    TRY_OR_DONE(truce__classes_compare(ctx, &classes, rank, job->ranks->count, weights));
    TRY_OR_DONE(truce__classes_strength(ctx, job->pref, &classes, rank, weights, job->ranks));
    for (uint32_t key = 0; key < 1U << job->pref->n_items; key++)
        if (job->is_met[key]) job->rank[key] = (uint16_t)rank[next++];
done:
    truce__free(ctx, degrees);
    truce__free(ctx, rank);
    truce__classes_free(ctx, &classes);
    return status;
}

/* ------------------------------------------------------------------- build */

/* Whether there are so few cells that their keys are kept. */
static bool are_few(uint64_t n_cells) {
    return n_cells <= FEW;
}

double truce__keying_bytes(uint64_t n_cells, const truce__pref *pref) {
    const size_t n_words = truce__bits_words(n_cells);
    return are_few(n_cells) ? 0 : (double)n_words * sizeof(uint32_t) + truce__word_memo_bytes(pref->n_items, n_words);
}

static truce_status make_room(truce_ctx *ctx, keying *job) {
    const size_t n_keys = (size_t)1 << job->pref->n_items, n_words = truce__bits_words(job->space->n_cells);
    job->rank = truce__calloc(ctx, n_keys + 1, sizeof *job->rank);
    job->is_met = truce__calloc(ctx, n_keys + 1, 1);
    if (!job->rank || !job->is_met) return TRUCE_E_NOMEM;
    if (are_few(job->space->n_cells)) {
        job->kept = truce__alloc(ctx, n_words * 64 * sizeof *job->kept);
        return job->kept ? TRUCE_OK : TRUCE_E_NOMEM;
    }
    job->kind = truce__big_alloc(ctx, n_words * sizeof *job->kind);
    if (!job->kind) return TRUCE_E_NOMEM;
    return truce__word_memo_make(ctx, job->pref->n_items, n_words, &job->alike);
}

truce_status truce__ranks_keyed(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                                truce__weights *weights, truce__ranks *ranks) {
    truce_status status = TRUCE_OK;
    keying job = {.space = space, .pref = pref, .gather = truce__keys_best(), .ranks = ranks};
    TRY_OR_DONE(make_room(ctx, &job));
    TRY_OR_DONE(truce__blocks_run(ctx, space, see_block, &job));
    TRY_OR_DONE(truce__any_of_each(space, job.is_met, (size_t)1 << pref->n_items));
    TRY_OR_DONE(fill_table(ctx, &job, weights));
    TRY_OR_DONE(truce__rank_table_add(ctx, ranks->table, pref->n_items, job.rank, sizeof *job.rank,
                                      (uint64_t)1 << pref->n_items));
    ranks->bytes = truce__value_bytes(ranks->count);
    assert(ranks->bytes <= 2); /* store_ranks() knows no wider type: at most 2^TRUCE__KEY_PLANES keys */
    ranks->at = truce__big_alloc(ctx, space->n_cells * ranks->bytes);
    if (!ranks->at) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (job.kept) {
        store_ranks(&job, job.kept, 0, space->n_cells);
    } else {
        rank_kinds(&job);
        TRY_OR_DONE(truce__blocks_run(ctx, space, rank_block, &job));
    }
done:
    truce__word_memo_free(ctx, &job.alike);
    truce__big_free(ctx, job.kind);
    truce__free(ctx, job.kept);
    truce__free(ctx, job.rank);
    truce__free(ctx, job.is_met);
    return status;
}
