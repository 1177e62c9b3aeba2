/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the library and its hosts. Words become a line, and the line's values are read by their kinds. A session
 * loads the model, its states and its rows; the command asks its question, and the host takes the result. Sees only
 * the public headers.
 */
#ifndef TRUCE_COMMAND_COMMAND_H
#define TRUCE_COMMAND_COMMAND_H

#include <truce/command.h>

enum { TRUCE__MAX_OPTIONS = 48, TRUCE__MAX_OPERANDS = 3 };

typedef struct session session;

/* How much of the model a command wants before it asks. */
typedef enum scope {
    SCOPE_NOTHING, /* no model at all: version, help */
    SCOPE_TEXT,    /* the command reads and builds it itself, since it may be wrong: check */
    SCOPE_MODEL,
    SCOPE_GRAPH
} scope;

/* A command of the library. The first member is public. */
typedef struct truce__command {
    truce_command shown;
    scope scope;
    int (*check)(const session *s); /* checks options that only go together; may be NULL */
    const char *(*refuse)(const truce_model *model); /* what the model lacks for this command, NULL: nothing; may
                                                        be NULL */
    int (*ask)(session *s); /* asks and writes; the exit status. NULL: asks the question of the command's name */
    const truce_option *second; /* whose value the second operand is; NULL: it is a second model */
} truce__command;

extern const truce__command truce__commands[];
extern const size_t truce__command_count;

/* ------------------------------------------------------------------- line */

/* An option's value: as given, and as its kind reads it. Lists and sets live as long as the session. */
typedef struct value {
    const char *text; /* NULL: not given */
    uint64_t number;  /* NUMBER, SHARE, SIZE; CHOICE: which of the words; PARTY, STATE; ROWS: a truce_row_kind;
                         COALITIONS: 1; GROUPS: whether by outcomes */
    uint32_t *numbers; /* NAMES, PARTIES, GROUPS */
    size_t count;
    bool is_all;     /* NAMES: "all" was given */
    bool has_profile; /* NAMES: some items name a party's */
    truce_coalition *coalitions; /* COALITIONS: `count` of them; NULL: all */
    truce_set *set; /* STATEMENT; EITHER and ROWS, where it is a statement */
} value;

struct truce_line {
    truce_host host; /* every function is set but those of databases, `why` and `read_cited` */
    const truce_command *command; /* NULL: only help is asked for */
    const truce__command *own;    /* the same, if it is a command of the library */
    const char *operands[TRUCE__MAX_OPERANDS];
    const truce_option *options[TRUCE__MAX_OPTIONS];
    value values[TRUCE__MAX_OPTIONS];
    size_t option_count;
};

extern const truce_option truce__opt_help, truce__opt_man;

/* The commands of the library and of the host as help lists them; NULL behind the last. */
const truce_command *truce__command_at(const truce_host *host, size_t i);
/* The library's own command; NULL: the host's. */
const truce__command *truce__command_own(const truce_command *command);
const truce_command *truce__command_find(const truce_host *host, const char *name);
/* The options of a command, those of the host among them; NULL behind the last. */
const truce_option *truce__option_at(const truce_host *host, const truce_command *command, size_t i);

/* Reads the words into `line`, which has its host already. TRUCE_OK, or TRUCE_E_USAGE after a message. */
int truce__line_read(truce_line *line, size_t count, const char *const *words);
/* Reads the values that need no model, except names. Returns the same. */
int truce__line_numbers(truce_line *line);
/* The option's value on this line; an empty one where the command has no such option. */
const value *truce__line_value(const truce_line *line, const truce_option *option);
const value *truce__line_named(const truce_line *line, const char *option);
/* The format asked for: --format, else what the name of the result ends in, where that is one of the command's. */
truce_format truce__line_format(const truce_line *line);

/* Says that there is no command of that name, and gives TRUCE_E_USAGE. */
int truce__no_such_command(const truce_line *line, const char *word);

/* "-o" for "output"; NULL where an option has no letter. */
const char *truce__short_word(const char *name);

/* A message to the host. truce__misuse() gives TRUCE_E_USAGE. */
__attribute__((format(printf, 3, 4))) void truce__message(const truce_line *line, truce_tone tone,
                                                          const char *format, ...);
__attribute__((format(printf, 2, 3))) int truce__misuse(const truce_line *line, const char *format, ...);
/* The exit status after the host failed. The host's own message is used; `why` where it has none. */
int truce__host_failed(const truce_line *line, truce_status status, const char *why);

/* The name nearest to `word`, or NULL when none is near. `name` gives number i of `count`, or NULL for a name that is
 * not to be suggested. */
typedef const char *(*truce__name_fn)(const void *ud, size_t i);
const char *truce__nearest_name(const char *word, truce__name_fn name, const void *ud, size_t count);

/* Help or the manual page, in roff, for the command on the line, or for all where there is none. */
int truce__help(truce_line *line, const truce_settings *settings);
int truce__man(truce_line *line, const truce_settings *settings);

#endif
