/* SPDX-License-Identifier: Apache-2.0 */
/* Quotes held against the texts that the model names as its sources. */
#include "session.h"

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

int truce__session_quotes(session *s, truce_severity severity) {
    uint32_t count = truce_model_source_count(s->model);
    truce_source_text *texts = truce__room(s, count, sizeof *texts);
    truce_status read = TRUCE_OK;
    for (uint32_t i = 0; texts && i < count; i++) {
        const char *file = truce_model_source_file(s->model, i);
        truce_status status = file ? read_source(s, file, &texts[i]) : TRUCE_OK;
        if (status == TRUCE_E_CANCELLED || status == TRUCE_E_NOMEM) return truce__session_report(s, status);
        if (read == TRUCE_OK) read = status;
    }
    truce_status checked = texts ? truce_check_quotes(s->ctx, s->model, texts, severity) : TRUCE_E_NOMEM;
    int failed = truce__session_report(s, checked);
    return checked == TRUCE_E_MODEL && read != TRUCE_OK ? (int)read : failed;
}

int truce__session_spare_sources(session *s, const truce_model *model, const char *operand) {
    const truce_host *host = &s->line->host;
    for (uint32_t i = 0; host->spare && i < truce_model_source_count(model); i++) {
        const char *file = truce_model_source_file(model, i);
        truce_status status = file ? host->spare(host->ud, operand, file) : TRUCE_OK;
        if (status != TRUCE_OK) return truce__host_failed(s->line, status, "the result would replace a source");
    }
    return 0;
}

int truce__session_spare_named(session *s) {
    const char *operand = s->line->operands[0];
    truce_model *model = NULL;
    if (!s->line->host.spare || !truce_line_text(s->line, "output")) return 0;
    truce_ctx *quiet = truce_ctx_new(NULL); /* what is wrong with the text is said by who works on it */
    bool is_model = quiet && truce_parse(quiet, s->text, s->length, operand, &model) == TRUCE_OK;
    int failed = is_model ? truce__session_spare_sources(s, model, operand) : 0;
    truce_model_free(model);
    truce_ctx_free(quiet);
    return failed;
}
