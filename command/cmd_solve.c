/* SPDX-License-Identifier: Apache-2.0 */
/* truce solve: which states are stable, for whom, and which are equilibria? */
#include "asks.h"

static int show(session *s, const truce_solution *solution) {
    truce_render_options *options = &s->options;
    truce_result *result = NULL;
    int failed = 0;
    if (options->says_verified) {
        failed = truce__session_report(s, truce_solution_verify(s->ctx, solution, options, &options->verified));
        if (!failed)
            truce__message(s->line, TRUCE_TONE_NOTE, "%llu verdicts verified", (unsigned long long)options->verified);
    }
    if (failed) return failed;
    return truce__session_show(s, truce_result_of_solve(s->ctx, solution, options, &result), &result);
}

int truce__ask_solve(session *s) {
    const value *concepts = truce__value(s, &truce__opt_concepts);
    truce_solution *solution = NULL;
    truce_status status = truce_solve(s->ctx, s->graph, concepts->numbers, concepts->count, &solution);
    int failed = truce__session_report(s, status);
    if (failed) return failed;
    failed = show(s, solution);
    truce_solution_free(solution);
    return failed;
}
