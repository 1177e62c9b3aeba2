/* SPDX-License-Identifier: Apache-2.0 */
/* A text that was parsed once: its bytes, its tree and where everything stands. Knows no model. */
#ifndef TRUCE_DOCUMENT_H
#define TRUCE_DOCUMENT_H

#include "document/yaml.h"

typedef struct truce__document {
    truce__arena nodes;
    truce__source source;
    const truce__yaml *root; /* NULL: it is not one YAML document, or its nodes were let go */
    bool has_errors;         /* something is wrong with it, be it that a root is there */
} truce__document;

/* Makes a document of bytes; free it whatever comes of it. `texts` keeps the source and the letters of scalars, so
 * that what was read from the tree may outlive the tree. What is wrong is left as diagnostics, with TRUCE_OK or
 * TRUCE_E_LIMIT; root is NULL where no tree came of it. TRUCE_E_CANCELLED. Time O(length). */
truce_status truce__document_read(truce_ctx *ctx, truce__arena *texts, const char *text, size_t length,
                                  const char *file, truce__document *document);
/* The same for a source that was kept, without diagnostics. */
truce_status truce__document_reread(truce_ctx *ctx, const truce__source *source, truce__document *document);
void truce__document_free(truce__document *document);

#endif
