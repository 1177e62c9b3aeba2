/* SPDX-License-Identifier: Apache-2.0 */
/* The commands. Parsing, help, manual pages, and what the workbench offers follow from here. */
#include "asks.h"

#include <truce/audience.h>
#include <truce/home.h>

#include <string.h>

typedef const truce_option *const options[];

#define O(name) &truce__opt_##name

static const options of_check = {O(inputs), O(words), O(document), O(as_of), O(format_of_results), O(table), O(bom),
                                 NULL};
static const options of_states = {O(where), O(sort), O(worst_first), O(moves), O(rankings), O(limit), O(seen_by),
                                  O(after_expiry), O(as_of), O(format_of_results), O(table), O(bom), NULL};
static const options of_solve = {O(concepts), O(behaviour_of), O(rows), O(where), O(holds), O(fails), O(sort),
                                 O(worst_first), O(near), O(limit), O(view), O(patterns), O(no_patterns), O(groups),
                                 O(coalitions), O(improvement), O(rules), O(verify), O(completions), O(seen_by),
                                 O(after_expiry), O(as_of), O(format_of_results), O(table), O(bom), NULL};
static const options of_explain = {O(concepts), O(state), O(party), O(coalition), O(improvement), O(rules),
                                   O(verify), O(words_of_explain), O(completions), O(seen_by), O(after_expiry),
                                   O(as_of), O(format_of_results), O(table), O(bom), NULL};
static const options of_paths = {O(from), O(to), O(by), O(concept_of_paths), O(limit_of_paths),
                                 O(verify_of_paths), O(after_expiry), O(no_lapsing), O(as_of), O(format_of_paths),
                                 O(table), O(bom), NULL};
static const options of_deal = {O(concepts), O(where_of_deal), O(limit), O(verify), O(no_deal), O(solution),
                                O(after_expiry), O(no_lapsing), O(as_of), O(format_of_results), O(table), O(bom),
                                NULL};
static const options of_ratify = {O(concepts), O(rows_of_ratify), O(where), O(sort), O(limit), O(after_expiry),
                                  O(as_of), O(format_of_results), O(table), O(bom), NULL};
static const options of_ripe = {O(concepts), O(state), O(party_of_ripe), O(limit), O(verify), O(after_expiry),
                                O(no_lapsing), O(as_of), O(format_of_results), O(table), O(bom), NULL};
static const options of_audience = {O(where), O(sort), O(limit), O(after_expiry), O(as_of), O(format_of_results),
                                    O(table), O(bom), NULL};
static const options of_robust = {O(concepts), O(radius), O(edits), O(effort), O(variants), O(precision), O(seed),
                                  O(default_confidence), O(absent), O(interactions), O(store), O(limit),
                                  O(after_expiry), O(as_of), O(format_of_charts), O(table), O(bom),
                                  NULL};
static const options of_timeline = {O(concepts), O(where_of_flips), O(limit), O(after_expiry), O(format_of_results),
                                    O(table), O(bom), NULL};
static const options of_diff = {O(concepts), O(where_of_flips), O(limit), O(after_expiry), O(format_of_results),
                                O(table), O(bom), NULL};
static const options of_unlock = {O(target), O(concept_of_unlock), O(reachable), O(lasts), O(edits),
                                  O(cost), O(levers), O(keep), O(max_cost), O(effort_of_unlock),
                                  O(limit_of_unlock), O(inverse), O(as_of), O(format_of_results), O(table),
                                  O(bom), NULL};
static const options of_forecast = {O(concept_of_forecast), O(horizons), O(slip), O(slips), O(initiative),
                                    O(variants_of_forecast), O(as_written), O(seed), O(simulate), O(register),
                                    O(doubt), O(limit), O(as_of), O(format_of_charts), O(table), O(bom), NULL};
static const options of_score = {O(on), O(state_of_score), O(source), O(question), O(format_of_results), O(table),
                                 O(bom), NULL};
static const options of_lists = {O(format_of_results), O(table), O(bom), NULL};
static const options of_new = {O(from_article), NULL};
static const options of_convert = {O(from_format), O(to_format), NULL};
static const options of_schema = {O(format_of_schema), NULL};
static const options of_brief = {O(format_of_brief), O(summary), O(variants_of_brief), O(no_lapsing), O(as_of),
                                 O(replies), O(live), O(served), NULL};

static const char *lacks_homes(const truce_model *model) {
    return truce_model_home_count(model) ? NULL : "the model says nothing about ratification; add 'ratify' to it";
}

static const char *lacks_audiences(const truce_model *model) {
    bool has_some = truce_model_audience_count(model) > 0;
    return has_some ? NULL : "the model says nothing about backing down; add 'audience' to it";
}

const truce__command truce__commands[] = {
    {.shown = {.name = "check", .argument = "MODEL", .summary = "is the model well formed",
               .about = "Reads the model, builds its states and reports every error. Warns of what is allowed but "
                        "probably not meant: statements that are true everywhere or nowhere or repeat each other, "
                        "options mentioned nowhere, parties that never move, outcomes that hold nowhere, rules that "
                        "exclude nothing.",
               .examples = "truce check well.yaml\n"
                           "truce check well.yaml --inputs\n"
                           "truce check well.yaml --words",
               .options = of_check},
     .scope = SCOPE_TEXT, .ask = truce__ask_check},
    {.shown = {.name = "states", .argument = "MODEL", .summary = "which states exist",
               .about = "Lists the feasible states in option form: a column for each state, a row for each option, "
                        "below them the outcomes and every party's payoff (rank; higher is better).",
               .examples = "truce states well.yaml --where 'rights >= summer'\n"
                           "truce states well.yaml --sort north --limit 10",
               .options = of_states},
     .scope = SCOPE_GRAPH},
    {.shown = {.name = "solve", .argument = "MODEL",
               .summary = "which states are stable, for whom, and which are equilibria",
               .about = "Decides for every state, every party and every concept asked for whether the state is "
                        "stable, and lists the equilibria: the states that are stable for every party.",
               .lists_concepts = true,
               .examples = "truce solve well.yaml\n"
                           "truce solve well.yaml --concepts nash,seq --rows equilibria\n"
                           "truce solve well.yaml --view tableau\n"
                           "truce solve well.yaml --coalitions all\n"
                           "truce solve well.yaml --format json --output result.json",
               .options = of_solve},
     .scope = SCOPE_GRAPH, .check = truce__check_solve},
    {.shown = {.name = "explain", .argument = "MODEL", .summary = "why a verdict holds or fails",
               .about = "Explains verdicts in words: which moves would improve on the state, who can answer them "
                        "and how, and what that means for the party that moved first.",
               .lists_concepts = true,
               .examples = "truce explain well.yaml --state 4 --party north --concept gmr\n"
                           "truce explain well.yaml --verify\n"
                           "truce explain well.yaml --coalition north+south --concept seq",
               .options = of_explain},
     .scope = SCOPE_GRAPH, .check = truce__check_explain},
    {.shown = {.name = "paths", .argument = "MODEL", .summary = "how the conflict can go on from a state",
               .about = "Finds every state that can be reached from the status quo, and after how many steps; with "
                        "--to, the shortest paths to the states asked for: how many there are, who moves first, "
                        "which steps are sacrifices. States that it does not find cannot be reached.",
               .examples = "truce paths well.yaml\n"
                           "truce paths well.yaml --to drained --by improvements\n"
                           "truce paths well.yaml --from 3 --to 'rights = all' --output ways.dot",
               .options = of_paths},
     .scope = SCOPE_GRAPH, .check = truce__check_paths},
    {.shown = {.name = "deal", .argument = "MODEL",
               .summary = "which agreements are possible, which of them hold, and who would leave the others",
               .about = "Compares every state with what the parties are left with without an agreement: which "
                        "states are acceptable to all, which are efficient, and for those that are both, under "
                        "which concepts they hold, who would leave them by which move, and whether they can be "
                        "reached from today.",
               .lists_concepts = true,
               .examples = "truce deal well.yaml\n"
                           "truce deal well.yaml --no-deal 1 --concepts seq\n"
                           "truce deal well.yaml --where 'rights >= summer'\n"
                           "truce deal well.yaml --solution fallback,strikes",
               .options = of_deal},
     .scope = SCOPE_GRAPH},
    {.shown = {.name = "ratify", .argument = "MODEL",
               .summary = "what would be accepted at home, and who stands in the way",
               .about = "For each party with a 'ratify' entry: the states that its home would ratify, where the "
                        "homes meet, which equilibria would not be ratified, and the smallest sets of actors whose "
                        "consent is missing.",
               .lists_concepts = true,
               .examples = "truce ratify village.yaml\n"
                           "truce ratify village.yaml --rows 'offer >= water' --concepts nash,seq",
               .options = of_ratify},
     .scope = SCOPE_GRAPH, .refuse = lacks_homes},
    {.shown = {.name = "ripe", .argument = "MODEL", .summary = "is the situation ripe for talks",
               .about = "Checks three conditions and gives the reasons: the deadlock hurts each party to it, none of "
                        "them can leave it for something better, and a way out that each of them prefers can be "
                        "reached.",
               .lists_concepts = true,
               .examples = "truce cases doha | truce ripe -\n"
                           "truce ripe well.yaml --state 4 --party north,south --concepts seq",
               .options = of_ripe},
     .scope = SCOPE_GRAPH},
    {.shown = {.name = "audience", .argument = "MODEL", .summary = "how much backing down would have to cost at home",
               .about = "For each 'audience' entry: how far the states in which the party has backed down must be "
                        "demoted so that it no longer wants to back down, for each state and for the status quo; "
                        "when its hands are tied; and how that narrows what it can agree to.",
               .examples = "truce cases doha | truce audience -\n"
                           "truce cases doha | truce audience - --where 'military = truce' --format json",
               .options = of_audience},
     .scope = SCOPE_GRAPH, .refuse = lacks_audiences},
    {.shown = {.name = "robust", .argument = "MODEL",
               .summary = "which conclusions survive the doubts, and which doubt matters most",
               .about = "First, changes one thing at a time and solves again: two neighbouring statements of a "
                        "party change places, one is left out, one becomes its opposite, a rule does not apply, an "
                        "option cannot be changed or in both directions. Says which changes alter whether the "
                        "status quo holds, which outcomes can hold, and which states are equilibria. Second, says "
                        "how few edits of the parties' lists end an equilibrium or make one, and which hold "
                        "whatever is edited. Third, draws many readings of the model by its confidences: in how "
                        "many each conclusion holds, and which doubt matters most.",
               .lists_concepts = true,
               .examples = "truce robust well.yaml\n"
                           "truce robust well.yaml --radius 7 --edits swap,drop,insert\n"
                           "truce robust well.yaml --concepts seq --format json\n"
                           "truce robust well.yaml --default-confidence 0.8 --precision 0.005",
               .options = of_robust},
     .scope = SCOPE_GRAPH, .check = truce__check_robust},
    {.shown = {.name = "timeline", .argument = "MODEL",
               .summary = "how things stood at each date, and which event changed what",
               .about = "Runs the analysis before the model's 'events' and at the end of each day with events: the "
                        "status quo and for whom it is stable, the equilibria by outcome, every verdict that "
                        "flipped, and the events that caused it.",
               .lists_concepts = true,
               .examples = "truce cases doha | truce timeline -\n"
                           "truce timeline well.yaml --concepts seq --where 'rights >= summer'",
               .options = of_timeline},
     .scope = SCOPE_MODEL},
    {.shown = {.name = "diff", .argument = "BEFORE AFTER",
               .summary = "what differs between two models, and which verdicts flip because of it",
               .about = "Compares two models input by input, whatever their layout: what was changed, added, removed "
                        "or moved; then their verdicts. Undoes each change alone to see which verdicts flip back.",
               .lists_concepts = true,
               .examples = "truce diff well.yaml variant.yaml\n"
                           "truce diff well.yaml variant.yaml --format json",
               .options = of_diff},
     .scope = SCOPE_MODEL},
    {.shown = {.name = "unlock", .argument = "MODEL TARGET",
               .summary = "the cheapest changes that make a target hold",
               .about = "Finds the cheapest changes after which some state of the target is an equilibrium and, if "
                        "asked, can be reached from the status quo and lasts: what parties would have to see "
                        "differently, and which of the model's levers to use. Lists all answers of the least cost, "
                        "and proves that nothing cheaper does.",
               .examples = "truce unlock well.yaml 'spared and rights = all'\n"
                           "truce unlock well.yaml 7 --reachable improvements --max-cost 3\n"
                           "truce unlock well.yaml 1 --inverse",
               .options = of_unlock},
     .scope = SCOPE_GRAPH, .check = truce__check_unlock, .second = &truce__opt_target},
    {.shown = {.name = "brief", .argument = "MODEL", .summary = "the findings as an article for readers, in one "
                                                                "HTML file",
               .about = "Writes one self-contained page that needs no script, no network and no other file: a "
                        "summary; an article on the situation, what each side wants, what holds and why, what would "
                        "not hold and who would leave it; an annex with every verdict's reason and every input's "
                        "source; and a form for replies. The same sentences come as Markdown and as plain text.",
               .examples = "truce brief well.yaml -o brief.html\n"
                           "truce brief well.yaml --summary --format txt",
               .options = of_brief},
     .scope = SCOPE_GRAPH, .ask = truce__ask_brief},
    {.shown = {.name = "forecast", .argument = "MODEL",
               .summary = "where the conflict goes from today, by outcome and horizon",
               .about = "Plays the model forward from the status quo: each party decides at random times, at the "
                        "pace of 'tempo', and takes its best improvement that nothing sanctions; now and then it "
                        "slips. Gives the probability of each outcome at each horizon, also without slips and with "
                        "more of them. That is what this model would do, and no probability of the world.",
               .examples = "truce forecast well.yaml\n"
                           "truce forecast well.yaml --horizons 4,13 --slip 0.05\n"
                           "truce forecast well.yaml --simulate 10000 --format json\n"
                           "truce forecast model.yaml --horizons 30d,2025-12-31 --register forecasts.sqlite",
               .options = of_forecast},
     .scope = SCOPE_GRAPH, .check = truce__check_forecast, .ask = truce__ask_forecast},
    {.shown = {.name = "score", .argument = "REGISTER [ANSWER]",
               .summary = "what the forecasts of a register were worth",
               .about = "Reads the register that 'forecast --register' keeps: which questions are due when, how they "
                        "were answered, and how good the forecasts were (Brier and log score, skill against 'nothing "
                        "changes', calibration). Answers questions by what was the case on a day, or one by its "
                        "number with 'yes', 'no' or 'void'. Nothing in a register is changed: of several answers "
                        "the last counts.",
               .examples = "truce score forecasts.sqlite\n"
                           "truce score forecasts.sqlite --on 2025-08-10 --state military=truce --source Gazette\n"
                           "truce score forecasts.sqlite --question 3 void",
               .options = of_score},
     .scope = SCOPE_NOTHING, .check = truce__check_score, .ask = truce__ask_score},
    {.shown = {.name = "concepts", .summary = "which solution concepts there are, and what they mean",
               .about = "Lists every solution concept: its id, as --concepts takes it, its definition, whose it is, "
                        "how sure it is that the definition is the source's, and what a model must have for it.",
               .examples = "truce concepts\n"
                           "truce concepts --format json",
               .options = of_lists},
     .scope = SCOPE_NOTHING},
    {.shown = {.name = "cases", .argument = "[NAME]",
               .summary = "conflicts and games to start from",
               .about = "Lists the models that are part of truce: conflicts from the literature and games of the "
                        "textbooks, with parties, states, what each teaches, and what it rests on. With NAME, or "
                        "the beginning of one, prints that model; with --format json as an entry of the list.",
               .examples = "truce cases\n"
                           "truce cases elmira | truce solve -\n"
                           "truce cases chicken --output mine.yaml\n"
                           "truce cases --format json",
               .options = of_lists},
     .scope = SCOPE_NOTHING, .ask = truce__ask_cases},
    {.shown = {.name = "schema", .argument = "model|COMMAND",
               .summary = "the JSON Schema of the model file, or of a command's result",
               .about = "Prints the JSON Schema (draft 2020-12) of the model file, by which editors complete and "
                        "check models, or of what a command writes with --format json. Within a version of a "
                        "schema members may be added; none is taken away or changes its meaning.",
               .examples = "truce schema model --output truce-model.json\n"
                           "truce schema solve",
               .options = of_schema},
     .scope = SCOPE_NOTHING, .ask = truce__ask_schema},
    {.shown = {.name = "new", .summary = "a commented model to start from",
               .about = "Prints a small model with a comment at each place to fill in. From an article it also has "
                        "the paragraphs, numbered as citations count them: the lines that are not empty.",
               .examples = "truce new --output mine.yaml\n"
                           "truce new --from article.txt --output mine.yaml",
               .options = of_new},
     .scope = SCOPE_NOTHING, .ask = truce__ask_new},
    {.shown = {.name = "rename", .argument = "MODEL ID NEW", .summary = "an id renamed everywhere in a model",
               .about = "Writes the model with another id for a party, an option, an outcome, a source, an actor, an "
                        "event or a lever: in statements, rules, preferences, events and their changes. Comments and "
                        "layout stay. The new id must be free, and no word of the language.",
               .examples = "truce rename well.yaml rights water --output well2.yaml"},
     .scope = SCOPE_NOTHING, .ask = truce__ask_rename},
    {.shown = {.name = "convert", .argument = "FILE", .summary = "a model from or for another program",
               .about = "Reads a model in one format and writes it in another: truce's own YAML, JSON, the .gmcr "
                        "files of GMCR+, Gambit's normal forms, and CSV: a table of states, or the pay-offs of two "
                        "parties, which are read only. Written only are GraphML, DOT, LaTeX and .xlsx. What the "
                        "other format cannot hold is a warning at its place; without warnings, the model has the "
                        "same verdicts on both sides.",
               .examples = "truce convert garrison.gmcr -o garrison.yaml\n"
                           "truce convert well.yaml -o well.csv\n"
                           "truce convert chicken.csv --to yaml\n"
                           "truce convert well.yaml -o well.graphml",
               .options = of_convert},
     .scope = SCOPE_NOTHING, .ask = truce__ask_convert},
    {.shown = {.name = "version", .summary = "the version of truce",
               .about = "Prints the version.", .is_of_program = true},
     .scope = SCOPE_NOTHING, .ask = truce__ask_version},
    {.shown = {.name = "help", .argument = "[COMMAND]", .summary = "help on a command",
               .about = "Prints the help of a command, or the list of all. 'bash', 'zsh' and 'fish' print "
                        "completions for that shell, where the installed ones are not found.",
               .examples = "truce help solve\n"
                           "source <(truce help bash)",
               .is_of_program = true},
     .scope = SCOPE_NOTHING, .ask = truce__ask_help},
};

const size_t truce__command_count = sizeof truce__commands / sizeof *truce__commands;

/* ------------------------------------------------------------------- lists */

/* The library's commands that need no model stand at the end, behind what the host brings. */
static size_t first_without_model(void) {
    size_t i = 0;
    while (i < truce__command_count && truce__commands[i].scope != SCOPE_NOTHING) i++;
    return i;
}

const truce_command *truce__command_at(const truce_host *host, size_t i) {
    size_t before = first_without_model(), brought = 0;
    if (i < before) return &truce__commands[i].shown;
    while (host->commands && host->commands[brought]) brought++;
    if (i - before < brought) return host->commands[i - before];
    return truce_command_at(i - brought);
}

const truce_command *truce__command_find(const truce_host *host, const char *name) {
    const truce_command *command = NULL;
    for (size_t i = 0; (command = truce__command_at(host, i)) != NULL; i++)
        if (strcmp(command->name, name) == 0) break;
    return command;
}

size_t truce_command_count(void) {
    return truce__command_count;
}

const truce_command *truce_command_at(size_t i) {
    return i < truce__command_count ? &truce__commands[i].shown : NULL;
}

const truce_command *truce_command_find(const char *name) {
    return truce__command_find(&(truce_host){0}, name);
}

const truce__command *truce__command_own(const truce_command *command) {
    for (size_t i = 0; i < truce__command_count; i++)
        if (&truce__commands[i].shown == command) return &truce__commands[i];
    return NULL;
}

bool truce_command_reads_model(const truce_command *command) {
    const truce__command *found = truce__command_own(command);
    return found && found->scope != SCOPE_NOTHING;
}

bool truce_command_operand(const truce_command *command, size_t i, truce_operand *operand) {
    static const struct {
        const char *name;
        truce_operand_kind kind;
    } kinds[] = {{"MODEL", TRUCE_OPERAND_MODEL}, {"BEFORE", TRUCE_OPERAND_MODEL}, {"AFTER", TRUCE_OPERAND_MODEL},
                 {"FILE", TRUCE_OPERAND_TEXT}, {"REGISTER", TRUCE_OPERAND_DATABASE}};
    const char *at = command->argument ? command->argument : "";
    while (i-- && *at) {
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    size_t length = strcspn(at, " "), room = sizeof operand->name - 1;
    if (!length) return false;
    *operand = (truce_operand){.kind = TRUCE_OPERAND_WORD, .may_be_left_out = *at == '['};
    if (operand->may_be_left_out) at++, length -= 2;
    memcpy(operand->name, at, length < room ? length : room);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(kinds[k].name, operand->name) == 0) operand->kind = kinds[k].kind;
    return true;
}

static size_t length_of(const truce_option *const *list) {
    size_t count = 0;
    while (list && list[count]) count++;
    return count;
}

const truce_option *truce__option_at(const truce_host *host, const truce_command *command, size_t i) {
    const truce_option *const common[] = {&truce__opt_help, &truce__opt_man};
    size_t mine = length_of(command->options), others = 0;
    if (truce__command_own(command)) others = length_of(host->options);
    if (i < mine) return command->options[i];
    if (i - mine < others) return host->options[i - mine];
    i -= mine + others;
    return i < sizeof common / sizeof *common ? common[i] : NULL;
}

const truce_option *truce_command_option(const truce_command *command, const char *name) {
    for (size_t i = 0; i < length_of(command->options); i++) {
        const truce_option *option = command->options[i];
        if (strcmp(option->name, name) == 0 || (option->other && strcmp(option->other, name) == 0)) return option;
    }
    return NULL;
}
