/* SPDX-License-Identifier: Apache-2.0 */
#include "document/document.h"

truce_status truce__document_read(truce_ctx *ctx, truce__arena *texts, const char *text, size_t length,
                                  const char *file, truce__document *document) {
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    *document = (truce__document){.root = NULL};
    truce__arena_init(&document->nodes, ctx);
    TRY(truce__keep_text(texts, text, length, file, &document->source));
    TRY(truce__check_bytes(ctx, &document->source));
    document->has_errors = truce_diag_count(ctx, TRUCE_ERROR) != errors;
    if (document->has_errors) return TRUCE_OK;
    truce_status status = truce__yaml_parse(ctx, &document->nodes, texts, &document->source, &document->root);
    document->has_errors = truce_diag_count(ctx, TRUCE_ERROR) != errors;
    return status;
}

truce_status truce__document_reread(truce_ctx *ctx, const truce__source *source, truce__document *document) {
    truce__diags_mark mark = truce__diags_here(ctx);
    *document = (truce__document){.source = *source};
    truce__arena_init(&document->nodes, ctx);
    truce_status status = truce__yaml_parse(ctx, &document->nodes, &document->nodes, source, &document->root);
    document->has_errors = truce_diag_count(ctx, TRUCE_ERROR) != mark.counts[TRUCE_ERROR];
    truce__diags_forget(ctx, mark);
    return status == TRUCE_E_LIMIT ? TRUCE_OK : status;
}

void truce__document_free(truce__document *document) {
    truce__arena_free(&document->nodes);
    document->root = NULL;
}
