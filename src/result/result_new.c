/* SPDX-License-Identifier: Apache-2.0 */
/* Results are made by the questions; this holds what a result owns: a copy of the options, and the choice of rows. */
#include "result/result.h"

static const truce_render_options defaults = {.sort_party = UINT32_MAX};

const truce_render_options *truce__render_options(const truce_render_options *options) {
    return options ? options : &defaults;
}

typedef struct holder {
    truce_result result; /* first, so that truce_result_free() gets back here */
    truce_render_options options, of_rows; /* of_rows: as far as they choose rows */
    truce__pick pick;
} holder;

truce_status truce__result_new(truce_ctx *ctx, truce__result init, bool has_rows, const truce_render_options *options,
                               truce_result **result) {
    holder *made = truce__calloc(ctx, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    made->options = made->of_rows = *truce__render_options(options);
    made->result = init;
    made->result.ctx = ctx;
    made->result.options = &made->options;
    if (init.graph && !init.model) made->result.model = init.graph->model;
    truce_status status = TRUCE_OK;
    if (has_rows) status = truce__pick_init(ctx, init.graph, init.solution, &made->of_rows, &made->pick);
    if (has_rows) made->result.pick = &made->pick;
    if (status == TRUCE_OK) *result = &made->result;
    else truce_result_free(&made->result);
    return status;
}

truce_status truce__result_show(truce_result *result, const truce_set *rows) {
    holder *made = (holder *)result;
    made->of_rows.rows = rows;
    made->of_rows.limit = 0;
    truce__pick_free(result->ctx, &made->pick);
    return truce__pick_init(result->ctx, result->graph, result->solution, &made->of_rows, &made->pick);
}

void truce_result_free(truce_result *result) {
    if (!result) return;
    holder *made = (holder *)result;
    truce__pick_free(result->ctx, &made->pick);
    for (size_t i = 0; i < sizeof result->owned / sizeof *result->owned; i++)
        if (result->owned[i].release) result->owned[i].release(result->owned[i].thing);
    truce__free(result->ctx, made);
}

/* ------------------------------------------------------------ public walks */

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
    };
    return types[kind];
}

static truce_item item_of_value(const truce__tour *walk) {
    const truce__value *v = &walk->value;
    truce_item item = {.type = type_of(v->kind), .key = walk->key, .number = v->number};
    if (v->kind == TRUCE__TEXT || v->kind == TRUCE__DECIMAL || v->kind == TRUCE__MEMBER) item.text = v->text;
    if (v->kind != TRUCE__MEMBER) return item;
    item.label = v->domain->label(v->of, (uint32_t)v->number);
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
