/* SPDX-License-Identifier: Apache-2.0 */
/* The command line, read by the tables in tables.c: `--option value` and `--option=value` in any order, `--` ends them. */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- nearest */

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Edit distance (Levenshtein) in one row. */
static size_t distance(const char *a, const char *b) {
    size_t row[LONGEST + 1], n = strlen(b);
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t change = corner + (a[i] != b[j]);
            corner = row[j + 1];
            row[j + 1] = least(change, least(corner, row[j]) + 1);
        }
    }
    return row[n];
}

const char *nearest(const char *word, const char *(*name)(const void *ud, size_t i), const void *ud, size_t count) {
    const char *best = NULL;
    size_t bound = strlen(word) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        const char *candidate = name(ud, i);
        size_t d = candidate && strlen(candidate) <= LONGEST ? distance(word, candidate) : bound;
        if (d < bound) bound = d, best = candidate;
    }
    return best;
}

static const char *option_name(const void *ud, size_t i) {
    const cmdline *cl = ud;
    return cli_options[i].help && cli_options[i].commands & cl->command->bit ? cli_options[i].name : NULL;
}

static const char *command_name(const void *ud, size_t i) {
    (void)ud;
    return cli_commands[i].name;
}

/* ----------------------------------------------------------------- parsing */

const cli_command *command_find(const char *name) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (strcmp(cli_commands[i].name, name) == 0) return &cli_commands[i];
    return NULL;
}

const cli_option *command_option(const cli_command *command, size_t *at) {
    while (*at < OPTION_COUNT) {
        const cli_option *option = &cli_options[(*at)++];
        if (option->help && option->commands & command->bit) return option;
    }
    return NULL;
}

static int unknown(const cmdline *cl, const char *what, const char *word, const char *meant) {
    if (meant) return usage_error(cl, "unknown %s '%s'; did you mean '%s'?", what, word, meant);
    return usage_error(cl, "unknown %s '%s'", what, word);
}

/* True when a "one|two|three" list allows the value, or when it is open to others (a word in capitals). */
static bool is_allowed(const char *choices, const char *value) {
    if (!strchr(choices, '|')) return true;
    size_t length = strlen(value);
    for (const char *at = choices; *at;) {
        size_t choice = strcspn(at, "|");
        if (*at >= 'A' && *at <= 'Z') return true;
        if (choice == length && strncmp(at, value, length) == 0) return true;
        at += choice + (at[choice] == '|');
    }
    return false;
}

/* The row that stands for all of that name. */
static size_t first_of(size_t option) {
    size_t first = 0;
    while (strcmp(cli_options[first].name, cli_options[option].name) != 0) first++;
    return first == OPT_CONCEPT ? OPT_CONCEPTS : first;
}

static int set_value(cmdline *cl, size_t option, const char *value) {
    const cli_option *o = &cli_options[option];
    option = first_of(option);
    if (cl->value[option] && o->value) return usage_error(cl, "%s is given twice", o->name);
    if (o->value && !*value) return usage_error(cl, "%s needs a value that is not empty: %s", o->name, o->value);
    if (o->value && !is_allowed(o->value, value))
        return usage_error(cl, "%s takes %s, not '%s'", o->name, o->value, value);
    cl->value[option] = value;
    return 0;
}

/* The long name of what has a short one too. */
static const char *long_name(const char *word) {
    if (strcmp(word, "-h") == 0) return "--help";
    return strcmp(word, "-o") == 0 ? "--output" : word;
}

/* Reads the option at argv[*at]; moves *at to the last word used. */
static int parse_option(int argc, char **argv, int *at, cmdline *cl) {
    const char *word = long_name(argv[*at]);
    size_t length = strcspn(word, "=");
    const cli_option *of_others = NULL;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const cli_option *o = &cli_options[i];
        if (strlen(o->name) != length || strncmp(o->name, word, length) != 0) continue;
        if (!(o->commands & cl->command->bit)) {
            of_others = o;
            continue;
        }
        if (!o->value) {
            if (word[length]) return usage_error(cl, "%s takes no value", o->name);
            return set_value(cl, i, "");
        }
        if (word[length]) return set_value(cl, i, word + length + 1);
        if (*at + 1 == argc) return usage_error(cl, "%s needs a value: %s", o->name, o->value);
        return set_value(cl, i, argv[++*at]);
    }
    if (of_others) return usage_error(cl, "option %s is not for 'truce %s'", of_others->name, cl->command->name);
    char name[LONGEST + 1];
    snprintf(name, sizeof name, "%.*s", (int)(length < LONGEST ? length : LONGEST), word);
    return unknown(cl, "option", name, nearest(name, option_name, cl, OPTION_COUNT));
}

static bool takes_two(const cli_command *command) {
    return command->argument && strchr(command->argument, ' ');
}

static bool needs_two(const cli_command *command) {
    return takes_two(command) && !strchr(command->argument, '[');
}

static int parse_rest(int argc, char **argv, int at, cmdline *cl) {
    bool options_are_over = false;
    for (; at < argc; at++) {
        const char *word = argv[at];
        if (!options_are_over && strcmp(word, "--") == 0) options_are_over = true;
        else if (!options_are_over && word[0] == '-' && word[1]) {
            int failed = parse_option(argc, argv, &at, cl);
            if (failed) return failed;
        } else if (!cl->operand && cl->command->argument) {
            cl->operand = word;
        } else if (!cl->second && takes_two(cl->command)) {
            cl->second = word;
        } else {
            return usage_error(cl, "'%s' is one argument too many", word);
        }
    }
    return 0;
}

/* `--help` and `--version` before a command stand for the commands of that name. */
static const char *command_word(const char *word) {
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) return "version";
    return word;
}

int arguments_parse(int argc, char **argv, cmdline *cl) {
    *cl = (cmdline){.team = cl->team, .host = cl->host};
    if (argc < 2) return usage_error(cl, "which command?");
    const char *word = command_word(argv[1]);
    if (strcmp(word, "--man") == 0) {
        cl->value[OPT_MAN] = "";
        return 0;
    }
    cl->command = command_find(word);
    if (!cl->command) return unknown(cl, *word == '-' ? "option" : "command", word,
                                            *word == '-' ? NULL : nearest(word, command_name, NULL, cli_command_count));
    int failed = parse_rest(argc, argv, 2, cl);
    if (failed) return failed;
    bool asks_help = cl->value[OPT_HELP] || cl->value[OPT_MAN];
    bool needs_model = cl->command->argument && cl->command->argument[0] != '[';
    if (needs_model && (!cl->operand || !*cl->operand) && !asks_help)
        return usage_error(cl, "which %s? A file, or - for standard input", cl->command->argument);
    if (needs_two(cl->command) && !asks_help && (!cl->second || !*cl->second))
        return usage_error(cl, "'%s' takes two models: %s", cl->command->name, cl->command->argument);
    return 0;
}

/* ------------------------------------------------------------------ values */

int option_number(const cmdline *cl, option_id option, uint64_t least_number, uint64_t most, uint64_t *number) {
    const char *text = cl->value[option];
    if (!text) return 0;
    uint64_t value = 0;
    bool is_number = *text != 0;
    for (const char *at = text; *at; at++) {
        is_number = is_number && *at >= '0' && *at <= '9' && value <= (UINT64_MAX - 9) / 10;
        if (is_number) value = value * 10 + (uint64_t)(*at - '0');
    }
    if (!is_number || value < least_number || value > most)
        return usage_error(cl, "%s takes a whole number from %llu to %llu, not '%s'", cli_options[option].name,
                           (unsigned long long)least_number, (unsigned long long)most, text);
    *number = value;
    return 0;
}

int option_size(const cmdline *cl, option_id option, uint64_t *bytes) {
    static const char units[] = "KMGT";
    const char *text = cl->value[option];
    if (!text) return 0;
    char *end = NULL;
    double value = *text >= '0' && *text <= '9' ? strtod(text, &end) : -1;
    const char *unit = end && *end ? strchr(units, *end) : NULL;
    if (unit) end++;
    double factor = 1;
    for (const char *at = units; unit && at <= unit; at++) factor *= 1024;
    if (!end || *end || value * factor < 1 || value * factor > 9e18)
        return usage_error(cl, "%s takes a size such as 512M or 2G, not '%s'", cli_options[option].name, text);
    *bytes = (uint64_t)(value * factor);
    return 0;
}
