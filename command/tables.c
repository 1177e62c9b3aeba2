/* SPDX-License-Identifier: Apache-2.0 */
/* The commands and the options. Help, manual pages and parsing follow from here. */
#include "options.h"

const cli_option cli_options[OPTION_COUNT] = {
    [OPT_INPUTS] = {"--inputs", NULL, FOR_CHECK,
                    "list every input with its sources, its reason and its confidence"},
    [OPT_DOCUMENT] = {"--document", NULL, FOR_CHECK,
                      "with --format json: the structure of the file as it stands, also of a wrong model"},
    [OPT_CONCEPTS] = {"--concepts", "LIST", FOR_SOLVE | FOR_DEAL | FOR_EXPLAIN | FOR_RATIFY | FOR_RIPE | FOR_COMPARISON,
                      "solution concepts, separated by commas, or 'all' (default: see below); --concept is the same"},
    [OPT_FROM] = {"--from", "N|CODE|NAME", FOR_PATHS, "where the paths begin (default: the status quo)"},
    [OPT_TO] = {"--to", "STATE|STATEMENT", FOR_PATHS,
                "tell the shortest paths to this state, or to each state in which the statement is true"},
    [OPT_BY] = {"--by", "moves|improvements|unsanctioned", FOR_PATHS,
                "what a path is made of: any moves, only improvements, or only improvements that nothing sanctions under "
                "--concept (default: moves)"},
    [OPT_STATE] = {"--state", "N|CODE|NAME", FOR_EXPLAIN | FOR_RIPE, "the state (default: the status quo)"},
    [OPT_PARTY] = {"--party", "LIST", FOR_EXPLAIN | FOR_RIPE,
                   "parties by their ids, separated by commas (default: every party; ripe: those that declare 'pain')"},
    [OPT_CONCEPT] = {"--concept", "LIST", FOR_SOLVE | FOR_DEAL | FOR_EXPLAIN | FOR_RATIFY | FOR_RIPE | FOR_COMPARISON, NULL},
    [OPT_CONCEPT_OF_PATHS] = {"--concept", "CONCEPT", FOR_PATHS,
                              "whose sanctions count with --by unsanctioned (default: seq; 'truce solve --help' lists the concepts)"},
    [OPT_ROWS] = {"--rows", "all|equilibria|none|STATEMENT", FOR_SOLVE | FOR_RATIFY,
                  "the states that get a row: all, those that are an equilibrium under some concept, none, or those in "
                  "which a statement is true (default: all up to 4096 states, else equilibria; ratify: equilibria)"},
    [OPT_WHERE] = {"--where", "STATEMENT", FOR_STATES | FOR_SOLVE | FOR_RATIFY | FOR_AUDIENCE | FOR_COMPARISON, "show only states in which the statement is true; timeline and diff: compare the verdicts for each party in them too"},
    [OPT_WHERE_OF_DEAL] = {"--where", "STATE|STATEMENT", FOR_DEAL,
                           "tell the same of this state, or of each state in which the statement is true, deal or not"},
    [OPT_SORT] = {"--sort", "PARTY", FOR_STATES | FOR_SOLVE | FOR_RATIFY | FOR_AUDIENCE,
                  "order the rows by this party's preference, best first (default: by state number)"},
    [OPT_MOVES] = {"--moves", NULL, FOR_STATES,
                   "list the moves from each state shown as well, with a mark for improvements; CSV gives the moves alone"},
    [OPT_LIMIT] = {"--limit", "N", FOR_STATES | FOR_SOLVE | FOR_DEAL | FOR_RATIFY | FOR_AUDIENCE | FOR_RIPE | FOR_COMPARISON,
                   "at most so many rows, and states in each list; 0: no limit (default: 10000)"},
    [OPT_LIMIT_OF_PATHS] = {"--limit", "N", FOR_PATHS,
                            "at most so many states, targets, and moves of a drawing; 0: no limit (default: 10000; in tables 40 "
                            "rows and 3 paths told, 300 moves in drawings)"},
    [OPT_VIEW] = {"--view", "stability|options|tableau", FOR_SOLVE,
                  "how the table is drawn: states against concepts and parties; options against states; each party's "
                  "states from best to worst (default: stability)"},
    [OPT_VERIFY] = {"--verify", NULL, FOR_SOLVE | FOR_EXPLAIN | FOR_DEAL | FOR_RIPE,
                    "check the reason of every verdict shown from the definitions, independently of the solver; exit "
                    "status 70 if one fails"},
    [OPT_VERIFY_OF_PATHS] = {"--verify", NULL, FOR_PATHS,
                             "check from the definitions also that nothing else can be reached and nothing sooner; the paths "
                             "shown are checked in any case; exit status 70 if that fails"},
    [OPT_NO_DEAL] = {"--no-deal", "N|CODE|NAME", FOR_DEAL,
                     "the state that every party is left with without an agreement (default: what the model's no_deal says, else "
                     "the status quo)"},
    [OPT_SOLUTION] = {"--solution", "LIST", FOR_DEAL,
                      "rules of bargaining, separated by commas: fallback, strikes, condorcet, maximin; with utilities in the "
                      "model also nash, kalai-smorodinsky, egalitarian, zeuthen (default: all that the model allows)"},
    [OPT_AFTER_EXPIRY] = {"--after-expiry", NULL, FOR_PATHS | FOR_STATES | FOR_SOLVE | FOR_DEAL | FOR_EXPLAIN | FOR_RATIFY | FOR_AUDIENCE | FOR_RIPE |
                              FOR_COMPARISON,
                          "value every state by what it turns into by itself (the model's 'expires')"},
    [OPT_AT] = {"--at", "DATE|EVENT", FOR_WORK & ~FOR_COMPARISON,
                "the model as it stood at the end of that day (YYYY-MM-DD), or after that event (default: before all events)"},
    [OPT_FORMAT] = {"--format", "table|json|csv", (FOR_DATA & ~FOR_PATHS & ~FOR_RESULTS) | FOR_REPLIES,
                    "how the result is written (default: table)"},
    [OPT_FORMAT_OF_RESULTS] = {"--format", "table|json|csv|html|latex|markdown", FOR_RESULTS,
                               "how the result is written; html, latex (with booktabs) and markdown are parts of documents (default: "
                               "table)"},
    [OPT_FORMAT_OF_PATHS] = {"--format", "table|json|csv|dot|svg", FOR_PATHS,
                             "how the result is written; dot and svg draw the shortest paths (default: table, or what FILE of "
                             "--output ends in: .dot, .svg)"},
    [OPT_TABLE] = {"--table", "NAME", FOR_RESULTS,
                   "write this table alone; not with --format json (default: csv writes the first, the others everything)"},
    [OPT_BOM] = {"--bom", NULL, FOR_RESULTS, "with --format csv: begin with a byte order mark, which some spreadsheets need"},
    [OPT_OUTPUT] = {"--output", "FILE", FOR_WORK | FOR_REPLIES | NOT_FOR_HOSTS,
                    "write the result to FILE, which is replaced only when everything is written; - is standard output"},
    [OPT_THREADS] = {"--threads", "N", FOR_WORK | NOT_FOR_HOSTS, "use N threads (default: one for each processor)"},
    [OPT_MEMORY] = {"--memory", "SIZE", FOR_WORK | NOT_FOR_HOSTS,
                    "take at most so many bytes for large arrays, as in 512M or 2G (default: 80% of what is available)"},
    [OPT_SCRATCH] = {"--scratch", "DIR", FOR_WORK | NOT_FOR_HOSTS,
                     "keep the largest arrays in nameless files in DIR, which then do not count as memory"},
    [OPT_COLOR] = {"--color", "auto|always|never", FOR_WORK | NOT_FOR_HOSTS,
                   "colour; auto: on a terminal, unless NO_COLOR is set (default: auto)"},
    [OPT_QUIET] = {"--quiet", NULL, FOR_WORK | FOR_SERVE | NOT_FOR_HOSTS, "no warnings and no progress; errors are printed all the same"},
    [OPT_VERBOSE] = {"--verbose", NULL, FOR_WORK | NOT_FOR_HOSTS, "say on standard error what is done, and what it may take"},
    [OPT_LISTEN] = {"--listen", "ADDR[:PORT]", FOR_SERVE,
                    "listen on this address of the machine, in numbers, so that others can reach the workbench; a secret token is "
                    "then part of its address (default: 127.0.0.1, for this machine only)"},
    [OPT_PORT] = {"--port", "N", FOR_SERVE, "the port; 0: any that is free (default: 8712)"},
    [OPT_STORE] = {"--store", "FILE", FOR_SERVE | FOR_REPLIES,
                   "keep models, versions, runs and replies in FILE (default: truce.sqlite in the folder)"},
    [OPT_REPLIES] = {"--replies", "FILE", FOR_BRIEF,
                     "print the approved ones of these replies before the form: a list as 'truce replies list --format json' "
                     "writes it"},
    [OPT_ONLY] = {"--only", "held|approved|rejected", FOR_REPLIES, "list only the replies of which this became"},
    [OPT_MODEL] = {"--model", "N", FOR_REPLIES,
                   "the reply is about this model of the store (default: the one whose text or title it names)"},
    [OPT_SERVED] = {"--served", "N", FOR_BRIEF, NULL}, /* the workbench's: the form posts to it, as a reply to its model N */
    [OPT_HELP] = {"--help", NULL, FOR_ALL | NOT_FOR_HOSTS, "print this help"},
    [OPT_MAN] = {"--man", NULL, FOR_ALL | NOT_FOR_HOSTS, NULL},
};

const cli_command cli_commands[] = {
    {"check", FOR_CHECK, "MODEL", "is the model well formed",
     "Reads the model, builds its states and reports every error and every suspicious spot it can find: statements that "
     "are true everywhere or nowhere or repeat each other, options mentioned nowhere, parties that never move, outcomes "
     "that hold nowhere, rules that exclude nothing.",
     false, "truce check well.yaml\ntruce check well.yaml --inputs", cmd_check},
    {"states", FOR_STATES, "MODEL", "which states exist",
     "Lists the feasible states in option form: a column for each state, a row for each option, below them the outcomes "
     "and every party's payoff (rank; higher is better).",
     false, "truce states well.yaml --where 'pump and not sue'\ntruce states well.yaml --sort north --limit 10",
     cmd_states},
    {"solve", FOR_SOLVE, "MODEL", "which states are stable, for whom, and which are equilibria",
     "Decides for every state, every party and every concept asked for whether the state is stable, and lists the "
     "equilibria: the states that are stable for every party.",
     true,
     "truce solve well.yaml\ntruce solve well.yaml --concepts nash,seq --rows equilibria\n"
     "truce solve well.yaml --view tableau\ntruce solve well.yaml --format json --output result.json",
     cmd_solve},
    {"explain", FOR_EXPLAIN, "MODEL", "why a verdict holds or fails",
     "Explains verdicts in words: which moves would improve on the state, who can answer them and how, and what that "
     "means for the party that moved first.",
     true, "truce explain well.yaml --state 4 --party north --concept gmr\ntruce explain well.yaml --verify",
     cmd_explain},
    {"paths", FOR_PATHS, "MODEL", "how the conflict can go on from a state",
     "Finds every state that can be reached from the status quo, and after how many steps; with --to the shortest paths to "
     "what is asked for: how many there are, who moves first, which steps are sacrifices. What it does not find cannot be "
     "reached.",
     false,
     "truce paths well.yaml\ntruce paths well.yaml --to deal --by improvements\n"
     "truce paths well.yaml --from 5 --to 'offer >= water' --output deal.svg",
     cmd_paths},
    {"deal", FOR_DEAL, "MODEL", "which agreements there are, which of them hold, and who would leave the others",
     "Compares every state with what the parties are left with without an agreement: which states are acceptable to all, which "
     "are efficient, and for those that are both, under which concepts they hold, who would leave them by which move, and "
     "whether they can be reached from today.",
     true, "truce deal well.yaml\ntruce deal well.yaml --no-deal 1 --concepts seq\ntruce deal well.yaml --where 'offer >= water'\ntruce deal well.yaml --solution fallback,strikes",
     cmd_deal},
    {"ratify", FOR_RATIFY, "MODEL", "what would be accepted at home, and who stands in the way",
     "For each party with a 'ratify' entry: the states that its home would ratify, where the homes meet, which equilibria "
     "would not be ratified, and the least sets of actors whose consent is missing.",
     true, "truce ratify well.yaml\ntruce ratify well.yaml --rows 'offer >= water' --concepts nash,seq", cmd_ratify},
    {"ripe", FOR_RIPE, "MODEL", "is the situation ripe for talks",
     "Three conditions, each with its reasons: does the deadlock hurt each party to it, can none of them leave it for something "
     "better, and is there a way out that each of them likes more and that can be reached.",
     true, "truce ripe well.yaml\ntruce ripe well.yaml --state 4 --party north,south --concepts seq", cmd_ripe},
    {"audience", FOR_AUDIENCE, "MODEL", "how much backing down would have to cost at home",
     "For each 'audience' entry: from which demotion of the states in which the party has backed down it no longer wants to, "
     "state by state and for the status quo, when its hands are tied, and what that does to what it could agree to.",
     false, "truce audience well.yaml\ntruce audience well.yaml --format json", cmd_audience},
    {"timeline", FOR_TIMELINE, "MODEL", "how things stood at each date, and which event changed what",
     "Runs the analysis before the model's 'events' and at the end of each of their days: the status quo and for whom it is stable, "
     "the equilibria by outcome, every verdict that flipped, and the events without which it would not have.",
     true, "truce timeline well.yaml\ntruce timeline well.yaml --concepts seq --where 'offer >= water'", cmd_timeline},
    {"diff", FOR_DIFF, "BEFORE AFTER", "what differs between two models, and which verdicts flip because of it",
     "Compares two models input by input, whatever their layout: what changed, came, went or moved; then their verdicts. Each "
     "change is undone alone to see which verdicts that brings back.",
     true, "truce diff well.yaml variant.yaml\ntruce diff well.yaml variant.yaml --format json", cmd_diff},
    {"brief", FOR_BRIEF, "MODEL", "the findings as an article for readers, in one HTML file",
     "Writes one self-contained page that reads like an article and needs no script, no network and no other file: the "
     "situation, what each side wants, what holds and why, what would not hold and who would leave it, every verdict with its "
     "reason, every input with its source, and a form for replies.",
     false, "truce brief well.yaml -o brief.html", cmd_brief},
    {"replies", FOR_REPLIES, "list|add|approve|reject|apply [FILE|N]", "what readers answered: list, add, approve, reject, apply",
     "Looks after the replies in the store of the workbench. 'list' shows them, without e-mail addresses; 'add FILE' takes in a "
     "file that the form of a brief made, and holds it; 'approve N' and 'reject N' decide whether a brief shows it; 'apply N' "
     "makes the change that it proposes in a variant of the model, and says what comes out differently.",
     false,
     "truce replies add reply.json\ntruce replies list\ntruce replies approve 1\ntruce replies apply 1\n"
     "truce replies list --format json -o replies.json\ntruce brief well.yaml --replies replies.json -o brief.html",
     cmd_replies},
    {"serve", FOR_SERVE, "[FILE|FOLDER]", "the workbench, in a browser",
     "Serves a page on which models are edited, solved and explained, on this machine only. Opens FILE, or the models in FOLDER (*.yaml, "
     "*.yml, *.json), or, given nothing, what is kept in this folder; a new place begins with examples, the Doha talks of May 2025 "
     "first. Every version that is saved is kept, in a store beside the models; the files themselves are only read.",
     false, "truce serve\ntruce serve well.yaml\ntruce serve cases --port 0", cmd_serve},
    {"schema", FOR_SCHEMA, "COMMAND", "the JSON Schema of a command's result",
     "Prints the JSON Schema (draft 2020-12) of what the command writes with --format json. Within a version of a schema members "
     "may be added; none is taken away or changes its meaning.",
     false, "truce schema solve", cmd_schema},
    {"version", FOR_VERSION, NULL, "which version this is", "Prints the version.", false, NULL, cmd_version},
    {"help", FOR_HELP, "[COMMAND]", "how a command is used", "Prints the help of a command, or of all. 'bash', 'zsh' and 'fish' print completions for that shell, where the installed "
     "ones are not found.", false,
     "truce help solve\nsource <(truce help bash)", cmd_help},
};

const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;
