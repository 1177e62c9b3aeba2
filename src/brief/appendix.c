/* SPDX-License-Identifier: Apache-2.0 */
/* The annex: the states that were mentioned, how it was worked out, the words used. */
#include "brief/brief.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ states */

static int by_number(const void *a, const void *b) {
    const truce_state *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void put_state(truce__brief *b, truce_state state, const char *name) {
    char code[TRUCE_CODE_SIZE];
    uint32_t grade = truce__equilibrium_grade(b, state);
    putf(b, "<tr id=s%llu><th scope=row>%llu</th><td><code>%s</code></td><td>%s</td>",
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
