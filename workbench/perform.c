/* SPDX-License-Identifier: Apache-2.0 */
#include "perform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, MAX_FINDINGS = 200 };

/* ----------------------------------------------------------------- orders */

const char *order_begin(order *o, const char *command) {
    *o = (order){.command = command_find(command)};
    if (!o->command) return "there is no such command";
    return o->command->bit & FOR_HOSTS ? NULL : "this command is for the command line only";
}

static const cli_option *find_option(const cli_command *command, const char *name) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strcmp(cli_options[i].name, name) == 0 && cli_options[i].commands & command->bit) return &cli_options[i];
    return NULL;
}

/* Every word is one argument whatever is in it, so a value can never become another option. */
const char *order_option(order *o, const char *name, const char *value) {
    char dashed[64];
    int length = snprintf(dashed, sizeof dashed, "%s%s", strncmp(name, "--", 2) == 0 ? "" : "--", name);
    const cli_option *option = length < (int)sizeof dashed ? find_option(o->command, dashed) : NULL;
    if (!option) return "this command has no such option";
    if (option->commands & (unsigned)NOT_FOR_HOSTS) return "this option is for the command line only";
    if (o->word_count == MAX_WORDS) return "there are too many options";
    size_t size = (size_t)length + (value ? strlen(value) : 0) + 2;
    char *word = malloc(size);
    if (!word) return "out of memory";
    snprintf(word, size, "%s%s%s", dashed, value ? "=" : "", value ? value : "");
    o->words[o->word_count++] = word;
    if (strcmp(dashed, "--format") == 0) o->is_json = value && strcmp(value, "json") == 0;
    return NULL;
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
    for (size_t i = 0; i < o->text_count; i++) {
        free(o->names[i]);
        free(o->texts[i]);
    }
    *o = (order){0};
}

/* ---------------------------------------------------------------- running */

typedef struct run_state {
    const watcher *watch;
    outcome *found;
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

static void finish(void *ud) {
    run_state *run = ud;
    run->found->is_whole = true;
}

static void diagnose(void *ud, const truce_diag *diag) {
    run_state *run = ud;
    add_finding(run->found, diag);
}

static void complain(void *ud, const char *text) {
    run_state *run = ud;
    add_finding(run->found, &(truce_diag){.severity = TRUCE_ERROR, .message = text});
}

static void progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    const watcher *w = ((run_state *)ud)->watch;
    w->progress(w->ud, phase, done, total);
}

static void attend(void *ud, truce_ctx *ctx) {
    const watcher *w = ((run_state *)ud)->watch;
    w->attend(w->ud, ctx);
}

static int run(const order *o, const cli_host *host) {
    char program[] = "truce", end_of_options[] = "--", *command = copy_text(o->command->name);
    char *argv[MAX_WORDS + MAX_TEXTS + 3] = {program, command};
    int argc = 2, failed = EXIT_LIMIT;
    for (int i = 0; i < o->word_count; i++) argv[argc++] = o->words[i];
    argv[argc++] = end_of_options;
    for (size_t i = 0; i < o->text_count; i++)
        if (!o->is_attachment[i]) argv[argc++] = o->names[i];
    cmdline cl = {.host = host};
    if (command) failed = arguments_parse(argc, argv, &cl);
    if (command && !failed) failed = cl.command->run(&cl);
    free(command);
    return failed;
}

void perform(const order *o, const watcher *watch, outcome *found) {
    run_state state = {watch, found};
    cli_text texts[MAX_TEXTS];
    for (size_t i = 0; i < o->text_count; i++) texts[i] = (cli_text){o->names[i], o->texts[i], o->lengths[i]};
    *found = (outcome){.result = {.most = MAX_RESULT}, .diagnostics = json_object_new_array()};
    cli_host host = {.texts = texts, .text_count = o->text_count, .result = {bytes_write, &found->result}, .finish = finish,
                     .diagnose = diagnose, .complain = complain, .progress = progress, .attend = attend, .ud = &state,
                     .memory = watch->memory, .threads = watch->threads, .width = WIDTH};
    found->status = found->diagnostics ? run(o, &host) : EXIT_LIMIT;
}

void outcome_free(outcome *found) {
    bytes_free(&found->result);
    json_object_put(found->diagnostics);
    *found = (outcome){0};
}
