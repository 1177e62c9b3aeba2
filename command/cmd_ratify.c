/* SPDX-License-Identifier: Apache-2.0 */
/* truce ratify: what would be accepted at home, and who stands in the way? */
#include "session.h"

#include <truce/home.h>

static int ratify_and_show(session *s, const truce_solution *solution) {
    truce_ratification *home = NULL;
    truce_result *result = NULL;
    int failed = session_end(s, truce_ratify(s->ctx, s->graph, solution, &home));
    if (!failed) failed = session_show(s, truce_result_of_ratify(s->ctx, home, &s->options, &result), &result);
    truce_ratification_free(home);
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s) {
    truce_solution *solution = NULL;
    int failed = session_parse(s);
    if (!failed && truce_model_home_count(s->model) == 0)
        failed = usage_error(s->cl, "the model says nothing about ratification; add 'ratify' to it");
    if (!failed) failed = session_solve(s, &solution);
    if (!failed) failed = ratify_and_show(s, solution);
    truce_solution_free(solution);
    return failed;
}

int cmd_ratify(const cmdline *cl) {
    return session_run(cl, run);
}
