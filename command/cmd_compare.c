/* SPDX-License-Identifier: Apache-2.0 */
/* truce timeline: how did things stand at each date, and which event changed what? truce diff: what differs between two models, and
 * which verdicts flip because of it? */
#include "session.h"

#include <truce/timeline.h>

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- timeline */

static int follow(session *s, const truce_compare_options *options) {
    truce_timeline *timeline = NULL;
    int failed = session_parse(s);
    if (!failed) failed = session_end(s, truce_timeline_new(s->ctx, s->model, options, &timeline));
    if (!failed) failed = session_end(s, truce_render_timeline(s->ctx, timeline, &s->options, &s->output.sink));
    truce_timeline_free(s->ctx, timeline);
    return failed;
}

/* -------------------------------------------------------------------- diff */

/* The second model; the session holds the first. */
static int read_second(session *s, truce_model **second) {
    const char *path = s->cl->second, *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    char *text = NULL;
    size_t length;
    if (strcmp(path, "-") == 0 && strcmp(s->cl->operand, "-") == 0)
        return usage_error(s->cl, "only one of the models can be standard input");
    int failed = file_read(s->cl, path, &text, &length);
    if (!failed) failed = session_end(s, truce_parse(s->ctx, text, length, name, second));
    free(text);
    return failed;
}

static int compare(session *s, const truce_compare_options *options) {
    truce_model *second = NULL;
    truce_difference *difference = NULL;
    int failed = session_parse(s);
    if (!failed) failed = read_second(s, &second);
    if (!failed) failed = session_end(s, truce_diff(s->ctx, s->model, second, options, &difference));
    if (!failed) failed = session_end(s, truce_render_diff(s->ctx, difference, &s->options, &s->output.sink));
    truce_difference_free(s->ctx, difference);
    truce_model_free(second);
    return failed;
}

/* -------------------------------------------------------------------- both */

static int run(const cmdline *cl, int (*work)(session *s, const truce_compare_options *options)) {
    session s;
    uint32_t *concepts = NULL;
    size_t count = 0;
    int failed = session_open(&s, cl);
    if (!failed) failed = session_concepts(&s, &concepts, &count);
    truce_compare_options options = {.concepts = concepts, .concept_count = count, .where = cl->value[OPT_WHERE],
                                     .limit = s.options.limit, .after_expiry = cl->value[OPT_AFTER_EXPIRY] != NULL};
    if (!failed) failed = work(&s, &options);
    if (!failed) failed = output_finish(&s.output);
    free(concepts);
    session_close(&s);
    return failed;
}

int cmd_timeline(const cmdline *cl) {
    return run(cl, follow);
}

int cmd_diff(const cmdline *cl) {
    return run(cl, compare);
}
