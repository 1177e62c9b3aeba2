/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <truce/processes.h>
#include <truce/set.h>
#include <truce/timeline.h>
#include <truce/variant.h>

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------- diagnostics */

static void report_news(session *s) {
    const truce_host *host = &s->line->host;
    size_t total = truce_diags_total(s->ctx);
    if (s->reported < total && host->diagnose(host->ud, s->ctx, s->reported)) s->reported = total;
}

/* Whether a diagnostic says what is wrong. Counting is not enough: memory may have run out before it was kept. */
static bool is_explained_by_error(const truce_ctx *ctx) {
    size_t i = 0, total = ctx ? truce_diags_total(ctx) : 0;
    while (i < total && truce_diag_at(ctx, i)->severity != TRUCE_ERROR) i++;
    return i < total;
}

/* Statuses that no diagnostic explains. */
static void explain_status(session *s, truce_status status) {
    const char *hint = s->line->host.memory_hint;
    char needed[32], limit[32];
    bool is_explained = is_explained_by_error(s->ctx), is_unexplained = status == TRUCE_E_NOMEM && !is_explained;
    bool is_refused = is_unexplained && s->ctx && truce_memory_refused(s->ctx, needed, limit);
    if (is_refused)
        truce__message(s->line, TRUCE_TONE_PROGRAM, "%s of memory are needed; the limit is %s", needed, limit);
    else if (is_unexplained) truce__message(s->line, TRUCE_TONE_PROGRAM, "out of memory");
    else if (status == TRUCE_E_CANCELLED) truce__message(s->line, TRUCE_TONE_PROGRAM, "interrupted");
    else if (status == TRUCE_E_IO) truce__host_failed(s->line, status, "cannot write the result");
    bool is_of_memory = status == TRUCE_E_NOMEM || (status == TRUCE_E_LIMIT && !truce_concept_refused(s->ctx));
    bool is_limited = s->model && is_explained && is_of_memory;
    if ((is_limited || is_refused) && hint) truce__message(s->line, TRUCE_TONE_PROGRAM, "%s", hint);
}

int truce__session_report(session *s, truce_status status) {
    bool is_cancelled = s->ctx && truce_is_cancelled(s->ctx);
    if (status == TRUCE_E_NOMEM && is_cancelled) status = TRUCE_E_CANCELLED; /* while room was being reserved */
    if (s->ctx) report_news(s);
    explain_status(s, status);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}

int truce__session_finish(session *s) {
    truce_status status = s->line->host.finish(s->line->host.ud);
    return status == TRUCE_OK ? 0 : truce__host_failed(s->line, status, "cannot write the result");
}

/* ---------------------------------------------------------- opening, closing */

static void pass_note(void *ud, const char *text) {
    const session *s = ud;
    truce__message(s->line, TRUCE_TONE_NOTE, "%s", text);
}

static int make_context(session *s) {
    const truce_host *host = &s->line->host;
    const truce_settings *set = &s->settings;
    truce_config config = {.allocator = set->allocator, .threads = set->threads, .memory = set->memory,
                           .scratch = set->scratch, .progress = host->progress, .progress_ud = host->ud,
                           .note = pass_note, .note_ud = s};
    s->ctx = truce_ctx_new(&config);
    if (!s->ctx) return truce__session_report(s, TRUCE_E_NOMEM);
    truce_ctx_set_language(s->ctx, set->language);
    host->attend(host->ud, s->ctx);
    if (set->memory)
        truce__message(s->line, TRUCE_TONE_NOTE, "the work may take at most %.1f MiB of memory",
                    (double)set->memory / (1 << 20));
    return 0;
}

/* The display options that can be set before the model is known. */
static truce_render_options display(const session *s) {
    const truce_line *line = s->line;
    return (truce_render_options){
        .format = truce__line_format(line),
        .view = (truce_view)truce_line_number(line, "view"),
        .limit = truce_line_number(line, "limit"),
        .sort_party = UINT32_MAX,
        .worst_first = truce_line_text(line, "worst-first") != NULL,
        .width = s->settings.width,
        .color = s->settings.color,
        .show_inputs = truce_line_text(line, "inputs") != NULL,
        .show_words = truce_line_text(line, "words") != NULL,
        .show_moves = truce_line_text(line, "moves") != NULL,
        .show_rankings = truce_line_text(line, "rankings") != NULL,
        .says_verified = truce_line_text(line, "verify") != NULL,
        .at = truce_line_text(line, "at"),
    };
}

static int open_session(session *s) {
    s->options = display(s);
    int failed = make_context(s);
    if (!failed) failed = truce__values_names(s);
    if (!failed && s->line->own->check) failed = s->line->own->check(s);
    return failed;
}

static void close_session(session *s) {
    const truce_host *host = &s->line->host;
    truce__values_free(s);
    truce_set_free(s->both);
    truce_graph_free(s->graph);
    truce_graph_free(s->whole);
    truce_graph_free(s->plain);
    truce_model_free(s->second);
    truce_model_free(s->model);
    if (s->ctx) {
        truce_release(s->ctx, s->past);
        host->attend(host->ud, NULL);
    }
    truce_ctx_free(s->ctx);
    truce__rooms_free(s);
}

/* ------------------------------------------------------------------- reading */

int truce__session_read(session *s, const char *name, const char **text, size_t *length) {
    const truce_host *host = &s->line->host;
    const char *shown = strcmp(name, "-") == 0 ? "standard input" : name;
    char failure[256];
    snprintf(failure, sizeof failure, "cannot read %s", shown);
    truce_status status = host->read(host->ud, name, text, length);
    if (status != TRUCE_OK) return truce__host_failed(s->line, status, failure);
    if (*length <= TRUCE_TEXT_MOST) return 0;
    truce__message(s->line, TRUCE_TONE_PROGRAM, "%s is larger than %d MiB: too large for a model", shown,
                   TRUCE_TEXT_MOST >> 20);
    return TRUCE_E_LIMIT;
}

int truce__session_read_engine(session *s, const char **bytes, size_t *length) {
    const truce_host *host = &s->line->host;
    if (!host->read_engine) return truce__misuse(s->line, "this program has no engine that pages could carry");
    truce_status status = host->read_engine(host->ud, bytes, length);
    return status == TRUCE_OK ? 0 : truce__host_failed(s->line, status, "cannot read the engine for pages");
}

/* The name of a text in diagnostics. */
static const char *name_of(const char *operand) {
    return strcmp(operand, "-") == 0 ? "<stdin>" : operand;
}

/* --at: the text as of that time replaces the one that was read. */
static int go_back(session *s, const char *when) {
    size_t room = strlen(s->file) + strlen(when) + sizeof " at ";
    char *name = truce__room(s, room, 1);
    if (!name) return truce__session_report(s, TRUCE_E_NOMEM);
    int failed = truce__session_report(s, truce_model_at(s->ctx, s->model, when, &s->past, &s->length));
    if (failed) return failed;
    snprintf(name, room, "%s at %s", s->file, when);
    s->file = name;
    s->text = s->past;
    truce_model_free(s->model);
    s->model = NULL;
    truce_diags_clear(s->ctx);
    s->reported = 0;
    return 0;
}

int truce__session_parse(session *s) {
    const char *operand = s->line->operands[0], *when = truce_line_text(s->line, "at");
    s->file = name_of(operand);
    int failed = truce__session_read(s, operand, &s->text, &s->length);
    if (failed) return failed;
    truce_status status = truce_parse(s->ctx, s->text, s->length, s->file, &s->model);
    if (when && status == TRUCE_OK) {
        failed = go_back(s, when);
        if (failed) return failed;
        status = truce_parse(s->ctx, s->text, s->length, s->file, &s->model);
    }
    failed = truce__session_report(s, status);
    return failed ? failed : truce__session_spare_sources(s, s->model, operand);
}

/* The model that the second operand names, where the command has two. */
static int parse_second(session *s) {
    const char *operand = s->line->operands[1], *text = NULL;
    size_t length = 0;
    if (!operand) return 0;
    if (strcmp(operand, "-") == 0 && strcmp(s->line->operands[0], "-") == 0)
        return truce__misuse(s->line, "only one of the models can be standard input");
    int failed = truce__session_read(s, operand, &text, &length);
    if (failed) return failed;
    failed = truce__session_report(s, truce_parse(s->ctx, text, length, name_of(operand), &s->second));
    return failed ? failed : truce__session_spare_sources(s, s->second, operand);
}

/* -------------------------------------------------------------------- states */

/* --after-expiry: a new graph replaces the first one, which stays because the new one needs it. */
static int value_after_expiry(session *s) {
    s->plain = s->graph;
    s->graph = NULL;
    return truce__session_report(s, truce_graph_after_expiry(s->ctx, s->plain, &s->graph));
}

/* --seen-by: a view of the graph replaces it. */
static int see(session *s, const char *id) {
    uint32_t party = UINT32_MAX;
    int failed = truce__find_party(s, id, &party);
    if (failed) return failed;
    s->whole = s->graph;
    s->graph = NULL;
    return truce__session_report(s, truce_variant_seen_by(s->ctx, s->whole, party, &s->graph));
}

/* --rules */
static void use_rules(session *s) {
    const char *asked = truce_line_text(s->line, "rules");
    for (truce_rules rules = TRUCE_RULES_TRUCE; asked && rules <= TRUCE_RULES_MATRIX; rules++)
        if (strcmp(asked, truce_rules_id(rules)) == 0) truce_graph_use_rules(s->graph, rules);
}

/* Whether what is asked goes through the ranks of all states, which processes that share a graph do not have. */
static bool needs_all_ranks(const session *s) {
    static const char *const ask_for_it[] = {"after-expiry", "seen-by", "rules", "coalitions"};
    const value *concepts = truce__value(s, &truce__opt_concepts);
    bool needs_them = !truce_concepts_are_shared(s->model, concepts->numbers, concepts->count);
    for (size_t i = 0; i < sizeof ask_for_it / sizeof *ask_for_it; i++)
        needs_them |= truce_line_text(s->line, ask_for_it[i]) != NULL;
    return needs_them;
}

int truce__session_build(session *s) {
    const char *viewer = truce_line_text(s->line, "seen-by");
    if (needs_all_ranks(s)) truce_processes_work_alone(s->ctx);
    int failed = truce__session_report(s, truce_graph_build(s->ctx, s->model, &s->graph));
    if (!failed && truce_line_text(s->line, "after-expiry")) failed = value_after_expiry(s);
    if (!failed && viewer) failed = see(s, viewer);
    if (!failed) use_rules(s);
    if (!failed)
        truce__message(s->line, TRUCE_TONE_NOTE, "%llu states of %llu combinations",
                    (unsigned long long)truce_graph_state_count(s->graph),
                    (unsigned long long)truce_graph_combination_count(s->graph));
    return failed;
}

/* The rows for which both --rows and --where are true. */
static int find_both(session *s, const truce_set *rows, const truce_set *where) {
    truce_status status = truce_set_copy(s->ctx, rows, &s->both);
    if (status == TRUCE_OK) status = truce_set_and(s->both, where);
    return truce__session_report(s, status);
}

/* Chooses and orders the rows of a table, as the options say. */
static int choose_rows(session *s) {
    bool is_of_flips = truce__is_given(s, &truce__opt_where_of_flips);
    const value *rows = truce__line_named(s->line, "rows");
    const value *where = truce__value(s, is_of_flips ? &truce__opt_where_of_flips : &truce__opt_where);
    const value *sort = truce__value(s, &truce__opt_sort);
    s->options.kind = (truce_row_kind)rows->number;
    if (sort->text) s->options.sort_party = (uint32_t)sort->number;
    s->options.near = truce_line_text(s->line, "near");
    if (s->options.near && !truce_model_is_code(s->model, s->options.near))
        return truce__misuse(s->line, "'%s' is no code of this model: it has a letter or digit for each option",
                             s->options.near);
    int failed = rows->set && where->set ? find_both(s, rows->set, where->set) : 0;
    s->options.rows = s->both ? s->both : rows->set ? rows->set : where->set;
    return failed;
}

enum { FEW_STATES = 32 }; /* states of which a table is a page */

/* solve prints no table of many states that nobody asked for. */
static void shorten(session *s) {
    static const char *const asked[] = {"rows", "where", "sort", "near", "view"};
    bool asks = false;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        asks = asks || truce_line_text(s->line, asked[i]);
    s->options.in_short = !asks && s->options.format == TRUCE_FORMAT_TABLE &&
                          truce_graph_state_count(s->graph) > FEW_STATES;
}

/* Loads the model, and as much beyond it as the command needs. */
static int study(session *s) {
    const truce__command *command = s->line->own;
    int failed = truce__session_parse(s);
    const char *lack = !failed && command->refuse ? command->refuse(s->model) : NULL;
    if (lack) failed = truce__misuse(s->line, "%s", lack);
    if (!failed) failed = parse_second(s);
    if (!failed) failed = truce__values_profile(s);
    if (failed || command->scope != SCOPE_GRAPH) return failed;
    failed = truce__session_build(s);
    if (!failed) failed = truce__values_states(s);
    if (!failed) failed = choose_rows(s);
    if (!failed) shorten(s);
    return failed;
}

int truce__session_run(truce_line *line, const truce_settings *settings) {
    session s = {.line = line, .settings = *settings, .result = {line->host.write, line->host.ud}};
    scope wanted = line->own->scope;
    int failed = open_session(&s);
    if (!failed && wanted > SCOPE_TEXT) failed = study(&s);
    if (!failed) failed = line->own->ask ? line->own->ask(&s) : truce__session_ask(&s);
    if (!failed) failed = truce__session_finish(&s);
    close_session(&s);
    return failed;
}
