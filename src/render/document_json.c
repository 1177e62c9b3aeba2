/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms show what a text says, also while it is being written and no model yet. So this reads the text's YAML once more and
 * hands on its structure, not the model: what the model's readers would refuse is still there to be mended, and new keys
 * of the language need no change here.
 */
#include "render/document_json.h"

#include "document/yaml.h"

enum { MAX_BYTES = 16 << 20 };

/* Takes what the node will need from *room; false when that is not enough. */
static bool fits(const truce__yaml *node, size_t *room) {
    size_t bytes = node->kind == TRUCE__YAML_SCALAR ? node->length + 8 : 8;
    if (bytes > *room) return false;
    *room -= bytes;
    for (const truce__pair *pair = node->first; pair; pair = pair->next)
        if ((pair->key && !fits(pair->key, room)) || !fits(pair->value, room)) return false;
    return true;
}

/* As deep as YAML may be nested: TRUCE__MAX_NESTING. */
static void write_node(truce__json *json, const char *key, const truce__yaml *node) {
    if (node->kind == TRUCE__YAML_SCALAR) {
        truce__json_text(json, key, truce__yaml_is_null(node) ? NULL : node->text);
        return;
    }
    if (node->kind == TRUCE__YAML_MAP) truce__json_object(json, key, false);
    else truce__json_list(json, key, false);
    for (const truce__pair *pair = node->first; pair; pair = pair->next)
        write_node(json, pair->key ? pair->key->text : NULL, pair->value);
    truce__json_end(json);
}

static truce_status write_document(truce_ctx *aside, truce__json *json, const char *text, size_t length) {
    truce__arena arena;
    truce__arena_init(&arena, aside);
    truce__source source = {.file = "", .text = text, .length = length};
    const truce__yaml *root = NULL;
    size_t room = MAX_BYTES;
    truce_status status = truce__yaml_parse(aside, &arena, &arena, &source, &root);
    if (status == TRUCE_OK && root && fits(root, &room)) write_node(json, "document", root);
    else truce__json_null(json, "document");
    truce__arena_free(&arena);
    return status == TRUCE_E_LIMIT ? TRUCE_OK : status;
}

void truce__json_document(truce__json *json, const char *text, size_t length) {
    if (truce__utf8_check(text, length) < length) {
        truce__json_null(json, "document");
        return;
    }
    truce_ctx *aside = truce_ctx_new(&(truce_config){.allocator = &json->out->ctx->allocator, .threads = 1});
    truce__out_note(json->out, aside ? write_document(aside, json, text, length) : TRUCE_E_NOMEM);
    truce_ctx_free(aside);
}
