/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Weights as whole numbers, so that sums are exact and ties are ties: of 64 bits, or of 128 where that is not enough.
 *
 * Weights with more digits than people write were rounded when they were read. That must not change the order of any
 * two states: classes of states are ranked by the sums as written, and then the rounded sums are compared from rank
 * to rank. If a tie was made or broken, or an order turned, the weights are refused: nobody but their author knows
 * whether 0.30000000000000004 is meant to be more than 0.1 + 0.2.
 */
#include "graph/ranks.h"

#include <stdio.h>

enum { BITS = 126 };

/* The weights in units of 10^-scale; false where the sum of their sizes does not fit. */
static bool scale_all(const truce__pref *pref, uint32_t scale, int64_t *of) {
    int64_t total = 0;
    bool is_over = false;
    for (uint32_t i = 0; i < pref->n_items && !is_over; i++) {
        int64_t value = pref->items[i].weight.mantissa;
        for (uint32_t s = pref->items[i].weight.scale; s < scale; s++)
            is_over |= __builtin_mul_overflow(value, (int64_t)10, &value);
        is_over |= value == INT64_MIN || __builtin_add_overflow(total, value < 0 ? -value : value, &total);
        of[i] = value;
    }
    return !is_over;
}

static bool widen(truce__decimal value, uint32_t scale, truce__wide *wide, truce__wide *total) {
    if (!truce__decimal_widen(value, scale, wide)) return false;
    truce__wide size = *wide < 0 ? -*wide : *wide;
    return size >> BITS == 0 && (*total += size) >> BITS == 0;
}

static uint32_t most_places(const truce__pref *pref) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < pref->n_items + pref->n_thresholds; i++) {
        uint32_t places = truce__decimal_places(i < pref->n_items ? pref->items[i].weight
                                                                  : pref->thresholds[i - pref->n_items]);
        if (places > most) most = places;
    }
    return most;
}

static truce__decimal shortened(truce__decimal value) {
    value.exact = NULL;
    return value;
}

/* The same in 128 bits, as written and as rounded. */
static bool widen_all(const truce__pref *pref, truce__weights *weights) {
    truce__wide total = 0, total_rounded = 0;
    const uint32_t scale = most_places(pref);
    bool fits = true;
    for (uint32_t i = 0; fits && i < pref->n_items; i++)
        fits = widen(pref->items[i].weight, scale, &weights->exact[i], &total) &&
               widen(shortened(pref->items[i].weight), scale, &weights->rounded[i], &total_rounded);
    for (uint32_t i = 0; fits && i < pref->n_thresholds; i++)
        fits = widen(pref->thresholds[i], scale, &weights->least_exact[i], &(truce__wide){0}) &&
               widen(shortened(pref->thresholds[i]), scale, &weights->least_rounded[i], &(truce__wide){0});
    return fits;
}

truce_status truce__weights_refuse(truce_ctx *ctx, const truce_model *model, const truce__pref *pref, bool *is_good) {
    *is_good = false;
    return truce__diag(ctx, TRUCE_ERROR, &model->source, pref->items[0].loc,
                       "round them, or write them in other units",
                       "these weights differ too much in size to be added exactly");
}

truce_status truce__weights_make(truce_ctx *ctx, const truce_model *model, const truce__pref *pref,
                                 truce__weights *weights, bool *is_good) {
    bool is_long = false;
    *weights = (truce__weights){.of = truce__calloc(ctx, pref->n_items, sizeof *weights->of),
                                .n_least = pref->n_thresholds};
    if (!weights->of) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < pref->n_thresholds; i++) is_long |= pref->thresholds[i].exact != NULL;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        is_long |= pref->items[i].weight.exact != NULL;
        if (pref->items[i].weight.scale > weights->scale) weights->scale = pref->items[i].weight.scale;
    }
    bool fits = scale_all(pref, weights->scale, weights->of);
    if (fits && !is_long) return TRUCE_OK;
    if (!fits) truce__free(ctx, weights->of), weights->of = NULL;
    if (!fits && pref->n_thresholds) return truce__weights_refuse(ctx, model, pref, is_good);
    weights->exact = truce__calloc(ctx, pref->n_items, sizeof *weights->exact);
    weights->rounded = truce__calloc(ctx, pref->n_items, sizeof *weights->rounded);
    if (!weights->exact || !weights->rounded) return TRUCE_E_NOMEM;
    if (widen_all(pref, weights)) return TRUCE_OK;
    return truce__weights_refuse(ctx, model, pref, is_good);
}

void truce__weights_free(truce_ctx *ctx, truce__weights *weights) {
    truce__free(ctx, weights->of);
    truce__free(ctx, weights->exact);
    truce__free(ctx, weights->rounded);
    *weights = (truce__weights){0};
}

/* The first number that was rounded, and where its statement stands; else a threshold. */
static truce__decimal first_rounded(const truce__pref *pref, truce__loc *loc) {
    uint32_t i = 0, k = 0;
    while (i < pref->n_items && !pref->items[i].weight.exact) i++;
    *loc = i < pref->n_items ? pref->items[i].loc : pref->items[0].loc;
    if (i < pref->n_items) return pref->items[i].weight;
    while (!pref->thresholds[k].exact) k++;
    return pref->thresholds[k];
}

truce_status truce__weights_check(truce_ctx *ctx, const truce_model *model, const truce__pref *pref,
                                  const truce__weights *weights, bool *is_good) {
    static const char *const says[] = {[TRUCE__TIE_MADE] = "makes a tie of states that differ",
                                       [TRUCE__TIE_BROKEN] = "parts states that are tied",
                                       [TRUCE__ORDER_TURNED] = "turns the order of states",
                                       [TRUCE__DEGREE_CHANGED] = "changes how strongly a state is preferred"};
    truce_status status = TRUCE_E_NOMEM;
    truce__text written, rounded;
    char hint[80];
    if (weights->clash == TRUCE__NO_CLASH) return TRUCE_OK;
    truce__loc loc;
    const truce__decimal number = first_rounded(pref, &loc);
    *is_good = false;
    truce__text_init(&written, ctx);
    truce__text_init(&rounded, ctx);
    truce__decimal_write_exact(&written, number);
    truce__decimal_write(&rounded, number);
    snprintf(hint, sizeof hint, "write the number that is meant, as %.30s", truce__text_bytes(&rounded));
    if (!written.failed && !rounded.failed)
        status = truce__diag(ctx, TRUCE_ERROR, &model->source, loc, hint,
                             "rounding weights such as %.40s to 15 digits %s", truce__text_bytes(&written),
                             says[weights->clash]);
    truce__text_free(&written);
    truce__text_free(&rounded);
    return status;
}
