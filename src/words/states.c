/* SPDX-License-Identifier: Apache-2.0 */
#include "words/states.h"

#include "words/clauses.h"
#include "words/naming.h"
#include "words/terms.h"

/* Outcomes of one state that a name is made of. */
enum { MOST_NAMED = 8 };

/* ------------------------------------------------------------------- names */

typedef struct named {
    uint32_t outcome;
    double share; /* of all combinations those in which it is true; 2: too many to count */
} named;

typedef struct counting {
    const truce_model *model;
    const truce__stmt *stmt, *other; /* other: whether it is true wherever stmt is; NULL: how often stmt is */
    uint64_t total, holds;
} counting;

static bool count_one(const uint32_t *levels, void *ud) {
    counting *c = ud;
    bool holds = truce__stmt_eval(c->model, c->stmt, levels);
    c->total++;
    c->holds += holds;
    return !c->other || !holds || truce__stmt_eval(c->model, c->other, levels);
}

static double share_of(const truce_model *model, uint32_t outcome) {
    counting c = {model, &model->outcomes[outcome].stmt, NULL, 0, 0};
    bool is_counted = truce__all_combinations(model, truce__outcome_options(model, outcome), count_one, &c);
    return is_counted ? (double)c.holds / (double)c.total : 2;
}

/* Whether one lies within the other and not the other way round. */
static bool is_narrower(const truce_model *model, const named *a, const named *b) {
    uint64_t options = truce__outcome_options(model, a->outcome) | truce__outcome_options(model, b->outcome);
    counting c = {model, &model->outcomes[a->outcome].stmt, &model->outcomes[b->outcome].stmt, 0, 0};
    return a->share < b->share && truce__all_combinations(model, options, count_one, &c);
}

static void sort_by_share(named *of, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k && of[k].share < of[k - 1].share; k--) {
            named other = of[k];
            of[k] = of[k - 1];
            of[k - 1] = other;
        }
}

/* The outcomes that name a state, the narrowest first. */
static uint32_t find_names(const truce_graph *graph, truce_state state, named names[MOST_NAMED]) {
    const truce_model *model = graph->model;
    named all[MOST_NAMED];
    uint32_t count = 0, kept = 0;
    for (uint32_t k = 0; k < model->n_outcomes && count < MOST_NAMED; k++)
        if (truce_graph_has_outcome(graph, state, k)) all[count++] = (named){k, share_of(model, k)};
    for (uint32_t i = 0; i < count; i++) {
        bool is_wide = false;
        for (uint32_t k = 0; k < count && !is_wide; k++) is_wide = k != i && is_narrower(model, &all[k], &all[i]);
        if (!is_wide) names[kept++] = all[i];
    }
    sort_by_share(names, kept);
    return kept;
}

uint32_t truce__naming_outcome(const truce_graph *graph, truce_state state) {
    named names[MOST_NAMED];
    return find_names(graph, state, names) ? names[0].outcome : TRUCE__NONE;
}

bool truce__has_outcome(const truce_graph *graph, truce_state state) {
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++)
        if (truce_graph_has_outcome(graph, state, k)) return true;
    return false;
}

void truce__speak_outcome_called(const truce__speaker *s, uint32_t outcome) {
    const char *called = s->at->graph->model->outcomes[outcome].words.called;
    if (called) truce__speak_name(s, called);
    else truce__speak_outcome(s, s->at->graph->model, outcome);
}

void truce__speak_state_outcomes(const truce__speaker *s, truce_state state, bool is_first) {
    const truce_model *model = s->at->graph->model;
    named names[MOST_NAMED];
    uint32_t count = find_names(s->at->graph, state, names);
    for (uint32_t i = 0; i < count; i++) {
        const char *called = model->outcomes[names[i].outcome].words.called;
        truce__speak_between(s, i, count, TRUCE__M_LIST_AND);
        if (called) truce__speak_capital(s, called, is_first && i == 0);
        else truce__speak_outcome(s, model, names[i].outcome);
    }
}

void truce__speak_state_name(const truce__speaker *s, truce_state state) {
    const truce_graph *graph = s->at->graph;
    named names[MOST_NAMED];
    char room[TRUCE_CODE_SIZE];
    uint32_t count = find_names(graph, state, names);
    truce_state today = truce_graph_status_quo(graph);
    if (count) truce__speak_outcome_called(s, names[0].outcome);
    for (uint32_t i = 1; i < count; i++) {
        const char *says = graph->model->outcomes[names[i].outcome].words.says;
        if (says) SPEAK(s, STATE_AND_CLAUSE, truce__name_of(says));
        else SPEAK(s, STATE_AND_OUTCOME, truce__outcome_of(names[i].outcome));
    }
    if (count) return;
    if (graph->model->is_plain) truce__speak_quoted(s, truce_graph_state_code(graph, state, room));
    else if (state == today) SPEAK_ALONE(s, STATE_TODAY);
    else if (!today || !truce__speak_differences(s, today, state)) SPEAK(s, STATE_NUMBERED, truce__number(state));
}

/* ------------------------------------------------------------- differences */

typedef struct levels {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
} levels;

static void get_levels(const truce_graph *graph, truce_state from, truce_state to, levels *l) {
    truce_graph_state_levels(graph, from, l->before);
    truce_graph_state_levels(graph, to, l->after);
}

static bool is_changed(const levels *l, uint32_t o) {
    return l->before[o] != l->after[o] && l->after[o] != TRUCE_LEVEL_MIXED;
}

static uint32_t count_changes(const truce_graph *graph, const levels *l) {
    uint32_t count = 0;
    for (uint32_t o = 0; o < truce_model_option_count(graph->model); o++) count += is_changed(l, o);
    return count;
}

bool truce__has_changes(const truce_graph *graph, truce_state from, truce_state to) {
    levels l;
    get_levels(graph, from, to, &l);
    return count_changes(graph, &l) > 0;
}

bool truce__speak_differences(const truce__speaker *s, truce_state from, truce_state to) {
    const truce_model *model = s->at->graph->model;
    uint64_t told[TRUCE__MAX_OPTIONS];
    levels l;
    get_levels(s->at->graph, from, to, &l);
    if (!count_changes(s->at->graph, &l)) return false;
    for (uint32_t o = 0; o < model->n_options; o++)
        told[o] = is_changed(&l, o) ? (uint64_t)1 << l.after[o]
                                    : truce__all_levels(&model->options[o]);
    truce__speak_levels(s, told);
    return true;
}

static void speak_all_levels(const truce__speaker *s, truce_state state) {
    const truce_model *model = s->at->model;
    uint64_t told[TRUCE__MAX_OPTIONS];
    uint8_t at[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(s->at->graph, state, at);
    for (uint32_t o = 0; o < model->n_options; o++)
        told[o] = at[o] == TRUCE_LEVEL_MIXED ? truce__all_levels(&model->options[o]) : (uint64_t)1 << at[o];
    truce__speak_levels(s, told);
}

void truce__speak_situation(const truce__speaker *s, truce_state state) {
    const truce_graph *graph = s->at->graph;
    truce_state today = truce_graph_status_quo(graph);
    if (truce__has_outcome(graph, state)) SPEAK(s, SITUATION_OUTCOMES, truce__outcomes_called(state));
    if (state == today) SPEAK_ALONE(s, SITUATION_TODAY);
    else if (!today || !truce__speak_differences(s, today, state)) speak_all_levels(s, state);
}

/* -------------------------------------------------------------------- moves */

void truce__speak_change(const truce__speaker *s, uint32_t o, uint8_t before, uint8_t after) {
    const truce__option *option = &s->at->model->options[o];
    truce__value name = truce__option_of(o), level = truce__name_of(option->levels[after]);
    /* of two levels the one before is clear */
    if (before == TRUCE_LEVEL_MIXED || option->n_levels <= 2) SPEAK(s, CHANGE, name, level);
    else SPEAK(s, CHANGE_FROM, name, truce__name_of(option->levels[before]), level);
}

/* "“Pump at night” to no and “Offer” from none to water" */
void truce__speak_changes(const truce__speaker *s, truce_state from, truce_state to) {
    levels l;
    get_levels(s->at->graph, from, to, &l);
    uint32_t count = count_changes(s->at->graph, &l), said = 0;
    for (uint32_t o = 0; said < count; o++) {
        if (!is_changed(&l, o)) continue;
        truce__speak_between(s, said++, count, TRUCE__M_LIST_AND);
        truce__speak_change(s, o, l.before[o], l.after[o]);
    }
}

/* The author's infinitive for the change, or NULL. */
static const char *infinitive_of(const truce__option *option, uint8_t before, uint8_t after) {
    const char *back = truce__clause_of_level(option->words.back, after);
    bool is_down = before != TRUCE_LEVEL_MIXED && after < before;
    return is_down && back ? back : truce__clause_of_level(option->words.does, after);
}

/* What its mover sets: "set" is said once for names that follow each other. */
static void speak_set(const truce__speaker *s, uint32_t o, uint8_t before, uint8_t after, bool was_set) {
    const truce__option *option = &s->at->graph->model->options[o];
    truce__value name = {.kind = TRUCE__OWN_OPTION, .number = o}, level = truce__name_of(option->levels[after]);
    if (before == TRUCE_LEVEL_MIXED || option->n_levels <= 2) {
        truce__speak(s, was_set ? TRUCE__M_CHANGE : TRUCE__M_MOVE_SET, (const truce__value[]){name, level, {0}});
        return;
    }
    truce__speak(s, was_set ? TRUCE__M_CHANGE_FROM : TRUCE__M_MOVE_SET_FROM,
                 (const truce__value[]){name, truce__name_of(option->levels[before]), level, {0}});
}

bool truce__speak_does(const truce__speaker *s, truce_state from, truce_state to) {
    const truce_model *model = s->at->graph->model;
    levels l;
    bool was_set = false;
    get_levels(s->at->graph, from, to, &l);
    uint32_t count = count_changes(s->at->graph, &l), said = 0;
    for (uint32_t o = 0; said < count; o++) {
        if (!is_changed(&l, o)) continue;
        const char *does = infinitive_of(&model->options[o], l.before[o], l.after[o]);
        truce__speak_between(s, said++, count, TRUCE__M_LIST_AND);
        if (does) truce__speak_name(s, does);
        else speak_set(s, o, l.before[o], l.after[o], was_set);
        was_set = !does;
    }
    return count > 0;
}

void truce__speak_step(const truce__speaker *s, uint32_t o, uint8_t before, uint8_t after) {
    const char *does = infinitive_of(&s->at->graph->model->options[o], before, after);
    if (does) truce__speak_name(s, does);
    else speak_set(s, o, before, after, false);
}

bool truce__speak_move(const truce__speaker *s, uint32_t party, truce_state from, truce_state to) {
    bool shows = truce__has_changes(s->at->graph, from, to);
    truce__value who = truce__party_named(party);
    if (shows) SPEAK(s, CAN_SET, who, truce__own_changes_of(from, to));
    else SPEAK(s, CAN_MOVE, who, truce__the_state(to));
    return !shows;
}
