/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Symmetric metarationality: as GMR, but the party sees its own counter-move after the sanction.
 *     s is stable for i  iff  every x in R_i+(s) has a y in R_{N-i}(x) with s >=_i y and s >=_i z for all z in R_i(y).
 * A sanction that ends in u is worth V(u), the larger of i's rank of u and of the best state it can go on to. The least V
 * within the others' reach, capped by the rank of x itself (the others may also leave things as they are), is what the
 * improvement to x secures.
 */
#include "engine/engine.h"

static truce_status assess(truce__solver *solver) {
    truce__take_ranks(solver);
    TRY(truce__best_move(solver));
    TRY(truce__worst_reply(solver, TRUCE__REPLIES_ANY));
    truce__cap_by_ranks(solver);
    return TRUCE_OK;
}

const truce__concept truce__smr = {
    .info = {.id = "smr",
             .label = "SMR",
             .name = "Symmetric metarationality",
             .definition = "Every improvement can be answered as in GMR, and no counter-move of the party escapes from "
                           "that answer.",
             .reference = "Howard 1971, Paradoxes of Rationality; for graphs, Kilgour and Hipel 2005, "
                          "doi:10.1007/s10726-005-9002-x",
             .is_default = true},
    .replies = TRUCE__REPLIES_ANY,
    .has_counter = true,
    .assess = assess,
};
