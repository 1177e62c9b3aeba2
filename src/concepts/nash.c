/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nash stability: no sight beyond one's own move.
 *     s is stable for i  iff  R_i+(s) is empty: no move leads i to a state it prefers.
 * One pass: the best rank among the party's moves against its rank today. O(states) in a product space, O(states + moves)
 * in a graph.
 */
#include "engine/engine.h"

static truce_status assess(truce__solver *solver) {
    truce__take_ranks(solver);
    return TRUCE_OK;
}

const truce__concept truce__nash = {
    .info = {.id = "nash",
             .label = "Nash",
             .name = "Nash stability (rationality)",
             .definition = "The party has no improvement: no move of its own leads to a state it prefers.",
             .reference = "Nash 1951, doi:10.2307/1969529; Howard 1971, Paradoxes of Rationality",
             .is_default = true},
    .replies = TRUCE__REPLIES_NONE,
    .has_counter = false,
    .assess = assess,
};
