/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/gain.h"

#include "words/say.h"

const char *const truce__gain_names[] = {
    [TRUCE_WORSE] = "worse", [TRUCE_SAME] = "same", [TRUCE_BETTER] = "better", NULL};

bool truce__knows_lapsing(const truce__at *at) { return at->model->n_expiries > 0; }

void truce__say_lapsing(const truce__at *at, truce__say *say, bool are_steps) {
    if (!truce__knows_lapsing(at)) return;
    if (are_steps) SAY_ALONE(say, LAPSING);
    else SAY_ALONE(say, NO_LAPSING);
    truce__say_end(say, TRUCE__PARAGRAPH);
}
