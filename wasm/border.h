/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The border between the engine and the JavaScript around it. A module exports functions and imports some; what both
 * modules need is here. Words and the parts of edits come as one block of texts, each with its zero. Blocks that go
 * in are allocated by the caller and stay its own. One call runs at a time.
 */
#ifndef TRUCE_WASM_BORDER_H
#define TRUCE_WASM_BORDER_H

#include <truce/edit.h>

#define TO_PAGE(name) __attribute__((export_name(#name)))
#define FROM_PAGE(name) __attribute__((import_module("truce"), import_name(#name)))

FROM_PAGE(diagnose)
extern void page_diagnose(bool is_error, const char *file, uint32_t line, uint32_t column, uint32_t length,
                          const char *message, const char *hint);

TO_PAGE(allocate) void *page_allocate(size_t size);
TO_PAGE(release) void page_release(void *block);

/* The diagnostics of `ctx` from number `first` on. */
void page_diagnose_all(truce_ctx *ctx, size_t first);
/* A block of texts as a list of them, for free(). NULL: out of memory. */
const char **page_texts(const char *texts, size_t size, size_t *count);
/* A block of edits, each four texts: number of its kind, path, value, position. For free(). NULL: out of memory. */
truce_edit *page_edits(const char *texts, size_t size, size_t *count);
/* A context for one call on one thread that may take so many bytes. */
truce_ctx *page_context(double memory);
/* What a call gives, the exit status of a command. */
int page_status(truce_status status);

#endif
