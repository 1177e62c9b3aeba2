/* SPDX-License-Identifier: Apache-2.0 */
/* Forms change a model by edits of its text; the text itself comes and goes with the request. */
#include "edits.h"
#include "perform.h"
#include "routes.h"

#include <stdlib.h>

enum { MAX_TEXT = 16 << 20 };

static json_object *findings(truce_ctx *ctx) {
    json_object *list = json_object_new_array();
    for (size_t i = 0; list && i < truce_diags_total(ctx); i++)
        json_object_array_add(list, describe_finding(truce_diag_at(ctx, i)));
    return list;
}

static void refuse(truce_ctx *ctx, response *r) {
    const truce_diag *first = truce_diag_at(ctx, 0);
    json_object *object = json_object_new_object();
    if (object) {
        add_text(object, "error", first ? first->message : "the edits could not be made");
        json_object_object_add(object, "diagnostics", findings(ctx));
    }
    answer_json(r, 400, object);
}

static void edit(truce_ctx *ctx, const char *text, size_t length, const truce_edit *edits, size_t count,
                 response *r) {
    char *edited = NULL;
    size_t edited_length = 0;
    truce_status status = truce_text_edit(ctx, text, length, "model", edits, count, &edited, &edited_length);
    if (status == TRUCE_E_NOMEM) {
        answer_error(r, 500, "out of memory");
    } else if (status != TRUCE_OK) {
        refuse(ctx, r);
    } else {
        json_object *object = json_object_new_object();
        if (object) json_object_object_add(object, "text", json_object_new_string_len(edited, (int)edited_length));
        answer_json(r, 200, object);
    }
    truce_release(ctx, edited);
}

static void read_and_edit(json_object *body, response *r) {
    const char *text;
    size_t length, count;
    if (!read_text(body, "text", MAX_TEXT, r, &text, &length)) return;
    truce_edit *edits = read_edits(json_object_object_get(body, "edits"), r, &count);
    if (!edits) return;
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    if (ctx) edit(ctx, text, length, edits, count, r);
    else answer_error(r, 500, "out of memory");
    truce_ctx_free(ctx);
    free(edits);
}

void post_edit(visit *v) {
    json_object *body = read_body(v->q, v->r);
    if (body) read_and_edit(body, v->r);
    json_object_put(body);
}
