/* SPDX-License-Identifier: Apache-2.0 */
#include "perform.h"

#include "files.h"
#include "own_commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, MAX_FINDINGS = 200 };

/* ----------------------------------------------------------------- orders */

static const char for_terminals[] = "this command is for the command line only";

static bool is_own(const char *name) {
    for (size_t i = 0; workbench_commands[i]; i++)
        if (strcmp(workbench_commands[i]->name, name) == 0) return true;
    return false;
}

bool order_reads_article(const truce_command *command) {
    const truce_option *from = truce_command_option(command, "from");
    return from && from->kind == TRUCE_OPTION_FILE;
}

size_t order_text_count(const truce_command *command) {
    truce_operand operand;
    size_t count = 0, i = 0;
    for (; truce_command_operand(command, i, &operand); i++)
        count += operand.kind == TRUCE_OPERAND_MODEL || operand.kind == TRUCE_OPERAND_TEXT;
    return count;
}

/* Whether all that it takes can be given here. */
static bool is_fit(const truce_command *command) {
    truce_operand operand;
    for (size_t i = 0; truce_command_operand(command, i, &operand); i++)
        if (operand.kind == TRUCE_OPERAND_DATABASE) return false;
    return !command->is_of_program;
}

const char *order_begin(order *o, const char *command) {
    *o = (order){.command = truce_command_find(command)};
    if (!o->command) return is_own(command) ? for_terminals : "there is no such command";
    return is_fit(o->command) ? NULL : for_terminals;
}

/* Whether only a terminal gives the command this option. */
static bool is_of_terminals(const char *name) {
    for (size_t i = 0; terminal_options[i]; i++)
        if (strcmp(terminal_options[i]->name, name) == 0) return true;
    return strcmp(name, "help") == 0 || strcmp(name, "man") == 0;
}

/* Every option is one argument whatever it contains, so a value can never become another option. */
const char *order_option(order *o, const char *name, const char *value) {
    if (strncmp(name, "--", 2) == 0) name += 2;
    if (is_of_terminals(name)) return "this option is for the command line only";
    if (!truce_command_option(o->command, name)) return "this command has no such option";
    if (o->word_count == MAX_WORDS) return "there are too many options";
    size_t size = strlen(name) + (value ? strlen(value) : 0) + sizeof "--=";
    char *word = malloc(size);
    if (!word) return "out of memory";
    snprintf(word, size, "--%s%s%s", name, value ? "=" : "", value ? value : "");
    o->words[o->word_count++] = word;
    if (strcmp(name, "format") == 0) o->is_json = value && strcmp(value, "json") == 0;
    return NULL;
}

bool order_operand(order *o, const char *word) {
    if (o->operand_count == MAX_OPERANDS) return false;
    o->operands[o->operand_count] = copy_text(word);
    return o->operands[o->operand_count++] != NULL;
}

bool order_text(order *o, const char *name, const char *text, size_t length) {
    if (o->text_count == MAX_TEXTS) return false;
    size_t i = o->text_count++;
    o->names[i] = copy_text(name);
    o->texts[i] = copy_bytes(text, length);
    o->lengths[i] = length;
    return o->names[i] && o->texts[i];
}

bool order_attach(order *o, const char *name, const char *text, size_t length) {
    if (!order_text(o, name, text, length)) return false;
    o->is_attachment[o->text_count - 1] = true;
    return true;
}

void order_free(order *o) {
    for (int i = 0; i < o->word_count; i++) free(o->words[i]);
    for (int i = 0; i < o->operand_count; i++) free(o->operands[i]);
    for (size_t i = 0; i < o->text_count; i++) {
        free(o->names[i]);
        free(o->texts[i]);
    }
    *o = (order){0};
}

/* ---------------------------------------------------------------- running */

/* The workbench as a host: texts are read from the order, results go into the outcome. */
typedef struct run_state {
    const order *order;
    const watcher *watch;
    outcome *found;
    char why[300];
} run_state;

json_object *describe_finding(const truce_diag *diag) {
    json_object *finding = json_object_new_object();
    const char *severity = diag->severity == TRUCE_ERROR ? "error" : "warning";
    json_object_object_add(finding, "severity", json_object_new_string(severity));
    json_object_object_add(finding, "file", json_object_new_string(diag->file ? diag->file : ""));
    json_object_object_add(finding, "line", json_object_new_int64(diag->line));
    json_object_object_add(finding, "column", json_object_new_int64(diag->column));
    json_object_object_add(finding, "length", json_object_new_int64(diag->length));
    json_object_object_add(finding, "message", json_object_new_string(diag->message));
    json_object_object_add(finding, "hint", diag->hint ? json_object_new_string(diag->hint) : NULL);
    return finding;
}

static void add_finding(outcome *found, const truce_diag *diag) {
    if (json_object_array_length(found->diagnostics) < MAX_FINDINGS)
        json_object_array_add(found->diagnostics, describe_finding(diag));
}

static truce_status read_text(void *ud, const char *name, const char **text, size_t *length) {
    run_state *run = ud;
    const order *o = run->order;
    size_t i = 0;
    while (i < o->text_count && strcmp(o->names[i], name) != 0) i++;
    snprintf(run->why, sizeof run->why, "cannot read %.*s: %s", whole_part(name, 200), name, strerror(ENOENT));
    if (i == o->text_count) return TRUCE_E_IO;
    *text = o->texts[i];
    *length = o->lengths[i];
    return TRUCE_OK;
}

static truce_status spare(void *ud, const char *model, const char *name) {
    run_state *run = ud;
    const watcher *w = run->watch;
    if (!w->replaces) return TRUCE_OK;
    char *path = cited_path(model, name);
    bool is_lost = path && w->replaces(w->ud, path);
    if (is_lost) snprintf(run->why, sizeof run->why, "output: it would replace a source of the model");
    truce_status status = !path ? TRUCE_E_NOMEM : is_lost ? TRUCE_E_USAGE : TRUCE_OK;
    free(path);
    return status;
}

static bool write_result(void *ud, const char *text, size_t length) {
    run_state *run = ud;
    snprintf(run->why, sizeof run->why, "cannot write the result: %s", strerror(EIO));
    return bytes_write(&run->found->result, text, length);
}

static truce_status finish(void *ud) {
    run_state *run = ud;
    run->found->is_whole = true;
    return TRUCE_OK;
}

static const char *why(void *ud) {
    return ((run_state *)ud)->why;
}

static bool diagnose(void *ud, truce_ctx *ctx, size_t first) {
    run_state *run = ud;
    for (size_t i = first; i < truce_diags_total(ctx); i++) add_finding(run->found, truce_diag_at(ctx, i));
    return true;
}

static void tell(void *ud, truce_tone tone, const char *command, const char *text) {
    run_state *run = ud;
    (void)command;
    if (tone == TRUCE_TONE_NOTE) return;
    add_finding(run->found, &(truce_diag){.severity = TRUCE_ERROR, .message = text});
}

static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    const watcher *w = ((run_state *)ud)->watch;
    w->progress(w->ud, phase, done, total);
}

static void attend(void *ud, truce_ctx *ctx) {
    const watcher *w = ((run_state *)ud)->watch;
    w->attend(w->ud, ctx);
}

static int run(const order *o, const truce_host *host) {
    const char *words[MAX_WORDS + MAX_TEXTS + MAX_OPERANDS + 2] = {o->command->name};
    size_t count = 1;
    for (int i = 0; i < o->word_count; i++) words[count++] = o->words[i];
    words[count++] = "--";
    for (size_t i = 0; i < o->text_count; i++)
        if (!o->is_attachment[i]) words[count++] = o->names[i];
    for (int i = 0; i < o->operand_count; i++) words[count++] = o->operands[i];
    return truce_run(host, count, words);
}

void perform(const order *o, const watcher *watch, outcome *found) {
    run_state state = {.order = o, .watch = watch, .found = found};
    *found = (outcome){.result = {.most = MAX_RESULT}, .diagnostics = json_object_new_array()};
    const truce_host host = {
        .ud = &state, .read = read_text, .spare = spare, .write = write_result, .finish = finish, .why = why,
        .diagnose = diagnose, .tell = tell, .progress = show_progress, .attend = attend,
        .settings = {.memory = watch->memory, .threads = watch->threads, .width = WIDTH},
    };
    found->status = found->diagnostics ? run(o, &host) : TRUCE_E_LIMIT;
}

void outcome_free(outcome *found) {
    bytes_free(&found->result);
    json_object_put(found->diagnostics);
    *found = (outcome){0};
}
