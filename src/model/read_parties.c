/* SPDX-License-Identifier: Apache-2.0 */
/* Parties, their options, and the states of a plain graph. */
#include "model/reader.h"

#include <assert.h>
#include <stdio.h>

static const char *const default_levels[] = {"no", "yes"};

/* ---------------------------------------------------------------- levels */

static const truce__schema levels_schema = {
    .kind = TRUCE__SCHEMA_LIST, .of = &truce__schema_text, .least = 2, .most = TRUCE__MAX_LEVELS};

static truce_status add_level(truce__reader *reader, const truce__yaml *node, const char **levels, uint32_t *count) {
    const char *text;
    TRY(truce__read_name(reader, node, "level", &text));
    if (!text) return TRUCE_OK;
    for (uint32_t i = 0; i < *count; i++)
        if (strcmp(levels[i], text) == 0)
            return truce__read_error(reader, node->loc, "leave one of them out", "the level '%.*s' is listed twice",
                                     TRUCE__SHOWN(node));
    levels[(*count)++] = text;
    return TRUCE_OK;
}

static truce_status report_count(truce__reader *reader, const truce__yaml *list, truce__option *option) {
    const char *hint = list->count > TRUCE__MAX_LEVELS
                           ? "codes have one character for each option: join levels, or split it into two options"
                           : "list its levels, lowest first";
    option->is_unsure = true;
    return truce__read_error(reader, list->loc, hint,
                             "an option has from 2 to %d levels, not %u", TRUCE__MAX_LEVELS, list->count);
}

static truce_status read_levels(truce__reader *reader, const truce__pair *pair, truce__option *option) {
    option->levels = default_levels;
    option->n_levels = 2;
    option->has_default_levels = true;
    const truce__yaml *list;
    size_t errors = truce_diag_count(reader->ctx, TRUCE_ERROR);
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    option->is_unsure = pair && !list;
    if (!list) return TRUCE_OK;
    if (list->count == 0 || list->count > TRUCE__MAX_LEVELS) TRY(report_count(reader, list, option));
    if (list->count == 0 || list->count > TRUCE__MAX_LEVELS) return TRUCE_OK;
    const char **levels = truce__arena_alloc(reader->arena, list->count, sizeof *levels);
    if (!levels) return TRUCE_E_NOMEM;
    uint32_t count = 0;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(add_level(reader, element->value, levels, &count));
    option->is_unsure = truce_diag_count(reader->ctx, TRUCE_ERROR) != errors;
    if (list->count < 2 && !option->is_unsure) TRY(report_count(reader, list, option));
    if (count == 0) return TRUCE_OK;
    option->levels = levels;
    option->n_levels = count;
    option->has_default_levels = count == 2 && strcmp(levels[0], "no") == 0 && strcmp(levels[1], "yes") == 0;
    bool is_reversed = count == 2 && strcmp(levels[0], "yes") == 0 && strcmp(levels[1], "no") == 0;
    if (!is_reversed) return TRUCE_OK;
    return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, list->loc,
                       "the lowest level comes first: [no, yes]", "with these levels, no is above yes");
}

static const char *const directions[] = {"both", "up", "down", "none", NULL};
static const truce__schema directions_schema = {.kind = TRUCE__SCHEMA_WORD, .words = directions};

static truce_status read_directions(truce__reader *reader, const truce__pair *pair, truce__moves *moves) {
    const char *text = NULL;
    TRY(truce__read_word(reader, pair, &text));
    for (size_t i = 0; text && directions[i]; i++) {
        if (strcmp(directions[i], text) != 0) continue;
        *moves = (truce__moves)i;
        return TRUCE_OK;
    }
    if (!text) return TRUCE_OK;
    return truce__read_error(reader, pair->value->loc, "both, up, down or none", "'%.*s' is not a way to move",
                             TRUCE__SHOWN(pair->value));
}

static const truce__schema step_schema = {.kind = TRUCE__SCHEMA_COUNT};

static truce_status read_step(truce__reader *reader, const truce__pair *pair, uint32_t *step) {
    const truce__yaml *value;
    uint64_t number;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    if (!truce__read_number(value, &number) || number == 0 || number >= TRUCE__NONE)
        return truce__read_error(reader, value->loc, "1 allows only neighbouring levels",
                                 "a step is a whole number from 1, not '%.*s'", TRUCE__SHOWN(value));
    *step = (uint32_t)number;
    return TRUCE_OK;
}

/* --------------------------------------------------------------- options */

/* Reports options beyond the limits of numbering. */
static truce_status check_size(truce__reader *reader, const truce__option *option) {
    const truce_model *model = reader->model;
    double combinations = 1;
    for (uint32_t i = 0; i < model->n_options; i++) combinations *= model->options[i].n_levels;
    double before = combinations / option->n_levels, limit = (double)(UINT64_C(1) << 62);
    if (combinations <= limit || before > limit) return TRUCE_OK;
    return truce__read_error(reader, option->loc, "leave options or levels out",
                             "with this option there are more than 2^62 combinations of levels");
}

static truce_status add_option(truce__reader *reader, truce__option *options, truce__option *option, truce__loc loc) {
    truce_model *model = reader->model;
    const truce__name *earlier;
    truce__name name = {.text = option->id, .length = strlen(option->id), .kind = TRUCE__NAME_OPTION,
                        .index = model->n_options, .loc = loc};
    if (model->n_options == TRUCE__MAX_OPTIONS) {
        bool is_first = !reader->blame.is_full;
        reader->blame.is_full = true;
        TRY(truce__refuse_id(reader, option->id, name.length));
        return is_first ? truce__read_error(reader, loc, "leave options out", "there are more than %d options",
                                            TRUCE__MAX_OPTIONS)
                        : TRUCE_OK;
    }
    TRY(truce__names_add(reader->arena, &model->names, name, &earlier));
    if (earlier && earlier->kind == TRUCE__NAME_OPTION) options[earlier->index].is_unsure = true;
    if (earlier)
        return truce__read_error(reader, loc, "options of different parties need different ids too",
                                 "the id '%s' was given before, in line %u", option->id, earlier->loc.line);
    assert(options); /* only plain graphs have none */
    options[model->n_options++] = *option;
    return check_size(reader, option);
}

static bool is_wrong_already(const truce__reader *reader) {
    return truce_diag_count(reader->ctx, TRUCE_ERROR) != reader->errors_before;
}

/* Two options of one party that are called the same. */
static truce_status warn_of_namesake(truce__reader *reader, const truce__option *option, const truce__option *options,
                                     truce__loc loc) {
    for (uint32_t i = is_wrong_already(reader) ? 0 : reader->model->n_options;
         i-- > 0 && options[i].party == option->party;)
        if (strcmp(options[i].name, option->name) == 0 && strcmp(options[i].id, option->id) != 0)
            return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, loc,
                               "results tell them apart by id: give them two names",
                               "the option '%s' has this name too", options[i].id);
    return TRUCE_OK;
}

typedef struct option_fields {
    const truce__pair *id, *name, *levels, *moves, *step;
    truce__option_word_fields words;
    truce__note_fields note;
} option_fields;

static const truce__schema option_id = {.kind = TRUCE__SCHEMA_ID, .names = TRUCE__NAMES_OPTION};
#define WORD(key, schema, about) {#key, offsetof(option_fields, words.key), (schema), (about), 0, false}
static const truce__key option_keys[] = {
    TRUCE__MUST(option_fields, id, &option_id, "What statements call it: a-z, 0-9 and _, a letter first."),
    TRUCE__MAY(option_fields, name, &truce__schema_text, "What readers see; else the id."),
    TRUCE__MAY(option_fields, levels, &levels_schema, "Its values, lowest first; else [no, yes]."),
    TRUCE__MAY(option_fields, moves, &directions_schema, "Which changes its party can make; else both ways."),
    TRUCE__MAY(option_fields, step, &step_schema, "How far one move may go: 1 allows only neighbouring levels."),
    WORD(topic, &truce__schema_text, "A short label for figures."),
    WORD(says, &truce__schema_clauses, "A clause for each level: what is then the case. No capital, no stop."),
    WORD(from, &truce__schema_clauses_of, "By level, a clause for that level or above."),
    WORD(below, &truce__schema_clauses_of, "By level, a clause for what lies below it."),
    WORD(does, &truce__schema_clauses, "An infinitive for each level, for a move to it: resume the campaign."),
    WORD(back, &truce__schema_clauses_of, "By level, an infinitive for a move down to it."),
    TRUCE__NOTE_KEYS(option_fields),
};
#undef WORD
static const truce__record option_record = TRUCE__RECORD_OF("option", option_keys, 0);
static const truce__schema option_schema = {
    .kind = TRUCE__SCHEMA_RECORD, .record = &option_record, .or = &option_id};
static const truce__schema options_schema = {.kind = TRUCE__SCHEMA_LIST, .of = &option_schema};

static truce_status read_option(truce__reader *reader, const truce__yaml *node, uint32_t party,
                                truce__option *options) {
    option_fields given = {0};
    const truce__pair bare = {.value = node};
    bool is_map = false, is_bare = node->kind == TRUCE__YAML_SCALAR && !truce__yaml_is_null(node);
    if (is_bare) given.id = &bare;
    else TRY(truce__read_fields(reader, node, "an option", &option_record, &given, &is_map));
    /* in a mapping with a key twice a '- ' may be missing: two things have become one */
    bool has_id = given.id && given.id->value->kind == TRUCE__YAML_SCALAR && !node->is_wrong;
    if (!has_id) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (!is_map && !is_bare) return TRUCE_OK;
    truce__option option = {.party = party, .loc = given.id ? given.id->value->loc : node->loc, .is_bare = is_bare};
    TRY(read_levels(reader, given.levels, &option));
    bool may_hide = !given.levels && truce__has_stranger(node, &option_record);
    option.is_unsure = option.is_unsure || node->is_wrong || may_hide;
    TRY(read_directions(reader, given.moves, &option.moves));
    TRY(read_step(reader, given.step, &option.step));
    TRY(truce__read_note(reader, &given.note, &option.note));
    if (!given.id)
        return truce__read_missing(reader, node, &option_record, node->loc, "write 'id: ...'",
                                   "this option has no 'id'");
    TRY(truce__read_id(reader, given.id->value, "an option", true, &option.id));
    if (!option.id) return TRUCE_OK;
    option.name = option.id;
    TRY(truce__read_option_terms(reader, &given.words, &option, &option.words));
    TRY(truce__read_title(reader, given.name, &option.name));
    TRY(warn_of_namesake(reader, &option, options, given.name ? given.name->value->loc : option.loc));
    return add_option(reader, options, &option, option.loc);
}

/* --------------------------------------------------------------- parties */

typedef struct party_fields {
    const truce__pair *id, *name, *plural, *options;
    truce__party_word_fields words;
    truce__note_fields note;
} party_fields;

static const char *const plural_words[] = {"no", "yes", NULL};
const truce__schema truce__schema_plural = {.kind = TRUCE__SCHEMA_WORD, .words = plural_words};

static const truce__key party_keys[] = {
    TRUCE__MUST(party_fields, id, &truce__schema_party, "What the file calls it: a-z, 0-9 and _, a letter first."),
    TRUCE__MAY(party_fields, name, &truce__schema_text, "What readers see; else the id."),
    TRUCE__MAY(party_fields, plural, &truce__schema_plural,
               "Whether the name is a plural: 'Mediators move'; else no."),
    {"called", offsetof(party_fields, words.called), &truce__schema_text,
     "What sentences call it, with its article: the coalition partners.", 0, false},
    {"short", offsetof(party_fields, words.brief), &truce__schema_text, "A short label for figures.", 0, false},
    {"its", offsetof(party_fields, words.its), &truce__schema_text, "What is its own: its, their, her.", 0, false},
    TRUCE__MAY(party_fields, options, &options_schema, "What it alone decides."),
    TRUCE__NOTE_KEYS(party_fields),
};
static const truce__record party_record = TRUCE__RECORD_OF("party", party_keys, 0);
static const truce__schema party_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &party_record};
const truce__schema truce__schema_parties = {.kind = TRUCE__SCHEMA_LIST, .of = &party_schema, .least = 1};

truce_status truce__read_plural(truce__reader *reader, const truce__pair *pair, truce__is_plural *plural) {
    const char *text = NULL;
    TRY(truce__read_word(reader, pair, &text));
    for (size_t i = 0; text && plural_words[i]; i++) {
        if (strcmp(plural_words[i], text) != 0) continue;
        *plural = TRUCE__SINGULAR + (truce__is_plural)i;
        return TRUCE_OK;
    }
    if (!text) return TRUCE_OK;
    return truce__read_error(reader, pair->value->loc, "yes or no: yes if the name is a plural",
                             "'plural' is not '%.*s'", TRUCE__SHOWN(pair->value));
}

static truce_status read_party(truce__reader *reader, const truce__yaml *node, truce__party *parties,
                               truce__option *options) {
    truce_model *model = reader->model;
    party_fields given = {0};
    bool is_map;
    TRY(truce__read_fields(reader, node, "a party", &party_record, &given, &is_map));
    bool has_id = given.id && given.id->value->kind == TRUCE__YAML_SCALAR && !node->is_wrong;
    bool may_hide = !is_map || (!given.options && truce__has_stranger(node, &party_record)) || node->is_wrong;
    if (!has_id) reader->blame.lost |= TRUCE__LOST_PARTIES;
    if (may_hide) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (!is_map) return TRUCE_OK;
    truce__party party = {.first_option = model->n_options, .loc = given.id ? given.id->value->loc : node->loc};
    if (given.id) TRY(truce__read_id(reader, given.id->value, "a party", true, &party.id));
    else
        TRY(truce__read_missing(reader, node, &party_record, node->loc, "write 'id: ...'",
                                "this party has no 'id'"));
    party.name = party.id;
    TRY(truce__read_title(reader, given.name, &party.name));
    TRY(truce__read_plural(reader, given.plural, &party.plural));
    TRY(truce__read_party_terms(reader, &given.words, &party.words));
    TRY(truce__read_note(reader, &given.note, &party.note));

    const truce__yaml *list;
    TRY(truce__read_kind(reader, given.options, TRUCE__YAML_LIST, &list));
    if (given.options && !list) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (given.options && list && model->is_plain)
        TRY(truce__read_error(reader, given.options->key->loc, "its moves stand under 'moves'",
                              "a model with 'states' has no options"));
    for (const truce__pair *element = list && !model->is_plain ? list->first : NULL; element; element = element->next)
        TRY(read_option(reader, element->value, model->n_parties, options));
    party.n_options = model->n_options - party.first_option;
    if (!party.id) return TRUCE_OK;

    const truce__name *earlier;
    truce__name entry = {.text = party.id,
                         .length = strlen(party.id),
                         .kind = TRUCE__NAME_OTHER,
                         .index = model->n_parties,
                         .loc = party.loc};
    TRY(truce__names_add(reader->arena, &reader->parties, entry, &earlier));
    if (earlier)
        return truce__read_error(reader, party.loc, "choose another id", "the id '%s' was given before, in line %u",
                                 party.id, earlier->loc.line);
    parties[model->n_parties++] = party;
    entry.text = party.name;
    entry.length = strlen(party.name);
    TRY(truce__names_add(reader->arena, &reader->party_names, entry, &earlier));
    if (!earlier || is_wrong_already(reader)) return TRUCE_OK;
    return truce__diag(reader->ctx, TRUCE_WARNING, &model->source, given.name ? given.name->value->loc : party.loc,
                       "results tell them apart by id: give them two names", "the party '%s' has this name too",
                       parties[earlier->index].id);
}

truce_status truce__read_parties(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list || list->count == 0) {
        reader->blame.lost |= TRUCE__LOST_PARTIES | TRUCE__LOST_NAMES;
        if (pair && !list) return TRUCE_OK;
        return truce__read_missing(reader, pair ? NULL : reader->root, reader->model_record,
                                   pair ? pair->key->loc : reader->root->loc, "list them under 'parties'",
                                   "the model has no parties");
    }
    truce__party *parties = truce__arena_alloc(reader->arena, list->count, sizeof *parties);
    truce__option *options =
        model->is_plain ? NULL : truce__arena_alloc(reader->arena, TRUCE__MAX_OPTIONS, sizeof *options);
    if (!parties || (!options && !model->is_plain)) return TRUCE_E_NOMEM;
    model->parties = parties;
    if (!model->is_plain) model->options = options;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(read_party(reader, element->value, parties, options));
    /* an unknown key may be 'states' */
    bool may_be_plain = model->n_options == 0 && truce__has_stranger(reader->root, reader->model_record);
    if (may_be_plain) reader->blame.lost |= TRUCE__LOST_NAMES;
    return TRUCE_OK;
}

/* ---------------------------------------------------------- plain graphs */

static truce_status add_state(truce__reader *reader, const truce__yaml *node, const char **names, uint32_t *count) {
    const char *text;
    const truce__name *earlier;
    TRY(truce__read_name(reader, node, "state", &text));
    if (!text) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (!text) return TRUCE_OK;
    truce__name entry = {
        .text = text, .length = node->length, .kind = TRUCE__NAME_STATE, .index = *count, .loc = node->loc};
    TRY(truce__names_add(reader->arena, &reader->model->names, entry, &earlier));
    if (earlier)
        return truce__read_error(reader, node->loc, "leave one of them out", "the state '%.*s' is listed twice",
                                 TRUCE__SHOWN(node));
    names[(*count)++] = text;
    return TRUCE_OK;
}

const truce__schema truce__schema_states = {.kind = TRUCE__SCHEMA_LIST, .of = &truce__schema_text, .least = 1};

/* The states become the levels of one option that nobody owns; see model.h. */
truce_status truce__read_states(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *list;
    if (!pair) return TRUCE_OK;
    model->is_plain = true;
    truce__option *option = truce__arena_alloc(reader->arena, 1, sizeof *option);
    if (!option) return TRUCE_E_NOMEM;
    *option = (truce__option){.id = "state", .name = "state", .party = TRUCE__NONE, .moves = TRUCE__MOVES_NONE};
    model->options = option;
    model->n_options = 1;
    option->loc = pair->key->loc;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list || list->count == 0) reader->blame.lost |= TRUCE__LOST_NAMES;
    if (!list) return TRUCE_OK;
    const char **names = truce__arena_alloc(reader->arena, list->count, sizeof *names);
    if (!names) return TRUCE_E_NOMEM;
    option->levels = names;
    for (const truce__pair *element = list->first; element; element = element->next)
        TRY(add_state(reader, element->value, names, &option->n_levels));
    if (list->count == 0)
        return truce__read_error(reader, pair->key->loc, "list the names of the states", "there is no state");
    return TRUCE_OK;
}
