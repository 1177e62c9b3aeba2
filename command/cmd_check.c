/* SPDX-License-Identifier: Apache-2.0 */
/* truce check: is the model well formed? */
#include "session.h"

/* 0, or why the model cannot be analysed. */
static int examine(session *s) {
    int failed = session_parse(s);
    if (failed) return failed;
    failed = session_build(s);
    if (failed == EXIT_LIMIT) command_message(s->cl, "the file was read without errors; its states were not examined");
    return failed ? failed : session_end(s, truce_check(s->ctx, s->graph));
}

/* The report is written for a wrong model too, and for one that is too large, as long as there is something to say. */
static int run(session *s) {
    int verdict = examine(s);
    bool is_reported = verdict == 0 || truce_diag_count(s->ctx, TRUCE_ERROR) > 0;
    if (!is_reported || verdict == EXIT_CANCELLED) return verdict;
    if (s->text && s->cl->value[OPT_DOCUMENT]) {
        s->options.document = s->text;
        s->options.document_length = s->length;
    }
    truce_status status = truce_render_check(s->ctx, s->file, s->model, s->graph, &s->options, &s->output.sink);
    int failed = session_end(s, status);
    if (!failed) failed = output_finish(&s->output);
    return failed ? failed : verdict;
}

int cmd_check(const cmdline *cl) {
    return session_run(cl, run);
}
