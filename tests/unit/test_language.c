/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Another language: the public functions, and every command in an invented one, in which each letter of each message
 * is another. Whatever Latin word is left in a text came from somewhere else than the catalogue: from the model,
 * whose own words have no Latin letters here, as an id, or by one of the exceptions below, each with its reason.
 */
#include <truce/command.h>
#include <truce/language.h>

#include "harness.h"
#include "sinks.h"
#include "unit/veil.h"

static const char model[] =
    "truce: 1\n"
    "title: Ж1\n"
    "date: 2025-05-01\n"
    "sources: {q0: {title: Ж2}}\n"
    "parties:\n"
    "  - {id: q1, name: Ж3, options: [{id: q2, name: Ж4}, {id: q3, name: Ж5, levels: [ж6, ж7, ж8]}]}\n"
    "  - {id: q4, name: Ж9, options: [{id: q5, name: Ж4, moves: up}, {id: q6, name: Ж10}]}\n"
    "feasible: [q2 implies q3 = ж6]\n"
    "status_quo: {q2: yes}\n"
    "outcomes: {q7: {name: Ж11, that: q3 >= ж7}, q8: {name: Ж12, that: q2 and q5}}\n"
    "preferences:\n"
    "  q1: {order: [{that: not q5, because: ж13, source: q0, confidence: 0.8, strong: yes}, q2 if q3 = ж6, not q7]}\n"
    "  q4: {weigh: {q7: 2, not q2: 1, q5: -1, q6: 0.5}, strong: [1, 2]}\n"
    "pain: {q1: q2, q4: 'q2 or q5'}\n"
    "no_deal: {q1: q2}\n"
    "utilities: {q1: {not q5: 3, q7: 1}, q4: {q7: 2, not q2: 1}}\n"
    "ratify:\n"
    "  q1: {actors: [{id: q9, name: Ж14, order: [not q5, q2]}, {party: q1}], rule: majority}\n"
    "expires: [{when: q3 = ж7, becomes: {q3: ж6}, after: ж15}]\n"
    "audience: [{party: q1, escalated: q2, backs_down: q3 > ж6}]\n"
    "events:\n"
    "  - {id: q10, name: Ж16, date: 2025-05-11, changes: [{set: status_quo.q2, to: no}, "
    "{remove: preferences.q1.order.3}]}\n";

static const char other[] =
    "truce: 1\n"
    "parties:\n"
    "  - {id: q1, name: Ж3, options: [{id: q2, name: Ж4}, {id: q3, name: Ж5, levels: [ж6, ж7, ж8]}]}\n"
    "  - {id: q4, name: Ж9, options: [{id: q5, name: Ж4, moves: up}]}\n"
    "status_quo: {q2: yes}\n"
    "preferences: {q1: {rank: [q3 = ж8, rest]}, q4: {order: [not q2]}}\n";

static const char graph[] =
    "truce: 1\n"
    "parties: [{id: q1, name: Ж3}, {id: q4, name: Ж9}]\n"
    "states: [ж1, ж2, ж3]\n"
    "status_quo: 1\n"
    "moves: {q1: [[1, 2]], q4: [[2, 3], [2, 1]]}\n"
    "preferences: {q1: {rank: [2, {strong: yes}, 1, 3]}, q4: {rank: [3, [1, 2]]}}\n";

/* ------------------------------------------------------------------ commands */

static const char *const lines[] = {
    "check m", "check m --inputs", "states m", "states m --moves", "states m --sort q1", "states m --where q5",
    "states m --after-expiry", "states g", "solve m", "solve m --view tableau", "solve m --concepts all",
    "solve m --limit 1 --verify", "solve m --after-expiry", "solve g --rows none", "solve o", "explain m --verify",
    "explain m --state 1", "explain m --concept gmr-strong,smr-strong3 --state 1",
    "explain m --concept smr-strong --state 8", "explain m --concept sseq-strong,smr-strong,seq-strong3 --state 12",
    "explain m --after-expiry", "explain g", "explain o --state 4", "paths m",
    "paths m --to q7 --verify", "paths m --to q7 --by improvements", "paths m --to 1 --limit 1",
    "paths m --by unsanctioned --concept seq --to q8", "paths g --to 3", "paths o --to 1", "deal m",
    "deal m --verify", "deal m --where q7",
    "unlock m 1 --max-cost 1 --effort 3000", "unlock m 1 --inverse", "unlock g 3 --concept nash --max-cost 1",
    "deal m --solution fallback,strikes,condorcet,maximin,nash,zeuthen,egalitarian", "deal m --after-expiry",
    "deal o", "ratify m", "ripe m", "ripe m --state 1 --concepts nash,seq", "audience m", "robust m",
    "robust g --limit 1", "robust o", "timeline m",
    "timeline m --after-expiry", "diff m o", "diff o m", "diff m m", "concepts",
    "forecast m --horizons 4 --initiative 0.1 --simulate 9", "forecast o --slip 0", "forecast g",
};

/* Commands that print no result in words. */
static const char *const without_words[][2] = {
    {"brief", "a page: test_article.c"}, {"schema", "a schema, for programs"}, {"version", "a number"},
    {"help", "help, as option names, is English"}, {"replies", "needs a store: test_replies.py"},
    {"score", "needs a register: test_score.py"}, {"new", "a model"}, {"rename", "a model"},
    {"convert", "a model, in another format"}, {"cases", "names that models have: test_cases.py"},
};

typedef struct host {
    gathered result, told;
} host;

static truce_status read_text(void *ud, const char *name, const char **bytes, size_t *length) {
    (void)ud;
    *bytes = strcmp(name, "m") == 0 ? model : strcmp(name, "o") == 0 ? other : graph;
    *length = strlen(*bytes);
    return TRUCE_OK;
}

static bool write_text(void *ud, const char *bytes, size_t length) {
    return gather(&((host *)ud)->result, bytes, length);
}

static void tell(void *ud, truce_tone tone, const char *command, const char *text) {
    (void)command;
    if (tone != TRUCE_TONE_NOTE) gather(&((host *)ud)->told, text, strlen(text));
}

static int run_line(host *h, const truce_language *language, const char *line) {
    char text[200];
    const char *words[12];
    size_t count = 0;
    const truce_host asked = {.ud = h, .read = read_text, .write = write_text, .tell = tell,
                              .settings = {.language = language}};
    snprintf(text, sizeof text, "%s", line);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) words[count++] = word;
    return truce_run(&asked, count, words);
}

/* ---------------------------------------------------------------- exceptions */

/* Blanks every run from `open` to the end of its line. */
static void blank_line_from(char *text, const char *open) {
    for (char *at = strstr(text, open); at; at = strstr(at, open)) {
        size_t length = strcspn(at, "\n");
        memset(at, ' ', length);
    }
}

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool is_letter(char c) { return c && strchr(letters, c); }

/* Blanks a word, but not within a longer one. */
static void blank_word(char *text, const char *word) {
    size_t length = strlen(word);
    for (char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length])) memset(at, ' ', length);
}

/* Blanks ids, which are q and a number here, and paths made of them. */
static void blank_ids(char *text) {
    for (char *at = text; *at; at++) {
        bool is_id = *at == 'q' && at[1] >= '0' && at[1] <= '9' && (at == text || !strchr(letters, at[-1]));
        if (is_id) *at = ' ';
    }
}

/* The first Latin word that is left; NULL: none. `has_values`: values stand there as they do in the file. */
static const char *stray_word(char *text, bool has_values) {
    /* keys of the file: ids and paths of inputs are made of them */
    static const char *const words[] = {
        "preferences", "utility", "status_quo", "order", "parties", "options", "outcomes", "feasible", "utilities",
        "no_deal", "ratify", "expires", "audience", "actors", "weigh", "rank", "pain", "events", "behaviour",
        "perceives", "tempo", "strong", "either", "coalesce", "title", "date", "sources",
        /* statements */
        "implies", "not", "and", "or", "if",
        /* levels, values that events set, the name of a family of concepts */
        "yes", "no", "strongD"};
    static const char *const keys[] = {
        "that", "name", "levels", "moves", "up", "down", "party", "because", "source", "confidence", "id", "rule",
        "names", "escalated", "backs_down", "backs", "becomes", "when", "changes", "to", "set", "remove", "majority",
        "reversion", "rest", "only", "after", "degree", "from", "every"};
    blank_line_from(text, "truce "); /* a command to type */
    for (uint32_t i = 0; i < truce_concept_count(); i++) { /* publications, as they are cited; names of concepts */
        const truce_concept *concept = truce_concept_at(i);
        blank_word(text, concept->reference);
        blank_word(text, concept->label);
        blank_word(text, concept->id);
        if (concept->family) blank_word(text, concept->family);
    }
    blank_ids(text);
    for (size_t i = 0; has_values && i < sizeof keys / sizeof *keys; i++) blank_word(text, keys[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) blank_word(text, words[i]);
    for (const char *at = strpbrk(text, letters); at; at = strpbrk(at, letters)) {
        size_t length = strspn(at, letters);
        /* codes of states; and a single letter is a sign: r, s, u of the tableau */
        if (length > 1 && strspn(at, "NY") < length) return at;
        at += length;
    }
    return NULL;
}

/* ------------------------------------------------------------------- claims */

static void check_line(const truce_language *language, const char *line) {
    host h = {0};
    int status = run_line(&h, language, line);
    CLAIM(status == 0 && h.result.bytes, "%s: %d, %s", line, status, h.told.bytes ? h.told.bytes : "nothing is told");
    char *seen = h.result.bytes ? malloc(h.result.length + 1) : NULL;
    if (seen) memcpy(seen, h.result.bytes, h.result.length + 1);
    const char *stray = seen ? stray_word(seen, !strstr(line, "--inputs")) : NULL;
    size_t place = stray ? (size_t)(stray - seen) : 0;
    CLAIM(!stray, "%s: every word comes from the catalogue, but not \"%.60s\"", line, h.result.bytes + place);
    free(seen);
    free(h.result.bytes);
    free(h.told.bytes);
}

static bool is_covered(const char *command) {
    size_t length = strlen(command);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (strncmp(lines[i], command, length) == 0 && strchr(" ", lines[i][length])) return true;
    for (size_t i = 0; i < sizeof without_words / sizeof *without_words; i++)
        if (strcmp(without_words[i][0], command) == 0) return true;
    return false;
}

static const char *veil(void *ud, const char *key, const char *english) {
    char **last = ud;
    (void)key;
    free(*last);
    return *last = veiled(english);
}

static void check_commands(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    char *last = NULL;
    const truce_language_source source = {.tag = "he", .is_right_to_left = true, .pattern = veil, .ud = &last};
    truce_language *language = NULL;
    CLAIM(truce_language_new(ctx, &source, &language) == TRUCE_OK, "a language is made");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) check_line(language, lines[i]);
    for (size_t i = 0; i < truce_command_count(); i++)
        CLAIM(is_covered(truce_command_at(i)->name), "%s is run here or has a reason not to be",
              truce_command_at(i)->name);
    host h = {0};
    CLAIM(run_line(&h, NULL, "solve m") == 0 && strstr(h.result.bytes, "status quo"), "English has Latin words");
    CLAIM(stray_word(h.result.bytes, false), "the test can fail");
    free(h.result.bytes);
    free(h.told.bytes);
    free(last);
    truce_language_free(language);
    truce_ctx_free(ctx);
}

typedef struct pair {
    const char *key, *pattern;
} pair;

static const char *one_pattern(void *ud, const char *key, const char *english) {
    const pair *p = ud;
    (void)english;
    return strcmp(key, p->key) == 0 ? p->pattern : NULL;
}

/* Patterns that do not fit are refused with the key's name. */
static void check_refusals(void) {
    static pair wrong[] = {{"HEAD_STATES", "{1} {2}"}, {"HEAD_STATES", "{1"}, {"HEAD_STATES", "1}"},
                           {"COLUMN_STATE", "{1}"}, {"HEAD_STATES", "{1x}"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        truce_ctx *ctx = truce_ctx_new(NULL);
        truce_language *language = NULL;
        const truce_language_source source = {.tag = "de", .pattern = one_pattern, .ud = &wrong[i]};
        CLAIM(truce_language_new(ctx, &source, &language) == TRUCE_E_USAGE && !language, "%s is refused",
              wrong[i].pattern);
        CLAIM(truce_diag_count(ctx, TRUCE_ERROR) == 1 && strstr(truce_diag_at(ctx, 0)->message, wrong[i].key),
              "the key is named");
        truce_ctx_free(ctx);
    }
}

/* English stands in for what a language lacks; the context's language can be taken back. */
static void check_one_pattern(void) {
    static pair german = {"HEAD_STATES", "{1} {1|Zustand|Zustände}"};
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_language *language = NULL;
    const truce_language_source source = {.tag = "de", .pattern = one_pattern, .ud = &german};
    CLAIM(truce_language_new(ctx, &source, &language) == TRUCE_OK, "one pattern is enough");
    host h = {0};
    CLAIM(run_line(&h, language, "states g") == 0 && strstr(h.result.bytes, "3 Zustände; status quo"),
          "English stands in: %s", h.result.bytes);
    free(h.result.bytes);
    free(h.told.bytes);
    truce_ctx_set_language(ctx, language);
    truce_ctx_set_language(ctx, NULL);
    truce_language_free(language);
    truce_language_free(NULL);
    truce_ctx_free(ctx);
}

static void check_list(void) {
    size_t count = truce_message_count();
    CLAIM(count > 500 && truce_message_key(0) && !truce_message_key(count) && !truce_message_english(count),
          "messages are listed");
    bool has_brief = false, has_all = true;
    for (size_t i = 0; i < count; i++) {
        has_brief |= strncmp(truce_message_key(i), "BRIEF_", strlen("BRIEF_")) == 0;
        has_all &= truce_message_english(i) != NULL;
    }
    CLAIM(has_brief && has_all, "those of the brief too, each with its English");
}

int main(void) {
    check_list();
    check_refusals();
    check_one_pattern();
    check_commands();
    return claims_end();
}
