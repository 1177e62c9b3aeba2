/* SPDX-License-Identifier: Apache-2.0 */
/* truce audience: how much would it have to cost at home to back down? */
#include "session.h"

#include <truce/audience.h>

static int sweep_and_show(session *s) {
    truce_audience *audience = NULL;
    int failed = session_end(s, truce_audience_sweep(s->ctx, s->graph, &audience));
    if (!failed) failed = session_end(s, truce_render_audience(s->ctx, audience, &s->options, &s->output.sink));
    truce_audience_free(audience);
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s) {
    int failed = session_parse(s);
    if (!failed && truce_model_audience_count(s->model) == 0)
        failed = usage_error(s->cl, "the model says nothing about backing down; add 'audience' to it");
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_rows(s);
    return failed ? failed : sweep_and_show(s);
}

int cmd_audience(const cmdline *cl) {
    return session_run(cl, run);
}
