/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/paths/pairs.h"

uint32_t truce__cell_steps(const truce_paths *paths, uint64_t cell) {
    const uint64_t first = truce__pair(paths, cell, 0);
    uint32_t least = 0;
    for (uint32_t mover = 0; mover < paths->n_movers; mover++) {
        uint32_t steps = truce__steps_of(paths, first + mover);
        if (steps && (!least || steps < least)) least = steps;
    }
    return least;
}

truce_gain truce__step_gain(const truce_paths *paths, uint32_t party, uint64_t from, uint64_t to) {
    if (truce__is_nobody(paths, party)) return TRUCE_SAME;
    uint32_t before = truce__rank_at(&paths->graph->ranks[party], from);
    uint32_t after = truce__rank_at(&paths->graph->ranks[party], to);
    return after < before ? TRUCE_WORSE : after > before ? TRUCE_BETTER : TRUCE_SAME;
}
