/* SPDX-License-Identifier: Apache-2.0 */
/* The small values a model is made of: mappings with known keys, texts, ids, dates, numbers, statements. */
#include "model/lex.h"
#include "model/reader.h"

#include <stdio.h>

static const char *kind_in_words(const truce__yaml *node) {
    if (truce__yaml_is_null(node)) return "empty";
    return node->kind == TRUCE__YAML_SCALAR ? "text" : node->kind == TRUCE__YAML_LIST ? "a list" : "a mapping";
}

/* --------------------------------------------------------------- schemas */

const truce__schema truce__schema_text = {.kind = TRUCE__SCHEMA_TEXT};
const truce__schema truce__schema_party = {.kind = TRUCE__SCHEMA_ID, .names = TRUCE__NAMES_PARTY};
const truce__schema truce__schema_date = {.kind = TRUCE__SCHEMA_DATE};
const truce__schema truce__schema_state = {
    .kind = TRUCE__SCHEMA_STATE, .about = "A state's number, or its name where states have names."};
const truce__schema truce__schema_statement = {
    .kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_IN_STATEMENT,
    .about = "A statement: options, option = level, outcomes, with not, and, or, implies, if, iff and parentheses."};

/* ---------------------------------------------------------------- fields */

/* An id as it might have been meant: small letters, letters of ASCII for those that look so, everything odd an
 * underscore. */
static void propose_id(const truce__yaml *node, char id[64]) {
    size_t out = 0;
    truce__lookalike found;
    for (size_t at = 0, used; at < node->length && out < 60; at += used) {
        uint32_t point = truce__utf8_decode(node->text + at, node->length - at, &used);
        if (truce__find_lookalike(point, &found)) point = (unsigned char)found.instead;
        if (point == 0) continue;
        bool is_letter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
        bool is_digit = point >= '0' && point <= '9';
        if (is_letter) id[out++] = (char)(point | 0x20);
        else if (is_digit && out) id[out++] = (char)point;
        else if (out && id[out - 1] != '_') id[out++] = '_';
    }
    while (out && id[out - 1] == '_') out--;
    id[out] = 0;
}

static bool has_name(const truce__record *record, const char *name) {
    size_t i = 0;
    while (i < record->n_keys && strcmp(record->keys[i].name, name) != 0) i++;
    return i < record->n_keys;
}

/* A hint for an id or name that stands alone, or above what belongs to it: "- North farm", "- north: {name: ...}". */
static bool id_hint(const truce__yaml *word, const truce__record *record, char hint[TRUCE__READ_HINT]) {
    char id[64] = "";
    if (has_name(record, "id") && word->kind == TRUCE__YAML_SCALAR) propose_id(word, id);
    if (id[0]) snprintf(hint, TRUCE__READ_HINT, "write 'id: %s'", id);
    return id[0] != 0;
}

/* *meant is the place of the key that was meant, or n_keys. */
static truce_status unknown_key(truce__reader *reader, const truce__pair *pair, const char *what,
                                const truce__record *record, size_t *meant) {
    const truce__yaml *key = pair->key;
    enum { MAX_KEYS = 32 };
    const char *names[MAX_KEYS] = {NULL};
    size_t n_names = 0;
    for (size_t i = 0; i < record->n_keys && n_names < MAX_KEYS; i++)
        if (i == 0 || strcmp(record->keys[i].name, record->keys[i - 1].name) != 0)
            names[n_names++] = record->keys[i].name;
    const char *nearest = truce__nearest(key->text, key->length, names, MAX_KEYS);
    char hint[TRUCE__READ_HINT];
    size_t used = 0;
    char plain[TRUCE__PLAIN_WORD];
    bool is_slip = truce__structure_hint(key, hint) ||
                   (!nearest && pair->value->kind == TRUCE__YAML_MAP && id_hint(key, record, hint));
    bool is_word = truce__spell_plainly(key->text, key->length, plain) && !strpbrk(plain, " :=,[]{}");
    const char *name = !is_word ? NULL : is_slip ? plain : nearest;
    for (*meant = 0; *meant < record->n_keys; ++*meant)
        if (name && strcmp(record->keys[*meant].name, name) == 0) break;
    if (is_slip) nearest = hint;
    else if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    else used = (size_t)snprintf(hint, sizeof hint, "known here:");
    for (size_t i = 0; !nearest && i < n_names && used < 300; i++)
        used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %s", i ? "," : "", names[i]);
    return truce__read_error(reader, key->loc, hint, "%s has no key '%.*s'", what, TRUCE__SHOWN(key));
}

/* The place of a key in its record, or n_keys. */
static size_t find_key(const truce__record *record, const truce__yaml *key) {
    size_t i = 0;
    while (i < record->n_keys && strcmp(record->keys[i].name, key->text) != 0) i++;
    return i;
}

truce_status truce__read_fields(truce__reader *reader, const truce__yaml *map, const char *what,
                                const truce__record *record, void *fields, bool *is_map) {
    char hint[TRUCE__READ_HINT] = "write 'key: value' lines";
    *is_map = map->kind == TRUCE__YAML_MAP;
    if (!*is_map && !truce__structure_hint(map, hint) && !id_hint(map, record, hint) && has_name(record, "truce"))
        snprintf(hint, sizeof hint, "a model begins with 'truce: 1'");
    if (!*is_map)
        return truce__read_error(reader, map->loc, hint, "%s must be a mapping, but this is %s",
                                 what, kind_in_words(map));
    for (const truce__pair *pair = map->first, *before = NULL; pair; before = pair, pair = pair->next) {
        TRY(truce__go_on(reader->ctx));
        size_t i = find_key(record, pair->key);
        bool is_known = i < record->n_keys, is_cut = false;
        if (!is_known) TRY(truce__read_cut_decimal(reader, before, pair, &is_cut));
        if (!is_known && !is_cut) TRY(unknown_key(reader, pair, what, record, &i));
        if (i == record->n_keys || truce__yaml_is_null(pair->value)) continue;
        const truce__pair **field = (void *)((char *)fields + record->keys[i].at);
        if (is_known || !*field) *field = pair;
    }
    return TRUCE_OK;
}

bool truce__tells_missing(truce__reader *reader, const truce__yaml *map, const truce__record *record) {
    if (truce__has_stranger(map, record) || (map && reader->lacking == map)) return false;
    reader->lacking = map;
    return true;
}

bool truce__has_stranger(const truce__yaml *map, const truce__record *record) {
    if (map && map->is_wrong) return true;
    for (const truce__pair *pair = map && map->kind == TRUCE__YAML_MAP ? map->first : NULL; pair; pair = pair->next)
        if (find_key(record, pair->key) == record->n_keys) return true;
    return false;
}

truce_status truce__read_kind(truce__reader *reader, const truce__pair *pair, truce__yaml_kind kind,
                              const truce__yaml **value) {
    static const char *const wanted[] = {"text", "a list", "a mapping"};
    static const char *const hints[] = {"write one text, without lists and mappings",
                                        "begin each element with '- ' or put [ ] around them",
                                        "write 'key: value' lines"};
    *value = NULL;
    if (!pair) return TRUCE_OK;
    if (pair->value->kind == kind) *value = pair->value;
    if (*value) return TRUCE_OK;
    char hint[TRUCE__READ_HINT];
    const truce__pair *first = pair->value->kind == TRUCE__YAML_MAP ? pair->value->first : NULL;
    bool has_hint = kind != TRUCE__YAML_SCALAR && truce__structure_hint(pair->value, hint);
    if (kind == TRUCE__YAML_LIST && first && first->value->kind == TRUCE__YAML_MAP)
        has_hint = snprintf(hint, sizeof hint, "write '- id: %.*s'", TRUCE__SHOWN(first->key)) > 0;
    return truce__read_error(reader, pair->value->loc, has_hint ? hint : hints[kind],
                             "'%.*s' must be %s, but this is %s", TRUCE__SHOWN(pair->key), wanted[kind],
                             kind_in_words(pair->value));
}

/* ----------------------------------------------------------------- texts */

static truce_status read_text(truce__reader *reader, const truce__pair *pair, bool is_long, bool is_word,
                              const char **text) {
    const truce__yaml *value;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    if (!is_word) TRY(truce__warn_of_comment(reader, value));
    if (!is_long && strpbrk(value->text, "\n\t"))
        return truce__read_error(reader, value->loc, "join the lines", "'%.*s' must be one line without tabs",
                                 TRUCE__SHOWN(pair->key));
    *text = value->text;
    return TRUCE_OK;
}

truce_status truce__read_text(truce__reader *reader, const truce__pair *pair, bool is_long, const char **text) {
    return read_text(reader, pair, is_long, false, text);
}

truce_status truce__read_word(truce__reader *reader, const truce__pair *pair, const char **word) {
    return read_text(reader, pair, false, true, word);
}

/* Whether nothing of the text can be seen: it is empty, or all blanks and marks without width. */
static bool is_blank(const char *text, size_t length) {
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        bool is_space = point == ' ' || point == 0xA0 || point == 0x3000 || point == 0x1680 || point == 0x2800 ||
                        (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F;
        if (!is_space && truce__utf8_width(text + at, used) > 0) return false;
    }
    return true;
}

truce_status truce__read_title(truce__reader *reader, const truce__pair *pair, const char **text) {
    const char *found = NULL;
    TRY(truce__read_text(reader, pair, false, &found));
    if (!found) return TRUCE_OK;
    if (is_blank(found, strlen(found)))
        return truce__read_error(reader, pair->value->loc, "leave it out, and the id is shown", "'name' is blank");
    *text = found;
    return TRUCE_OK;
}

truce_status truce__read_name(truce__reader *reader, const truce__yaml *node, const char *what, const char **text) {
    *text = NULL;
    TRY(truce__go_on(reader->ctx));
    if (node->kind != TRUCE__YAML_SCALAR)
        return truce__read_error(reader, node->loc, "write one text", "a %s must be text, but this is %s", what,
                                 kind_in_words(node));
    if (is_blank(node->text, node->length))
        return truce__read_error(reader, node->loc, "write a name that can be seen", "a %s must not be %s", what,
                                 node->length ? "blank" : "empty");
    if (strpbrk(node->text, "\n\t"))
        return truce__read_error(reader, node->loc, "join the lines", "a %s must be one line without tabs", what);
    *text = node->text;
    return truce__warn_of_comment(reader, node);
}

truce_status truce__refuse_id(truce__reader *reader, const char *id, size_t length) {
    enum { MOST = 100 }; /* of those that statements are searched for: no more errors are kept */
    truce__blame *blame = &reader->blame;
    const char *copy = truce__arena_text(reader->arena, id, length);
    truce__refused *refused = truce__arena_alloc(reader->arena, 1, sizeof *refused);
    const truce__name *earlier;
    if (!copy || !refused) return TRUCE_E_NOMEM;
    *refused = (truce__refused){.id = copy, .next = blame->refused};
    if (blame->n_refused++ < MOST) blame->refused = refused;
    return truce__names_add(reader->arena, &blame->ids,
                            (truce__name){.text = copy, .length = length, .kind = TRUCE__NAME_OTHER}, &earlier);
}

static truce_status check_id(truce__reader *reader, const truce__yaml *node, const char *what, bool is_word,
                             const char **id) {
    *id = NULL;
    if (node->kind != TRUCE__YAML_SCALAR)
        return truce__read_error(reader, node->loc, "write one word", "the id of %s must be text, but this is %s",
                                 what, kind_in_words(node));
    if (!truce__is_id(node->text, node->length)) {
        char proposal[64], hint[200] = "ids are made of a-z, 0-9 and _, and begin with a letter";
        propose_id(node, proposal);
        TRY(truce__refuse_id(reader, node->text, node->length));
        TRY(truce__refuse_id(reader, proposal, strlen(proposal)));
        if (truce__lookalike_hint(node->text, node->length, hint))
            return truce__read_error(reader, node->loc, hint, "'%.*s' cannot be the id of %s", TRUCE__SHOWN(node),
                                     what);
        if (proposal[0])
            snprintf(hint, sizeof hint, is_word ? "try '%s', and put the full name under 'name'" : "try '%s'",
                     proposal);
        return truce__read_error(reader, node->loc, hint, "'%.*s' cannot be the id of %s", TRUCE__SHOWN(node), what);
    }
    bool is_rest = strcmp(node->text, "rest") == 0;
    bool is_reserved = is_word && (is_rest || truce__keyword(node->text, node->length) != TRUCE__T_WORD);
    if (is_reserved) TRY(truce__refuse_id(reader, node->text, node->length));
    if (is_reserved)
        return truce__read_error(reader, node->loc, "choose another id", "'%s' has a meaning of its own in %s",
                                 node->text, is_rest ? "rankings" : "statements");
    *id = node->text;
    return TRUCE_OK;
}

/* The ids of a kind of thing, one of which was refused. */
static uint32_t kind_of(const char *what) {
    if (strcmp(what, "a party") == 0) return TRUCE__LOST_PARTIES;
    if (strcmp(what, "a source") == 0) return TRUCE__LOST_SOURCES;
    return strcmp(what, "an option") == 0 || strcmp(what, "an outcome") == 0 ? TRUCE__LOST_NAMES : 0;
}

truce_status truce__read_id(truce__reader *reader, const truce__yaml *node, const char *what, bool is_word,
                            const char **id) {
    TRY(truce__go_on(reader->ctx));
    TRY(check_id(reader, node, what, is_word, id));
    if (!*id) reader->blame.lost |= kind_of(what);
    return TRUCE_OK;
}

/* ------------------------------------------------------- numbers and dates */

bool truce__read_number(const truce__yaml *node, uint64_t *number) {
    if (node->kind != TRUCE__YAML_SCALAR || !node->is_plain || node->length == 0 || node->length > 18) return false;
    *number = 0;
    for (size_t i = 0; i < node->length; i++) {
        if (node->text[i] < '0' || node->text[i] > '9') return false;
        *number = *number * 10 + (uint64_t)(node->text[i] - '0');
    }
    return true;
}

bool truce__looks_like_date(const char *text) {
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    return text[10] == 0;
}

bool truce__is_date(const char *text) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!truce__looks_like_date(text)) return false;
    int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    int month = (text[5] - '0') * 10 + (text[6] - '0'), day = (text[8] - '0') * 10 + (text[9] - '0');
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    bool is_day = month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
    return year >= 1 && is_day && (month != 2 || day < 29 || is_leap);
}

truce_status truce__read_date(truce__reader *reader, const truce__pair *pair, const char **date) {
    const char *text = NULL;
    TRY(truce__read_word(reader, pair, &text));
    if (!text) return TRUCE_OK;
    char hint[TRUCE__LOOKALIKE_HINT] = "dates are written YYYY-MM-DD";
    if (!truce__is_date(text)) {
        if (truce__looks_like_date(text)) snprintf(hint, sizeof hint, "the calendar has no such day");
        truce__lookalike_hint(text, strlen(text), hint);
        return truce__read_error(reader, pair->value->loc, hint, "'%.*s' is not a date", TRUCE__SHOWN(pair->value));
    }
    *date = text;
    return TRUCE_OK;
}

/* -------------------------------------------------- statements, mentions */

uint64_t truce__read_state_name(const truce__reader *reader, const truce__yaml *node) {
    const truce__name *name = truce__names_find(&reader->model->names, node->text, node->length);
    return name && name->kind == TRUCE__NAME_STATE ? (uint64_t)name->index + 1 : 0;
}

static bool is_in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool mentions(const truce__yaml *node, const char *id) {
    size_t length = strlen(id);
    for (const char *at = node->text; length && (at = strstr(at, id)); at++)
        if ((at == node->text || !is_in_word(at[-1])) && !is_in_word(at[length])) return true;
    return false;
}

/* Whether an id that was refused stands in a statement. Such an id may be no word of statements (it has spaces, or
 * means something else there), so that any error about the statement may only follow from it. */
static bool mentions_refused(const truce__reader *reader, const truce__yaml *node) {
    for (const truce__refused *id = reader->blame.refused; id; id = id->next)
        if (mentions(node, id->id)) return true;
    return false;
}

static truce_status parse_statement(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok) {
    return truce__stmt_parse(reader->ctx, reader->arena, reader->model, &reader->model->source, node->loc,
                             node->is_verbatim, node->text, node->length, stmt, is_ok);
}

truce_status truce__read_statement(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok) {
    *is_ok = false;
    if (node->kind != TRUCE__YAML_SCALAR || truce__yaml_is_null(node))
        return truce__read_error(reader, node->loc, "write a statement such as: pump and not sue",
                                 "a statement is expected here, but this is %s", kind_in_words(node));
    truce__diags_mark mark = truce__diags_here(reader->ctx);
    TRY(parse_statement(reader, node, stmt, is_ok));
    /* names of states have spaces: of a list that was not read, nothing is known */
    bool is_lost = reader->model->is_plain && (reader->blame.lost & TRUCE__LOST_NAMES);
    bool is_kept = mark.kept < truce_diags_total(reader->ctx); /* later errors are only counted */
    if (!*is_ok && (is_lost || (is_kept && mentions_refused(reader, node)))) truce__diags_forget(reader->ctx, mark);
    return TRUCE_OK;
}

/* A statement that is one state of a plain graph. */
static truce_status state_statement(truce__reader *reader, uint32_t state, truce__loc loc, truce__stmt *stmt) {
    truce__node *node = truce__arena_alloc(reader->arena, 1, sizeof *node);
    uint32_t *level = truce__arena_alloc(reader->arena, 1, sizeof *level);
    if (!node || !level) return TRUCE_E_NOMEM;
    *level = state;
    *node = (truce__node){.op = TRUCE__OP_ATOM, .relation = TRUCE__REL_STATE, .n_levels = 1};
    *stmt = (truce__stmt){.nodes = node, .n_nodes = 1, .levels = level, .n_levels = 1, .loc = loc};
    truce__text text;
    truce__text_init(&text, reader->ctx);
    truce__stmt_write(&text, reader->model, stmt);
    return truce__text_keep(&text, reader->arena, &stmt->text);
}

truce_status truce__read_alone(truce__reader *reader, const truce__yaml *node, truce__stmt *stmt, bool *is_ok) {
    uint64_t named = node->kind == TRUCE__YAML_SCALAR ? truce__read_state_name(reader, node) : 0;
    bool is_told = !named && reader->model->is_plain && node->kind == TRUCE__YAML_SCALAR &&
                   truce__names_find(&reader->blame.ids, node->text, node->length);
    *is_ok = false;
    if (is_told) return TRUCE_OK;
    if (!named) return truce__read_statement(reader, node, stmt, is_ok);
    *is_ok = true;
    return state_statement(reader, (uint32_t)named - 1, node->loc, stmt);
}

static uint32_t find_level(const truce__option *option, const char *text) {
    if (option->has_default_levels && strcmp(text, "true") == 0) return 1;
    if (option->has_default_levels && strcmp(text, "false") == 0) return 0;
    for (uint32_t i = 0; i < option->n_levels; i++)
        if (strcmp(option->levels[i], text) == 0) return i;
    return TRUCE__NONE;
}

static truce_status unknown_level(truce__reader *reader, const truce__option *option, const truce__yaml *value) {
    char hint[400];
    truce__news news;
    TRY(truce__find_level_news(reader->ctx, reader->model, option, value->text, value->length, &news));
    if (news == TRUCE__FOLLOWS) return TRUCE_OK;
    const char *nearest = truce__nearest(value->text, value->length, option->levels, option->n_levels);
    if (nearest) {
        snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    } else {
        size_t used = (size_t)snprintf(hint, sizeof hint, "its levels are");
        for (uint32_t i = 0; i < option->n_levels && used < 150; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %.*s", i ? "," : "",
                                     truce__clip(option->levels[i], strlen(option->levels[i])), option->levels[i]);
    }
    return truce__read_error(reader, value->loc, hint, "option '%s' has no level '%.*s'", option->id,
                             TRUCE__SHOWN(value));
}

truce_status truce__read_level(truce__reader *reader, const truce__option *option, const truce__yaml *node,
                               uint32_t *level) {
    *level = find_level(option, node->text);
    return *level == TRUCE__NONE ? unknown_level(reader, option, node) : TRUCE_OK;
}

truce_status truce__read_party_key(truce__reader *reader, const truce__yaml *key, uint32_t *party) {
    const truce__name *name = truce__names_find(&reader->parties, key->text, key->length);
    *party = name ? name->index : TRUCE__NONE;
    if (name) return TRUCE_OK;
    truce__news news;
    TRY(truce__go_on(reader->ctx));
    TRY(truce__find_news(reader->model, TRUCE__LOST_PARTIES, key->text, key->length, &news));
    TRUCE__VEC(const char *) ids = {0};
    char hint[TRUCE__LOOKALIKE_HINT] = "list it under 'parties'";
    if (truce__wants_hint(reader) && news != TRUCE__FOLLOWS) {
        TRY(truce__vec_reserve(reader->ctx, &ids, reader->model->n_parties));
        for (uint32_t i = 0; i < reader->model->n_parties; i++) ids.at[ids.count++] = reader->model->parties[i].id;
    }
    const char *nearest = truce__nearest(key->text, key->length, ids.at, ids.count);
    bool is_alike = truce__lookalike_hint(key->text, key->length, hint);
    bool is_held_back = truce__is_held_back(news, key->text, key->length, nearest);
    if (nearest && !is_alike) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    truce__vec_free(reader->ctx, &ids);
    if (is_held_back) return TRUCE_OK;
    return truce__read_error(reader, key->loc, hint, "party '%.*s' is not known", TRUCE__SHOWN(key));
}
