/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Models in other programs' formats.
 *
 *     truce_format_kind from = truce_convert_kind("conflict.gmcr"), to = TRUCE_KIND_YAML;
 *     truce_text_convert(ctx, text, length, "conflict.gmcr", from, to, &sink);
 *
 * What the other format cannot hold leaves a warning at the place of what is lost. Where there is no warning the
 * model has the same states, moves and verdicts on both sides.
 */
#ifndef TRUCE_CONVERT_H
#define TRUCE_CONVERT_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum truce_format_kind {
    TRUCE_KIND_YAML, /* truce's own */
    TRUCE_KIND_GMCR, /* GMCR+: JSON */
    TRUCE_KIND_CSV,  /* a table of states; read also: the pay-offs of two parties */
    TRUCE_KIND_NFG,  /* Gambit: a normal form */
    TRUCE_KIND_COUNT /* none of them */
} truce_format_kind;

/* By a name ("gmcr") or by what a file's name ends in ("conflict.gmcr"); TRUCE_KIND_COUNT: unknown. */
TRUCE_API truce_format_kind truce_convert_kind(const char *name);

/* Reads a text in one format and writes it in another. `file` is the name in diagnostics; may be NULL.
 * Errors: TRUCE_E_MODEL (the text is wrong, or holds what the other format has no place for at all; a diagnostic says
 * where), TRUCE_E_LIMIT, TRUCE_E_CANCELLED, TRUCE_E_NOMEM, TRUCE_E_IO. */
TRUCE_API truce_status truce_text_convert(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                          truce_format_kind from, truce_format_kind to, const truce_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
