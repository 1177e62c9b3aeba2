/* SPDX-License-Identifier: Apache-2.0 */
/* The table of concepts: what is listed here is solved, explained, verified, and named in help and manuals. */
#include "engine/engine.h"

static const truce__concept *const table[] = {&truce__nash, &truce__gmr, &truce__smr, &truce__seq, &truce__sseq};

enum { COUNT = sizeof table / sizeof *table };

uint32_t truce_concept_count(void) {
    return COUNT;
}

const truce__concept *truce__concept_at(uint32_t concept) {
    return concept < COUNT ? table[concept] : NULL;
}

const truce_concept *truce_concept_at(uint32_t concept) {
    return concept < COUNT ? &table[concept]->info : NULL;
}

uint32_t truce_concept_find(const char *id) {
    for (uint32_t i = 0; i < COUNT; i++)
        if (strcmp(table[i]->info.id, id) == 0) return i;
    return UINT32_MAX;
}
