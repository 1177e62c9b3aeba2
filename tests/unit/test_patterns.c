/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Patterns of random sets: together exactly the set, none superfluous, none that could allow a level more; dense and
 * listed spaces, states that are coalesced, options without effect. The number is compared with the least, which a
 * search through all maximal products finds for small sets.
 */
#include <truce/patterns.h>

#include "harness.h"
#include "graph/patterns.h"
#include "graph/graph.h"

#include <stdbool.h>
#include <stdint.h>

enum { MOST_OPTIONS = 5, MOST_STATES = 64, MOST_MAXIMAL = 4096 };

static unsigned long long chance = 88172645463325252u;

static unsigned any(unsigned below) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (unsigned)(chance % below);
}

typedef struct sample {
    unsigned n_options, n_levels[MOST_OPTIONS], n_cells;
    uint64_t exists, in; /* combinations, a bit each */
} sample;

static void draw(sample *s, bool has_rules) {
    do {
        *s = (sample){.n_options = 1 + any(MOST_OPTIONS), .n_cells = 1};
        for (unsigned o = 0; o < s->n_options; o++) s->n_cells *= s->n_levels[o] = 2 + any(3);
    } while (s->n_cells > MOST_STATES);
    for (unsigned c = 0; c < s->n_cells; c++) s->exists |= (uint64_t)(!has_rules || any(4) != 0) << c;
    s->exists |= 1;
}

static unsigned level_of(const sample *s, unsigned cell, unsigned option) {
    for (unsigned o = 0; o < option; o++) cell /= s->n_levels[o];
    return cell % s->n_levels[option];
}

/* Each combination that does not exist has a rule against it. */
static void write_model(const sample *s, char *text) {
    char *at = text + sprintf(text, "truce: 1\nparties:\n  - id: a\n    options:\n");
    for (unsigned o = 0; o < s->n_options; o++) {
        at += sprintf(at, "      - {id: o%u, levels: [", o);
        for (unsigned l = 0; l < s->n_levels[o]; l++) at += sprintf(at, "%sl%u", l ? ", " : "", l);
        at += sprintf(at, "]}\n");
    }
    at += sprintf(at, "  - id: b\n    options: [other]\nfeasible:\n  - not other\n");
    for (unsigned c = 0; c < s->n_cells; c++) {
        if (s->exists >> c & 1) continue;
        at += sprintf(at, "  - not (");
        for (unsigned o = 0; o < s->n_options; o++)
            at += sprintf(at, "%so%u = l%u", o ? " and " : "", o, level_of(s, c, o));
        at += sprintf(at, ")\n");
    }
}

/* ----------------------------------------------------------- by definition */

/* The combinations of a product of level sets. */
static uint64_t product(const sample *s, const uint64_t *levels) {
    uint64_t cells = 0;
    for (unsigned c = 0; c < s->n_cells; c++) {
        bool is_in = true;
        for (unsigned o = 0; o < s->n_options; o++) is_in = is_in && (levels[o] >> level_of(s, c, o) & 1);
        cells |= (uint64_t)is_in << c;
    }
    return cells;
}

static bool allows(const sample *s, uint64_t cells) {
    return !(cells & s->exists & ~s->in);
}

static bool could_allow_more(const sample *s, const uint64_t *levels) {
    uint64_t more[MOST_OPTIONS];
    for (unsigned o = 0; o < s->n_options; o++)
        for (unsigned l = 0; l < s->n_levels[o]; l++) {
            if (levels[o] >> l & 1) continue;
            memcpy(more, levels, sizeof more);
            more[o] |= (uint64_t)1 << l;
            if (allows(s, product(s, more))) return true;
        }
    return false;
}

static uint64_t maximal[MOST_MAXIMAL];
static unsigned n_maximal;

static void list_maximal(const sample *s, uint64_t *levels, unsigned option) {
    if (option < s->n_options) {
        for (levels[option] = 1; levels[option] < (uint64_t)1 << s->n_levels[option]; levels[option]++)
            list_maximal(s, levels, option + 1);
        return;
    }
    uint64_t cells = product(s, levels);
    if (allows(s, cells) && (cells & s->in) && !could_allow_more(s, levels) && n_maximal < MOST_MAXIMAL)
        maximal[n_maximal++] = cells & s->in;
}

/* Whether so many of the maximal products can hold all that is left. */
static bool can_cover(uint64_t left, unsigned count) {
    if (!left) return true;
    if (!count) return false;
    uint64_t first = left & -left;
    for (unsigned i = 0; i < n_maximal; i++)
        if ((maximal[i] & first) && can_cover(left & ~maximal[i], count - 1)) return true;
    return false;
}

static unsigned least_number(const sample *s) {
    uint64_t levels[MOST_OPTIONS] = {0};
    unsigned count = 0;
    n_maximal = 0;
    list_maximal(s, levels, 0);
    while (!can_cover(s->in, count)) count++;
    return count;
}

/* --------------------------------------------------------------------- check */

static unsigned found_in_all, least_in_all;

static void check(const sample *s, const truce_patterns *patterns, const char *kind) {
    uint64_t cells[MOST_STATES], covered = 0, once = 0, levels[MOST_OPTIONS];
    size_t n = truce_patterns_count(patterns);
    bool is_maximal = true, is_counted = true, is_needed = true;
    for (size_t i = 0; i < n && i < MOST_STATES; i++) {
        for (unsigned o = 0; o < s->n_options; o++) levels[o] = truce_pattern_levels(patterns, i, o);
        cells[i] = product(s, levels);
        is_maximal = is_maximal && allows(s, cells[i]) && !could_allow_more(s, levels);
        is_counted = is_counted &&
                     truce_pattern_states(patterns, i) == (uint64_t)__builtin_popcountll(cells[i] & s->in);
        once = (once & ~cells[i]) | (cells[i] & ~covered);
        covered |= cells[i];
    }
    for (size_t i = 0; i < n && i < MOST_STATES; i++) is_needed = is_needed && (cells[i] & once & s->in);
    unsigned least = least_number(s);
    CLAIM((covered & s->exists) == s->in, "%s: together exactly the set", kind);
    CLAIM(is_maximal, "%s: no pattern could allow a further level", kind);
    CLAIM(is_needed, "%s: each pattern holds a state that no other holds", kind);
    CLAIM(is_counted, "%s: states are counted", kind);
    CLAIM(n >= least && n <= least + 2, "%s: %zu patterns where %u are enough", kind, n, least);
    found_in_all += (unsigned)n, least_in_all += least;
}

static const char *const shapes[] = {"dense", "few", "listed"};

static void try(truce_ctx *ctx, sample *s, truce__points_shape points) {
    static char text[1 << 16];
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_set *set = NULL;
    truce_patterns *patterns = NULL;
    write_model(s, text);
    truce_status status = truce_parse(ctx, text, strlen(text), "m.yaml", &model);
    truce__shape shape = points == TRUCE__POINTS_LISTED ? TRUCE__SHAPE_LISTED : TRUCE__SHAPE_PRODUCT;
    if (status == TRUCE_OK) status = truce__graph_build(ctx, model, shape, &graph);
    if (status == TRUCE_OK) status = truce_set_new(ctx, graph, &set);
    CLAIM(status == TRUCE_OK, "a model is built (status %d)", (int)status);
    unsigned density = 1 + any(99);
    s->in = 0;
    truce_state state = 0;
    for (unsigned c = 0; c < s->n_cells && status == TRUCE_OK; c++) {
        if (!(s->exists >> c & 1)) continue;
        state++;
        if (any(100) >= density) continue;
        s->in |= (uint64_t)1 << c;
        status = truce_set_add(set, state);
    }
    if (status == TRUCE_OK) status = truce__patterns_by(ctx, set, points, &patterns);
    CLAIM(status == TRUCE_OK, "patterns are found (status %d)", (int)status);
    if (status == TRUCE_OK) check(s, patterns, shapes[points]);
    truce_patterns_free(patterns);
    truce_set_free(set);
    truce_graph_free(graph);
    truce_model_free(model);
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    for (int i = 0; i < 600; i++) {
        sample s;
        draw(&s, i % 4 != 0);
        try(ctx, &s, (truce__points_shape)(i % 3));
    }
    CLAIM(found_in_all * 100 <= least_in_all * 103, "at most 3 in 100 more than the least");
    printf("%u patterns, at least %u\n", found_in_all, least_in_all);
    truce_ctx_free(ctx);
    return claims_end();
}
