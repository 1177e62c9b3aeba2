/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model as JSON, which is YAML as well: the same document, so that reading it gives the same model. What stands
 * without quotes and is a number or nothing in JSON too stays one; all else becomes text. Comments have no place.
 */
#include "document/document.h"
#include "formats/formats.h"
#include "render/json.h"

typedef struct writing {
    truce_ctx *ctx;
    truce__out out;
    truce__json json;
    const truce_model *model;
    uint64_t *scalars; /* a bit for each byte of the text that belongs to a scalar */
    uint64_t count;
} writing;

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool is_number(const char *text) {
    if (*text == '-') text++;
    size_t whole = digits(text), part;
    if (!whole || (whole > 1 && *text == '0')) return false;
    text += whole;
    if (!*text) return true;
    part = *text == '.' ? digits(text + 1) : 0;
    return part && !text[part + 1];
}

/* In quotes it would be no state's number, without zeros another name. */
static truce_status refuse_number(const writing *w, const truce__yaml *node) {
    TRY(truce__diag(w->ctx, TRUCE_ERROR, &w->model->source, node->loc, "write it without zeros, or in quotes",
                    "JSON has no number that begins with 0"));
    return TRUCE_E_MODEL;
}

static truce_status put_scalar(writing *w, const char *key, const truce__yaml *node) {
    bool is_digits = node->length && digits(node->text) == node->length;
    for (size_t at = node->extent.start; at < node->extent.end; at++) truce__bits_set(w->scalars, at);
    if (truce__yaml_is_null(node)) truce__json_null(&w->json, key);
    else if (node->is_plain && is_number(node->text)) truce__json_raw(&w->json, key, node->text);
    else if (node->is_plain && is_digits) return refuse_number(w, node);
    else truce__json_text(&w->json, key, node->text);
    return TRUCE_OK;
}

/* Nested no deeper than YAML's limit. */
static truce_status put_value(writing *w, const char *key, const truce__yaml *node, bool is_tall) {
    if (w->count++ % 4096 == 0) TRY(truce__go_on(w->ctx));
    if (node->kind == TRUCE__YAML_SCALAR) return put_scalar(w, key, node);
    bool is_map = node->kind == TRUCE__YAML_MAP;
    if (is_map) truce__json_object(&w->json, key, is_tall);
    else truce__json_list(&w->json, key, is_tall);
    for (const truce__pair *pair = node->first; pair && !truce__out_failed(&w->out); pair = pair->next) {
        if (pair->key)
            for (size_t at = pair->key->extent.start; at < pair->key->extent.end; at++)
                truce__bits_set(w->scalars, at);
        TRY(put_value(w, pair->key ? pair->key->text : NULL, pair->value, node->style == TRUCE__YAML_BLOCK));
    }
    truce__json_end(&w->json);
    return w->out.status;
}

static truce__loc place_of(const truce__source *source, size_t at) {
    truce__loc loc = {.line = 1, .column = 1};
    for (size_t i = 0; i < at; i++) {
        bool is_break = source->text[i] == '\n';
        loc.line += is_break;
        loc.column = is_break ? 1 : loc.column + ((source->text[i] & 0xC0) != 0x80);
    }
    return loc;
}

/* A '#' outside scalars, at the start of a line or behind a blank. */
static truce_status warn_of_comments(const writing *w, const truce__source *source) {
    for (size_t at = 0; at < source->length; at++) {
        bool may_begin = at == 0 || strchr(" \t\r\n", source->text[at - 1]);
        if (source->text[at] != '#' || !may_begin || truce__bits_get(w->scalars, at)) continue;
        return truce__diag(w->ctx, TRUCE_WARNING, source, place_of(source, at), NULL, "JSON holds no comments");
    }
    return TRUCE_OK;
}

truce_status truce__write_json(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    writing w = {.ctx = ctx, .model = graph->model};
    truce__document document;
    TRY(truce__model_document(ctx, graph->model, &document));
    w.scalars = truce__calloc(ctx, truce__bits_words(document.source.length + 1), sizeof *w.scalars);
    truce__out_init(&w.out, ctx, &(truce_render_options){0}, sink);
    w.json.out = &w.out;
    truce_status status = !w.scalars ? TRUCE_E_NOMEM : put_value(&w, NULL, document.root, true);
    if (status == TRUCE_OK) status = warn_of_comments(&w, &document.source);
    truce__out_note(&w.out, status);
    status = truce__out_end(&w.out);
    truce__free(ctx, w.scalars);
    truce__document_free(&document);
    return status;
}
