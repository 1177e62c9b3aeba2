/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result, visit by visit: fields in the order of their declaration, getters asked when the walk comes by. A walk is
 * a value with a fixed stack and takes no memory. It asks at each visit whether a getter failed or the work was
 * cancelled, since lists end early when it was.
 */
#include "result/result.h"

#include <assert.h>

void truce__scratch_init(truce__scratch *scratch, truce_ctx *ctx) {
    scratch->ctx = ctx;
    scratch->graph = NULL;
    scratch->state = 0;
    scratch->status = TRUCE_OK;
    truce__text_init(&scratch->text, ctx);
}

void truce__scratch_free(truce__scratch *scratch) {
    truce__text_free(&scratch->text);
}

truce__at truce__at_root(const truce__result *result, truce__scratch *scratch) {
    return (truce__at){
        .result = result, .self = result->self, .graph = result->graph, .model = result->model, .scratch = scratch};
}

void truce__at_note(const truce__at *at, truce_status status) {
    if (at->scratch->status == TRUCE_OK) at->scratch->status = status;
}

static bool is_leaf(const truce__field *field) {
    return field->kind < TRUCE__RECORD;
}

truce__value truce__leaf_at(const truce__field *field, const truce__at *at) {
    truce__value value = field->get(at);
    if (at->scratch->text.failed) truce__at_note(at, TRUCE_E_NOMEM); /* which getters fill */
    return value;
}

static bool is_list(const truce__field *node) {
    return node->kind == TRUCE__LIST || node->kind == TRUCE__MAP || node->kind == TRUCE__SUBSET;
}

/* The place of a list before its first item. */
static truce__at before_first(const truce__at *list) {
    truce__at item = *list;
    item.up = list;
    item.index = UINT64_MAX;
    return item;
}

bool truce__next_item(const truce__field *list, const truce__at *at, truce__at *item) {
    if (list->next) return list->next(at, item);
    uint64_t count = list->domain ? list->domain->count(at) : list->count(at);
    do item->index++;
    while (item->index < count && list->keep && !list->keep(item));
    return item->index < count;
}

uint32_t truce__count_kept(const truce__at *at, const truce__domain *domain, bool (*keep)(const truce__at *item)) {
    uint32_t count = domain->count(at), kept = 0;
    truce__at item = before_first(at);
    for (item.index = 0; item.index < count; item.index++) kept += !keep || keep(&item);
    return kept;
}

/* ------------------------------------------------------------------- walks */

/* Enters a node. The place inside begins as that of the node. */
static void push(truce__tour *walk, const truce__field *node, const truce__at *at) {
    if (walk->depth == TRUCE__DEPTH) {
        truce__at_note(at, TRUCE_E_BUG);
        return;
    }
    truce__frame *frame = &walk->frames[walk->depth];
    frame->node = node;
    frame->next = node->of;
    frame->at = *at;
    frame->given = 0;
    assert(node->get || node->kind != TRUCE__STATES);
    if (node->kind == TRUCE__STATES) frame->at.self = node->get(at).set, frame->at.state = 0;
    truce_status status = node->open ? node->open(&frame->at) : TRUCE_OK;
    if (status != TRUCE_OK) {
        truce__at_note(at, status);
        return;
    }
    if (is_list(node)) frame->item = before_first(&frame->at);
    walk->depth++;
}

static truce__visit pop(truce__tour *walk) {
    truce__frame *frame = &walk->frames[--walk->depth];
    if (frame->node->close) frame->node->close(&frame->at);
    walk->field = frame->node;
    walk->at_splice = frame->node->kind == TRUCE__SPLICE;
    return TRUCE__CLOSE;
}

static truce__visit give_leaf(truce__tour *walk, const truce__field *field, const char *key, const truce__at *at,
                              truce__value value) {
    walk->field = field;
    walk->key = key;
    walk->at = at;
    walk->value = value;
    return TRUCE__LEAF;
}

static const truce__field *chosen(const truce__field *choice, const truce__at *at) {
    const truce__field *field = choice->of;
    while (field->when && !field->when(at)) field++;
    return field;
}

/* Gives a field or an item: a leaf's value, or the node opened. */
static truce__visit give(truce__tour *walk, const truce__field *field, const char *key, const truce__at *at) {
    if (field->kind == TRUCE__CHOICE) field = chosen(field, at);
    if (is_leaf(field)) return give_leaf(walk, field, key, at, truce__leaf_at(field, at));
    if (truce__is_lacking(field, at)) return give_leaf(walk, field, key, at, truce__none());
    walk->field = field;
    walk->key = key;
    walk->at = at;
    walk->at_splice = field->kind == TRUCE__SPLICE;
    push(walk, field, at);
    return TRUCE__OPEN;
}

static truce__visit next_field(truce__tour *walk, truce__frame *frame) {
    while (frame->next->kind) {
        const truce__field *field = frame->next++;
        if (!(field->forms & walk->form) || (field->when && !field->when(&frame->at))) continue;
        truce__visit visit = give(walk, field, field->key, &frame->at);
        if (visit != TRUCE__LEAF || walk->value.kind || !(field->flags & TRUCE__OMIT)) return visit;
    }
    return pop(walk);
}

static const char *key_of(const truce__field *node, const truce__frame *frame) {
    if (node->kind != TRUCE__MAP) return NULL;
    if (node->key_of) return node->key_of(&frame->item);
    return node->domain->id(&frame->at, (uint32_t)frame->item.index);
}

static truce__visit next_item(truce__tour *walk, truce__frame *frame) {
    const truce__field *node = frame->node;
    if (!truce__next_item(node, &frame->at, &frame->item)) return pop(walk);
    if (node->kind == TRUCE__SUBSET)
        return give_leaf(walk, node, NULL, &frame->item, truce__member(&frame->at, node->domain, frame->item.index));
    return give(walk, node->of, key_of(node, frame), &frame->item);
}

static truce__visit next_state(truce__tour *walk, truce__frame *frame) {
    uint64_t limit = walk->result->options->limit;
    bool is_over = limit && frame->given == limit;
    frame->at.state = is_over ? 0 : truce_set_next(frame->at.self, frame->at.state);
    frame->given++;
    if (!frame->at.state) return pop(walk);
    return give_leaf(walk, frame->node, NULL, &frame->at, truce__state_of(frame->at.state));
}

static truce__visit step(truce__tour *walk) {
    truce__frame *frame = &walk->frames[walk->depth - 1];
    walk->at_splice = false;
    if (is_list(frame->node)) return next_item(walk, frame);
    return frame->node->kind == TRUCE__STATES ? next_state(walk, frame) : next_field(walk, frame);
}

void truce__tour_begin(truce__tour *walk, const truce__result *result, unsigned form) {
    static const truce__field root = {.kind = TRUCE__RECORD};
    walk->result = result;
    walk->form = form;
    walk->depth = 0;
    truce__scratch_init(&walk->scratch, result->ctx);
    walk->root = truce__at_root(result, &walk->scratch);
    push(walk, &root, &walk->root);
    walk->frames[0].next = result->layout->fields;
}

truce__visit truce__tour_next(truce__tour *walk) {
    for (;;) {
        if (truce__is_cancelled(walk->result->ctx)) truce__at_note(&walk->root, TRUCE_E_CANCELLED);
        if (walk->depth == 0 || walk->scratch.status != TRUCE_OK) return TRUCE__END;
        truce__visit visit = step(walk);
        if (walk->scratch.status != TRUCE_OK) return TRUCE__END;
        if (!walk->at_splice) return visit;
    }
}

void truce__tour_skip(truce__tour *walk) {
    if (walk->depth) pop(walk);
}

truce_status truce__tour_end(truce__tour *walk) {
    while (walk->depth) pop(walk);
    truce__scratch_free(&walk->scratch);
    return walk->scratch.status;
}

/* -------------------------------------------------------------------- rows */

static truce_status open_at(const truce__field *node, truce__at *at) {
    truce_status status = node->open ? node->open(at) : TRUCE_OK;
    truce__at_note(at, status);
    return status;
}

static void leave_row(truce__rows *rows) {
    if (rows->has_row && rows->table->of->close) rows->table->of->close(&rows->row);
    rows->has_row = false;
}

truce_status truce__rows_begin(truce__rows *rows, const truce__field *table, const truce__at *at) {
    *rows = (truce__rows){.table = table, .list = *at};
    TRY(open_at(table, &rows->list));
    rows->is_open = true;
    rows->item = before_first(&rows->list);
    return TRUCE_OK;
}

/* False also where the work is cancelled or something failed, which stands in the scratch. */
bool truce__rows_next(truce__rows *rows) {
    truce__scratch *scratch = rows->list.scratch;
    leave_row(rows);
    if (truce__is_cancelled(scratch->ctx)) truce__at_note(&rows->list, TRUCE_E_CANCELLED);
    if (scratch->status != TRUCE_OK || !truce__next_item(rows->table, &rows->list, &rows->item)) return false;
    rows->row = rows->item;
    return rows->has_row = open_at(rows->table->of, &rows->row) == TRUCE_OK;
}

void truce__rows_end(truce__rows *rows) {
    leave_row(rows);
    if (rows->is_open && rows->table->close) rows->table->close(&rows->list);
    rows->is_open = false;
}
