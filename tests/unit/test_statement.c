/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The statement language. Random statements are generated together with their truth tables: the generator knows the
 * grammar level by level, so precedence and associativity follow from its shape and not from any parser. The tables
 * have one bit for each of the 24 states of the model below.
 */
#include "harness.h"
#include "model/lex.h"
#include "model/model.h"

#include <stdint.h>

static const char model_text[] =
    "truce: 1\n"
    "parties:\n"
    "  - id: p\n"
    "    options:\n"
    "      - id: a\n"
    "      - {id: b, levels: [none, 'two words', \"it's\"]}\n"
    "      - {id: c, levels: [low, 'and']}\n"
    "      - id: d\n"
    "outcomes: {deal: a and not d, war: d or deal}\n"
    "preferences: {p: {order: [a]}}\n";

enum { N_STATES = 2 * 3 * 2 * 2, ALL = (1 << N_STATES) - 1 };

static truce_ctx *ctx;
static truce_model *model;

/* ---------------------------------------------------------------- tables */

static void levels_of(uint32_t state, uint32_t levels[4]) {
    levels[0] = state % 2;
    levels[1] = state / 2 % 3;
    levels[2] = state / 6 % 2;
    levels[3] = state / 12;
}

static uint32_t table_of(const truce__stmt *stmt) {
    uint32_t table = 0;
    for (uint32_t state = 0; state < N_STATES; state++) {
        uint32_t levels[4];
        levels_of(state, levels);
        if (truce__stmt_eval(model, stmt, levels)) table |= (uint32_t)1 << state;
    }
    return table;
}

/* Where option `option` stands at one of the levels whose bit is set. */
static uint32_t where(uint32_t option, uint32_t allowed) {
    uint32_t table = 0;
    for (uint32_t state = 0; state < N_STATES; state++) {
        uint32_t levels[4];
        levels_of(state, levels);
        if (allowed >> levels[option] & 1) table |= (uint32_t)1 << state;
    }
    return table;
}

/* ---------------------------------------------------------------- parsing */

static bool parse(truce__arena *arena, const char *text, truce__stmt *stmt) {
    bool is_ok = false;
    truce__source source = {.file = "statement", .text = text, .length = strlen(text)};
    truce__loc loc = {1, 1, 1};
    truce_status status = truce__stmt_parse(ctx, arena, model, &source, loc, true, text, strlen(text), stmt, &is_ok);
    CLAIM(status == TRUCE_OK, "parsing '%s' ends in order", text);
    return is_ok;
}

/* ----------------------------------------------------------------- random */

static uint64_t seed = 20250512;

static uint32_t roll(uint32_t sides) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % sides;
}

typedef struct draft {
    char text[1 << 14];
    size_t length;
} draft;

static void say(draft *d, const char *word) {
    size_t length = strlen(word);
    if (d->length + length + 2 > sizeof d->text) abort();
    memcpy(d->text + d->length, word, length);
    d->length += length;
    d->text[d->length] = 0;
}

/* One of two spellings. */
static void say_either(draft *d, const char *word, const char *sign) {
    say(d, roll(3) ? word : sign);
}

static uint32_t draw_statement(draft *d, int budget);

static uint32_t draw_comparison(draft *d) {
    static const char *const names[] = {"none", "'two words'", "\"it's\""};
    static const char *const signs[] = {" = ", "!=", " < ", "<=", ">", " >= "};
    static const uint32_t allowed[6][3] = {{1, 2, 4}, {6, 5, 3}, {0, 1, 3}, {1, 3, 7}, {6, 4, 0}, {7, 6, 4}};
    uint32_t sign = roll(6), level = roll(3);
    say(d, "b");
    say(d, signs[sign]);
    say(d, names[level]);
    return where(1, allowed[sign][level]);
}

static uint32_t draw_list(draft *d) {
    uint32_t which = roll(3);
    say(d, which == 0   ? "b in (none)"
           : which == 1 ? "b in ('it''s', none)"
                        : "b in('two words','it''s' , 'two words')");
    return where(1, which == 0 ? 1 : which == 1 ? 5 : 6);
}

static uint32_t draw_atom(draft *d) {
    uint32_t deal = where(0, 2) & where(3, 1);
    switch (roll(9)) {
    case 0: say(d, "a"); return where(0, 2);
    case 1: say(d, "b"); return where(1, 6);
    case 2: say(d, "d"); return where(3, 2);
    case 3: say(d, "c = 'and'"); return where(2, 2);
    case 4: say(d, "deal"); return deal;
    case 5: say(d, "war"); return where(3, 2) | deal;
    case 6: say(d, roll(2) ? "true" : "d or true and not d"); return ALL;
    case 7: return draw_comparison(d);
    default: return draw_list(d);
    }
}

static uint32_t draw_count(draft *d, int budget) {
    static const char *const words[] = {"exactly ", "at most ", "at least "};
    uint32_t how = roll(3), number = roll(5), count = 1 + roll(5), table = 0, tallies[N_STATES] = {0};
    say(d, words[how]);
    say(d, number == 1 && roll(2) ? "one" : (const char[]){(char)('0' + number), 0});
    say(d, " of (");
    for (uint32_t i = 0; i < count; i++) {
        if (i) say(d, ", ");
        uint32_t operand = draw_statement(d, budget - 2);
        for (uint32_t state = 0; state < N_STATES; state++) tallies[state] += operand >> state & 1;
    }
    say(d, ")");
    for (uint32_t state = 0; state < N_STATES; state++) {
        bool holds = how == 0 ? tallies[state] == number : how == 1 ? tallies[state] <= number
                                                                    : tallies[state] >= number;
        table |= (uint32_t)holds << state;
    }
    return table;
}

static uint32_t draw_unary(draft *d, int budget) {
    uint32_t kind = budget > 0 ? roll(5) : 3;
    if (kind == 4) return draw_count(d, budget);
    if (kind == 0) {
        say_either(d, "not ", "!");
        return ALL & ~draw_unary(d, budget - 1);
    }
    if (kind == 1) {
        say(d, "(");
        uint32_t table = draw_statement(d, budget - 1);
        say(d, ")");
        return table;
    }
    size_t before = d->length;
    uint32_t table = draw_atom(d);
    if (!strstr(d->text + before, " or true")) return table;
    d->length = before; /* that atom binds loosely: only within parentheses */
    d->text[before] = 0;
    say(d, "(d or true and not d)");
    return table;
}

static uint32_t draw_and(draft *d, int budget) {
    uint32_t table = draw_unary(d, budget);
    for (; budget > 0 && roll(3) == 0; budget--) {
        say_either(d, " and ", "&");
        table &= draw_unary(d, budget - 1);
    }
    return table;
}

static uint32_t draw_or(draft *d, int budget) {
    uint32_t table = draw_and(d, budget);
    for (; budget > 0 && roll(3) == 0; budget--) {
        say_either(d, " or ", "|");
        table |= draw_and(d, budget - 1);
    }
    return table;
}

static uint32_t draw_chain(draft *d, int budget) {
    uint32_t left = draw_or(d, budget);
    if (budget <= 0 || roll(3)) return left;
    say_either(d, " implies ", " -> ");
    return (ALL & ~left) | draw_chain(d, budget - 1);
}

static uint32_t draw_implication(draft *d, int budget) {
    if (budget <= 0 || roll(4)) return draw_chain(d, budget);
    uint32_t left = draw_or(d, budget - 1);
    say(d, " if ");
    return left | (ALL & ~draw_or(d, budget - 1));
}

static uint32_t draw_statement(draft *d, int budget) {
    uint32_t table = draw_implication(d, budget);
    for (; budget > 0 && roll(5) == 0; budget--) {
        say_either(d, " iff ", "<->");
        table = ALL & ~(table ^ draw_implication(d, budget - 1));
    }
    return table;
}

/* ------------------------------------------------------------------ tests */

static bool is_part_of_list(const char *text, size_t open) {
    return open >= 3 && (memcmp(text + open - 3, "in ", 3) == 0 || memcmp(text + open - 3, "of ", 3) == 0);
}

/* Whether a pair of parentheses is spare: the text without it is the same tree. Those of lists do not count. */
static bool has_spare_parentheses(truce__arena *arena, const truce__stmt *stmt) {
    size_t length = strlen(stmt->text);
    char *text = malloc(length + 1);
    bool is_spare = false;
    if (!text) abort();
    for (size_t open = 0; open < length; open++) {
        if (stmt->text[open] != '(' || is_part_of_list(stmt->text, open)) continue;
        size_t close = open;
        for (int depth = 0; close < length; close++) {
            depth += (stmt->text[close] == '(') - (stmt->text[close] == ')');
            if (depth == 0) break;
        }
        memcpy(text, stmt->text, length + 1);
        text[open] = text[close] = ' ';
        truce__stmt again;
        if (parse(arena, text, &again) && truce__stmt_equal(stmt, &again)) is_spare = true;
    }
    free(text);
    return is_spare;
}

static void random_statements(void) {
    for (int round = 0; round < 4000; round++) {
        static draft d;
        truce__arena arena;
        truce__arena_init(&arena, ctx);
        d.length = 0;
        uint32_t expected = draw_statement(&d, 1 + round % 6);
        truce__stmt stmt, again;
        bool is_ok = parse(&arena, d.text, &stmt);
        CLAIM(is_ok, "a random statement parses: %s", d.text);
        if (is_ok) {
            CLAIM(table_of(&stmt) == expected, "a random statement has its truth table: %s", d.text);
            bool is_back = parse(&arena, stmt.text, &again);
            CLAIM(is_back && truce__stmt_equal(&stmt, &again), "the canonical text is the same tree: %s", stmt.text);
            if (is_back) CLAIM_TEXT(again.text, stmt.text, "the canonical text of the canonical text");
            CLAIM(!has_spare_parentheses(&arena, &stmt), "no parentheses can be left out: %s", stmt.text);
        }
        truce_diags_clear(ctx);
        truce__arena_free(&arena);
    }
}

static void canonical_texts(void) {
    static const char *const pairs[][2] = {
        {"not a and b", "not a and b"},
        {"!(a&b)", "not (a and b)"},
        {"not (not a)", "not not a"},
        {"(not a) and (b or d)", "not a and (b or d)"},
        {"(a and b) or d", "a and b or d"},
        {"a and (b and d)", "a and (b and d)"},
        {"(a and b) and d", "a and b and d"},
        {"a -> (b -> d)", "a implies b implies d"},
        {"(a -> b) -> d", "(a implies b) implies d"},
        {"a -> (b if d)", "a implies (b if d)"},
        {"(a -> b) if d", "(a implies b) if d"},
        {"a if (b if d)", "a if (b if d)"},
        {"a if b or d", "a if b or d"},
        {"(a <-> b) <-> d", "a iff b iff d"},
        {"a <-> (b <-> d)", "a iff (b iff d)"},
        {"a <-> (b -> d)", "a iff b implies d"},
        {"not (b = none)", "not b = none"},
        {"b in (\"it's\", none, none)", "b in (none, \"it's\")"},
        {"c = \"and\"", "c = 'and'"},
        {"b='two words'", "b = 'two words'"},
        {"a\n\tor d", "a or d"},
        {"exactly one of(a,b)", "exactly 1 of (a, b)"},
        {"not (at most 07 of ((a or d), (not a)))", "not at most 7 of (a or d, not a)"},
        {"at least twelve of (a) & (exactly 0 of (exactly 1 of (a, d), b))",
         "at least 12 of (a) and exactly 0 of (exactly 1 of (a, d), b)"},
    };
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        truce__stmt stmt = {.text = NULL};
        parse(&arena, pairs[i][0], &stmt);
        CLAIM_TEXT(stmt.text, pairs[i][1], "the canonical text of '%s'", pairs[i][0]);
    }
    truce__arena_free(&arena);
}

static void different_trees(void) {
    static const char *const pairs[][2] = {
        {"a and b", "b and a"},
        {"a", "d"},
        {"b = none", "b != none"},
        {"b = none", "b = 'two words'"},
        {"b in (none)", "b = none"},
        {"a if d", "d implies a"},
        {"a and (b and d)", "(a and b) and d"},
        {"deal", "war"},
        {"true", "false"},
        {"a", "not not a"},
        {"b in (none)", "b in (none, 'two words')"},
        {"exactly 1 of (a, d)", "exactly 2 of (a, d)"},
        {"exactly 1 of (a, d)", "at most 1 of (a, d)"},
        {"exactly 1 of (a, d)", "exactly 1 of (d, a)"},
        {"exactly 1 of (a, d)", "exactly 1 of (a, d, d)"},
        {"exactly 1 of (a)", "a"},
    };
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        truce__stmt one, other;
        bool are_ok = parse(&arena, pairs[i][0], &one) && parse(&arena, pairs[i][1], &other);
        CLAIM(are_ok && !truce__stmt_equal(&one, &other), "'%s' and '%s' are different", pairs[i][0], pairs[i][1]);
        CLAIM(are_ok && truce__stmt_equal(&one, &one), "'%s' is equal to itself", pairs[i][0]);
    }
    truce__arena_free(&arena);
}

#define COUNT_HINT "write a number, 'of', and statements in parentheses: at most 2 of (a, b, c)"

static void carets(void) {
    static const struct {
        const char *text;
        uint32_t column, length;
        const char *message, *hint;
    } cases[] = {
        {"a and bb", 7, 2, "option 'bb' is not known", "did you mean 'b'?"},
        {"b = nune", 5, 4, "option 'b' has no level 'nune'", "did you mean 'none'?"},
        {"'é' or a", 1, 3, "option 'é' is not known", "no option and no outcome is called that"},
        {"a or 'ééé' or é", 6, 5, "option 'ééé' is not known", "no option and no outcome is called that"},
        {"(a or (b)", 1, 1, "this '(' is never closed", NULL},
        {"a)", 2, 1, "no '(' is open for this ')'", NULL},
        {"a && b", 3, 2, "'&&' is not a sign of this language", "write 'and' or '&'"},
        {"a if b if d", 8, 2, "a chain with 'if' can be read in two ways", "put one of the two in parentheses"},
        {"a  iff", 4, 3, "something is missing behind 'iff'", NULL},
        {"", 1, 1, "the statement is empty", NULL},
        {"deal = a", 1, 4, "'deal' is an outcome; only options are compared with levels", NULL},
        {"c = and", 5, 3, "'and' is a word of this language", "put quotes around it"},
        {"b = 'never", 5, 1, "a level of 'b' is expected here", "this quote is never closed"},
        {"none", 1, 4, "option 'none' is not known", "it is a level: write 'b = none'"},
        {"a = true", 5, 4, "option 'a' has no level 'true'", "write 'yes'"},
        {"exactly 1 of (a, q)", 18, 1, "option 'q' is not known", "no option and no outcome is called that"},
        {"exactly 1 of (a, d", 14, 1, "this '(' is never closed", NULL},
        {"at most of (a)", 9, 2, "'of' cannot stand here", COUNT_HINT},
        {"at least one (a)", 14, 1, "'(' cannot stand here", COUNT_HINT},
        {"exactly 2 of a, d", 14, 1, "'a' cannot stand here", COUNT_HINT},
        {"exactly 2", 9, 1, "something is missing behind '2'", COUNT_HINT},
        {"exactly 1234567890 of (a)", 9, 10, "the number is too large", COUNT_HINT},
        {"if a then not d", 1, 2, "'if' cannot stand here", "write 'a implies not d'"},
        {"a and (if a and d, then b = none)", 8, 2, "'if' cannot stand here", "write 'a and d implies b = none'"},
        {"a requires d or b", 3, 8, "'requires' cannot stand here", "write 'a implies d or b'"},
        {"not (a xor d)", 8, 3, "'xor' cannot stand here", "write 'not (a iff d)'"},
        {"a ^ d", 3, 1, "'^' cannot stand here", "write 'not (a iff d)'"},
        {"a unless d or b", 3, 6, "'unless' cannot stand here", "write 'a if not (d or b)'"},
        {"a + d <= 1", 3, 1, "'+' is not a sign of this language", "write 'at most 1 of (a, d)'"},
        {"b and a + d + a > 1", 9, 1, "'+' is not a sign of this language", "write 'at least 2 of (a, d, a)'"},
        {"a + d == 1", 3, 1, "'+' is not a sign of this language", "write 'exactly 1 of (a, d)'"},
        {"one of (a, d)", 1, 3, "'one' cannot stand here", "write 'exactly 1 of (...)' or 'at least 1 of (...)'"},
        {"Exactly 1 of (a, d)", 1, 7, "'Exactly' cannot stand here",
         "write 'exactly N of (A, B, C)', 'at most N of (...)' or 'at least N of (...)'"},
    };
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        truce__stmt stmt;
        truce_diags_clear(ctx);
        CLAIM(!parse(&arena, cases[i].text, &stmt), "'%s' is wrong", cases[i].text);
        const truce_diag *diag = truce_diag_at(ctx, 0);
        CLAIM(diag && diag->column == cases[i].column && diag->length == cases[i].length,
              "the caret of '%s' stands at %u for %u, not at %u for %u", cases[i].text, cases[i].column,
              cases[i].length, diag ? diag->column : 0, diag ? diag->length : 0);
        CLAIM_TEXT(diag ? diag->message : NULL, cases[i].message, "what is said of '%s'", cases[i].text);
        CLAIM_TEXT(diag && diag->hint ? diag->hint : "", cases[i].hint ? cases[i].hint : "", "the hint for '%s'",
                   cases[i].text);
    }
    truce_diags_clear(ctx);
    truce__stmt stmt;
    CLAIM(!parse(&arena, "bb or cc and b = nune", &stmt) && truce_diags_total(ctx) == 3,
          "all wrong names are reported");
    truce_diags_clear(ctx);
    truce__arena_free(&arena);
}

/* Puts `before` `count` times in front of "a" and `after` as often behind it. */
static bool parse_nested(truce__arena *arena, int count, const char *before, const char *after, truce__stmt *stmt) {
    static char text[1 << 20];
    text[0] = 0;
    size_t length = 0, size = strlen(before);
    for (int i = 0; i < count; i++, length += size) memcpy(text + length, before, size);
    text[length++] = 'a';
    for (int i = 0; i < count; i++, length += strlen(after)) memcpy(text + length, after, strlen(after));
    text[length] = 0;
    truce_diags_clear(ctx);
    return parse(arena, text, stmt);
}

static void depths(void) {
    const int most = TRUCE__MAX_STATEMENT_DEPTH;
    truce__arena arena;
    truce__stmt stmt;
    truce__arena_init(&arena, ctx);
    CLAIM(parse_nested(&arena, most, "(", ")", &stmt), "parentheses up to the limit");
    CLAIM(!parse_nested(&arena, most + 1, "(", ")", &stmt), "parentheses above the limit");
    CLAIM(parse_nested(&arena, most, "not ", "", &stmt) && table_of(&stmt) == where(0, 2), "an even number of nots");
    CLAIM(!parse_nested(&arena, most + 1, "not ", "", &stmt), "nots above the limit");
    CLAIM(parse_nested(&arena, most, "d implies ", "", &stmt), "implications up to the limit");
    CLAIM(!parse_nested(&arena, most + 1, "d implies ", "", &stmt), "implications above the limit");
    CLAIM(truce_diags_total(ctx) == 1, "a statement nested too deep is one error");
    CLAIM(parse_nested(&arena, most, "(d iff d or d and ", ")", &stmt), "the deepest mixture can be evaluated");
    CLAIM(table_of(&stmt) != 0, "the deepest mixture has a value");
    CLAIM(parse_nested(&arena, most, "exactly 1 of (d iff d or d and ", ")", &stmt), "counts up to the limit");
    CLAIM(table_of(&stmt) != 0, "the deepest counts have a value");
    CLAIM(!parse_nested(&arena, most + 1, "at most 1 of (", ")", &stmt), "counts above the limit");
    CLAIM(parse_nested(&arena, 60000, "d or ", "", &stmt), "a long chain is not deep");
    CLAIM(table_of(&stmt) == (where(0, 2) | where(3, 2)), "a long chain has its value");
    CLAIM(strlen(stmt.text) == 60000 * 5 + 1, "a long chain is written without parentheses");
    CLAIM(parse_nested(&arena, 3 * most, "(d) or ", "", &stmt), "parentheses side by side are not deep");
    CLAIM(parse_nested(&arena, 3 * most, "not d or ", "", &stmt), "nots side by side are not deep");
    CLAIM(parse_nested(&arena, 3 * most, "(d -> d) or ", "", &stmt), "implications side by side are not deep");
    CLAIM(parse_nested(&arena, 3 * most, "d -> d iff ", "", &stmt), "implications in a chain are not deep");
    truce_diags_clear(ctx);
    truce__arena_free(&arena);
}

static void words(void) {
    static const char *const bare[] = {"land", "2nd", "x.y", "full-stop", "水", "لا", "Land", "a1_b"};
    static const char *const quoted[] = {"",   "two words", "and",  "AND", "rest",    "-x",
                                         "x-", "a,b",       "it's", "a→b", "a\u00A0b"};
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        CLAIM(truce__is_bare(bare[i], strlen(bare[i])), "'%s' needs no quotes", bare[i]);
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        CLAIM(!truce__is_bare(quoted[i], strlen(quoted[i])), "'%s' needs quotes", quoted[i]);
}

int main(void) {
    ctx = truce_ctx_new(NULL);
    if (!ctx || truce_parse(ctx, model_text, sizeof model_text - 1, "model", &model) != TRUCE_OK) return 1;
    random_statements();
    canonical_texts();
    different_trees();
    carets();
    depths();
    words();
    truce_model_free(model);
    truce_ctx_free(ctx);
    return claims_end();
}
