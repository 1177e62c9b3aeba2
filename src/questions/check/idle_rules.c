/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules that exclude nothing: every combination that breaks one breaks another rule too.
 *
 * Where combinations are few, all rules are evaluated over all of them, 64 at a time: once to find the combinations
 * that break exactly one rule, and once more to see whose they are. That is linear in rules times combinations.
 * Elsewhere a combination that breaks one rule alone is searched for each.
 */
#include "questions/check/check_optional.h"

#include "graph/search.h"
#include "graph/slices.h"

enum {
    TRIED = 1 << 20, /* combinations up to which all are tried */
    STEPS = 1 << 21, /* of a search that is then given up, with the benefit of the doubt */
    WORK = 1 << 28   /* of all searches together, in terms evaluated: about a second */
};

typedef struct trial {
    truce_ctx *ctx;
    const truce_model *model;
    truce__slicer *slicer;
    bool *is_idle;
    uint64_t stride[TRUCE__MAX_OPTIONS];
    uint64_t combinations;
    uint64_t words[TRUCE__SLICE_WORDS], once[TRUCE__SLICE_WORDS], twice[TRUCE__SLICE_WORDS];
} trial;

/* Leaves in `once` the combinations of the block that break exactly one rule. */
static truce_status find_single(trial *t, uint64_t block, uint32_t n_words) {
    memset(t->once, 0, sizeof t->once);
    memset(t->twice, 0, sizeof t->twice);
    for (uint32_t rule = 0; rule < t->model->n_rules; rule++) {
        TRY(truce__slicer_eval(t->slicer, &t->model->rules[rule].stmt, t->words));
        for (uint32_t w = 0; w < n_words; w++) {
            t->twice[w] |= t->once[w] & ~t->words[w];
            t->once[w] |= ~t->words[w];
        }
    }
    uint64_t left = t->combinations - block * TRUCE__SLICE_BITS;
    for (uint32_t w = 0; w < n_words; w++) t->once[w] &= ~t->twice[w] & truce__bits_mask(left, w);
    return TRUCE_OK;
}

static truce_status try_block(trial *t, uint64_t block) {
    truce__slicer_seek(t->slicer, block);
    uint32_t n_words = truce__slicer_words(t->slicer);
    TRY(find_single(t, block, n_words));
    for (uint32_t rule = 0; rule < t->model->n_rules; rule++) {
        if (!t->is_idle[rule]) continue;
        TRY(truce__slicer_eval(t->slicer, &t->model->rules[rule].stmt, t->words));
        for (uint32_t w = 0; w < n_words; w++)
            if (t->once[w] & ~t->words[w]) t->is_idle[rule] = false;
    }
    return truce__is_cancelled(t->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static truce_status try_all(trial *t) {
    truce_status status = truce__slicer_new(t->ctx, t->model, t->stride, &t->slicer);
    for (uint32_t rule = 0; rule < t->model->n_rules; rule++) t->is_idle[rule] = true;
    for (uint64_t block = 0; status == TRUCE_OK && block * TRUCE__SLICE_BITS < t->combinations; block++)
        status = try_block(t, block);
    truce__slicer_free(t->slicer);
    return status;
}

static truce_status search_one(truce__search *search, uint32_t rule, bool *is_idle) {
    uint64_t code = 0;
    TRY(truce__search_again(search, rule, false));
    truce_status status = truce__search_first(search, STEPS, WORK, &code);
    *is_idle = status == TRUCE_OK && code == UINT64_MAX;
    return status == TRUCE_E_LIMIT ? TRUCE_OK : status;
}

static truce_status search_all(truce_ctx *ctx, const truce_model *model, bool *is_idle) {
    truce__search search;
    truce_status status = truce__search_init(&search, ctx, model, model->n_rules, TRUCE__NONE, false);
    for (uint32_t rule = 0; status == TRUCE_OK && rule < model->n_rules; rule++) {
        is_idle[rule] = false;
        if (search.partial.work <= WORK) status = search_one(&search, rule, &is_idle[rule]);
    }
    truce__search_free(&search);
    return status;
}

truce_status truce__idle_rules(truce_ctx *ctx, const truce_model *model, bool *is_idle) {
    trial t = {.ctx = ctx, .model = model, .is_idle = is_idle, .combinations = 1};
    for (uint32_t i = 0; i < model->n_options; i++) {
        t.stride[i] = t.combinations;
        t.combinations *= model->options[i].n_levels;
    }
    return t.combinations <= TRIED ? try_all(&t) : search_all(ctx, model, is_idle);
}
