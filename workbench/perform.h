/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A command of the table, run in memory in this process. In: the words of its command line, and texts for its files.
 * Out: exit status, result, diagnostics. The workbench is a host of the library's commands, as the terminal is.
 */
#ifndef TRUCE_WORKBENCH_PERFORM_H
#define TRUCE_WORKBENCH_PERFORM_H

#include "bytes.h"

#include <truce/command.h>

#include <json-c/json.h>

enum { MAX_WORDS = 40, MAX_TEXTS = 2, MAX_OPERANDS = 2, MAX_RESULT = 64 << 20 };

/* What to run. Owns everything it points to. */
typedef struct order {
    const truce_command *command;
    char *words[MAX_WORDS]; /* "--concepts=nash,gmr" */
    int word_count;
    char *operands[MAX_OPERANDS]; /* behind the model */
    int operand_count;
    bool is_json; /* the result will be */
    char *names[MAX_TEXTS];
    char *texts[MAX_TEXTS];
    size_t lengths[MAX_TEXTS];
    bool is_attachment[MAX_TEXTS]; /* named by an option, and no operand */
    size_t text_count;
} order;

/* Starts an order. NULL, or what is wrong: no such command, or none that a host may run. */
const char *order_begin(order *o, const char *command);
/* How many texts it works on: its operands that the host reads. */
size_t order_text_count(const truce_command *command);
/* Adds an option, with or without its dashes; `value` NULL for flags. NULL, or an error. Errors that only the
 * command's own reading of its arguments can find (a value that is not allowed) are reported when it runs. */
const char *order_option(order *o, const char *name, const char *value);
/* Adds a word behind the model: a target, an id. False when memory is out or there are too many. */
bool order_operand(order *o, const char *word);
/* Whether it reads no model but an article, which its option --from names. */
bool order_reads_article(const truce_command *command);
/* Adds a text under a name, both copied. False when memory is out or there are too many. */
bool order_text(order *o, const char *name, const char *text, size_t length);
/* The same for a text that an option names. */
bool order_attach(order *o, const char *name, const char *text, size_t length);
void order_free(order *o);

/* Callbacks that watch the run; called on its thread. */
typedef struct watcher {
    truce_progress_fn progress;
    void (*attend)(void *ud, truce_ctx *ctx);
    void *ud;
    uint64_t memory;
    uint32_t threads;
    bool (*replaces)(void *ud, const char *path); /* whether the result will replace that file; NULL: no file */
} watcher;

typedef struct outcome {
    int status;
    bytes result;
    bool is_whole; /* the result was written completely */
    json_object *diagnostics; /* a list of {severity, file, line, column, length, message, hint} */
} outcome;

void perform(const order *o, const watcher *watch, outcome *found);
void outcome_free(outcome *found);

/* A diagnostic as every answer has it. */
json_object *describe_finding(const truce_diag *diag);

#endif
