/* SPDX-License-Identifier: Apache-2.0 */
#include "words/terms.h"

#include <assert.h>

/* Combinations up to which two statements are compared one by one; parts up to which a statement is read. */
enum { MOST_COMBINATIONS = 1 << 12, MOST_NODES = 1 << 6, DEEPEST_OUTCOME = 8 };

/* ---------------------------------------------------------------- building */

/* One or two a part: there is always room. */
static uint16_t new_term(truce__terms *t, truce__term_kind kind) {
    assert(t->count < TRUCE__MOST_TERMS);
    t->at[t->count] = (truce__term){.kind = kind, .first = TRUCE__NO_TERM, .next = TRUCE__NO_TERM};
    return t->count++;
}

static uint16_t *end_of(truce__terms *t, uint16_t parent) {
    uint16_t *link = &t->at[parent].first;
    while (*link != TRUCE__NO_TERM) link = &t->at[*link].next;
    return link;
}

/* What a list says of one option it says once. */
static bool is_merged(truce__terms *t, uint16_t parent, uint16_t child) {
    truce__term_kind kind = t->at[parent].kind;
    if (t->at[child].kind != TRUCE__TERM_LEVELS || (kind != TRUCE__TERM_AND && kind != TRUCE__TERM_OR)) return false;
    for (uint16_t i = t->at[parent].first; i != TRUCE__NO_TERM; i = t->at[i].next) {
        if (t->at[i].kind != TRUCE__TERM_LEVELS || t->at[i].option != t->at[child].option) continue;
        uint64_t *levels = &t->at[i].levels;
        *levels = kind == TRUCE__TERM_AND ? *levels & t->at[child].levels : *levels | t->at[child].levels;
        return true;
    }
    return false;
}

/* Lists in lists of the same kind become one. */
static void add_child(truce__terms *t, uint16_t parent, uint16_t child) {
    bool is_list = t->at[parent].kind == TRUCE__TERM_AND || t->at[parent].kind == TRUCE__TERM_OR;
    if (is_list && t->at[child].kind == t->at[parent].kind) {
        for (uint16_t i = t->at[child].first, next; i != TRUCE__NO_TERM; i = next) {
            next = t->at[i].next;
            t->at[i].next = TRUCE__NO_TERM;
            if (!is_merged(t, parent, i)) *end_of(t, parent) = i;
        }
    } else if (!is_merged(t, parent, child)) {
        *end_of(t, parent) = child;
    }
}

static uint16_t build(truce__terms *t, uint32_t at, bool is_denied);

static uint16_t build_pair(truce__terms *t, truce__term_kind kind, uint16_t left, uint16_t right) {
    uint16_t made = new_term(t, kind);
    add_child(t, made, left);
    add_child(t, made, right);
    truce__term only = t->at[made];
    bool is_list = kind == TRUCE__TERM_AND || kind == TRUCE__TERM_OR;
    return is_list && t->at[only.first].next == TRUCE__NO_TERM ? only.first : made;
}

static uint16_t build_atom(truce__terms *t, const truce__node *node, bool is_denied) {
    bool is_plain = t->model->options[node->option].party == TRUCE__NONE;
    uint16_t made = new_term(t, is_plain ? TRUCE__TERM_STATE : TRUCE__TERM_LEVELS);
    truce__term *term = &t->at[made];
    term->node = node;
    term->option = node->option;
    term->is_denied = is_plain && is_denied;
    if (is_plain) return made;
    term->levels = truce__atom_levels(t->model, t->stmt, node);
    if (is_denied) term->levels = truce__all_levels(&t->model->options[node->option]) & ~term->levels;
    return made;
}

/* The tallies lead from the last operand to the first. */
static uint16_t build_count(truce__terms *t, const truce__node *node, bool is_denied) {
    uint16_t made = new_term(t, TRUCE__TERM_COUNT), first = TRUCE__NO_TERM;
    t->at[made].node = node;
    t->at[made].is_denied = is_denied;
    for (uint32_t tally = node->left; tally != TRUCE__NONE; tally = t->stmt->nodes[tally].left) {
        uint16_t child = build(t, t->stmt->nodes[tally].right, false);
        t->at[child].next = first;
        first = child;
    }
    t->at[made].first = first;
    return made;
}

static uint16_t build_binary(truce__terms *t, const truce__node *node, bool is_denied) {
    static const truce__term_kind kinds[] = {[TRUCE__OP_AND] = TRUCE__TERM_AND,   [TRUCE__OP_OR] = TRUCE__TERM_OR,
                                             [TRUCE__OP_IMPLIES] = TRUCE__TERM_IMPLIES,
                                             [TRUCE__OP_IF] = TRUCE__TERM_IF,     [TRUCE__OP_IFF] = TRUCE__TERM_IFF};
    bool is_list = node->op == TRUCE__OP_AND || node->op == TRUCE__OP_OR;
    bool is_if = node->op == TRUCE__OP_IMPLIES || node->op == TRUCE__OP_IF;
    /* not (A implies B) is A and not B; not (A iff B) is A iff not B */
    bool denies_left = is_denied && (is_list || node->op == TRUCE__OP_IF);
    bool denies_right = is_denied && (is_list || node->op != TRUCE__OP_IF);
    truce__term_kind kind = kinds[node->op];
    if (is_denied && is_list) kind = node->op == TRUCE__OP_AND ? TRUCE__TERM_OR : TRUCE__TERM_AND;
    if (is_denied && is_if) kind = TRUCE__TERM_AND;
    uint16_t left = build(t, node->left, denies_left), right = build(t, node->right, denies_right);
    return build_pair(t, kind, left, right);
}

/* Recurs no deeper than the statement has parts, which are few. */
static uint16_t build(truce__terms *t, uint32_t at, bool is_denied) {
    const truce__node *node = &t->stmt->nodes[at];
    uint16_t made;
    switch (node->op) {
    case TRUCE__OP_FALSE: case TRUCE__OP_TRUE:
        return new_term(t, (node->op == TRUCE__OP_TRUE) != is_denied ? TRUCE__TERM_TRUE : TRUCE__TERM_FALSE);
    case TRUCE__OP_ATOM: return build_atom(t, node, is_denied);
    case TRUCE__OP_OUTCOME:
        made = new_term(t, TRUCE__TERM_OUTCOME);
        t->at[made].option = node->option;
        t->at[made].is_denied = is_denied;
        return made;
    case TRUCE__OP_NOT: return build(t, node->left, !is_denied);
    case TRUCE__OP_EXACTLY: case TRUCE__OP_AT_MOST: case TRUCE__OP_AT_LEAST: return build_count(t, node, is_denied);
    case TRUCE__OP_AND: case TRUCE__OP_OR: case TRUCE__OP_IMPLIES: case TRUCE__OP_IF: case TRUCE__OP_IFF:
        return build_binary(t, node, is_denied);
    case TRUCE__OP_TALLY: break;
    }
    return new_term(t, TRUCE__TERM_TRUE);
}

void truce__terms_of(const truce_model *model, const truce__stmt *stmt, bool is_denied, truce__terms *t) {
    t->model = model;
    t->stmt = stmt;
    t->count = t->root = 0;
    t->is_long = stmt->n_nodes == 0 || stmt->n_nodes > MOST_NODES;
    if (!t->is_long) t->root = build(t, stmt->n_nodes - 1, is_denied);
}

void truce__terms_of_levels(const truce_model *model, const uint64_t *levels, truce__terms *t) {
    t->model = model;
    t->stmt = NULL;
    t->count = 0;
    t->is_long = false;
    t->root = new_term(t, TRUCE__TERM_AND);
    for (uint32_t o = 0; o < model->n_options; o++) {
        if (levels[o] == truce__all_levels(&model->options[o])) continue;
        uint16_t made = new_term(t, TRUCE__TERM_LEVELS);
        t->at[made].option = o;
        t->at[made].levels = levels[o];
        *end_of(t, t->root) = made;
    }
}

/* -------------------------------------------------------------------- truth */

static bool count_holds(const truce__terms *t, const truce__term *term, const uint32_t *levels) {
    uint32_t tally = 0;
    for (uint16_t i = term->first; i != TRUCE__NO_TERM; i = t->at[i].next) tally += truce__term_holds(t, i, levels);
    return truce__compare_tally(term->node->op, tally, term->node->number) != term->is_denied;
}

bool truce__term_holds(const truce__terms *t, uint16_t at, const uint32_t *levels) {
    const truce__term *term = &t->at[at];
    uint16_t first = term->first, second = first == TRUCE__NO_TERM ? first : t->at[first].next;
    switch (term->kind) {
    case TRUCE__TERM_TRUE: return true;
    case TRUCE__TERM_FALSE: return false;
    case TRUCE__TERM_LEVELS: return term->levels >> levels[term->option] & 1;
    case TRUCE__TERM_STATE: return truce__atom_holds(t->stmt, term->node, levels[0]) != term->is_denied;
    case TRUCE__TERM_OUTCOME:
        return truce__stmt_eval(t->model, &t->model->outcomes[term->option].stmt, levels) != term->is_denied;
    case TRUCE__TERM_AND: case TRUCE__TERM_OR:
        for (uint16_t i = first; i != TRUCE__NO_TERM; i = t->at[i].next)
            if (truce__term_holds(t, i, levels) != (term->kind == TRUCE__TERM_AND))
                return term->kind == TRUCE__TERM_OR;
        return term->kind == TRUCE__TERM_AND;
    case TRUCE__TERM_IMPLIES: return !truce__term_holds(t, first, levels) || truce__term_holds(t, second, levels);
    case TRUCE__TERM_IF: return truce__term_holds(t, first, levels) || !truce__term_holds(t, second, levels);
    case TRUCE__TERM_IFF: return truce__term_holds(t, first, levels) == truce__term_holds(t, second, levels);
    case TRUCE__TERM_COUNT: return count_holds(t, term, levels);
    }
    return false;
}

/* ------------------------------------------------------------------ options */

static uint64_t options_of(const truce_model *model, uint32_t outcome, int depth) {
    const truce__stmt *stmt = &model->outcomes[outcome].stmt;
    uint64_t options = 0;
    for (uint32_t i = 0; i < stmt->n_nodes && i < MOST_NODES; i++) {
        const truce__node *node = &stmt->nodes[i];
        if (node->op == TRUCE__OP_ATOM) options |= (uint64_t)1 << node->option;
        if (node->op == TRUCE__OP_OUTCOME && depth < DEEPEST_OUTCOME)
            options |= options_of(model, node->option, depth + 1);
        else if (node->op == TRUCE__OP_OUTCOME) options = UINT64_MAX >> (64 - TRUCE__MAX_OPTIONS);
    }
    return stmt->n_nodes > MOST_NODES ? UINT64_MAX >> (64 - TRUCE__MAX_OPTIONS) : options;
}

uint64_t truce__outcome_options(const truce_model *model, uint32_t outcome) {
    return options_of(model, outcome, 0);
}

uint64_t truce__term_options(const truce__terms *t, uint16_t at) {
    const truce__term *term = &t->at[at];
    if (term->kind == TRUCE__TERM_LEVELS || term->kind == TRUCE__TERM_STATE) return (uint64_t)1 << term->option;
    if (term->kind == TRUCE__TERM_OUTCOME) return truce__outcome_options(t->model, term->option);
    uint64_t options = 0;
    for (uint16_t i = term->first; i != TRUCE__NO_TERM; i = t->at[i].next) options |= truce__term_options(t, i);
    return options;
}

bool truce__all_combinations(const truce_model *model, uint64_t options,
                             bool (*visit)(const uint32_t *levels, void *ud), void *ud) {
    uint32_t levels[TRUCE__MAX_OPTIONS] = {0};
    uint64_t combinations = 1;
    for (uint32_t o = 0; o < TRUCE__MAX_OPTIONS; o++) {
        if (!(options >> o & 1)) continue;
        if (o >= model->n_options) return false;
        combinations *= model->options[o].n_levels;
        if (combinations > MOST_COMBINATIONS) return false;
    }
    for (uint64_t left = combinations; left; left--) {
        if (!visit(levels, ud)) return false;
        for (uint32_t o = 0; o < model->n_options; o++) {
            if (!(options >> o & 1)) continue;
            if (++levels[o] < model->options[o].n_levels) break;
            levels[o] = 0;
        }
    }
    return true;
}

bool truce__levels_today(const truce_model *model, uint32_t *levels) {
    if (!model->has_status_quo || (model->status_quo_state && !model->is_plain)) return false;
    memset(levels, 0, model->n_options * sizeof *levels);
    if (model->is_plain) levels[0] = (uint32_t)(model->status_quo_state - 1);
    for (uint32_t i = 0; i < model->n_facts; i++) levels[model->facts[i].option] = model->facts[i].level;
    return true;
}
