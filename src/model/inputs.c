/* SPDX-License-Identifier: Apache-2.0 */
#include "model/inputs.h"

#include "catalogue/catalogue.h"
#include "document/path.h"
#include "model/completions.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct tour {
    const truce_model *model;
    truce__text id, text, path, number;
    truce__input states; /* statements of the input that is visited next */
    truce__input_fn visit;
    void *ud;
    bool failed;
} tour;

/* Calls the visitor with the texts gathered in the tour, and empties them. */
static void visit(tour *t, const char *kind, const char *party, const truce__note *note) {
    t->failed |= t->id.failed || t->text.failed || t->path.failed || t->number.failed ||
                 truce__is_cancelled(t->id.ctx);
    truce__input input = t->states;
    input.kind = kind;
    input.id = truce__text_bytes(&t->id);
    input.text = truce__text_bytes(&t->text);
    input.path = truce__text_bytes(&t->path);
    input.party = party;
    input.note = note;
    if (!t->failed) t->visit(t->ud, &input);
    t->states = (truce__input){.owner = TRUCE__NONE};
    truce__text_clear(&t->id);
    truce__text_clear(&t->text);
    truce__text_clear(&t->path);
}

/* Adds a message whose places the texts take. */
static void add(tour *t, truce__message message, const char *const *texts) {
    truce__fill_text(truce__language_of(t->text.ctx), message, texts, &t->text);
}
#define ADD(t, key, ...) add((t), TRUCE__M_##key, (const char *const[]){__VA_ARGS__, NULL})

/* A number as such a text; there is room for one. */
static const char *decimal(tour *t, truce__decimal number) {
    truce__text_clear(&t->number);
    truce__decimal_write_exact(&t->number, number);
    return truce__text_bytes(&t->number);
}

static const char *whole(tour *t, uint64_t number) {
    truce__text_clear(&t->number);
    truce__text_printf(&t->number, "%" PRIu64, number);
    return truce__text_bytes(&t->number);
}

/* Between the items of a list. */
static void add_between(tour *t, truce__message message, uint32_t index) {
    if (index) add(t, message, (const char *const[]){NULL});
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
    static const truce__message moves[] = {TRUCE__NO_MESSAGE, TRUCE__M_INPUT_UP, TRUCE__M_INPUT_DOWN,
                                           TRUCE__M_INPUT_FIXED};
    for (uint32_t o = party->first_option; o < party->first_option + party->n_options; o++) {
        const truce__option *option = &t->model->options[o];
        truce__text_puts(&t->id, option->id);
        ADD(t, INPUT_NAMED, option->name);
        for (uint32_t level = 0; level < option->n_levels; level++) {
            add_between(t, TRUCE__M_LIST_NEXT, level);
            truce__text_puts(&t->text, option->levels[level]);
        }
        add(t, moves[option->moves], (const char *const[]){NULL});
        if (option->step == 1) ADD(t, INPUT_STEPPED, NULL);
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
        t->states.stmt = &rules[i].stmt;
        visit(t, kind, NULL, &rules[i].note);
    }
}

static void visit_facts(tour *t) {
    for (uint32_t i = 0; i < t->model->n_facts; i++) {
        const truce__fact *fact = &t->model->facts[i];
        const truce__option *option = &t->model->options[fact->option];
        truce__text_puts(&t->id, option->id);
        ADD(t, INPUT_LEVEL, option->id, option->levels[fact->level]);
        PATH(t, "status_quo", option->id);
        visit(t, "status_quo", party_id(t, option->party), &fact->note);
    }
}

static void visit_outcomes(tour *t) {
    for (uint32_t i = 0; i < t->model->n_outcomes; i++) {
        const truce__outcome *outcome = &t->model->outcomes[i];
        truce__text_puts(&t->id, outcome->id);
        if (strcmp(outcome->name, outcome->id) != 0) ADD(t, INPUT_NAMED, outcome->name);
        truce__text_puts(&t->text, outcome->stmt.text);
        PATH(t, "outcomes", outcome->id);
        t->states.stmt = &outcome->stmt;
        visit(t, "outcome", NULL, &outcome->note);
    }
}

/* ------------------------------------------------------------- preferences */

/* "either A; or B, then C" */
static void either_text(tour *t, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_either; i++) {
        const truce__pref *alternative = &item->either[i];
        add(t, i ? TRUCE__M_INPUT_OR : TRUCE__M_INPUT_EITHER, (const char *const[]){NULL});
        for (uint32_t k = 0; k < alternative->n_items; k++) {
            add_between(t, TRUCE__M_INPUT_THEN, k);
            truce__text_puts(&t->text, alternative->items[k].stmts->text);
        }
    }
}

/* " (marked strong)" behind a statement; in a ranking a mark is an item of its own. */
static void mark_text(tour *t, const truce__pref *pref, const truce__pref_item *item) {
    bool is_gap = pref->kind == TRUCE__PREF_RANK;
    if (!item->mark) return;
    if (item->mark > 2) add(t, is_gap ? TRUCE__M_INPUT_GAP_OF_DEGREE : TRUCE__M_INPUT_MARKED_WITH_DEGREE,
                            (const char *const[]){whole(t, item->mark)});
    else add(t, is_gap ? TRUCE__M_INPUT_GAP : TRUCE__M_INPUT_MARKED, (const char *const[]){NULL});
}

static void item_text(tour *t, const truce__pref *pref, const truce__pref_item *item) {
    either_text(t, item);
    if (item->is_rest) ADD(t, INPUT_REST, NULL);
    else if (item->state) ADD(t, INPUT_STATE, whole(t, item->state));
    for (uint32_t i = 0; i < item->n_stmts; i++) {
        add_between(t, TRUCE__M_LIST_OR, i);
        truce__text_puts(&t->text, item->stmts[i].text);
    }
    mark_text(t, pref, item);
    if (pref->kind == TRUCE__PREF_WEIGH) ADD(t, INPUT_WEIGHT, decimal(t, item->weight));
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
        char degree[16];
        snprintf(degree, sizeof degree, "%" PRIu32, i + 2);
        add_between(t, TRUCE__M_LIST_NEXT, i);
        ADD(t, INPUT_THRESHOLD, degree, decimal(t, pref->thresholds[i]));
    }
    add_path(t, steps);
    PATH(t, "strong");
    visit(t, kind, party, &none);
}

/* Visits the items of a preference of `who` that is not open as a whole; `steps` lead to the preference, `kind` names
 * the inputs. */
static void visit_items(tour *t, const char *kind, const char *who, const char *party, const char *const *steps,
                        const truce__pref *pref, uint32_t owner) {
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
        t->states.item = &items[i];
        t->states.owner = owner;
        visit(t, kind, party, &items[i].note);
    }
    visit_thresholds(t, kind, who, party, steps, pref);
}

/* The `either` of a whole preference, and the items of its alternatives. */
static void visit_alternatives(tour *t, const char *kind, const char *party, const char *const *steps,
                               const truce__pref *pref, uint32_t owner) {
    truce__text_printf(&t->id, "%s either", party);
    ADD(t, INPUT_ALTERNATIVES, whole(t, pref->n_either));
    add_path(t, steps);
    PATH(t, "either");
    visit(t, kind, party, &pref->note);
    for (uint32_t i = 0; i < pref->n_either; i++) {
        char who[80], place[16];
        snprintf(who, sizeof who, "%.60s either %" PRIu32, party, i + 1);
        snprintf(place, sizeof place, "%" PRIu32, i + 1);
        const char *const inner[] = {steps[0], steps[1], "either", place, NULL};
        visit_items(t, kind, who, party, inner, &pref->either[i], owner);
    }
}

static void visit_preferences(tour *t, const char *kind, const char *key, const truce__pref *prefs) {
    for (uint32_t p = 0; prefs && p < t->model->n_parties; p++) {
        const char *const steps[] = {key, party_id(t, p), NULL};
        if (prefs[p].either) visit_alternatives(t, kind, party_id(t, p), steps, &prefs[p], p);
        else visit_items(t, kind, party_id(t, p), party_id(t, p), steps, &prefs[p], p);
    }
}

/* ------------------------------------------------- agreements, home, time */

static void visit_said(tour *t, const char *key, const truce__said *said) {
    for (uint32_t p = 0; said && p < t->model->n_parties; p++) {
        if (!said[p].stmt.n_nodes) continue;
        truce__text_puts(&t->id, party_id(t, p));
        truce__text_puts(&t->text, said[p].stmt.text);
        PATH(t, key, party_id(t, p));
        t->states.stmt = &said[p].stmt;
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
    if (home->rule == TRUCE__RATIFY_WEIGHTED) ADD(t, INPUT_WEIGHT, decimal(t, actor->weight));
    const char *const steps[] = {"ratify", party, "actors", position, NULL};
    add_path(t, steps);
    visit(t, "actor", party, &actor->note);
    visit_items(t, "actor_preference", actor->id, party, steps, &actor->pref, TRUCE__NONE);
}

static void visit_homes(tour *t) {
    static const truce__message rules[] = {TRUCE__M_INPUT_UNANIMITY, TRUCE__M_INPUT_MAJORITY, TRUCE__M_INPUT_QUOTA,
                                           TRUCE__M_INPUT_WEIGHTED};
    for (uint32_t i = 0; i < t->model->n_homes; i++) {
        const truce__home *home = &t->model->homes[i];
        truce__text_puts(&t->id, party_id(t, home->party));
        add(t, rules[home->rule], (const char *const[]){decimal(t, home->quota)});
        if (home->reversion.n_nodes) ADD(t, INPUT_REVERSION, home->reversion.text);
        if (home->agreements.n_nodes) ADD(t, INPUT_AGREEMENTS, home->agreements.text);
        PATH(t, "ratify", party_id(t, home->party));
        if (home->reversion.n_nodes) t->states.stmt = &home->reversion;
        if (home->agreements.n_nodes) t->states.other = &home->agreements;
        visit(t, "ratify", party_id(t, home->party), &home->note);
        for (uint32_t k = 0; k < home->n_actors; k++) visit_actor(t, home, k);
    }
}

static void visit_expiries(tour *t) {
    for (uint32_t i = 0; i < t->model->n_expiries; i++) {
        const truce__expiry *expiry = &t->model->expiries[i];
        truce__text_printf(&t->id, "expires %" PRIu32, i + 1);
        ADD(t, INPUT_BECOMES, expiry->when.text);
        for (uint32_t k = 0; k < expiry->n_becomes; k++) {
            const truce__option *option = &t->model->options[expiry->becomes[k].option];
            const char *level = option->levels[expiry->becomes[k].level];
            add_between(t, TRUCE__M_LIST_NEXT, k);
            if (t->model->is_plain) truce__text_puts(&t->text, level);
            else ADD(t, INPUT_LEVEL, option->id, level);
        }
        if (expiry->after) ADD(t, INPUT_AFTER, expiry->after);
        PATH(t, "expires");
        add_position(t, i + 1);
        t->states.stmt = &expiry->when;
        visit(t, "expiry", NULL, &expiry->note);
    }
}

static void visit_audiences(tour *t) {
    for (uint32_t i = 0; i < t->model->n_audiences; i++) {
        const truce__audience *audience = &t->model->audiences[i];
        truce__text_printf(&t->id, "audience %" PRIu32, i + 1);
        ADD(t, INPUT_AUDIENCE, audience->escalated.text, audience->backed_down.text);
        PATH(t, "audience");
        add_position(t, i + 1);
        t->states.stmt = &audience->escalated;
        t->states.other = &audience->backed_down;
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
    static const truce__message messages[] = {TRUCE__M_INPUT_SET, TRUCE__M_INPUT_REMOVE, TRUCE__M_INPUT_INSERT,
                                              TRUCE__M_INPUT_MOVE};
    for (uint32_t k = 0; k < changes->count; k++) {
        const truce_edit *change = &changes->at[k];
        const char *value = change->op == TRUCE_EDIT_MOVE ? whole(t, change->to) : change->value ? change->value : "";
        add_between(t, TRUCE__M_LIST_SEMICOLON, k);
        add(t, messages[change->op], (const char *const[]){change->path, value});
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

static void visit_tempo(tour *t) {
    const truce_model *model = t->model;
    for (uint32_t i = 0; model->tempo && i < model->n_parties; i++) {
        if (!model->tempo[i].every) continue;
        truce__text_puts(&t->id, party_id(t, i));
        ADD(t, INPUT_EVERY, model->tempo[i].every);
        PATH(t, "tempo", party_id(t, i));
        visit(t, "tempo", party_id(t, i), &model->tempo[i].note);
    }
}

static void visit_levers(tour *t) {
    for (uint32_t i = 0; i < t->model->n_levers; i++) {
        const truce__lever *lever = &t->model->levers[i];
        const char *who = lever->party == TRUCE__NONE ? lever->who : t->model->parties[lever->party].name;
        truce__text_puts(&t->id, lever->id);
        truce__text_printf(&t->text, "%s%s%s (cost %" PRIu32 "): ", who ? who : "", who ? ": " : "", lever->name,
                           lever->cost);
        t->states.written = t->text.length;
        add_changes(t, &lever->changes);
        PATH(t, "levers", lever->id);
        visit(t, "lever", lever->party == TRUCE__NONE ? NULL : party_id(t, lever->party), &lever->note);
    }
}

static void visit_events(tour *t) {
    for (uint32_t i = 0; i < t->model->n_events; i++) {
        const truce__event *event = &t->model->events[i];
        truce__text_puts(&t->id, event->id);
        truce__text_puts(&t->text, event->date);
        if (strcmp(event->name, event->id) != 0) truce__text_printf(&t->text, " %s", event->name);
        if (event->changes.count) ADD(t, INPUT_NAMED, "");
        add_changes(t, &event->changes);
        PATH(t, "events", event->id);
        visit(t, "event", NULL, &event->note);
    }
}

truce_status truce__inputs_each(truce_ctx *ctx, const truce_model *model, truce__input_fn visitor, void *ud) {
    tour t = {.model = model, .visit = visitor, .ud = ud, .states = {.owner = TRUCE__NONE}};
    truce__text *const texts[] = {&t.id, &t.text, &t.path, &t.number};
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
    visit_tempo(&t);
    visit_levers(&t);
    visit_events(&t);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) truce__text_free(texts[i]);
    TRY(truce__go_on(ctx));
    return t.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
