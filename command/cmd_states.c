/* SPDX-License-Identifier: Apache-2.0 */
/* truce states: which states exist? */
#include "session.h"

static int run(session *s) {
    truce_result *result = NULL;
    int failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_rows(s);
    if (!failed) failed = session_show(s, truce_result_of_states(s->ctx, s->graph, &s->options, &result), &result);
    return failed ? failed : output_finish(&s->output);
}

int cmd_states(const cmdline *cl) {
    return session_run(cl, run);
}
