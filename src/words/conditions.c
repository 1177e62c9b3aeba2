/* SPDX-License-Identifier: Apache-2.0 */
#include "words/conditions.h"

#include "words/terms.h"

enum { LONGEST = TRUCE__CONDITION_NODES / 4, OWN = 0, OTHER = 1 };

typedef struct splitting {
    const truce_model *model;
    uint32_t party;
    const truce__stmt *stmt;
    uint32_t today[TRUCE__MAX_OPTIONS];
    truce__condition *into;
    uint32_t count[2]; /* nodes so far */
    bool is_of_others; /* somebody else decides on something of `other` */
} splitting;

/* Where the operand begins that ends at `last`. */
static uint32_t first_of(const truce__stmt *stmt, uint32_t last) {
    for (;;) {
        const truce__node *node = &stmt->nodes[last];
        switch (node->op) {
        case TRUCE__OP_TRUE: case TRUCE__OP_FALSE: case TRUCE__OP_ATOM: case TRUCE__OP_OUTCOME: return last;
        case TRUCE__OP_TALLY: last = node->left == TRUCE__NONE ? node->right : node->left; break;
        default: last = node->left; break;
        }
    }
}

/* Whether the party decides on all options of the nodes, and there is one. */
static bool is_own(const truce_model *model, uint32_t party, const truce__node *nodes, uint32_t count) {
    bool own = true;
    uint32_t options = 0;
    for (uint32_t i = 0; i < count; i++) {
        const truce__stmt *outcome =
            nodes[i].op == TRUCE__OP_OUTCOME ? &model->outcomes[nodes[i].option].stmt : NULL;
        if (outcome) own &= is_own(model, party, outcome->nodes, outcome->n_nodes);
        if (nodes[i].op == TRUCE__OP_ATOM) own &= model->options[nodes[i].option].party == party;
        options += nodes[i].op == TRUCE__OP_ATOM || outcome;
    }
    return own && options > 0;
}

/* An operand, or its opposite, written behind `at` nodes. Gives how many there are then. */
static uint32_t copy(const truce__stmt *stmt, uint32_t first, uint32_t last, bool is_denied, truce__node *nodes,
                     uint32_t at) {
    for (uint32_t i = first; i <= last; i++, at++) {
        nodes[at] = stmt->nodes[i];
        if (nodes[at].left != TRUCE__NONE) nodes[at].left += at - i;
        nodes[at].right += at - i;
    }
    if (is_denied) nodes[at] = (truce__node){.op = TRUCE__OP_NOT, .left = at - 1};
    return at + is_denied;
}

/* One part of the alternative: of `own` where the party alone decides on it and it is so today. */
static void place(splitting *s, uint32_t last, bool is_denied) {
    uint32_t first = first_of(s->stmt, last);
    truce__node nodes[TRUCE__CONDITION_NODES];
    truce__stmt part = *s->stmt;
    part.nodes = nodes;
    part.n_nodes = copy(s->stmt, first, last, is_denied, nodes, 0);
    bool owns = is_own(s->model, s->party, nodes, part.n_nodes);
    int side = owns && truce__stmt_eval(s->model, &part, s->today) ? OWN : OTHER;
    uint32_t before = s->count[side], *count = &s->count[side];
    truce__node *into = s->into->nodes[side];
    s->is_of_others |= !owns;
    *count = copy(s->stmt, first, last, is_denied, into, before);
    if (before) {
        into[*count] = (truce__node){.op = TRUCE__OP_OR, .left = before - 1, .right = *count - 1};
        ++*count;
    }
}

/* Recurs no deeper than the statement has parts, which are few. */
static void split(splitting *s, uint32_t at, bool is_denied) {
    const truce__node *node = &s->stmt->nodes[at];
    bool is_if = node->op == TRUCE__OP_IMPLIES || node->op == TRUCE__OP_IF;
    truce__op alternative = is_denied ? TRUCE__OP_AND : TRUCE__OP_OR;
    if (node->op == TRUCE__OP_NOT) {
        split(s, node->left, !is_denied);
    } else if (node->op == alternative || (is_if && !is_denied)) {
        split(s, node->left, is_denied != (node->op == TRUCE__OP_IMPLIES));
        split(s, node->right, is_denied != (node->op == TRUCE__OP_IF));
    } else {
        place(s, at, is_denied);
    }
}

bool truce__condition_of(const truce_model *model, uint32_t party, const truce__stmt *stmt,
                         truce__condition *condition) {
    splitting s = {.model = model, .party = party, .stmt = stmt, .into = condition};
    if (stmt->n_nodes == 0 || stmt->n_nodes > LONGEST || model->is_plain) return false;
    truce__levels_today(model, s.today);
    split(&s, stmt->n_nodes - 1, false);
    if (!s.count[OWN] || !s.is_of_others) return false;
    condition->own = condition->other = *stmt;
    condition->nodes[OWN][s.count[OWN]] = (truce__node){.op = TRUCE__OP_NOT, .left = s.count[OWN] - 1};
    condition->own.nodes = condition->nodes[OWN];
    condition->own.n_nodes = s.count[OWN] + 1;
    condition->other.nodes = condition->nodes[OTHER];
    condition->other.n_nodes = s.count[OTHER];
    condition->own.says = condition->other.says = NULL;
    return true;
}
