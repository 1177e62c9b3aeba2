/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completions for bash, zsh and fish, printed from the tables of commands and options. A script carries all it needs: while
 * somebody types, the command is not run.
 */
#include "options.h"

#include <truce/deal.h>

#include <stdio.h>
#include <string.h>

/* What can stand in a value or an operand. */
typedef enum value_kind { NOTHING, ANYTHING, WORDS, FILES, FOLDERS, CONCEPTS, RULES, COMMANDS } value_kind;

/* "table|json|csv": words; "N|CODE|NAME" and "STATE|STATEMENT": anything. A list that is open ("all|STATEMENT") has words too. */
static value_kind kind_of(const cli_option *option) {
    if (!option->value) return NOTHING;
    if (strncmp(option->name, "--concept", strlen("--concept")) == 0) return CONCEPTS;
    if (strcmp(option->name, "--solution") == 0) return RULES;
    if (strcmp(option->value, "FILE") == 0) return FILES;
    if (strcmp(option->value, "DIR") == 0) return FOLDERS;
    return *option->value >= 'a' && *option->value <= 'z' ? WORDS : ANYTHING;
}

static value_kind kind_of_operand(const cli_command *command) {
    const char *argument = command->argument;
    if (!argument) return NOTHING;
    if (strcmp(argument, "[COMMAND]") == 0) return COMMANDS;
    return *argument >= 'a' && *argument <= 'z' ? WORDS : FILES;
}

/* The small words of "all|none|STATEMENT [N]", separated by spaces. */
static void print_words(const char *choices) {
    const char *gap = "";
    while (*choices && *choices != ' ') {
        size_t length = strcspn(choices, "| ");
        if (*choices >= 'a' && *choices <= 'z') printf("%s%.*s", gap, (int)length, choices), gap = " ";
        choices += length + (choices[length] == '|');
    }
}

static void print_commands(void) {
    for (size_t i = 0; i < cli_command_count; i++) printf("%s%s", i ? " " : "", cli_commands[i].name);
}

/* Prints all that can be listed here; nothing for files and for what is open. */
static void print_choices(value_kind kind, const char *choices) {
    if (kind == WORDS) print_words(choices);
    if (kind == COMMANDS) print_commands();
    if (kind == CONCEPTS)
        for (uint32_t i = 0; i < truce_concept_count(); i++) printf("%s ", truce_concept_at(i)->id);
    if (kind == CONCEPTS) printf("all");
    if (kind == RULES)
        for (uint32_t i = 0; i < truce_rule_count(); i++) printf("%s%s", i ? " " : "", truce_rule_at(i)->id);
}

/* Prints text with a backslash before each of the `special` characters; a single quote ends and resumes a shell's quoted text. */
static void escaped(const char *text, const char *special) {
    for (; *text; text++) {
        if (*text == '\'') printf("'\\''");
        else printf(strchr(special, *text) ? "\\%c" : "%c", *text);
    }
}

/* ------------------------------------------------------------------- bash */

static void bash_options(void) {
    printf("_truce_options() {\n    case $1 in\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_option *option;
        printf("    %s) echo '", cli_commands[i].name);
        for (size_t at = 0; (option = command_option(&cli_commands[i], &at));) printf("%s ", option->name);
        printf("' ;;\n");
    }
    printf("    esac\n}\n\n");
}

/* "file", "folder", or the words that can follow; "list" stands before words of which several can be given. */
static void bash_value(const char *of, const char *option, value_kind kind, const char *choices) {
    static const char *const heads[] = {[FILES] = "file", [FOLDERS] = "folder", [CONCEPTS] = "list ", [RULES] = "list ",
                                        [WORDS] = "word ", [COMMANDS] = "word ", [ANYTHING] = "open"};
    if (kind == NOTHING) return;
    printf("    %s:%s) echo '%s", of, option, heads[kind]);
    print_choices(kind, choices);
    printf("' ;;\n");
}

static void bash_values(void) {
    printf("_truce_values() {\n    case $1:$2 in\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command *command = &cli_commands[i];
        const cli_option *option;
        bash_value(command->name, "operand", kind_of_operand(command), command->argument);
        for (size_t at = 0; (option = command_option(command, &at));)
            bash_value(command->name, option->name, kind_of(option), option->value);
    }
    printf("    *:-o) echo 'file' ;;\n    esac\n}\n\n");
}

/* bash takes "=" for the end of a word, so "--format=js" are three. */
static void bash_print(void) {
    printf("# bash completion for truce; written by 'truce help bash'.\n\n");
    bash_options();
    bash_values();
    printf("_truce() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
           "    local kind choices= known=\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W '");
    print_commands();
    printf(" --help --version' -- \"$current\")\n"
           "        return\n"
           "    fi\n"
           "    if [ \"$current\" = = ]; then current= ; elif [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
           "    read -r kind choices <<<\"$(_truce_values \"$command\" \"$before\")\"\n"
           "    if [ -z \"$kind\" ]; then\n"
           "        case $current in\n"
           "        -*) kind=word choices=$(_truce_options \"$command\") ;;\n"
           "        *) read -r kind choices <<<\"$(_truce_values \"$command\" operand)\" ;;\n"
           "        esac\n"
           "        [ \"$command $kind\" != 'replies word' ] || [ \"$COMP_CWORD\" -eq 2 ] || [ \"${current#-}\" != \"$current\" ] || kind=file\n"
           "    fi\n"
           "    case $kind in\n"
           "    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\") ;;\n"
           "    folder) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$current\") ;;\n"
           "    word) mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$current\") ;;\n"
           "    list)\n"
           "        case $current in *,*) known=${current%%,*},; compopt -o nospace ;; esac\n"
           "        mapfile -t COMPREPLY < <(compgen -P \"$known\" -W \"$choices\" -- \"${current##*,}\") ;;\n"
           "    esac\n"
           "}\n\n"
           "complete -F _truce truce\n");
}

/* -------------------------------------------------------------------- zsh */

/* ":MESSAGE:ACTION" */
static void zsh_value(const char *name, value_kind kind, const char *choices) {
    if (kind == NOTHING) return;
    printf(":");
    escaped(name, ":");
    printf(":");
    if (kind == FILES) printf("_files");
    else if (kind == FOLDERS) printf("_files -/");
    else if (kind == ANYTHING) printf(" ");
    else {
        printf(kind == CONCEPTS || kind == RULES ? "_sequence compadd - " : "(");
        print_choices(kind, choices);
        printf(kind == CONCEPTS || kind == RULES ? "" : ")");
    }
}

static void zsh_command(const cli_command *command) {
    const cli_option *option;
    printf("    %s)\n        _arguments -s \\\n", command->name);
    for (size_t at = 0; (option = command_option(command, &at));) {
        printf("            '%s%s[", option->name, option->value ? "=" : "");
        escaped(option->help, "[]:\\");
        printf("]");
        zsh_value(option->value, kind_of(option), option->value);
        printf("' \\\n");
    }
    value_kind operand = kind_of_operand(command);
    if (operand != NOTHING) {
        printf("            '%s", operand == FILES ? "*" : "1");
        zsh_value(operand == FILES ? command->argument : "argument", operand, command->argument);
        printf("' \\\n");
    }
    if (operand == WORDS) printf("            '2:file:_files' \\\n");
    printf("        ;;\n");
}

static void zsh_print(void) {
    printf("#compdef truce\n# zsh completion for truce; written by 'truce help zsh'.\n\nlocal state line\nlocal -a commands\n"
           "_arguments -C '1:command:->command' '*::argument:->arguments'\n"
           "case $state in\ncommand)\n    commands=(\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        printf("        '%s:", cli_commands[i].name);
        escaped(cli_commands[i].summary, "\\");
        printf("'\n");
    }
    printf("    )\n    _describe command commands\n    ;;\narguments)\n    case $words[1] in\n");
    for (size_t i = 0; i < cli_command_count; i++) zsh_command(&cli_commands[i]);
    printf("    esac\n    ;;\nesac\n");
}

/* ------------------------------------------------------------------- fish */

static void fish_text(const char *text) {
    printf("'");
    for (; *text; text++) printf(*text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
    printf("'");
}

/* fish completes files by itself; -x ends that and asks for a value, -r only asks. */
static void fish_value(value_kind kind, const char *choices) {
    if (kind == NOTHING) return;
    printf(kind == FILES ? " -r -F" : " -x");
    if (kind == FILES || kind == ANYTHING) return;
    printf(kind == FOLDERS ? " -a '(__fish_complete_directories)" : kind == CONCEPTS || kind == RULES
               ? " -a '(__fish_append , " : " -a '");
    print_choices(kind, choices);
    printf(kind == CONCEPTS || kind == RULES ? ")'" : "'");
}

static void fish_command(const cli_command *command) {
    const cli_option *option;
    value_kind operand = kind_of_operand(command);
    if (operand != FILES) {
        printf("complete -c truce -n '__fish_seen_subcommand_from %s' -f", command->name);
        if (operand != NOTHING) printf(" -a '"), print_choices(operand, command->argument), printf("'");
        printf("\n");
    }
    for (size_t at = 0; (option = command_option(command, &at));) {
        printf("complete -c truce -n '__fish_seen_subcommand_from %s' -l %s -d ", command->name, option->name + 2);
        fish_text(option->help);
        fish_value(kind_of(option), option->value);
        printf("\n");
    }
}

static void fish_print(void) {
    printf("# fish completion for truce; written by 'truce help fish'.\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        printf("complete -c truce -n __fish_use_subcommand -f -a %s -d ", cli_commands[i].name);
        fish_text(cli_commands[i].summary);
        printf("\n");
    }
    for (size_t i = 0; i < cli_command_count; i++) fish_command(&cli_commands[i]);
}

static void names_print(void) {
    for (size_t i = 0; i < cli_command_count; i++) printf("%s\n", cli_commands[i].name);
}

bool completion_print(const char *what) {
    static const struct { const char *what; void (*print)(void); } scripts[] = {
        {"bash", bash_print}, {"zsh", zsh_print}, {"fish", fish_print}, {"commands", names_print}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(scripts[i].what, what) == 0) {
            scripts[i].print();
            return true;
        }
    return false;
}
