/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/vocabulary.h"

/* A statement and its negation. */
static truce_status add(truce_ctx *ctx, truce__arena *arena, const truce_model *model, const char *text,
                        truce__pref_item *items, uint32_t *count) {
    for (int is_negated = 0; is_negated < 2; is_negated++) {
        truce__text whole;
        const char *kept;
        bool is_ok;
        truce__stmt *stmt = truce__arena_alloc(arena, 1, sizeof *stmt);
        if (!stmt) return TRUCE_E_NOMEM;
        truce__text_init(&whole, ctx);
        truce__text_printf(&whole, is_negated ? "not %s" : "%s", text);
        TRY(truce__text_keep(&whole, arena, &kept));
        truce__source source = {.file = "", .text = kept, .length = strlen(kept)};
        TRY(truce__stmt_parse(ctx, arena, model, &source, (truce__loc){0}, false, kept, strlen(kept), stmt, &is_ok));
        if (!is_ok) return TRUCE_E_BUG;
        items[(*count)++] = (truce__pref_item){.stmts = stmt, .n_stmts = 1, .degree = 1};
    }
    return TRUCE_OK;
}

truce_status truce__vocabulary(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                               truce__pref_item **items, uint32_t *count) {
    size_t room = 2 * (size_t)model->n_outcomes;
    uint32_t n_options = model->is_plain ? 0 : model->n_options;
    *count = 0;
    for (uint32_t i = 0; i < n_options; i++) room += 2 * (size_t)(model->options[i].n_levels - 1);
    *items = truce__arena_alloc(arena, room, sizeof **items);
    if (!*items) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n_options; i++) {
        const truce__option *option = &model->options[i];
        for (uint32_t level = 1; level < option->n_levels; level++) {
            const truce__node atom = {.op = TRUCE__OP_ATOM, .relation = TRUCE__REL_GE, .option = i, .n_levels = 1};
            const truce__stmt stmt = {.nodes = &atom, .n_nodes = 1, .levels = &level, .n_levels = 1};
            truce__text text;
            truce__text_init(&text, ctx);
            if (option->n_levels == 2) truce__text_puts(&text, option->id);
            else truce__stmt_write(&text, model, &stmt);
            truce_status status = text.failed ? TRUCE_E_NOMEM : add(ctx, arena, model, text.bytes, *items, count);
            truce__text_free(&text);
            TRY(status);
        }
    }
    for (uint32_t i = 0; i < model->n_outcomes; i++)
        TRY(add(ctx, arena, model, model->outcomes[i].id, *items, count));
    return TRUCE_OK;
}
