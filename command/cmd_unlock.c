/* SPDX-License-Identifier: Apache-2.0 */
/* Options of unlock that only go together. */
#include "asks.h"

int truce__check_unlock(const session *s) {
    const value *concept = truce__value(s, &truce__opt_concept_of_unlock);
    return concept->count == 1 ? 0 : truce__misuse(s->line, "--concept takes one concept here");
}
