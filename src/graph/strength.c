/* SPDX-License-Identifier: Apache-2.0 */
#include "graph/strength.h"

/* ------------------------------------------------------------------- make */

/* The least whole number of 10^-scale that is at least the threshold. */
static int64_t scaled(truce__decimal threshold, uint32_t scale) {
    truce__wide value = threshold.mantissa;
    for (uint32_t s = threshold.scale; s < scale; s++) value *= 10; /* at most 32 digits */
    for (uint32_t s = scale; s < threshold.scale; s++) value = (value + 9) / 10;
    return value < INT64_MAX ? (int64_t)value : INT64_MAX;
}

static truce_status make(truce_ctx *ctx, bool has_scores, uint32_t count, truce__strength **out) {
    truce__strength *made = truce__calloc(ctx, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    if (has_scores) made->score = truce__big_alloc(ctx, ((uint64_t)count + 1) * sizeof *made->score);
    else made->step = truce__big_alloc(ctx, (uint64_t)count + 1);
    *out = made;
    return made->score || made->step ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__strength_new(truce_ctx *ctx, const truce__pref *pref, uint32_t count, uint32_t scale,
                                 truce__strength **strength) {
    *strength = NULL;
    if (truce__pref_degree(pref) < 2) return TRUCE_OK;
    TRY(make(ctx, pref->n_thresholds > 0, count, strength));
    truce__strength *made = *strength;
    if (made->step) return truce__big_set(ctx, made->step, 1, (uint64_t)count + 1);
    for (uint32_t i = 0; i < TRUCE__MAX_DEGREE - 1; i++)
        made->least[i] = i < pref->n_thresholds ? scaled(pref->thresholds[i], scale) : INT64_MAX;
    return truce__big_set(ctx, made->score, 0, ((uint64_t)count + 1) * sizeof *made->score);
}

void truce__strength_free(truce_ctx *ctx, truce__strength *strength) {
    if (!strength) return;
    truce__big_free(ctx, strength->step);
    truce__big_free(ctx, strength->score);
    truce__free(ctx, strength);
}

truce_status truce__strength_without(truce_ctx *ctx, const truce__strength *from, uint32_t old_count,
                                     const uint32_t *dense, uint32_t count, truce__strength **strength) {
    uint8_t step = 1; /* from the rank kept last */
    TRY(make(ctx, from->score != NULL, count, strength));
    truce__strength *made = *strength;
    memcpy(made->least, from->least, sizeof made->least);
    for (uint32_t r = 1; r <= old_count; r++) {
        if (truce__stops_at(ctx, r)) return TRUCE_E_CANCELLED;
        if (from->step && from->step[r] > step) step = from->step[r];
        if (!dense[r]) continue;
        if (from->step) made->step[dense[r]] = step;
        else made->score[dense[r]] = from->score[r];
        step = 1;
    }
    return TRUCE_OK;
}

uint32_t truce__item_degree(const truce__pref *pref, uint32_t index) {
    uint32_t degree = 1;
    for (; index < pref->n_items; index++)
        if (pref->items[index].degree > degree) degree = pref->items[index].degree;
    return degree;
}

/* ---------------------------------------------------------------- classes */

truce_status truce__degrees_of(truce_ctx *ctx, const truce__pref *pref, uint8_t **degrees) {
    *degrees = NULL;
    if (pref->kind != TRUCE__PREF_ORDER || truce__pref_degree(pref) < 2) return TRUCE_OK;
    *degrees = truce__alloc(ctx, pref->n_items);
    if (!*degrees) return TRUCE_E_NOMEM;
    for (uint32_t i = pref->n_items, degree = 1; i-- > 0; (*degrees)[i] = (uint8_t)degree)
        if (pref->items[i].degree > degree) degree = pref->items[i].degree;
    return TRUCE_OK;
}

truce_status truce__classes_strength(truce_ctx *ctx, const truce__pref *pref, const truce__classes *classes,
                                     const uint32_t *rank, const truce__weights *weights, truce__ranks *ranks) {
    TRY(truce__strength_new(ctx, pref, ranks->count, weights ? weights->scale : 0, &ranks->strength));
    if (!ranks->strength) return TRUCE_OK;
    for (uint32_t c = 0; c < classes->count; c++) {
        if (truce__stops_at(ctx, c)) return TRUCE_E_CANCELLED;
        if (ranks->strength->score) ranks->strength->score[rank[c]] = classes->score[c];
        else if (c) ranks->strength->step[rank[c]] = classes->step[c];
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- ask */

uint32_t truce__degree_between(const truce__ranks *ranks, uint32_t better, uint32_t worse) {
    const truce__strength *strength = ranks->strength;
    uint32_t degree = better > worse;
    if (!strength || !degree) return degree;
    for (uint32_t r = worse + 1; strength->step && r <= better; r++)
        if (strength->step[r] > degree) degree = strength->step[r];
    if (strength->step) return degree;
    const int64_t difference = strength->score[better] - strength->score[worse];
    while (degree < TRUCE__MAX_DEGREE && strength->least[degree - 1] != INT64_MAX &&
           difference >= strength->least[degree - 1])
        degree++;
    return degree;
}

/* The difference of scores that makes a degree from 2 on; INT64_MAX if none does. */
static int64_t difference_of(const truce__strength *strength, uint32_t degree) {
    return degree <= TRUCE__MAX_DEGREE ? strength->least[degree - 2] : INT64_MAX;
}

uint32_t truce__highest_below(const truce__ranks *ranks, uint32_t rank, uint32_t degree) {
    const truce__strength *strength = ranks->strength;
    if (!strength) return 0;
    if (strength->step) {
        while (rank >= 2 && strength->step[rank] < degree) rank--;
        return rank ? rank - 1 : 0;
    }
    const int64_t difference = difference_of(strength, degree), from = strength->score[rank];
    if (difference == INT64_MAX) return 0;
    while (rank && from - strength->score[rank] < difference) rank--;
    return rank;
}

static truce_status fill_by_steps(truce_ctx *ctx, const truce__ranks *ranks, uint32_t degree, uint32_t *table) {
    uint32_t above = ranks->count + 1;
    for (uint32_t r = ranks->count; r >= 1; r--) {
        if (truce__stops_at(ctx, r)) return TRUCE_E_CANCELLED;
        table[r] = above;
        if (ranks->strength->step[r] >= degree) above = r;
    }
    return TRUCE_OK;
}

static truce_status fill_by_scores(truce_ctx *ctx, const truce__ranks *ranks, uint32_t degree, uint32_t *table) {
    const int64_t *score = ranks->strength->score, difference = difference_of(ranks->strength, degree);
    uint32_t above = difference == INT64_MAX ? ranks->count + 1 : 1;
    for (uint32_t r = 1; r <= ranks->count; r++) {
        if (truce__stops_at(ctx, r)) return TRUCE_E_CANCELLED;
        while (above <= ranks->count && score[above] - score[r] < difference) above++;
        table[r] = above;
    }
    return TRUCE_OK;
}

truce_status truce__lowest_above(truce_ctx *ctx, const truce__ranks *ranks, uint32_t degree, uint32_t **out) {
    const truce__strength *strength = ranks->strength;
    uint32_t *table = truce__big_alloc(ctx, ((uint64_t)ranks->count + 1) * sizeof *table);
    if (!table) return TRUCE_E_NOMEM;
    *out = table;
    table[0] = 0;
    if (strength) return (strength->step ? fill_by_steps : fill_by_scores)(ctx, ranks, degree, table);
    for (uint32_t r = 1; r <= ranks->count; r++) {
        if (truce__stops_at(ctx, r)) return TRUCE_E_CANCELLED;
        table[r] = ranks->count + 1;
    }
    return TRUCE_OK;
}

static truce_status compare_at(truce_ctx *ctx, const truce__ranks *a, const truce__ranks *b, uint32_t degree,
                               bool *answer) {
    uint32_t *of_a = NULL, *of_b = NULL;
    truce_status status = truce__lowest_above(ctx, a, degree, &of_a);
    if (status == TRUCE_OK) status = truce__lowest_above(ctx, b, degree, &of_b);
    if (status == TRUCE_OK) *answer = memcmp(of_a, of_b, ((size_t)a->count + 1) * sizeof *of_a) == 0;
    truce__big_free(ctx, of_a);
    truce__big_free(ctx, of_b);
    return status;
}

truce_status truce__are_as_strong(truce_ctx *ctx, const truce__ranks *a, const truce__ranks *b, bool *answer) {
    *answer = true;
    for (uint32_t degree = 2; (a->strength || b->strength) && *answer && degree <= TRUCE__MAX_DEGREE; degree++)
        TRY(compare_at(ctx, a, b, degree, answer));
    return TRUCE_OK;
}
