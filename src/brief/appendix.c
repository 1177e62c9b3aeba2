/* SPDX-License-Identifier: Apache-2.0 */
/* The annex: the states that were mentioned, every input with what it rests on, the sources, the words
 * used. */
#include "brief/brief.h"

#include "model/completions.h"
#include "words/naming.h"
#include "words/phrases.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ states */

static int by_number(const void *a, const void *b) {
    const truce_state *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void put_state(truce__brief *b, truce_state state, const char *name) {
    char code[TRUCE_CODE_SIZE];
    uint32_t grade = truce__equilibrium_grade(b, state);
    putf(b, "<tr id=\"s%llu\"><th scope=row>%llu</th><td><code>%s</code></td><td>%s</td>",
         (unsigned long long)state, (unsigned long long)state,
         truce__escaped(b, truce_graph_state_code(b->graph, state, code)),
         truce__capital(b, name));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        putf(b, "<td>%lu</td>", (unsigned long)truce_graph_rank(b->graph, p, state));
    putf(b, "<td>%s</td></tr>\n", grade < TRUCE__N_GRADES ? truce__escaped(b, truce__grade_concept(b, grade)->label)
                                                          : word(b, NONE_MARK));
}

static void put_states_head(truce__brief *b) {
    putf(b, "<thead><tr><th scope=col>%s</th><th scope=col>%s</th><th scope=col>%s</th>",
         word(b, COLUMN_NUMBER), word(b, COLUMN_CODE), word(b, COLUMN_SITUATION));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        putf(b, "<th scope=col>%s</th>", truce__short_party_words(b, p));
    putf(b, "<th scope=col>%s</th></tr></thead>\n", word(b, COLUMN_HOLDS));
}

void truce__brief_states(truce__brief *b) {
    if (b->states.count == 0) return;
    qsort(b->states.at, b->states.count, sizeof *b->states.at, by_number);
    truce__fold(b, "states", word(b, STATES_HEAD));
    truce__element(b, "p", word(b, STATES_INTRO));
    put(b, "<section class=wide tabindex=\"0\" aria-labelledby=\"states\">\n<table class=states>\n");
    put_states_head(b);
    put(b, "<tbody>\n");
    const char **names = truce__row_names(b, b->states.at, b->states.count);
    for (size_t i = 0; names && i < b->states.count && !truce__out_failed(&b->out); i++)
        put_state(b, b->states.at[i], names[i]);
    put(b, "</tbody></table>\n</section>\n</details>\n");
}

/* ------------------------------------------------------------------ inputs */

static const char *kind_words(truce__brief *b, const char *kind) {
    return truce__words(b, truce__input_kind(kind), NULL);
}

static const char *party_name_of(truce__brief *b, const char *id) {
    uint32_t party = id ? truce_model_party_find(b->model, id) : UINT32_MAX;
    return party == UINT32_MAX ? "" : truce__party_words(b, party);
}

static const char *wish(truce__brief *b, const truce__pref_item *item) {
    return words(b, WISH, H(truce__whole_item_words(b, item)));
}

/* A wish among alternatives, each of one statement. */
static const char *possible_wish(truce__brief *b, const truce__pref_item *item) {
    return truce__says_nothing(item) && !item->note.says ? word(b, OPEN_NOTHING) : wish(b, item);
}

/* "either that A, then that B; or that C" */
static const char *open_wishes(truce__brief *b, const truce__pref_item *item) {
    const char *all = NULL;
    for (uint32_t i = 0; i < item->n_either; i++) {
        const truce__pref *alternative = &item->either[i];
        const char *one = possible_wish(b, alternative->items);
        for (uint32_t k = 1; k < alternative->n_items; k++)
            one = words(b, OPEN_THEN, H(one), H(possible_wish(b, &alternative->items[k])));
        all = all ? words(b, OPEN_OR, H(all), H(one)) : words(b, OPEN_EITHER, H(one));
    }
    return all;
}

/* The preference in which the item is written: its party's, or an alternative of it. NULL: neither. */
static const truce__pref *pref_of(const truce__pref *pref, const truce__pref_item *item) {
    for (uint32_t i = 0; i <= pref->n_either; i++) {
        const truce__pref *one = i ? &pref->either[i - 1] : pref;
        uint32_t count;
        const truce__pref_item *items = truce__written_items(one, &count);
        if (count && item >= items && item < items + count) return one;
    }
    return NULL;
}

/* A statement of a preference, with its place in the list; "" for anything else. */
static const char *item_text(truce__brief *b, const truce__entry *e) {
    const truce__pref *pref =
        e->item && e->owner != TRUCE__NONE ? pref_of(&b->model->prefs[e->owner], e->item) : NULL;
    if (!pref) return ""; /* of some utilities */
    bool is_ranking = pref->kind == TRUCE__PREF_RANK;
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    const char *text = e->item->either ? open_wishes(b, e->item)
                       : is_ranking    ? truce__whole_item_words(b, e->item)
                                       : wish(b, e->item);
    if (pref->kind == TRUCE__PREF_WEIGH)
        text = words(b, WEIGHT, H(text), H(truce__decimal_words(b, e->item->weight)));
    uint64_t place = is_ranking ? e->item->group : (uint64_t)(e->item - items);
    uint64_t last = is_ranking ? items[count - 1].group : count - 1;
    return words(b, PLACE_OF, N(place + 1), N(last + 1), H(text));
}

static const char *home_words(truce__brief *b, const truce__entry *e, const truce__home *home) {
    const char *rule = truce__rule_words(b, home);
    if (e->stmt) rule = words(b, INPUT_REVERSION, H(rule), H(truce__whole_stmt_words(b, e->stmt)));
    return e->other ? words(b, INPUT_AGREEMENTS, H(rule), H(truce__whole_stmt_words(b, e->other))) : rule;
}

/* What an input states, in words; "" where its author's text has to do. */
static const char *stated_words(truce__brief *b, const truce__entry *e) {
    const truce_model *model = b->model;
    for (uint32_t i = 0; i < model->n_facts; i++)
        if (&model->facts[i].note == e->note) return truce__position_words(b, &model->facts[i]);
    for (uint32_t i = 0; i < model->n_expiries; i++)
        if (&model->expiries[i].note == e->note) return truce__expiry_words(b, &model->expiries[i]);
    for (uint32_t i = 0; i < model->n_homes; i++)
        if (&model->homes[i].note == e->note) return home_words(b, e, &model->homes[i]);
    if (!e->stmt) return "";
    const char *stated = truce__whole_stmt_words(b, e->stmt);
    if (b->model->pain)
        for (uint32_t p = 0; p < b->model->n_parties; p++)
            if (&b->model->pain[p].note == e->note) return words(b, INPUT_PAIN, H(stated));
    if (e->other) return words(b, INPUT_AUDIENCE, H(stated), H(truce__whole_stmt_words(b, e->other)));
    for (uint32_t k = 0; k < model->n_outcomes; k++)
        if (&model->outcomes[k].note == e->note)
            return words(b, INPUT_OUTCOME, H(truce__name_words(b, model->outcomes[k].name)), H(stated));
    return stated;
}

/* In words what options, preferences and statements say, everything else as its author wrote it. `*written`: what
 * its author wrote where the words say it otherwise, else "". */
static const char *entry_text(truce__brief *b, const truce__entry *e, const char **written) {
    *written = "";
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++)
        if (&b->model->options[o].note == e->note) return truce__option_words(b, o);
    const char *item = item_text(b, e);
    if (*item) return item;
    const char *stated = stated_words(b, e);
    if (*stated && strcmp(e->kind, "status_quo") != 0) /* its place says it */
        *written = truce__fragment(b, ": %s", truce__escaped(b, e->written));
    return *stated ? truce__capital(b, stated) : truce__name_words(b, e->text);
}

static void put_entry(truce__brief *b, size_t number) {
    const truce__entry *e = &b->entries.at[number - 1];
    const char *written, *text = entry_text(b, e, &written);
    putf(b, "<li id=\"i%zu\"><b>%s</b> %s", number, words(b, INPUT_MARK, N(number)), text);
    const char *note = truce__note_words(b, e->note);
    if (*note) putf(b, ". %s", truce__capital(b, note));
    if (!e->note->n_cites) put(b, word(b, NOTE_NO_CITE));
    const char *path = truce__escaped(b, e->path);
    putf(b, ". <code>%s%s</code>", path, written);
    truce__put_dispute(b, truce__fragment(b, "input %s", path), truce__live_data(b, e));
    put(b, "</li>\n");
}

/* "preference of Hamas", above those of one kind. */
static const char *heading_of(truce__brief *b, const truce__entry *e) {
    const char *kind = kind_words(b, e->kind), *party = party_name_of(b, e->party);
    return truce__capital(b, *party ? words(b, KIND_OF, H(kind), H(party)) : kind);
}

static void put_entries(truce__brief *b) {
    const truce__entry *before = NULL;
    for (size_t i = 1; i <= b->entries.count && !truce__out_failed(&b->out); i++) {
        const truce__entry *e = &b->entries.at[i - 1];
        bool is_new = !before || strcmp(before->kind, e->kind) != 0 || before->party != e->party;
        if (is_new)
            putf(b, "%s<h4>%s</h4>\n<ul>\n", before ? "</ul>\n" : "", heading_of(b, e));
        put_entry(b, i);
        before = e;
    }
    if (before) put(b, "</ul>\n");
}

static void put_source(truce__brief *b, uint32_t i) {
    const truce__cited_source *s = &b->model->sources[i];
    const char *facts[] = {s->author, s->publisher, s->date, s->note};
    putf(b, "<li id=\"source%lu\"><strong>%s</strong>", (unsigned long)i + 1, truce__name_words(b, s->id));
    if (s->title) putf(b, " %s", truce__quoted_words(b, s->title));
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
        if (facts[k]) putf(b, ". %s", k == 2 ? truce__date_words(b, facts[k]) : truce__name_words(b, facts[k]));
    if (s->url) putf(b, ". <span class=url>%s</span>", truce__name_words(b, s->url));
    put(b, "</li>\n");
}

void truce__brief_inputs(truce__brief *b) {
    truce__fold(b, "inputs", word(b, INPUTS_HEAD));
    truce__element(b, "p", words(b, INPUTS_INTRO, N(b->entries.count)));
    put_entries(b);
    if (b->model->n_sources) {
        truce__element(b, "h4", word(b, SOURCES_HEAD));
        put(b, "<ul>\n");
        for (uint32_t i = 0; i < b->model->n_sources; i++) put_source(b, i);
        put(b, "</ul>\n");
    }
    put(b, "</details>\n");
}

/* ------------------------------------------------------------- definitions */

static void define(truce__brief *b, const char *term, const char *meaning) {
    putf(b, "<dt>%s</dt><dd>%s</dd>\n", term, meaning);
}

static void define_concept(truce__brief *b, uint32_t grade) {
    static const truce__message meanings[] = {TRUCE__M_BRIEF_MEANS_NASH, TRUCE__M_BRIEF_MEANS_SEQ,
                                              TRUCE__M_BRIEF_MEANS_SMR, TRUCE__M_BRIEF_MEANS_GMR};
    const truce_concept *concept = truce__grade_concept(b, grade);
    putf(b, "<dt id=\"c%lu\">%s</dt><dd>%s <cite>%s</cite></dd>\n", (unsigned long)grade + 1,
         truce__escaped(b, concept->label), truce__words(b, meanings[grade], NULL),
         truce__escaped(b, concept->reference));
}

/* ------------------------------------------------------------------ method */

/* By which concept each party judges, where the model says so. */
static void put_behaviour(truce__brief *b) {
    const char **parts = truce__fragments(b, b->model->n_parties);
    for (uint32_t p = 0; parts && p < b->model->n_parties; p++)
        parts[p] = words(b, JUDGES_BY, H(truce__party_words(b, p)),
                         H(truce__escaped(b, truce_concept_at(b->model->behaviour[p].concept)->label)));
    if (parts) truce__element(b, "p", words(b, METHOD_BEHAVIOUR, H(truce__and_list(b, parts, b->model->n_parties))));
}

static bool has_strong_marks(const truce_model *model) {
    bool found = false;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        found |= model->prefs[p].n_thresholds > 0;
        for (uint32_t i = 0; i < model->prefs[p].n_items; i++) found |= model->prefs[p].items[i].mark > 0;
    }
    return found;
}

void truce__brief_method(truce__brief *b) {
    truce__fold(b, "method", word(b, METHOD_HEAD));
    truce__element(b, "p", words(b, METHOD_MODEL, N(truce_graph_state_count(b->graph))));
    truce__element(b, "p", word(b, METHOD_STEPS));
    truce__element(b, "p", word(b, METHOD_CHECK));
    if (b->sample.variants) truce__element(b, "p", words(b, METHOD_READINGS, N(b->sample.variants)));
    if (b->model->behaviour) put_behaviour(b);
    if (has_strong_marks(b->model)) truce__element(b, "p", word(b, METHOD_STRENGTH));
    truce__element(b, "p", words(b, MADE_BY, H(truce__escaped(b, truce_version())),
                                 H(truce__fragment(b, "<code>%s</code>", truce_model_sha256(b->model)))));
    put(b, "</details>\n");
}

#define IS_SAID(b, KEY) ((b)->is_said[TRUCE__M_BRIEF_##KEY])

/* Whether a reason tells of answers: sanctioned, or that nothing sanctions. */
static bool has_sanctions(const truce__brief *b) {
    bool found = false;
    for (size_t i = 0; i < b->verdicts.count; i++) found |= b->verdicts.at[i].witness->claim_count > 0;
    return found;
}

/* Only words that the page uses. */
void truce__brief_definitions(truce__brief *b) {
    truce__fold(b, "definitions", word(b, DEFINITIONS_HEAD));
    put(b, "<dl>\n");
    define(b, word(b, TERM_STATE), word(b, MEANS_STATE));
    define(b, word(b, TERM_IMPROVEMENT), word(b, MEANS_IMPROVEMENT));
    if (has_sanctions(b)) define(b, word(b, TERM_SANCTION), word(b, MEANS_SANCTION));
    define(b, word(b, TERM_HOLDS), word(b, MEANS_HOLDS));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) define_concept(b, g);
    if (b->chosen.n_mirrors || IS_SAID(b, WOULD_RATHER))
        define(b, word(b, TERM_RATHER), word(b, MEANS_RATHER));
    if (IS_SAID(b, CONFIDENCE) || IS_SAID(b, AUTHOR_IS_SURE) || IS_SAID(b, METHOD_READINGS))
        define(b, word(b, TERM_CONFIDENCE), word(b, MEANS_CONFIDENCE));
    if (b->sample.variants) define(b, word(b, TERM_READING), word(b, MEANS_READING));
    if (b->model->n_expiries) define(b, word(b, TERM_LAPSE), word(b, MEANS_LAPSE));
    if (IS_SAID(b, NOWHERE_WHY) || IS_SAID(b, WAY_OUT))
        define(b, word(b, TERM_NEAREST), word(b, MEANS_NEAREST));
    put(b, "</dl>\n");
    put(b, "</details>\n");
}
