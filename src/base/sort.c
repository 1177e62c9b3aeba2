/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sorting of long lists. The C library's qsort() cannot be stopped and allocates where it likes. This is a merge sort
 * from the top down (Knuth 1998, The Art of Computer Programming, volume 3, section 5.2.4). Only the lower half of a
 * merge is copied aside, so that the room needed is known. Two halves already in order cost one comparison; our lists
 * mostly consist of long ascending runs.
 */
#include "base/base.h"

#include <assert.h>
typedef struct sorting {
    truce_ctx *ctx;
    size_t size; /* of an item */
    truce__order_fn order;
    unsigned char *aside; /* room for half of all items */
} sorting;

/* Merges the first `half` items with the others. The next item to merge never stands before the place it goes to. */
static truce_status merge(const sorting *s, unsigned char *items, size_t half, size_t count) {
    const size_t size = s->size;
    const unsigned char *low = s->aside, *low_end = low + half * size;
    const unsigned char *high = items + half * size, *high_end = items + count * size;
    memcpy(s->aside, items, half * size);
    for (size_t i = 0; low < low_end && high < high_end; i++, items += size) {
        if (truce__stops_at(s->ctx, i)) return TRUCE_E_CANCELLED;
        const unsigned char **next = s->order(low, high) <= 0 ? &low : &high;
        memcpy(items, *next, size);
        *next += size;
    }
    assert(high - items == low_end - low); /* so no item was overwritten before it was merged */
    if (low < low_end) memcpy(items, low, (size_t)(low_end - low));
    return TRUCE_OK;
}

static truce_status sort(const sorting *s, unsigned char *items, size_t count) {
    const size_t half = count / 2;
    if (half == 0) return TRUCE_OK;
    unsigned char *high = items + half * s->size;
    TRY(sort(s, items, half));
    TRY(sort(s, high, count - half));
    return s->order(high - s->size, high) <= 0 ? TRUCE_OK : merge(s, items, half, count);
}

truce_status truce__sort(truce_ctx *ctx, void *items, size_t count, size_t size, truce__order_fn order) {
    if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
    if (count < 2) return TRUCE_OK;
    sorting s = {ctx, size, order, truce__big_alloc(ctx, (uint64_t)(count / 2) * size)};
    truce_status status = s.aside ? sort(&s, items, count) : TRUCE_E_NOMEM;
    truce__big_free(ctx, s.aside);
    return status;
}
