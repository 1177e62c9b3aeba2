/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/cheapest.h"

#include "unknowns/arranged.h"
#include "unknowns/prefix.h"

truce_status truce__cheapest_find(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                  truce__cheapest *found) {
    *found = (truce__cheapest){.price = TRUCE__NEVER, .is_known = true, .is_counted = true};
    if (truce__stakes_are_none(stakes) && !wanted) return TRUCE_OK;
    if (stakes->list->kind == TRUCE__PREF_ORDER) return truce__prefix_search(stakes, wanted, effort, found);
    return truce__arranged_search(stakes, wanted, effort, found);
}

void truce__cheapest_free(truce_ctx *ctx, truce__cheapest *found) {
    truce__orders_free(ctx, &found->orders);
}
