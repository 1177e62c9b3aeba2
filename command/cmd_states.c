/* SPDX-License-Identifier: Apache-2.0 */
/* truce states: which states exist? */
#include "asks.h"

int truce__ask_states(session *s) {
    truce_result *result = NULL;
    return truce__session_show(s, truce_result_of_states(s->ctx, s->graph, &s->options, &result), &result);
}
