/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms show what a text says, also while it is being written and no model yet. So this reads the text's YAML once
 * more and hands on its structure, not the model: what the model's readers would refuse is still there to be mended,
 * and new keys of the language need no change here.
 */
#include "render/document_json.h"

#include "document/document.h"

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

void truce__json_tree(truce__json *json, const truce__yaml *root) {
    size_t room = MAX_BYTES;
    if (root && fits(root, &room)) write_node(json, "document", root);
    else truce__json_null(json, "document");
}

void truce__json_document(truce__json *json, const char *text, size_t length) {
    truce__document document;
    truce_ctx *ctx = json->out->ctx;
    truce__source source = {.file = "", .text = text, .length = length};
    if (truce__utf8_check(text, length) < length) {
        truce__json_null(json, "document");
        return;
    }
    truce__out_note(json->out, truce__document_reread(ctx, &source, &document));
    truce__json_tree(json, document.root);
    truce__document_free(&document);
}
