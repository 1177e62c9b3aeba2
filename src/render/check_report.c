/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `check` in its three formats. In words it gives the counts and, when asked, every input with its sources; the
 * diagnostics themselves go to standard error by truce_diags_render(). JSON holds everything; CSV the diagnostics or,
 * when asked, the inputs.
 */
#include "document/locate.h"
#include "render/csv.h"
#include "render/document_json.h"
#include "render/frame.h"
#include "model/inputs.h"
#include "render/json.h"

#include <inttypes.h>

typedef struct report {
    truce__out *out;
    const char *file;
    const truce_model *model;
    const truce_graph *graph;
    truce__json json;
    truce__csv csv;
    truce__document document; /* the model's */
    truce__locator locator;
    uint32_t n_inputs, n_cited;
} report;

/* ------------------------------------------------------------------ json */

static void diagnostics_json(report *r) {
    truce__json *json = &r->json;
    truce__json_list(json, "diagnostics", true);
    for (size_t i = 0; i < truce_diags_total(r->out->ctx); i++) {
        const truce_diag *diag = truce_diag_at(r->out->ctx, i);
        truce__json_object(json, NULL, false);
        truce__json_text(json, "severity", diag->severity == TRUCE_ERROR ? "error" : "warning");
        truce__json_text(json, "file", diag->file);
        truce__json_number(json, "line", diag->line);
        truce__json_number(json, "column", diag->column);
        truce__json_number(json, "length", diag->length);
        truce__json_text(json, "message", diag->message);
        truce__json_text(json, "hint", diag->hint);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void sources_json(report *r, const truce__note *note) {
    truce__json_list(&r->json, "sources", false);
    for (uint32_t i = 0; i < note->n_cites; i++) {
        const truce__cited_source *source = &r->model->sources[note->cites[i].source];
        truce__json_object(&r->json, NULL, false);
        truce__json_text(&r->json, "source", source->id);
        truce__json_text(&r->json, "title", source->title);
        if (note->cites[i].paragraph) truce__json_number(&r->json, "paragraph", note->cites[i].paragraph);
        else truce__json_null(&r->json, "paragraph");
        truce__json_end(&r->json);
    }
    truce__json_end(&r->json);
}

static void position_json(report *r, const char *path) {
    truce__span span;
    bool is_found;
    truce__out_note(r->out, truce__locate(&r->locator, path, &span, &is_found));
    if (!is_found) {
        truce__json_null(&r->json, "position");
        return;
    }
    truce__json_object(&r->json, "position", false);
    truce__json_number(&r->json, "line", span.line);
    truce__json_number(&r->json, "column", span.column);
    truce__json_number(&r->json, "end_line", span.end_line);
    truce__json_number(&r->json, "end_column", span.end_column);
    truce__json_end(&r->json);
}

static void input_json(void *ud, const truce__input *input) {
    report *r = ud;
    truce__text confidence;
    truce__text_init(&confidence, r->out->ctx);
    if (input->note->has_confidence) truce__decimal_write(&confidence, input->note->confidence);
    if (confidence.failed) truce__out_note(r->out, TRUCE_E_NOMEM);
    truce__json_object(&r->json, NULL, false);
    truce__json_text(&r->json, "kind", input->kind);
    truce__json_text(&r->json, "id", input->id);
    truce__json_text(&r->json, "text", input->text);
    truce__json_text(&r->json, "party", input->party);
    sources_json(r, input->note);
    truce__json_text(&r->json, "because", input->note->because);
    truce__json_raw(&r->json, "confidence", confidence.bytes ? confidence.bytes : "null");
    truce__json_text(&r->json, "path", input->path);
    position_json(r, input->path);
    truce__json_end(&r->json);
    truce__text_free(&confidence);
}

static void model_json(report *r) {
    truce__json *json = &r->json;
    if (!r->model) {
        truce__json_null(json, "model");
        truce__json_list(json, "parties", false);
        truce__json_end(json);
        truce__json_number(json, "options", 0);
        return;
    }
    truce__json_object(json, "model", false);
    truce__json_text(json, "title", truce_model_title(r->model));
    truce__json_text(json, "sha256", truce_model_sha256(r->model));
    truce__json_end(json);
    truce__json_parties(json, r->model);
    truce__json_number(json, "options", truce_model_option_count(r->model));
}

static void inputs_json(report *r) {
    truce__json_list(&r->json, "inputs", true);
    truce__locator_init(&r->locator, r->out->ctx, &r->document);
    if (r->model) truce__out_note(r->out, truce__inputs_each(r->out->ctx, r->model, input_json, r));
    truce__json_end(&r->json);
}

/* The document asked for is as a rule the one that the model was parsed from. */
static void document_json(report *r, const char *text, size_t length) {
    char sha256[65] = "";
    if (r->document.root) truce__sha256(text, length, sha256);
    if (r->document.root && strcmp(sha256, r->model->sha256) == 0) truce__json_tree(&r->json, r->document.root);
    else truce__json_document(&r->json, text, length);
}

static void check_json(report *r, const truce_render_options *options) {
    truce__json *json = &r->json;
    truce__json_begin(json, r->out, "truce.check.v1");
    truce__json_text(json, "file", r->file);
    truce__json_bool(json, "ok", truce_diag_count(r->out->ctx, TRUCE_ERROR) == 0);
    truce__json_number(json, "errors", truce_diag_count(r->out->ctx, TRUCE_ERROR));
    truce__json_number(json, "warnings", truce_diag_count(r->out->ctx, TRUCE_WARNING));
    diagnostics_json(r);
    model_json(r);
    if (r->graph) {
        truce__json_states(json, r->graph);
    } else {
        truce__json_null(json, "states");
        truce__json_null(json, "status_quo");
    }
    if (r->model) truce__out_note(r->out, truce__model_document(r->out->ctx, r->model, &r->document));
    inputs_json(r);
    if (options->document) document_json(r, options->document, options->document_length);
    truce__document_free(&r->document);
    truce__json_end(json);
}

/* ------------------------------------------------------------------- csv */

/* "minutes ¶4; report" */
static void add_sources(truce__text *text, const truce_model *model, const truce__note *note) {
    for (uint32_t i = 0; i < note->n_cites; i++) {
        const truce__cited_source *source = &model->sources[note->cites[i].source];
        truce__text_printf(text, "%s%s", i ? "; " : "", source->id);
        if (note->cites[i].paragraph) truce__text_printf(text, " ¶%" PRIu32, note->cites[i].paragraph);
    }
}

static void input_csv(void *ud, const truce__input *input) {
    report *r = ud;
    truce__text text;
    truce__text_init(&text, r->out->ctx);
    truce__csv_cell(&r->csv, input->kind);
    truce__csv_cell(&r->csv, input->id);
    truce__csv_cell(&r->csv, input->text);
    truce__csv_cell(&r->csv, input->party);
    add_sources(&text, r->model, input->note);
    truce__csv_cell(&r->csv, text.bytes);
    truce__csv_cell(&r->csv, input->note->because);
    truce__text_clear(&text);
    if (input->note->has_confidence) truce__decimal_write(&text, input->note->confidence);
    truce__csv_cell(&r->csv, text.bytes);
    truce__csv_cell(&r->csv, input->path);
    truce__csv_end_row(&r->csv);
    if (text.failed) truce__out_note(r->out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

static void heads_csv(report *r, const char *const *heads, size_t count) {
    for (size_t i = 0; i < count; i++) truce__csv_cell(&r->csv, heads[i]);
    truce__csv_end_row(&r->csv);
}

static void inputs_csv(report *r) {
    static const char *const heads[] = {"kind", "id", "text", "party", "sources", "because", "confidence", "path"};
    heads_csv(r, heads, sizeof heads / sizeof *heads);
    if (r->model) truce__out_note(r->out, truce__inputs_each(r->out->ctx, r->model, input_csv, r));
}

static void diagnostics_csv(report *r) {
    static const char *const heads[] = {"severity", "file", "line", "column", "length", "message", "hint"};
    heads_csv(r, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < truce_diags_total(r->out->ctx); i++) {
        const truce_diag *diag = truce_diag_at(r->out->ctx, i);
        truce__csv_cell(&r->csv, diag->severity == TRUCE_ERROR ? "error" : "warning");
        truce__csv_cell(&r->csv, diag->file);
        truce__csv_number(&r->csv, diag->line);
        truce__csv_number(&r->csv, diag->column);
        truce__csv_number(&r->csv, diag->length);
        truce__csv_cell(&r->csv, diag->message);
        truce__csv_cell(&r->csv, diag->hint);
        truce__csv_end_row(&r->csv);
    }
}

/* ----------------------------------------------------------------- words */

static void input_words(void *ud, const truce__input *input) {
    report *r = ud;
    truce__text text;
    truce__text_init(&text, r->out->ctx);
    r->n_inputs++;
    r->n_cited += input->note->n_cites > 0;
    truce__text_printf(&text, "%s %s: %s", input->kind, input->id, input->text);
    if (!text.failed) truce__out_prose(r->out, text.bytes, 2, 4);
    truce__text_clear(&text);
    if (input->note->because) truce__text_printf(&text, "because %s", input->note->because);
    if (input->note->n_cites) {
        truce__text_puts(&text, text.length ? "; source: " : "source: ");
        add_sources(&text, r->model, input->note);
    }
    if (input->note->has_confidence) {
        truce__text_puts(&text, text.length ? "; confidence " : "confidence ");
        truce__decimal_write(&text, input->note->confidence);
    }
    if (text.length && !text.failed) truce__out_prose(r->out, text.bytes, 6, 6);
    if (text.failed) truce__out_note(r->out, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* "  minutes: Council minutes; Town clerk; 2025-05-10", once each, so that inputs need only the ids. */
static void sources_words(report *r) {
    if (r->model->n_sources == 0) return;
    truce__out_puts(r->out, "\nSources\n");
    for (uint32_t i = 0; i < r->model->n_sources; i++) {
        const truce__cited_source *source = &r->model->sources[i];
        const char *const parts[] = {source->title, source->author, source->publisher, source->date, source->url};
        const char *before = ": ";
        truce__text text;
        truce__text_init(&text, r->out->ctx);
        truce__text_puts(&text, source->id);
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            if (!parts[k]) continue;
            truce__text_printf(&text, "%s%s", before, parts[k]);
            before = "; ";
        }
        if (text.failed) truce__out_note(r->out, TRUCE_E_NOMEM);
        else truce__out_prose(r->out, text.bytes, 2, 4);
        truce__text_free(&text);
    }
}

static const char *plural(uint64_t count) {
    return count == 1 ? "" : "s";
}

static void check_words(report *r, bool show_inputs) {
    truce__out *out = r->out;
    size_t errors = truce_diag_count(out->ctx, TRUCE_ERROR), warnings = truce_diag_count(out->ctx, TRUCE_WARNING);
    truce__style style = errors ? TRUCE__BAD : TRUCE__GOOD;
    truce__out_cell(out, r->file, truce__columns(r->file), false, TRUCE__BOLD);
    truce__out_puts(out, ": ");
    truce__out_style(out, style);
    if (errors) truce__out_printf(out, "%zu error%s", errors, plural(errors));
    else truce__out_puts(out, "well formed");
    truce__out_style(out, TRUCE__PLAIN);
    truce__out_printf(out, ", %zu warning%s\n", warnings, plural(warnings));
    if (r->graph) truce__frame_head(out, r->graph);
    if (!r->model) return;
    uint32_t options = truce_model_option_count(r->model);
    truce__out_printf(out, "%" PRIu32 " part%s, %" PRIu32 " option%s, %" PRIu32 " outcome%s.\n", r->model->n_parties,
                      r->model->n_parties == 1 ? "y" : "ies", options, plural(options), r->model->n_outcomes,
                      plural(r->model->n_outcomes));
    if (!show_inputs) return;
    sources_words(r);
    truce__out_puts(out, "\nInputs\n");
    truce__out_note(out, truce__inputs_each(out->ctx, r->model, input_words, r));
    truce__out_printf(out, "\n%" PRIu32 " of %" PRIu32 " inputs name a source.\n", r->n_cited, r->n_inputs);
}

truce_status truce_render_check(truce_ctx *ctx, const char *file, const truce_model *model, const truce_graph *graph,
                                const truce_render_options *options, const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__out_init(&out, ctx, options, sink);
    report r = {.out = &out, .file = file, .model = model, .graph = graph, .csv = {.out = &out}};
    if (options->format == TRUCE_FORMAT_JSON) check_json(&r, options);
    else if (options->format == TRUCE_FORMAT_TABLE) check_words(&r, options->show_inputs);
    else if (options->show_inputs) inputs_csv(&r);
    else diagnostics_csv(&r);
    return truce__out_end(&out);
}
