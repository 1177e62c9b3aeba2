/* SPDX-License-Identifier: Apache-2.0 */
/* Help and manual pages, printed from the tables. Help stays within 79 columns; its text is ASCII but for names of people. */
#include "options.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 79, COLUMN = 22 };

/* ------------------------------------------------------------------- help */

static int columns(const char *text, size_t bytes) {
    int count = 0;
    for (size_t i = 0; i < bytes; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* Prints words to WIDTH, further lines indented; `at` is the column reached. */
static void wrap(const char *text, int at, int indent) {
    bool is_first = true;
    while (*text) {
        size_t bytes = strcspn(text, " ");
        int wide = columns(text, bytes);
        if (!is_first && at + 1 + wide > WIDTH) {
            printf("\n%*s", indent, "");
            at = indent;
        } else if (!is_first) {
            putchar(' ');
            at++;
        }
        printf("%.*s", (int)bytes, text);
        at += wide;
        is_first = false;
        text += bytes + strspn(text + bytes, " ");
    }
    putchar('\n');
}

/* "  --limit N           text": on two lines where the first part is long. */
static void entry(const char *first, const char *second, const char *text) {
    int wide = printf("  %s%s%s", first, second ? " " : "", second ? second : "");
    if (wide >= COLUMN) {
        putchar('\n');
        wide = 0;
    }
    printf("%*s", COLUMN - wide, "");
    wrap(text, COLUMN, COLUMN);
}

static void print_examples(const char *examples) {
    if (!examples) return;
    printf("\nExamples:\n");
    while (*examples) {
        size_t length = strcspn(examples, "\n");
        printf("  %.*s\n", (int)length, examples);
        examples += length + (examples[length] == '\n');
    }
}

static void print_concepts(void) {
    printf("\nSolution concepts (* solved when none is asked for):\n");
    for (uint32_t i = 0; i < truce_concept_count(); i++) {
        const truce_concept *concept = truce_concept_at(i);
        char head[64];
        snprintf(head, sizeof head, "%s%s", concept->id, concept->is_default ? " *" : "");
        entry(head, NULL, concept->name);
        printf("%*s", COLUMN, "");
        wrap(concept->definition, COLUMN, COLUMN);
    }
}

static void help_all(void) {
    printf("truce: analysis of conflicts and negotiations by the graph model\n\nUsage: truce COMMAND MODEL [options]\n"
           "\nMODEL is a file; - reads standard input.\n\nCommands:\n");
    for (size_t i = 0; i < cli_command_count; i++) entry(cli_commands[i].name, NULL, cli_commands[i].summary);
    printf("\n'truce help COMMAND' tells what a command does and which options it takes.\n");
}

void help_print(const cli_command *command) {
    if (!command) {
        help_all();
        return;
    }
    printf("truce %s: %s\n\nUsage: truce %s%s%s [options]\n\n", command->name, command->summary, command->name,
           command->argument ? " " : "", command->argument ? command->argument : "");
    wrap(command->about, 0, 0);
    printf("\nOptions:\n");
    const cli_option *option;
    for (size_t at = 0; (option = command_option(command, &at));) entry(option->name, option->value, option->help);
    if (command->lists_concepts) print_concepts();
    print_examples(command->examples);
}

/* ------------------------------------------------------------------- roff */

/* Text with what roff would take for its own made safe; a leading full stop or quote cannot begin a request. */
static void roff(const char *text) {
    bool starts_line = true;
    for (; *text; text++) {
        if (starts_line && (*text == '.' || *text == '\'')) printf("\\&");
        if (*text == '\\') printf("\\e");
        else if (*text == '-') printf("\\-");
        else putchar(*text);
        starts_line = *text == '\n';
    }
}

static void section(const char *title) {
    printf(".SH %s\n", title);
}

static void tagged(const char *bold, const char *italic, const char *text) {
    printf(".TP\n\\fB");
    roff(bold);
    printf("\\fR");
    if (italic) printf(" \\fI"), roff(italic), printf("\\fR");
    putchar('\n');
    roff(text);
    putchar('\n');
}

static void man_head(const char *name) {
    printf(".TH \"");
    for (; *name; name++) putchar(*name >= 'a' && *name <= 'z' ? *name - 'a' + 'A' : *name);
    printf("\" 1 \"\" \"truce %s\" \"User Commands\"\n.SH NAME\n", truce_version());
}

static void man_exits(void) {
    static const char *const exits[][2] = {
        {"0", "done"},
        {"1", "the model is wrong; diagnostics are on standard error"},
        {"2", "wrong usage"},
        {"3", "a limit was reached (memory, states, size of the text); nothing half-written is left"},
        {"4", "a file could not be read or written"},
        {"70", "a bug: please report it"},
        {"130", "interrupted"},
    };
    section("EXIT STATUS");
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) tagged(exits[i][0], NULL, exits[i][1]);
}

static void man_all(void) {
    man_head("truce");
    printf("truce \\- analysis of conflicts and negotiations by the graph model\n");
    section("SYNOPSIS");
    printf("\\fBtruce\\fR \\fICOMMAND\\fR \\fIMODEL\\fR [\\fIoptions\\fR]\n");
    section("DESCRIPTION");
    roff("Reads a model of a conflict (parties, their options and preferences) and tells which states are stable, for whom "
         "and why. MODEL is a file; - reads standard input.\n");
    section("COMMANDS");
    for (size_t i = 0; i < cli_command_count; i++) tagged(cli_commands[i].name, NULL, cli_commands[i].summary);
    man_exits();
    section("ENVIRONMENT");
    tagged("COLUMNS", NULL, "the width of tables, before that of the terminal");
    tagged("NO_COLOR", NULL, "when set to anything, no colour unless --color=always asks for it");
    section("SEE ALSO");
    for (size_t i = 0; i < cli_command_count; i++)
        printf("\\fBtruce\\-%s\\fR(1)%s\n", cli_commands[i].name, i + 1 < cli_command_count ? "," : "");
}

static void man_concepts(void) {
    section("SOLUTION CONCEPTS");
    for (uint32_t i = 0; i < truce_concept_count(); i++) {
        const truce_concept *concept = truce_concept_at(i);
        tagged(concept->id, NULL, concept->name);
        printf(".br\n");
        roff(concept->definition);
        printf("\n.br\n");
        roff(concept->reference);
        printf("%s\n", concept->is_default ? "\n.br\nSolved when none is asked for." : "");
    }
}

static void man_examples(const char *examples) {
    if (!examples) return;
    section("EXAMPLES");
    printf(".nf\n");
    roff(examples);
    printf("\n.fi\n");
}

void man_print(const cli_command *command) {
    if (!command) {
        man_all();
        return;
    }
    char name[64];
    snprintf(name, sizeof name, "truce-%s", command->name);
    man_head(name);
    roff(name);
    printf(" \\- %s\n", command->summary);
    section("SYNOPSIS");
    printf("\\fBtruce %s\\fR", command->name);
    if (command->argument) printf(" \\fI%s\\fR", command->argument);
    printf(" [\\fIoptions\\fR]\n");
    section("DESCRIPTION");
    roff(command->about);
    putchar('\n');
    section("OPTIONS");
    const cli_option *option;
    for (size_t at = 0; (option = command_option(command, &at));) tagged(option->name, option->value, option->help);
    if (command->lists_concepts) man_concepts();
    man_examples(command->examples);
    man_exits();
    section("SEE ALSO");
    printf("\\fBtruce\\fR(1)\n");
}
