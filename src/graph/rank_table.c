/* SPDX-License-Identifier: Apache-2.0 */
#include "graph/rank_table.h"

#include "graph/planes.h"

truce_status truce__rank_table_add(truce_ctx *ctx, truce__rank_table *table, uint32_t n_items, const void *number,
                                   uint32_t bytes, uint64_t n_keys) {
    if (!table) return TRUCE_OK;
    truce__rank_step step = {n_items, truce__big_alloc(ctx, n_keys * sizeof *step.number)};
    if (!step.number || truce__vec_push(ctx, &table->steps, step) != TRUCE_OK) {
        truce__big_free(ctx, step.number);
        return TRUCE_E_NOMEM;
    }
    for (uint64_t key = 0; key < n_keys; key++)
        step.number[key] = bytes == 2 ? ((const uint16_t *)number)[key] : ((const uint32_t *)number)[key];
    return TRUCE_OK;
}

void truce__rank_table_free(truce_ctx *ctx, truce__rank_table *table) {
    if (!table) return;
    for (size_t i = 0; i < table->steps.count; i++) truce__big_free(ctx, table->steps.at[i].number);
    truce__vec_free(ctx, &table->steps);
    truce__free(ctx, table);
}

static bool item_holds(const truce__space *space, uint64_t cell, const truce__pref_item *item) {
    for (uint32_t s = 0; s < item->n_stmts; s++)
        if (truce__space_truth(space, cell, &item->stmts[s]) == TRUCE__TRUE) return true;
    return false;
}

/* The group of a cell in a direct ranking: the first that claims it, else that of the rest. */
static uint32_t group_of(const truce__space *space, const truce__pref *pref, uint64_t cell) {
    const truce_state state = truce__space_number(space, cell);
    uint32_t rest = 0;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (item->is_rest) rest = item->group;
        else if (item->n_stmts ? item_holds(space, cell, item) : item->state == state) return item->group;
    }
    return rest;
}

uint32_t truce__rank_in_table(const truce__rank_table *table, const truce__space *space, const truce__pref *pref,
                              uint64_t cell) {
    if (pref->kind == TRUCE__PREF_RANK) return table->steps.at[0].number[group_of(space, pref, cell)];
    const truce__pref_item *item = pref->items;
    uint32_t class = 0;
    for (size_t i = 0; i < table->steps.count; i++) {
        const truce__rank_step *step = &table->steps.at[i];
        for (uint32_t n = 0; n < step->n_items; n++) class = class << 1 | item_holds(space, cell, item++);
        class = step->number[class];
    }
    return class;
}
