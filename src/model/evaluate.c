/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The value of a statement, and whether two statements are the same tree. Both are one loop over the postfix array.
 * The parser's limit of depth bounds the stacks of values and tallies. An outcome is evaluated when it is first
 * mentioned, and once.
 */
#include "model/model.h"

#include <assert.h>

static bool binary_value(truce__op op, bool left, bool right) {
    switch ((int)op) {
    case TRUCE__OP_AND: return left && right;
    case TRUCE__OP_OR: return left || right;
    case TRUCE__OP_IMPLIES: return !left || right;
    case TRUCE__OP_IF: return left || !right;
    default: return left == right;
    }
}

enum { NOT_YET = -1 };

/* Recurs only for outcomes of outcomes, which are few deep. */
static bool run(const truce_model *model, const truce__stmt *stmt, const uint32_t *levels, signed char *outcomes) {
    bool stack[TRUCE__MAX_OPERANDS];
    uint32_t tallies[TRUCE__MAX_TALLIES];
    size_t top = 0, n_tallies = 0;
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        assert(top < TRUCE__MAX_OPERANDS);
        switch (node->op) {
        case TRUCE__OP_FALSE: stack[top++] = false; break;
        case TRUCE__OP_TRUE: stack[top++] = true; break;
        case TRUCE__OP_ATOM: stack[top++] = truce__atom_holds(stmt, node, levels[node->option]); break;
        case TRUCE__OP_OUTCOME: {
            signed char *known = &outcomes[node->option];
            if (*known == NOT_YET) *known = run(model, &model->outcomes[node->option].stmt, levels, outcomes);
            stack[top++] = *known;
            break;
        }
        case TRUCE__OP_NOT:
            assert(top >= 1);
            stack[top - 1] = !stack[top - 1];
            break;
        case TRUCE__OP_AND:
        case TRUCE__OP_OR:
        case TRUCE__OP_IMPLIES:
        case TRUCE__OP_IF:
        case TRUCE__OP_IFF:
            assert(top >= 2);
            top--;
            stack[top - 1] = binary_value(node->op, stack[top - 1], stack[top]);
            break;
        case TRUCE__OP_TALLY:
            assert(top >= 1 && (node->left == TRUCE__NONE ? n_tallies < TRUCE__MAX_TALLIES : n_tallies > 0));
            if (node->left == TRUCE__NONE) tallies[n_tallies++] = 0;
            tallies[n_tallies - 1] += stack[--top];
            break;
        case TRUCE__OP_EXACTLY:
        case TRUCE__OP_AT_MOST:
        case TRUCE__OP_AT_LEAST:
            assert(n_tallies > 0);
            stack[top++] = truce__compare_tally(node->op, tallies[--n_tallies], node->number);
            break;
        }
    }
    return top == 1 && stack[0];
}

bool truce__stmt_eval(const truce_model *model, const truce__stmt *stmt, const uint32_t *levels) {
    signed char outcomes[TRUCE__MAX_OUTCOMES];
    memset(outcomes, NOT_YET, model->n_outcomes);
    return run(model, stmt, levels, outcomes);
}

static bool node_equal(const truce__stmt *a, const truce__node *x, const truce__stmt *b, const truce__node *y) {
    if (x->op != y->op || x->relation != y->relation || x->option != y->option || x->n_levels != y->n_levels ||
        x->left != y->left || x->right != y->right || x->number != y->number)
        return false;
    for (uint32_t i = 0; i < x->n_levels; i++)
        if (a->levels[x->first_level + i] != b->levels[y->first_level + i]) return false;
    return true;
}

bool truce__stmt_equal(const truce__stmt *a, const truce__stmt *b) {
    if (a->n_nodes != b->n_nodes) return false;
    for (uint32_t i = 0; i < a->n_nodes; i++)
        if (!node_equal(a, &a->nodes[i], b, &b->nodes[i])) return false;
    return true;
}

uint64_t truce__atom_levels(const truce_model *model, const truce__stmt *stmt, const truce__node *atom) {
    uint64_t levels = 0;
    for (uint32_t level = 0; level < model->options[atom->option].n_levels; level++)
        if (truce__atom_holds(stmt, atom, level)) levels |= (uint64_t)1 << level;
    return levels;
}

/* The level that a character of a code stands for, UINT32_MAX when it is none of the option's. */
static uint32_t level_of(const truce__option *option, char c) {
    uint32_t level = UINT32_MAX;
    if (option->has_default_levels) return c == 'N' ? 0 : c == 'Y' ? 1 : UINT32_MAX;
    if (c >= '0' && c <= '9') level = (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'z') level = (uint32_t)(c - 'a') + 10;
    return level < option->n_levels ? level : UINT32_MAX;
}

const char *truce__broken_rule(const truce_model *model, const uint32_t *levels) {
    for (uint32_t i = 0; i < model->n_rules; i++)
        if (!truce__stmt_eval(model, &model->rules[i].stmt, levels)) return model->rules[i].stmt.text;
    return NULL;
}

bool truce__levels_of_code(const truce_model *model, const char *code, uint32_t *levels) {
    if (model->is_plain || strlen(code) != model->n_options) return false;
    for (uint32_t i = 0; i < model->n_options; i++) {
        levels[i] = level_of(&model->options[i], code[i]);
        if (levels[i] == UINT32_MAX) return false;
    }
    return true;
}

const char *truce_model_broken_rule(const truce_model *model, const char *code) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    return truce__levels_of_code(model, code, levels) ? truce__broken_rule(model, levels) : NULL;
}

bool truce_model_is_code(const truce_model *model, const char *code) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    return truce__levels_of_code(model, code, levels);
}
