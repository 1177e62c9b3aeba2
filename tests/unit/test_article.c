/* SPDX-License-Identifier: Apache-2.0 */
/* The brief from within: its catalogue is complete and well formed, every word of the page comes from the
 * catalogue, the direction of the page follows the language, and every failed allocation is reported and leaves
 * nothing behind. */
#include "brief/brief.h"
#include "words/say.h"

#include "harness.h"
#include "unit/veil.h"

#include <limits.h>

static const char model_text[] =
    "truce: 1\n"
    "title: T1\n"
    "summary: S1\n"
    "date: 2025-05-12\n"
    "sources: {src: {title: T2, date: 2025-01-02}}\n"
    "parties:\n"
    "  - {id: a, name: P1, source: [src ¶1, src ¶2, src], options: [{id: x, name: O1, confidence: 0.5}, {id: y, "
    "name: O2, moves: up}]}\n"
    "  - {id: b, name: P2, options: [{id: z, name: O3, levels: [L1, L2, L3], because: B1}]}\n"
    "  - {id: c, name: P3}\n"
    "feasible: [not (x and y and z = L3)]\n"
    "coalesce: []\n"
    "status_quo: {x: yes, z: L2}\n"
    "outcomes: {o: {that: x and z >= L2, name: N1}, p: {that: y iff not x, name: N2}, n: {that: x and not x, name: "
    "N3}}\n"
    "preferences:\n"
    "  a: {order: [{that: not x, because: B2, source: src}, o or y, \"z in (L1, L3)\", z != L1 if y, z < L3, x, not "
    "p, z <= L2]}\n"
    "  b: {weigh: {x: 2, y: -1.5, \"z > L1\": 1}}\n"
    "ratify:\n"
    "  a: {rule: weighted, quota: 3, because: B3, actors: [{party: b, weight: 2}, {party: c}, {id: d, name: P4, "
    "order: [not o, z = L1]}]}\n"
    "  b: {rule: majority, reversion: not x, actors: [{party: a}, {id: e, name: P5, order: [x]}]}\n"
    "  c: {rule: quota, quota: 2, actors: [{party: a}, {party: b}]}\n"
    "pain: {a: {that: x, because: B5}, b: z = L1}\n"
    "no_deal: {a: x and y, b: {that: z = L1, confidence: 0.5}}\n"
    "expires: [{when: z = L3, becomes: {z: L1}, after: E1, because: B4}, {when: o, becomes: {z: L1}}]\n";

static const char plain_text[] =
    "truce: 1\n"
    "parties: [{id: a, name: P1}, {id: b, name: P2}]\n"
    "states: [A1, A2, A3, A4]\n"
    "moves: {a: [[1, 2], [3, 4]], b: [[1, 3], [2, 4], [4, 1]]}\n"
    "preferences: {a: {rank: [2, [1, 3], rest]}, b: {rank: [3, A1, rest]}}\n";

/* -------------------------------------------------------------- one page */

static bool gather(void *ud, const char *bytes, size_t length) {
    truce__text *text = ud;
    truce__text_add(text, bytes, length);
    return !text->failed;
}

static truce_status write_page(truce_ctx *ctx, const char *model_of, const truce__language *language,
                               const truce_brief_options *options, truce__text *page) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_sink sink = {gather, page};
    truce_status status = truce_parse(ctx, model_of, strlen(model_of), "m.yaml", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    ctx->language = language;
    if (status == TRUCE_OK) status = truce_brief(ctx, graph, options, &sink);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* ------------------------------------------------------------ the catalogue */

/* The highest number of a place. */
static unsigned places_of(const char *pattern) {
    unsigned most = 0;
    for (const char *at = pattern; *at; at++)
        if (at[0] == '{' && (unsigned)(at[1] - '0') > most) most = (unsigned)(at[1] - '0');
    return most;
}

/* Whether the places of a pattern are numbered within bounds and their braces closed. */
static bool is_well_formed(const char *pattern, unsigned places) {
    int depth = 0;
    for (const char *at = pattern; *at; at++) {
        if (*at == '}' && --depth < 0) return false;
        if (*at != '{') continue;
        depth++;
        if (at[1] < '1' || at[1] > '0' + (int)places || !strchr("|wW}", at[2])) return false;
    }
    return depth == 0;
}

/* What the brief's calls are compiled against. */
static const unsigned char places_of_brief[TRUCE__N_MESSAGES] = {
#define TRUCE__BRIEF_MSG(key, places, english) [TRUCE__M_BRIEF_##key] = places,
#include "catalogue/brief_messages.h"
#undef TRUCE__BRIEF_MSG
};

static void check_catalogue(void) {
    for (truce__message m = 0; m < TRUCE__N_MESSAGES; m++) {
        const char *pattern = truce__pattern(&truce__english, m);
        unsigned places = places_of(pattern);
        CLAIM(is_well_formed(pattern, places), "message %d, \"%s\", is well formed", (int)m, pattern);
        CLAIM(m < TRUCE__M_BRIEF_THOUSANDS || places <= places_of_brief[m], "message %d, \"%s\", has its places",
              (int)m, pattern);
    }
    CLAIM(!is_well_formed("{3}", 2) && !is_well_formed("{1", 1) && !is_well_formed("{1|a|{2}}}", 2),
          "the test can fail");
}

static truce_plural slavic_plural(uint64_t number) {
    bool is_teen = number % 100 / 10 == 1;
    if (number % 10 == 1 && !is_teen) return TRUCE_PLURAL_ONE;
    return number % 10 >= 2 && number % 10 <= 4 && !is_teen ? TRUCE_PLURAL_FEW : TRUCE_PLURAL_MANY;
}

/* Numbers take the forms of a language that has more of them than English; what it lacks stands in English. */
static void check_plurals(void) {
    static const char *const patterns[TRUCE__N_MESSAGES] = {
        [TRUCE__M_HEAD_STATES] = "{1} {1|рік|роки|{1w} років|року}", [TRUCE__M_NUMBER_WORDS] = "|||||п'ять"};
    static const struct {
        uint64_t number;
        const char *words;
    } cases[] = {{1, "1 рік"}, {3, "3 роки"}, {5, "5 п'ять років"}, {11, "11 11 років"}, {22, "22 роки"}};
    const truce__language language = {
        "uk", "ltr",
        1 << TRUCE_PLURAL_ONE | 1 << TRUCE_PLURAL_FEW | 1 << TRUCE_PLURAL_MANY | 1 << TRUCE_PLURAL_OTHER,
        slavic_plural, patterns};
    truce_ctx *ctx = truce_ctx_new(NULL);
    ctx->language = &language;
    truce__text text;
    truce__text_init(&text, ctx);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        truce__text_clear(&text);
        WORDS(&text, NULL, HEAD_STATES, truce__number(cases[i].number));
        CLAIM(strcmp(truce__text_bytes(&text), cases[i].words) == 0, "\"%s\" is \"%s\"", truce__text_bytes(&text),
              cases[i].words);
    }
    truce__text_clear(&text);
    WORDS(&text, NULL, AND_MORE, truce__number(2));
    CLAIM(strcmp(truce__text_bytes(&text), " and 2 more") == 0, "English stands in");
    truce__text_free(&text);
    truce_ctx_free(ctx);
}

/* Blanks what begins with `open`, up to the end of `close`. */
static void blank(char *text, const char *open, const char *close) {
    for (char *from = strstr(text, open); from; from = strstr(from, open)) {
        char *to = strstr(from + strlen(open), close);
        if (!to) return;
        memset(from, ' ', (size_t)(to - from) + strlen(close));
    }
}

/* The first word in Latin letters that is neither the model's nor markup; NULL: none. */
static const char *stray_word(char *page) {
    static const char *const allowed[][2] = {{"<style>", "</style>"},
                                             {"<script>", "</script>"},
                                             {"<cite>", "</cite>"},
                                             {"<code>", "</code>"},
                                             {"<pre>", "</pre>"},
                                             {"<bdi>", "</bdi>"},
                                             {"\xE2\x81\xA8", "\xE2\x81\xA9"},
                                             {"<title>", "</title>"},
                                             {"<", ">"},
                                             {"&", ";"}};
    static const char *const labels[] = {"Nash", "SEQ", "SMR", "GMR"};
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) blank(page, allowed[i][0], allowed[i][1]);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) blank(page, labels[i], "");
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = strpbrk(page, letters); at; at = strpbrk(at, letters)) {
        size_t length = strspn(at, letters);
        if (length > 1 || *at > 'Z') return at; /* a single capital letter names a point of a figure */
        at += length;
    }
    return NULL;
}

static void check_language(const char *what, const char *model_of) {
    char *patterns[TRUCE__N_MESSAGES];
    for (truce__message m = 0; m < TRUCE__N_MESSAGES; m++) patterns[m] = veiled(truce__pattern(&truce__english, m));
    truce__language language = {"he", "rtl", truce__english.plurals, truce__english.plural_of,
                                (const char *const *)patterns};
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce__text page;
    truce__text_init(&page, ctx);
    const truce_edit edits[] = {{TRUCE_EDIT_REMOVE, "preferences.a.order.1", NULL, 0},
                                {TRUCE_EDIT_SET, "T1", "\"T2\"", 0},
                                {TRUCE_EDIT_INSERT, "T3", "{T4: 1}", 0},
                                {TRUCE_EDIT_MOVE, "preferences.a.order.1", NULL, 2}};
    const truce_brief_comment comment = {"R1", "2025-06-01", "preferences.a.order.1", "1 a nash", "C1", edits, 4};
    const truce_brief_options options = {.comments = &comment, .n_comments = 1};
    CLAIM(write_page(ctx, model_of, &language, &options, &page) == TRUCE_OK, "%s: a page in another language", what);
    CLAIM(page.bytes && strstr(page.bytes, "<html lang=\"he\" dir=\"rtl\">"),
          "%s: its direction is that of the language", what);
    const char *stray = page.bytes ? stray_word(page.bytes) : "no page";
    CLAIM(!stray, "%s: every word comes from the catalogue, but not \"%.30s\"", what, stray ? stray : "");
    truce__text_free(&page);
    truce_ctx_free(ctx);
    for (truce__message m = 0; m < TRUCE__N_MESSAGES; m++) free(patterns[m]);
}

/* -------------------------------------------------------- failed allocations */

typedef struct budget {
    long left, held, count;
} budget;

static void *limited_alloc(void *ud, size_t size) {
    budget *b = ud;
    void *block = b->count++ < b->left ? malloc(size) : NULL;
    b->held += block != NULL;
    return block;
}

static void *limited_resize(void *ud, void *block, size_t size) {
    budget *b = ud;
    void *grown = b->count++ < b->left ? realloc(block, size) : NULL;
    b->held += grown && !block;
    return grown;
}

static void limited_release(void *ud, void *block) {
    budget *b = ud;
    b->held -= block != NULL;
    free(block);
}

static truce_status page_within(const char *model_of, const truce_brief_options *options, long allowed, budget *b) {
    *b = (budget){.left = allowed};
    truce_allocator allocator = {limited_alloc, limited_resize, limited_release, b};
    truce_config config = {.allocator = &allocator, .threads = 1};
    truce_ctx *ctx = truce_ctx_new(&config), *own = truce_ctx_new(NULL);
    truce__text page; /* from another context: its memory does not fail */
    truce__text_init(&page, own);
    truce_status status = ctx ? write_page(ctx, model_of, &truce__english, options, &page) : TRUCE_E_NOMEM;
    truce__text_free(&page);
    truce_ctx_free(own);
    truce_ctx_free(ctx);
    return status;
}

static void check_memory(const char *what, const char *model_of, const truce_brief_options *options) {
    budget b;
    CLAIM(page_within(model_of, options, LONG_MAX, &b) == TRUCE_OK && b.held == 0,
          "%s: a page is made and everything given back", what);
    long needed = b.count, wrong = 0, leaks = 0;
    for (long k = 0; k < needed; k++) {
        wrong += page_within(model_of, options, k, &b) != TRUCE_E_NOMEM;
        leaks += b.held != 0;
    }
    CLAIM(needed > 100 && wrong == 0, "%s: each of %ld failed allocations is reported (%ld are not)", what, needed,
          wrong);
    CLAIM(leaks == 0, "%s: no failed allocation leaks (%ld do)", what, leaks);
}

/* ------------------------------------------------------------------ policy */

static void check_policy(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    const truce_brief_options served = {.post_to = "/api/replies", .post_model = "m1"};
    char *policy = NULL;
    CLAIM(truce_brief_policy(ctx, &served, &policy) == TRUCE_OK, "a policy is made");
    CLAIM(policy && strstr(policy, "default-src 'none'; style-src 'sha256-") && strstr(policy, "connect-src 'self'"),
          "a served page may post to where it came from");
    truce__text page;
    truce__text_init(&page, ctx);
    CLAIM(write_page(ctx, plain_text, &truce__english, &served, &page) == TRUCE_OK, "a served page is made");
    CLAIM(policy && strstr(page.bytes, policy), "it carries the policy that a server sends with it");
    CLAIM(strstr(page.bytes, "method=\"post\" action=\"/api/replies\" data-model=\"m1\""), "its form posts");
    truce__text_free(&page);
    truce_release(ctx, policy);
    truce_ctx_free(ctx);
}

int main(void) {
    check_catalogue();
    check_plurals();
    check_language("options", model_text);
    check_language("plain graph", plain_text);
    const truce_brief_options markdown = {.form = TRUCE_BRIEF_MARKDOWN};
    const truce_brief_options few = {.has_variants = true, .variants = 40};
    check_memory("options", model_text, &few);
    check_memory("plain graph", plain_text, NULL);
    check_memory("plain graph as Markdown", plain_text, &markdown);
    check_policy();
    return claims_end();
}
