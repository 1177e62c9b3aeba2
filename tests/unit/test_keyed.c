/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ranks from keys against ranks from refined classes; the two share only the truth of statements. They are the same
 * for every cell, also where words of cells are of more kinds than the memo holds, and with threads that meet kinds
 * at the same time. The table of kinds is also tested by itself.
 */
#include "graph/word_memo.h"
#include "graph/keys.h"
#include "graph/ranks.h"

#define RANDOM_SEED 20270311
#define TEXT_ROOM 65536
#include "harness.h"
#include "unit/random_text.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ models */

static void add_literal(text *t, uint32_t n) {
    add(t, "%so%u", draw(2) ? "not " : "", draw(n));
}

/* True where an odd (or an even) number of the drawn options is taken: no part of it is decided before the last of
 * them. */
static void add_parity(text *t, uint32_t n) {
    uint32_t chosen = 1 + draw((1U << n) - 1), count = (uint32_t)__builtin_popcount(chosen);
    for (uint32_t i = 1; i < count; i++) add(t, "(");
    for (uint32_t i = 0, put = 0; i < n; i++) {
        if (!(chosen >> i & 1)) continue;
        add(t, "%so%u%s", put ? " iff " : "", i, put ? ")" : "");
        put++;
    }
}

static void add_statement(text *t, uint32_t n, bool is_wild) {
    if (is_wild) {
        add_parity(t, n);
        return;
    }
    add_literal(t, n);
    add(t, draw(2) ? " and " : " or ");
    add_literal(t, n);
}

/* One party with n options. Its statements are short, or such that hardly any two words of cells are alike. */
static void make_model(text *t, uint32_t n, uint32_t items, bool is_wild, bool has_rules, bool has_weights,
                       bool is_three) {
    t->length = 0;
    add(t, "truce: 1\nparties:\n  - id: p\n    options:\n");
    for (uint32_t i = 0; i < n; i++)
        add(t, "      - {id: o%u%s}\n", i, is_three && i == n - 1 ? ", levels: [a, b, c]" : "");
    if (has_rules) {
        add(t, "feasible:\n  - not (");
        add_statement(t, n - is_three, is_wild && draw(2));
        add(t, " and ");
        add_literal(t, n - is_three);
        add(t, ")\n");
    }
    add(t, "preferences:\n  p:\n    %s:\n", has_weights ? "weigh" : "order");
    for (uint32_t i = 0; i < items; i++) {
        add(t, has_weights ? "      \"" : "      - ");
        add_statement(t, n - is_three, is_wild);
        if (has_weights) add(t, " or (o%u and not o%u)\": %d", i, i, (int)draw(19) - 9);
        add(t, "\n");
    }
}

/* ------------------------------------------------------------------- ranks */

/* Ranks by way of classes. */
static uint32_t *refined(truce_ctx *ctx, const truce__space *space, const truce__pref *pref,
                         const truce__weights *weights, uint32_t *count) {
    truce__classes classes = {0};
    uint32_t *ranks = malloc(space->n_cells * sizeof *ranks), *rank;
    if (truce__classes_refine(ctx, space, pref->items, pref->n_items, weights, &classes) != TRUCE_OK) exit(3);
    rank = malloc(classes.count * sizeof *rank);
    if (truce__classes_rank(ctx, &classes, rank, count) != TRUCE_OK) exit(3);
    for (uint64_t c = 0; c < space->n_cells; c++) ranks[c] = truce__is_state(space, c) ? rank[classes.of[c]] : 0;
    free(rank);
    truce__classes_free(ctx, &classes);
    return ranks;
}

/* The number of cells with another rank; all cells if the numbers of ranks differ. */
static uint64_t wrong_ranks(truce_ctx *ctx, const truce__space *space, const truce__pref *pref) {
    truce__weights weights = {0}, *used = pref->kind == TRUCE__PREF_WEIGH ? &weights : NULL;
    uint32_t count;
    bool is_good = true;
    if (used && truce__weights_make(ctx, space->model, pref, used, &is_good) != TRUCE_OK) exit(3);
    uint32_t *expected = refined(ctx, space, pref, used, &count);
    truce__ranks ranks = {0};
    if (truce__ranks_keyed(ctx, space, pref, used, &ranks) != TRUCE_OK) exit(3);
    uint64_t wrong = ranks.count == count ? 0 : space->n_cells;
    for (uint64_t c = 0; c < space->n_cells; c++) wrong += truce__rank_at(&ranks, c) != expected[c];
    truce__big_free(ctx, ranks.at);
    truce__weights_free(ctx, &weights);
    free(expected);
    return wrong;
}

static void keys_give_the_ranks(void) {
    static text t;
    uint64_t wrong = 0;
    uint32_t compared = 0, without_states = 0;
    for (uint32_t i = 0; i < 120; i++) {
        bool is_wild = draw(2), is_three = draw(4) == 0;
        uint32_t n = i < 30 ? 3 + draw(9) : 13 + draw(5);
        make_model(&t, n, 1 + draw(n < TRUCE__KEY_PLANES ? n : TRUCE__KEY_PLANES), is_wild, draw(2), draw(3) == 0,
                   is_three);
        truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1 + draw(3)});
        truce_model *model = NULL;
        truce__space space;
        if (truce_parse(ctx, t.at, t.length, "random", &model) != TRUCE_OK) printf("%s\n", t.at), exit(3);
        truce_status status = truce__space_build(ctx, model, TRUCE__SHAPE_PRODUCT, &space);
        if (status == TRUCE_OK) wrong += wrong_ranks(ctx, &space, &model->prefs[0]), compared++;
        else without_states++;
        truce__space_free(&space);
        truce_model_free(model);
        truce_ctx_free(ctx);
    }
    CLAIM(compared > 100, "models with states are compared (%u, %u without)", compared, without_states);
    CLAIM(wrong == 0, "ranks are those of the classes (%u cells differ)", (unsigned)wrong);
}

/* ------------------------------------------------------------------- kinds */

enum { N_PLANES = 3, N_BLOCKS = 12 };

static struct {
    uint64_t planes[N_BLOCKS][N_PLANES][TRUCE__SLICE_WORDS], exists[N_BLOCKS][TRUCE__SLICE_WORDS];
    uint32_t kind[N_BLOCKS][TRUCE__SLICE_WORDS];
    truce__word_memo alike;
    _Atomic uint32_t n_met;
} all;

/* Keys that encode which word they belong to. */
static void make_keys(uint64_t block, uint32_t word, uint16_t key[64]) {
    for (uint32_t i = 0; i < 64; i++)
        key[i] = (uint16_t)(all.planes[block][0][word] * 31 + all.planes[block][1][word] * 7 +
                            all.planes[block][2][word] + (all.exists[block][word] >> i & 1));
}

static void meet(void *ud, uint32_t word, uint16_t key[64]) {
    const uint64_t *block = ud;
    make_keys(*block, word, key);
    atomic_fetch_add(&all.n_met, 1);
}

static void sort_block(const void *job, uint64_t block) {
    (void)job;
    truce__word_memo_sort(&all.alike, (const uint64_t(*)[TRUCE__SLICE_WORDS])all.planes[block], all.exists[block],
                          TRUCE__SLICE_WORDS, meet, &block, all.kind[block]);
}

static bool is_kind(uint32_t block, uint32_t w, uint32_t kind) {
    const uint64_t *words = all.alike.words + (size_t)kind * (N_PLANES + 1);
    uint16_t key[64];
    make_keys(block, w, key);
    for (uint32_t p = 0; p < N_PLANES; p++)
        if (words[p] != all.planes[block][p][w]) return false;
    return words[N_PLANES] == all.exists[block][w] &&
           memcmp(all.alike.keys + (size_t)kind * 64, key, sizeof key) == 0;
}

/* Words of at most `kinds` kinds that differ in high bits, low bits, or which cells exist. */
static void draw_words(uint32_t kinds) {
    for (uint32_t b = 0; b < N_BLOCKS; b++)
        for (uint32_t w = 0; w < TRUCE__SLICE_WORDS; w++) {
            uint64_t which = draw(kinds);
            for (uint32_t p = 0; p < N_PLANES; p++)
                all.planes[b][p][w] = which >> p & 1 ? UINT64_MAX : which << 40 & UINT64_C(0xFFFFF00000000000);
            all.exists[b][w] = ~(which >> 3);
        }
}

/* Counts words of no kind, and words of a wrong kind. */
static void sort_all(uint32_t threads, uint32_t *unknown, uint32_t *wrong) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = threads});
    if (truce__word_memo_make(ctx, N_PLANES, (uint64_t)N_BLOCKS * TRUCE__SLICE_WORDS, &all.alike) != TRUCE_OK)
        exit(3);
    atomic_store(&all.n_met, 0);
    truce__for_each(ctx, true, N_BLOCKS, sort_block, NULL);
    *unknown = 0;
    for (uint32_t b = 0; b < N_BLOCKS; b++)
        for (uint32_t w = 0; w < TRUCE__SLICE_WORDS; w++)
            if (all.kind[b][w] == TRUCE__NONE) ++*unknown;
            else *wrong += !is_kind(b, w, all.kind[b][w]);
    truce__word_memo_free(ctx, &all.alike);
    truce_ctx_free(ctx);
}

static void kinds_are_found(void) {
    uint32_t unknown, wrong = 0;
    for (uint32_t threads = 1; threads <= 4; threads++) {
        draw_words(100);
        sort_all(threads, &unknown, &wrong);
        CLAIM(unknown == 0, "all kinds are remembered where there is room (%u threads, %u not)", threads, unknown);
        CLAIM(threads > 1 || all.n_met <= 100, "a kind is met once (%u)", (unsigned)all.n_met);
        draw_words(1 << 20);
        sort_all(threads, &unknown, &wrong);
        CLAIM(unknown > 0 && unknown < N_BLOCKS * TRUCE__SLICE_WORDS,
              "some of too many kinds are not (%u threads, %u)", threads, unknown);
    }
    CLAIM(wrong == 0, "what is remembered is the word (%u are not)", wrong);
}

/* -------------------------------------------------------------------- keys */

static uint64_t draw_word(void) {
    uint64_t word = (uint64_t)draw(1 << 24) << 40 | (uint64_t)draw(1 << 24) << 20 | draw(1 << 24);
    return draw(4) ? word : draw(2) ? UINT64_MAX : 0;
}

/* Both ways on this machine, against keys put together bit by bit. */
static void words_become_keys(void) {
    static uint64_t planes[TRUCE__KEY_PLANES][TRUCE__SLICE_WORDS];
    const truce__keys_fn ways[] = {truce__keys_portable, truce__keys_best()};
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 3000; i++) {
        uint32_t n = draw(TRUCE__KEY_PLANES + 1), word = draw(TRUCE__SLICE_WORDS);
        uint64_t exists = draw_word();
        uint16_t key[64];
        for (uint32_t p = 0; p < n; p++) planes[p][word] = draw_word();
        for (uint32_t way = 0; way < 2; way++) {
            ways[way]((const uint64_t(*)[TRUCE__SLICE_WORDS])planes, n, word, exists, key);
            for (uint32_t b = 0; b < 64; b++) {
                uint32_t expected = 0;
                for (uint32_t p = 0; p < n; p++) expected = expected << 1 | (uint32_t)(planes[p][word] >> b & 1);
                wrong += key[b] != (exists >> b & 1 ? expected : 1U << n);
            }
        }
    }
    CLAIM(wrong == 0, "keys are the planes' bits (%u are not)", wrong);
}

int main(void) {
    words_become_keys();
    kinds_are_found();
    keys_give_the_ranks();
    return claims_end();
}
