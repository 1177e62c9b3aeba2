/* SPDX-License-Identifier: Apache-2.0 */
/* A variant gives the answers of the edited text's graph: states, ranks, verdicts, witnesses, errors. It owns only
 * what differs. */
#include <truce/variant.h>

#include "harness.h"
#include "graph/graph.h"

#include <pthread.h>
#include <stdarg.h>

enum { ROOM = 8192, CONCEPTS = 5 };

static unsigned long long chance = 0x9E3779B97F4A7C15u;

static unsigned any(unsigned below) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)(chance >> 20) % below;
}

/* -------------------------------------------------------------------- models */

typedef struct page {
    char text[ROOM];
    size_t length;
} page;

__attribute__((format(printf, 2, 3))) static void add(page *p, const char *format, ...) {
    va_list list;
    va_start(list, format);
    p->length += (size_t)vsnprintf(p->text + p->length, sizeof p->text - p->length, format, list);
    va_end(list);
}

static void add_atom(page *p, bool may_name) {
    static const char *const atoms[] = {"a0", "a1", "a2 >= mid", "a2 = high", "b0", "b1", "b2 != low", "c0", "c1"};
    unsigned which = any(may_name ? 11 : 9);
    add(p, "%s%s", any(3) ? "" : "not ", which == 9 ? "good" : which == 10 ? "bad" : atoms[which]);
}

static void add_statement(page *p, bool may_name) {
    static const char *const words[] = {"and", "or", "implies"};
    add_atom(p, may_name);
    if (any(2)) {
        add(p, " %s ", words[any(3)]);
        add_atom(p, may_name);
    }
}

static void add_list(page *p, unsigned count) {
    add(p, "[");
    for (unsigned i = 0; i < count; i++) {
        add(p, i ? ", \"" : "\"");
        add_statement(p, true);
        add(p, "\"");
    }
    add(p, "]");
}

static void add_rank(page *p) {
    add(p, "{rank: [\"");
    add_statement(p, true);
    add(p, "\", rest]}");
}

static void write_model(page *p, bool is_coalesced) {
    static const char *const moves[] = {"both", "up", "down"};
    p->length = 0;
    add(p, "truce: 1\ntitle: random\nparties:\n");
    for (int party = 0; party < 3; party++) {
        add(p, "  - id: %c\n    options:\n", 'a' + party);
        for (int o = 0; o < 3 - party / 2; o++)
            add(p, "      - {id: %c%d%s, moves: %s}\n", 'a' + party, o, o == 2 ? ", levels: [low, mid, high]" : "",
                moves[any(3)]);
    }
    add(p, "feasible:\n  - not (a0 and b0)\n  - \"c1 implies ");
    add_statement(p, false);
    add(p, "\"\noutcomes:\n  good: \"");
    add_statement(p, false);
    add(p, "\"\n  bad: \"not good and ");
    add_atom(p, false);
    add(p, "\"\nstatus_quo: {b1: yes}\npreferences:\n  a: {order: ");
    add_list(p, 5);
    add(p, "}\n  b: {weigh: {\"");
    add_statement(p, true);
    add(p, "\": 2, b1: -1.5, a1: 0.25}}\n  c: ");
    add_rank(p);
    add(p, "\nexpires:\n  - {when: a0 and b1, becomes: {a0: no}}\n  - {when: c0, becomes: {c0: no, a1: no}}\n");
    if (!is_coalesced) return;
    add(p, "coalesce: [\"a0 and ");
    add_atom(p, false);
    add(p, "\"]\n");
}

/* --------------------------------------------------------------------- edits */

typedef struct edits {
    truce_edit at[2];
    char paths[2][64];
    page values[2];
    size_t count;
    unsigned kinds; /* a bit each */
} edits;

enum {
    A_LESS,
    A_MOVED,
    A_MORE,
    B_ORDER,
    C_RANK,
    B_NONE,
    RULE,
    NO_RULE,
    MOVES,
    TODAY,
    OUTCOME,
    EXPIRY,
    NO_EXPIRY,
    TITLE,
    COALESCE,
    KINDS
};

enum { OF_A = 1 << A_LESS | 1 << A_MOVED | 1 << A_MORE, OF_B = 1 << B_ORDER | 1 << B_NONE, OF_C = 1 << C_RANK,
       OF_PREFERENCES = OF_A | OF_B | OF_C | 1 << TITLE };

static void choose(edits *e, size_t i) {
    unsigned kind = any(KINDS), place = any(4) + 1;
    page *value = &e->values[i];
    truce_edit *edit = &e->at[i];
    static const char *const paths[] = {
        [B_ORDER] = "preferences.b", [C_RANK] = "preferences.c",  [B_NONE] = "preferences.b",
        [RULE] = "feasible.2",       [NO_RULE] = "feasible.1",    [MOVES] = "parties.a.options.a1.moves",
        [TODAY] = "status_quo.a2",   [OUTCOME] = "outcomes.good", [EXPIRY] = "expires.1.becomes",
        [NO_EXPIRY] = "expires.2",   [TITLE] = "title",           [COALESCE] = "coalesce"};
    e->kinds |= 1u << kind;
    value->length = 0;
    value->text[0] = 0;
    if (kind <= A_MORE) snprintf(e->paths[i], sizeof e->paths[i], "preferences.a.order.%u", place);
    else snprintf(e->paths[i], sizeof e->paths[i], "%s", paths[kind]);
    *edit = (truce_edit){.op = TRUCE_EDIT_SET, .path = e->paths[i]};
    if (kind == A_LESS || kind == B_NONE || kind == NO_RULE || kind == NO_EXPIRY) edit->op = TRUCE_EDIT_REMOVE;
    if (kind == A_MORE) edit->op = TRUCE_EDIT_INSERT;
    if (kind == A_MOVED) edit->op = TRUCE_EDIT_MOVE, edit->to = any(4) + 1;
    if (kind == B_ORDER) add(value, "{order: "), add_list(value, any(3) + 1), add(value, "}");
    if (kind == C_RANK) add_rank(value);
    if (kind == A_MORE || kind == RULE || kind == OUTCOME)
        add(value, "\""), add_statement(value, kind == A_MORE), add(value, "\"");
    if (kind == MOVES) add(value, "%s", any(2) ? "none" : "up");
    if (kind == TODAY) add(value, "%s", any(2) ? "mid" : "high");
    if (kind == EXPIRY) add(value, "{b1: no, a0: no}");
    if (kind == TITLE) add(value, "another");
    if (kind == COALESCE) add_list(value, 1);
    if (edit->op == TRUCE_EDIT_SET || edit->op == TRUCE_EDIT_INSERT) edit->value = value->text;
}

/* ------------------------------------------------------------------- compare */

typedef struct sample { /* a graph and its verdicts */
    truce_model *model;
    truce_graph *plain, *graph;
    truce_solution *solution;
} sample;

static const uint32_t all[CONCEPTS] = {0, 1, 2, 3, 4};

static truce_status solve(truce_ctx *ctx, sample *s) {
    return truce_solve(ctx, s->graph, all, CONCEPTS, &s->solution);
}

/* Solves it with the help of the solution of the graph that it is a variant of. */
static truce_status solve_variant(truce_ctx *ctx, const sample *base, sample *s) {
    return truce_solve_variant(ctx, s->graph, base->solution, &s->solution);
}

static truce_status sample_text(truce_ctx *ctx, const char *text, size_t length, bool after_expiry, sample *s) {
    truce_status status = truce_parse(ctx, text, length, "m.yaml", &s->model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, s->model, after_expiry ? &s->plain : &s->graph);
    if (status == TRUCE_OK && after_expiry) status = truce_graph_after_expiry(ctx, s->plain, &s->graph);
    return status == TRUCE_OK ? solve(ctx, s) : status;
}

static truce_status sample_edited(truce_ctx *ctx, const page *p, const edits *e, bool after_expiry, sample *s) {
    char *text = NULL;
    size_t length;
    truce_status status = truce_text_edit(ctx, p->text, p->length, "m.yaml", e->at, e->count, &text, &length);
    if (status == TRUCE_OK) status = sample_text(ctx, text, length, after_expiry, s);
    truce_release(ctx, text);
    return status;
}

static void sample_free(sample *s) {
    truce_solution_free(s->solution);
    truce_graph_free(s->graph);
    truce_graph_free(s->plain);
    truce_model_free(s->model);
    *s = (sample){0};
}

static bool same_set(const truce_set *a, const truce_set *b) {
    truce_state s = 0, t = 0;
    do {
        s = truce_set_next(a, s);
        t = truce_set_next(b, t);
    } while (s && s == t);
    return s == t && truce_set_count(a) == truce_set_count(b);
}

static bool same_graph(const truce_graph *a, const truce_graph *b) {
    uint32_t n = truce_model_party_count(truce_graph_model(a));
    if (truce_graph_state_count(a) != truce_graph_state_count(b) ||
        truce_graph_status_quo(a) != truce_graph_status_quo(b) ||
        truce_graph_expiring_count(a) != truce_graph_expiring_count(b))
        return false;
    for (truce_state s = 1; s <= truce_graph_state_count(a); s++) {
        char room[2][TRUCE_CODE_SIZE];
        if (strcmp(truce_graph_state_code(a, s, room[0]), truce_graph_state_code(b, s, room[1])) != 0) return false;
        if (truce_graph_expires_into(a, s) != truce_graph_expires_into(b, s)) return false;
        for (uint32_t p = 0; p < n; p++)
            if (truce_graph_rank(a, p, s) != truce_graph_rank(b, p, s)) return false;
    }
    for (uint32_t p = 0; p < n; p++)
        if (truce_graph_rank_count(a, p) != truce_graph_rank_count(b, p)) return false;
    return true;
}

static bool same_verdicts(const sample *a, const sample *b) {
    for (uint32_t slot = 0; slot < CONCEPTS; slot++) {
        for (uint32_t p = 0; p < 3; p++)
            if (!same_set(truce_solution_stable(a->solution, slot, p), truce_solution_stable(b->solution, slot, p)))
                return false;
        if (!same_set(truce_solution_equilibria(a->solution, slot), truce_solution_equilibria(b->solution, slot)))
            return false;
    }
    return true;
}

/* Some verdicts, explained from the variant and checked from the definitions. */
static bool is_verified(truce_ctx *ctx, const sample *v) {
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(ctx, v->graph, &verifier);
    for (int i = 0; i < 5 && status == TRUCE_OK; i++) {
        truce_witness *witness = NULL;
        truce_state state = any((unsigned)truce_graph_state_count(v->graph)) + 1;
        uint32_t party = any(3), concept = any(CONCEPTS);
        status = truce_explain(ctx, v->graph, state, party, concept, 0, &witness);
        if (status == TRUCE_OK) status = truce_verify(verifier, witness);
        if (status == TRUCE_OK && (witness->verdict == TRUCE_STABLE) !=
                                      truce_set_contains(truce_solution_stable(v->solution, concept, party), state))
            status = TRUCE_E_BUG;
        truce_witness_free(ctx, witness);
    }
    truce_verifier_free(verifier);
    return status == TRUCE_OK;
}

static bool same_errors(truce_ctx *ctx, size_t first, size_t second) {
    size_t end = truce_diags_total(ctx);
    if (second - first != end - second) return false;
    for (size_t i = 0; first + i < second; i++) {
        const truce_diag *a = truce_diag_at(ctx, first + i), *b = truce_diag_at(ctx, second + i);
        if (a->severity != b->severity || a->line != b->line || strcmp(a->message, b->message) != 0) return false;
    }
    return true;
}

/* Claims that the variant shares everything that its edits of preferences leave unchanged. */
static void claim_shared(const truce_graph *variant, const edits *e, unsigned seed) {
    static const unsigned of[3] = {OF_A, OF_B, OF_C};
    if (e->kinds & ~(unsigned)OF_PREFERENCES) return;
    CLAIM(truce_variant_shares_states(variant), "model %u: states are shared", seed);
    for (uint32_t p = 0; p < 3; p++)
        if (!(e->kinds & of[p]))
            CLAIM(truce_variant_shares_ranks(variant, p), "model %u: ranks of party %u are shared", seed, p);
}

static void compare(truce_ctx *ctx, const page *p, const sample *base, bool after_expiry, unsigned seed) {
    static edits e;
    e.kinds = 0;
    e.count = any(2) + 1;
    for (size_t i = 0; i < e.count; i++) choose(&e, i);
    sample whole = {0}, v = {0};
    truce_diags_clear(ctx);
    size_t first = 0;
    truce_status expected = sample_edited(ctx, p, &e, after_expiry, &whole);
    size_t second = truce_diags_total(ctx);
    truce_status status = truce_variant_edit(ctx, base->graph, e.at, e.count, &v.graph);
    CLAIM(status == expected, "model %u: status %d where the edited text has %d (kinds %x)", seed, (int)status,
          (int)expected, e.kinds);
    if (expected != TRUCE_OK)
        CLAIM(same_errors(ctx, first, second), "model %u: the same errors (kinds %x)", seed, e.kinds);
    if (status == TRUCE_OK && expected == TRUCE_OK) {
        CLAIM(solve_variant(ctx, base, &v) == TRUCE_OK, "model %u: a variant is solved", seed);
        CLAIM(same_graph(v.graph, whole.graph), "model %u: states and ranks (kinds %x)", seed, e.kinds);
        CLAIM(same_verdicts(&v, &whole), "model %u: verdicts (kinds %x)", seed, e.kinds);
        CLAIM(is_verified(ctx, &v), "model %u: witnesses (kinds %x)", seed, e.kinds);
        CLAIM(truce_model_equal(truce_graph_model(v.graph), whole.model), "model %u: the model is the edited one",
              seed);
        claim_shared(v.graph, &e, seed);
    }
    sample_free(&v);
    sample_free(&whole);
}

/* ------------------------------------------------------- statements in another order */

static void prefer(truce_ctx *ctx, const page *p, const sample *base, bool after_expiry, unsigned seed) {
    uint32_t order[5], count = 0;
    for (uint32_t i = 0; i < 5; i++)
        if (any(4)) order[count++] = i;
    if (count > 1 && any(2)) {
        uint32_t first = order[0];
        order[0] = order[1];
        order[1] = first;
    }
    sample v = {0}, whole = {0}, further = {0};
    truce_edit title = {.op = TRUCE_EDIT_SET, .path = "title", .value = "further"};
    CLAIM(truce_variant_prefer(ctx, base->graph, 0, order, count, &v.graph) == TRUCE_OK &&
              solve_variant(ctx, base, &v) == TRUCE_OK,
          "model %u: another order is solved", seed);
    CLAIM(truce_variant_edit(ctx, v.graph, &title, 1, &further.graph) == TRUCE_OK &&
              solve_variant(ctx, base, &further) == TRUCE_OK,
          "model %u: a variant of a variant", seed);
    /* the same list in the text: the others are removed, then the first two are exchanged */
    truce_edit changes[6];
    char paths[5][32];
    size_t n = 0;
    bool is_kept[5] = {0};
    for (uint32_t i = 0; i < count; i++) is_kept[order[i]] = true;
    for (uint32_t i = 5; i-- > 0;) {
        snprintf(paths[i], sizeof paths[i], "preferences.a.order.%u", i + 1);
        if (!is_kept[i]) changes[n++] = (truce_edit){.op = TRUCE_EDIT_REMOVE, .path = paths[i]};
    }
    if (count > 1 && order[0] > order[1])
        changes[n++] = (truce_edit){.op = TRUCE_EDIT_MOVE, .path = "preferences.a.order.1", .to = 2};
    char *edited = NULL;
    size_t length;
    truce_status status = truce_text_edit(ctx, p->text, p->length, "m.yaml", changes, n, &edited, &length);
    if (status == TRUCE_OK) status = sample_text(ctx, edited, length, after_expiry, &whole);
    truce_release(ctx, edited);
    if (count > 0) { /* an empty order is not written */
        CLAIM(status == TRUCE_OK, "model %u: the text with that order (status %d)", seed, (int)status);
        CLAIM(same_graph(v.graph, whole.graph) && same_verdicts(&v, &whole), "model %u: another order", seed);
        CLAIM(same_graph(further.graph, whole.graph) && same_verdicts(&further, &whole),
              "model %u: an edited variant", seed);
        CLAIM(is_verified(ctx, &v), "model %u: witnesses of another order", seed);
    }
    CLAIM(!truce_variant_shares_ranks(v.graph, 0) && truce_variant_shares_ranks(v.graph, 1) &&
              truce_variant_shares_ranks(v.graph, 2),
          "model %u: one party's ranks are its own", seed);
    CLAIM(truce_variant_shares_ranks(further.graph, 0), "model %u: a variant of a variant shares what that owns",
          seed);
    sample_free(&further);
    sample_free(&v);
    sample_free(&whole);
}

static void work(unsigned seed) {
    static page p;
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = seed % 3 + 1});
    sample base = {0};
    bool after_expiry = seed % 2;
    write_model(&p, seed % 5 == 0);
    truce_status status = sample_text(ctx, p.text, p.length, after_expiry, &base);
    if (status == TRUCE_OK) {
        for (int i = 0; i < 12; i++) compare(ctx, &p, &base, after_expiry, seed);
        for (int i = 0; i < 3; i++) prefer(ctx, &p, &base, after_expiry, seed);
    }
    sample_free(&base);
    truce_ctx_free(ctx);
}

/* ------------------------------------------------------------- plain graphs */

static void plain(void) {
    static const char text[] = "truce: 1\nparties: [{id: a}, {id: b}, {id: c}]\nstates: [w, x, y, z]\nmoves: {a: "
                               "[[1, 2], [2, 1]], b: [[1, 3], [2, 4]], c: []}\n"
                               "status_quo: 1\npreferences: {a: {rank: [2, 1, 4, 3]}, b: {rank: [[3, 4], rest]}}\n";
    static const truce_edit changes[] = {{TRUCE_EDIT_SET, "moves.a", "[[1, 2]]", 0},
                                         {TRUCE_EDIT_SET, "status_quo", "3", 0},
                                         {TRUCE_EDIT_SET, "preferences.a", "{rank: [1, 2, [3, 4]]}", 0}};
    truce_ctx *ctx = truce_ctx_new(NULL);
    static page p;
    static edits e;
    sample base = {0};
    p.length = 0;
    add(&p, "%s", text);
    CLAIM(sample_text(ctx, p.text, p.length, false, &base) == TRUCE_OK, "a plain graph");
    for (size_t i = 0; i < 3; i++) {
        sample v = {0}, whole = {0};
        e.at[0] = changes[i];
        e.count = 1;
        CLAIM(sample_edited(ctx, &p, &e, false, &whole) == TRUCE_OK, "plain graph %zu is edited", i);
        CLAIM(truce_variant_edit(ctx, base.graph, e.at, 1, &v.graph) == TRUCE_OK &&
                  solve_variant(ctx, &base, &v) == TRUCE_OK,
              "plain variant %zu", i);
        CLAIM(same_graph(v.graph, whole.graph) && same_verdicts(&v, &whole), "plain graph %zu: the same", i);
        CLAIM(truce_variant_shares_states(v.graph) == (i > 0), "plain graph %zu: moves that changed are not shared",
              i);
        CLAIM(truce_variant_shares_ranks(v.graph, 0) == (i < 2) && truce_variant_shares_ranks(v.graph, 1),
              "plain graph %zu: ranks", i);
        sample_free(&v);
        sample_free(&whole);
    }
    uint32_t one = 0;
    truce_graph *none = NULL;
    CLAIM(truce_variant_prefer(ctx, base.graph, 0, &one, 1, &none) == TRUCE_E_USAGE && !none,
          "a ranking has no statements");
    CLAIM(truce_variant_prefer(ctx, base.graph, 9, &one, 1, &none) == TRUCE_E_USAGE && !none,
          "there is no such party");
    sample_free(&base);
    truce_ctx_free(ctx);
}

/* --------------------------------------------------------------------- marks */

/* How many states are stable for party 0 under gmr-strong; each verdict is verified. */
static uint64_t strongly_stable(truce_ctx *ctx, const truce_graph *graph) {
    const uint32_t concept = truce_concept_find("gmr-strong");
    truce_solution *solution = NULL;
    truce_verifier *verifier = NULL;
    CLAIM(truce_solve(ctx, graph, &concept, 1, &solution) == TRUCE_OK, "marks: solved");
    CLAIM(truce_verifier_new(ctx, graph, &verifier) == TRUCE_OK, "marks: a verifier");
    uint64_t count = truce_set_count(truce_solution_stable(solution, 0, 0));
    for (truce_state state = 1; state <= truce_graph_state_count(graph); state++) {
        truce_witness *witness = NULL;
        bool is_stable = truce_set_contains(truce_solution_stable(solution, 0, 0), state);
        CLAIM(truce_explain(ctx, graph, state, 0, concept, 0, &witness) == TRUCE_OK &&
                  truce_verify(verifier, witness) == TRUCE_OK &&
                  (witness->verdict == TRUCE_STABLE) == is_stable,
              "marks: the verdict on state %u is proved", (unsigned)state);
        truce_witness_free(ctx, witness);
    }
    truce_verifier_free(verifier);
    truce_solution_free(solution);
    return count;
}

/* A statement keeps its degree where the mark below it is left out. */
static void marks(void) {
#define MARKED(order) \
    "truce: 1\nparties: [{id: p, options: [x, y]}, {id: q, options: [z]}]\npreferences: {p: {order: [" order \
    "]}, q: {order: [not x]}}\n"
    static const char *const texts[] = {MARKED("not z, {that: y, strong: yes}, x"),
                                        MARKED("{that: not z, strong: yes}, x"), MARKED("not z, x")};
#undef MARKED
    static const uint32_t kept[] = {0, 2};
    truce_ctx *ctx = truce_ctx_new(NULL);
    uint64_t counts[4] = {0};
    for (size_t i = 0; i < 3; i++) {
        truce_model *model = NULL;
        truce_graph *graph = NULL, *variant = NULL;
        CLAIM(truce_parse(ctx, texts[i], strlen(texts[i]), "marks", &model) == TRUCE_OK &&
                  truce_graph_build(ctx, model, &graph) == TRUCE_OK,
              "marks: model %zu", i);
        counts[i] = strongly_stable(ctx, graph);
        if (i == 0) {
            CLAIM(truce_variant_prefer(ctx, graph, 0, kept, 2, &variant) == TRUCE_OK, "marks: a statement left out");
            counts[3] = strongly_stable(ctx, variant);
        }
        truce_graph_free(variant);
        truce_graph_free(graph);
        truce_model_free(model);
    }
    CLAIM(counts[3] == counts[1] && counts[1] > counts[2], "marks: %u, %u with the mark above, %u without",
          (unsigned)counts[3], (unsigned)counts[1], (unsigned)counts[2]);
    truce_ctx_free(ctx);
}

/* ------------------------------------------------------------------- threads */

typedef struct worker {
    pthread_t thread;
    const truce_graph *graph;
    uint64_t equilibria; /* summed over statements left out and concepts */
    bool is_good;
} worker;

static void *leave_out(void *ud) {
    worker *w = ud;
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    w->is_good = true;
    for (uint32_t out = 0; out < 50; out++) {
        uint32_t others[4], n = 0;
        sample v = {0};
        for (uint32_t i = 0; i < 5; i++)
            if (i != out % 5) others[n++] = i;
        w->is_good = w->is_good && truce_variant_prefer(ctx, w->graph, 0, others, n, &v.graph) == TRUCE_OK &&
                     solve(ctx, &v) == TRUCE_OK;
        for (uint32_t slot = 0; w->is_good && slot < CONCEPTS; slot++)
            w->equilibria += truce_set_count(truce_solution_equilibria(v.solution, slot));
        sample_free(&v);
    }
    truce_ctx_free(ctx);
    return NULL;
}

/* Several contexts with a thread each make variants of one graph. */
static void at_once(void) {
    static page p;
    truce_ctx *ctx = truce_ctx_new(NULL);
    sample base = {0};
    worker workers[4] = {{0}};
    do {
        sample_free(&base);
        write_model(&p, false);
    } while (sample_text(ctx, p.text, p.length, false, &base) != TRUCE_OK);
    for (int i = 0; i < 4; i++) {
        workers[i].graph = base.graph;
        CLAIM(pthread_create(&workers[i].thread, NULL, leave_out, &workers[i]) == 0, "a thread");
    }
    for (int i = 0; i < 4; i++) pthread_join(workers[i].thread, NULL);
    for (int i = 0; i < 4; i++)
        CLAIM(workers[i].is_good && workers[i].equilibria == workers[0].equilibria,
              "thread %d finds what the others find", i);
    sample_free(&base);
    truce_ctx_free(ctx);
}

int main(void) {
    for (unsigned seed = 1; seed <= 150; seed++) work(seed);
    plain();
    marks();
    at_once();
    return claims_end();
}
