/* SPDX-License-Identifier: Apache-2.0 */
/* Forms change a model by edits of its text; the text itself comes and goes with the request. Many edits of a long
 * text take a while, so they are a job. */
#include "edits.h"
#include "routes.h"

#include <stdlib.h>

enum { MAX_TEXT = 16 << 20 };

/* A text and its edits, both lent by the body. */
typedef struct rewriting {
    json_object *body;
    const char *text;
    size_t length, count;
    truce_edit *edits;
} rewriting;

static void free_rewriting(void *ud) {
    rewriting *w = ud;
    if (!w) return;
    free(w->edits);
    json_object_put(w->body);
    free(w);
}

/* ------------------------------------------------------------------ working */

static void add_findings(truce_ctx *ctx, outcome *found) {
    for (size_t i = 0; i < truce_diags_total(ctx); i++)
        json_object_array_add(found->diagnostics, describe_finding(truce_diag_at(ctx, i)));
}

static void write_text(outcome *found, const char *text, size_t length) {
    json_object *object = json_object_new_object();
    if (object) json_object_object_add(object, "text", json_object_new_string_len(text, (int)length));
    size_t size = 0;
    const char *written = object ? json_object_to_json_string_length(
                                       object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &size)
                                 : NULL;
    found->is_whole = written && bytes_write(&found->result, written, size);
    if (!found->is_whole) found->status = TRUCE_E_LIMIT;
    json_object_put(object);
}

static void edit(const rewriting *w, truce_ctx *ctx, outcome *found) {
    char *edited = NULL;
    size_t length = 0;
    found->status = (int)truce_text_edit(ctx, w->text, w->length, "model", w->edits, w->count, &edited, &length);
    if (found->status == TRUCE_OK) write_text(found, edited, length);
    else if (found->status == TRUCE_E_NOMEM) found->status = TRUCE_E_LIMIT;
    add_findings(ctx, found);
    truce_release(ctx, edited);
}

static void rewrite(void *ud, const watcher *watch, outcome *found) {
    *found = (outcome){.result = {.most = MAX_RESULT}, .status = TRUCE_E_LIMIT};
    found->diagnostics = json_object_new_array();
    const truce_config config = {.threads = 1, .memory = watch->memory};
    truce_ctx *ctx = found->diagnostics ? truce_ctx_new(&config) : NULL;
    if (!ctx) return;
    watch->attend(watch->ud, ctx);
    edit(ud, ctx, found);
    watch->attend(watch->ud, NULL);
    truce_ctx_free(ctx);
}

/* ---------------------------------------------------------------- answering */

/* What a job of edits found, as the answer to the request. */
static void answer_edit(visit *v, json_object *job) {
    json_object *status = json_object_object_get(job, "status"), *result = json_object_object_get(job, "result");
    json_object *diagnostics = json_object_object_get(job, "diagnostics"), *first;
    if (!status) {
        answer_json(v->r, 202, json_object_get(job));
    } else if (result) {
        answer_json(v->r, 200, json_object_get(result));
    } else if (json_object_get_int(status) == TRUCE_E_CANCELLED) {
        answer_error(v->r, 503, "the work was cancelled");
    } else if (diagnostics && (first = json_object_array_get_idx(diagnostics, 0))) {
        json_object *object = json_object_new_object();
        json_object_object_add(object, "error", json_object_get(json_object_object_get(first, "message")));
        json_object_object_add(object, "diagnostics", json_object_get(diagnostics));
        answer_json(v->r, 400, object);
    } else {
        answer_error(v->r, 500, "out of memory");
    }
    json_object_put(job);
}

/* The work, which owns the body from now on. NULL after an error answer. */
static rewriting *read_rewriting(visit *v, json_object *body) {
    rewriting *w = calloc(1, sizeof *w);
    if (!w) {
        json_object_put(body);
        answer_error(v->r, 500, "out of memory");
        return NULL;
    }
    w->body = body;
    if (read_text(body, "text", MAX_TEXT, v->r, &w->text, &w->length))
        w->edits = read_edits(json_object_object_get(body, "edits"), v->r, &w->count);
    if (w->edits) return w;
    free_rewriting(w);
    return NULL;
}

void post_edit(visit *v) {
    json_object *body = read_body(v->q, v->r);
    int64_t wait_ms;
    if (!body) return;
    if (!read_wait(body, v->r, MAX_WAIT, &wait_ms)) {
        json_object_put(body);
        return;
    }
    rewriting *w = read_rewriting(v, body);
    if (!w) return;
    task t = {.name = "edit", .is_json = true, .run = rewrite, .free = free_rewriting, .ud = w, .bytes = w->length};
    job_about about = {.options = "{}", .kin = kin_of(0, w->text, w->length)};
    json_object *job = run_task(v, &t, &about, wait_ms);
    if (job) answer_edit(v, job);
}
