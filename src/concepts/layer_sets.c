/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/layer_sets.h"

enum { CHUNK_AT = 48 }; /* in the place of a set: the number of its chunk; below it where it begins in the pool */

const uint64_t *truce__word_pairs(const truce__layer *layer, const uint64_t *word, uint32_t *count) {
    *count = 1;
    if (!(*word & TRUCE__WORD_IS_SET)) return word;
    const uint64_t *set = layer->pools[*word >> CHUNK_AT & (TRUCE__CHUNKS - 1)].at +
                          (*word & ((UINT64_C(1) << CHUNK_AT) - 1));
    *count = (uint32_t)*set;
    return set + 1;
}

truce_status truce__shelf_put(truce__shelf *s, const uint64_t *pairs, uint32_t count, uint64_t *word) {
    if (count > TRUCE__PAIRS) {
        s->is_over = true;
        return TRUCE_E_LIMIT;
    }
    *word = *pairs;
    if (count == 1) return TRUCE_OK;
    bool is_same = s->pool->count && s->pool->at[s->last] == count;
    for (uint32_t i = 0; is_same && i < count; i++) is_same = s->pool->at[s->last + 1 + i] == pairs[i];
    if (!is_same) {
        s->last = s->pool->count;
        TRY(truce__vec_push(s->ctx, s->pool, count));
        for (uint32_t i = 0; i < count; i++) TRY(truce__vec_push(s->ctx, s->pool, pairs[i]));
    }
    *word = TRUCE__WORD_IS_SET | s->chunk << CHUNK_AT | s->last;
    return TRUCE_OK;
}
