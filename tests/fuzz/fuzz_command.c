/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libFuzzer's way through the commands. The input is a model. Its first line may be a comment that says which command
 * is run on it, the words parted by tabulators:
 *
 *     #truce<TAB>solve<TAB>m<TAB>--where<TAB>x and y
 *
 * Without such a line every command that reads a model runs, as on the models of a corpus. The mutator makes such
 * lines from the tables of commands and options, so that new ones are tried without being listed here; and it moves
 * the model's own words about, because bytes changed at random seldom leave a model that can be read. Whatever comes,
 * a run ends with a status of the contract, soon after it was cancelled, and its result is finished with status
 * 0, and else only by `check`, whose result is what is wrong; then JSON is JSON.
 */
#define _POSIX_C_SOURCE 200809L
#include "promises.h"
#include "sinks.h"

#include <truce/command.h>

#include <json-c/json.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

enum { MEMORY = 64 << 20, MOST_WORDS = 24, LONGEST_LINE = 400 };
static const char mark[] = "#truce\t";

/* ----------------------------------------------------------------- running */

typedef struct run {
    const char *text;
    size_t length;
    gathered result;
    bool is_finished;
} run;

static truce_ctx *volatile running;
static volatile sig_atomic_t was_cancelled;

static void cancel(int signal) {
    (void)signal;
    was_cancelled = 1;
    if (running) truce_cancel(running);
}

/* Seconds of the processor after which a run is cancelled, and those that it may then take to end: instrumented code
 * is slow. */
enum { CANCEL_AFTER = 1, ENDS_WITHIN = 5 };

static void set_alarm(int seconds) {
    const struct itimerval timer = {.it_value.tv_sec = seconds};
    setitimer(ITIMER_PROF, &timer, NULL);
}

static void attend(void *ud, truce_ctx *ctx) {
    (void)ud;
    running = ctx;
}

static truce_status read_model(void *ud, const char *name, const char **bytes, size_t *length) {
    const run *r = ud;
    if (strcmp(name, "m") != 0 && strcmp(name, "n") != 0) return TRUCE_E_IO;
    *bytes = r->text;
    *length = r->length;
    return TRUCE_OK;
}

static bool take(void *ud, const char *bytes, size_t length) {
    return gather(&((run *)ud)->result, bytes, length);
}

static truce_status finish(void *ud) {
    ((run *)ud)->is_finished = true;
    return TRUCE_OK;
}

static bool is_told(void *ud, truce_ctx *ctx, size_t first) {
    (void)ud;
    truce_sink sink = {swallow, NULL};
    MUST(truce_diags_render(ctx, first, true, &sink) == TRUCE_OK);
    return true;
}

static bool asks_for_json(size_t count, const char *const *words) {
    bool is_asked = false;
    for (size_t i = 1; i < count; i++) {
        if (strcmp(words[i], "--") == 0) break;
        if (strcmp(words[i - 1], "--format") == 0) is_asked = strcmp(words[i], "json") == 0;
    }
    return is_asked;
}

static void claim_json(const gathered *result) {
    struct json_tokener *tokener = json_tokener_new_ex(64);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object_put(json_tokener_parse_ex(tokener, result->bytes, (int)result->length));
    MUST(json_tokener_get_error(tokener) == json_tokener_success);
    json_tokener_free(tokener);
}

static int run_command(size_t count, const char *const *words, const char *text, size_t length) {
    run r = {.text = text, .length = length};
    const truce_host host = {.ud = &r, .settings = {.threads = 1, .memory = MEMORY, .width = 80}, .read = read_model,
                             .write = take, .finish = finish, .diagnose = is_told, .attend = attend};
    struct timespec start, end;
    was_cancelled = 0;
    set_alarm(CANCEL_AFTER);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    int status = truce_run(&host, count, words);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    set_alarm(0);
    running = NULL;
    MUST((status >= 0 && status <= 4) || (status == 130 && was_cancelled));
    MUST(end.tv_sec - start.tv_sec <= CANCEL_AFTER + ENDS_WITHIN);
    MUST(r.is_finished == (status == 0) || strcmp(words[0], "check") == 0);
    if (r.is_finished && asks_for_json(count, words)) claim_json(&r.result);
    free(r.result.bytes);
    return status;
}

/* ----------------------------------------------------------- command lines */

/* The operands that a command wants. */
static size_t add_operands(const truce_command *command, const char **words) {
    words[0] = command->name;
    words[1] = "m";
    words[2] = "n";
    return command->argument && strchr(command->argument, ' ') ? 3 : 2;
}

static void run_every_command(const char *text, size_t length) {
    static const char *const forms[] = {"table", "json", "csv", "markdown"};
    for (size_t i = 0; i < truce_command_count(); i++) {
        const truce_command *command = truce_command_at(i);
        if (!truce_command_reads_model(command)) continue;
        const char *words[MOST_WORDS];
        size_t count = add_operands(command, words);
        bool has_forms = truce_command_option(command, "format") != NULL;
        words[count] = "--format";
        for (size_t k = 0; k < (has_forms ? sizeof forms / sizeof *forms : 1); k++) {
            words[count + 1] = forms[k];
            int status = run_command(count + (has_forms ? 2 : 0), words, text, length);
            if (status == 1 && k == 0) break; /* no model: other forms say the same */
        }
    }
}

/* Runs the command of the first line. */
static void run_line(char *line, const char *text, size_t length) {
    const char *words[MOST_WORDS];
    size_t count = 0;
    for (char *at = line; count < MOST_WORDS && at; ) {
        char *tab = strchr(at, '\t');
        if (tab) *tab++ = 0;
        words[count++] = at;
        at = tab;
    }
    run_command(count, words, text, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct sigaction action = {.sa_handler = cancel, .sa_flags = SA_RESTART};
    sigaction(SIGPROF, &action, NULL);
    const char *text = (const char *)data;
    const char *end = size ? memchr(text, '\n', size) : NULL;
    size_t begin = sizeof mark - 1;
    if (!end || (size_t)(end - text) < begin || memcmp(text, mark, begin) != 0) {
        run_every_command(text, size);
        return 0;
    }
    size_t length = (size_t)(end - text) - begin;
    char line[LONGEST_LINE + 1];
    if (length > LONGEST_LINE || memchr(text, 0, (size_t)(end - text))) return 0;
    memcpy(line, text + begin, length);
    line[length] = 0;
    run_line(line, text, size);
    return 0;
}

/* ---------------------------------------------------------------- mutating */

static unsigned next_random(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return below ? (*seed >> 8) % below : 0;
}

static bool is_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Some word of the text: where it begins, and its length; 0: it has none. */
static size_t some_word(const char *text, size_t size, unsigned *seed, size_t *begin) {
    if (!size) return 0;
    size_t at = next_random(seed, (unsigned)size), end;
    while (at < size && !is_of_word(text[at])) at++;
    while (at > 0 && at < size && is_of_word(text[at - 1])) at--;
    for (end = at; end < size && is_of_word(text[end]); end++) {}
    *begin = at;
    return end - at;
}

/* Bounded appending to the line that is being made. */
typedef struct line_maker {
    char bytes[LONGEST_LINE];
    size_t length;
} line_maker;

static void add(line_maker *line, const char *bytes, size_t length) {
    if (length > sizeof line->bytes - line->length) length = sizeof line->bytes - line->length;
    memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
}

static void add_text(line_maker *line, const char *text) { add(line, text, strlen(text)); }

/* One of the words parted by bars, of "table|json|csv". */
static void add_choice(line_maker *line, const char *words, unsigned *seed) {
    unsigned count = 1;
    for (const char *at = words; (at = strchr(at, '|')); at++) count++;
    for (unsigned skip = next_random(seed, count); skip; skip--) words = strchr(words, '|') + 1;
    add(line, words, strcspn(words, "|"));
}

static void add_word_of(line_maker *line, const char *text, size_t size, unsigned *seed) {
    size_t begin = 0, length = some_word(text, size, seed, &begin);
    if (length) add(line, text + begin, length);
    else add_text(line, "x");
}

static void add_statement(line_maker *line, const char *text, size_t size, unsigned *seed) {
    static const char *const joins[] = {" and ", " or ", " implies ", " iff ", " = ", " >= ", ", ", " "};
    add_word_of(line, text, size, seed);
    while (next_random(seed, 2)) {
        add_text(line, joins[next_random(seed, sizeof joins / sizeof *joins)]);
        if (!next_random(seed, 4)) add_text(line, "not ");
        add_word_of(line, text, size, seed);
    }
}

static void add_value(line_maker *line, const truce_option *option, const char *text, size_t size, unsigned *seed) {
    char number[24];
    snprintf(number, sizeof number, "%u", next_random(seed, next_random(seed, 4) ? 20 : 1u << 20));
    unsigned any = next_random(seed, 6);
    if (option->kind == TRUCE_OPTION_NUMBER || (option->kind == TRUCE_OPTION_STATE && any < 4))
        add_text(line, number);
    else if (option->kind == TRUCE_OPTION_SHARE) add_text(line, any < 3 ? "0.25" : "1");
    else if (option->kind == TRUCE_OPTION_SIZE) add_text(line, any < 3 ? "1M" : "64M");
    else if (option->kind == TRUCE_OPTION_NAMES && any < 5)
        add_text(line, any == 0 ? "all" : option->names->id(next_random(seed, option->names->count())));
    else if ((option->kind == TRUCE_OPTION_CHOICE || option->kind == TRUCE_OPTION_ROWS) && any < 5)
        add_choice(line, option->value, seed);
    else if (option->kind == TRUCE_OPTION_INPUT) add_text(line, any < 3 ? "m" : "n");
    else if (option->kind == TRUCE_OPTION_PARTY || option->kind == TRUCE_OPTION_PARTIES)
        add_word_of(line, text, size, seed);
    else add_statement(line, text, size, seed);
}

/* A line for some command with some of its options. */
static void make_line(line_maker *line, const char *text, size_t size, unsigned *seed) {
    const truce_command *command;
    do command = truce_command_at(next_random(seed, (unsigned)truce_command_count()));
    while (!truce_command_reads_model(command));
    add(line, mark, sizeof mark - 1);
    const char *words[MOST_WORDS];
    size_t count = add_operands(command, words), options = 0;
    for (size_t i = 0; i < count; i++) {
        if (i) add_text(line, "\t");
        add_text(line, words[i]);
    }
    while (command->options && command->options[options]) options++;
    while (options && next_random(seed, 3)) {
        const truce_option *option = command->options[next_random(seed, (unsigned)options)];
        add_text(line, "\t--");
        add_text(line, option->name);
        if (option->kind == TRUCE_OPTION_FLAG) continue;
        add_text(line, "\t");
        add_value(line, option, text, size, seed);
    }
    for (size_t i = 0; i < line->length; i++)
        if (line->bytes[i] == '\n') line->bytes[i] = ' ';
    if (line->length == sizeof line->bytes) line->length--;
    line->bytes[line->length++] = '\n';
}

/* The place behind the first line, if that says a command. */
static size_t begin_of_model(const uint8_t *data, size_t size) {
    if (size < sizeof mark - 1 || memcmp(data, mark, sizeof mark - 1) != 0) return 0;
    const uint8_t *end = memchr(data, '\n', size);
    return end ? (size_t)(end - data) + 1 : size;
}

/* Puts the `length` bytes at `bytes` in place of the `old` ones at `at`. */
static size_t put(uint8_t *data, size_t size, size_t most, size_t at, size_t old, const void *bytes, size_t length) {
    if (size - old + length > most) return size;
    memmove(data + at + length, data + at + old, size - at - old);
    memcpy(data + at, bytes, length);
    return size - old + length;
}

static size_t copy_word(uint8_t *data, size_t size, size_t most, size_t begin, unsigned *seed) {
    const char *text = (const char *)data + begin;
    size_t from = 0, to = 0, length = some_word(text, size - begin, seed, &from),
           old = some_word(text, size - begin, seed, &to);
    char word[80];
    if (!length || length > sizeof word) return size;
    memcpy(word, text + from, length);
    return put(data, size, most, begin + to, old, word, length);
}

/* A line of the model once more, at the beginning of another. */
static size_t copy_line(uint8_t *data, size_t size, size_t most, size_t begin, unsigned *seed) {
    if (begin == size) return size;
    size_t at = begin + next_random(seed, (unsigned)(size - begin)),
           to = begin + next_random(seed, (unsigned)(size - begin));
    while (at > begin && data[at - 1] != '\n') at--;
    while (to > begin && data[to - 1] != '\n') to--;
    const uint8_t *end = memchr(data + at, '\n', size - at);
    char line[LONGEST_LINE];
    size_t length = (end ? (size_t)(end - data) + 1 : size) - at;
    if (length > sizeof line) return size;
    memcpy(line, data + at, length);
    return put(data, size, most, to, 0, line, length);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    size_t begin = begin_of_model(data, size);
    line_maker line = {.length = 0};
    switch (next_random(&seed, 4)) {
    case 0: return begin + LLVMFuzzerMutate(data + begin, size - begin, most - begin);
    case 1: return copy_line(data, size, most, begin, &seed);
    case 2: size = copy_word(data, size, most, begin, &seed); break;
    default: make_line(&line, (const char *)data + begin, size - begin, &seed);
    }
    if (!begin && !line.length) make_line(&line, (const char *)data, size, &seed);
    return line.length ? put(data, size, most, 0, begin, line.bytes, line.length) : size;
}
