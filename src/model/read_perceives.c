/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a party misreads: changes of the model, made for it alone. Options, levels, coalescing and the status quo stay
 * those of the model, so that a state of one is a state of the other with the same code. Whether the changes fit
 * shows when they are made (graph/view.c).
 */
#include "model/reader.h"

typedef struct perceives_fields {
    const truce__pair *changes;
    truce__note_fields note;
} perceives_fields;

static const truce__key perceives_keys[] = {
    TRUCE__MUST(perceives_fields, changes, &truce__schema_changes,
                "How the conflict that it sees differs from this file, one change after the other."),
    TRUCE__NOTE_KEYS(perceives_fields),
};
static const truce__record perceives_record = TRUCE__RECORD_OF("perceives", perceives_keys, 0);
static const truce__schema perceives_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &perceives_record};
const truce__schema truce__schema_perceives = {
    .kind = TRUCE__SCHEMA_MAP, .of = &perceives_schema, .names = TRUCE__NAMES_PARTY,
    .has_ids = true, .has_gaps = true};

/* preferences.OTHER... */
static truce_status judge_preference(truce__reader *reader, const truce__yaml *node, const truce__path *path,
                                     uint32_t viewer, bool *is_allowed) {
    const truce_model *model = reader->model;
    const char *id = path->count > 1 ? path->steps[1].text : NULL;
    if (!id)
        return truce__read_error(reader, node->loc, "write preferences.PARTY",
                                 "a party's view can change the preferences of one other party, not all at once");
    uint32_t party = truce_model_party_find(model, id);
    *is_allowed = party != TRUCE__NONE && party != viewer;
    if (party == TRUCE__NONE)
        return truce__read_error(reader, node->loc, NULL, "party '%.*s' is not known", truce__clip(id, strlen(id)),
                                 id);
    return *is_allowed ? TRUCE_OK
                       : truce__read_error(reader, node->loc, "change them under 'preferences'",
                                           "'%s' cannot misread its own preferences", model->parties[viewer].id);
}

/* parties.PARTY.options.OPTION.moves, or step */
static bool leads_to_moves(const truce__path *path) {
    return path->count == 5 && strcmp(path->steps[0].text, "parties") == 0 &&
           strcmp(path->steps[2].text, "options") == 0 &&
           (strcmp(path->steps[4].text, "moves") == 0 || strcmp(path->steps[4].text, "step") == 0);
}

static truce_status judge_path(truce__reader *reader, const truce__yaml *node, const truce__path *path,
                               const void *ud, bool *is_allowed) {
    const char *first = path->steps[0].text;
    const uint32_t *viewer = ud;
    if (strcmp(first, "preferences") == 0) return judge_preference(reader, node, path, *viewer, is_allowed);
    *is_allowed = strcmp(first, "feasible") == 0 || strcmp(first, "moves") == 0 || leads_to_moves(path);
    if (*is_allowed) return TRUCE_OK;
    return truce__read_error(reader, node->loc,
                             "it can change feasible, preferences.OTHER, parties.PARTY.options.OPTION.moves and "
                             "step, and moves",
                             "a party's view cannot change '%.*s'", TRUCE__SHOWN(node));
}

static truce_status read_view(truce__reader *reader, const truce__pair *entry, size_t *room,
                              truce__perceives *view) {
    perceives_fields given = {0};
    bool is_map;
    view->loc = entry->key->loc;
    TRY(truce__read_fields(reader, entry->value, "what a party perceives", &perceives_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &view->note));
    if (!given.changes)
        return truce__read_missing(reader, entry->value, &perceives_record, entry->key->loc,
                                   "write 'changes: [{set: PATH, to: VALUE}]'",
                                   "what does '%.*s' misread? 'changes' is missing", TRUCE__SHOWN(entry->key));
    return truce__read_changes(reader, given.changes, room, judge_path, &view->party, &view->changes);
}

truce_status truce__read_perceives(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    size_t room = TRUCE__MAX_TEXT;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__perceives *views = truce__arena_alloc(reader->arena, map->count, sizeof *views);
    if (!views) return TRUCE_E_NOMEM;
    model->views = views;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        truce__perceives *view = &views[model->n_views];
        TRY(truce__read_party_key(reader, entry->key, &view->party));
        if (truce__yaml_is_null(entry->value) || view->party == TRUCE__NONE) continue;
        TRY(read_view(reader, entry, &room, view));
        model->n_views++;
    }
    return TRUCE_OK;
}
