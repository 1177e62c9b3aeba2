/* SPDX-License-Identifier: Apache-2.0 */
/* Two statements say the same if their trees are equal and the outcomes that they mention say the same. Outcomes are
 * compared first, each after those that it mentions. */
#include "graph/likeness.h"

/* ---------------------------------------------------------------- statements */

static bool says_same(const truce__likeness *l, const truce__stmt *x, const truce__stmt *y) {
    if (!truce__stmt_equal(x, y)) return false;
    for (uint32_t i = 0; i < x->n_nodes; i++)
        if (x->nodes[i].op == TRUCE__OP_OUTCOME && !truce__bits_get(l->outcomes, x->nodes[i].option)) return false;
    return true;
}

static void compare_outcomes(truce__likeness *l) {
    for (uint32_t i = 0; i < l->a->n_outcomes; i++) {
        uint32_t k = l->a->outcome_order[i];
        if (k < l->b->n_outcomes && says_same(l, &l->a->outcomes[k].stmt, &l->b->outcomes[k].stmt))
            truce__bits_set(l->outcomes, k);
    }
}

static bool rules_same(const truce__likeness *l, const truce__rule *x, uint32_t n_x, const truce__rule *y,
                       uint32_t n_y) {
    if (n_x != n_y) return false;
    for (uint32_t i = 0; i < n_x; i++)
        if (!says_same(l, &x[i].stmt, &y[i].stmt)) return false;
    return true;
}

/* -------------------------------------------------------------------- states */

static bool states_same(const truce__likeness *l) {
    const truce_model *a = l->a, *b = l->b;
    if (a->n_options != b->n_options || a->is_plain != b->is_plain) return false;
    for (uint32_t i = 0; i < a->n_options; i++)
        if (a->options[i].n_levels != b->options[i].n_levels) return false;
    return rules_same(l, a->rules, a->n_rules, b->rules, b->n_rules) &&
           rules_same(l, a->coalesce, a->n_coalesce, b->coalesce, b->n_coalesce);
}

static bool arcs_same(const truce__arcs *x, const truce__arcs *y) {
    if (x->n_arcs != y->n_arcs) return false;
    for (size_t i = 0; i < x->n_arcs; i++)
        if (x->arcs[i].from != y->arcs[i].from || x->arcs[i].to != y->arcs[i].to) return false;
    return true;
}

static bool moves_same(const truce_model *a, const truce_model *b) {
    if (a->n_parties != b->n_parties || a->n_options != b->n_options || a->has_moves != b->has_moves) return false;
    for (uint32_t i = 0; i < a->n_options; i++) {
        const truce__option *x = &a->options[i], *y = &b->options[i];
        if (x->party != y->party || x->moves != y->moves || x->step != y->step) return false;
    }
    for (uint32_t i = 0; a->has_moves && i < a->n_parties; i++)
        if (!arcs_same(&a->moves[i], &b->moves[i])) return false;
    return true;
}

static bool facts_same(const truce__fact *x, uint32_t n_x, const truce__fact *y, uint32_t n_y) {
    if (n_x != n_y) return false;
    for (uint32_t i = 0; i < n_x; i++)
        if (x[i].option != y[i].option || x[i].level != y[i].level) return false;
    return true;
}

static bool status_quo_same(const truce_model *a, const truce_model *b) {
    return a->has_status_quo == b->has_status_quo && a->status_quo_state == b->status_quo_state &&
           facts_same(a->facts, a->n_facts, b->facts, b->n_facts);
}

static bool expiries_same(const truce__likeness *l) {
    if (l->a->n_expiries != l->b->n_expiries) return false;
    for (uint32_t i = 0; i < l->a->n_expiries; i++) {
        const truce__expiry *x = &l->a->expiries[i], *y = &l->b->expiries[i];
        if (!says_same(l, &x->when, &y->when) || !facts_same(x->becomes, x->n_becomes, y->becomes, y->n_becomes))
            return false;
    }
    return true;
}

void truce__likeness_find(const truce_model *a, const truce_model *b, truce__likeness *likeness) {
    *likeness = (truce__likeness){.a = a, .b = b};
    compare_outcomes(likeness);
    likeness->states = states_same(likeness);
    likeness->moves = moves_same(a, b);
    likeness->status_quo = status_quo_same(a, b);
    likeness->expiries = expiries_same(likeness);
}

/* --------------------------------------------------------------- preferences */

static bool weights_same(truce__decimal x, truce__decimal y) {
    bool are_exact = x.exact && y.exact ? strcmp(x.exact, y.exact) == 0 : x.exact == y.exact;
    return are_exact && x.mantissa == y.mantissa && x.scale == y.scale;
}

static bool strength_same(const truce__pref *x, const truce__pref *y) {
    if (x->n_thresholds != y->n_thresholds) return false;
    for (uint32_t i = 0; i < x->n_thresholds; i++)
        if (!weights_same(x->thresholds[i], y->thresholds[i])) return false;
    for (uint32_t i = 0; i < x->n_items; i++)
        if (x->items[i].mark != y->items[i].mark || x->items[i].degree != y->items[i].degree) return false;
    return true;
}

bool truce__likeness_of_prefs(const truce__likeness *likeness, const truce__pref *of_a, const truce__pref *of_b) {
    if (of_a->kind != of_b->kind || of_a->n_items != of_b->n_items || !strength_same(of_a, of_b)) return false;
    for (uint32_t i = 0; i < of_a->n_items; i++) {
        const truce__pref_item *x = &of_a->items[i], *y = &of_b->items[i];
        if (x->n_stmts != y->n_stmts || x->state != y->state || x->is_rest != y->is_rest || x->group != y->group ||
            !weights_same(x->weight, y->weight))
            return false;
        for (uint32_t s = 0; s < x->n_stmts; s++)
            if (!says_same(likeness, &x->stmts[s], &y->stmts[s])) return false;
    }
    return true;
}
