/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The letters of scalars: texts are written as YAML in random ways and must come back. Where writing needs the rules
 * that are tested (folding), the values are those of the specification's chapter 8 and of PyYAML 6.0.
 */
#include "harness.h"

#include "document/document.h"

#define RANDOM_SEED 17
#define TEXT_ROOM 4000
#include "random_text.h"

/* The last scalar that is written in the document; NULL after an error. Free the arena and the document. */
static const truce__yaml *last_scalar(truce_ctx *ctx, truce__arena *arena, const char *yaml,
                                      truce__document *document) {
    truce__arena_init(arena, ctx);
    if (truce__document_read(ctx, arena, yaml, strlen(yaml), "m", document) != TRUCE_OK) return NULL;
    const truce__yaml *node = document->has_errors ? NULL : document->root;
    while (node && node->kind != TRUCE__YAML_SCALAR) {
        const truce__pair *last = node->last;
        node = last->key && truce__yaml_is_null(last->value) ? last->key : last->value;
    }
    return node;
}

static void expect(truce_ctx *ctx, const char *yaml, const char *letters, const char *what) {
    truce__arena arena;
    truce__document document;
    const truce__yaml *node = last_scalar(ctx, &arena, yaml, &document);
    const truce_diag *diag = truce_diag_at(ctx, 0);
    CLAIM_TEXT(node ? node->text : diag ? diag->message : NULL, letters, "%s, of:\n%s", what, yaml);
    CLAIM(!node || node->length == strlen(node->text), "its length, of: %s", yaml);
    truce__document_free(&document);
    truce__arena_free(&arena);
    truce_diags_clear(ctx);
}

/* ------------------------------------------------------------------ places */

/* Where a scalar may stand, with what a line in it begins with. A key has no value, so it is the last scalar. */
static const struct {
    const char *before, *behind, *margin;
} places[] = {
    {"", "\n", ""},          {"k: ", "\n", "  "},     {"- ", "\n", " "},      {"[", "]\n", " "},
    {"{k: ", "}\n", " "},    {"a: {k: [", "]}\n", "  "}, {"- - k: ", "\n", "      "}, {"k: ", "", "  "},
};
static const struct {
    const char *before, *behind;
} keys[] = {{"", ":\n"}, {"- ", ":\n"}, {"{", ": }\n"}, {"? ", "\n"}};
enum { N_PLACES = sizeof places / sizeof *places, N_KEYS = sizeof keys / sizeof *keys };

static void expect_everywhere(truce_ctx *ctx, const char *quoted, const char *letters, const char *what) {
    char yaml[TEXT_ROOM];
    for (size_t i = 0; i < N_PLACES; i++) {
        snprintf(yaml, sizeof yaml, "%s%s%s", places[i].before, quoted, places[i].behind);
        expect(ctx, yaml, letters, what);
    }
    for (size_t i = 0; i < N_KEYS; i++) {
        snprintf(yaml, sizeof yaml, "%s%s%s", keys[i].before, quoted, keys[i].behind);
        expect(ctx, yaml, letters, what);
    }
}

/* ----------------------------------------------------------- single quotes */

static void quote(text *t, const char *value) {
    add(t, "'");
    for (const char *at = value; *at; at++) add(t, *at == '\'' ? "''" : "%c", *at);
    add(t, "'");
}

/* Runs of 0 to 9 quotes before, between and behind letters. */
static void runs_of_quotes(truce_ctx *ctx) {
    enum { MOST = 9 };
    static const char nines[] = "'''''''''";
    char value[64];
    for (int a = 0; a <= MOST; a++)
        for (int b = 0; b <= MOST; b += a % 3 ? 3 : 1)
            for (int c = 0; c <= MOST; c += 1 + (a + b) % 4) {
                text t = {.length = 0};
                snprintf(value, sizeof value, "%.*sx%.*s y%.*s", a, nines, b, nines, c, nines);
                quote(&t, value);
                expect_everywhere(ctx, t.at, value, "runs of quotes");
            }
    for (int n = 1; n <= MOST; n++) {
        text t = {.length = 0};
        quote(&t, nines + MOST - n);
        expect_everywhere(ctx, t.at, nines + MOST - n, "nothing but quotes");
    }
}

/* Words with quotes, in several lines. */
static void folded_quotes(truce_ctx *ctx) {
    static const char *const words[] = {"a", "it's", "''", "'", "b, 'c", "\\", "\"", "# d", ": e"};
    for (int round = 0; round < 2000; round++) {
        size_t place = draw(N_PLACES);
        text value = {.length = 0}, yaml = {.length = 0};
        add(&yaml, "%s'", places[place].before);
        for (uint32_t i = 0, n = 1 + draw(6); i < n; i++) {
            const char *word = words[draw(sizeof words / sizeof *words)];
            uint32_t breaks = i ? draw(4) : 0;
            if (i) add(&value, "%.*s", breaks < 2 ? 1 : (int)breaks - 1, breaks < 2 ? " " : "\n\n");
            if (i) add(&yaml, "%s", draw(2) && breaks ? " " : breaks ? "" : " ");
            for (uint32_t k = 0; k < breaks; k++) add(&yaml, "\n%s", k + 1 < breaks ? "" : places[place].margin);
            add(&value, "%s", word);
            for (const char *at = word; *at; at++) add(&yaml, *at == '\'' ? "''" : "%c", *at);
        }
        add(&yaml, "'%s", places[place].behind);
        if (places[place].margin[0]) expect(ctx, yaml.at, value.at, "quotes in several lines");
    }
}

/* ----------------------------------------------------------- double quotes */

static void add_point(text *t, uint32_t point) {
    if (point < 0x80) add(t, "%c", (int)point);
    else if (point < 0x800) add(t, "%c%c", (int)(0xC0 | point >> 6), (int)(0x80 | (point & 0x3F)));
    else if (point < 0x10000)
        add(t, "%c%c%c", (int)(0xE0 | point >> 12), (int)(0x80 | (point >> 6 & 0x3F)), (int)(0x80 | (point & 0x3F)));
    else
        add(t, "%c%c%c%c", (int)(0xF0 | point >> 18), (int)(0x80 | (point >> 12 & 0x3F)),
            (int)(0x80 | (point >> 6 & 0x3F)), (int)(0x80 | (point & 0x3F)));
}

/* One of the ways to write the character between double quotes. */
static void add_spelling(text *t, uint32_t point) {
    uint32_t way = draw(5);
    if (way == 0 && point < 0x100) add(t, "\\x%02x", point);
    else if (way == 1 && point < 0x10000) add(t, "\\u%04X", point);
    else if (way == 1) add(t, "\\u%04x\\u%04x", 0xD800 + ((point - 0x10000) >> 10), 0xDC00 + (point & 0x3FF));
    else if (way == 2) add(t, "\\U%08X", point);
    else if (point == '\n' || point == '\t') add(t, point == '\n' ? "\\n" : "\\t");
    else if (point == '"' || point == '\\') add(t, "\\%c", (int)point);
    else if (way == 3 && (point == ' ' || point == '/')) add(t, "\\%c", (int)point);
    else if (way == 3 && point == 0xA0) add(t, "\\_");
    else add_point(t, point);
}

static void spellings(truce_ctx *ctx) {
    static const uint32_t points[] = {'a', 'b', ' ', '\'', '"', '\\', '/', '\n', '\t', '#', ':', 0xA0, 0xE9,
                                      0x7FF, 0x800, 0x4E00, 0xFFFD, 0x10000, 0x1F389, 0x10FFFD};
    for (int round = 0; round < 3000; round++) {
        text value = {.length = 0}, quoted = {.length = 0};
        add(&quoted, "\"");
        for (uint32_t i = 0, n = draw(12); i < n; i++) {
            uint32_t point = points[draw(sizeof points / sizeof *points)];
            add_point(&value, point);
            add_spelling(&quoted, point);
        }
        add(&quoted, "\"");
        expect_everywhere(ctx, quoted.at, value.at, "escapes");
    }
}

/* Lines cut by a backslash: the blanks before it stay, those behind do not. */
static void continued(truce_ctx *ctx) {
    for (int round = 0; round < 500; round++) {
        size_t place = 1 + draw(6);
        text value = {.length = 0}, yaml = {.length = 0};
        add(&yaml, "%s\"", places[place].before);
        for (uint32_t i = 0, n = 2 + draw(5); i < n; i++) {
            static const char *const words[] = {"a", "b ", "  c", "\\\\", "\\u00e9 "}, *const means[] = {
                "a", "b ", "  c", "\\", "\xC3\xA9 "};
            uint32_t word = draw(5);
            add(&value, "%s", means[word]);
            add(&yaml, word == 2 ? "\\%s" : "%s", words[word]);
            if (i + 1 < n) add(&yaml, "\\\n%s", places[place].margin);
        }
        add(&yaml, "\"%s", places[place].behind);
        expect(ctx, yaml.at, value.at, "lines cut by a backslash");
    }
}

/* --------------------------------------------------------------- behind | */

static void lines(truce_ctx *ctx) {
    static const char *const heads[] = {"k: ", "- ", "- - ", "a:\n  k: ", "a:\n- ", "'x | # y': "};
    static const int around[] = {0, 0, 2, 2, 0, 0}; /* spaces before the collection */
    static const char *const words[] = {"a", "b c", " d", "# e", "- f: g", "'h", "\ti"};
    for (int round = 0; round < 3000; round++) {
        text value = {.length = 0}, yaml = {.length = 0};
        uint32_t head = draw(6), indent = 1 + draw(4), chomp = draw(3), first = draw(7), after = draw(3);
        bool is_told = first == 2 || first == 6 || draw(2);
        add(&yaml, "%s|", heads[head]);
        bool is_chomp_first = draw(2);
        if (is_chomp_first) add(&yaml, "%s", chomp == 0 ? "" : chomp == 1 ? "-" : "+");
        if (is_told) add(&yaml, "%u", indent);
        if (!is_chomp_first) add(&yaml, "%s", chomp == 0 ? "" : chomp == 1 ? "-" : "+");
        add(&yaml, "%s\n", draw(3) ? "" : "  # a | # note");
        for (uint32_t i = 0, n = 1 + draw(5); i < n; i++) {
            uint32_t word = i ? draw(7) : first, empty = i ? draw(3) : 0;
            add(&yaml, "%.*s%*s%s\n", (int)empty, "\n\n", around[head] + (int)indent, "", words[word]);
            add(&value, "%s%.*s%s", i ? "\n" : "", (int)empty, "\n\n", words[word]);
        }
        add(&yaml, "%.*s", (int)after, "\n\n");
        add(&value, "%s%.*s", chomp == 1 ? "" : "\n", chomp == 2 ? (int)after : 0, "\n\n");
        expect(ctx, yaml.at, value.at, "lines behind |");
    }
}

/* ------------------------------------------------------------------ recorded */

static const struct {
    const char *yaml, *text;
} recorded[] = {
    {"k: 'a''''b'", "a''b"},
    {"k: ''''", "'"},
    {"k: ''''''", "''"},
    {"k: 'a ''\n\n  '' b'", "a '\n' b"},
    {"k: ' a\n  b '", " a b "},
    {"k: \"a \\\n  b\"", "a b"},
    {"k: \"a\\\n\n  b\"", "a\nb"},
    {"k: \"\\x41\\u00e9\\U0001F389\\/\\\\\\\"\"", "A\xC3\xA9\xF0\x9F\x8E\x89/\\\""},
    {"k: \"\\ a\\ \n  b\\t\n\n  c\"", " a  b\t\nc"},
    {"k: \"a\\\n  \\  b\"", "a  b"},
    {"k: \" \n  a\n \n  \"", " a\n"},
    {"k: a\n  b\n\n  c  d", "a b\nc  d"},
    {"- |\n a\n\n\n", "a\n"},
    {"- |-\n a\n\n", "a"},
    {"- |+\n a\n\n", "a\n\n"},
    {"- >\n a\n b\n\n c\n\n  d\n e\n", "a b\nc\n\n d\ne\n"},
    {"- >2-\n    a\n   b\n", "  a\n b"},
    {"- |1\n  a\n b\n", " a\nb\n"},
    {"- >+\n a\n\n", "a\n\n"},
    {"- >1+\n", ""},
    {"- >  # note\n", ""},
    {"- |\n", ""},
    {"- |+\n\n", "\n"},
    {"- |-\n a", "a"},
    {"- |\n a", "a"},
    {"- >\n\n  a\n\n  b\n", "\na\nb\n"},
    {"o:\n  - |2\n      a\n    b\n", "  a\nb\n"},
    {"o:\n- |+ # x\n a\n\n# end\n", "a\n\n"},
    {"- >\n folded\n line\n\n next\n line\n   * bullet\n\n   * list\n   * lines\n\n last\n line\n\n# Comment",
     "folded line\nnext line\n  * bullet\n\n  * list\n  * lines\n\nlast line\n"},
    {"\"a | # b\": |\n  c\n", "c\n"},
    {"'a > # b': >-\n  c\n  d\n", "c d"},
    {"k: >-\n  a\n\n   b\n\n  c\n", "a\n\n b\n\nc"},
};

static void wrong_escapes(truce_ctx *ctx) {
    static const char *const wrong[] = {"\"\\uD83C\"",     "\"\\uDF89\\uD83C\"", "\"\\U00110000\"",
                                        "\"\\UFFFFFFFF\"", "\"\\x4\"",          "\"\\u12\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        truce__arena arena;
        truce__document document;
        CLAIM(!last_scalar(ctx, &arena, wrong[i], &document), "%s is an error", wrong[i]);
        CLAIM(truce_diag_count(ctx, TRUCE_ERROR) == 1 && truce_diag_at(ctx, 0)->line == 1, "one, with a place: %s",
              wrong[i]);
        truce__document_free(&document);
        truce__arena_free(&arena);
        truce_diags_clear(ctx);
    }
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) return 1;
    runs_of_quotes(ctx);
    folded_quotes(ctx);
    spellings(ctx);
    continued(ctx);
    lines(ctx);
    for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
        expect(ctx, recorded[i].yaml, recorded[i].text, "as recorded");
    wrong_escapes(ctx);
    truce_ctx_free(ctx);
    return claims_end();
}
