/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON Schema (draft 2020-12) of a result, read off the same fields as the result. What a result may leave out is
 * not required; more members are allowed, since a version of a schema may grow. A record or choice that contains
 * itself is a definition.
 */
#include "questions/questions.h"
#include "render/json.h"
#include "render/model_schema.h"

enum { MOST_DEFINITIONS = 8 };

typedef struct schema {
    truce__json json;
    const truce__field *defined[MOST_DEFINITIONS]; /* records with a name, met so far */
    uint32_t n_defined;
} schema;

static void put_shape(schema *s, const char *key, const truce__field *field);

/* One of several shapes. */
static void put_choice(schema *s, const truce__field *field) {
    truce__json_list(&s->json, "anyOf", false);
    for (; field->kind; field++) put_shape(s, NULL, field);
    truce__json_end(&s->json);
}

/* Where two fields have one key, only one of them stands in each object: the first that is declared tells of both. */
static const truce__field *twin_of(const truce__field *field) {
    for (const truce__field *next = field + 1; next->kind; next++)
        if (next->forms & TRUCE__IN_JSON && next->key && field->key && *field->key &&
            strcmp(next->key, field->key) == 0)
            return next;
    return NULL;
}

static bool has_twin_before(const truce__field *first, const truce__field *field) {
    for (; first < field; first++)
        if (first->forms & TRUCE__IN_JSON && first->kind != TRUCE__SPLICE && twin_of(first) == field) return true;
    return false;
}

static void put_alternatives(schema *s, const truce__field *field) {
    truce__json_object(&s->json, field->key, false);
    truce__json_list(&s->json, "anyOf", false);
    for (; field; field = twin_of(field)) put_shape(s, NULL, field);
    truce__json_end(&s->json);
    truce__json_end(&s->json);
}

static void put_properties(schema *s, const truce__field *first) {
    for (const truce__field *field = first; field->kind; field++) {
        if (!(field->forms & TRUCE__IN_JSON)) continue;
        if (field->kind == TRUCE__SPLICE) put_properties(s, field->of);
        else if (has_twin_before(first, field)) continue;
        else if (twin_of(field)) put_alternatives(s, field);
        else put_shape(s, field->key, field);
    }
}

static void put_required(schema *s, const truce__field *field) {
    for (; field->kind; field++) {
        if (!(field->forms & TRUCE__IN_JSON) || field->when || field->flags & TRUCE__OMIT) continue;
        if (field->kind == TRUCE__SPLICE) put_required(s, field->of);
        else truce__json_text(&s->json, NULL, field->key);
    }
}

static void put_members(schema *s, const truce__field *fields) {
    truce__json_object(&s->json, "properties", false);
    put_properties(s, fields);
    truce__json_end(&s->json);
    truce__json_list(&s->json, "required", false);
    put_required(s, fields);
    truce__json_end(&s->json);
}

static void put_type(schema *s, const char *type, bool is_nullable) {
    if (!is_nullable) {
        truce__json_text(&s->json, "type", type);
        return;
    }
    truce__json_list(&s->json, "type", false);
    truce__json_text(&s->json, NULL, type);
    truce__json_text(&s->json, NULL, "null");
    truce__json_end(&s->json);
}

static void put_items(schema *s, const char *type) {
    truce__json_object(&s->json, "items", false);
    truce__json_text(&s->json, "type", type);
    if (strcmp(type, "integer") == 0) truce__json_number(&s->json, "minimum", 1);
    truce__json_end(&s->json);
}

static void put_leaf(schema *s, const truce__field *field, bool is_nullable) {
    static const char *const types[] = {
        [TRUCE__BOOL] = "boolean", [TRUCE__NUMBER] = "integer", [TRUCE__DECIMAL] = "number",
        [TRUCE__TEXT] = "string",  [TRUCE__STATE] = "integer",  [TRUCE__MEMBER] = "string"};
    put_type(s, types[field->kind], is_nullable);
    if (field->kind == TRUCE__NUMBER) truce__json_number(&s->json, "minimum", 0);
    if (field->kind == TRUCE__STATE) truce__json_number(&s->json, "minimum", 1);
    if (!field->one_of) return;
    truce__json_list(&s->json, "enum", false);
    for (const char *const *value = field->one_of; *value; value++) truce__json_text(&s->json, NULL, *value);
    if (is_nullable) truce__json_null(&s->json, NULL);
    truce__json_end(&s->json);
}

/* A record or choice with a name is told once, among the definitions; elsewhere it is referred to. */
static void put_reference(schema *s, const truce__field *field) {
    truce__text *text = &s->json.out->text;
    uint32_t i = 0;
    while (i < s->n_defined && s->defined[i] != field) i++;
    if (i == s->n_defined && i < MOST_DEFINITIONS) s->defined[s->n_defined++] = field;
    truce__json_raw(&s->json, "$ref", "\"#/$defs/");
    truce__text_puts(text, field->name);
    truce__out_puts(s->json.out, "\"");
}

static void put_kind(schema *s, const truce__field *field) {
    bool is_nullable = field->flags & TRUCE__NULLABLE;
    switch (field->kind) {
    case TRUCE__RECORD:
        put_type(s, "object", is_nullable);
        put_members(s, field->of);
        break;
    case TRUCE__MAP:
        put_type(s, "object", is_nullable);
        put_shape(s, "additionalProperties", field->of);
        break;
    case TRUCE__LIST:
        put_type(s, "array", is_nullable);
        put_shape(s, "items", field->of);
        break;
    case TRUCE__SUBSET: case TRUCE__STATES:
        put_type(s, "array", is_nullable);
        put_items(s, field->kind == TRUCE__STATES ? "integer" : "string");
        break;
    case TRUCE__CHOICE: put_choice(s, field->of); break;
    default: put_leaf(s, field, is_nullable); break;
    }
}

static void put_shape(schema *s, const char *key, const truce__field *field) {
    truce__json_object(&s->json, key, false);
    if (field->about) truce__json_text(&s->json, "description", field->about);
    if (field->name) put_reference(s, field);
    else put_kind(s, field);
    truce__json_end(&s->json);
}

/* Definitions may need others, which are then added behind them. */
static void put_definitions(schema *s) {
    if (!s->n_defined) return;
    truce__json_object(&s->json, "$defs", false);
    for (uint32_t i = 0; i < s->n_defined; i++) {
        truce__json_object(&s->json, s->defined[i]->name, false);
        put_kind(s, s->defined[i]);
        truce__json_end(&s->json);
    }
    truce__json_end(&s->json);
}

truce_status truce_schema(truce_ctx *ctx, const char *of, const truce_sink *sink) {
    if (strcmp(of, "model") == 0) return truce__model_schema(ctx, sink);
    const truce__question *q = truce__question_find(of);
    if (!q) return TRUCE_E_USAGE;
    truce__out out;
    schema s = {.json = {.out = &out}};
    truce__out_init(&out, ctx, truce__render_options(NULL), sink);
    truce__json_object(&s.json, NULL, true);
    truce__json_text(&s.json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    truce__json_text(&s.json, "$id", q->layout->schema);
    truce__json_text(&s.json, "title", q->summary);
    truce__json_text(&s.json, "type", "object");
    put_members(&s, q->layout->fields);
    put_definitions(&s);
    truce__json_end(&s.json);
    return truce__out_end(&out);
}
