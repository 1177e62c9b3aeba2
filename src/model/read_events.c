/* SPDX-License-Identifier: Apache-2.0 */
/* Events: dated lists of edits. They are only read here; whether they fit the model shows when they are applied. */
#include "model/reader.h"

/* ----------------------------------------------------------------- events */

typedef struct event_fields {
    const truce__pair *id, *date, *name, *changes;
    truce__note_fields note;
} event_fields;

static const truce__schema event_id = {.kind = TRUCE__SCHEMA_ID, .names = TRUCE__NAMES_EVENT};
static const truce__key event_keys[] = {
    TRUCE__MUST(event_fields, id, &event_id, "What the file calls it: a-z, 0-9 and _, a letter first."),
    TRUCE__MUST(event_fields, date, &truce__schema_date, "The day it happened, YYYY-MM-DD; earlier events first."),
    TRUCE__MAY(event_fields, name, &truce__schema_text, "What readers see; else the id."),
    TRUCE__MAY(event_fields, changes, &truce__schema_changes, "What it changes in this file, one after the other."),
    TRUCE__NOTE_KEYS(event_fields),
};
static const truce__record event_record = TRUCE__RECORD_OF("event", event_keys, 0);
static const truce__schema event_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &event_record};
const truce__schema truce__schema_events = {.kind = TRUCE__SCHEMA_LIST, .of = &event_schema};

/* Whether an event may change what the path leads to. */
static truce_status judge_path(truce__reader *reader, const truce__yaml *node, const truce__path *path,
                               const void *ud, bool *is_allowed) {
    const char *first = path->steps[0].text;
    (void)ud;
    *is_allowed = strcmp(first, "events") != 0 && strcmp(first, "truce") != 0;
    return *is_allowed ? TRUCE_OK
                       : truce__read_error(reader, node->loc, NULL, "an event cannot change '%s'", first);
}

static truce_status read_event(truce__reader *reader, const truce__yaml *node, size_t *room, truce__event *event) {
    event_fields given = {0};
    bool is_map;
    *event = (truce__event){.loc = node->loc};
    TRY(truce__read_fields(reader, node, "an event", &event_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &event->note));
    if (given.date) TRY(truce__read_date(reader, given.date, &event->date));
    else
        TRY(truce__read_missing(reader, node, &event_record, node->loc, "write 'date: YYYY-MM-DD'",
                                "when did it happen? 'date' is missing"));
    TRY(truce__read_changes(reader, given.changes, room, judge_path, NULL, &event->changes));
    if (!given.id)
        return truce__read_missing(reader, node, &event_record, node->loc, "write 'id: ...'",
                                   "this event has no 'id'");
    event->loc = given.id->value->loc;
    TRY(truce__read_id(reader, given.id->value, "an event", false, &event->id));
    event->name = event->id;
    return truce__read_title(reader, given.name, &event->name);
}

/* Events are applied as they stand, so they stand in the order in which they happened. */
static truce_status check_order(truce__reader *reader, const truce__event *event, const truce__event *before) {
    if (!event->date || !before || !before->date || strcmp(before->date, event->date) <= 0) return TRUCE_OK;
    return truce__read_error(reader, event->loc, "events stand in the order of their dates",
                             "event '%s' is of %s, before event '%s' above it", event->id, event->date, before->id);
}

truce_status truce__read_events(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    truce__names seen = {0};
    size_t room = TRUCE__MAX_TEXT;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__event *events = truce__arena_alloc(reader->arena, list->count, sizeof *events);
    if (!events) return TRUCE_E_NOMEM;
    model->events = events;
    for (const truce__pair *element = list->first; element; element = element->next) {
        truce__event *event = &events[model->n_events];
        const truce__name *earlier;
        TRY(read_event(reader, element->value, &room, event));
        if (!event->id) continue;
        truce__name name = {
            .text = event->id, .length = strlen(event->id), .kind = TRUCE__NAME_OTHER, .loc = event->loc};
        TRY(truce__names_add(reader->arena, &seen, name, &earlier));
        if (earlier)
            TRY(truce__read_error(reader, event->loc, NULL, "the id '%s' was given before, in line %u", event->id,
                                  earlier->loc.line));
        TRY(check_order(reader, event, model->n_events ? event - 1 : NULL));
        model->n_events++;
    }
    return TRUCE_OK;
}
