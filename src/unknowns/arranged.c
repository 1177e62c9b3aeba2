/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A node is an order: for each written item in turn what stands there. Of a ranking that is the places from the best
 * on, those of one place in the order of their numbers and marked as joined; an edit swaps two neighbouring places or
 * joins them. Of weights it is each item with what became of it; items are changed in their order, so that each
 * choice is met once. Here orders are counted, not paths.
 *
 * The bound of a ranking: a step brings two places nearer to each other by one place at most, and only a swap brings
 * one past the other. That of weights: the edits that shift the sum most, as many as it takes.
 */
#include "unknowns/arranged.h"

#include "unknowns/frontier.h"

enum { DROPPED = 3 }; /* a mark of weights: the item is not in the order */

typedef struct arranger {
    const truce__list *list;
    truce_ctx *ctx;
    const truce__stakes *stakes; /* NULL: all orders are wanted */
    bool wanted;
    uint32_t n;
    truce__frontier front;
    truce__stand *at, *next; /* of the node at hand, and of one that comes from it */
    uint64_t *key;
    uint32_t *level;         /* of each place */
    uint64_t *lower;         /* of each kind */
    truce__wide *shifts;
} arranger;

static bool is_ranking(const arranger *a) { return a->list->kind == TRUCE__PREF_RANK; }

/* ------------------------------------------------------------------- bounds */

static void find_levels(const arranger *a, const truce__stand *at) {
    uint32_t level = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        level += i && !(at[i] & TRUCE__STAND_JOINED);
        a->level[truce__stand_item(at[i])] = level;
    }
}

/* The best level among the places that claim a state and are not in `but` (NULL: all). */
static uint32_t best_level(const arranger *a, const uint64_t *claims, const uint64_t *but) {
    uint32_t best = TRUCE__NONE;
    for (uint32_t p = 0; p < a->n; p++)
        if (truce__bits_get(claims, p) && !(but && truce__bits_get(but, p)) && a->level[p] < best) best = a->level[p];
    return best;
}

static uint64_t bound_of_places(const arranger *a, uint32_t kind) {
    const uint64_t *other = truce__kind_favours(a->stakes, kind), *own = truce__kind_opposes(a->stakes, kind);
    const truce__tariff *tariff = &a->list->tariff;
    uint32_t of_other = best_level(a, other, NULL), of_own = best_level(a, own, NULL);
    uint64_t step = truce__less_of(tariff->swap, tariff->drop);
    if ((of_other < of_own) != a->wanted) return 0;
    if (a->wanted) return step == TRUCE__NONE ? TRUCE__NEVER : (of_own - of_other) * step + 1;
    if (!truce__may(tariff->swap)) return TRUCE__NEVER;
    uint32_t nearest = TRUCE__NONE; /* how far below is the place that is to come above */
    for (uint32_t p = 0; p < a->n; p++)
        if (truce__bits_get(other, p) && !truce__bits_get(own, p) && a->level[p] > of_own &&
            a->level[p] - of_own < nearest)
            nearest = a->level[p] - of_own;
    return nearest == TRUCE__NONE ? TRUCE__NEVER : (nearest - 1) * step + tariff->swap + 1;
}

/* What the items add to a state of the kind over the one in question; the most that each next edit takes from it. */
static uint64_t bound_of_weights(const arranger *a, const truce__stand *at, uint32_t kind) {
    const uint64_t *favours = truce__kind_favours(a->stakes, kind), *opposes = truce__kind_opposes(a->stakes, kind);
    const truce__tariff *tariff = &a->list->tariff;
    truce__wide more = 0;
    uint32_t n_shifts = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        bool is_for = truce__bits_get(favours, i), is_against = truce__bits_get(opposes, i);
        uint32_t mark = at[i] & 3;
        if ((!is_for && !is_against) || mark == DROPPED) continue;
        truce__wide size = a->list->weight[i] < 0 ? -a->list->weight[i] : a->list->weight[i];
        bool adds = is_for != (mark == TRUCE__STAND_FLIPPED);
        more += adds ? size : -size;
        if (adds == a->wanted && mark == 0) a->shifts[n_shifts++] = truce__may(tariff->flip) ? 2 * size : size;
    }
    truce__wide short_by = a->wanted ? more : 1 - more; /* wanted: at most 0; else at least 1 */
    if (short_by <= 0) return 0;
    uint64_t edits = 0;
    for (; short_by > 0 && edits < n_shifts; edits++) { /* the largest first */
        uint32_t best = (uint32_t)edits;
        for (uint32_t i = best + 1; i < n_shifts; i++)
            if (a->shifts[i] > a->shifts[best]) best = i;
        truce__wide largest = a->shifts[best];
        a->shifts[best] = a->shifts[edits];
        a->shifts[edits] = largest;
        short_by -= largest;
    }
    uint32_t each = truce__less_of(tariff->drop, tariff->flip);
    return short_by > 0 || each == TRUCE__NONE ? TRUCE__NEVER : edits * each + 1;
}

static uint64_t bound(arranger *a, const truce__stand *at) {
    if (!a->stakes) return 1;
    a->front.looks += a->n * truce__stakes_looks(a->stakes); /* each comparison goes over all places or items */
    if (is_ranking(a)) find_levels(a, at);
    for (uint32_t k = 0; k < a->stakes->n_kinds; k++)
        a->lower[k] = is_ranking(a) ? bound_of_places(a, k) : bound_of_weights(a, at, k);
    return truce__stakes_bound(a->stakes, a->wanted, a->lower, NULL, NULL);
}

/* -------------------------------------------------------------------- steps */

/* Keys are the stands, two to a word. */
static truce_status reach(arranger *a, size_t from, const truce__stand *at, uint64_t price) {
    size_t node;
    bool is_new;
    a->front.looks += 1 + a->n / TRUCE__MEMBERS_OF_A_LOOK;
    for (uint32_t i = 0; i < a->front.key_words; i++) a->key[i] = 0;
    for (uint32_t i = 0; i < a->n; i++) a->key[i / 2] |= (uint64_t)at[i] << 32 * (i % 2);
    TRY(truce__frontier_node(&a->front, a->key, &node, &is_new));
    if (is_new) {
        uint64_t left = bound(a, at);
        a->front.nodes.at[node].is_goal = left == 0;
        a->front.nodes.at[node].bound = left == 0 || left == TRUCE__NEVER ? left : left - 1;
    }
    if (a->front.nodes.at[node].bound == TRUCE__NEVER) return TRUCE_OK;
    return truce__frontier_reach(&a->front, node, from, 0, price, 0);
}

static void read_key(const arranger *a, size_t node, truce__stand *at) {
    const uint64_t *key = truce__frontier_key(&a->front, node);
    for (uint32_t i = 0; i < a->n; i++) at[i] = (truce__stand)(key[i / 2] >> 32 * (i % 2));
}

/* The end of the place that begins at `first`. */
static uint32_t end_of(const arranger *a, uint32_t first) {
    uint32_t end = first + 1;
    while (end < a->n && (a->at[end] & TRUCE__STAND_JOINED)) end++;
    return end;
}

/* One place of [first, middle) and [middle, end), its members in the order of their numbers. */
static void join(const arranger *a, uint32_t first, uint32_t middle, uint32_t end) {
    uint32_t left = first, right = middle;
    for (uint32_t i = first; i < end; i++) {
        bool from_left = right == end;
        if (left < middle && right < end)
            from_left = truce__stand_item(a->at[left]) < truce__stand_item(a->at[right]);
        uint32_t item = truce__stand_item(a->at[from_left ? left++ : right++]);
        a->next[i] = truce__stand_of(item, i == first ? 0 : TRUCE__STAND_JOINED);
    }
}

static truce_status expand_places(arranger *a, size_t node, uint64_t price) {
    const truce__tariff *tariff = &a->list->tariff;
    for (uint32_t first = 0, middle, end; first < a->n && (middle = end_of(a, first)) < a->n; first = middle) {
        end = end_of(a, middle);
        size_t size = sizeof *a->at;
        memcpy(a->next, a->at, a->n * size);
        if (truce__may(tariff->swap)) {
            memcpy(a->next + first, a->at + middle, (end - middle) * size);
            memcpy(a->next + first + (end - middle), a->at + first, (middle - first) * size);
            TRY(reach(a, node, a->next, price + tariff->swap));
        }
        join(a, first, middle, end);
        if (truce__may(tariff->drop)) TRY(reach(a, node, a->next, price + tariff->drop));
    }
    return TRUCE_OK;
}

static truce_status expand_weights(arranger *a, size_t node, uint64_t price) {
    const truce__tariff *tariff = &a->list->tariff;
    uint32_t first = a->n; /* behind the last that was changed */
    while (first > 0 && !(a->at[first - 1] & 3)) first--;
    memcpy(a->next, a->at, a->n * sizeof *a->at);
    for (uint32_t i = first; i < a->n; i++) {
        a->next[i] = truce__stand_of(i, DROPPED);
        if (truce__may(tariff->drop)) TRY(reach(a, node, a->next, price + tariff->drop));
        a->next[i] = truce__stand_of(i, TRUCE__STAND_FLIPPED);
        if (truce__may(tariff->flip)) TRY(reach(a, node, a->next, price + tariff->flip));
        a->next[i] = a->at[i];
    }
    return TRUCE_OK;
}

static truce_status expand(arranger *a, size_t node) {
    uint64_t price = a->front.nodes.at[node].price;
    read_key(a, node, a->at);
    return is_ranking(a) ? expand_places(a, node, price) : expand_weights(a, node, price);
}

static truce_status tell(arranger *a, size_t node, truce__orders *orders) {
    uint32_t count = 0;
    read_key(a, node, a->at);
    for (uint32_t i = 0; i < a->n; i++)
        if (is_ranking(a) || (a->at[i] & 3) != DROPPED) a->next[count++] = a->at[i];
    return truce__orders_add(a->ctx, orders, a->next, count);
}

/* ------------------------------------------------------------------- search */

static truce_status begin(arranger *a, const truce__list *list, const truce__stakes *stakes) {
    *a = (arranger){.list = list, .ctx = list->ctx, .stakes = stakes, .n = list->n_written};
    truce__frontier_init(&a->front, list->ctx, a->n / 2 + 1);
    a->at = truce__calloc(a->ctx, 2 * ((size_t)a->n + 1), sizeof *a->at);
    a->key = truce__calloc(a->ctx, a->front.key_words, sizeof *a->key);
    a->level = truce__calloc(a->ctx, (size_t)a->n + 1, sizeof *a->level);
    a->shifts = truce__calloc(a->ctx, (size_t)a->n + 1, sizeof *a->shifts);
    a->lower = truce__calloc(a->ctx, (stakes ? stakes->n_kinds : 0) + (size_t)1, sizeof *a->lower);
    if (!a->at || !a->key || !a->level || !a->shifts || !a->lower) return TRUCE_E_NOMEM;
    a->next = a->at + a->n + 1;
    for (uint32_t i = 0; i < a->n; i++) a->at[i] = truce__stand_of(i, 0);
    return TRUCE_OK;
}

static void end(arranger *a) {
    truce__frontier_free(&a->front);
    truce__free(a->ctx, a->at);
    truce__free(a->ctx, a->key);
    truce__free(a->ctx, a->level);
    truce__free(a->ctx, a->shifts);
    truce__free(a->ctx, a->lower);
}

static truce_status run(arranger *a, const truce__effort *effort, truce__cheapest *found) {
    truce__frontier *front = &a->front;
    TRY(reach(a, SIZE_MAX, a->at, 0));
    while (truce__frontier_goes_on(front, effort, found)) {
        TRY(truce__go_on(a->ctx));
        size_t node = truce__frontier_take(front);
        if (!front->nodes.at[node].is_goal) {
            TRY(expand(a, node));
            continue;
        }
        found->price = front->nodes.at[node].price;
        found->count = truce__sum_or_most(found->count, 1);
        if (truce__orders_count(&found->orders) < effort->answers) TRY(tell(a, node, &found->orders));
    }
    found->nodes = front->nodes.count;
    found->looks = front->looks;
    return TRUCE_OK;
}

truce_status truce__arranged_search(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                    truce__cheapest *found) {
    arranger a;
    truce_status status = begin(&a, stakes->list, stakes);
    a.wanted = wanted;
    if (status == TRUCE_OK) status = run(&a, effort, found);
    end(&a);
    return status;
}

truce_status truce__arranged_at(const truce__list *list, uint64_t price, uint64_t limit, truce__orders *orders,
                                bool *is_whole) {
    arranger a;
    truce_status status = begin(&a, list, NULL);
    *is_whole = true;
    if (status == TRUCE_OK) status = reach(&a, SIZE_MAX, a.at, 0);
    while (status == TRUCE_OK && truce__frontier_least(&a.front) <= price) {
        *is_whole = a.front.looks <= limit;
        status = truce__go_on(list->ctx);
        if (status != TRUCE_OK || !*is_whole) break;
        size_t node = truce__frontier_take(&a.front);
        bool is_there = a.front.nodes.at[node].price == price;
        status = is_there ? tell(&a, node, orders) : expand(&a, node);
    }
    end(&a);
    return status;
}
