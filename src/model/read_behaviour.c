/* SPDX-License-Identifier: Apache-2.0 */
/* By which concept each party judges states. The concepts themselves are known by their public names only. */
#include "model/reader.h"

#include <stdio.h>

typedef struct behaves_fields {
    const truce__pair *concept;
    truce__note_fields note;
} behaves_fields;

static const truce__schema concept_schema = {
    .kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_CONCEPT,
    .about = "The id of a solution concept, as 'truce concepts' lists them."};
static const truce__key behaves_keys[] = {
    TRUCE__MUST(behaves_fields, concept, &concept_schema, "The solution concept by which the party judges states."),
    TRUCE__NOTE_KEYS(behaves_fields),
};
static const truce__record behaves_record = TRUCE__RECORD_OF("behaves", behaves_keys, 0);
static const truce__schema behaves_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &behaves_record, .or = &concept_schema};
const truce__schema truce__schema_behaviour = {
    .kind = TRUCE__SCHEMA_MAP, .of = &behaves_schema, .names = TRUCE__NAMES_PARTY, .has_ids = true};

/* ---------------------------------------------------------------- concepts */

/* The concept with that id, if a party can behave by it; else TRUCE__NONE. */
static uint32_t find_concept(const char *id) {
    uint32_t concept = strcmp(id, "mixed") == 0 ? UINT32_MAX : truce_concept_find(id);
    return concept == UINT32_MAX ? TRUCE__NONE : concept;
}

static truce_status unknown_concept(truce__reader *reader, const truce__yaml *value) {
    TRUCE__VEC(const char *) ids = {0};
    char hint[120] = "'truce concepts' lists them";
    TRY(truce__vec_reserve(reader->ctx, &ids, truce_concept_count()));
    for (uint32_t i = 0; ids.at && i < truce_concept_count(); i++)
        if (find_concept(truce_concept_at(i)->id) != TRUCE__NONE) ids.at[ids.count++] = truce_concept_at(i)->id;
    const char *nearest = truce__nearest(value->text, value->length, ids.at, ids.count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%.60s'?", nearest);
    truce__vec_free(reader->ctx, &ids);
    if (strcmp(value->text, "mixed") == 0)
        return truce__read_error(reader, value->loc, "name the concept by which the party judges states",
                                 "'mixed' is what 'behaviour' makes of all parties' concepts");
    return truce__read_error(reader, value->loc, hint, "concept '%.*s' is not known", TRUCE__SHOWN(value));
}

/* `seq` or `{concept: seq, because: ...}`. */
static truce_status read_behaves(truce__reader *reader, const truce__pair *entry, truce__behaves *behaves) {
    behaves_fields given = {.concept = entry->value->kind == TRUCE__YAML_MAP ? NULL : entry};
    const truce__yaml *value;
    bool is_map;
    *behaves = (truce__behaves){.concept = TRUCE__NONE, .loc = entry->key->loc};
    if (entry->value->kind == TRUCE__YAML_MAP)
        TRY(truce__read_fields(reader, entry->value, "how a party behaves", &behaves_record, &given, &is_map));
    TRY(truce__read_note(reader, &given.note, &behaves->note));
    if (!given.concept)
        return truce__read_missing(reader, entry->value, &behaves_record, entry->key->loc, "write 'concept: ...'",
                                   "the concept of '%.*s' is missing", TRUCE__SHOWN(entry->key));
    TRY(truce__read_kind(reader, given.concept, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    behaves->concept = find_concept(value->text);
    return behaves->concept == TRUCE__NONE ? unknown_concept(reader, value) : TRUCE_OK;
}

/* ----------------------------------------------------------------- parties */

/* Names the parties of which nothing is said. */
static truce_status report_missing(truce__reader *reader, const truce__yaml *key, const truce__behaves *behaviour) {
    const truce_model *model = reader->model;
    truce__text names;
    truce__text_init(&names, reader->ctx);
    for (uint32_t i = 0, told = 0; i < model->n_parties; i++) {
        if (behaviour[i].loc.line) continue;
        truce__text_printf(&names, "%s'%s'", told++ ? ", " : "", model->parties[i].id);
    }
    truce_status status = names.failed ? TRUCE_E_NOMEM : TRUCE_OK;
    if (status == TRUCE_OK)
        status = truce__read_error(reader, key->loc, "name its concept, or write 'rest: CONCEPT' for all others",
                                   "'behaviour' says nothing of %s", names.bytes);
    truce__text_free(&names);
    return status;
}

/* Gives the parties that are not named what `rest` says. */
static truce_status share_rest(truce__reader *reader, const truce__pair *pair, const truce__behaves *rest,
                               truce__behaves *behaviour) {
    uint32_t missing = 0;
    for (uint32_t i = 0; i < reader->model->n_parties; i++) {
        bool is_named = behaviour[i].loc.line != 0;
        missing += !is_named;
        if (!is_named && rest->loc.line) behaviour[i] = *rest;
    }
    if (!missing && rest->loc.line)
        return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, rest->loc, "leave it out",
                           "every party is named, so 'rest' means nobody");
    bool is_silent = rest->loc.line || (reader->blame.lost & TRUCE__LOST_PARTIES);
    return missing && !is_silent ? report_missing(reader, pair->key, behaviour) : TRUCE_OK;
}

truce_status truce__read_behaviour(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    truce__behaves rest = {0}, unused;
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__behaves *behaviour = truce__arena_alloc(reader->arena, model->n_parties, sizeof *behaviour);
    if (!behaviour) return TRUCE_E_NOMEM;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        bool is_rest = strcmp(entry->key->text, "rest") == 0;
        uint32_t party = TRUCE__NONE;
        if (!is_rest) TRY(truce__read_party_key(reader, entry->key, &party));
        TRY(read_behaves(reader, entry, is_rest ? &rest : party == TRUCE__NONE ? &unused : &behaviour[party]));
        rest.is_rest = true;
    }
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) == errors) TRY(share_rest(reader, pair, &rest, behaviour));
    model->behaviour = behaviour;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- public */

uint32_t truce_model_behaviour(const truce_model *model, uint32_t party) {
    return model->behaviour && party < model->n_parties ? model->behaviour[party].concept : UINT32_MAX;
}

truce_status truce_model_behave(truce_model *model, const uint32_t *concepts) {
    truce__behaves *behaviour = truce__arena_alloc(&model->arena, model->n_parties, sizeof *behaviour);
    if (!behaviour) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce_concept *concept = truce_concept_at(concepts[i]);
        if (!concept || find_concept(concept->id) == TRUCE__NONE) return TRUCE_E_USAGE;
        behaviour[i] = (truce__behaves){.concept = concepts[i]};
    }
    model->behaviour = behaviour;
    return TRUCE_OK;
}
