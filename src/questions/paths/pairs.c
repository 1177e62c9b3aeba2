/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/paths/pairs.h"

uint32_t truce__cell_steps(const truce_paths *paths, uint64_t cell) {
    const uint32_t *of = paths->steps + truce__pair(paths, cell, 0);
    uint32_t least = 0;
    for (uint32_t party = 0; party < paths->n_parties; party++)
        if (of[party] && (!least || of[party] < least)) least = of[party];
    return least;
}

truce_gain truce__step_gain(const truce_paths *paths, uint32_t party, uint64_t from, uint64_t to) {
    uint32_t before = truce__rank_at(&paths->graph->ranks[party], from);
    uint32_t after = truce__rank_at(&paths->graph->ranks[party], to);
    return after < before ? TRUCE_WORSE : after > before ? TRUCE_BETTER : TRUCE_SAME;
}
