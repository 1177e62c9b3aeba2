/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `check`: what is wrong with a model, and what it says. There is a result without a graph or a model
 * too: then the diagnostics tell why.
 *
 * Editors show a text while it is being written and is no model yet. So `document` is the structure of the YAML, not
 * the model: what a reader of models would refuse is still there to be mended, and new keys need no change here.
 */
#include "document/locate.h"
#include "model/completions.h"
#include "model/inputs.h"
#include "questions/check/check_parsed.h"
#include "questions/check/check_views.h"
#include "questions/check/check_words.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/naming.h"
#include "words/say.h"

enum { MOST_BYTES = 16 << 20 }; /* of a document, its aliases unfolded */

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

/* -------------------------------------------------------------------- head */

static size_t count_of(const truce__at *at, truce_severity severity) {
    return truce_diag_count(at->result->ctx, severity);
}

IS(has_model, at->model != NULL)
IS(has_graph, at->graph != NULL)
IS(is_open, at->model && truce__is_open_model(at->model))
GET(file, truce__text_of(at->result->self))
GET(is_ok, truce__bool(count_of(at, TRUCE_ERROR) == 0))
GET(errors, truce__number(count_of(at, TRUCE_ERROR)))
GET(warnings, truce__number(count_of(at, TRUCE_WARNING)))
GET(title, truce__text_of(truce_model_title(at->model)))
GET(sha256, truce__text_of(truce_model_sha256(at->model)))
GET(model, has_model(at) ? truce__bool(true) : truce__none())
GET(option_count, truce__number(truce__option_domain.count(at)))
GET(states, has_graph(at) ? truce__bool(true) : truce__none())
GET(status_quo, has_graph(at) ? truce__get_status_quo(at) : truce__none())
static const truce__field model_fields[] = {
    {"title", TEXT, IN_JSON, .get = title}, {"sha256", TEXT, IN_JSON, .get = sha256}, {0}};

/* ------------------------------------------------------------- diagnostics */

static const char *const severity_names[] = {"error", "warning", NULL};

static const truce_diag *diag_at(const truce__at *at) { return truce_diag_at(at->result->ctx, at->index); }
static uint64_t count_diags(const truce__at *at) { return truce_diags_total(at->result->ctx); }
IS(has_diags, count_diags(at) > 0)
GET(severity, truce__text_of(severity_names[diag_at(at)->severity == TRUCE_ERROR ? 0 : 1]))
GET(diag_file, truce__text_of(diag_at(at)->file))
GET(line, truce__number(diag_at(at)->line))
GET(column, truce__number(diag_at(at)->column))
GET(length, truce__number(diag_at(at)->length))
GET(message, truce__text_of(diag_at(at)->message))
GET(hint, truce__text_of(diag_at(at)->hint))

/* ------------------------------------------------------------------ inputs */

/* An input, kept while its list is gone through. */
typedef struct entry {
    truce__input input;
    truce__span span;
    bool is_found; /* the span */
} entry;

/* What `open` of the list makes. Texts and spans are the arena's. */
typedef struct gathered {
    truce__pair root; /* first: the document asked for */
    truce_ctx *ctx;
    truce__arena arena;
    TRUCE__VEC(entry) inputs;
    truce__document own, asked; /* the model's, and where that is another the one asked for */
    truce_status status;
} gathered;

static const char *keep(gathered *g, const char *text) {
    const char *kept = text ? truce__arena_text(&g->arena, text, strlen(text)) : NULL;
    if (text && !kept) g->status = TRUCE_E_NOMEM;
    return kept;
}

static void add_input(void *ud, const truce__input *input) {
    gathered *g = ud;
    entry one = {.input = *input};
    one.input.id = keep(g, input->id);
    one.input.text = keep(g, input->text);
    one.input.path = keep(g, input->path);
    if (truce__vec_push(g->ctx, &g->inputs, one) != TRUCE_OK) g->status = TRUCE_E_NOMEM;
}

static void close_inputs(truce__at *at) {
    gathered *g = (gathered *)(uintptr_t)at->self;
    truce__document_free(&g->asked);
    truce__document_free(&g->own);
    truce__vec_free(g->ctx, &g->inputs);
    truce__arena_free(&g->arena);
    truce__free(g->ctx, g);
}

static truce_status open_inputs(truce__at *at) {
    truce_ctx *ctx = at->result->ctx;
    gathered *g = truce__calloc(ctx, 1, sizeof *g);
    if (!g) return TRUCE_E_NOMEM;
    g->ctx = ctx;
    truce__arena_init(&g->arena, ctx);
    at->self = g;
    truce_status status = has_model(at) ? truce__inputs_each(ctx, at->model, add_input, g) : TRUCE_OK;
    if (status == TRUCE_OK) status = g->status;
    if (status != TRUCE_OK) close_inputs(at);
    return status;
}

static truce_status locate_all(gathered *g) {
    truce__locator locator;
    truce__locator_init(&locator, g->ctx, &g->own);
    for (size_t i = 0; i < g->inputs.count; i++) {
        entry *one = &g->inputs.at[i];
        TRY(truce__locate(&locator, one->input.path, &one->span, &one->is_found));
    }
    return TRUCE_OK;
}

IS(shows_words, at->result->options->show_words)
IS(asks_document, at->result->options->document != NULL)

static void close_parsed(truce__at *at) {
    truce__parsed *parsed = (truce__parsed *)(uintptr_t)at->self;
    truce__vec_free(at->result->ctx, parsed);
    truce__free(at->result->ctx, parsed);
}

static uint64_t count_parsed(const truce__at *at) { return ((const truce__parsed *)at->self)->count; }

/* The nodes of an input's statement: made when a walk comes to it. */
static truce_status open_parsed(truce__at *at) {
    truce_ctx *ctx = at->result->ctx;
    const truce__input *input = &((const gathered *)at->self)->inputs.at[at->index].input;
    truce__parsed *parsed = truce__calloc(ctx, 1, sizeof *parsed);
    if (!parsed) return TRUCE_E_NOMEM;
    truce_status status = truce__parse_input(ctx, input, parsed);
    at->self = parsed;
    if (status != TRUCE_OK) close_parsed(at);
    return status;
}

#define ENTRY (&((const gathered *)at->self)->inputs.at[at->index])
#define NOTE (ENTRY->input.note)
static uint64_t count_inputs(const truce__at *at) { return ((const gathered *)at->self)->inputs.count; }

static const truce__cite *cite_at(const truce__at *at) {
    return &((const gathered *)at->self)->inputs.at[at->up->index].input.note->cites[at->index];
}

static const truce__cited_source *source_at(const truce__at *at) { return &at->model->sources[cite_at(at)->source]; }
static uint64_t count_cites(const truce__at *at) { return NOTE->n_cites; }
GET(source_id, truce__text_of(source_at(at)->id))
GET(source_title, truce__text_of(source_at(at)->title))
GET(paragraph, cite_at(at)->paragraph ? truce__number(cite_at(at)->paragraph) : truce__none())
static const truce__field cite_fields[] = {
    {"source", TEXT, IN_JSON, .get = source_id},
    {"title", TEXT, IN_JSON, TRUCE__NULLABLE, .get = source_title},
    {"paragraph", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = paragraph},
    {0}};

GET(span_line, truce__number(ENTRY->span.line))
GET(span_column, truce__number(ENTRY->span.column))
GET(span_end_line, truce__number(ENTRY->span.end_line))
GET(span_end_column, truce__number(ENTRY->span.end_column))
GET(position, ENTRY->is_found ? truce__bool(true) : truce__none())
static const truce__field span_fields[] = {
    {"line", NUMBER, IN_JSON, .get = span_line},
    {"column", NUMBER, IN_JSON, .get = span_column, .about = "in characters, from 1"},
    {"end_line", NUMBER, IN_JSON, .get = span_end_line},
    {"end_column", NUMBER, IN_JSON, .get = span_end_column, .about = "behind the last letter"},
    {0}};

static void add_cites(truce__text *text, const truce_model *model, const truce__note *note) {
    for (uint32_t i = 0; i < note->n_cites; i++) {
        if (i) truce__text_puts(text, "; ");
        truce__text_puts(text, model->sources[note->cites[i].source].id);
        if (!note->cites[i].paragraph) continue;
        truce__text_puts(text, " ¶");
        truce__text_number(text, note->cites[i].paragraph);
    }
}

/* "minutes ¶4; report" */
static truce__value cites_of(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    add_cites(text, at->model, NOTE);
    return NOTE->n_cites ? truce__text_of(truce__text_bytes(text)) : truce__none();
}

static truce__value confidence(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    if (!NOTE->has_confidence) return truce__none();
    truce__decimal_write(text, NOTE->confidence);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__decimal_of(truce__text_bytes(text));
}

GET(kind, truce__text_of(ENTRY->input.kind))
GET(told_kind, truce__message_of(truce__input_kind(ENTRY->input.kind)))
GET(id, truce__text_of(ENTRY->input.id))
GET(input_text, truce__text_of(ENTRY->input.text))
GET(party, truce__text_of(ENTRY->input.party))
GET(because, truce__text_of(NOTE->because))
GET(path, truce__text_of(ENTRY->input.path))
GET(quote, truce__text_of(NOTE->quote))

/* An input as a clause. */
static truce__value words_of(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__input_words(text, at, &ENTRY->input);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return text->length ? truce__text_of(truce__text_bytes(text)) : truce__none();
}
static const truce__field input_fields[] = {
    {"kind", TEXT, IN_DATA, .get = kind},
    {"kind", TEXT, IN_PAPER, .get = told_kind, .head = HEAD(INPUT)},
    {"id", TEXT, IN_DATA | IN_PAPER, .get = id, .head = HEAD(ID)},
    {"text", TEXT, IN_DATA | IN_PAPER, .get = input_text, .head = HEAD(WHAT_IT_SAYS)},
    {"party", TEXT, IN_DATA | IN_PAPER, TRUCE__NULLABLE, .get = party, .head = HEAD(PARTY)},
    {"sources", LIST, IN_JSON, .count = count_cites, .of = RECORD_OF(cite_fields)},
    {"sources", TEXT, IN_CSV | IN_PAPER, .get = cites_of, .head = HEAD(SOURCES)},
    {"because", TEXT, IN_DATA | IN_PAPER, TRUCE__NULLABLE, .get = because, .head = HEAD(BECAUSE)},
    {"confidence", DECIMAL, IN_DATA | IN_PAPER, TRUCE__NULLABLE, .get = confidence, .head = HEAD(CONFIDENCE)},
    {"path", TEXT, IN_DATA, .get = path, .about = "as edits write it"},
    {"quote", TEXT, IN_DATA, TRUCE__NULLABLE, .get = quote, .about = "what the source says there"},
    {"words", TEXT, IN_DATA, TRUCE__NULLABLE, .get = words_of, .when = shows_words,
     .about = "the statement as a clause, by the author's words"},
    {"position", RECORD, IN_JSON, TRUCE__NULLABLE, .get = position, .of = span_fields,
     .about = "where the value stands in the file"},
    {"parsed", LIST, IN_JSON, .open = open_parsed, .close = close_parsed, .count = count_parsed,
     .of = ITEM(CHOICE, 0, .of = truce__parsed_choices), .when = asks_document,
     .about = "the statement, operands before their operator; none of more than 512 nodes"},
    {0}};

/* ---------------------------------------------------------------- document */

#define PAIR ((const truce__pair *)at->self)

/* Takes what the node will need from *room; false when that is not enough. */
static bool fits(const truce__yaml *node, size_t *room) {
    size_t bytes = node->kind == TRUCE__YAML_SCALAR ? node->length + 8 : 8;
    if (bytes > *room) return false;
    *room -= bytes;
    for (const truce__pair *pair = node->first; pair; pair = pair->next)
        if ((pair->key && !fits(pair->key, room)) || !fits(pair->value, room)) return false;
    return true;
}

/* The document asked for is as a rule the one that the model was parsed from. */
static bool is_of_model(const truce__at *at, const gathered *g) {
    const truce_render_options *o = at->result->options;
    char sha256[65];
    if (!at->model || !g->own.root) return false;
    truce__sha256(o->document, o->document_length, sha256);
    return strcmp(sha256, at->model->sha256) == 0;
}

/* NULL: it is not one YAML document. */
static truce_status read_document(const truce__at *at, gathered *g, const truce__yaml **root) {
    const truce_render_options *o = at->result->options;
    truce__source source;
    *root = g->own.root;
    if (is_of_model(at, g)) return TRUCE_OK;
    *root = NULL;
    TRY(truce__keep_text(&g->arena, o->document, o->document_length, "", &source)); /* with a 0 behind it */
    if (truce__utf8_check(source.text, source.length) < source.length) return TRUCE_OK;
    truce_status status = truce__document_reread(at->result->ctx, &source, &g->asked);
    *root = g->asked.root;
    return status;
}

static truce_status open_texts(truce__at *at) {
    TRY(open_inputs(at));
    gathered *g = (gathered *)(uintptr_t)at->self;
    const truce__yaml *root = NULL;
    size_t room = MOST_BYTES;
    truce_status status = at->model ? truce__model_document(g->ctx, at->model, &g->own) : TRUCE_OK;
    if (status == TRUCE_OK) status = locate_all(g);
    if (status == TRUCE_OK && at->result->options->document) status = read_document(at, g, &root);
    if (root && fits(root, &room)) g->root.value = root;
    if (status != TRUCE_OK) close_inputs(at);
    return status;
}

/* ------------------------------------------------------------ diagnostics */

/* The document, so that they can say where in it they stand. */
static truce_status open_diags(truce__at *at) {
    gathered *g = truce__calloc(at->result->ctx, 1, sizeof *g);
    if (!g) return TRUCE_E_NOMEM;
    g->ctx = at->result->ctx;
    truce__arena_init(&g->arena, g->ctx);
    at->self = g;
    bool reads = asks_document(at) && has_diags(at);
    truce_status status = reads && at->model ? truce__model_document(g->ctx, at->model, &g->own) : TRUCE_OK;
    if (reads && status == TRUCE_OK) status = read_document(at, g, &g->root.value);
    if (status != TRUCE_OK) close_inputs(at);
    return status;
}

static truce__value diag_path(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    const truce_diag *diag = diag_at(at);
    const truce__yaml *root = ((const gathered *)at->self)->root.value;
    truce__text_clear(text);
    if (root && diag->line) truce__path_at(root, diag->line, diag->column, text);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return text->length ? truce__text_of(truce__text_bytes(text)) : truce__none();
}
static const truce__field diag_fields[] = {
    {"severity", TEXT, IN_DATA | IN_PAPER, .get = severity, .one_of = severity_names, .head = HEAD(SEVERITY)},
    {"file", TEXT, IN_DATA | IN_PAPER, TRUCE__NULLABLE, .get = diag_file, .head = HEAD(FILE)},
    {"line", NUMBER, IN_DATA | IN_PAPER, TRUCE__RIGHT, .get = line,
     .head = HEAD(LINE), .about = "0: about the whole"},
    {"column", NUMBER, IN_DATA | IN_PAPER, TRUCE__RIGHT, .get = column, .head = HEAD(COLUMN)},
    {"length", NUMBER, IN_DATA, .get = length},
    {"message", TEXT, IN_DATA | IN_PAPER, .get = message, .head = HEAD(MESSAGE)},
    {"hint", TEXT, IN_DATA | IN_PAPER, TRUCE__NULLABLE, .get = hint, .head = HEAD(HINT)},
    {"path", TEXT, IN_JSON, TRUCE__NULLABLE, .get = diag_path, .when = asks_document,
     .about = "of the value where it stands, as edits write it"},
    {0}};

IS(is_map, PAIR->value && PAIR->value->kind == TRUCE__YAML_MAP)
IS(is_list, PAIR->value && PAIR->value->kind == TRUCE__YAML_LIST)
GET(scalar, !PAIR->value || truce__yaml_is_null(PAIR->value) ? truce__none() : truce__text_of(PAIR->value->text))
static const truce__field node; /* contains itself */
static const truce__field forms_of_node[] = {
    {NULL, MAP, IN_JSON, .when = is_map, .next = truce__next_pair, .key_of = truce__pair_key, .of = &node},
    {NULL, LIST, IN_JSON, .when = is_list, .next = truce__next_pair, .of = &node},
    {NULL, TEXT, IN_JSON, TRUCE__NULLABLE, .get = scalar},
    {0}};
static const truce__field node = {NULL, CHOICE, IN_JSON, .of = forms_of_node, .name = "yaml"};

static const truce__field text_fields[] = {
    {"inputs", LIST, IN_JSON, TRUCE__TALL, .count = count_inputs, .of = RECORD_OF(input_fields)},
    {"document", CHOICE, IN_JSON, .of = forms_of_node, .when = asks_document,
     .about = "the structure of the text: scalars as they are written, keys and positions as in paths; null where it "
              "is not one YAML document or unfolds to more than 16 MiB"},
    {0}};

/* ------------------------------------------------------------------- prose */

IS(shows_inputs, at->result->options->show_inputs)
IS(hides_inputs, !shows_inputs(at))
IS(tells_inputs, shows_inputs(at) && has_model(at))
IS(tells_sources, tells_inputs(at) && at->model->n_sources > 0)

static void say_verdict(const truce__at *at, truce__say *say) {
    truce__value wrong = errors(at), odd = warnings(at);
    SAY(say, CHECK_FILE, file(at));
    truce__say_term(say);
    if (wrong.number) SAY(say, CHECK_ERRORS, wrong, odd);
    else SAY(say, CHECK_WELL, odd);
    truce__say_end(say, wrong.number ? TRUCE__VERDICT_BAD : TRUCE__VERDICT_GOOD);
}

static void say_counts(const truce__at *at, truce__say *say) {
    SAY(say, CHECK_COUNTS, truce__number(truce__party_domain.count(at)), option_count(at),
        truce__number(truce__outcome_domain.count(at)));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_completions_of(const truce_model *model, uint64_t party, truce__say *say) {
    uint64_t count = truce__completion_count(&model->prefs[party]);
    truce__value id = truce__text_of(model->parties[party].id);
    if (count == UINT64_MAX) SAY(say, CHECK_COUNTLESS_OF, id);
    else SAY(say, CHECK_COMPLETIONS_OF, truce__number(count), id);
}

/* "4 completions: 2 of north, 2 of south." */
static void say_completions(const truce__at *at, truce__say *say) {
    uint64_t count = truce__model_completion_count(at->model);
    truce__at item = *at;
    uint32_t said = 0;
    if (count == UINT64_MAX) SAY_ALONE(say, CHECK_COUNTLESS_COMPLETIONS);
    else SAY(say, CHECK_COMPLETIONS, truce__number(count));
    for (item.index = 0; item.index < at->model->n_parties; item.index++) {
        if (!truce__is_open_party(&item)) continue;
        if (said++) SAY_ALONE(say, LIST_NEXT);
        say_completions_of(at->model, item.index, say);
    }
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static uint32_t marks_of(const truce__at *at, uint64_t party) {
    return truce__pref_marks(&at->model->prefs[party]);
}

static bool has_marks(const truce__at *at) {
    bool is_any = false;
    for (uint32_t p = 0; has_model(at) && p < at->model->n_parties; p++) is_any |= marks_of(at, p) > 0;
    return is_any;
}

GET(mark_count, truce__number(marks_of(at, at->index)))

/* "Marks of strength: north 1, south 2." */
static void say_marks(const truce__at *at, truce__say *say) {
    uint32_t said = 0;
    SAY_ALONE(say, CHECK_MARKS);
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        if (!marks_of(at, p)) continue;
        if (said++) SAY_ALONE(say, LIST_NEXT);
        SAY(say, CHECK_MARKS_OF, truce__text_of(at->model->parties[p].id), truce__number(marks_of(at, p)));
    }
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_sources_head(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, CHECK_SOURCES);
    truce__say_end(say, TRUCE__LINE);
}

static void say_inputs_head(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, CHECK_INPUTS);
    truce__say_end(say, TRUCE__LINE);
}

static void say_statements_head(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, CHECK_STATEMENTS);
    truce__say_end(say, TRUCE__LINE);
}

/* "minutes: Council minutes; Town clerk; 2025-05-10", once each, so that inputs need only the ids. */
static void say_source(const truce__at *at, truce__say *say) {
    const truce__cited_source *source = &at->model->sources[at->index];
    const char *const parts[] = {source->title, source->author, source->publisher, source->date, source->url};
    bool has_one = false;
    SAY(say, PLAIN, truce__text_of(source->id));
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        if (!parts[k]) continue;
        if (has_one) SAY(say, CHECK_NEXT_PART, truce__text_of(parts[k]));
        else SAY(say, CHECK_FIRST_PART, truce__text_of(parts[k]));
        has_one = true;
    }
    truce__say_end(say, TRUCE__BELOW);
}

static void say_reason(const truce__at *at, truce__say *say) {
    const truce__note *note = NOTE;
    if (note->because) SAY(say, CHECK_BECAUSE, because(at));
    if (note->because && note->n_cites) SAY_ALONE(say, CHECK_AND);
    if (note->n_cites) SAY(say, CHECK_SOURCE, cites_of(at));
    if ((note->because || note->n_cites) && note->quote) SAY_ALONE(say, CHECK_AND);
    if (note->quote) SAY(say, CHECK_QUOTE, quote(at));
    if ((note->because || note->n_cites || note->quote) && note->has_confidence) SAY_ALONE(say, CHECK_AND);
    if (note->has_confidence) SAY(say, CHECK_CONFIDENCE, confidence(at));
    if (note->because || note->n_cites || note->quote || note->has_confidence) truce__say_end(say, TRUCE__DETAIL);
}

static void say_input(const truce__at *at, truce__say *say) {
    SAY(say, CHECK_INPUT, told_kind(at), id(at), input_text(at));
    truce__say_end(say, TRUCE__BELOW);
    say_reason(at, say);
}

static void say_in_words(const truce__at *at, truce__say *say) { truce__say_statement(at, say, &ENTRY->input); }

static bool tells_statements(const truce__at *at) { return shows_words(at) && has_graph(at); }
static const truce__field told_words[] = {{"", PROSE, IN_PEOPLE, .say = say_in_words}, {0}};

typedef struct tally {
    uint64_t inputs, cited;
} tally;

static void count_input(void *ud, const truce__input *input) {
    tally *so_far = ud;
    so_far->inputs++;
    so_far->cited += input->note->n_cites > 0;
}

static void say_cited(const truce__at *at, truce__say *say) {
    tally all = {0};
    truce__at_note(at, truce__inputs_each(at->result->ctx, at->model, count_input, &all));
    truce__say_blank(say);
    SAY(say, CHECK_CITED, truce__number(all.cited), truce__number(all.inputs));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static uint64_t count_sources(const truce__at *at) { return at->model->n_sources; }
static const truce__field told_source[] = {{"", PROSE, IN_PEOPLE, .say = say_source}, {0}};
static const truce__field told_input[] = {{"", PROSE, IN_TEXT, .say = say_input}, {0}};

/* ------------------------------------------------------------------- whole */

#define INPUTS .open = open_inputs, .close = close_inputs, .count = count_inputs
static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"file", TEXT, IN_JSON, .get = file},
    {"ok", BOOL, IN_JSON, .get = is_ok},
    {"errors", NUMBER, IN_JSON, .get = errors},
    {"warnings", NUMBER, IN_JSON, .get = warnings},
    {"inputs", LIST, IN_CSV, TRUCE__TABLE, INPUTS, .of = RECORD_OF(input_fields), .when = shows_inputs},
    {"diagnostics", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .open = open_diags, .close = close_inputs,
     .count = count_diags, .of = RECORD_OF(diag_fields)},
    {"inputs", LIST, IN_CSV, TRUCE__TABLE, INPUTS, .of = RECORD_OF(input_fields), .when = hides_inputs},
    {"model", RECORD, IN_JSON, TRUCE__NULLABLE, .get = model, .of = model_fields},
    {"parties", SUBSET, IN_JSON, .domain = &truce__party_domain},
    {"options", NUMBER, IN_JSON, .get = option_count},
    {"", SPLICE, IN_JSON, .of = truce__completion_fields},
    {"marks", MAP, IN_JSON, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = mark_count), .when = has_marks,
     .about = "of strength, in each party's preference"},
    {"states", RECORD, IN_JSON, TRUCE__NULLABLE, .get = states, .of = truce__space_fields},
    {"status_quo", STATE, IN_JSON, TRUCE__NULLABLE, .get = status_quo},
    {"", SPLICE, IN_JSON, .of = truce__check_view_fields},
    {"", SPLICE, IN_JSON, .of = text_fields, .open = open_texts, .close = close_inputs},
    {"", PROSE, IN_PEOPLE, .say = say_verdict},
    {"", PROSE, IN_PEOPLE, .say = truce__say_space, .when = has_graph},
    {"", PROSE, IN_PEOPLE, .say = say_counts, .when = has_model},
    {"", PROSE, IN_PEOPLE, .say = say_completions, .when = is_open},
    {"", PROSE, IN_PEOPLE, .say = say_marks, .when = has_marks},
    {"", SPLICE, IN_PEOPLE, .of = truce__check_view_fields},
    {"diagnostics", LIST, IN_PAPER, TRUCE__TABLE, .count = count_diags, .of = RECORD_OF(diag_fields),
     .when = has_diags},
    {"", PROSE, IN_PEOPLE, .say = say_sources_head, .when = tells_sources},
    {"", LIST, IN_PEOPLE, .count = count_sources, .of = RECORD_OF(told_source), .when = tells_sources},
    {"", PROSE, IN_PEOPLE, .say = say_inputs_head, .when = tells_inputs},
    {"", LIST, IN_TEXT, INPUTS, .of = RECORD_OF(told_input), .when = tells_inputs},
    {"inputs", LIST, IN_PAPER, TRUCE__TABLE, INPUTS, .of = RECORD_OF(input_fields), .when = tells_inputs},
    {"", PROSE, IN_PEOPLE, .say = say_cited, .when = tells_inputs},
    {"", PROSE, IN_PEOPLE, .say = say_statements_head, .when = tells_statements},
    {"", LIST, IN_PEOPLE, INPUTS, .of = RECORD_OF(told_words), .when = tells_statements},
    {"", SPLICE, IN_ALL, .of = truce__check_word_fields},
    {0}};

const truce__layout truce__check_layout = {"truce.check.v1", fields};

truce_status truce_result_of_check(truce_ctx *ctx, const char *file, const truce_model *checked,
                                   const truce_graph *graph, const truce_render_options *options,
                                   truce_result **result) {
    return truce__result_new(
        ctx, (truce__result){.layout = &truce__check_layout, .self = file, .graph = graph, .model = checked}, false,
        options, result);
}

truce_status truce__run_check(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_model *checked = query->graph ? truce_graph_model(query->graph) : query->model;
    if (!checked) return TRUCE_E_USAGE;
    if (query->graph) TRY(truce_check(ctx, query->graph));
    return truce_result_of_check(ctx, truce_model_file(checked), checked, query->graph, query->options, result);
}
