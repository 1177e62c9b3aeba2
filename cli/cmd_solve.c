/* SPDX-License-Identifier: Apache-2.0 */
/* truce solve: which states are stable, for whom, and which are equilibria? */
#include "session.h"

#include <stdlib.h>

static int show(session *s, const truce_solution *solution) {
    int failed = 0;
    if (s->cl->value[OPT_VERIFY]) {
        failed = session_end(s, truce_solution_verify(s->ctx, solution, &s->options, &s->options.verified));
        if (!failed) session_say(s, "%llu verdicts verified", (unsigned long long)s->options.verified);
    }
    if (!failed) failed = session_end(s, truce_render_solve(s->ctx, solution, &s->options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

static int solve_and_show(session *s, const uint32_t *concepts, size_t count) {
    truce_solution *solution = NULL;
    int failed = session_end(s, truce_solve(s->ctx, s->graph, concepts, count, &solution));
    if (failed) return failed;
    if (session_is_first(s)) failed = show(s, solution);
    else truce_serve(s->graph);
    truce_dismiss(s->graph);
    truce_solution_free(solution);
    return session_agree(s, failed);
}

static int run(session *s) {
    uint32_t *concepts = NULL;
    size_t count = 0;
    int failed = session_concepts(s, &concepts, &count);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_rows(s);
    if (!failed) failed = solve_and_show(s, concepts, count);
    free(concepts);
    return failed;
}

int cmd_solve(const cmdline *cl) {
    session s;
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s);
    session_close(&s);
    return failed;
}
