/* SPDX-License-Identifier: Apache-2.0 */
/* From the path of an input to its lines and columns, and back. */
#ifndef TRUCE_LOCATE_H
#define TRUCE_LOCATE_H

#include "document/document.h"
#include "document/extent.h"

typedef struct truce__locator {
    truce_ctx *ctx;
    const truce__document *document;
    truce__walked walked;
    size_t at; /* a byte found before, and its place: the next one is usually near */
    uint32_t line, column;
} truce__locator;

/* Where a value begins and, behind its last letter, ends; from 1, columns in characters. */
typedef struct truce__span {
    uint32_t line, column, end_line, end_column;
} truce__span;

/* It owns nothing; the document is lent. */
void truce__locator_init(truce__locator *locator, truce_ctx *ctx, const truce__document *document);

/* *is_found is false for a path that leads nowhere. */
truce_status truce__locate(truce__locator *locator, const char *path, truce__span *span, bool *is_found);

/* Adds the path of the innermost value that stands at a line and column, or of what stands last before it. Elements
 * of lists are called by their id where edits call them so. O(entries along the path). */
void truce__path_at(const truce__yaml *root, uint32_t line, uint32_t column, truce__text *path);

#endif
