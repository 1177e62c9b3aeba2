/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Symmetric sequential stability: credible answers that also withstand the party's counter-move.
 *     s is stable for i  iff  every x in R_i+(s) has a y in R+_{N-i}(x) with s >=_i y and s >=_i z for all z in R_i(y).
 * SEQ's sequences with SMR's counter-moves.
 */
#include "engine/engine.h"

static truce_status assess(truce__solver *solver) {
    truce__take_ranks(solver);
    TRY(truce__best_move(solver));
    TRY(truce__worst_reply(solver, TRUCE__REPLIES_IMPROVING));
    truce__cap_by_ranks(solver);
    return TRUCE_OK;
}

const truce__concept truce__sseq = {
    .info = {.id = "sseq",
             .label = "SSEQ",
             .name = "Symmetric sequential stability",
             .definition = "Every improvement can be answered as in SEQ, and no counter-move of the party escapes from "
                           "that answer.",
             .reference = "Rego and Vieira 2017, doi:10.1007/s10726-016-9520-8",
             .is_default = false},
    .replies = TRUCE__REPLIES_IMPROVING,
    .has_counter = true,
    .assess = assess,
};
