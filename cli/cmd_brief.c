/* SPDX-License-Identifier: Apache-2.0 */
/* truce brief: what was found, as an article for readers. */
#include "session.h"

#include <truce/brief.h>

static int run(session *s) {
    int failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_end(s, truce_brief(s->ctx, s->graph, NULL, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

int cmd_brief(const cmdline *cl) {
    session s;
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s);
    session_close(&s);
    return failed;
}
