/* SPDX-License-Identifier: Apache-2.0 */
/* A text that was parsed once: its bytes, its tree, and where each value stands. Knows no model. */
#ifndef TRUCE_DOCUMENT_H
#define TRUCE_DOCUMENT_H

#include "document/yaml.h"

typedef struct truce__document {
    truce__arena nodes;
    truce__source source;
    const truce__yaml *root; /* NULL: the text is not one YAML document, or its nodes were released */
    bool has_errors;         /* there are errors, even if there is a root */
} truce__document;

/* Makes a document of bytes; free it even after a failure. `texts` keeps the source and the letters of scalars, so
 * that texts read from the tree may outlive it. Errors in the text are left as diagnostics, with TRUCE_OK or
 * TRUCE_E_LIMIT; root is NULL where there is no tree. TRUCE_E_CANCELLED. Time O(length). */
truce_status truce__document_read(truce_ctx *ctx, truce__arena *texts, const char *text, size_t length,
                                  const char *file, truce__document *document);
/* The same for a source that was kept; adds no diagnostics. */
truce_status truce__document_reread(truce_ctx *ctx, const truce__source *source, truce__document *document);
/* A text made from an old one, in a block of its own, with the old one's line ends and byte order mark. */
truce_status truce__hand_over(truce__text *made, const char *old, size_t old_length, char **edited,
                              size_t *edited_length);
void truce__document_free(truce__document *document);

#endif
