/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Models in other programs' formats.
 *
 *     truce_format_kind from = truce_convert_kind("conflict.gmcr"), to = TRUCE_KIND_YAML;
 *     truce_text_convert(ctx, text, length, "conflict.gmcr", from, to, NULL, &sink);
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
    TRUCE_KIND_YAML,    /* truce's own */
    TRUCE_KIND_JSON,    /* the same as JSON */
    TRUCE_KIND_GMCR,    /* GMCR+: JSON */
    TRUCE_KIND_CSV,     /* a table of states; read also: the pay-offs of two parties */
    TRUCE_KIND_NFG,     /* Gambit: a normal form */
    TRUCE_KIND_GRAPHML, /* states and moves; this one and those below are written only */
    TRUCE_KIND_DOT,     /* the same as a drawing, for Graphviz */
    TRUCE_KIND_LATEX,   /* a table of states for papers */
    TRUCE_KIND_XLSX,    /* a workbook of a spreadsheet program */
    TRUCE_KIND_COUNT    /* none of them */
} truce_format_kind;

/* By a name ("gmcr") or by what a file's name ends in ("conflict.gmcr"); TRUCE_KIND_COUNT: unknown. */
TRUCE_API truce_format_kind truce_convert_kind(const char *name);
/* Whether the format is read, too. */
TRUCE_API bool truce_convert_reads(truce_format_kind kind);

/* Who makes workbooks: they take a library that this one does without. Sheets come one after the other, cells row by
 * row; rows and columns count from 0. Functions that give false have failed, and nothing more comes but `end`. */
typedef struct truce_workbook {
    void *ud;
    truce_status (*begin)(void *ud);
    bool (*sheet)(void *ud, const char *name);
    bool (*text)(void *ud, uint32_t row, uint16_t column, const char *text); /* never a formula */
    bool (*number)(void *ud, uint32_t row, uint16_t column, double number);
    /* Writes what is there, or gives it up where `sink` is NULL; always called once `begin` was. */
    truce_status (*end)(void *ud, const truce_sink *sink);
} truce_workbook;

/* Reads a text in one format and writes it in another. `file` is the name in diagnostics; may be NULL.
 * `book` is for workbooks only and may be NULL.
 * Errors: TRUCE_E_USAGE (the one format is not read, or nobody makes workbooks), TRUCE_E_MODEL (the text is wrong, or
 * holds what the other format has no place for at all; a diagnostic says where), TRUCE_E_LIMIT, TRUCE_E_CANCELLED,
 * TRUCE_E_NOMEM, TRUCE_E_IO. */
TRUCE_API truce_status truce_text_convert(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                          truce_format_kind from, truce_format_kind to, const truce_workbook *book,
                                          const truce_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
