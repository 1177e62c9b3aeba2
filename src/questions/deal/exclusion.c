/* SPDX-License-Identifier: Apache-2.0 */
/*
 * If no state makes everybody better off than no deal: whose conditions would have to be dropped so that all others
 * can gain? For each state the parties that do not gain by it must be excluded. The smallest such sets, each once,
 * are the answer: exact, in one pass.
 */
#include "questions/deal/agreement.h"

typedef struct masks {
    truce_ctx *ctx;
    size_t words; /* of each */
    uint32_t size; /* parties in each */
    TRUCE__VEC(uint64_t) at;
} masks;

/* Order of lists of parties: the one with the earlier party where they first differ comes first. */
static int compare(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t i = 0; i < words; i++) {
        uint64_t differ = a[i] ^ b[i];
        if (differ) return a[i] & (differ & (0 - differ)) ? -1 : 1;
    }
    return 0;
}

static truce_status insert(masks *m, const uint64_t *mask) {
    size_t low = 0, high = m->at.count / m->words;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(mask, m->at.at + middle * m->words, m->words);
        if (order == 0) return TRUCE_OK;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    TRY(truce__vec_reserve(m->ctx, &m->at, m->at.count + m->words));
    uint64_t *place = m->at.at + low * m->words;
    memmove(place + m->words, place, (m->at.count - low * m->words) * sizeof *place);
    memcpy(place, mask, m->words * sizeof *mask);
    m->at.count += m->words;
    return TRUCE_OK;
}

/* The parties that do not gain by the state, unless they are more than `most`; how many. */
static uint32_t losers(const truce__agreement *a, uint64_t cell, uint32_t most, size_t words, uint64_t *mask) {
    uint32_t size = 0;
    memset(mask, 0, words * sizeof *mask);
    for (uint32_t p = 0; p < a->graph->model->n_parties && size <= most; p++) {
        if (truce__rank_at(&a->graph->ranks[p], cell) > a->result.no_deal[p].rank) continue;
        mask[p / 64] |= UINT64_C(1) << p % 64;
        size++;
    }
    return size;
}

static truce_status gather(truce__agreement *a, masks *m, uint64_t *mask) {
    const truce__space *space = &a->graph->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (cell % 65536 == 0 && truce__is_cancelled(a->ctx)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, cell)) continue;
        uint32_t size = losers(a, cell, m->size, m->words, mask);
        if (size > m->size) continue;
        if (size < m->size) m->at.count = 0;
        m->size = size;
        TRY(insert(m, mask));
    }
    return TRUCE_OK;
}

truce_status truce__deal_waive(truce__agreement *a) {
    uint32_t n_parties = a->graph->model->n_parties;
    masks m = {.ctx = a->ctx, .words = truce__bits_words(n_parties), .size = n_parties};
    truce_status status = TRUCE_OK;
    uint64_t *kept, *mask = truce__calloc(a->ctx, m.words, sizeof *mask);
    if (!mask) return TRUCE_E_NOMEM;
    a->result.waive_words = m.words;
    if (truce_set_count(a->result.gains_all) == 0) TRY_OR_DONE(gather(a, &m, mask));
    kept = truce__arena_alloc(&a->arena, m.at.count, sizeof *kept);
    if (!kept) TRY_OR_DONE(TRUCE_E_NOMEM);
    if (m.at.count) memcpy(kept, m.at.at, m.at.count * sizeof *kept);
    a->result.waive = kept;
    a->result.waive_count = m.at.count / m.words;
done:
    truce__vec_free(a->ctx, &m.at);
    truce__free(a->ctx, mask);
    return status;
}
