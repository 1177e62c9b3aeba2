/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands and options: one table of each, from which the command line is parsed and help and manual pages are printed.
 * Everything in command/ and cli/ sees of the library only its public headers.
 */
#ifndef TRUCE_CLI_OPTIONS_H
#define TRUCE_CLI_OPTIONS_H

#include <truce/truce.h>

typedef enum option_id {
    OPT_INPUTS,
    OPT_DOCUMENT,
    OPT_CONCEPTS,
    OPT_FROM,
    OPT_TO,
    OPT_BY,
    OPT_STATE,
    OPT_PARTY,
    OPT_CONCEPT, /* another spelling of OPT_CONCEPTS */
    OPT_CONCEPT_OF_PATHS,
    OPT_ROWS,
    OPT_WHERE,
    OPT_WHERE_OF_DEAL,
    OPT_SORT,
    OPT_MOVES,
    OPT_LIMIT,
    OPT_LIMIT_OF_PATHS,
    OPT_VIEW,
    OPT_VERIFY,
    OPT_VERIFY_OF_PATHS,
    OPT_NO_DEAL,
    OPT_SOLUTION,
    OPT_AFTER_EXPIRY,
    OPT_AT,
    OPT_FORMAT,
    OPT_FORMAT_OF_RESULTS,
    OPT_FORMAT_OF_PATHS,
    OPT_TABLE,
    OPT_BOM,
    OPT_OUTPUT,
    OPT_THREADS,
    OPT_MEMORY,
    OPT_SCRATCH,
    OPT_COLOR,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_LISTEN,
    OPT_PORT,
    OPT_STORE,
    OPT_REPLIES,
    OPT_ONLY,
    OPT_MODEL,
    OPT_SERVED,
    OPT_HELP,
    OPT_MAN,
    OPTION_COUNT
} option_id;

/* Which commands take an option. */
enum {
    FOR_CHECK = 1,
    FOR_STATES = 2,
    FOR_SOLVE = 4,
    FOR_EXPLAIN = 8,
    FOR_VERSION = 16,
    FOR_HELP = 32,
    FOR_SERVE = 1 << 20,
    FOR_BRIEF = 1 << 21,
    FOR_PATHS = 64,
    FOR_REPLIES = 1 << 22,
    FOR_RATIFY = 1 << 10,
    FOR_AUDIENCE = 1 << 11,
    FOR_RIPE = 1 << 13,
    FOR_DEAL = 1 << 12,
    FOR_TIMELINE = 1 << 14,
    FOR_DIFF = 1 << 15,
    FOR_COMPARISON = FOR_TIMELINE | FOR_DIFF, /* what reads more than one model */
    FOR_DATA = FOR_CHECK | FOR_STATES | FOR_SOLVE | FOR_EXPLAIN | FOR_PATHS | FOR_DEAL | FOR_RATIFY | FOR_AUDIENCE | FOR_RIPE | FOR_COMPARISON,
    FOR_RESULTS = FOR_STATES | FOR_SOLVE | FOR_RATIFY | FOR_RIPE, /* whose result can be written in every form */
    FOR_SCHEMA = 1 << 23,
    FOR_WORK = FOR_DATA | FOR_BRIEF, /* all that read a model */
    FOR_ALL = FOR_WORK | FOR_REPLIES | FOR_SERVE | FOR_SCHEMA | FOR_VERSION | FOR_HELP,
    FOR_HOSTS = FOR_WORK, /* what a host may run: reads nothing but the texts it is handed, writes nothing but its result */
    NOT_FOR_HOSTS = 1 << 30 /* an option about files, this terminal or this machine */
};

/* Where commands differ in what an option takes, it has a row for each way: all stand for the first of that name. */
typedef struct cli_option {
    const char *name;  /* with the dashes */
    const char *value; /* what its value is called, "table|json|csv" lists all that are allowed; NULL: takes none */
    unsigned commands;
    const char *help; /* NULL: not shown */
} cli_option;

typedef struct cmdline cmdline;

/* The processes that run a command together. */
typedef struct cli_team {
    truce_comm comm;
    uint32_t ranks_here; /* on this machine */
} cli_team;

/* A text that stands for a file. */
typedef struct cli_text {
    const char *name, *bytes;
    size_t length;
} cli_text;

/* Another program that runs a command in its own process, as the workbench does: what it gives in place of files, of standard
 * output, of standard error and of the interrupt key. All functions are called on the thread that runs the command. */
typedef struct cli_host {
    const cli_text *texts; /* the only files there are; operands are their names */
    size_t text_count;
    truce_sink result;
    void (*finish)(void *ud); /* the result is whole; without that what has come is to be thrown away */
    void (*diagnose)(void *ud, const truce_diag *diag); /* a finding about the model; lent */
    void (*complain)(void *ud, const char *text);       /* a message about anything else */
    truce_progress_fn progress;
    void (*attend)(void *ud, truce_ctx *ctx); /* truce_cancel() may be called on `ctx` until the call with NULL */
    void *ud;
    uint64_t memory; /* bytes for large arrays; 0: no limit */
    uint32_t threads; /* 0: as many as there are processors */
    uint32_t width;  /* columns of tables */
} cli_host;

typedef struct cli_command {
    const char *name;
    unsigned bit;
    const char *argument; /* "MODEL", "BEFORE AFTER", "[COMMAND]" or NULL */
    const char *summary;
    const char *about;
    bool lists_concepts; /* help ends with the table of concepts */
    const char *examples; /* lines */
    int (*run)(const cmdline *cl);
} cli_command;

struct cmdline {
    const cli_command *command;
    const char *operand; /* the model's file, or NULL */
    const char *second;  /* the second operand of a command that takes two, or NULL */
    const char *value[OPTION_COUNT]; /* NULL: not given; flags: "" */
    const cli_team *team;            /* NULL: alone */
    const cli_host *host;            /* NULL: files and a terminal */
};

extern const cli_option cli_options[OPTION_COUNT];
extern const cli_command cli_commands[];
extern const size_t cli_command_count;

/* Exit statuses that are no truce_status. */
enum { EXIT_DONE = 0, EXIT_MODEL = 1, EXIT_USAGE = 2, EXIT_LIMIT = 3, EXIT_IO = 4, EXIT_CANCELLED = 130 };

/* The whole of a command, from its arguments to its exit status. */
int run_command_line(int argc, char **argv, const cli_team *team);

/* Reads the command line into `cl`, whose team and host are there already. 0, or EXIT_USAGE after a message. */
int arguments_parse(int argc, char **argv, cmdline *cl);
const cli_command *command_find(const char *name);
/* The options of a command that are shown to people, in order: the next one from number *at on, which moves behind it; or NULL. */
const cli_option *command_option(const cli_command *command, size_t *at);

/* Everything that a command has to say but does not belong to its result goes through these: to standard error, or to the
 * host. "truce: MESSAGE", "truce solve: MESSAGE", and the latter with where to find help, which gives EXIT_USAGE. */
__attribute__((format(printf, 2, 3))) void message(const cmdline *cl, const char *format, ...);
__attribute__((format(printf, 2, 3))) void command_message(const cmdline *cl, const char *format, ...);
__attribute__((format(printf, 2, 3))) int usage_error(const cmdline *cl, const char *format, ...);

/* The name nearest to `word`, or NULL when none is near. `name` gives number i of `count`. */
const char *nearest(const char *word, const char *(*name)(const void *ud, size_t i), const void *ud, size_t count);

/* A number from `least` to `most`. 0, or EXIT_USAGE after a message. Untouched when the option is not given. */
int option_number(const cmdline *cl, option_id option, uint64_t least, uint64_t most, uint64_t *number);
/* Bytes: 1024, 512M, 2G. */
int option_size(const cmdline *cl, option_id option, uint64_t *bytes);

/* Help for a command, or for all when it is NULL; a manual page in roff. */
void help_print(const cli_command *command);
void man_print(const cli_command *command);

/* For programs: the completions of "bash", "zsh" or "fish", or the names of all "commands", one a line. False for other words. */
bool completion_print(const char *what);

int cmd_check(const cmdline *cl);
int cmd_states(const cmdline *cl);
int cmd_solve(const cmdline *cl);
int cmd_explain(const cmdline *cl);
int cmd_paths(const cmdline *cl);
int cmd_deal(const cmdline *cl);
int cmd_ripe(const cmdline *cl);
int cmd_audience(const cmdline *cl);
int cmd_ratify(const cmdline *cl);
int cmd_timeline(const cmdline *cl);
int cmd_diff(const cmdline *cl);
int cmd_brief(const cmdline *cl);
int cmd_replies(const cmdline *cl);
int cmd_serve(const cmdline *cl);
int cmd_schema(const cmdline *cl);
int cmd_version(const cmdline *cl);
int cmd_help(const cmdline *cl);

#endif
