/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quotes, checked against the texts that they are from. A source of a model may name the `file` with its text, and a
 * note what the source says there, word for word. The library opens no files: the program reads the texts.
 *
 *     truce_source_text *texts = calloc(truce_model_source_count(model), sizeof *texts);
 *     for (uint32_t i = 0; i < truce_model_source_count(model); i++)
 *         if (truce_model_source_file(model, i)) texts[i] = read_beside_model(truce_model_source_file(model, i));
 *     status = truce_check_quotes(ctx, model, texts, TRUCE_ERROR);
 */
#ifndef TRUCE_QUOTES_H
#define TRUCE_QUOTES_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

TRUCE_API uint32_t truce_model_source_count(const truce_model *model);
/* The file with the text of a source, as the model names it; NULL: it names none. */
TRUCE_API const char *truce_model_source_file(const truce_model *model, uint32_t source);

/* The text of a source: bytes of UTF-8. */
typedef struct truce_source_text {
    const char *bytes; /* NULL: there is none */
    size_t length;
    const char *why; /* the file could not be read: why. NULL: it is not at hand */
} truce_source_text;

/* Reports as `severity`, at their places: quotes that are in none of the paragraphs cited, paragraphs that a text
 * does not have, and files that could not be read; as warnings, files that are not at hand and quotes without a
 * source. White space and quotation marks may differ. What cites a source without a file is not judged. `texts` has
 * an entry for each source. Errors: TRUCE_E_MODEL (errors were reported), TRUCE_E_NOMEM, TRUCE_E_CANCELLED.
 * Time O(texts + quotes + cited paragraphs), for each quote that is not found O(text) more. */
TRUCE_API truce_status truce_check_quotes(truce_ctx *ctx, const truce_model *model, const truce_source_text *texts,
                                          truce_severity severity);

#ifdef __cplusplus
}
#endif

#endif
