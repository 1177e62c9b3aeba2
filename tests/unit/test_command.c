/* SPDX-License-Identifier: Apache-2.0 */
/* Commands through a host that has only memory: every command in every form, messages for errors, a result that does
 * not fit, cancelling, options and commands of the host's own, and every allocation failing in turn. */
#include <truce/command.h>
#include <truce/result.h>

#include "harness.h"
#include "sinks.h"
#include "unit/budget.h"

static const char well[] =
    "truce: 1\n"
    "title: Two neighbours and a well\n"
    "parties:\n"
    "  - {id: north, options: [{id: pump}, {id: offer, levels: [none, water, land]}]}\n"
    "  - {id: south, options: [{id: sue, moves: up}]}\n"
    "feasible: [pump implies offer = none]\n"
    "status_quo: {pump: yes}\n"
    "outcomes: {deal: offer >= water}\n"
    "preferences:\n"
    "  north: {order: [not sue, pump if offer = none, not deal]}\n"
    "  south: {order: [deal, not pump, not sue]}\n"
    "ratify:\n"
    "  north: {actors: [{id: family, order: [not sue, pump]}]}\n"
    "events:\n"
    "  - {id: fine, date: 2025-05-11, changes: [{set: status_quo.pump, to: no}]}\n";

static const char wrong[] = "truce: 1\nparties: [{id: p, options: [{id: a}]}]\npreferences: {p: {order: [b]}}\n";

static const char quoting[] = "truce: 1\nsources: {a: {file: a.txt}}\n"
                              "parties: [{id: p, options: [{id: x, source: a \xC2\xB6" "2, quote: one}, y]}]\n"
                              "preferences: {p: {order: [x, y]}}\n";

/* ------------------------------------------------------------------ a host */

typedef struct memory {
    gathered result, told;
    size_t room;          /* bytes of result that fit; SIZE_MAX: all */
    bool is_whole, is_cancelled, has_begun, has_ended, is_attended;
    size_t diagnosed;
    truce_tone tone; /* of the last message */
} memory;

static truce_status begin(void *ud, const truce_line *line, truce_settings *settings) {
    memory *m = ud;
    m->has_begun = true;
    if (truce_line_text(line, "wide")) settings->width = 200;
    return TRUCE_OK;
}

static truce_status read_text(void *ud, const char *name, const char **bytes, size_t *length) {
    (void)ud;
    *bytes = strcmp(name, "well") == 0 || strcmp(name, "-") == 0 ? well
             : strcmp(name, "wrong") == 0                        ? wrong
             : strcmp(name, "quoting") == 0                      ? quoting
                                                                 : NULL;
    *length = *bytes ? strlen(*bytes) : 0;
    return *bytes ? TRUCE_OK : TRUCE_E_IO;
}

static bool write_text(void *ud, const char *bytes, size_t length) {
    memory *m = ud;
    return m->result.length + length <= m->room && gather(&m->result, bytes, length);
}

static truce_status finish(void *ud) {
    ((memory *)ud)->is_whole = true;
    return TRUCE_OK;
}

static void end(void *ud) {
    ((memory *)ud)->has_ended = true;
}

static void tell(void *ud, truce_tone tone, const char *command, const char *text) {
    memory *m = ud;
    if (tone == TRUCE_TONE_NOTE) return;
    m->tone = tone;
    if (command) gather(&m->told, command, strlen(command)), gather(&m->told, ": ", 2);
    gather(&m->told, text, strlen(text));
    gather(&m->told, "\n", 1);
}

static bool diagnose(void *ud, truce_ctx *ctx, size_t first) {
    memory *m = ud;
    for (size_t i = first; i < truce_diags_total(ctx); i++) m->diagnosed++;
    return true;
}

static void attend(void *ud, truce_ctx *ctx) {
    memory *m = ud;
    m->is_attended = ctx != NULL;
    if (ctx && m->is_cancelled) truce_cancel(ctx);
}

static truce_host host_of(memory *m) {
    return (truce_host){.ud = m, .begin = begin, .read = read_text, .write = write_text, .finish = finish, .end = end,
                        .tell = tell, .diagnose = diagnose, .attend = attend, .settings = {.width = 80}};
}

static void forget(memory *m) {
    free(m->result.bytes);
    free(m->told.bytes);
    *m = (memory){.room = SIZE_MAX};
}

enum { MOST_WORDS = 12 };

/* Runs "solve well --format json". */
static int run_on(const truce_host *host, const char *line) {
    char text[300];
    const char *words[MOST_WORDS];
    size_t count = 0;
    snprintf(text, sizeof text, "%s", line);
    for (char *word = strtok(text, " "); word && count < MOST_WORDS; word = strtok(NULL, " ")) words[count++] = word;
    return truce_run(host, count, words);
}

static int run(memory *m, const char *line) {
    forget(m);
    const truce_host host = host_of(m);
    return run_on(&host, line);
}

/* ------------------------------------------------------------------- claims */

static void check_commands(memory *m) {
    static const char *const lines[] = {
        "check well", "states well", "solve well", "explain well", "paths well --to deal", "deal well", "ratify well",
        "ripe well", "robust well", "timeline well", "diff well -", "brief well", "help", "version", "help solve",
        "solve --man",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int status = run(m, lines[i]);
        CLAIM(status == 0 && m->is_whole && m->result.length > 5 && m->has_begun && m->has_ended && !m->is_attended,
              "%s: %d, %s", lines[i], status, m->told.bytes ? m->told.bytes : "nothing is told");
        CLAIM(!m->told.bytes, "%s tells %s", lines[i], m->told.bytes);
    }
}

/* Each command in each form that its table lists. */
static void check_forms(memory *m) {
    for (size_t i = 0; i < truce_command_count(); i++) {
        const truce_command *command = truce_command_at(i);
        const truce_option *format = truce_command_option(command, "format");
        bool is_audience = strcmp(command->name, "audience") == 0;
        for (const char *at = format ? format->value : ""; *at; at += strcspn(at, "|"), at += *at == '|') {
            char line[200];
            int length = (int)strcspn(at, "|");
            bool is_score = strcmp(command->name, "score") == 0;         /* this host has no registers, */
            bool is_graph = strncmp(at, "svg", 3) == 0 && strcmp(command->name, "paths") == 0;
            bool is_refused = is_audience || is_score || is_graph; /* and no layout for graphs */
            const char *first = truce_command_reads_model(command) ? "well"
                                : command->argument && *command->argument != '[' ? "model" : "";
            bool is_target = truce_command_option(command, "target") != NULL; /* which the second operand is */
            const char *second = command->argument && strchr(command->argument, ' ') ? is_target ? "1" : "-" : "";
            snprintf(line, sizeof line, "%s %s %s --format %.*s", command->name, first, second, length, at);
            int status = run(m, line), expected = is_refused ? TRUCE_E_USAGE : TRUCE_OK;
            CLAIM(status == expected && m->is_whole == !expected, "%s: %d", line, status);
            CLAIM((m->result.length > 0) == !expected, "%s writes where it succeeds", line);
        }
    }
}

static void check_refusals(memory *m) {
    static const struct {
        const char *line;
        int status;
        truce_tone tone;
        const char *told;
    } cases[] = {
        {"", 2, TRUCE_TONE_USAGE, "which command?"},
        {"slove well", 2, TRUCE_TONE_USAGE, "did you mean 'solve'?"},
        {"solve", 2, TRUCE_TONE_USAGE, "solve: MODEL is missing"},
        {"solve well well", 2, TRUCE_TONE_USAGE, "one argument too many"},
        {"diff well", 2, TRUCE_TONE_USAGE, "takes two models"},
        {"diff - -", 2, TRUCE_TONE_USAGE, "only one of the models"},
        {"solve nowhere", 4, TRUCE_TONE_PROGRAM, "cannot read nowhere"},
        {"solve well --threads 2", 2, TRUCE_TONE_USAGE, "unknown option '--threads'"},
        {"solve well --output x", 2, TRUCE_TONE_USAGE, "unknown option '--output'"},
        {"states well --state 1", 2, TRUCE_TONE_USAGE, "option --state is not for 'truce states'"},
        {"solve well --limit x", 2, TRUCE_TONE_USAGE, "takes a whole number from 0"},
        {"solve well --limit 1 --limit 2", 2, TRUCE_TONE_USAGE, "--limit is given twice"},
        {"solve well --limit", 2, TRUCE_TONE_USAGE, "--limit needs a value: N"},
        {"solve well --verify=1", 2, TRUCE_TONE_USAGE, "--verify takes no value"},
        {"solve well --format=xml", 2, TRUCE_TONE_USAGE, "--format takes table|json|csv"},
        {"solve well --concept nash,sqe", 2, TRUCE_TONE_USAGE, "there is no concept 'sqe'"},
        {"explain well --state 99", 2, TRUCE_TONE_USAGE, "there is no state '99'"},
        {"explain well --party sout", 2, TRUCE_TONE_USAGE, "did you mean 'south'?"},
        {"solve well --where pumps", 2, TRUCE_TONE_COMMAND, "solve: an error in --where:"},
        {"audience well", 2, TRUCE_TONE_USAGE, "add 'audience' to it"},
        {"paths well --concept seq", 2, TRUCE_TONE_USAGE, "--concept goes with --by unsanctioned"},
        {"serve", 2, TRUCE_TONE_USAGE, "unknown command 'serve'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int status = run(m, cases[i].line);
        CLAIM(status == cases[i].status && !m->is_whole, "'%s': %d", cases[i].line, status);
        CLAIM(m->told.bytes && strstr(m->told.bytes, cases[i].told) && m->tone == cases[i].tone, "'%s' tells '%s'",
              cases[i].line, m->told.bytes ? m->told.bytes : "");
        CLAIM(m->has_begun == m->has_ended, "'%s' ends what it began", cases[i].line);
    }
}

static void check_trouble(memory *m) {
    CLAIM(run(m, "solve wrong") == TRUCE_E_MODEL && m->diagnosed == 1 && !m->is_whole && !m->result.bytes,
          "a wrong model is diagnosed");
    CLAIM(run(m, "check wrong --format json") == TRUCE_E_MODEL && m->is_whole && m->result.bytes,
          "check reports it all the same");
    forget(m);
    m->is_cancelled = true;
    truce_host host = host_of(m);
    CLAIM(run_on(&host, "solve well") == TRUCE_E_CANCELLED && !m->is_whole && !m->is_attended, "a run is cancelled");
    CLAIM_TEXT(m->told.bytes, "interrupted\n", "and says so");
    static const char *const lines[] = {"solve well", "solve well --format json", "brief well", "help", "version"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        forget(m);
        m->room = 3;
        host = host_of(m);
        CLAIM(run_on(&host, lines[i]) == TRUCE_E_IO && !m->is_whole, "%s finds no room", lines[i]);
        CLAIM_TEXT(m->told.bytes, "cannot write the result\n", "and says so");
    }
}

/* A host without any function has no texts, and hears nothing. */
/* The text that a model cites. */
static truce_status read_cited(void *ud, const char *model, const char *name, const char **bytes, size_t *length) {
    (void)ud;
    *bytes = "one\ntwo";
    *length = strlen(*bytes);
    return strcmp(model, "quoting") == 0 && strcmp(name, "a.txt") == 0 ? TRUCE_OK : TRUCE_E_IO;
}

static truce_status read_no_cited(void *ud, const char *model, const char *name, const char **bytes,
                                  size_t *length) {
    (void)ud, (void)model, (void)name, (void)bytes, (void)length;
    return TRUCE_E_IO;
}

static void check_cited(memory *m) {
    truce_host host = host_of(m);
    CLAIM(run(m, "check quoting") == 0 && m->diagnosed == 1, "where cited texts are not at hand, that is a warning");
    forget(m);
    host.read_cited = read_cited;
    CLAIM(run_on(&host, "check quoting") == TRUCE_E_MODEL && m->diagnosed == 1, "a quote is looked up in its text");
    forget(m);
    host.read_cited = read_no_cited;
    CLAIM(run_on(&host, "check quoting") == TRUCE_E_IO && m->diagnosed == 1 && m->is_whole,
          "a text that cannot be read has a status of its own, and a report");
}

static void check_nothing(void) {
    const truce_host nobody = {0};
    CLAIM(run_on(&nobody, "version") == 0, "a host need not listen");
    CLAIM(run_on(&nobody, "solve well") == TRUCE_E_IO, "a host without texts has none");
    CLAIM(run_on(&nobody, "sovle") == TRUCE_E_USAGE, "and hears nothing of it");
}

/* The layer below the commands: a question asked by its name. */
static void check_ask(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_result *result = NULL;
    const truce_query nothing = {0};
    CLAIM(truce_ask(ctx, "riddle", &nothing, &result) == TRUCE_E_USAGE && !result, "there is no such question");
    CLAIM(truce_ask(ctx, "solve", &nothing, &result) == TRUCE_E_USAGE && !result, "solve needs a graph");
    CLAIM(truce_ask(ctx, "concepts", &nothing, &result) == TRUCE_OK && result, "concepts needs none");
    truce_result_free(result);
    truce_ctx_free(ctx);
}

static int ran;

static int run_own(void *ud, const truce_line *line) {
    (void)ud;
    ran = (int)truce_line_number(line, "times");
    return truce_line_operand(line, 0) ? TRUCE_OK : TRUCE_E_BUG;
}

static void check_own(memory *m) {
    static const truce_option wide = {.name = "wide", .help = "more columns"};
    static const truce_option times = {.name = "times", .kind = TRUCE_OPTION_NUMBER, .value = "N", .usual = "3",
                                       .most = 9, .help = "how often"};
    static const truce_option *const options[] = {&wide, NULL}, *const own[] = {&times, NULL};
    static const truce_command greet = {.name = "greet", .argument = "NAME", .summary = "says hello",
                                        .about = "Greets.", .options = own, .run = run_own};
    static const truce_command *const commands[] = {&greet, NULL};
    forget(m);
    truce_host host = host_of(m);
    host.options = options;
    host.commands = commands;
    CLAIM(run_on(&host, "greet you") == 0 && ran == 3, "a command of the host's runs, with what is usual");
    CLAIM(run_on(&host, "greet you --times 9") == 0 && ran == 9, "with its options");
    CLAIM(run_on(&host, "greet you --times 10") == TRUCE_E_USAGE, "which are checked");
    CLAIM(run_on(&host, "greet you --wide") == TRUCE_E_USAGE, "the host's options are for commands with a model");
    forget(m);
    host = host_of(m);
    host.options = options;
    host.commands = commands;
    CLAIM(run_on(&host, "states well --wide") == 0, "and those take them");
    CLAIM(run_on(&host, "help") == 0 && strstr(m->result.bytes, "greet"), "help lists the command");
    CLAIM(run_on(&host, "help states") == 0 && strstr(m->result.bytes, "--wide"), "and the option");
}

/* Every failed allocation of the context is noticed, and no block is left. */
static void check_allocations(memory *m) {
    static const char *const lines[] = {
        "solve well --where sue --rows pump --sort north", "explain well --party north,south --concepts all --verify",
        "paths well --to deal", "diff well - --concepts seq", "check wrong --format json", "ripe well --format csv",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int usual = run(m, lines[i]), status = TRUCE_E_LIMIT;
        long failing = 0;
        for (; status == TRUCE_E_LIMIT; failing++) {
            budget b = {.left = failing};
            const truce_allocator allocator = {counted_alloc, counted_resize, counted_release, &b};
            forget(m);
            truce_host host = host_of(m);
            host.settings.allocator = &allocator;
            host.settings.threads = 1;
            status = run_on(&host, lines[i]);
            CLAIM(b.held == 0, "%s: allocation %ld leaves %ld behind", lines[i], failing, b.held);
            bool is_told = m->told.bytes || m->diagnosed;
            CLAIM(status != TRUCE_E_LIMIT || is_told, "%s: allocation %ld is told", lines[i], failing);
        }
        CLAIM(status == usual && failing > 10, "%s: %d after %ld allocations", lines[i], status, failing);
    }
}

int main(void) {
    memory m = {.room = SIZE_MAX};
    check_commands(&m);
    check_forms(&m);
    check_cited(&m);
    check_refusals(&m);
    check_trouble(&m);
    check_nothing();
    check_ask();
    check_own(&m);
    check_allocations(&m);
    forget(&m);
    return claims_end();
}
