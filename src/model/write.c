/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The canonical form of a model: one way to write each thing, in a fixed order. Equal models give the same bytes, and
 * a difference between files is a difference between models; only options given by their ids alone stay as short as
 * they were. Written by hand instead of by libfyaml's emitter, which
 * chooses its own styles and allocates outside our allocator.
 */
#include "document/flow.h"
#include "model/completions.h"

typedef struct writer {
    truce__text text;
    const truce_model *model;
} writer;

static void add_scalar(writer *w, const char *value) {
    truce__write_scalar(&w->text, value);
}

/* ----------------------------------------------------------------- lines */

static void begin_line(writer *w, uint32_t indent) {
    truce__text_fill(&w->text, ' ', indent);
}

/* "key: value" when there is a value. */
static void add_entry(writer *w, uint32_t indent, const char *key, const char *value) {
    if (!value) return;
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s: ", key);
    add_scalar(w, value);
    truce__text_puts(&w->text, "\n");
}

static void add_heading(writer *w, uint32_t indent, const char *key) {
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s:\n", key);
}

static bool has_note(const truce__note *note) {
    return note->says || note->because || note->quote || note->n_cites || note->has_confidence;
}

static void add_cite(writer *w, const truce__cite *cite) {
    truce__text_puts(&w->text, w->model->sources[cite->source].id);
    if (cite->paragraph) truce__text_printf(&w->text, " \xC2\xB6%u", cite->paragraph);
}

static void add_note(writer *w, uint32_t indent, const truce__note *note) {
    add_entry(w, indent, "says", note->says);
    add_entry(w, indent, "because", note->because);
    if (note->n_cites) {
        bool is_list = note->n_cites > 1;
        begin_line(w, indent);
        truce__text_puts(&w->text, is_list ? "source: [" : "source: ");
        for (uint32_t i = 0; i < note->n_cites; i++) {
            if (i) truce__text_puts(&w->text, ", ");
            add_cite(w, &note->cites[i]);
        }
        truce__text_puts(&w->text, is_list ? "]\n" : "\n");
    }
    add_entry(w, indent, "quote", note->quote);
    if (!note->has_confidence) return;
    begin_line(w, indent);
    truce__text_puts(&w->text, "confidence: ");
    truce__decimal_write(&w->text, note->confidence);
    truce__text_puts(&w->text, "\n");
}

/* ----------------------------------------------------------------- parts */

static void add_leaves_out(writer *w) {
    if (w->model->n_leaves_out) add_heading(w, 0, "leaves_out");
    for (uint32_t i = 0; i < w->model->n_leaves_out; i++) {
        truce__text_puts(&w->text, "  - ");
        add_scalar(w, w->model->leaves_out[i]);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_sources(writer *w) {
    const truce_model *model = w->model;
    if (model->n_sources) add_heading(w, 0, "sources");
    for (uint32_t i = 0; i < model->n_sources; i++) {
        const truce__cited_source *source = &model->sources[i];
        bool is_bare =
            !source->title && !source->author && !source->publisher && !source->date && !source->url &&
            !source->note && !source->called && !source->file;
        truce__text_printf(&w->text, "  %s:%s\n", source->id, is_bare ? " {}" : "");
        add_entry(w, 4, "title", source->title);
        add_entry(w, 4, "author", source->author);
        add_entry(w, 4, "publisher", source->publisher);
        add_entry(w, 4, "date", source->date);
        add_entry(w, 4, "url", source->url);
        add_entry(w, 4, "note", source->note);
        add_entry(w, 4, "called", source->called);
        add_entry(w, 4, "file", source->file);
    }
}

/* "~" where there is none. */
static void add_clauses(writer *w, const char *key, const truce__option *option, const char *const *clauses) {
    if (!clauses) return;
    add_heading(w, 8, key);
    for (uint32_t i = 0; i < option->n_levels; i++) {
        truce__text_puts(&w->text, "          - ");
        if (clauses[i]) add_scalar(w, clauses[i]);
        else truce__text_puts(&w->text, "~");
        truce__text_puts(&w->text, "\n");
    }
}

static void add_clauses_of(writer *w, const char *key, const truce__option *option, const char *const *clauses) {
    if (!clauses) return;
    add_heading(w, 8, key);
    for (uint32_t i = 0; i < option->n_levels; i++) {
        if (!clauses[i]) continue;
        begin_line(w, 10);
        truce__write_flow_scalar(&w->text, option->levels[i]);
        truce__text_puts(&w->text, ": ");
        add_scalar(w, clauses[i]);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_option_words(writer *w, const truce__option *option) {
    const truce__option_terms *words = &option->words;
    add_entry(w, 8, "topic", words->topic);
    add_clauses(w, "says", option, words->says);
    add_clauses_of(w, "from", option, words->from);
    add_clauses_of(w, "below", option, words->below);
    add_clauses(w, "does", option, words->does);
    add_clauses_of(w, "back", option, words->back);
}

static void add_option(writer *w, const truce__option *option) {
    static const char *const moves[] = {"both", "up", "down", "none"};
    if (option->is_bare) {
        truce__text_printf(&w->text, "      - %s\n", option->id);
        return;
    }
    truce__text_printf(&w->text, "      - id: %s\n", option->id);
    if (strcmp(option->name, option->id) != 0) add_entry(w, 8, "name", option->name);
    if (!option->has_default_levels) {
        truce__text_puts(&w->text, "        levels: [");
        for (uint32_t i = 0; i < option->n_levels; i++) {
            if (i) truce__text_puts(&w->text, ", ");
            truce__write_flow_scalar(&w->text, option->levels[i]);
        }
        truce__text_puts(&w->text, "]\n");
    }
    if (option->moves != TRUCE__MOVES_BOTH) add_entry(w, 8, "moves", moves[option->moves]);
    if (option->step) truce__text_printf(&w->text, "        step: %u\n", option->step);
    add_option_words(w, option);
    add_note(w, 8, &option->note);
}

static void add_plural(writer *w, uint32_t indent, truce__is_plural plural) {
    if (plural == TRUCE__UNSAID) return;
    begin_line(w, indent);
    truce__text_puts(&w->text, plural == TRUCE__PLURAL ? "plural: yes\n" : "plural: no\n");
}

static void add_parties(writer *w) {
    const truce_model *model = w->model;
    add_heading(w, 0, "parties");
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__party *party = &model->parties[i];
        truce__text_printf(&w->text, "  - id: %s\n", party->id);
        if (strcmp(party->name, party->id) != 0) add_entry(w, 4, "name", party->name);
        add_plural(w, 4, party->plural);
        add_entry(w, 4, "called", party->words.called);
        add_entry(w, 4, "short", party->words.brief);
        add_entry(w, 4, "its", party->words.its);
        add_note(w, 4, &party->note);
        if (party->n_options) add_heading(w, 4, "options");
        for (uint32_t k = 0; k < party->n_options; k++) add_option(w, &model->options[party->first_option + k]);
    }
}

static void add_states(writer *w) {
    const truce_model *model = w->model;
    if (!model->is_plain) return;
    add_heading(w, 0, "states");
    for (uint32_t i = 0; i < model->options[0].n_levels; i++) {
        truce__text_puts(&w->text, "  - ");
        add_scalar(w, model->options[0].levels[i]);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_rules(writer *w, const char *key, const truce__rule *rules, uint32_t count) {
    if (count) add_heading(w, 0, key);
    for (uint32_t i = 0; i < count; i++) {
        bool is_noted = has_note(&rules[i].note);
        truce__text_puts(&w->text, is_noted ? "  - that: " : "  - ");
        add_scalar(w, rules[i].stmt.text);
        truce__text_puts(&w->text, "\n");
        add_note(w, 4, &rules[i].note);
    }
}

static void add_level(writer *w, const truce__option *option, uint32_t level) {
    if (option->has_default_levels) truce__text_puts(&w->text, option->levels[level]);
    else add_scalar(w, option->levels[level]);
    truce__text_puts(&w->text, "\n");
}

static void add_fact(writer *w, uint32_t indent, const truce__fact *fact) {
    const truce__option *option = &w->model->options[fact->option];
    bool is_noted = has_note(&fact->note);
    begin_line(w, indent);
    truce__text_printf(&w->text, is_noted ? "%s:\n" : "%s: ", option->id);
    if (is_noted) begin_line(w, indent + 2), truce__text_puts(&w->text, "level: ");
    add_level(w, option, fact->level);
    add_note(w, indent + 2, &fact->note);
}

static void add_status_quo(writer *w) {
    const truce_model *model = w->model;
    if (!model->has_status_quo) return;
    if (model->status_quo_state && model->is_plain) {
        add_entry(w, 0, "status_quo", model->options[0].levels[model->status_quo_state - 1]);
        return;
    }
    if (model->status_quo_state) {
        truce__text_printf(&w->text, "status_quo: %llu\n", (unsigned long long)model->status_quo_state);
        return;
    }
    truce__text_puts(&w->text, model->n_facts ? "status_quo:\n" : "status_quo: {}\n");
    for (uint32_t i = 0; i < model->n_facts; i++) add_fact(w, 2, &model->facts[i]);
}

static void add_outcomes(writer *w) {
    const truce_model *model = w->model;
    if (model->n_outcomes) add_heading(w, 0, "outcomes");
    for (uint32_t i = 0; i < model->n_outcomes; i++) {
        const truce__outcome *outcome = &model->outcomes[i];
        bool is_named = strcmp(outcome->name, outcome->id) != 0;
        const truce__outcome_terms *words = &outcome->words;
        bool has_words = words->called || words->brief || words->says || words->denies;
        if (!is_named && !has_words && !has_note(&outcome->note)) {
            add_entry(w, 2, outcome->id, outcome->stmt.text);
            continue;
        }
        add_heading(w, 2, outcome->id);
        add_entry(w, 4, "that", outcome->stmt.text);
        if (is_named) add_entry(w, 4, "name", outcome->name);
        add_entry(w, 4, "called", words->called);
        add_entry(w, 4, "short", words->brief);
        add_entry(w, 4, "says", words->says);
        add_entry(w, 4, "denies", words->denies);
        add_note(w, 4, &outcome->note);
    }
}

/* ----------------------------------------------------------- preferences */

/* A statement that stands alone. In a plain graph a text equal to a state's name means that state, so another
 * statement with the same letters gets parentheses. */
static void add_alone(writer *w, const truce__stmt *stmt) {
    truce__text text;
    truce__text_init(&text, w->text.ctx);
    truce__text_puts(&text, stmt->text);
    while (!text.failed) {
        const truce__name *name = truce__names_find(&w->model->names, text.bytes, text.length);
        bool is_other =
            name && name->kind == TRUCE__NAME_STATE &&
            !(stmt->nodes[0].relation == TRUCE__REL_STATE && stmt->n_nodes == 1 && stmt->levels[0] == name->index);
        if (!is_other) break;
        truce__text inner = text;
        truce__text_init(&text, w->text.ctx);
        truce__text_printf(&text, "(%s)", inner.bytes);
        truce__text_free(&inner);
    }
    if (text.failed) w->text.failed = true;
    else add_scalar(w, text.bytes);
    truce__text_free(&text);
}

/* "strong: yes" on a line of its own. */
static void add_mark(writer *w, uint32_t indent, uint8_t mark) {
    if (!mark) return;
    begin_line(w, indent);
    if (mark == 2) truce__text_puts(&w->text, "strong: yes\n");
    else truce__text_printf(&w->text, "strong: %u\n", mark);
}

static void add_if_wrong(writer *w, uint32_t indent, truce__if_wrong if_wrong) {
    if (if_wrong == TRUCE__WRONG_UNSAID) return;
    begin_line(w, indent);
    truce__text_printf(&w->text, "if_wrong: %s\n", truce__wrong_words[if_wrong - TRUCE__WRONG_ABSENT]);
}

static void add_rank_value(writer *w, const truce__pref_item *item) {
    if (item->is_rest) truce__text_puts(&w->text, "rest");
    else if (item->state) truce__text_printf(&w->text, "%llu", (unsigned long long)item->state);
    else add_alone(w, item->stmts);
    truce__text_puts(&w->text, "\n");
}

static void add_rank(writer *w, uint32_t indent, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        bool is_first = i == 0 || item[-1].group != item->group;
        bool is_tied = !is_first || (i + 1 < pref->n_items && item[1].group == item->group);
        bool is_noted = has_note(&item->note);
        begin_line(w, indent);
        truce__text_puts(&w->text, !is_tied ? "- " : is_first ? "- - " : "  - ");
        if (item->mark) {
            add_mark(w, 0, item->mark);
        } else {
            if (is_noted) truce__text_puts(&w->text, "that: ");
            add_rank_value(w, item);
        }
        add_note(w, indent + (is_tied ? 4 : 2), &item->note);
    }
}

/* A statement alone on its line, or several in order. */
static void add_alternative(writer *w, uint32_t indent, const truce__pref *alternative) {
    for (uint32_t i = 0; i < alternative->n_items; i++) {
        begin_line(w, indent);
        truce__text_puts(&w->text, alternative->n_items == 1 ? "- " : i ? "  - " : "- - ");
        add_scalar(w, alternative->items[i].stmts->text);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_statements(writer *w, uint32_t indent, const truce__pref_item *item) {
    for (uint32_t k = 0; k < item->n_stmts; k++) {
        if (item->is_any) begin_line(w, indent);
        if (item->is_any) truce__text_puts(&w->text, "- ");
        add_scalar(w, item->stmts[k].text);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_order(writer *w, uint32_t indent, const truce__pref *pref) {
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    for (uint32_t i = 0; i < count; i++) {
        const truce__pref_item *item = &items[i];
        bool is_bare = !item->mark && !item->if_wrong && !has_note(&item->note);
        begin_line(w, indent);
        truce__text_puts(&w->text,
                         item->either ? "- either:\n" : item->is_any ? "- any:\n" : is_bare ? "- " : "- that: ");
        add_statements(w, indent + 4, item);
        for (uint32_t k = 0; item->either && k < item->n_either; k++)
            add_alternative(w, indent + 4, &item->either[k]);
        add_mark(w, indent + 2, item->mark);
        add_if_wrong(w, indent + 2, item->if_wrong);
        add_note(w, indent + 2, &item->note);
    }
}

/* The differences from which on a preference is strong. */
static void add_thresholds(writer *w, uint32_t indent, const truce__pref *pref) {
    if (!pref->n_thresholds) return;
    begin_line(w, indent);
    truce__text_puts(&w->text, pref->n_thresholds > 1 ? "strong: [" : "strong: ");
    for (uint32_t i = 0; i < pref->n_thresholds; i++) {
        if (i) truce__text_puts(&w->text, ", ");
        truce__decimal_write_exact(&w->text, pref->thresholds[i]);
    }
    truce__text_puts(&w->text, pref->n_thresholds > 1 ? "]\n" : "\n");
}

static void add_weights(writer *w, uint32_t indent, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        bool is_noted = has_note(&item->note) || item->if_wrong,
             is_long = strlen(item->stmts->text) > TRUCE__LONG_KEY;
        begin_line(w, indent);
        if (is_long) truce__text_puts(&w->text, "? ");
        add_alone(w, item->stmts);
        if (is_long) truce__text_puts(&w->text, "\n");
        if (is_long || is_noted) {
            if (is_long) begin_line(w, indent);
            truce__text_puts(&w->text, is_long ? ":" : ":\n");
            if (is_noted && is_long) truce__text_puts(&w->text, " weight:");
            else if (is_noted) begin_line(w, indent + 2), truce__text_puts(&w->text, "weight:");
        } else {
            truce__text_puts(&w->text, ":");
        }
        truce__text_puts(&w->text, " ");
        truce__decimal_write_exact(&w->text, item->weight);
        truce__text_puts(&w->text, "\n");
        add_if_wrong(w, indent + 2, item->if_wrong);
        add_note(w, indent + 2, &item->note);
    }
}

/* "order:", from where the line stands, and its items below it. */
static void add_known_preference(writer *w, uint32_t indent, const truce__pref *pref) {
    static const char *const keys[] = {
        [TRUCE__PREF_ORDER] = "order", [TRUCE__PREF_RANK] = "rank", [TRUCE__PREF_WEIGH] = "weigh"};
    uint32_t count;
    truce__written_items(pref, &count);
    const char *nothing = count ? "" : pref->kind == TRUCE__PREF_WEIGH ? " {}" : " []";
    truce__text_printf(&w->text, "%s:%s\n", keys[pref->kind], nothing);
    if (pref->kind == TRUCE__PREF_ORDER) add_order(w, indent + 2, pref);
    if (pref->kind == TRUCE__PREF_RANK) add_rank(w, indent + 2, pref);
    if (pref->kind == TRUCE__PREF_WEIGH) add_weights(w, indent + 2, pref);
    add_thresholds(w, indent, pref);
}

static void add_preference(writer *w, uint32_t indent, const truce__pref *pref) {
    if (pref->kind == TRUCE__PREF_NONE) return;
    if (pref->either) add_heading(w, indent, "either");
    else begin_line(w, indent);
    if (!pref->either) add_known_preference(w, indent, pref);
    for (uint32_t i = 0; pref->either && i < pref->n_either; i++) {
        begin_line(w, indent + 2);
        truce__text_puts(&w->text, "- ");
        add_known_preference(w, indent + 4, &pref->either[i]);
    }
    add_note(w, indent, &pref->note);
}

static void add_preferences(writer *w) {
    const truce_model *model = w->model;
    bool is_headed = false;
    for (uint32_t i = 0; i < model->n_parties; i++) {
        if (model->prefs[i].kind == TRUCE__PREF_NONE) continue;
        if (!is_headed) add_heading(w, 0, "preferences");
        is_headed = true;
        add_heading(w, 2, model->parties[i].id);
        add_preference(w, 4, &model->prefs[i]);
    }
}

static void add_end(writer *w, uint64_t state) {
    if (w->model->is_plain) truce__write_flow_scalar(&w->text, w->model->options[0].levels[state - 1]);
    else truce__text_printf(&w->text, "%llu", (unsigned long long)state);
}

static void add_moves(writer *w) {
    const truce_model *model = w->model;
    if (!model->has_moves) return;
    size_t all = 0;
    for (uint32_t i = 0; i < model->n_parties; i++) all += model->moves[i].n_arcs;
    truce__text_puts(&w->text, all ? "moves:\n" : "moves: {}\n");
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__arcs *arcs = &model->moves[i];
        if (arcs->n_arcs) add_heading(w, 2, model->parties[i].id);
        for (size_t k = 0; k < arcs->n_arcs; k++) {
            truce__text_puts(&w->text, "    - [");
            add_end(w, arcs->arcs[k].from);
            truce__text_puts(&w->text, ", ");
            add_end(w, arcs->arcs[k].to);
            truce__text_puts(&w->text, "]\n");
        }
    }
}

/* ------------------------------------------------- agreements, home, time */

static void add_statement(writer *w, uint32_t indent, const char *key, const truce__stmt *stmt) {
    if (!stmt->n_nodes) return;
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s: ", key);
    add_alone(w, stmt);
    truce__text_puts(&w->text, "\n");
}

static void add_decimal(writer *w, uint32_t indent, const char *key, truce__decimal value) {
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s: ", key);
    truce__decimal_write_exact(&w->text, value);
    truce__text_puts(&w->text, "\n");
}

static void add_said(writer *w, const char *key, const truce__said *said) {
    bool is_headed = false;
    for (uint32_t i = 0; said && i < w->model->n_parties; i++) {
        const char *id = w->model->parties[i].id;
        if (!said[i].stmt.n_nodes) continue;
        if (!is_headed) add_heading(w, 0, key);
        is_headed = true;
        if (!has_note(&said[i].note)) {
            add_statement(w, 2, id, &said[i].stmt);
            continue;
        }
        add_heading(w, 2, id);
        add_statement(w, 4, "that", &said[i].stmt);
        add_note(w, 4, &said[i].note);
    }
}

static void add_utilities(writer *w) {
    const truce_model *model = w->model;
    bool is_headed = false;
    for (uint32_t i = 0; model->utilities && i < model->n_parties; i++) {
        const truce__utility *utility = &model->utilities[i];
        if (utility->kind == TRUCE__PREF_NONE) continue;
        if (!is_headed) add_heading(w, 0, "utilities");
        is_headed = true;
        truce__text_printf(&w->text, "  %s:%s\n", model->parties[i].id, utility->n_items ? "" : " {}");
        add_weights(w, 4, utility);
    }
}

static void add_actor(writer *w, const truce__actor *actor) {
    const truce__decimal *weight = &actor->weight;
    bool is_party = actor->party != TRUCE__NONE;
    bool is_one = weight->mantissa == 1 && weight->scale == 0 && !weight->exact;
    truce__text_printf(&w->text, "      - %s: %s\n", is_party ? "party" : "id", actor->id);
    if (!is_party && strcmp(actor->name, actor->id) != 0) add_entry(w, 8, "name", actor->name);
    if (!is_party) add_plural(w, 8, actor->plural);
    if (!is_party) add_entry(w, 8, "called", actor->called);
    if (!is_one) add_decimal(w, 8, "weight", *weight);
    add_note(w, 8, &actor->note);
    add_preference(w, 8, &actor->pref);
}

static void add_ratify(writer *w) {
    static const char *const rules[] = {"unanimity", "majority", "quota", "weighted"};
    const truce_model *model = w->model;
    if (model->n_homes) add_heading(w, 0, "ratify");
    for (uint32_t i = 0; i < model->n_homes; i++) {
        const truce__home *home = &model->homes[i];
        add_heading(w, 2, model->parties[home->party].id);
        if (home->rule != TRUCE__RATIFY_UNANIMITY) add_entry(w, 4, "rule", rules[home->rule]);
        if (home->quota.mantissa) add_decimal(w, 4, "quota", home->quota);
        add_statement(w, 4, "reversion", &home->reversion);
        add_statement(w, 4, "agreements", &home->agreements);
        add_note(w, 4, &home->note);
        add_heading(w, 4, "actors");
        for (uint32_t k = 0; k < home->n_actors; k++) add_actor(w, &home->actors[k]);
    }
}

static void add_expires(writer *w) {
    const truce_model *model = w->model;
    if (model->n_expiries) add_heading(w, 0, "expires");
    for (uint32_t i = 0; i < model->n_expiries; i++) {
        const truce__expiry *expiry = &model->expiries[i];
        truce__text_puts(&w->text, "  - when: ");
        add_alone(w, &expiry->when);
        truce__text_puts(&w->text, "\n");
        if (model->is_plain) add_entry(w, 4, "becomes", model->options[0].levels[expiry->becomes->level]);
        else add_heading(w, 4, "becomes");
        for (uint32_t k = 0; !model->is_plain && k < expiry->n_becomes; k++) add_fact(w, 6, &expiry->becomes[k]);
        add_entry(w, 4, "after", expiry->after);
        add_entry(w, 4, "called", expiry->called);
        add_note(w, 4, &expiry->note);
    }
}

static void add_audience(writer *w) {
    const truce_model *model = w->model;
    if (model->n_audiences) add_heading(w, 0, "audience");
    for (uint32_t i = 0; i < model->n_audiences; i++) {
        const truce__audience *audience = &model->audiences[i];
        truce__text_printf(&w->text, "  - party: %s\n", model->parties[audience->party].id);
        add_statement(w, 4, "escalated", &audience->escalated);
        add_statement(w, 4, "backs_down", &audience->backed_down);
        add_note(w, 4, &audience->note);
    }
}

static void add_change(writer *w, const truce_edit *change) {
    static const char *const keys[] = {"set", "remove", "insert", "move"};
    truce__text_puts(&w->text, "      - ");
    add_entry(w, 0, keys[change->op], change->path);
    if (change->op == TRUCE_EDIT_MOVE) truce__text_printf(&w->text, "        to: %u\n", change->to);
    if (change->value)
        truce__text_printf(&w->text, "        %s: %s\n", change->op == TRUCE_EDIT_SET ? "to" : "value",
                           change->value);
}

static void add_changes(writer *w, const truce__edits *changes) {
    add_heading(w, 4, "changes");
    for (uint32_t k = 0; k < changes->count; k++) add_change(w, &changes->at[k]);
}

static void add_behaves(writer *w, const char *who, const truce__behaves *behaves) {
    const char *concept = truce_concept_at(behaves->concept)->id;
    if (!has_note(&behaves->note)) {
        add_entry(w, 2, who, concept);
        return;
    }
    add_heading(w, 2, who);
    add_entry(w, 4, "concept", concept);
    add_note(w, 4, &behaves->note);
}

static void add_behaviour(writer *w) {
    const truce_model *model = w->model;
    const truce__behaves *rest = NULL;
    if (model->behaviour) add_heading(w, 0, "behaviour");
    for (uint32_t i = 0; model->behaviour && i < model->n_parties; i++) {
        if (model->behaviour[i].is_rest) rest = &model->behaviour[i];
        else add_behaves(w, model->parties[i].id, &model->behaviour[i]);
    }
    if (rest) add_behaves(w, "rest", rest);
}

static void add_perceives(writer *w) {
    const truce_model *model = w->model;
    if (model->n_views) add_heading(w, 0, "perceives");
    for (uint32_t i = 0; i < model->n_views; i++) {
        const truce__perceives *view = &model->views[i];
        add_heading(w, 2, model->parties[view->party].id);
        add_note(w, 4, &view->note);
        if (view->changes.count) add_changes(w, &view->changes);
        else truce__text_puts(&w->text, "    changes: []\n");
    }
}

static void add_tempo(writer *w) {
    const truce_model *model = w->model;
    bool is_headed = false;
    for (uint32_t i = 0; model->tempo && i < model->n_parties; i++) {
        const truce__tempo *tempo = &model->tempo[i];
        if (!tempo->every) continue;
        if (!is_headed) add_heading(w, 0, "tempo");
        is_headed = true;
        if (!has_note(&tempo->note)) {
            add_entry(w, 2, model->parties[i].id, tempo->every);
            continue;
        }
        add_heading(w, 2, model->parties[i].id);
        add_entry(w, 4, "every", tempo->every);
        add_note(w, 4, &tempo->note);
    }
}

static void add_lever_list(writer *w, const char *key, const truce__lever_list *list) {
    if (!list->count) return;
    begin_line(w, 4);
    truce__text_printf(&w->text, "%s: [", key);
    for (uint32_t i = 0; i < list->count; i++)
        truce__text_printf(&w->text, "%s%s", i ? ", " : "", w->model->levers[list->at[i]].id);
    truce__text_puts(&w->text, "]\n");
}

static void add_levers(writer *w) {
    const truce_model *model = w->model;
    if (model->n_levers) add_heading(w, 0, "levers");
    for (uint32_t i = 0; i < model->n_levers; i++) {
        const truce__lever *lever = &model->levers[i];
        truce__text_printf(&w->text, "  - id: %s\n", lever->id);
        if (strcmp(lever->name, lever->id) != 0) add_entry(w, 4, "name", lever->name);
        add_entry(w, 4, "who", lever->party == TRUCE__NONE ? lever->who : model->parties[lever->party].id);
        truce__text_printf(&w->text, "    cost: %u\n", lever->cost);
        add_lever_list(w, "needs", &lever->needs);
        add_lever_list(w, "excludes", &lever->excludes);
        add_note(w, 4, &lever->note);
        add_changes(w, &lever->changes);
    }
}

static void add_events(writer *w) {
    const truce_model *model = w->model;
    if (model->n_events) add_heading(w, 0, "events");
    for (uint32_t i = 0; i < model->n_events; i++) {
        const truce__event *event = &model->events[i];
        truce__text_printf(&w->text, "  - id: %s\n", event->id);
        add_entry(w, 4, "date", event->date);
        if (strcmp(event->name, event->id) != 0) add_entry(w, 4, "name", event->name);
        add_note(w, 4, &event->note);
        if (event->changes.count) add_changes(w, &event->changes);
    }
}

static void add_surroundings(writer *w) {
    add_said(w, "no_deal", w->model->no_deal);
    add_said(w, "pain", w->model->pain);
    add_utilities(w);
    add_ratify(w);
    add_expires(w);
    add_audience(w);
    add_behaviour(w);
    add_perceives(w);
    add_tempo(w);
    add_levers(w);
    add_events(w);
}

truce_status truce__model_text(truce_ctx *ctx, const truce_model *model, truce__text *text) {
    writer w = {.model = model};
    truce__text_init(&w.text, ctx);
    truce__text_puts(&w.text, "truce: 1\n");
    if (model->title[0]) add_entry(&w, 0, "title", model->title);
    add_entry(&w, 0, "summary", model->summary);
    add_entry(&w, 0, "date", model->date);
    add_leaves_out(&w);
    add_sources(&w);
    add_parties(&w);
    add_states(&w);
    add_rules(&w, "feasible", model->rules, model->n_rules);
    add_rules(&w, "coalesce", model->coalesce, model->n_coalesce);
    add_status_quo(&w);
    add_outcomes(&w);
    add_preferences(&w);
    add_moves(&w);
    add_surroundings(&w);
    *text = w.text;
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

truce_status truce_model_write(truce_ctx *ctx, const truce_model *model, const truce_sink *sink) {
    truce__text text;
    truce_status status = truce__model_text(ctx, model, &text);
    if (status == TRUCE_OK) status = truce__text_flush(&text, sink);
    truce__text_free(&text);
    return status;
}
