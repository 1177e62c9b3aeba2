/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the readers of the parts of a model share. A reader takes a YAML value, reports what is wrong with it, and leaves the
 * rest of the model as complete as it can, so that one run shows every error. All return TRUCE_OK unless the machine fails;
 * whether the model is wrong is counted at the end.
 */
#ifndef TRUCE_READ_H
#define TRUCE_READ_H

#include "model/model.h"
#include "document/yaml.h"

typedef struct truce__reader {
    truce_ctx *ctx;
    truce_model *model;
    truce__arena *arena;  /* the model's */
    size_t errors_before; /* errors in the context when reading began */
    truce__names parties, sources;
    truce__names party_names; /* what parties are called, to warn of two that look alike */
} truce__reader;

#define truce__read_error(reader, loc, hint, ...) \
    truce__diag((reader)->ctx, TRUCE_ERROR, &(reader)->model->source, (loc), (hint), __VA_ARGS__)

/* Whether a search for the nearest name is worth its time: later errors are counted only, see truce__diag(). */
static inline bool truce__wants_hint(const truce__reader *reader) {
    return truce_diag_count(reader->ctx, TRUCE_ERROR) <= 100;
}

/* For "%.*s": a scalar's letters. */
#define TRUCE__SHOWN(node) truce__clip((node)->text, (node)->length), (node)->text

/* A key that a mapping may have, and where to put its entry; entries without a value are left out. */
typedef struct truce__key_of {
    const char *key;
    const truce__pair **pair;
} truce__key_of;

/* The entries that make a note, part of many mappings. */
typedef struct truce__note_fields {
    const truce__pair *because, *source, *confidence;
} truce__note_fields;

#define TRUCE__NOTE_FIELDS(fields) \
    {"because", &(fields).because}, {"source", &(fields).source}, {"confidence", &(fields).confidence}

/* A model of a tree whose root is a mapping, without its events. `source` is for diagnostics; the model points into the texts of the
 * tree, not to its nodes. Errors as truce_parse(). */
truce_status truce__model_read(truce_ctx *ctx, const truce__yaml *root, const truce__source *source, truce_model **model);

/* Sorts the entries of `map` by the table; reports unknown keys. `what` names the thing: "a party". When `map` is no mapping,
 * that is reported and *is_map set to false. */
truce_status truce__read_fields(truce__reader *reader, const truce__yaml *map, const char *what,
                                const truce__key_of *fields, size_t n_fields, bool *is_map);
#define TRUCE__READ_FIELDS(reader, map, what, fields, is_map) \
    truce__read_fields((reader), (map), (what), (fields), sizeof(fields) / sizeof *(fields), (is_map))

/* The value if it is of the kind wanted; NULL after reporting otherwise, and for a pair that is NULL. */
truce_status truce__read_kind(truce__reader *reader, const truce__pair *pair, truce__yaml_kind kind,
                              const truce__yaml **value);
/* Free text; `is_long` allows several lines. Leaves *text alone when the pair is NULL or wrong. */
truce_status truce__read_text(truce__reader *reader, const truce__pair *pair, bool is_long, const char **text);
/* The value of 'name': one line that can be seen. */
truce_status truce__read_title(truce__reader *reader, const truce__pair *pair, const char **text);
/* One name of a list: a scalar without control characters, not blank. *text is NULL after an error. */
truce_status truce__read_name(truce__reader *reader, const truce__yaml *node, const char *what, const char **text);
/* Checks the shape of an id; `what` is "party", "option"... *id is NULL after an error. Words that mean something in
 * statements are refused when `is_word`. */
truce_status truce__read_id(truce__reader *reader, const truce__yaml *node, const char *what, bool is_word,
                            const char **id);
truce_status truce__read_note(truce__reader *reader, const truce__note_fields *fields, truce__note *note);
truce_status truce__read_date(truce__reader *reader, const truce__pair *pair, const char **date);

/* A whole number in digits without quotes, at most 18 of them. */
bool truce__read_number(const truce__yaml *node, uint64_t *number);

/* The state of a plain graph with that name, as its number; 0 when there is none (or the model is no plain graph). */
uint64_t truce__read_state_name(const truce__reader *reader, const truce__yaml *node);

/* A statement in a scalar. *is_ok tells whether *stmt can be used. */
truce_status truce__read_statement(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok);

/* The same where a statement stands alone: there a plain graph's state needs no quotes, whatever words its name has. */
truce_status truce__read_alone(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok);
/* A statement alone, or {that: ..., because: ...}. */
truce_status truce__read_rule(truce__reader *reader, const truce__yaml *node, const char *what, truce__rule *rule, bool *is_ok);

/* `option: level` or `option: {level: ..., because: ...}`. */
truce_status truce__read_fact(truce__reader *reader, const truce__pair *entry, const char *what, truce__fact *fact,
                              bool *is_ok);
/* A state's number, or in a plain graph its name; 0 after reporting. */
truce_status truce__read_state(truce__reader *reader, const truce__yaml *node, uint64_t *state);

/* The keys that a preference is made of; at most one is there. */
typedef struct truce__pref_fields {
    const truce__pair *order, *rank, *weigh;
} truce__pref_fields;

#define TRUCE__PREF_FIELDS(fields) {"order", &(fields).order}, {"rank", &(fields).rank}, {"weigh", &(fields).weigh}

static inline const truce__pair *truce__pref_field(const truce__pref_fields *fields) {
    return fields->order ? fields->order : fields->rank ? fields->rank : fields->weigh;
}

/* The preference given by one of the keys. `pref->loc` is the caller's. */
truce_status truce__read_pref(truce__reader *reader, const truce__pref_fields *fields, truce__pref *pref);
/* A mapping from statements to numbers. */
truce_status truce__read_weights(truce__reader *reader, const truce__pair *pair, truce__pref *pref);

/* The party whose id is the key, or TRUCE__NONE after reporting. */
truce_status truce__read_party_key(truce__reader *reader, const truce__yaml *key, uint32_t *party);

/* The parts, in the order in which they are read. */
truce_status truce__read_sources(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_parties(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_states(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_outcomes(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_rules(truce__reader *reader, const truce__pair *pair, const truce__rule **rules, uint32_t *count);
truce_status truce__read_status_quo(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_preferences(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_moves(truce__reader *reader, const truce__pair *pair);
/* no_deal and pain */
truce_status truce__read_said(truce__reader *reader, const truce__pair *pair, const truce__said **said);
truce_status truce__read_utilities(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_ratify(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_expires(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_audience(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_events(truce__reader *reader, const truce__pair *pair);

#endif
