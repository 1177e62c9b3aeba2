/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the readers of the parts of a model share. A reader takes a YAML value, reports what is wrong with it, and
 * leaves the rest of the model as complete as it can, so that one run shows every error. All return TRUCE_OK unless
 * the machine fails; whether the model is wrong is counted at the end.
 */
#ifndef TRUCE_READER_H
#define TRUCE_READER_H

#include "model/model.h"
#include "model/schema.h"
#include "document/path.h"
#include "document/yaml.h"

typedef struct truce__reader {
    truce_ctx *ctx;
    truce_model *model;
    truce__arena *arena;  /* the model's */
    size_t errors_before; /* errors in the context when reading began */
    truce__names parties, sources;
    truce__blame blame;
    bool has_text; /* the tree is that of the model's source: extents are places in it */
    const truce__yaml *root;    /* of the document */
    const truce__record *model_record;
    const truce__yaml *lacking; /* the last mapping of which it was reported that something is missing */
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

enum { TRUCE__READ_HINT = 400 };

/* Hints for what was written in place of a list or mapping, and of a number; false when there is none. */
bool truce__structure_hint(const truce__yaml *node, char hint[TRUCE__READ_HINT]);
bool truce__decimal_hint(const truce__yaml *node, char hint[TRUCE__READ_HINT]);
/* Keeps a text of more digits than the number was rounded to; reports one that is too long even for that. */
truce_status truce__keep_exact(truce__reader *reader, const truce__yaml *node, truce__decimal *value);
/* Warns of a comment behind a text for readers that begins without a space: "Track #2 talks". */
truce_status truce__warn_of_comment(truce__reader *reader, const truce__yaml *node);
/* Reports an entry of a mapping in brackets that is the rest of a number with a comma, as the 5 of {x: 2,5}. `before`
 * is the entry before it, or NULL. */
truce_status truce__read_cut_decimal(truce__reader *reader, const truce__pair *before, const truce__pair *pair,
                                     bool *is_cut);

/* The entries that make a note, part of many mappings. */
typedef struct truce__note_fields {
    const truce__pair *because, *source, *quote, *confidence, *says;
} truce__note_fields;

/* Their keys, for fields with a member `note`. */
#define TRUCE__NOTE_KEYS(fields) TRUCE__NOTE_KEYS_IN(fields, 0)
/* The same in some of the record's cases. */
#define TRUCE__NOTE_KEYS_IN(fields, cases) \
    {"because", offsetof(fields, note.because), &truce__schema_text, "The reason, in free text.", (cases), false}, \
    {"source", offsetof(fields, note.source), &truce__schema_cites, \
     "Where it is written: the id of a source, with a paragraph if you like: minutes \xC2\xB6" "3.", (cases), \
     false}, \
    {"quote", offsetof(fields, note.quote), &truce__schema_text, \
     "What the source says there, word for word; 'check' looks for it in the source's file.", (cases), false}, \
    {"confidence", offsetof(fields, note.confidence), &truce__schema_confidence, \
     "How sure the analyst is, above 0 and at most 1.", (cases), false}

/* The same beside a statement. */
#define TRUCE__STATEMENT_KEYS(fields, cases) \
    {"says", offsetof(fields, note.says), &truce__schema_text, \
     "The statement as a clause, in your words; else it is made of the options' clauses.", (cases), false}, \
    TRUCE__NOTE_KEYS(fields)

/* The entries that say how the model speaks of a thing, parts of its mapping; `brief` is the key `short`. */
typedef struct truce__party_word_fields {
    const truce__pair *called, *brief, *its;
} truce__party_word_fields;
typedef struct truce__option_word_fields {
    const truce__pair *topic, *says, *from, *below, *does, *back;
} truce__option_word_fields;
typedef struct truce__outcome_word_fields {
    const truce__pair *called, *brief, *says, *denies;
} truce__outcome_word_fields;

/* A model of a tree whose root is a mapping, without its events. `source` is for diagnostics; the model points into
 * the texts of the tree, not to its nodes. Errors as truce_parse(). */
truce_status truce__model_read(truce_ctx *ctx, const truce__yaml *root, const truce__source *source,
                               truce_model **model);

/* Puts the entries of `map` into `fields`, a struct of pairs that are NULL, as the record's keys say; entries without
 * a value are left out, unknown keys reported; one that is nearly a known key is taken for it. `what` names the
 * thing: "a party". When `map` is no mapping, that is reported and *is_map set to false. */
truce_status truce__read_fields(truce__reader *reader, const truce__yaml *map, const char *what,
                                const truce__record *record, void *fields, bool *is_map);

/* Reports what is missing in a mapping: the first thing, and nothing if one of its keys is unknown, which may be it.
 */
#define truce__read_missing(reader, map, record, loc, hint, ...)                                                    \
    (truce__tells_missing((reader), (map), (record)) ? truce__read_error((reader), (loc), (hint), __VA_ARGS__)      \
                                                     : TRUCE_OK)
bool truce__tells_missing(truce__reader *reader, const truce__yaml *map, const truce__record *record);
bool truce__has_stranger(const truce__yaml *map, const truce__record *record);

/* Remembers an id that was refused: mentioning it is no second error. */
truce_status truce__refuse_id(truce__reader *reader, const char *id, size_t length);

/* The value if it is of the kind wanted; NULL after reporting otherwise, and for a pair that is NULL. */
truce_status truce__read_kind(truce__reader *reader, const truce__pair *pair, truce__yaml_kind kind,
                              const truce__yaml **value);
/* A word with a meaning of its own. Leaves *word alone when the pair is NULL or wrong. */
truce_status truce__read_word(truce__reader *reader, const truce__pair *pair, const char **word);
/* Free text; `is_long` allows several lines. Leaves *text alone when the pair is NULL or wrong. Warns of a comment
 * that may be its end. */
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

/* Words for sentences (read_words.c). All leave alone what the pair does not give. */
truce_status truce__read_clause(truce__reader *reader, const truce__pair *pair, const char **text);
truce_status truce__read_phrase(truce__reader *reader, const truce__pair *pair, const char **text);
truce_status truce__read_plural(truce__reader *reader, const truce__pair *pair, truce__is_plural *plural);
truce_status truce__read_party_terms(truce__reader *reader, const truce__party_word_fields *given,
                                     truce__party_terms *words);
truce_status truce__read_outcome_terms(truce__reader *reader, const truce__outcome_word_fields *given,
                                       truce__outcome_terms *words);
/* Of an option whose levels are known. */
truce_status truce__read_option_terms(truce__reader *reader, const truce__option_word_fields *given,
                                      const truce__option *option, truce__option_terms *words);
truce_status truce__read_leaves_out(truce__reader *reader, const truce__pair *pair);

/* A whole number in digits without quotes, at most 18 of them. */
bool truce__read_number(const truce__yaml *node, uint64_t *number);

/* The state of a plain graph with that name, as its number; 0 when there is none (or the model is no plain graph). */
uint64_t truce__read_state_name(const truce__reader *reader, const truce__yaml *node);

/* A statement in a scalar. *is_ok tells whether *stmt can be used. */
truce_status truce__read_statement(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok);

/* The same where a statement stands alone: there a plain graph's state needs no quotes, whatever words its name
 * has. */
truce_status truce__read_alone(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok);
/* A statement alone, or {that: ..., because: ...}. */
truce_status truce__read_rule(truce__reader *reader, const truce__yaml *node, const char *what, truce__rule *rule,
                              bool *is_ok);

/* A level by its name; TRUCE__NONE after reporting. */
truce_status truce__read_level(truce__reader *reader, const truce__option *option, const truce__yaml *node,
                               uint32_t *level);
/* `option: level` or `option: {level: ..., because: ...}`. */
truce_status truce__read_fact(truce__reader *reader, const truce__pair *entry, const char *what, truce__fact *fact,
                              bool *is_ok);
/* A state's number, or in a plain graph its name; 0 after reporting. */
truce_status truce__read_state(truce__reader *reader, const truce__yaml *node, uint64_t *state);

/* The keys that a preference is made of; at most one is there. */
typedef struct truce__pref_fields {
    const truce__pair *order, *rank, *weigh;
} truce__pref_fields;

/* Their keys, for fields with a member `given`: one in each of three cases, the first of which is the bit `first`. */
#define TRUCE__PREF_KEYS(fields, first, is_required) \
    {"order", offsetof(fields, given.order), &truce__schema_order, "Statements, most important first.", (first), \
     (is_required)}, \
    {"rank", offsetof(fields, given.rank), &truce__schema_rank, \
     "All states, best first: numbers, statements, 'rest'; a nested list is a tie.", (first) << 1, (is_required)}, \
    {"weigh", offsetof(fields, given.weigh), &truce__schema_weights, \
     "A number for each statement; a state is worth the sum of its true statements.", (first) << 2, (is_required)}

static inline const truce__pair *truce__pref_field(const truce__pref_fields *fields) {
    return fields->order ? fields->order : fields->rank ? fields->rank : fields->weigh;
}

/* The preference given by one of the keys. `pref->loc` is the caller's. */
truce_status truce__read_pref(truce__reader *reader, const truce__pref_fields *fields, truce__pref *pref);
/* A mapping from statements to numbers. */
truce_status truce__read_weights(truce__reader *reader, const truce__pair *pair, truce__pref *pref);

/* The value of 'strong' as a degree. Leaves *mark alone when the pair is NULL or wrong. */
truce_status truce__read_mark(truce__reader *reader, const truce__pair *pair, uint8_t *mark);
/* Gives the items of an order the degrees that follow from their marks; reports marks that increase downwards. */
truce_status truce__read_degrees(truce__reader *reader, truce__pref_item *items, uint32_t count);
/* The entry 'strong' beside the keys of a preference; NULL when there is none. */
truce_status truce__read_strength(truce__reader *reader, const truce__pref_fields *beside, const truce__pair *pair,
                                  truce__pref *pref);

/* The party whose id is the key, or TRUCE__NONE after reporting. */
truce_status truce__read_party_key(truce__reader *reader, const truce__yaml *key, uint32_t *party);

/* Whether a change may be made to what the path leads to; reports it where not. `ud` is that of the list. */
typedef truce_status (*truce__path_judge)(truce__reader *reader, const truce__yaml *node, const truce__path *path,
                                          const void *ud, bool *is_allowed);
/* A list of changes. `room`: bytes that values may still take, since aliases could unfold without end. */
truce_status truce__read_changes(truce__reader *reader, const truce__pair *pair, size_t *room,
                                 truce__path_judge judge, const void *ud, truce__edits *changes);

/* The parts, in the order in which they are read. */
truce_status truce__read_sources(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_parties(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_states(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_outcomes(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_rules(truce__reader *reader, const truce__pair *pair, const truce__rule **rules,
                               uint32_t *count);
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
truce_status truce__read_behaviour(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_perceives(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_tempo(truce__reader *reader, const truce__pair *pair);
truce_status truce__read_levers(truce__reader *reader, const truce__pair *pair);
/* Marks what shares a name, when all is read. */
truce_status truce__read_apart(truce__reader *reader);

#endif
