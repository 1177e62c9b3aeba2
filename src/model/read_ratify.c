/* SPDX-License-Identifier: Apache-2.0 */
/* Ratification: the actors at home and their rule. */
#include "model/completions.h"
#include "model/reader.h"

#include <stdio.h>

static const char *const rule_names[] = {"unanimity", "majority", "quota", "weighted", NULL};

/* ----------------------------------------------------------------- actors */

static truce_status read_weight(truce__reader *reader, const truce__pair *pair, const truce__home *home,
                                truce__actor *actor) {
    const truce__yaml *value;
    actor->weight = (truce__decimal){.mantissa = 1};
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    truce__decimal weight;
    char hint[TRUCE__READ_HINT] = "write a number such as 2 or 0.5";
    bool is_number = truce__decimal_parse(value->text, value->length, &weight);
    if (!is_number) truce__decimal_hint(value, hint);
    if (!is_number || weight.mantissa < 0)
        return truce__read_error(reader, value->loc, hint, "an actor's weight is a decimal number from 0, not '%.*s'",
                                 TRUCE__SHOWN(value));
    actor->weight = weight;
    TRY(truce__keep_exact(reader, value, &actor->weight));
    if (home->rule == TRUCE__RATIFY_WEIGHTED) return TRUCE_OK;
    return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, pair->key->loc,
                       "weights count under 'rule: weighted'", "this weight has no effect: the rule is '%s'",
                       rule_names[home->rule]);
}

/* An actor that is a party: everything else about it stands elsewhere. */
static truce_status read_party_actor(truce__reader *reader, const truce__pair *party,
                                     const truce__pair *const *others, size_t n_others, truce__actor *actor) {
    const truce__yaml *id;
    TRY(truce__read_kind(reader, party, TRUCE__YAML_SCALAR, &id));
    if (!id) return TRUCE_OK;
    actor->loc = id->loc;
    TRY(truce__read_party_key(reader, id, &actor->party));
    if (actor->party == TRUCE__NONE) return TRUCE_OK;
    actor->id = reader->model->parties[actor->party].id;
    actor->name = reader->model->parties[actor->party].name;
    for (size_t i = 0; i < n_others; i++)
        if (others[i])
            TRY(truce__read_error(reader, others[i]->key->loc, "it stands with the party itself",
                                  "an actor that is a party has no '%s' here", others[i]->key->text));
    return TRUCE_OK;
}

static truce_status warn_of_indifferent_actor(truce__reader *reader, const truce__actor *actor) {
    return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, actor->loc, NULL,
                       "actor '%s' has no preferences: it ratifies everything", actor->id);
}

/* Homes are asked about one order of each actor. */
static truce_status refuse_open_actor(truce__reader *reader, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_written; i++)
        if (pref->written[i].either)
            TRY(truce__read_error(reader, pref->written[i].loc, "choose one of the alternatives",
                                  "'either' stands in the preferences of parties, not of actors"));
    return TRUCE_OK;
}

typedef struct actor_fields {
    const truce__pair *party, *id, *name, *plural, *called, *weight;
    truce__pref_fields given;
    truce__note_fields note;
} actor_fields;

/* The cases: a party of the model; somebody else, with one kind of preference. */
enum { A_PARTY = 1, WITH_ORDER = 2, WITH_RANK = 4, WITH_WEIGHTS = 8, SOMEBODY = 14 };

static const truce__schema actor_weight = {.kind = TRUCE__SCHEMA_DECIMAL, .range = TRUCE__RANGE_FROM_0};
static const truce__schema actor_id = {.kind = TRUCE__SCHEMA_ID, .names = TRUCE__NAMES_ACTOR};
static const truce__key actor_keys[] = {
    {"party", offsetof(actor_fields, party), &truce__schema_party, "A party, with its own preferences.", A_PARTY,
     true},
    {"id", offsetof(actor_fields, id), &actor_id, "The id of somebody who is no party.", SOMEBODY, true},
    {"name", offsetof(actor_fields, name), &truce__schema_text, "What readers see; else the id.", SOMEBODY, false},
    {"plural", offsetof(actor_fields, plural), &truce__schema_plural,
     "Whether the name is a plural: 'Mediators move'; else no.", SOMEBODY, false},
    {"called", offsetof(actor_fields, called), &truce__schema_text,
     "What sentences call it, with its article: the village council.", SOMEBODY, false},
    TRUCE__MAY(actor_fields, weight, &actor_weight, "What it counts where votes are weighted; else 1."),
    TRUCE__PREF_KEYS(actor_fields, WITH_ORDER, false),
    TRUCE__NOTE_KEYS(actor_fields),
};
static const truce__record actor_record = TRUCE__RECORD_OF("actor", actor_keys, 4);
static const truce__schema actor_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &actor_record};
static const truce__schema actors_schema = {.kind = TRUCE__SCHEMA_LIST, .of = &actor_schema, .least = 1};

/* Actors vote, and a vote has no degree. */
static truce_status refuse_marks(truce__reader *reader, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (pref->items[i].mark)
            TRY(truce__read_error(reader, pref->items[i].loc, "leave it out: a vote has no degree",
                                  "'strong' says nothing in the preference of an actor"));
    return TRUCE_OK;
}

static truce_status read_own_actor(truce__reader *reader, const truce__yaml *node, const actor_fields *fields,
                                   truce__actor *actor) {
    const truce__pref_fields *given = &fields->given;
    const truce__pair *id = fields->id;
    if (!id)
        return truce__read_missing(reader, node, &actor_record, node->loc, "write 'party: ID' or 'id: ID'",
                                   "an actor has either 'party' or an 'id' of its own");
    actor->loc = id->value->loc;
    TRY(truce__read_id(reader, id->value, "an actor", true, &actor->id));
    if (!actor->id) return TRUCE_OK;
    const truce__name *party = truce__names_find(&reader->parties, actor->id, strlen(actor->id));
    if (party) {
        char hint[100];
        snprintf(hint, sizeof hint, "write 'party: %.60s' if it is meant", actor->id);
        TRY(truce__read_error(reader, actor->loc, hint, "'%s' is a party", actor->id));
    }
    actor->name = actor->id;
    actor->pref.loc = actor->loc;
    TRY(truce__read_title(reader, fields->name, &actor->name));
    TRY(truce__read_plural(reader, fields->plural, &actor->plural));
    TRY(truce__read_phrase(reader, fields->called, &actor->called));
    if (!truce__pref_field(given)) return warn_of_indifferent_actor(reader, actor);
    TRY(truce__read_pref(reader, given, &actor->pref));
    TRY(refuse_marks(reader, &actor->pref));
    return truce__is_open(&actor->pref) ? refuse_open_actor(reader, &actor->pref) : TRUCE_OK;
}

static truce_status read_actor(truce__reader *reader, const truce__yaml *node, const truce__home *home,
                               truce__actor *actor) {
    actor_fields fields = {0};
    const truce__pref_fields *given = &fields.given;
    bool is_map;
    *actor = (truce__actor){.party = TRUCE__NONE, .loc = node->loc};
    TRY(truce__read_fields(reader, node, "an actor", &actor_record, &fields, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &fields.note, &actor->note));
    TRY(read_weight(reader, fields.weight, home, actor));
    const truce__pair *const others[] = {fields.id,     fields.name,  fields.plural, fields.called,
                                         given->order, given->rank, given->weigh};
    if (fields.party) return read_party_actor(reader, fields.party, others, sizeof others / sizeof *others, actor);
    return read_own_actor(reader, node, &fields, actor);
}

typedef struct home_fields {
    const truce__pair *rule, *quota, *reversion, *agreements, *actors;
    truce__note_fields note;
} home_fields;

static const truce__schema rule_schema = {.kind = TRUCE__SCHEMA_WORD, .words = rule_names};
static const truce__schema quota_schema = {.kind = TRUCE__SCHEMA_DECIMAL, .range = TRUCE__RANGE_ABOVE_0};
static const truce__key home_keys[] = {
    TRUCE__MAY(home_fields, rule, &rule_schema, "When it is ratified; else by unanimity."),
    TRUCE__MAY(home_fields, quota, &quota_schema, "How many actors, or how much weight, the rule needs."),
    TRUCE__MAY(home_fields, reversion, &truce__schema_statement, "Else what the party has without an agreement."),
    TRUCE__MAY(home_fields, agreements, &truce__schema_statement, "Which states are put to a vote; else all."),
    TRUCE__MUST(home_fields, actors, &actors_schema, "Who has a say."),
    TRUCE__NOTE_KEYS(home_fields),
};
static const truce__record home_record = TRUCE__RECORD_OF("ratification", home_keys, 0);
static const truce__schema home_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &home_record};
const truce__schema truce__schema_ratify = {
    .kind = TRUCE__SCHEMA_MAP, .of = &home_schema, .names = TRUCE__NAMES_PARTY, .has_ids = true, .has_gaps = true};

/* Two actors of one home that are called the same. */
static truce_status tell_apart(truce__reader *reader, truce__names *names, truce__actor *actors, uint32_t index) {
    const truce__name *earlier;
    truce__name name = {.text = actors[index].name, .length = strlen(actors[index].name), .kind = TRUCE__NAME_OTHER,
                        .index = index};
    TRY(truce__names_add(reader->arena, names, name, &earlier));
    if (!earlier) return TRUCE_OK;
    actors[index].is_apart = actors[earlier->index].is_apart = true;
    return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, actors[index].loc,
                       "results tell them apart by id: give them two names", "the actor '%s' has this name too",
                       actors[earlier->index].id);
}

static truce_status read_actors(truce__reader *reader, const truce__yaml *node, const truce__pair *pair,
                                truce__home *home) {
    const truce__yaml *list;
    truce__names seen = {0}, names = {0};
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (pair && !list) return TRUCE_OK;
    if (!list || list->count == 0)
        return truce__read_missing(reader, node, &home_record, pair ? pair->key->loc : home->loc,
                                   "list them under 'actors'", "nobody ratifies");
    truce__actor *actors = truce__arena_alloc(reader->arena, list->count, sizeof *actors);
    if (!actors) return TRUCE_E_NOMEM;
    home->actors = actors;
    for (const truce__pair *element = list->first; element; element = element->next) {
        truce__actor *actor = &actors[home->n_actors];
        const truce__name *earlier;
        TRY(read_actor(reader, element->value, home, actor));
        if (!actor->id) continue;
        home->n_actors++;
        truce__name name = {
            .text = actor->id, .length = strlen(actor->id), .kind = TRUCE__NAME_OTHER, .loc = actor->loc};
        TRY(truce__names_add(reader->arena, &seen, name, &earlier));
        if (earlier)
            TRY(truce__read_error(reader, actor->loc, NULL, "the actor '%s' is here already, in line %u", actor->id,
                                  earlier->loc.line));
        else TRY(tell_apart(reader, &names, actors, home->n_actors - 1));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------- rule and quota */

enum { ROUNDED_ACTORS = 16 };

static truce_status read_rule(truce__reader *reader, const truce__pair *pair, truce__home *home) {
    const char *text = NULL;
    TRY(truce__read_text(reader, pair, false, &text));
    for (size_t i = 0; text && rule_names[i]; i++) {
        if (strcmp(rule_names[i], text) != 0) continue;
        home->rule = (truce__ratify_rule)i;
        return TRUCE_OK;
    }
    if (!text) return TRUCE_OK;
    return truce__read_error(reader, pair->value->loc, "unanimity, majority, quota or weighted",
                             "'%.*s' is not a rule of ratification", TRUCE__SHOWN(pair->value));
}

/* The weight of all actors together. */
static double most_of(const truce__home *home) {
    double most = 0;
    for (uint32_t i = 0; i < home->n_actors; i++)
        most += home->rule == TRUCE__RATIFY_WEIGHTED ? truce__decimal_double(home->actors[i].weight) : 1;
    return most;
}

static truce_status check_quota(truce__reader *reader, const truce__yaml *value, const truce__home *home) {
    bool is_count = home->rule == TRUCE__RATIFY_QUOTA;
    if (home->quota.mantissa <= 0 || (is_count && home->quota.scale))
        return truce__read_error(reader, value->loc, "write a number from 1",
                                 is_count ? "a quota is a number of actors, from 1" : "a quota is a weight above 0");
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) != reader->errors_before) return TRUCE_OK;
    double most = most_of(home);
    if (truce__decimal_double(home->quota) <= most * (1 + 1e-12)) return TRUCE_OK;
    if (is_count)
        return truce__read_error(reader, value->loc, "lower it, or list more actors",
                                 "the quota is %s, but there %s %u actor%s: nothing is ever ratified", value->text,
                                 home->n_actors == 1 ? "is" : "are", home->n_actors, home->n_actors == 1 ? "" : "s");
    return truce__read_error(reader, value->loc, "lower it",
                             "the quota is %s, but all weights add up to %.15g: nothing is ever ratified",
                             value->text, most);
}

/* Whether the same sets of actors are enough by the numbers as written and as rounded. All sets, in an order in which
 * each differs from the one before by one actor (a Gray code). */
static bool is_rounding_safe(const truce__home *home, uint32_t places, bool *is_exact) {
    truce__wide exact[ROUNDED_ACTORS + 1], rounded[ROUNDED_ACTORS + 1], sum = 0, sum_rounded = 0;
    for (uint32_t i = 0; i <= home->n_actors; i++) {
        truce__decimal value = i < home->n_actors ? home->actors[i].weight : home->quota, short_value = value;
        short_value.exact = NULL;
        *is_exact = truce__decimal_widen(value, places, &exact[i]) &&
                    truce__decimal_widen(short_value, places, &rounded[i]);
        if (!*is_exact) return false;
    }
    for (uint32_t set = 1, held = 0; set < 1U << home->n_actors; set++) {
        uint32_t actor = (uint32_t)__builtin_ctz(set);
        held ^= 1U << actor;
        sum += held >> actor & 1 ? exact[actor] : -exact[actor];
        sum_rounded += held >> actor & 1 ? rounded[actor] : -rounded[actor];
        if ((sum >= exact[home->n_actors]) != (sum_rounded >= rounded[home->n_actors])) return false;
    }
    return true;
}

static truce_status check_rounding(truce__reader *reader, const truce__yaml *value, const truce__home *home) {
    bool is_rounded = home->quota.exact != NULL, is_exact = true;
    uint32_t places = truce__decimal_places(home->quota);
    for (uint32_t i = 0; i < home->n_actors; i++) {
        uint32_t own = truce__decimal_places(home->actors[i].weight);
        if (own > places) places = own;
        is_rounded |= home->actors[i].weight.exact != NULL;
    }
    if (!is_rounded || home->rule != TRUCE__RATIFY_WEIGHTED) return TRUCE_OK;
    if (home->n_actors > ROUNDED_ACTORS)
        return truce__read_error(reader, value->loc, "write the quota and the weights with 15 digits or fewer",
                                 "longer decimals are rounded for at most %d actors", ROUNDED_ACTORS);
    if (is_rounding_safe(home, places, &is_exact)) return TRUCE_OK;
    return truce__read_error(reader, value->loc, "write the quota and the weights with 15 digits or fewer",
                             is_exact ? "rounding these decimals to 15 digits changes whose consent is enough"
                                      : "these decimals have too many digits to be added exactly");
}

/* `errors`: there were before the home was read. */
static truce_status read_quota(truce__reader *reader, const truce__yaml *node, const truce__pair *pair,
                               truce__home *home, size_t errors) {
    bool is_wanted = home->rule == TRUCE__RATIFY_QUOTA || home->rule == TRUCE__RATIFY_WEIGHTED;
    const truce__yaml *value;
    if (truce_diag_count(reader->ctx, TRUCE_ERROR) != errors && !pair == is_wanted) return TRUCE_OK;
    if (pair && !is_wanted)
        return truce__read_error(reader, pair->key->loc, "write 'rule: quota' or 'rule: weighted'",
                                 "a quota has no meaning under the rule '%s'", rule_names[home->rule]);
    if (!pair && is_wanted)
        return truce__read_missing(reader, node, &home_record, home->loc, "write 'quota: NUMBER'",
                                   "the rule '%s' needs a quota", rule_names[home->rule]);
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    char hint[TRUCE__READ_HINT] = "write a number such as 2 or 0.5";
    if (!truce__decimal_parse(value->text, value->length, &home->quota)) {
        truce__decimal_hint(value, hint);
        return truce__read_error(reader, value->loc, hint, "a quota is a decimal number, not '%.*s'",
                                 TRUCE__SHOWN(value));
    }
    TRY(truce__keep_exact(reader, value, &home->quota));
    TRY(check_quota(reader, value, home));
    return check_rounding(reader, value, home);
}

/* ------------------------------------------------------------------- home */

static truce_status read_home(truce__reader *reader, const truce__yaml *node, truce__home *home) {
    home_fields given = {0};
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    bool is_map, is_ok;
    TRY(truce__read_fields(reader, node, "a ratification", &home_record, &given, &is_map));
    if (!is_map) return TRUCE_OK;
    TRY(truce__read_note(reader, &given.note, &home->note));
    TRY(read_rule(reader, given.rule, home));
    TRY(read_actors(reader, node, given.actors, home));
    TRY(read_quota(reader, node, given.quota, home, errors));
    if (given.reversion) TRY(truce__read_alone(reader, given.reversion->value, &home->reversion, &is_ok));
    if (given.agreements) TRY(truce__read_alone(reader, given.agreements->value, &home->agreements, &is_ok));
    return TRUCE_OK;
}

truce_status truce__read_ratify(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__home *homes = truce__arena_alloc(reader->arena, map->count, sizeof *homes);
    if (!homes) return TRUCE_E_NOMEM;
    model->homes = homes;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        truce__home *home = &homes[model->n_homes];
        *home = (truce__home){.loc = entry->key->loc};
        TRY(truce__read_party_key(reader, entry->key, &home->party));
        if (truce__yaml_is_null(entry->value)) continue;
        TRY(read_home(reader, entry->value, home));
        if (home->party != TRUCE__NONE) model->n_homes++;
    }
    return TRUCE_OK;
}
