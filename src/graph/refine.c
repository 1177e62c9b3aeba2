/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sorts truth vectors of any length lexicographically into classes.
 *
 * Option prioritising scores a state by 2^(k-1), 2^(k-2), ... for its true statements, which overflows any integer
 * once there are more statements than bits. Only the order of the truth vectors matters, so classes are refined a few
 * statements at a time. The key of a cell is its class so far with the new truth bits appended. The keys that occur
 * are marked; the number of marks below a key is the number of its new class. Each round is linear in the cells; the
 * table of marks never exceeds a million entries or twice the number of classes.
 */
#include "graph/planes.h"
#include "graph/rank_table.h"
#include "graph/ranks.h"
#include "graph/split.h"
#include "graph/strength.h"

enum { MAX_BITS = 12, TABLE_BITS = 20 };

typedef struct round_job {
    const truce__space *space;
    const truce__pref_item *items;
    uint32_t n_items;
    truce__classes *classes;
    unsigned char *is_met; /* of each key */
    uint32_t *number;      /* of each key: its class */
} round_job;

truce_status truce__item_block(const truce__space *space, truce__slicer *slicer, uint64_t block,
                               const truce__pref_item *item, uint64_t words[TRUCE__SLICE_WORDS]) {
    uint64_t more[TRUCE__SLICE_WORDS];
    const uint32_t n_words = slicer ? truce__slicer_words(slicer) : TRUCE__SLICE_WORDS;
    TRY(truce__space_truth_block(space, slicer, block, &item->stmts[0], words));
    for (uint32_t i = 1; i < item->n_stmts; i++) {
        TRY(truce__space_truth_block(space, slicer, block, &item->stmts[i], more));
        for (uint32_t w = 0; w < n_words; w++) words[w] |= more[w];
    }
    return TRUCE_OK;
}

/* Appends the bits of one word of every plane to the classes of 64 cells and marks the keys of those that exist. */
static void extend_word(const round_job *job, uint64_t (*planes)[TRUCE__SLICE_WORDS], int word, uint64_t exists,
                        uint32_t *of, uint32_t count) {
    uint32_t key[64];
    for (uint32_t b = 0; b < count; b++) key[b] = of[b];
    for (uint32_t item = 0; item < job->n_items; item++) {
        uint64_t bits = planes[item][word];
        for (uint32_t b = 0; b < count; b++) key[b] = key[b] << 1 | (uint32_t)(bits >> b & 1);
    }
    for (uint32_t b = 0; b < count; b++) {
        if (!(exists >> b & 1)) key[b] = 0;
        else if (!__atomic_load_n(&job->is_met[key[b]], __ATOMIC_RELAXED))
            __atomic_store_n(&job->is_met[key[b]], 1, __ATOMIC_RELAXED);
        of[b] = key[b];
    }
}

static truce_status extend_block(void *ud, truce__slicer *slicer, uint64_t block) {
    const round_job *job = ud;
    const truce__space *space = job->space;
    uint64_t planes[MAX_BITS][TRUCE__SLICE_WORDS];
    if (slicer) truce__slicer_seek(slicer, block);
    for (uint32_t i = 0; i < job->n_items; i++)
        TRY(truce__item_block(space, slicer, block, &job->items[i], planes[i]));
    for (int word = 0; word < TRUCE__SLICE_WORDS; word++) {
        uint64_t at = block * TRUCE__SLICE_BITS + (uint64_t)word * 64;
        if (at >= space->n_cells) break;
        uint64_t left = space->n_cells - at, exists = space->feasible ? space->feasible[at / 64] : UINT64_MAX;
        extend_word(job, planes, word, exists, job->classes->of + at, left < 64 ? (uint32_t)left : 64);
    }
    return TRUCE_OK;
}

static truce_status renumber_block(void *ud, truce__slicer *slicer, uint64_t block) {
    (void)slicer;
    const round_job *job = ud;
    uint64_t first = block * TRUCE__SLICE_BITS, last = first + TRUCE__SLICE_BITS;
    if (last > job->space->n_cells) last = job->space->n_cells;
    uint32_t *of = job->classes->of;
    for (uint64_t c = first; c < last; c++) of[c] = job->number[of[c]];
    return TRUCE_OK;
}

static truce_status make_zeros(truce_ctx *ctx, size_t count, size_t size, void **zeros) {
    *zeros = truce__big_alloc(ctx, count * size);
    if (*zeros) memset(*zeros, 0, count * size);
    return *zeros ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__classes_make_scores(truce_ctx *ctx, const truce__weights *weights, size_t count,
                                        truce__classes *classes) {
    void *made = NULL;
    if (weights->of) TRY(make_zeros(ctx, count, sizeof *classes->score, &made));
    classes->score = made;
    if (!weights->exact) return TRUCE_OK;
    TRY(make_zeros(ctx, count, sizeof *classes->exact, &made));
    classes->exact = made;
    TRY(make_zeros(ctx, count, sizeof *classes->rounded, &made));
    classes->rounded = made;
    return TRUCE_OK;
}

void truce__classes_add_score(truce__classes *classes, uint32_t class, const truce__weights *weights, uint32_t first,
                              uint64_t key, uint32_t n_items) {
    for (uint32_t i = 0; i < n_items; i++) {
        if (!(key >> (n_items - 1 - i) & 1)) continue;
        if (classes->score) classes->score[class] += weights->of[first + i];
        if (!classes->exact) continue;
        classes->exact[class] += weights->exact[first + i];
        classes->rounded[class] += weights->rounded[first + i];
    }
}

static void copy_score(const truce__classes *from, uint64_t one, truce__classes *to, uint32_t other) {
    if (from->score && to->score) to->score[other] = from->score[one];
    if (!from->exact || !to->exact) return;
    to->exact[other] = from->exact[one];
    to->rounded[other] = from->rounded[one];
}

/* Scores of the new classes from those of the old ones they came from; `first` is the round's first item. */
static truce_status carry_scores(truce_ctx *ctx, const round_job *job, const truce__weights *weights, uint32_t first,
                                 uint64_t n_keys, uint32_t count) {
    truce__classes *now = job->classes,
                   before = {.score = now->score, .exact = now->exact, .rounded = now->rounded};
    now->score = NULL;
    now->exact = now->rounded = NULL;
    truce_status status = truce__classes_make_scores(ctx, weights, count, now);
    for (uint64_t key = 0; status == TRUCE_OK && key < n_keys && !truce__stops_at(ctx, key); key++) {
        if (!job->is_met[key]) continue;
        copy_score(&before, key >> job->n_items, now, job->number[key]);
        truce__classes_add_score(now, job->number[key], weights, first, key, job->n_items);
    }
    truce__classes_free(ctx, &before);
    return status == TRUCE_OK && truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : status;
}

/* The degrees between neighbouring new classes: those of the first new item on which their keys differ or, if they
 * came from two old classes, the degree between these. `degrees` are those of the round's items. */
static truce_status carry_steps(truce_ctx *ctx, const round_job *job, const uint8_t *degrees, uint64_t n_keys,
                                uint32_t count) {
    uint8_t *step = truce__big_alloc(ctx, count);
    uint64_t before = 0;
    uint32_t class = 0;
    if (!step) return TRUCE_E_NOMEM;
    for (uint64_t key = 0; key < n_keys && !truce__stops_at(ctx, key); key++) {
        if (!job->is_met[key]) continue;
        bool is_split = class && key >> job->n_items == before >> job->n_items;
        uint8_t old = job->classes->step ? job->classes->step[key >> job->n_items] : 1;
        step[class++] =
            is_split ? degrees[truce__first_difference((uint32_t)key, (uint32_t)before, job->n_items)] : old;
        before = key;
    }
    truce__big_free(ctx, job->classes->step);
    job->classes->step = step;
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static truce_status refine_round(truce_ctx *ctx, round_job *job, const truce__weights *weights, uint32_t first) {
    const uint8_t *degrees = job->classes->degree ? job->classes->degree + first : NULL;
    truce_status status = TRUCE_OK;
    uint64_t n_keys = (uint64_t)job->classes->count << job->n_items;
    uint32_t count = 0;
    job->is_met = truce__big_alloc(ctx, n_keys);
    job->number = truce__big_alloc(ctx, n_keys * sizeof *job->number);
    if (!job->is_met || !job->number) TRY_OR_DONE(TRUCE_E_NOMEM);
    memset(job->is_met, 0, n_keys);
    TRY_OR_DONE(truce__blocks_run(ctx, job->space, extend_block, job));
    TRY_OR_DONE(truce__any_of_each(job->space, job->is_met, n_keys));
    for (uint64_t key = 0; key < n_keys; key++) {
        if (truce__stops_at(ctx, key)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        job->number[key] = count;
        count += job->is_met[key];
    }
    TRY_OR_DONE(truce__blocks_run(ctx, job->space, renumber_block, job));
    if (weights) TRY_OR_DONE(carry_scores(ctx, job, weights, first, n_keys, count));
    if (degrees) TRY_OR_DONE(carry_steps(ctx, job, degrees, n_keys, count));
    job->classes->count = count;
    TRY_OR_DONE(
        truce__rank_table_add(ctx, job->classes->table, job->n_items, job->number, sizeof *job->number, n_keys));
done:
    truce__big_free(ctx, job->is_met);
    truce__big_free(ctx, job->number);
    return status;
}

/* How many items fit the next round's table. */
static uint32_t round_size(uint32_t count, uint32_t left) {
    uint32_t size = 1;
    while (size < left && size < MAX_BITS && ((uint64_t)count << (size + 1)) <= (uint64_t)1 << TABLE_BITS) size++;
    return size;
}

truce_status truce__classes_refine(truce_ctx *ctx, const truce__space *space, const truce__pref_item *items,
                                   uint32_t n_items, const truce__weights *weights, truce__classes *classes) {
    classes->count = 1;
    classes->of = truce__big_alloc(ctx, space->n_cells * sizeof *classes->of);
    if (!classes->of) return TRUCE_E_NOMEM;
    if (weights) TRY(truce__classes_make_scores(ctx, weights, 1, classes));
    TRY(truce__big_set(ctx, classes->of, 0, space->n_cells * sizeof *classes->of));
    for (uint32_t done = 0; done < n_items;) {
        uint32_t size = round_size(classes->count, n_items - done);
        round_job job = {.space = space, .items = items + done, .n_items = size, .classes = classes};
        TRY(refine_round(ctx, &job, weights, done));
        done += size;
        truce__progress_part(ctx, done, n_items);
    }
    return TRUCE_OK;
}

void truce__classes_free(truce_ctx *ctx, truce__classes *classes) {
    truce__big_free(ctx, classes->of);
    truce__big_free(ctx, classes->score);
    truce__big_free(ctx, classes->exact);
    truce__big_free(ctx, classes->rounded);
    truce__big_free(ctx, classes->step);
    *classes = (truce__classes){0};
}

/* ------------------------------------------------------------------ ranks */

typedef struct scored {
    int64_t score;
    uint32_t class;
} scored;

static int by_score(const void *a, const void *b) {
    const scored *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? -1 : 1;
    return x->class < y->class ? -1 : x->class > y->class;
}

static truce_status rank_scores(truce_ctx *ctx, const truce__classes *classes, uint32_t *rank, uint32_t *count) {
    truce_status status = TRUCE_OK;
    scored *sorted = truce__big_alloc(ctx, classes->count * sizeof *sorted);
    if (!sorted) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < classes->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        sorted[i] = (scored){classes->score[i], i};
    }
    TRY_OR_DONE(truce__sort(ctx, sorted, classes->count, sizeof *sorted, by_score));
    *count = 0;
    for (uint32_t i = 0; i < classes->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        if (i == 0 || sorted[i].score != sorted[i - 1].score) ++*count;
        rank[sorted[i].class] = *count;
    }
done:
    truce__big_free(ctx, sorted);
    return status;
}

static int by_exact_score(const void *a, const void *b) {
    const truce__wide *x = *(const truce__wide *const *)a, *y = *(const truce__wide *const *)b;
    if (*x != *y) return *x < *y ? -1 : 1;
    return x < y ? -1 : x > y;
}

static truce_status rank_exact_scores(truce_ctx *ctx, const truce__classes *classes, uint32_t *rank,
                                      uint32_t *count) {
    truce_status status = TRUCE_OK;
    const truce__wide **sorted = truce__big_alloc(ctx, classes->count * sizeof *sorted);
    if (!sorted) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < classes->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        sorted[i] = &classes->exact[i];
    }
    TRY_OR_DONE(truce__sort(ctx, sorted, classes->count, sizeof *sorted, by_exact_score));
    *count = 0;
    for (uint32_t i = 0; i < classes->count; i++) {
        if (truce__stops_at(ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        if (i == 0 || *sorted[i] != *sorted[i - 1]) ++*count;
        rank[sorted[i] - classes->exact] = *count;
    }
done:
    truce__big_free(ctx, sorted);
    return status;
}

truce_status truce__classes_rank(truce_ctx *ctx, const truce__classes *classes, uint32_t *rank, uint32_t *count) {
    if (classes->exact) return rank_exact_scores(ctx, classes, rank, count);
    if (classes->score) return rank_scores(ctx, classes, rank, count);
    *count = classes->count;
    for (uint32_t i = 0; i < classes->count; i++) rank[i] = i + 1;
    return TRUCE_OK;
}

/* ---------------------------------------------------------- rounded scores */

/* Scores of all ranks, 1 the least, as written and as rounded. */
typedef struct rank_sums {
    truce__wide *exact, *rounded;
    uint32_t count;
} rank_sums;

/* Whether rounded scores differ by a rounded threshold where exact ones do. */
static bool is_degree_kept(truce_ctx *ctx, const rank_sums *s, truce__wide exact, truce__wide rounded) {
    uint32_t above = 1, above_rounded = 1;
    for (uint32_t r = 1; r <= s->count && !truce__stops_at(ctx, r); r++) {
        while (above <= s->count && s->exact[above] - s->exact[r] < exact) above++;
        while (above_rounded <= s->count && s->rounded[above_rounded] - s->rounded[r] < rounded) above_rounded++;
        if (above != above_rounded) return false;
    }
    return true;
}

static truce__clash compare_ranks(truce_ctx *ctx, const rank_sums *s, const truce__weights *weights) {
    truce__clash clash = TRUCE__NO_CLASH;
    for (uint32_t r = 2; r <= s->count && !truce__stops_at(ctx, r); r++) {
        if (s->rounded[r] < s->rounded[r - 1]) return TRUCE__ORDER_TURNED;
        if (s->rounded[r] == s->rounded[r - 1]) clash = TRUCE__TIE_MADE;
    }
    for (uint32_t i = 0; clash == TRUCE__NO_CLASH && i < weights->n_least; i++)
        if (!is_degree_kept(ctx, s, weights->least_exact[i], weights->least_rounded[i])) return TRUCE__DEGREE_CHANGED;
    return clash;
}

truce_status truce__classes_compare(truce_ctx *ctx, const truce__classes *classes, const uint32_t *rank,
                                    uint32_t count, truce__weights *weights) {
    if (!classes->rounded) return TRUCE_OK;
    const size_t bytes = ((size_t)count + 1) * sizeof(truce__wide);
    rank_sums s = {truce__big_alloc(ctx, bytes), truce__big_alloc(ctx, bytes), count};
    bool is_broken = false, is_good = s.exact && s.rounded;
    for (uint32_t i = 0; is_good && i < classes->count && !truce__stops_at(ctx, i); i++) {
        s.exact[rank[i]] = classes->exact[i];
        s.rounded[rank[i]] = classes->rounded[i];
    }
    for (uint32_t i = 0; is_good && i < classes->count && !truce__stops_at(ctx, i); i++)
        is_broken |= s.rounded[rank[i]] != classes->rounded[i];
    bool is_cancelled = truce__is_cancelled(ctx);
    if (is_good && !is_cancelled) weights->clash = is_broken ? TRUCE__TIE_BROKEN : compare_ranks(ctx, &s, weights);
    truce__big_free(ctx, s.exact);
    truce__big_free(ctx, s.rounded);
    return !is_good ? TRUCE_E_NOMEM : is_cancelled ? TRUCE_E_CANCELLED : TRUCE_OK;
}
