/* SPDX-License-Identifier: Apache-2.0 */
/* Readers' comments, read from a file by the same reader as a model, with the same diagnostics. */
#include "document/path.h"
#include "model/reader.h"

#include <truce/comment.h>

#include <stdio.h>

enum { LONGEST_CHANGE = 10000 }; /* values of a change */

typedef struct kept {
    truce_comments result; /* first: the caller holds a pointer to it */
    truce__arena arena;
    truce_model origin; /* only its source, for diagnostics */
} kept;

/* ------------------------------------------------------------------- edits */

static void json_text(truce__text *out, const char *text, size_t length) {
    truce__text_puts(out, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') truce__text_printf(out, "\\%c", c);
        else if (c < 0x20) truce__text_printf(out, "\\u%04x", c);
        else truce__text_add(out, &text[i], 1);
    }
    truce__text_puts(out, "\"");
}

static bool is_json_word(const truce__yaml *node) {
    truce__decimal number;
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(node->text, words[i]) == 0) return true;
    bool begins_well =
        node->text[0] == '-' ? node->text[1] >= '1' : node->text[0] >= '1' || strcmp(node->text, "0") == 0;
    return begins_well && strspn(node->text, "-0123456789") == node->length &&
           truce__decimal_parse(node->text, node->length, &number);
}

/* A value as JSON on one line, which is what YAML takes too. */
static void json_value(truce__text *out, const truce__yaml *node) {
    if (node->kind == TRUCE__YAML_SCALAR) {
        if (node->is_plain && is_json_word(node)) truce__text_add(out, node->text, node->length);
        else if (node->is_plain && truce__yaml_is_null(node)) truce__text_puts(out, "null");
        else json_text(out, node->text, node->length);
        return;
    }
    bool is_map = node->kind == TRUCE__YAML_MAP;
    truce__text_puts(out, is_map ? "{" : "[");
    for (const truce__pair *pair = node->first; pair; pair = pair->next) {
        if (pair != node->first) truce__text_puts(out, ", ");
        if (is_map) json_text(out, pair->key->text, pair->key->length), truce__text_puts(out, ": ");
        json_value(out, pair->value);
    }
    truce__text_puts(out, is_map ? "}" : "]");
}

static truce_status as_json(truce__reader *reader, const truce__yaml *node, const char **json) {
    truce__text text;
    truce__text_init(&text, reader->ctx);
    json_value(&text, node);
    return truce__text_keep(&text, reader->arena, json);
}

static bool find_op(const char *name, truce_edit_op *op) {
    static const char *const names[] = {[TRUCE_EDIT_SET] = "set", [TRUCE_EDIT_REMOVE] = "remove",
                                        [TRUCE_EDIT_INSERT] = "insert", [TRUCE_EDIT_MOVE] = "move"};
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
        if (strcmp(name, names[i]) == 0) return *op = (truce_edit_op)i, true;
    return false;
}

static truce_status check_path(truce__reader *reader, const truce__pair *pair, const char *path) {
    truce__path parsed;
    const char *problem = NULL;
    TRY(truce__path_parse(reader->arena, path, &parsed, &problem));
    return problem ? truce__read_error(reader, pair->value->loc, NULL, "this is not a path: %s", problem) : TRUCE_OK;
}

typedef struct edit_fields {
    const truce__pair *op, *path, *value, *to;
} edit_fields;

static const truce__key edit_keys[] = {TRUCE__KNOWN(edit_fields, op), TRUCE__KNOWN(edit_fields, path),
                                       TRUCE__KNOWN(edit_fields, value), TRUCE__KNOWN(edit_fields, to)};
static const truce__record edit_record = TRUCE__RECORD_OF("edit", edit_keys, 0);

static truce_status read_edit(truce__reader *reader, const truce__yaml *node, truce_edit *edit) {
    edit_fields given = {0};
    const char *name = NULL;
    uint64_t position = 0;
    bool is_map;
    TRY(truce__read_fields(reader, node, "an edit", &edit_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_text(reader, given.op, false, &name));
    TRY(truce__read_text(reader, given.path, false, &edit->path));
    if (!name || !find_op(name, &edit->op))
        return truce__read_error(reader, node->loc, NULL, "an edit has an 'op': set, remove, insert or move");
    if (!edit->path) return truce__read_error(reader, node->loc, NULL, "this edit has no 'path'");
    TRY(check_path(reader, given.path, edit->path));
    bool needs_value = edit->op == TRUCE_EDIT_SET || edit->op == TRUCE_EDIT_INSERT;
    if (needs_value && !given.value) return truce__read_error(reader, node->loc, NULL, "'%s' needs a 'value'", name);
    if (needs_value) TRY(as_json(reader, given.value->value, &edit->value));
    if (edit->op != TRUCE_EDIT_MOVE) return TRUCE_OK;
    if (!given.to || !truce__read_number(given.to->value, &position) || position < 1 || position >= TRUCE__NONE)
        return truce__read_error(reader, node->loc, NULL, "'move' needs a position 'to', from 1");
    edit->to = (uint32_t)position;
    return TRUCE_OK;
}

static truce_status read_change(truce__reader *reader, const truce__pair *pair, truce_comment *comment) {
    const truce__yaml *list;
    if (!pair || truce__yaml_is_null(pair->value)) return TRUCE_OK;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    if (list->weight > LONGEST_CHANGE)
        return truce__read_error(reader, list->loc, NULL, "a change has at most %d values", LONGEST_CHANGE);
    truce_edit *edits = truce__arena_alloc(reader->arena, list->count, sizeof *edits);
    if (!edits) return TRUCE_E_NOMEM;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(read_edit(reader, element->value, &edits[comment->edit_count++]));
    comment->edits = edits;
    return list->count ? as_json(reader, list, &comment->change) : TRUCE_OK;
}

/* ---------------------------------------------------------------- comments */

typedef struct origin_fields {
    const truce__pair *title, *sha256;
} origin_fields;

static const truce__key origin_keys[] = {TRUCE__KNOWN(origin_fields, title), TRUCE__KNOWN(origin_fields, sha256)};
static const truce__record origin_record = TRUCE__RECORD_OF("origin", origin_keys, 0);

static truce_status read_origin(truce__reader *reader, const truce__pair *pair, truce_comment *comment) {
    origin_fields given = {0};
    bool is_map;
    if (!pair || pair->value->kind == TRUCE__YAML_SCALAR) return TRUCE_OK; /* in lists its number */
    TRY(truce__read_fields(reader, pair->value, "a model", &origin_record, &given, &is_map));
    TRY(truce__read_text(reader, given.title, false, &comment->title));
    return truce__read_text(reader, given.sha256, false, &comment->sha256);
}

typedef struct comment_fields {
    const truce__pair *schema, *model, *name, *email, *date, *input, *claim, *change, *comment, *id, *version, *state;
} comment_fields;

static const truce__key comment_keys[] = {
    TRUCE__KNOWN(comment_fields, schema), TRUCE__KNOWN(comment_fields, model),
    TRUCE__KNOWN(comment_fields, name),   TRUCE__KNOWN(comment_fields, email),
    TRUCE__KNOWN(comment_fields, date),   TRUCE__KNOWN(comment_fields, input),
    TRUCE__KNOWN(comment_fields, claim),  TRUCE__KNOWN(comment_fields, change),
    TRUCE__KNOWN(comment_fields, comment), TRUCE__KNOWN(comment_fields, id),
    TRUCE__KNOWN(comment_fields, version), TRUCE__KNOWN(comment_fields, state)};
static const truce__record comment_record = TRUCE__RECORD_OF("reply", comment_keys, 0);

/* What a list says of where a comment is kept. */
static void read_place(const comment_fields *given, truce_comment *comment) {
    if (given->id) truce__read_number(given->id->value, &comment->id);
    if (given->model) truce__read_number(given->model->value, &comment->model);
    if (given->version) truce__read_number(given->version->value, &comment->version);
}

/* A text that may be null. */
static truce_status read_text(truce__reader *reader, const truce__pair *pair, bool is_long, const char **text) {
    if (!pair || truce__yaml_is_null(pair->value)) return TRUCE_OK;
    return truce__read_text(reader, pair, is_long, text);
}

static bool is_blank(const char *text) { return !text || text[strspn(text, " \t\n")] == 0; }

/* Catches slips only; whether the address works is not checked. */
static bool is_address(const char *text) {
    const char *at = text ? strchr(text, '@') : NULL;
    return at && at > text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " \t\n<>,;\"");
}

static int folded(char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static bool has_address(const char *text, const char *address) {
    for (; text && *text; text++) {
        size_t i = 0;
        while (address[i] && folded(text[i]) == folded(address[i])) i++;
        if (!address[i]) return true;
    }
    return false;
}

/* Everything but the address is shown once the comment is approved, so the address must not stand in any other
 * field. */
static truce_status check_secret(truce__reader *reader, truce__loc loc, const truce_comment *comment) {
    const char *const shown[] = {comment->name, comment->text, comment->input, comment->claim, comment->change};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (has_address(shown[i], comment->email))
            return truce__read_error(reader, loc, "write it under 'email' only",
                                     "the e-mail address is never shown, but it also stands in a text that is shown");
    return TRUCE_OK;
}

static truce_status check_required(truce__reader *reader, truce__loc loc, const truce_comment *comment,
                                   const char *what, bool is_single) {
    if (is_blank(comment->name)) return truce__read_error(reader, loc, NULL, "%s needs a 'name'", what);
    if (is_single && !is_address(comment->email))
        return truce__read_error(reader, loc, NULL, "%s needs an 'email' address", what);
    if (is_blank(comment->text)) return truce__read_error(reader, loc, NULL, "%s needs a 'comment'", what);
    return is_single ? check_secret(reader, loc, comment) : TRUCE_OK;
}

/* `number`: its place in a list, which may have no lines to speak of; 0: it is single. */
static truce_status read_comment(truce__reader *reader, const truce__yaml *node, truce_comment *comment,
                                 size_t number) {
    comment_fields given = {0};
    bool is_map, is_single = number == 0;
    char what[64] = "a reply";
    if (number) snprintf(what, sizeof what, "reply %zu of the list", number);
    TRY(truce__read_fields(reader, node, what, &comment_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    if (!is_single) read_place(&given, comment);
    TRY(read_origin(reader, given.model, comment));
    TRY(read_text(reader, given.name, false, &comment->name));
    TRY(read_text(reader, given.email, false, &comment->email));
    TRY(read_text(reader, given.date, false, &comment->date));
    TRY(read_text(reader, given.input, false, &comment->input));
    TRY(read_text(reader, given.claim, false, &comment->claim));
    TRY(read_text(reader, given.comment, true, &comment->text));
    TRY(read_text(reader, given.state, false, &comment->state));
    TRY(read_change(reader, given.change, comment));
    return check_required(reader, node->loc, comment, what, is_single);
}

static truce_status read_list(truce__reader *reader, const truce__yaml *list, truce_comments *comments) {
    truce_comment *at = truce__arena_alloc(reader->arena, list->count, sizeof *at);
    if (!at) return TRUCE_E_NOMEM;
    comments->at = at;
    for (const truce__pair *element = list->first; element; element = element->next, comments->count++)
        TRY(read_comment(reader, element->value, &at[comments->count], comments->count + 1));
    return TRUCE_OK;
}

static truce_status read_root(truce__reader *reader, const truce__yaml *root, truce_comments *comments) {
    if (root->kind == TRUCE__YAML_LIST) return read_list(reader, root, comments);
    const truce__pair *schema = truce__yaml_entry(root, "schema");
    const char *name = schema && schema->value->kind == TRUCE__YAML_SCALAR ? schema->value->text : "";
    bool is_list = strcmp(name, "truce.replies.v1") == 0;
    const truce__pair *list = is_list ? truce__yaml_entry(root, "replies") : NULL;
    if (list && list->value->kind == TRUCE__YAML_LIST) return read_list(reader, list->value, comments);
    if (is_list)
        return truce__read_error(reader, list ? list->value->loc : (truce__loc){0}, NULL,
                                 "this list of replies has no list under 'replies'");
    if (strcmp(name, "truce.reply.v1") != 0)
        return truce__read_error(reader, (truce__loc){0}, "the form at the end of a brief makes a reply, 'truce "
                                 "replies list --format json' a list of them",
                                 "this is neither a reply ('schema: truce.reply.v1') nor a list of replies");
    truce_comment *one = truce__arena_alloc(reader->arena, 1, sizeof *one);
    if (!one) return TRUCE_E_NOMEM;
    *comments = (truce_comments){one, 1};
    return read_comment(reader, root, one, 0);
}

static truce_status read_file(truce_ctx *ctx, kept *k, truce__arena *aside, const char *text, size_t length,
                              const char *file) {
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    truce__reader reader = {.ctx = ctx, .model = &k->origin, .arena = &k->arena, .errors_before = errors};
    const truce__yaml *root = NULL;
    TRY(truce__keep_text(&k->arena, text, length, file, &k->origin.source));
    TRY(truce__check_bytes(ctx, &k->origin.source));
    if (truce_diag_count(ctx, TRUCE_ERROR) != errors) return TRUCE_E_MODEL;
    TRY(truce__yaml_parse(ctx, aside, &k->arena, &k->origin.source, &root));
    if (root) TRY(read_root(&reader, root, &k->result));
    else if (truce_diag_count(ctx, TRUCE_ERROR) == errors)
        TRY(truce__read_error(&reader, (truce__loc){0}, NULL, "the text holds no values"));
    return truce_diag_count(ctx, TRUCE_ERROR) != errors ? TRUCE_E_MODEL : TRUCE_OK;
}

/* Hands over diagnostics without their source lines: a line could hold the address. */
static truce_status hand_over(truce_ctx *ctx, truce_ctx *own, const char *file) {
    truce__source source = {.file = file};
    for (size_t i = 0; i < truce_diags_total(own); i++) {
        const truce_diag *d = truce_diag_at(own, i);
        TRY(truce__diag(ctx, d->severity, &source, (truce__loc){d->line, d->column, d->length}, d->hint, "%s",
                        d->message));
    }
    return TRUCE_OK;
}

static truce_status read_apart(truce_ctx *ctx, kept *k, const char *text, size_t length, const char *file) {
    truce_config config = {.allocator = &ctx->allocator, .threads = 1};
    truce_ctx *own = truce_ctx_new(&config);
    if (!own) return TRUCE_E_NOMEM;
    truce__arena aside;
    truce__arena_init(&aside, own);
    truce_status status = read_file(own, k, &aside, text, length, file);
    if (status == TRUCE_E_MODEL && hand_over(ctx, own, file) != TRUCE_OK) status = TRUCE_E_NOMEM;
    truce__arena_free(&aside);
    truce_ctx_free(own);
    return status;
}

truce_status truce_comments_parse(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                  truce_comments **comments) {
    if (!file) file = "";
    if (length > TRUCE__MAX_TEXT) return truce__too_long(ctx, length, file);
    kept *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    truce__arena_init(&k->arena, ctx);
    truce_status status = read_apart(ctx, k, text, length, file);
    if (status == TRUCE_OK) *comments = &k->result;
    else truce_comments_free(&k->result);
    return status;
}

void truce_comments_free(truce_comments *comments) {
    if (!comments) return;
    kept *k = (kept *)comments;
    truce_ctx *ctx = k->arena.ctx;
    truce__arena_free(&k->arena);
    truce__free(ctx, k);
}
