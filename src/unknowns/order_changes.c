/* SPDX-License-Identifier: Apache-2.0 */
/*
 * First each statement that flips is set where it was written, then what is dropped goes, the last first, so that
 * places before it are still those of the file. Then statements move: the longest run of statements that stand in the
 * right order among each other stays (Fredman 1975, doi:10.1016/0012-365X(75)90103-X), and each other one goes to
 * behind the one that it follows. Insertions come last, in the order of their places.
 */
#include "unknowns/order_changes.h"

#include "document/flow.h"
#include "unknowns/model_edits.h"

typedef struct changing {
    truce__arena *arena;
    truce_ctx *ctx;
    const truce__list *list;
    const truce__pref_item *candidates;
    const truce_model *model;
    truce__change_list *changes;
    truce__order order;
    uint32_t *now, n_now;  /* written items as they stand by now */
    uint32_t *then, n_then; /* as they are to stand */
    bool *stays;           /* of each item */
} changing;

static const truce__pref *pref_of(const changing *c) { return &c->model->prefs[c->list->party]; }

/* ------------------------------------------------------------------- texts */

static truce_status path_to(const changing *c, uint32_t place, const char **path) {
    truce__text text;
    truce__text_init(&text, c->ctx);
    truce__text_printf(&text, "preferences.%s.%s", c->model->parties[c->list->party].id,
                       c->list->kind == TRUCE__PREF_RANK ? "rank" : "order");
    if (place) truce__text_printf(&text, ".%u", place);
    return truce__text_keep(&text, c->arena, path);
}

static truce_status add_single(changing *c, truce__edit_kind kind, uint32_t item) {
    truce__model_edit edit = {.kind = kind, .party = c->list->party, .at = item + 1, .option = TRUCE__NONE};
    truce_edit written;
    TRY(truce__edit_written(c->ctx, c->arena, c->model, &edit, &written));
    return truce__vec_push(c->ctx, c->changes, written);
}

/* ------------------------------------------------------------------- moves */

/* Marks the longest run of `then` that stands in this order in `now`. */
static truce_status find_staying(changing *c) {
    uint32_t *at = truce__calloc(c->ctx, (size_t)c->list->n_written + 1, sizeof *at); /* where each item is by now */
    uint32_t *length = truce__calloc(c->ctx, (size_t)c->n_then + 1, sizeof *length);
    uint32_t best = 0;
    truce_status status = at && length ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t i = 0; status == TRUCE_OK && i < c->n_now; i++) at[c->now[i]] = i;
    for (uint32_t i = c->n_then; status == TRUCE_OK && i-- > 0;) { /* of the run that begins there */
        length[i] = 1;
        for (uint32_t k = i + 1; k < c->n_then; k++)
            if (at[c->then[k]] > at[c->then[i]] && length[k] >= length[i]) length[i] = length[k] + 1;
        if (length[i] > best) best = length[i];
    }
    for (uint32_t i = 0, left = best, from = 0; status == TRUCE_OK && i < c->n_then && left > 0; i++)
        if (length[i] == left && (left == best || at[c->then[i]] > from)) {
            c->stays[c->then[i]] = true;
            from = at[c->then[i]];
            left--;
        }
    truce__free(c->ctx, at);
    truce__free(c->ctx, length);
    return status;
}

static uint32_t place_of(const changing *c, uint32_t item) {
    uint32_t place = 0;
    while (c->now[place] != item) place++;
    return place;
}

static truce_status move(changing *c, uint32_t from, uint32_t to) {
    uint32_t item = c->now[from];
    truce_edit change = {.op = TRUCE_EDIT_MOVE, .to = to + 1};
    if (from == to) return TRUCE_OK;
    TRY(path_to(c, from + 1, &change.path));
    memmove(c->now + from, c->now + from + 1, (c->n_now - from - 1) * sizeof *c->now);
    memmove(c->now + to + 1, c->now + to, (c->n_now - 1 - to) * sizeof *c->now);
    c->now[to] = item;
    return truce__vec_push(c->ctx, c->changes, change);
}

static truce_status move_all(changing *c) {
    TRY(find_staying(c));
    for (uint32_t i = 0; i < c->n_then; i++) {
        if (c->stays[c->then[i]]) continue;
        uint32_t from = place_of(c, c->then[i]), to = i ? place_of(c, c->then[i - 1]) + 1 : 0;
        TRY(move(c, from, from < to ? to - 1 : to));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------- orders, weights */

static truce_status insert_all(changing *c) {
    bool is_missing = pref_of(c)->kind == TRUCE__PREF_NONE;
    for (uint32_t i = 0; i < c->order.count; i++) {
        uint32_t item = truce__stand_item(c->order.at[i]);
        if (item < c->list->n_written) continue;
        truce_edit change = {.op = is_missing ? TRUCE_EDIT_SET : TRUCE_EDIT_INSERT};
        truce__text text;
        TRY(path_to(c, is_missing ? 0 : i + 1, &change.path));
        truce__text_init(&text, c->ctx);
        truce__text_puts(&text, is_missing ? "[" : "");
        truce__write_flow_scalar(&text, c->candidates[item - c->list->n_written].stmts[0].text);
        truce__text_puts(&text, is_missing ? "]" : "");
        TRY(truce__text_keep(&text, c->arena, &change.value));
        TRY(truce__vec_push(c->ctx, c->changes, change));
        is_missing = false;
    }
    return TRUCE_OK;
}

static truce_status change_items(changing *c) {
    for (uint32_t i = 0; i < c->order.count; i++)
        if (c->order.at[i] & TRUCE__STAND_FLIPPED)
            TRY(add_single(c, TRUCE__EDIT_FLIP, truce__stand_item(c->order.at[i])));
    for (uint32_t item = c->list->n_written; item-- > 0;) {
        bool is_there = false;
        for (uint32_t i = 0; i < c->n_then && !is_there; i++) is_there = c->then[i] == item;
        if (is_there) continue;
        TRY(add_single(c, TRUCE__EDIT_DROP, item));
        memmove(c->now + item, c->now + item + 1, (c->n_now - item - 1) * sizeof *c->now);
        c->n_now--;
    }
    if (c->list->kind == TRUCE__PREF_WEIGH) return TRUCE_OK;
    TRY(move_all(c));
    return insert_all(c);
}

/* ------------------------------------------------------------------- rankings */

static truce_status write_ranking(changing *c) {
    truce_edit change = {.op = TRUCE_EDIT_SET};
    truce__text text;
    TRY(path_to(c, 0, &change.path));
    truce__text_init(&text, c->ctx);
    truce__text_puts(&text, "[");
    for (uint32_t i = 0, end; i < c->order.count; i = end) {
        uint32_t n_items = 0, count;
        for (end = i; end == i || (end < c->order.count && c->order.at[end] & TRUCE__STAND_JOINED); end++) {
            truce__rank_place(pref_of(c), truce__stand_item(c->order.at[end]) + 1, &count);
            n_items += count;
        }
        truce__text_puts(&text, i ? ", " : "");
        truce__text_puts(&text, n_items > 1 ? "[" : "");
        for (uint32_t k = i; k < end; k++) {
            const truce__pref_item *items =
                truce__rank_place(pref_of(c), truce__stand_item(c->order.at[k]) + 1, &count);
            truce__text_puts(&text, k > i ? ", " : "");
            truce__rank_place_write(&text, items, count);
        }
        truce__text_puts(&text, n_items > 1 ? "]" : "");
    }
    truce__text_puts(&text, "]");
    TRY(truce__text_keep(&text, c->arena, &change.value));
    return truce__vec_push(c->ctx, c->changes, change);
}

static truce_status change_ranking(changing *c) {
    for (uint32_t i = 0; i < c->order.count; i++)
        if (c->order.at[i] & TRUCE__STAND_JOINED) return write_ranking(c);
    return move_all(c);
}

truce_status truce__order_changes(truce__arena *arena, const truce__list *list, const truce__pref_item *candidates,
                                  truce__order order, truce__change_list *changes) {
    truce_ctx *ctx = list->ctx;
    changing c = {.arena = arena, .ctx = ctx, .list = list, .candidates = candidates, .model = list->graph->model,
                  .changes = changes, .order = order, .n_now = list->n_written};
    truce_status status = TRUCE_OK;
    size_t room = (size_t)list->n_items + 1;
    c.now = truce__calloc(ctx, room, sizeof *c.now);
    c.then = truce__calloc(ctx, room, sizeof *c.then);
    c.stays = truce__calloc(ctx, room, sizeof *c.stays);
    if (!c.now || !c.then || !c.stays) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < list->n_written; i++) c.now[i] = i;
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]);
        if (item < list->n_written) c.then[c.n_then++] = item;
    }
    status = list->kind == TRUCE__PREF_RANK ? change_ranking(&c) : change_items(&c);
done:
    truce__free(ctx, c.now);
    truce__free(ctx, c.then);
    truce__free(ctx, c.stays);
    return status;
}
