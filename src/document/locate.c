/* SPDX-License-Identifier: Apache-2.0 */
#include "document/locate.h"

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
