/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two models say the same. */
#include "model/completions.h"

static bool text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool decimal_equal(truce__decimal a, truce__decimal b) {
    return a.mantissa == b.mantissa && a.scale == b.scale && text_equal(a.exact, b.exact);
}

static bool note_equal(const truce__note *a, const truce__note *b) {
    if (!text_equal(a->says, b->says) || !text_equal(a->because, b->because) ||
        !text_equal(a->quote, b->quote) || a->n_cites != b->n_cites ||
        a->has_confidence != b->has_confidence ||
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
            !text_equal(x->note, y->note) || !text_equal(x->called, y->called) ||
            !text_equal(x->file, y->file))
            return false;
    }
    return true;
}

static bool party_words_equal(const truce__party_terms *x, const truce__party_terms *y) {
    return text_equal(x->called, y->called) && text_equal(x->brief, y->brief) && text_equal(x->its, y->its);
}

static bool parties_equal(const truce_model *a, const truce_model *b) {
    if (a->n_parties != b->n_parties) return false;
    for (uint32_t i = 0; i < a->n_parties; i++) {
        const truce__party *x = &a->parties[i], *y = &b->parties[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || x->plural != y->plural ||
            !party_words_equal(&x->words, &y->words) ||
            x->first_option != y->first_option || x->n_options != y->n_options || !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool clauses_equal(const char *const *x, const char *const *y, uint32_t n_levels) {
    if (!x != !y) return false;
    for (uint32_t i = 0; x && i < n_levels; i++)
        if (!text_equal(x[i], y[i])) return false;
    return true;
}

static bool option_words_equal(const truce__option *a, const truce__option *b) {
    const truce__option_terms *x = &a->words, *y = &b->words;
    uint32_t n = a->n_levels;
    return text_equal(x->topic, y->topic) && clauses_equal(x->says, y->says, n) &&
           clauses_equal(x->does, y->does, n) && clauses_equal(x->from, y->from, n) &&
           clauses_equal(x->below, y->below, n) && clauses_equal(x->back, y->back, n);
}

static bool option_equal(const truce__option *x, const truce__option *y) {
    if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || x->party != y->party ||
        x->n_levels != y->n_levels || x->moves != y->moves || x->step != y->step || !note_equal(&x->note, &y->note))
        return false;
    for (uint32_t i = 0; i < x->n_levels; i++)
        if (!text_equal(x->levels[i], y->levels[i])) return false;
    return option_words_equal(x, y);
}

static bool options_equal(const truce_model *a, const truce_model *b) {
    if (a->n_options != b->n_options || a->is_plain != b->is_plain) return false;
    for (uint32_t i = 0; i < a->n_options; i++)
        if (!option_equal(&a->options[i], &b->options[i])) return false;
    return true;
}

static bool leaves_out_equal(const truce_model *a, const truce_model *b) {
    if (a->n_leaves_out != b->n_leaves_out) return false;
    for (uint32_t i = 0; i < a->n_leaves_out; i++)
        if (!text_equal(a->leaves_out[i], b->leaves_out[i])) return false;
    return true;
}

static bool rules_equal(const truce__rule *a, uint32_t n_a, const truce__rule *b, uint32_t n_b) {
    if (n_a != n_b) return false;
    for (uint32_t i = 0; i < n_a; i++)
        if (!truce__stmt_equal(&a[i].stmt, &b[i].stmt) || !note_equal(&a[i].note, &b[i].note)) return false;
    return true;
}

static bool outcome_words_equal(const truce__outcome_terms *x, const truce__outcome_terms *y) {
    return text_equal(x->called, y->called) && text_equal(x->brief, y->brief) && text_equal(x->says, y->says) &&
           text_equal(x->denies, y->denies);
}

static bool outcomes_equal(const truce_model *a, const truce_model *b) {
    if (a->n_outcomes != b->n_outcomes) return false;
    for (uint32_t i = 0; i < a->n_outcomes; i++) {
        const truce__outcome *x = &a->outcomes[i], *y = &b->outcomes[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || !truce__stmt_equal(&x->stmt, &y->stmt) ||
            !outcome_words_equal(&x->words, &y->words) || !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool facts_equal(const truce__fact *a, uint32_t n_a, const truce__fact *b, uint32_t n_b) {
    if (n_a != n_b) return false;
    for (uint32_t i = 0; i < n_a; i++)
        if (a[i].option != b[i].option || a[i].level != b[i].level || !note_equal(&a[i].note, &b[i].note))
            return false;
    return true;
}

static bool status_quo_equal(const truce_model *a, const truce_model *b) {
    return a->has_status_quo == b->has_status_quo && a->status_quo_state == b->status_quo_state &&
           facts_equal(a->facts, a->n_facts, b->facts, b->n_facts);
}

static bool statements_equal(const truce__pref_item *x, const truce__pref_item *y) {
    if (x->n_stmts != y->n_stmts) return false;
    for (uint32_t i = 0; i < x->n_stmts; i++)
        if (!truce__stmt_equal(&x->stmts[i], &y->stmts[i])) return false;
    return true;
}

/* The alternatives of an item are statements. */
static bool alternatives_equal(const truce__pref_item *x, const truce__pref_item *y) {
    if (x->n_either != y->n_either) return false;
    for (uint32_t i = 0; i < x->n_either; i++) {
        if (x->either[i].n_items != y->either[i].n_items) return false;
        for (uint32_t k = 0; k < x->either[i].n_items; k++)
            if (!statements_equal(&x->either[i].items[k], &y->either[i].items[k])) return false;
    }
    return true;
}

static bool item_equal(const truce__pref_item *x, const truce__pref_item *y) {
    return x->state == y->state && x->is_rest == y->is_rest && x->group == y->group && x->is_any == y->is_any &&
           x->mark == y->mark && x->if_wrong == y->if_wrong && decimal_equal(x->weight, y->weight) &&
           note_equal(&x->note, &y->note) && statements_equal(x, y) && alternatives_equal(x, y);
}

/* Of a preference that is not open as a whole. */
static bool written_equal(const truce__pref *x, const truce__pref *y) {
    uint32_t n_x, n_y;
    const truce__pref_item *of_x = truce__written_items(x, &n_x), *of_y = truce__written_items(y, &n_y);
    if (x->kind != y->kind || n_x != n_y || x->n_thresholds != y->n_thresholds) return false;
    for (uint32_t k = 0; k < x->n_thresholds; k++)
        if (!decimal_equal(x->thresholds[k], y->thresholds[k])) return false;
    for (uint32_t k = 0; k < n_x; k++)
        if (!item_equal(&of_x[k], &of_y[k])) return false;
    return true;
}

static bool pref_equal(const truce__pref *x, const truce__pref *y) {
    if (x->n_either != y->n_either || !note_equal(&x->note, &y->note)) return false;
    if (!x->n_either) return written_equal(x, y);
    for (uint32_t i = 0; i < x->n_either; i++)
        if (!written_equal(&x->either[i], &y->either[i])) return false;
    return true;
}

/* NULL stands for no preferences of any party. */
static bool preferences_equal(const truce__pref *a, const truce__pref *b, uint32_t n_parties) {
    static const truce__pref none = {0};
    for (uint32_t i = 0; i < n_parties; i++)
        if (!pref_equal(a ? &a[i] : &none, b ? &b[i] : &none)) return false;
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

/* NULL stands for no statements of any party. */
static bool said_equal(const truce__said *a, const truce__said *b, uint32_t n_parties) {
    static const truce__said nothing = {0};
    for (uint32_t i = 0; i < n_parties; i++) {
        const truce__said *x = a ? &a[i] : &nothing, *y = b ? &b[i] : &nothing;
        if (!truce__stmt_equal(&x->stmt, &y->stmt) || !note_equal(&x->note, &y->note)) return false;
    }
    return true;
}

static bool actors_equal(const truce__home *a, const truce__home *b) {
    if (a->n_actors != b->n_actors) return false;
    for (uint32_t i = 0; i < a->n_actors; i++) {
        const truce__actor *x = &a->actors[i], *y = &b->actors[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || x->party != y->party ||
            x->plural != y->plural || !text_equal(x->called, y->called) || !decimal_equal(x->weight, y->weight) ||
            !pref_equal(&x->pref, &y->pref) || !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool homes_equal(const truce_model *a, const truce_model *b) {
    if (a->n_homes != b->n_homes) return false;
    for (uint32_t i = 0; i < a->n_homes; i++) {
        const truce__home *x = &a->homes[i], *y = &b->homes[i];
        if (x->party != y->party || x->rule != y->rule || !decimal_equal(x->quota, y->quota) ||
            !truce__stmt_equal(&x->reversion, &y->reversion) ||
            !truce__stmt_equal(&x->agreements, &y->agreements) || !note_equal(&x->note, &y->note) ||
            !actors_equal(x, y))
            return false;
    }
    return true;
}

static bool expiries_equal(const truce_model *a, const truce_model *b) {
    if (a->n_expiries != b->n_expiries) return false;
    for (uint32_t i = 0; i < a->n_expiries; i++) {
        const truce__expiry *x = &a->expiries[i], *y = &b->expiries[i];
        if (!truce__stmt_equal(&x->when, &y->when) || !text_equal(x->after, y->after) ||
            !text_equal(x->called, y->called) ||
            !note_equal(&x->note, &y->note) || !facts_equal(x->becomes, x->n_becomes, y->becomes, y->n_becomes))
            return false;
    }
    return true;
}

static bool audiences_equal(const truce_model *a, const truce_model *b) {
    if (a->n_audiences != b->n_audiences) return false;
    for (uint32_t i = 0; i < a->n_audiences; i++) {
        const truce__audience *x = &a->audiences[i], *y = &b->audiences[i];
        if (x->party != y->party || !truce__stmt_equal(&x->escalated, &y->escalated) ||
            !truce__stmt_equal(&x->backed_down, &y->backed_down) || !note_equal(&x->note, &y->note))
            return false;
    }
    return true;
}

static bool changes_equal(const truce__edits *a, const truce__edits *b) {
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const truce_edit *x = &a->at[i], *y = &b->at[i];
        if (x->op != y->op || !text_equal(x->path, y->path) || !text_equal(x->value, y->value) || x->to != y->to)
            return false;
    }
    return true;
}

static bool events_equal(const truce_model *a, const truce_model *b) {
    if (a->n_events != b->n_events) return false;
    for (uint32_t i = 0; i < a->n_events; i++) {
        const truce__event *x = &a->events[i], *y = &b->events[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || !text_equal(x->date, y->date) ||
            !note_equal(&x->note, &y->note) || !changes_equal(&x->changes, &y->changes))
            return false;
    }
    return true;
}

static bool behaviour_equal(const truce_model *a, const truce_model *b) {
    if (!a->behaviour != !b->behaviour) return false;
    for (uint32_t i = 0; a->behaviour && i < a->n_parties; i++)
        if (a->behaviour[i].concept != b->behaviour[i].concept ||
            !note_equal(&a->behaviour[i].note, &b->behaviour[i].note))
            return false;
    return true;
}

static bool views_equal(const truce_model *a, const truce_model *b) {
    if (a->n_views != b->n_views) return false;
    for (uint32_t i = 0; i < a->n_views; i++) {
        const truce__perceives *x = &a->views[i], *y = &b->views[i];
        if (x->party != y->party || !note_equal(&x->note, &y->note) || !changes_equal(&x->changes, &y->changes))
            return false;
    }
    return true;
}

static bool tempo_equal(const truce_model *a, const truce_model *b) {
    static const truce__tempo unsaid = {0};
    for (uint32_t i = 0; i < a->n_parties; i++) {
        const truce__tempo *x = a->tempo ? &a->tempo[i] : &unsaid, *y = b->tempo ? &b->tempo[i] : &unsaid;
        if (!text_equal(x->every, y->every) || !note_equal(&x->note, &y->note)) return false;
    }
    return true;
}

static bool lists_equal(const truce__lever_list *a, const truce__lever_list *b) {
    return a->count == b->count && (!a->count || memcmp(a->at, b->at, a->count * sizeof *a->at) == 0);
}

static bool levers_equal(const truce_model *a, const truce_model *b) {
    if (a->n_levers != b->n_levers) return false;
    for (uint32_t i = 0; i < a->n_levers; i++) {
        const truce__lever *x = &a->levers[i], *y = &b->levers[i];
        if (!text_equal(x->id, y->id) || !text_equal(x->name, y->name) || !text_equal(x->who, y->who) ||
            x->party != y->party || x->cost != y->cost || !lists_equal(&x->needs, &y->needs) ||
            !lists_equal(&x->excludes, &y->excludes) || !note_equal(&x->note, &y->note) ||
            !changes_equal(&x->changes, &y->changes))
            return false;
    }
    return true;
}

static bool surroundings_equal(const truce_model *a, const truce_model *b) {
    return said_equal(a->no_deal, b->no_deal, a->n_parties) && said_equal(a->pain, b->pain, a->n_parties) &&
           preferences_equal(a->utilities, b->utilities, a->n_parties) && homes_equal(a, b) && expiries_equal(a, b) &&
           audiences_equal(a, b) && behaviour_equal(a, b) && views_equal(a, b) && tempo_equal(a, b) &&
           levers_equal(a, b) && events_equal(a, b);
}

bool truce_model_equal(const truce_model *a, const truce_model *b) {
    return text_equal(a->title, b->title) && text_equal(a->summary, b->summary) && text_equal(a->date, b->date) &&
           leaves_out_equal(a, b) && sources_equal(a, b) && parties_equal(a, b) && options_equal(a, b) &&
           rules_equal(a->rules, a->n_rules, b->rules, b->n_rules) &&
           rules_equal(a->coalesce, a->n_coalesce, b->coalesce, b->n_coalesce) && outcomes_equal(a, b) &&
           status_quo_equal(a, b) && preferences_equal(a->prefs, b->prefs, a->n_parties) && moves_equal(a, b) &&
           surroundings_equal(a, b);
}
