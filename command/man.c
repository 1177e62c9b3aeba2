/* SPDX-License-Identifier: Apache-2.0 */
/* Manual pages in roff, from the tables. */
#include "pages.h"

/* Escapes text for roff: backslashes and hyphens, and a leading full stop or quote, which would begin a request. */
static void roff(page *p, const char *text) {
    bool starts_line = true;
    for (; *text; text++) {
        if (starts_line && (*text == '.' || *text == '\'')) page_put(p, "\\&");
        if (*text == '\\') page_put(p, "\\e");
        else if (*text == '-') page_put(p, "\\-");
        else page_add(p, text, 1);
        starts_line = *text == '\n';
    }
}

static void section(page *p, const char *title) {
    page_put(p, ".SH ");
    page_put(p, title);
    page_put(p, "\n");
}

/* The text between two changes of the font. */
static void in_font(page *p, const char *font, const char *text) {
    page_put(p, font);
    roff(p, text);
    page_put(p, "\\fR");
}

static void tagged(page *p, const char *dashes, const char *bold, const char *italic, const char *text) {
    const char *letter = *dashes ? truce__short_word(bold) : NULL;
    page_put(p, ".TP\n");
    if (letter) in_font(p, "\\fB", letter), page_put(p, ", ");
    page_put(p, "\\fB");
    roff(p, dashes);
    roff(p, bold);
    page_put(p, "\\fR");
    if (italic) page_put(p, " "), in_font(p, "\\fI", italic);
    page_put(p, "\n");
    roff(p, text);
    page_put(p, "\n");
}

/* "truce", or "truce-solve". */
static void write_name(page *p, const truce_command *command, bool is_head) {
    char capital[2] = "";
    const char *const parts[] = {"truce", command ? "-" : "", command ? command->name : ""};
    for (size_t i = 0; i < 3; i++) {
        if (!is_head) roff(p, parts[i]);
        for (const char *at = parts[i]; is_head && *at; at++) {
            capital[0] = *at;
            if (*at >= 'a' && *at <= 'z') capital[0] = (char)(*at - 'a' + 'A');
            page_put(p, capital);
        }
    }
}

static void write_head(page *p, const truce_command *command) {
    page_put(p, ".TH \"");
    write_name(p, command, true);
    page_put(p, "\" 1 \"\" \"truce ");
    page_put(p, truce_version());
    page_put(p, "\" \"User Commands\"\n.SH NAME\n");
    write_name(p, command, false);
    page_put(p, " \\- ");
    page_put(p, command ? command->summary : "analysis of conflicts and negotiations by the graph model");
    page_put(p, "\n");
}

static void write_exits(page *p) {
    static const char *const exits[][2] = {
        {"0", "done"},
        {"1", "the model is wrong; diagnostics are on standard error"},
        {"2", "wrong usage"},
        {"3", "a limit was reached (memory, states, size of the text); nothing half-written is left"},
        {"4", "a file could not be read or written"},
        {"70", "a bug: please report it"},
        {"130", "interrupted"},
    };
    section(p, "EXIT STATUS");
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) tagged(p, "", exits[i][0], NULL, exits[i][1]);
}

static void list_pages(page *p, const truce_host *host) {
    const truce_command *command;
    section(p, "SEE ALSO");
    for (size_t i = 0; (command = truce__command_listed(host, i)) != NULL; i++) {
        page_put(p, "\\fBtruce\\-");
        page_put(p, command->name);
        page_put(p, truce__command_listed(host, i + 1) ? "\\fR(1),\n" : "\\fR(1)\n");
    }
}

static void write_overview(page *p, const truce_host *host) {
    const truce_command *command;
    write_head(p, NULL);
    section(p, "SYNOPSIS");
    page_put(p, "\\fBtruce\\fR \\fICOMMAND\\fR [\\fIMODEL\\fR] [\\fIoptions\\fR]\n");
    section(p, "DESCRIPTION");
    roff(p, "Reads a model of a conflict (parties, their options and preferences) and finds which states are stable, "
            "for whom and why. MODEL is a file; - reads standard input.\n");
    section(p, "COMMANDS");
    for (size_t i = 0; (command = truce__command_listed(host, i)) != NULL; i++)
        tagged(p, "", command->name, NULL, command->summary);
    write_exits(p);
    section(p, "ENVIRONMENT");
    tagged(p, "", "COLUMNS", NULL, "the width of tables; overrides that of the terminal");
    tagged(p, "", "NO_COLOR", NULL, "if set, no colour unless --color=always asks for it");
    list_pages(p, host);
}

static void write_concepts(page *p) {
    section(p, "SOLUTION CONCEPTS");
    for (uint32_t i = 0; i < truce_concept_count(); i++) {
        const truce_concept *concept = truce_concept_at(i);
        tagged(p, "", concept->family ? concept->family : concept->id, NULL, concept->name);
        page_put(p, ".br\n");
        roff(p, concept->definition);
        page_put(p, "\n.br\n");
        roff(p, concept->reference);
        page_put(p, concept->is_default ? "\n.br\nSolved by default.\n" : "\n");
    }
}

static void write_usage(page *p, const truce_command *command) {
    section(p, "SYNOPSIS");
    page_put(p, "\\fBtruce ");
    page_put(p, command->name);
    page_put(p, "\\fR");
    if (command->argument) {
        page_put(p, " \\fI");
        page_put(p, command->argument);
        page_put(p, "\\fR");
    }
    page_put(p, " [\\fIoptions\\fR]\n");
    section(p, "DESCRIPTION");
    roff(p, command->about);
    page_put(p, "\n");
}

static void write_examples(page *p, const char *examples) {
    section(p, "EXAMPLES");
    page_put(p, ".nf\n");
    roff(p, examples);
    page_put(p, "\n.fi\n");
}

static void write_command(page *p, const truce_host *host, const truce_command *command) {
    write_head(p, command);
    write_usage(p, command);
    section(p, "OPTIONS");
    const truce_option *option;
    for (size_t i = 0; (option = truce__option_at(host, command, i)) != NULL; i++)
        if (option->help) tagged(p, "--", option->name, option->value, option->help);
    if (command->lists_concepts) write_concepts(p);
    if (command->examples) write_examples(p, command->examples);
    write_exits(p);
    section(p, "SEE ALSO");
    page_put(p, "\\fBtruce\\fR(1)\n");
}

int truce__man(truce_line *line, const truce_settings *settings) {
    (void)settings;
    page p = {.line = line};
    if (line->command) write_command(&p, &line->host, line->command);
    else write_overview(&p, &line->host);
    return page_finish(&p);
}
