/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The JSON Schema (draft 2020-12) of the model file, for editors: written from the tables by which the readers know
 * the keys (model/schema.h). It must accept what the readers accept. So names may be scalars that YAML reads as
 * numbers or as true and false, an optional key may be empty, and numbers may stand in quotes where the readers take
 * them so.
 * Every record is a definition, which keeps the whole flat.
 */
#include "render/model_schema.h"

#include "model/schema.h"
#include "render/json.h"

#include <assert.h>
#include <string.h>

enum { MOST_DEFINITIONS = 32 };

typedef struct writer {
    truce__json json;
    const truce__record *defined[MOST_DEFINITIONS]; /* met so far */
    uint32_t n_defined;
    const char *title; /* of the key that is written next */
} writer;

static void put_value(writer *w, const char *key, const char *about, const truce__schema *schema, bool is_optional);

/* ------------------------------------------------------------------ scalars */

/* The types of a value, up to NULL. */
static void put_types(writer *w, const char *const *types, bool is_nullable) {
    if (!types[1] && !is_nullable) {
        truce__json_text(&w->json, "type", types[0]);
        return;
    }
    truce__json_list(&w->json, "type", false);
    for (; *types; types++) truce__json_text(&w->json, NULL, *types);
    if (is_nullable) truce__json_text(&w->json, NULL, "null");
    truce__json_end(&w->json);
}

static void put_words(writer *w, const char *const *words, bool is_nullable) {
    truce__json_list(&w->json, "enum", false);
    for (; *words; words++) truce__json_text(&w->json, NULL, *words);
    if (is_nullable) truce__json_null(&w->json, NULL);
    truce__json_end(&w->json);
}

static void put_range(writer *w, truce__range range) {
    if (range == TRUCE__RANGE_FROM_0) truce__json_number(&w->json, "minimum", 0);
    if (range == TRUCE__RANGE_ABOVE_0 || range == TRUCE__RANGE_SHARE)
        truce__json_number(&w->json, "exclusiveMinimum", 0);
    if (range == TRUCE__RANGE_SHARE) truce__json_number(&w->json, "maximum", 1);
}

static void put_version(writer *w) {
    truce__json_list(&w->json, "enum", false);
    truce__json_number(&w->json, NULL, 1);
    truce__json_text(&w->json, NULL, "1");
    truce__json_end(&w->json);
}

/* What is named there, for forms: a note that no validator minds. */
static void put_names(writer *w, const truce__schema *schema) {
    static const char *const names[] = {"party", "option", "outcome",   "source",   "actor", "event",
                                        "lever", "statement", "citation", "path", "concept"};
    bool is_state = schema->kind == TRUCE__SCHEMA_STATE;
    if (!schema->names && !is_state) return;
    truce__json_list(&w->json, "x-names", false);
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (schema->names & 1u << i) truce__json_text(&w->json, NULL, names[i]);
    if (is_state) truce__json_text(&w->json, NULL, "state");
    truce__json_end(&w->json);
}

#define ID_PATTERN "^[a-z][a-z0-9_]*$"
#define DURATION_PATTERN "^[0-9]{1,9}([.][0-9]{1,9})?( ?(hours?|days?|weeks?|months?)|[hdwm])$"

/* What a scalar must be besides its type. */
static void put_limits(writer *w, const truce__schema *schema, bool is_nullable) {
    switch (schema->kind) {
    case TRUCE__SCHEMA_VERSION: put_version(w); break;
    case TRUCE__SCHEMA_WORD: put_words(w, schema->words, is_nullable); break;
    case TRUCE__SCHEMA_ID: truce__json_text(&w->json, "pattern", ID_PATTERN); break;
    case TRUCE__SCHEMA_DATE: truce__json_text(&w->json, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"); break;
    case TRUCE__SCHEMA_DURATION: truce__json_text(&w->json, "pattern", DURATION_PATTERN); break;
    case TRUCE__SCHEMA_COUNT:
        truce__json_number(&w->json, "minimum", schema->least ? schema->least : 1);
        if (schema->most) truce__json_number(&w->json, "maximum", schema->most);
        break;
    case TRUCE__SCHEMA_STATE: truce__json_number(&w->json, "minimum", 1); break;
    case TRUCE__SCHEMA_DECIMAL:
        truce__json_text(&w->json, "pattern", "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$");
        put_range(w, schema->range);
        break;
    default: break;
    }
}

/* -------------------------------------------------------------- collections */

static void put_sizes(writer *w, const truce__schema *schema, const char *least, const char *most) {
    if (schema->least) truce__json_number(&w->json, least, schema->least);
    if (schema->most) truce__json_number(&w->json, most, schema->most);
}

static void put_list(writer *w, const truce__schema *schema) {
    put_value(w, "items", NULL, schema->of, schema->has_gaps);
    put_sizes(w, schema, "minItems", "maxItems");
}

static void put_map(writer *w, const truce__schema *schema) {
    if (schema->has_ids || schema->names) {
        truce__json_object(&w->json, "propertyNames", false);
        truce__json_text(&w->json, "type", "string");
        if (schema->has_ids) truce__json_text(&w->json, "pattern", ID_PATTERN);
        put_names(w, schema);
        truce__json_end(&w->json);
    }
    put_value(w, "additionalProperties", NULL, schema->of, schema->has_gaps);
    put_sizes(w, schema, "minProperties", "maxProperties");
}

/* Records are told among the definitions; elsewhere they are referred to. */
static void put_reference(writer *w, const truce__record *record) {
    uint32_t i = 0;
    while (i < w->n_defined && w->defined[i] != record) i++;
    assert(i < MOST_DEFINITIONS);
    if (i == w->n_defined) w->defined[w->n_defined++] = record;
    truce__json_raw(&w->json, "$ref", "\"#/$defs/");
    truce__text_puts(&w->json.out->text, record->name);
    truce__out_puts(w->json.out, "\"");
}

/* ------------------------------------------------------------------- values */

/* One of the things that may stand somewhere. */
static void put_alternative(writer *w, const truce__schema *schema, bool is_nullable) {
    static const char *const types[][6] = {
        [TRUCE__SCHEMA_TEXT] = {"string", "number", "boolean"},
        [TRUCE__SCHEMA_VERSION] = {"integer", "string"},
        [TRUCE__SCHEMA_WORD] = {"string"},
        [TRUCE__SCHEMA_ID] = {"string", "boolean"},
        [TRUCE__SCHEMA_DATE] = {"string"},
        [TRUCE__SCHEMA_DURATION] = {"string"},
        [TRUCE__SCHEMA_COUNT] = {"integer"},
        [TRUCE__SCHEMA_STATE] = {"string", "number", "boolean"},
        [TRUCE__SCHEMA_DECIMAL] = {"number", "string"},
        [TRUCE__SCHEMA_ANY] = {"string", "number", "boolean", "array", "object"},
        [TRUCE__SCHEMA_LIST] = {"array"},
        [TRUCE__SCHEMA_MAP] = {"object"},
    };
    if (schema->kind == TRUCE__SCHEMA_RECORD) {
        put_reference(w, schema->record);
        return;
    }
    put_types(w, types[schema->kind], is_nullable);
    if (schema->kind == TRUCE__SCHEMA_ANY) truce__json_bool(&w->json, "additionalProperties", true);
    if (schema->kind == TRUCE__SCHEMA_LIST) put_list(w, schema);
    else if (schema->kind == TRUCE__SCHEMA_MAP) put_map(w, schema);
    else (put_limits(w, schema, is_nullable), put_names(w, schema));
}

static void put_alternatives(writer *w, const truce__schema *schema, bool is_nullable) {
    truce__json_list(&w->json, "anyOf", false);
    for (; schema; schema = schema->or) {
        truce__json_object(&w->json, NULL, false);
        if (schema->about) truce__json_text(&w->json, "description", schema->about);
        put_alternative(w, schema, false);
        truce__json_end(&w->json);
    }
    if (is_nullable) {
        truce__json_object(&w->json, NULL, false);
        truce__json_text(&w->json, "type", "null");
        truce__json_end(&w->json);
    }
    truce__json_end(&w->json);
}

/* What stands under a key, in a list, in a map. `about` goes before what the schema says of itself. */
static void put_value(writer *w, const char *key, const char *about, const truce__schema *schema, bool is_optional) {
    bool is_one = !schema->or && !(is_optional && schema->kind == TRUCE__SCHEMA_RECORD);
    truce__json_object(&w->json, key, false);
    if (w->title) truce__json_text(&w->json, "title", w->title);
    w->title = NULL;
    if (!about && is_one) about = schema->about;
    if (about) truce__json_text(&w->json, "description", about);
    if (is_one) put_alternative(w, schema, is_optional);
    else put_alternatives(w, schema, is_optional);
    truce__json_end(&w->json);
}

/* ------------------------------------------------------------------ records */

/* What a form calls a key, where the key alone would not say it. `record`: where it means just that; NULL: else. */
typedef struct titled {
    const char *record, *key, *title;
} titled;

static const titled titles[] = {
    {"model", "leaves_out", "What it leaves out"},
    {"model", "states", "Situations by name"},
    {"model", "feasible", "Situations that cannot occur"},
    {"model", "coalesce", "Situations that count as one"},
    {"model", "status_quo", "Where things stand today"},
    {"model", "outcomes", "Names for outcomes"},
    {"model", "moves", "Moves between situations"},
    {"model", "no_deal", "Without an agreement"},
    {"model", "pain", "Where it hurts"},
    {"model", "utilities", "What it is worth"},
    {"model", "ratify", "Who must agree at home"},
    {"model", "expires", "What ends by itself"},
    {"model", "audience", "Who pays for backing down"},
    {"model", "behaviour", "How parties judge"},
    {"model", "perceives", "As parties see it"},
    {"model", "tempo", "How often parties decide"},
    {"model", "levers", "What could be changed"},
    {"model", "events", "What happened"},
    {"option", "moves", "Can change"},
    {"option", "step", "Levels in one move"},
    {"option", "says", "Each level as a clause"},
    {"option", "from", "From a level up, as a clause"},
    {"option", "below", "Below a level, as a clause"},
    {"option", "does", "Each move, as what is done"},
    {"option", "back", "Moves down, as what is done"},
    {"ratification", "reversion", "What they compare with"},
    {"ratification", "agreements", "What is put to a vote"},
    {"actor", "order", "Wishes in order"},
    {"actor", "rank", "Ranking"},
    {"actor", "weigh", "Wishes with weights"},
    {"expiry", "after", "How long it takes"},
    {"audience", "escalated", "Where it has escalated"},
    {"audience", "backs_down", "Where it backs down"},
    {"behaves", "concept", "Judges by"},
    {"tempo", "every", "Decides once in"},
    {"lever", "who", "Who could do it"},
    {"lever", "needs", "Only together with"},
    {"lever", "excludes", "Not together with"},
    {NULL, "that", "Statement"},
    {NULL, "says", "As a clause"},
    {NULL, "denies", "Its opposite, as a clause"},
    {NULL, "called", "In sentences"},
    {NULL, "short", "Short label"},
    {NULL, "topic", "Short label"},
    {NULL, "its", "Its own"},
    {NULL, "if_wrong", "If it is wrong"},
    {NULL, "url", "Address"},
};

static const char *title_of(const truce__record *record, const char *key) {
    for (const titled *t = titles; t < titles + sizeof titles / sizeof *titles; t++)
        if (strcmp(t->key, key) == 0 && (!t->record || strcmp(t->record, record->name) == 0)) return t->title;
    return NULL;
}

static bool is_in(const truce__key *key, uint32_t which) {
    return !key->cases || key->cases & which;
}

/* The keys that a record has in one of its cases, a bit. */
static void put_members(writer *w, const truce__record *record, uint32_t which) {
    truce__json_text(&w->json, "type", "object");
    truce__json_object(&w->json, "properties", false);
    for (const truce__key *key = record->keys; key < record->keys + record->n_keys; key++)
        if (is_in(key, which)) {
            w->title = title_of(record, key->name);
            put_value(w, key->name, key->about, key->schema, !key->is_required);
        }
    truce__json_end(&w->json);
    truce__json_list(&w->json, "required", false);
    for (const truce__key *key = record->keys; key < record->keys + record->n_keys; key++)
        if (is_in(key, which) && key->is_required) truce__json_text(&w->json, NULL, key->name);
    truce__json_end(&w->json);
    truce__json_bool(&w->json, "additionalProperties", false);
}

static void put_record(writer *w, const truce__record *record) {
    truce__json_object(&w->json, record->name, false);
    if (!record->n_cases) {
        put_members(w, record, 0);
    } else {
        truce__json_list(&w->json, "anyOf", false);
        for (uint32_t i = 0; i < record->n_cases; i++) {
            truce__json_object(&w->json, NULL, false);
            put_members(w, record, 1u << i);
            truce__json_end(&w->json);
        }
        truce__json_end(&w->json);
    }
    truce__json_end(&w->json);
}

/* Definitions may need others, which are then added behind them. */
static void put_definitions(writer *w) {
    truce__json_object(&w->json, "$defs", false);
    for (uint32_t i = 0; i < w->n_defined; i++) put_record(w, w->defined[i]);
    truce__json_end(&w->json);
}

truce_status truce__model_schema(truce_ctx *ctx, const truce_sink *sink) {
    truce__out out;
    writer w = {.json = {.out = &out}};
    truce__out_init(&out, ctx, truce__render_options(NULL), sink);
    truce__json_object(&w.json, NULL, true);
    truce__json_text(&w.json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    truce__json_text(&w.json, "$id", "truce.model.v1");
    truce__json_text(&w.json, "title", "A model of truce: parties, what they can do, and what they want");
    put_members(&w, &truce__model_record, 0);
    put_definitions(&w);
    truce__json_end(&w.json);
    return truce__out_end(&out);
}
