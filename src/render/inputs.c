/* SPDX-License-Identifier: Apache-2.0 */
#include "render/inputs.h"

#include "render/frame.h"

#include <inttypes.h>

typedef struct tour {
    const truce_model *model;
    truce__text id, text;
    truce__input_fn visit;
    void *ud;
    bool failed;
} tour;

/* Calls the visitor with what stands in t->id and t->text, and empties both. */
static void visit(tour *t, const char *kind, const char *party, const truce__note *note) {
    t->failed |= t->id.failed || t->text.failed;
    truce__input input = {kind, truce__text_bytes(&t->id), truce__text_bytes(&t->text), party, note};
    if (!t->failed) t->visit(t->ud, &input);
    truce__text_clear(&t->id);
    truce__text_clear(&t->text);
}

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
        visit(t, "option", party->id, &option->note);
    }
}

static void visit_parties(tour *t) {
    for (uint32_t p = 0; p < t->model->n_parties; p++) {
        truce__text_puts(&t->id, t->model->parties[p].id);
        truce__text_puts(&t->text, t->model->parties[p].name);
        visit(t, "party", NULL, &t->model->parties[p].note);
        if (!t->model->is_plain) visit_options(t, &t->model->parties[p]);
    }
}

static void visit_rules(tour *t, const char *kind, const char *key, const truce__rule *rules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        truce__text_printf(&t->id, "%s %" PRIu32, key, i + 1);
        truce__text_puts(&t->text, rules[i].stmt.text);
        visit(t, kind, NULL, &rules[i].note);
    }
}

static void visit_facts(tour *t) {
    for (uint32_t i = 0; i < t->model->n_facts; i++) {
        const truce__fact *fact = &t->model->facts[i];
        const truce__option *option = &t->model->options[fact->option];
        truce__text_puts(&t->id, t->model->is_plain ? "state" : option->id);
        truce__text_printf(&t->text, "%s = %s", t->model->is_plain ? "state" : option->id, option->levels[fact->level]);
        visit(t, "status_quo", option->party == TRUCE__NONE ? NULL : t->model->parties[option->party].id, &fact->note);
    }
}

static void visit_outcomes(tour *t) {
    for (uint32_t i = 0; i < t->model->n_outcomes; i++) {
        const truce__outcome *outcome = &t->model->outcomes[i];
        truce__text_puts(&t->id, outcome->id);
        if (strcmp(outcome->name, outcome->id) != 0) truce__text_printf(&t->text, "%s: ", outcome->name);
        truce__text_puts(&t->text, outcome->stmt.text);
        visit(t, "outcome", NULL, &t->model->outcomes[i].note);
    }
}

static void item_text(tour *t, const truce__pref *pref, const truce__pref_item *item) {
    if (item->is_rest) truce__text_puts(&t->text, "rest");
    else if (item->state) truce__text_printf(&t->text, "state %" PRIu64, item->state);
    for (uint32_t i = 0; i < item->n_stmts; i++)
        truce__text_printf(&t->text, "%s%s", i ? " or " : "", item->stmts[i].text);
    if (pref->kind != TRUCE__PREF_WEIGH) return;
    truce__text_puts(&t->text, ": ");
    truce__decimal_write(&t->text, item->weight);
}

static void visit_preferences(tour *t) {
    static const char *const kinds[] = {"", "order", "rank", "weigh"};
    for (uint32_t p = 0; p < t->model->n_parties; p++) {
        const truce__pref *pref = &t->model->prefs[p];
        for (uint32_t i = 0; i < pref->n_items; i++) {
            uint32_t place = pref->kind == TRUCE__PREF_RANK ? pref->items[i].group : i;
            truce__text_printf(&t->id, "%s %s %" PRIu32, t->model->parties[p].id, kinds[pref->kind], place + 1);
            item_text(t, pref, &pref->items[i]);
            visit(t, "preference", t->model->parties[p].id, &pref->items[i].note);
        }
    }
}

truce_status truce__inputs_each(truce_ctx *ctx, const truce_model *model, truce__input_fn visitor, void *ud) {
    tour t = {.model = model, .visit = visitor, .ud = ud};
    truce__text_init(&t.id, ctx);
    truce__text_init(&t.text, ctx);
    visit_parties(&t);
    visit_rules(&t, "rule", "feasible", model->rules, model->n_rules);
    visit_rules(&t, "coalesce", "coalesce", model->coalesce, model->n_coalesce);
    visit_facts(&t);
    visit_outcomes(&t);
    visit_preferences(&t);
    truce__text_free(&t.id);
    truce__text_free(&t.text);
    return t.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
