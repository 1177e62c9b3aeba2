/* SPDX-License-Identifier: Apache-2.0 */
/* The engine as a module of WebAssembly, truce.wasm. It adds nothing to the library: the host of its commands is the
 * JavaScript around it (engine.js), and this file passes on what the two say to each other. */
#include "border.h"

#include <truce/command.h>
#include <truce/comment.h>
#include <truce/result.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text of that name, and its length; NULL: there is none. */
FROM_PAGE(read) extern const char *page_read(const char *name, size_t *length);
FROM_PAGE(write) extern void page_write(const char *bytes, size_t length);
FROM_PAGE(finish) extern void page_finish(void);
FROM_PAGE(progress) extern void page_progress(const char *phase, double done, double total);

TO_PAGE(run) int page_run(const char *words, size_t size, uint32_t width, double memory);
TO_PAGE(edit) int page_edit(const char *text, size_t length, const char *edits, size_t size, double memory);
TO_PAGE(compare)
int page_compare(const char *before, size_t length, const char *after, size_t after_length, double memory);
TO_PAGE(read_reply) int page_read_reply(const char *text, size_t length, double memory);

typedef struct run {
    char why[300];
} run;

static truce_status read_text(void *ud, const char *name, const char **bytes, size_t *length) {
    run *r = ud;
    *bytes = page_read(name, length);
    if (*bytes) return TRUCE_OK;
    snprintf(r->why, sizeof r->why, "cannot read %.200s: %s", name, strerror(ENOENT));
    return TRUCE_E_IO;
}

static const char *why(void *ud) {
    return ((run *)ud)->why;
}

static bool write_result(void *ud, const char *bytes, size_t length) {
    (void)ud;
    page_write(bytes, length);
    return true;
}

static truce_status finish(void *ud) {
    (void)ud;
    page_finish();
    return TRUCE_OK;
}

static bool diagnose(void *ud, truce_ctx *ctx, size_t first) {
    (void)ud;
    page_diagnose_all(ctx, first);
    return true;
}

static void tell(void *ud, truce_tone tone, const char *command, const char *text) {
    (void)ud, (void)command;
    if (tone != TRUCE_TONE_NOTE) page_diagnose(true, "", 0, 0, 0, text, NULL);
}

static void progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    (void)ud;
    page_progress(phase, (double)done, (double)total);
}

/* Runs a command line. `memory`: bytes that it may take. Gives the exit status. */
int page_run(const char *words, size_t size, uint32_t width, double memory) {
    run r = {{0}};
    const truce_host host = {
        .ud = &r, .read = read_text, .write = write_result, .finish = finish, .why = why,
        .diagnose = diagnose, .tell = tell, .progress = progress,
        .settings = {.memory = (uint64_t)memory, .threads = 1, .width = width},
    };
    size_t count;
    const char **list = page_texts(words, size, &count);
    int status = list ? truce_run(&host, count, list) : TRUCE_E_LIMIT;
    free(list);
    return status;
}

/* Makes edits to a text, which is then the result. */
int page_edit(const char *text, size_t length, const char *texts, size_t size, double memory) {
    truce_ctx *ctx = page_context(memory);
    size_t count, edited_length = 0;
    truce_edit *edits = page_edits(texts, size, &count);
    char *edited = NULL;
    truce_status status = TRUCE_E_NOMEM;
    if (ctx && edits) status = truce_text_edit(ctx, text, length, "model", edits, count, &edited, &edited_length);
    if (status == TRUCE_OK) {
        page_write(edited, edited_length);
        page_finish();
    }
    if (ctx) page_diagnose_all(ctx, 0);
    if (edited) truce_release(ctx, edited);
    truce_ctx_free(ctx);
    free(edits);
    return page_status(status);
}

/* The result of the question "trial" as JSON. */
static truce_status compare(truce_ctx *ctx, const truce_model *before, const truce_model *after) {
    const truce_query query = {.model = before, .second = after};
    truce_result *result = NULL;
    truce_status status = truce_ask(ctx, "trial", &query, &result);
    if (status == TRUCE_OK)
        status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_JSON}, &(truce_sink){write_result, NULL});
    truce_result_free(result);
    return status;
}

/* Tries a change: what is different in the second of two models. */
int page_compare(const char *before, size_t length, const char *after, size_t after_length, double memory) {
    truce_ctx *ctx = page_context(memory);
    truce_model *one = NULL, *other = NULL;
    truce_status status = ctx ? truce_parse(ctx, before, length, "before", &one) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce_parse(ctx, after, after_length, "after", &other);
    if (status == TRUCE_OK) status = compare(ctx, one, other);
    if (status == TRUCE_OK) page_finish();
    if (ctx) page_diagnose_all(ctx, 0);
    truce_model_free(other);
    truce_model_free(one);
    truce_ctx_free(ctx);
    return page_status(status);
}

/* Whether a text is what the form of a brief makes. */
int page_read_reply(const char *text, size_t length, double memory) {
    truce_ctx *ctx = page_context(memory);
    truce_comments *comments = NULL;
    truce_status status = ctx ? truce_comments_parse(ctx, text, length, "reply", &comments) : TRUCE_E_NOMEM;
    truce_comments_free(comments);
    if (ctx) page_diagnose_all(ctx, 0);
    truce_ctx_free(ctx);
    return page_status(status);
}
