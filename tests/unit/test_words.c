/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements, states and moves in words. The examples are of the Doha case, whose author has given clauses; a model
 * that has some and lacks others shows what stands in for them. What the words mean is tried on random statements: a
 * statement as terms has the truth that it has as a tree, and its opposite the other one.
 */
#include "harness.h"

#include "words/clauses.h"
#include "words/ending.h"
#include "words/states.h"
#include "words/terms.h"

typedef struct case_of {
    truce_model *model;
    truce_graph *graph;
} case_of;

static truce_ctx *ctx;

static case_of open_case(const char *file) {
    static char room[1 << 17];
    case_of c = {NULL, NULL};
    FILE *stream = fopen(file, "rb");
    size_t length = stream ? fread(room, 1, sizeof room, stream) : 0;
    if (stream) fclose(stream);
    if (truce_parse(ctx, room, length, file, &c.model) != TRUCE_OK) abort();
    if (truce_graph_build(ctx, c.model, &c.graph) != TRUCE_OK) abort();
    return c;
}

static void close_case(case_of *c) {
    truce_graph_free(c->graph);
    truce_model_free(c->model);
}

/* ------------------------------------------------------------------ examples */

typedef enum what { STATEMENT, OPPOSITE, CONDITION, FIRST, NAME, DIFFERENCES, MOVE } what;

typedef struct example {
    what what;
    const char *input; /* a statement, or "from to" */
    const char *party; /* of a condition */
    const char *words;
} example;

static void speak_statement(const truce__speaker *s, const example *e) {
    const truce_model *model = s->at->model;
    truce__arena arena;
    truce__stmt stmt;
    bool is_ok = false;
    uint32_t party = 0;
    truce__arena_init(&arena, ctx);
    truce_status status = truce__stmt_parse(ctx, &arena, model, &model->source, (truce__loc){0}, false, e->input,
                                            strlen(e->input), &stmt, &is_ok);
    CLAIM(status == TRUCE_OK && is_ok, "%s is a statement", e->input);
    while (e->party && strcmp(model->parties[party].id, e->party) != 0) party++;
    if (is_ok && e->what == STATEMENT) truce__speak_stmt(s, &stmt);
    if (is_ok && e->what == OPPOSITE) truce__speak_opposite(s, &stmt);
    if (is_ok && e->what >= CONDITION) truce__speak_condition(s, party, &stmt, e->what == FIRST);
    truce__arena_free(&arena);
}

static void check_examples(const case_of *c, const example *examples, size_t count) {
    truce__at at = truce__at_graph(c->graph);
    for (size_t i = 0; i < count; i++) {
        const example *e = &examples[i];
        unsigned long from = 0, to = 0;
        truce__text text;
        truce__text_init(&text, ctx);
        truce__speaker s = truce__plainly(&text, &at);
        if (e->what >= NAME) sscanf(e->input, "%lu %lu", &from, &to);
        if (e->what == NAME) truce__speak_state_name(&s, from);
        else if (e->what == DIFFERENCES) truce__speak_differences(&s, from, to);
        else if (e->what == MOVE) truce__speak_does(&s, from, to);
        else speak_statement(&s, e);
        CLAIM(strcmp(truce__text_bytes(&text), e->words) == 0, "'%s' is told as\n    %s\n    and not as\n    %s",
              e->input, truce__text_bytes(&text), e->words);
        truce__text_free(&text);
    }
}

static void examples_of_doha(void) {
    static const example examples[] = {
        {STATEMENT, "military = truce", NULL, "a temporary truce is observed"},
        {STATEMENT, "military >= truce", NULL, "the campaign is halted"},
        {STATEMENT, "push < leverage", NULL,
         "the United States does not make its support depend on a settlement"},
        {STATEMENT, "release < all", NULL, "hostages are still held"},
        {STATEMENT, "release >= more", NULL, "further hostages are free"},
        {STATEMENT, "release = more", NULL, "a further group of hostages is free"},
        {STATEMENT, "dismantled", NULL, "Hamas is disarmed and out of government"},
        {STATEMENT, "not dismantled", NULL, "Hamas is armed or in government"},
        {STATEMENT, "not (disarm or hand_over)", NULL, "Hamas keeps its arms and stays in government"},
        {STATEMENT, "not leave", NULL, "the coalition partners are in the government"},
        {STATEMENT, "military = ceasefire implies dismantled", NULL,
         "a full ceasefire is in force only if Hamas is disarmed and out of government"},
        {FIRST, "military = ceasefire implies dismantled", "israel",
         "The Israeli government would not agree to a full ceasefire unless Hamas is disarmed and out of "
         "government."},
        {CONDITION, "military = truce implies release >= more", "israel",
         "The Israeli government would rather not agree to a temporary truce unless further hostages are free."},
        {CONDITION, "release >= more implies military >= truce", "hamas",
         "Hamas would rather not release further hostages unless the campaign is halted."},
        {CONDITION, "release >= more implies military >= truce", "israel", ""},
        {CONDITION, "release >= more implies not leave", "hamas",
         "Hamas would rather not release further hostages while the coalition partners have left the government."},
        {FIRST, "release >= more implies not (leave or push >= leverage)", "hamas",
         "Hamas would not release further hostages while the coalition partners have left the government or the "
         "United States makes its support depend on a settlement."},
        {STATEMENT, "disarm or hand_over implies military = ceasefire", NULL,
         "if Hamas has laid down its arms or has given up governing, a full ceasefire is in force"},
        {STATEMENT, "leave iff military = ceasefire and not dismantled", NULL,
         "the coalition partners have left the government if, and only if, a full ceasefire is in force while Hamas "
         "is armed or in government"},
        {STATEMENT, "military = campaign if not dismantled", NULL,
         "as long as Hamas is armed or in government, the campaign goes on"},
        {STATEMENT, "military = ceasefire if dismantled", NULL,
         "once Hamas is disarmed and out of government, a full ceasefire is in force"},
        {STATEMENT, "military = truce if release = more and not dismantled", NULL,
         "once a further group of hostages is free while Hamas is armed or in government, a temporary truce is "
         "observed"},
        {STATEMENT, "delegation if push >= urge", NULL,
         "as long as the United States presses Israel for a settlement, the Israeli government has negotiators in "
         "Doha"},
        {OPPOSITE, "release >= more implies military >= truce", NULL,
         "further hostages are free while the campaign goes on"},
        {OPPOSITE, "military = truce implies release >= more", NULL,
         "a temporary truce is observed while no further hostages are free"},
        {NAME, "531", NULL, "a truce with further releases"},
        {DIFFERENCES, "138 531", NULL,
         "a temporary truce is observed, a further group of hostages is free and the United States vouches for talks "
         "on ending the war"},
        {DIFFERENCES, "138 236", NULL,
         "a full ceasefire is in force and Hamas is disarmed and out of government"},
        {NAME, "142", NULL, "the stalemate, and the coalition partners have left the government"},
        {NAME, "636", NULL, "a settlement with all hostages free"},
        {MOVE, "138 250", NULL, "release all hostages, lay down its arms and give up governing"},
        {MOVE, "140 139", NULL, "fall back to a temporary truce"},
        {DIFFERENCES, "138 138", NULL, ""},
        {DIFFERENCES, "138 636", NULL,
         "a full ceasefire is in force, all hostages are free, Hamas is disarmed and out of government and the "
         "United States vouches for talks on ending the war"},
        {STATEMENT, "leave and military = truce and delegation", NULL,
         "the coalition partners have left the government, a temporary truce is observed and the Israeli government "
         "has negotiators in Doha"},
        {STATEMENT, "delegation and release = all and not disarm", NULL,
         "the Israeli government has negotiators in Doha, all hostages are free and Hamas keeps its arms"},
        {STATEMENT, "leave and push = urge and guarantee", NULL,
         "the coalition partners have left the government, the United States urges Israel towards a settlement and "
         "vouches for talks on ending the war"},
    };
    case_of c = open_case(TRUCE_ROOT "/cases/doha-2025/model.yaml");
    check_examples(&c, examples, sizeof examples / sizeof *examples);
    close_case(&c);
}

static void is_said(truce__text *text, const char *words) {
    const char *told = truce__text_bytes(text);
    CLAIM(strcmp(told, words) == 0, "told is\n    %s\n    and not\n    %s", told, words);
    truce__text_clear(text);
}

/* Sentences of which results make several; test_told.py has those that commands print. */
static void sentences_of_doha(void) {
    enum { PARTNERS = 1, HAMAS, ISRAEL = 0 };
    case_of c = open_case(TRUCE_ROOT "/cases/doha-2025/model.yaml");
    truce__at at = truce__at_graph(c.graph);
    truce__text text;
    truce__text_init(&text, ctx);
    truce__speaker s = truce__plainly(&text, &at);
    uint64_t stays[TRUCE__MAX_OPTIONS] = {0};
    SPEAK(&s, PLAIN_REPLY, truce__party_named(ISRAEL), truce__own_changes_of(138, 139), truce__party_named(HAMAS),
          truce__own_changes_of(139, 147));
    is_said(&text, " If the Israeli government were to agree to a temporary truce, Hamas would rather release "
                   "further hostages than not.");
    truce__speak_expiry(&s, &c.model->expiries[0]);
    is_said(&text, "a temporary truce lasts as long as the releases take; then the campaign goes on");
    truce__add_what_stays(c.graph, 531, 530, stays);
    CLAIM(truce__speak_what_stays(&s, stays), "something stays of 531");
    is_said(&text, "a further group of hostages is free");
    truce__add_what_stays(c.graph, 139, 138, stays);
    CLAIM(!truce__speak_what_stays(&s, stays), "nothing stays of both 531 and 139");
    is_said(&text, "");
    SPEAK(&s, RATIFY_REFUSE, truce__party_named(PARTNERS), truce__state_called(531));
    is_said(&text, "The coalition partners would refuse a truce with further releases.");
    SPEAK(&s, RATIFY_ACCEPT_TOO, truce__party_named(PARTNERS), truce__state_called(636));
    is_said(&text, "They would accept a settlement with all hostages free.");
    truce__text_free(&text);
    close_case(&c);
}

static void examples_of_missing_words(void) {
    static const example examples[] = {
        {STATEMENT, "offer = land", NULL, "“Offer” is at land"},
        {STATEMENT, "offer >= water", NULL, "something is offered"},
        {STATEMENT, "offer != land", NULL, "no land is offered"},
        {STATEMENT, "offer != water", NULL, "“Offer” is at none or land"},
        {STATEMENT, "talk", NULL, "“talk” is taken"},
        {STATEMENT, "not talk", NULL, "“talk” is not taken"},
        {STATEMENT, "talks", NULL, "“talks” is the case"},
        {STATEMENT, "not talks", NULL, "“talks” is not the case"},
        {STATEMENT, "quiet", NULL, "a quiet standoff is the case"},
        {STATEMENT, "not standoff", NULL, "it is not so that the standoff goes on"},
        {STATEMENT, "not deal", NULL, "there is no deal"},
        {STATEMENT, "pump and offer = none", NULL, "the standoff goes on"},
        {STATEMENT, "sue or pump and talk", NULL,
         "a suit is filed, or the pump runs at night and “talk” is taken"},
        {STATEMENT, "not (pump implies talk)", NULL, "the pump runs at night and “talk” is not taken"},
        {STATEMENT, "not (pump iff talk)", NULL,
         "the pump runs at night if, and only if, “talk” is not taken"},
        {STATEMENT, "exactly 1 of (sue, talk)", NULL,
         "exactly one of these is so: a suit is filed, “talk” is taken"},
        {STATEMENT, "not at least 1 of (sue, talk)", NULL,
         "none of these is so: a suit is filed, “talk” is taken"},
        {STATEMENT, "not at most 1 of (sue, talk)", NULL,
         "at least two of these are so: a suit is filed, “talk” is taken"},
        {STATEMENT, "sue if talk", NULL, "once “talk” is taken, a suit is filed"},
        {STATEMENT, "sue and offer = none and not pump", NULL,
         "a suit is filed, nothing is offered and the pump rests at night"},
        {STATEMENT, "true", NULL, "always"},
        {STATEMENT, "offer = none and offer = land", NULL, "“Offer” is at none of its levels"},
        {NAME, "2", NULL, "a quiet standoff"},
        {MOVE, "2 5", NULL, "stop the pump at night and set “Offer” from none to land"},
        {MOVE, "5 3", NULL, "offer water only"},
    };
    case_of c = open_case(TRUCE_ROOT "/tests/cli/models/words.yaml");
    check_examples(&c, examples, sizeof examples / sizeof *examples);
    close_case(&c);
}

/* ------------------------------------------------------------------- meaning */

static uint32_t seed = 1;
static uint32_t roll(uint32_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Between parentheses, so that a longer one is made of it by any operator. */
static void random_statement(char *text, size_t size, int depth) {
    static const char *const atoms[] = {"pump", "sue", "talk", "offer", "offer = water", "offer != water",
                                        "offer < land", "offer in (none, land)", "standoff", "deal", "true"};
    static const char *const joints[] = {"and", "or", "implies", "if", "iff"};
    char left[2048], right[2048];
    if (depth == 0 || roll(4) == 0) {
        snprintf(text, size, "%s", atoms[roll(sizeof atoms / sizeof *atoms)]);
        return;
    }
    random_statement(left, sizeof left, depth - 1);
    random_statement(right, sizeof right, depth - 1);
    uint32_t kind = roll(8);
    if (kind == 0) snprintf(text, size, "not (%.900s)", left);
    else if (kind == 1) snprintf(text, size, "(at most 1 of ((%.900s), (%.900s)))", left, right);
    else snprintf(text, size, "((%.900s) %s (%.900s))", left, joints[roll(5)], right);
}

static void terms_mean_the_statement(void) {
    case_of c = open_case(TRUCE_ROOT "/tests/cli/models/words.yaml");
    uint32_t wrong = 0, told = 0;
    for (int i = 0; i < 4000; i++) {
        char text[2048];
        truce__arena arena;
        truce__stmt stmt;
        bool is_ok = false;
        static truce__terms terms[2];
        random_statement(text, sizeof text, 3);
        truce__arena_init(&arena, ctx);
        truce_status status = truce__stmt_parse(ctx, &arena, c.model, &c.model->source, (truce__loc){0}, false, text,
                                                strlen(text), &stmt, &is_ok);
        CLAIM(status == TRUCE_OK && is_ok, "%s is a statement", text);
        for (int is_denied = 0; is_ok && is_denied < 2; is_denied++)
            truce__terms_of(c.model, &stmt, is_denied, &terms[is_denied]);
        for (uint32_t state = 0; is_ok && state < 24; state++) {
            uint32_t levels[4] = {state % 2, state / 2 % 3, state / 6 % 2, state / 12};
            bool holds = truce__stmt_eval(c.model, &stmt, levels);
            wrong += truce__term_holds(&terms[0], terms[0].root, levels) != holds;
            wrong += truce__term_holds(&terms[1], terms[1].root, levels) == holds;
            told++;
        }
        truce__arena_free(&arena);
    }
    CLAIM(wrong == 0 && told > 90000, "terms have the truth of their statements: %u of %u wrong", wrong, told);
    close_case(&c);
}

int main(void) {
    truce_config config = {.threads = 1};
    ctx = truce_ctx_new(&config);
    examples_of_doha();
    sentences_of_doha();
    examples_of_missing_words();
    terms_mean_the_statement();
    truce_ctx_free(ctx);
    return claims_end();
}
