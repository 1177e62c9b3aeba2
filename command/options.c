/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"

#include <truce/deal.h>

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------------- names */

static const char *concept_id(uint32_t number) {
    return truce_concept_at(number)->id;
}

/* "all" is every concept without a parameter. */
static bool stands_alone(uint32_t number) {
    return truce_concept_at(number)->parameter == 0;
}

/* The numbers of a family; of its first member perhaps one that is not written. */
static void numbers_of(uint32_t family, uint32_t *first, uint32_t *last) {
    enum { PLACE = 8 }; /* bits below the place in a concept's number */
    const truce_concept *next = truce_concept_at(family | 1U << PLACE);
    *first = *last = truce_concept_at(family)->parameter;
    if (!*first && next) *first = *last = next->parameter - 1;
    for (uint32_t place = 1; next; next = truce_concept_at(family | ++place << PLACE))
        *last = next->parameter;
}

static bool concept_range(const char *id, char why[64]) {
    for (uint32_t number = 0; number < truce_concept_count(); number++) {
        const char *family = truce_concept_at(number)->family;
        size_t stem = family ? strlen(family) - 1 : 0; /* behind it stands the letter for the number */
        bool is_of_it = family && strncmp(id, family, stem) == 0 && id[stem];
        if (!is_of_it || id[stem + strspn(id + stem, "0123456789")]) continue;
        uint32_t first, last;
        numbers_of(number, &first, &last);
        snprintf(why, 64, "%s of %s goes from %u to %u", family + stem, family, first, last);
        return true;
    }
    return false;
}

static const truce_names concepts = {.what = "concept", .count = truce_concept_count, .id = concept_id,
                                     .find = truce_concept_find, .is_one_of_all = stands_alone, .profile = "mixed",
                                     .range = concept_range};

static const char *rule_id(uint32_t number) {
    return truce_rule_at(number)->id;
}

static const truce_names rules = {.what = "solution", .count = truce_rule_count, .id = rule_id,
                                  .find = truce_rule_find};

static const char *const edit_kinds[] = {"swap", "drop", "insert", "flip"};
enum { N_EDIT_KINDS = sizeof edit_kinds / sizeof *edit_kinds };

static uint32_t edit_kind_count(void) {
    return N_EDIT_KINDS;
}

static const char *edit_kind_id(uint32_t number) {
    return edit_kinds[number];
}

static uint32_t edit_kind_find(const char *id) {
    for (uint32_t i = 0; i < N_EDIT_KINDS; i++)
        if (strcmp(id, edit_kinds[i]) == 0) return i;
    return UINT32_MAX;
}

static const truce_names kinds_of_edits = {.what = "kind of edit", .count = edit_kind_count, .id = edit_kind_id,
                                           .find = edit_kind_find};

/* ------------------------------------------------------------------ asking */

const truce_option truce__opt_target = {
    .name = "target", .kind = TRUCE_OPTION_EITHER, .value = "STATES|STATEMENT",
    .help = "the target, in place of TARGET: states, or a statement that one of them satisfies"};

const truce_option truce__opt_concept_of_unlock = {
    .name = "concept", .kind = TRUCE_OPTION_NAMES, .value = "nash|gmr|smr|seq", .usual = "seq", .names = &concepts,
    .help = "the concept under which the target has to hold (default: seq)"};

const truce_option truce__opt_reachable = {
    .name = "reachable", .kind = TRUCE_OPTION_CHOICE, .value = "improvements|unsanctioned",
    .help = "the target also has to be reached from the status quo, by improvements or by those alone that nothing "
            "sanctions under --concept"};

const truce_option truce__opt_lasts = {
    .name = "lasts", .help = "nobody may rank what the target turns into by itself below what no deal turns into"};

const truce_option truce__opt_edits = {
    .name = "edits", .kind = TRUCE_OPTION_NAMES, .value = "LIST", .names = &kinds_of_edits,
    .help = "what counts as an edit of what a party wants, separated by commas: swap (two neighbours change places), "
            "drop (one is left out), insert (something else comes to matter, at first least of all), flip (one "
            "becomes its opposite) (default: swap,drop in robust, swap,drop,insert in unlock)"};

const truce_option truce__opt_cost = {
    .name = "cost", .kind = TRUCE_OPTION_TEXT, .value = "LIST",
    .help = "what an edit costs, by kind, from 1 to 1000: swap=1,drop=2 (default: 1 each)"};

const truce_option truce__opt_levers = {
    .name = "levers", .kind = TRUCE_OPTION_TEXT, .value = "all|none|LIST",
    .help = "which of the model's levers may be used, by their ids (default: all)"};

const truce_option truce__opt_keep = {
    .name = "keep", .kind = TRUCE_OPTION_TEXT, .value = "LIST",
    .help = "what no edit may touch: parties by id, statements of an order by path (preferences.PARTY.order.2)"};

const truce_option truce__opt_max_cost = {
    .name = "max-cost", .kind = TRUCE_OPTION_NUMBER, .value = "N", .most = 1000000,
    .help = "look for nothing dearer (default: no limit)"};

const truce_option truce__opt_effort = {
    .name = "effort", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "10000000", .least = 1,
    .most = UINT64_MAX / 4,
    .help = "look at N lists, and profiles of lists, at most, and then say what it takes 'at least' (default: "
            "10000000)"};

const truce_option truce__opt_effort_of_unlock = {
    .name = "effort", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "30000000", .least = 1,
    .most = UINT64_MAX / 4,
    .help = "look at N lists, and profiles of lists, at most, and then say what it takes 'at least' (default: "
            "30000000)"};

const truce_option truce__opt_limit_of_unlock = {
    .name = "limit", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "20", .most = UINT64_MAX / 4,
    .help = "at most N answers; 0: no limit (default: 20)"};

const truce_option truce__opt_inverse = {
    .name = "inverse",
    .help = "instead: for one state, what each party must rank no higher for it to be stable, and how many rankings "
            "and orders do"};

const truce_option truce__opt_inputs = {
    .name = "inputs", .help = "list every input with its sources, its reason and its confidence"};

const truce_option truce__opt_words = {
    .name = "words", .help = "put every statement, the moves and the states of a small model into words, to read "
                             "aloud, and list the words that are missing"};

const truce_option truce__opt_words_of_explain = {
    .name = "words", .help = "with --format json: also put each move and where it leads into words, and add the "
                             "nearest moves that are no improvement"};

const truce_option truce__opt_document = {
    .name = "document", .help = "with --format json: also print the structure of the file, even if the model is "
                                "wrong"};

const truce_option truce__opt_concepts = {
    .name = "concepts", .other = "concept", .kind = TRUCE_OPTION_NAMES, .value = "LIST", .names = &concepts,
    .help = "solution concepts, separated by commas, or 'all' (default: see below); items such as "
            "north=seq,rest=nash say by which concept each party judges ('mixed'); --concept is the same"};

const truce_option truce__opt_from = {
    .name = "from", .kind = TRUCE_OPTION_STATE, .value = "N|CODE|NAME", .usual = TRUCE_STATUS_QUO,
    .help = "where the paths begin (default: the status quo)"};

const truce_option truce__opt_from_article = {
    .name = "from", .kind = TRUCE_OPTION_FILE, .value = "ARTICLE",
    .help = "a text whose paragraphs are numbered and become a source; - is standard input"};

#define FORMATS "yaml|json|gmcr|csv|nfg"
const truce_option truce__opt_from_format = {
    .name = "from", .kind = TRUCE_OPTION_CHOICE, .value = FORMATS,
    .help = "the format of FILE (default: by the ending of its name)"};

const truce_option truce__opt_to_format = {
    .name = "to", .kind = TRUCE_OPTION_CHOICE, .value = FORMATS "|graphml|dot|latex|xlsx",
    .help = "the format to write (default: by the ending of --output FILE)"};

const truce_option truce__opt_to = {
    .name = "to", .kind = TRUCE_OPTION_EITHER, .value = "STATES|STATEMENT",
    .help = "show the shortest paths to these states, or to each state that satisfies the statement"};

const truce_option truce__opt_by = {
    .name = "by", .kind = TRUCE_OPTION_CHOICE, .value = "moves|improvements|unsanctioned", .usual = "moves",
    .help = "what a path is made of: any moves, only improvements, or only improvements that nothing sanctions under "
            "--concept (default: moves)"};

const truce_option truce__opt_concept_of_paths = {
    .name = "concept", .kind = TRUCE_OPTION_NAMES, .value = "CONCEPT", .usual = "seq", .names = &concepts,
    .help = "the concept whose sanctions count with --by unsanctioned (default: seq; 'truce solve --help' lists the "
            "concepts)"};

const truce_option truce__opt_concept_of_forecast = {
    .name = "concept", .kind = TRUCE_OPTION_NAMES, .value = "CONCEPT", .usual = "seq", .names = &concepts,
    .help = "the concept under which an improvement counts as unsanctioned (default: seq; 'truce solve --help' lists "
            "the concepts)"};

const truce_option truce__opt_horizons = {
    .name = "horizons", .kind = TRUCE_OPTION_TEXT, .value = "LIST",
    .help = "how far ahead, separated by commas: 30d, 4w, 6 months, 2025-07-01; in a model without 'tempo' rounds, "
            "4,13,26 (default: 30d,90d,180d or 4,13,26)"};

const truce_option truce__opt_slip = {
    .name = "slip", .kind = TRUCE_OPTION_SHARE, .value = "P", .usual = "0.02",
    .help = "the probability that a party makes a mistake at a decision (default: 0.02)"};

const truce_option truce__opt_slips = {
    .name = "slips", .kind = TRUCE_OPTION_CHOICE, .value = "undoable|step|any", .usual = "undoable",
    .help = "which mistakes there are: one option by one level if the party could take it back, the same in any "
            "case, or any of its moves (default: undoable)"};

const truce_option truce__opt_initiative = {
    .name = "initiative", .kind = TRUCE_OPTION_SHARE, .value = "P", .usual = "0",
    .help = "the probability that a party that would stay makes a move that is no improvement by itself, after which "
            "another party's best improvement leaves it better off (default: 0)"};

const truce_option truce__opt_register = {
    .name = "register", .kind = TRUCE_OPTION_FILE, .value = "FILE.sqlite",
    .help = "also keep each outcome at each horizon as a question in this register, for 'truce score'"};

const truce_option truce__opt_doubt = {
    .name = "doubt", .kind = TRUCE_OPTION_SHARE, .value = "P", .usual = "0",
    .help = "what is registered is mixed with so much of 1/2, so that nothing is registered as impossible (default: "
            "0)"};

const truce_option truce__opt_on = {
    .name = "on", .kind = TRUCE_OPTION_TEXT, .value = "DATE",
    .help = "answer the questions that were due on that day, by --state"};

const truce_option truce__opt_state_of_score = {
    .name = "state", .kind = TRUCE_OPTION_TEXT, .value = "LEVELS",
    .help = "what was the case then: 'military=truce, release=more'; questions that it does not decide stay open"};

const truce_option truce__opt_source = {
    .name = "source", .kind = TRUCE_OPTION_TEXT, .value = "TEXT",
    .help = "where that is written, kept with the answers"};

const truce_option truce__opt_question = {
    .name = "question", .kind = TRUCE_OPTION_NUMBER, .value = "N", .least = 1, .most = INT64_MAX,
    .help = "answer this question with yes, no or void"};

const truce_option truce__opt_simulate = {
    .name = "simulate", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "0", .most = 1000000000,
    .help = "also play it N times by chance, to compare"};

const truce_option truce__opt_seed = {
    .name = "seed", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "1", .most = UINT64_MAX / 4,
    .help = "where chance begins: the same seed gives the same result (default: 1)"};

const truce_option truce__opt_variants = {
    .name = "variants", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "100000", .least = 1, .most = 1000000000,
    .help = "draw N readings of the model by its confidences (default: 100000)"};

const truce_option truce__opt_variants_of_forecast = {
    .name = "variants", .kind = TRUCE_OPTION_NUMBER, .value = "N", .least = 1, .most = 1000000000,
    .help = "draw N readings of the model by its confidences, and forecast each of them (default: 1000; none in "
            "models of more than 4,096 states)"};

const truce_option truce__opt_as_written = {
    .name = "as-written",
    .help = "draw no readings: forecast the model as it is written"};

const truce_option truce__opt_precision = {
    .name = "precision", .kind = TRUCE_OPTION_SHARE, .value = "P",
    .help = "stop earlier, once every share is known to P, such as 0.005 for half a point"};

const truce_option truce__opt_default_confidence = {
    .name = "default-confidence", .kind = TRUCE_OPTION_SHARE, .value = "C",
    .help = "the confidence of statements that carry none (default: they are certain)"};

const truce_option truce__opt_absent = {
    .name = "absent", .kind = TRUCE_OPTION_SHARE, .value = "P", .usual = "0.5",
    .help = "where a statement is wrong, the probability that the party does not care about it at all, rather than "
            "more or less than written (default: 0.5)"};

const truce_option truce__opt_interactions = {
    .name = "interactions",
    .help =
        "also redraw each input alone, to find those that matter together with others; multiplies the time by the "
        "number of inputs in doubt"};

const truce_option truce__opt_store = {
    .name = "store", .kind = TRUCE_OPTION_BLOCKS, .value = "FILE",
    .help = "keep what is drawn in FILE, so that a run that was stopped goes on where it was"};

const truce_option truce__opt_state = {
    .name = "state", .kind = TRUCE_OPTION_STATE, .value = "N|CODE|NAME", .usual = TRUCE_STATUS_QUO,
    .help = "the state (default: the status quo)"};

const truce_option truce__opt_behaviour_of = {
    .name = "behaviour-of", .kind = TRUCE_OPTION_STATE, .value = "N|CODE|NAME",
    .help = "also list, for this state, under which of the concepts each party would stay in it"};

const truce_option truce__opt_patterns = {
    .name = "patterns",
    .help = "also look for patterns of more than 10,000 equilibria"};

const truce_option truce__opt_no_patterns = {
    .name = "no-patterns",
    .help = "look for no patterns, which may take longer than everything else"};

const truce_option truce__opt_seen_by = {
    .name = "seen-by", .kind = TRUCE_OPTION_TEXT, .value = "PARTY",
    .help = "the conflict as that party sees it, by the model's 'perceives'"};

const truce_option truce__opt_party = {
    .name = "party", .kind = TRUCE_OPTION_PARTIES, .value = "LIST",
    .help = "parties by their ids, separated by commas (default: every party)"};

const truce_option truce__opt_party_of_ripe = {
    .name = "party", .kind = TRUCE_OPTION_PARTIES, .value = "LIST",
    .help = "the parties to the deadlock, by their ids, separated by commas (default: those that declare 'pain')"};

const truce_option truce__opt_coalitions = {
    .name = "coalitions", .kind = TRUCE_OPTION_COALITIONS, .value = "all|a+b,c+d",
    .help = "also say from which equilibria these coalitions would move together, how, and which equilibria no "
            "coalition leaves; 'all' are all sets of parties; with --rows all or STATES: from those states"};

const truce_option truce__opt_coalition = {
    .name = "coalition", .other = "coalitions", .kind = TRUCE_OPTION_COALITIONS, .value = "a+b,c+d",
    .help = "explain instead why these coalitions would leave the state together, or why not; --coalitions is the "
            "same"};

const truce_option truce__opt_improvement = {
    .name = "improvement", .kind = TRUCE_OPTION_CHOICE, .value = "strict|weak", .usual = "strict",
    .help = "what a coalition takes for an improvement: what every member prefers, or what no member likes less and "
            "one prefers (default: strict)"};

const truce_option truce__opt_radius = {
    .name = "radius", .kind = TRUCE_OPTION_ROWS, .value = "all|equilibria|none|STATES|STATEMENT",
    .help = "of which states to say how few edits turn the verdict: a list (36,37), those in which a statement is "
            "true, every equilibrium, all or none (default: the status quo and the equilibria, or the status quo "
            "alone where a concept has more than 256)"};

const truce_option truce__opt_no_deal = {
    .name = "no-deal", .kind = TRUCE_OPTION_STATE, .value = "N|CODE|NAME",
    .help = "the state that every party is left with without an agreement (default: what the model's no_deal says, "
            "else the status quo)"};

const truce_option truce__opt_solution = {
    .name = "solution", .kind = TRUCE_OPTION_NAMES, .value = "LIST", .names = &rules,
    .help = "bargaining rules, separated by commas: fallback, strikes, condorcet, maximin; with utilities in the "
            "model also nash, kalai-smorodinsky, egalitarian, zeuthen (default: all that the model allows)"};

const truce_option truce__opt_after_expiry = {
    .name = "after-expiry", .help = "value every state by what it turns into by itself (the model's 'expires')"};

const truce_option truce__opt_no_lapsing = {
    .name = "no-lapsing",
    .help = "only moves of parties are steps: leave out what lapses by itself (the model's 'expires')"};

const truce_option truce__opt_as_of = {
    .name = "at", .kind = TRUCE_OPTION_TEXT, .value = "DATE|EVENT",
    .help = "the model as it stood at the end of that day (YYYY-MM-DD), or after that event (default: before all "
            "events)"};

/* ------------------------------------------------------------------ showing */

#define ROWS(usually)                                                                                       \
    .name = "rows", .kind = TRUCE_OPTION_ROWS, .value = "all|equilibria|none|STATES|STATEMENT",             \
    .help = "the states that get a row: all, those that are an equilibrium under some concept, none, a "    \
            "list (36,37), or those in which a statement is true (default: " usually ")"

const truce_option truce__opt_rows = {ROWS("all up to 4096 states, else equilibria")};
const truce_option truce__opt_rows_of_ratify = {ROWS("equilibria"), .usual = "equilibria"};

const truce_option truce__opt_rules = {
    .name = "rules", .kind = TRUCE_OPTION_CHOICE, .value = "truce|gmcr-plus|matrix", .usual = "truce",
    .help = "whose rules of reply count, for nash, gmr, smr and seq: gmcr-plus lets each opponent move only once, "
            "matrix takes a return to the start for no sanction (default: truce)"};

const truce_option truce__opt_where = {
    .name = "where", .kind = TRUCE_OPTION_STATEMENT, .value = "STATES|STATEMENT",
    .help = "show only these states (36,37), or those that satisfy the statement"};

const truce_option truce__opt_where_of_flips = {
    .name = "where", .kind = TRUCE_OPTION_STATEMENT, .value = "STATES|STATEMENT",
    .help = "also compare the verdicts for each party in these states (36,37), or in those that satisfy the "
            "statement"};

const truce_option truce__opt_where_of_deal = {
    .name = "where", .kind = TRUCE_OPTION_EITHER, .value = "STATES|STATEMENT",
    .help = "report on these states, or on every state that satisfies the statement, whether or not it is a deal"};

const truce_option truce__opt_sort = {
    .name = "sort", .kind = TRUCE_OPTION_PARTY, .value = "PARTY",
    .help = "order the rows by this party's preference, best first (default: by state number)"};

const truce_option truce__opt_worst_first = {
    .name = "worst-first", .help = "with --sort: worst first"};

const truce_option truce__opt_near = {
    .name = "near", .kind = TRUCE_OPTION_TEXT, .value = "CODE",
    .help = "order the rows by how few options differ from this combination, which need not be possible, and say "
            "which rules it breaks"};

const truce_option truce__opt_moves = {
    .name = "moves",
    .help = "also list the moves from each state shown, with a mark for improvements; CSV gives only the moves"};

const truce_option truce__opt_groups = {
    .name = "groups", .kind = TRUCE_OPTION_GROUPS, .value = "outcomes|patterns|OPTION,...",
    .help = "also put the states into groups, by their outcomes, by the levels of options, by patterns of equal "
            "verdicts, or by several of these: how many of each hold, and how many moves and improvements each party "
            "has from one to another"};

const truce_option truce__opt_holds = {
    .name = "holds", .kind = TRUCE_OPTION_NAMES, .value = "LIST", .names = &concepts,
    .help = "only rows, and states of --groups, that hold under each of these concepts"};

const truce_option truce__opt_fails = {
    .name = "fails", .kind = TRUCE_OPTION_NAMES, .value = "LIST", .names = &concepts,
    .help = "only rows, and states of --groups, that do not hold under any of these concepts"};

const truce_option truce__opt_rankings = {
    .name = "rankings",
    .help = "also list each party's states from best to worst, ties in brackets; in JSON with the statement that "
            "decides between neighbours"};

const truce_option truce__opt_limit = {
    .name = "limit", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "10000", .most = UINT64_MAX / 4,
    .help = "at most N rows, and N states in each list; 0: no limit (default: 10000)"};

const truce_option truce__opt_completions = {
    .name = "completions", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "4096", .least = 1,
    .most = UINT64_MAX / 4,
    .help = "of a model with 'either': solve at most N completions; more end with status 3 (default: 4096)"};

const truce_option truce__opt_limit_of_paths = {
    .name = "limit", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "10000", .most = UINT64_MAX / 4,
    .help = "at most N states, targets, and moves of a drawing; 0: no limit (default: 10000; in tables 40 rows and 3 "
            "paths, in drawings 300 moves)"};

const truce_option truce__opt_view = {
    .name = "view", .kind = TRUCE_OPTION_CHOICE, .value = "stability|options|tableau|words",
    .usual = "stability",
    .help = "how the table is drawn: states against concepts and parties; options against states; each party's "
            "states from best to worst; states by what differs from today (default: stability)"};

const truce_option truce__opt_verify = {
    .name = "verify",
    .help = "check the reason of every verdict shown from the definitions, independently of the solver; exit status "
            "70 if one fails"};

const truce_option truce__opt_verify_of_paths = {
    .name = "verify",
    .help = "also check from the definitions that nothing else can be reached, and nothing sooner; the paths shown "
            "are always checked; exit status 70 if a check fails"};

const truce_option truce__opt_format_of_results = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "table|json|csv|html|latex|markdown", .usual = "table",
    .help = "how the result is written; html, latex (with booktabs) and markdown are parts of documents (default: "
            "table)"};

const truce_option truce__opt_table = {
    .name = "table", .kind = TRUCE_OPTION_TEXT, .value = "NAME",
    .help = "write this table alone; not with --format json (default: csv writes the first, the others everything)"};

const truce_option truce__opt_bom = {
    .name = "bom", .help = "with --format csv: begin with a byte order mark, which some spreadsheets need"};

const truce_option truce__opt_format_of_schema = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "json", .usual = "json",
    .help = "the format of the schema, which is always JSON"};

const truce_option truce__opt_format_of_paths = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "table|json|csv|html|latex|markdown|dot|svg",
    .usual = "table",
    .help = "how the result is written; html, latex (with booktabs) and markdown are parts of documents; dot and svg "
            "draw the shortest paths (default: table, or by the ending of --output FILE: .dot, .svg)"};

const truce_option truce__opt_format_of_charts = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "table|json|csv|html|latex|markdown|svg",
    .usual = "table",
    .help = "how the result is written; html, latex (with booktabs) and markdown are parts of documents; svg has the "
            "charts alone (default: table, or by the ending of --output FILE: .svg)"};

const truce_option truce__opt_format_of_brief = {
    .name = "format", .kind = TRUCE_OPTION_CHOICE, .value = "html|md|txt", .usual = "html",
    .help = "a page, or the same sentences as Markdown or as plain text, without figures (default: html)"};

const truce_option truce__opt_variants_of_brief = {
    .name = "variants", .kind = TRUCE_OPTION_NUMBER, .value = "N", .most = 1000000000,
    .help = "draw N readings of the model by its confidences, to say how sure findings are; 0: none (default: up to "
            "16,384, and none above 65,536 states)"};

const truce_option truce__opt_summary = {.name = "summary", .help = "the first part alone, one page"};

const truce_option truce__opt_replies = {
    .name = "replies", .kind = TRUCE_OPTION_INPUT, .value = "FILE",
    .help = "print the approved replies of this list before the form; 'truce replies list --format json' writes such "
            "a list"};

const truce_option truce__opt_live = {
    .name = "live",
    .help = "readers can try changes on the page, which carries the model and the engine for that"};

/* For the workbench: the form posts to it, as a reply to its model N. */
const truce_option truce__opt_served = {.name = "served", .kind = TRUCE_OPTION_TEXT, .value = "N"};
