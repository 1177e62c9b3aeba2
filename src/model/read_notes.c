/* SPDX-License-Identifier: Apache-2.0 */
/* Sources, and the notes that cite them. */
#include "model/reader.h"

#include <stdio.h>

#define PILCROW "\xC2\xB6"

typedef struct source_fields {
    const truce__pair *title, *author, *publisher, *date, *url, *note, *called, *file;
} source_fields;

static const truce__key source_keys[] = {
    TRUCE__MAY(source_fields, title, &truce__schema_text, "What the source is called."),
    TRUCE__MAY(source_fields, author, &truce__schema_text, "Who wrote it."),
    TRUCE__MAY(source_fields, publisher, &truce__schema_text, "Who published it."),
    TRUCE__MAY(source_fields, date, &truce__schema_date, "The day it is of, YYYY-MM-DD."),
    TRUCE__MAY(source_fields, url, &truce__schema_text, "Where it can be read."),
    TRUCE__MAY(source_fields, note, &truce__schema_text, "Free text, several lines if you like."),
    TRUCE__MAY(source_fields, called, &truce__schema_text, "What sentences call it: one news article."),
    TRUCE__MAY(source_fields, file, &truce__schema_text,
               "The file with its text, as seen from the model. Each line that is not empty is a paragraph."),
};
static const truce__record source_record = TRUCE__RECORD_OF("source", source_keys, 0);
static const truce__schema source_schema = {.kind = TRUCE__SCHEMA_RECORD, .record = &source_record};
const truce__schema truce__schema_sources = {
    .kind = TRUCE__SCHEMA_MAP, .of = &source_schema, .names = TRUCE__NAMES_SOURCE, .has_ids = true, .has_gaps = true};

static truce_status read_source(truce__reader *reader, const truce__pair *entry, truce__cited_source *source) {
    source_fields given = {0};
    bool is_map = false;
    if (!truce__yaml_is_null(entry->value))
        TRY(truce__read_fields(reader, entry->value, "a source", &source_record, &given, &is_map));
    TRY(truce__read_text(reader, given.title, false, &source->title));
    TRY(truce__read_text(reader, given.author, false, &source->author));
    TRY(truce__read_text(reader, given.publisher, false, &source->publisher));
    TRY(truce__read_date(reader, given.date, &source->date));
    TRY(truce__read_text(reader, given.url, false, &source->url));
    TRY(truce__read_text(reader, given.note, true, &source->note));
    TRY(truce__read_text(reader, given.file, false, &source->file));
    if (given.file) source->file_loc = given.file->value->loc;
    return truce__read_phrase(reader, given.called, &source->called);
}

truce_status truce__read_sources(truce__reader *reader, const truce__pair *pair) {
    const truce__yaml *map;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (pair && !map) reader->blame.lost |= TRUCE__LOST_SOURCES;
    if (!map) return TRUCE_OK;
    truce__cited_source *sources = truce__arena_alloc(reader->arena, map->count, sizeof *sources);
    if (!sources) return TRUCE_E_NOMEM;
    reader->model->sources = sources;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        truce__cited_source *source = &sources[reader->model->n_sources];
        const truce__name *earlier;
        TRY(truce__read_id(reader, entry->key, "a source", false, &source->id));
        if (!source->id) continue;
        source->loc = entry->key->loc;
        truce__name name = {.text = source->id, .length = strlen(source->id), .kind = TRUCE__NAME_OTHER,
                            .index = reader->model->n_sources++, .loc = entry->key->loc};
        TRY(truce__names_add(reader->arena, &reader->sources, name, &earlier));
        TRY(read_source(reader, entry, source));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- cites */

static const truce__schema some_cites = {.kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_IN_CITES};
static const truce__schema list_of_cites = {.kind = TRUCE__SCHEMA_LIST, .of = &some_cites};
const truce__schema truce__schema_cites = {
    .kind = TRUCE__SCHEMA_TEXT, .names = TRUCE__NAMES_IN_CITES, .or = &list_of_cites};
const truce__schema truce__schema_confidence = {.kind = TRUCE__SCHEMA_DECIMAL, .range = TRUCE__RANGE_SHARE};

typedef TRUCE__VEC(truce__cite) cites;

/* The place of bytes [from, to) of a scalar; of the scalar where errors are only counted. */
static truce__loc place_in(const truce__reader *reader, const truce__yaml *node, size_t from, size_t to) {
    if (!node->is_verbatim || !truce__wants_hint(reader)) return node->loc;
    return (truce__loc){node->loc.line, node->loc.column + (uint32_t)truce__utf8_count(node->text, from),
                        (uint32_t)truce__utf8_count(node->text + from, to - from)};
}

static truce_status unknown_source(truce__reader *reader, const truce__yaml *node, size_t from, size_t to) {
    const truce_model *model = reader->model;
    const char *id = node->text + from;
    const size_t length = to - from;
    TRUCE__VEC(const char *) ids = {0};
    truce__news news;
    TRY(truce__find_news(model, TRUCE__LOST_SOURCES, id, length, &news));
    char hint[100] = "list it under 'sources'";
    if (truce__wants_hint(reader) && news != TRUCE__FOLLOWS) {
        TRY(truce__vec_reserve(reader->ctx, &ids, model->n_sources));
        for (uint32_t i = 0; i < model->n_sources; i++) ids.at[ids.count++] = model->sources[i].id;
    }
    const char *nearest = truce__nearest(id, length, ids.at, ids.count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    truce__vec_free(reader->ctx, &ids);
    if (truce__is_held_back(news, id, length, nearest)) return TRUCE_OK;
    return truce__read_error(reader, place_in(reader, node, from, to), hint, "source '%.*s' is not known",
                             truce__clip(id, length), id);
}

static bool read_paragraph(const char *text, size_t length, uint32_t *paragraph) {
    uint64_t value = 0;
    if (length == 0 || length > 9) return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    *paragraph = (uint32_t)value;
    return value > 0;
}

/* The parts of "minutes ¶3": [id] [¶ number]. `source` holds the id of the part before, for ", ¶5". */
static truce_status read_part(truce__reader *reader, const truce__yaml *node, size_t from, size_t to,
                              uint32_t *source, cites *found) {
    const char *text = node->text;
    TRY(truce__go_on(reader->ctx));
    while (from < to && text[from] == ' ') from++;
    while (to > from && text[to - 1] == ' ') to--;
    size_t mark = from;
    while (mark < to && strncmp(text + mark, PILCROW, 2) != 0) mark++;
    size_t id_end = mark;
    while (id_end > from && text[id_end - 1] == ' ') id_end--;
    if (id_end > from) {
        const truce__name *name = truce__names_find(&reader->sources, text + from, id_end - from);
        *source = name ? name->index : TRUCE__NONE;
        if (!name) return unknown_source(reader, node, from, id_end);
    } else if (*source == TRUCE__NONE) {
        if (found->count || from > 0) return TRUCE_OK; /* the part before was wrong already */
        return truce__read_error(reader, place_in(reader, node, from, to), "write 'id " PILCROW "3'",
                                 "the id of a source is missing");
    }
    truce__cite cite = {.source = *source, .loc = place_in(reader, node, from, to)};
    if (mark < to) {
        size_t number = mark + 2;
        while (number < to && text[number] == ' ') number++;
        if (!read_paragraph(text + number, to - number, &cite.paragraph))
            return truce__read_error(reader, place_in(reader, node, mark, to),
                                     "write " PILCROW " and a number from 1",
                                     "'%.*s' is not a paragraph", truce__clip(text + mark, to - mark), text + mark);
    }
    return truce__vec_push(reader->ctx, found, cite);
}

static truce_status read_cites_of(truce__reader *reader, const truce__yaml *node, cites *found) {
    if (node->kind != TRUCE__YAML_SCALAR)
        return truce__read_error(reader, node->loc, "write 'id' or 'id " PILCROW "3'", "a source is cited by text");
    uint32_t source = TRUCE__NONE;
    for (size_t from = 0, to; from <= node->length; from = to + 1) {
        const char *comma = memchr(node->text + from, ',', node->length - from);
        to = comma ? (size_t)(comma - node->text) : node->length;
        TRY(read_part(reader, node, from, to, &source, found));
    }
    return TRUCE_OK;
}

static truce_status read_cites(truce__reader *reader, const truce__yaml *node, truce__note *note) {
    cites found = {0};
    truce__cite *kept;
    truce_status status = TRUCE_OK;
    if (node->kind == TRUCE__YAML_LIST) {
        for (const truce__pair *element = node->first; element; element = element->next)
            TRY_OR_DONE(read_cites_of(reader, element->value, &found));
    } else {
        TRY_OR_DONE(read_cites_of(reader, node, &found));
    }
    kept = truce__arena_alloc(reader->arena, found.count, sizeof *kept);
    if (!kept) {
        status = TRUCE_E_NOMEM;
        goto done;
    }
    if (found.count) memcpy(kept, found.at, found.count * sizeof *kept);
    note->cites = kept;
    note->n_cites = (uint32_t)found.count;
done:
    truce__vec_free(reader->ctx, &found);
    return status;
}

static truce_status read_confidence(truce__reader *reader, const truce__pair *pair, truce__note *note) {
    const truce__yaml *value;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    truce__decimal confidence = {0};
    bool is_number = truce__decimal_parse(value->text, value->length, &confidence);
    double size = truce__decimal_double(confidence);
    char hint[TRUCE__READ_HINT] = "1 is certain; 0.8 is fairly sure";
    if (!is_number) truce__decimal_hint(value, hint);
    if (!is_number || size <= 0 || size > 1)
        return truce__read_error(reader, value->loc, hint,
                                 "a confidence is a number above 0 and at most 1, not '%.*s'", TRUCE__SHOWN(value));
    note->has_confidence = true;
    note->confidence = confidence;
    note->confidence.exact = NULL; /* nothing is compared with it: as rounded it is kept */
    return TRUCE_OK;
}

truce_status truce__read_note(truce__reader *reader, const truce__note_fields *fields, truce__note *note) {
    TRY(truce__read_text(reader, fields->because, true, &note->because));
    TRY(truce__read_clause(reader, fields->says, &note->says));
    TRY(truce__read_text(reader, fields->quote, true, &note->quote));
    if (fields->quote) note->quote_loc = fields->quote->value->loc;
    if (fields->source) TRY(read_cites(reader, fields->source->value, note));
    return read_confidence(reader, fields->confidence, note);
}
