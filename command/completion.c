/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completions for bash, zsh and fish, written from the tables of commands and options. A script carries all it needs:
 * while somebody types, the command is not run.
 */
#include "pages.h"

#include <truce/result.h>

/* What a value or an operand can be. */
typedef enum kind { NOTHING, ANYTHING, WORDS, FILES, FOLDERS, NAMES, COMMANDS, SCHEMAS } kind;

/* A kind, and the words or names to choose from. */
typedef struct place {
    kind kind;
    const char *words;
    const truce_names *names;
} place;

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static place place_of(const truce_option *option) {
    place where = {ANYTHING, option->value, option->names};
    switch (option->kind) {
    case TRUCE_OPTION_FLAG: where.kind = NOTHING; break;
    case TRUCE_OPTION_CHOICE:
    case TRUCE_OPTION_ROWS: where.kind = WORDS; break;
    case TRUCE_OPTION_NAMES: where.kind = NAMES; break;
    case TRUCE_OPTION_INPUT:
    case TRUCE_OPTION_BLOCKS:
    case TRUCE_OPTION_FILE: where.kind = FILES; break;
    case TRUCE_OPTION_FOLDER: where.kind = FOLDERS; break;
    default: break;
    }
    return where;
}

static place place_of_operand(const truce_command *command) {
    const char *argument = command->argument;
    place where = {FILES, argument, NULL};
    if (!argument) where.kind = NOTHING;
    else if (strcmp(argument, "[COMMAND]") == 0) where.kind = COMMANDS;
    else if (strcmp(argument, "model|COMMAND") == 0) where.kind = SCHEMAS;
    else if (is_small(*argument)) where.kind = WORDS;
    return where;
}

/* A script on its way out. */
typedef struct script {
    page *page;
    const truce_host *host;
} script;

#define put(s, ...) page_puts((s)->page, __VA_ARGS__)

/* The next option of a command that people are shown, from number *at on, which moves behind it; NULL: no more. */
static const truce_option *next_option(const script *s, const truce_command *command, size_t *at) {
    const truce_option *option;
    do option = truce__option_at(s->host, command, (*at)++);
    while (option && !option->help);
    return option;
}

/* The lower-case words of "all|none|STATEMENT [N]", separated by spaces. */
static void put_words(script *s, const char *choices) {
    const char *gap = "";
    while (*choices && *choices != ' ') {
        size_t length = strcspn(choices, "| ");
        if (is_small(*choices)) {
            put(s, gap);
            page_add(s->page, choices, length);
            gap = " ";
        }
        choices += length + (choices[length] == '|');
    }
}

static void put_commands(script *s) {
    const truce_command *command;
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) put(s, i ? " " : "", command->name);
}

static void put_names(script *s, const truce_names *names) {
    for (uint32_t i = 0; i < names->count(); i++) put(s, i ? " " : "", names->id(i));
    if (names->is_one_of_all) put(s, " all");
}

/* The names that have a schema. */
static void put_schemas(script *s) {
    const char *name;
    put(s, "model");
    for (uint32_t i = 0; (name = truce_question_name(i)) != NULL; i++) put(s, " ", name);
}

/* All choices that can be listed; nothing for files and for free values. */
static void put_choices(script *s, place where) {
    if (where.kind == WORDS) put_words(s, where.words);
    if (where.kind == COMMANDS) put_commands(s);
    if (where.kind == SCHEMAS) put_schemas(s);
    if (where.kind == NAMES) put_names(s, where.names);
}

/* Text with a backslash before each of the `special` characters; a single quote ends and resumes a shell's quoted
 * text. */
static void put_escaped(script *s, const char *text, const char *special) {
    for (; *text; text++) {
        if (*text == '\'') put(s, "'\\'");
        else if (strchr(special, *text)) put(s, "\\");
        page_add(s->page, text, 1);
    }
}

/* ------------------------------------------------------------------- bash */

static void bash_options(script *s) {
    const truce_command *command;
    put(s, "_truce_options() {\n    case $1 in\n");
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) {
        const truce_option *option;
        put(s, "    ", command->name, ") echo '");
        for (size_t at = 0; (option = next_option(s, command, &at)) != NULL;) put(s, "--", option->name, " ");
        put(s, "' ;;\n");
    }
    put(s, "    esac\n}\n\n");
}

/* "file", "folder", or the words that can follow; "list" stands before words of which several can be given. */
static void bash_value(script *s, const truce_command *of, const char *dashes, const char *option, place where) {
    static const char *const heads[] = {[FILES] = "file", [FOLDERS] = "folder", [NAMES] = "list ", [WORDS] = "word ",
                                        [COMMANDS] = "word ", [SCHEMAS] = "word ",
                                        [ANYTHING] = "open"};
    if (where.kind == NOTHING) return;
    put(s, "    ", of->name, ":", dashes, option, ") echo '", heads[where.kind]);
    put_choices(s, where);
    put(s, "' ;;\n");
}

static void bash_values(script *s) {
    const truce_command *command;
    put(s, "_truce_values() {\n    case $1:$2 in\n");
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) {
        const truce_option *option;
        bash_value(s, command, "", "operand", place_of_operand(command));
        for (size_t at = 0; (option = next_option(s, command, &at)) != NULL;)
            bash_value(s, command, "--", option->name, place_of(option));
    }
    put(s, "    *:-o) echo 'file' ;;\n    esac\n}\n\n");
}

/* bash takes "=" for the end of a word, so "--format=js" are three. */
static void bash_write(script *s) {
    put(s, "# bash completion for truce; written by 'truce help bash'.\n\n");
    bash_options(s);
    bash_values(s);
    put(s, "_truce() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
           "    local kind choices= known=\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W '");
    put_commands(s);
    put(s, " --help --version' -- \"$current\")\n"
           "        return\n"
           "    fi\n"
           "    if [ \"$current\" = = ]; then current= ; "
           "elif [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
           "    read -r kind choices <<<\"$(_truce_values \"$command\" \"$before\")\"\n"
           "    if [ -z \"$kind\" ]; then\n"
           "        case $current in\n"
           "        -*) kind=word choices=$(_truce_options \"$command\") ;;\n"
           "        *) read -r kind choices <<<\"$(_truce_values \"$command\" operand)\" ;;\n"
           "        esac\n"
           "        [ \"$command $kind\" != 'replies word' ] || [ \"$COMP_CWORD\" -eq 2 ] || "
           "[ \"${current#-}\" != \"$current\" ] || kind=file\n"
           "    fi\n"
           "    case $kind in\n"
           "    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\") ;;\n"
           "    folder) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$current\") ;;\n"
           "    word) mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$current\") ;;\n"
           "    list)\n"
           "        case $current in *,*) known=${current%,*},; compopt -o nospace ;; esac\n"
           "        mapfile -t COMPREPLY < <(compgen -P \"$known\" -W \"$choices\" -- \"${current##*,}\") ;;\n"
           "    esac\n"
           "}\n\n"
           "complete -F _truce truce\n");
}

/* -------------------------------------------------------------------- zsh */

/* Writes ":MESSAGE:ACTION". */
static void zsh_value(script *s, const char *name, place where) {
    if (where.kind == NOTHING) return;
    put(s, ":");
    put_escaped(s, name, ":");
    put(s, ":");
    bool is_listed = where.kind == WORDS || where.kind == COMMANDS || where.kind == SCHEMAS;
    if (where.kind == FILES) put(s, "_files");
    if (where.kind == FOLDERS) put(s, "_files -/");
    if (where.kind == ANYTHING) put(s, " ");
    if (where.kind == NAMES) put(s, "_sequence compadd - ");
    if (is_listed) put(s, "(");
    put_choices(s, where);
    if (is_listed) put(s, ")");
}

static void zsh_command(script *s, const truce_command *command) {
    const truce_option *option;
    put(s, "    ", command->name, ")\n        _arguments -s \\\n");
    for (size_t at = 0; (option = next_option(s, command, &at)) != NULL;) {
        put(s, "            '--", option->name, option->value ? "=[" : "[");
        put_escaped(s, option->help, "[]:\\");
        put(s, "]");
        zsh_value(s, option->value, place_of(option));
        put(s, "' \\\n");
    }
    place operand = place_of_operand(command);
    if (operand.kind != NOTHING) {
        put(s, "            '", operand.kind == FILES ? "*" : "1");
        zsh_value(s, operand.kind == FILES ? command->argument : "argument", operand);
        put(s, "' \\\n");
    }
    if (operand.kind == WORDS) put(s, "            '2:file:_files' \\\n");
    put(s, "        ;;\n");
}

static void zsh_write(script *s) {
    const truce_command *command;
    put(s, "#compdef truce\n# zsh completion for truce; written by 'truce help zsh'.\n\n"
           "local state line\nlocal -a commands\n"
           "_arguments -C '1:command:->command' '*::argument:->arguments'\n"
           "case $state in\ncommand)\n    commands=(\n");
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) {
        put(s, "        '", command->name, ":");
        put_escaped(s, command->summary, "\\");
        put(s, "'\n");
    }
    put(s, "    )\n    _describe command commands\n    ;;\narguments)\n    case $words[1] in\n");
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) zsh_command(s, command);
    put(s, "    esac\n    ;;\nesac\n");
}

/* ------------------------------------------------------------------- fish */

static void fish_text(script *s, const char *text) {
    put(s, "'");
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') put(s, "\\");
        page_add(s->page, text, 1);
    }
    put(s, "'");
}

/* fish completes files by itself; -x turns that off and asks for a value, -r only asks for one. */
static void fish_value(script *s, place where) {
    if (where.kind == NOTHING) return;
    put(s, where.kind == FILES ? " -r -F" : " -x");
    if (where.kind == FILES || where.kind == ANYTHING) return;
    if (where.kind == FOLDERS) put(s, " -a '(__fish_complete_directories)");
    else put(s, where.kind == NAMES ? " -a '(__fish_append , " : " -a '");
    put_choices(s, where);
    put(s, where.kind == NAMES ? ")'" : "'");
}

static void fish_command(script *s, const truce_command *command) {
    const truce_option *option;
    place operand = place_of_operand(command);
    if (operand.kind != FILES) {
        put(s, "complete -c truce -n '__fish_seen_subcommand_from ", command->name, "' -f");
        if (operand.kind != NOTHING) put(s, " -a '"), put_choices(s, operand), put(s, "'");
        put(s, "\n");
    }
    for (size_t at = 0; (option = next_option(s, command, &at)) != NULL;) {
        put(s, "complete -c truce -n '__fish_seen_subcommand_from ", command->name, "' -l ", option->name, " -d ");
        fish_text(s, option->help);
        fish_value(s, place_of(option));
        put(s, "\n");
    }
}

static void fish_write(script *s) {
    const truce_command *command;
    put(s, "# fish completion for truce; written by 'truce help fish'.\n");
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) {
        put(s, "complete -c truce -n __fish_use_subcommand -f -a ", command->name, " -d ");
        fish_text(s, command->summary);
        put(s, "\n");
    }
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) fish_command(s, command);
}

static void write_names(script *s) {
    const truce_command *command;
    for (size_t i = 0; (command = truce__command_at(s->host, i)) != NULL; i++) put(s, command->name, "\n");
}

bool truce__completion_write(page *p, const truce_host *host, const char *what) {
    static const struct {
        const char *what;
        void (*write)(script *s);
    } scripts[] = {{"bash", bash_write}, {"zsh", zsh_write}, {"fish", fish_write}, {"commands", write_names}};
    script s = {p, host};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].what, what) != 0) continue;
        scripts[i].write(&s);
        return true;
    }
    return false;
}
