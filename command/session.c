/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <truce/timeline.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY_THREADS = 1024, ROWS = 10000, STDERR = 2 };

/* ----------------------------------------------------------------- context */

void session_say(const session *s, const char *format, ...) {
    if (!s->cl->value[OPT_VERBOSE] || s->cl->host) return;
    va_list list;
    va_start(list, format);
    fputs("truce: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
}

static void say_note(void *ud, const char *text) {
    session_say(ud, "%s", text);
}

/* What the large arrays may take unless --memory says so: the same on all ranks, and together no more than there is. */
static uint64_t usual_memory(const session *s) {
    const cli_team *team = s->cl->team;
    if (s->cl->host) return s->cl->host->memory;
    uint64_t memory = available_memory() / 10 * 8;
    if (!team) return memory;
    uint64_t missing = UINT64_MAX - memory / team->ranks_here;
    team->comm.reduce(team->comm.ud, TRUCE_MAX, &missing, 1);
    return UINT64_MAX - missing;
}

/* Who may stop the work in `ctx`; NULL: nobody any more. */
static void attend(const session *s, truce_ctx *ctx) {
    const cli_host *host = s->cl->host;
    if (host) host->attend(host->ud, ctx);
    else interrupt_cancels(ctx);
}

static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    session *s = ud;
    const cli_host *host = s->cl->host;
    if (host) host->progress(host->ud, phase, done, total);
    else progress_show(&s->progress, phase, done, total);
}

static int make_context(session *s) {
    uint64_t threads = s->cl->host ? s->cl->host->threads : 0, memory = usual_memory(s);
    const char *scratch = s->cl->value[OPT_SCRATCH];
    int failed = option_number(s->cl, OPT_THREADS, 1, MANY_THREADS, &threads);
    if (!failed) failed = option_size(s->cl, OPT_MEMORY, &memory);
    if (!failed && scratch) failed = folder_check(s->cl, scratch);
    if (failed) return failed;
    truce_config config = {.threads = (uint32_t)threads, .memory = memory, .scratch = scratch,
                           .progress = show_progress, .progress_ud = s, .note = say_note, .note_ud = s,
                           .comm = s->cl->team ? &s->cl->team->comm : NULL};
    s->ctx = truce_ctx_new(&config);
    if (!s->ctx) return session_end(s, TRUCE_E_NOMEM);
    attend(s, s->ctx);
    if (memory) session_say(s, "at most %.1f MiB of memory are planned for", (double)memory / (1 << 20));
    return 0;
}

/* What starts the ranks passes their output on, perhaps through a terminal of its own, so none can tell where it ends up. */
static bool has_color(const session *s, int fd) {
    if (s->cl->host) return false;
    const char *when = s->cl->value[OPT_COLOR];
    return terminal_has_color(fd, s->cl->team && (!when || strcmp(when, "auto") == 0) ? "never" : when);
}

static truce_view view_of(const char *name) {
    if (name && strcmp(name, "options") == 0) return TRUCE_VIEW_OPTIONS;
    return name && strcmp(name, "tableau") == 0 ? TRUCE_VIEW_TABLEAU : TRUCE_VIEW_STABILITY;
}

/* -------------------------------------------------------------------- ranks */

bool session_is_first(const session *s) {
    return !s->cl->team || s->cl->team->comm.rank == 0;
}

int session_agree(const session *s, int failed) {
    if (!s->cl->team) return failed;
    const truce_comm *comm = &s->cl->team->comm;
    uint64_t worst = failed ? (uint64_t)(comm->size - comm->rank) << 8 | (uint64_t)failed : 0;
    comm->reduce(comm->ud, TRUCE_MAX, &worst, 1);
    int status = (int)(worst & 0xFF);
    uint32_t rank = comm->size - (uint32_t)(worst >> 8);
    if (status && rank != 0 && session_is_first(s)) message(s->cl, "rank %u failed with status %d", rank, status);
    return status;
}

/* Hands the first rank's text to all. */
static int share_text(session *s) {
    const truce_comm *comm = &s->cl->team->comm;
    uint64_t bytes = s->length;
    comm->reduce(comm->ud, TRUCE_MAX, &bytes, 1);
    s->length = (size_t)bytes;
    if (!s->text) s->text = malloc(s->length + 1);
    int failed = session_agree(s, s->text ? 0 : session_end(s, TRUCE_E_NOMEM));
    if (failed) return failed;
    if (!session_is_first(s)) comm->exchange(comm->ud, 0, NULL, 0, s->text, s->length);
    for (uint32_t rank = 1; session_is_first(s) && rank < comm->size; rank++)
        comm->exchange(comm->ud, rank, s->text, s->length, NULL, 0);
    return 0;
}

static int read_text(session *s) {
    int failed = session_agree(s, session_is_first(s) ? file_read(s->cl, s->cl->operand, &s->text, &s->length) : 0);
    return failed || !s->cl->team ? failed : share_text(s);
}

/* ---------------------------------------------------------- opening, closing */

static int open_output(session *s) {
    const char *path = s->cl->value[OPT_OUTPUT];
    const char *const read[] = {s->cl->operand, s->cl->command->bit & FOR_DIFF ? s->cl->second : NULL};
    bool is_named = path && strcmp(path, "-") != 0 && !s->cl->host, is_read = false;
    for (size_t i = 0; is_named && i < sizeof read / sizeof *read; i++) is_read = is_read || (read[i] && is_same_file(read[i], path));
    if (is_read)
        return usage_error(s->cl, "--output '%s' is the model itself: it would be overwritten", path);
    return output_open(&s->output, s->cl, session_is_first(s) ? path : NULL);
}

int session_open(session *s, const cmdline *cl) {
    *s = (session){.cl = cl, .file = strcmp(cl->operand, "-") == 0 ? "<stdin>" : cl->operand, .output = {.cl = cl, .fd = -1}};
    s->options = (truce_render_options){.format = session_format(cl->value[OPT_FORMAT]), .view = view_of(cl->value[OPT_VIEW]),
                                        .limit = ROWS, .sort_party = UINT32_MAX, .width = cl->host ? cl->host->width : terminal_width(),
                                        .show_inputs = cl->value[OPT_INPUTS] != NULL,
                                        .show_moves = cl->value[OPT_MOVES] != NULL,
                                        .says_verified = cl->value[OPT_VERIFY] != NULL,
                                        .at = cl->value[OPT_AT]};
    progress_init(&s->progress, cl->value[OPT_QUIET] || cl->host, cl->value[OPT_VERBOSE]);
    int failed = make_context(s);
    if (!failed) failed = option_number(cl, OPT_LIMIT, 0, UINT64_MAX / 4, &s->options.limit);
    if (!failed) failed = open_output(s);
    if (!failed) s->options.color = has_color(s, s->output.fd);
    return session_agree(s, failed);
}

/* --at: the text as it stood then takes the place of the one that was read. */
static int go_back(session *s, const char *when) {
    char *text;
    size_t length, room = strlen(s->file) + strlen(when) + sizeof " at ";
    int failed = session_end(s, truce_model_at(s->ctx, s->model, when, &text, &length));
    if (failed) return failed;
    free(s->text);
    s->text = malloc(length + 1);
    s->name = malloc(room);
    if (s->text) memcpy(s->text, text, length);
    if (s->name) s->file = memcpy(s->name, s->file, strlen(s->file) + 1);
    truce_release(s->ctx, text);
    if (!s->text || !s->name) return session_end(s, TRUCE_E_NOMEM);
    snprintf(s->name + strlen(s->name), room - strlen(s->name), " at %s", when);
    s->length = length;
    truce_model_free(s->model);
    s->model = NULL;
    truce_diags_clear(s->ctx);
    s->reported = 0;
    return 0;
}

int session_parse(session *s) {
    if (s->model) return 0;
    const char *when = s->cl->value[OPT_AT];
    int failed = read_text(s);
    if (failed) return failed;
    truce_status status = truce_parse(s->ctx, s->text, s->length, s->file, &s->model);
    if (when && status == TRUCE_OK) {
        failed = session_agree(s, go_back(s, when));
        if (failed) return failed;
        status = truce_parse(s->ctx, s->text, s->length, s->file, &s->model);
    }
    return session_agree(s, session_end(s, status));
}

/* --after-expiry: a graph in the place of the first one, which it needs. */
static int value_after_expiry(session *s) {
    s->plain = s->graph;
    s->graph = NULL;
    return session_end(s, truce_graph_after_expiry(s->ctx, s->plain, &s->graph));
}

int session_build(session *s) {
    if (s->cl->team && s->cl->value[OPT_AFTER_EXPIRY])
        return usage_error(s->cl, "truce-mpi knows no --after-expiry; use 'truce' for this");
    int failed = session_end(s, truce_graph_build(s->ctx, s->model, &s->graph));
    if (!failed && s->cl->value[OPT_AFTER_EXPIRY]) failed = value_after_expiry(s);
    if (!failed)
        session_say(s, "%llu states of %llu combinations", (unsigned long long)truce_graph_state_count(s->graph),
                    (unsigned long long)truce_graph_combination_count(s->graph));
    return failed;
}

void session_close(session *s) {
    progress_clear(&s->progress);
    output_discard(&s->output);
    truce_set_free(s->rows);
    truce_graph_free(s->graph);
    truce_graph_free(s->plain);
    truce_model_free(s->model);
    if (s->ctx) attend(s, NULL);
    truce_ctx_free(s->ctx);
    free(s->text);
    free(s->name);
}

int session_run(const cmdline *cl, int (*work)(session *s)) {
    session s;
    int failed = session_open(&s, cl);
    if (!failed) failed = work(&s);
    session_close(&s);
    return failed;
}

/* -------------------------------------------------------------- diagnostics */

static bool stderr_write(void *ud, const char *bytes, size_t length) {
    (void)ud;
    return fwrite(bytes, 1, length, stderr) == length;
}

static void tell_host(session *s, size_t total) {
    const cli_host *host = s->cl->host;
    for (size_t i = s->reported; i < total; i++) host->diagnose(host->ud, truce_diag_at(s->ctx, i));
}

/* Warnings alone are not printed when --quiet is given. */
static void report(session *s) {
    size_t total = truce_diags_total(s->ctx);
    bool is_silent = s->cl->value[OPT_QUIET] && truce_diag_count(s->ctx, TRUCE_ERROR) == 0;
    if (s->reported == total || is_silent) return;
    if (s->cl->host) {
        tell_host(s, total);
    } else {
        progress_clear(&s->progress);
        truce_sink sink = {stderr_write, NULL};
        truce_diags_render(s->ctx, s->reported, has_color(s, STDERR), &sink);
    }
    s->reported = total;
}

/* Statuses that no diagnostic explains. */
static void explain_status(session *s, truce_status status) {
    bool is_explained = s->ctx && truce_diag_count(s->ctx, TRUCE_ERROR) > 0;
    if (status == TRUCE_E_NOMEM && !is_explained) message(s->cl, "out of memory");
    else if (status == TRUCE_E_CANCELLED) message(s->cl, "interrupted");
    else if (status == TRUCE_E_IO) output_failed(&s->output);
    if (s->model && is_explained && !s->cl->host && (status == TRUCE_E_LIMIT || status == TRUCE_E_NOMEM))
        message(s->cl, "--memory SIZE raises the limit of memory, --scratch DIR keeps the largest arrays in files");
}

int session_end(session *s, truce_status status) {
    if (status == TRUCE_E_NOMEM && was_interrupted()) status = TRUCE_E_CANCELLED; /* while room was being reserved */
    if (s->ctx) report(s);
    if (status != TRUCE_OK) progress_clear(&s->progress);
    explain_status(s, status);
    return status == TRUCE_E_NOMEM ? EXIT_LIMIT : (int)status;
}

/* ------------------------------------------------------------------- values */

int session_find_states(session *s, const char *option, const char *statement) {
    truce_status status = truce_graph_where(s->ctx, s->graph, statement, &s->rows);
    if (status == TRUCE_E_USAGE) command_message(s->cl, "an error in %s:", option);
    return session_end(s, status);
}

static int no_such_state(session *s, const char *name) {
    const char *rule = truce_model_broken_rule(s->model, name);
    if (rule) return usage_error(s->cl, "there is no state '%s': this combination breaks the rule '%s'", name, rule);
    return usage_error(s->cl, "there is no state '%s'; states have numbers from 1 to %llu, 'truce states' lists them", name,
                       (unsigned long long)truce_graph_state_count(s->graph));
}

int session_find_either(session *s, const char *option, const char *text, truce_state *state) {
    *state = truce_graph_state_find(s->graph, text);
    if (*state) return 0;
    bool is_number = strspn(text, "0123456789") == strlen(text);
    if (is_number || truce_model_broken_rule(s->model, text)) return no_such_state(s, text);
    return session_find_states(s, option, text);
}

/* The same for a statement from each of --rows and --where, both of which are to be true. Each is tried alone first, so that
 * what is wrong in it is shown where it was written. */
static int find_states_of_both(session *s, const char *rows, const char *where) {
    int failed = session_find_states(s, "--rows", rows);
    truce_set_free(s->rows);
    s->rows = NULL;
    if (!failed) failed = session_find_states(s, "--where", where);
    if (failed) return failed;
    truce_set_free(s->rows);
    s->rows = NULL;
    size_t size = strlen(rows) + strlen(where) + sizeof "() and ()";
    char *both = malloc(size);
    if (!both) return session_end(s, TRUCE_E_NOMEM);
    snprintf(both, size, "(%s) and (%s)", rows, where);
    failed = session_find_states(s, "--rows with --where", both);
    free(both);
    return failed;
}

/* Whether `text` is `word` with perhaps blanks around it. */
static bool is_word(const char *text, const char *word) {
    size_t length = strlen(word);
    text += strspn(text, " \t");
    return strncmp(text, word, length) == 0 && text[length + strspn(text + length, " \t")] == 0;
}

/* What kind of rows there are; *statement: that of --rows, if it is one. */
static void read_row_kind(session *s, const char **statement) {
    const char *rows = s->cl->value[OPT_ROWS];
    bool are_many = truce_graph_state_count(s->graph) > 4096 && s->cl->command->bit == FOR_SOLVE;
    bool only_equilibria = !rows && (are_many || s->cl->command->bit == FOR_RATIFY);
    s->options.kind = only_equilibria ? TRUCE_ROWS_EQUILIBRIA : TRUCE_ROWS_ALL;
    *statement = NULL;
    if (!rows || is_word(rows, "all")) return;
    if (is_word(rows, "equilibria")) s->options.kind = TRUCE_ROWS_EQUILIBRIA;
    else if (is_word(rows, "none")) s->options.kind = TRUCE_ROWS_NONE;
    else *statement = rows;
}

int session_rows(session *s) {
    const char *rows, *where = s->cl->value[OPT_WHERE], *sort = s->cl->value[OPT_SORT];
    int failed = sort ? session_party(s, sort, &s->options.sort_party) : 0;
    read_row_kind(s, &rows);
    if (!failed && rows && where) failed = find_states_of_both(s, rows, where);
    else if (!failed && rows) failed = session_find_states(s, "--rows", rows);
    else if (!failed && where) failed = session_find_states(s, "--where", where);
    s->options.rows = s->rows;
    return failed;
}

int session_state(session *s, option_id option, truce_state *state) {
    const char *name = s->cl->value[option];
    *state = name ? truce_graph_state_find(s->graph, name) : truce_graph_status_quo(s->graph);
    if (*state) return 0;
    if (!name) return usage_error(s->cl, "the model names no status quo: which %s?", cli_options[option].name);
    return no_such_state(s, name);
}

static const char *party_id(const void *ud, size_t i) {
    return truce_model_party_id(ud, (uint32_t)i);
}

int session_party(session *s, const char *id, uint32_t *party) {
    *party = truce_model_party_find(s->model, id);
    if (*party != UINT32_MAX) return 0;
    const char *meant = nearest(id, party_id, s->model, truce_model_party_count(s->model));
    if (meant) return usage_error(s->cl, "there is no party '%s'; did you mean '%s'?", id, meant);
    return usage_error(s->cl, "there is no party '%s'", id);
}

int session_next_party(session *s, const char **list, uint32_t *party) {
    size_t length = strcspn(*list, ",");
    char *id = malloc(length + 1);
    if (!id) return session_end(s, TRUCE_E_NOMEM);
    memcpy(id, *list, length);
    id[length] = 0;
    int failed = session_party(s, id, party);
    free(id);
    *list = (*list)[length] ? *list + length + 1 : NULL;
    return failed;
}

static const char *concept_id(const void *ud, size_t i) {
    (void)ud;
    return truce_concept_at((uint32_t)i)->id;
}

static const name_table concept_names = {"concept", truce_concept_count, concept_id, truce_concept_find};

static int add_name(session *s, const name_table *names, const char *name, size_t length, uint32_t *numbers, size_t *count) {
    char id[64];
    snprintf(id, sizeof id, "%.*s", (int)(length < sizeof id ? length : sizeof id - 1), name);
    uint32_t found = names->find(id);
    if (found == UINT32_MAX) {
        const char *meant = nearest(id, names->id, NULL, names->count());
        if (meant) return usage_error(s->cl, "there is no %s '%s'; did you mean '%s'?", names->what, id, meant);
        return usage_error(s->cl, "there is no %s '%s'", names->what, id);
    }
    for (size_t i = 0; i < *count; i++)
        if (numbers[i] == found) return 0;
    numbers[(*count)++] = found;
    return 0;
}

int session_names(session *s, const name_table *names, const char *list, uint32_t *numbers, size_t *count) {
    while (list) {
        size_t length = strcspn(list, ",");
        int failed = add_name(s, names, list, length, numbers, count);
        if (failed) return failed;
        list = list[length] ? list + length + 1 : NULL;
    }
    return 0;
}

int session_concepts(session *s, uint32_t **concepts, size_t *count) {
    const char *list = s->cl->value[OPT_CONCEPTS];
    *count = 0;
    *concepts = calloc(truce_concept_count(), sizeof **concepts);
    if (!*concepts) return session_end(s, TRUCE_E_NOMEM);
    bool is_all = list && strcmp(list, "all") == 0;
    for (uint32_t i = 0; (is_all || !list) && i < truce_concept_count(); i++)
        if (is_all || truce_concept_at(i)->is_default) (*concepts)[(*count)++] = i;
    return is_all ? 0 : session_names(s, &concept_names, list, *concepts, count);
}

int session_solve(session *s, truce_solution **solution) {
    uint32_t *concepts = NULL;
    size_t count = 0;
    int failed = session_concepts(s, &concepts, &count);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_rows(s);
    if (!failed) failed = session_end(s, truce_solve(s->ctx, s->graph, concepts, count, solution));
    free(concepts);
    return failed;
}
