/* SPDX-License-Identifier: Apache-2.0 */
/* truce states: which states exist? */
#include "session.h"

static int run(session *s) {
    int failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_rows(s);
    if (!failed) failed = session_end(s, truce_render_states(s->ctx, s->graph, &s->options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

int cmd_states(const cmdline *cl) {
    return session_run(cl, run);
}
