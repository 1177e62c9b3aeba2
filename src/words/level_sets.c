/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words/clauses.c has the words. Where there is room for some conditions only, a set of options says which.
 */
#include "words/level_sets.h"

#include "words/clauses.h"
#include "words/phrases.h"

/* A statement that grows from the left; its arrays have room for all. */
typedef struct draft {
    truce__node *nodes;
    uint32_t *levels;
    uint32_t n_nodes, n_levels;
} draft;

static uint32_t add_node(draft *d, truce__node node) {
    d->nodes[d->n_nodes] = node;
    return d->n_nodes++;
}

/* At least, below, or one of a list. */
static truce__relation relation_of(uint64_t levels, uint64_t all) {
    if (!(levels & (levels - 1))) return TRUCE__REL_EQ;
    if (!((levels + 1) & levels)) return TRUCE__REL_LE;
    return levels == (all & ~((levels & -levels) - 1)) ? TRUCE__REL_GE : TRUCE__REL_IN;
}

static uint32_t add_atom(draft *d, const truce__option *option, uint32_t at, uint64_t levels, uint64_t all) {
    truce__node atom = {.op = TRUCE__OP_ATOM, .relation = TRUCE__REL_TAKEN, .option = at,
                        .first_level = d->n_levels, .left = TRUCE__NONE, .right = TRUCE__NONE};
    if (option->has_default_levels) {
        uint32_t taken = add_node(d, atom);
        return levels & 2 ? taken : add_node(d, (truce__node){.op = TRUCE__OP_NOT, .left = taken,
                                                              .right = TRUCE__NONE});
    }
    atom.relation = relation_of(levels, all);
    if (atom.relation == TRUCE__REL_LE) levels = (levels + 1) / 2; /* its highest */
    if (atom.relation == TRUCE__REL_GE) levels &= -levels;
    for (; levels; levels &= levels - 1, atom.n_levels++)
        d->levels[d->n_levels++] = (uint32_t)__builtin_ctzll(levels);
    return add_node(d, atom);
}

static bool is_fixed(const truce_model *model, const uint64_t *levels, uint32_t option) {
    return levels[option] != truce__all_levels(&model->options[option]);
}

/* Without a fixed option it is the statement that is always true. */
truce_status truce__levels_stmt(truce__arena *arena, const truce_model *model, const uint64_t *levels,
                                truce__stmt *stmt) {
    draft d = {.nodes = truce__arena_alloc(arena, 3 * (size_t)model->n_options + 1, sizeof *d.nodes),
               .levels = truce__arena_alloc(arena, (size_t)model->n_options * TRUCE__MAX_LEVELS, sizeof *d.levels)};
    uint32_t root = TRUCE__NONE;
    if (!d.nodes || !d.levels) return TRUCE_E_NOMEM;
    for (uint32_t o = 0; o < model->n_options; o++) {
        if (!is_fixed(model, levels, o)) continue;
        const truce__option *option = &model->options[o];
        uint32_t atom = add_atom(&d, option, o, levels[o], truce__all_levels(option));
        root = root == TRUCE__NONE
                   ? atom
                   : add_node(&d, (truce__node){.op = TRUCE__OP_AND, .left = root, .right = atom});
    }
    if (root == TRUCE__NONE) add_node(&d, (truce__node){.op = TRUCE__OP_TRUE});
    *stmt = (truce__stmt){.nodes = d.nodes, .n_nodes = d.n_nodes, .levels = d.levels, .n_levels = d.n_levels};
    return TRUCE_OK;
}

/* The options in `told`, a bit each, as clauses. */
static void speak(const truce__speaker *s, const uint64_t *levels, uint64_t told) {
    const truce_model *model = s->at->model;
    uint64_t some[TRUCE__MAX_OPTIONS];
    for (uint32_t o = 0; o < model->n_options; o++)
        some[o] = told >> o & 1 ? levels[o] : truce__all_levels(&model->options[o]);
    if (told) truce__speak_levels(s, some);
    else SPEAK_ALONE(s, STMT_ALWAYS);
}

/* The fixed options in the order in which they go: first those that today's levels do not satisfy. */
static uint32_t order_fixed(const truce_model *model, const uint64_t *levels, const uint8_t *today,
                            uint32_t *order) {
    uint32_t count = 0;
    for (int is_today = 0; is_today < 2; is_today++)
        for (uint32_t o = 0; o < model->n_options; o++) {
            if (!is_fixed(model, levels, o)) continue;
            bool has = today && today[o] != TRUCE_LEVEL_MIXED && levels[o] >> today[o] & 1;
            if (has == (is_today == 1)) order[count++] = o;
        }
    return count;
}

truce_status truce__speak_levels_within(const truce__speaker *s, const uint64_t *levels, const uint8_t *today,
                                        uint32_t columns) {
    uint32_t order[TRUCE__MAX_OPTIONS];
    uint32_t fixed = order_fixed(s->at->model, levels, today, order), told = fixed;
    truce__text words;
    truce__speaker aside = *s;
    truce__text_init(&words, s->text->ctx);
    aside.text = &words;
    truce_status status = TRUCE_OK;
    for (bool fits = false; !fits && status == TRUCE_OK; told--) {
        uint64_t options = 0;
        for (uint32_t i = 0; i < told; i++) options |= (uint64_t)1 << order[i];
        truce__text_clear(&words);
        speak(&aside, levels, options);
        if (told < fixed) SPEAK(&aside, MORE_CONDITIONS, truce__number(fixed - told));
        if (words.failed) status = TRUCE_E_NOMEM;
        fits = told <= 1 || truce__utf8_width(truce__text_bytes(&words), words.length) <= columns;
    }
    if (status == TRUCE_OK) truce__text_add(s->text, truce__text_bytes(&words), words.length);
    truce__text_free(&words);
    return status;
}
