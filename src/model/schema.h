/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The schema of a model: which keys each mapping has, and what each key may hold. The tables stand in the files of
 * their readers, which look keys up in them; the hints for unknown keys and the JSON Schema for editors come from the
 * same tables, so that a key is written down once. A schema says nothing that depends on another part of the model,
 * such as which ids exist or what a plain graph lacks: only the readers know that.
 */
#ifndef TRUCE_SCHEMA_H
#define TRUCE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct truce__schema truce__schema;

typedef enum truce__schema_kind {
    TRUCE__SCHEMA_TEXT, /* any scalar */
    TRUCE__SCHEMA_VERSION,
    TRUCE__SCHEMA_WORD, /* one of `words` */
    TRUCE__SCHEMA_ID,
    TRUCE__SCHEMA_DATE,
    TRUCE__SCHEMA_DURATION,
    TRUCE__SCHEMA_COUNT, /* a whole number from 1, without quotes */
    TRUCE__SCHEMA_STATE, /* a state's number, or its name */
    TRUCE__SCHEMA_DECIMAL,
    TRUCE__SCHEMA_ANY, /* whatever is there */
    TRUCE__SCHEMA_LIST,
    TRUCE__SCHEMA_MAP, /* the model's author chooses the keys */
    TRUCE__SCHEMA_RECORD
} truce__schema_kind;

/* What ids name, a bit each. A text may also be a statement, which names options and outcomes; citations, which begin
 * with sources; or the path of an input. */
enum {
    TRUCE__NAMES_PARTY = 1,
    TRUCE__NAMES_OPTION = 2,
    TRUCE__NAMES_OUTCOME = 4,
    TRUCE__NAMES_SOURCE = 8,
    TRUCE__NAMES_ACTOR = 16,
    TRUCE__NAMES_EVENT = 32,
    TRUCE__NAMES_LEVER = 64,
    TRUCE__NAMES_IN_STATEMENT = 128,
    TRUCE__NAMES_IN_CITES = 256,
    TRUCE__NAMES_IN_PATH = 512,
    TRUCE__NAMES_CONCEPT = 1024 /* of truce, not of the model */
};

typedef enum truce__range {
    TRUCE__RANGE_ALL,
    TRUCE__RANGE_FROM_0,
    TRUCE__RANGE_ABOVE_0,
    TRUCE__RANGE_SHARE /* above 0, at most 1 */
} truce__range;

/* A key of a record. */
typedef struct truce__key {
    const char *name;
    size_t at; /* where a reader's struct of fields keeps the entry */
    const truce__schema *schema;
    const char *about; /* one line for the person who writes the model */
    uint8_t cases;     /* of the record's cases, those that have this key, as bits; 0: all */
    bool is_required;  /* in its cases */
} truce__key;

/* A mapping with known keys. With cases, it takes the keys of one of them. Two keys in a row may have the same name
 * where it means something else in other cases. */
typedef struct truce__record {
    const char *name; /* in the schema */
    const truce__key *keys;
    size_t n_keys;
    uint32_t n_cases;
} truce__record;

struct truce__schema {
    truce__schema_kind kind;
    const char *about;
    const truce__schema *of;      /* LIST, MAP: of the elements */
    const truce__record *record; /* RECORD */
    const char *const *words;    /* WORD: up to NULL */
    const truce__schema *or;      /* what may stand there instead */
    truce__range range;          /* DECIMAL */
    uint32_t least, most;        /* LIST, MAP: elements; COUNT: the number; 0: no limit, but 1 for the least COUNT */
    uint16_t names;              /* what is named by an id, by the keys of a MAP, in a text: TRUCE__NAMES_... */
    bool has_ids;                /* MAP: its keys are ids */
    bool has_gaps;               /* MAP: a key may stand there without a value; LIST: an element may be empty */
};

/* The keys of a table; `fields` is the type of the reader's struct. */
#define TRUCE__MAY(fields, key, schema, about) {#key, offsetof(fields, key), (schema), (about), 0, false}
#define TRUCE__MUST(fields, key, schema, about) {#key, offsetof(fields, key), (schema), (about), 0, true}
#define TRUCE__KNOWN(fields, key) {#key, offsetof(fields, key), NULL, NULL, 0, false} /* without a schema */
#define TRUCE__RECORD_OF(name, keys, cases) {(name), (keys), sizeof(keys) / sizeof *(keys), (cases)}

/* What many tables use. */
extern const truce__schema truce__schema_text, truce__schema_plural, truce__schema_party, truce__schema_date,
    truce__schema_state, truce__schema_statement, truce__schema_cites, truce__schema_confidence,
    truce__schema_clauses, truce__schema_clauses_of, truce__schema_texts;
extern const truce__schema truce__schema_order, truce__schema_rank, truce__schema_weights, truce__schema_becomes,
    truce__schema_mark, truce__schema_thresholds;

/* The parts of a model. */
extern const truce__schema truce__schema_sources, truce__schema_parties, truce__schema_states, truce__schema_outcomes,
    truce__schema_rules, truce__schema_status_quo, truce__schema_preferences, truce__schema_moves, truce__schema_said,
    truce__schema_utilities, truce__schema_ratify, truce__schema_expires, truce__schema_audience,
    truce__schema_changes, truce__schema_some_changes, truce__schema_events, truce__schema_behaviour,
    truce__schema_perceives, truce__schema_tempo, truce__schema_levers;

/* A whole model. */
extern const truce__record truce__model_record;

#endif
