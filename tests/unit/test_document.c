/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Documents: a text in pieces against plain text; values in lines that the parser reads in parts; models after events
 * from the tree against models from the text; and the cost of many events, in bytes asked of the allocator.
 */
#include "harness.h"

#include "document/pieces.h"
#include "model/as_of.h"

#include <truce/timeline.h>

/* ------------------------------------------------------------------- pieces */

enum { ROOM = 4000 };

static uint64_t seed = 1;

static unsigned draw(unsigned n) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % n;
}

/* The same text twice: `address` has the address of each of its bytes in the pieces. */
typedef struct twin {
    truce__pieces pieces;
    char text[ROOM];
    size_t address[ROOM];
    size_t length;
} twin;

static truce__spot spot_at(twin *t, size_t at) {
    bool is_behind = at == t->length || (at > 0 && draw(2));
    return is_behind ? truce__spot_behind(&t->pieces, t->address[at - 1] + 1)
                     : truce__spot_before(&t->pieces, t->address[at]);
}

static void splice_plainly(twin *t, size_t from, size_t to, const char *bytes, size_t length, size_t address) {
    memmove(t->text + from + length, t->text + to, t->length - to);
    memmove(t->address + from + length, t->address + to, (t->length - to) * sizeof *t->address);
    memcpy(t->text + from, bytes, length);
    for (size_t i = 0; i < length; i++) t->address[from + i] = address + i;
    t->length += length - (to - from);
}

static void replace(truce_ctx *ctx, twin *t) {
    size_t from = draw((unsigned)t->length),
           to = from + draw((unsigned)(t->length - from > 12 ? 12 : t->length - from)), address;
    truce__text text;
    truce__text_init(&text, ctx);
    for (unsigned n = draw(10) + (t->length < 20 ? 9 : 0); n > 0 && t->length < ROOM - 20; n--) {
        char c = (char)('a' + (int)draw(26));
        truce__text_add(&text, &c, 1);
    }
    CLAIM(truce__pieces_replace(&t->pieces, spot_at(t, from), spot_at(t, to), &text, &address) == TRUCE_OK,
          "a stretch is replaced");
    splice_plainly(t, from, to, truce__text_bytes(&text), text.length, address);
    truce__text_free(&text);
}

static void swap(twin *t) {
    size_t at[4], n = t->length;
    char text[ROOM];
    size_t address[ROOM];
    at[0] = draw((unsigned)n - 4);
    for (int i = 1; i < 4; i++) at[i] = at[i - 1] + (i == 2 ? 0 : 1) + draw(2);
    if (at[3] > n) return;
    truce__spot spots[4];
    for (int i = 0; i < 4; i++) spots[i] = spot_at(t, at[i]);
    CLAIM(truce__pieces_swap(&t->pieces, spots[0], spots[1], spots[2], spots[3]) == TRUCE_OK,
          "two stretches change places");
    memcpy(text, t->text, n);
    memcpy(address, t->address, n * sizeof *address);
    const size_t order[3][2] = {{at[2], at[3]}, {at[1], at[2]}, {at[0], at[1]}};
    size_t out = at[0];
    for (int i = 0; i < 3; i++)
        for (size_t k = order[i][0]; k < order[i][1]; k++, out++)
            t->text[out] = text[k], t->address[out] = address[k];
}

static bool is_same(twin *t) {
    char text[ROOM];
    if (t->pieces.length != t->length || t->pieces.is_broken) return false;
    truce__pieces_write(&t->pieces, text);
    size_t at = draw((unsigned)t->length);
    truce__spot forth = spot_at(t, at), back = forth;
    int next = truce__spot_next(&t->pieces, &forth), before = truce__spot_back(&t->pieces, &back);
    return memcmp(text, t->text, t->length) == 0 && next == (unsigned char)t->text[at] &&
           before == (at ? (unsigned char)t->text[at - 1] : -1);
}

static void pieces(truce_ctx *ctx) {
    enum { CHANGES = 4000 };
    static twin t;
    static const char first[] = "what stands here stays where it stands, until it is cut out";
    truce__source source = {.file = "", .text = first, .length = sizeof first - 1};
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    CLAIM(truce__pieces_init(ctx, &arena, &source, &t.pieces) == TRUCE_OK, "a text in one piece");
    splice_plainly(&t, 0, 0, first, source.length, 0);
    int good = 0;
    for (int i = 0; i < CHANGES; i++) {
        if (draw(3)) replace(ctx, &t);
        else swap(&t);
        good += is_same(&t);
    }
    CLAIM(good == CHANGES, "pieces give the text, and every byte keeps its address, after each of %d changes (%d do)",
          CHANGES, good);
    truce__spot_before(&t.pieces, t.pieces.bytes.count + 5);
    CLAIM(t.pieces.is_broken, "an address that never was is noticed");
    truce__pieces_free(&t.pieces);
    truce__arena_free(&arena);
}

/* --------------------------------------------------------- models after events */

typedef struct model_text {
    char *at;
    size_t length;
} model_text;

/* A model with `count` events on as many days, followed by a comment of `comment` bytes. */
static model_text write_model(int count, size_t comment) {
    model_text m = {calloc(400 * (size_t)count + comment + 1000, 1), 0};
    if (!m.at) abort();
    m.length += (size_t)sprintf(
        m.at, "truce: 1\nparties:\n  - {id: a, options: [{id: x}, {id: z, levels: [l, m, h]}]}\n"
              "  - {id: b, options: [{id: y}]}\nstatus_quo: {x: yes}\npreferences:\n"
              "  a:\n    order:\n      - x   # first\n      - y\n  b: {order: [not y, x, z = m]}\nevents:\n");
    for (int i = 0; i < count; i++) {
        static const char *const changes[] = {
            "{set: status_quo.z, to: m}",
            "{move: preferences.b.order.3, to: 1}",
            "{set: preferences.a.order.2, to: not y}",
            "{insert: preferences.a.order.1, value: y}, {remove: preferences.a.order.2}",
            "{set: outcomes.o, to: x and y}",
            "{set: preferences.a.order.1.because, to: so}",
            "{set: status_quo.y, to: yes}",
            "{set: preferences.a.order.2, to: y}"};
        m.length += (size_t)sprintf(m.at + m.length, "  - {id: e%d, date: %d-%02d-%02d, changes: [%s]}\n", i,
                                    2000 + i / 300, i / 25 % 12 + 1, i % 25 + 1, changes[i % 8]);
    }
    if (comment) {
        memset(m.at + m.length, '#', comment);
        m.length += comment;
    }
    return m;
}

static bool is_same_after(truce_ctx *ctx, truce__course *course, const truce_model *model, truce__past past) {
    truce_model *by_tree = NULL, *by_text = NULL;
    char *text = NULL;
    size_t length;
    bool is_good = truce__course_model(course, past, "m", &by_tree) == TRUCE_OK && by_tree &&
                   truce__text_after(ctx, model, past, &text, &length) == TRUCE_OK &&
                   truce_parse(ctx, text, length, "m", &by_text) == TRUCE_OK && truce_model_equal(by_tree, by_text);
    truce__free(ctx, text);
    truce_model_free(by_tree);
    truce_model_free(by_text);
    return is_good;
}

static void courses(truce_ctx *ctx, size_t comment, const char *name) {
    enum { EVENTS = 24 };
    model_text m = write_model(EVENTS, comment);
    truce_model *model = NULL;
    truce__course course;
    CLAIM(truce_parse(ctx, m.at, m.length, "m", &model) == TRUCE_OK && model->n_events == EVENTS,
          "the model is read");
    CLAIM(truce__course_init(ctx, model, &course) == TRUCE_OK && course.is_usable, "the text bears the events out");
    int good = 0, all = 0;
    for (uint32_t i = 0; i <= EVENTS; i++) {
        all++, good += is_same_after(ctx, &course, model, (truce__past){.count = i, .without = TRUCE__NONE});
        uint32_t without = i ? (i - 1) / 8 * 8 + 6 : 0; /* the one that sets status_quo.y can be left out */
        if (i > without)
            all++, good += is_same_after(ctx, &course, model, (truce__past){.count = i, .without = without});
    }
    CLAIM(good == all, "%s: the tree after events is the model that the text gives (%d of %d are)", name, good, all);
    truce_model *after = NULL;
    truce__past past = {.count = 6, .without = 0}; /* nothing needs the first */
    CLAIM(truce__course_model(&course, past, "m", &after) == TRUCE_OK && after, "%s: an event is left out", name);
    truce_model_free(after);
    truce__course_free(&course);
    truce_model_free(model);
    free(m.at);
}

static void wrong_courses(truce_ctx *ctx) {
    static const char text[] =
        "truce: 1\nparties: [{id: a, options: [{id: x}]}]\npreferences: {a: {order: [x]}}\nevents:\n"
        "  - {id: e, date: 2025-01-01, changes: [{set: outcomes.o, to: x}]}\n"
        "  - {id: f, date: 2025-01-02, changes: [{remove: outcomes.o}, {insert: preferences.a.order.2, value: not "
        "x}]}\n";
    truce_model *model = NULL, *after = NULL;
    truce__course course;
    truce_diags_clear(ctx);
    CLAIM(truce_parse(ctx, text, sizeof text - 1, "m", &model) == TRUCE_OK, "the model is read");
    CLAIM(truce__course_init(ctx, model, &course) == TRUCE_OK && course.is_usable, "the text bears the events out");
    truce_status status = truce__course_model(&course, (truce__past){.count = 2, .without = 0}, "m", &after);
    CLAIM(status == TRUCE_E_MODEL && !after, "without the event that makes it there is nothing to remove");
    CLAIM(truce_diags_total(ctx) == 0, "and not a word is said");
    truce__course_free(&course);
    truce_model_free(model);
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

typedef enum task { CHECKED, AT_THE_END, TOLD } task;

static truce_status perform(truce_ctx *ctx, const truce_model *model, const truce_graph *graph, task which) {
    truce_timeline *timeline = NULL;
    char *text = NULL, last[20];
    size_t length;
    if (which == CHECKED) return truce_check(ctx, graph);
    snprintf(last, sizeof last, "e%u", truce_model_event_count(model) - 1);
    truce_status status = which == TOLD ? truce_timeline_new(ctx, model, NULL, &timeline)
                                        : truce_model_at(ctx, model, last, &text, &length);
    truce_timeline_free(ctx, timeline);
    truce_release(ctx, text);
    return status;
}

/* Bytes asked of the allocator by a task, with `events` events and a comment of that length. */
static size_t cost_of(task which, int events, size_t comment) {
    const truce_allocator allocator = {count_alloc, count_resize, count_release, NULL};
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1});
    model_text m = write_model(events, comment);
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    if (!ctx) abort();
    CLAIM(truce_parse(ctx, m.at, m.length, "m", &model) == TRUCE_OK &&
              truce_graph_build(ctx, model, &graph) == TRUCE_OK,
          "a model");
    bytes_taken = 0;
    truce_status status = perform(ctx, model, graph, which);
    size_t cost = bytes_taken;
    CLAIM(status == TRUCE_OK, "the task succeeds");
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    free(m.at);
    return cost;
}

static void costs(void) {
    static const char *const names[] = {"checked", "made to the text", "told"};
    for (task which = CHECKED; which <= AT_THE_END; which++) {
        size_t some = cost_of(which, 60, 0), twice = cost_of(which, 120, 0);
        CLAIM(twice < 3 * some, "twice as many events are %s with less than three times the room (%zu, %zu)",
              names[which], some, twice);
    }
    for (task which = CHECKED; which <= TOLD; which++) {
        size_t plain = cost_of(which, 24, 0), large = cost_of(which, 24, 100000);
        CLAIM(large - plain < 10 * 100000, "what stands around 24 events is not read for each that is %s (%zu, %zu)",
              names[which], plain, large);
    }
}

/* --------------------------------------------------------------- long lines */

/* A value in brackets, in one line, with what its texts are and where they stand. */
enum { LONG = 200000, MOST_TEXTS = 40000 };

typedef struct long_value {
    truce__text text;
    struct {
        const char *letters;
        size_t at;
    } texts[MOST_TEXTS];
    size_t count, met, good;
} long_value;

static void add_letters(long_value *v) {
    static const char *const words[][2] = {
        {"a", "a"},
        {"b\xC3\xA9 c", "b\xC3\xA9 c"},
        {"it's, [", NULL},
        {"\"q, [\xC3\xA9 # {\"", "q, [\xC3\xA9 # {"},
        {"'it''s, ]: {'", "it's, ]: {"},
        {"\"\\\", [\"", "\", ["},
        {"a#b", "a#b"},
        {"x:y", "x:y"}};
    unsigned which = draw(8);
    if (!words[which][1]) which = 0;
    bool is_quoted = strchr("\"'", words[which][0][0]) != NULL;
    v->texts[v->count].at = v->text.length + is_quoted;
    v->texts[v->count++].letters = words[which][1];
    truce__text_puts(&v->text, words[which][0]);
}

static void add_brackets(long_value *v, int depth, size_t length) {
    const bool is_map = draw(2), has_spaces = draw(2);
    const size_t end = v->text.length + length;
    truce__text_puts(&v->text, is_map ? "{" : "[");
    for (unsigned i = 0; v->text.length < end && v->count + 9 < MOST_TEXTS; i++) {
        if (i) truce__text_puts(&v->text, has_spaces ? ", " : ",");
        if (is_map) truce__text_printf(&v->text, "\"k, [%u\": ", i);
        if (draw(4) || depth > 5) add_letters(v);
        else add_brackets(v, depth + 1, depth ? draw(60) : draw(40000));
    }
    truce__text_puts(&v->text, is_map ? "}" : "]");
}

/* Compares the texts in their order, with their places. */
static void compare_texts(const truce__source *source, const truce__yaml *node, long_value *v) {
    for (const truce__pair *pair = node->first; pair; pair = pair->next) compare_texts(source, pair->value, v);
    if (node->kind != TRUCE__YAML_SCALAR || v->met == v->count) return;
    const char *letters = v->texts[v->met].letters;
    const size_t at = v->texts[v->met++].at;
    const truce__loc loc = truce__loc_at(source, at);
    const bool is_quoted = node->style == TRUCE__YAML_QUOTED;
    const bool is_there = node->extent.start + is_quoted == at && node->loc.line == loc.line &&
                          node->loc.column == loc.column;
    v->good += strcmp(node->text, letters) == 0 && (is_there || node->style == TRUCE__YAML_TEXT);
}

static void long_lines(truce_ctx *ctx) {
    static long_value v;
    truce__text_init(&v.text, ctx);
    truce__text_puts(&v.text, "plain: some text,\n  [\"goes, on\nlines: |\n  [a, 'b\n");
    truce__text_puts(&v.text, "long: # not, [this\n  ");
    v.texts[v.count++].letters = "some text, [\"goes, on";
    v.texts[0].at = strlen("plain: ");
    v.texts[v.count++].letters = "[a, 'b\n";
    add_brackets(&v, 0, LONG);
    truce__text_puts(&v.text, " # a, [b \"\nlast: [c]\n");
    v.texts[v.count].at = v.text.length - 3;
    v.texts[v.count++].letters = "c";
    truce__document document;
    truce__arena texts;
    truce__arena_init(&texts, ctx);
    CLAIM(truce__document_read(ctx, &texts, v.text.bytes, v.text.length, "m", &document) == TRUCE_OK &&
              document.root,
          "a line of %zu bytes is read", v.text.length);
    if (document.root) compare_texts(&document.source, document.root, &v);
    CLAIM(v.met == v.count && v.count > 5000, "it has all of its %zu texts", v.count);
    CLAIM(v.good == v.count, "each with its letters and its place (%zu are)", v.good);
    truce__document_free(&document);
    truce__arena_free(&texts);
    truce__text_free(&v.text);
}

/* A comma too many far behind, in text, and a value that the model cannot have. */
static void errors_in_long_lines(truce_ctx *ctx) {
    truce__text text;
    truce__text_init(&text, ctx);
    truce__text_puts(&text, "truce: 1\nsources: {");
    for (int i = 0; i < 3000; i++) truce__text_printf(&text, "\xC3\xA9%d: {title: \"a, [b\"}, ", i);
    const truce__source source = {.file = "m", .text = text.bytes, .length = text.length};
    const uint32_t column = truce__loc_at(&source, text.length).column;
    truce__text_puts(&text, ", x: {}}\n");
    size_t before = truce_diags_total(ctx);
    truce_model *model = NULL;
    CLAIM(truce_parse(ctx, text.bytes, text.length, "m", &model) == TRUCE_E_MODEL &&
              truce_diags_total(ctx) == before + 1,
          "a comma too many is one error");
    const truce_diag *diag = truce_diag_at(ctx, before);
    CLAIM(diag && diag->line == 2 && diag->column == column &&
              strcmp(diag->message, "an element is missing before this comma") == 0,
          "told at its place, line %u, column %u of %u", diag ? diag->line : 0, diag ? diag->column : 0, column);
    truce_model_free(model);
    truce__text_free(&text);
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) return 1;
    pieces(ctx);
    long_lines(ctx);
    errors_in_long_lines(ctx);
    courses(ctx, 0, "a short text, whose tree is kept");
    courses(ctx, 300000, "a long one, read again");
    wrong_courses(ctx);
    costs();
    truce_ctx_free(ctx);
    return claims_end();
}
