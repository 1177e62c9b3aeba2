/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the orders of a party at a price make of many targets at once. Each order is a variant of the model, which the
 * engine solves for that party in all states together. So thousands of targets cost as much as there are orders;
 * formulas (stakes.h) are for few targets and many orders.
 */
#include "concepts/concepts.h"
#include "graph/variant.h"
#include "unknowns/locks.h"
#include "unknowns/model_edits.h"

enum { FEWEST_TARGETS = 64, MOST_ORDERS = 2048, MOST_BYTES = 64 << 20, CELLS_OF_A_LOOK = 64 };

static size_t words_of(const truce__locked *l) { return truce__bits_words(l->n_targets); }

/* Whether the orders up to that price are few beside the targets. */
static truce_status is_worth_it(truce__locked *l, uint32_t party, uint64_t most, bool *is) {
    uint64_t orders = 0;
    *is = l->n_targets >= FEWEST_TARGETS && l->lists[party].kind == TRUCE__PREF_ORDER;
    for (uint64_t price = 1; *is && price <= most; price++) {
        uint64_t number;
        TRY(truce__locked_number(l, party, price, &number));
        orders = truce__sum_or_most(orders, number);
        *is = orders <= MOST_ORDERS && orders <= l->n_targets && orders * 2 * words_of(l) * 8 <= MOST_BYTES;
    }
    return TRUCE_OK;
}

static truce_status fill_items(const truce__locked *l, uint32_t party, truce__order order, truce__arena *arena,
                               truce__pref_item *items) {
    const truce_model *model = l->graph->model;
    const truce__list *list = &l->lists[party];
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]);
        items[i] = item < list->n_written ? model->prefs[party].items[item]
                                          : l->sides[party].candidates[item - list->n_written];
        if (!(order.at[i] & TRUCE__STAND_FLIPPED)) continue;
        truce__stmt *negation = truce__arena_alloc(arena, 1, sizeof *negation);
        if (!negation) return TRUCE_E_NOMEM;
        TRY(truce__edit_negation(arena, model, &items[i], negation));
        items[i].stmts = negation;
        items[i].n_stmts = 1;
        items[i].is_any = false;
    }
    return TRUCE_OK;
}

static truce_status solve_order(const truce__locked *l, uint32_t party, truce__order order, uint64_t *bits) {
    truce_graph *variant = NULL;
    truce_solution *solution = NULL;
    truce__pref_item *items;
    truce__arena arena;
    truce__arena_init(&arena, l->ctx);
    truce_status status = truce__variant_new(l->ctx, l->graph, (size_t)order.count + 1, &items, &variant);
    if (status == TRUCE_OK) status = fill_items(l, party, order, &arena, items);
    truce__pref pref = {.kind = TRUCE__PREF_ORDER, .items = items, .n_items = order.count};
    if (status == TRUCE_OK) status = truce__variant_prefer(variant, party, &pref);
    if (status == TRUCE_OK) status = truce__solve_for(l->ctx, variant, l->before, party, &solution);
    for (uint32_t t = 0; t < l->n_targets && status == TRUCE_OK; t++)
        for (uint32_t slot = 0; slot < 2; slot++)
            if (truce__bits_get(truce_solution_stable(solution, slot, party)->bits, l->targets[t]))
                truce__bits_set(bits + slot * words_of(l), t);
    truce_solution_free(solution);
    truce_graph_free(variant);
    truce__arena_free(&arena);
    return status == TRUCE_OK ? truce__go_on(l->ctx) : status;
}

/* Raises the prices of the targets that no order of a layer makes stable. */
static void note_prices(truce__locked *l, uint32_t party, uint64_t price, const truce__layer *layer) {
    const size_t words = words_of(l);
    bool is_last = price == l->sides[party].most;
    for (uint32_t t = 0; t < l->n_targets; t++) {
        truce__lock *lock = truce__lock_of(l, t, party);
        bool is_stable = false, does = false;
        if (lock->price > price || lock->sought >= price) continue;
        for (size_t i = 0; i < truce__orders_count(&layer->orders) && !does; i++) {
            bool is = truce__bits_get(layer->bits + (2 * i + 1) * words, t);
            is_stable |= is;
            does = is && truce__locked_lasts(l, t, party, truce__orders_get(&layer->orders, i));
        }
        if (does) lock->sought = UINT64_MAX;
        else lock->price = is_last ? TRUCE__NEVER : price + 1;
        if (!does && is_last) lock->why = is_stable ? TRUCE__NEVER_LASTS : TRUCE__NEVER_STABLE;
    }
}

static truce_status survey_layer(truce__locked *l, uint32_t party, uint64_t price, uint64_t *spare) {
    const uint64_t looks = l->graph->space.n_cells / CELLS_OF_A_LOOK + 1;
    const truce__orders *orders;
    bool is_whole;
    TRY(truce__locked_layer(l, party, price, UINT64_MAX, &orders, &is_whole));
    truce__layer *layer = &l->sides[party].layers.at[price];
    size_t count = truce__orders_count(orders);
    layer->bits = truce__calloc(l->ctx, 2 * words_of(l) * count + 1, sizeof *layer->bits);
    if (!layer->bits) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count; i++) {
        TRY(solve_order(l, party, truce__orders_get(orders, i), layer->bits + 2 * i * words_of(l)));
        truce__progress(l->ctx, "trying edits", i, count);
        *spare -= truce__lesser(*spare, looks);
    }
    note_prices(l, party, price, layer);
    l->sides[party].surveyed = price;
    return TRUCE_OK;
}

truce_status truce__locked_survey(truce__locked *l, uint32_t party, uint64_t most, uint64_t *spare, bool *is_done) {
    most = truce__lesser(most, l->sides[party].most);
    TRY(is_worth_it(l, party, most, is_done));
    for (uint64_t price = l->sides[party].surveyed + 1; *is_done && price <= most; price++) {
        *is_done = *spare > 0;
        if (*is_done) TRY(survey_layer(l, party, price, spare));
    }
    return TRUCE_OK;
}

const uint64_t *truce__locked_surveyed(const truce__locked *l, uint32_t party, uint64_t price, size_t order) {
    const truce__side *side = &l->sides[party];
    if (price >= side->layers.count || !side->layers.at[price].bits) return NULL;
    return side->layers.at[price].bits + 2 * order * words_of(l);
}
