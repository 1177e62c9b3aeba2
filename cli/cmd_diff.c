/* SPDX-License-Identifier: Apache-2.0 */
/* truce diff: what differs between two models, and which verdicts flip because of it? */
#include "session.h"

#include <truce/timeline.h>

#include <stdlib.h>
#include <string.h>

/* The second model; the session holds the first. */
static int read_other(session *s, truce_model **other) {
    const char *path = s->cl->second, *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    char *text = NULL;
    size_t length;
    if (strcmp(path, "-") == 0 && strcmp(s->cl->operand, "-") == 0)
        return usage_error(s->cl, "only one of the models can be standard input");
    int failed = file_read(s->cl, path, &text, &length);
    if (!failed) failed = session_end(s, truce_parse(s->ctx, text, length, name, other));
    free(text);
    return failed;
}

static int run(session *s, truce_compare_options *options) {
    truce_model *other = NULL;
    truce_difference *difference = NULL;
    int failed = session_parse(s);
    if (!failed) failed = read_other(s, &other);
    if (!failed) failed = session_end(s, truce_diff(s->ctx, s->model, other, options, &difference));
    if (!failed) failed = session_end(s, truce_render_diff(s->ctx, difference, &s->options, &s->output.sink));
    truce_difference_free(s->ctx, difference);
    truce_model_free(other);
    return failed ? failed : output_finish(&s->output);
}

int cmd_diff(const cmdline *cl) {
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
