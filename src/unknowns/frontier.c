/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes stand in the order in which they were made; a hash table finds them, a binary heap has the next. An entry of
 * the heap whose node got cheaper is left in it and skipped when it comes up. */
#include "unknowns/frontier.h"

enum { LEAST_ROOM = 64 };

void truce__frontier_init(truce__frontier *front, truce_ctx *ctx, size_t key_words) {
    *front = (truce__frontier){.ctx = ctx, .key_words = key_words};
}

void truce__frontier_free(truce__frontier *front) {
    truce__vec_free(front->ctx, &front->keys);
    truce__vec_free(front->ctx, &front->nodes);
    truce__vec_free(front->ctx, &front->edges);
    truce__vec_free(front->ctx, &front->heap);
    truce__free(front->ctx, front->slots);
    front->slots = NULL;
}

/* ------------------------------------------------------------------- nodes */

static size_t slot_of(const truce__frontier *front, const uint64_t *key) {
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < front->key_words; i++) {
        hash ^= key[i];
        hash *= UINT64_C(0xFF51AFD7ED558CCD);
        hash ^= hash >> 32;
    }
    size_t at = (size_t)hash & (front->room - 1);
    while (front->slots[at]) {
        const uint64_t *other = truce__frontier_key(front, front->slots[at] - 1);
        if (memcmp(other, key, front->key_words * sizeof *key) == 0) break;
        at = (at + 1) & (front->room - 1);
    }
    return at;
}

static truce_status grow(truce__frontier *front) {
    if (2 * (front->nodes.count + 1) <= front->room) return TRUCE_OK;
    size_t room = front->room ? 2 * front->room : LEAST_ROOM;
    size_t *slots = truce__calloc(front->ctx, room, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    truce__free(front->ctx, front->slots);
    front->slots = slots;
    front->room = room;
    for (size_t i = 0; i < front->nodes.count; i++)
        front->slots[slot_of(front, truce__frontier_key(front, i))] = i + 1;
    return TRUCE_OK;
}

truce_status truce__frontier_node(truce__frontier *front, const uint64_t *key, size_t *node, bool *is_new) {
    TRY(grow(front));
    size_t at = slot_of(front, key);
    *is_new = !front->slots[at];
    if (!*is_new) {
        *node = front->slots[at] - 1;
        return TRUCE_OK;
    }
    TRY(truce__vec_reserve(front->ctx, &front->keys, front->keys.count + front->key_words));
    TRY(truce__vec_push(front->ctx, &front->nodes,
                        ((truce__front_node){.price = UINT64_MAX, .edge = SIZE_MAX})));
    memcpy(front->keys.at + front->keys.count, key, front->key_words * sizeof *key);
    front->keys.count += front->key_words;
    *node = front->nodes.count - 1;
    front->slots[at] = front->nodes.count;
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- heap */

static bool is_before(const truce__front_entry *a, const truce__front_entry *b) {
    if (a->total != b->total) return a->total < b->total;
    if (a->steps != b->steps) return a->steps < b->steps;
    return a->node < b->node;
}

static truce_status push(truce__frontier *front, truce__front_entry entry) {
    TRY(truce__vec_push(front->ctx, &front->heap, entry));
    size_t at = front->heap.count - 1;
    for (; at > 0 && is_before(&entry, &front->heap.at[(at - 1) / 2]); at = (at - 1) / 2)
        front->heap.at[at] = front->heap.at[(at - 1) / 2];
    front->heap.at[at] = entry;
    return TRUCE_OK;
}

static void pop(truce__frontier *front) {
    truce__front_entry *heap = front->heap.at, last = heap[--front->heap.count];
    size_t at = 0, count = front->heap.count;
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(&heap[child + 1], &heap[child])) child++;
        if (!is_before(&heap[child], &last)) break;
        heap[at] = heap[child];
    }
    if (count) heap[at] = last;
}

/* ------------------------------------------------------------------- paths */

truce_status truce__frontier_reach(truce__frontier *front, size_t node, size_t from, uint32_t label, uint64_t price,
                                   uint32_t steps) {
    truce__front_node *at = &front->nodes.at[node];
    if (price > at->price || at->is_taken) return TRUCE_OK;
    if (price < at->price) {
        at->price = price;
        at->edge = SIZE_MAX;
        at->steps = steps;
        TRY(push(front, (truce__front_entry){truce__sum_or_most(price, at->bound), steps, node}));
    }
    if (from == SIZE_MAX) return TRUCE_OK;
    truce__front_edge edge = {.from = from, .next = at->edge, .label = label};
    TRY(truce__vec_push(front->ctx, &front->edges, edge));
    at->edge = front->edges.count - 1;
    return TRUCE_OK;
}

static void drop_stale(truce__frontier *front) {
    while (front->heap.count) {
        const truce__front_entry *top = &front->heap.at[0];
        const truce__front_node *node = &front->nodes.at[top->node];
        if (!node->is_taken && truce__sum_or_most(node->price, node->bound) == top->total) return;
        pop(front);
    }
}

uint64_t truce__frontier_least(truce__frontier *front) {
    drop_stale(front);
    return front->heap.count ? front->heap.at[0].total : UINT64_MAX;
}

bool truce__frontier_goes_on(truce__frontier *front, const truce__effort *effort, truce__cheapest *found) {
    uint64_t least = truce__frontier_least(front);
    if (least > found->price || (found->price == TRUCE__NEVER && least == TRUCE__NEVER)) return false;
    if (front->looks <= effort->looks && least <= effort->price) return true;
    found->is_counted = false;
    if (found->price == TRUCE__NEVER) found->price = least, found->is_known = false;
    return false;
}

size_t truce__frontier_take(truce__frontier *front) {
    drop_stale(front);
    size_t node = front->heap.at[0].node;
    pop(front);
    truce__front_node *at = &front->nodes.at[node];
    at->is_taken = true;
    at->paths = at->edge == SIZE_MAX;
    for (size_t e = at->edge; e != SIZE_MAX; e = front->edges.at[e].next)
        at->paths = truce__sum_or_most(at->paths, front->nodes.at[front->edges.at[e].from].paths);
    return node;
}
