/* SPDX-License-Identifier: Apache-2.0 */
/* truce ratify: what would be accepted at home, and who stands in the way? */
#include "asks.h"

#include <truce/home.h>

int truce__ask_ratify(session *s) {
    const value *concepts = truce__value(s, &truce__opt_concepts);
    truce_solution *solution = NULL;
    truce_ratification *home = NULL;
    truce_result *result = NULL;
    truce_status status = truce_solve(s->ctx, s->graph, concepts->numbers, concepts->count, &solution);
    int failed = truce__session_report(s, status);
    if (!failed) failed = truce__session_report(s, truce_ratify(s->ctx, s->graph, solution, &home));
    if (!failed) failed = truce__session_show(s, truce_result_of_ratify(s->ctx, home, &s->options, &result), &result);
    truce_ratification_free(home);
    truce_solution_free(solution);
    return failed;
}
