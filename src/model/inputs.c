/* SPDX-License-Identifier: Apache-2.0 */
#include "model/inputs.h"

#include "document/path.h"
#include "model/completions.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct tour {
    const truce_model *model;
    truce__text id, text, path;
    truce__input_fn visit;
    void *ud;
    bool failed;
} tour;

/* Calls the visitor with the texts gathered in the tour, and empties them. */
static void visit(tour *t, const char *kind, const char *party, const truce__note *note) {
    t->failed |= t->id.failed || t->text.failed || t->path.failed || truce__is_cancelled(t->id.ctx);
    truce__input input = {
        kind, truce__text_bytes(&t->id), truce__text_bytes(&t->text), truce__text_bytes(&t->path), party, note};
    if (!t->failed) t->visit(t->ud, &input);
    truce__text_clear(&t->id);
    truce__text_clear(&t->text);
    truce__text_clear(&t->path);
}

/* The steps of a path, up to one that is NULL. */
static void add_path(tour *t, const char *const *steps) {
    for (; *steps; steps++) truce__path_add(&t->path, *steps);
}
#define PATH(t, ...) add_path((t), (const char *const[]){__VA_ARGS__, NULL})

static void add_position(tour *t, uint32_t position) {
    truce__text_printf(&t->path, ".%" PRIu32, position);
}

static const char *party_id(const tour *t, uint32_t party) {
    return t->model->parties[party].id;
}

/* -------------------------------------------------- parties, rules, outcomes */

static void visit_options(tour *t, const truce__party *party) {
    static const char *const moves[] = {"", "; moves up only", "; moves down only", "; does not move"};
    for (uint32_t o = party->first_option; o < party->first_option + party->n_options; o++) {
        const truce__option *option = &t->model->options[o];
        truce__text_puts(&t->id, option->id);
        truce__text_printf(&t->text, "%s: ", option->name);
        for (uint32_t level = 0; level < option->n_levels; level++)
            truce__text_printf(&t->text, "%s%s", level ? ", " : "", option->levels[level]);
        truce__text_puts(&t->text, moves[option->moves]);
        if (option->step == 1) truce__text_puts(&t->text, "; one level at a time");
        PATH(t, "parties", party->id, "options", option->id);
        visit(t, "option", party->id, &option->note);
    }
}

static void visit_parties(tour *t) {
    for (uint32_t p = 0; p < t->model->n_parties; p++) {
        truce__text_puts(&t->id, party_id(t, p));
        truce__text_puts(&t->text, t->model->parties[p].name);
        PATH(t, "parties", party_id(t, p));
        visit(t, "party", NULL, &t->model->parties[p].note);
        if (!t->model->is_plain) visit_options(t, &t->model->parties[p]);
    }
}

static void visit_rules(tour *t, const char *kind, const char *key, const truce__rule *rules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        truce__text_printf(&t->id, "%s %" PRIu32, key, i + 1);
        truce__text_puts(&t->text, rules[i].stmt.text);
        PATH(t, key);
        add_position(t, i + 1);
        visit(t, kind, NULL, &rules[i].note);
    }
}

static void visit_facts(tour *t) {
    for (uint32_t i = 0; i < t->model->n_facts; i++) {
        const truce__fact *fact = &t->model->facts[i];
        const truce__option *option = &t->model->options[fact->option];
        truce__text_puts(&t->id, option->id);
        truce__text_printf(&t->text, "%s = %s", option->id, option->levels[fact->level]);
        PATH(t, "status_quo", option->id);
        visit(t, "status_quo", party_id(t, option->party), &fact->note);
    }
}

static void visit_outcomes(tour *t) {
    for (uint32_t i = 0; i < t->model->n_outcomes; i++) {
        const truce__outcome *outcome = &t->model->outcomes[i];
        truce__text_puts(&t->id, outcome->id);
        if (strcmp(outcome->name, outcome->id) != 0) truce__text_printf(&t->text, "%s: ", outcome->name);
        truce__text_puts(&t->text, outcome->stmt.text);
        PATH(t, "outcomes", outcome->id);
        visit(t, "outcome", NULL, &outcome->note);
    }
}

/* ------------------------------------------------------------- preferences */

/* "either A; or B, then C" */
static void either_text(tour *t, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_either; i++) {
        const truce__pref *alternative = &item->either[i];
        truce__text_puts(&t->text, i ? "; or " : "either ");
        for (uint32_t k = 0; k < alternative->n_items; k++)
            truce__text_printf(&t->text, "%s%s", k ? ", then " : "", alternative->items[k].stmts->text);
    }
}

/* " (marked strong)" behind a statement; in a ranking a mark is an item of its own. */
static void mark_text(tour *t, const truce__pref *pref, const truce__pref_item *item) {
    bool is_gap = pref->kind == TRUCE__PREF_RANK;
    if (!item->mark) return;
    truce__text_puts(&t->text, is_gap ? "strongly preferred to what follows" : " (marked strong");
    if (item->mark > 2) truce__text_printf(&t->text, ", degree %u", item->mark);
    if (!is_gap) truce__text_puts(&t->text, ")");
}

static void item_text(tour *t, const truce__pref *pref, const truce__pref_item *item) {
    either_text(t, item);
    if (item->is_rest) truce__text_puts(&t->text, "rest");
    else if (item->state) truce__text_printf(&t->text, "state %" PRIu64, item->state);
    for (uint32_t i = 0; i < item->n_stmts; i++)
        truce__text_printf(&t->text, "%s%s", i ? " or " : "", item->stmts[i].text);
    mark_text(t, pref, item);
    if (pref->kind != TRUCE__PREF_WEIGH) return;
    truce__text_puts(&t->text, ": ");
    truce__decimal_write_exact(&t->text, item->weight);
}

/* `tied`: how many items of its tie in a ranking stand before this one; `is_followed`: another one stands behind. */
static void item_path(tour *t, const truce__pref *pref, const truce__pref_item *item, uint32_t index, uint32_t tied,
                      bool is_followed) {
    if (pref->kind == TRUCE__PREF_WEIGH) truce__path_add(&t->path, item->key);
    else add_position(t, pref->kind == TRUCE__PREF_RANK ? item->group + 1 : index + 1);
    if (tied || is_followed) add_position(t, tied + 1);
}

/* The differences of weights that make a preference strong. They have no note. */
static void visit_thresholds(tour *t, const char *kind, const char *who, const char *party, const char *const *steps,
                             const truce__pref *pref) {
    static const truce__note none = {0};
    if (!pref->n_thresholds) return;
    truce__text_printf(&t->id, "%s strong", who);
    for (uint32_t i = 0; i < pref->n_thresholds; i++) {
        truce__text_printf(&t->text, "%sdegree %" PRIu32 " from ", i ? ", " : "", i + 2);
        truce__decimal_write_exact(&t->text, pref->thresholds[i]);
    }
    add_path(t, steps);
    PATH(t, "strong");
    visit(t, kind, party, &none);
}

/* Visits the items of a preference of `who` that is not open as a whole; `steps` lead to the preference, `kind` names
 * the inputs. */
static void visit_items(tour *t, const char *kind, const char *who, const char *party, const char *const *steps,
                        const truce__pref *pref) {
    static const char *const kinds[] = {"", "order", "rank", "weigh"};
    const bool is_ranking = pref->kind == TRUCE__PREF_RANK;
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    for (uint32_t i = 0, tied = 0; i < count; i++) {
        uint32_t place = is_ranking ? items[i].group : i;
        bool is_followed = is_ranking && i + 1 < count && items[i + 1].group == items[i].group;
        bool is_utility = strcmp(kind, "utility") == 0;
        truce__text_printf(&t->id, "%s %s %" PRIu32, who, is_utility ? kind : kinds[pref->kind], place + 1);
        item_text(t, pref, &items[i]);
        add_path(t, steps);
        if (!is_utility) PATH(t, kinds[pref->kind]);
        item_path(t, pref, &items[i], i, tied, is_followed);
        tied = is_followed ? tied + 1 : 0;
        visit(t, kind, party, &items[i].note);
    }
    visit_thresholds(t, kind, who, party, steps, pref);
}

/* The `either` of a whole preference, and the items of its alternatives. */
static void visit_alternatives(tour *t, const char *kind, const char *party, const char *const *steps,
                               const truce__pref *pref) {
    truce__text_printf(&t->id, "%s either", party);
    truce__text_printf(&t->text, "%" PRIu32 " alternatives", pref->n_either);
    add_path(t, steps);
    PATH(t, "either");
    visit(t, kind, party, &pref->note);
    for (uint32_t i = 0; i < pref->n_either; i++) {
        char who[80], place[16];
        snprintf(who, sizeof who, "%.60s either %" PRIu32, party, i + 1);
        snprintf(place, sizeof place, "%" PRIu32, i + 1);
        const char *const inner[] = {steps[0], steps[1], "either", place, NULL};
        visit_items(t, kind, who, party, inner, &pref->either[i]);
    }
}

static void visit_preferences(tour *t, const char *kind, const char *key, const truce__pref *prefs) {
    for (uint32_t p = 0; prefs && p < t->model->n_parties; p++) {
        const char *const steps[] = {key, party_id(t, p), NULL};
        if (prefs[p].either) visit_alternatives(t, kind, party_id(t, p), steps, &prefs[p]);
        else visit_items(t, kind, party_id(t, p), party_id(t, p), steps, &prefs[p]);
    }
}

/* ------------------------------------------------- agreements, home, time */

static void visit_said(tour *t, const char *key, const truce__said *said) {
    for (uint32_t p = 0; said && p < t->model->n_parties; p++) {
        if (!said[p].stmt.n_nodes) continue;
        truce__text_puts(&t->id, party_id(t, p));
        truce__text_puts(&t->text, said[p].stmt.text);
        PATH(t, key, party_id(t, p));
        visit(t, key, party_id(t, p), &said[p].note);
    }
}

static void visit_actor(tour *t, const truce__home *home, uint32_t index) {
    const truce__actor *actor = &home->actors[index];
    const char *party = party_id(t, home->party);
    char position[16];
    snprintf(position, sizeof position, "%" PRIu32, index + 1);
    truce__text_printf(&t->id, "%s %s", party, actor->id);
    truce__text_puts(&t->text, actor->name);
    if (home->rule == TRUCE__RATIFY_WEIGHTED) {
        truce__text_puts(&t->text, ": ");
        truce__decimal_write_exact(&t->text, actor->weight);
    }
    const char *const steps[] = {"ratify", party, "actors", position, NULL};
    add_path(t, steps);
    visit(t, "actor", party, &actor->note);
    visit_items(t, "actor_preference", actor->id, party, steps, &actor->pref);
}

static void visit_homes(tour *t) {
    static const char *const rules[] = {"unanimity", "majority", "quota ", "weighted, quota "};
    for (uint32_t i = 0; i < t->model->n_homes; i++) {
        const truce__home *home = &t->model->homes[i];
        truce__text_puts(&t->id, party_id(t, home->party));
        truce__text_puts(&t->text, rules[home->rule]);
        if (home->quota.mantissa) truce__decimal_write_exact(&t->text, home->quota);
        if (home->reversion.n_nodes) truce__text_printf(&t->text, "; reversion %s", home->reversion.text);
        if (home->agreements.n_nodes) truce__text_printf(&t->text, "; agreements %s", home->agreements.text);
        PATH(t, "ratify", party_id(t, home->party));
        visit(t, "ratify", party_id(t, home->party), &home->note);
        for (uint32_t k = 0; k < home->n_actors; k++) visit_actor(t, home, k);
    }
}

static void visit_expiries(tour *t) {
    for (uint32_t i = 0; i < t->model->n_expiries; i++) {
        const truce__expiry *expiry = &t->model->expiries[i];
        truce__text_printf(&t->id, "expires %" PRIu32, i + 1);
        truce__text_printf(&t->text, "%s becomes ", expiry->when.text);
        for (uint32_t k = 0; k < expiry->n_becomes; k++) {
            const truce__option *option = &t->model->options[expiry->becomes[k].option];
            const char *level = option->levels[expiry->becomes[k].level];
            truce__text_puts(&t->text, k ? ", " : "");
            if (!t->model->is_plain) truce__text_printf(&t->text, "%s = ", option->id);
            truce__text_puts(&t->text, level);
        }
        if (expiry->after) truce__text_printf(&t->text, " after %s", expiry->after);
        PATH(t, "expires");
        add_position(t, i + 1);
        visit(t, "expiry", NULL, &expiry->note);
    }
}

static void visit_audiences(tour *t) {
    for (uint32_t i = 0; i < t->model->n_audiences; i++) {
        const truce__audience *audience = &t->model->audiences[i];
        truce__text_printf(&t->id, "audience %" PRIu32, i + 1);
        truce__text_printf(&t->text, "escalated: %s; backs down: %s", audience->escalated.text,
                           audience->backed_down.text);
        PATH(t, "audience");
        add_position(t, i + 1);
        visit(t, "audience", party_id(t, audience->party), &audience->note);
    }
}

static void visit_behaviour(tour *t) {
    const truce_model *model = t->model;
    const truce__behaves *rest = NULL;
    for (uint32_t i = 0; model->behaviour && i <= model->n_parties; i++) {
        bool is_rest = i == model->n_parties;
        const truce__behaves *behaves = is_rest ? rest : &model->behaviour[i];
        const char *who = is_rest ? "rest" : party_id(t, i);
        if (!is_rest && behaves->is_rest) rest = behaves;
        if (!behaves || behaves->is_rest != is_rest) continue;
        truce__text_puts(&t->id, who);
        truce__text_puts(&t->text, truce_concept_at(behaves->concept)->id);
        PATH(t, "behaviour", who);
        visit(t, "behaviour", is_rest ? NULL : who, &behaves->note);
    }
}

/* "set feasible.1: pump; remove feasible.2" */
static void add_changes(tour *t, const truce__edits *changes) {
    static const char *const words[] = {"set", "remove", "insert", "move"};
    for (uint32_t k = 0; k < changes->count; k++) {
        const truce_edit *change = &changes->at[k];
        truce__text_printf(&t->text, "%s%s %s", k ? "; " : "", words[change->op], change->path);
        if (change->value) truce__text_printf(&t->text, ": %s", change->value);
        if (change->op == TRUCE_EDIT_MOVE) truce__text_printf(&t->text, " to %" PRIu32, change->to);
    }
}

static void visit_views(tour *t) {
    for (uint32_t i = 0; i < t->model->n_views; i++) {
        const truce__perceives *view = &t->model->views[i];
        truce__text_puts(&t->id, party_id(t, view->party));
        add_changes(t, &view->changes);
        PATH(t, "perceives", party_id(t, view->party));
        visit(t, "view", party_id(t, view->party), &view->note);
    }
}

static void visit_events(tour *t) {
    for (uint32_t i = 0; i < t->model->n_events; i++) {
        const truce__event *event = &t->model->events[i];
        truce__text_puts(&t->id, event->id);
        truce__text_puts(&t->text, event->date);
        if (strcmp(event->name, event->id) != 0) truce__text_printf(&t->text, " %s", event->name);
        if (event->changes.count) truce__text_puts(&t->text, ": ");
        add_changes(t, &event->changes);
        PATH(t, "events", event->id);
        visit(t, "event", NULL, &event->note);
    }
}

truce_status truce__inputs_each(truce_ctx *ctx, const truce_model *model, truce__input_fn visitor, void *ud) {
    tour t = {.model = model, .visit = visitor, .ud = ud};
    truce__text *const texts[] = {&t.id, &t.text, &t.path};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) truce__text_init(texts[i], ctx);
    visit_parties(&t);
    visit_rules(&t, "rule", "feasible", model->rules, model->n_rules);
    visit_rules(&t, "coalesce", "coalesce", model->coalesce, model->n_coalesce);
    visit_facts(&t);
    visit_outcomes(&t);
    visit_preferences(&t, "preference", "preferences", model->prefs);
    visit_said(&t, "no_deal", model->no_deal);
    visit_said(&t, "pain", model->pain);
    visit_preferences(&t, "utility", "utilities", model->utilities);
    visit_homes(&t);
    visit_expiries(&t);
    visit_audiences(&t);
    visit_behaviour(&t);
    visit_views(&t);
    visit_events(&t);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) truce__text_free(texts[i]);
    TRY(truce__go_on(ctx));
    return t.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
