/* SPDX-License-Identifier: Apache-2.0 */
/* The end of the article: the states that were mentioned, every input with what it rests on, the sources, the words
 * used. */
#include "brief/brief.h"

#include "words/naming.h"

#include "words/phrases.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ states */

static int by_number(const void *a, const void *b) {
    const truce_state *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* How every option stands, and how every party likes the state. */
static void put_state(truce__brief *b, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    const char *parts[TRUCE__MAX_OPTIONS];
    char code[TRUCE_CODE_SIZE];
    uint32_t count = truce_model_option_count(b->model);
    truce_graph_state_levels(b->graph, state, levels);
    for (uint32_t o = 0; o < count; o++) {
        const truce__option *option = &b->model->options[o];
        const char *level =
            levels[o] == TRUCE_LEVEL_MIXED ? word(b, OPEN_LEVEL) : truce__name_words(b, option->levels[levels[o]]);
        parts[o] = words(b, STANDS_AT, H(truce__option_name(b, o)), H(level));
    }
    const char *outcomes = truce__state_outcome_words(b, state);
    putf(b, "<li id=\"s%llu\"><p><strong>%s</strong> ", (unsigned long long)state,
         words(b, STATE_HEAD, N(state), H(truce__name_words(b, truce_graph_state_code(b->graph, state, code)))));
    if (*outcomes) putf(b, "%s. ", outcomes);
    if (count) put(b, words(b, STATE_OPTIONS, H(truce__list(b, parts, count))));
    const char **ranks = truce__fragments(b, b->model->n_parties);
    for (uint32_t p = 0; ranks && p < b->model->n_parties; p++)
        ranks[p] = words(b, RANK_OF, H(truce__party_words(b, p)), N(truce_graph_rank(b->graph, p, state)),
                         N(truce_graph_rank_count(b->graph, p)));
    if (ranks) put(b, words(b, STATE_RANKS, H(truce__list(b, ranks, b->model->n_parties))));
    uint32_t grade = truce__equilibrium_grade(b, state);
    if (grade < TRUCE__N_GRADES)
        put(b, words(b, STATE_HOLDS, H(truce__escaped(b, truce__grade_concept(b, grade)->label))));
    else put(b, word(b, STATE_DOES_NOT_HOLD));
    put(b, "</p></li>\n");
}

void truce__brief_states(truce__brief *b) {
    if (b->states.count == 0) return;
    qsort(b->states.at, b->states.count, sizeof *b->states.at, by_number);
    truce__section(b, "states", word(b, STATES_HEAD));
    truce__element(b, "p", word(b, STATES_INTRO));
    put(b, "<ul class=\"records\">\n");
    for (size_t i = 0; i < b->states.count && !truce__out_failed(&b->out); i++) put_state(b, b->states.at[i]);
    put(b, "</ul>\n</section>\n");
}

/* ------------------------------------------------------------------ inputs */

static const char *kind_words(truce__brief *b, const char *kind) {
    return truce__words(b, truce__input_kind(kind), NULL);
}

static const char *party_name_of(truce__brief *b, const char *id) {
    uint32_t party = id ? truce_model_party_find(b->model, id) : UINT32_MAX;
    return party == UINT32_MAX ? "" : truce__party_words(b, party);
}

/* An option is told in this language; everything else is what its author wrote. */
static const char *entry_text(truce__brief *b, const truce__entry *e) {
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++)
        if (&b->model->options[o].note == e->note) return truce__option_words(b, o, false);
    return truce__name_words(b, e->text);
}

static void put_entry(truce__brief *b, size_t number) {
    const truce__entry *e = &b->entries.at[number - 1];
    const char *kind = kind_words(b, e->kind), *party = party_name_of(b, e->party);
    putf(b, "<li id=\"i%zu\"><p><strong>%s</strong> <span class=\"kind\">%s</span> %s", number,
         words(b, INPUT_MARK, N(number)), *party ? words(b, KIND_OF, H(kind), H(party)) : kind, entry_text(b, e));
    const char *note = truce__note_words(b, e->note);
    if (*note) putf(b, ". %s", truce__capital(b, note));
    if (!e->note->n_cites) put(b, word(b, NOTE_NO_CITE));
    putf(b, ". <code>%s</code> ", truce__escaped(b, e->path));
    putf(b, "<a class=\"dispute\" href=\"#reply\" data-claim=\"i%zu\">%s</a></p></li>\n", number, word(b, DISPUTE));
}

static void put_source(truce__brief *b, uint32_t i) {
    const truce__cited_source *s = &b->model->sources[i];
    const char *facts[] = {s->author, s->publisher, s->date, s->note};
    putf(b, "<li id=\"source%lu\"><strong>%s</strong>", (unsigned long)i + 1, truce__name_words(b, s->id));
    if (s->title) putf(b, " %s", truce__quoted_words(b, s->title));
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
        if (facts[k]) putf(b, ". %s", k == 2 ? truce__date_words(b, facts[k]) : truce__name_words(b, facts[k]));
    if (s->url) putf(b, ". <span class=\"url\">%s</span>", truce__name_words(b, s->url));
    put(b, "</li>\n");
}

void truce__brief_inputs(truce__brief *b) {
    truce__section(b, "inputs", word(b, INPUTS_HEAD));
    truce__element(b, "p", words(b, INPUTS_INTRO, N(b->entries.count)));
    put(b, "<ul class=\"records\">\n");
    for (size_t i = 1; i <= b->entries.count && !truce__out_failed(&b->out); i++) put_entry(b, i);
    put(b, "</ul>\n");
    if (b->model->n_sources) {
        truce__element(b, "h3", word(b, SOURCES_HEAD));
        put(b, "<ul class=\"records\">\n");
        for (uint32_t i = 0; i < b->model->n_sources; i++) put_source(b, i);
        put(b, "</ul>\n");
    }
    put(b, "</section>\n");
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

void truce__brief_definitions(truce__brief *b) {
    truce__section(b, "definitions", word(b, DEFINITIONS_HEAD));
    put(b, "<dl>\n");
    define(b, word(b, TERM_STATE), word(b, MEANS_STATE));
    define(b, word(b, TERM_IMPROVEMENT), word(b, MEANS_IMPROVEMENT));
    define(b, word(b, TERM_SANCTION), word(b, MEANS_SANCTION));
    define(b, word(b, TERM_HOLDS), word(b, MEANS_HOLDS));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) define_concept(b, g);
    define(b, word(b, TERM_RED_LINE), word(b, MEANS_RED_LINE));
    define(b, word(b, TERM_CONFIDENCE), word(b, MEANS_CONFIDENCE));
    define(b, word(b, TERM_NEAREST), word(b, MEANS_NEAREST));
    put(b, "</dl>\n");
    truce__element(b, "p", words(b, MADE_BY, H(truce__escaped(b, truce_version())),
                                 H(truce__fragment(b, "<code>%s</code>", truce_model_sha256(b->model)))));
    put(b, "</section>\n");
}
