/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words become a line, by the tables of commands and options: `--option value` and `--option=value` in any order,
 * `--` ends them. What needs no model is checked here; values.c reads the rest.
 */
#include "command.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40, NOT_FOUND = TRUCE__MAX_OPTIONS };

const truce_option truce__opt_help = {.name = "help", .help = "print this help"};
const truce_option truce__opt_man = {.name = "man"};

/* ---------------------------------------------------------------- nearest */

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

/* A name that differs in more than a third of its letters and one was not meant. */
static const char *nearest(const char *word, size_t bound, truce__name_fn name, const void *ud, size_t count) {
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *candidate = name(ud, i);
        size_t d = candidate && strlen(candidate) <= LONGEST ? distance(word, candidate) : bound;
        if (d < bound) bound = d, best = candidate;
    }
    return best;
}

const char *truce__nearest_name(const char *word, truce__name_fn name, const void *ud, size_t count) {
    return nearest(word, strlen(word) / 3 + 2, name, ud, count);
}

static int unknown(const truce_line *line, const char *what, const char *word, const char *meant) {
    if (meant) return truce__misuse(line, "unknown %s '%s'; did you mean '%s'?", what, word, meant);
    return truce__misuse(line, "unknown %s '%s'", what, word);
}

static const char *command_name(const void *ud, size_t i) {
    return truce__command_at(ud, i)->name;
}

int truce__no_such_command(const truce_line *line, const char *word) {
    size_t count = 0;
    while (truce__command_at(&line->host, count)) count++;
    bool is_option = *word == '-';
    if (!is_option && strpbrk(word, "./"))
        return truce__misuse(line, "'%s' is no command; to ask about a model: truce check %s", word, word);
    return unknown(line, is_option ? "option" : "command", word,
                   is_option ? NULL : truce__nearest_name(word, command_name, &line->host, count));
}

/* ---------------------------------------------------------------- options */

static bool is_named(const truce_option *option, const char *word, size_t length) {
    const char *const names[] = {option->name, option->other};
    for (size_t i = 0; i < 2; i++)
        if (names[i] && strlen(names[i]) == length && strncmp(names[i], word, length) == 0) return true;
    return false;
}

static size_t find_option(const truce_line *line, const char *word, size_t length) {
    for (size_t i = 0; i < line->option_count; i++)
        if (is_named(line->options[i], word, length)) return i;
    return NOT_FOUND;
}

/* The option as a word's first `length` characters name it, for messages. */
static const char *spelled(const truce_option *option, size_t length) {
    return strlen(option->name) == length ? option->name : option->other;
}

/* Whether "one|two|three" lists the value, and at which position; *place stays as it is otherwise. */
static bool is_listed(const char *choices, const char *text, uint64_t *place) {
    size_t length = strlen(text), number = 0;
    for (const char *at = choices; *at; number++) {
        size_t choice = strcspn(at, "|");
        if (choice == length && strncmp(at, text, length) == 0) {
            *place = number;
            return true;
        }
        at += choice + (at[choice] == '|');
    }
    return false;
}

static int set_value(truce_line *line, size_t i, const char *name, const char *text) {
    const truce_option *option = line->options[i];
    value *v = &line->values[i];
    if (v->text && option->value) return truce__misuse(line, "--%s is given twice", name);
    if (option->value && !*text)
        return truce__misuse(line, "--%s needs a value that is not empty: %s", name, option->value);
    if (option->kind == TRUCE_OPTION_CHOICE && !is_listed(option->value, text, &v->number))
        return truce__misuse(line, "--%s takes %s, not '%s'", name, option->value, text);
    v->text = text;
    return 0;
}

static const char *option_name(const void *ud, size_t i) {
    const truce_line *line = ud;
    return line->options[i]->help ? line->options[i]->name : NULL;
}

static bool knows(const truce_host *host, const truce_command *command, const char *word, size_t length) {
    const truce_option *option;
    for (size_t i = 0; (option = truce__option_at(host, command, i)) != NULL; i++)
        if (is_named(option, word, length)) return true;
    return false;
}

/* The word names an option of another command, or of none. */
static int no_such_option(const truce_line *line, const char *word, size_t length) {
    const truce_command *command;
    for (size_t i = 0; length && (command = truce__command_at(&line->host, i)) != NULL; i++)
        if (knows(&line->host, command, word, length))
            return truce__misuse(line, "option --%.*s is not for 'truce %s'", (int)length, word, line->command->name);
    return 0;
}

static int unknown_option(const truce_line *line, const char *word, size_t length) {
    int failed = strncmp(word, "--", 2) == 0 ? no_such_option(line, word + 2, length - 2) : 0;
    if (failed) return failed;
    char name[LONGEST + 1], meant[LONGEST + 3];
    snprintf(name, sizeof name, "%.*s", (int)(length < LONGEST ? length : LONGEST), word);
    const char *near = nearest(name + strspn(name, "-"), strlen(name) / 3 + 2, option_name, line, line->option_count);
    if (near) snprintf(meant, sizeof meant, "--%s", near);
    return unknown(line, "option", name, near ? meant : NULL);
}

static const struct {
    const char *word, *means;
} letters[] = {{"-h", "--help"}, {"-o", "--output"}};

const char *truce__short_word(const char *name) {
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(letters[i].means + strlen("--"), name) == 0) return letters[i].word;
    return NULL;
}

/* The long name of an option that also has a short one. */
static const char *long_name(const char *word) {
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(word, letters[i].word) == 0) return letters[i].means;
    return word;
}

/* Reads the option at words[*at]; moves *at to the last word used. */
static int read_option(truce_line *line, size_t count, const char *const *words, size_t *at) {
    const char *word = long_name(words[*at]);
    size_t length = strcspn(word, "="), i = NOT_FOUND;
    if (strncmp(word, "--", 2) == 0) i = find_option(line, word + 2, length - 2);
    if (i == NOT_FOUND) return unknown_option(line, word, length);
    const char *name = spelled(line->options[i], length - 2), *takes = line->options[i]->value;
    if (!takes) return word[length] ? truce__misuse(line, "--%s takes no value", name) : set_value(line, i, name, "");
    if (word[length]) return set_value(line, i, name, word + length + 1);
    if (*at + 1 == count) return truce__misuse(line, "--%s needs a value: %s", name, takes);
    return set_value(line, i, name, words[++*at]);
}

/* ---------------------------------------------------------------- operands */

/* How many words "BEFORE AFTER", "ACTION [FILE|N]" or NULL stand for, and how many of them are needed. */
static void count_operands(const char *argument, size_t *most, size_t *needed) {
    *most = *needed = 0;
    for (const char *at = argument; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        ++*most;
        *needed += *at != '[';
    }
}

static int read_words(truce_line *line, size_t count, const char *const *words) {
    bool options_are_over = false;
    size_t most, needed, given = 0;
    count_operands(line->command->argument, &most, &needed);
    for (size_t at = 1; at < count; at++) {
        const char *word = words[at];
        int failed = 0;
        if (!options_are_over && strcmp(word, "--") == 0) options_are_over = true;
        else if (!options_are_over && word[0] == '-' && word[1]) failed = read_option(line, count, words, &at);
        else if (given < most) line->operands[given++] = word;
        else failed = truce__misuse(line, "'%s' is one argument too many", word);
        if (failed) return failed;
    }
    return 0;
}

static int check_operands(const truce_line *line) {
    const char *argument = line->command->argument;
    size_t most, needed, given = 0;
    count_operands(argument, &most, &needed);
    while (given < most && line->operands[given] && *line->operands[given]) given++;
    if (given >= needed) return 0;
    bool is_option = line->own && line->own->second;
    if (given && is_option && truce__line_value(line, line->own->second)->text) return 0;
    if (given && is_option)
        return truce__misuse(line, "%s is missing: the second of %s", strchr(argument, ' ') + 1, argument);
    if (needed > 1 && !is_option)
        return truce__misuse(line, "'%s' takes %s: %s", line->command->name,
                             needed == 2 ? "two models" : "a model and two ids", argument);
    bool is_model = strcmp(argument, "MODEL") == 0 || is_option;
    return truce__misuse(line, "%s is missing%s", is_model ? "MODEL" : argument,
                         is_model ? ": give a file, or - for standard input" : "");
}

/* -------------------------------------------------------------------- line */

/* `--help` and `--version` before a command stand for the commands of that name. */
static const char *command_word(const char *word) {
    if (strcmp(long_name(word), "--help") == 0) return "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) return "version";
    return word;
}

static void list_options(truce_line *line) {
    const truce_option *option;
    while ((option = truce__option_at(&line->host, line->command, line->option_count)) != NULL) {
        assert(line->option_count < TRUCE__MAX_OPTIONS);
        line->options[line->option_count++] = option;
    }
}

static void use_command(truce_line *line, const truce_command *command) {
    line->command = command;
    line->own = truce__command_own(command);
    list_options(line);
}

/* The second operand is the value of an option where the command says so. */
static int place_second(truce_line *line) {
    const truce_option *option = line->own ? line->own->second : NULL;
    size_t i = option ? find_option(line, option->name, strlen(option->name)) : NOT_FOUND;
    const char *operand = line->operands[1];
    if (i == NOT_FOUND || !operand) return 0;
    line->operands[1] = NULL;
    return set_value(line, i, option->name, operand);
}

int truce__line_read(truce_line *line, size_t count, const char *const *words) {
    if (count == 0) return truce__misuse(line, "which command?");
    const char *word = command_word(words[0]);
    if (strcmp(word, "--man") == 0) return 0;
    const truce_command *command = truce__command_find(&line->host, word);
    if (!command) return truce__no_such_command(line, word);
    use_command(line, command);
    int failed = read_words(line, count, words);
    bool asks_help = truce_line_text(line, "help") || truce_line_text(line, "man");
    if (!failed && !asks_help) failed = check_operands(line);
    return failed || asks_help ? failed : place_second(line);
}

/* ------------------------------------------------------------------ numbers */

static bool read_number(const truce_option *option, const char *text, uint64_t *number) {
    uint64_t found = 0;
    bool is_number = *text != 0;
    for (const char *at = text; *at; at++) {
        is_number = is_number && *at >= '0' && *at <= '9' && found <= (UINT64_MAX - 9) / 10;
        if (is_number) found = found * 10 + (uint64_t)(*at - '0');
    }
    *number = found;
    return is_number && found >= option->least && found <= option->most;
}

/* A number from 0 to 1, in millionths. */
static bool read_share(const char *text, uint64_t *millionths) {
    uint64_t found = 0, unit = 1000000;
    const char *at = text;
    bool has_digit = false, is_behind = false;
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && !is_behind); at++) {
        is_behind |= *at == '.';
        has_digit |= *at != '.';
        if (*at == '.') continue;
        if (is_behind) unit /= 10;
        found = is_behind ? found + (uint64_t)(*at - '0') * unit : 10 * found + (uint64_t)(*at - '0') * unit;
        if (found > 1000000 || (!unit && *at != '0')) return false;
    }
    *millionths = found;
    return has_digit && !*at;
}

static bool read_size(const char *text, uint64_t *bytes) {
    static const char units[] = "KMGT";
    char *end = NULL;
    double size = *text >= '0' && *text <= '9' ? strtod(text, &end) : -1;
    const char *unit = end && *end ? strchr(units, *end) : NULL;
    if (unit) end++;
    double factor = 1;
    for (const char *at = units; unit && at <= unit; at++) factor *= 1024;
    if (!end || *end || size * factor < 1 || size * factor > 9e18) return false;
    *bytes = (uint64_t)(size * factor);
    return true;
}

int truce__line_numbers(truce_line *line) {
    for (size_t i = 0; i < line->option_count; i++) {
        const truce_option *o = line->options[i];
        value *v = &line->values[i];
        const char *text = v->text ? v->text : o->usual;
        if (text && o->kind == TRUCE_OPTION_NUMBER && !read_number(o, text, &v->number))
            return truce__misuse(line, "--%s takes a whole number from %llu to %llu, not '%s'", o->name,
                                 (unsigned long long)o->least, (unsigned long long)o->most, text);
        if (text && o->kind == TRUCE_OPTION_SHARE && !read_share(text, &v->number))
            return truce__misuse(line, "--%s takes a number from 0 to 1 with at most six decimals, not '%s'", o->name,
                                 text);
        if (text && o->kind == TRUCE_OPTION_SIZE && !read_size(text, &v->number))
            return truce__misuse(line, "--%s takes a size such as 512M or 2G, not '%s'", o->name, text);
        if (text && !v->text && o->kind == TRUCE_OPTION_CHOICE) is_listed(o->value, text, &v->number);
    }
    return 0;
}

/* ------------------------------------------------------------------- lookup */

static const value none = {0};

const value *truce__line_value(const truce_line *line, const truce_option *option) {
    for (size_t i = 0; i < line->option_count; i++)
        if (line->options[i] == option) return &line->values[i];
    return &none;
}

const value *truce__line_named(const truce_line *line, const char *option) {
    size_t i = find_option(line, option, strlen(option));
    return i == NOT_FOUND ? &none : &line->values[i];
}

const truce_command *truce_line_command(const truce_line *line) {
    return line->command;
}

const char *truce_line_operand(const truce_line *line, size_t i) {
    return i < TRUCE__MAX_OPERANDS ? line->operands[i] : NULL;
}

const char *truce_line_text(const truce_line *line, const char *option) {
    return truce__line_named(line, option)->text;
}

/* By the word, or by the ending of the file where that draws. */
truce_format truce__line_format(const truce_line *line) {
    static const char formats[] = "table|json|csv|html|latex|markdown|dot|svg";
    const char *word = truce_line_text(line, "format"), *file = truce_line_text(line, "output");
    const char *ending = !word && file ? strrchr(file, '.') : NULL;
    bool is_drawing = ending && ending > file && (strcmp(ending, ".dot") == 0 || strcmp(ending, ".svg") == 0);
    uint64_t place = TRUCE_FORMAT_TABLE, any;
    for (size_t i = 0; i < line->option_count; i++) {
        const truce_option *o = line->options[i];
        if (strcmp(o->name, "format") != 0) continue;
        if (is_drawing && is_listed(o->value, ending + 1, &any)) word = ending + 1;
        (void)is_listed(formats, word ? word : o->usual, &place);
    }
    return (truce_format)place;
}

uint64_t truce_line_number(const truce_line *line, const char *option) {
    return truce__line_named(line, option)->number;
}
