/* SPDX-License-Identifier: Apache-2.0 */
/* truce timeline: how did things stand at each date, and which event changed what? */
#include "session.h"

#include <truce/timeline.h>

#include <stdlib.h>

static int run(session *s, truce_compare_options *options) {
    truce_timeline *timeline = NULL;
    int failed = session_parse(s);
    if (!failed) failed = session_end(s, truce_timeline_new(s->ctx, s->model, options, &timeline));
    if (!failed) failed = session_end(s, truce_render_timeline(s->ctx, timeline, &s->options, &s->output.sink));
    truce_timeline_free(s->ctx, timeline);
    return failed ? failed : output_finish(&s->output);
}

int cmd_timeline(const cmdline *cl) {
    session s;
    uint32_t *concepts = NULL;
    size_t count = 0;
    int failed = session_open(&s, cl);
    if (!failed) failed = session_concepts(&s, &concepts, &count);
    truce_compare_options options = {.concepts = concepts, .concept_count = count, .where = cl->value[OPT_WHERE],
                                     .limit = s.options.limit};
    if (!failed) failed = run(&s, &options);
    free(concepts);
    session_close(&s);
    return failed;
}
