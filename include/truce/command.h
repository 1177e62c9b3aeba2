/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands, run in memory: from words to an exit status, through a host.
 *
 * The host is the program around the commands. It hands over texts by their names, takes the result, and hears what
 * there is to say. The terminal is a host whose texts are files; the workbench is one whose texts are in its store; a
 * page in a browser or another language can be one as well: nothing here needs files, threads, signals or a terminal.
 *
 *     const truce_host host = {.read = read_text, .write = take, .finish = end_of_result};
 *     const char *const words[] = {"solve", "well.yaml", "--format", "json"};
 *     int status = truce_run(&host, 4, words);
 */
#ifndef TRUCE_COMMAND_H
#define TRUCE_COMMAND_H

#include <truce/convert.h>
#include <truce/language.h>
#include <truce/paths.h>
#include <truce/robust.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- options */

/* What an option's value is. It is read and checked by its kind alone; no command reads texts. */
typedef enum truce_option_kind {
    TRUCE_OPTION_FLAG,       /* given or not */
    TRUCE_OPTION_TEXT,       /* any text but an empty one */
    TRUCE_OPTION_INPUT,      /* the name of a text that the host reads */
    TRUCE_OPTION_FILE,       /* a file, a folder: only of options that a host brings */
    TRUCE_OPTION_FOLDER,
    TRUCE_OPTION_CHOICE,     /* one of the words in `value` */
    TRUCE_OPTION_NUMBER,     /* a whole number from `least` to `most` */
    TRUCE_OPTION_SHARE,      /* a number from 0 to 1, of at most six decimals: kept in millionths */
    TRUCE_OPTION_BLOCKS,     /* a database that keeps blocks of a sample */
    TRUCE_OPTION_SIZE,       /* bytes: 1024, 512M, 2G */
    TRUCE_OPTION_NAMES,      /* some of `names`, with commas */
    TRUCE_OPTION_PARTY,      /* a party's id */
    TRUCE_OPTION_PARTIES,    /* ids with commas */
    TRUCE_OPTION_COALITIONS, /* a+b,c+d, or all */
    TRUCE_OPTION_STATE,      /* a state's number, code or name */
    TRUCE_OPTION_STATEMENT,  /* the states in which it is true, or a list of numbers, codes or names of states */
    TRUCE_OPTION_EITHER,     /* the same; one state alone is told from a set */
    TRUCE_OPTION_ROWS,       /* all, equilibria, none, or as TRUCE_OPTION_STATEMENT */
    TRUCE_OPTION_GROUPS      /* outcomes, ids of options of the model, with commas */
} truce_option_kind;

/* Things that users call by their ids: concepts, rules of bargaining. */
typedef struct truce_names {
    const char *what; /* "concept" */
    uint32_t (*count)(void);
    const char *(*id)(uint32_t number);
    uint32_t (*find)(const char *id);  /* UINT32_MAX: none */
    bool (*is_one_of_all)(uint32_t number); /* taken by "all"; NULL: that is no list */
    const char *profile; /* the id of what items such as north=seq stand for together; NULL: there are none */
    bool (*range)(const char *id, char why[64]); /* "H of mrH goes from 1 to 99", of an id with another number; false:
                                                    it is none. NULL: ids have no numbers */
} truce_names;

typedef struct truce_option {
    const char *name;  /* "limit", which the command line spells --limit */
    const char *other; /* another spelling that does the same; NULL: none */
    truce_option_kind kind;
    const char *value; /* what help calls the value: "N", "table|json|csv"; NULL for flags */
    const char *usual; /* the value where none is given; NULL: none */
    uint64_t least, most;
    const truce_names *names;
    const char *help; /* NULL: not listed */
} truce_option;

/* The value that stands for the model's status quo, as the usual one of a state. */
#define TRUCE_STATUS_QUO "status quo"

/* --------------------------------------------------------------- commands */

/* The words of a command line, read: which command, its operands, its options. */
typedef struct truce_line truce_line;

typedef struct truce_command {
    const char *name;
    const char *argument; /* "MODEL", "BEFORE AFTER", "[COMMAND]"; NULL: none. What is in brackets may be left out. */
    const char *summary;
    const char *about;
    bool lists_concepts;  /* help ends with the concepts */
    bool is_of_program;   /* speaks of the program, not of conflicts: help, version */
    const char *examples; /* lines; may be NULL */
    const truce_option *const *options; /* its own, without the host's and --help; NULL behind the last, or at all */
    int (*run)(void *ud, const truce_line *line); /* of a command that a host brings; gives the exit status */
} truce_command;

/* The library's commands, in the order in which help lists them. All take the host's options as well. */
TRUCE_API size_t truce_command_count(void);
TRUCE_API const truce_command *truce_command_at(size_t i); /* NULL behind the last */
TRUCE_API const truce_command *truce_command_find(const char *name);
TRUCE_API bool truce_command_reads_model(const truce_command *command);
/* What a command's operand is. */
typedef enum truce_operand_kind {
    TRUCE_OPERAND_MODEL,    /* the name of a model that the host reads */
    TRUCE_OPERAND_TEXT,     /* the name of another text that the host reads */
    TRUCE_OPERAND_DATABASE, /* the name of a database that the host opens */
    TRUCE_OPERAND_WORD
} truce_operand_kind;

typedef struct truce_operand {
    truce_operand_kind kind;
    bool may_be_left_out;
    char name[32]; /* as help has it: "TARGET" */
} truce_operand;

/* Operand number i of a command, from 0. False: behind the last. */
TRUCE_API bool truce_command_operand(const truce_command *command, size_t i, truce_operand *operand);
/* The option of that name or of that other name; NULL: the command has none. */
TRUCE_API const truce_option *truce_command_option(const truce_command *command, const char *name);

TRUCE_API const truce_command *truce_line_command(const truce_line *line);
/* Number i of the words that are no options, from 0; NULL behind the last. */
TRUCE_API const char *truce_line_operand(const truce_line *line, size_t i);
/* The option's value as it was given, "" for a flag; NULL: not given, or the command has no such option. */
TRUCE_API const char *truce_line_text(const truce_line *line, const char *option);
/* The number or size given, or the usual one, or 0; of a choice, the place of the word in the option's list. */
TRUCE_API uint64_t truce_line_number(const truce_line *line, const char *option);

/* -------------------------------------------------------------- databases */

/* Commands keep in a database of SQLite what outlasts a run. The host opens it; what is in it only the command
 * knows. */
typedef struct truce_database truce_database;

typedef enum truce_sql_kind {
    TRUCE_SQL_NULL,
    TRUCE_SQL_INTEGER,
    TRUCE_SQL_REAL,
    TRUCE_SQL_TEXT, /* ends in 0 */
    TRUCE_SQL_BYTES
} truce_sql_kind;

typedef struct truce_sql_value {
    truce_sql_kind kind;
    int64_t integer;
    double real;
    const char *text; /* TEXT, BYTES: lent */
    size_t length;
} truce_sql_value;

/* Takes a row of a result. Another status than TRUCE_OK ends the statement. */
typedef truce_status (*truce_sql_row)(void *ud, const truce_sql_value *values, size_t count);

/* ------------------------------------------------------------------- host */

/* What a run may take, and how its result is to look. */
typedef struct truce_settings {
    const truce_allocator *allocator; /* as in truce_config */
    uint32_t threads;
    uint64_t memory;
    const char *scratch;
    uint32_t width; /* columns of tables; 0: unlimited */
    bool color;
    truce_layout_fn layout; /* who places what is drawn; NULL: nobody, and there is no SVG */
    void *layout_ud;
    const truce_workbook *workbook; /* who makes workbooks; NULL: nobody */
    const truce_language *language; /* of results; NULL: English */
} truce_settings;

/* How a message is meant that is no diagnostic of a model. */
typedef enum truce_tone {
    TRUCE_TONE_NOTE,    /* what is planned or chosen, for those who want to know */
    TRUCE_TONE_PROGRAM, /* something around the command failed: a text, memory, an interrupt */
    TRUCE_TONE_COMMAND, /* the command itself has to say it */
    TRUCE_TONE_USAGE    /* the words are wrong; help would tell how they are right */
} truce_tone;

/* No text may be longer; a host need not read on. */
enum { TRUCE_TEXT_MOST = 64 << 20 };

/* Every function may be NULL: it then does nothing and succeeds, but for those that read: there are no texts then.
 * All are called on the thread of truce_run(). Statuses end the run, once `why` has been asked. */
typedef struct truce_host {
    void *ud;
    truce_settings settings;
    const truce_option *const *options;   /* its own, for the library's commands; NULL behind the last */
    const truce_command *const *commands; /* its own; NULL behind the last */
    const char *memory_hint; /* told where a limit of memory was reached: how this host's users raise it */

    /* A run begins: the words are right as far as they can be read without the model. May change the settings. */
    truce_status (*begin)(void *ud, const truce_line *line, truce_settings *settings);
    /* The text of that name, lent until `end`. */
    truce_status (*read)(void *ud, const char *name, const char **bytes, size_t *length);
    /* The same of a text that the model of that name cites; a file's name is meant as seen from the model. NULL: such
     * texts are not at hand. */
    truce_status (*read_cited)(void *ud, const char *model, const char *name, const char **bytes, size_t *length);
    /* Refuses, with TRUCE_E_USAGE, a result that would replace the text of that name that the model of that name
     * cites. NULL: results replace no texts. */
    truce_status (*spare)(void *ud, const char *model, const char *name);
    /* The engine that a page of its own carries (live.wasm of wasm/, compressed by gzip), lent until `end`. NULL:
     * there is none. */
    truce_status (*read_engine)(void *ud, const char **bytes, size_t *length);
    /* Takes a piece of the result. False: it cannot, and nothing more comes. */
    bool (*write)(void *ud, const char *bytes, size_t length);
    /* The result is whole. Without that, what has come is to be thrown away. */
    truce_status (*finish)(void *ud);
    /* The run is over; always called once `begin` was. */
    void (*end)(void *ud);
    /* Why the last of these failed: a sentence to be told, as usage where the status is TRUCE_E_USAGE. NULL: nothing
     * to say. */
    const char *(*why)(void *ud);

    /* Databases. A host without these has none.
     * Opens one by its name. `application`: the number in the file's head (PRAGMA application_id) without which it is
     * not ours; such a file is left as it is. `may_create`: where there is none, or an empty file, it is made, which
     * has no number yet. TRUCE_E_IO, and `why`. */
    truce_status (*open_database)(void *ud, const char *name, int32_t application, bool may_create,
                                  truce_database **database);
    /* Runs statements of SQL, each with these values for its ?; `row`, which may be NULL, takes the rows, of at most
     * 32 columns. TRUCE_E_IO, and `why`. What is not committed is undone by closing. */
    truce_status (*run_sql)(void *ud, truce_database *database, const char *sql, const truce_sql_value *values,
                            size_t count, truce_sql_row row, void *row_ud);
    void (*close_database)(void *ud, truce_database *database);

    /* A message. `command`: the name of the command it is about, or NULL. */
    void (*tell)(void *ud, truce_tone tone, const char *command, const char *text);
    /* The diagnostics of `ctx` from number `first` on are news. False: not wanted now; they come again with the next
     * ones. */
    bool (*diagnose)(void *ud, truce_ctx *ctx, size_t first);
    truce_progress_fn progress;
    /* truce_cancel() may be called on `ctx` until the call with NULL. */
    void (*attend)(void *ud, truce_ctx *ctx);
} truce_host;

/* For hosts with databases: what speaks against a file as ours, by its first TRUCE_DATABASE_HEAD bytes or all of a
 * shorter one. To be asked before SQLite opens it, which could write to it. NULL: nothing; an empty file is new. */
enum { TRUCE_DATABASE_HEAD = 100 };
TRUCE_API const char *truce_database_wrong(const void *head, size_t length, int32_t application);

/* For commands that a host brings: writes a result to the host, in the form that --format, --table and --bom on the
 * line ask for. Errors: TRUCE_E_USAGE, after a message, and those of truce_render(). */
TRUCE_API truce_status truce_line_show(const truce_line *line, const truce_settings *settings,
                                       const truce_result *result);

/* Runs the command that the words say, the first of which is its name. Gives the exit status: 0 done; 1 the model is
 * wrong; 2 wrong usage; 3 a limit was reached; 4 a text could not be read or the result not be written; 70 a bug; 130
 * cancelled. What was wrong has been told by then, and the result is whole or was not finished. Time and memory:
 * those of what the command asks. */
TRUCE_API int truce_run(const truce_host *host, size_t count, const char *const *words);

#ifdef __cplusplus
}
#endif

#endif
