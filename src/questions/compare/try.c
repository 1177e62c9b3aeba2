/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A change tried out: the conclusions of two models, and the outcomes that their deals have. The second model is a
 * variant of the first where it can be, so that only what the change touches is worked out again.
 */
#include "questions/compare/compare.h"
#include "questions/no_deal.h"

#include <truce/comment.h>
#include <truce/deal.h>

typedef struct kept {
    truce_trial result; /* first: the caller holds a pointer to it */
    truce_ctx *ctx;
    truce_conclusions *before; /* which lend their texts */
    truce_fact_flip *flips;
    TRUCE__VEC(truce_zone_flip) zone;
} kept;

static truce_status compare_conclusions(truce_ctx *ctx, const truce__solved *before, const truce__solved *after,
                                        kept *k) {
    truce_conclusions *other = NULL;
    TRY(truce_conclude(ctx, before->solution, &k->before));
    TRY(truce_conclude(ctx, after->solution, &other));
    truce_status status = truce_conclusions_compare(ctx, k->before, other, &k->flips, &k->result.flip_count);
    truce_conclusions_free(other);
    k->result.flips = k->flips;
    return status;
}

/* ---------------------------------------------------------------- agreement */

static bool zone_has(const truce_deals *deals, uint32_t outcome) {
    truce_state state = truce_set_next(deals->zone, 0);
    while (state && !truce_graph_has_outcome(deals->graph, state, outcome))
        state = truce_set_next(deals->zone, state);
    return state != 0;
}

static uint32_t outcome_of(const truce_model *model, const char *id) {
    uint32_t o = 0;
    while (o < model->n_outcomes && strcmp(model->outcomes[o].id, id) != 0) o++;
    return o;
}

/* Outcomes that only one of the models has are not compared. */
static truce_status list_zone(kept *k, const truce_deals *before, const truce_deals *after) {
    const truce_model *one = before->graph->model, *other = after->graph->model;
    for (uint32_t o = 0; o < one->n_outcomes; o++) {
        uint32_t same = outcome_of(other, one->outcomes[o].id);
        if (same == other->n_outcomes) continue;
        truce_zone_flip flip = {one->outcomes[o].id, zone_has(before, o), zone_has(after, same)};
        if (flip.held_before != flip.holds_after) TRY(truce__vec_push(k->ctx, &k->zone, flip));
    }
    return TRUCE_OK;
}

static truce_status compare_zones(truce_ctx *ctx, const truce__solved *before, const truce__solved *after, kept *k) {
    const truce_deal_options options = {.limit = 1};
    const truce__diags_mark mark = truce__diags_here(ctx);
    truce_deals *one = NULL, *other = NULL;
    if (!truce__has_no_deal(before->graph) || !truce__has_no_deal(after->graph)) return TRUCE_OK;
    truce_status status = truce_deal(ctx, before->graph, &options, &one);
    if (status == TRUCE_OK) status = truce_deal(ctx, after->graph, &options, &other);
    if (status == TRUCE_OK) status = list_zone(k, one, other);
    truce_deals_free(other);
    truce_deals_free(one);
    if (status != TRUCE_E_MODEL) return status;
    truce__diags_forget(ctx, mark); /* a no deal that holds nowhere */
    return TRUCE_OK;
}

static truce_status compare(truce_ctx *ctx, const truce_model *before, const truce_model *after, kept *k) {
    const truce_compare_options options = {0};
    truce__solved one = {0}, other = {0};
    truce_status status = truce__solved_model(ctx, before, NULL, &options, &one);
    if (status == TRUCE_OK) status = truce__solved_model(ctx, after, &one, &options, &other);
    if (status == TRUCE_OK) status = compare_conclusions(ctx, &one, &other, k);
    if (status == TRUCE_OK) status = compare_zones(ctx, &one, &other, k);
    truce__solved_free(&other);
    truce__solved_free(&one);
    k->result.zone = k->zone.at;
    k->result.zone_count = k->zone.count;
    return status;
}

truce_status truce_try(truce_ctx *ctx, const truce_model *before, const truce_model *after, truce_trial **trial) {
    kept *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    k->ctx = ctx;
    truce_status status = compare(ctx, before, after, k);
    if (status == TRUCE_OK) *trial = &k->result;
    else truce_trial_free(&k->result);
    return status;
}

void truce_trial_free(truce_trial *trial) {
    if (!trial) return;
    kept *k = (kept *)trial;
    truce__vec_free(k->ctx, &k->zone);
    truce_release(k->ctx, k->flips);
    truce_conclusions_free(k->before);
    truce__free(k->ctx, k);
}
