/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two models say the same. */
#include "model/model.h"

static bool text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool decimal_equal(truce__decimal a, truce__decimal b) {
    return a.mantissa == b.mantissa && a.scale == b.scale;
}

static bool note_equal(const truce__note *a, const truce__note *b) {
    if (!text_equal(a->because, b->because) || a->n_cites != b->n_cites || a->has_confidence != b->has_confidence ||
        !decimal_equal(a->confidence, b->confidence))
        return false;
    for (uint32_t i = 0; i < a->n_cites; i++)
        if (a->cites[i].source != b->cites[i].source || a->cites[i].paragraph != b->cites[i].paragraph) return false;
    return true;
}

static bool sources_equal(const truce_model *a, const truce_model *b) {
    if (a->n_sources != b->n_sources) return false;
    for (uint32_t i = 0; i < a->n_sources; i++) {
        const truce__cited_source *x = &a->sources[i], *y = &b->sources[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->title, y->title) || !text_equal(x->author, y->author) ||
            !text_equal(x->publisher, y->publisher) || !text_equal(x->date, y->date) || !text_equal(x->url, y->url) ||
            !text_equal(x->note, y->note))
            return false;
    }
    return true;
}

static bool parties_equal(const truce_model *a, const truce_model *b) {
    if (a->n_parties != b->n_parties) return false;
    for (uint32_t i = 0; i < a->n_parties; i++) {
        const truce__party *x = &a->parties[i], *y = &b->parties[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || x->first_option != y->first_option ||
            x->n_options != y->n_options || !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool option_equal(const truce__option *x, const truce__option *y) {
    if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || x->party != y->party || x->n_levels != y->n_levels ||
        x->moves != y->moves || x->step != y->step || !note_equal(&x->note, &y->note))
        return false;
    for (uint32_t i = 0; i < x->n_levels; i++)
        if (!text_equal(x->levels[i], y->levels[i])) return false;
    return true;
}

static bool options_equal(const truce_model *a, const truce_model *b) {
    if (a->n_options != b->n_options || a->is_plain != b->is_plain) return false;
    for (uint32_t i = 0; i < a->n_options; i++)
        if (!option_equal(&a->options[i], &b->options[i])) return false;
    return true;
}

static bool rules_equal(const truce__rule *a, uint32_t n_a, const truce__rule *b, uint32_t n_b) {
    if (n_a != n_b) return false;
    for (uint32_t i = 0; i < n_a; i++)
        if (!truce__stmt_equal(&a[i].stmt, &b[i].stmt) || !note_equal(&a[i].note, &b[i].note)) return false;
    return true;
}

static bool outcomes_equal(const truce_model *a, const truce_model *b) {
    if (a->n_outcomes != b->n_outcomes) return false;
    for (uint32_t i = 0; i < a->n_outcomes; i++) {
        const truce__outcome *x = &a->outcomes[i], *y = &b->outcomes[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || !truce__stmt_equal(&x->stmt, &y->stmt) ||
            !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool status_quo_equal(const truce_model *a, const truce_model *b) {
    if (a->has_status_quo != b->has_status_quo || a->status_quo_state != b->status_quo_state || a->n_facts != b->n_facts)
        return false;
    for (uint32_t i = 0; i < a->n_facts; i++) {
        const truce__fact *x = &a->facts[i], *y = &b->facts[i];
        if (x->option != y->option || x->level != y->level || !note_equal(&x->note, &y->note)) return false;
    }
    return true;
}

static bool item_equal(const truce__pref_item *x, const truce__pref_item *y) {
    if (x->n_stmts != y->n_stmts || x->state != y->state || x->is_rest != y->is_rest || x->group != y->group ||
        x->is_any != y->is_any || !decimal_equal(x->weight, y->weight) || !note_equal(&x->note, &y->note))
        return false;
    for (uint32_t i = 0; i < x->n_stmts; i++)
        if (!truce__stmt_equal(&x->stmts[i], &y->stmts[i])) return false;
    return true;
}

static bool preferences_equal(const truce_model *a, const truce_model *b) {
    for (uint32_t i = 0; i < a->n_parties; i++) {
        const truce__pref *x = &a->prefs[i], *y = &b->prefs[i];
        if (x->kind != y->kind || x->n_items != y->n_items) return false;
        for (uint32_t k = 0; k < x->n_items; k++)
            if (!item_equal(&x->items[k], &y->items[k])) return false;
    }
    return true;
}

static bool moves_equal(const truce_model *a, const truce_model *b) {
    if (a->has_moves != b->has_moves) return false;
    for (uint32_t i = 0; a->has_moves && i < a->n_parties; i++) {
        const truce__arcs *x = &a->moves[i], *y = &b->moves[i];
        if (x->n_arcs != y->n_arcs) return false;
        for (size_t k = 0; k < x->n_arcs; k++)
            if (x->arcs[k].from != y->arcs[k].from || x->arcs[k].to != y->arcs[k].to) return false;
    }
    return true;
}

bool truce_model_equal(const truce_model *a, const truce_model *b) {
    return text_equal(a->title, b->title) && text_equal(a->summary, b->summary) && text_equal(a->date, b->date) &&
           sources_equal(a, b) && parties_equal(a, b) && options_equal(a, b) &&
           rules_equal(a->rules, a->n_rules, b->rules, b->n_rules) &&
           rules_equal(a->coalesce, a->n_coalesce, b->coalesce, b->n_coalesce) && outcomes_equal(a, b) &&
           status_quo_equal(a, b) && preferences_equal(a, b) && moves_equal(a, b);
}
