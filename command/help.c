/* SPDX-License-Identifier: Apache-2.0 */
/* Help, from the tables. It stays within 79 columns; its text is ASCII except for names of people. */
#include "pages.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 79, COLUMN = 22 };

static size_t columns(const char *text, size_t bytes) {
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void begin_line(page *p, size_t indent) {
    page_put(p, "\n");
    for (size_t i = 0; i < indent; i++) page_put(p, " ");
}

/* The bytes of the word at `text`; a command in quotation marks is one. */
static size_t word_at(const char *text) {
    static const char begins[] = "'truce ";
    size_t bytes = strcspn(text, " ");
    const char *mark = memchr(text, '\'', bytes);
    const char *end = mark && strncmp(mark, begins, sizeof begins - 1) == 0 ? strchr(mark + 1, '\'') : NULL;
    return end ? (size_t)(end - text) + strcspn(end, " ") : bytes;
}

/* Writes words to WIDTH, further lines indented; `at` is the column reached. */
static void wrap(page *p, const char *text, size_t at, size_t indent) {
    bool is_first = true;
    while (*text) {
        size_t bytes = word_at(text), wide = columns(text, bytes);
        if (!is_first && at + 1 + wide > WIDTH) {
            begin_line(p, indent);
            at = indent;
        } else if (!is_first) {
            page_put(p, " ");
            at++;
        }
        page_add(p, text, bytes);
        at += wide;
        is_first = false;
        text += bytes + strspn(text + bytes, " ");
    }
    page_put(p, "\n");
}

/* "  --limit N           text": on two lines where the first part is long. */
static void entry(page *p, const char *first, const char *text) {
    size_t wide = 2 + columns(first, strlen(first));
    page_put(p, "  ");
    page_put(p, first);
    if (wide >= COLUMN) {
        page_put(p, "\n");
        wide = 0;
    }
    for (; wide < COLUMN; wide++) page_put(p, " ");
    wrap(p, text, COLUMN, COLUMN);
}

static void write_option(page *p, const truce_option *option) {
    char head[80];
    const char *takes = option->value ? option->value : "", *letter = truce__short_word(option->name);
    snprintf(head, sizeof head, "%s%s--%s%s%s", letter ? letter : "", letter ? ", " : "", option->name,
             *takes ? " " : "", takes);
    entry(p, head, option->help);
}

static void write_examples(page *p, const char *examples) {
    page_put(p, "\nExamples:\n");
    while (*examples) {
        size_t length = strcspn(examples, "\n");
        page_put(p, "  ");
        page_add(p, examples, length);
        page_put(p, "\n");
        examples += length + (examples[length] == '\n');
    }
}

static void write_concepts(page *p) {
    page_put(p, "\nSolution concepts (* solved by default):\n");
    for (uint32_t i = 0; i < truce_concept_count(); i++) {
        const truce_concept *concept = truce_concept_at(i);
        char head[64];
        snprintf(head, sizeof head, "%s%s", concept->family ? concept->family : concept->id,
                 concept->is_default ? " *" : "");
        entry(p, head, concept->name);
        for (size_t k = 0; k < COLUMN; k++) page_put(p, " ");
        wrap(p, concept->definition, COLUMN, COLUMN);
    }
}

/* Whether the name is one of the names in the list, which blanks part. */
static bool is_listed(const char *names, const char *name) {
    size_t length = strlen(name);
    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t one = strcspn(at, " ");
        if (one == length && strncmp(at, name, length) == 0) return true;
        at += one;
    }
    return false;
}

/* The commands by what they are for, in the order in which one comes to need them: that of docs/commands.md. */
static const struct {
    const char *head, *names;
} groups[] = {
    {"A model", "new check rename convert states"},
    {"What holds, and why", "solve explain"},
    {"How it can go on", "paths ripe"},
    {"What can be agreed", "deal ratify audience"},
    {"What is not known", "robust unlock forecast score"},
    {"What changed", "timeline diff"},
    {"For readers and programs", "brief replies serve mcp"},
    {"About truce", "cases concepts schema version help"},
};

static const truce_command *named(const truce_host *host, const char *name, size_t length) {
    const truce_command *command;
    for (size_t i = 0; (command = truce__command_at(host, i)) != NULL; i++)
        if (strlen(command->name) == length && strncmp(command->name, name, length) == 0) break;
    return command;
}

static bool is_grouped(const truce_command *command) {
    bool found = false;
    for (size_t g = 0; g < sizeof groups / sizeof *groups && !found; g++)
        found = is_listed(groups[g].names, command->name);
    return found;
}

/* Command number `i` of a group; NULL behind the last. Those that the host lacks are passed over. */
static const truce_command *command_of(const truce_host *host, const char *names, size_t i) {
    for (size_t length; *names; names += length + strspn(names + length, " ")) {
        length = strcspn(names, " ");
        const truce_command *command = named(host, names, length);
        if (command && i-- == 0) return command;
    }
    return NULL;
}

const truce_command *truce__command_listed(const truce_host *host, size_t i) {
    const truce_command *command;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t k = 0; (command = command_of(host, groups[g].names, k)) != NULL; k++)
            if (i-- == 0) return command;
    for (size_t k = 0; (command = truce__command_at(host, k)) != NULL; k++)
        if (!is_grouped(command) && i-- == 0) return command;
    return NULL;
}

/* A command of the host that no group knows stands behind them. */
static void write_overview(page *p, const truce_host *host) {
    const truce_command *command;
    page_put(p, "truce: analysis of conflicts and negotiations by the graph model\n\n"
                "Usage: truce COMMAND [MODEL] [options]\n"
                "\nMODEL is a file; - reads standard input.\n");
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        page_puts(p, "\n", groups[g].head, ":\n");
        for (size_t i = 0; (command = command_of(host, groups[g].names, i)) != NULL; i++)
            entry(p, command->name, command->summary);
    }
    for (size_t i = 0; (command = truce__command_at(host, i)) != NULL; i++)
        if (!is_grouped(command)) entry(p, command->name, command->summary);
    page_put(p, "\n'truce help COMMAND' explains a command and its options.\n");
}

/* Whether every command has the option: how the result is written, and how the work is done. */
static bool is_of_all(const truce_host *host, const truce_option *option) {
    bool found = is_listed("format table bom help", option->name);
    for (size_t i = 0; !found && host->options && host->options[i]; i++) found = host->options[i] == option;
    return found;
}

static void write_options(page *p, const truce_host *host, const truce_command *command, bool of_all) {
    const truce_option *option;
    size_t written = 0;
    for (size_t i = 0; (option = truce__option_at(host, command, i)) != NULL; i++) {
        if (!option->help || is_of_all(host, option) != of_all) continue;
        if (written++ == 0) page_put(p, of_all ? "\nOptions of every command:\n" : "\nOptions:\n");
        write_option(p, option);
    }
}

static void write_command(page *p, const truce_host *host, const truce_command *command) {
    const char *argument = command->argument ? command->argument : "";
    page_puts(p, "truce ", command->name, ": ", command->summary, "\n\nUsage: truce ", command->name);
    page_puts(p, *argument ? " " : "", argument, " [options]\n\n");
    wrap(p, command->about, 0, 0);
    write_options(p, host, command, false);
    write_options(p, host, command, true);
    if (command->lists_concepts) write_concepts(p);
    if (command->examples) write_examples(p, command->examples);
}

void truce__help_write(page *p, const truce_host *host, const truce_command *command) {
    if (command) write_command(p, host, command);
    else write_overview(p, host);
}

void truce__page_join(page *p, ...) {
    va_list list;
    va_start(list, p);
    for (const char *text; (text = va_arg(list, const char *)) != NULL;) page_put(p, text);
    va_end(list);
}

int truce__help(truce_line *line, const truce_settings *settings) {
    (void)settings;
    page p = {.line = line};
    truce__help_write(&p, &line->host, line->command);
    return page_finish(&p);
}
