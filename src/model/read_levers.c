/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Levers: changes that somebody could bring about, each at a cost. They are only read here; whether they fit the
 * model shows when they are tried (unknowns/levers.c).
 */
#include "model/lex.h"
#include "model/reader.h"

#include <stdio.h>

typedef struct lever_fields {
    const truce__pair *id, *name, *who, *cost, *needs, *excludes, *changes;
    truce__note_fields note;
} lever_fields;

static const truce__schema a_cost = {.kind = TRUCE__SCHEMA_COUNT, .most = TRUCE__MAX_COST};
static const truce__schema lever_id = {.kind = TRUCE__SCHEMA_ID, .names = TRUCE__NAMES_LEVER};
static const truce__schema lever_ids = {.kind = TRUCE__SCHEMA_LIST, .of = &lever_id};
static const truce__schema someone = {.kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_PARTY};
static const truce__key lever_keys[] = {
    TRUCE__MUST(lever_fields, id, &lever_id, "What the file calls it: a-z, 0-9 and _, a letter first."),
    TRUCE__MAY(lever_fields, name, &truce__schema_text, "What readers see; else the id."),
    TRUCE__MAY(lever_fields, who, &someone, "A party, or somebody else."),
    TRUCE__MAY(lever_fields, cost, &a_cost, "What it costs, a whole number from 1; else 1."),
    TRUCE__MAY(lever_fields, needs, &lever_ids, "The levers without which it cannot be used."),
    TRUCE__MAY(lever_fields, excludes, &lever_ids, "The levers with which it cannot be used."),
    TRUCE__MUST(lever_fields, changes, &truce__schema_some_changes,
                "What it changes in this file, one after the other."),
    TRUCE__NOTE_KEYS(lever_fields),
};
static const truce__record lever_record = TRUCE__RECORD_OF("lever", lever_keys, 0);
static const truce__schema lever_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &lever_record};
const truce__schema truce__schema_levers = {.kind = TRUCE__SCHEMA_LIST, .of = &lever_schema};

/* ------------------------------------------------------------------ entries */

static truce_status judge_path(truce__reader *reader, const truce__yaml *node, const truce__path *path,
                               const void *ud, bool *is_allowed) {
    const char *first = path->steps[0].text;
    (void)ud;
    *is_allowed = strcmp(first, "levers") != 0 && strcmp(first, "events") != 0 && strcmp(first, "truce") != 0;
    return *is_allowed ? TRUCE_OK : truce__read_error(reader, node->loc, NULL, "a lever cannot change '%s'", first);
}

/* A word that could be an id is that of a party; anything else is a name. */
static truce_status read_who(truce__reader *reader, const truce__pair *pair, truce__lever *lever) {
    const truce__yaml *value;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    if (truce__is_id(value->text, value->length)) return truce__read_party_key(reader, value, &lever->party);
    return truce__read_name(reader, value, "name of who could do it", &lever->who);
}

static truce_status read_cost(truce__reader *reader, const truce__pair *pair, uint32_t *cost) {
    uint64_t number;
    if (!pair) return TRUCE_OK;
    if (!truce__read_number(pair->value, &number) || number == 0 || number > TRUCE__MAX_COST)
        return truce__read_error(reader, pair->value->loc, "write 'cost: 1'",
                                 "a lever's cost is a whole number from 1 to %d", TRUCE__MAX_COST);
    *cost = (uint32_t)number;
    return TRUCE_OK;
}

static truce_status read_parts(truce__reader *reader, const truce__yaml *node, const lever_fields *given,
                               size_t *room, truce__lever *lever) {
    TRY(truce__read_note(reader, &given->note, &lever->note));
    TRY(read_who(reader, given->who, lever));
    TRY(read_cost(reader, given->cost, &lever->cost));
    TRY(truce__read_changes(reader, given->changes, room, judge_path, NULL, &lever->changes));
    if (given->changes && given->changes->value->kind == TRUCE__YAML_LIST && !given->changes->value->count)
        TRY(truce__read_error(reader, given->changes->value->loc, "write 'changes: [{set: PATH, to: VALUE}]'",
                              "this lever changes nothing"));
    if (given->changes) return TRUCE_OK;
    return truce__read_missing(reader, node, &lever_record, node->loc,
                               "write 'changes: [{set: PATH, to: VALUE}]'",
                               "what does it change? 'changes' is missing");
}

static truce_status read_lever(truce__reader *reader, const truce__yaml *node, size_t *room, lever_fields *given,
                               truce__lever *lever) {
    bool is_map;
    *given = (lever_fields){0};
    *lever = (truce__lever){.loc = node->loc, .party = TRUCE__NONE, .cost = 1};
    TRY(truce__read_fields(reader, node, "a lever", &lever_record, given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(read_parts(reader, node, given, room, lever));
    if (!given->id)
        return truce__read_missing(reader, node, &lever_record, node->loc, "write 'id: ...'",
                                   "this lever has no 'id'");
    lever->loc = given->id->value->loc;
    TRY(truce__read_id(reader, given->id->value, "a lever", false, &lever->id));
    lever->name = lever->id;
    return truce__read_title(reader, given->name, &lever->name);
}

/* ----------------------------------------------------------- among each other */

typedef struct reading {
    truce__reader *reader;
    truce__names ids;
    const lever_fields *given; /* by lever */
    truce__lever *levers;
    uint32_t count;
} reading;

static truce_status unknown_lever(const reading *r, const truce__yaml *node) {
    TRUCE__VEC(const char *) ids = {0};
    char hint[TRUCE__LOOKALIKE_HINT] = "list it under 'levers'";
    TRY(truce__vec_reserve(r->reader->ctx, &ids, r->count));
    for (uint32_t i = 0; i < r->count; i++) ids.at[ids.count++] = r->levers[i].id;
    const char *nearest = truce__nearest(node->text, node->length, ids.at, ids.count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%.60s'?", nearest);
    truce__vec_free(r->reader->ctx, &ids);
    return truce__read_error(r->reader, node->loc, hint, "lever '%.*s' is not known", TRUCE__SHOWN(node));
}

/* The levers that a list of lever number `of` names. */
static truce_status read_mentions(const reading *r, const truce__pair *pair, uint32_t of, const char *verb,
                                  truce__lever_list *list) {
    truce__reader *reader = r->reader;
    const truce__yaml *value;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &value));
    if (!value) return TRUCE_OK;
    uint32_t *at = truce__arena_alloc(reader->arena, value->count, sizeof *at);
    if (!at) return TRUCE_E_NOMEM;
    list->at = at;
    for (const truce__pair *element = value->first; element; element = element->next) {
        const truce__yaml *node = element->value;
        bool is_text = node->kind == TRUCE__YAML_SCALAR;
        const truce__name *found = is_text ? truce__names_find(&r->ids, node->text, node->length) : NULL;
        if (!is_text) TRY(truce__read_error(reader, node->loc, "write its id", "a lever is named by its id"));
        else if (!found) TRY(unknown_lever(r, node));
        else if (found->index == of)
            TRY(truce__read_error(reader, node->loc, "leave it out", "lever '%s' %s itself", r->levers[of].id, verb));
        else at[list->count++] = found->index;
    }
    return TRUCE_OK;
}

static bool names(const truce__lever_list *list, uint32_t lever) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i] == lever) return true;
    return false;
}

static truce_status check_contradiction(const reading *r, const truce__lever *lever) {
    for (uint32_t i = 0; i < lever->needs.count; i++) {
        uint32_t other = lever->needs.at[i];
        if (names(&lever->excludes, other) || names(&r->levers[other].excludes, (uint32_t)(lever - r->levers)))
            return truce__read_error(r->reader, lever->loc, "it could never be used",
                                     "lever '%s' needs '%s', and one of them excludes the other", lever->id,
                                     r->levers[other].id);
    }
    return TRUCE_OK;
}

/* The next lever that is never ready, of those that a lever needs. */
static uint32_t waiting_need(const reading *r, const unsigned char *is_ready, uint32_t lever) {
    const truce__lever_list *needs = &r->levers[lever].needs;
    for (uint32_t i = 0; i < needs->count; i++)
        if (!is_ready[needs->at[i]]) return needs->at[i];
    return TRUCE__NONE;
}

/* A lever is ready when all that it needs is. Those that never are need each other in a circle, or need such ones.
 * One error for each circle that is found, at its first lever. */
static truce_status check_circles(const reading *r) {
    unsigned char *is_ready = truce__arena_alloc(r->reader->arena, r->count, 1);
    if (!is_ready) return TRUCE_E_NOMEM;
    for (bool is_new = true; is_new;) {
        is_new = false;
        TRY(truce__go_on(r->reader->ctx));
        for (uint32_t i = 0; i < r->count; i++)
            if (!is_ready[i] && waiting_need(r, is_ready, i) == TRUCE__NONE) is_ready[i] = is_new = true;
    }
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t next = i, steps = 0;
        if (is_ready[i]) continue;
        do next = waiting_need(r, is_ready, next);
        while (next != i && next != TRUCE__NONE && steps++ < r->count);
        if (next != i) continue;
        TRY(truce__read_error(r->reader, r->levers[i].loc, "leave one of these needs out",
                              "lever '%s' needs itself, by way of '%s'", r->levers[i].id,
                              r->levers[waiting_need(r, is_ready, i)].id));
        for (uint32_t told = i; told != TRUCE__NONE && !is_ready[told]; told = next) {
            next = waiting_need(r, is_ready, told);
            is_ready[told] = true;
        }
    }
    return TRUCE_OK;
}

static truce_status add_lever(reading *r, const truce__lever *lever) {
    const truce__name *earlier;
    truce__name name = {.text = lever->id,
                        .length = strlen(lever->id),
                        .kind = TRUCE__NAME_OTHER,
                        .index = r->count,
                        .loc = lever->loc};
    TRY(truce__names_add(r->reader->arena, &r->ids, name, &earlier));
    r->count++;
    return earlier ? truce__read_error(r->reader, lever->loc, NULL, "the id '%s' was given before, in line %u",
                                       lever->id, earlier->loc.line)
                   : TRUCE_OK;
}

truce_status truce__read_levers(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    size_t room = TRUCE__MAX_TEXT, errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__lever *levers = truce__arena_alloc(reader->arena, list->count, sizeof *levers);
    lever_fields *given = truce__arena_alloc(reader->arena, list->count, sizeof *given);
    if (!levers || !given) return TRUCE_E_NOMEM;
    reading r = {.reader = reader, .given = given, .levers = levers};
    for (const truce__pair *element = list->first; element; element = element->next) {
        truce__lever *lever = &levers[r.count];
        TRY(read_lever(reader, element->value, &room, &given[r.count], lever));
        if (lever->id) TRY(add_lever(&r, lever));
    }
    for (uint32_t i = 0; i < r.count; i++) {
        TRY(read_mentions(&r, given[i].needs, i, "needs", &levers[i].needs));
        TRY(read_mentions(&r, given[i].excludes, i, "excludes", &levers[i].excludes));
    }
    for (uint32_t i = 0; i < r.count; i++) TRY(check_contradiction(&r, &levers[i]));
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) == errors) TRY(check_circles(&r));
    model->levers = levers;
    model->n_levers = r.count;
    return TRUCE_OK;
}
