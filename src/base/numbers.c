/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of numbers: growing and emptying; see numbers.h. */
#include "base/numbers.h"

enum { LEAST = 16, BYTES = TRUCE__PAGE / 8 };

/* There is always room for half as many pages as slots, and pages not in use are 0. */
truce_status truce__numbers_grow(truce_ctx *ctx, truce__numbers *set) {
    truce__numbers grown = {.room = set->room ? 2 * set->room : LEAST, .used = set->used};
    uint64_t *pages = truce__resize(ctx, set->pages, grown.room / 2 * BYTES);
    if (!pages) return TRUCE_E_NOMEM;
    memset((unsigned char *)pages + set->room / 2 * BYTES, 0, (grown.room - set->room) / 2 * BYTES);
    set->pages = grown.pages = pages;
    grown.slots = truce__calloc(ctx, grown.room, sizeof *grown.slots);
    if (!grown.slots) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < set->room; i++)
        if (set->slots[i].place) *truce__numbers_find(&grown, set->slots[i].place) = set->slots[i];
    truce__free(ctx, set->slots);
    *set = grown;
    return TRUCE_OK;
}

void truce__numbers_clear(truce_ctx *ctx, truce__numbers *set) {
    if (set->room > LEAST && set->room / 16 > set->used) { /* room that an earlier use needed */
        truce__numbers_free(ctx, set);
        return;
    }
    if (set->used) {
        memset(set->slots, 0, set->room * sizeof *set->slots);
        memset(set->pages, 0, set->used * BYTES);
    }
    set->used = 0;
}

void truce__numbers_free(truce_ctx *ctx, truce__numbers *set) {
    truce__free(ctx, set->slots);
    truce__free(ctx, set->pages);
    *set = (truce__numbers){0};
}
