/* SPDX-License-Identifier: Apache-2.0 */
/* truce check: is the model well formed? */
#include "asks.h"

#include <truce/quotes.h>

#include <string.h>

/* The text that a source names; where it cannot be read, why. */
static truce_status read_source(session *s, const char *file, truce_source_text *text) {
    const truce_host *host = &s->line->host;
    if (!host->read_cited) return TRUCE_OK;
    truce_status status = host->read_cited(host->ud, s->line->operands[0], file, &text->bytes, &text->length);
    if (status == TRUCE_OK) return TRUCE_OK;
    const char *why = host->why ? host->why(host->ud) : NULL;
    if (!why) why = "the file cannot be read";
    size_t room = strlen(why) + 1;
    char *kept = truce__room(s, room, 1); /* the host's own goes with the next one */
    if (!kept) return TRUCE_E_NOMEM;
    memcpy(kept, why, room);
    text->why = kept;
    text->bytes = NULL;
    return status;
}

/* Whether quotes are in the texts of their sources. A text that cannot be read is a finding like others, but the exit
 * status tells it apart. */
static int check_quotes(session *s) {
    uint32_t count = truce_model_source_count(s->model);
    truce_source_text *texts = truce__room(s, count, sizeof *texts);
    truce_status read = TRUCE_OK;
    for (uint32_t i = 0; texts && i < count; i++) {
        const char *file = truce_model_source_file(s->model, i);
        truce_status status = file ? read_source(s, file, &texts[i]) : TRUCE_OK;
        if (status == TRUCE_E_CANCELLED || status == TRUCE_E_NOMEM) return truce__session_report(s, status);
        if (read == TRUCE_OK) read = status;
    }
    truce_status checked = texts ? truce_check_quotes(s->ctx, s->model, texts) : TRUCE_E_NOMEM;
    int failed = truce__session_report(s, checked);
    return checked == TRUCE_E_MODEL && read != TRUCE_OK ? (int)read : failed;
}

/* 0, or why the model cannot be analysed. */
static int examine(session *s) {
    int failed = truce__session_parse(s);
    if (failed) return failed;
    int misquoted = check_quotes(s);
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
