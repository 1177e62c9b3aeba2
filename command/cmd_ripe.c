/* SPDX-License-Identifier: Apache-2.0 */
/* truce ripe: is a situation ripe for talks? */
#include "asks.h"

#include <truce/ripe.h>

int truce__ask_ripe(session *s) {
    const value *concepts = truce__value(s, &truce__opt_concepts);
    const value *parties = truce__value(s, &truce__opt_party);
    const truce_ripe_query query = {
        .state = truce__value(s, &truce__opt_state)->number,
        .concepts = concepts->numbers, .concept_count = concepts->count,
        .parties = parties->numbers, .party_count = parties->count,
        .verifies_all = s->options.says_verified, .limit = s->options.limit,
    };
    truce_ripeness *ripeness = NULL;
    truce_result *result = NULL;
    int failed = truce__session_report(s, truce_ripe(s->ctx, s->graph, &query, &ripeness));
    if (!failed)
        failed = truce__session_show(s, truce_result_of_ripe(s->ctx, ripeness, &s->options, &result), &result);
    truce_ripeness_free(ripeness);
    return failed;
}
