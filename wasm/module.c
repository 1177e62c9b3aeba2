/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine as a module of WebAssembly. It adds nothing to the library: the host of its commands is the JavaScript
 * around it (engine.js), and this file passes on what the two say to each other.
 *
 * Words and the parts of edits come as one block of texts, each with its zero. Blocks that go in are allocated by the
 * caller and stay its own. One call runs at a time.
 */
#include <truce/command.h>
#include <truce/comment.h>
#include <truce/edit.h>
#include <truce/result.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TO_PAGE(name) __attribute__((export_name(#name)))
#define FROM_PAGE(name) __attribute__((import_module("truce"), import_name(#name)))

/* The text of that name, and its length; NULL: there is none. */
FROM_PAGE(read) extern const char *page_read(const char *name, size_t *length);
FROM_PAGE(write) extern void page_write(const char *bytes, size_t length);
FROM_PAGE(finish) extern void page_finish(void);
FROM_PAGE(diagnose)
extern void page_diagnose(bool is_error, const char *file, uint32_t line, uint32_t column, uint32_t length,
                          const char *message, const char *hint);
FROM_PAGE(progress) extern void page_progress(const char *phase, double done, double total);

TO_PAGE(allocate) void *page_allocate(size_t size);
TO_PAGE(release) void page_release(void *block);
TO_PAGE(run) int page_run(const char *words, size_t size, uint32_t width, double memory);
TO_PAGE(edit) int page_edit(const char *text, size_t length, const char *edits, size_t size, double memory);

TO_PAGE(compare)
int page_compare(const char *before, size_t length, const char *after, size_t after_length, double memory);
TO_PAGE(read_reply) int page_read_reply(const char *text, size_t length, double memory);

/* ------------------------------------------------------------------ host */

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
    for (size_t i = first; i < truce_diags_total(ctx); i++) {
        const truce_diag *d = truce_diag_at(ctx, i);
        page_diagnose(d->severity == TRUCE_ERROR, d->file ? d->file : "", d->line, d->column, d->length, d->message,
                      d->hint);
    }
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

/* ----------------------------------------------------------------- calls */

void *page_allocate(size_t size) {
    return malloc(size ? size : 1);
}

void page_release(void *block) {
    free(block);
}

/* A block of texts as a list of them, for free(). NULL: out of memory. */
static const char **list_of(const char *texts, size_t size, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < size; i++) *count += !texts[i];
    const char **list = malloc((*count + 1) * sizeof *list);
    for (size_t i = 0, at = 0; list && i < *count; at += strlen(texts + at) + 1) list[i++] = texts + at;
    return list;
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
    const char **list = list_of(words, size, &count);
    int status = list ? truce_run(&host, count, list) : TRUCE_E_LIMIT;
    free(list);
    return status;
}

enum { PARTS = 4 }; /* of an edit: number of its kind, path, value, position */

static truce_edit *edits_of(const char *texts, size_t size, size_t *count) {
    const char **list = list_of(texts, size, count);
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

/* Makes edits to a text, which is then the result. */
int page_edit(const char *text, size_t length, const char *texts, size_t size, double memory) {
    const truce_config config = {.threads = 1, .memory = (uint64_t)memory};
    truce_ctx *ctx = truce_ctx_new(&config);
    size_t count, edited_length = 0;
    truce_edit *edits = edits_of(texts, size, &count);
    char *edited = NULL;
    truce_status status = ctx && edits ? truce_text_edit(ctx, text, length, "model", edits, count, &edited,
                                                         &edited_length)
                                       : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) {
        page_write(edited, edited_length);
        page_finish();
    }
    if (ctx) diagnose(NULL, ctx, 0);
    truce_release(ctx, edited);
    truce_ctx_free(ctx);
    free(edits);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}

static bool write_piece(void *ud, const char *bytes, size_t length) {
    return write_result(ud, bytes, length);
}

/* The result of the question "trial" as JSON. */
static truce_status compare(truce_ctx *ctx, const truce_model *before, const truce_model *after) {
    const truce_query query = {.model = before, .second = after};
    truce_result *result = NULL;
    truce_status status = truce_ask(ctx, "trial", &query, &result);
    if (status == TRUCE_OK)
        status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_JSON}, &(truce_sink){write_piece, NULL});
    truce_result_free(result);
    return status;
}

/* Tries a change: what is different in the second of two models. */
int page_compare(const char *before, size_t length, const char *after, size_t after_length, double memory) {
    const truce_config config = {.threads = 1, .memory = (uint64_t)memory};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_model *one = NULL, *other = NULL;
    truce_status status = ctx ? truce_parse(ctx, before, length, "before", &one) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce_parse(ctx, after, after_length, "after", &other);
    if (status == TRUCE_OK) status = compare(ctx, one, other);
    if (status == TRUCE_OK) page_finish();
    if (ctx) diagnose(NULL, ctx, 0);
    truce_model_free(other);
    truce_model_free(one);
    truce_ctx_free(ctx);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}

/* Whether a text is what the form of a brief makes. */
int page_read_reply(const char *text, size_t length, double memory) {
    const truce_config config = {.threads = 1, .memory = (uint64_t)memory};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_comments *comments = NULL;
    truce_status status = ctx ? truce_comments_parse(ctx, text, length, "reply", &comments) : TRUCE_E_NOMEM;
    truce_comments_free(comments);
    if (ctx) diagnose(NULL, ctx, 0);
    truce_ctx_free(ctx);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}
