/* SPDX-License-Identifier: Apache-2.0 */
#include "own_commands.h"

/* ------------------------------------------------------------------ options */

static const truce_option format = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "table|json|csv|html|latex|markdown", .usual = "table",
    .help = "how the result is written; html, latex (with booktabs) and markdown are parts of documents (default: "
            "table)"};

static const truce_option table = {
    .name = "table", .kind = TRUCE_OPTION_TEXT, .value = "NAME",
    .help = "write this table alone; not with --format json (default: csv writes the first, the others everything)"};

static const truce_option bom = {
    .name = "bom", .help = "with --format csv: begin with a byte order mark, which some spreadsheets need"};

static const truce_option kept_in = {
    .name = "store", .kind = TRUCE_OPTION_FILE, .value = "FILE",
    .help = "keep models, versions, runs and replies in FILE (default: truce.sqlite in the folder)"};

static const truce_option only = {
    .name = "only", .kind = TRUCE_OPTION_CHOICE, .value = "held|approved|rejected",
    .help = "list only the replies in this state"};

static const truce_option model = {
    .name = "model", .kind = TRUCE_OPTION_FILE, .value = "N|FILE",
    .help = "the reply is about model N of the store, or about the model of FILE, which the store then keeps too "
            "(default: the one whose text or title the reply names)"};

static const truce_option listen_at = {
    .name = "listen", .kind = TRUCE_OPTION_TEXT, .value = "ADDR[:PORT]",
    .help = "listen on this address of the machine, in numbers, so that others can reach the workbench; a secret "
            "token is then part of its address (default: 127.0.0.1, for this machine only)"};

static const truce_option port = {
    .name = "port", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "8712", .most = 65535,
    .help = "the port; 0: any free port (default: 8712)"};

static const truce_option may_write = {
    .name = "write", .help = "let tools write their results to files of FOLDER"};

static const truce_option seconds = {
    .name = "seconds", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "60", .least = 1, .most = 86400,
    .help = "end a call that takes longer (default: 60)"};

static const truce_option *const of_comments[] = {&kept_in, &only, &model, &format, &table, &bom, &terminal_output,
                                                  &terminal_threads, &terminal_memory, &terminal_color,
                                                  &terminal_quiet, NULL};
static const truce_option *const of_serve[] = {&terminal_quiet, &listen_at, &port, &kept_in, NULL};

static const truce_option *const of_mcp[] = {&may_write, &seconds, NULL};

/* ----------------------------------------------------------------- commands */

static const truce_command comments = {
    .name = "replies", .argument = "list|add|approve|reject|apply [FILE|N]",
    .summary = "readers' replies to a brief: list, add, approve, reject, apply",
    .about = "Manages the replies in the store of the workbench. 'list' shows them, without e-mail addresses; 'add "
             "FILE' adds a file that the form of a brief made, and holds it ('--model MODEL.yaml' makes the store "
             "where there is none); 'approve N' and 'reject N' decide "
             "whether a brief shows it; 'apply N' makes its proposed change in a variant of the model, and says "
             "which conclusions change.",
    .examples = "truce replies add reply.json\n"
                "truce replies add reply.json --model well.yaml\n"
                "truce replies list\n"
                "truce replies approve 1\n"
                "truce replies apply 1\n"
                "truce replies list --format json -o replies.json\n"
                "truce brief well.yaml --replies replies.json -o brief.html",
    .options = of_comments, .run = cmd_comments,
};

static const truce_command serve = {
    .name = "serve", .argument = "[FILE|FOLDER]", .summary = "the workbench, in a browser",
    .about = "Serves a page on which models are edited, solved and explained, on this machine only unless --listen "
             "opens it. Opens FILE, or the models in FOLDER (*.yaml, *.yml, *.json), or, without an argument, the "
             "store of this folder, which begins with the Doha talks of May 2025. A store beside the models keeps "
             "every saved version; the files themselves are only read.",
    .examples = "truce serve\n"
                "truce serve well.yaml\n"
                "truce serve cases --port 0",
    .options = of_serve, .run = cmd_serve,
};

static const truce_command mcp = {
    .name = "mcp", .argument = "[FOLDER]", .summary = "the questions as tools for an assistant",
    .about = "Speaks the Model Context Protocol on standard input and output, for a program on this machine that has "
             "a language model use tools. Each command that takes a model is a tool, with its options; the manual of "
             "the language and the examples are resources. A tool reads the model that it is sent, or a file of "
             "FOLDER, and no other. Without --write nothing is written, and nothing leaves the machine by truce.",
    .examples = "truce mcp\n"
                "truce mcp ~/talks\n"
                "truce mcp ~/talks --write --seconds 300",
    .options = of_mcp, .run = cmd_mcp,
};

const truce_command *const workbench_commands[] = {&comments, &serve, &mcp, NULL};
