/* SPDX-License-Identifier: Apache-2.0 */
/* The parts made of statements: rules of feasibility, coalescing, outcomes; and the status quo. */
#include "model/reader.h"

#include <stdio.h>

/* ----------------------------------------------------------------- rules */

typedef struct rule_fields {
    const truce__pair *that;
    truce__note_fields note;
} rule_fields;

static const truce__key rule_keys[] = {
    TRUCE__MUST(rule_fields, that, &truce__schema_statement, "The statement."),
    TRUCE__STATEMENT_KEYS(rule_fields, 0),
};
static const truce__record rule_record = TRUCE__RECORD_OF("rule", rule_keys, 0);
static const truce__schema noted_rule = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &rule_record, .or = &truce__schema_statement};
const truce__schema truce__schema_rules = {.kind = TRUCE__SCHEMA_LIST, .of = &noted_rule};
const truce__schema truce__schema_said = {
    .kind = TRUCE__SCHEMA_MAP, .of = &noted_rule, .names = TRUCE__NAMES_PARTY, .has_ids = true, .has_gaps = true};

truce_status truce__read_rule(truce__reader *reader, const truce__yaml *node, const char *what, truce__rule *rule,
                              bool *is_ok) {
    rule_fields given = {0};
    bool is_map;
    *is_ok = false;
    if (node->kind == TRUCE__YAML_SCALAR) return truce__read_alone(reader, node, &rule->stmt, is_ok);
    TRY(truce__read_fields(reader, node, what, &rule_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &rule->note));
    if (!given.that)
        return truce__read_missing(reader, node, &rule_record, node->loc, "write 'that: STATEMENT'",
                                   "the statement is missing");
    TRY(truce__read_alone(reader, given.that->value, &rule->stmt, is_ok));
    rule->stmt.says = rule->note.says;
    return TRUCE_OK;
}

truce_status truce__read_rules(truce__reader *reader, const truce__pair *pair, const truce__rule **rules,
                               uint32_t *count) {
    const truce__yaml *list;
    if (pair && reader->model->is_plain)
        return truce__read_error(reader, pair->key->loc, "it has 'outcomes', 'preferences' by 'rank', and 'moves'",
                                 "a model with 'states' has no '%s'", pair->key->text);
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__rule *made = truce__arena_alloc(reader->arena, list->count, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    for (const truce__pair *element = list->first; element; element = element->next) {
        bool is_ok;
        TRY(truce__read_rule(reader, element->value, "a rule", &made[*count], &is_ok));
        if (is_ok) ++*count;
    }
    *rules = made;
    return TRUCE_OK;
}

/* -------------------------------------------------------------- outcomes */

/* Names all outcomes before any of their statements is read: they may mention each other in any order. */
static truce_status declare_outcomes(truce__reader *reader, const truce__yaml *map, truce__outcome *outcomes,
                                     const truce__pair **entries) {
    truce_model *model = reader->model;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        truce__outcome *outcome = &outcomes[model->n_outcomes];
        const truce__name *earlier;
        if (model->n_outcomes == TRUCE__MAX_OUTCOMES) {
            reader->blame.lost |= TRUCE__LOST_NAMES;
            return truce__read_error(reader, entry->key->loc, "write the others where they are used",
                                     "a model has at most %d outcomes", TRUCE__MAX_OUTCOMES);
        }
        TRY(truce__read_id(reader, entry->key, "an outcome", true, &outcome->id));
        if (!outcome->id) continue;
        truce__name name = {.text = outcome->id, .length = strlen(outcome->id), .kind = TRUCE__NAME_OUTCOME,
                            .index = model->n_outcomes, .loc = entry->key->loc};
        TRY(truce__names_add(reader->arena, &model->names, name, &earlier));
        if (earlier) {
            TRY(truce__read_error(reader, entry->key->loc, NULL, "the id '%s' is already that of %s, in line %u",
                                  outcome->id, earlier->kind == TRUCE__NAME_STATE ? "a state" : "an option",
                                  earlier->loc.line));
            outcome->id = NULL;
            continue;
        }
        outcome->name = outcome->id;
        outcome->loc = entry->key->loc;
        entries[model->n_outcomes++] = entry;
    }
    return TRUCE_OK;
}

typedef struct outcome_fields {
    const truce__pair *that, *name;
    truce__outcome_word_fields words;
    truce__note_fields note;
} outcome_fields;

static const truce__key outcome_keys[] = {
    TRUCE__MUST(outcome_fields, that, &truce__schema_statement, "The statement that is true in its states."),
    TRUCE__MAY(outcome_fields, name, &truce__schema_text, "What readers see; else the id."),
    {"called", offsetof(outcome_fields, words.called), &truce__schema_text, "What sentences call it: a settlement.",
     0, false},
    {"short", offsetof(outcome_fields, words.brief), &truce__schema_text, "The same for headlines.", 0, false},
    {"says", offsetof(outcome_fields, words.says), &truce__schema_text, "A clause: a full ceasefire is in force.", 0,
     false},
    {"denies", offsetof(outcome_fields, words.denies), &truce__schema_text, "A clause for its opposite.", 0, false},
    TRUCE__NOTE_KEYS(outcome_fields),
};
static const truce__record outcome_record = TRUCE__RECORD_OF("outcome", outcome_keys, 0);
static const truce__schema outcome_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &outcome_record, .or = &truce__schema_statement};
const truce__schema truce__schema_outcomes = {
    .kind = TRUCE__SCHEMA_MAP, .of = &outcome_schema, .names = TRUCE__NAMES_OUTCOME, .has_ids = true};

static truce_status read_outcome(truce__reader *reader, const truce__pair *entry, truce__outcome *outcome) {
    outcome_fields given = {0};
    bool is_ok, is_map;
    if (entry->value->kind == TRUCE__YAML_SCALAR)
        return truce__read_statement(reader, entry->value, &outcome->stmt, &is_ok);
    TRY(truce__read_fields(reader, entry->value, "an outcome", &outcome_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_title(reader, given.name, &outcome->name));
    TRY(truce__read_outcome_terms(reader, &given.words, &outcome->words));
    TRY(truce__read_note(reader, &given.note, &outcome->note));
    if (!given.that)
        return truce__read_missing(reader, entry->value, &outcome_record, entry->key->loc, "write 'that: STATEMENT'",
                                   "the statement of outcome '%s' is missing", outcome->id);
    return truce__read_statement(reader, given.that->value, &outcome->stmt, &is_ok);
}

/* The search for the order in which outcomes build on each other: depth first, with a stack of its own. */
typedef struct visit {
    uint32_t outcome, node; /* the next node to look at */
} visit;

enum { MAX_OUTCOME_DEPTH = 64, MAX_UNFOLDED = 1 << 20 };

typedef struct ordering {
    truce__reader *reader;
    visit stack[MAX_OUTCOME_DEPTH];
    size_t depth;
    uint8_t *state; /* of each outcome: 0 new, 1 on the stack, 2 done */
    uint64_t *size; /* nodes of each outcome with the outcomes it mentions unfolded */
    uint32_t *height; /* how many outcomes stand above each other in it, itself included */
    uint32_t *order;
    uint32_t n_order;
    bool is_over;
} ordering;

static truce_status report_cycle(ordering *o, uint32_t again) {
    const truce_model *model = o->reader->model;
    const truce__outcome *outcome = &model->outcomes[again];
    o->is_over = true;
    size_t at = o->depth;
    while (at > 0 && o->stack[at - 1].outcome != again) at--;
    uint32_t via = at < o->depth ? o->stack[at].outcome : again;
    if (via == again)
        return truce__read_error(o->reader, outcome->loc, NULL, "the statement of outcome '%s' mentions itself",
                                 outcome->id);
    return truce__read_error(o->reader, outcome->loc, NULL, "outcome '%s' mentions '%s', which leads back to it",
                             outcome->id, model->outcomes[via].id);
}

static truce_status report_depth(ordering *o, uint32_t index) {
    o->is_over = true;
    return truce__read_error(o->reader, o->reader->model->outcomes[index].loc, NULL,
                             "outcomes mention each other more than %d deep", MAX_OUTCOME_DEPTH);
}

static truce_status push_outcome(ordering *o, uint32_t index) {
    const truce__outcome *outcome = &o->reader->model->outcomes[index];
    if (o->depth == MAX_OUTCOME_DEPTH) return report_depth(o, index);
    o->state[index] = 1;
    o->height[index] = 1;
    o->size[index] = outcome->stmt.n_nodes;
    o->stack[o->depth++] = (visit){.outcome = index};
    return TRUCE_OK;
}

static truce_status finish_outcome(ordering *o, uint32_t index) {
    const truce__outcome *outcome = &o->reader->model->outcomes[index];
    o->state[index] = 2;
    o->order[o->n_order++] = index;
    o->depth--;
    if (o->height[index] > MAX_OUTCOME_DEPTH) return report_depth(o, index);
    if (o->size[index] <= MAX_UNFOLDED) return TRUCE_OK;
    o->is_over = true;
    return truce__read_error(o->reader, outcome->loc, NULL, "outcome '%s' unfolds to more than %d parts", outcome->id,
                             MAX_UNFOLDED);
}

/* `outcome` mentions another, which is finished. */
static void count_in(ordering *o, uint32_t outcome, uint32_t mentioned) {
    o->size[outcome] += o->size[mentioned];
    if (o->height[outcome] <= o->height[mentioned]) o->height[outcome] = o->height[mentioned] + 1;
}

/* Looks at the next node of the outcome on top of the stack. */
static truce_status advance(ordering *o) {
    visit *top = &o->stack[o->depth - 1];
    const truce__stmt *stmt = &o->reader->model->outcomes[top->outcome].stmt;
    if (top->node == stmt->n_nodes) return finish_outcome(o, top->outcome);
    const truce__node *node = &stmt->nodes[top->node];
    if (node->op != TRUCE__OP_OUTCOME || o->state[node->option] == 2) {
        if (node->op == TRUCE__OP_OUTCOME) count_in(o, top->outcome, node->option);
        top->node++;
        return TRUCE_OK;
    }
    return o->state[node->option] == 1 ? report_cycle(o, node->option) : push_outcome(o, node->option);
}

static truce_status order_outcomes(truce__reader *reader) {
    truce_model *model = reader->model;
    ordering o = {.reader = reader};
    truce_status status = TRUCE_OK;
    o.state = truce__calloc(reader->ctx, model->n_outcomes, 1);
    o.size = truce__calloc(reader->ctx, model->n_outcomes, sizeof *o.size);
    o.height = truce__calloc(reader->ctx, model->n_outcomes, sizeof *o.height);
    o.order = truce__arena_alloc(reader->arena, model->n_outcomes, sizeof *o.order);
    if (!o.state || !o.size || !o.height || !o.order) {
        status = TRUCE_E_NOMEM;
        goto done;
    }
    for (uint32_t i = 0; i < model->n_outcomes && !o.is_over; i++) {
        if (o.state[i] == 0) TRY_OR_DONE(push_outcome(&o, i));
        while (o.depth && !o.is_over) TRY_OR_DONE(advance(&o));
    }
    model->outcome_order = o.order;
done:
    truce__free(reader->ctx, o.state);
    truce__free(reader->ctx, o.size);
    truce__free(reader->ctx, o.height);
    return status;
}

truce_status truce__read_outcomes(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (pair && !map) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (!map) return TRUCE_OK;
    truce__outcome *outcomes = truce__arena_alloc(reader->arena, map->count, sizeof *outcomes);
    const truce__pair **entries = truce__arena_alloc(reader->arena, map->count, sizeof *entries);
    if (!outcomes || !entries) return TRUCE_E_NOMEM;
    model->outcomes = outcomes;
    TRY(declare_outcomes(reader, map, outcomes, entries));
    for (uint32_t i = 0; i < model->n_outcomes; i++) TRY(read_outcome(reader, entries[i], &outcomes[i]));
    return order_outcomes(reader);
}

/* ------------------------------------------------------------ status quo */

static truce_status unknown_option(truce__reader *reader, const truce__yaml *key) {
    const truce_model *model = reader->model;
    const char *ids[TRUCE__MAX_OPTIONS];
    char hint[TRUCE__LOOKALIKE_HINT];
    truce__news news;
    TRY(truce__find_news(model, TRUCE__LOST_NAMES, key->text, key->length, &news));
    for (uint32_t i = 0; i < model->n_options; i++) ids[i] = model->options[i].id;
    const char *nearest = truce__nearest(key->text, key->length, ids, model->n_options);
    if (truce__is_held_back(news, key->text, key->length, nearest)) return TRUCE_OK;
    if (truce__lookalike_hint(key->text, key->length, hint)) nearest = hint;
    else if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    return truce__read_error(reader, key->loc, nearest ? hint : "list it under 'options' of its party",
                             "option '%.*s' is not known",
                             TRUCE__SHOWN(key));
}

typedef struct fact_fields {
    const truce__pair *level;
    truce__note_fields note;
} fact_fields;

static const truce__key fact_keys[] = {
    TRUCE__MUST(fact_fields, level, &truce__schema_text, "The level at which the option stands."),
    TRUCE__NOTE_KEYS(fact_fields),
};
static const truce__record fact_record = TRUCE__RECORD_OF("fact", fact_keys, 0);
static const truce__schema noted_level = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &fact_record, .or = &truce__schema_text};
const truce__schema truce__schema_becomes = {
    .kind = TRUCE__SCHEMA_MAP, .of = &noted_level, .least = 1, .names = TRUCE__NAMES_OPTION, .has_ids = true,
    .or = &truce__schema_state};
const truce__schema truce__schema_status_quo = {
    .kind = TRUCE__SCHEMA_MAP, .of = &noted_level, .names = TRUCE__NAMES_OPTION,
    .has_ids = true, .or = &truce__schema_state};

truce_status truce__read_fact(truce__reader *reader, const truce__pair *entry, const char *what, truce__fact *fact,
                              bool *is_ok) {
    fact_fields given = {.level = entry->value->kind == TRUCE__YAML_MAP ? NULL : entry};
    const truce__yaml *value;
    bool is_map;
    *is_ok = false;
    if (entry->value->kind == TRUCE__YAML_MAP)
        TRY(truce__read_fields(reader, entry->value, what, &fact_record, &given, &is_map));
    TRY(truce__read_note(reader, &given.note, &fact->note));
    const truce__name *name = truce__names_find(&reader->model->names, entry->key->text, entry->key->length);
    if (!name || name->kind != TRUCE__NAME_OPTION) return unknown_option(reader, entry->key);
    if (!given.level)
        return truce__read_missing(reader, entry->value, &fact_record, entry->key->loc, "write 'level: ...'",
                                   "the level of '%s' is missing", name->text);
    TRY(truce__read_kind(reader, given.level, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    const truce__option *option = &reader->model->options[name->index];
    fact->option = name->index;
    fact->loc = entry->key->loc;
    TRY(truce__read_level(reader, option, value, &fact->level));
    *is_ok = fact->level != TRUCE__NONE;
    return TRUCE_OK;
}

static truce_status read_facts(truce__reader *reader, const truce__yaml *map) {
    truce_model *model = reader->model;
    truce__fact *facts = truce__arena_alloc(reader->arena, map->count, sizeof *facts);
    if (!facts) return TRUCE_E_NOMEM;
    model->facts = facts;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        bool is_ok;
        TRY(truce__go_on(reader->ctx));
        TRY(truce__read_fact(reader, entry, "a line of the status quo", &facts[model->n_facts], &is_ok));
        if (is_ok) model->n_facts++;
    }
    return TRUCE_OK;
}

truce_status truce__read_status_quo(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    if (!pair) return TRUCE_OK;
    const truce__yaml *value = pair->value;
    model->has_status_quo = true;
    model->status_quo_loc = pair->key->loc;
    if (value->kind == TRUCE__YAML_MAP && !model->is_plain) return read_facts(reader, value);
    uint64_t number = 0;
    model->status_quo_loc = value->loc;
    if (value->kind == TRUCE__YAML_SCALAR && !truce__read_number(value, &number))
        number = truce__read_state_name(reader, value);
    bool is_beyond = model->is_plain && number > model->options[0].n_levels;
    model->status_quo_state = number;
    truce__news news = TRUCE__NEWS;
    if (number && !is_beyond) return TRUCE_OK;
    if (value->kind == TRUCE__YAML_SCALAR)
        TRY(truce__find_news(model, TRUCE__LOST_NAMES, value->text, value->length, &news));
    if (news != TRUCE__NEWS) return TRUCE_OK;
    if (model->is_plain)
        return truce__read_error(reader, value->loc, "the status quo is one of 'states', by name or number",
                                 "there is no such state");
    return truce__read_error(reader, value->loc, "write 'option: level' lines below, or the number of a state",
                             "this is not a status quo");
}
