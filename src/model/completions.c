/* SPDX-License-Identifier: Apache-2.0 */
#include "model/completions.h"

/* ------------------------------------------------------------------- count */

static uint64_t product(uint64_t a, uint64_t b) {
    uint64_t result;
    return __builtin_mul_overflow(a, b, &result) ? UINT64_MAX : result;
}

static uint64_t count_of_order(const truce__pref *pref) {
    uint64_t count = 1;
    for (uint32_t i = 0; i < pref->n_written; i++)
        if (pref->written[i].either) count = product(count, pref->written[i].n_either);
    return count;
}

uint64_t truce__completion_count(const truce__pref *pref) {
    uint64_t sum = 0;
    if (!pref->either) return count_of_order(pref);
    for (uint32_t i = 0; i < pref->n_either; i++)
        if (__builtin_add_overflow(sum, count_of_order(&pref->either[i]), &sum)) return UINT64_MAX;
    return sum;
}

uint64_t truce__model_completion_count(const truce_model *model) {
    uint64_t count = 1;
    for (uint32_t i = 0; i < model->n_parties; i++) count = product(count, truce__completion_count(&model->prefs[i]));
    return count;
}

bool truce__is_open_model(const truce_model *model) {
    for (uint32_t i = 0; i < model->n_parties; i++)
        if (truce__is_open(&model->prefs[i])) return true;
    return false;
}

uint32_t truce__completion_room(const truce__pref *pref) {
    return pref->n_items > pref->n_every ? pref->n_items : pref->n_every;
}

/* ------------------------------------------------------------------ choose */

/* The order that completion *number is of, as it stands; *number then counts that order's own completions. `among` is
 * its place among the alternatives of the whole preference. */
static const truce__pref *order_of(const truce__pref *pref, uint64_t *number, uint32_t *among) {
    *among = TRUCE__NONE;
    if (!pref->either) return pref;
    for (*among = 0;; ++*among) {
        uint64_t count = count_of_order(&pref->either[*among]);
        if (*number < count || *among + 1 == pref->n_either) return &pref->either[*among];
        *number -= count;
    }
}

/* The alternative that an item takes: the lowest digit of the number, which it takes away. */
static uint32_t take_digit(const truce__pref_item *item, uint64_t *number) {
    uint32_t taken = (uint32_t)(*number % item->n_either);
    *number /= item->n_either;
    return taken;
}

/* Appends the statements of an alternative; what the `either` rests on, they rest on, and its mark is theirs. */
static uint32_t take(const truce__pref_item *either, const truce__pref *alternative, truce__pref_item *items) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < alternative->n_items; i++) {
        if (truce__says_nothing(&alternative->items[i])) continue;
        items[count] = alternative->items[i];
        items[count].note = either->note;
        items[count].mark = either->mark;
        items[count].if_wrong = either->if_wrong;
        items[count++].degree = either->degree;
    }
    return count;
}

void truce__complete(const truce__pref *pref, uint64_t number, truce__pref_item *items, truce__pref *completion) {
    uint32_t among;
    const truce__pref *order = order_of(pref, &number, &among);
    *completion = (truce__pref){
        .kind = order->kind, .items = order->items, .n_items = order->n_items, .thresholds = order->thresholds,
        .n_thresholds = order->n_thresholds, .is_marked = order->is_marked, .loc = pref->loc};
    if (!order->written) return;
    completion->items = items;
    completion->n_items = 0;
    for (uint32_t i = 0; i < order->n_written; i++) {
        const truce__pref_item *item = &order->written[i];
        if (!item->either) items[completion->n_items++] = *item;
        else
            completion->n_items += take(item, &item->either[take_digit(item, &number)], items + completion->n_items);
    }
}

uint32_t truce__count_made(const truce__pref_item *written) {
    uint32_t count = 0;
    if (!written->either) return 1;
    for (uint32_t i = 0; i < written->either[0].n_items; i++)
        count += !truce__says_nothing(&written->either[0].items[i]);
    return count;
}

const truce__pref_item *truce__written_at(const truce__pref *pref, truce__written *at) {
    uint32_t count;
    at->order = pref->either ? &pref->either[0] : pref;
    const truce__pref_item *items = truce__written_items(at->order, &count);
    for (; at->place + 1 < count; at->place++) {
        uint32_t made = truce__count_made(&items[at->place]);
        if (at->number < made) break;
        at->number -= made;
    }
    return &items[at->place];
}

bool truce__taken_at(const truce__pref *pref, uint64_t number, uint32_t index, truce__taken *choice) {
    uint32_t among;
    const truce__pref *order = order_of(pref, &number, &among);
    if (pref->either && index-- == 0) {
        *choice = (truce__taken){.among = TRUCE__NONE, .taken = among, .alternative = order};
        return true;
    }
    for (uint32_t i = 0; i < order->n_written; i++) {
        const truce__pref_item *item = &order->written[i];
        uint32_t taken = item->either ? take_digit(item, &number) : 0;
        if (!item->either || index--) continue;
        *choice = (truce__taken){
            .item = item, .place = i, .among = among, .taken = taken, .alternative = &item->either[taken]};
        return true;
    }
    return false;
}
