/* SPDX-License-Identifier: Apache-2.0 */
/*
 * General metarationality: the others may answer an improvement in any way, even to their own harm.
 *     s is stable for i  iff  every x in R_i+(s) has a y in R_{N-i}(x) with s >=_i y.
 * The worst that the others can do from each cell, then the best of these among the party's moves. O(states) a round of
 * sweeps, O(states + moves) in a graph.
 */
#include "engine/engine.h"

static truce_status assess(truce__solver *solver) {
    truce__take_ranks(solver);
    TRY(truce__worst_reply(solver, TRUCE__REPLIES_ANY));
    return TRUCE_OK;
}

const truce__concept truce__gmr = {
    .info = {.id = "gmr",
             .label = "GMR",
             .name = "General metarationality",
             .definition = "Every improvement can be answered by a sequence of the others' moves that leaves the party no "
                           "better off than at the start.",
             .reference = "Howard 1971, Paradoxes of Rationality; for graphs, Kilgour and Hipel 2005, "
                          "doi:10.1007/s10726-005-9002-x",
             .is_default = true},
    .replies = TRUCE__REPLIES_ANY,
    .has_counter = false,
    .assess = assess,
};
