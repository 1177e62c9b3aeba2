/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits of texts. First exact texts, then a thousand random documents in random layout: the library makes each edit
 * to the text, this program makes it to a tree, and reading the text must give the tree. The trees here, their
 * writing, the edits made to them and the comparison share nothing with the library but its reader of YAML.
 */
#include "harness.h"
#include "document/yaml.h"

#include <truce/edit.h>

#include <stdint.h>

/* ------------------------------------------------------------- exact texts */

static char *edited(truce_ctx *ctx, const char *text, const truce_edit *edits, size_t count) {
    char *out = NULL, *copy = NULL;
    size_t length = 0;
    truce_diags_clear(ctx);
    if (truce_text_edit(ctx, text, strlen(text), "m.yaml", edits, count, &out, &length) != TRUCE_OK) {
        copy = malloc(1000);
        if (!copy) abort();
        snprintf(copy, 1000, "error: %s", truce_diags_total(ctx) ? truce_diag_at(ctx, 0)->message : "(not said)");
        return copy;
    }
    copy = malloc(length + 1);
    if (!copy) abort();
    memcpy(copy, out, length);
    copy[length] = 0;
    truce_release(ctx, out);
    return copy;
}

static void expect(truce_ctx *ctx, const char *text, truce_edit edit, const char *expected, const char *name) {
    char *out = edited(ctx, text, &edit, 1);
    CLAIM_TEXT(out, expected, "%s", name);
    free(out);
}

#define SET(place, with) ((truce_edit){.op = TRUCE_EDIT_SET, .path = place, .value = with})
#define REMOVE(place) ((truce_edit){.op = TRUCE_EDIT_REMOVE, .path = place})
#define INSERT(place, with) ((truce_edit){.op = TRUCE_EDIT_INSERT, .path = place, .value = with})
#define MOVE(place, where) ((truce_edit){.op = TRUCE_EDIT_MOVE, .path = place, .to = where})

static const char well[] =
    "# A well.\n"
    "truce: 1   # the format\n"
    "title: Two neighbours\n"
    "\n"
    "parties:\n"
    "  - id: north   # up the hill\n"
    "    options:\n"
    "      - {id: pump, name: Pump at night}\n"
    "  - id: south\n"
    "    options: [{id: sue}]\n"
    "\n"
    "feasible:\n"
    "  # nobody does both\n"
    "  - not (pump and sue)  # for now\n"
    "status_quo: {pump: yes}\n"
    "preferences:\n"
    "  north:\n"
    "    order:\n"
    "      # first of all\n"
    "      - not sue   # peace\n"
    "      - that: pump\n"
    "        because: >-\n"
    "          the harvest\n"
    "          needs it\n"
    "\n"
    "      # least\n"
    "      - pump if sue\n"
    "  south:\n"
    "    weigh: {pump: -1, \"sue, or not\": 2}\n";

/* `well` with its first `from` replaced. */
static const char *with(const char *from, const char *to) {
    static char made[4000];
    const char *at = strstr(well, from);
    if (!at) abort();
    snprintf(made, sizeof made, "%.*s%s%s", (int)(at - well), well, to, at + strlen(from));
    return made;
}

/* A block that is written anew: its comments stand beside the same scalars again. */
static void comments_within(truce_ctx *ctx) {
    static const char wish[] = "p:\n"
                               "  x:   # the first\n"
                               "    # in this order\n"
                               "    order:  # of steps\n"
                               "      # before all\n"
                               "      # else\n"
                               "      - a and b   # why not\n"
                               "      # least\n"
                               "      - that: b\n"
                               "        because: >-  # in short\n"
                               "          it is # no comment\n"
                               "        source: [s, t]  # both\n"
                               "  # the second\n"
                               "  y: 1\n";
    static const char order[] = "{order: [a and b, {that: b, because: \"it is # no comment\", source: [s, t]}]}";
    char either[400], anew[1000];
    expect(ctx, wish, SET("p.x", "{weigh: {a and b: 2, b: {weight: 1, source: [s, t]}}}"),
           "p:\n  x:   # the first\n    weigh:\n      # in this order\n      # of steps\n"
           "      # before all\n      # else\n      a and b: 2   # why not\n      # least\n"
           "      b:\n        weight: 1\n"
           "        source: [s, t]  # both\n  # the second\n  y: 1\n",
           "a statement that becomes a key keeps its comments");
    snprintf(either, sizeof either, "{either: [%s, %s, {order: [b]}]}", order, order);
    static const char alternative[] = "      # in this order\n      - order:  # of steps\n          # before all\n"
                                      "          # else\n          - a and b   # why not\n          # least\n"
                                      "          - that: b\n"
                                      "            because: >-  # in short\n"
                                      "              it is # no comment\n"
                                      "            source: [s, t]  # both\n";
    snprintf(anew, sizeof anew, "p:\n  x:   # the first\n    either:\n%s%s      - order:\n          - b\n%s",
             alternative, alternative, "  # the second\n  y: 1\n");
    expect(ctx, wish, SET("p.x", either), anew, "each of two that are alike has the comments");
    expect(ctx, anew, SET("p.x", "{order: [b]}"),
           "p:\n  x:   # the first\n    order:\n      - b\n  # the second\n  y: 1\n", "one without has none");
    expect(ctx, anew, SET("p.x", order), wish, "and back");
    static const char folded[] = "p:\n  x:\n    order:\n      - a   # why\n\n      - that: b\n        because: >\n"
                                 "          it is\n          so\n\n          and more\n\n      # last\n"
                                 "      - that: c\n        because: |  # lines\n          one\n            two\n"
                                 "  y: 1\n";
    static const char said[] = "{that: b, because: \"it is so\\nand more\\n\"}";
    snprintf(either, sizeof either, "{either: [{order: [a, %s, {that: c, because: \"one\\n  two\\n\"}]}, "
                                    "{order: [%s]}]}", said, said);
    static const char unsure[] = "p:\n  x:\n    either:\n      - order:\n          - a   # why\n\n"
                                 "          - that: b\n            because: >\n              it is\n"
                                 "              so\n\n              and more\n\n          # last\n"
                                 "          - that: c\n            because: |  # lines\n              one\n"
                                 "                two\n      - order:\n\n          - that: b\n"
                                 "            because: >\n              it is\n              so\n\n"
                                 "              and more\n  y: 1\n";
    expect(ctx, folded, SET("p.x", either), unsure, "blank lines and texts behind | or > stay");
    expect(ctx, unsure, SET("p.x", "{order: [a, {that: b, because: \"it is so\\nand more\\n\"}, "
                                   "{that: c, because: \"one\\n  two\\n\"}]}"), folded, "and back");
    expect(ctx, folded, SET("p.x", "{order: [{that: b, because: it is so}, {that: c, because: one}]}"),
           "p:\n  x:\n    order:\n\n      - that: b\n        because: it is so\n\n      # last\n"
           "      - that: c\n        because: one  # lines\n  y: 1\n", "other texts are written on one line");
    expect(ctx, folded, SET("p.x.order.2.because", "\"it is so\\nand more\\n\""), folded, "what stands there stays");
    expect(ctx, "p:\n  - either:\n      - a  # or\n      # not\n      - b\n", SET("p.1", "b"),
           "p:\n  - b  # not\n", "behind, where there is no line above");
    expect(ctx, "p:\n  - a: x  # so\n    b: y\n  - z\n", SET("p.1", "{b: y, a: x}"),
           "p:\n  - b: y\n    a: x  # so\n  - z\n", "in an element");
    expect(ctx, "q: &q b\np:\n  x:\n    - a  # so\n    - *q\n", SET("p.x", "[a]"), "q: &q b\np:\n  x: [a]\n",
           "where aliases stand nothing is kept");
}

static void exact_texts(truce_ctx *ctx) {
    expect(ctx, well, SET("title", "\"Two farms\""), with("Two neighbours", "Two farms"), "a scalar is set");
    expect(ctx, well, SET("title", "\"7\""), with("Two neighbours", "\"7\""), "a text of digits stays a text");
    expect(ctx, well, SET("date", "2025-05-12"),
           with("    weigh: {pump: -1, \"sue, or not\": 2}\n",
                "    weigh: {pump: -1, \"sue, or not\": 2}\ndate: 2025-05-12\n"),
           "a key that is not there is added at the end");
    expect(ctx, well, SET("status_quo.sue", "no"), with("{pump: yes}", "{pump: yes, sue: no}"),
           "between brackets behind a comma");
    expect(ctx, well, SET("status_quo.pump", "{level: no, because: rain}"),
           with("pump: yes}", "pump: {level: no, because: rain}}"), "a mapping for a scalar");
    expect(ctx, well, SET("status_quo.pump.because", "it is \"so\""),
           with("pump: yes}", "pump: {level: yes, because: it is \"so\"}}"), "a fact gets a reason");
    expect(ctx, well, SET("status_quo.pump.level", "no"), with("pump: yes}", "pump: no}"),
           "the level of a fact that is one word");
    expect(ctx, well, SET("preferences.north.order.1.confidence", "0.5"),
           with("- not sue   #", "- {that: not sue, confidence: 0.5}   #"), "a statement gets a note");
    expect(ctx, "truce: 1\nstatus_quo:\n    x: yes\n", SET("preferences.a.order", "[x]"),
           "truce: 1\nstatus_quo:\n    x: yes\npreferences:\n    a:\n        order:\n            - x\n",
           "new lines are indented as the text is");
    expect(ctx, "truce: 1\nstatus_quo:\n    x: yes\nlevers:\n    - {id: a, changes: [{remove: title}]}\n",
           INSERT("levers.2", "{id: b, changes: [{set: title, to: T}]}"),
           "truce: 1\nstatus_quo:\n    x: yes\nlevers:\n    - {id: a, changes: [{remove: title}]}\n"
           "    - {id: b, changes: [{set: title, to: T}]}\n",
           "and look as what stands beside them");
    expect(ctx, well, SET("preferences.north.order.1.strong", "yes"),
           with("- not sue   #", "- {that: not sue, strong: yes}   #"), "a statement gets a mark");
    expect(ctx, "truce: 1\ntempo: {north: 7 days}", SET("tempo.north.because", "so"),
           "truce: 1\ntempo: {north: {every: \"7 days\", because: so}}", "a tempo gets a note");
    expect(ctx, "truce: 1\nbehaviour: {north: seq}", SET("behaviour.north.because", "so"),
           "truce: 1\nbehaviour: {north: {concept: seq, because: so}}", "a behaviour gets a note");
    expect(ctx, well, SET("preferences.north.order.2.confidence", "0.5"),
           with("needs it\n", "needs it\n        confidence: 0.5\n"), "one with notes gets another");
    expect(ctx, well, SET("preferences.south.weigh.pump.source", "x"),
           with("pump: -1,", "pump: {weight: -1, source: x},"), "so does a weight");
    expect(ctx, well, SET("preferences.south.weigh.\"sue, or not\"", "3"), with("not\": 2", "not\": 3"),
           "a key with a comma");
    expect(ctx, well, SET("parties.north.options.pump.moves", "up"), with("at night}", "at night, moves: up}"),
           "elements are called by their ids");
    expect(ctx, well, SET("parties.south.name", "South, \"the\" farm"),
           with("[{id: sue}]", "[{id: sue}]\n    name: South, \"the\" farm"), "a line of a block");
    expect(ctx, well, SET("parties.1.id", "n"), with("id: north ", "id: n "),
           "or by position; the comment behind stays");
    expect(ctx, well, SET("preferences.north", "{order: []}"),
           with("  north:\n    order:\n      # first of all\n      - not sue   # peace\n      - that: pump\n        "
                "because: >-\n          the harvest\n"
                "          needs it\n\n      # least\n      - pump if sue\n",
                "  north:\n    order: []\n"),
           "a block gives way to a shorter one");
    expect(ctx, well, SET("preferences.north.order.2.because", "rain"),
           with(">-\n          the harvest\n          needs it\n", "rain\n"), "a folded text gives way");
    expect(ctx, well, SET("no_deal.north", "not pump"),
           with("\"sue, or not\": 2}\n", "\"sue, or not\": 2}\nno_deal:\n  north: not pump\n"),
           "a section that is not there");
    expect(ctx, well, REMOVE("title"), with("title: Two neighbours\n\n", ""), "a key goes");
    expect(ctx, well, REMOVE("feasible.1"),
           with("\n  # nobody does both\n  - not (pump and sue)  # for now\n", " []\n"),
           "the last of a list leaves an empty one");
    expect(ctx, well, REMOVE("feasible"),
           with("feasible:\n  # nobody does both\n  - not (pump and sue)  # for now\n", ""), "a section goes");
    expect(ctx, well, REMOVE("preferences.north.order.3"), with("\n\n      # least\n      - pump if sue", ""),
           "the comment above goes with its element");
    expect(ctx, well, REMOVE("preferences.north.order.1"),
           with("      # first of all\n      - not sue   # peace\n", ""), "and the one behind it");
    expect(ctx, well, REMOVE("parties.1.id"), with("id: north   # up the hill\n    ", ""),
           "the first key of an element");
    expect(ctx, well, REMOVE("status_quo.pump"), with("{pump: yes}", "{}"), "the only entry between brackets");
    expect(ctx, well, INSERT("preferences.north.order.1", "sue"),
           with("      # first of all", "      - sue\n      # first of all"), "an element before the first");
    expect(ctx, well, INSERT("preferences.north.order.4", "{that: sue, confidence: 0.8}"),
           with("- pump if sue", "- pump if sue\n      - that: sue\n        confidence: 0.8"),
           "and behind the last, by lines");
    expect(ctx, well, INSERT("parties.south.options.1", "{id: x}"), with("[{id: sue}]", "[{id: x}, {id: sue}]"),
           "between brackets");
    expect(ctx, well, INSERT("coalesce.1", "sue"),
           with("\"sue, or not\": 2}\n", "\"sue, or not\": 2}\ncoalesce: [sue]\n"),
           "the first element of a list that is not there");
    expect(ctx, well, MOVE("preferences.north.order.3", 1),
           with("      # first of all\n      - not sue   # peace\n      - that: pump\n        because: >-\n          "
                "the harvest\n          needs it\n\n      # least\n      - pump if sue\n",
                "      # least\n      - pump if sue\n      # first of all\n      - not sue   # peace\n\n      - "
                "that: pump\n        because: >-\n          the harvest\n          needs it\n"),
           "an element moves with its comments");
    expect(ctx, "truce: 1\na: [x, 'y' , {z: 1}]", MOVE("a.1", 3), "truce: 1\na: ['y', {z: 1} , x]",
           "a move between brackets");
    expect(ctx, "truce: 1\na:\n- - x\n  - y", MOVE("a.1.2", 1), "truce: 1\na:\n- - y\n  - x",
           "lists on one line, without an end of line");
    expect(ctx, "truce: 1\na:\nb: ~\nc: {d, e: }", SET("a", "x"), "truce: 1\na: x\nb: ~\nc: {d, e: }",
           "a value that was not given");
    expect(ctx, "truce: 1\na:\nb: ~\nc: {d, e: }", SET("b.k", "1"), "truce: 1\na:\nb:\n  k: 1\nc: {d, e: }",
           "an entry in nothing");
    expect(ctx, "truce: 1\nparties: []\n", SET("parties", "[{id: a, options: [{id: x, levels: [n, s]}, y]}]"),
           "truce: 1\nparties:\n  - id: a\n    options:\n      - id: x\n        levels: [n, s]\n      - y\n",
           "what is new stands by lines, a short list on one");
    expect(ctx, "truce: 1\na:\n  - x\n  - y # why\n", SET("a.1.source", "s"),
           "truce: 1\na:\n  - that: x\n    source: s\n  - y # why\n", "so does a statement that gets a note");
    expect(ctx, "truce: 1\na:\n  - id: x\n    options:\n      - {id: y}\n",
           INSERT("a.1.options.2", "{id: z, name: Z}"),
           "truce: 1\na:\n  - id: x\n    options:\n      - {id: y}\n      - {id: z, name: Z}\n",
           "but it looks as those beside it");
    expect(ctx, "truce: 1\na:\n  x:\n    order:\n      - p\n  y: {order: [q]}\n",
           SET("a.x", "{either: [{order: [p]}, {order: [q]}]}"),
           "truce: 1\na:\n  x:\n    either:\n      - order:\n          - p\n      - order:\n          - q\n"
           "  y: {order: [q]}\n",
           "and what takes the place of lines has lines");
    expect(ctx, "truce: 1\na:\n  order: []\n", INSERT("a.order.1", "p"), "truce: 1\na:\n  order:\n    - p\n",
           "empty brackets give way to lines");
    expect(ctx, "truce: 1\na: {}\n", SET("a.b.1", "{c: d}"), "truce: 1\na:\n  b:\n    - c: d\n",
           "so do those of a mapping");
    expect(ctx, "truce: 1\na: []   # none yet\nb: {c: []}\n", INSERT("a.1", "{c: d}"),
           "truce: 1\na: [{c: d}]   # none yet\nb: {c: []}\n", "not where a comment stands beside them");
    expect(ctx, "truce: 1\nb: {c: []}\n", INSERT("b.c.1", "x"), "truce: 1\nb: {c: [x]}\n",
           "or where they stand in others");
    expect(ctx, "truce: 1\na:\nb: ~\nc: {d, e: }", SET("c.d", "x"), "truce: 1\na:\nb: ~\nc: {d: x, e: }",
           "a key alone between brackets");
    expect(ctx, "truce: 1\na:\nb: ~\nc: {d, e: }", SET("c.e", "x"), "truce: 1\na:\nb: ~\nc: {d, e: x }",
           "a key and its colon");
    expect(ctx, "{\"truce\": 1,\n \"a\": [1,\n  2]}\n", INSERT("a.3", "3"), "{\"truce\": 1,\n \"a\": [1,\n  2, 3]}\n",
           "JSON");
    expect(ctx, "\xEF\xBB\xBFtruce: 1\r\na: x\r\n", SET("b", "y"), "\xEF\xBB\xBFtruce: 1\r\na: x\r\nb: y\r\n",
           "the line ends and the mark of a file stay");
    expect(ctx, "truce: 1\na: [k: v, w]", SET("a.1.l", "x"), "truce: 1\na: [{k: v, l: x}, w]",
           "an entry without braces gets them");
    expect(ctx, "truce: 1\na: &x [1]\nb: *x\n", SET("b", "2"), "truce: 1\na: &x [1]\nb: 2\n", "an alias gives way");
    comments_within(ctx);
    truce_edit several[] = {SET("status_quo.sue", "yes"), REMOVE("status_quo.pump"), SET("status_quo.sue", "no")};
    char *out = edited(ctx, well, several, 3);
    CLAIM_TEXT(out, with("{pump: yes}", "{sue: no}"), "edits are made one after the other");
    free(out);
    out = edited(ctx, well, NULL, 0);
    CLAIM_TEXT(out, well, "no edit, no change");
    free(out);
}

static void complaints(truce_ctx *ctx) {
    expect(ctx, well, REMOVE("preferences.north.order.9"),
           "error: there is no preferences.north.order.9: the list has 3 elements", "beyond the end");
    expect(ctx, well, INSERT("preferences.north.order.5", "x"),
           "error: there is no preferences.north.order.5: the list has 3 elements", "beyond one past the end");
    expect(ctx, well, MOVE("feasible.1", 2), "error: feasible.1 cannot move to 2: the list has 1 element",
           "where it cannot go");
    expect(ctx, well, MOVE("feasible.1", 0), "error: feasible.1 cannot move to 0: the list has 1 element",
           "nor to 0");
    expect(ctx, well, SET("parties.nroth.name", "x"), "error: there is no parties.nroth", "a wrong id");
    CLAIM(truce_diag_at(ctx, 0)->hint && strcmp(truce_diag_at(ctx, 0)->hint, "did you mean 'north'?") == 0,
          "what was meant");
    CLAIM(truce_diag_at(ctx, 0)->line == 5 && strcmp(truce_diag_at(ctx, 0)->file, "m.yaml") == 0, "and where");
    expect(ctx, well, REMOVE("preferences.nroth"), "error: there is no preferences.nroth", "a wrong key");
    expect(ctx, well, REMOVE("titel"), "error: there is no titel", "a wrong section");
    CLAIM(truce_diag_at(ctx, 0)->hint && strcmp(truce_diag_at(ctx, 0)->hint, "did you mean 'title'?") == 0,
          "which was meant");
    expect(ctx, well, SET("title.x", "x"), "error: there is no title.x: title is text", "below a text");
    expect(ctx, well, SET("title.because.x", "x"), "error: there is no title.because: title is text",
           "far below a text");
    expect(ctx, well, SET("preferences.north.oder.2", "x"), "error: there is no preferences.north.oder",
           "a list that is not there has no second element");
    expect(ctx, well, INSERT("status_quo.1", "x"), "error: status_quo is not a list",
           "nothing is inserted into mappings");
    expect(ctx, well, INSERT("moves", "x"), "error: a model is not a list", "nor into a model itself");
    expect(ctx, well, MOVE("title.1", 1), "error: title is not a list", "nothing is moved in texts");
    expect(ctx, well, INSERT("parties.east", "x"), "error: there is no parties.east",
           "a position is no id that is not there");
    expect(ctx, well, SET("a..b", "x"), "error: 'a..b' is not a path: a key or a position is missing",
           "a gap in a path");
    expect(ctx, well, SET("", "x"), "error: '' is not a path: a key or a position is missing", "an empty path");
    expect(ctx, well, SET("title", "[x"), "error: this '[' is never closed", "a value that is not YAML");
    expect(ctx, well, SET("title", " "), "error: the value of the edit at title is empty", "no value");
    expect(ctx, well, SET("title", "a\xFF"), "error: the byte 0xFF is not UTF-8", "a value that is no text");
    expect(ctx, "truce: 1\na: &x [1]\nb: *x\n", SET("a", "2"),
           "error: a is marked by an anchor: its value also stands in other places", "anchors");
    expect(ctx, "truce: 1\na: &x [1, 2]\nb: *x\n", REMOVE("b.1"),
           "error: b is an alias: its value also stands in other places", "aliases");
    expect(ctx, "truce: 1\na: [&x 1, 2]\nb: *x\n", MOVE("a.2", 1), "truce: 1\na: [2, &x 1]\nb: *x\n",
           "an anchor may move ahead of its alias");
    expect(ctx, "truce: 1\na: [&x 1, *x]\n", MOVE("a.2", 1), "truce: 1\na: [1, 1]\n",
           "not behind it: the list is written anew");
    expect(ctx, "truce: 1\nb: &x 1\nc: *x\n", REMOVE("b"), "error: the text cannot be edited at b",
           "what an alias stands for cannot go");
    expect(ctx, "a: 1\n", REMOVE("a"), "error: the text cannot be edited at a",
           "the only key cannot go: nothing would be left");
    expect(ctx, "{a: 1}\n", REMOVE("a"), "{}\n", "between brackets it can");
    expect(ctx, "- a\n", SET("a", "x"), "error: a model must be a mapping", "a list is no model");
    expect(ctx, "truce: [\n", SET("a", "x"), "error: this '[' is never closed", "a text that is not YAML");
    expect(ctx, "", SET("a", "x"), "error: the file is empty", "nothing");
    expect(ctx, "# title: x\n", SET("title", "b"), "error: the text holds no values", "a comment alone");
}

/* --------------------------------------------------------- random documents */

enum { MOST = 7, TEXT = 24 };

typedef struct tree {
    int kind; /* 0 text, 1 list, 2 mapping */
    bool is_null;
    char text[TEXT];
    int count;
    char keys[MOST + 2][TEXT];
    struct tree *below[MOST + 2];
} tree;

static uint64_t seed;

static unsigned draw(unsigned n) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % n;
}

static tree *new_tree(int kind) {
    tree *t = calloc(1, sizeof *t);
    if (!t) abort();
    t->kind = kind;
    return t;
}

static void drop(tree *t) {
    for (int i = 0; i < t->count; i++) drop(t->below[i]);
    free(t);
}

static const char *const some_texts[] = {"x",   "not sue", "pump, or not", "a: b",      "# no",       "7",
                                         "yes", "0.5",     "é 水",         "it's",      "say \"so\"", "- a",
                                         "{b}", "[c",      "two\nlines",   "end\n",     "null",       "",
                                         " x ", "a #b",    "k:",           "2025-05-12"};

static tree *random_tree(int depth, int kind) {
    tree *t = new_tree(kind);
    if (kind == 0) {
        t->is_null = draw(12) == 0;
        if (!t->is_null) strcpy(t->text, some_texts[draw(sizeof some_texts / sizeof *some_texts)]);
        return t;
    }
    t->count = (int)(draw(8) == 0 ? 0 : 1 + draw(depth ? MOST : 4));
    for (int i = 0; i < t->count; i++) {
        static const char *const odd[] = {"a.b", "it's \"k\"", "x y", "7", "a, b"};
        if (draw(10) == 0 && i < 5) strcpy(t->keys[i], odd[i]);
        else snprintf(t->keys[i], TEXT, "k%d", i);
        t->below[i] = random_tree(depth - 1, depth > 0 ? (int)draw(3) : 0);
    }
    return t;
}

typedef struct paper {
    char *bytes;
    size_t length;
} paper;

static void put(paper *p, const char *text) {
    size_t n = strlen(text);
    p->bytes = realloc(p->bytes, p->length + n + 1);
    if (!p->bytes) abort();
    memcpy(p->bytes + p->length, text, n + 1);
    p->length += n;
}

static void put_indent(paper *p, int indent) {
    for (int i = 0; i < indent; i++) put(p, " ");
}

static bool is_simple(const char *text) {
    return *text && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(text) && text[0] != '-' &&
           text[0] != '.';
}

static void put_quoted(paper *p, const char *text) {
    put(p, "\"");
    for (; *text; text++) {
        char c[3] = {*text, 0, 0};
        if (*text == '"') put(p, "\\\"");
        else if (*text == '\n') put(p, "\\n");
        else put(p, c);
    }
    put(p, "\"");
}

/* Texts are quoted where they would be read as something else: an unquoted empty text is null, and digits are always
 * quoted. */
static void put_text(paper *p, const char *text) {
    bool is_special = strcmp(text, "null") == 0 || strspn(text, "0123456789") == strlen(text);
    bool is_wordy = *text && text[strspn(text, "abcdefghijklmnopqrstuvwxyz ")] == 0 && text[0] != ' ' &&
                    text[strlen(text) - 1] != ' ';
    if ((is_simple(text) || is_wordy) && !is_special && draw(3)) put(p, text);
    else if (!strpbrk(text, "'\n") && draw(2)) put(p, "'"), put(p, text), put(p, "'");
    else put_quoted(p, text);
}

static void put_flow(paper *p, const tree *t, bool can_break) {
    if (t->kind == 0) {
        if (t->is_null) put(p, "~");
        else put_text(p, t->text);
        return;
    }
    put(p, t->kind == 2 ? "{" : "[");
    for (int i = 0; i < t->count; i++) {
        if (i)
            put(p, draw(4)                ? ", "
                   : can_break && draw(2) ? ",  # in brackets\n                              "
                                          : " ,  ");
        if (t->kind == 2) put_text(p, t->keys[i]), put(p, ": ");
        put_flow(p, t->below[i], can_break);
    }
    if (t->count && draw(12) == 0) put(p, ",");
    put(p, t->kind == 2 ? "}" : "]");
}

static void put_comment_line(paper *p, int indent) {
    put_indent(p, draw(3) ? indent : (int)draw((unsigned)indent + 1));
    put(p, "# a line of remarks\n");
}

static void put_block(paper *p, const tree *t, int indent, bool is_behind);

/* A value behind "key:" or "-" in a block. */
static void put_value(paper *p, const tree *t, int indent, bool is_element) {
    bool is_block = t->kind && t->count && draw(4);
    bool has_lines = t->kind == 0 && strchr(t->text, '\n') && t->text[0] != '\n';
    if (t->kind == 0 && t->is_null && draw(2)) {
        put(p, "\n");
    } else if (has_lines) {
        bool ends = t->text[strlen(t->text) - 1] == '\n';
        put(p, ends ? " |\n" : " |-\n");
        const char *at = t->text;
        while (*at) {
            char line[TEXT] = "";
            size_t n = strcspn(at, "\n");
            memcpy(line, at, n);
            put_indent(p, indent + 2);
            put(p, line);
            put(p, "\n");
            at += n + (at[n] == '\n');
        }
        if (draw(3) == 0) put(p, "\n");
    } else if (!is_block) {
        put(p, draw(4) ? " " : "   ");
        put_flow(p, t, draw(4) == 0);
        put(p, draw(4) ? "\n" : "  # behind it\n");
    } else if (is_element && draw(2)) {
        put(p, " ");
        put_block(p, t, indent + 2, true);
    } else {
        put(p, draw(5) ? "\n" : "   # behind the key\n");
        put_block(p, t, indent + (t->kind == 1 && !is_element ? (int)draw(3) : 1 + (int)draw(3)), false);
    }
}

/* `is_behind`: the first entry stands behind a dash on the same line. */
static void put_block(paper *p, const tree *t, int indent, bool is_behind) {
    for (int i = 0; i < t->count; i++) {
        bool is_here = is_behind && i == 0;
        if (!is_here && draw(6) == 0) put(p, "\n");
        while (!is_here && draw(5) == 0) put_comment_line(p, indent);
        if (!is_here) put_indent(p, indent);
        if (t->kind == 1) put(p, "-");
        else put_text(p, t->keys[i]), put(p, ":");
        put_value(p, t->below[i], indent, t->kind == 1);
    }
}

/* Whether what was read says the same as the tree. */
static bool is_same(const truce__yaml *node, const tree *t) {
    if ((int)node->kind != t->kind) return false;
    if (t->kind == 0)
        return t->is_null ? truce__yaml_is_null(node)
                          : !truce__yaml_is_null(node) && strcmp(node->text, t->text) == 0;
    if (node->count != (uint32_t)t->count) return false;
    int i = 0;
    for (const truce__pair *pair = node->first; pair; pair = pair->next, i++) {
        if (t->kind == 2 && strcmp(pair->key->text, t->keys[i]) != 0) return false;
        if (!is_same(pair->value, t->below[i])) return false;
    }
    return true;
}

static bool reads_as(truce_ctx *ctx, const char *text, size_t length, const tree *t) {
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    truce__source source = {.file = "", .text = text, .length = length};
    const truce__yaml *root = NULL;
    truce_diags_clear(ctx);
    bool is_good = truce__yaml_parse(ctx, &arena, &arena, &source, &root) == TRUCE_OK && root &&
                   !truce_diags_total(ctx) && is_same(root, t);
    truce__arena_free(&arena);
    return is_good;
}

/* ------------------------------------------------------------ random edits */

static void put_step(char *path, const tree *t, int at) {
    char step[60];
    if (t->kind == 1) snprintf(step, sizeof step, "%d", at + 1);
    else if (!strpbrk(t->keys[at], ".\"")) snprintf(step, sizeof step, "%s", t->keys[at]);
    else {
        char *out = step;
        *out++ = '"';
        for (const char *c = t->keys[at]; *c; c++) {
            if (*c == '"') *out++ = '"';
            *out++ = *c;
        }
        *out++ = '"';
        *out = 0;
    }
    if (*path) strcat(path, ".");
    strcat(path, step);
}

static void take_out(tree *t, int at) {
    for (int i = at; i + 1 < t->count; i++) {
        t->below[i] = t->below[i + 1];
        strcpy(t->keys[i], t->keys[i + 1]);
    }
    t->count--;
}

static void put_in(tree *t, int at, tree *child) {
    for (int i = t->count; i > at; i--) t->below[i] = t->below[i - 1];
    t->below[at] = child;
    t->count++;
}

/* Makes a random edit of the tree and returns it; `top`: the section it lies in. */
static truce_edit random_edit(tree *root, char *path, paper *value, int *top) {
    tree *t = root;
    *path = 0;
    value->length = 0;
    for (int depth = 0;; depth++) {
        int at = t->count ? (int)draw((unsigned)t->count) : 0;
        if (depth == 0) *top = at;
        bool is_deeper = t->count && t->below[at]->kind && draw(3);
        if (is_deeper) {
            put_step(path, t, at);
            t = t->below[at];
            continue;
        }
        tree *child = random_tree((int)draw(3), (int)draw(3));
        put_flow(value, child, false);
        unsigned what = draw(4);
        bool is_list = t->kind == 1;
        if (t->count == 0 || (what == 0 && t->count < MOST) || (!is_list && what == 3)) {
            if (depth == 0) *top = -1;
            if (t->count > MOST) what = 1;
            else if (is_list) {
                at = (int)draw((unsigned)t->count + 1);
                put_in(t, at, child);
                put_step(path, t, at);
                return (truce_edit){.op = TRUCE_EDIT_INSERT, .path = path, .value = value->bytes};
            } else {
                snprintf(t->keys[t->count], TEXT, "new%u", draw(1000000));
                put_in(t, t->count, child);
                put_step(path, t, t->count - 1);
                return (truce_edit){.op = TRUCE_EDIT_SET, .path = path, .value = value->bytes};
            }
        }
        put_step(path, t, at);
        if (what == 3 && is_list) {
            int to = (int)draw((unsigned)t->count);
            tree *moved = t->below[at];
            drop(child);
            take_out(t, at);
            put_in(t, to, moved);
            return (truce_edit){.op = TRUCE_EDIT_MOVE, .path = path, .to = (uint32_t)to + 1};
        }
        if (what == 2 && !(depth == 0 && t->count == 1)) {
            drop(child);
            drop(t->below[at]);
            take_out(t, at);
            return (truce_edit){.op = TRUCE_EDIT_REMOVE, .path = path};
        }
        drop(t->below[at]);
        t->below[at] = child;
        return (truce_edit){.op = TRUCE_EDIT_SET, .path = path, .value = value->bytes};
    }
}

/* Writes the sections one after the other; start[i] is where section i begins. */
static paper document_of(const tree *t, size_t *start) {
    paper p = {0};
    put(&p, draw(2) ? "" : "# At the top.\n\n");
    if (draw(10) == 0) {
        start[0] = SIZE_MAX;
        put_flow(&p, t, true);
        put(&p, "\n");
        return p;
    }
    for (int i = 0; i < t->count; i++) {
        start[i] = p.length;
        tree one = {.kind = 2, .count = 1, .below = {t->below[i]}};
        strcpy(one.keys[0], t->keys[i]);
        put_block(&p, &one, 0, false);
    }
    start[t->count] = p.length;
    return p;
}

static bool contains(const char *text, size_t length, const char *piece, size_t piece_length) {
    while (piece_length && piece[piece_length - 1] == '\n') piece_length--;
    for (size_t at = 0; at + piece_length <= length; at++)
        if (memcmp(text + at, piece, piece_length) == 0) return true;
    return piece_length == 0;
}

static bool one_document(truce_ctx *ctx, uint64_t number, bool *is_readable) {
    seed = number * 2654435761u + 12345;
    tree *t = random_tree(3, 2);
    if (t->count == 0) t->below[t->count++] = random_tree(1, 1), strcpy(t->keys[0], "k0");
    size_t start[MOST + 3];
    paper p = document_of(t, start), value = {0};
    bool is_good = *is_readable = reads_as(ctx, p.bytes, p.length, t);
    char path[400] = "";
    for (int k = 0; is_good && k < 4; k++) {
        int top;
        truce_edit edit = random_edit(t, path, &value, &top);
        char *out = NULL;
        size_t length = 0;
        truce_diags_clear(ctx);
        truce_status status = truce_text_edit(ctx, p.bytes, p.length, "m", &edit, 1, &out, &length);
        is_good = status == TRUCE_OK && reads_as(ctx, out, length, t);
        for (int i = 0; k == 0 && is_good && start[0] != SIZE_MAX && i < t->count; i++)
            is_good = i == top || top == -1 || edit.op == TRUCE_EDIT_REMOVE ||
                      contains(out, length, p.bytes + start[i], start[i + 1] - start[i]);
        if (!is_good)
            printf("document %llu, op %d at %s (value %s, to %u): %s\n--- before\n%s--- after\n%.*s\n",
                   (unsigned long long)number, (int)edit.op, path, edit.value ? edit.value : "", edit.to,
                   status == TRUCE_OK ? "another tree, or other lines changed" : truce_diag_at(ctx, 0)->message,
                   p.bytes, (int)length, out ? out : "");
        if (out) {
            p.length = 0;
            put(&p, "");
            p.bytes = realloc(p.bytes, length + 1);
            if (!p.bytes) abort();
            memcpy(p.bytes, out, length);
            p.bytes[p.length = length] = 0;
        }
        truce_release(ctx, out);
    }
    free(p.bytes);
    free(value.bytes);
    drop(t);
    return is_good;
}

/* ------------------------------------------------- edits together, and alone */

enum { TOGETHER = 8, PATH = 400 };

/* The text after an edit, or NULL; `said` gets the messages. */
static char *after_edits(truce_ctx *ctx, const char *text, const truce_edit *edits, size_t count, char said[300]) {
    char *out = NULL, *copy = NULL;
    size_t length = 0;
    truce_diags_clear(ctx);
    truce_status status = truce_text_edit(ctx, text, strlen(text), "m", edits, count, &out, &length);
    const truce_diag *d = truce_diag_at(ctx, 0);
    if (status == TRUCE_OK) {
        copy = calloc(length + 1, 1);
        if (!copy) abort();
        memcpy(copy, out, length);
    } else {
        snprintf(said, 300, "%d %s:%u:%u %s, %s, %s", (int)status, d->file, d->line, d->column, d->message,
                 d->hint ? d->hint : "-", d->source ? d->source : "-");
    }
    truce_release(ctx, out);
    return copy;
}

static bool is_same_together(truce_ctx *ctx, const char *text, const truce_edit *edits, uint64_t number) {
    char said[300] = "", said_alone[300] = "";
    char *together = after_edits(ctx, text, edits, TOGETHER, said), *alone = calloc(strlen(text) + 1, 1);
    if (!alone) abort();
    strcpy(alone, text);
    for (int k = 0; k < TOGETHER && alone; k++) {
        char *next = after_edits(ctx, alone, &edits[k], 1, said_alone);
        free(alone);
        alone = next;
    }
    bool is_good =
        together && alone ? strcmp(together, alone) == 0 : !together && !alone && strcmp(said, said_alone) == 0;
    if (!is_good)
        printf("document %llu:\n%s--- together: %s\n%s--- one by one: %s\n%s", (unsigned long long)number, text, said,
               together ? together : "", said_alone, alone ? alone : "");
    free(together);
    free(alone);
    return is_good;
}

/* Edits of a random document, some of which do not fit. */
static bool one_list(truce_ctx *ctx, uint64_t number) {
    static char paths[TOGETHER][PATH];
    truce_edit edits[TOGETHER];
    paper values[TOGETHER] = {{0}};
    seed = number * 2654435761u + 54321;
    tree *t = random_tree(3, 2);
    if (t->count == 0) t->below[t->count++] = random_tree(1, 1), strcpy(t->keys[0], "k0");
    size_t start[MOST + 3];
    paper p = document_of(t, start);
    for (int k = 0; k < TOGETHER; k++) {
        int top;
        edits[k] = random_edit(t, paths[k], &values[k], &top);
    }
    truce_edit *wrong = &edits[draw(TOGETHER)];
    if (number % 5 == 0) *wrong = SET("nowhere.9", "x");
    if (number % 5 == 1 && wrong->value) wrong->value = "[x";
    bool is_good = is_same_together(ctx, p.bytes, edits, number);
    for (int k = 0; k < TOGETHER; k++) free(values[k].bytes);
    free(p.bytes);
    drop(t);
    return is_good;
}

static void random_lists(truce_ctx *ctx) {
    enum { LISTS = 600 };
    int good = 0;
    for (uint64_t n = 0; n < LISTS && (int)n - good < 3; n++) good += one_list(ctx, n);
    CLAIM(good == LISTS,
          "edits made together give the bytes, or the complaint, that they give one by one (%d of %d do)", good,
          LISTS);
}

/* Splices that go wrong, and the edits after them: the value around a wrong splice is written anew, the others
 * stay. */
static void wrong_splices(truce_ctx *ctx) {
    static const char text[] = "truce: 1\na: [k: v, w]\nb: [&x 1, *x]\nc:\n  - p   # first\n  - q\n";
    truce_edit edits[] = {SET("c.1", "r"),   SET("a.1.l", "x"), INSERT("c.1", "s"), MOVE("b.2", 1),
                          SET("a.1.m", "y"), REMOVE("c.3"),     SET("d", "z"),      SET("a.2", "u")};
    char *out = edited(ctx, text, edits, 8);
    CLAIM_TEXT(out, "truce: 1\na: [{k: v, l: x, m: y}, u]\nb: [1, 1]\nc:\n  - s\n  - r   # first\nd: z\n",
               "edits that cannot be spliced among others");
    free(out);
    CLAIM(is_same_together(ctx, text, edits, 0), "and the same one by one");
}

/* ------------------------------------------------------------------ what it costs */

static size_t bytes_taken;

static void *count_alloc(void *ud, size_t size) {
    (void)ud;
    bytes_taken += size;
    return malloc(size);
}

static void *count_resize(void *ud, void *block, size_t size) {
    (void)ud;
    bytes_taken += size;
    return realloc(block, size);
}

static void count_release(void *ud, void *block) {
    (void)ud;
    free(block);
}

/* Bytes asked of the allocator by `count` edits of one text of rules: each reading of a text asks for several times
 * its length. */
static size_t cost_of(const char *text, truce_edit_op op, size_t count, size_t rules) {
    const truce_allocator allocator = {count_alloc, count_resize, count_release, NULL};
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1});
    truce_edit *edits = calloc(count, sizeof *edits);
    char(*paths)[40] = calloc(count, sizeof *paths), *out = NULL;
    size_t length;
    if (!ctx || !edits || !paths) abort();
    for (size_t i = 0; i < count; i++) {
        snprintf(paths[i], sizeof paths[i], i % 3 ? "feasible.%zu" : "feasible.1", i * 7919 % (rules - count) + 1);
        edits[i] = (truce_edit){.op = op, .path = paths[i], .value = "not y", .to = (uint32_t)(rules - count - i)};
    }
    bytes_taken = 0;
    truce_status status = truce_text_edit(ctx, text, strlen(text), "m", edits, count, &out, &length);
    size_t cost = bytes_taken;
    CLAIM(status == TRUCE_OK, "%zu edits of kind %d are made", count, (int)op);
    truce_release(ctx, out);
    truce_ctx_free(ctx);
    free(edits);
    free(paths);
    return cost;
}

static void costs(void) {
    enum { RULES = 5000, EDITS = 500 };
    static const char *const kinds[] = {"set", "removed", "inserted", "moved"};
    paper p = {0};
    put(&p, "truce: 1\nfeasible:\n");
    for (int i = 0; i < RULES; i++) put(&p, "  - x or y\n");
    for (int op = 0; op < 4; op++) {
        size_t one = cost_of(p.bytes, (truce_edit_op)op, 1, RULES),
               many = cost_of(p.bytes, (truce_edit_op)op, EDITS, RULES);
        CLAIM(many < 4 * one, "%d elements %s take the room of less than four of one (%zu against %zu bytes)", EDITS,
              kinds[op], many, one);
    }
    free(p.bytes);
}

static void random_documents(truce_ctx *ctx) {
    enum { DOCUMENTS = 1500 };
    int readable = 0, good = 0;
    for (uint64_t n = 0; n < DOCUMENTS && readable - good < 3; n++) {
        bool is_readable;
        good += one_document(ctx, n, &is_readable);
        readable += is_readable;
    }
    CLAIM(readable > DOCUMENTS * 9 / 10, "nearly all random documents are YAML that libfyaml reads as meant (%d are)",
          readable);
    CLAIM(good == readable,
          "every edit of %d documents gives the edited tree and leaves other sections alone (%d do)", readable, good);
}

static void cancelled(truce_ctx *ctx) {
    truce_edit edits[] = {SET("title", "x"), SET("title", "y")};
    char *out = NULL;
    size_t length;
    truce_diags_clear(ctx);
    truce_cancel(ctx);
    truce_status status = truce_text_edit(ctx, well, strlen(well), "m", edits, 2, &out, &length);
    truce_ctx_resume(ctx);
    CLAIM(status == TRUCE_E_CANCELLED && !out, "edits stop when they are asked to");
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    exact_texts(ctx);
    complaints(ctx);
    random_documents(ctx);
    random_lists(ctx);
    wrong_splices(ctx);
    cancelled(ctx);
    costs();
    truce_ctx_free(ctx);
    return claims_end();
}
