/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What two parties anticipate, layer by layer: layers that are made in passes along the axes of a product hold, at
 * every state, what the definition makes of the layer below, move by move: on random models with ties, rules, and
 * options that move one way, step by step, or not at all. So do verdicts and limits. Threads change no byte.
 */
#include "concepts/layers.h"
#include "concepts/layer_choices.h"
#include "graph/walk.h"

#define RANDOM_SEED 20261130
#define TEXT_ROOM 16384
#include "harness.h"
#include "unit/random_text.h"

enum { MODELS = 2000, DEEPEST = 4, ROOM = 4096 };

/* ------------------------------------------------------------------ models */

static uint32_t levels[32], n_options;

/* A literal that some levels of an option make true and some do not. */
static void add_literal(text *t) {
    static const char *const signs[] = {"=", "!=", ">="};
    uint32_t option = draw(n_options);
    add(t, "o%u %s l%u", option, signs[draw(3)], 1 + draw(levels[option] - 1));
}

static void add_option(text *t) {
    static const char *const moves[] = {"both", "both", "up", "up", "down", "both, step: 1", "up, step: 1",
                                        "down, step: 2", "none"};
    add(t, "      - {id: o%u, levels: [", n_options);
    for (uint32_t l = 0; l < levels[n_options]; l++) add(t, "%sl%u", l ? ", " : "", l);
    add(t, "], moves: %s}\n", moves[draw(9)]);
    n_options++;
}

/* Two parties that move, now and then with one that cannot between them. */
static void make_model(text *t) {
    t->length = n_options = 0;
    add(t, "truce: 1\nparties:\n");
    uint32_t n_parties = 2 + (draw(4) == 0);
    for (uint32_t p = 0; p < n_parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 1 + draw(3); i-- > 0;) {
            levels[n_options] = 2 + draw(3);
            if (p < 2) add_option(t);
            else add(t, "      - {id: o%u, levels: [l0, l1], moves: none}\n", n_options), levels[n_options++] = 2;
        }
    }
    uint32_t rules = draw(2) ? draw(5) : 0;
    if (rules) add(t, "feasible:\n");
    while (rules-- > 0) {
        add(t, "  - not (");
        add_literal(t), add(t, " and "), add_literal(t);
        add(t, ")\n");
    }
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < n_parties; p++) {
        add(t, "  p%u:\n    order:\n", p);
        for (uint32_t i = 1 + draw(6); i-- > 0;) {
            add(t, "      - ");
            add_literal(t);
            add(t, draw(2) ? " and " : " or ");
            add_literal(t);
            add(t, "\n");
        }
    }
}

/* Two parties that each have `each` options of two levels, one-way but for the last, and enough to tell states
 * apart. */
static void make_large(text *t, uint32_t each) {
    t->length = 0;
    n_options = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < 2; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 0; i < each; i++, n_options++) {
            levels[n_options] = 2;
            add(t, "      - {id: o%u, levels: [l0, l1], moves: %s}\n", n_options,
                i + 1 == each ? "both" : draw(2) ? "up" : "down");
        }
    }
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < 2; p++) {
        add(t, "  p%u:\n    order:\n", p);
        for (uint32_t i = 0; i < 60; i++) {
            add(t, "      - ");
            add_literal(t);
            add(t, " iff ");
            add_literal(t);
            add(t, "\n");
        }
    }
}

typedef struct scene {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce__layering l;
    truce__layer layers[3]; /* layer 0, and two in turn */
} scene;

static bool open_scene(scene *s, const char *model, unsigned threads) {
    const truce_config config = {.threads = threads};
    *s = (scene){.ctx = truce_ctx_new(&config)};
    if (truce_parse(s->ctx, model, strlen(model), "random", &s->model) != TRUCE_OK) return false;
    if (truce__graph_build(s->ctx, s->model, TRUCE__SHAPE_PRODUCT, &s->graph) != TRUCE_OK) return false;
    const truce__chosen concept = truce__concept_in(&truce__concepts, truce_concept_find("l2"));
    s->l = (truce__layering){s->ctx, s->graph, concept, truce__movers_of(s->graph), NULL};
    for (int i = 0; i < 3; i++)
        if (truce__layer_open(&s->l, &s->layers[i]) != TRUCE_OK) return false;
    if (truce__layer_first(&s->l, &s->layers[0]) != TRUCE_OK) return false;
    s->l.pairs = s->layers[0].words;
    return true;
}

static void close_scene(scene *s) {
    for (int i = 0; i < 3; i++) truce__layer_close(&s->l, &s->layers[i]);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce_ctx_free(s->ctx);
}

/* --------------------------------------------------------- the definition */

typedef struct pair_set {
    uint64_t at[ROOM];
    uint32_t count;
} pair_set;

static void put(pair_set *set, uint64_t pair) {
    uint32_t i = 0;
    while (i < set->count && set->at[i] < pair) i++;
    if (i < set->count && set->at[i] == pair) return;
    for (uint32_t k = set->count++; k > i; k--) set->at[k] = set->at[k - 1];
    set->at[i] = pair;
}

/* A_h of one state, from A_(h-1). */
static void anticipate(const scene *s, uint32_t mover, const truce__layer *below, uint64_t cell, pair_set *set) {
    truce__walk walk;
    uint32_t most = 0, count, rank = truce__pair_rank(s->l.pairs[cell], mover);
    set->count = 0;
    truce__walk_from(&walk, &s->graph->space, s->l.movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *pairs = truce__layer_set(below, to, &count);
        uint32_t least = UINT32_MAX;
        for (uint32_t i = 0; i < count; i++)
            if (truce__pair_rank(pairs[i], mover) < least) least = truce__pair_rank(pairs[i], mover);
        if (least > most) most = least;
    }
    if (most <= rank) put(set, s->l.pairs[cell]);
    truce__walk_from(&walk, &s->graph->space, s->l.movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *pairs = truce__layer_set(below, to, &count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t gets = truce__pair_rank(pairs[i], mover);
            if (gets >= most && gets > rank) put(set, pairs[i]);
        }
    }
}

static truce_verdict verdict_of(const pair_set *set, uint64_t own) {
    for (uint32_t i = 0; i < set->count; i++)
        if (set->at[i] == own) return set->count == 1 ? TRUCE_STABLE : TRUCE_MAYBE;
    return TRUCE_UNSTABLE;
}

typedef struct tally {
    unsigned models, layers, sets, maybes, limits, judged_beyond;
} tally;

/* One layer and its verdicts against the definition. False: a set is too large, so that there is none to go on. */
static bool compare(const scene *s, uint32_t mover, const truce__layer *below, truce__layer *layer, tally *t) {
    static pair_set set;
    const truce__space *space = &s->graph->space;
    truce_status status = truce__layer_next(&s->l, mover, below, layer);
    truce__layer judged;
    unsigned wrong = 0, wrong_verdicts = 0;
    bool is_over = false;
    if (truce__layer_open(&s->l, &judged) != TRUCE_OK) exit(2);
    CLAIM(truce__layer_judge_all(&s->l, mover, below, &judged) == TRUCE_OK, "verdicts need no sets");
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (!truce__is_state(space, cell)) {
            wrong += status == TRUCE_OK && layer->words[cell] != 0;
            continue;
        }
        anticipate(s, mover, below, cell, &set);
        truce_verdict verdict = verdict_of(&set, s->l.pairs[cell]);
        wrong_verdicts += judged.words[cell] != 1U + verdict;
        is_over |= set.count > TRUCE__PAIRS;
        t->maybes += verdict == TRUCE_MAYBE;
        t->judged_beyond += set.count > TRUCE__PAIRS && verdict == TRUCE_MAYBE;
        if (status != TRUCE_OK) continue;
        uint32_t count;
        const uint64_t *pairs = truce__layer_set(layer, cell, &count);
        wrong += count != set.count || memcmp(pairs, set.at, count * sizeof *pairs) != 0;
        wrong += truce__layer_verdict(&s->l, layer, cell) != verdict;
        t->sets += count > 1;
    }
    t->layers++;
    t->limits += is_over;
    CLAIM(status == (is_over ? TRUCE_E_LIMIT : TRUCE_OK), "a limit is reached where a set has more than eight pairs");
    CLAIM(wrong == 0, "%u states anticipate something else", wrong);
    CLAIM(wrong_verdicts == 0, "%u verdicts are others", wrong_verdicts);
    truce__layer_close(&s->l, &judged);
    return status == TRUCE_OK;
}

static void test_definition(void) {
    static text model;
    tally t = {0};
    while (t.models < MODELS && claims_failed == 0) {
        scene s;
        make_model(&model);
        if (open_scene(&s, model.at, 1) && s.l.movers.count > 0) {
            t.models++;
            for (uint32_t first = 0; first < s.l.movers.count; first++) {
                const truce__layer *below = &s.layers[0];
                bool goes_on = true;
                for (uint32_t h = 0; h < DEEPEST && goes_on; h++) {
                    uint32_t mover = (first + h) % s.l.movers.count;
                    truce__layer *layer = &s.layers[1 + h % 2];
                    goes_on = compare(&s, mover, below, layer, &t) && s.l.movers.count == 2;
                    below = layer;
                }
            }
            if (claims_failed) printf("%s\n", model.at);
        }
        close_scene(&s);
    }
    printf("%u models, %u layers, %u sets, %u open verdicts, %u limits, beyond them %u\n", t.models, t.layers, t.sets,
           t.maybes, t.limits, t.judged_beyond);
    CLAIM(t.sets > 10000 && t.maybes > 10000, "ties are common");
    CLAIM(t.limits > 20 && t.judged_beyond > 20, "limits are reached");
}

/* The most that a list must hold: one move with eight outcomes, and beside it nine with one that are worse, and equal
 * to the mover. Who leaves the first out has nine. */
static void test_room(void) {
    uint64_t eight[TRUCE__PAIRS], found[TRUCE__CHOICES + 1], own = UINT64_C(1) << 32 | 1;
    truce__choices c;
    for (uint32_t i = 0; i < TRUCE__PAIRS; i++) eight[i] = UINT64_C(3) << 32 | (i + 1);
    for (uint32_t others = TRUCE__PAIRS; others <= TRUCE__PAIRS + 1; others++) {
        truce__choices_clear(&c);
        truce__choices_add(&c, 0, eight, TRUCE__PAIRS, 0);
        for (uint32_t i = 1; i <= others; i++) {
            const uint64_t pair = UINT64_C(2) << 32 | i;
            truce__choices_add(&c, 0, &pair, 1, i);
        }
        CLAIM(truce__choices_anticipate(&c, 0, own, TRUCE__NOWHERE, found) == TRUCE__PAIRS, "the best has eight");
        CLAIM(truce__choices_anticipate(&c, 0, own, 0, found) == others, "the others have %u", others);
    }
}

/* ------------------------------------------------------------------ threads */

static void test_threads(void) {
    static text model;
    make_large(&model, 8);
    scene s[2];
    for (int i = 0; i < 2; i++)
        if (!open_scene(&s[i], model.at, i ? 3 : 1)) exit(2);
    for (uint32_t h = 1; h <= DEEPEST; h++) {
        const uint32_t from = h == 1 ? 0 : 1 + h % 2, to = 1 + (h - 1) % 2;
        for (int i = 0; i < 2; i++)
            CLAIM(truce__layer_next(&s[i].l, h % 2, &s[i].layers[from], &s[i].layers[to]) == TRUCE_OK, "layer %u", h);
        bool is_same = memcmp(s[0].layers[to].words, s[1].layers[to].words,
                              s[0].graph->space.n_cells * sizeof(uint64_t)) == 0;
        for (int c = 0; c < TRUCE__CHUNKS && is_same; c++) {
            const truce__pool *a = &s[0].layers[to].pools[c], *b = &s[1].layers[to].pools[c];
            is_same = a->count == b->count && (!a->count || memcmp(a->at, b->at, a->count * sizeof *a->at) == 0);
        }
        CLAIM(is_same, "three threads make layer %u as one does", h);
    }
    for (int i = 0; i < 2; i++) close_scene(&s[i]);
}

int main(void) {
    test_definition();
    test_room();
    test_threads();
    return claims_end();
}
