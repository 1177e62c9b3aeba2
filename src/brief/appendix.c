/* SPDX-License-Identifier: Apache-2.0 */
/* The annex: the states that were mentioned, how it was worked out, the words used. */
#include "brief/brief.h"

#include "graph/graph.h"
#include "graph/set.h"
#include "model/completions.h"
#include "questions/deal/pareto.h"
#include "words/clauses.h"
#include "words/level_sets.h"
#include "words/narrate.h"

#include <stdlib.h>

/* Situations up to which it is asked which are efficient, and patterns in which these are told. */
enum { COMPARED = 1 << 16, PATTERNS = 4 };

/* ------------------------------------------------------------------ states */

static int by_number(const void *a, const void *b) {
    const truce_state *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The concepts by which the set of each has the state. */
static const char *concepts_with(truce__brief *b, truce_state state, uint32_t party) {
    const char *all = "";
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) {
        const truce_set *set = party == TRUCE__NONE ? truce_solution_equilibria(b->solution, g)
                                                    : truce_solution_stable(b->solution, g, party);
        const char *label = truce__escaped(b, truce__grade_concept(b, g)->label);
        if (truce_set_contains(set, state)) all = *all ? words(b, CONCEPTS, H(all), H(label)) : label;
    }
    return *all ? all : word(b, NONE_MARK);
}

/* Its place for the party; where answers are needed, or do not help, with the concepts by which it is stable. */
static const char *place_words(truce__brief *b, truce_state state, uint32_t party) {
    const char *place = words(b, NUMBER, N(truce_graph_rank(b->graph, party, state)));
    if (truce__grade(b, state, party) == TRUCE__AT_REST) return place;
    return words(b, PLACE_STABLE, H(place), H(concepts_with(b, state, party)));
}

static void put_state(truce__brief *b, truce_state state, const char *name) {
    char code[TRUCE_CODE_SIZE];
    putf(b, "<tr id=s%llu><th scope=row>%llu</th><td><code>%s</code></td><td>%s</td>",
         (unsigned long long)state, (unsigned long long)state,
         truce__escaped(b, truce_graph_state_code(b->graph, state, code)),
         truce__capital(b, name));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        putf(b, "<td>%s</td>", place_words(b, state, p));
    putf(b, "<td>%s</td></tr>\n", concepts_with(b, state, TRUCE__NONE));
}

static void put_states_head(truce__brief *b) {
    putf(b, "<thead><tr><th scope=col>%s</th><th scope=col>%s</th><th scope=col>%s</th>",
         word(b, COLUMN_NUMBER), word(b, COLUMN_CODE), word(b, COLUMN_SITUATION));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        putf(b, "<th scope=col>%s</th>", truce__short_party_words(b, p));
    putf(b, "<th scope=col>%s</th></tr></thead>\n", word(b, COLUMN_HOLDS));
}

/* The line of the file that has these statements, also as an alternative; NULL: of another list. */
static const truce__pref_item *line_with(const truce__pref *pref, const truce__stmt *stmts) {
    uint32_t count;
    const truce__pref_item *lines = truce__written_items(pref, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i].stmts == stmts) return &lines[i];
        for (uint32_t k = 0; k < lines[i].n_either; k++)
            for (uint32_t j = 0; j < lines[i].either[k].n_items; j++)
                if (lines[i].either[k].items[j].stmts == stmts) return &lines[i];
    }
    return NULL;
}

/* Whether both are one line, or alternatives of one that decide alike. */
static bool is_same_line(const truce__brief *b, const truce__pref *pref, truce_state state,
                         const truce__pref_item *one, const truce__pref_item *other) {
    if (!one || !other || one->stmts == other->stmts) return one && other ? true : one == other;
    const truce__pref_item *line = line_with(pref, one->stmts);
    return line && line == line_with(pref, other->stmts) &&
           truce__item_holds(b->graph, one, state) == truce__item_holds(b->graph, other, state);
}

/* Whether not the same line decides in every completion; where they are too many to try, the order is left open. */
static bool is_left_open(truce__brief *b, uint32_t party, truce_state state) {
    enum { COMPLETIONS = 256 };
    const truce__pref *pref = &b->model->prefs[party];
    uint64_t count = truce__completion_count(pref);
    bool differ = false;
    if (count == 1 || count > COMPLETIONS) return count > 1;
    truce__pref_item *items = truce__arena_alloc(&b->arena, truce__completion_room(pref) + (size_t)1, sizeof *items);
    if (!items) truce__out_note(&b->out, TRUCE_E_NOMEM);
    const truce__pref_item *first = truce__deciding_item(b->graph, party, state, b->now);
    for (uint64_t i = 0; items && i < count && !differ; i++) {
        truce__pref one;
        truce__complete(pref, i, items, &one);
        differ = one.kind != TRUCE__PREF_ORDER ||
                 !is_same_line(b, pref, state, first, truce__deciding_in(b->graph, &one, state, b->now));
    }
    return differ;
}

/* What decides for the party between today and the state: "Israel I31". */
static const char *decides_words(truce__brief *b, uint32_t party, truce_state state) {
    const char *name = truce__party_words(b, party);
    uint32_t here = truce_graph_rank(b->graph, party, b->now), there = truce_graph_rank(b->graph, party, state);
    const truce__pref_item *item = truce__deciding_item(b->graph, party, state, b->now);
    if (here == there) return words(b, DECIDES_ALIKE, H(name));
    if (b->model->prefs[party].kind == TRUCE__PREF_RANK) return words(b, DECIDES_RANKED, H(name));
    if (b->model->prefs[party].kind == TRUCE__PREF_WEIGH) return words(b, DECIDES_WEIGHED, H(name));
    return item ? words(b, DECIDES_FOR, H(name), H(truce__entry_mark(b, &item->note)))
                : words(b, DECIDES_OTHERWISE, H(name));
}

/* The same of all parties, last those for which it is open. */
static const char *all_decide_words(truce__brief *b, truce_state state) {
    const char **parts = truce__fragments(b, b->model->n_parties), **open = truce__fragments(b, b->model->n_parties);
    size_t count = 0, n_open = 0;
    for (uint32_t p = 0; parts && open && p < b->model->n_parties; p++) {
        if (is_left_open(b, p, state)) open[n_open++] = truce__party_words(b, p);
        else parts[count++] = decides_words(b, p, state);
    }
    const char *told = truce__and_list(b, parts, count);
    const char *left = n_open ? words(b, DECIDES_OPEN, H(truce__and_list(b, open, n_open))) : "";
    return count && n_open ? words(b, DECIDES_AND, H(told), H(left)) : n_open ? left : told;
}

/* What decides between today and each target. */
static void put_deciding(truce__brief *b) {
    bool has_targets = b->now && b->chosen.n_targets && truce__has_lists(b->model);
    if (has_targets) putf(b, "<p>%s</p>\n<ul>\n", word(b, DECIDES_INTRO));
    for (size_t i = 0; has_targets && i < b->chosen.n_targets; i++) {
        truce_state state = b->chosen.targets[i].state;
        const char *name = truce__capital(b, truce__called_words(b, state));
        truce__element(b, "li", words(b, DECIDES, H(name), H(all_decide_words(b, state))));
    }
    if (has_targets) put(b, "</ul>\n");
    if (!truce__is_open_model(b->model)) truce__element(b, "p", word(b, ORDERS_TOTAL));
}

/* The clauses of the first patterns of a set, as alternatives; "": none can be told. */
static const char *pattern_words(truce__brief *b, const truce_patterns *patterns) {
    const char *all = "";
    uint64_t levels[TRUCE__MAX_OPTIONS];
    for (size_t i = 0; i < truce_patterns_count(patterns) && i < PATTERNS; i++) {
        truce__speaker s = truce__brief_speaker(b);
        truce__levels_of_pattern(patterns, i, b->model->n_options, levels);
        truce__speak_levels(&s, levels);
        all = *all ? words(b, EFFICIENT_OR, H(all), H(truce__spoken(b))) : truce__spoken(b);
    }
    return all;
}

/* All of the set by what they have in common. */
static void tell_set(truce__brief *b, const truce_set *set) {
    truce_patterns *patterns = NULL;
    if (!truce_patterns_exist(b->graph)) return;
    truce__diags_mark mark = truce__diags_here(b->ctx);
    truce_status status = truce_patterns_of(b->ctx, set, &patterns);
    if (status == TRUCE_E_LIMIT) truce__diags_forget(b->ctx, mark);
    else truce__out_note(&b->out, status);
    if (status != TRUCE_OK) return;
    const char *where = pattern_words(b, patterns);
    bool is_all = truce_patterns_count(patterns) <= PATTERNS;
    if (*where) putf(b, " %s", is_all ? words(b, EFFICIENT_WHERE, H(where)) : words(b, EFFICIENT_AMONG, H(where)));
    truce_patterns_free(patterns);
}

static bool is_in_table(const truce__brief *b, truce_state state) {
    size_t i = 0;
    while (i < b->states.count && b->states.at[i] != state) i++;
    return i < b->states.count;
}

static const char *coded(truce__brief *b, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    return words(b, CODED, N(state), H(truce__code(b, truce_graph_state_code(b->graph, state, code))));
}

/* How many situations are efficient, which of those on the page; the others, one by one or by what they share. */
static void tell_efficient(truce__brief *b, const truce_set *efficient) {
    enum { FEW = 4 };
    const char **named = truce__fragments(b, b->states.count), *others[FEW];
    uint64_t count = truce_set_count(efficient), of = truce_graph_state_count(b->graph);
    size_t told = 0, n_others = 0;
    if (count == of) {
        truce__element(b, "p", words(b, EFFICIENT_ALL, N(of)));
        return;
    }
    for (size_t i = 0; named && i < b->states.count; i++)
        if (truce_set_contains(efficient, b->states.at[i])) named[told++] = words(b, NUMBER, N(b->states.at[i]));
    bool are_few = count - told <= FEW;
    for (truce_state s = 0; are_few && n_others < count - told && (s = truce_set_next(efficient, s));)
        if (!is_in_table(b, s)) others[n_others++] = coded(b, s);
    const char *says = words(b, EFFICIENT, N(count), N(of)), *here = truce__and_list(b, named, told);
    const char *beside = truce__and_list(b, others, n_others);
    if (n_others && told) says = words(b, EFFICIENT_BESIDE, H(says), H(here), H(beside));
    else if (n_others) says = words(b, EFFICIENT_ELSEWHERE, H(says), H(beside));
    else says = told ? words(b, EFFICIENT_HERE, H(says), H(here)) : words(b, EFFICIENT_NOT_HERE, H(says));
    putf(b, "<p>%s", says);
    if (!are_few) tell_set(b, efficient);
    put(b, "</p>\n");
}

static truce_status find_efficient(truce__brief *b, truce_set **found) {
    uint64_t *weak = truce__calloc(b->ctx, truce__bits_words(b->graph->space.n_cells), sizeof *weak);
    truce_status status = weak ? truce_set_new(b->ctx, b->graph, found) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce__pareto(b->ctx, b->graph, (*found)->bits, weak);
    if (status == TRUCE_OK) status = truce__set_recount(*found);
    truce__free(b->ctx, weak);
    return status;
}

/* Deals come with them. */
static void put_efficient(truce__brief *b) {
    truce_set *found = NULL;
    if (truce_graph_state_count(b->graph) > COMPARED) return;
    truce_status status = b->deals ? TRUCE_OK : find_efficient(b, &found);
    truce__out_note(&b->out, status);
    if (status == TRUCE_OK) tell_efficient(b, b->deals ? b->deals->efficient : found);
    truce_set_free(found);
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
    put(b, "</tbody></table>\n</section>\n");
    put_efficient(b);
    put_deciding(b);
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
    putf(b, "<dt id=c%lu>%s</dt><dd>%s</dd>\n", (unsigned long)grade + 1, truce__escaped(b, concept->label),
         truce__words(b, meanings[grade], NULL));
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

static const char *tenths(truce__brief *b, double share) {
    return truce__fragment(b, "%.1f", 100 * share);
}

/* How readings were drawn, and the error of a share of seven in ten. */
static void put_drawing(truce__brief *b) {
    uint64_t of = b->sample.variants;
    truce__interval interval = truce__wilson((7 * of + 5) / 10, of);
    putf(b, "<p>%s", words(b, METHOD_READINGS, N(of), N(b->sample.unknowns.count)));
    putf(b, " %s", words(b, METHOD_ERROR, H(tenths(b, interval.low)), H(tenths(b, interval.high))));
    if (b->told_losses) putf(b, " %s", word(b, METHOD_LOSS));
    put(b, "</p>\n");
}

/* How the outlook was made, and the error of an average. */
static void put_running(truce__brief *b) {
    const truce__outlook *o = &b->outlook;
    const char *label = truce__escaped(b, truce_concept_at(o->concept)->label);
    if (!o->is_told) return;
    putf(b, "<p>%s", words(b, METHOD_OUTLOOK, H(label), N(1 + o->is_calendar), N(2 - o->has_endings)));
    if (o->readings) putf(b, " %s", words(b, METHOD_OUTLOOK_READINGS, N(o->readings), H(tenths(b, 1.96 * o->error)),
                                              N(2 - o->has_fewer)));
    put(b, "</p>\n");
}

/* In full what the page names by author and year. */
static void put_literature(truce__brief *b) {
    const struct {
        bool is_used;
        const char *text;
    } works[] = {
        {true, "Fang, L., Hipel, K. W., Kilgour, D. M. (1993). Interactive Decision Making: The Graph Model for "
               "Conflict Resolution. Wiley."},
        {true, "Fraser, N. M., Hipel, K. W. (1984). Conflict Analysis: Models and Resolutions. North-Holland."},
        {true, "Howard, N. (1971). Paradoxes of Rationality. MIT Press."},
        {true, "Kilgour, D. M., Hipel, K. W. (2005). The Graph Model for Conflict Resolution: Past, Present, and "
               "Future. Group Decision and Negotiation 14, 441–460. doi:10.1007/s10726-005-9002-x"},
        {true, "Nash, J. (1951). Non-Cooperative Games. Annals of Mathematics 54, 286–295. doi:10.2307/1969529"},
        {b->sample.variants > 0,
         "Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical Inference. Journal of the "
         "American Statistical Association 22, 209–212. doi:10.1080/01621459.1927.10502953"},
        {b->is_said[TRUCE__M_BRIEF_RIPE_INTRO],
         "Zartman, I. W. (2000). Ripeness: The Hurting Stalemate and Beyond. In International Conflict Resolution "
         "after the Cold War. National Academies Press. doi:10.17226/9897"},
    };
    putf(b, "<p>%s</p>\n<ul>\n", word(b, LITERATURE));
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        if (works[i].is_used) putf(b, "<li><cite>%s</cite></li>\n", truce__escaped(b, works[i].text));
    put(b, "</ul>\n");
}

void truce__brief_method(truce__brief *b) {
    truce__fold(b, "method", word(b, METHOD_HEAD));
    uint64_t states = truce_graph_state_count(b->graph), combinations = truce_graph_combination_count(b->graph);
    const char *of = combinations > states ? words(b, OF_COMBINATIONS, N(combinations)) : "";
    truce__element(b, "p", words(b, METHOD_MODEL, N(states), H(of)));
    truce__element(b, "p", word(b, METHOD_STEPS));
    truce__element(b, "p", word(b, METHOD_CHECK));
    if (b->sample.variants) put_drawing(b);
    put_running(b);
    if (b->model->behaviour) put_behaviour(b);
    if (has_strong_marks(b->model)) truce__element(b, "p", word(b, METHOD_STRENGTH));
    truce__element(b, "p", words(b, MADE_BY, H(truce__escaped(b, truce_version())),
                                 H(truce__fragment(b, "<code>%s</code>", truce_model_sha256(b->model)))));
    put_literature(b);
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
    bool is_reached = b->chosen.best.is_reached || (b->now && b->deals && b->deals->deal_count);
    for (size_t i = 0; i < b->chosen.n_targets; i++) is_reached |= b->chosen.targets[i].is_reached;
    if (is_reached)
        define(b, word(b, TERM_REACHED), words(b, MEANS_REACHED, N(truce__brief_lapses(b) ? 2 : 1)));
    if (IS_SAID(b, SURE_LINE_FORM) || IS_SAID(b, IN_SOME_FORM))
        define(b, word(b, TERM_FORM), word(b, MEANS_FORM));
    if (b->model->n_expiries) define(b, word(b, TERM_LAPSE), word(b, MEANS_LAPSE));
    if (b->now && (IS_SAID(b, NOWHERE_WHY) || IS_SAID(b, WAY_OUT)))
        define(b, word(b, TERM_NEAREST), word(b, MEANS_NEAREST));
    put(b, "</dl>\n");
    put(b, "</details>\n");
}
