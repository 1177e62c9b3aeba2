/* SPDX-License-Identifier: Apache-2.0 */
/* Changes of the model that stand in the model: those of events, and those by which a party sees it. */
#include "document/flow.h"
#include "document/path.h"
#include "model/reader.h"

#include <stdio.h>

static truce_status read_path(truce__reader *reader, const truce__pair *pair, truce__path_judge judge,
                              const void *ud, const char **path) {
    const truce__yaml *value;
    truce__path parsed;
    const char *problem;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    if (strpbrk(value->text, "\n\t"))
        return truce__read_error(reader, value->loc, NULL, "a path must be one line without tabs");
    TRY(truce__path_parse(reader->arena, value->text, &parsed, &problem));
    if (problem)
        return truce__read_error(reader, value->loc,
                                 "write keys and positions with dots between them: preferences.north.order.2",
                                 "'%.*s' is not a path: %s", TRUCE__SHOWN(value), problem);
    bool is_allowed = false;
    TRY(judge(reader, value, &parsed, ud, &is_allowed));
    if (is_allowed) *path = value->text;
    return TRUCE_OK;
}

static truce_status read_value(truce__reader *reader, const truce__pair *pair, size_t *room, const char **value) {
    truce__text text;
    truce__text_init(&text, reader->ctx);
    truce__write_flow(&text, pair->value, *room);
    truce_status status = text.failed ? TRUCE_E_NOMEM : TRUCE_OK;
    bool is_over = text.length > *room;
    if (status == TRUCE_OK && is_over)
        status = truce__read_error(reader, pair->value->loc, NULL,
                                   "the values of the changes unfold to more than %d bytes", TRUCE__MAX_TEXT);
    if (status == TRUCE_OK && !is_over) {
        *room -= text.length;
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
    const char *hint; /* about its operand */
} kinds[] = {
    [TRUCE_EDIT_SET] = {"set", true, false, "write 'to: VALUE'"},
    [TRUCE_EDIT_REMOVE] = {"remove", false, false, NULL},
    [TRUCE_EDIT_INSERT] = {"insert", false, true, "write 'value: VALUE'"},
    [TRUCE_EDIT_MOVE] = {"move", true, false, "write 'to: POSITION'"},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* Which of the four it is, N_KINDS after reporting. */
static truce_status find_kind(truce__reader *reader, const truce__yaml *node, const truce__pair *const *paths,
                              size_t *kind) {
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

typedef struct change_fields {
    const truce__pair *to, *value, *paths[N_KINDS];
} change_fields;

static const truce__schema path_schema = {.kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_IN_PATH};
static const truce__schema any_value = {.kind = TRUCE__SCHEMA_ANY};
static const truce__schema position_schema = {.kind = TRUCE__SCHEMA_COUNT};
#define PATH_KEY(name, op, about) \
    {name, offsetof(change_fields, paths[op]), &path_schema, about, 1 << (op), true}
static const truce__key change_keys[] = {
    PATH_KEY("set", TRUCE_EDIT_SET, "The path of a value that becomes another one: status_quo.pump."),
    PATH_KEY("remove", TRUCE_EDIT_REMOVE, "The path of a key or an element that goes."),
    PATH_KEY("insert", TRUCE_EDIT_INSERT, "The path at which an element comes into its list: feasible.1."),
    PATH_KEY("move", TRUCE_EDIT_MOVE, "The path of an element that goes to another position of its list."),
    {"to", offsetof(change_fields, to), &any_value, "The new value.", 1 << TRUCE_EDIT_SET, true},
    {"to", offsetof(change_fields, to), &position_schema, "Its position then, from 1.", 1 << TRUCE_EDIT_MOVE, true},
    {"value", offsetof(change_fields, value), &any_value, "The new element.", 1 << TRUCE_EDIT_INSERT, true},
};
static const truce__record change_record = TRUCE__RECORD_OF("change", change_keys, N_KINDS);
static const truce__schema change_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &change_record};
const truce__schema truce__schema_changes = {.kind = TRUCE__SCHEMA_LIST, .of = &change_schema};
const truce__schema truce__schema_some_changes = {.kind = TRUCE__SCHEMA_LIST, .of = &change_schema, .least = 1};

/* The pair with an operand where the kind wants one, NULL where it is not wanted or after reporting. */
static truce_status take_operand(truce__reader *reader, const truce__pair *pair, bool is_wanted, size_t kind,
                                 const char *key, const truce__yaml *node) {
    if (!pair == !is_wanted) return TRUCE_OK;
    if (pair)
        return truce__read_error(reader, pair->key->loc, "leave it out", "'%s' has no '%s'", kinds[kind].key, key);
    return truce__read_missing(reader, node, &change_record, node->loc, kinds[kind].hint,
                               "'%s' is missing: '%s' needs it", key, kinds[kind].key);
}

/* What the changes of one list share. */
typedef struct reading {
    truce__reader *reader;
    size_t *room;
    truce__path_judge judge;
    const void *ud;
} reading;

static truce_status read_change(reading *r, const truce__yaml *node, truce_edit *edit, truce__loc *loc, bool *is_ok) {
    truce__reader *reader = r->reader;
    change_fields given = {0};
    const truce__pair *const *paths = given.paths;
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR), kind;
    bool is_map;
    *is_ok = false;
    *edit = (truce_edit){0};
    TRY(truce__read_fields(reader, node, "a change", &change_record, &given, &is_map));
    if (!is_map || (!given.paths[0] && !given.paths[1] && !given.paths[2] && !given.paths[3] &&
                    truce__has_stranger(node, &change_record)))
        return TRUCE_OK;
    TRY(find_kind(reader, node, paths, &kind));
    if (kind == N_KINDS) return TRUCE_OK;
    edit->op = (truce_edit_op)kind;
    *loc = paths[kind]->value->loc;
    TRY(read_path(reader, paths[kind], r->judge, r->ud, &edit->path));
    TRY(take_operand(reader, given.to, kinds[kind].has_to, kind, "to", node));
    TRY(take_operand(reader, given.value, kinds[kind].has_value, kind, "value", node));
    if (given.to && kind == TRUCE_EDIT_SET) TRY(read_value(reader, given.to, r->room, &edit->value));
    if (given.to && kind == TRUCE_EDIT_MOVE) TRY(read_target(reader, given.to, &edit->to));
    if (given.value && kind == TRUCE_EDIT_INSERT) TRY(read_value(reader, given.value, r->room, &edit->value));
    *is_ok = truce_diag_count(reader->ctx, TRUCE_ERROR) == errors;
    return TRUCE_OK;
}

truce_status truce__read_changes(truce__reader *reader, const truce__pair *pair, size_t *room,
                                 truce__path_judge judge, const void *ud, truce__edits *changes) {
    reading r = {reader, room, judge, ud};
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce_edit *at = truce__arena_alloc(reader->arena, list->count, sizeof *at);
    truce__loc *locs = truce__arena_alloc(reader->arena, list->count, sizeof *locs);
    if (!at || !locs) return TRUCE_E_NOMEM;
    changes->at = at;
    changes->locs = locs;
    for (const truce__pair *element = list->first; element; element = element->next) {
        bool is_ok;
        TRY(read_change(&r, element->value, &at[changes->count], &locs[changes->count], &is_ok));
        if (is_ok) changes->count++;
    }
    return TRUCE_OK;
}
