/* SPDX-License-Identifier: Apache-2.0 */
/* No deals, pain, utilities, expiry, and audience costs. */
#include "model/reader.h"

#include "model/duration.h"

#include <stdio.h>

/* ------------------------------------------------------- no deal and pain */

truce_status truce__read_said(truce__reader *reader, const truce__pair *pair, const truce__said **out) {
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__said *said = truce__arena_alloc(reader->arena, reader->model->n_parties, sizeof *said);
    if (!said) return TRUCE_E_NOMEM;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        uint32_t party;
        truce__rule rule = {0};
        bool is_ok = false;
        TRY(truce__read_party_key(reader, entry->key, &party));
        if (truce__yaml_is_null(entry->value)) continue;
        TRY(truce__read_rule(reader, entry->value, "what a party has", &rule, &is_ok));
        if (is_ok && party != TRUCE__NONE)
            said[party] = (truce__said){.stmt = rule.stmt, .note = rule.note, .loc = entry->key->loc};
    }
    *out = said;
    return TRUCE_OK;
}

/* -------------------------------------------------------------- utilities */

const truce__schema truce__schema_utilities = {
    .kind = TRUCE__SCHEMA_MAP, .of = &truce__schema_weights, .names = TRUCE__NAMES_PARTY,
    .has_ids = true, .has_gaps = true};

truce_status truce__read_utilities(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__utility *utilities = truce__arena_alloc(reader->arena, model->n_parties, sizeof *utilities);
    if (!utilities) return TRUCE_E_NOMEM;
    model->utilities = utilities;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        uint32_t party;
        truce__pref unused = {0};
        TRY(truce__read_party_key(reader, entry->key, &party));
        if (truce__yaml_is_null(entry->value)) continue;
        truce__pref *utility = party == TRUCE__NONE ? &unused : &utilities[party];
        utility->loc = entry->key->loc;
        TRY(truce__read_weights(reader, entry, utility));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- expires */

static truce_status read_becomes_state(truce__reader *reader, const truce__pair *pair, truce__expiry *expiry) {
    uint64_t state;
    TRY(truce__read_state(reader, pair->value, &state));
    if (!state) return TRUCE_OK;
    truce__fact *fact = truce__arena_alloc(reader->arena, 1, sizeof *fact);
    if (!fact) return TRUCE_E_NOMEM;
    *fact = (truce__fact){.level = (uint32_t)state - 1, .loc = pair->value->loc};
    expiry->becomes = fact;
    expiry->n_becomes = 1;
    return TRUCE_OK;
}

static truce_status read_becomes(truce__reader *reader, const truce__pair *pair, truce__expiry *expiry) {
    if (reader->model->is_plain) return read_becomes_state(reader, pair, expiry);
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    if (map->count == 0)
        return truce__read_error(reader, map->loc, "write {OPTION: LEVEL}", "'becomes' changes nothing");
    truce__fact *facts = truce__arena_alloc(reader->arena, map->count, sizeof *facts);
    if (!facts) return TRUCE_E_NOMEM;
    expiry->becomes = facts;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        bool is_ok;
        TRY(truce__read_fact(reader, entry, "a level of 'becomes'", &facts[expiry->n_becomes], &is_ok));
        if (is_ok) expiry->n_becomes++;
    }
    return TRUCE_OK;
}

typedef struct expiry_fields {
    const truce__pair *when, *becomes, *after, *called;
    truce__note_fields note;
} expiry_fields;

static const truce__key expiry_keys[] = {
    TRUCE__MUST(expiry_fields, when, &truce__schema_statement, "The statement in whose states it expires."),
    TRUCE__MUST(expiry_fields, becomes, &truce__schema_becomes, "The levels that options come to, or the state."),
    TRUCE__MAY(expiry_fields, after, &truce__schema_text, "How long it takes: 60 days, or free text."),
    TRUCE__MAY(expiry_fields, called, &truce__schema_text, "What sentences call it: a temporary truce."),
    TRUCE__NOTE_KEYS(expiry_fields),
};
static const truce__record expiry_record = TRUCE__RECORD_OF("expiry", expiry_keys, 0);
static const truce__schema expiry_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &expiry_record};
const truce__schema truce__schema_expires = {.kind = TRUCE__SCHEMA_LIST, .of = &expiry_schema};

/* How long it takes is free text. Where a duration stands at its beginning, it is a time that can be counted. */
static truce_status read_after(truce__reader *reader, const truce__pair *pair, truce__expiry *expiry) {
    TRY(truce__read_text(reader, pair, false, &expiry->after));
    if (!expiry->after) return TRUCE_OK;
    expiry->after_loc = pair->value->loc;
    if (truce__duration_read(expiry->after, &expiry->hours) && expiry->hours == 0)
        return truce__read_error(reader, pair->value->loc, "write how long it lasts, or leave 'after' out",
                                 "it would be over at once");
    return TRUCE_OK;
}

static truce_status read_expiry(truce__reader *reader, const truce__yaml *node, truce__expiry *expiry) {
    expiry_fields given = {0};
    bool is_map, is_ok;
    expiry->loc = node->loc;
    TRY(truce__read_fields(reader, node, "an expiry", &expiry_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &expiry->note));
    TRY(read_after(reader, given.after, expiry));
    TRY(truce__read_phrase(reader, given.called, &expiry->called));
    if (given.when) TRY(truce__read_alone(reader, given.when->value, &expiry->when, &is_ok));
    else
        TRY(truce__read_missing(reader, node, &expiry_record, node->loc, "write 'when: STATEMENT'",
                                "when does it apply? 'when' is missing"));
    if (given.becomes) return read_becomes(reader, given.becomes, expiry);
    const char *hint = reader->model->is_plain ? "write 'becomes: STATE'" : "write 'becomes: {OPTION: LEVEL}'";
    return truce__read_missing(reader, node, &expiry_record, node->loc, hint,
                               "what does it turn into? 'becomes' is missing");
}

truce_status truce__read_expires(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__expiry *expiries = truce__arena_alloc(reader->arena, list->count, sizeof *expiries);
    if (!expiries) return TRUCE_E_NOMEM;
    model->expiries = expiries;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(read_expiry(reader, element->value, &expiries[model->n_expiries++]));
    return TRUCE_OK;
}

/* --------------------------------------------------------------- audience */

typedef struct audience_fields {
    const truce__pair *party, *escalated, *backs_down;
    truce__note_fields note;
} audience_fields;

static const truce__key audience_keys[] = {
    TRUCE__MUST(audience_fields, party, &truce__schema_party, "The party that pays at home."),
    TRUCE__MUST(audience_fields, escalated, &truce__schema_statement, "Where it has escalated in public."),
    TRUCE__MUST(audience_fields, backs_down, &truce__schema_statement, "Where it then backs down."),
    TRUCE__NOTE_KEYS(audience_fields),
};
static const truce__record audience_record = TRUCE__RECORD_OF("audience", audience_keys, 0);
static const truce__schema audience_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &audience_record};
const truce__schema truce__schema_audience = {.kind = TRUCE__SCHEMA_LIST, .of = &audience_schema};

static truce_status read_required(truce__reader *reader, const truce__yaml *node, const truce__pair *pair,
                                  const char *key, truce__stmt *stmt) {
    bool is_ok;
    if (pair) return truce__read_alone(reader, pair->value, stmt, &is_ok);
    char hint[60];
    snprintf(hint, sizeof hint, "write '%s: STATEMENT'", key);
    return truce__read_missing(reader, node, &audience_record, node->loc, hint, "'%s' is missing: a statement", key);
}

static truce_status read_one_audience(truce__reader *reader, const truce__yaml *node, truce__audience *audience) {
    audience_fields given = {0};
    const truce__yaml *id;
    bool is_map;
    *audience = (truce__audience){.party = TRUCE__NONE, .loc = node->loc};
    TRY(truce__read_fields(reader, node, "an audience", &audience_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &audience->note));
    TRY(truce__read_kind(reader, given.party, TRUCE__YAML_SCALAR, &id));
    if (id) TRY(truce__read_party_key(reader, id, &audience->party));
    else if (!given.party)
        TRY(truce__read_missing(reader, node, &audience_record, node->loc, "write 'party: ID'",
                                "whose audience? 'party' is missing"));
    TRY(read_required(reader, node, given.escalated, "escalated", &audience->escalated));
    return read_required(reader, node, given.backs_down, "backs_down", &audience->backed_down);
}

truce_status truce__read_audience(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__audience *audiences = truce__arena_alloc(reader->arena, list->count, sizeof *audiences);
    if (!audiences) return TRUCE_E_NOMEM;
    model->audiences = audiences;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(read_one_audience(reader, element->value, &audiences[model->n_audiences++]));
    return TRUCE_OK;
}
