/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "host.h"

#include "layout.h"
#include "limits.h"
#include "page_engine.h"
#include "sql.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY_THREADS = 1024, STDERR = 2 };

/* ------------------------------------------------------------------ options */

const truce_option terminal_output = {
    .name = "output", .kind = TRUCE_OPTION_FILE, .value = "FILE",
    .help = "write the result to FILE, which is replaced only when everything is written; - is standard output"};

const truce_option terminal_threads = {
    .name = "threads", .kind = TRUCE_OPTION_NUMBER, .value = "N", .least = 1, .most = MANY_THREADS,
    .help = "use N threads (default: one for each processor)"};

const truce_option terminal_memory = {
    .name = "memory", .kind = TRUCE_OPTION_SIZE, .value = "SIZE",
    .help = "use at most SIZE bytes of memory, such as 512M or 2G (default: 80% of what is available)"};

static const truce_option scratch = {
    .name = "scratch", .kind = TRUCE_OPTION_FOLDER, .value = "DIR",
    .help = "keep the largest arrays in unnamed files in DIR; these do not count as memory"};

const truce_option terminal_color = {
    .name = "color", .kind = TRUCE_OPTION_CHOICE, .value = "auto|always|never", .usual = "auto",
    .help = "colour; auto: on a terminal, unless NO_COLOR is set (default: auto)"};

const truce_option terminal_quiet = {
    .name = "quiet", .help = "no warnings and no progress; errors are still printed"};

static const truce_option verbose = {
    .name = "verbose", .help = "print each step of the work and its plan of memory on standard error"};

const truce_option *const terminal_options[] = {&terminal_output, &terminal_threads, &terminal_memory, &scratch,
                                                &terminal_color,  &terminal_quiet,   &verbose,         NULL};

/* ----------------------------------------------------------------- messages */

static void tell(void *ud, truce_tone tone, const char *command, const char *text) {
    terminal *t = ud;
    if (tone == TRUCE_TONE_NOTE && !t->is_verbose) return;
    progress_clear(&t->progress);
    fprintf(stderr, "truce%s%s: %s\n", command ? " " : "", command ? command : "", text);
    if (tone != TRUCE_TONE_USAGE) return;
    fprintf(stderr, "Try 'truce %s%s--help'.\n", command ? command : "", command ? " " : "");
}

__attribute__((format(printf, 4, 0))) static void tell_list(terminal *t, truce_tone tone, const truce_line *line,
                                                            const char *format, va_list list) {
    char text[4096];
    vsnprintf(text, sizeof text, format, list);
    t->host.tell(t->host.ud, tone, line ? truce_line_command(line)->name : NULL, text);
}

void terminal_say(terminal *t, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell_list(t, TRUCE_TONE_PROGRAM, NULL, format, list);
    va_end(list);
}

void terminal_say_of(terminal *t, const truce_line *line, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell_list(t, TRUCE_TONE_COMMAND, line, format, list);
    va_end(list);
}

int terminal_misuse(terminal *t, const truce_line *line, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell_list(t, TRUCE_TONE_USAGE, line, format, list);
    va_end(list);
    return TRUCE_E_USAGE;
}

static bool has_color(const terminal *t, int fd) {
    bool is_auto = !t->color || strcmp(t->color, "auto") == 0;
    return terminal_has_color(fd, t->is_passed_on && is_auto ? "never" : t->color);
}

static bool write_error(void *ud, const char *bytes, size_t length) {
    (void)ud;
    return fwrite(bytes, 1, length, stderr) == length;
}

/* Warnings alone are not printed when --quiet is given. */
static bool diagnose(void *ud, truce_ctx *ctx, size_t first) {
    terminal *t = ud;
    if (t->is_quiet && truce_diag_count(ctx, TRUCE_ERROR) == 0) return false;
    progress_clear(&t->progress);
    const truce_sink sink = {write_error, NULL};
    truce_diags_render(ctx, first, has_color(t, STDERR), &sink);
    return true;
}

static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    progress_show(&((terminal *)ud)->progress, phase, done, total);
}

static void attend(void *ud, truce_ctx *ctx) {
    (void)ud;
    interrupt_cancels(ctx);
}

/* ----------------------------------------------------------------- failures */

static const char *why(void *ud) {
    const terminal *t = ud;
    return *t->why ? t->why : NULL;
}

/* The status for an errno; the message goes to `why`. */
static truce_status fail(terminal *t, const char *verb, const char *name, int error) {
    t->why[0] = 0;
    if (error == EINTR) return TRUCE_E_CANCELLED;
    if (error == ENOMEM) snprintf(t->why, sizeof t->why, "out of memory");
    else snprintf(t->why, sizeof t->why, "cannot %s %.400s: %s", verb, name, strerror(error));
    return error == ENOMEM ? TRUCE_E_NOMEM : TRUCE_E_IO;
}

/* Prints the message, if there is one, and returns the exit status. */
static int explain(terminal *t, truce_status status) {
    if (status != TRUCE_OK && *t->why) terminal_say(t, "%s", t->why);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}

/* ------------------------------------------------------------------ reading */

/* A text lent to the run until it ends. */
typedef struct lent {
    struct lent *next;
    char *bytes;
} lent;

#define DATABASE "a database that this run uses"

/* Refuses a result that would overwrite a file that the run uses. `what`: what that file is. */
static truce_status spare_file(terminal *t, const char *path, const char *what) {
    if (!t->output.path) return TRUCE_OK;
    if (strcmp(path, t->output.name) != 0 && !is_same_file(path, t->output.path)) return TRUCE_OK;
    snprintf(t->why, sizeof t->why, "--output '%.200s' is %s: it would be overwritten", t->output.name, what);
    return TRUCE_E_USAGE;
}

static truce_status read_file(terminal *t, const char *path, char **bytes, size_t *length) {
    *bytes = NULL;
    truce_status spared = spare_file(t, path, "a file that this run reads");
    if (spared != TRUCE_OK) return spared;
    int error = file_read(path, TRUCE_TEXT_MOST, bytes, length);
    return error ? fail(t, "read", strcmp(path, "-") == 0 ? "standard input" : path, error) : TRUCE_OK;
}

static truce_status lend_file(void *ud, const char *name, const char **bytes, size_t *length) {
    terminal *t = ud;
    lent *text = malloc(sizeof *text);
    if (!text) return fail(t, "read", name, ENOMEM);
    truce_status status = read_file(t, name, &text->bytes, length);
    text->next = t->texts;
    t->texts = text;
    *bytes = text->bytes;
    return status;
}

static truce_status lend_engine(void *ud, const char **bytes, size_t *length) {
    terminal *t = ud;
    char path[ENGINE_PATH];
    if (engine_find(path)) return lend_file(t, path, bytes, length);
    snprintf(t->why, sizeof t->why, "there is no engine for pages: './run engine' makes %s/live.wasm.gz; set "
             "TRUCE_ENGINE to where it is", ENGINE_FOLDER);
    return TRUCE_E_IO;
}

static truce_status lend_cited(void *ud, const char *model, const char *name, const char **bytes, size_t *length) {
    char *path = cited_path(model, name);
    truce_status status = path ? lend_file(ud, path, bytes, length) : fail(ud, "read", name, ENOMEM);
    free(path);
    return status;
}

static truce_status spare_cited(void *ud, const char *model, const char *name) {
    char *path = cited_path(model, name);
    truce_status status = path ? spare_file(ud, path, "a source of the model") : fail(ud, "read", name, ENOMEM);
    free(path);
    return status;
}

int terminal_spare_database(terminal *t, const char *path) {
    return explain(t, spare_file(t, path, DATABASE));
}

int terminal_read(terminal *t, const char *path, char **bytes, size_t *length) {
    int failed = explain(t, read_file(t, path, bytes, length));
    if (failed || *length <= TRUCE_TEXT_MOST) return failed;
    terminal_say(t, "%s is larger than %d MiB", path, TRUCE_TEXT_MOST >> 20);
    free(*bytes);
    *bytes = NULL;
    return TRUCE_E_LIMIT;
}

/* ---------------------------------------------------------------- databases */

#ifdef TRUCE_HAS_DATABASE
static truce_status open_database(void *ud, const char *name, int32_t application, bool may_create,
                                  truce_database **database) {
    truce_status spared = spare_file(ud, name, DATABASE);
    return spared ? spared : sql_open(name, application, may_create, database, ((terminal *)ud)->why);
}

static truce_status run_sql(void *ud, truce_database *database, const char *sql, const truce_sql_value *values,
                            size_t count, truce_sql_row row, void *row_ud) {
    return sql_run(database, sql, values, count, row, row_ud, ((terminal *)ud)->why);
}

static void close_database(void *ud, truce_database *database) {
    (void)ud;
    sql_close(database);
}
#endif

/* ------------------------------------------------------------------ writing */

static truce_status open_result(terminal *t, const truce_line *line) {
    const char *path = truce_line_text(line, "output");
    int error = output_open(&t->output, path);
    return error ? fail(t, "write", path, error) : TRUCE_OK;
}

static truce_status fail_to_write(terminal *t) {
    truce_status status = fail(t, "write", t->output.name, t->output.error ? t->output.error : EIO);
    if (output_is_unread(&t->output)) t->why[0] = 0;
    return status;
}

static bool write_result(void *ud, const char *bytes, size_t length) {
    terminal *t = ud;
    progress_clear(&t->progress);
    bool is_written = output_write(&t->output, bytes, length);
    if (!is_written) fail_to_write(t);
    return is_written;
}

static truce_status finish_result(void *ud) {
    terminal *t = ud;
    if (output_finish(&t->output) == 0) return TRUCE_OK;
    truce_status status = fail_to_write(t);
    if (status == TRUCE_E_CANCELLED) snprintf(t->why, sizeof t->why, "interrupted");
    return status;
}

int terminal_finish(terminal *t) {
    return explain(t, t->output.error ? fail_to_write(t) : finish_result(t));
}

/* -------------------------------------------------------------------- a run */

static truce_status check_scratch(terminal *t, const char *folder) {
    int error = folder ? folder_check(folder) : 0;
    return error ? fail(t, "write to", folder, error) : TRUCE_OK;
}

static truce_status begin(void *ud, const truce_line *line, truce_settings *settings) {
    terminal *t = ud;
    t->color = truce_line_text(line, "color");
    t->is_quiet = truce_line_text(line, "quiet") != NULL;
    t->is_verbose = truce_line_text(line, "verbose") != NULL;
    progress_init(&t->progress, t->is_quiet, t->is_verbose);
    bool has_limit = truce_line_text(line, "memory") != NULL;
    settings->memory = has_limit ? truce_line_number(line, "memory") : available_memory() / 10 * 8;
    settings->threads = (uint32_t)truce_line_number(line, "threads");
    settings->scratch = truce_line_text(line, "scratch");
    settings->width = terminal_width();
    truce_status status = check_scratch(t, settings->scratch);
    if (status == TRUCE_OK) status = open_result(t, line);
    settings->color = status == TRUCE_OK && has_color(t, t->output.fd);
    return status;
}

int terminal_begin(terminal *t, const truce_line *line, truce_settings *settings) {
    *settings = t->host.settings;
    return explain(t, begin(t, line, settings));
}

void terminal_end(terminal *t) {
    progress_clear(&t->progress);
    output_discard(&t->output);
    for (lent *text = t->texts, *next; text; text = next) {
        next = text->next;
        free(text->bytes);
        free(text);
    }
    t->texts = NULL;
}

static void end(void *ud) {
    terminal_end(ud);
}

void terminal_init(terminal *t) {
    *t = (terminal){.output = {.fd = -1}};
    t->host = (truce_host){
        .ud = t, .options = terminal_options,
        .memory_hint = "--memory SIZE raises the limit of memory, --scratch DIR keeps the largest arrays in files",
        .begin = begin, .read = lend_file, .read_cited = lend_cited, .spare = spare_cited,
        .read_engine = lend_engine,
        .write = write_result, .finish = finish_result, .end = end, .why = why,
        .tell = tell, .diagnose = diagnose, .progress = show_progress, .attend = attend,
        .settings = {.layout = layout_is_there() ? layout_sketch : NULL,
                     .workbook = xlsx_init(&t->workbook, t->why)},
#ifdef TRUCE_HAS_DATABASE
        .open_database = open_database, .run_sql = run_sql, .close_database = close_database,
#endif
    };
}

int terminal_run(terminal *t, int argc, char **argv) {
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    interrupts_begin(!t->is_passed_on);
    return truce_run(&t->host, count, count ? (const char *const *)(argv + 1) : NULL);
}
