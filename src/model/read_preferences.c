/* SPDX-License-Identifier: Apache-2.0 */
/* Preferences: an order of statements, a ranking of states, or weights; or, where it is not known which, `either`. */
#include "model/completions.h"
#include "model/reader.h"

#include <assert.h>
#include <stdio.h>

/* Room for the items of one party while they are read. */
typedef struct list {
    truce__reader *reader;
    truce__pref_kind kind;
    TRUCE__VEC(truce__pref_item) items;
    truce__names seen; /* state numbers and `rest` of a ranking, statements of weights */
} list;

static truce_status add_item(list *into, const truce__pref_item *item) {
    return truce__vec_push(into->reader->ctx, &into->items, *item);
}

/* Reports what is there twice; `text` must outlive the list. */
static truce_status check_repeated(list *into, const char *text, truce__loc loc, const char *hint, bool *is_new) {
    const truce__name *earlier;
    truce__name name = {.text = text, .length = strlen(text), .kind = TRUCE__NAME_OTHER, .loc = loc};
    TRY(truce__names_add(into->reader->arena, &into->seen, name, &earlier));
    *is_new = !earlier;
    if (!earlier) return TRUCE_OK;
    return truce__read_error(into->reader, loc, hint, "'%.*s' is here already, in line %u",
                             truce__clip(text, strlen(text)), text, earlier->loc.line);
}

static truce_status add_statement(list *into, const truce__yaml *node, truce__pref_item *item) {
    truce__stmt *stmt = truce__arena_alloc(into->reader->arena, 1, sizeof *stmt);
    bool is_ok;
    if (!stmt) return TRUCE_E_NOMEM;
    TRY(truce__read_alone(into->reader, node, stmt, &is_ok));
    if (!is_ok) return TRUCE_OK;
    stmt->says = item->note.says;
    item->stmts = stmt;
    item->n_stmts = 1;
    return add_item(into, item);
}

/* ---------------------------------------------------------------- ranking */

static truce_status add_state_number(list *into, const truce__yaml *node, uint64_t number, truce__pref_item *item) {
    const truce_model *model = into->reader->model;
    bool is_new;
    if (number == 0) return truce__read_error(into->reader, node->loc, "the 'states' command lists the numbers",
                                             "states are numbered from 1");
    if (model->is_plain && number > model->options[0].n_levels)
        return truce__read_error(into->reader, node->loc,
                                 truce__read_state_name(into->reader, node) ? "quotes make it a name" : NULL,
                                 "there is no state %s; the model has %u", node->text, model->options[0].n_levels);
    TRY(check_repeated(into, node->text, node->loc, "each state has one place", &is_new));
    item->state = number;
    return is_new ? add_item(into, item) : TRUCE_OK;
}

/* A state number, `rest`, a state's name, or a statement. */
static truce_status read_rank_scalar(list *into, const truce__yaml *node, truce__pref_item *item) {
    uint64_t number;
    bool is_new;
    if (node->kind != TRUCE__YAML_SCALAR)
        return truce__read_error(into->reader, node->loc, "write one place of the list",
                                 "a state's number or a statement is expected here");
    if (truce__read_number(node, &number)) return add_state_number(into, node, number, item);
    if (strcmp(node->text, "rest") == 0) {
        TRY(check_repeated(into, node->text, node->loc, "all others have one place", &is_new));
        item->is_rest = true;
        return is_new ? add_item(into, item) : TRUCE_OK;
    }
    return add_statement(into, node, item);
}

typedef struct place_fields {
    const truce__pair *that, *strong;
    truce__note_fields note;
} place_fields;

static const truce__schema place_value = {
    .kind = TRUCE__SCHEMA_STATE, .names = TRUCE__NAMES_IN_STATEMENT,
    .about = "A state's number or name, a statement, or 'rest': all that are named nowhere else."};
static const truce__key place_keys[] = {
    {"that", offsetof(place_fields, that), &place_value, "A state's number or name, a statement, or 'rest'.", 1,
     true},
    {"strong", offsetof(place_fields, strong), &truce__schema_mark,
     "No place: what stands above is strongly preferred to what stands below.", 2, true},
    TRUCE__STATEMENT_KEYS(place_fields, 1),
};
static const truce__record place_record = TRUCE__RECORD_OF("place", place_keys, 2);
static const truce__schema place_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &place_record, .or = &place_value};
static const truce__schema tie_schema = {
    .kind = TRUCE__SCHEMA_LIST, .about = "A tie.", .of = &place_schema, .least = 1, .or = &place_schema};
const truce__schema truce__schema_rank = {.kind = TRUCE__SCHEMA_LIST, .of = &tie_schema};

/* {strong: yes}, which is a mark between two places. */
static truce_status read_gap(list *into, const place_fields *given, truce__pref_item *item) {
    item->loc = given->strong->value->loc;
    if (given->that)
        return truce__read_error(into->reader, given->strong->key->loc,
                                 "write '- strong: yes' as a line of its own, between two places",
                                 "a place of the ranking has no 'strong'");
    if (given->note.says)
        return truce__read_error(into->reader, given->note.says->key->loc, "leave it out",
                                 "a mark of strength has no 'says'");
    TRY(truce__read_mark(into->reader, given->strong, &item->mark));
    return item->mark ? add_item(into, item) : TRUCE_OK;
}

/* Reads {that: ..., because: ...} or the value itself with `read`. */
static truce_status read_noted(list *into, const truce__yaml *node, truce__pref_item *item,
                               truce_status (*read)(list *, const truce__yaml *, truce__pref_item *)) {
    place_fields given = {0};
    bool is_map;
    item->loc = node->loc;
    TRY(truce__go_on(into->reader->ctx));
    if (node->kind != TRUCE__YAML_MAP) return read(into, node, item);
    TRY(truce__read_fields(into->reader, node, "a place of the ranking", &place_record, &given, &is_map));
    TRY(truce__read_note(into->reader, &given.note, &item->note));
    if (given.strong) return read_gap(into, &given, item);
    if (!given.that)
        return truce__read_missing(into->reader, node, &place_record, node->loc, "write 'that: ...'",
                                   "this place of the ranking is empty");
    item->loc = given.that->value->loc;
    return read(into, given.that->value, item);
}

static bool is_gap(const truce__pair *place) {
    return place && truce__yaml_entry(place->value, "strong") && !truce__yaml_entry(place->value, "that");
}

/* Places that are tied with each other. */
static truce_status read_tie(list *into, const truce__yaml *tie, uint32_t group) {
    if (tie->count == 0) return truce__read_error(into->reader, tie->loc, "leave it out", "this tie is empty");
    for (const truce__pair *tied = tie->first; tied; tied = tied->next) {
        truce__pref_item item = {.group = group};
        if (is_gap(tied))
            TRY(truce__read_error(into->reader, tied->value->loc, "put it between two places of the ranking",
                                  "nothing in a tie is preferred to the rest of it"));
        else TRY(read_noted(into, tied->value, &item, read_rank_scalar));
    }
    return TRUCE_OK;
}

static truce_status read_rank(list *into, const truce__pair *pair) {
    const truce__yaml *places;
    TRY(truce__read_kind(into->reader, pair, TRUCE__YAML_LIST, &places));
    const truce__pair *before = NULL;
    uint32_t group = 0;
    for (const truce__pair *place = places ? places->first : NULL; place; before = place, place = place->next) {
        truce__pref_item item = {.group = group++};
        if (place->value->kind == TRUCE__YAML_LIST) TRY(read_tie(into, place->value, item.group));
        else TRY(read_noted(into, place->value, &item, read_rank_scalar));
        if (is_gap(place) && (!before || !place->next || is_gap(before)))
            TRY(truce__read_error(into->reader, place->value->loc, "put it between two places of the ranking",
                                  "this mark has no place %s it", before && !is_gap(before) ? "below" : "above"));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ order */

static truce_status read_any(list *into, const truce__pair *any, truce__pref_item *item) {
    truce__reader *reader = into->reader;
    const truce__yaml *members;
    TRY(truce__read_kind(reader, any, TRUCE__YAML_LIST, &members));
    if (!members) return TRUCE_OK;
    if (members->count == 0)
        return truce__read_error(reader, members->loc, "list statements in it", "'any' holds no statement");
    truce__stmt *stmts = truce__arena_alloc(reader->arena, members->count, sizeof *stmts);
    if (!stmts) return TRUCE_E_NOMEM;
    for (const truce__pair *member = members->first; member; member = member->next) {
        bool is_ok;
        TRY(truce__read_statement(reader, member->value, &stmts[item->n_stmts], &is_ok));
        if (is_ok) item->n_stmts++;
    }
    item->stmts = stmts;
    item->is_any = true;
    return item->n_stmts == members->count ? add_item(into, item) : TRUCE_OK;
}

/* An alternative: a statement, or statements in order. */
static truce_status read_alternative(truce__reader *reader, const truce__yaml *node, truce__pref *alternative,
                                     bool *is_ok) {
    bool is_list = node->kind == TRUCE__YAML_LIST;
    size_t room = is_list ? node->count : 1;
    *alternative = (truce__pref){.kind = TRUCE__PREF_ORDER, .loc = node->loc};
    if (room == 0)
        return truce__read_error(reader, node->loc, "write 'true' where nothing may stand",
                                 "this alternative is empty");
    truce__stmt *stmts = truce__arena_alloc(reader->arena, room, sizeof *stmts);
    truce__pref_item *items = truce__arena_alloc(reader->arena, room, sizeof *items);
    if (!stmts || !items) return TRUCE_E_NOMEM;
    alternative->items = items;
    for (const truce__pair *one = is_list ? node->first : NULL; one || !is_list; one = one->next) {
        truce__stmt *stmt = &stmts[alternative->n_items];
        const truce__yaml *value = is_list ? one->value : node;
        bool is_good;
        TRY(truce__read_statement(reader, value, stmt, &is_good));
        items[alternative->n_items] = (truce__pref_item){.stmts = stmt, .n_stmts = 1, .loc = value->loc};
        alternative->n_items += is_good;
        if (!is_list) break;
    }
    *is_ok = alternative->n_items == room;
    return TRUCE_OK;
}

/* The list under `either` if it can be one; NULL after reporting otherwise. */
static truce_status read_alternatives(truce__reader *reader, const truce__pair *either, const truce__yaml **given) {
    TRY(truce__read_kind(reader, either, TRUCE__YAML_LIST, given));
    if (!*given || (*given)->count > 1) return TRUCE_OK;
    truce__loc loc = (*given)->loc;
    *given = NULL;
    return truce__read_error(reader, loc, "list what may hold: 'either: [A, B]'",
                             "'either' needs at least two alternatives");
}

static truce_status read_either(list *into, const truce__pair *either, truce__pref_item *item) {
    truce__reader *reader = into->reader;
    const truce__yaml *given;
    bool is_whole = true;
    TRY(read_alternatives(reader, either, &given));
    if (!given) return TRUCE_OK;
    truce__pref *alternatives = truce__arena_alloc(reader->arena, given->count, sizeof *alternatives);
    if (!alternatives) return TRUCE_E_NOMEM;
    for (const truce__pair *one = given->first; one; one = one->next) {
        bool is_ok = false;
        TRY(read_alternative(reader, one->value, &alternatives[item->n_either++], &is_ok));
        is_whole &= is_ok;
    }
    item->either = alternatives;
    return is_whole ? add_item(into, item) : TRUCE_OK;
}

const char *const truce__wrong_words[] = {"absent", "elsewhere", "opposite", NULL};
static const truce__schema wrong_schema = {.kind = TRUCE__SCHEMA_WORD, .words = truce__wrong_words};
#define IF_WRONG(fields)                                                                                            \
    TRUCE__MAY(fields, if_wrong, &wrong_schema,                                                                     \
               "What is so where it is wrong: the party does not hold it, it stands elsewhere, or its opposite "    \
               "holds. Else the first two are as likely.")

static truce_status read_if_wrong(truce__reader *reader, const truce__pair *pair, truce__if_wrong *if_wrong) {
    const truce__yaml *value;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    for (int i = 0; truce__wrong_words[i]; i++) {
        if (strcmp(truce__wrong_words[i], value->text) != 0) continue;
        *if_wrong = (truce__if_wrong)(TRUCE__WRONG_ABSENT + i);
        return TRUCE_OK;
    }
    return truce__read_error(reader, value->loc, "absent, elsewhere or opposite",
                             "'%.*s' is nothing that 'if_wrong' can be", TRUCE__SHOWN(value));
}

typedef struct item_fields {
    const truce__pair *that, *any, *either, *strong, *if_wrong;
    truce__note_fields note;
} item_fields;

static const truce__schema any_schema = {.kind = TRUCE__SCHEMA_LIST, .of = &truce__schema_statement, .least = 1};
static const truce__schema alternative_order = {
    .kind = TRUCE__SCHEMA_LIST, .about = "Statements in order.", .of = &truce__schema_statement, .least = 1,
    .or = &truce__schema_statement};
static const truce__schema either_schema = {.kind = TRUCE__SCHEMA_LIST, .of = &alternative_order, .least = 2};
static const truce__key item_keys[] = {
    {"that", offsetof(item_fields, that), &truce__schema_statement, "The statement.", 1, true},
    {"any", offsetof(item_fields, any), &any_schema, "Statements on one level: true when any of them is.", 2, true},
    {"either", offsetof(item_fields, either), &either_schema,
     "What may stand here, where that is not known: statements, or lists of statements in order; 'true' is nothing.",
     4, true},
    TRUCE__MAY(item_fields, strong, &truce__schema_mark,
               "How much this statement and those above it matter: they are strongly preferred."),
    IF_WRONG(item_fields),
    TRUCE__STATEMENT_KEYS(item_fields, 1 | 2),
};
static const truce__record item_record = TRUCE__RECORD_OF("order_item", item_keys, 3);
static const truce__schema item_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &item_record, .or = &truce__schema_statement};
const truce__schema truce__schema_order = {.kind = TRUCE__SCHEMA_LIST, .of = &item_schema};

static truce_status read_order_item(list *into, const truce__yaml *node) {
    item_fields given = {0};
    truce__pref_item item = {.loc = node->loc};
    bool is_map;
    if (node->kind == TRUCE__YAML_SCALAR) return add_statement(into, node, &item);
    if (node->kind == TRUCE__YAML_LIST)
        return truce__read_error(into->reader, node->loc, "write 'any: [...]' for statements on one level",
                                 "an order is a plain list of statements");
    TRY(truce__read_fields(into->reader, node, "an item of the order", &item_record, &given, &is_map));
    TRY(truce__read_note(into->reader, &given.note, &item.note));
    TRY(truce__read_mark(into->reader, given.strong, &item.mark));
    TRY(read_if_wrong(into->reader, given.if_wrong, &item.if_wrong));
    const truce__pair *chosen = given.that ? given.that : given.any ? given.any : given.either;
    if (!chosen && truce__has_stranger(node, &item_record)) return TRUCE_OK;
    if ((given.that != NULL) + (given.any != NULL) + (given.either != NULL) != 1)
        return truce__read_error(into->reader, node->loc, "write 'that: STATEMENT'",
                                 "an item of the order has one of 'that', 'any' and 'either'");
    item.loc = chosen->value->loc;
    if (given.either && given.note.says)
        return truce__read_error(into->reader, given.note.says->key->loc, "leave it out",
                                 "an item with 'either' has no 'says'");
    return given.that  ? add_statement(into, chosen->value, &item)
           : given.any ? read_any(into, chosen, &item)
                       : read_either(into, chosen, &item);
}

static truce_status read_order(list *into, const truce__pair *pair) {
    const truce__yaml *items;
    TRY(truce__read_kind(into->reader, pair, TRUCE__YAML_LIST, &items));
    for (const truce__pair *item = items ? items->first : NULL; item; item = item->next)
        TRY(read_order_item(into, item->value));
    return truce__read_degrees(into->reader, into->items.at, (uint32_t)into->items.count);
}

/* ---------------------------------------------------------------- weights */

typedef struct weight_fields {
    const truce__pair *weight, *if_wrong;
    truce__note_fields note;
} weight_fields;

static const truce__schema weight_value = {.kind = TRUCE__SCHEMA_DECIMAL};
static const truce__key weight_keys[] = {
    TRUCE__MUST(weight_fields, weight, &weight_value, "The number: positive or negative, smaller than 10^17."),
    IF_WRONG(weight_fields),
    TRUCE__STATEMENT_KEYS(weight_fields, 0),
};
static const truce__record weight_record = TRUCE__RECORD_OF("weight", weight_keys, 0);
static const truce__schema weight_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &weight_record, .or = &weight_value};
const truce__schema truce__schema_weights = {.kind = TRUCE__SCHEMA_MAP, .of = &weight_schema,
                                             .names = TRUCE__NAMES_IN_STATEMENT};

/* A statement without its number, or a line in which no ':' ends the statement. */
static truce_status read_weightless(list *into, const truce__yaml *key) {
    truce__stmt unused;
    bool is_ok = true;
    char hint[TRUCE__READ_HINT] = "write 'STATEMENT: NUMBER'";
    bool is_slip = truce__structure_hint(key, hint);
    if (!is_slip) TRY(truce__read_alone(into->reader, key, &unused, &is_ok));
    if (!is_ok) return TRUCE_OK;
    return truce__read_error(into->reader, key->loc, hint, "the weight of this statement is missing");
}

static truce_status read_number(truce__reader *reader, const truce__yaml *number, truce__pref_item *item) {
    char hint[TRUCE__READ_HINT] = "write a number such as 2 or -0.5";
    if (truce__decimal_parse(number->text, number->length, &item->weight))
        return truce__keep_exact(reader, number, &item->weight);
    truce__decimal_hint(number, hint);
    return truce__read_error(reader, number->loc, hint, "a weight is a decimal number below 10^17, not '%.*s'",
                             TRUCE__SHOWN(number));
}

static truce_status read_weight(list *into, const truce__pair *entry) {
    truce__reader *reader = into->reader;
    weight_fields given = {.weight = entry->value->kind == TRUCE__YAML_MAP ? NULL : entry};
    truce__pref_item item = {.loc = entry->key->loc, .key = entry->key->text};
    const truce__yaml *number = NULL;
    bool is_map, is_new = true;
    if (entry->value->kind == TRUCE__YAML_MAP)
        TRY(truce__read_fields(reader, entry->value, "a weight", &weight_record, &given, &is_map));
    TRY(truce__read_note(reader, &given.note, &item.note));
    TRY(read_if_wrong(reader, given.if_wrong, &item.if_wrong));
    if (given.weight == entry && truce__yaml_is_null(entry->value)) return read_weightless(into, entry->key);
    if (given.weight) TRY(truce__read_kind(reader, given.weight, TRUCE__YAML_SCALAR, &number));
    else
        TRY(truce__read_missing(reader, entry->value, &weight_record, entry->value->loc, "write 'weight: ...'",
                                "the weight is missing"));
    if (number) TRY(read_number(reader, number, &item));
    size_t before = into->items.count;
    TRY(add_statement(into, entry->key, &item));
    if (into->items.count == before) return TRUCE_OK;
    return check_repeated(into, item.stmts->text, item.loc, "add the two weights", &is_new);
}

static truce_status read_weigh(list *into, const truce__pair *pair) {
    const truce__yaml *map;
    TRY(truce__read_kind(into->reader, pair, TRUCE__YAML_MAP, &map));
    const truce__pair *before = NULL;
    for (const truce__pair *entry = map ? map->first : NULL; entry; before = entry, entry = entry->next) {
        bool is_cut;
        TRY(truce__read_cut_decimal(into->reader, before, entry, &is_cut));
        if (!is_cut) TRY(read_weight(into, entry));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- parties */

/* Room for items, which the caller fills. */
static truce_status make_items(truce__reader *reader, size_t count, truce__pref_item **items) {
    *items = truce__arena_alloc(reader->arena, count, sizeof **items);
    return *items ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* Appends the items of one preference to those of all alternatives. */
static void gather(const truce__pref_item *items, uint32_t count, truce__pref_item *every, uint32_t *n_every) {
    for (uint32_t i = 0; i < count; i++) every[(*n_every)++] = items[i];
}

static truce_status gather_order(truce__reader *reader, truce__pref *pref) {
    size_t room = 0;
    truce__pref_item *every;
    for (uint32_t i = 0; i < pref->n_written; i++) {
        room += !pref->written[i].either;
        const truce__pref *either = pref->written[i].either;
        for (uint32_t k = 0; either && k < pref->written[i].n_either; k++) room += either[k].n_items;
    }
    TRY(make_items(reader, room, &every));
    for (uint32_t i = 0; i < pref->n_written; i++) {
        const truce__pref_item *item = &pref->written[i];
        if (!item->either) gather(item, 1, every, &pref->n_every);
        for (uint32_t k = 0; item->either && k < item->n_either; k++)
            gather(item->either[k].items, item->either[k].n_items, every, &pref->n_every);
    }
    pref->every = every;
    return TRUCE_OK;
}

/* An order with `either` among its items: finds its main reading. */
static truce_status open_order(truce__reader *reader, truce__pref *pref) {
    truce__pref main;
    truce__pref_item *items;
    pref->written = pref->items;
    pref->n_written = pref->n_items;
    TRY(gather_order(reader, pref));
    TRY(make_items(reader, truce__completion_room(pref), &items));
    truce__complete(pref, 0, items, &main);
    pref->items = main.items;
    pref->n_items = main.n_items;
    return TRUCE_OK;
}

static truce_status keep(list *into, truce__pref *pref) {
    truce__pref_item *items;
    bool is_open = false;
    TRY(make_items(into->reader, into->items.count, &items));
    for (size_t i = 0; i < into->items.count; i++) {
        items[i] = into->items.at[i];
        is_open |= items[i].either != NULL;
        pref->is_marked |= items[i].mark > 0;
    }
    pref->items = items;
    pref->n_items = (uint32_t)into->items.count;
    pref->kind = into->kind;
    return is_open ? open_order(into->reader, pref) : TRUCE_OK;
}

static truce_status read_items(list *into, const truce__pref_fields *from) {
    const truce__pair *chosen = truce__pref_field(from);
    assert(chosen);
    if ((from->order != NULL) + (from->rank != NULL) + (from->weigh != NULL) > 1)
        return truce__read_error(into->reader, chosen->key->loc, "leave the others out",
                                 "a party has one of 'order', 'rank' and 'weigh', not several");
    if (into->reader->model->is_plain && !from->rank)
        return truce__read_error(into->reader, chosen->key->loc, "write 'rank: [...]', best first",
                                 "in a model with 'states' preferences are ranked, not given by '%s'",
                                 chosen->key->text);
    into->kind = from->order ? TRUCE__PREF_ORDER : from->rank ? TRUCE__PREF_RANK : TRUCE__PREF_WEIGH;
    return from->order  ? read_order(into, from->order)
           : from->rank ? read_rank(into, from->rank)
                        : read_weigh(into, from->weigh);
}

truce_status truce__read_pref(truce__reader *reader, const truce__pref_fields *fields, truce__pref *pref) {
    list into = {.reader = reader};
    truce_status status = read_items(&into, fields);
    if (status == TRUCE_OK) status = keep(&into, pref);
    truce__vec_free(reader->ctx, &into.items);
    return status;
}

truce_status truce__read_weights(truce__reader *reader, const truce__pair *pair, truce__pref *pref) {
    list into = {.reader = reader, .kind = TRUCE__PREF_WEIGH};
    truce_status status = read_weigh(&into, pair);
    if (status == TRUCE_OK) status = keep(&into, pref);
    truce__vec_free(reader->ctx, &into.items);
    return status;
}

/* Beside weights, the third of the cases. */
#define STRONG_KEY(fields) \
    {"strong", offsetof(fields, strong), &truce__schema_thresholds, \
     "Beside 'weigh': differences from which on a preference is strong, of degree 2, 3, ...", 4, false}

typedef struct alternative_fields {
    truce__pref_fields given;
    const truce__pair *strong;
} alternative_fields;

static const truce__key alternative_keys[] = {
    TRUCE__PREF_KEYS(alternative_fields, 1, true), STRONG_KEY(alternative_fields)};
static const truce__record alternative_record = TRUCE__RECORD_OF("alternative", alternative_keys, 3);
static const truce__schema alternative_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &alternative_record};
static const truce__schema alternatives_schema = {
    .kind = TRUCE__SCHEMA_LIST, .of = &alternative_schema, .least = 2};

typedef struct preference_fields {
    truce__pref_fields given;
    const truce__pair *either, *strong;
    truce__note_fields note;
} preference_fields;

enum { OPEN = 8 }; /* the case of a preference that is open as a whole */

static const truce__key preference_keys[] = {
    TRUCE__PREF_KEYS(preference_fields, 1, true),
    STRONG_KEY(preference_fields),
    {"either", offsetof(preference_fields, either), &alternatives_schema,
     "Whole preferences, where it is not known which one is meant.", OPEN, true},
    TRUCE__NOTE_KEYS_IN(preference_fields, OPEN),
};
static const truce__record preference_record = TRUCE__RECORD_OF("preference", preference_keys, 4);
static const truce__schema preference_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &preference_record};
const truce__schema truce__schema_preferences = {
    .kind = TRUCE__SCHEMA_MAP, .of = &preference_schema, .names = TRUCE__NAMES_PARTY,
    .has_ids = true, .has_gaps = true};

static truce_status read_whole_alternative(truce__reader *reader, const truce__yaml *node, truce__pref *pref) {
    alternative_fields fields = {0};
    bool is_map;
    pref->loc = node->loc;
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    TRY(truce__read_fields(reader, node, "an alternative", &alternative_record, &fields, &is_map));
    TRY(truce__read_strength(reader, &fields.given, fields.strong, pref));
    if (truce__pref_field(&fields.given)) return truce__read_pref(reader, &fields.given, pref);
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) != errors) return TRUCE_OK;
    return truce__read_error(reader, node->loc, "write '{order: [...]}', most important first",
                             "'order', 'rank' or 'weigh' is expected here");
}

/* Takes the first alternative for the main reading. */
static truce_status open_whole(truce__reader *reader, truce__pref *pref) {
    const truce__pref *first = &pref->either[0];
    size_t room = 0;
    truce__pref_item *every;
    for (uint32_t i = 0; i < pref->n_either; i++) {
        room += truce__completion_room(&pref->either[i]);
        pref->is_marked |= pref->either[i].is_marked;
    }
    TRY(make_items(reader, room, &every));
    for (uint32_t i = 0; i < pref->n_either; i++) {
        uint32_t count;
        const truce__pref_item *items = truce__every_item(&pref->either[i], &count);
        gather(items, count, every, &pref->n_every);
    }
    pref->every = every;
    pref->kind = first->kind;
    pref->items = first->items;
    pref->n_items = first->n_items;
    pref->thresholds = first->thresholds;
    pref->n_thresholds = first->n_thresholds;
    return TRUCE_OK;
}

static truce_status read_whole_either(truce__reader *reader, const preference_fields *fields, truce__pref *pref) {
    const truce__yaml *given;
    if (truce__pref_field(&fields->given))
        return truce__read_error(reader, fields->either->key->loc, "leave the others out",
                                 "a party has one of 'order', 'rank', 'weigh' and 'either', not several");
    TRY(truce__read_note(reader, &fields->note, &pref->note));
    TRY(read_alternatives(reader, fields->either, &given));
    if (!given) return TRUCE_OK;
    truce__pref *alternatives = truce__arena_alloc(reader->arena, given->count, sizeof *alternatives);
    if (!alternatives) return TRUCE_E_NOMEM;
    pref->either = alternatives;
    for (const truce__pair *one = given->first; one; one = one->next)
        TRY(read_whole_alternative(reader, one->value, &alternatives[pref->n_either++]));
    return open_whole(reader, pref);
}

/* Notes stand beside `either` only: an order, a ranking and weights have them at each of their items. */
static truce_status refuse_notes(truce__reader *reader, const truce__note_fields *note) {
    const truce__pair *const given[] = {note->because, note->source, note->confidence};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i])
            TRY(truce__read_error(reader, given[i]->key->loc, "write it at an item",
                                  "'%s' has no place beside a preference that is no 'either'", given[i]->key->text));
    return TRUCE_OK;
}

static truce_status read_preference(truce__reader *reader, const truce__pair *entry, truce__pref *pref) {
    preference_fields fields = {0};
    bool is_map;
    if (truce__yaml_is_null(entry->value)) return TRUCE_OK;
    pref->loc = entry->key->loc;
    if (entry->value->kind == TRUCE__YAML_LIST)
        return truce__read_error(reader, entry->value->loc, "write 'order:', 'rank:' or 'weigh:' above it",
                                 "the key of this list is missing");
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    TRY(truce__read_fields(reader, entry->value, "a preference", &preference_record, &fields, &is_map));
    TRY(truce__read_strength(reader, &fields.given, fields.strong, pref));
    if (fields.either) return read_whole_either(reader, &fields, pref);
    TRY(refuse_notes(reader, &fields.note));
    if (truce__pref_field(&fields.given)) return truce__read_pref(reader, &fields.given, pref);
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) != errors) return TRUCE_OK;
    return truce__read_error(reader, entry->value->loc, "write 'order: [...]', most important first",
                             "'order', 'rank' or 'weigh' is expected here");
}

/* In a wrong model a preference may be missing because its line is wrong; the errors come first. */
static truce_status warn_of_indifference(truce__reader *reader, const truce__pref *prefs) {
    const truce_model *model = reader->model;
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) != reader->errors_before) return TRUCE_OK;
    for (uint32_t i = 0; i < model->n_parties; i++) {
        if (prefs[i].loc.line) continue;
        TRY(truce__diag(reader->ctx, TRUCE_WARNING, &model->source, model->parties[i].loc, NULL,
                        "party '%s' has no preferences: it is indifferent between all states", model->parties[i].id));
    }
    return TRUCE_OK;
}

truce_status truce__read_preferences(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    truce__pref *prefs = truce__arena_alloc(reader->arena, model->n_parties, sizeof *prefs);
    if (!prefs) return TRUCE_E_NOMEM;
    model->prefs = prefs;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    for (const truce__pair *entry = map ? map->first : NULL; entry; entry = entry->next) {
        uint32_t party;
        TRY(truce__read_party_key(reader, entry->key, &party));
        truce__pref unused = {0};
        TRY(read_preference(reader, entry, party == TRUCE__NONE ? &unused : &prefs[party]));
    }
    return warn_of_indifference(reader, prefs);
}
