/* SPDX-License-Identifier: Apache-2.0 */
/* A program's own walk over a result: its values are those of JSON, its labels in words. */
#include "words/phrases.h"

truce_status truce_walk_new(truce_ctx *ctx, const truce_result *result, truce_walk **walk) {
    truce_walk *made = truce__alloc(ctx, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    truce__tour_begin(made, result, TRUCE__IN_JSON);
    *walk = made;
    return TRUCE_OK;
}

static truce_type type_of(truce__kind kind) {
    static const truce_type types[] = {
        [TRUCE__NULL] = TRUCE_IS_NULL,       [TRUCE__BOOL] = TRUCE_IS_BOOL,     [TRUCE__NUMBER] = TRUCE_IS_NUMBER,
        [TRUCE__DECIMAL] = TRUCE_IS_DECIMAL, [TRUCE__TEXT] = TRUCE_IS_TEXT,     [TRUCE__STATE] = TRUCE_IS_STATE,
        [TRUCE__MEMBER] = TRUCE_IS_MEMBER,   [TRUCE__RECORD] = TRUCE_IS_OBJECT, [TRUCE__LIST] = TRUCE_IS_LIST,
        [TRUCE__MAP] = TRUCE_IS_MAP,         [TRUCE__SUBSET] = TRUCE_IS_SUBSET, [TRUCE__STATES] = TRUCE_IS_STATES,
        [TRUCE__PHRASE] = TRUCE_IS_TEXT,
    };
    return types[kind];
}

static truce_item item_of_value(truce__tour *walk) {
    const truce__value *v = &walk->value;
    truce_item item = {.type = type_of(v->kind), .key = walk->key, .number = v->number};
    bool is_text = v->kind == TRUCE__TEXT || v->kind == TRUCE__PHRASE || v->kind == TRUCE__DECIMAL;
    if (is_text || v->kind == TRUCE__MEMBER) item.text = v->text;
    if (v->kind != TRUCE__MEMBER) return item;
    truce__text *label = &walk->scratch.text;
    truce__text_clear(label);
    truce__value_words(label, walk->at, *v);
    if (label->failed) truce__at_note(walk->at, TRUCE_E_NOMEM);
    item.label = truce__text_bytes(label);
    item.domain = v->domain->name;
    return item;
}

truce_event truce_walk_step(truce_walk *walk, truce_item *item) {
    truce__visit visit = truce__tour_next(walk);
    *item = (truce_item){.type = TRUCE_IS_NULL};
    bool is_whole = visit == TRUCE__CLOSE && walk->depth == 0; /* the result itself, which no step opened */
    if (visit == TRUCE__END || is_whole) return TRUCE_WALK_END;
    if (visit == TRUCE__LEAF) *item = item_of_value(walk);
    else *item = (truce_item){.type = type_of(walk->field->kind), .key = visit == TRUCE__OPEN ? walk->key : NULL,
                              .domain = walk->field->domain ? walk->field->domain->name : NULL};
    return visit == TRUCE__LEAF ? TRUCE_WALK_VALUE : visit == TRUCE__OPEN ? TRUCE_WALK_OPEN : TRUCE_WALK_CLOSE;
}

void truce_walk_leave(truce_walk *walk) {
    truce__tour_skip(walk);
}

truce_status truce_walk_free(truce_walk *walk) {
    if (!walk) return TRUCE_OK;
    truce_ctx *ctx = walk->result->ctx;
    truce_status status = truce__tour_end(walk);
    truce__free(ctx, walk);
    return status;
}
