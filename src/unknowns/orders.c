/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/orders.h"

#include "graph/expiry.h"
#include "graph/planes.h"
#include "graph/ranks.h"

/* ---------------------------------------------------------------- reading */

typedef struct reading {
    truce__list *list;
    const truce__pref_item *item; /* an item with statements ... */
    uint32_t bit;                 /* ... whose truth this bit is */
} reading;

static truce_status read_block(void *ud, truce__slicer *slicer, uint64_t block) {
    const reading *job = ud;
    const truce__space *space = &job->list->graph->space;
    uint64_t words[TRUCE__SLICE_WORDS], first = block * TRUCE__SLICE_BITS, left = space->n_cells - first;
    if (slicer) truce__slicer_seek(slicer, block);
    TRY(truce__item_block(space, slicer, block, job->item, words));
    for (uint64_t i = 0; i < left && i < TRUCE__SLICE_BITS; i++)
        if (truce__bits_get(words, i)) truce__bits_set(job->list->truth + (first + i) * job->list->words, job->bit);
    return TRUCE_OK;
}

static truce_status read_item(truce__list *list, const truce__pref_item *item, uint32_t bit) {
    reading job = {list, item, bit};
    return truce__blocks_run(list->ctx, &list->graph->space, read_block, &job);
}

static bool is_claimed(const truce__list *list, const uint64_t *truth) {
    for (uint32_t w = 0; w < list->words; w++)
        if (truth[w]) return true;
    return false;
}

/* The place `rest` takes what no other claims, and a state named by its number is claimed by that place alone. */
static truce_status read_places(truce__list *list, const truce__pref *pref) {
    const truce__space *space = &list->graph->space;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (pref->items[i].n_stmts) TRY(read_item(list, &pref->items[i], pref->items[i].group));
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (!item->state) continue;
        uint64_t *truth = list->truth + truce__space_cell(space, item->state) * list->words;
        memset(truth, 0, list->words * sizeof *truth);
        truce__bits_set(truth, item->group);
    }
    for (uint32_t i = 0; i < pref->n_items; i++)
        for (uint64_t c = 0; pref->items[i].is_rest && c < space->n_cells; c++) {
            if (truce__stops_at(list->ctx, c)) return TRUCE_E_CANCELLED;
            uint64_t *truth = list->truth + c * list->words;
            if (!is_claimed(list, truth)) truce__bits_set(truth, pref->items[i].group);
        }
    return TRUCE_OK;
}

static truce_status read_weights(truce__list *list, const truce__pref *pref) {
    uint32_t scale = 0;
    list->weight = truce__calloc(list->ctx, (size_t)pref->n_items + 1, sizeof *list->weight);
    if (!list->weight) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        uint32_t places = truce__decimal_places(pref->items[i].weight);
        if (places > scale) scale = places;
    }
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (!truce__decimal_widen(pref->items[i].weight, scale, &list->weight[i])) return TRUCE_E_USAGE;
    return TRUCE_OK;
}

/* What applies to a kind of preference. */
static truce__tariff tariff_for(const truce__pref *pref, truce__tariff tariff) {
    bool is_fixed = pref->is_marked || pref->written || pref->either;
    if (is_fixed || pref->kind == TRUCE__PREF_WEIGH) tariff.swap = TRUCE__NONE;
    if (is_fixed) tariff.drop = TRUCE__NONE;
    if (is_fixed || pref->kind == TRUCE__PREF_RANK) tariff.flip = TRUCE__NONE;
    if (is_fixed || pref->kind == TRUCE__PREF_RANK || pref->kind == TRUCE__PREF_WEIGH) tariff.insert = TRUCE__NONE;
    return tariff;
}

/* A graph valued after expiry: a state counts as what it turns into. */
static truce_status read_ends(truce__list *list) {
    const truce__space *space = &list->graph->space;
    size_t size = list->words * sizeof *list->truth;
    uint64_t *ends = truce__big_alloc(list->ctx, space->n_cells * size);
    if (!ends) return TRUCE_E_NOMEM;
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(list->ctx, c); c++) {
        uint64_t end = truce__is_state(space, c) ? truce__expires_into(list->graph, c) : c;
        memcpy(ends + c * list->words, truce__truth_of(list, end), size);
    }
    truce__big_free(list->ctx, list->truth);
    list->truth = ends;
    return truce__go_on(list->ctx);
}

static truce_status read_items(truce__list *list, const truce__pref *pref, const truce__pref_item *candidates) {
    for (uint32_t i = 0; i < list->n_written; i++) TRY(read_item(list, &pref->items[i], i));
    for (uint32_t i = list->n_written; i < list->n_items; i++)
        TRY(read_item(list, &candidates[i - list->n_written], i));
    return pref->kind == TRUCE__PREF_WEIGH ? read_weights(list, pref) : TRUCE_OK;
}

truce_status truce__list_read(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__tariff tariff,
                              const truce__pref_item *candidates, uint32_t n_candidates, truce__list *list) {
    const truce__pref *pref = &graph->model->prefs[party];
    const truce__space *space = &graph->space;
    bool is_ranking = pref->kind == TRUCE__PREF_RANK;
    /* in a coalesced state a statement and its negation may both count as false: no flip of a truth value */
    if (graph->model->n_coalesce) tariff.flip = TRUCE__NONE;
    *list = (truce__list){.ctx = ctx, .graph = graph, .party = party, .tariff = tariff_for(pref, tariff)};
    list->kind = pref->kind == TRUCE__PREF_NONE ? TRUCE__PREF_ORDER : pref->kind;
    list->n_written = pref->n_items;
    if (is_ranking) list->n_written = pref->n_items ? pref->items[pref->n_items - 1].group + 1 : 0;
    list->n_items = list->n_written + (truce__may(list->tariff.insert) ? n_candidates : 0);
    list->words = list->n_items / 64 + 1;
    uint64_t bytes = space->n_cells * list->words * sizeof *list->truth;
    TRY(truce__plan(ctx, graph->model->source.file, "truth of statements", (double)bytes));
    list->truth = truce__big_alloc(ctx, bytes);
    if (!list->truth) return TRUCE_E_NOMEM;
    TRY(truce__big_set(ctx, list->truth, 0, bytes));
    TRY(is_ranking ? read_places(list, pref) : read_items(list, pref, candidates));
    return graph->is_after_expiry ? read_ends(list) : TRUCE_OK;
}

void truce__list_free(truce__list *list) {
    truce__big_free(list->ctx, list->truth);
    truce__free(list->ctx, list->weight);
    list->truth = NULL;
    list->weight = NULL;
}

/* ----------------------------------------------------------------- orders */

truce_status truce__orders_add(truce_ctx *ctx, truce__orders *orders, const truce__stand *at, uint32_t count) {
    if (!orders->first.count) TRY(truce__vec_push(ctx, &orders->first, 0));
    TRY(truce__vec_reserve(ctx, &orders->stands, orders->stands.count + count));
    TRY(truce__vec_reserve(ctx, &orders->first, orders->first.count + 1));
    if (count) memcpy(orders->stands.at + orders->stands.count, at, count * sizeof *at);
    orders->stands.count += count;
    orders->first.at[orders->first.count++] = orders->stands.count;
    return TRUCE_OK;
}

void truce__orders_free(truce_ctx *ctx, truce__orders *orders) {
    truce__vec_free(ctx, &orders->stands);
    truce__vec_free(ctx, &orders->first);
}

truce_status truce__orders_add_written(truce_ctx *ctx, const truce__list *list, truce__orders *orders) {
    TRUCE__VEC(truce__stand) written = {0};
    truce_status status = truce__vec_reserve(ctx, &written, (size_t)list->n_written + 1);
    for (uint32_t i = 0; status == TRUCE_OK && i < list->n_written; i++) written.at[i] = truce__stand_of(i, 0);
    if (status == TRUCE_OK) status = truce__orders_add(ctx, orders, written.at, list->n_written);
    truce__vec_free(ctx, &written);
    return status;
}

/* -------------------------------------------------------------- comparing */

/* The level of the first place that claims the state. */
static uint32_t level_of(truce__order order, const uint64_t *truth) {
    uint32_t level = 0;
    for (uint32_t i = 0; i < order.count; i++) {
        level += i && !(order.at[i] & TRUCE__STAND_JOINED);
        if (truce__bits_get(truth, truce__stand_item(order.at[i]))) return level;
    }
    return TRUCE__NONE;
}

static int compare_weights(const truce__list *list, truce__order order, const uint64_t *a, const uint64_t *b) {
    truce__wide more = 0;
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]);
        int differs = (int)truce__bits_get(a, item) - (int)truce__bits_get(b, item);
        more += (order.at[i] & TRUCE__STAND_FLIPPED ? -differs : differs) * list->weight[item];
    }
    return more > 0 ? 1 : more < 0 ? -1 : 0;
}

int truce__order_compare_truths(const truce__list *list, truce__order order, const uint64_t *a, const uint64_t *b) {
    if (list->kind == TRUCE__PREF_WEIGH) return compare_weights(list, order, a, b);
    if (list->kind == TRUCE__PREF_RANK) {
        uint32_t of_a = level_of(order, a), of_b = level_of(order, b);
        return of_a < of_b ? 1 : of_a > of_b ? -1 : 0;
    }
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]);
        bool in_a = truce__bits_get(a, item), in_b = truce__bits_get(b, item);
        if (in_a != in_b) return in_a != ((order.at[i] & TRUCE__STAND_FLIPPED) != 0) ? 1 : -1;
    }
    return 0;
}

int truce__order_compare(const truce__list *list, truce__order order, uint64_t a, uint64_t b) {
    return truce__order_compare_truths(list, order, truce__truth_of(list, a), truce__truth_of(list, b));
}

bool truce__order_prefers(const truce__list *list, truce__order order, const uint64_t *favours,
                          const uint64_t *opposes) {
    if (list->kind == TRUCE__PREF_RANK) return level_of(order, favours) < level_of(order, opposes);
    truce__wide more = 0;
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]);
        bool is_for = truce__bits_get(favours, item), is_against = truce__bits_get(opposes, item);
        if (!is_for && !is_against) continue;
        bool speaks_for = is_for != ((order.at[i] & TRUCE__STAND_FLIPPED) != 0);
        if (list->kind == TRUCE__PREF_ORDER) return speaks_for;
        truce__wide size = list->weight[item] < 0 ? -list->weight[item] : list->weight[item];
        more += speaks_for ? size : -size;
    }
    return more > 0;
}
