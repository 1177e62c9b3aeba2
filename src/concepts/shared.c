/* SPDX-License-Identifier: Apache-2.0 */
/* Which concepts several processes can solve together. */
#include "concepts/concepts.h"

#include <truce/processes.h>

/* Whether some party's own concept, where the model is asked about this one, goes through all ranks. */
static bool needs_all_ranks(const truce_model *model, uint32_t number) {
    const truce__chosen concept = truce__concept_in(&truce__concepts, number);
    bool needs_them = false;
    for (uint32_t party = 0; concept.family && party < model->n_parties; party++)
        needs_them |= truce__own_concept(model, concept, party).family->needs_all_ranks;
    return needs_them;
}

bool truce_concepts_are_shared(const truce_model *model, const uint32_t *concepts, size_t count) {
    bool are_shared = true;
    for (size_t i = 0; i < count; i++) are_shared &= !needs_all_ranks(model, concepts[i]);
    for (uint32_t i = 0; !count && i < truce__concepts.count; i++)
        are_shared &= !truce__is_usual(model, i) || !needs_all_ranks(model, i);
    return are_shared;
}
