/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits of a document. An edit is planned on the tree of values, then made to the tree and to the text: splice.c
 * replaces the smallest piece of text that stands for the change. After the last edit the text is read once and must
 * give exactly the edited tree.
 *
 * Where it does not (a construct of YAML that splicing does not know), fewer edits are tried, down to one. If one
 * edit alone fails, the value around it is written anew on one line, then the value around that, and so on outwards.
 * So a wrong splice can cost layout, never a meaning. Edits of anchors and their aliases, which this cannot repair,
 * are refused.
 */
#include "document/editor.h"
#include "document/flow.h"

#include <assert.h>

typedef truce__job job;

/* --------------------------------------------------------------- taken apart */

/* The value of an edit as a tree; errors in it point into it. */
static truce_status read_value(truce_ctx *ctx, truce__arena *arena, const truce_edit *edit,
                               const truce__yaml **value) {
    bool is_wanted = edit->op == TRUCE_EDIT_SET || edit->op == TRUCE_EDIT_INSERT;
    const char *text = edit->value ? edit->value : "null";
    truce__source source = {.file = "value", .text = text, .length = strlen(text)};
    *value = NULL;
    if (!is_wanted) return TRUCE_OK;
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    bool is_blank = text[strspn(text, " \t\r\n")] == 0;
    if (!is_blank) TRY(truce__check_bytes(ctx, &source));
    if (!is_blank && truce_diag_count(ctx, TRUCE_ERROR) == errors)
        TRY(truce__yaml_parse(ctx, arena, arena, &source, value));
    if (*value || truce_diag_count(ctx, TRUCE_ERROR) != errors) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_ERROR, &source, (truce__loc){0}, NULL, "the value of the edit at %s is empty",
                       edit->path);
}

truce_status truce__edit_prepare(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                 const truce_edit *edit, truce__prepared *prepared) {
    const char *problem;
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    *prepared = (truce__prepared){.edit = edit};
    TRY(truce__path_parse(arena, edit->path, &prepared->path, &problem));
    if (problem)
        TRY(truce__diag(ctx, TRUCE_ERROR, source, (truce__loc){0}, NULL, "'%s' is not a path: %s", edit->path,
                        problem));
    TRY(read_value(ctx, arena, edit, &prepared->value));
    return truce_diag_count(ctx, TRUCE_ERROR) == errors ? TRUCE_OK : TRUCE_E_USAGE;
}

/* --------------------------------------------------------------------- places */

/* The entry that a step names: a list's element is named by its position, or by its id. */
static truce__entry *find_entry(const truce__held *held, const truce__step *step, uint32_t *position) {
    bool is_list = held->node.kind == TRUCE__YAML_LIST;
    uint32_t wanted = is_list ? truce__step_position(step) : 0, i = 0;
    const truce__name *name = is_list ? NULL : truce__names_find(&held->names, step->text, strlen(step->text));
    truce__entry *named = name ? held->named.at[name->index] : NULL;
    if ((!is_list && !named) || wanted > held->node.count) return NULL;
    for (i = wanted ? wanted - 1 : 0; !wanted && i < held->node.count; i++) {
        const truce__yaml *id = is_list ? truce__yaml_id(held->entries.at[i]->pair.value) : NULL;
        if (is_list ? id && strcmp(id->text, step->text) == 0 : held->entries.at[i] == named) break;
    }
    *position = i + 1;
    return i < held->node.count ? held->entries.at[i] : NULL;
}

truce_status truce__find_place(job *j) {
    truce__place *place = &j->place;
    const truce__path *path = j->path;
    *place = (truce__place){.depth = 0};
    place->node[0] = j->editor->root;
    for (size_t k = 0; k < path->count && place->node[k]->kind != TRUCE__YAML_SCALAR; k++) {
        truce__held *held;
        TRY(truce__hold(j->editor, place->node[k], &held));
        place->node[k] = &held->node;
        if (k) truce__as_held(place->node[k - 1])->entries.at[place->position[k] - 1]->pair.value = &held->node;
        else j->editor->root = &held->node;
        truce__entry *entry = find_entry(held, &path->steps[k], &place->position[k + 1]);
        if (!entry) return TRUCE_OK;
        place->pair[k + 1] = &entry->pair;
        place->node[k + 1] = entry->pair.value;
        place->depth = k + 1;
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- changes */

/* Makes the change to the tree; `made` is the new entry, or the old one with its new value. */
static truce_status change_tree(const job *j, truce__held *held, truce__entry *made) {
    const truce__change *c = &j->change;
    uint32_t count = held->node.count;
    if (c->kind == TRUCE__DELETE) truce__entry_take(held, c->position - 1);
    else if (c->kind == TRUCE__MOVE)
        return truce__entry_put(j->editor, held, c->to - 1, truce__entry_take(held, c->position - 1));
    else if (c->kind != TRUCE__REPLACE)
        return truce__entry_put(j->editor, held, c->kind == TRUCE__ADD ? count : c->position - 1, made);
    else {
        truce__entry *entry = held->entries.at[j->place.position[c->depth] - 1];
        made->pair.next = entry->pair.next;
        *entry = *made;
    }
    return TRUCE_OK;
}

/* Whether a scalar is there already, however it is written: its letters then stay as they are. */
static bool changes_nothing(const job *j) {
    const truce__change *c = &j->change;
    const truce__yaml *old = c->kind == TRUCE__REPLACE ? j->place.node[c->depth] : NULL;
    return old && old->kind == TRUCE__YAML_SCALAR && truce__yaml_equal(old, c->value);
}

truce_status truce__make_change(job *j) {
    truce__editor *e = j->editor;
    const truce__change *c = &j->change;
    bool is_new = c->kind == TRUCE__ADD || c->kind == TRUCE__INSERT;
    if (changes_nothing(j)) return TRUCE_OK;
    truce__held *held = truce__as_held(j->place.node[c->kind == TRUCE__REPLACE ? c->depth - 1 : c->depth]);
    truce__entry *made = truce__arena_alloc(&e->arena, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    if (c->kind == TRUCE__REPLACE) *made = *held->entries.at[j->place.position[c->depth] - 1];
    if (is_new) made->pair.key = c->key;
    if (is_new || c->kind == TRUCE__REPLACE) made->pair.value = c->value, made->pair.alias = (truce__extent){0};
    e->is_broken =
        e->is_broken || (c->kind == TRUCE__DELETE && held->node.count == 1 && held->node.style == TRUCE__YAML_BLOCK);
    if (e->has_text && !e->is_broken) TRY(truce__splice(j, made));
    e->is_broken = e->is_broken || e->text.is_broken;
    return change_tree(j, held, made);
}

/* --------------------------------------------------------------------- editor */

truce_status truce__editor_init(truce_ctx *ctx, const truce__document *document, bool has_text, truce__editor *e) {
    *e = (truce__editor){.ctx = ctx, .source = &document->source, .root = document->root, .has_text = has_text};
    truce__arena_init(&e->arena, ctx);
    e->text.ctx = ctx;
    return has_text ? truce__pieces_init(ctx, &e->arena, &document->source, &e->text) : TRUCE_OK;
}

void truce__editor_free(truce__editor *e) {
    for (truce__held *held = e->held; held; held = held->next) {
        truce__vec_free(e->ctx, &held->entries);
        truce__vec_free(e->ctx, &held->named);
    }
    truce__pieces_free(&e->text);
    truce__arena_free(&e->arena);
    e->held = NULL;
}

truce_status truce__editor_make(truce__editor *e, const truce__prepared *edit, bool *is_made) {
    job j = {.editor = e, .edit = edit->edit, .path = &edit->path, .value = edit->value};
    *is_made = false;
    if (truce__is_cancelled(e->ctx)) return TRUCE_E_CANCELLED;
    TRY(truce__find_place(&j));
    TRY(truce__plan_edit(&j));
    if (j.is_refused) return TRUCE_OK;
    TRY(truce__make_change(&j));
    e->made++;
    *is_made = true;
    return TRUCE_OK;
}

truce_status truce__editor_make_all(truce__editor *e, const truce__prepared *edits, size_t count, size_t *made) {
    bool goes_on = true;
    for (*made = 0; *made < count && goes_on; *made += goes_on) {
        if (e->is_broken || e->text.length > TRUCE__MAX_TEXT) break;
        TRY(truce__editor_make(e, &edits[*made], &goes_on));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------------- proof */

/* A document made from another by edits; it has a text of its own. */
typedef struct state {
    truce__document document;
    bool is_own; /* false: the document begun with, which is lent */
} state;

static void free_state(state *s) {
    if (s->is_own) truce__document_free(&s->document);
    s->is_own = false;
}

/* Writes the edited text and reads it. If it gives the edited tree, *is_good is true and *now is that document. */
static truce_status prove(truce__editor *e, state *now, bool *is_good) {
    truce__arena letters;
    state next = {.is_own = true};
    *is_good = false;
    if (e->is_broken || e->text.length > TRUCE__MAX_TEXT) return TRUCE_OK;
    truce__arena_init(&letters, e->ctx);
    char *text = truce__arena_alloc(&letters, e->text.length + 1, 1);
    if (!text) return TRUCE_E_NOMEM;
    truce__pieces_write(&e->text, text);
    truce__source source = {.file = e->source->file, .text = text, .length = e->text.length};
    truce_status status = truce__document_reread(e->ctx, &source, &next.document);
    truce__arena_adopt(&next.document.nodes, &letters);
    bool is_read = status == TRUCE_OK && next.document.root && !next.document.has_errors;
    *is_good = is_read && truce__yaml_equal(next.document.root, e->root);
    free_state(*is_good ? now : &next);
    if (*is_good) *now = next;
    return status;
}

/* ---------------------------------------------------------- one edit, by itself */

/* Tries the edit again by writing the value at that depth anew, as the edited tree of `first` has it. */
static truce_status rewrite(const truce__prepared *edit, const job *first, size_t depth, state *now, bool *is_good) {
    truce__editor e;
    truce__path path = edit->path;
    path.count = depth;
    job j = {.editor = &e, .edit = edit->edit, .path = &path};
    truce_status status;
    TRY_OR_DONE(truce__editor_init(first->editor->ctx, &now->document, true, &e));
    TRY_OR_DONE(truce__find_place(&j));
    assert(j.place.depth == depth);
    j.change = (truce__change){.kind = TRUCE__REPLACE, .depth = depth, .value = first->place.node[depth]};
    TRY_OR_DONE(truce__make_change(&j));
    TRY_OR_DONE(prove(&e, now, is_good));
done:
    truce__editor_free(&e);
    return status;
}

static truce_status make_alone(truce__editor *e, const truce__prepared *edit, state *now) {
    job j = {.editor = e, .edit = edit->edit, .path = &edit->path, .value = edit->value};
    bool is_good = false;
    TRY(truce__find_place(&j));
    TRY(truce__plan_edit(&j));
    if (j.is_refused) return TRUCE_E_USAGE;
    size_t depth = j.change.kind == TRUCE__REPLACE ? j.change.depth - 1 : j.change.depth;
    truce__loc loc = truce__place_loc(&j.place, j.place.depth);
    TRY(truce__make_change(&j));
    if (e->text.length > TRUCE__MAX_TEXT) return truce__too_long(e->ctx, e->text.length, e->source->file);
    TRY(prove(e, now, &is_good));
    for (; !is_good && depth > 0; depth--) TRY(rewrite(edit, &j, depth, now, &is_good));
    if (is_good) return TRUCE_OK;
    TRY(truce__diag(e->ctx, TRUCE_ERROR, e->source, loc, "edit the text by hand", "the text cannot be edited at %s",
                    edit->edit->path));
    return TRUCE_E_USAGE;
}

static truce_status make_one(truce_ctx *ctx, const truce__prepared *edit, state *now) {
    truce__editor e;
    truce_status status = truce__editor_init(ctx, &now->document, true, &e);
    if (status == TRUCE_OK) status = make_alone(&e, edit, now);
    truce__editor_free(&e);
    return status;
}

/* ------------------------------------------------------------------- all edits */

/* Makes edits up to one that does not fit. *proven is how many; 0 where the text does not give the edited tree, or
 * none fits. */
static truce_status make_together(truce_ctx *ctx, const truce__prepared *edits, size_t count, state *now,
                                  size_t *tried, size_t *proven) {
    truce__editor e;
    bool is_good = false;
    truce__diags_mark mark = truce__diags_here(ctx);
    *tried = 0;
    truce_status status = truce__editor_init(ctx, &now->document, true, &e);
    if (status == TRUCE_OK) status = truce__editor_make_all(&e, edits, count, tried);
    if (status == TRUCE_OK && *tried) status = prove(&e, now, &is_good);
    *proven = is_good ? *tried : 0;
    truce__editor_free(&e);
    truce__diags_forget(ctx, mark); /* the message comes when the edit is tried alone */
    return status;
}

/* Makes all edits, as many together as the text proves right. *made is how many. */
static truce_status make_all(truce_ctx *ctx, const truce__prepared *edits, size_t count, state *now, size_t *made) {
    size_t limit = count;
    for (*made = 0; *made < count;) {
        size_t rest = count - *made, tried = 0, proven = 0;
        if (limit > rest) limit = rest;
        if (limit > 1) TRY(make_together(ctx, &edits[*made], limit, now, &tried, &proven));
        *made += proven;
        limit = proven ? 2 * limit : tried / 2;
        if (proven || limit) continue;
        TRY(make_one(ctx, &edits[*made], now));
        ++*made;
        limit = 2;
    }
    return TRUCE_OK;
}

/* *count: the edits before the first that is wrong by itself. */
static truce_status prepare_all(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                const truce_edit *edits, truce__prepared *prepared, size_t *count) {
    for (size_t i = 0; i < *count; i++) {
        truce__diags_mark mark = truce__diags_here(ctx);
        if (truce__is_cancelled(ctx)) return TRUCE_E_CANCELLED;
        truce_status status = truce__edit_prepare(ctx, arena, source, &edits[i], &prepared[i]);
        if (status == TRUCE_OK) continue;
        if (status != TRUCE_E_USAGE) return status;
        truce__diags_forget(ctx, mark); /* the edits before it are made first */
        *count = i;
    }
    return TRUCE_OK;
}

/* Makes *now the edited document, or leaves the one begun with, where no edit was made. */
static truce_status edit_all(truce_ctx *ctx, const truce__document *document, const truce_edit *edits, size_t count,
                             state *now, size_t *made) {
    truce__arena arena;
    size_t good = count;
    truce__arena_init(&arena, ctx);
    *now = (state){.document = *document};
    *made = 0;
    truce_status status;
    truce__prepared *prepared = truce__calloc(ctx, count, sizeof *prepared), wrong;
    if (!prepared) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(prepare_all(ctx, &arena, &document->source, edits, prepared, &good));
    TRY_OR_DONE(make_all(ctx, prepared, good, now, made));
    if (good < count) TRY_OR_DONE(truce__edit_prepare(ctx, &arena, &now->document.source, &edits[good], &wrong));
done:
    truce__free(ctx, prepared);
    truce__arena_free(&arena);
    return status;
}

truce_status truce__document_edit(truce_ctx *ctx, const truce__document *document, const truce_edit *edits,
                                  size_t count, truce__text *text, size_t *made) {
    state now;
    truce_status status = edit_all(ctx, document, edits, count, &now, made);
    if (status == TRUCE_OK) truce__text_add(text, now.document.source.text, now.document.source.length);
    if (text->failed) status = TRUCE_E_NOMEM;
    free_state(&now);
    return status;
}

truce_status truce__document_edited(truce_ctx *ctx, const truce__document *document, const truce_edit *edits,
                                    size_t count, truce__document *edited, size_t *made) {
    state now;
    truce_status status = edit_all(ctx, document, edits, count, &now, made);
    if (status == TRUCE_OK && !now.is_own) return truce__document_reread(ctx, &document->source, edited);
    if (status == TRUCE_OK) *edited = now.document;
    else free_state(&now);
    return status;
}

/* -------------------------------------------------------------------- in public */

truce_status truce__hand_over(truce__text *made, const char *old, size_t old_length, char **edited,
                              size_t *edited_length) {
    const char *first_end = memchr(old, '\n', old_length), *bytes = truce__text_bytes(made);
    bool has_returns = first_end && first_end > old && first_end[-1] == '\r';
    bool has_mark = old_length >= 3 && memcmp(old, TRUCE__BYTE_ORDER_MARK, 3) == 0;
    truce__text text;
    truce__text_init(&text, made->ctx);
    if (has_mark) truce__text_puts(&text, TRUCE__BYTE_ORDER_MARK);
    for (size_t at = 0; has_returns && at < made->length; at++)
        truce__text_add(&text, bytes[at] == '\n' ? "\r\n" : bytes + at, bytes[at] == '\n' ? 2 : 1);
    if (!has_returns) truce__text_add(&text, bytes, made->length);
    if (text.failed) {
        truce__text_free(&text);
        return TRUCE_E_NOMEM;
    }
    *edited = text.bytes;
    *edited_length = text.length;
    return TRUCE_OK;
}

static truce_status read_first(truce_ctx *ctx, truce__arena *texts, const char *text, size_t length, const char *file,
                               truce__document *document) {
    TRY(truce__document_read(ctx, texts, text, length, file, document));
    const truce__yaml *root = document->root;
    if (document->has_errors) return TRUCE_E_MODEL;
    if (root && root->kind == TRUCE__YAML_MAP) return TRUCE_OK;
    TRY(truce__diag(ctx, TRUCE_ERROR, &document->source, root ? root->loc : (truce__loc){0}, NULL,
                    root ? "a model must be a mapping" : "the text holds no values"));
    return TRUCE_E_MODEL;
}

truce_status truce_text_edit(truce_ctx *ctx, const char *text, size_t length, const char *file,
                             const truce_edit *edits, size_t count, char **edited, size_t *edited_length) {
    truce__arena texts;
    truce__document document;
    truce__text made;
    size_t n_made;
    if (!file) file = "";
    if (length > TRUCE__MAX_TEXT) return truce__too_long(ctx, length, file);
    truce__arena_init(&texts, ctx);
    truce__text_init(&made, ctx);
    truce_status status = read_first(ctx, &texts, text, length, file, &document);
    if (status == TRUCE_OK) status = truce__document_edit(ctx, &document, edits, count, &made, &n_made);
    if (status == TRUCE_OK) status = truce__hand_over(&made, text, length, edited, edited_length);
    truce__text_free(&made);
    truce__document_free(&document);
    truce__arena_free(&texts);
    return status;
}
