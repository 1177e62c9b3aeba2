/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tree of nodes, built from libfyaml's events. libfyaml's own documents do not serve: they resolve aliases by
 * copying (small files can unfold to gigabytes), allocate outside our allocator, and stop at the first duplicate key.
 * From the events we build only what a model needs, with a stack of open collections instead of recursion. Of scalars
 * libfyaml says only where they stand: scalar.c reads their letters.
 */
#include "document/yaml.h"

#include "document/names.h"
#include "document/scalar.h"

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
    open_node stack[TRUCE__MAX_NESTING];
    size_t depth;
    truce__names anchors;
    TRUCE__VEC(truce__yaml *) anchored;
    truce__yaml *root;
    uint64_t nodes;
    uint32_t documents;
    bool is_done; /* reading on would make no sense */
} builder;

#define build_error(b, loc, hint, ...) truce__diag((b)->ctx, TRUCE_ERROR, (b)->source, loc, hint, __VA_ARGS__)

int truce__clip(const char *text, size_t length) {
    size_t at = 0, used;
    for (int shown = 0; at < length && shown < 60; at += used, shown++)
        truce__utf8_decode(text + at, length - at, &used);
    return (int)at;
}

bool truce__yaml_is_null(const truce__yaml *node) {
    if (!node || node->kind != TRUCE__YAML_SCALAR || !node->is_plain) return node == NULL;
    return node->length == 0 || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0;
}

static truce__loc event_loc(const builder *b, struct fy_event *event) {
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (mark) return (truce__loc){(uint32_t)mark->line + 1, (uint32_t)mark->column + 1, 1};
    /* An empty value has no mark of its own: point to its key. */
    if (b->depth && b->stack[b->depth - 1].key) return b->stack[b->depth - 1].key->loc;
    return (truce__loc){1, 1, 1};
}

/* ----------------------------------------------------------------- nodes */

static truce_status report_unfit(builder *b, const truce__yaml *node, size_t at, uint32_t point) {
    truce__loc loc = node->loc;
    if (node->is_verbatim) loc.column += (uint32_t)truce__utf8_count(node->text, at), loc.length = 1;
    if (point < 0xA0)
        return build_error(b, loc, NULL, "the text holds the control character U+%04X", (unsigned)point);
    return build_error(b, loc, "it can make one text look like another: remove it",
                       "the text holds the invisible character U+%04X", (unsigned)point);
}

/* Reports characters unfit for print once and replaces them, so that no later message or table carries them to a
 * terminal. Control characters can only come from escapes in quotes. */
static truce_status replace_unfit(builder *b, const truce__yaml *node, char *text) {
    bool is_reported = false;
    for (size_t at = 0, used; at < node->length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, node->length - at, &used);
        if (!truce__is_unfit(point) || point == '\n' || point == '\t') continue;
        if (!is_reported) TRY(report_unfit(b, node, at, point));
        memset(text + at, '?', used);
        is_reported = true;
    }
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
    return (truce__written){.form = form_of(event->scalar.value), .loc = loc, .start = start->input_pos,
                            .end = end->input_pos, .lead = around && around->key ? around->key->extent.end : 0,
                            .indent = around ? around->node->loc.column - 1 : 0};
}

static truce_status fill_scalar(builder *b, struct fy_event *event, truce__yaml *node) {
    struct fy_token *token = event->scalar.value;
    const struct fy_mark *mark = token ? fy_event_start_mark(event) : NULL;
    node->is_plain = !token || fy_token_scalar_style(token) == FYSS_PLAIN;
    if (!mark || !fy_event_end_mark(event)) return TRUCE_OK;
    truce__written written = written_at(b, event, node->loc);
    char *text;
    TRY(truce__scalar_read(b->ctx, b->texts, b->source, &written, &text, &node->length));
    node->text = text;
    if (mark->input_pos + node->length <= b->source->length)
        node->is_verbatim = memcmp(b->source->text + mark->input_pos, node->text, node->length) == 0 &&
                            !memchr(node->text, '\n', node->length);
    if (node->is_verbatim && node->length) node->loc.length = (uint32_t)truce__utf8_count(node->text, node->length);
    if (!node->is_verbatim) skip_indent(b, mark->input_pos, &node->loc);
    return replace_unfit(b, node, text);
}

static void note_extent(const builder *b, struct fy_event *event, truce__yaml *node) {
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    enum fy_node_style style = fy_event_get_node_style(event);
    if (!start || !end) return;
    node->extent = (truce__extent){start->input_pos, end->input_pos};
    if (node->kind != TRUCE__YAML_SCALAR) {
        bool has_bracket = strchr("[{", b->source->text[start->input_pos]) != NULL;
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
    TRY(build_error(b, loc, NULL, "the file unfolds to more than %d values", TRUCE__MAX_NODES));
    return TRUCE_E_LIMIT;
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
    if (earlier)
        return build_error(b, pair->key->loc, NULL, "the key '%.*s' was given before, in line %u",
                           truce__clip(earlier->text, earlier->length), earlier->text, earlier->loc.line);
    if (open->node->last) open->node->last->next = pair;
    else open->node->first = pair;
    open->node->last = pair;
    open->node->count++;
    return TRUCE_OK;
}

static truce_status refuse_tag(builder *b, struct fy_event *event, truce__loc loc) {
    struct fy_token *tag = fy_event_get_tag_token(event);
    if (!tag) return TRUCE_OK;
    size_t length = 0;
    const char *text = fy_token_get_text(tag, &length);
    const struct fy_mark *mark = fy_token_start_mark(tag);
    if (mark) loc = (truce__loc){(uint32_t)mark->line + 1, (uint32_t)mark->column + 1, 1};
    return build_error(b, loc, "leave the tag out", "tags such as '%.*s' are not used in models",
                       text ? truce__clip(text, length) : 0, text ? text : "");
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
    node->anchor = mark ? mark->input_pos - 1 : 0;
    const truce__name *earlier;
    truce__name entry = {.text = copy, .length = length, .index = (uint32_t)b->anchored.count, .loc = node->loc};
    TRY(truce__names_add(b->arena, &b->anchors, entry, &earlier));
    if (earlier)
        return build_error(b, node->loc, NULL, "the anchor '&%.*s' was given before, in line %u",
                           truce__clip(copy, length), copy, earlier->loc.line);
    return truce__vec_push(b->ctx, &b->anchored, node);
}

static truce_status add_node(builder *b, struct fy_event *event, truce__yaml_kind kind) {
    truce__loc loc = event_loc(b, event);
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
        return build_error(b, loc, NULL, "lists and mappings are nested more than %d deep", TRUCE__MAX_NESTING);
    }
    node->is_open = true;
    b->stack[b->depth++] = (open_node){.node = node};
    return TRUCE_OK;
}

static void close_node(builder *b, struct fy_event *event) {
    assert(b->depth > 0); /* events are paired */
    truce__yaml *node = b->stack[--b->depth].node;
    const struct fy_mark *end = fy_event_end_mark(event);
    if (node->style == TRUCE__YAML_BRACKETS && end) node->extent.end = end->input_pos;
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
        if (node) return build_error(b, loc, NULL, "the alias '*%.*s' is inside its own anchor",
                                     truce__clip(text, length), text);
        return build_error(b, loc, NULL, "no anchor '&%.*s' comes before this alias", truce__clip(text, length),
                           text);
    }
    b->nodes += node->weight;
    if (b->nodes > TRUCE__MAX_NODES) return too_many_nodes(b, loc);
    if (b->depth) b->stack[b->depth - 1].node->weight += node->weight;
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    return place(b, node, start && end ? (truce__extent){start->input_pos - 1, end->input_pos} : (truce__extent){0});
}

static truce_status take_event(builder *b, struct fy_event *event) {
    switch ((int)event->type) {
    case FYET_DOCUMENT_START:
        if (++b->documents < 2) return TRUCE_OK;
        b->is_done = true;
        return build_error(b, event_loc(b, event), "keep each model in a file of its own",
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

/* Replacements for misleading messages of libfyaml. */
static const struct {
    const char *theirs, *message, *hint;
} phrases[] = {
    {"invalid multiline plain key", "this line does not fit the one before it",
     "is a ':' missing or the indentation off?"},
    {"did not find expected key", "a 'key: value' is expected here", "does the indentation fit the lines above?"},
    {"invalid nested block mapping on the same line", "a second ': ' in one value",
     "put quotes around text with a colon"},
    {"missing comma in flow", "a comma is missing in a list or mapping in brackets", NULL},
    {"without a closing bracket", "a '[' further up is never closed", NULL},
    {"without a closing brace", "a '{' further up is never closed", NULL},
    {"with invalid extra closing", "a bracket is closed here that was not opened", NULL},
    {"extra comma", "an element is missing before this comma", NULL},
    {"comma in the beginning", "an element is missing before this comma", NULL},
    {"without closing quote", "this quote is never closed", NULL},
    {"plain scalar cannot start with", "text without quotes cannot begin with this sign", "put quotes around it"},
    {"invalid escape", "this backslash begins no known escape", "write '\\\\' for a backslash"},
    {"could not find expected ':'", "a ':' is missing behind a key", NULL},
    {"wrongly indented double-quoted", "the quote is not closed, or its later lines are not indented", NULL},
    {"wrongly indented single-quoted", "the quote is not closed, or its later lines are not indented", NULL},
    {"wrongly indented", "the indentation does not fit the lines above", NULL},
    {"did not find expected '-' indicator", "a list element beginning with '- ' is expected here",
     "does the indentation fit the lines above?"},
};

/* The first tab that indents a line near the place of an error; line 0 when there is none. */
static truce__loc find_tab(const truce__source *source, uint32_t near) {
    uint32_t line = 1;
    const char *end = source->text + source->length;
    for (const char *at = source->text; at < end && line <= near + 1; line++) {
        const char *start = at;
        if (line >= near) {
            while (at < end && *at == ' ') at++;
            if (at < end && *at == '\t') return (truce__loc){line, (uint32_t)(at - start) + 1, 1};
        }
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at) break;
        at++;
    }
    return (truce__loc){0};
}

static truce_status report_syntax(builder *b, const struct fy_diag_error *error) {
    truce__loc loc = {error->line > 0 ? (uint32_t)error->line : 1, error->column > 0 ? (uint32_t)error->column : 1,
                      1};
    truce__loc tab = find_tab(b->source, loc.line);
    if (tab.line) return build_error(b, tab, "YAML wants spaces here", "a tab indents this line");
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (strstr(error->msg, phrases[i].theirs))
            return build_error(b, loc, phrases[i].hint, "%s", phrases[i].message);
    return build_error(b, loc, NULL, "%s", error->msg);
}

/* Reports only the first syntax error: those that follow from it are noise. */
static truce_status report_first(builder *b, struct fy_diag *diag) {
    void *position = NULL;
    struct fy_diag_error *error;
    while ((error = fy_diag_errors_iterate(diag, &position)))
        if (error->type == FYET_ERROR && error->msg) return report_syntax(b, error);
    return build_error(b, (truce__loc){0}, NULL, "the file is not YAML");
}

static void drop_output(struct fy_diag *diag, void *user, const char *text, size_t length) {
    (void)diag, (void)user, (void)text, (void)length;
}

static truce_status run(builder *b, struct fy_parser *parser, struct fy_diag *diag) {
    struct fy_event *event;
    for (uint64_t count = 1; !b->is_done && (event = fy_parser_parse(parser)); count++) {
        truce_status status = take_event(b, event);
        fy_parser_event_free(parser, event);
        TRY(status);
        if (truce__stops_at(b->ctx, count)) return TRUCE_E_CANCELLED;
    }
    if (b->is_done || !fy_parser_get_stream_error(parser)) return TRUCE_OK;
    b->is_done = true;
    return report_first(b, diag);
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

    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    diag_cfg.output_fn = drop_output;
    diag_cfg.colorize = false;
    diag = fy_diag_create(&diag_cfg);
    if (!diag) goto done;
    fy_diag_set_collect_errors(diag, true);
    cfg.diag = diag;
    parser = fy_parser_create(&cfg);
    if (!parser || fy_parser_set_string(parser, source->text, source->length) != 0) goto done;
    TRY_OR_DONE(run(&b, parser, diag));
    if (!b.is_done) *root = b.root;
done:
    truce__vec_free(ctx, &b.anchored);
    if (parser) fy_parser_destroy(parser);
    if (diag) fy_diag_destroy(diag);
    return status;
}
