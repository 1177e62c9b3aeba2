/* SPDX-License-Identifier: Apache-2.0 */
/* What happened: dated lists of edits. They are taken down here; whether they fit the model shows when they are applied. */
#include "document/flow.h"
#include "document/path.h"
#include "model/read.h"

#include <stdio.h>

/* What the events' values come to; aliases could unfold without end. */
typedef struct reading {
    truce__reader *reader;
    size_t room; /* bytes that values may still take */
} reading;

/* ---------------------------------------------------------------- changes */

static truce_status read_path(truce__reader *reader, const truce__pair *pair, const char **path) {
    const truce__yaml *value;
    truce__path parsed;
    const char *problem;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    if (strpbrk(value->text, "\n\t"))
        return truce__read_error(reader, value->loc, NULL, "a path must be one line without tabs");
    TRY(truce__path_parse(reader->arena, value->text, &parsed, &problem));
    if (problem)
        return truce__read_error(reader, value->loc, "write keys and positions with dots between them: preferences.north.order.2",
                                 "'%.*s' is not a path: %s", TRUCE__SHOWN(value), problem);
    bool is_refused = strcmp(parsed.steps[0].text, "events") == 0 || strcmp(parsed.steps[0].text, "truce") == 0;
    if (is_refused)
        return truce__read_error(reader, value->loc, NULL, "an event cannot change '%s'", parsed.steps[0].text);
    *path = value->text;
    return TRUCE_OK;
}

static truce_status read_value(reading *r, const truce__pair *pair, const char **value) {
    truce__reader *reader = r->reader;
    truce__text text;
    truce__text_init(&text, reader->ctx);
    truce__write_flow(&text, pair->value, r->room);
    truce_status status = text.failed ? TRUCE_E_NOMEM : TRUCE_OK;
    bool is_over = text.length > r->room;
    if (status == TRUCE_OK && is_over)
        status = truce__read_error(reader, pair->value->loc, NULL, "the values of the events unfold to more than %d bytes",
                                   TRUCE__MAX_TEXT);
    if (status == TRUCE_OK && !is_over) {
        r->room -= text.length;
        *value = truce__arena_text(reader->arena, text.bytes ? text.bytes : "", text.length);
        if (!*value) status = TRUCE_E_NOMEM;
    }
    truce__text_free(&text);
    return status;
}

static truce_status read_target(truce__reader *reader, const truce__pair *pair, uint32_t *to) {
    uint64_t number;
    if (!truce__read_number(pair->value, &number) || number == 0 || number >= TRUCE__NONE)
        return truce__read_error(reader, pair->value->loc, NULL, "a position is a whole number from 1");
    *to = (uint32_t)number;
    return TRUCE_OK;
}

/* The operands of each kind of change; `key` is what leads its path. */
static const struct {
    const char *key;
    bool has_to, has_value;
} kinds[] = {
    [TRUCE_EDIT_SET] = {"set", true, false},
    [TRUCE_EDIT_REMOVE] = {"remove", false, false},
    [TRUCE_EDIT_INSERT] = {"insert", false, true},
    [TRUCE_EDIT_MOVE] = {"move", true, false},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* Which of the four it is, N_KINDS after reporting. */
static truce_status find_kind(truce__reader *reader, const truce__yaml *node, const truce__pair *const *paths, size_t *kind) {
    size_t count = 0;
    *kind = N_KINDS;
    for (size_t i = 0; i < N_KINDS; i++)
        if (paths[i]) *kind = i, count++;
    if (count == 1) return TRUCE_OK;
    *kind = N_KINDS;
    return truce__read_error(reader, node->loc, "write '- set: PATH' and 'to: VALUE'",
                             count ? "a change is one of 'set', 'insert', 'remove' and 'move', not several"
                                   : "a change is one of 'set', 'insert', 'remove' and 'move'");
}

/* The pair with an operand where the kind wants one, NULL where it is not wanted or after reporting. */
static truce_status take_operand(truce__reader *reader, const truce__pair *pair, bool is_wanted, size_t kind, const char *key,
                                 truce__loc loc) {
    if (!pair == !is_wanted) return TRUCE_OK;
    if (pair) return truce__read_error(reader, pair->key->loc, NULL, "'%s' has no '%s'", kinds[kind].key, key);
    return truce__read_error(reader, loc, NULL, "'%s' is missing: '%s' needs it", key, kinds[kind].key);
}

static truce_status read_change(reading *r, const truce__yaml *node, truce_edit *edit, truce__loc *loc, bool *is_ok) {
    truce__reader *reader = r->reader;
    const truce__pair *paths[N_KINDS] = {NULL}, *to = NULL, *value = NULL;
    truce__key_of fields[N_KINDS + 2] = {{"to", &to}, {"value", &value}};
    for (size_t i = 0; i < N_KINDS; i++) fields[i + 2] = (truce__key_of){kinds[i].key, &paths[i]};
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR), kind;
    bool is_map;
    *is_ok = false;
    *edit = (truce_edit){0};
    TRY(TRUCE__READ_FIELDS(reader, node, "a change", fields, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(find_kind(reader, node, paths, &kind));
    if (kind == N_KINDS) return TRUCE_OK;
    edit->op = (truce_edit_op)kind;
    *loc = paths[kind]->value->loc;
    TRY(read_path(reader, paths[kind], &edit->path));
    TRY(take_operand(reader, to, kinds[kind].has_to, kind, "to", node->loc));
    TRY(take_operand(reader, value, kinds[kind].has_value, kind, "value", node->loc));
    if (to && kind == TRUCE_EDIT_SET) TRY(read_value(r, to, &edit->value));
    if (to && kind == TRUCE_EDIT_MOVE) TRY(read_target(reader, to, &edit->to));
    if (value && kind == TRUCE_EDIT_INSERT) TRY(read_value(r, value, &edit->value));
    *is_ok = truce_diag_count(reader->ctx, TRUCE_ERROR) == errors;
    return TRUCE_OK;
}

static truce_status read_changes(reading *r, const truce__pair *pair, truce__event *event) {
    truce__reader *reader = r->reader;
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce_edit *changes = truce__arena_alloc(reader->arena, list->count, sizeof *changes);
    truce__loc *locs = truce__arena_alloc(reader->arena, list->count, sizeof *locs);
    if (!changes || !locs) return TRUCE_E_NOMEM;
    event->changes = changes;
    event->change_locs = locs;
    for (const truce__pair *element = list->first; element; element = element->next) {
        bool is_ok;
        TRY(read_change(r, element->value, &changes[event->n_changes], &locs[event->n_changes], &is_ok));
        if (is_ok) event->n_changes++;
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- events */

static truce_status read_event(reading *r, const truce__yaml *node, truce__event *event) {
    truce__reader *reader = r->reader;
    const truce__pair *id = NULL, *date = NULL, *name = NULL, *changes = NULL;
    truce__note_fields note = {0};
    const truce__key_of fields[] = {{"id", &id}, {"date", &date}, {"name", &name}, {"changes", &changes}, TRUCE__NOTE_FIELDS(note)};
    bool is_map;
    *event = (truce__event){.loc = node->loc};
    TRY(TRUCE__READ_FIELDS(reader, node, "an event", fields, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &note, &event->note));
    if (date) TRY(truce__read_date(reader, date, &event->date));
    else TRY(truce__read_error(reader, node->loc, "write 'date: YYYY-MM-DD'", "when did it happen? 'date' is missing"));
    TRY(read_changes(r, changes, event));
    if (!id) return truce__read_error(reader, node->loc, NULL, "this event has no 'id'");
    event->loc = id->value->loc;
    TRY(truce__read_id(reader, id->value, "an event", false, &event->id));
    event->name = event->id;
    return truce__read_title(reader, name, &event->name);
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
    reading r = {.reader = reader, .room = TRUCE__MAX_TEXT};
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__event *events = truce__arena_alloc(reader->arena, list->count, sizeof *events);
    if (!events) return TRUCE_E_NOMEM;
    model->events = events;
    for (const truce__pair *element = list->first; element; element = element->next) {
        truce__event *event = &events[model->n_events];
        const truce__name *earlier;
        TRY(read_event(&r, element->value, event));
        if (!event->id) continue;
        truce__name name = {.text = event->id, .length = strlen(event->id), .kind = TRUCE__NAME_OTHER, .loc = event->loc};
        TRY(truce__names_add(reader->arena, &seen, name, &earlier));
        if (earlier)
            TRY(truce__read_error(reader, event->loc, NULL, "the id '%s' was given before, in line %u", event->id,
                                  earlier->loc.line));
        TRY(check_order(reader, event, model->n_events ? event - 1 : NULL));
        model->n_events++;
    }
    return TRUCE_OK;
}
