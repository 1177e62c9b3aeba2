/* SPDX-License-Identifier: Apache-2.0 */
/* truce timeline: how did things stand at each date, and which event changed what? truce diff: what differs between
 * two models, and which verdicts flip because of it? */
#include "asks.h"

#include <truce/timeline.h>

static truce_compare_options options_of(const session *s) {
    const value *concepts = truce__value(s, &truce__opt_concepts);
    return (truce_compare_options){
        .concepts = concepts->numbers, .concept_count = concepts->count,
        .where = truce__value(s, &truce__opt_where)->text,
        .limit = s->options.limit,
        .after_expiry = truce__is_given(s, &truce__opt_after_expiry),
    };
}

int truce__ask_timeline(session *s) {
    const truce_compare_options options = options_of(s);
    truce_timeline *timeline = NULL;
    int failed = truce__session_report(s, truce_timeline_new(s->ctx, s->model, &options, &timeline));
    if (!failed) failed = truce__session_report(s, truce_render_timeline(s->ctx, timeline, &s->options, &s->result));
    truce_timeline_free(s->ctx, timeline);
    return failed;
}

int truce__ask_diff(session *s) {
    const truce_compare_options options = options_of(s);
    truce_difference *difference = NULL;
    int failed = truce__session_report(s, truce_diff(s->ctx, s->model, s->second, &options, &difference));
    if (!failed) failed = truce__session_report(s, truce_render_diff(s->ctx, difference, &s->options, &s->result));
    truce_difference_free(s->ctx, difference);
    return failed;
}
