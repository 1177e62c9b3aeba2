/* SPDX-License-Identifier: Apache-2.0 */
/* truce check: is the model well formed? */
#include "asks.h"

/* 0, or why the model cannot be analysed. */
static int examine(session *s) {
    int failed = truce__session_parse(s);
    if (failed) return failed;
    int misquoted = truce__session_quotes(s, TRUCE_ERROR);
    if (misquoted == TRUCE_E_CANCELLED || misquoted == TRUCE_E_LIMIT) return misquoted;
    failed = truce__session_build(s);
    if (failed == TRUCE_E_LIMIT)
        truce__message(s->line, TRUCE_TONE_COMMAND, "the file was read without errors; its states were not examined");
    if (!failed) failed = truce__session_report(s, truce_check(s->ctx, s->graph));
    return failed ? failed : misquoted;
}

/* The report is written even when the model is wrong or too large, as far as there is something to report. */
int truce__ask_check(session *s) {
    int verdict = examine(s);
    bool is_reported = verdict == 0 || truce_diag_count(s->ctx, TRUCE_ERROR) > 0;
    if (!is_reported || verdict == TRUCE_E_CANCELLED) return verdict;
    if (s->text && truce__is_given(s, &truce__opt_document)) {
        s->options.document = s->text;
        s->options.document_length = s->length;
    }
    truce_result *result = NULL;
    truce_status made = truce_result_of_check(s->ctx, s->file, s->model, s->graph, &s->options, &result);
    int failed = truce__session_show(s, made, &result);
    if (!failed && verdict) failed = truce__session_finish(s);
    return failed ? failed : verdict;
}
