/* SPDX-License-Identifier: Apache-2.0 */
/* The value of an edit is a line of YAML. It is read into a tree and told as JSON, in which numbers are numbers:
 * reading the entry as YAML gives the same value. */
#include "questions/change_result.h"

#include "document/source.h"
#include "result/declare.h"

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

truce_status truce__change_begin(truce_ctx *ctx, truce__told_change **change) {
    *change = truce__calloc(ctx, 1, sizeof **change);
    if (!*change) return TRUCE_E_NOMEM;
    (*change)->ctx = ctx;
    truce__arena_init(&(*change)->arena, ctx);
    truce__arena_init(&(*change)->value.nodes, ctx);
    return TRUCE_OK;
}

truce_status truce__change_tell(truce__told_change *change, const truce_edit *edit) {
    truce__source source;
    change->edit = *edit;
    if (!edit->value) return TRUCE_OK;
    TRY(truce__keep_text(&change->arena, edit->value, strlen(edit->value), "", &source));
    TRY(truce__document_reread(change->ctx, &source, &change->value));
    change->root.value = change->value.root;
    return TRUCE_OK;
}

void truce__change_free(truce__told_change *change) {
    truce_ctx *ctx = change->ctx;
    truce__document_free(&change->value);
    truce__arena_free(&change->arena);
    truce__free(ctx, change);
}

/* -------------------------------------------------------------------- values */

/* Inside a value `self` is a truce__pair. */
#define NODE (((const truce__pair *)at->self)->value)

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

/* Whether YAML and JSON read the same number. */
static bool is_number_of_both(const truce__yaml *node) {
    if (node->kind != TRUCE__YAML_SCALAR || !node->is_plain) return false;
    const char *rest = node->text + (node->text[0] == '-');
    size_t whole = digits(rest);
    if (whole == 0 || (whole > 1 && rest[0] == '0')) return false;
    rest += whole;
    if (*rest == '.' && digits(rest + 1)) rest += 1 + digits(rest + 1);
    return *rest == 0;
}

IS(is_map, NODE && NODE->kind == TRUCE__YAML_MAP)
IS(is_list, NODE && NODE->kind == TRUCE__YAML_LIST)
IS(is_number, NODE && is_number_of_both(NODE))
GET(number, truce__decimal_of(NODE->text))
GET(scalar, !NODE || truce__yaml_is_null(NODE) ? truce__none() : truce__text_of(NODE->text))
static const truce__field node; /* contains itself */
#define FORMS_OF_NODE                                                                                                \
    {NULL, MAP, IN_JSON, .when = is_map, .next = truce__next_pair, .key_of = truce__pair_key, .of = &node},          \
    {NULL, LIST, IN_JSON, .when = is_list, .next = truce__next_pair, .of = &node},                                   \
    {NULL, DECIMAL, IN_JSON, .when = is_number, .get = number},                                                      \
    {NULL, TEXT, IN_JSON, TRUCE__NULLABLE, .get = scalar}
static const truce__field forms_of_node[] = {FORMS_OF_NODE, {0}};
static const truce__field node = {NULL, CHOICE, IN_JSON, .of = forms_of_node, .name = "value"};

/* ------------------------------------------------------------------- entries */

#define CHANGE ((const truce__told_change *)at->self)

static truce__value path_if(const truce__at *at, truce_edit_op op) {
    return truce__text_of(CHANGE->edit.op == op ? CHANGE->edit.path : NULL);
}

GET(set, path_if(at, TRUCE_EDIT_SET))
GET(removed, path_if(at, TRUCE_EDIT_REMOVE))
GET(inserted, path_if(at, TRUCE_EDIT_INSERT))
GET(moved, path_if(at, TRUCE_EDIT_MOVE))
GET(position, CHANGE->edit.op == TRUCE_EDIT_MOVE ? truce__number(CHANGE->edit.to) : truce__none())

/* The value under one key of two: none, and so left out, where the edit has the other. */
IS(is_not_set, CHANGE->edit.op != TRUCE_EDIT_SET)
IS(is_not_inserted, CHANGE->edit.op != TRUCE_EDIT_INSERT)
GET(nothing, truce__none())
static const truce__field value_to_set[] = {
    {NULL, TEXT, IN_JSON, .when = is_not_set, .get = nothing}, FORMS_OF_NODE, {0}};
static const truce__field value_to_insert[] = {
    {NULL, TEXT, IN_JSON, .when = is_not_inserted, .get = nothing}, FORMS_OF_NODE, {0}};

const truce__field truce__change_fields[] = {
    {"set", TEXT, IN_JSON, TRUCE__OMIT, .get = set, .about = "a path: see docs/language.md, 'Events'"},
    {"remove", TEXT, IN_JSON, TRUCE__OMIT, .get = removed},
    {"insert", TEXT, IN_JSON, TRUCE__OMIT, .get = inserted},
    {"move", TEXT, IN_JSON, TRUCE__OMIT, .get = moved},
    {"to", CHOICE, IN_JSON, TRUCE__OMIT, .of = value_to_set},
    {"to", NUMBER, IN_JSON, TRUCE__OMIT, .get = position},
    {"value", CHOICE, IN_JSON, TRUCE__OMIT, .of = value_to_insert},
    {0}};
