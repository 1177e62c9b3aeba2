/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/vary.h"

#include "graph/variant.h"
#include "unknowns/lanes.h"

/* --------------------------------------------------------------- preferences */

truce_status truce__negation(truce__arena *arena, const truce__stmt *stmt, truce__stmt *negation) {
    truce__node *nodes = truce__arena_alloc(arena, (size_t)stmt->n_nodes + 1, sizeof *nodes);
    if (!nodes) return TRUCE_E_NOMEM;
    memcpy(nodes, stmt->nodes, stmt->n_nodes * sizeof *nodes);
    nodes[stmt->n_nodes] = (truce__node){.op = TRUCE__OP_NOT, .left = stmt->n_nodes - 1};
    *negation = *stmt;
    negation->nodes = nodes;
    negation->n_nodes++;
    return TRUCE_OK;
}

typedef struct held {
    truce__pref_item item;
    int64_t place;
} held;

static int by_place(const void *a, const void *b) {
    const held *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

/* An item whose statements are negated: one statement, true where none of them is. */
static truce_status negate_item(truce__arena *arena, truce__pref_item *item) {
    truce__stmt whole = item->stmts[0], *negation = truce__arena_alloc(arena, 1, sizeof *negation);
    if (!negation) return TRUCE_E_NOMEM;
    for (uint32_t k = 1; k < item->n_stmts; k++) { /* the statements one behind the other, joined by `or` */
        const truce__stmt *next = &item->stmts[k];
        truce__node *nodes = truce__arena_alloc(arena, (size_t)whole.n_nodes + next->n_nodes + 1, sizeof *nodes);
        uint32_t *levels = truce__arena_alloc(arena, (size_t)whole.n_levels + next->n_levels, sizeof *levels);
        if (!nodes || !levels) return TRUCE_E_NOMEM;
        memcpy(nodes, whole.nodes, whole.n_nodes * sizeof *nodes);
        if (whole.n_levels) memcpy(levels, whole.levels, whole.n_levels * sizeof *levels);
        if (next->n_levels) memcpy(levels + whole.n_levels, next->levels, next->n_levels * sizeof *levels);
        for (uint32_t n = 0; n < next->n_nodes; n++) {
            truce__node *node = &nodes[whole.n_nodes + n];
            *node = next->nodes[n];
            node->first_level += whole.n_levels;
            if (node->op >= TRUCE__OP_NOT && node->left != TRUCE__NONE) node->left += whole.n_nodes;
            if (node->op >= TRUCE__OP_NOT && node->right != TRUCE__NONE) node->right += whole.n_nodes;
        }
        nodes[whole.n_nodes + next->n_nodes] = (truce__node){
            .op = TRUCE__OP_OR, .left = whole.n_nodes - 1, .right = whole.n_nodes + next->n_nodes - 1};
        whole.nodes = nodes;
        whole.levels = levels;
        whole.n_nodes += next->n_nodes + 1;
        whole.n_levels += next->n_levels;
    }
    TRY(truce__negation(arena, &whole, negation));
    item->stmts = negation;
    item->n_stmts = 1;
    item->is_any = false;
    return TRUCE_OK;
}

static void scale(truce__decimal *weight, int32_t shift) {
    for (; shift > 0; shift--) weight->mantissa *= 2;
    for (; shift < 0; shift++) weight->mantissa *= 5, weight->scale++;
    weight->exact = NULL;
}

/* What an item becomes; *place is INT64_MIN where it is not held. */
static truce_status vary_item(truce__arena *arena, const truce__unknown *unknown, const truce__fate *fate, held *h) {
    h->place = fate->reading == TRUCE__READ_ABSENT ? INT64_MIN : h->place;
    if (fate->reading == TRUCE__READ_ABSENT) return TRUCE_OK;
    if (unknown->kind == TRUCE__UNSURE_WEIGHT) {
        if (fate->reading == TRUCE__READ_OPPOSITE) h->item.weight.mantissa = -h->item.weight.mantissa;
        scale(&h->item.weight, fate->place);
        return TRUCE_OK;
    }
    h->place = fate->place;
    return fate->reading == TRUCE__READ_OPPOSITE ? negate_item(arena, &h->item) : TRUCE_OK;
}

/* Places of a ranking hold the states that they hold as written, so its items stay in their order: who comes first
 * has a state. What changes is where they are ranked. */
static void place_groups(const truce__doubts *doubts, const held *list, uint32_t count, truce__pref_item *items) {
    uint32_t to = 0;
    for (uint32_t i = 0; i < doubts->pref->n_items; i++) {
        const truce__pref_item *item = &doubts->pref->items[i];
        uint32_t group = 0, last = TRUCE__NONE;
        if (doubts->group[i] == TRUCE__NONE) continue;
        for (uint32_t k = 0; k < count && list[k].item.group != item->group; k++) {
            group += list[k].item.group != last;
            last = list[k].item.group;
        }
        items[to] = *item;
        items[to++].group = group;
    }
}

truce_status truce__variant_items(truce_ctx *ctx, truce__arena *arena, const truce__unknowns *unknowns,
                                  uint32_t party, const uint16_t *taken, uint32_t stride, truce__pref_item *items,
                                  uint32_t *count) {
    const truce__doubts *doubts = &unknowns->doubts[party];
    held *list = truce__calloc(ctx, (size_t)doubts->pref->n_items + 1, sizeof *list);
    truce_status status = list ? TRUCE_OK : TRUCE_E_NOMEM;
    *count = 0;
    for (uint32_t i = 0; i < doubts->pref->n_items && status == TRUCE_OK; i++) {
        uint32_t own = doubts->group ? doubts->group[i] : i;
        if (own == TRUCE__NONE) continue; /* a mark between places of a ranking */
        uint32_t u = doubts->unknown[own];
        held h = {doubts->pref->items[i], 2 * (int64_t)own};
        if (u != TRUCE__NONE)
            status = vary_item(arena, &unknowns->at[u], &unknowns->at[u].fates[taken[(uint64_t)u * stride]], &h);
        if (h.place != INT64_MIN) list[(*count)++] = h;
    }
    if (status == TRUCE_OK) status = truce__sort(ctx, list, *count, sizeof *list, by_place); /* keeps equals */
    if (doubts->group) place_groups(doubts, list, *count, items);
    for (uint32_t k = 0; k < *count && !doubts->group; k++) items[k] = list[k].item;
    truce__free(ctx, list);
    return status;
}

/* ----------------------------------------------------------------- variants */

static bool has_structure(const truce__unknowns *unknowns, const uint16_t *taken) {
    for (uint32_t u = 0; u < unknowns->count; u++)
        if (unknowns->at[u].kind >= TRUCE__UNSURE_OPTION && taken[(uint64_t)u * TRUCE__LANES]) return true;
    return false;
}

/* Prefers in the variant what the parties prefer in it. */
static truce_status prefer(truce_ctx *ctx, const truce__unknowns *unknowns, const uint16_t *taken,
                           truce__pref_item *items, truce__varied *varied) {
    for (uint32_t p = 0; p < unknowns->model->n_parties; p++) {
        const truce__doubts *doubts = &unknowns->doubts[p];
        bool is_unsure = false;
        truce__pref pref = *doubts->pref;
        for (uint32_t i = 0; i < doubts->n_items; i++)
            is_unsure |= doubts->unknown[i] != TRUCE__NONE && taken[(uint64_t)doubts->unknown[i] * TRUCE__LANES];
        if (!is_unsure) continue;
        TRY(truce__variant_items(ctx, &varied->arena, unknowns, p, taken, TRUCE__LANES, items, &pref.n_items));
        pref.items = items;
        pref.is_marked = false;
        pref.n_thresholds = 0;
        TRY(truce__variant_prefer(varied->graph, p, &pref));
        items += doubts->pref->n_items;
    }
    return TRUCE_OK;
}

/* A copy of the model whose options and rules are those of the variant. */
static truce_status restructure(const truce__unknowns *unknowns, const uint16_t *taken, truce__arena *arena,
                                truce_model **out) {
    const truce_model *model = unknowns->model;
    truce_model *copy = truce__arena_alloc(arena, 1, sizeof *copy);
    truce__option *options = truce__arena_alloc(arena, model->n_options, sizeof *options);
    truce__rule *rules = truce__arena_alloc(arena, model->n_rules, sizeof *rules);
    bool *is_gone = truce__arena_alloc(arena, model->n_rules, sizeof *is_gone);
    if (!copy || !options || !rules || !is_gone) return TRUCE_E_NOMEM;
    *copy = *model;
    memcpy(options, model->options, model->n_options * sizeof *options);
    for (uint32_t u = 0; u < unknowns->count; u++) {
        const truce__unknown *unknown = &unknowns->at[u];
        if (!taken[(uint64_t)u * TRUCE__LANES]) continue;
        if (unknown->kind == TRUCE__UNSURE_OPTION) options[unknown->item].moves = TRUCE__MOVES_NONE;
        if (unknown->kind == TRUCE__UNSURE_RULE) is_gone[unknown->item] = true;
    }
    copy->n_rules = 0;
    for (uint32_t r = 0; r < model->n_rules; r++)
        if (!is_gone[r]) rules[copy->n_rules++] = model->rules[r];
    copy->options = options;
    copy->rules = rules;
    *out = copy;
    return TRUCE_OK;
}

truce_status truce__vary(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                         const uint16_t *taken, truce__varied *varied) {
    size_t n_items = 1;
    truce__pref_item *items;
    truce_model *model;
    *varied = (truce__varied){.is_restructured = has_structure(unknowns, taken)};
    truce__arena_init(&varied->arena, ctx);
    for (uint32_t p = 0; p < unknowns->model->n_parties; p++) n_items += unknowns->doubts[p].pref->n_items;
    if (varied->is_restructured) {
        TRY(restructure(unknowns, taken, &varied->arena, &model));
        TRY(truce__graph_build(ctx, model, TRUCE__SHAPE_ANY, &varied->whole));
        if (graph->is_after_expiry) TRY(truce_graph_after_expiry(ctx, varied->whole, &varied->after));
        graph = varied->after ? varied->after : varied->whole;
    }
    TRY(truce__variant_new(ctx, graph, n_items, &items, &varied->graph));
    return prefer(ctx, unknowns, taken, items, varied);
}

void truce__varied_free(truce__varied *varied) {
    truce_graph_free(varied->graph);
    truce_graph_free(varied->after);
    truce_graph_free(varied->whole);
    if (varied->arena.ctx) truce__arena_free(&varied->arena);
    *varied = (truce__varied){.graph = NULL};
}
