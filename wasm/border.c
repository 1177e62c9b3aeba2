/* SPDX-License-Identifier: Apache-2.0 */
#include "border.h"

#include <stdlib.h>
#include <string.h>

void *page_allocate(size_t size) {
    return malloc(size ? size : 1);
}

void page_release(void *block) {
    free(block);
}

void page_diagnose_all(truce_ctx *ctx, size_t first) {
    for (size_t i = first; i < truce_diags_total(ctx); i++) {
        const truce_diag *d = truce_diag_at(ctx, i);
        page_diagnose(d->severity == TRUCE_ERROR, d->file ? d->file : "", d->line, d->column, d->length, d->message,
                      d->hint);
    }
}

const char **page_texts(const char *texts, size_t size, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < size; i++) *count += !texts[i];
    const char **list = malloc((*count + 1) * sizeof *list);
    for (size_t i = 0, at = 0; list && i < *count; at += strlen(texts + at) + 1) list[i++] = texts + at;
    return list;
}

truce_edit *page_edits(const char *texts, size_t size, size_t *count) {
    enum { PARTS = 4 };
    const char **list = page_texts(texts, size, count);
    *count /= PARTS;
    truce_edit *edits = list ? malloc((*count + 1) * sizeof *edits) : NULL;
    for (size_t i = 0; edits && i < *count; i++) {
        const char **part = &list[PARTS * i];
        edits[i] = (truce_edit){.op = (truce_edit_op)(*part[0] - '0'), .path = part[1],
                                .value = *part[2] ? part[2] : NULL, .to = (uint32_t)strtoul(part[3], NULL, 10)};
    }
    free(list);
    return edits;
}

truce_ctx *page_context(double memory) {
    const truce_config config = {.threads = 1, .memory = (uint64_t)memory};
    return truce_ctx_new(&config);
}

int page_status(truce_status status) {
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}
