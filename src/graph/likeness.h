/* SPDX-License-Identifier: Apache-2.0 */
/* What two models have in common, as far as graphs are concerned. Names, notes and order of keys do not count. */
#ifndef TRUCE_LIKENESS_H
#define TRUCE_LIKENESS_H

#include "model/model.h"

typedef struct truce__likeness {
    const truce_model *a, *b;
    uint64_t outcomes[TRUCE__MAX_OUTCOMES / 64]; /* those that say the same in both */
    bool states;     /* the same combinations, feasible or not, coalesced alike */
    bool moves;      /* of the same parties between them */
    bool status_quo; /* the same facts */
    bool expiries;   /* states turn into the same ones */
} truce__likeness;

/* O(nodes of all statements). */
void truce__likeness_find(const truce_model *a, const truce_model *b, truce__likeness *likeness);
/* Whether preference `of_a` of the one model and `of_b` of the other rank the states alike, given that the states are
 * the same. */
bool truce__likeness_of_prefs(const truce__likeness *likeness, const truce__pref *of_a, const truce__pref *of_b);

#endif
