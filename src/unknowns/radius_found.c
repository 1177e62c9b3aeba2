/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/radius_found.h"

truce_status truce__radius_add(truce__radius_work *work, const bool *changed, truce__radius *radius) {
    truce_ctx *ctx = work->ctx;
    bool is_stable;
    truce__profile profile = {work->lists, work->profile};
    TRY(truce__judge_all(&work->judge, &profile, radius->cell, radius->stake, &is_stable));
    if (is_stable == radius->holds) return TRUCE_E_BUG;
    if (!radius->first.count) TRY(truce__vec_push(ctx, &radius->first, 0));
    for (uint32_t p = 0; p < radius->n_parties; p++) {
        if (!changed[p]) continue;
        truce__other_order other = {p, truce__orders_count(&radius->orders)};
        TRY(truce__orders_add(ctx, &radius->orders, work->profile[p].at, work->profile[p].count));
        TRY(truce__vec_push(ctx, &radius->changes, other));
    }
    return truce__vec_push(ctx, &radius->first, radius->changes.count);
}

void truce__radius_free(truce__radius *radius) {
    if (!radius->ctx) return;
    truce__free(radius->ctx, radius->own);
    truce__vec_free(radius->ctx, &radius->changes);
    truce__vec_free(radius->ctx, &radius->first);
    truce__orders_free(radius->ctx, &radius->orders);
}
