/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From bytes to a model. The parts are read in the order in which they build on each other (parties before
 * preferences), whatever their order in the file; the diagnostics are put into the order of the file at the end.
 */
#include "document/document.h"
#include "model/reader.h"

enum { MOST_KEPT = 256 << 10 }; /* bytes of a text whose tree stays with the model: what it takes is then no matter */

/* ----------------------------------------------------------------- parts */

typedef struct parts {
    const truce__pair *truce, *title, *summary, *date, *leaves_out, *sources, *parties, *states, *feasible, *coalesce,
        *status_quo, *outcomes, *preferences, *moves, *no_deal, *pain, *utilities, *ratify, *expires, *audience,
        *behaviour, *perceives, *tempo, *levers, *events;
} parts;

static truce_status check_version(truce__reader *reader, const parts *part, bool *is_ours) {
    const truce__yaml *value;
    *is_ours = true;
    if (!part->truce)
        return truce__read_missing(reader, reader->root, &truce__model_record, reader->root->loc,
                                   "begin the file with the line 'truce: 1'", "the format's version is missing");
    TRY(truce__read_kind(reader, part->truce, TRUCE__YAML_SCALAR, &value));
    if (!value || strcmp(value->text, "1") == 0) return TRUCE_OK;
    *is_ours = false;
    return truce__read_error(reader, value->loc, "write 'truce: 1'",
                             "this is not a version of the format that truce %s reads", truce_version());
}

static truce_status read_head(truce__reader *reader, const parts *part) {
    truce_model *model = reader->model;
    TRY(truce__read_text(reader, part->title, false, &model->title));
    TRY(truce__read_text(reader, part->summary, true, &model->summary));
    TRY(truce__read_date(reader, part->date, &model->date));
    TRY(truce__read_leaves_out(reader, part->leaves_out));
    return truce__read_sources(reader, part->sources);
}

/* What lies around the conflict itself: agreements, homes, time. */
static truce_status read_surroundings(truce__reader *reader, const parts *part) {
    truce_model *model = reader->model;
    TRY(truce__read_said(reader, part->no_deal, &model->no_deal));
    TRY(truce__read_said(reader, part->pain, &model->pain));
    TRY(truce__read_utilities(reader, part->utilities));
    TRY(truce__read_ratify(reader, part->ratify));
    TRY(truce__read_expires(reader, part->expires));
    TRY(truce__read_audience(reader, part->audience));
    TRY(truce__read_behaviour(reader, part->behaviour));
    TRY(truce__read_perceives(reader, part->perceives));
    TRY(truce__read_tempo(reader, part->tempo));
    TRY(truce__read_levers(reader, part->levers));
    return truce__read_events(reader, part->events);
}

static truce_status read_parts(truce__reader *reader, const parts *part) {
    truce_model *model = reader->model;
    TRY(read_head(reader, part));
    TRY(truce__read_states(reader, part->states));
    TRY(truce__read_parties(reader, part->parties));
    TRY(truce__read_outcomes(reader, part->outcomes));
    TRY(truce__read_rules(reader, part->feasible, &model->rules, &model->n_rules));
    TRY(truce__read_rules(reader, part->coalesce, &model->coalesce, &model->n_coalesce));
    TRY(truce__read_status_quo(reader, part->status_quo));
    TRY(truce__read_moves(reader, part->moves));
    TRY(truce__read_preferences(reader, part->preferences));
    TRY(truce__read_apart(reader));
    return read_surroundings(reader, part);
}

static const truce__schema a_version = {.kind = TRUCE__SCHEMA_VERSION};

static const truce__key keys[] = {
    TRUCE__MUST(parts, truce, &a_version, "The version of this format: 1."),
    TRUCE__MAY(parts, title, &truce__schema_text, "What the model is about, in one line."),
    TRUCE__MAY(parts, summary, &truce__schema_text, "Free text about the conflict, several lines if you like."),
    TRUCE__MAY(parts, date, &truce__schema_date, "The day the model speaks of, YYYY-MM-DD."),
    TRUCE__MAY(parts, leaves_out, &truce__schema_texts, "What the model leaves out, as its author sees it: phrases."),
    TRUCE__MAY(parts, sources, &truce__schema_sources, "What the model rests on, by id."),
    TRUCE__MUST(parts, parties, &truce__schema_parties, "Who decides, and what each party can do."),
    TRUCE__MAY(parts, states, &truce__schema_states, "A plain graph: the names of its states, instead of options."),
    TRUCE__MAY(parts, feasible, &truce__schema_rules, "Rules: a state in which one of them is false does not exist."),
    TRUCE__MAY(parts, coalesce, &truce__schema_rules, "All states in which one of these is true count as one state."),
    TRUCE__MAY(parts, status_quo, &truce__schema_status_quo, "Today's state: a level for each option, or a number."),
    TRUCE__MAY(parts, outcomes, &truce__schema_outcomes, "Names for sets of states."),
    TRUCE__MAY(parts, preferences, &truce__schema_preferences, "What each party wants: order, rank or weigh."),
    TRUCE__MAY(parts, moves, &truce__schema_moves, "Moves between states, instead of those by options."),
    TRUCE__MAY(parts, no_deal, &truce__schema_said, "What each party has without an agreement; else the status quo."),
    TRUCE__MAY(parts, pain, &truce__schema_said, "Where things hurt each party."),
    TRUCE__MAY(parts, utilities, &truce__schema_utilities, "Numbers for statements, for cardinal bargaining only."),
    TRUCE__MAY(parts, ratify, &truce__schema_ratify, "Who at home has to agree to what a party agrees to."),
    TRUCE__MAY(parts, expires, &truce__schema_expires, "What arrangements turn into by themselves."),
    TRUCE__MAY(parts, audience, &truce__schema_audience, "Who pays at home for backing down in public."),
    TRUCE__MAY(parts, behaviour, &truce__schema_behaviour, "By which solution concept each party judges states."),
    TRUCE__MAY(parts, perceives, &truce__schema_perceives, "What parties misread: how they see this file."),
    TRUCE__MAY(parts, tempo, &truce__schema_tempo, "How often each party decides, for forecasts."),
    TRUCE__MAY(parts, levers, &truce__schema_levers, "What somebody could change, and what that costs."),
    TRUCE__MAY(parts, events, &truce__schema_events, "What happened, as dated changes of this file."),
};
const truce__record truce__model_record = TRUCE__RECORD_OF("model", keys, 0);

/* What may stand under keys that are not known. */
static uint32_t lost_with(const parts *part) {
    return (part->parties ? 0 : TRUCE__LOST_PARTIES | TRUCE__LOST_NAMES) | (part->sources ? 0 : TRUCE__LOST_SOURCES) |
           (part->outcomes ? 0 : TRUCE__LOST_NAMES);
}

static truce_status read_root(truce__reader *reader, const truce__yaml *root, bool has_events) {
    parts part = {0};
    bool is_map, is_ours;
    reader->root = root;
    reader->model_record = &truce__model_record;
    reader->blame.arena = reader->arena;
    reader->model->blame = &reader->blame;
    TRY(truce__read_fields(reader, root, "a model", &truce__model_record, &part, &is_map));
    if (!is_map) return TRUCE_OK;
    if (!has_events) part.events = NULL;
    if (truce__has_stranger(root, &truce__model_record)) reader->blame.lost = lost_with(&part);
    TRY(check_version(reader, &part, &is_ours));
    return is_ours ? read_parts(reader, &part) : TRUCE_OK;
}

/* ----------------------------------------------------------------- parse */

static truce_status read_model(truce__reader *reader, truce__document *document, const char *text, size_t length,
                               const char *file) {
    size_t errors = reader->errors_before = truce_diag_count(reader->ctx, TRUCE_ERROR);
    truce__sha256(text, length, reader->model->sha256);
    truce_status status = truce__document_read(reader->ctx, reader->arena, text, length, file, document);
    reader->model->source = document->source;
    TRY(status);
    reader->has_text = true;
    if (document->root) TRY(read_root(reader, document->root, true));
    else if (truce_diag_count(reader->ctx, TRUCE_ERROR) == errors)
        TRY(truce__read_error(reader, (truce__loc){0}, "a model begins with 'truce: 1'", "the text holds no values"));
    return truce_diag_count(reader->ctx, TRUCE_ERROR) != errors ? TRUCE_E_MODEL : TRUCE_OK;
}

/* A model with nothing in it, in an arena of its own. */
static truce_status begin(truce_ctx *ctx, truce_model **model) {
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    *model = truce__arena_alloc(&arena, 1, sizeof **model);
    if (!*model) return TRUCE_E_NOMEM;
    (*model)->arena = arena;
    (*model)->title = "";
    return TRUCE_OK;
}

/* Hands the model over, or lets it go. */
static truce_status end(truce_ctx *ctx, truce_status status, size_t first, truce_model *made, truce_model **model) {
    made->blame = NULL;
    truce__diags_sort(ctx, first);
    if (status == TRUCE_OK) *model = made;
    else truce_model_free(made);
    return status;
}

truce_status truce_parse(truce_ctx *ctx, const char *text, size_t length, const char *file, truce_model **model) {
    size_t first = truce_diags_total(ctx);
    truce__document document = {.root = NULL};
    truce_model *made;
    *model = NULL;
    if (!file) file = "";
    if (length > TRUCE__MAX_TEXT) return truce__too_long(ctx, length, file);
    TRY(begin(ctx, &made));
    truce__reader reader = {.ctx = ctx, .model = made, .arena = &made->arena};
    truce_status status = read_model(&reader, &document, text ? text : "", length, file);
    if (status == TRUCE_OK && length <= MOST_KEPT) {
        made->root = document.root;
        truce__arena_adopt(&made->arena, &document.nodes);
    }
    truce__document_free(&document);
    return end(ctx, status, first, made, model);
}

truce_status truce__parse_document(truce_ctx *ctx, truce__document *document, const char *file,
                                   truce_model **model) {
    const truce__source *source = &document->source;
    if (source->length > MOST_KEPT) return truce_parse(ctx, source->text, source->length, file, model);
    size_t first = truce_diags_total(ctx), errors = truce_diag_count(ctx, TRUCE_ERROR);
    truce_model *made;
    *model = NULL;
    TRY(begin(ctx, &made));
    truce__reader reader = {
        .ctx = ctx, .model = made, .arena = &made->arena, .errors_before = errors, .has_text = true};
    truce__sha256(source->text, source->length, made->sha256);
    made->source = *source;
    made->source.file = truce__arena_text(&made->arena, file, strlen(file));
    made->root = document->root;
    truce__arena_adopt(&made->arena, &document->nodes);
    truce_status status = made->source.file ? read_root(&reader, made->root, true) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK && truce_diag_count(ctx, TRUCE_ERROR) != errors) status = TRUCE_E_MODEL;
    return end(ctx, status, first, made, model);
}

truce_status truce__model_read(truce_ctx *ctx, const truce__yaml *root, const truce__source *source,
                               truce_model **model) {
    size_t first = truce_diags_total(ctx), errors = truce_diag_count(ctx, TRUCE_ERROR);
    truce_model *made;
    *model = NULL;
    TRY(begin(ctx, &made));
    made->source = *source;
    truce__reader reader = {.ctx = ctx, .model = made, .arena = &made->arena, .errors_before = errors};
    truce_status status = read_root(&reader, root, false);
    if (status == TRUCE_OK && truce_diag_count(ctx, TRUCE_ERROR) != errors) status = TRUCE_E_MODEL;
    return end(ctx, status, first, made, model);
}

truce_status truce__model_document(truce_ctx *ctx, const truce_model *model, truce__document *document) {
    if (!model->root) return truce__document_reread(ctx, &model->source, document);
    *document = (truce__document){.source = model->source, .root = model->root};
    truce__arena_init(&document->nodes, ctx);
    return TRUCE_OK;
}
