/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two models compared. Changes are found between the canonical forms of both, so that only content counts, not how it
 * is written. Each change that could matter is then undone alone in the second model, which is solved again.
 */
#include "questions/compare/compare.h"
#include "document/editor.h"
#include "document/path.h"
#include "model/reader.h"

static truce_status read_tree(truce_ctx *ctx, truce__arena *arena, const truce__text *text,
                              const truce__yaml **root) {
    truce__source source = {.file = "", .text = text->bytes, .length = text->length};
    TRY(truce__yaml_parse(ctx, arena, arena, &source, root));
    return *root ? TRUCE_OK : TRUCE_E_BUG; /* what is written can be read */
}

static truce_status find_changes(truce_ctx *ctx, const truce__text *before, const truce__text *after,
                                 bool after_expiry, truce_difference *d) {
    const truce__yaml *old, *new;
    truce__arena trees;
    truce__arena_init(&trees, ctx);
    truce_status status = read_tree(ctx, &trees, before, &old);
    if (status == TRUCE_OK) status = read_tree(ctx, &trees, after, &new);
    if (status == TRUCE_OK) status = truce__changes_find(ctx, &d->arena, old, new, after_expiry, &d->changes);
    truce__arena_adopt(&d->arena, &trees); /* changes point into the values */
    d->document = (truce__document){.source = {.file = "undone", .text = after->bytes, .length = after->length}};
    if (status == TRUCE_OK) d->document.root = new;
    return status;
}

/* ------------------------------------------------------------ what is usual */

/* The value that an input has in a model that leaves it out; NULL: none. */
static const char *usual_value(const truce_model *model, const truce__path *path) {
    const char *first = path->steps[0].text, *last = path->steps[path->count - 1].text;
    if (path->count == 5 && strcmp(first, "parties") == 0 && strcmp(last, "moves") == 0) return "both";
    if (path->count == 5 && strcmp(first, "parties") == 0 && strcmp(last, "levels") == 0) return "[no, yes]";
    if (path->count != 2 || strcmp(first, "status_quo") != 0) return NULL;
    for (uint32_t i = 0; i < model->n_options; i++)
        if (strcmp(model->options[i].id, last) == 0) return model->options[i].levels[0];
    return NULL;
}

/* An input that one model leaves out, and so leaves at its usual value, has changed from it or to it. */
static truce_status fill_in(truce__arena *arena, const truce_model *before, const truce_model *after,
                            truce__input_change *change) {
    const char *problem, *text = change->from ? change->from : change->to;
    truce__path path;
    if (change->kind != TRUCE__ADDED && change->kind != TRUCE__REMOVED) return TRUCE_OK;
    TRY(truce__path_parse(arena, text, &path, &problem));
    const char *value = usual_value(change->kind == TRUCE__ADDED ? before : after, &path);
    if (!value) return TRUCE_OK;
    *(change->kind == TRUCE__ADDED ? &change->before : &change->after) = value;
    change->from = change->to = text;
    change->kind = TRUCE__CHANGED;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ undoing */

/* A failure that only says that this is no model, or none that fits: what was undone belongs together with something
 * else. */
static bool is_no_model(truce_status status) {
    return status == TRUCE_E_MODEL || status == TRUCE_E_USAGE;
}

/* Undoes a change in the tree of the second model's canonical text. The arena keeps what the new model borrows. */
static truce_status undo(truce_ctx *ctx, truce__arena *arena, const truce__document *after, const truce_edit *edit,
                         truce_model **model) {
    truce__editor editor;
    truce__prepared prepared;
    bool is_made = false;
    truce_status status = truce__editor_init(ctx, after, false, &editor);
    if (status == TRUCE_OK) status = truce__edit_prepare(ctx, arena, &after->source, edit, &prepared);
    if (status == TRUCE_OK) status = truce__editor_make(&editor, &prepared, &is_made);
    if (status == TRUCE_OK)
        status =
            is_made && !editor.is_broken ? truce__model_read(ctx, editor.root, &after->source, model) : TRUCE_E_USAGE;
    truce__editor_free(&editor);
    return status;
}

static truce_status solve_without(truce_ctx *ctx, truce_difference *d, const truce__input_change *change,
                                  const truce_compare_options *options, truce__solved *variant) {
    truce_model *model;
    TRY(undo(ctx, &d->arena, &d->document, &change->undo, &model));
    return truce__solved_adopt(ctx, model, &d->moments[1].solved, options, variant);
}

static truce_status undo_one(truce_ctx *ctx, const truce_compare_options *options, truce_difference *d,
                             uint32_t index, truce__causes *causes) {
    truce__input_change *change = &d->changes.at[index];
    truce__solved variant = {0};
    truce__diags_mark mark = truce__diags_here(ctx);
    truce_status status = solve_without(ctx, d, change, options, &variant);
    change->is_undone = status == TRUCE_OK;
    if (status == TRUCE_OK)
        status = truce__flips_blame(ctx, &d->arena, &d->moments[1].flips, &d->moments[0].solved,
                                    &d->moments[1].solved, &variant, index, causes);
    truce__solved_free(&variant);
    if (status == TRUCE_OK || is_no_model(status)) truce__diags_forget(ctx, mark);
    return is_no_model(status) ? TRUCE_OK : status;
}

static truce_status count_caused(truce_difference *d) {
    const truce__flips *flips = &d->moments[1].flips;
    d->caused = truce__arena_alloc(&d->arena, d->changes.count, sizeof *d->caused);
    if (!d->caused) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < flips->at.count; i++)
        for (size_t k = 0; k < flips->at.at[i].cause_count; k++) d->caused[flips->at.at[i].causes[k]]++;
    return TRUCE_OK;
}

static truce_status undo_all(truce_ctx *ctx, const truce_compare_options *options, truce_difference *d) {
    truce_status status = TRUCE_OK;
    truce__causes *causes = truce__calloc(ctx, d->moments[1].flips.at.count + 1, sizeof *causes);
    if (!causes) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; status == TRUCE_OK && i < d->changes.count; i++) {
        truce__progress(ctx, "undoing changes", i, d->changes.count);
        if (!d->changes.at[i].is_idle && d->moments[1].flips.at.count) status = undo_one(ctx, options, d, i, causes);
    }
    truce_status kept = truce__flips_settle(ctx, &d->arena, &d->moments[1].flips, causes);
    truce__free(ctx, causes);
    return status == TRUCE_OK ? kept : status;
}

/* ---------------------------------------------------------------------- diff */

static truce_status compare(truce_ctx *ctx, const truce_model *before, const truce_model *after,
                            const truce_compare_options *options, truce_difference *d) {
    truce__text old, new;
    truce_status status = truce__model_text(ctx, before, &old);
    truce_status second = truce__model_text(ctx, after, &new);
    if (status == TRUCE_OK) status = second;
    if (status == TRUCE_OK) status = find_changes(ctx, &old, &new, options->after_expiry, d);
    for (size_t i = 0; status == TRUCE_OK && i < d->changes.count; i++)
        status = fill_in(&d->arena, before, after, &d->changes.at[i]);
    if (status == TRUCE_OK) status = truce__solved_model(ctx, before, NULL, options, &d->moments[0].solved);
    if (status == TRUCE_OK)
        status = truce__solved_model(ctx, after, &d->moments[0].solved, options, &d->moments[1].solved);
    for (size_t i = 0; status == TRUCE_OK && i < 2; i++)
        status = truce__moment_count(ctx, &d->arena, &d->moments[i]);
    if (status == TRUCE_OK)
        status = truce__flips_find(ctx, &d->arena, &d->moments[0].solved, &d->moments[1].solved, options,
                                   &d->moments[1].flips);
    if (status == TRUCE_OK) status = undo_all(ctx, options, d);
    if (status == TRUCE_OK) status = count_caused(d);
    truce__text_free(&old);
    truce__text_free(&new);
    return status;
}

truce_status truce_diff(truce_ctx *ctx, const truce_model *before, const truce_model *after,
                        const truce_compare_options *options, truce_difference **difference) {
    static const truce_compare_options usual = {0};
    truce_difference *d = truce__calloc(ctx, 1, sizeof *d);
    if (!d) return TRUCE_E_NOMEM;
    truce__arena_init(&d->arena, ctx);
    truce_status status = compare(ctx, before, after, options ? options : &usual, d);
    if (status == TRUCE_OK) *difference = d;
    else truce_difference_free(ctx, d);
    return status;
}

void truce_difference_free(truce_ctx *ctx, truce_difference *d) {
    if (!d) return;
    truce__vec_free(ctx, &d->changes);
    truce__moment_free(ctx, &d->moments[1]);
    truce__moment_free(ctx, &d->moments[0]);
    truce__arena_free(&d->arena);
    truce__free(ctx, d);
}
