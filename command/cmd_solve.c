/* SPDX-License-Identifier: Apache-2.0 */
/* truce solve: which states are stable, for whom, and which are equilibria? */
#include "session.h"

static int show(session *s, const truce_solution *solution) {
    truce_result *result = NULL;
    int failed = 0;
    if (s->cl->value[OPT_VERIFY]) {
        failed = session_end(s, truce_solution_verify(s->ctx, solution, &s->options, &s->options.verified));
        if (!failed) session_say(s, "%llu verdicts verified", (unsigned long long)s->options.verified);
    }
    if (!failed) failed = session_show(s, truce_result_of_solve(s->ctx, solution, &s->options, &result), &result);
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s) {
    truce_solution *solution = NULL;
    int failed = session_solve(s, &solution);
    if (failed) return failed;
    if (session_is_first(s)) failed = show(s, solution);
    else truce_serve(s->graph);
    truce_dismiss(s->graph);
    truce_solution_free(solution);
    return session_agree(s, failed);
}

int cmd_solve(const cmdline *cl) {
    return session_run(cl, run);
}
