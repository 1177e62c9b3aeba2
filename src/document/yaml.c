/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tree of nodes, built from libfyaml's events. libfyaml's own documents do not serve: they resolve aliases by
 * copying (small files can unfold to gigabytes), allocate outside our allocator, and stop at the first duplicate key.
 * From the events we build only what a model needs, with a stack of open collections instead of recursion. Of scalars
 * libfyaml says only where they stand: scalar.c reads their letters.
 */
#include "document/yaml.h"

#include "document/breaks.h"
#include "document/names.h"
#include "document/scalar.h"
#include "document/syntax.h"

#include <assert.h>
#include <libfyaml.h>
#include <stdio.h>

typedef struct open_node {
    truce__yaml *node;
    const truce__yaml *key; /* mappings: the key that waits for its value */
    truce__names keys;      /* mappings: those seen */
} open_node;

typedef struct builder {
    truce_ctx *ctx;
    truce__arena *arena, *texts;
    const truce__source *source;
    truce__breaks breaks; /* libfyaml's marks are of their copy */
    open_node stack[TRUCE__MAX_NESTING];
    size_t depth;
    truce__names anchors;
    TRUCE__VEC(truce__yaml *) anchored;
    truce__yaml *root;
    uint64_t nodes;
    bool borrowed; /* some of them by aliases */
    uint32_t documents;
    truce__loc last; /* of the last value */
    bool has_tag;    /* an error about a tag was reported */
    bool is_done; /* reading on would make no sense */
} builder;

#define build_error(b, loc, hint, ...) truce__diag((b)->ctx, TRUCE_ERROR, (b)->source, loc, hint, __VA_ARGS__)

bool truce__yaml_is_null(const truce__yaml *node) {
    if (!node || node->kind != TRUCE__YAML_SCALAR || !node->is_plain) return node == NULL;
    return node->length == 0 || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0;
}

/* The byte and the place of a mark. */
static size_t byte_of(const builder *b, const struct fy_mark *mark) {
    return truce__unbroken_byte(&b->breaks, mark->input_pos);
}

static truce__loc loc_of(const builder *b, const struct fy_mark *mark) {
    return truce__unbroken_place(&b->breaks, (uint32_t)mark->line, (uint32_t)mark->column);
}

static truce__loc event_loc(const builder *b, struct fy_event *event) {
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (mark) return loc_of(b, mark);
    /* An empty value has no mark of its own: point to its key. */
    if (b->depth && b->stack[b->depth - 1].key) return b->stack[b->depth - 1].key->loc;
    return (truce__loc){1, 1, 1};
}

/* ----------------------------------------------------------------- nodes */

static truce_status report_unfit(builder *b, const truce__yaml *node, size_t at, uint32_t point) {
    truce__loc loc = node->loc;
    truce__lookalike found;
    char hint[TRUCE__LOOKALIKE_HINT] = "remove it";
    if (node->is_verbatim) loc.column += (uint32_t)truce__utf8_count(node->text, at), loc.length = 1;
    if (point < 0xA0)
        return build_error(b, loc, hint, "the text holds the control character U+%04X", (unsigned)point);
    if (truce__find_lookalike(point, &found)) truce__lookalike_told(point, &found, hint);
    return build_error(b, loc, hint, "the text holds the invisible character U+%04X", (unsigned)point);
}

/* Reports characters unfit for print once and takes them out, so that no later message or table carries them to a
 * terminal, and the rest is read as it looks. Control characters can only come from escapes in quotes. */
static truce_status remove_unfit(builder *b, truce__yaml *node, char *text) {
    size_t out = 0;
    for (size_t at = 0, used; at < node->length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, node->length - at, &used);
        bool is_unfit = truce__is_unfit(point) && point != '\n' && point != '\t';
        if (is_unfit && out == at) TRY(report_unfit(b, node, at, point));
        if (!is_unfit) memmove(text + out, text + at, used), out += used;
    }
    if (out == node->length) return TRUCE_OK;
    if (out == 0) text[out++] = '?';
    text[out] = 0;
    node->length = out;
    node->is_verbatim = false;
    return TRUCE_OK;
}

/* libfyaml marks a block of text at the start of its line; its letters begin behind the indentation. */
static void skip_indent(const builder *b, size_t at, truce__loc *loc) {
    for (; at < b->source->length && b->source->text[at] == ' '; at++) loc->column++;
}

static truce__scalar_form form_of(struct fy_token *token) {
    switch ((int)fy_token_scalar_style(token)) {
    case FYSS_SINGLE_QUOTED: return TRUCE__SCALAR_SINGLE;
    case FYSS_DOUBLE_QUOTED: return TRUCE__SCALAR_DOUBLE;
    case FYSS_LITERAL: return TRUCE__SCALAR_LINES;
    case FYSS_FOLDED: return TRUCE__SCALAR_FOLDED;
    default: return TRUCE__SCALAR_PLAIN;
    }
}

/* Where the scalar of an event stands, between its quotes. */
static truce__written written_at(const builder *b, struct fy_event *event, truce__loc loc) {
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    const open_node *around = b->depth ? &b->stack[b->depth - 1] : NULL;
    return (truce__written){.form = form_of(event->scalar.value), .loc = loc, .start = byte_of(b, start),
                            .end = byte_of(b, end), .lead = around && around->key ? around->key->extent.end : 0,
                            .indent = around ? around->node->loc.column - 1 : 0};
}

static truce_status fill_scalar(builder *b, struct fy_event *event, truce__yaml *node) {
    struct fy_token *token = event->scalar.value;
    const struct fy_mark *mark = token ? fy_event_start_mark(event) : NULL;
    node->is_plain = !token || fy_token_scalar_style(token) == FYSS_PLAIN;
    if (!mark || !fy_event_end_mark(event)) return TRUCE_OK;
    truce__written written = written_at(b, event, node->loc);
    const size_t start = written.start;
    char *text;
    TRY(truce__scalar_read(b->ctx, b->texts, b->source, &written, &text, &node->length));
    node->text = text;
    if (start + node->length <= b->source->length)
        node->is_verbatim = memcmp(b->source->text + start, node->text, node->length) == 0 &&
                            !memchr(node->text, '\n', node->length);
    if (node->is_verbatim && node->length) node->loc.length = (uint32_t)truce__utf8_count(node->text, node->length);
    if (!node->is_verbatim) skip_indent(b, start, &node->loc);
    return remove_unfit(b, node, text);
}

static void note_extent(const builder *b, struct fy_event *event, truce__yaml *node) {
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    enum fy_node_style style = fy_event_get_node_style(event);
    if (!start || !end) return;
    node->extent = (truce__extent){byte_of(b, start), byte_of(b, end)};
    if (node->kind != TRUCE__YAML_SCALAR) {
        bool has_bracket = strchr("[{", b->source->text[node->extent.start]) != NULL;
        node->style = style == FYNS_BLOCK ? TRUCE__YAML_BLOCK
                      : has_bracket       ? TRUCE__YAML_BRACKETS
                                          : TRUCE__YAML_SINGLE;
        node->extent.end = 0;
    } else if (style == FYNS_SINGLE_QUOTED || style == FYNS_DOUBLE_QUOTED) {
        node->style = TRUCE__YAML_QUOTED;
        node->extent.start--;
        node->extent.end++;
    } else {
        node->style = style == FYNS_PLAIN ? TRUCE__YAML_PLAIN : TRUCE__YAML_TEXT;
    }
}

static truce_status too_many_nodes(builder *b, truce__loc loc) {
    b->is_done = true;
    TRY(build_error(b, loc, b->borrowed ? "use fewer aliases" : "a ranking may end with 'rest'",
                    "the file %s more than %d values", b->borrowed ? "unfolds to" : "has", TRUCE__MAX_NODES));
    return TRUCE_E_LIMIT;
}

/* Reports the first key of a mapping that is there twice. The value that is kept is one that is written. */
static truce_status repeat_key(builder *b, truce__yaml *map, const truce__pair *pair, const truce__name *earlier) {
    if (map->is_wrong) return TRUCE_OK;
    map->is_wrong = true;
    for (truce__pair *kept = map->first; kept; kept = kept->next)
        if (truce__yaml_is_null(kept->value) && strcmp(kept->key->text, earlier->text) == 0)
            kept->value = pair->value, kept->alias = pair->alias;
    return build_error(b, pair->key->loc, "leave one of them out", "the key '%.*s' was given before, in line %u",
                       truce__clip(earlier->text, earlier->length), earlier->text, earlier->loc.line);
}

/* Puts a node, finished or just opened, under the innermost open collection. */
static truce_status place(builder *b, truce__yaml *node, truce__extent alias) {
    if (b->depth == 0) {
        b->root = node;
        return TRUCE_OK;
    }
    open_node *open = &b->stack[b->depth - 1];
    if (open->node->kind == TRUCE__YAML_MAP && !open->key) {
        open->key = node;
        if (node->kind == TRUCE__YAML_SCALAR) return TRUCE_OK;
        b->is_done = true;
        if (b->has_tag) return TRUCE_OK;
        return build_error(b, node->loc, "put quotes around it", "a key must be text, not a list or a mapping");
    }
    truce__pair *pair = truce__arena_alloc(b->arena, 1, sizeof *pair);
    if (!pair) return TRUCE_E_NOMEM;
    *pair = (truce__pair){.key = open->key, .value = node, .alias = alias};
    open->key = NULL;
    const truce__name *earlier = NULL;
    if (pair->key) {
        truce__name entry = {.text = pair->key->text, .length = pair->key->length, .loc = pair->key->loc};
        TRY(truce__names_add(b->arena, &open->keys, entry, &earlier));
    }
    if (earlier) return repeat_key(b, open->node, pair, earlier);
    if (open->node->last) open->node->last->next = pair;
    else open->node->first = pair;
    open->node->last = pair;
    open->node->count++;
    return TRUCE_OK;
}

static truce_status refuse_tag(builder *b, struct fy_event *event, truce__loc loc) {
    struct fy_token *tag = fy_event_get_tag_token(event);
    if (!tag) return TRUCE_OK;
    const struct fy_mark *mark = fy_token_start_mark(tag);
    const char *text = mark ? b->source->text + byte_of(b, mark) : "";
    size_t length = strcspn(text, " \t\n,]}");
    if (mark) loc = loc_of(b, mark);
    b->has_tag = true;
    return build_error(b, loc, "leave it out, or put the text in quotes; in a statement write 'not' for '!'",
                       "tags such as '%.*s' are not used in models", truce__clip(text, length), text);
}

static truce_status remember_anchor(builder *b, struct fy_event *event, truce__yaml *node) {
    struct fy_token *anchor = fy_event_get_anchor_token(event);
    if (!anchor) return TRUCE_OK;
    size_t length = 0;
    const char *text = fy_token_get_text(anchor, &length);
    if (!text) return TRUCE_E_NOMEM;
    const char *copy = truce__arena_text(b->arena, text, length);
    if (!copy) return TRUCE_E_NOMEM;
    const struct fy_mark *mark = fy_token_start_mark(anchor);
    node->is_anchored = true;
    node->anchor = mark ? byte_of(b, mark) - 1 : 0;
    const truce__name *earlier;
    truce__name entry = {.text = copy, .length = length, .index = (uint32_t)b->anchored.count, .loc = node->loc};
    TRY(truce__names_add(b->arena, &b->anchors, entry, &earlier));
    if (earlier)
        return build_error(b, node->loc, "choose another name", "the anchor '&%.*s' was given before, in line %u",
                           truce__clip(copy, length), copy, earlier->loc.line);
    return truce__vec_push(b->ctx, &b->anchored, node);
}

static truce_status add_node(builder *b, struct fy_event *event, truce__yaml_kind kind) {
    truce__loc loc = b->last = event_loc(b, event);
    if (++b->nodes > TRUCE__MAX_NODES) return too_many_nodes(b, loc);
    truce__yaml *node = truce__arena_alloc(b->arena, 1, sizeof *node);
    if (!node) return TRUCE_E_NOMEM;
    *node = (truce__yaml){.kind = kind, .loc = loc, .weight = 1, .text = ""};
    note_extent(b, event, node);
    if (kind == TRUCE__YAML_SCALAR) TRY(fill_scalar(b, event, node));
    TRY(refuse_tag(b, event, loc));
    TRY(remember_anchor(b, event, node));
    TRY(place(b, node, (truce__extent){0}));
    if (kind == TRUCE__YAML_SCALAR) {
        if (b->depth) b->stack[b->depth - 1].node->weight++;
        return TRUCE_OK;
    }
    if (b->is_done) return TRUCE_OK;
    if (b->depth == TRUCE__MAX_NESTING) {
        b->is_done = true;
        return build_error(b, loc, "no part of a model is so deep", "lists and mappings are nested more than %d deep",
                           TRUCE__MAX_NESTING);
    }
    node->is_open = true;
    b->stack[b->depth++] = (open_node){.node = node};
    return TRUCE_OK;
}

static void close_node(builder *b, struct fy_event *event) {
    assert(b->depth > 0); /* events are paired */
    truce__yaml *node = b->stack[--b->depth].node;
    const struct fy_mark *end = fy_event_end_mark(event);
    if (node->style == TRUCE__YAML_BRACKETS && end) node->extent.end = byte_of(b, end);
    node->is_open = false;
    if (b->depth) b->stack[b->depth - 1].node->weight += node->weight;
}

/* An alias stands for the node itself, not for a copy. */
static truce_status add_alias(builder *b, struct fy_event *event) {
    truce__loc loc = event_loc(b, event);
    size_t length = 0;
    const char *text = fy_token_get_text(event->alias.anchor, &length);
    if (!text) return TRUCE_E_NOMEM;
    loc.length = (uint32_t)truce__utf8_count(text, length) + 1;
    const truce__name *name = truce__names_find(&b->anchors, text, length);
    assert(!name || b->anchored.at);
    truce__yaml *node = name ? b->anchored.at[name->index] : NULL;
    if (!node || node->is_open) {
        b->is_done = true;
        if (node) return build_error(b, loc, "write the value out", "the alias '*%.*s' is inside its own anchor",
                                     truce__clip(text, length), text);
        return build_error(b, loc, "put quotes around text that begins with '*'",
                           "no anchor '&%.*s' comes before this alias", truce__clip(text, length), text);
    }
    b->nodes += node->weight;
    b->borrowed = true;
    if (b->nodes > TRUCE__MAX_NODES) return too_many_nodes(b, loc);
    if (b->depth) b->stack[b->depth - 1].node->weight += node->weight;
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    return place(b, node,
                 start && end ? (truce__extent){byte_of(b, start) - 1, byte_of(b, end)} : (truce__extent){0});
}

/* Where a second document begins: where nothing announces it, at the line "..." that ended the first. */
static truce__loc second_loc(const builder *b, struct fy_event *event) {
    const char *text = b->source->text;
    if (fy_event_start_mark(event)) return event_loc(b, event);
    const char *end = strncmp(text, "...", 3) == 0 ? text : strstr(text, "\n...");
    return truce__loc_at(b->source, end ? (size_t)(end - text) + (*end == '\n') : 0);
}

static truce_status take_event(builder *b, struct fy_event *event) {
    switch ((int)event->type) {
    case FYET_DOCUMENT_START:
        if (++b->documents < 2) return TRUCE_OK;
        b->is_done = true;
        return build_error(b, second_loc(b, event), "keep each model in a file of its own",
                           "a second document begins here");
    case FYET_SCALAR: return add_node(b, event, TRUCE__YAML_SCALAR);
    case FYET_SEQUENCE_START: return add_node(b, event, TRUCE__YAML_LIST);
    case FYET_MAPPING_START: return add_node(b, event, TRUCE__YAML_MAP);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END: close_node(b, event); return TRUCE_OK;
    case FYET_ALIAS: return add_alias(b, event);
    default: return TRUCE_OK;
    }
}

/* ---------------------------------------------------------------- syntax */

static truce__stop stop_at(const builder *b, const struct fy_diag_error *error) {
    truce__stop stop = {.last = b->last};
    if (error) stop.theirs = error->msg;
    if (error && error->line > 0)
        stop.loc = truce__unbroken_place(&b->breaks, (uint32_t)error->line - 1,
                                         error->column > 0 ? (uint32_t)error->column - 1 : 0);
    for (size_t i = b->depth; i-- > 0 && !stop.has_bracket;) {
        stop.has_bracket = b->stack[i].node->style == TRUCE__YAML_BRACKETS;
        stop.bracket = b->stack[i].node->extent.start;
    }
    return stop;
}

/* Reports only the first syntax error: those that follow from it are noise. */
static truce_status report_first(builder *b, struct fy_diag *diag) {
    void *position = NULL;
    const struct fy_diag_error *error;
    while ((error = fy_diag_errors_iterate(diag, &position)))
        if (error->type == FYET_ERROR && error->msg) break;
    truce__stop stop = stop_at(b, error);
    return truce__report_syntax(b->ctx, b->source, &stop);
}

static void drop_output(struct fy_diag *diag, void *user, const char *text, size_t length) {
    (void)diag, (void)user, (void)text, (void)length;
}

static truce_status run(builder *b, struct fy_parser *parser, struct fy_diag *diag) {
    struct fy_event *event;
    while (!b->is_done && (event = fy_parser_parse(parser))) {
        truce_status status = take_event(b, event);
        fy_parser_event_free(parser, event);
        TRY(status);
        TRY(truce__go_on(b->ctx));
    }
    if (b->is_done || !fy_parser_get_stream_error(parser)) return TRUCE_OK;
    b->is_done = true;
    return b->has_tag ? TRUCE_OK : report_first(b, diag);
}

/* A ':' with a tab behind it where '? ' announces a key: libfyaml 0.7.12 writes to freed memory over "? a:\t:". The
 * length when there is none. */
static size_t find_trap(const truce__source *source) {
    const char *text = source->text, *mark = text, *tab;
    for (; (mark = strchr(mark, '?')); mark++)
        if (strchr(" \t\n", mark[1]) && (mark == text || strchr(" \t\n[{,", mark[-1]))) break;
    tab = mark ? strstr(mark, ":\t") : NULL;
    return tab ? (size_t)(tab - text) : source->length;
}

truce_status truce__yaml_parse(truce_ctx *ctx, truce__arena *arena, truce__arena *texts, const truce__source *source,
                               const truce__yaml **root) {
    builder b = {.ctx = ctx, .arena = arena, .texts = texts, .source = source};
    struct fy_diag_cfg diag_cfg;
    struct fy_parse_cfg cfg = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE};
    struct fy_diag *diag = NULL;
    struct fy_parser *parser = NULL;
    truce_status status = TRUCE_E_NOMEM;
    *root = NULL;
    size_t trap = find_trap(source);
    if (trap < source->length)
        return build_error(&b, truce__loc_at(source, trap), "write a space in its place", "a tab behind ':'");
    bool is_broken = false;
    TRY_OR_DONE(truce__breaks_find(ctx, source, &b.breaks));
    is_broken = b.breaks.copy.length > 0;
    status = TRUCE_E_NOMEM;

    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    diag_cfg.output_fn = drop_output;
    diag_cfg.colorize = false;
    diag = fy_diag_create(&diag_cfg);
    if (!diag) goto done;
    fy_diag_set_collect_errors(diag, true);
    cfg.diag = diag;
    parser = fy_parser_create(&cfg);
    if (!parser || fy_parser_set_string(parser, is_broken ? b.breaks.copy.bytes : source->text,
                                        is_broken ? b.breaks.copy.length : source->length) != 0)
        goto done;
    TRY_OR_DONE(run(&b, parser, diag));
    if (!b.is_done && !b.has_tag) *root = b.root; /* what stands behind a tag is seldom what was meant */
done:
    truce__vec_free(ctx, &b.anchored);
    if (parser) fy_parser_destroy(parser);
    if (diag) fy_diag_destroy(diag);
    truce__breaks_free(&b.breaks);
    return status;
}

const truce__pair *truce__yaml_entry(const truce__yaml *map, const char *key) {
    const truce__pair *pair = map->kind == TRUCE__YAML_MAP ? map->first : NULL;
    while (pair && strcmp(pair->key->text, key) != 0) pair = pair->next;
    return pair;
}
