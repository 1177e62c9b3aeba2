/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sequential stability: as GMR, but the others answer only by moves that improve for their mover.
 *     s is stable for i  iff  every x in R_i+(s) has a y in R+_{N-i}(x) with s >=_i y.
 * Each mover improves on the state just before its own move; sequences are legal as everywhere. The same passes as GMR with
 * improvements for the others (fibres.c, settle.c).
 */
#include "engine/engine.h"

static truce_status assess(truce__solver *solver) {
    truce__take_ranks(solver);
    TRY(truce__worst_reply(solver, TRUCE__REPLIES_IMPROVING));
    return TRUCE_OK;
}

const truce__concept truce__seq = {
    .info = {.id = "seq",
             .label = "SEQ",
             .name = "Sequential stability",
             .definition = "Every improvement can be answered by a sequence of the others' own improvements that leaves "
                           "the party no better off than at the start.",
             .reference = "Fraser and Hipel 1984, Conflict Analysis: Models and Resolutions; for graphs, Kilgour "
                          "and Hipel 2005, doi:10.1007/s10726-005-9002-x",
             .is_default = true},
    .replies = TRUCE__REPLIES_IMPROVING,
    .has_counter = false,
    .assess = assess,
};
