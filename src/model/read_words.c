/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words that an author supplies, so that results can speak of the conflict: noun phrases, clauses, infinitives.
 * They stand within sentences. So a clause is one line without a stop; whether it begins with a capital is left to
 * its author, for it may begin with a name.
 */
#include "model/reader.h"

#include <stdio.h>

/* Letters beyond which a figure has no room. */
enum { MOST_SHORT_PARTY = 12, MOST_TOPIC = 20, MOST_SHORT_OUTCOME = 28 };

/* --------------------------------------------------------------- schemas */

const truce__schema truce__schema_clauses = {
    .kind = TRUCE__SCHEMA_LIST, .of = &truce__schema_text, .least = 1, .has_gaps = true};
const truce__schema truce__schema_clauses_of = {
    .kind = TRUCE__SCHEMA_MAP, .of = &truce__schema_text, .least = 1, .has_gaps = true};
const truce__schema truce__schema_texts = {.kind = TRUCE__SCHEMA_LIST, .of = &truce__schema_text};

/* -------------------------------------------------------------- one phrase */

static bool ends_in_stop(const char *text) {
    static const char *const stops[] = {".", ",", ";", ":", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82",
                                        "\xEF\xBC\x81", "\xEF\xBC\x9F"};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t size = strlen(stops[i]);
        if (length >= size && memcmp(text + length - size, stops[i], size) == 0) return true;
    }
    return false;
}

static truce_status read_clause(truce__reader *reader, const truce__yaml *node, const char **text) {
    const char *found;
    TRY(truce__read_name(reader, node, "clause", &found));
    if (!found) return TRUCE_OK;
    if (ends_in_stop(found))
        return truce__read_error(reader, node->loc, "leave it out: the clause stands within sentences",
                                 "a clause does not end in a stop");
    *text = found;
    return TRUCE_OK;
}

truce_status truce__read_clause(truce__reader *reader, const truce__pair *pair, const char **text) {
    return pair ? read_clause(reader, pair->value, text) : TRUCE_OK;
}

truce_status truce__read_phrase(truce__reader *reader, const truce__pair *pair, const char **text) {
    const char *found = NULL;
    if (pair) TRY(truce__read_name(reader, pair->value, "phrase", &found));
    if (found) *text = found;
    return TRUCE_OK;
}

/* One that figures show. */
static truce_status read_short(truce__reader *reader, const truce__pair *pair, uint32_t most, const char **text) {
    TRY(truce__read_phrase(reader, pair, text));
    if (!*text || truce__utf8_count(*text, strlen(*text)) <= most) return TRUCE_OK;
    char hint[60];
    snprintf(hint, sizeof hint, "up to %lu letters fit", (unsigned long)most);
    return truce__diag(reader->ctx, TRUCE_WARNING, &reader->model->source, pair->value->loc, hint,
                       "this is too long for figures");
}

truce_status truce__read_party_terms(truce__reader *reader, const truce__party_word_fields *given,
                                     truce__party_terms *words) {
    TRY(truce__read_phrase(reader, given->called, &words->called));
    TRY(read_short(reader, given->brief, MOST_SHORT_PARTY, &words->brief));
    return truce__read_phrase(reader, given->its, &words->its);
}

truce_status truce__read_outcome_terms(truce__reader *reader, const truce__outcome_word_fields *given,
                                       truce__outcome_terms *words) {
    TRY(truce__read_phrase(reader, given->called, &words->called));
    TRY(read_short(reader, given->brief, MOST_SHORT_OUTCOME, &words->brief));
    TRY(truce__read_clause(reader, given->says, &words->says));
    return truce__read_clause(reader, given->denies, &words->denies);
}

/* ------------------------------------------------------- clauses of levels */

static truce_status alloc_clauses(truce__reader *reader, const truce__option *option, const char ***clauses) {
    *clauses = truce__arena_alloc(reader->arena, option->n_levels, sizeof **clauses);
    return *clauses ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* A list with an entry for each level; `~` where there is nothing to say. */
static truce_status read_list(truce__reader *reader, const truce__pair *pair, const truce__option *option,
                              const char *const **of) {
    const truce__yaml *list;
    const char **clauses;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    if (list->count != option->n_levels && !option->is_unsure)
        TRY(truce__read_error(reader, list->loc, "one for each level, lowest first; ~ where there is none",
                              "'%.*s' has %lu %s, and the option has %lu levels", TRUCE__SHOWN(pair->key),
                              (unsigned long)list->count, list->count == 1 ? "entry" : "entries",
                              (unsigned long)option->n_levels));
    TRY(alloc_clauses(reader, option, &clauses));
    uint32_t i = 0;
    for (const truce__pair *entry = list->first; entry; entry = entry->next, i++) {
        const char *spare, **clause = i < option->n_levels ? &clauses[i] : &spare;
        if (!truce__yaml_is_null(entry->value)) TRY(read_clause(reader, entry->value, clause));
    }
    *of = clauses;
    return TRUCE_OK;
}

/* A mapping from levels. One level has no use for such a clause: `idle`, and the hint says why. */
static truce_status read_map(truce__reader *reader, const truce__pair *pair, const truce__option *option,
                             uint32_t idle, const char *why, const char *const **of) {
    const truce__yaml *map;
    const char **clauses;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    if (map->count == 0)
        return truce__read_error(reader, map->loc, "write 'LEVEL: clause'", "'%.*s' is empty",
                                 TRUCE__SHOWN(pair->key));
    TRY(alloc_clauses(reader, option, &clauses));
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        uint32_t level;
        TRY(truce__read_level(reader, option, entry->key, &level));
        if (level == TRUCE__NONE || truce__yaml_is_null(entry->value)) continue;
        if (level == idle)
            TRY(truce__read_error(reader, entry->key->loc, why, "'%.*s' has no clause for '%.*s'",
                                  TRUCE__SHOWN(pair->key), TRUCE__SHOWN(entry->key)));
        TRY(read_clause(reader, entry->value, &clauses[level]));
    }
    *of = clauses;
    return TRUCE_OK;
}

truce_status truce__read_option_terms(truce__reader *reader, const truce__option_word_fields *given,
                                      const truce__option *option, truce__option_terms *words) {
    TRY(read_short(reader, given->topic, MOST_TOPIC, &words->topic));
    TRY(read_list(reader, given->says, option, &words->says));
    TRY(read_map(reader, given->from, option, 0, "the option is always at its first level or above", &words->from));
    TRY(read_map(reader, given->below, option, 0, "the option is never below its first level", &words->below));
    TRY(read_list(reader, given->does, option, &words->does));
    return read_map(reader, given->back, option, option->n_levels - 1, "no move goes down to the highest level",
                    &words->back);
}

/* ---------------------------------------------------------------- the model */

truce_status truce__read_leaves_out(truce__reader *reader, const truce__pair *pair) {
    const truce__yaml *list;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    const char **texts = truce__arena_alloc(reader->arena, list->count, sizeof *texts);
    if (!texts) return TRUCE_E_NOMEM;
    reader->model->leaves_out = texts;
    for (const truce__pair *entry = list->first; entry; entry = entry->next) {
        const char *text = NULL;
        if (truce__yaml_is_null(entry->value))
            TRY(truce__read_error(reader, entry->value->loc, "leave it out", "a phrase must not be empty"));
        else TRY(truce__read_name(reader, entry->value, "phrase", &text));
        if (text) texts[reader->model->n_leaves_out++] = text;
    }
    return TRUCE_OK;
}
