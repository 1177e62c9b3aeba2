/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An id renamed in the text of a model, wherever it stands. The schema (schema.h) says of each place of the text what
 * is named there: it is walked beside the tree, and the walk notes the bytes of each mention. Paths of changes lead
 * through the same schema, so that the values of changes are read as what they become part of.
 *
 * Why not by the model: it no longer knows how a thing was written. Why not by edits of values: a statement would be
 * written anew as a whole, and lose its layout. Only the letters of the id are replaced here. The result is read
 * again as a proof.
 */
#include "document/document.h"
#include "document/path.h"
#include "model/lex.h"
#include "model/model.h"
#include "model/schema.h"

#include <truce/edit.h>

static const truce__schema whole = {.kind = TRUCE__SCHEMA_RECORD, .record = &truce__model_record};

typedef struct renaming {
    truce_ctx *ctx;
    const truce__source *source;
    const char *id;
    size_t length;
    unsigned kinds;             /* what the id names in this model: TRUCE__NAMES_... */
    truce__arena *arena;        /* of paths */
    TRUCE__VEC(size_t) places;  /* bytes of the source at which it stands */
} renaming;

/* A text that was read, and where it is written: bytes of the source, or a part of such a text. */
typedef struct written {
    const char *text;
    size_t length;
    const char *raw;
    size_t raw_length;
    size_t at; /* of `raw` in the source */
    truce__loc loc;
} written;

/* ------------------------------------------------------------------ mentions */

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The id as a word of its own at or behind `at`; `length` where there is none. */
static size_t next_word(const renaming *r, const char *text, size_t length, size_t at) {
    for (; at + r->length <= length; at++) {
        if (memcmp(text + at, r->id, r->length) != 0) continue;
        if (at && is_word_byte(text[at - 1])) continue;
        if (at + r->length < length && is_word_byte(text[at + r->length])) continue;
        return at;
    }
    return length;
}

static size_t count_words(const renaming *r, const char *text, size_t length, size_t most) {
    size_t count = 0;
    for (size_t at = 0; (at = next_word(r, text, length, at)) < most && at < length; at += r->length) count++;
    return count;
}

/* Notes the mention at byte `at` of the text that was read: the words of both texts are the same, one by one. */
static truce_status note(renaming *r, const written *w, size_t at) {
    size_t before = count_words(r, w->text, w->length, at), place = 0;
    if (count_words(r, w->text, w->length, w->length) != count_words(r, w->raw, w->raw_length, w->raw_length)) {
        TRY(truce__diag(r->ctx, TRUCE_ERROR, r->source, w->loc, "write it without \\", "'%s' cannot be renamed here",
                        r->id));
        return TRUCE_E_USAGE;
    }
    for (size_t i = 0;; i++, place += r->length) {
        place = next_word(r, w->raw, w->raw_length, place);
        if (i == before) break;
    }
    return truce__vec_push(r->ctx, &r->places, w->at + place);
}

static truce_status whole_id(renaming *r, const written *w) {
    bool is_it = w->length == r->length && memcmp(w->text, r->id, r->length) == 0;
    return is_it ? note(r, w, 0) : TRUCE_OK;
}

/* Behind "exactly two of" at byte `at`, whose words are no names there; 0: it does not stand there. */
static size_t behind_count(const char *text, size_t length, size_t at) {
    enum { MOST_WORDS = 4 };
    truce__token words[MOST_WORDS + 1];
    size_t n = 0, of;
    uint32_t number;
    for (; n <= MOST_WORDS; n++) {
        words[n] = truce__lex(text, length, at);
        at = words[n].start + words[n].length;
        if (words[n].kind != TRUCE__T_WORD) break;
    }
    if (n > MOST_WORDS || words[n].kind != TRUCE__T_OPEN) return 0;
#define IS(i, word) (words[i].length == strlen(word) && memcmp(text + words[i].start, word, strlen(word)) == 0)
    if (n == 3 && IS(0, "exactly")) of = 2;
    else if (n == 4 && IS(0, "at") && (IS(1, "most") || IS(1, "least"))) of = 3;
    else return 0;
    bool is_count = IS(of, "of") &&
                    truce__count_word(text + words[of - 1].start, words[of - 1].length, &number);
#undef IS
    return is_count ? words[of].start + words[of].length : 0;
}

/* Options and outcomes by name; what stands behind a relation is a level. */
static truce_status in_statement(renaming *r, const written *w) {
    bool is_level = false, is_list = false;
    if (!(r->kinds & (TRUCE__NAMES_OPTION | TRUCE__NAMES_OUTCOME))) return TRUCE_OK;
    for (size_t at = 0, behind; at < w->length;) {
        truce__token token = truce__lex(w->text, w->length, at);
        if (token.kind == TRUCE__T_END) break;
        if (token.kind == TRUCE__T_WORD && (behind = behind_count(w->text, w->length, token.start))) {
            at = behind;
            continue;
        }
        bool is_name = token.kind == TRUCE__T_WORD && !is_level && !is_list;
        if (is_name && token.length == r->length && memcmp(w->text + token.start, r->id, r->length) == 0)
            TRY(note(r, w, token.start));
        is_level = token.kind >= TRUCE__T_EQ && token.kind <= TRUCE__T_GE;
        if (token.kind == TRUCE__T_IN) is_list = true;
        if (token.kind == TRUCE__T_CLOSE) is_list = false;
        at = token.start + (token.length ? token.length : 1);
    }
    return TRUCE_OK;
}

/* "minutes ¶3, ¶5, letter" */
static truce_status in_cites(renaming *r, const written *w) {
    if (!(r->kinds & TRUCE__NAMES_SOURCE)) return TRUCE_OK;
    for (size_t at = 0; at < w->length; at++) {
        while (at < w->length && w->text[at] == ' ') at++;
        if (next_word(r, w->text, w->length, at) == at && at < w->length) TRY(note(r, w, at));
        while (at < w->length && w->text[at] != ',') at++;
    }
    return TRUCE_OK;
}

static truce_status in_path(renaming *r, const written *w, const truce__schema **end);

static truce_status in_text(renaming *r, const truce__schema *schema, const written *w) {
    const truce__schema *end;
    if (schema->names & TRUCE__NAMES_IN_STATEMENT) return in_statement(r, w);
    if (schema->names & TRUCE__NAMES_IN_CITES) return in_cites(r, w);
    if (schema->names & TRUCE__NAMES_IN_PATH) return in_path(r, w, &end);
    return schema->names & r->kinds ? whole_id(r, w) : TRUCE_OK;
}

/* --------------------------------------------------------------------- paths */

static const truce__key *key_of(const truce__record *record, const char *name) {
    for (size_t i = 0; i < record->n_keys; i++)
        if (strcmp(record->keys[i].name, name) == 0) return &record->keys[i];
    return NULL;
}

/* What names the elements of a list: the schema of their ids, or NULL. */
static const truce__schema *ids_of(const truce__schema *element) {
    for (; element; element = element->or) {
        if (element->kind == TRUCE__SCHEMA_ID) return element;
        const truce__key *id = element->kind == TRUCE__SCHEMA_RECORD ? key_of(element->record, "id") : NULL;
        if (id) return id->schema;
    }
    return NULL;
}

/* The schema of what a step leads to; NULL: it is not known. *names: what the step itself is, or NULL. */
static const truce__schema *step_into(const truce__schema *schema, const char *step, const truce__schema **names) {
    *names = NULL;
    for (; schema; schema = schema->or) {
        const truce__key *key = schema->kind == TRUCE__SCHEMA_RECORD ? key_of(schema->record, step) : NULL;
        if (key) return key->schema;
        if (schema->kind == TRUCE__SCHEMA_MAP) *names = schema;
        if (schema->kind == TRUCE__SCHEMA_LIST) *names = ids_of(schema->of);
        if (schema->kind == TRUCE__SCHEMA_MAP || schema->kind == TRUCE__SCHEMA_LIST) return schema->of;
    }
    return NULL;
}

static truce_status in_path(renaming *r, const written *w, const truce__schema **end) {
    truce__path path;
    const char *problem;
    size_t begin = 0;
    *end = NULL;
    TRY(truce__path_parse(r->arena, w->text, &path, &problem));
    if (problem) return TRUCE_OK;
    const truce__schema *schema = &whole, *names;
    for (size_t i = 0; i < path.count && schema; begin = path.steps[i++].end) {
        const truce__step *step = &path.steps[i];
        schema = step_into(schema, step->text, &names);
        if (!names) continue;
        /* the mention within the step, then the step within the path */
        const written part = {step->text, step->length, w->text + begin, step->end - begin, begin, w->loc};
        size_t first = r->places.count;
        TRY(in_text(r, names, &part));
        size_t count = r->places.count;
        for (size_t k = first; k < count; k++) {
            size_t at = r->places.at[k];
            TRY(note(r, w, at));
            r->places.at[k] = r->places.at[--r->places.count];
        }
    }
    *end = schema;
    return TRUCE_OK;
}

/* ---------------------------------------------------------------------- tree */

static truce_status walk(renaming *r, const truce__schema *schema, const truce__yaml *node);

static truce_status scalar(renaming *r, const truce__schema *schema, const truce__yaml *node) {
    size_t start = node->extent.start, end = node->extent.end;
    if (end <= start) return TRUCE_OK;
    const written w = {node->text, node->length, r->source->text + start, end - start, start, node->loc};
    for (; schema; schema = schema->or)
        if (schema->names && schema->kind != TRUCE__SCHEMA_MAP) TRY(in_text(r, schema, &w));
    return TRUCE_OK;
}

/* What the value of a change becomes part of, by the path beside it. */
static truce_status schema_by_path(renaming *r, const truce__record *record, const truce__yaml *map,
                                   const truce__schema **schema) {
    *schema = NULL;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        const truce__key *key = key_of(record, entry->key->text);
        const truce__yaml *value = entry->value;
        if (!key || !key->schema || !(key->schema->names & TRUCE__NAMES_IN_PATH)) continue;
        if (value->kind != TRUCE__YAML_SCALAR) continue;
        const written w = {value->text, value->length, value->text, value->length, 0, value->loc};
        size_t before = r->places.count;
        TRY(in_path(r, &w, schema));
        r->places.count = before;
    }
    return TRUCE_OK;
}

static truce_status walk_record(renaming *r, const truce__record *record, const truce__yaml *map) {
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        const truce__key *key = key_of(record, entry->key->text);
        const truce__schema *schema = key ? key->schema : NULL;
        if (schema && schema->kind == TRUCE__SCHEMA_ANY) TRY(schema_by_path(r, record, map, &schema));
        if (schema) TRY(walk(r, schema, entry->value));
    }
    return TRUCE_OK;
}

static truce_status walk_map(renaming *r, const truce__schema *schema, const truce__yaml *node) {
    for (const truce__pair *entry = node->first; entry; entry = entry->next) {
        const truce__schema key = {.kind = TRUCE__SCHEMA_TEXT, .names = schema->names};
        TRY(scalar(r, &key, entry->key));
        TRY(walk(r, schema->of, entry->value));
    }
    return TRUCE_OK;
}

static truce_status walk(renaming *r, const truce__schema *schema, const truce__yaml *node) {
    TRY(truce__go_on(r->ctx));
    if (node->kind == TRUCE__YAML_SCALAR) return scalar(r, schema, node);
    for (; schema; schema = schema->or) {
        if (node->kind == TRUCE__YAML_MAP && schema->kind == TRUCE__SCHEMA_RECORD)
            return walk_record(r, schema->record, node);
        if (node->kind == TRUCE__YAML_MAP && schema->kind == TRUCE__SCHEMA_MAP) return walk_map(r, schema, node);
        if (node->kind != TRUCE__YAML_LIST || schema->kind != TRUCE__SCHEMA_LIST) continue;
        for (const truce__pair *element = node->first; element; element = element->next)
            TRY(walk(r, schema->of, element->value));
        return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------------- ids */

/* What the id names in the model. */
static unsigned kinds_of(const truce_model *model, const char *id) {
    unsigned kinds = 0;
#define LOOK(list, count, kind)                                    \
    for (uint32_t i = 0; i < model->count; i++)                    \
        if (strcmp(model->list[i].id, id) == 0) kinds |= (kind)
    LOOK(parties, n_parties, TRUCE__NAMES_PARTY);
    if (!model->is_plain) LOOK(options, n_options, TRUCE__NAMES_OPTION);
    LOOK(outcomes, n_outcomes, TRUCE__NAMES_OUTCOME);
    LOOK(sources, n_sources, TRUCE__NAMES_SOURCE);
    LOOK(events, n_events, TRUCE__NAMES_EVENT);
    LOOK(levers, n_levers, TRUCE__NAMES_LEVER);
#undef LOOK
    for (uint32_t h = 0; h < model->n_homes; h++)
        for (uint32_t i = 0; i < model->homes[h].n_actors; i++)
            if (model->homes[h].actors[i].party == TRUCE__NONE && strcmp(model->homes[h].actors[i].id, id) == 0)
                kinds |= TRUCE__NAMES_ACTOR;
    return kinds;
}

#define REFUSE(hint, ...)                                                                                       \
    (truce__diag(ctx, TRUCE_ERROR, &model->source, (truce__loc){0}, (hint), __VA_ARGS__) == TRUCE_OK            \
         ? TRUCE_E_USAGE                                                                                        \
         : TRUCE_E_NOMEM)

static truce_status check_ids(truce_ctx *ctx, const truce_model *model, const char *id, const char *other,
                              unsigned *kinds) {
    size_t length = strlen(other);
    *kinds = kinds_of(model, id);
    if (!*kinds) return REFUSE(NULL, "nothing in the model has the id '%s'", id);
    if (*kinds & (*kinds - 1)) return REFUSE("rename one of them by hand", "'%s' is the id of several things", id);
    if (!truce__is_id(other, length))
        return REFUSE("an id has small letters a-z, digits and _, and begins with a letter",
                      "'%.*s' cannot be an id", truce__clip(other, length), other);
    if (!truce__is_bare(other, length) || strcmp(other, "rest") == 0)
        return REFUSE(NULL, "'%s' is a word of the language and cannot be an id", other);
    if (kinds_of(model, other)) return REFUSE(NULL, "the id '%s' is taken", other);
    return TRUCE_OK;
}

/* --------------------------------------------------------------------- text */

static int by_place(const void *a, const void *b) {
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A value behind an anchor is walked once for each alias: places may recur. */
static truce_status write(renaming *r, const char *other, truce__text *text) {
    const truce__source *source = r->source;
    size_t done = 0;
    TRY(truce__sort(r->ctx, r->places.at, r->places.count, sizeof *r->places.at, by_place));
    for (size_t i = 0; i < r->places.count; i++) {
        if (i && r->places.at[i] == r->places.at[i - 1]) continue;
        truce__text_add(text, source->text + done, r->places.at[i] - done);
        truce__text_puts(text, other);
        done = r->places.at[i] + r->length;
    }
    truce__text_add(text, source->text + done, source->length - done);
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

/* Reads the new text: it must be a model, in which nothing has the old id. */
static truce_status prove(truce_ctx *ctx, const truce__text *text, const char *file, const char *id) {
    truce_model *model = NULL;
    TRY(truce_parse(ctx, truce__text_bytes(text), text->length, file, &model));
    bool is_left = kinds_of(model, id) != 0;
    truce_model_free(model);
    return is_left ? TRUCE_E_BUG : TRUCE_OK;
}

static truce_status find_places(renaming *r, const truce_model *model) {
    truce__document document = {0};
    truce_status status = truce__document_reread(r->ctx, &model->source, &document);
    r->source = &model->source;
    if (status == TRUCE_OK && !document.root) status = TRUCE_E_BUG;
    if (status == TRUCE_OK) status = walk(r, &whole, document.root);
    truce__document_free(&document);
    return status;
}

static truce_status rename_in(truce_ctx *ctx, const truce_model *model, const char *id, const char *other,
                              truce__text *text) {
    truce__arena arena;
    renaming r = {.ctx = ctx, .id = id, .length = strlen(id), .arena = &arena};
    TRY(check_ids(ctx, model, id, other, &r.kinds));
    truce__arena_init(&arena, ctx);
    truce_status status = find_places(&r, model);
    if (status == TRUCE_OK) status = write(&r, other, text);
    truce__vec_free(ctx, &r.places);
    truce__arena_free(&arena);
    return status == TRUCE_OK ? prove(ctx, text, model->source.file, id) : status;
}

truce_status truce_text_rename(truce_ctx *ctx, const char *text, size_t length, const char *file, const char *id,
                               const char *other, char **renamed, size_t *renamed_length) {
    truce_model *model = NULL;
    truce__text made;
    TRY(truce_parse(ctx, text, length, file, &model));
    truce__text_init(&made, ctx);
    truce_status status = rename_in(ctx, model, id, other, &made);
    if (status == TRUCE_OK) status = truce__hand_over(&made, text, length, renamed, renamed_length);
    truce__text_free(&made);
    truce_model_free(model);
    return status;
}
