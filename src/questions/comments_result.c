/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `replies`: what readers of a brief wrote. Their addresses are no field, so no form can show one. Texts
 * for people stand on one line each, without characters that would steer a terminal.
 */
#include "document/document.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/comment.h>

typedef struct listed {
    truce_ctx *ctx;
    const truce_comments *comments;
    truce_comments *owned; /* NULL: the caller's */
    bool is_news;
} listed;

#define GET(name, value) GET_OF(listed, name, value)
#define IS(name, truth) IS_OF(listed, name, truth)
#define COMMENT (((const listed *)at->result->self)->comments->at[at->index])

static uint64_t count_comments(const truce__at *at) { return ((const listed *)at->result->self)->comments->count; }

/* ------------------------------------------------------------------ change */

#define PAIR ((const truce__pair *)at->self)

typedef struct change {
    truce__pair root; /* first: the list of edits */
    truce_ctx *ctx;
    truce__document document;
} change;

static void close_change(truce__at *at) {
    change *c = (change *)(uintptr_t)at->self;
    truce__document_free(&c->document);
    truce__free(c->ctx, c);
}

/* JSON is YAML, so that a value keeps its type. */
static truce_status open_change(truce__at *at) {
    static const truce__yaml nothing = {.kind = TRUCE__YAML_LIST};
    const char *text = COMMENT.change;
    const truce__source source = {.file = "", .text = text, .length = strlen(text)};
    change *c = truce__calloc(at->result->ctx, 1, sizeof *c);
    if (!c) return TRUCE_E_NOMEM;
    c->ctx = at->result->ctx;
    truce_status status = truce__document_reread(c->ctx, &source, &c->document);
    c->root.value = c->document.root ? c->document.root : &nothing;
    at->self = c;
    if (status != TRUCE_OK) close_change(at);
    return status;
}

static truce__value entry_text(const truce__at *at, const char *key) {
    const truce__pair *pair = truce__yaml_entry(PAIR->value, key);
    return pair && pair->value->kind == TRUCE__YAML_SCALAR ? truce__text_of(pair->value->text) : truce__none();
}

static truce__value entry_number(const truce__at *at, const char *key) {
    truce__value text = entry_text(at, key);
    return text.kind ? truce__decimal_of(text.text) : text;
}

static bool is_word(const truce__at *at, const char *word) {
    return PAIR->value->is_plain && strcmp(PAIR->value->text, word) == 0;
}

/* Whether JSON would read it as a number. */
static bool is_json_number(const char *text) {
    static const char digits[] = "0123456789";
    text += *text == '-';
    size_t whole = strspn(text, digits);
    if (!whole || (whole > 1 && *text == '0')) return false;
    text += whole;
    if (*text == '.') {
        whole = strspn(++text, digits);
        text += whole;
    }
    if (whole && (*text == 'e' || *text == 'E')) {
        text++;
        text += *text == '+' || *text == '-';
        whole = strspn(text, digits);
        text += whole;
    }
    return whole && !*text;
}

IS(is_map, PAIR->value->kind == TRUCE__YAML_MAP)
IS(is_list, PAIR->value->kind == TRUCE__YAML_LIST)
IS(is_truth, is_word(at, "true") || is_word(at, "false"))
IS(is_number, PAIR->value->is_plain && is_json_number(PAIR->value->text))
GET(truth, truce__bool(is_word(at, "true")))
GET(number, truce__decimal_of(PAIR->value->text))
GET(scalar, truce__yaml_is_null(PAIR->value) ? truce__none() : truce__text_of(PAIR->value->text))
static const truce__field node; /* contains itself */
static const truce__field forms_of_node[] = {
    {NULL, MAP, IN_JSON, .when = is_map, .next = truce__next_pair, .key_of = truce__pair_key, .of = &node},
    {NULL, LIST, IN_JSON, .when = is_list, .next = truce__next_pair, .of = &node},
    {NULL, BOOL, IN_JSON, .when = is_truth, .get = truth},
    {NULL, DECIMAL, IN_JSON, .when = is_number, .get = number},
    {NULL, TEXT, IN_JSON, TRUCE__NULLABLE, .get = scalar},
    {0}};
static const truce__field node = {NULL, CHOICE, IN_JSON, .of = forms_of_node, .name = "value"};

static truce_status open_value(truce__at *at) {
    at->self = truce__yaml_entry(PAIR->value, "value");
    return TRUCE_OK;
}

static const char *const ops[] = {"set", "remove", "insert", "move", NULL};
IS(has_value, at->self != NULL)
GET(op, entry_text(at, "op"))
GET(path, entry_text(at, "path"))
GET(to, entry_number(at, "to"))
static const truce__field value_fields[] = {
    {"value", CHOICE, IN_JSON, .when = has_value, .of = forms_of_node, .about = "of set and insert"}, {0}};
static const truce__field edit_fields[] = {
    {"op", TEXT, IN_JSON, .get = op, .one_of = ops},
    {"path", TEXT, IN_JSON, .get = path, .about = "the input, as edits write it"},
    {"", SPLICE, IN_JSON, .open = open_value, .of = value_fields},
    {"to", DECIMAL, IN_JSON, TRUCE__OMIT, .get = to, .about = "of move: the new place in the list, from 1"},
    {0}};

/* ---------------------------------------------------------------- comments */

/* "": the comment is not about one. */
static truce__value said(const char *text) { return text && *text ? truce__text_of(text) : truce__none(); }

/* On one line. */
static truce__value plain(const truce__at *at, const char *text) {
    truce__text *line = &at->scratch->text;
    truce__text_clear(line);
    for (; text && *text; text++) {
        unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];
        bool is_wide = c == 0xC2 && next >= 0x80 && next < 0xA0;
        if (c < 0x20 || c == 0x7F || is_wide) truce__text_puts(line, " ");
        else truce__text_add(line, text, 1);
        text += is_wide;
    }
    if (line->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return said(truce__text_bytes(line));
}

static const char *const states[] = {"held", "approved", "rejected", NULL};
GET(id, truce__number(COMMENT.id))
GET(model, truce__number(COMMENT.model))
GET(version, truce__number(COMMENT.version))
GET(name, truce__text_of(COMMENT.name))
GET(date, truce__text_of(COMMENT.date))
GET(input, truce__text_of(COMMENT.input))
GET(claim, truce__text_of(COMMENT.claim))
GET(proposal, truce__text_of(COMMENT.change))
GET(text, truce__text_of(COMMENT.text))
GET(state, truce__text_of(COMMENT.state))
static const truce__field comment_fields[] = {
    {"id", NUMBER, IN_DATA, .get = id, .about = "its number in the store"},
    {"model", NUMBER, IN_DATA, .get = model, .about = "the number of the model that it is about"},
    {"version", NUMBER, IN_DATA, .get = version},
    {"name", TEXT, IN_DATA, .get = name},
    {"date", TEXT, IN_DATA, TRUCE__NULLABLE, .get = date},
    {"input", TEXT, IN_DATA, TRUCE__NULLABLE, .get = input, .about = "the path of the input that it disputes"},
    {"claim", TEXT, IN_DATA, TRUCE__NULLABLE, .get = claim, .about = "the verdict: state, party, concept"},
    {"change", LIST, IN_JSON, TRUCE__NULLABLE, .get = proposal, .open = open_change, .close = close_change,
     .next = truce__next_pair, .of = RECORD_OF(edit_fields), .about = "the edits that it proposes"},
    {"change", TEXT, IN_CSV, .get = proposal},
    {"comment", TEXT, IN_DATA, .get = text},
    {"state", TEXT, IN_DATA, TRUCE__NULLABLE, .get = state, .one_of = states},
    {0}};

GET(told_name, plain(at, COMMENT.name))
GET(told_input, plain(at, COMMENT.input))
GET(told_claim, plain(at, COMMENT.claim))
GET(told_change, plain(at, COMMENT.change))
GET(told_text, plain(at, COMMENT.text))
static const truce__field told_fields[] = {
    {"id", NUMBER, IN_PAPER, TRUCE__RIGHT | TRUCE__IS_KEY, .get = id, .head = HEAD(NUMBER)},
    {"state", TEXT, IN_PAPER, .get = state, .head = HEAD(STATE)},
    {"date", TEXT, IN_PAPER, .get = date, .head = HEAD(DATE)},
    {"model", NUMBER, IN_PAPER, TRUCE__RIGHT, .get = model, .head = HEAD(MODEL)},
    {"name", TEXT, IN_PAPER, .get = told_name, .head = HEAD(NAME)},
    {"input", TEXT, IN_PAPER, .get = told_input, .head = HEAD(ON_THE_INPUT)},
    {"claim", TEXT, IN_PAPER, .get = told_claim, .head = HEAD(ON_THE_VERDICT)},
    {"change", TEXT, IN_PAPER, .get = told_change, .head = HEAD(PROPOSES)},
    {"comment", TEXT, IN_PAPER, .get = told_text, .head = HEAD(REPLY)},
    {0}};

/* ------------------------------------------------------------------- prose */

IS(is_news, r->is_news)
IS(is_list_shown, !r->is_news && r->comments->count > 0)
IS(is_empty, r->comments->count == 0)

static void say_none(const truce__at *at, truce__say *say) {
    (void)at;
    SAY_ALONE(say, COMMENTS_NONE);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_news(const truce__at *at, truce__say *say) {
    SAY(say, COMMENT_NEWS, id(at), state(at), model(at));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_comment(const truce__at *at, truce__say *say) {
    SAY(say, COMMENT_HEAD, id(at), state(at), date(at), model(at));
    SAY(say, PLAIN, told_name(at));
    truce__say_end(say, TRUCE__ENTRY);
    if (said(COMMENT.input).kind) SAY(say, COMMENT_ON_INPUT, told_input(at)), truce__say_end(say, TRUCE__REST);
    if (said(COMMENT.claim).kind) SAY(say, COMMENT_ON_VERDICT, told_claim(at)), truce__say_end(say, TRUCE__REST);
    if (said(COMMENT.change).kind) SAY(say, COMMENT_PROPOSES, told_change(at)), truce__say_end(say, TRUCE__REST);
    SAY(say, PLAIN, told_text(at));
    truce__say_end(say, TRUCE__REST);
}

static const truce__field told_news[] = {{"", PROSE, IN_PEOPLE, .say = say_news}, {0}};
static const truce__field told_comment[] = {{"", PROSE, IN_TEXT, .say = say_comment}, {0}};

/* ------------------------------------------------------------------- whole */

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"replies", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_comments, .of = RECORD_OF(comment_fields)},
    {"", PROSE, IN_PEOPLE, .say = say_none, .when = is_empty},
    {"", LIST, IN_PEOPLE, .count = count_comments, .of = RECORD_OF(told_news), .when = is_news},
    {"", LIST, IN_TEXT, .count = count_comments, .of = RECORD_OF(told_comment), .when = is_list_shown},
    {"replies", LIST, IN_PAPER, TRUCE__TABLE, .count = count_comments, .of = RECORD_OF(told_fields),
     .when = is_list_shown},
    {0}};

const truce__layout truce__replies_layout = {"truce.replies.v1", fields};

static void release_listed(void *thing) {
    listed *l = thing;
    truce_comments_free(l->owned);
    truce__free(l->ctx, l);
}

static truce_status make(truce_ctx *ctx, const listed *init, const truce_render_options *options,
                         truce_result **result) {
    listed *l = truce__calloc(ctx, 1, sizeof *l);
    if (!l) return TRUCE_E_NOMEM;
    *l = *init;
    truce_status status = truce__result_new(ctx, (truce__result){.layout = &truce__replies_layout, .self = l}, false,
                                            options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_listed, l};
    else truce__free(ctx, l);
    return status;
}

truce_status truce_result_of_comments(truce_ctx *ctx, const truce_comments *comments, bool is_news,
                                      const truce_render_options *options, truce_result **result) {
    return make(ctx, &(listed){ctx, comments, NULL, is_news}, options, result);
}

/* Asked without a store: of the list in the argument "replies", as brief takes it. */
truce_status truce__run_replies(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const char *list = truce__argument(query, "replies")->text;
    truce_comments *comments = NULL;
    if (!list) return TRUCE_E_USAGE;
    TRY(truce_comments_parse(ctx, list, strlen(list), "replies", &comments));
    truce_status status = make(ctx, &(listed){ctx, comments, comments, false}, query->options, result);
    if (status != TRUCE_OK) truce_comments_free(comments);
    return status;
}
