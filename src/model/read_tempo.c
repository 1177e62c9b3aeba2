/* SPDX-License-Identifier: Apache-2.0 */
/* How often each party decides. */
#include "model/reader.h"

#include "model/duration.h"

#include <stdio.h>

typedef struct tempo_fields {
    const truce__pair *every;
    truce__note_fields note;
} tempo_fields;

static const truce__schema duration_schema = {
    .kind = TRUCE__SCHEMA_DURATION, .about = "A number with hours, days, weeks or months: 7 days."};
static const truce__key tempo_keys[] = {
    TRUCE__MUST(tempo_fields, every, &duration_schema, "The mean time between two decisions of the party."),
    TRUCE__NOTE_KEYS(tempo_fields),
};
static const truce__record tempo_record = TRUCE__RECORD_OF("tempo", tempo_keys, 0);
static const truce__schema tempo_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &tempo_record, .or = &duration_schema};
const truce__schema truce__schema_tempo = {
    .kind = TRUCE__SCHEMA_MAP, .of = &tempo_schema, .names = TRUCE__NAMES_PARTY, .has_ids = true, .has_gaps = true};

static truce_status read_every(truce__reader *reader, const truce__yaml *value, truce__tempo *tempo) {
    double hours;
    size_t length = truce__duration_read(value->text, &hours);
    if (!length || length < value->length)
        return truce__read_error(reader, value->loc, TRUCE__DURATION_HINT, "'%.*s' is not a duration",
                                 TRUCE__SHOWN(value));
    if (hours == 0)
        return truce__read_error(reader, value->loc, "leave the party out, or write how long it takes on average",
                                 "no time at all lies between two decisions");
    char words[64];
    length = truce__duration_words(value->text, words, sizeof words);
    tempo->every = truce__arena_text(&reader->model->arena, words, length);
    tempo->hours = hours;
    return tempo->every ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* `7 days` or `{every: 7 days, because: ...}`. */
static truce_status read_tempo(truce__reader *reader, const truce__pair *entry, truce__tempo *tempo) {
    tempo_fields given = {.every = entry->value->kind == TRUCE__YAML_MAP ? NULL : entry};
    const truce__yaml *value;
    bool is_map;
    *tempo = (truce__tempo){.loc = entry->key->loc};
    if (entry->value->kind == TRUCE__YAML_MAP)
        TRY(truce__read_fields(reader, entry->value, "a tempo", &tempo_record, &given, &is_map));
    TRY(truce__read_note(reader, &given.note, &tempo->note));
    if (!given.every)
        return truce__read_missing(reader, entry->value, &tempo_record, entry->key->loc, "write 'every: 7 days'",
                                   "how often does '%.*s' decide? 'every' is missing", TRUCE__SHOWN(entry->key));
    TRY(truce__read_kind(reader, given.every, TRUCE__YAML_SCALAR, &value));
    return value ? read_every(reader, value, tempo) : TRUCE_OK;
}

truce_status truce__read_tempo(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__tempo *tempo = truce__arena_alloc(reader->arena, model->n_parties, sizeof *tempo), unused;
    if (!tempo) return TRUCE_E_NOMEM;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        uint32_t party;
        TRY(truce__read_party_key(reader, entry->key, &party));
        if (truce__yaml_is_null(entry->value)) continue;
        TRY(read_tempo(reader, entry, party == TRUCE__NONE ? &unused : &tempo[party]));
    }
    model->tempo = tempo;
    return TRUCE_OK;
}
