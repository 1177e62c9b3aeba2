/* SPDX-License-Identifier: Apache-2.0 */
#include "document/locate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void truce__locator_init(truce__locator *locator, truce_ctx *ctx, const truce__document *document) {
    *locator = (truce__locator){.ctx = ctx, .document = document, .line = 1, .column = 1};
}

/* Walks from the byte found last. */
static void walk_to(truce__locator *l, size_t byte) {
    const truce__source *source = &l->document->source;
    if (byte < l->at) l->at = 0, l->line = l->column = 1;
    while (l->at < byte) {
        size_t used;
        bool is_end = source->text[l->at] == '\n';
        truce__utf8_decode(source->text + l->at, source->length - l->at, &used);
        l->at += used;
        l->line += is_end;
        l->column = is_end ? 1 : l->column + 1;
    }
}

truce_status truce__locate(truce__locator *l, const char *path, truce__span *span, bool *is_found) {
    truce__arena scratch;
    truce__path steps;
    truce__place place;
    const char *problem;
    *is_found = false;
    if (!l->document->root) return TRUCE_OK;
    truce__arena_init(&scratch, l->ctx);
    truce_status status = truce__path_parse(&scratch, path, &steps, &problem);
    if (status == TRUCE_OK && !problem) {
        truce__place_find(l->document->root, &steps, &l->walked, &place);
        *is_found = place.depth == steps.count;
    }
    truce__arena_free(&scratch);
    if (!*is_found) return status;
    const truce__pair *pair = place.pair[place.depth];
    size_t lead = pair->key ? pair->key->extent.end : 0;
    truce__extent extent = truce__value_extent(&l->document->source, pair, lead);
    if (pair->value->style == TRUCE__YAML_TEXT && !pair->alias.end) extent.start = pair->value->extent.start;
    walk_to(l, extent.start);
    *span = (truce__span){.line = l->line, .column = l->column};
    walk_to(l, extent.end > extent.start ? extent.end : extent.start);
    span->end_line = l->line;
    span->end_column = l->column;
    return TRUCE_OK;
}

static bool is_behind(truce__loc loc, uint32_t line, uint32_t column) {
    return loc.line > line || (loc.line == line && loc.column > column);
}

/* What an element of the list under `key` is called where it is not called by its place. */
static const truce__yaml *name_of(const truce__yaml *key, const truce__yaml *element) {
    bool may_be_word = key && strcmp(key->text, "options") == 0;
    return element->kind == TRUCE__YAML_MAP || may_be_word ? truce__yaml_id(element) : NULL;
}

void truce__path_at(const truce__yaml *root, uint32_t line, uint32_t column, truce__text *path) {
    const truce__yaml *node = root, *key = NULL;
    for (int depth = 0; node && depth < TRUCE__MAX_STEPS; depth++) {
        const truce__pair *found = NULL;
        uint32_t position = 0, at = 0;
        for (const truce__pair *pair = node->first; pair; pair = pair->next) {
            const truce__yaml *first = pair->key ? pair->key : pair->value;
            at++;
            if (first->loc.line && is_behind(first->loc, line, column)) break;
            found = pair;
            position = at;
        }
        if (!found) return;
        const truce__yaml *name = found->key ? found->key : name_of(key, found->value);
        char place[16];
        snprintf(place, sizeof place, "%" PRIu32, position);
        truce__path_add(path, name && name->kind == TRUCE__YAML_SCALAR ? name->text : place);
        key = found->key;
        node = found->alias.end ? NULL : found->value;
    }
}
